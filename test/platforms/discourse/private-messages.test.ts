// Private messages to the bot are read, and what it says to somebody in private stands in one conversation.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { confirmAction, leaveAction } from '../../../src/core/command/confirmation.ts';
import { type Command, command } from '../../../src/core/command.ts';
import { doc, p } from '../../../src/core/document.ts';
import type { Order } from '../../../src/core/publication.ts';
import { say, whisper } from '../../../src/core/reply.ts';
import { openWorld, type World } from './world.ts';

const nothing = async () => say(doc());
const commands: Command[] = [
  command({ name: 'meeting next', description: 'x', access: 'everyone', options: { series: { type: 'string', description: 'Which' } }, run: nothing }),
  command({ name: 'meeting cancel', description: 'x', access: 'everyone', run: nothing }),
  command({ name: 'ama mine', description: 'x', access: 'everyone', run: nothing }),
  command({ name: 'docent help', description: 'x', access: 'everyone', run: nothing }),
]; // biome-ignore format: one command a line

let world: World;
const pressed: { id: string; space: string | undefined; place: string | undefined }[] = [];
beforeEach(async () => {
  pressed.length = 0;
  world = await openWorld({
    commands,
    async reply(name) {
      if (name === 'docent help') return whisper(doc(p('Here is what I can do for you.')));
      if (name === 'ama mine') {
        const buttons = ['Edit', 'Withdraw'].map((label) => ({
          label,
          action: `amas/${label.toLowerCase()}`,
        }));
        return whisper(doc(p('What you asked: is it hard to begin?')), { buttons });
      }
      if (name === 'meeting next') return say(doc(p('The next meeting is on Tuesday, as ever.')));
      const buttons = [
        { label: 'Cancel it', action: confirmAction, args: ['7'] },
        { label: 'Leave it', action: leaveAction },
      ];
      return whisper(doc(p('Cancel the Monthly meeting on 1 December?')), { buttons });
    },
    async press(invocation, id) {
      pressed.push({ id, space: invocation.space, place: invocation.place?.id });
      return whisper(doc(p('The Monthly meeting is cancelled.')));
    },
  });
  await poll();
});
afterEach(() => world.close());

const poll = () => world.platform.poll?.([]) ?? Promise.resolve();
const write = (raw: string, who = 'lagos', title = 'A question to you') =>
  world.discourse.message(who, ['docent'], { title, raw }).topic;
const goOn = (topic: { id: number }, raw: string, who = 'lagos') =>
  world.discourse.reply(who, topic.id, { raw });
const texts = (topic: { posts: readonly { raw: string }[] }) => topic.posts.map(({ raw }) => raw);
const conversations = (who = 'lagos') => world.discourse.messagesOf(who);
const order = (words: string, extra: Partial<Order> = {}): Order => ({
  key: `reminder/${words}`,
  identity: `identity-of-${words.slice(0, 4)}`,
  place: { kind: 'person', id: 'lagos' },
  content: { kind: 'message', summary: 'A reminder', document: doc(p(words)) },
  mayExist: false,
  ...extra,
});

describe('what is written to the bot in private', () => {
  it('is a command with or without its name, and answered there, where nobody else reads it', async () => {
    const topic = write('@docent meeting next');
    await poll();
    goOn(topic, 'meeting next series:"Docs call"');
    await poll();
    expect(world.asked.map(({ values }) => values)).toEqual([{}, { series: 'Docs call' }]);
    expect(world.asked[0]?.invocation).toMatchObject({
      isPublicPlace: false,
      groupName: '',
      caller: { id: 'lagos' },
    });
    expect(world.asked[0]?.invocation.space).toBeUndefined();
    expect(conversations()).toHaveLength(1);
    expect(topic.posts.map(({ by, replyTo }) => [by.username, replyTo])).toEqual([
      ['lagos', undefined],
      ['docent', 1],
      ['lagos', undefined],
      ['docent', 3],
    ]);
  });

  it('that is no command gets help, and thanks get none', async () => {
    const topic = write('How are you today, my friend?');
    goOn(topic, 'Thank you very much for that!');
    await poll();
    expect(world.asked).toEqual([]);
    expect(texts(topic).slice(2)).toEqual([expect.stringContaining('@docent help, please!')]);
  });

  it('is read at most once, also after a restart', async () => {
    const topic = write('@docent meeting next');
    await poll();
    await (await world.restart()).poll?.([]);
    expect(world.asked).toHaveLength(1);
    expect(topic.posts).toHaveLength(2);
  });

  it('among several people is read where it begins with its name, and is public to them', async () => {
    const shared = world.discourse.message('lagos', ['docent', 'tokyo'], {
      title: 'Among us three',
      raw: 'meeting next would be of interest',
    }).topic;
    await poll();
    expect(world.asked).toEqual([]);
    goOn(shared, '@docent meeting next', 'tokyo');
    await poll();
    expect(world.asked[0]?.invocation.isPublicPlace).toBe(true);
    expect(texts(shared).at(-1)).toContain('The next meeting is on Tuesday');
  });

  it('among several people is answered to the one who asked alone, where the answer is for nobody else', async () => {
    const { topic: shared } = world.discourse.message('lagos', ['docent', 'tokyo'], {
      title: 'Among us three',
      raw: '@docent help, please',
    });
    goOn(shared, '@docent meeting cancel', 'tokyo');
    await poll();
    expect(texts(shared)).toHaveLength(2);
    const own = (who: string) => conversations(who).filter(({ id }) => id !== shared.id);
    expect(own('lagos').flatMap(texts).join()).toContain('what I can do for you');
    const [asked] = own('tokyo');
    if (!asked) throw new Error('Nothing was asked in private');
    goOn(asked, 'Yes, please!', 'tokyo');
    await poll();
    expect(pressed).toMatchObject([{ place: String(shared.id) }]);
    expect(texts(shared)).toHaveLength(2);
  });

  it('is answered elsewhere as soon as somebody was added to the conversation', async () => {
    const topic = write('docent help, please');
    await poll();
    const there = world.discourse.forum.topics.get(topic.id);
    if (!there) throw new Error('The conversation is gone');
    there.recipients = [...(there.recipients ?? []), world.discourse.forum.user('tokyo')];
    goOn(topic, '@docent help, please');
    await poll();
    expect(texts(topic)).toHaveLength(3);
    expect(conversations().filter(({ id }) => id !== topic.id)).toHaveLength(1);
  });

  it('names its group in words, which is remembered there', async () => {
    const topic = write('@docent meeting next group:"Docs in Czech"');
    await poll();
    goOn(topic, '@docent meeting next');
    await poll();
    expect(world.asked.map(({ values, invocation }) => [values, invocation.groupName])).toEqual([
      [{}, 'Docs in Czech'],
      [{}, 'Docs in Czech'],
    ]);
  });
});

describe('what the bot asks before it does something', () => {
  it('is answered in words, about the place in which it was asked', async () => {
    const made = world.discourse.createTopic('tokyo', 'Documentation', {
      title: 'A topic where people talk',
      raw: '@docent meeting cancel',
    });
    await poll();
    const [topic] = conversations('tokyo');
    if (!topic || 'draft' in made) throw new Error('Nothing was asked in private');
    expect(texts(topic).join()).toContain('You can answer here: “yes, please” or “no, thank you”.');
    goOn(topic, 'Yes, please!', 'tokyo');
    await poll();
    expect(pressed).toEqual([
      { id: expect.stringContaining(':7'), space: world.category, place: String(made.topic.id) },
    ]);
    expect(texts(topic).at(-1)).toContain('is cancelled');
    // It was answered: another yes means nothing.
    goOn(topic, 'Yes, please do!', 'tokyo');
    await poll();
    expect(pressed).toHaveLength(1);
  });

  it('says which words press a button, but for those that open a form', async () => {
    const topic = write('@docent ama mine, please');
    await poll();
    expect(texts(topic).at(-1)).toContain('You can answer here: “Withdraw, please”.');
    goOn(topic, 'Withdraw, please!');
    await poll();
    expect(pressed).toMatchObject([{ id: 'v1:amas/withdraw' }]);
  });

  it('is answered by "yes" and the words of a button', async () => {
    const topic = write('@docent ama mine, please');
    await poll();
    goOn(topic, 'Yes, withdraw it please!');
    await poll();
    expect(pressed).toMatchObject([{ id: 'v1:amas/withdraw' }]);
  });

  it.each(['Cancel this, please!', 'Please cancel that', 'Yes, cancel them please'])(
    'is not answered by %j, which may break it off',
    async (words) => {
      const topic = write('@docent meeting cancel');
      await poll();
      goOn(topic, words);
      await poll();
      expect(pressed).toEqual([]);
      // Nor is what was asked before something else was said.
      goOn(topic, 'Ok, thank you!');
      await poll();
      expect(pressed).toEqual([]);
    },
  );

  it('is not answered by a stranger, nor by other words', async () => {
    const topic = write('@docent meeting cancel');
    await poll();
    const there = world.discourse.forum.topics.get(topic.id);
    if (!there) throw new Error('The conversation is gone');
    there.recipients = [...(there.recipients ?? []), world.discourse.forum.user('tokyo')];
    goOn(topic, '@docent yes, please', 'tokyo');
    await poll();
    expect(pressed).toEqual([]);
    goOn(topic, '@docent no, thank you!');
    await poll();
    expect(pressed).toEqual([{ id: `v1:${leaveAction}`, space: undefined, place: String(topic.id) }]);
  });
});

describe('what the bot says in private', () => {
  it('stands in one conversation, whatever it is about', async () => {
    const topic = world.discourse.createTopic('lagos', 'Documentation', {
      title: 'A topic where people talk',
      raw: '@docent help, please!',
    });
    await poll();
    await world.platform.publish(order('One meeting is tomorrow at noon.'));
    await world.platform.publish(order('Two meetings are tomorrow.'));
    expect('topic' in topic && topic.topic.posts).toHaveLength(1);
    expect(conversations()).toHaveLength(1);
    expect(conversations()[0]?.posts).toHaveLength(3);
    await (await world.restart()).publish(order('Three meetings are tomorrow.'));
    expect(conversations()).toHaveLength(1);
  });

  it('stands in the conversation that they began', async () => {
    const topic = write('@docent meeting next');
    await poll();
    await world.platform.publish(order('One meeting is tomorrow at noon.'));
    expect(conversations()).toEqual([topic]);
    expect(topic.posts).toHaveLength(3);
  });

  it('is edited where it stands, and said once more after a crash only if it was not said', async () => {
    const remote = await world.platform.publish(order('One meeting is tomorrow at noon.'));
    await world.platform.publish(order('One meeting is tomorrow at noon.', { mayExist: true }));
    await world.platform.publish(order('Two meetings are tomorrow.'));
    const content = { kind: 'message', summary: 'A reminder', document: doc(p('It is at one.')) } as const;
    const again = await world.platform.publish(
      order('One meeting is tomorrow at noon.', { remote, content }),
    );
    expect(again.id).toBe(remote.id);
    expect(conversations()).toHaveLength(1);
    expect(texts(conversations()[0] ?? { posts: [] })).toEqual([
      expect.stringContaining('It is at one.'),
      expect.stringContaining('Two meetings'),
    ]);
  });

  it.each([
    ['is closed', (topic: object) => Object.assign(topic, { isClosed: true })],
    ['is archived', (topic: object) => Object.assign(topic, { isArchived: true })],
    ['was deleted', (topic: object) => Object.assign(topic, { deletedAt: new Date(0) })],
  ])('goes into another one when theirs %s', async (_, end) => {
    await world.platform.publish(order('One meeting is tomorrow at noon.'));
    const [topic] = conversations();
    if (!topic) throw new Error('Nothing was said');
    end(topic);
    const again = await world.restart();
    await again.publish(order('Two meetings are tomorrow.'));
    await again.publish(order('Three meetings are tomorrow.'));
    expect(conversations().map(({ posts }) => posts.length)).toEqual([1, 2]);
  });

  it('is found again where nothing is known of it any more', async () => {
    await world.platform.publish(order('One meeting is tomorrow at noon.'));
    world.cursors.clear();
    await (await world.restart()).publish(order('Two meetings are tomorrow.'));
    expect(conversations()).toHaveLength(1);
  });

  it('to somebody who takes none, is suspended or gone is refused for good, so that another account is tried', async () => {
    world.discourse.forum.user('docent').isStaff = false;
    const refused = async (id: string) =>
      await world.platform
        .publish({ ...order('One meeting is tomorrow at noon.'), place: { kind: 'person', id } })
        .catch((error: unknown) => error);
    world.discourse.closeMessages('lagos');
    world.discourse.suspend('tokyo');
    for (const who of ['lagos', 'tokyo', 'anon4711'])
      expect(await refused(who), who).toMatchObject({
        isPermanent: true,
        isPlaceGone: true,
        message: expect.stringContaining('cannot be written to'),
      });
  });

  it('that is refused never says to whom it was, whatever the forum says: organisers read it', async () => {
    world.stableIds.set('lagos', String(world.discourse.forum.user('lagos').id));
    const words = { errors: ['Sorry, lagos is not accepting messages at the moment.'] };
    const message = async () =>
      await world.platform.publish(order('One question of yours has an answer.')).then(
        () => expect.fail('It was taken'),
        (error: Error) => error.message,
      );
    for (const status of [422, 403, 400, 500]) {
      world.discourse.failNext('POST /posts', { status, body: words });
      expect(await message(), `${status}`).not.toMatch(/lagos/iu);
    }
    world.discourse.renameUser('lagos', 'lagos-docs');
    expect(await message(), 'renamed').not.toMatch(/lagos/iu);
    world.discourse.deleteUser('lagos-docs');
    expect(await message(), 'gone').not.toMatch(/lagos/iu);
  });

  it('to somebody whose name is another’s by now is not for that one', async () => {
    world.stableIds.set('lagos', String(world.discourse.forum.user('lagos').id));
    world.discourse.renameUser('lagos', 'lagos-docs');
    world.discourse.addUser('lagos');
    const sent = () => world.platform.publish(order('Your ballot is here.'));
    await expect(sent()).rejects.toMatchObject({ isPermanent: false });
    expect(world.events).toMatchObject([
      {
        kind: 'renamed',
        from: 'lagos',
        account: { id: 'lagos-docs', stableId: world.stableIds.get('lagos') },
      },
    ]);
    world.discourse.deleteUser('lagos-docs');
    await expect(sent()).rejects.toMatchObject({ isPermanent: true });
    expect(conversations()).toEqual([]);
  });

  it('is not said in public to somebody who takes no private messages', async () => {
    world.discourse.forum.user('docent').isStaff = false;
    world.discourse.closeMessages('lagos');
    const made = world.discourse.createTopic('lagos', 'Documentation', {
      title: 'A topic where people talk',
      raw: '@docent help, please!',
    });
    await poll();
    if (!('topic' in made)) throw new Error('The topic awaits approval');
    expect(texts(made.topic).at(-1)).toContain('takes no private messages');
    expect(texts(made.topic).join()).not.toContain('Here is what I can do');
  });
});

describe('a key that does not cover private messages', () => {
  const scopes = ['topics:write', 'topics:read', 'posts:edit', 'users:show'] as const;

  it('leaves public commands as they are, and says once what it lacks', async () => {
    const key = world.discourse.addKey({ username: 'docent', scopes: [...scopes, 'posts:list'] });
    const read = await fetch(`${world.discourse.url}/private-posts.json`, {
      headers: { 'api-key': key, 'api-username': 'docent' },
    });
    expect(read.status).toBe(200);
    const refused = { status: 403, body: { errors: ['Not permitted'], error_type: 'invalid_access' } };
    world.discourse.failNext('GET /private-posts', refused, 9);
    world.discourse.failNext('GET /topics/private-messages', refused, 9);
    write('@docent meeting next');
    await poll();
    await poll();
    expect(world.asked).toEqual([]);
    expect(world.warnings.filter((words) => words.includes('Private messages'))).toHaveLength(1);
  });
});

describe('an account that gets another name', () => {
  it('is told of once, and its conversation stays', async () => {
    const topic = write('@docent meeting next');
    await poll();
    world.discourse.renameUser('lagos', 'Lagos_Docs');
    goOn(topic, '@docent meeting next', 'Lagos_Docs');
    await poll();
    goOn(topic, '@docent meeting next, please', 'Lagos_Docs');
    await (await world.restart()).poll?.([]);
    expect(world.events).toEqual([
      {
        kind: 'renamed',
        from: 'lagos',
        account: { platform: 'discourse', id: 'Lagos_Docs', name: 'lagos', stableId: '4' },
      },
    ]);
    await world.platform.publish(order('It is soon.', { place: { kind: 'person', id: 'Lagos_Docs' } }));
    expect(conversations('Lagos_Docs')).toEqual([topic]);
    expect(world.asked).toHaveLength(3);
  });
});

// What people do in a followed topic is heard: replies, edits, likes, deletions, and the topic's own end.
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { doc, p } from '../../../src/core/document.ts';
import type { Followed, TopicPost } from '../../../src/core/platform.ts';
import { heldPosts } from '../../../src/platforms/discourse/held-posts.ts';
import { post } from '../../../src/platforms/discourse/shapes.ts';
import { openWorld, type World } from './world.ts';

const secret = 'webhook-secret';
let world: World;
/** Another bot has the lock; this one has kept it, since its work failed. */
let isReadElsewhere: boolean;
let hasKeptLock: boolean;
let followed: Followed;
beforeEach(async () => {
  isReadElsewhere = false;
  hasKeptLock = false;
  world = await openWorld({
    ...{ webhookSecret: secret, subfolder: 'forum' },
    lock: {
      async runExclusive(work) {
        if (isReadElsewhere) return false;
        hasKeptLock = true;
        await work();
        hasKeptLock = false;
        return true;
      },
      release: async () => {},
    },
  });
  const remote = await world.platform.publish({
    key: 'ama/1/topic',
    identity: 'Zq3k0vX9aTn4Yw7LrB2cHe',
    place: { kind: 'channel', id: world.category },
    content: {
      kind: 'topic',
      title: 'Ask us anything about the docs',
      document: doc(p('Ask below, in a reply.')),
    },
    mayExist: false,
  });
  followed = { groupId: 7, key: 'ama/1/topic', about: 'ama/1', remote };
  world.followed = [followed];
});
afterEach(() => world.close());

const topicId = () => Number(followed.remote.id);
const poll = () => world.platform.poll?.([followed]) ?? Promise.resolve();
const posts = (): readonly TopicPost[] => {
  const last = world.events.at(-1);
  if (last?.kind !== 'topic') throw new Error('No topic was heard');
  return last.posts;
};
const ask = (who: string, raw: string) => {
  const made = world.discourse.reply(who, topicId(), { raw });
  if ('draft' in made) throw new Error('The reply awaits approval');
  return made;
};

describe('polling', () => {
  it('of several bots one reads at a time; what goes wrong in a topic keeps the others from nothing', async () => {
    isReadElsewhere = true;
    await poll();
    expect(world.events).toEqual([]);
    isReadElsewhere = false;
    world.accepts = () => {
      throw new Error('A feature failed');
    };
    await expect(poll()).rejects.toThrow('A feature failed');
    expect(hasKeptLock).toBe(false);
    world.accepts = undefined;
    await poll();
    expect(posts()).toHaveLength(1);
  });

  it('tells which files are in a post, and where they stand', async () => {
    const raw =
      'See ![the [new] bar|690x388](upload://aaaaaaaaaaaaaaaaaaaaaaaaaaa.png)\n[notes.pdf|attachment](upload://bbbbbbbbbbbbbbbbbbbbbbbbbbb.pdf) (12 KB) and ![x](upload://cccccccccccccccccccccccccc1)';
    ask('lagos', raw);
    await poll();
    const base = followed.remote.url.replace(/t\/.*$/u, '');
    expect(posts()[1]?.files).toEqual([
      {
        name: 'notes.pdf',
        url: `${base}uploads/short-url/bbbbbbbbbbbbbbbbbbbbbbbbbbb.pdf`,
        mark: '[notes.pdf|attachment](upload://bbbbbbbbbbbbbbbbbbbbbbbbbbb.pdf)',
      },
      {
        name: 'x',
        url: `${base}uploads/short-url/cccccccccccccccccccccccccc1`,
        mark: '![x](upload://cccccccccccccccccccccccccc1)',
      },
    ]);
    expect(posts()[1]?.raw).toBe(raw);
  });

  it('tells where links within the forum lead, and leaves code alone', async () => {
    ask('lagos', 'See [a](/t/x/1) `[b](/t/x/2)` [c][1] [d](//e.org)\n```\n[e](/t/x/3)\n```\n\n[1]: /t/x/4');
    await poll();
    const base = new URL('/', followed.remote.url).href;
    expect(posts()[1]?.raw).toBe(
      `See [a](${base}t/x/1) \`[b](/t/x/2)\` [c][1] [d](//e.org)\n\`\`\`\n[e](/t/x/3)\n\`\`\`\n\n[1]: ${base}t/x/4`,
    );
  });

  it('tells of no post of the forum itself, nor of another bot', async () => {
    world.discourse.addUser('helper_bot', { staff: true, id: -1201 });
    for (const who of ['system', 'helper_bot']) ask(who, 'Question: is that one of mine?');
    ask('lagos', 'Or is this one of mine?');
    await poll();
    expect(posts().map(({ author }) => author.id)).toEqual(['docent', 'lagos']);
  });

  it('tells who wrote what, and which posts are our own', async () => {
    const asked = ask('lagos', 'How do I start with *the docs*?');
    world.discourse.reply('prague', topicId(), { raw: 'I would like to know too.', replyTo: asked.number });
    world.discourse.like('tokyo', asked);
    world.discourse.like('prague', asked);
    await poll();
    expect(world.events.at(-1)).toMatchObject({ kind: 'topic', groupId: 7, key: 'ama/1/topic' });
    expect(posts()).toEqual([
      expect.objectContaining({ number: 1, isOurs: true, isStaff: true, likes: 0 }),
      {
        id: String(asked.id),
        number: 2,
        version: 1,
        author: { platform: 'discourse', id: 'lagos', name: 'lagos', stableId: '4' },
        isStaff: false,
        isOurs: false,
        isToBot: false,
        place: String(topicId()),
        reference: `lagos, post:2, topic:${topicId()}`,
        raw: 'How do I start with *the docs*?',
        lines: [{ text: 'How do I start with *the docs*?', isToBot: false }],
        url: `${world.discourse.url}/p/${asked.id}`,
        likes: 2,
        likers: [
          { platform: 'discourse', id: 'tokyo', name: 'tokyo', stableId: '5' },
          { platform: 'discourse', id: 'prague', name: 'prague', stableId: '3' },
        ],
        createdAt: new Date('2026-11-24T09:00:00Z'),
      },
      expect.objectContaining({ number: 3, replyTo: 2 }),
    ]);
  });

  it('tells which posts speak to the bot, behind quotes too, and not those that speak to somebody else', async () => {
    ask('lagos', '@docent ama ask question:"How do I start?"');
    ask('tokyo', '[quote="lagos, post:2"]\nHow?\n[/quote]\n\n@Docent, meeting next, please');
    ask('prague', '@docentia, which theme do you use?');
    await poll();
    expect(posts().map(({ isToBot }) => isToBot)).toEqual([false, true, true, false]);
  });

  it('notices an edit, a deletion and a like taken back', async () => {
    const first = ask('lagos', 'A question with a tpyo in it?');
    const second = ask('tokyo', 'A question that is withdrawn soon?');
    world.discourse.like('prague', first);
    await poll();
    const before = posts()[1]?.version ?? 0;
    world.advance(1);
    world.discourse.edit('lagos', first, 'A question with no typo in it?');
    world.discourse.unlike('prague', first);
    world.discourse.remove('tokyo', second);
    await poll();
    expect(posts().slice(1)).toEqual([
      expect.objectContaining({ raw: 'A question with no typo in it?', likes: 0 }),
    ]);
    // Discourse makes no new version of what is corrected within minutes.
    expect(first.version).toBe(1);
    expect(posts()[1]?.version).toBeGreaterThan(before);
  });

  it('asks who likes a post only when the number changed, a dozen at once, and again after ten minutes', async () => {
    const asked = Array.from({ length: 14 }, (_, i) =>
      ask(i % 2 ? 'tokyo' : 'lagos', `Question number ${i} to be liked?`),
    );
    for (const post of asked) world.discourse.like('prague', post);
    const count = async () => {
      world.discourse.resetCounters();
      await poll();
      return world.discourse.counters().requests['GET /post_action_users.json'] ?? 0;
    };
    const known = () => posts().filter(({ likers }) => likers?.some(({ id }) => id === 'prague')).length;
    expect([await count(), known()]).toEqual([12, 12]);
    expect([await count(), known()]).toEqual([2, 14]);
    expect([await count(), known()]).toEqual([0, 14]);
    world.discourse.unlike('prague', asked[3] ?? 0);
    expect([await count(), known()]).toEqual([0, 13]);
    world.discourse.unlike('prague', asked[4] ?? 0);
    world.discourse.like('tokyo', asked[4] ?? 0);
    world.advance(10);
    expect([await count(), known()]).toEqual([12, 12]);
  });

  it('knows only the number of likes where the key may not ask who, and says so once', async () => {
    world.discourse.like('prague', ask('lagos', 'A question that somebody likes?'));
    const refused = { status: 403, body: { errors: ['Not permitted'], error_type: 'invalid_access' } };
    world.discourse.failNext('GET /post_action_users', refused, 9);
    await poll();
    await poll();
    expect(posts()[1]).toMatchObject({ likes: 1 });
    expect(posts()[1]?.likers).toBeUndefined();
    expect(world.warnings.filter((words) => words.includes('who likes a post'))).toHaveLength(1);
  });

  it('takes two posts that are gone meanwhile for no right that it lacks', async () => {
    const asked = ['lagos', 'tokyo', 'lagos'].map((who) => ask(who, `A question that ${who} asks?`));
    for (const post of asked) world.discourse.like('prague', post);
    const gone = { status: 404, body: { errors: ['Not found'], error_type: 'not_found' } };
    world.discourse.failNext('GET /post_action_users', gone, 2);
    await poll();
    expect(posts()[3]?.likers).toMatchObject([{ id: 'prague' }]);
    expect(world.warnings.filter((words) => words.includes('who likes a post'))).toEqual([]);
  });

  it.each([
    ['a page that stood before the forum', '<html><body>Just a moment …</body></html>'],
    ['a key that was mended since', { errors: ['Not permitted'], error_type: 'invalid_access' }],
  ])('asks who likes a post again half an hour after %s', async (_, body) => {
    world.discourse.like('prague', ask('lagos', 'A question that somebody likes?'));
    world.discourse.failNext('GET /post_action_users', { status: 403, body });
    await poll();
    world.advance(29);
    await poll();
    expect(posts()[1]?.likers).toBeUndefined();
    world.advance(1);
    await poll();
    expect(posts()[1]?.likers).toMatchObject([{ id: 'prague' }]);
  });

  it('reads a long topic whole, and again only when it changed or ten minutes have passed', async () => {
    for (let i = 0; i < 130; i += 1)
      ask(i % 2 ? 'lagos' : 'tokyo', `Question number ${i} of that long list?`);
    await poll();
    expect(posts()).toHaveLength(131);
    expect(posts().map(({ number }) => number)).toEqual(Array.from({ length: 131 }, (_, i) => i + 1));
    const count = async () => {
      world.discourse.resetCounters();
      await poll();
      return world.discourse.counters().requests['GET /t/:id/posts.json'] ?? 0;
    };
    expect(await count()).toBe(0);
    world.discourse.like('prague', Number(posts()[99]?.id));
    expect(await count()).toBe(3);
    expect(posts()[99]?.likes).toBe(1);
    world.discourse.edit('docent', Number(posts()[70]?.id), 'An edit in the middle shows nowhere else.');
    expect(await count()).toBe(0);
    world.advance(10);
    expect(await count()).toBe(3);
    expect(posts()[70]?.raw).toContain('An edit in the middle');
  });

  it('reads of a very long topic what is new, and the rest bit by bit, so that it is known in ten looks', async () => {
    const all = Array.from({ length: 600 }, (_, i) =>
      ask(i % 2 ? 'lagos' : 'tokyo', `Question number ${i} of that list?`),
    );
    const count = async () => {
      world.discourse.resetCounters();
      await poll();
      return world.discourse.counters().requests['GET /t/:id/posts.json'] ?? 0;
    };
    expect(await count()).toBe(12);
    world.advance(1);
    ask('prague', 'One question more, please?');
    expect(await count()).toBe(1);
    expect(posts()).toHaveLength(602);
    expect(posts().at(-1)?.raw).toContain('One question more');
    world.discourse.remove('lagos', all[301]?.id ?? 0);
    world.discourse.forum.user('docent').isStaff = true;
    world.discourse.remove('docent', all[300]?.id ?? 0);
    expect(await count()).toBe(1);
    expect(posts()).toHaveLength(601);
    // Nobody tells which post it was.
    world.discourse.like('prague', Number(all[100]?.id));
    const counts = [await count(), await count(), await count(), await count(), await count()];
    expect(Math.max(...counts)).toBe(4);
    expect(posts().find(({ id }) => id === String(all[100]?.id))?.likes).toBe(1);
    expect(posts()).toHaveLength(600);
    expect(await count()).toBe(0);
    // What was read under a name that somebody has no longer is read again at once.
    world.discourse.renameUser('lagos', 'lagos-docs');
    ask('lagos-docs', 'And one question more, please?');
    await poll();
    expect(new Set(posts().map(({ author }) => author.id))).toEqual(
      new Set(['docent', 'tokyo', 'prague', 'lagos-docs']),
    );
  });

  it('tells once that accounts were merged, and never of a post that staff gave to somebody else', async () => {
    const renamed = () => world.events.filter(({ kind }) => kind === 'renamed');
    const given = ask('prague', 'Which of the pages do you like most?');
    const asked = ask('lagos', 'How do I start with the docs?');
    ask('lagos', 'And how do I go on with them afterwards?');
    await poll();
    const post = world.discourse.forum.posts.get(given.id);
    if (post) post.by = world.discourse.forum.user('tokyo');
    await poll();
    expect(renamed()).toEqual([]);
    world.discourse.mergeUsers('lagos', 'tokyo');
    await poll();
    await poll();
    expect(renamed()).toEqual([
      {
        kind: 'renamed',
        from: 'lagos',
        account: { platform: 'discourse', id: 'tokyo', name: 'tokyo', stableId: '5' },
        isMerged: true,
        goneStableId: '4',
      },
    ]);
    expect(posts().find(({ id }) => id === String(asked.id))).toMatchObject({ author: { id: 'tokyo' } });
  });

  it('has tried again what was refused after three replies of the bot in a row, as soon as somebody else has written', async () => {
    const heard = async () => {
      world.events.length = 0;
      await poll();
      return world.events.map(({ kind }) => kind).filter((kind) => kind !== 'topic');
    };
    for (const words of ['first', 'second', 'third']) ask('docent', `These are the ${words} words of mine.`);
    expect(await heard()).toEqual([]);
    ask('lagos', 'Now it is my turn to say something.');
    expect(await heard()).toEqual(['mended']);
    ask('lagos', 'And once more it is my turn to say it.');
    expect(await heard()).toEqual([]);
  });

  it('does not read a topic that staff moved from an open category to one that not everybody reads', async () => {
    const { forum } = world.discourse;
    const topic = forum.topics.get(topicId());
    const home = { ...followed, home: world.category };
    const heard = async (raw: string) => {
      ask('prague', raw);
      world.events.length = 0;
      await world.platform.poll?.([home]);
      return world.events.map(({ kind }) => kind);
    };
    forum.user('prague').isStaff = true;
    const aside = world.discourse.addCategory('Staff', { private: true });
    const open = world.discourse.addCategory('Community');
    if (topic) topic.category = aside;
    // Publishing what was taken away tells organisers.
    expect(await heard('Who of us answers that person?')).toEqual(['removed']);
    expect(await heard('And who of us bans them?')).toEqual([]);
    if (topic) topic.category = open;
    expect(await heard('Here everybody may ask again, is it not so?')).toEqual(['mended', 'topic']);
    if (topic) topic.category = undefined;
    expect(await heard('What is said between a few of us?')).toEqual(['removed']);
  });

  it('nobody is told of a topic in another category while the forum does not say who reads there, and it is not read', async () => {
    const { discourse } = world;
    const topic = discourse.forum.topics.get(topicId());
    if (!topic) throw new Error('There is no topic');
    topic.category = discourse.addCategory('Community');
    discourse.forum.user('prague').isStaff = true;
    const heard = async () => {
      world.events.length = 0;
      world.advance(11);
      await world.platform.poll?.([{ ...followed, home: world.category }]);
      return world.events.map(({ kind }) => kind);
    };
    discourse.failNext('GET /categories', { status: 403, body: { errors: ['No'] } });
    ask('prague', 'Is this one read by everybody, or is it not?');
    expect(await heard()).toEqual([]);
    expect(await heard()).toEqual(['topic']);
  });

  it('tells of who likes something under the name that they have by now', async () => {
    const asked = ask('lagos', 'How do I start with the docs?');
    world.discourse.like('tokyo', asked);
    ask('tokyo', 'And how do I go on with them afterwards?');
    await poll();
    expect(posts()[1]?.likers).toMatchObject([{ id: 'tokyo' }]);
    world.discourse.renameUser('tokyo', 'tokyo-docs');
    world.discourse.addUser('tokyo');
    await poll();
    expect(posts()[1]?.likers).toMatchObject([{ id: 'tokyo-docs', stableId: posts()[2]?.author.stableId }]);
  });

  it('takes for gone what is left of posts whose author’s account was deleted', async () => {
    const asked = ask('lagos', 'How do I start with the docs?');
    ask('tokyo', 'And how do I go on with them afterwards?');
    await poll();
    world.discourse.deleteUser('lagos');
    // Staff, as which the bot reads here, is shown what was deleted, and no author of it.
    const answer = await fetch(`${world.discourse.url}/posts/${asked.id}.json`, {
      headers: { 'api-key': world.discourse.apiKey, 'api-username': world.discourse.apiUsername },
    });
    expect(await answer.json()).toMatchObject({ user_id: null, username: null });
    await poll();
    const heard = world.events.at(-1);
    expect(heard?.kind === 'topic' && (await heard.isMoved?.(String(asked.id), undefined))).toBe(false);
    expect(posts().map(({ author }) => author.id)).toEqual([world.discourse.apiUsername, 'tokyo']);
  });

  it('tells of each author once that they were seen, also of who has the name of somebody else', async () => {
    ask('lagos', 'How do I start with the docs?');
    await poll();
    world.discourse.renameUser('lagos', 'lagos-docs');
    world.discourse.addUser('lagos');
    ask('lagos', 'And how do I go on with them afterwards?');
    await poll();
    await poll();
    const seen = world.seen.filter(({ id }) => id.startsWith('lagos'));
    expect(seen.map(({ id }) => id)).toEqual(['lagos', 'lagos']);
    expect(new Set(seen.map(({ stableId }) => stableId)).size).toBe(2);
    expect(world.events.filter(({ kind }) => kind === 'renamed')).toMatchObject([
      { from: 'lagos', account: { id: 'lagos-docs', stableId: seen[0]?.stableId } },
    ]);
    world.discourse.deleteUser('lagos-docs');
    expect(await world.platform.isMember?.(undefined, 'lagos', seen[0]?.stableId)).toBe(false);
    expect(await world.platform.isMember?.(undefined, 'lagos', seen[1]?.stableId)).toBe(true);
  });

  it('finds who was renamed or merged while nobody looked, when they are looked for', async () => {
    const idOf = (name: string) => String(world.discourse.forum.user(name).id);
    const [lagos, prague] = [idOf('lagos'), idOf('prague')];
    ask('lagos', 'How do I start with the docs?');
    await poll();
    const platform = await world.restart();
    const isMember = (name: string, stableId: string) => platform.isMember?.(undefined, name, stableId);
    world.discourse.resetCounters();
    expect(await isMember('lagos', lagos)).toBe(true);
    expect(world.discourse.counters().requests['GET /user-cards.json'] ?? 0).toBe(0);
    world.discourse.renameUser('prague', 'prague-docs');
    expect(await isMember('prague', prague)).toBe(true);
    world.discourse.mergeUsers('lagos', 'tokyo');
    expect(await isMember('lagos', lagos)).toBe(true);
    expect(world.events.filter(({ kind }) => kind === 'renamed')).toMatchObject([
      { from: 'prague', account: { id: 'prague-docs', stableId: prague } },
      { from: 'lagos', account: { id: 'tokyo' }, isMerged: true, goneStableId: lagos },
    ]);
    // Of who wrote nothing nobody can say into whom they were merged: they are gone.
    const visitor = String(world.discourse.addUser('visitor').id);
    world.discourse.mergeUsers('visitor', 'tokyo');
    expect(await isMember('visitor', visitor)).toBe(false);
  });

  it('tells of accounts that were merged while the bot was stopped', async () => {
    ask('lagos', 'How do I start with the docs?');
    await poll();
    const platform = await world.restart();
    world.discourse.mergeUsers('lagos', 'tokyo');
    await platform.poll?.([followed]);
    await platform.poll?.([followed]);
    expect(world.events.filter(({ kind }) => kind === 'renamed')).toMatchObject([
      { from: 'lagos', account: { id: 'tokyo' }, isMerged: true },
    ]);
  });

  it('a post that staff gave away of somebody who was renamed meanwhile makes nobody of two one', async () => {
    const asked = ask('lagos', 'How do I start with the docs?');
    await poll();
    world.discourse.renameUser('lagos', 'lagos-docs');
    const post = world.discourse.forum.posts.get(asked.id);
    if (post) post.by = world.discourse.forum.user('tokyo');
    await poll();
    expect(world.events.filter(({ kind }) => kind === 'renamed')).toEqual([]);
  });

  it('tells when the topic was removed by hand', async () => {
    world.discourse.remove('docent', Number(followed.remote.parts?.[0]?.id));
    await poll();
    expect(world.events).toEqual([{ kind: 'removed', platform: 'discourse', remoteId: followed.remote.id }]);
  });

  it.each([false, true])(
    'reads on where staff split off the first reply and closed it; later replies: %s',
    async (hasLater) => {
      const { forum } = world.discourse;
      const topic = forum.topics.get(topicId());
      if (!topic) throw new Error('There is no topic');
      const aside = ask('lagos', 'This has to do with something else, does it not?');
      const other = { title: 'Where it belongs, somebody thinks', raw: 'A topic about something else.' };
      const begun = world.discourse.createTopic('tokyo', 'Documentation', other);
      if (!('topic' in begun)) throw new Error('It awaits approval');
      forum.user('prague').isStaff = true;
      world.discourse.move(aside, begun.topic, 'prague');
      if (hasLater) ask('lagos', 'How do I start with the docs?');
      world.advance(2);
      forum.setStatus(forum.user('prague'), topic, { status: 'closed', isEnabled: true });
      await poll();
      expect(world.events.at(-1)).toMatchObject({ kind: 'topic' });
      expect(posts()).toHaveLength(hasLater ? 2 : 1);
      forum.setStatus(forum.user('prague'), topic, { status: 'closed', isEnabled: false });
      await poll();
      world.discourse.mergeTopic('prague', topic, begun.topic);
      for (const _ of ['told of', 'told once']) await poll();
      expect(world.events.filter(({ kind }) => kind === 'removed')).toEqual([
        { kind: 'removed', platform: 'discourse', remoteId: followed.remote.id, isThere: true },
      ]);
    },
  );

  it('of one topic that may not be read does not keep the others from being read', async () => {
    const hidden = { groupId: 7, key: 'hidden', about: 'x', remote: { id: '999', url: '' } };
    world.discourse.failNext('GET /t/999', { status: 403, body: { errors: ['No'] } });
    await world.platform.poll?.([hidden, followed]);
    expect(world.events.map(({ kind }) => kind)).toEqual(['topic']);
    expect(world.warnings.join()).toContain('cannot be read');
  });

  it('of what ended and is quiet for an hour happens each ten minutes, and as soon as somebody writes there', async () => {
    const over = { ...followed, hasEnded: true };
    const looked = async (minutes: number) => {
      const before = world.events.length;
      world.advance(minutes);
      await world.platform.poll?.([over]);
      return world.events.length - before;
    };
    expect(await looked(0)).toBe(1);
    expect(await looked(1)).toBe(1);
    expect(await looked(58)).toBe(1);
    expect(await looked(1)).toBe(0);
    expect(await looked(8)).toBe(0);
    expect(await looked(1)).toBe(1);
    ask('lagos', 'One more thing for the next time, please.');
    expect(await looked(1)).toBe(1);
    expect(posts().at(-1)?.raw).toBe('One more thing for the next time, please.');
    expect(await looked(1)).toBe(1);
  });

  it('comes to what somebody wrote in before its turn comes', async () => {
    await world.platform.poll?.([]);
    ask('lagos', 'How do I start with the docs?');
    await world.platform.poll?.([]);
    expect(posts().at(-1)?.raw).toBe('How do I start with the docs?');
  });

  it('while Discourse is down fails in words, and goes on afterwards', async () => {
    world.discourse.down(true);
    await expect(poll()).rejects.toMatchObject({ isPermanent: false });
    world.discourse.down(false);
    await poll();
    expect(posts()).toHaveLength(1);
  });
});

it('of a long topic that changes at every look, each post is read again in its turn', async () => {
  let minute = 0;
  let asked: number[] = [];
  const held = heldPosts({
    now: () => new Date(Date.UTC(2026, 10, 24, 9, minute)),
    api: {
      async posts(_, ids) {
        asked.push(...ids);
        return ids.map((id) => post.parse({ ...anyPost, id }));
      },
    },
  });
  const ids = Array.from({ length: 400 }, (_, i) => i + 1);
  const look = async () => await held.read(7, ids, { told: new Set(), isChanged: true });
  await look();
  asked = [];
  for (minute = 1; minute <= 3; minute += 1) await look();
  expect(new Set(asked).size).toBe(ids.length);
});

const anyPost = {
  id: 0,
  user_id: 5,
  username: 'lagos',
  post_number: 1,
  post_type: 1,
  version: 1,
  topic_id: 7,
  created_at: '2026-11-24T09:00:00.000Z',
};

describe('a webhook', () => {
  const deliver = (body: string, headers: Record<string, string> = {}) =>
    world.platform.handleWebhook(
      {
        'x-discourse-event': 'post_created',
        'x-discourse-event-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
        ...headers,
      },
      Buffer.from(body),
    );
  const payload = (version = 1) => JSON.stringify({ post: { id: 5, topic_id: topicId(), version } });
  const settled = async () => {
    await world.platform.stop();
    return world.events.length;
  };

  it('with a wrong signature is refused', () => {
    expect(deliver(payload(), { 'x-discourse-event-signature': 'sha256=00' }).status).toBe(403);
    expect(deliver(payload(), { 'x-discourse-event-signature': '' }).status).toBe(403);
  });

  it.each([
    ['JSON', () => payload()],
    ['a form', () => new URLSearchParams({ payload: payload() }).toString()],
  ])('in %s has its topic read at once', async (_, body) => {
    await poll();
    expect(deliver(body())).toEqual({ status: 200, body: 'ok' });
    await expect.poll(() => world.events.length).toBe(2);
  });

  it('told twice is looked into once, told of a new version again', async () => {
    await poll();
    deliver(payload());
    deliver(payload());
    await expect.poll(() => world.events.length).toBe(2);
    deliver(payload());
    deliver(payload(2));
    await expect.poll(() => world.events.length).toBe(3);
    expect(await settled()).toBe(3);
  });

  it.each(['{}', 'not JSON', '{"post":{"id":"x"}}', '{"post":{"id":1,"topic_id":424242}}', '{"ping":"OK"}'])(
    'about nothing that is followed is taken and does nothing: %s',
    async (body) => {
      await poll();
      expect(deliver(body).status).toBe(200);
      expect(await settled()).toBe(1);
    },
  );

  it('of the forum itself, sent twice and out of order, brings the newest state', async () => {
    await poll();
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const headers = Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
        );
        response.statusCode = world.platform.handleWebhook(headers, Buffer.concat(chunks)).status;
        response.end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const hook = world.discourse.addWebhook(`http://127.0.0.1:${port}/`, secret);
    hook.isTwice = true;
    hook.isShuffled = true;
    const asked = ask('lagos', 'How do I start with the docs?');
    world.discourse.edit('lagos', asked, 'How do I begin with the docs?');
    await hook.flush();
    await expect.poll(() => posts().at(-1)?.raw).toBe('How do I begin with the docs?');
    expect(hook.deliveries.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    server.closeAllConnections();
    server.close();
  });
});

describe('what has become a question or a topic', () => {
  /** The features take every post that is not the bot's. */
  const accept = () => {
    const last = world.events.at(-1);
    if (last?.kind !== 'topic') throw new Error('No topic was heard');
    last.arrived?.(last.posts.filter(({ isOurs }) => !isOurs).map(({ id }) => id));
  };

  it('is liked by the bot, once, and that is nobody’s vote', async () => {
    const asked = ask('lagos', 'How do I start with the docs?');
    world.accepts = accept;
    await poll();
    world.discourse.like('tokyo', asked);
    await poll();
    await (await world.restart()).poll?.([followed]);
    expect([...asked.likes].map(({ username }) => username)).toEqual(['docent', 'tokyo']);
    expect(posts()[1]).toMatchObject({
      likes: 1,
      likers: [{ platform: 'discourse', id: 'tokyo', name: 'tokyo', stableId: '5' }],
    });
    expect(world.discourse.notifications('lagos').map(({ kind, by }) => [kind, by])).toContainEqual([
      'liked',
      'docent',
    ]);
  });

  it('is left without a like where the key may not, and that is said once', async () => {
    ask('lagos', 'How do I start with the docs?');
    world.accepts = accept;
    const refused = { status: 403, body: { errors: ['Not permitted'], error_type: 'invalid_access' } };
    world.discourse.failNext('POST /post_actions', refused, 9);
    await poll();
    world.advance(61);
    await poll();
    expect(world.warnings.filter((words) => words.includes('receipt'))).toHaveLength(1);
    expect(posts()[1]).toMatchObject({ likes: 0 });
  });

  it('keeps no topic from being read while the forum takes none', async () => {
    ask('lagos', 'How do I start with the docs?');
    world.accepts = accept;
    world.discourse.readOnly(true);
    await poll();
    expect(posts()[1]).toMatchObject({ likes: 0 });
    world.discourse.readOnly(false);
    await poll();
    expect(world.discourse.notifications('lagos').map(({ kind }) => kind)).toContain('liked');
  });
});

// Publications on Discourse: topics with their state, private messages, files, and what moderators do to them.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Content, TopicContent } from '../../../src/core/content.ts';
import { codeBlock, doc, heading, link, p, quoteOf, typed } from '../../../src/core/document.ts';
import type { Order, Remote } from '../../../src/core/publication.ts';
import { externalIdOf, newOf } from '../../../src/platforms/discourse/topics.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld({ subfolder: 'forum' });
});
afterEach(() => world.close());

const identity = 'Zq3k0vX9aTn4Yw7LrB2cHe';
const words = p('These are the words of the first post.');
const topic = (extra: Partial<TopicContent> = {}): TopicContent => ({
  kind: 'topic',
  title: 'Monthly meeting, 1 December 2026',
  document: doc(words),
  ...extra,
});
const order = (content: Content, extra: Partial<Order> = {}): Order => ({
  key: 'meeting/12/topic',
  identity,
  place: { kind: 'channel', id: world.category },
  content,
  mayExist: false,
  ...extra,
});
const only = () => {
  const [found, ...others] = world.discourse.topicsFor('docent');
  expect(others).toEqual([]);
  if (!found) throw new Error('There is no topic');
  return found;
};

describe('a topic', () => {
  it('is made with its title, category and external id, and can be reached at its address', async () => {
    const remote = await world.platform.publish(order(topic()));
    expect(only()).toMatchObject({
      title: 'Monthly meeting, 1 December 2026',
      externalId: externalIdOf(identity),
    });
    expect(remote.url).toBe(`${world.discourse.url}/t/${only().slug}/${only().id}`);
    expect((await fetch(`${world.discourse.url}/t/${remote.id}.json`)).status).toBe(200);
  });

  it('is made in one request', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch');
    const other = await openWorld();
    await other.platform.publish(order(topic(), { place: { kind: 'channel', id: other.category } }));
    const methods = fetched.mock.calls.map(([, options]) => options?.method);
    fetched.mockRestore();
    await other.close();
    expect(methods).toEqual(['POST']);
  });

  it('follows its title, text, pin and lock, and is not bumped by an edit', async () => {
    const remote = await world.platform.publish(order(topic({ isPinned: true, isClosed: false })));
    const bumpedAt = only().bumpedAt;
    expect(only()).toMatchObject({ isClosed: false });
    expect(only().pinnedAt).toBeDefined();
    world.advance(60);
    const moved = topic({
      title: 'Monthly meeting, 8 December 2026',
      document: doc(p('The meeting moved by a week.')),
      isPinned: false,
      isClosed: true,
    });
    const { url } = await world.platform.publish(order(moved, { remote }));
    expect(url).toBe(`${world.discourse.url}/t/monthly-meeting-8-december-2026/${only().id}`);
    expect(only()).toMatchObject({
      title: 'Monthly meeting, 8 December 2026',
      isClosed: true,
      pinnedAt: undefined,
    });
    expect(only().posts[0]?.raw).toContain('moved by a week');
    expect(only().bumpedAt).toEqual(bumpedAt);
  });

  it('is not edited again because Discourse tidied its title and text, also after a restart', async () => {
    const untidy = topic({
      title: 'shall  we meet in\u00a0december ?? …..',
      document: doc(p('First\u2003words\u00a0of it, and others.'), p('The last paragraph ends here.')),
    });
    const remote = await world.platform.publish(order(untidy));
    expect(only().title).not.toBe('shall  we meet in\u00a0december ?? …..');
    world.discourse.resetCounters();
    const again = await world.platform.publish(order(untidy, { remote }));
    await (await world.restart()).publish(order(untidy, { remote: again }));
    const writes = Object.keys(world.discourse.counters().requests).filter((one) => !one.startsWith('GET'));
    expect(writes).toEqual([]);
  });

  it('that Discourse keeps in words of its own is edited once more, not each time', async () => {
    const censored = await openWorld({
      fetch: (input, init) =>
        fetch(input, {
          ...init,
          ...(typeof init?.body === 'string' && { body: init.body.replaceAll('darn', '■■■■') }),
        }),
    });
    const content = topic({ document: doc(p('These are the darn words of it.')) });
    const place = { kind: 'channel', id: censored.category } as const;
    let remote = await censored.platform.publish(order(content, { place }));
    const edits: number[] = [];
    for (const _ of [1, 2, 3]) {
      censored.discourse.resetCounters();
      remote = await censored.platform.publish(order(content, { place, remote }));
      edits.push(censored.discourse.counters().requests['PUT /posts/:id.json'] ?? 0);
    }
    await censored.close();
    // What it made of the first post is told only with the first edit.
    expect(edits).toEqual([1, 0, 0]);
  });

  it('that staff renamed, pinned or opened stays so, until it is to be something new', async () => {
    const wanted = { title: 'Monthly meeting in December', isPinned: true, isClosed: true };
    const made = await world.platform.publish(order(topic(wanted)));
    Object.assign(only(), {
      title: 'The docs sprint',
      pinnedAt: undefined,
      isClosed: false,
    });
    const say = (words: string, more: object = {}) => topic({ ...wanted, document: doc(p(words)), ...more });
    const again = await world.platform.publish(order(say('The second words of it.'), { remote: made }));
    const asStaffLeftIt = {
      title: 'The docs sprint',
      pinnedAt: undefined,
      isClosed: false,
    };
    expect(only()).toMatchObject(asStaffLeftIt);
    expect(only().posts[0]?.raw).toContain('The second words');
    const news = { title: 'Monthly meeting in January' };
    await world.platform.publish(order(say('The third words of it.', news), { remote: again }));
    expect(only()).toMatchObject({ ...asStaffLeftIt, ...news });
  });

  it.each(['\u200b', '', '\u2060'])(
    'that staff renamed keeps its name though an older version wrote its own with %j',
    (unseen) => {
      const last = { title: `Ask us :${unseen}tada: about the docs` };
      const title = 'Ask us :\u2060tada: about the docs';
      expect(newOf({ title, raws: ['x'] }, last)).toEqual({});
      expect(newOf({ title: `${title}!`, raws: ['x'] }, last)).toEqual({ title: `${title}!` });
    },
  );

  it('whose pin was refused is pinned when the bot may', async () => {
    const refused = { status: 403, body: { errors: ['Not permitted'], error_type: 'invalid_access' } };
    world.discourse.failNext((method, path) => method === 'PUT' && path.endsWith('status.json'), refused);
    const made = await world.platform.publish(order(topic({ isPinned: true })));
    expect(only().pinnedAt).toBeUndefined();
    const document = doc(p('Other words of the first post.'));
    await world.platform.publish(order(topic({ isPinned: true, document }), { remote: made }));
    expect(only().pinnedAt).toBeDefined();
  });

  it('that staff closed is still corrected by a bot that may not open it', async () => {
    const remote = await world.platform.publish(order(topic({ isClosed: false })));
    Object.assign(only(), { isClosed: true });
    Object.assign(world.discourse.forum.user('docent'), { isStaff: false });
    const document = doc(p('Better words for the first post.'));
    await world.platform.publish(order(topic({ isClosed: false, document }), { remote }));
    expect(only().posts[0]?.raw).toContain('Better words');
    expect(only().isClosed).toBe(true);
  });

  it('that staff closed stays closed, and is corrected; what it closed itself it opens again', async () => {
    const open = (words: string) => topic({ isClosed: false, document: doc(p(words)) });
    const made = await world.platform.publish(order(open('The first words of it all.')));
    Object.assign(only(), { isClosed: true });
    const after = await world.platform.publish(order(open('The second words of it.'), { remote: made }));
    expect(only().isClosed).toBe(true);
    expect(only().posts[0]?.raw).toContain('The second words');
    const ended = await world.platform.publish(order(topic({ isClosed: true }), { remote: after }));
    await world.platform.publish(order(open('It is on again after all.'), { remote: ended }));
    expect(only().isClosed).toBe(false);
  });

  it('that was closed is opened again before anything is written in it', async () => {
    const remote = await world.platform.publish(order(topic({ isClosed: true })));
    await world.platform.publish(
      order(topic({ isClosed: false, document: doc(p('It is on again after all.')) }), { remote }),
    );
    expect(only().isClosed).toBe(false);
    expect(only().posts[0]?.raw).toContain('on again');
  });

  it('whose category was deleted says so, and what to do, at the first try', async () => {
    const lost = order(topic(), { place: { kind: 'channel', id: '987' } });
    world.discourse.failNext(
      'POST /posts.json',
      { status: 422, body: { errors: ['Category can’t be blank'] } },
      9,
    );
    world.discourse.resetCounters();
    await expect(world.platform.publish(lost)).rejects.toMatchObject({
      message: expect.stringMatching(/category is not on Discourse any more.*`\/docent setup`/u),
      isPermanent: true,
    });
    expect(world.discourse.counters().requests['POST /posts.json']).toBe(1);
  });

  it('with a title that another one has gets a number, and keeps it', async () => {
    await world.platform.publish(order(topic()));
    const second = await world.platform.publish(order(topic(), { identity: 'Bq3k0vX9aTn4Yw7LrB2cHe' }));
    await world.platform.publish(
      order(topic({ document: doc(p('Changed words of the post.')) }), {
        identity: 'Bq3k0vX9aTn4Yw7LrB2cHe',
        remote: second,
      }),
    );
    expect(world.discourse.topicsFor('docent').map(({ title }) => title)).toEqual([
      'Monthly meeting, 1 December 2026',
      'Monthly meeting, 1 December 2026 (2)',
    ]);
  });

  it('whose row was lost is taken up again by its external id, not made twice', async () => {
    const remote = await world.platform.publish(order(topic()));
    const again = await world.platform.publish(
      order(topic({ document: doc(p('After the backup was restored.')) })),
    );
    expect(again.id).toBe(remote.id);
    expect(only().posts[0]?.raw).toContain('backup');
  });

  it('removed by hand again and again is made again, each time once', async () => {
    let remote = await world.platform.publish(order(topic()));
    for (const time of ['first', 'second']) {
      world.discourse.remove('docent', Number(remote.parts?.[0]?.id));
      const document = doc(p(`Made again for the ${time} time.`));
      const made = await world.platform.publish(order(topic({ document }), { remote }));
      // The bot was killed before it could write down what it had made.
      const repeated = await world.platform.publish(order(topic({ document }), { remote }));
      expect(repeated.id).toBe(made.id);
      expect(only().posts[0]?.raw).toContain(time);
      remote = made;
    }
  });

  it('in a category that wants approval is sent once, and goes on when it is let through', async () => {
    world.discourse.forum.user('docent').isStaff = false;
    const category = String(world.discourse.addCategory('Moderated', { needsApproval: true }).id);
    const place = { kind: 'channel', id: category } as const;
    const remote = await world.platform.publish(order(topic(), { place }));
    expect(remote.awaits).toContain('awaits approval');
    const again = await world.platform.publish(
      order(topic({ document: doc(p('Newer words than those.')) }), { place, remote }),
    );
    expect(again.id).toBe(remote.id);
    expect(world.discourse.forum.pending).toHaveLength(1);
    expect(world.warnings.join()).toContain('awaits approval');
    world.discourse.approve(world.discourse.forum.pending[0]?.id ?? 0);
    const approved = only();
    expect(approved.externalId).toBeUndefined();
    for (let i = 0; i < 60; i += 1)
      world.discourse.createTopic('tokyo', 'Documentation', {
        title: `Something else that people talk about ${i}`,
        raw: `It has nothing to do with meetings, number ${i}.`,
      });
    const there = await world.platform.publish(
      order(topic({ document: doc(p('Newest words of them all.')) }), { place, remote: again }),
    );
    expect(there.awaits).toBeUndefined();
    expect(there.id).toBe(String(approved.id));
    expect(approved.posts.map(({ raw }) => raw)).toEqual([expect.stringContaining('Newest words')]);
  });

  it('that moderators do not let through is told, and one that may have been sent is not sent twice', async () => {
    world.discourse.forum.user('docent').isStaff = false;
    const category = String(world.discourse.addCategory('Moderated', { needsApproval: true }).id);
    const place = { kind: 'channel', id: category } as const;
    const remote = await world.platform.publish(order(topic(), { place }));
    const afterCrash = await world.platform.publish(
      order(topic({ document: doc(p('Words that changed meanwhile.')) }), { place, mayExist: true }),
    );
    expect(afterCrash.id).toBe(remote.id);
    expect(world.discourse.forum.pending).toHaveLength(1);

    world.discourse.turnDown(world.discourse.forum.pending[0]?.id ?? 0);
    await expect(world.platform.publish(order(topic(), { place, remote }))).rejects.toMatchObject({
      isPermanent: true,
      isTurnedDown: true,
    });
    expect(world.discourse.forum.pending).toEqual([]);
    // For two minutes Discourse answers the same from memory.
    const anew = await world.platform.publish(order(topic(), { place, mayExist: true }));
    expect(anew.awaits).toContain('awaits approval');
    expect(world.discourse.forum.pending).toHaveLength(1);
  });

  it('let through before a crash is found again, though that it was sent is not known', async () => {
    world.discourse.forum.user('docent').isStaff = false;
    const category = String(world.discourse.addCategory('Moderated', { needsApproval: true }).id);
    const place = { kind: 'channel', id: category } as const;
    await world.platform.publish(order(topic(), { place }));
    world.discourse.approve(world.discourse.forum.pending[0]?.id ?? 0);
    const there = await world.platform.publish(order(topic(), { place, mayExist: true }));
    expect(there).toMatchObject({ id: String(only().id) });
    expect(there.awaits).toBeUndefined();
    expect(world.discourse.forum.pending).toEqual([]);
  });

  describe('of which a later part awaits approval', () => {
    const pending = () => world.discourse.forum.pending;
    const approve = () => world.discourse.approve(pending()[0]?.id ?? 0);
    const long = (last: string) =>
      doc(...Array.from({ length: 500 }, (_, i) => p(`${i} ${'words '.repeat(15)}${i === 499 ? last : ''}`)));
    const begun = async () => {
      world.discourse.forum.user('docent').isStaff = false;
      const category = String(world.discourse.addCategory('Moderated', { needsApproval: true }).id);
      const place = { kind: 'channel', id: category } as const;
      const next = (remote: Remote | undefined, last = 'the end') =>
        world.platform.publish(order(topic({ document: long(last) }), { place, ...(remote && { remote }) }));
      const sent = await next(undefined);
      approve();
      return { remote: await next(sent), next };
    };

    it('is to be seen and says what it awaits, sends that once, and is done when it is let through', async () => {
      const { remote, next } = await begun();
      expect(remote.awaits).toBeUndefined();
      expect(remote.awaitsPart).toContain('let it through at');
      expect(pending()).toHaveLength(1);
      const later = await next(remote, 'another end');
      expect(later.awaitsPart).toBe(remote.awaitsPart);
      expect(pending()).toHaveLength(1);
      approve();
      const whole = await next(later, 'another end');
      expect(whole.awaitsPart).toBeUndefined();
      expect(only().posts).toHaveLength(2);
      expect(only().posts[1]?.raw).toContain('another end');
    });

    it('is done when that is let through below much that people wrote meanwhile', async () => {
      const { remote, next } = await begun();
      for (let i = 0; i < 25; i += 1) {
        const said = world.discourse.reply(i % 2 ? 'prague' : 'lagos', only(), {
          raw: `This is what I have to say, number ${i}.`,
        });
        if ('draft' in said) world.discourse.approve(pending().at(-1)?.id ?? 0);
      }
      approve();
      const whole = await next(remote, 'another end');
      expect(whole.parts).toHaveLength(2);
      expect(whole.awaitsPart).toBeUndefined();
      expect(only().posts.at(-1)?.raw).toContain('another end');
    });

    it('is sent no more once moderators did not let that through, until it changes', async () => {
      const { remote, next } = await begun();
      world.discourse.turnDown(pending()[0]?.id ?? 0);
      const rest = await next(remote);
      expect(rest.awaitsPart).toBeUndefined();
      expect([pending(), only().posts.length]).toEqual([[], 1]);
      expect(world.warnings.at(-1)).toContain('did not let a part through');
      expect((await next(rest, 'another end')).awaitsPart).toBeDefined();
      expect(pending()).toHaveLength(1);
    });

    it.each([
      ['let through', 0],
      ['let through below much else, after all of several parts were', 25],
      ['turned down', undefined],
    ])('that is not needed any more is taken away when it is %s', async (_, posts) => {
      const { remote, next } = await begun();
      if (posts === 25) approve();
      const some = posts === 25 ? await next(remote, `${'word '.repeat(9_000)}the end`) : remote;
      expect([some.parts?.length, pending().length]).toEqual([posts === 25 ? 2 : 1, 1]);
      const less = (last: Remote) =>
        world.platform.publish(
          order(topic({ document: doc(p('It is all said in few words.')) }), { remote: last }),
        );
      const shorter = await less(some);
      expect(shorter.awaitsPart).toContain('turn it down at');
      expect((await less(shorter)).awaitsPart).toBe(shorter.awaitsPart);
      if (posts === undefined) world.discourse.turnDown(pending()[0]?.id ?? 0);
      for (let i = 0; i < (posts ?? 0); i += 1) {
        const who = i % 2 ? 'prague' : 'lagos';
        const said = world.discourse.reply(who, only(), { raw: `This is what I have to say, number ${i}.` });
        if ('draft' in said) world.discourse.approve(pending().at(-1)?.id ?? 0);
      }
      if (posts !== undefined) world.discourse.approve(pending()[0]?.id ?? 0);
      const whole = await less(shorter);
      expect([whole.awaitsPart, whole.parts?.length]).toEqual([undefined, 1]);
      const ours = only().posts.filter(({ by, withdrawnAt }) => by.username === 'docent' && !withdrawnAt);
      expect(ours.map(({ raw }) => raw.split('\n')[0])).toEqual(['It is all said in few words.']);
    });

    it('is not sent again where the forum does not tell what awaits approval', async () => {
      const { remote, next } = await begun();
      const refused = { status: 403, body: { errors: ['Not permitted'], error_type: 'invalid_access' } };
      world.discourse.failNext('GET /posts/docent/pending', refused, 9);
      expect((await next(remote, 'another end')).awaitsPart).toBe(remote.awaitsPart);
      expect(pending()).toHaveLength(1);
    });
  });

  it('of which the forum does not tell what awaits approval goes on being waited for', async () => {
    world.discourse.forum.user('docent').isStaff = false;
    const category = String(world.discourse.addCategory('Moderated', { needsApproval: true }).id);
    const place = { kind: 'channel', id: category } as const;
    const remote = await world.platform.publish(order(topic(), { place }));
    world.discourse.turnDown(world.discourse.forum.pending[0]?.id ?? 0);
    world.discourse.failNext('GET /posts/docent/pending', {
      status: 403,
      body: { errors: ['Not permitted'], error_type: 'invalid_access' },
    });
    world.discourse.failNext('GET /posts', {
      status: 403,
      body: { errors: ['Not permitted'], error_type: 'invalid_access' },
    });
    expect((await world.platform.publish(order(topic(), { place, remote }))).id).toBe(remote.id);
  });

  it('in something that is no category is a permanent error with the cure', async () => {
    const place = { kind: 'channel', id: '#meetings' } as const;
    await expect(world.platform.publish(order(topic(), { place }))).rejects.toMatchObject({
      isPermanent: true,
      message: expect.stringContaining('/docent setup'),
    });
  });
});

describe('a private message', () => {
  const place = { kind: 'person', id: 'tokyo' } as const;
  const content: Content = {
    kind: 'message',
    summary: 'Moved',
    document: doc(p('The meeting moved to Tuesday.')),
  };

  it('goes to one person, once, even after a crash', async () => {
    const first = await world.platform.publish(order(content, { place }));
    const again = await world.platform.publish(order(content, { place, mayExist: true }));
    expect(again.id).toBe(first.id);
    expect(world.discourse.messagesOf('tokyo')).toHaveLength(1);
    expect(world.discourse.messagesOf('lagos')).toHaveLength(0);
    expect(world.discourse.messagesOf('tokyo')[0]?.title).toBe('Messages from docent');
    expect(world.discourse.messagesOf('tokyo')[0]?.posts[0]?.raw).toMatch(/^Moved/u);
  });

  it('to somebody who is not there is a permanent error', async () => {
    const nobody = { kind: 'person', id: 'nobody' } as const;
    await expect(world.platform.publish(order(content, { place: nobody }))).rejects.toMatchObject({
      isPermanent: true,
    });
  });
});

describe('a post', () => {
  async function inside(content: Content) {
    const parent = await world.platform.publish(order(topic()));
    return await world.platform.publish(
      order(content, { key: 'ama/1/q/1', place: { kind: 'inside', remote: parent } }),
    );
  }

  it('answers another one, and quotes it with a link', async () => {
    const parent = await world.platform.publish(order(topic()));
    world.discourse.reply('lagos', Number(parent.id), { raw: 'How do I start with the docs?' });
    const document = doc(
      quoteOf(
        { name: 'Lagos', reference: `lagos, post:2, topic:${parent.id}` },
        ...typed('How do I start?\n[/quote]'),
      ),
      p('With the first page.'),
    );
    const remote = await world.platform.publish(
      order(
        { kind: 'post', document, replyTo: 2 },
        { key: 'ama/1/q/1', place: { kind: 'inside', remote: parent } },
      ),
    );
    const made = world.discourse.forum.posts.get(Number(remote.id));
    expect(made).toMatchObject({ replyTo: 2, quoteCount: 1 });
    expect(remote).toMatchObject({ within: parent.id, url: expect.stringMatching(/\/3$/u) });
    expect(made?.cooked).toMatch(/<\/aside>\s*<p>With the first page/u);
  });

  it('that staff moved to another topic is corrected there, and not made again', async () => {
    const parent = await world.platform.publish(order(topic()));
    const at = { key: 'ama/1/q/1', place: { kind: 'inside', remote: parent } } as const;
    const saying = (words: string): Content => ({ kind: 'post', document: doc(p(words)) });
    const made = await world.platform.publish(order(saying('The first answer to it.'), at));
    const other = { title: 'Where it belongs, somebody thinks', raw: 'A topic about something else.' };
    const begun = world.discourse.createTopic('lagos', 'Documentation', other);
    if (!('topic' in begun)) throw new Error('It awaits approval');
    world.discourse.move(Number(made.id), begun.topic);
    const again = await world.platform.publish(
      order(saying('The second answer to it.'), { ...at, remote: made }),
    );
    expect(again).toMatchObject({ id: made.id, within: String(begun.topic.id) });
    expect(world.discourse.forum.posts.get(Number(made.id))?.raw).toContain('The second answer');
    const left = world.discourse.forum.topics.get(Number(parent.id))?.posts ?? [];
    expect(left.filter(({ raw, deletedAt }) => !deletedAt && raw.includes('answer'))).toEqual([]);
  });

  it('whose topic was deleted is made again in the one that stands for it', async () => {
    const parent = await world.platform.publish(order(topic()));
    const at = { key: 'ama/1/q/1', place: { kind: 'inside', remote: parent } } as const;
    const content: Content = { kind: 'post', document: doc(p('The only answer to it.')) };
    const made = await world.platform.publish(order(content, at));
    world.discourse.remove('docent', only().posts[0]?.id ?? 0);
    const next = await world.platform.publish(order(topic(), { remote: parent }));
    expect(next.id).not.toBe(parent.id);
    const place = { kind: 'inside', remote: next } as const;
    const again = await world.platform.publish(order(content, { ...at, place, remote: made }));
    expect(again).toMatchObject({ within: next.id });
    expect(again.id).not.toBe(made.id);
  });

  it('that was refused is taken when its topic is open again, although Discourse remembers that it was not', async () => {
    world.discourse.forum.user('docent').isStaff = false;
    const parent = await world.platform.publish(order(topic()));
    only().isClosed = true;
    const place = { kind: 'inside', remote: parent } as const;
    const at = { key: 'ama/1/q/1', identity: 'Ab3k0vX9aTn4Yw7LrB2cHe', place };
    const answer: Content = { kind: 'post', document: doc(p('An answer to the question.')) };
    await expect(world.platform.publish(order(answer, at))).rejects.toThrow('closed');
    await expect(world.platform.publish(order(answer, { ...at, mayExist: true }))).rejects.toThrow('closed');
    only().isClosed = false;
    const made = await world.platform.publish(order(answer, { ...at, mayExist: true }));
    const again = await world.platform.publish(order(answer, { ...at, mayExist: true }));
    expect(again.id).toBe(made.id);
    expect(only().posts).toHaveLength(2);
  });

  it('as short as one word is long enough for Discourse', async () => {
    await inside({ kind: 'post', document: doc(p('Yes.')) });
    expect(only().posts[1]?.raw).toMatch(/^Yes\.\n/u);
  });

  it('carries its files: pictures are seen, others can be fetched', async () => {
    const png = Buffer.alloc(32);
    png.writeUInt32BE(640, 16);
    png.writeUInt32BE(480, 20);
    await inside({
      kind: 'post',
      document: doc(p('The plan for the next year.')),
      files: [
        { name: 'plan.png', content: png, description: 'A [heatmap] of @prague' },
        { name: 'minutes.md', content: Buffer.from('# Minutes') },
      ],
    });
    const raw = only().posts[1]?.raw ?? '';
    expect(raw).toMatch(/!\[A heatmap of @\u200bprague\|640x480\]\(upload:\/\/\S+\.png\)/u);
    expect(raw).toMatch(/\[minutes\.md\|attachment\]\(upload:\/\/\S+\.md\)/u);
  });

  it('has the files of a post elsewhere in the place of their links, uploaded once however often it is edited', async () => {
    const url = (name: string) => `https://chat.example/1/2/3#${name}`;
    const fetched: string[] = [];
    const post = (words: string): Content => ({
      kind: 'post',
      document: doc(p(words, link(url('a.png'), 'a [new] @prague.png'), ' ', link(url('b.exe'), 'b.exe'))),
      posted: ['a.png', 'b.exe'].map((name) => ({
        platform: 'chat',
        url: url(name),
        name,
        post: 'https://chat.example/1/2/3',
      })),
    });
    const how: Partial<Order> = {
      fetchPosted: async ({ name }) => {
        fetched.push(name);
        const content = Buffer.alloc(32);
        content.writeUInt32BE(640, 16);
        content.writeUInt32BE(480, 20);
        return { name, content };
      },
    };
    const parent = await world.platform.publish(order(topic()));
    const place = { kind: 'inside', remote: parent } as const;
    const key = { key: 'ama/1/answer/1', identity: 'Ab3k0vX9aTn4Yw7LrB2cHe' };
    const made = await world.platform.publish(order(post('Like this: '), { ...how, ...key, place }));
    const raw = () => only().posts[1]?.raw ?? '';
    expect(raw()).toMatch(
      /^Like this: !\[a new @\u200bprague\.png\|640x480\]\(upload:\/\/\S+\.png\) \[b\.exe\]\(/u,
    );
    expect(raw()).toContain('#b.exe) (this forum does not take it)');
    await world.platform.publish(order(post('Or so: '), { ...how, ...key, place, remote: made }));
    expect(raw()).toMatch(/^Or so: !\[a new @\u200bprague\.png\|640x480\]\(upload/u);
    expect(fetched).toEqual(['a.png', 'b.exe']);
  });

  it('mentions those alone who asked for it', async () => {
    await inside({
      kind: 'message',
      document: doc(p('It starts in an hour, says @prague.')),
      pings: [
        { platform: 'discourse', id: 'tokyo', name: 'Tokyo' },
        { platform: 'discord', id: '123', name: 'Lagos' },
      ],
    });
    const told = (name: string) =>
      world.discourse.notifications(name).filter(({ kind }) => kind === 'mentioned');
    expect(told('tokyo')).toHaveLength(1);
    expect([...told('prague'), ...told('lagos')]).toEqual([]);
  });

  it('of several parts that was cut short by a failure is finished, not repeated', async () => {
    const parent = await world.platform.publish(order(topic()));
    const content: Content = {
      kind: 'post',
      document: doc(heading(2, 'Long'), codeBlock('x\n'.repeat(30_000))),
    };
    const wanted = order(content, { key: 'digest/1', place: { kind: 'inside', remote: parent } });
    let isFirst = true;
    world.discourse.failNext(
      (method, path) => {
        if (method !== 'POST' || path !== '/posts.json') return false;
        const wasFirst = isFirst;
        isFirst = false;
        return !wasFirst;
      },
      { status: 500 },
    );
    await expect(world.platform.publish(wanted)).rejects.toMatchObject({ isPermanent: false });
    const made = await world.platform.publish({ ...wanted, mayExist: true });
    const texts = only()
      .posts.slice(1)
      .map(({ raw }) => raw);
    expect(made.parts).toHaveLength(texts.length);
    expect(texts.length).toBeGreaterThan(1);
    expect(texts.join('').match(/^x$/gmu)).toHaveLength(30_000);
  });

  it('on Discourse is never an event', async () => {
    const event: Content = {
      kind: 'event',
      name: 'Meeting',
      document: doc(words),
      startsAt: new Date(),
      endsAt: new Date(),
      place: { text: 'here' },
      status: 'scheduled',
    };
    await expect(world.platform.publish(order(event))).rejects.toMatchObject({ isPermanent: true });
  });
});

describe('external ids', () => {
  it('are such as Discourse takes, others for others, and for what was deleted', () => {
    expect(externalIdOf(identity)).toMatch(/^[\w-]{1,50}$/u);
    expect(externalIdOf(identity, '5')).toMatch(/^[\w-]{1,50}$/u);
    const other = 'Aq3k0vX9aTn4Yw7LrB2cHe';
    const all = [
      externalIdOf(identity),
      externalIdOf(identity, '5'),
      externalIdOf(identity, '6'),
      externalIdOf(other),
    ];
    expect(new Set(all).size).toBe(4);
  });
});

// Where a publication goes, and what it follows: places by purpose, people by account, links as dependencies.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { doc, p } from '../../src/core/document.ts';
import { OutsideError } from '../../src/core/errors.ts';
import { followedAmong, followedInTurn } from '../../src/publishing/following.ts';
import { republishAll } from '../../src/publishing/remaking.ts';
import { aboutOf } from '../../src/publishing/shown.ts';
import { end, ensure, mark, markAll, placesChanged } from '../../src/publishing/store.ts';
import { begin, recordOutcome } from '../../src/publishing/work.ts';
import { transaction } from '../../src/storage/client.ts';
import { type Fresh, freshDatabases } from '../storage/database.ts';
import { recordStatements } from '../storage/plans.ts';
import { openWorld } from './world.ts';

describe.each(freshDatabases())('destinations on $name', ({ open }) => {
  let fresh: Fresh;
  let world: Awaited<ReturnType<typeof openWorld>>;

  beforeEach(async () => {
    fresh = await open();
    world = await openWorld(fresh.database);
  });
  afterEach(async () => {
    world.close();
    await fresh.close();
  });

  const place = (purpose: string, platform: string, placeId: string) =>
    fresh.database.place.create({ data: { groupId: world.groupId, purpose, platform, placeId } });
  const meetings = { to: { kind: 'purpose', purpose: 'meetings' } } as const;
  const where = () =>
    [...world.chat.orders, ...world.forum.orders].map(({ place: to }) => ('id' in to ? to.id : to.kind));
  const person = async (name: string, ...platforms: string[]) => {
    const { groupId } = world;
    const { id } = await fresh.database.person.create({ data: { groupId, name } });
    for (const platform of platforms) {
      const accountId = `${name}-${platform}`;
      await fresh.database.account.create({
        data: { groupId, personId: id, platform, accountId, foldedId: accountId, name },
      });
    }
    return id;
  };

  describe('what a place or a message is about', () => {
    const at = (platform: string, messages: readonly string[], there?: string) =>
      aboutOf(fresh.database, world.groupId, {
        platform,
        messages,
        ...(there !== undefined && { place: there }),
      });
    const made = async (about: string, kind: string, ...ids: readonly string[]) => {
      const { groupId } = world;
      const publication = await fresh.database.publication.create({
        data: {
          groupId,
          key: `${about}/${kind}/${ids}`,
          slot: 'forum',
          about,
          destination: '{}',
          platform: 'forum',
          place: '{}',
          view: 'notes/note',
          subject: about,
          kind,
        },
      });
      await fresh.database.made.createMany({
        data: ids.map((remoteId, i) => ({
          publicationId: publication.id,
          platform: 'forum',
          remoteId,
          isPart: i > 0,
        })),
      });
    };

    it('tells a topic from a post of the same number, and from the further posts of a long topic', async () => {
      await made('meeting/1', 'topic', '57', '60');
      await made('ama/2', 'post', '57');
      await made('ama/3', 'topic', '60');
      expect(await at('forum', [], '57')).toEqual(['meeting/1']);
      expect(await at('forum', ['57'])).toEqual(['ama/2']);
      expect(await at('forum', [], '60')).toEqual(['ama/3']);
      expect(await at('forum', ['60'])).toEqual(['meeting/1']);
    });

    it('names the message before the place, and nothing of another platform or group', async () => {
      await made('meeting/1', 'topic', '57');
      await made('ama/2', 'post', '90');
      expect(await at('forum', ['90'], '57')).toEqual(['ama/2', 'meeting/1']);
      expect(await at('chat', ['90'], '57')).toEqual([]);
      const other = await fresh.database.group.create({ data: { name: 'Another' } });
      const where = { platform: 'forum', messages: ['90'], place: '57' };
      expect(await aboutOf(fresh.database, other.id, where)).toEqual([]);
    });
  });

  describe('what is to exist', () => {
    it('is made in each place, inside what comes before it too, and only once', async () => {
      await place('meetings', 'chat', '1');
      await place('meetings', 'forum', '3');
      const { key } = world.wanted('a');
      const all = [
        world.wanted('a', meetings),
        world.wanted('b', { to: { kind: 'inside', key } }),
        world.wanted('a', { ...meetings, subject: 'again' }),
      ];
      for (let i = 0; i < 2; i += 1) await transaction(fresh.database, (rows) => ensure(rows, all));
      const rows = await fresh.database.publication.findMany({ orderBy: [{ key: 'asc' }, { slot: 'asc' }] });
      const inside = { home: key, state: 'wanted', revision: 1 };
      expect(rows).toMatchObject([
        { key, subject: 'again', platform: 'chat', home: null, revision: 1 },
        { key, subject: 'again', platform: 'forum', home: null, revision: 1 },
        { ...inside, platform: 'chat' },
        { ...inside, platform: 'forum' },
      ]);
    });

    it('takes a few statements, however many people are to be told', async () => {
      const all = Array.from({ length: 2_000 }, (_, i) =>
        world.wanted(`for ${i}`, { to: { kind: 'person', personId: i + 1 } }),
      );
      const statements = recordStatements();
      await transaction(fresh.database, (rows) => ensure(rows, all)).finally(statements.stop);
      expect(statements.count()).toBeLessThan(100);
      expect(await fresh.database.publication.count()).toBe(2_000);
    });
  });

  it('followed topics come 200 at a time, in a circle, and each as soon as somebody names it', async () => {
    const { groupId } = world;
    const topic = (i: number) => ({
      ...{
        groupId,
        key: `topic/${i}`,
        slot: 'forum',
        about: `vote/${i}`,
        platform: 'forum',
        isFollowed: true,
      },
      ...{
        destination: '{}',
        place: '{}',
        view: 'notes/note',
        subject: '',
        remote: `{"id":"${i}","url":""}`,
      },
      endedAt: i === 2 ? new Date(0) : null,
    });
    await fresh.database.publication.createMany({
      data: [
        ...Array.from({ length: 250 }, (_, i) => topic(i + 1)),
        { ...topic(251), isFollowed: false },
        { ...topic(252), platform: 'chat' },
      ],
    });
    const rows = await fresh.database.publication.findMany({
      where: { about: { in: ['vote/2', 'vote/251'] } },
    });
    await fresh.database.made.createMany({
      data: rows.map((row) => ({
        publicationId: row.id,
        platform: 'forum',
        remoteId: row.about.replace('vote/', ''),
      })),
    });
    const follows = followedInTurn(fresh.database);
    const seen: string[][] = [];
    for (let i = 0; i < 3; i += 1) seen.push((await follows('forum')).map(({ about }) => about));
    expect(seen.map(({ length }) => length)).toEqual([200, 50, 200]);
    expect(new Set(seen.flat()).size).toBe(250);
    // Where the last of a circle fill a look, the next one begins at once: no minute goes by without a look.
    await fresh.database.publication.updateMany({
      where: { key: { in: Array.from({ length: 50 }, (_, i) => `topic/${i + 101}`) } },
      data: { isFollowed: false },
    });
    const full = followedInTurn(fresh.database);
    expect([(await full('forum')).length, (await full('forum')).length]).toEqual([200, 200]);
    expect(await follows('chat')).toMatchObject([{ key: 'topic/252' }]);
    const asked = { platform: 'forum', ids: ['2', '3', '251'] };
    const named = { groupId, key: 'topic/2', about: 'vote/2', hasEnded: true };
    expect(await followedAmong(fresh.database, asked)).toEqual([{ ...named, remote: { id: '2', url: '' } }]);
  });

  describe('a purpose', () => {
    it('means every place that the group has for it, two of one platform too', async () => {
      await place('meetings', 'chat', '1');
      await place('meetings', 'chat', '2');
      await place('meetings', 'forum', '3');
      await place('digests', 'chat', '4');
      await world.say('a', 'Hello', meetings);
      await world.reconciler().run();
      expect(where().toSorted()).toEqual(['1', '2', '3']);
    });

    it('a chosen place takes the place of the group’s on its platform, not on others', async () => {
      await place('meetings', 'chat', '1');
      await place('meetings', 'forum', '3');
      await world.say('a', 'Hello', {
        to: { kind: 'purpose', purpose: 'meetings', chosen: [{ platform: 'chat', id: '9' }] },
      });
      await world.reconciler().run();
      expect(where().toSorted()).toEqual(['3', '9']);
    });

    it('of several, the first that the group has a place for', async () => {
      await place('moderation', 'chat', '5');
      await place('meetings', 'chat', '1');
      await world.say('a', 'Hello', {
        to: { kind: 'purpose', purpose: ['organisers', 'moderation', 'meetings'] },
      });
      await world.reconciler().run();
      expect(where()).toEqual(['5']);
    });

    it('that has no place yet is published when it gets one, and moves when that changes', async () => {
      await world.say('a', 'Hello', meetings);
      await world.reconciler().run();
      expect(where()).toEqual([]);
      const first = await place('meetings', 'chat', '1');
      await world.say('a', 'Hello', meetings);
      await world.reconciler().run();
      await fresh.database.place.update({ where: { id: first.id }, data: { placeId: '2' } });
      await transaction(fresh.database, (rows) => placesChanged(rows, world.groupId));
      await world.reconciler().run();
      expect(where()).toEqual(['1', '2']);
      expect(world.chat.orders.at(-1)?.remote).toBeDefined();
    });

    it('what could not be published where the group has no place any more is let be, until it has one again', async () => {
      const only = await place('meetings', 'chat', '1');
      await world.say('a', 'Hello', meetings);
      await fresh.database.publication.updateMany({ data: { state: 'failed', error: 'Channel gone' } });
      await fresh.database.place.delete({ where: { id: only.id } });
      await transaction(fresh.database, (rows) => placesChanged(rows, world.groupId));
      await world.reconciler().run();
      expect(where()).toEqual([]);
      expect(await fresh.database.publication.findMany()).toMatchObject([{ state: 'skipped', error: null }]);
      await place('meetings', 'chat', '2');
      await transaction(fresh.database, (rows) => placesChanged(rows, world.groupId));
      await world.reconciler().run();
      expect(where()).toEqual(['2']);
    });

    it('what could not be said once is said in the new place, and what was said is not', async () => {
      const only = await place('meetings', 'chat', '1');
      await world.say('a', 'Hello', { ...meetings, isOnce: true });
      await world.reconciler().run();
      await world.say('b', 'It has moved', { ...meetings, isOnce: true });
      await fresh.database.publication.updateMany({
        where: { key: 'b' },
        data: { state: 'failed', error: 'Gone' },
      });
      await fresh.database.place.update({ where: { id: only.id }, data: { placeId: '2' } });
      await transaction(fresh.database, (rows) => placesChanged(rows, world.groupId));
      await world.reconciler().run();
      expect(where()).toEqual(['1', '2']);
      expect(world.chat.made).toMatchObject([{ text: 'Hello' }, { text: 'It has moved' }]);
    });

    it('what is said once and was turned down is not sent again, wherever it would go', async () => {
      const only = await place('meetings', 'chat', '1');
      world.chat.before = () => {
        throw new OutsideError('No.', { isPermanent: true, isTurnedDown: true });
      };
      await world.say('a', 'It has moved', { ...meetings, isOnce: true });
      await world.reconciler().run();
      await fresh.database.place.update({ where: { id: only.id }, data: { placeId: '2' } });
      await transaction(fresh.database, (rows) => placesChanged(rows, world.groupId));
      await world.reconciler().run();
      expect(where()).toEqual(['1']);
      expect(await world.row('a')).toMatchObject({ state: 'failed' });
    });

    it('what has ended goes to no new place, but what shows it is still kept true', async () => {
      await place('meetings', 'chat', '1');
      await world.say('a', 'Hello', meetings);
      await world.reconciler().run();
      const about = { groupId: world.groupId, about: 'note/a' };
      await transaction(fresh.database, (rows) => end(rows, about, world.now));
      await place('meetings', 'forum', '3');
      await transaction(fresh.database, (rows) => placesChanged(rows, world.groupId));
      world.words.set('a', 'Hello, corrected');
      await transaction(fresh.database, (rows) => markAll(rows, about));
      await world.reconciler().run();
      expect(where()).toEqual(['1', '1']);
      expect(world.chat.made).toMatchObject([{ text: 'Hello, corrected', edits: 1 }]);
    });
  });

  it('what ended a year ago is corrected where it stands when a name is taken out of all, and not made again', async () => {
    const once = { isOnce: true, view: 'notes/note' };
    const ann = await person('ann', 'chat');
    await world.say('a', 'By Ann');
    await world.say('b', 'Ann once', once);
    await world.say('gone', 'Ann was here');
    await world.say('c', 'Ann in private', { to: { kind: 'person', personId: ann } });
    const bot = world.reconciler();
    await bot.run();
    for (const about of ['note/a', 'note/gone', 'note/c'])
      await transaction(fresh.database, (rows) => end(rows, { groupId: world.groupId, about }, world.now));
    world.later(367 * 86_400);
    await world.say('later', 'A year later');
    await bot.run();
    expect((await fresh.database.publication.findMany({ where: { state: 'archived' } })).length).toBe(4);
    for (const subject of ['a', 'b', 'gone', 'c']) world.words.set(subject, 'By somebody');
    const byHand = world.chat.made.find(({ text }) => text === 'Ann was here');
    world.chat.before = ({ remote, isOver }) => {
      if (remote?.id === byHand?.remote.id && isOver)
        throw new OutsideError('It is gone.', { isPermanent: true, isPlaceGone: true });
    };
    const correction = { groupId: world.groupId, now: world.now };
    await transaction(fresh.database, (rows) =>
      republishAll(rows, { ...correction, saidOnce: ['notes/note'] }),
    );
    await bot.run();
    const text = (key: string) => world.chat.made.find((one) => one.text.startsWith(key))?.text;
    expect(world.chat.made.map((one) => one.text).toSorted()).toEqual([
      ...['A year later', 'Ann in private', 'Ann was here', 'By somebody', 'By somebody'],
    ]);
    expect(await world.row('gone')).toMatchObject({ state: 'skipped', remote: null });
    expect(world.failures).toEqual([]);
    // A year later it is a tombstone again, and can be corrected once more.
    world.later(367 * 86_400);
    await world.say('later', 'Two years later');
    await bot.run();
    expect(await world.row('a')).toMatchObject({ state: 'archived' });
    world.words.set('a', 'By nobody');
    await transaction(fresh.database, (rows) => republishAll(rows, { ...correction, saidOnce: [] }));
    await bot.run();
    expect(text('By nobody')).toBe('By nobody');
  });

  it('what ended a year ago is a tombstone: small, and never made again', async () => {
    await world.say('a', 'Hello');
    await world.say('b', 'Sent once', { isOnce: true });
    const ann = await person('ann', 'chat');
    await world.say('private', 'Hello Ann', { isOnce: true, to: { kind: 'person', personId: ann } });
    const bot = world.reconciler();
    await bot.run();
    const about = { groupId: world.groupId, about: 'note/a' };
    await transaction(fresh.database, (rows) => end(rows, about, world.now));
    world.later(367 * 86_400);
    await world.say('c', 'A year later');
    await bot.run();
    // Where it stands is known, but for what somebody was told in private.
    expect(await world.row('a')).toMatchObject({ state: 'archived', remote: expect.stringContaining('1') });
    expect(await world.row('b')).toMatchObject({ state: 'archived' });
    expect(await world.row('private')).toMatchObject({ state: 'archived', remote: null, place: '' });
    expect(await fresh.database.made.count()).toBe(1);
    await world.say('a', 'Hello again');
    await world.say('b', 'Sent twice?', { isOnce: true });
    await transaction(fresh.database, (rows) => markAll(rows, about));
    await bot.run();
    expect(world.chat.orders).toHaveLength(4);
  });

  describe('a person', () => {
    const to = (personId: number) => ({ to: { kind: 'person', personId }, isOnce: true }) as const;

    it('is written to where they were known first', async () => {
      const id = await person('ann', 'forum', 'chat');
      await world.say('a', 'Hello', to(id));
      await world.reconciler().run();
      expect(where()).toEqual(['ann-forum']);
    });

    it('who has left one platform is written to on the next, at once and once; without another it is given up', async () => {
      world.chat.before = () => {
        throw new OutsideError('They are gone.', { isPermanent: true, isPlaceGone: true });
      };
      await world.say('a', 'Hello', to(await person('ann', 'chat', 'forum')));
      await world.say('b', 'Hello', to(await person('bob', 'chat')));
      const bot = world.reconciler();
      await bot.run();
      expect(world.forum.made).toHaveLength(1);
      world.later(86_400);
      await bot.run();
      // Whether Bob or Ann's next platform comes first is all the same.
      expect(where().toSorted()).toEqual(['ann-chat', 'ann-forum', 'bob-chat']);
      expect(world.forum.made).toHaveLength(1);
      expect(await world.row('a')).toMatchObject({ state: 'done', error: null });
      expect(await world.row('b')).toMatchObject({ state: 'failed', error: 'They are gone.' });
    });

    it('who is gone is not written to there, nor anywhere once no account is left; who is back is', async () => {
      for (const id of ['ann-chat', 'bob-chat', 'cat-chat', 'cat-forum', 'dan-chat']) world.absent.add(id);
      for (const id of ['ann-chat', 'cat-chat', 'cat-forum', 'dan-chat']) world.stillAbsent.add(id);
      await world.say('a', 'Hello', to(await person('ann', 'chat', 'forum')));
      await world.say('b', 'Hello', to(await person('bob', 'chat')));
      await world.say('c', 'Hello', to(await person('cat', 'chat', 'forum')));
      const account = { platform: 'chat', id: 'dan-chat', name: 'dan' };
      await world.say('d', 'Hello', { to: { kind: 'account', account } });
      const bot = world.reconciler();
      await bot.run();
      expect(where().toSorted()).toEqual(['ann-forum', 'bob-chat']);
      expect(await world.row('c')).toMatchObject({ state: 'skipped', error: null });
      expect(await world.row('d')).toMatchObject({ state: 'skipped', error: null });
      expect(world.failures).toEqual([]);
    });

    it('whether who was gone still is, is asked again where that cannot be told, and keeps nothing else', async () => {
      world.absent.add('ann-chat');
      world.lookFault = new OutsideError('It does not answer.');
      await world.say('a', 'Hello', to(await person('ann', 'chat')));
      await world.say('b', 'Hello', to(await person('bob', 'chat')));
      const bot = world.reconciler();
      await bot.run();
      expect(where()).toEqual(['bob-chat']);
      expect(await world.row('a')).toMatchObject({ state: 'wanted', error: 'It does not answer.' });
      world.lookFault = undefined;
      world.later(600);
      await bot.run();
      expect(where()).toEqual(['bob-chat', 'ann-chat']);
    });

    it('who is gone is not pinged', async () => {
      const account = (id: string) => ({ platform: 'chat', id, name: id });
      world.absent.add('ann');
      world.shows.set('a', async (_, text) => ({
        kind: 'message',
        document: doc(p(text)),
        pings: [account('ann'), account('bob')],
      }));
      await world.say('a', 'It begins');
      await world.reconciler().run();
      expect(world.chat.orders.map(({ content }) => 'pings' in content && content.pings)).toEqual([
        [account('bob')],
      ]);
    });

    it('with an account where nobody can be written to is written to elsewhere, or skipped', async () => {
      const ann = await person('ann', 'console', 'chat');
      const bob = await person('bob', 'console');
      await world.say('a', 'Hello', to(ann));
      await world.say('b', 'Hello', to(bob));
      await world.reconciler().run();
      expect(where()).toEqual(['ann-chat']);
      expect(await world.row('b')).toMatchObject({ state: 'skipped', error: null });
    });
  });

  describe('inside another', () => {
    const thread = () =>
      world.shows.set('thread', async (context, text) =>
        context.can.topics
          ? { kind: 'topic', title: text, document: doc(p(text)) }
          : { kind: 'thread', name: text, document: doc(p(text)) },
      );
    const inThread = { to: { kind: 'inside', key: 'note/thread' } } as const;

    it('is in each place of the other one', async () => {
      await place('meetings', 'chat', '1');
      await place('meetings', 'forum', '3');
      thread();
      await world.say('thread', 'The AMA', meetings);
      await world.say('a', 'A question', inThread);
      await world.reconciler().run();
      expect(where()).toEqual(['1', 'inside', '3', 'inside']);
    });

    it('that is made while this one looks for it in vain is looked for again at once', async () => {
      await place('meetings', 'chat', '1');
      thread();
      await world.say('thread', 'The AMA', meetings);
      await world.say('a', 'A question', inThread);
      const [home, inner] = [await world.row('thread'), await world.row('a')];
      await begin(fresh.database, inner);
      await begin(fresh.database, home);
      await recordOutcome(fresh.database, home, {
        outcome: {
          kind: 'done',
          hash: '',
          content: { kind: 'thread', isFollowed: false },
          remote: { id: '7', url: 'https://chat.example/7' },
        },
        now: world.now,
      });
      const until = new Date(world.now.getTime() + 60_000);
      await recordOutcome(fresh.database, inner, { outcome: { kind: 'waiting', until }, now: world.now });
      expect(await world.row('a')).toMatchObject({ state: 'wanted', nextAttemptAt: null });
      await world.reconciler().run();
      expect(where()).toEqual(['inside']);
    });

    it('a message cannot hold anything: it is said beside it', async () => {
      await place('meetings', 'chat', '1');
      await world.say('thread', 'An announcement', meetings);
      await world.say('a', 'The agenda', inThread);
      await world.reconciler().run();
      expect(where()).toEqual(['1', '1']);
    });

    it('where the other one is not shown, it goes inside of the one named instead, or nowhere', async () => {
      await place('meetings', 'chat', '1');
      await place('meetings', 'forum', '3');
      thread();
      await world.say('thread', 'The AMA', meetings);
      world.shows.set('question', async ({ can }, text) =>
        can.topics ? undefined : { kind: 'thread', name: text, document: doc(p(text)) },
      );
      await world.say('question', 'A question', {
        to: { kind: 'inside', key: 'note/thread', besideOn: 'chat' },
      });
      await world.say('answer', 'An answer', {
        to: { kind: 'inside', key: 'note/question', otherwise: 'note/thread' },
      });
      await world.say('note', 'A note', { to: { kind: 'inside', key: 'note/question' } });
      await world.reconciler().run();
      const chat = world.chat.orders.map(({ key, place: at }) => [key, 'id' in at ? at.id : at.kind]);
      expect(chat.slice(0, 2)).toEqual([
        ['note/thread', '1'],
        ['note/question', '1'],
      ]);
      expect(chat.slice(2).toSorted()).toEqual([
        ['note/answer', 'inside'],
        ['note/note', 'inside'],
      ]);
      expect(world.forum.orders.map(({ key }) => key)).toEqual(['note/thread', 'note/answer']);
      const notes = await fresh.database.publication.findMany({ where: { key: 'note/note' } });
      expect(notes.map(({ state }) => state).toSorted()).toEqual(['done', 'skipped']);
    });
  });

  it.each([
    ['fails', true],
    ['is put off', false],
  ])(
    'what %s because the bot leaves is tried at once by the next one, and no more is begun with',
    async (_, isPermanent) => {
      world.chat.before = () => {
        world.isLeaving = true;
        throw new OutsideError('There is no token.', { isPermanent });
      };
      await world.say('a', 'Hello');
      await world.say('b', 'Hello');
      await world.reconciler().run();
      expect(world.chat.orders).toHaveLength(1);
      expect(await world.row('a')).toMatchObject({ state: 'wanted', error: null, nextAttemptAt: null });
      world.isLeaving = false;
      world.chat.before = () => {};
      world.dies();
      await world.reconciler().run();
      expect(world.chat.made).toHaveLength(2);
    },
  );

  it('what went wrong is known until it goes well, also while it is tried again', async () => {
    world.chat.before = () => {
      throw new OutsideError('I lack a permission.', { isPermanent: true });
    };
    await world.say('a', 'Hello');
    await world.reconciler().run();
    await world.say('a', 'Hello again');
    expect(await world.row('a')).toMatchObject({ state: 'wanted', error: 'I lack a permission.' });
    world.chat.before = () => {};
    await world.reconciler().run();
    expect(await world.row('a')).toMatchObject({ state: 'done', error: null });
  });

  describe('a link', () => {
    beforeEach(async () => {
      await place('meetings', 'chat', '1');
      await place('meetings', 'forum', '3');
      world.shows.set('a', async (context, text) => {
        const links = (await context.links('note/a')).filter(({ platform }) => platform !== context.platform);
        const words = `${text} ${links.map(({ platform, url }) => `${platform} ${url}`).join(', ')}`;
        return { kind: 'message', document: doc(p(words.trim())) };
      });
    });

    it('appears in each place as soon as the other one is there, with no other mark', async () => {
      await world.say('a', 'Hello', meetings);
      await world.reconciler().run();
      expect(world.chat.made).toMatchObject([{ text: 'Hello forum https://forum.example/1' }]);
      expect(world.forum.made).toMatchObject([{ text: 'Hello chat https://chat.example/1' }]);
    });

    it('that is not shown any more is no dependency', async () => {
      await world.say('a', 'Hello', meetings);
      await world.reconciler().run();
      expect(await fresh.database.link.count()).toBe(2);
      world.shows.delete('a');
      await world.say('a', 'Hello', meetings);
      await world.reconciler().run();
      expect(await fresh.database.link.count()).toBe(0);
    });
  });

  it('two databases know the same thing by other names, and one always by the same', async () => {
    await world.say('a', 'Hello');
    await world.reconciler().run();
    await world.say('a', 'Hello again');
    await world.reconciler().run();
    const [first, second] = world.chat.orders.map(({ identity }) => identity);
    expect(first).toMatch(/^[\w-]{22}$/u);
    expect(second).toBe(first);
    await transaction(fresh.database, (rows) =>
      mark(rows, [world.wanted('b', { key: 'note/b' }), world.wanted('a', { key: 'note/c' })]),
    );
    world.words.set('b', 'Other');
    await world.reconciler().run();
    expect(new Set(world.chat.orders.map(({ identity }) => identity)).size).toBe(3);
  });
});

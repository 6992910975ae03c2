// Topics that people write in a meeting's topic: while it is on they join it, afterwards they go to the next one.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Editor, TopicPost } from '../../../src/core/platform.ts';
import { linesOf } from '../../../src/platforms/discourse/mention.ts';
import { openOverSandbox } from '../../over-sandbox.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { replyWords } from '../remembered.ts';
import { wordsOf } from './platforms.ts';
import { type Caller, openWorld } from './world.ts';

const prague = { name: 'prague', isOrganiser: true, zone: 'Europe/Prague' };
const lagos: Caller = { name: 'lagos', platform: 'forum' };

describe.each(freshDatabases('SQLite'))('on $name', ({ open }) => {
  describe('in memory', () => {
    let fresh: Fresh;
    let world: Awaited<ReturnType<typeof openWorld>>;
    let first: { groupId: number; key: string; about: string };

    beforeEach(async () => {
      fresh = await open();
      // Everybody reads where the group's meetings stand, and only some what a series has elsewhere.
      world = await openWorld(fresh, '2026-11-30T09:00:00Z', {
        isForAll: async (_, chosen = []) => chosen.length === 0,
      });
      await world.command(prague, 'meeting series create', {
        name: 'Monthly meeting',
        rule: 'first tuesday',
        times: '20:00',
        zone: 'UTC',
        duration: '1h',
      });
      first = await announced();
    });
    afterEach(async () => {
      expect(world.failures).toEqual([]);
      await fresh.close();
    });

    const announced = () =>
      world.database.publication.findFirstOrThrow({
        where: { view: 'meetings/announcement', platform: 'forum' },
        orderBy: { id: 'asc' },
        select: { groupId: true, key: true, about: true, isFollowed: true },
      });
    const post = (number: number, raw: string, at = world.now()): TopicPost => ({
      id: String(100 + number),
      number,
      version: 1,
      author: world.account(lagos),
      isStaff: false,
      isOurs: false,
      isToBot: false,
      place: '50',
      reference: '',
      raw,
      lines: linesOf(raw, 'docent'),
      url: '',
      likes: 0,
      createdAt: at,
    });
    let whose: Editor = 'author';
    /** Tells of the first meeting's topic; answers which posts have a receipt. */
    const hear = (...posts: TopicPost[]) => hearIn('101', ...posts);
    /** Tells of a topic that begins with this post. */
    const hearIn = async (firstPost: string, ...posts: TopicPost[]) => {
      const own = {
        ...post(1, ''),
        id: firstPost,
        isOurs: true,
        author: { platform: 'forum', id: 'Docent', name: 'Docent' },
      };
      const receipts: string[] = [];
      const { groupId, key, about } = first;
      await world.feature().ingest?.({
        kind: 'topic',
        platform: 'forum',
        groupId,
        key,
        about,
        posts: [own, ...posts],
        lastEditor: async () => whose,
        arrived: (ids) => receipts.push(...ids),
      });
      await world.settled();
      return receipts;
    };
    const topics = async (meeting: string) =>
      replyWords(await world.command(prague, 'meeting topic list', { meeting }));
    const answers = () => world.under('/late/').map(({ content }) => content);

    it('one that comes while the meeting is on joins it, in the agenda and the minutes', async () => {
      await world.advanceTo('2026-12-01T20:30:00Z');
      expect(await hear(post(2, '@docent topic: Dark mode'))).toEqual(['102']);
      const [agenda] = world.under('/agenda', 'forum').map(({ content }) => wordsOf(content));
      const [draft] = world.under('/minutes', 'forum').map(({ content }) => wordsOf(content));
      expect(agenda).toContain('[lagos] Dark mode');
      expect(draft).toContain('Dark mode');
      expect(answers()).toEqual([]);
    });

    it('one that was written while it was on, and read later, joins it too', async () => {
      await world.advanceTo('2026-12-01T20:30:00Z');
      const written = post(2, '@docent topic: Dark mode');
      await world.advanceTo('2026-12-01T23:00:00Z');
      await hear(written);
      expect(await topics('2027-01')).toContain('Nothing is on the agenda');
      expect(wordsOf(world.under('/minutes', 'forum')[0]?.content)).toContain('Dark mode');
    });

    it('one that comes afterwards goes to the next meeting, with a receipt and one answer to its author', async () => {
      await world.advanceTo('2026-12-02T09:00:00Z');
      const late = post(5, '@docent topic: Dark mode');
      expect(await hear(late)).toEqual(['105']);
      await world.advanceTo('2026-12-03T09:00:00Z');
      await hear(late);
      world.restart();
      await hear(late);
      expect(await topics('2027-01')).toContain('[lagos] Dark mode');
      expect(await topics('2027-01')).not.toContain('2. ');
      expect(wordsOf(world.under('/minutes', 'forum')[0]?.content)).not.toContain('Dark mode');
      const [answer, ...others] = answers();
      expect(others).toEqual([]);
      expect(answer?.kind === 'post' && answer.replyTo).toBe(5);
      expect(wordsOf(answer)).toContain(
        'on the agenda of the next one, on 2027-01-05T20:00:00.000Z: Dark mode',
      );
    });

    it('one that staff puts into a late reply is nobody’s; what staff takes out of one is gone', async () => {
      await world.advanceTo('2026-12-02T09:00:00Z');
      const mended = { isEdited: true, version: 2 };
      whose = 'staff';
      expect(await hear({ ...post(5, '@docent topic: Dark mode'), ...mended })).toEqual([]);
      expect(answers()).toEqual([]);
      expect(await topics('2027-01')).toContain('Nothing is on the agenda');
      const late = post(6, '@docent topic: Whom to call? 555-1234');
      expect(await hear(late)).toEqual(['106']);
      await hear({ ...post(6, '@docent topic: Whom to call?'), ...mended });
      expect(await topics('2027-01')).not.toContain('555-1234');
      expect(await topics('2027-01')).toContain('Whom to call?');
    });

    it('editing or deleting the late reply changes the next agenda, and the answer says what is true', async () => {
      await world.advanceTo('2026-12-02T09:00:00Z');
      await hear(post(5, '@docent topic: Dark mode'));
      await hear(post(5, '@docent topic: Light mode', new Date('2026-12-02T09:00:00Z')));
      expect(await topics('2027-01')).toContain('Light mode');
      expect(await topics('2027-01')).not.toContain('Dark mode');
      expect(answers().map((one) => wordsOf(one))).toEqual([expect.stringContaining('Light mode')]);
      await hear();
      expect(await topics('2027-01')).toContain('Nothing is on the agenda');
      expect(answers()).toHaveLength(1);
    });

    it('after a meeting that stood alone it goes to the next meeting that everybody may see, by its name', async () => {
      const board = { platform: 'chat', id: 'board', name: 'board' };
      const closed = { name: 'Board', rule: 'every monday', times: '21:00', zone: 'UTC', channel: board };
      await world.command(prague, 'meeting series create', closed);
      await world.settled();
      const sprint = { name: 'Sprint', when: '2026-11-30 18:00', confirmed: true };
      await world.command(prague, 'meeting schedule', sprint);
      await world.settled();
      first = await world.database.publication.findFirstOrThrow({
        where: { view: 'meetings/announcement', platform: 'forum' },
        orderBy: { id: 'desc' },
        select: { groupId: true, key: true, about: true },
      });
      await world.advanceTo('2026-11-30T20:00:00Z');
      expect(await hear(post(5, '@docent topic: Dark mode'))).toEqual(['105']);
      expect(await topics('2026-12-01')).toContain('[lagos] Dark mode');
      expect(answers().map((one) => wordsOf(one))).toEqual([
        expect.stringContaining('on the agenda of Monthly meeting, on 2026-12-01T20:00:00.000Z'),
      ]);
    });

    it('what was taken off by a command stays off when the topic is read again, until its reply says another thing', async () => {
      const reply = post(2, '@docent topic: Dark mode');
      await hear(reply);
      await world.command(prague, 'meeting topic remove', { topic: 'Dark mode', meeting: '2026-12' });
      await hear(reply, post(3, '@docent topic: Tables'));
      expect(await topics('2026-12')).toContain('Tables');
      expect(await topics('2026-12')).not.toContain('Dark mode');
      await hear(post(2, '@docent topic: Light mode'), post(3, '@docent topic: Tables'));
      expect(await topics('2026-12')).toContain('Light mode');
    });

    it.each([
      ['in time', '2026-12', '2026-11-30T20:00:00Z'],
      ['late', '2027-01', '2026-12-02T09:00:00Z'],
    ])(
      'what was taken off that was written %s does not come back when staff mends its reply',
      async (_, meeting, at) => {
        await world.advanceTo(at);
        await hear(post(2, '@docent topic: Whom to call? 555-1234', new Date(at)));
        await world.command(prague, 'meeting topic remove', { topic: 'Whom to call', meeting });
        whose = 'staff';
        const mended = { isEdited: true, version: 2 };
        await hear({ ...post(2, '@docent topic: Whom to call?', new Date(at)), ...mended });
        expect(await topics(meeting)).not.toContain('Whom');
        whose = 'author';
        await hear({ ...post(2, '@docent topic: Whom to ask?', new Date(at)), ...mended, version: 3 });
        expect(await topics(meeting)).toContain('Whom to ask?');
      },
    );

    it('a meeting with topics in two places of a forum keeps what was written in each', async () => {
      await hear(post(2, '@docent topic: Dark mode'));
      await hearIn('200', { ...post(2, '@docent topic: Tables'), id: '202' });
      expect(await topics('2026-12')).toContain('Dark mode');
      expect(await topics('2026-12')).toContain('Tables');
      await hear();
      expect(await topics('2026-12')).not.toContain('Dark mode');
      expect(await topics('2026-12')).toContain('Tables');
    });

    it('without a next meeting the author hears that, and has no receipt', async () => {
      await world.advanceTo('2026-12-01T22:00:00Z');
      await world.command(prague, 'meeting series end', { series: 'Monthly meeting', confirmed: true });
      expect(await hear(post(5, '@docent topic: Dark mode'))).toEqual([]);
      expect(answers().map((one) => wordsOf(one))).toEqual([
        expect.stringContaining('no next one is planned'),
      ]);
    });

    it('two weeks later the topic is no longer read', async () => {
      await world.advanceTo('2026-12-14T09:00:00Z');
      await hear();
      expect((await announced()).isFollowed).toBe(true);
      await world.advanceTo('2026-12-16T09:00:00Z');
      await hear();
      expect((await announced()).isFollowed).toBe(false);
    });
  });

  it('over the real forum, the author of a late topic is answered in the topic', async () => {
    const fresh = await open();
    const people = ['prague', 'lagos'];
    const bot = await openOverSandbox(fresh, { purpose: 'meetings', channel: 'meetings', people });
    await bot.discord.people.commandText(
      'prague',
      '#meetings',
      '/meeting series create name:"Monthly meeting" rule:"first tuesday" times:"21:00" zone:Europe/Prague confirmed:true',
    );
    await bot.advanceTo('2026-12-02T09:00:00Z');
    bot.discourse.reply('lagos', 'Monthly meeting: Tuesday 1 December', { raw: '@docent topic: Dark mode' });
    await bot.advanceTo('2026-12-02T09:30:00Z');
    const posts = bot.discourse.findTopic('Monthly meeting: Tuesday 1 December', 'lagos')?.posts ?? [];
    const asked = posts.findIndex(({ raw }) => raw.includes('topic: Dark mode'));
    expect(posts.slice(asked + 1).map(({ raw }) => raw)).toEqual([
      expect.stringMatching(/is over, so this is on the agenda of the next one[\s\S]*Dark mode/u),
    ]);
    await bot.close();
    await fresh.close();
    expect(bot.failures).toEqual([]);
  });
});

// Who is in a group, who may do what, and two accounts that become one person.

import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest';
import type { Account } from '../../../src/core/account.ts';
import { customId } from '../../../src/core/command/custom-id.ts';
import type { Draft } from '../../../src/core/command/drafts.ts';
import type { Invocation } from '../../../src/core/command/invocation.ts';
import type { Command, OptionValue, Request } from '../../../src/core/command.ts';
import { mayUseRepository, refuseStrangePlace } from '../../../src/core/directory.ts';
import { createDispatcher } from '../../../src/core/dispatcher.ts';
import { plain } from '../../../src/core/document.ts';
import { UserError } from '../../../src/core/errors.ts';
import { githubSite } from '../../../src/core/github/site.ts';
import { members } from '../../../src/features/members/index.ts';
import { callerContext, organisersOf } from '../../../src/features/members/membership.ts';
import { recentlyRead } from '../../../src/features/members/store/callers.ts';
import type { Elsewhere } from '../../../src/features/members/store/people.ts';
import { mark } from '../../../src/publishing/store.ts';
import { change } from '../../../src/storage/client.ts';
import { type MemberStore, memberStore, nowhereElse } from '../../roster.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { can } from '../remembered.ts';

const lagos: Account = { platform: 'discord', id: '111', name: 'lagos' };
const lagosForum: Account = { platform: 'discourse', id: 'Lagos', name: 'lagos' };
const start = new Date('2026-12-01T12:00:00Z');
const spaces = {
  isInvited: (platform: string) => platform === 'discord',
  named: ['guild', 'other'].map((id) => ({ platform: 'discord', id })),
};

describe.each(freshDatabases())('the roster on $name', ({ open }) => {
  let fresh: Fresh;
  let store: MemberStore;
  let groupId: number;

  beforeEach(async () => {
    fresh = await open();
    store = memberStore(fresh.database, spaces);
    groupId = await store.groupOf('discord', 'guild');
  });
  afterEach(() => fresh.close());

  const invocation = (caller: Account, extra: Partial<Invocation> = {}): Invocation => ({
    id: 'x',
    platform: caller.platform,
    can: can(caller.platform),
    caller,
    roles: [],
    isManager: false,
    ...(caller.platform === 'discord' && { space: 'guild' }),
    ...extra,
  });

  async function run(caller: Account, name: string, values: Record<string, OptionValue> = {}, now = start) {
    const command = commandsOf().find((one) => one.name === name);
    if (!command) throw new Error(`There is no ${name}`);
    const request: Request = {
      ...(await callerContext(store, [])(invocation(caller))),
      id: 'x',
      platform: caller.platform,
      can: can(caller.platform),
      caller,
      roles: [],
      now,
      about: async () => [],
      progress: async () => {},
    };
    const reply = await command.run(request, values);
    return reply.kind === 'said' ? plain(reply.document) : reply.form;
  }

  function commandsOf(): readonly Command[] {
    return members({
      store,
      groups: store,
      openVote: async () => ({ number: 1, state: 'going' }),
      voteAbout: async () => undefined,
      site: githubSite('https://api.github.com'),
      hasClosedCalendar: async () => true,
      isOpenPlace: async () => false,
      ownership: { publishedBy: async () => undefined, accountOf: async () => undefined },
      organisers: organisersOf(store, []),
      placeUrl: () => undefined,
      titleOf: (platform) => (platform === 'discord' ? 'Discord' : 'Discourse'),
      named: [{ name: 'discourse', title: 'Discourse' }],
      accountNamed: async () => undefined,
    }).commands;
  }

  it('two organisers who take back each other’s role at the same time: one is asked once more', async () => {
    const tokyo: Account = { platform: 'discord', id: '222', name: 'tokyo' };
    for (const who of [lagos, tokyo]) {
      const { id } = await store.of(groupId, who);
      await store.put(groupId, id, { role: 'organiser', now: start });
    }
    const drafts = new Map<string, Draft>();
    const dispatcher = createDispatcher({
      commands: commandsOf(),
      actions: [],
      forms: [],
      drafts: {
        async keep(_, draft) {
          drafts.set(`d${drafts.size}`, draft);
          return `d${drafts.size - 1}`;
        },
        find: async (_, id) => drafts.get(id),
        async take(_, id) {
          const draft = drafts.get(id);
          drafts.delete(id);
          return draft;
        },
      },
      now: () => start,
      contextOf: callerContext(store, []),
      about: async () => [],
      groupOf: async () => groupId,
      refuseStrange: async () => {},
      ingest: async () => {},
      failed: (error) => {
        throw error;
      },
    });
    const ask = async (by: Account, who: Account) => {
      const values = { who, role: 'none' };
      const reply = await dispatcher.run(invocation(by), 'member role', values);
      if (reply.kind !== 'said') throw new Error('It answers with a form');
      const yes = reply.buttons?.find((one) => one.label === 'Change it');
      if (!yes || !('action' in yes)) throw new Error(`Nothing is asked: ${plain(reply.document)}`);
      return customId(yes.action, yes.args);
    };
    const questions = [await ask(lagos, tokyo), await ask(tokyo, lagos)] as const;
    const replies = await Promise.all([
      dispatcher.press(invocation(lagos), questions[0]),
      dispatcher.press(invocation(tokyo), questions[1]),
    ]);
    const organisers = (await store.all(groupId)).filter(({ person }) => person.role === 'organiser');
    expect(organisers).toHaveLength(1);
    const words = replies.map((reply) => (reply.kind === 'said' ? plain(reply.document) : ''));
    expect(
      words.filter((one) => /no other organiser|Only organisers|organisers? (?:may|can)/u.test(one)),
    ).toHaveLength(1);
  });

  describe('context', () => {
    const isOrganiser = async (
      who: Account,
      configured: Parameters<typeof callerContext>[1],
      extra: Partial<Invocation> = {},
    ) => (await callerContext(store, configured)(invocation(who, extra))).isOrganiser;

    it('a stranger is no organiser; Manage Server, configuration or the role make one', async () => {
      expect(await isOrganiser(lagos, [])).toBe(false);
      expect(await isOrganiser(lagos, [], { isManager: true })).toBe(true);
      expect(await isOrganiser(lagos, [{ platform: 'discord', id: '111' }])).toBe(true);
      expect(await isOrganiser(lagos, [{ platform: 'discourse', id: '111' }])).toBe(false);
      expect(await isOrganiser(lagosForum, [{ platform: 'discourse', id: 'lagos' }])).toBe(true);
      const { id } = await store.of(groupId, lagos);
      await store.changePerson(groupId, id, { role: 'organiser' });
      expect(await isOrganiser(lagos, [])).toBe(true);
      expect(await isOrganiser(lagosForum, [])).toBe(false);
    });

    it('somebody new is not written down for asking, an organiser is; a new name is', async () => {
      const names = async () =>
        (await fresh.database.account.findMany({ orderBy: { id: 'asc' } })).map(({ name }) => name);
      await callerContext(store, [])(invocation(lagos));
      expect(await names()).toEqual([]);
      await callerContext(store, [{ platform: 'discord', id: '111' }])(invocation(lagos));
      expect(await names()).toEqual(['lagos']);
      await callerContext(store, [])(invocation({ ...lagos, name: 'Lagos' }));
      expect(await names()).toEqual(['Lagos']);
    });

    it('what this process changes of a group, a role or a zone shows at once', async () => {
      const context = () => callerContext(store, [])(invocation(lagos));
      expect(await context()).toMatchObject({ zone: 'UTC', isOrganiser: false });
      const reading = context();
      await store.changeGroup(groupId, { zone: 'Europe/Prague' });
      await reading;
      const { id } = await store.of(groupId, lagos);
      await store.changePerson(groupId, id, { role: 'organiser' });
      expect(await context()).toMatchObject({ zone: 'Europe/Prague', isOrganiser: true });
      await store.changePerson(groupId, id, { role: 'none', zone: 'Africa/Lagos' });
      expect(await context()).toMatchObject({ zone: 'Africa/Lagos', isOrganiser: false });
    });

    it('a role that another process took away is gone at once; its new zone of the group shows in seconds', async () => {
      vi.useFakeTimers({ toFake: ['performance'] });
      try {
        const other = memberStore(fresh.database, spaces);
        const context = () => callerContext(store, [])(invocation(lagos));
        const { id } = await store.of(groupId, lagos);
        await store.changePerson(groupId, id, { role: 'organiser' });
        expect(await context()).toMatchObject({ zone: 'UTC', isOrganiser: true });
        await other.changePerson(groupId, id, { role: 'none' });
        await other.changeGroup(groupId, { zone: 'Europe/Prague' });
        expect((await context()).isOrganiser).toBe(false);
        vi.advanceTimersByTime(5_000);
        expect((await context()).zone).toBe('Europe/Prague');
      } finally {
        vi.useRealTimers();
      }
    });

    it("the zone is one's own, else the group's", async () => {
      await store.changeGroup(groupId, { zone: 'Europe/Prague' });
      expect((await callerContext(store, [])(invocation(lagos))).zone).toBe('Europe/Prague');
      await run(lagos, 'member zone', { zone: 'Africa/Lagos' });
      expect((await callerContext(store, [])(invocation(lagos))).zone).toBe('Africa/Lagos');
    });

    it('a second guild is a group of its own, and in private the caller says which is meant', async () => {
      const second = await store.groupOf('discord', 'other');
      expect(second).not.toBe(groupId);
      await store.of(second, lagos);
      expect(await store.groupOf('discord', undefined, { caller: lagos })).toBe(second);
      await expect(store.groupOf('discourse', '77', { caller: lagosForum })).rejects.toThrow(UserError);
      await store.of(groupId, lagos);
      await expect(store.groupOf('discord', undefined, { caller: lagos })).rejects.toThrow(/several groups/u);
      expect(await fresh.database.group.count()).toBe(2);
    });

    it('a server that nobody named is not served, whoever asks there, and nothing is made for it', async () => {
      await expect(store.groupOf('discord', 'hostile')).rejects.toThrow(/whoever runs me decides/u);
      const asked = invocation(lagos, { space: 'hostile', isManager: true });
      await expect(callerContext(store, [])(asked)).rejects.toThrow(/docent groups serve hostile/u);
      expect(await store.knownGroup('discord', 'hostile')).toBeUndefined();
      expect(await fresh.database.group.count()).toBe(1);
    });

    it('where none is named, the first server that asks is served and no other', async () => {
      const open = memberStore(fresh.database, { isInvited: spaces.isInvited });
      expect(await open.groupOf('discord', 'guild')).toBe(groupId);
      await expect(open.groupOf('discord', 'other')).rejects.toThrow(UserError);
    });

    it('looking makes no group of a server', async () => {
      expect(await store.knownGroup('discord', 'other')).toBeUndefined();
      expect(await fresh.database.group.count()).toBe(1);
    });

    it('a group that shares the bot uses its own and what was granted; the first one keeps what it used', async () => {
      await store.changeGroup(groupId, { repositories: ['Docs/Guide'] });
      expect((await store.find(groupId)).grants).toBe('everything');
      await fresh.database.voteSettings.create({ data: { groupId, folder: 'docs/records/decisions' } });
      await fresh.database.publication.create({
        data: {
          ...{ groupId, key: 'ama/1/file', slot: 'repository', platform: 'repository', about: 'ama/1' },
          ...{ destination: '{}', place: '{"kind":"repository","id":"docs/archive"}', view: 'amas/file' },
          subject: '1',
        },
      });
      // As `archive` leaves a file that was offered in vain.
      await fresh.database.publication.create({
        data: {
          ...{ groupId, key: 'ama/2/file', slot: 'repository', platform: 'repository', about: 'ama/2' },
          ...{ destination: '', place: '', view: 'amas/file', subject: '2', state: 'archived' },
        },
      });
      const second = await store.serve({ platform: 'discord', id: 'theirs' }, { name: 'Theirs' });
      const [first, theirs] = await Promise.all([store.find(groupId), store.find(second)]);
      expect(mayUseRepository(first, 'docs/guide/minutes')).toBe(true);
      expect(mayUseRepository(first, 'docs/records/decisions')).toBe(true);
      expect(mayUseRepository(first, 'docs/archive/amas/1.md')).toBe(true);
      expect(mayUseRepository(theirs, 'docs/guide')).toBe(false);
      expect(mayUseRepository(theirs, 'docs/guidebook')).toBe(false);
      const staff = { platform: 'discourse', id: '9', name: 'Staff' };
      expect(() => refuseStrangePlace(theirs, staff)).toThrow(/docent groups grant 2 discourse:9/u);
      await store.grant(second, 'docs/guide/theirs');
      await store.grant(second, { platform: 'discourse', id: '9' });
      const granted = await store.find(second);
      expect(mayUseRepository(granted, 'Docs/Guide/Theirs/2026')).toBe(true);
      expect(mayUseRepository(granted, 'docs/guide')).toBe(false);
      expect(() => refuseStrangePlace(granted, staff)).not.toThrow();
      expect(await store.revoke(second, 'docs/guide/theirs')).toBe(true);
      expect(mayUseRepository(await store.find(second), 'docs/guide/theirs')).toBe(false);
    });

    it('a group that was left is served no more until it is served again, and keeps what it has', async () => {
      await store.leave(groupId, start);
      await expect(store.groupOf('discord', 'guild')).rejects.toThrow(/whoever runs me decides/u);
      expect(await store.list()).toEqual([]);
      expect(await store.serve({ platform: 'discord', id: 'guild' }, {})).toBe(groupId);
      expect(await store.groupOf('discord', 'guild')).toBe(groupId);
    });

    it('a server is not taken from its group', async () => {
      const second = await store.serve({ platform: 'discord', id: 'theirs' }, {});
      const ours = { platform: 'discord', id: 'guild' };
      await expect(store.serve(ours, { groupId: second })).rejects.toThrow(UserError);
      const another = { platform: 'discord', id: 'third' };
      await expect(store.serve(another, { groupId: second })).rejects.toThrow(UserError);
      await expect(store.grant(99, 'docs/guide')).rejects.toThrow(/no group 99/u);
    });

    it('a button in a private message belongs to the group that wrote it', async () => {
      const second = await store.groupOf('discord', 'other');
      await Promise.all([groupId, second].map((id) => store.of(id, lagos)));
      const to = { kind: 'account', account: { platform: 'discord', id: lagos.id } } as const;
      const reminder = { about: 'meeting/1', to, view: 'meetings/reminder', subject: '1' } as const;
      await change(fresh.database, second, (rows) =>
        mark(rows, [{ ...reminder, groupId: second, key: 'meeting/1/reminder/1' }]),
      );
      const { id: publicationId } = await fresh.database.publication.findFirstOrThrow();
      await fresh.database.made.create({ data: { publicationId, platform: 'discord', remoteId: '600' } });
      const asked = { caller: lagos, messageId: '600' };
      expect(await store.groupOf('discord', undefined, asked)).toBe(second);
      const stranger = { ...asked, messageId: '60' };
      await expect(store.groupOf('discord', undefined, stranger)).rejects.toThrow(/several groups/u);
    });
  });

  it('shows accounts, zone and role; refuses an abbreviation for a zone', async () => {
    expect(await run(lagos, 'member show')).toMatch(/not a member yet[\s\S]*not given[\s\S]*Discord: lagos/u);
    await expect(run(lagos, 'member zone', { zone: 'EST' })).rejects.toThrow(UserError);
    await run(lagos, 'member zone', { zone: 'Africa/Lagos' });
    await run(lagos, 'member role', { who: lagos, role: 'member' });
    expect(await run(lagos, 'member show')).toMatch(/Role: member[\s\S]*Africa\/Lagos/u);
    expect(await run(lagos, 'member list')).toContain('lagos');
  });

  it('configured organisers who were seen are among the organisers', async () => {
    const organisers = organisersOf(store, [{ platform: 'discord', id: '111' }]);
    expect(await organisers(groupId)).toEqual([]);
    await store.of(groupId, lagos);
    expect(await organisers(groupId)).toMatchObject([{ name: 'lagos' }]);
  });

  describe('joining two accounts', () => {
    const codes = async () => (await fresh.database.accountClaim.findMany()).map(({ code }) => code);

    it('takes the right code, from the one who asked, within a day; then both are one person', async () => {
      await store.of(groupId, lagosForum);
      await run(lagos, 'member link', { username: '@lagos' });
      const [code = ''] = await codes();
      const claimed = await fresh.database.publication.findFirstOrThrow();
      expect(JSON.parse(claimed.place)).toEqual({ kind: 'person', id: 'Lagos' });
      const tokyo: Account = { platform: 'discord', id: '222', name: 'tokyo' };
      await expect(run(tokyo, 'member confirm', { code })).rejects.toThrow(UserError);
      await expect(run(lagos, 'member confirm', { code: 'wrong' })).rejects.toThrow(UserError);
      // Where it arrived it joins nothing: somebody else may have asked for it.
      await expect(run(lagosForum, 'member confirm', { code })).rejects.toThrow(/from your other account/u);
      const late = new Date('2026-12-02T12:00:01Z');
      await expect(run(lagos, 'member confirm', { code }, late)).rejects.toThrow(/last day/u);
      await run(lagos, 'member confirm', { code });
      expect((await store.of(groupId, lagosForum)).id).toBe((await store.of(groupId, lagos)).id);
      await expect(run(lagos, 'member link', { username: 'LAGOS' })).rejects.toThrow(/joined with this/u);
    });

    it('sends no more than five codes a day', async () => {
      for (let i = 0; i < 5; i++) await run(lagos, 'member link', { username: `somebody-${i}` });
      await expect(run(lagos, 'member link', { username: 'one-more' })).rejects.toThrow(/tomorrow/u);
      expect(await fresh.database.publication.count()).toBe(5);
    });

    it('keeps what both had: the newer answer to a meeting, the higher role, the zone that was told', async () => {
      const mine = await store.of(groupId, lagos);
      const theirs = await store.of(groupId, lagosForum);
      await store.changePerson(groupId, theirs.id, { zone: 'Africa/Lagos', role: 'organiser' });
      const meeting = await fresh.database.meeting.create({
        data: {
          groupId,
          name: 'Monthly meeting',
          localDate: '2026-12-01',
          localTime: '21:00',
          zone: 'Europe/Prague',
          startsAt: start,
          endsAt: start,
          tzVersion: '2026c',
          durationMinutes: 60,
          timedAt: start,
          createdAt: start,
          changedAt: start,
          notesTakerId: theirs.id,
        },
      });
      const answer = (personId: number, said: string) =>
        fresh.database.rsvp.create({ data: { meetingId: meeting.id, personId, answer: said } });
      await answer(mine.id, 'going');
      await answer(theirs.id, 'cannot');
      const becoming: unknown[] = [];
      const merging: Elsewhere['merging'] = (_rows, two, merge) => {
        becoming.push(two);
        return merge();
      };
      const joining = memberStore(fresh.database, spaces, { ...nowhereElse, merging });
      await joining.joinAccount(groupId, mine.id, lagosForum);
      expect(becoming).toEqual([{ from: theirs.id, into: mine.id }]);
      expect(await fresh.database.rsvp.findMany()).toMatchObject([{ personId: mine.id, answer: 'cannot' }]);
      expect(await fresh.database.meeting.findFirst()).toMatchObject({ notesTakerId: mine.id });
      expect(await fresh.database.person.count()).toBe(1);
      expect(await store.of(groupId, lagos)).toMatchObject({ role: 'organiser', zone: 'Africa/Lagos' });
    });
  });
});

test('what changes while it is read is read anew', async () => {
  const memory = recentlyRead<number>();
  const { promise, resolve } = Promise.withResolvers<number>();
  const first = memory.read('zone', () => promise);
  memory.forget();
  resolve(1);
  expect(await first).toBe(1);
  expect(await memory.read('zone', async () => 2)).toBe(2);
});

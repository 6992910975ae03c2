// Polls in the database: who answers or presses at once, what is late, who leaves, who turns out to be one, who is forgotten.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plain } from '../../../../src/core/document.ts';
import type { PollAnswer } from '../../../../src/features/meetings/polls/facts.ts';
import { pollPages } from '../../../../src/features/meetings/polls/pages.ts';
import { type NewPoll, type PollStore, pollStore } from '../../../../src/features/meetings/polls/store.ts';
import { meetingsStore } from '../../../../src/features/meetings/store.ts';
import { connect } from '../../../../src/storage/client.ts';
import { mergePeople } from '../../../../src/storage/people.ts';
import { forgetPerson } from '../../../../src/storage/personal-data.ts';
import { makeGroup } from '../../../group.ts';
import { memberStore } from '../../../roster.ts';
import { type Fresh, freshDatabases } from '../../../storage/database.ts';

const start = new Date('2027-01-01T09:00:00Z');
const later = (days: number) => new Date(start.getTime() + days * 86_400_000);
const options = [later(8), later(9), later(10)];

describe.each(freshDatabases())('polls on $name', ({ open }) => {
  let fresh: Fresh;
  let store: PollStore;
  let groupId: number;
  let people: { id: number; name: string }[];

  beforeEach(async () => {
    fresh = await open();
    store = pollStore(fresh.database);
    groupId = await makeGroup(fresh.database, {
      spaces: 'discord:1',
      meetings: 'discord:2',
      zone: 'Europe/Prague',
    });
    people = [];
    for (let i = 1; i <= 6; i++) {
      const made = await fresh.database.person.create({
        data: { groupId, name: `member-${i}`, role: 'member' },
      });
      people.push({ id: made.id, name: made.name });
    }
  });
  afterEach(() => fresh.close());

  const who = (index: number) => people[index] ?? { id: 0, name: '' };
  const opened = (extra: Partial<NewPoll> = {}) =>
    store.open({
      groupId,
      name: 'Sprint',
      description: null,
      durationMinutes: 90,
      place: null,
      zone: 'Europe/Prague',
      options,
      audience: 'members',
      tag: '',
      namesFor: 'everyone',
      closesAt: later(5),
      asked: people,
      openedBy: who(0),
      now: start,
      ...extra,
    });
  const all = (answer: PollAnswer) => new Map([1, 2, 3].map((number) => [number, answer]));
  const answer = (of: { id: number }, index: number, said: PollAnswer, now = later(1), through = store) =>
    through.answer({ id: of.id, groupId }, { person: who(index), isMember: true, answers: all(said), now });
  const pollNow = async ({ id }: { id: number }) => {
    const found = await store.poll(groupId, id);
    if (!found) throw new Error('The poll is gone');
    return found;
  };
  const marked = (view: string) => fresh.database.publication.count({ where: { view } });

  it('a poll that goes on is listed however many came after it', async () => {
    const first = await opened();
    await fresh.database.poll.createMany({
      data: Array.from({ length: 60 }, (_, i) => ({
        groupId,
        number: 100 + i,
        name: 'Over',
        durationMinutes: 60,
        zone: 'UTC',
        options: '[]',
        audience: 'members',
        namesFor: 'everyone',
        state: 'lapsed',
        openedById: who(0).id,
        openedByName: 'member-1',
        openedAt: start,
        closesAt: start,
      })),
    });
    const all = await store.list(groupId);
    expect([all.length, all[0]?.number, all[1]?.number]).toEqual([51, first.number, 159]);
  });

  it('all answer at once through two clients: each once, closed once, the opener told once', async () => {
    const poll = await opened();
    const second = await connect(fresh.url);
    try {
      const other = pollStore(second);
      const came = await Promise.all(
        people.flatMap((_, i) => [
          answer(poll, i, 'yes', later(1), i % 2 === 0 ? store : other),
          answer(poll, i, 'yes', later(1), i % 2 === 0 ? other : store),
        ]),
      );
      expect(came.filter((one) => 'isClosed' in one && one.isClosed)).toHaveLength(1);
    } finally {
      await second.$disconnect();
    }
    const after = await pollNow(poll);
    expect(after).toMatchObject({ state: 'closed', endedBy: 'all' });
    expect(after.participants.map(({ answers }) => answers)).toEqual(people.map(() => ['yes', 'yes', 'yes']));
    expect(await marked('polls/closed')).toBe(1);
  });

  it('goes on for longer with more times: answers stay, who answered is asked once, and it closes once more', async () => {
    const poll = await opened();
    for (let i = 0; i < 6; i++) await answer(poll, i, 'yes');
    const closed = await pollNow(poll);
    expect(closed.state).toBe('closed');
    const change = { closesAt: later(6), added: [later(7)] };
    const second = await connect(fresh.url);
    try {
      const both = await Promise.all([store.edit(closed, change), pollStore(second).edit(closed, change)]);
      expect(both.filter(Boolean)).toHaveLength(1);
    } finally {
      await second.$disconnect();
    }
    const open = await pollNow(poll);
    expect(open).toMatchObject({ state: 'open', closesAt: later(6), options: [...options, later(7)] });
    expect(open).not.toHaveProperty('closedAt');
    expect(open.participants.map(({ answers }) => answers)).toEqual(people.map(() => ['yes', 'yes', 'yes']));
    expect(await marked('polls/more')).toBe(6);
    for (let i = 0; i < 6; i++)
      await store.answer(
        { id: poll.id, groupId },
        { person: who(i), isMember: true, answers: new Map([[4, 'no']]), now: later(2) },
      );
    expect((await pollNow(poll)).participants[0]?.answers).toEqual(['yes', 'yes', 'yes', 'no']);
    expect(await pollNow(poll)).toMatchObject({ state: 'closed', endedBy: 'all' });
    expect(await marked('polls/closed')).toBe(2);
    // The time that was added is the first to pass, not the last.
    await store.advance(groupId, later(9.5));
    expect((await pollNow(poll)).state).toBe('closed');
    await store.withdraw(poll, { by: 'member-1', reason: undefined, now: later(9.6) });
    expect(await store.edit(await pollNow(poll), change)).toBeUndefined();
  });

  it('a deadline that passes while nobody is there: closed at its own time, nobody is reminded of it', async () => {
    const poll = await opened();
    await answer(poll, 0, 'yes');
    expect((await answer(poll, 1, 'no', later(5))).kind).toBe('over');
    await store.advance(groupId, later(6));
    expect(await pollNow(poll)).toMatchObject({ state: 'closed', closedAt: later(5) });
    expect(await marked('polls/reminder')).toBe(0);
    // With all of its times passed meanwhile it ends at once.
    const other = await opened();
    await store.advance(groupId, later(20));
    expect((await pollNow(other)).state).toBe('lapsed');
    expect((await pollNow(poll)).state).toBe('lapsed');
  });

  it('reminds once, also when two ask for it, and nobody who has answered', async () => {
    const poll = await opened();
    await answer(poll, 0, 'yes');
    const reminded = await Promise.all([store.remind(poll, later(2)), store.remind(poll, later(2))]);
    expect(reminded.toSorted()).toEqual([0, 5]);
    await store.advance(groupId, later(4));
    expect(await marked('polls/reminder')).toBe(5);
  });

  it('two press at once: one meeting, at the time on the clocks where it was planned', async () => {
    const poll = await opened();
    await answer(poll, 1, 'yes');
    await answer(poll, 2, 'no');
    const came = await Promise.all(
      [1, 2].map((time) => store.schedule(poll, { time, byId: who(0).id, now: later(2) })),
    );
    const meetings = came.filter((one) => one !== undefined);
    expect(meetings).toHaveLength(1);
    expect(await fresh.database.meeting.count()).toBe(1);
    const { meetingId, chosen, state } = await pollNow(poll);
    expect({ meetingId, state }).toEqual({ meetingId: meetings[0]?.id, state: 'scheduled' });
    expect(meetings[0]).toMatchObject({
      name: 'Sprint',
      durationMinutes: 90,
      zone: 'Europe/Prague',
      localTime: '10:00',
      startsAt: options[(chosen ?? 0) - 1],
    });
    expect(await marked('polls/chosen')).toBe(2);
    expect((await answer(poll, 3, 'yes', later(2))).kind).toBe('over');
    expect(await store.withdraw(poll, { by: 'x', reason: undefined, now: later(2) })).toBe(false);
    const open = await fresh.database.publication.count({
      where: { about: `poll/${poll.id}`, endedAt: null },
    });
    expect(open).toBe(0);
  });

  it('a past time becomes no meeting', async () => {
    const poll = await opened();
    await store.close(poll, { by: 'x', now: later(2) });
    expect(await store.schedule(poll, { time: 1, byId: 0, now: later(8) })).toBeUndefined();
    expect(await store.schedule(poll, { time: 4, byId: 0, now: later(3) })).toBeUndefined();
    expect(await fresh.database.meeting.count()).toBe(0);
  });

  it('who leaves the group is not waited for', async () => {
    const poll = await opened();
    for (const index of [0, 1, 2, 3, 4]) await answer(poll, index, 'yes');
    expect((await pollNow(poll)).state).toBe('open');
    await fresh.database.person.update({ where: { id: who(5).id }, data: { role: 'none' } });
    await store.advance(groupId, later(2));
    expect(await pollNow(poll)).toMatchObject({ state: 'closed', endedBy: 'all' });
  });

  it('two accounts that turn out to be one person have one answer, the newer', async () => {
    const poll = await opened();
    await answer(poll, 0, 'no', later(1));
    await answer(poll, 1, 'yes', later(2));
    await fresh.database.$transaction((rows) => mergePeople(rows, { from: who(1).id, into: who(0).id }));
    const { participants } = await pollNow(poll);
    expect(participants).toHaveLength(5);
    expect(participants.find(({ personId }) => personId === who(0).id)).toMatchObject({
      answers: ['yes', 'yes', 'yes'],
      isAwaited: true,
    });
  });

  it('who is forgotten leaves neither answers nor name', async () => {
    const poll = await opened({ openedBy: who(1) });
    await answer(poll, 1, 'yes');
    await fresh.database.$transaction((rows) =>
      forgetPerson(rows, { id: who(1).id, groupId, extent: 'words' }),
    );
    expect(JSON.stringify(await pollNow(poll))).not.toContain('member-2');
  });
});

const [sqlite] = freshDatabases('SQLite');

describe('the page of a poll', () => {
  const setUp = async (extra: Partial<NewPoll> = {}) => {
    if (!sqlite) throw new Error('There is no SQLite');
    const fresh = await sqlite.open();
    const groupId = await makeGroup(fresh.database, { spaces: 'discord:1', meetings: 'discord:2' });
    const roster = memberStore(fresh.database, { isInvited: () => true });
    const [asked, later2, stranger] = await Promise.all(
      (['member', 'member', 'none'] as const).map((role, i) =>
        fresh.database.person.create({ data: { groupId, name: `person-${i}`, role } }),
      ),
    );
    if (!asked || !later2 || !stranger) throw new Error('Nobody is there');
    const store = pollStore(fresh.database);
    const poll = await store.open({
      groupId,
      name: 'Sprint',
      description: 'About <b>docs</b>',
      durationMinutes: 60,
      place: null,
      zone: 'Europe/Prague',
      options,
      audience: 'members',
      tag: '',
      namesFor: 'organisers',
      closesAt: later(5),
      asked: [asked],
      openedBy: asked,
      now: start,
      ...extra,
    });
    const pages = pollPages({
      store,
      groups: roster,
      people: roster,
      isForAll: async () => true,
      tagged: async () => [],
      meeting: async (group, id) => (await meetingsStore(fresh.database).find(group, id))?.meeting,
      links: async () => [],
      drawPicture: async () => Buffer.alloc(0),
      personalLink: () => undefined,
    });
    const request = async (personId: number, now = later(1), path = String(poll.id)) => {
      const [person] = await roster.byIds(groupId, [personId]);
      if (!person) throw new Error('Nobody is there');
      const group = await roster.find(groupId);
      return { group, person, path, now, query: () => undefined, href: (to: string) => `/${to}` };
    };
    return { fresh, store, poll, pages, request, asked, later2, stranger };
  };

  it('is for those who may answer, and shows nobody who answered what where that is for organisers', async () => {
    const { fresh, store, poll, pages, request, asked, later2, stranger } = await setUp();
    expect(await pages.personal?.(await request(stranger.id))).toBeUndefined();
    expect(await pages.personal?.(await request(asked.id, later(1), '4711'))).toBeUndefined();
    expect(await pages.personal?.(await request(asked.id, later(1), '../1'))).toBeUndefined();
    const send = async (personId: number, values: Record<string, string>, now = later(1)) =>
      await pages.submit?.(
        await request(personId, now),
        new Map(Object.entries(values).map(([name, value]) => [name, [value]])),
      );
    expect(await send(later2.id, { 'time-1': 'yes', 'time-2': 'bogus', 'time-9': 'yes' })).toEqual({
      said: 'Your answers are counted. Some times are not answered yet.',
    });
    expect(await send(later2.id, {})).toMatchObject({ isRefused: true });
    expect(await send(stranger.id, { 'time-1': 'yes' })).toMatchObject({ isRefused: true });
    const page = await pages.personal?.(await request(asked.id));
    expect(page?.form?.fields.map(({ name }) => name)).toEqual(['time-1', 'time-2', 'time-3']);
    expect(page && plain(await page.document())).toContain('1 yes, 0 if need be, 0 no');
    expect(page && plain(await page.document())).not.toContain('person-1');
    const own = await pages.personal?.(await request(later2.id));
    expect(own?.form).toMatchObject({
      submit: 'Change my answers',
      fields: [{ ticked: ['yes'] }, { ticked: [] }, {}],
    });
    await expect(send(asked.id, { 'time-1': 'no' }, later(5))).rejects.toThrow('takes no more answers');
    expect((await pages.personal?.(await request(asked.id, later(5))))?.form).toBeUndefined();
    await store.withdraw(poll, { by: 'x', reason: 'Too early', now: later(2) });
    const gone = await pages.personal?.(await request(asked.id));
    expect(gone?.form).toBeUndefined();
    expect(gone && plain(await gone.document())).toContain('Withdrawn by x');
    await fresh.close();
  });

  it('of a poll for those with a tag is for nobody else', async () => {
    const { fresh, pages, request, asked, later2 } = await setUp({ audience: 'tagged', tag: 'editor' });
    expect(await pages.personal?.(await request(later2.id))).toBeUndefined();
    expect(await pages.personal?.(await request(asked.id))).toBeDefined();
    await fresh.close();
  });
});

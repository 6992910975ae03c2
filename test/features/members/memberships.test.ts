// Seats, the share from outside, yearly questions, and applications whose votes, offers and texts end once.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { memberClock } from '../../../src/features/members/member-clock.ts';
import type { Application, Member, MemberRules } from '../../../src/features/members/membership-facts.ts';
import {
  clearedAt,
  currentStates,
  isReminded,
  offerEndsAt,
  problemOf,
  renewalStep,
  seatsOf,
  weekBegan,
  yearAfter,
} from '../../../src/features/members/membership-rules.ts';
import { change } from '../../../src/storage/client.ts';
import { mergePeople } from '../../../src/storage/people.ts';
import { personalData } from '../../../src/storage/personal-data.ts';
import { makeGroup } from '../../group.ts';
import fc from '../../property.ts';
import { type MemberStore, memberStore, nowhereElse } from '../../roster.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';

const start = new Date('2027-01-01T09:00:00Z');
const day = 86_400_000;
const later = (days: number) => new Date(start.getTime() + days * day);
const rules = (to: Partial<MemberRules> = {}): MemberRules => ({
  seats: 0,
  outsidePercent: 25,
  insideTag: 'core team',
  isYearly: true,
  takesApplications: true,
  voteRule: 'charter',
  keepDays: 90,
  githubIssue: '',
  conduct: '',
  chosen: [],
  ...to,
});
const member = (id: number, to: Partial<Member> = {}): Member => ({
  person: { id, name: `m${id}`, role: 'member', accounts: [], never: [], prefers: [] },
  kind: 'voting',
  tags: [],
  isShown: false,
  isGithubConfirmed: false,
  asked: 0,
  sinceAt: start,
  ...to,
});
const inside = (id: number) => member(id, { tags: ['core team'] });

const application = (to: Partial<Application>): Application => ({
  id: 1,
  uid: 'a',
  groupId: 1,
  number: 1,
  applicantId: 7,
  name: 'somebody',
  introduction: 'I write.',
  why: '',
  brings: '',
  state: 'accepted',
  createdAt: start,
  decidedAt: start,
  ...to,
});

describe('what applicants wrote', () => {
  it.each([
    ['accepted', {}, later(90)],
    ['declined', { state: 'declined' }, later(90)],
    ['waiting for a seat, which may take years', { state: 'listed' }, undefined],
    ['offered a seat', { state: 'offered' }, undefined],
    ['deleted already', { clearedAt: later(1) }, undefined],
  ] as const)('of one %s is deleted in its time', (_name, to, at) => {
    expect(clearedAt(application(to), rules())).toEqual(at);
  });
});

it('an offered seat is kept for two weeks', () => {
  const offered = { state: 'offered', offeredAt: start } as const;
  expect(offerEndsAt({ ...application({}), ...offered })).toEqual(later(14));
  expect(offerEndsAt(application({ state: 'listed' }))).toBeUndefined();
});

describe('what nobody puts to a vote', () => {
  it('is told on Mondays a whole week later, two and three, and then every four weeks, however long it has waited', () => {
    const day = fc.integer({ min: 0, max: 20_000_000 });
    fc.assert(
      fc.property(day, (minutes) => {
        const since = new Date(Date.UTC(2026, 0, 1) + minutes * 60_000);
        const told: number[] = [];
        for (let hours = 0; hours < 24 * 7 * 53; hours += 24 * 7) {
          const began = weekBegan(new Date(since.getTime() + hours * 3_600_000));
          expect([began.getUTCDay(), began.getUTCHours()]).toEqual([1, 9]);
          if (isReminded([since], began))
            told.push(Math.floor((began.getTime() - since.getTime()) / (7 * 86_400_000)));
        }
        expect(told).toEqual([1, 2, 3, 7, 11, 15, 19, 23, 27, 31, 35, 39, 43, 47, 51]);
      }),
      { numRuns: 20 },
    );
  });

  it('is not told every week for ever where several wait since different weeks', () => {
    const all = Array.from({ length: 16 }, (_, weeks) => later(7 * weeks));
    const told = all.filter((at) =>
      isReminded(
        all.slice(0, 4).filter((since) => since <= at),
        at,
      ),
    );
    expect(told).toEqual([1, 2, 3, 4, 5, 6, 7, 11, 15].map((weeks) => later(7 * weeks)));
  });
});

describe('who has room', () => {
  const three = [inside(1), inside(2), inside(3)];
  it.each([
    ['one of four outside is 25 %: it fits', [...three, member(4)], [...three], undefined],
    [
      'a fifth from inside would make it 20 %',
      [...three, member(4), inside(5)],
      [...three, member(4)],
      '1 of 5',
    ],
    [
      'a sixth from inside beside two from outside is 25 % just so',
      [...three, inside(6), inside(7), inside(8), member(4), member(5)],
      [...three, inside(6), inside(7), member(4), member(5)],
      undefined,
    ],
    ['who leaves is kept by no rule but the share', [...three], [...three, member(4)], '0 of 3'],
    ['one more from outside helps', [...three, member(4), member(5)], [...three, member(4)], undefined],
    [
      'a group that falls short already may come nearer to it',
      [...three, inside(6), inside(7), member(4)],
      [...three, inside(6), inside(7)],
      undefined,
    ],
    [
      'observers and alumni are not counted',
      [...three, member(4), { ...inside(5), kind: 'observer' as const }],
      [...three, member(4)],
      undefined,
    ],
  ])('%s', (_name, after, before, words) => {
    const problem = problemOf(after, before, rules());
    if (words === undefined) expect(problem).toBeUndefined();
    else expect(problem).toContain(words);
  });
  it('more than the seats are refused; a group that is over them already may shrink', () => {
    const two = rules({ seats: 2, outsidePercent: 0 });
    expect(problemOf([member(1), member(2), member(3)], [member(1), member(2)], two)).toContain(
      'All 2 seats',
    );
    expect(
      problemOf(
        [1, 2, 3].map((id) => member(id)),
        [1, 2, 3, 4].map((id) => member(id)),
        two,
      ),
    ).toBeUndefined();
    expect(seatsOf([member(1), member(2), member(3)], two).free).toBe(0);
  });
});

describe('the yearly question', () => {
  it('is asked after a year, twice again, told once; whenever the clock looks, and never more', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 60 }), (gaps) => {
        let who = member(1);
        let now = start;
        const steps: string[] = [];
        let last = start;
        for (const gap of gaps) {
          now = new Date(now.getTime() + gap * day);
          const { step } = renewalStep(who, now);
          if (!step) continue;
          expect(now >= yearAfter(start)).toBe(true);
          if (steps.length > 0) expect(now.getTime() - last.getTime()).toBeGreaterThanOrEqual(7 * day);
          last = now;
          steps.push(step.kind);
          who =
            step.kind === 'ask'
              ? { ...who, askedFor: step.dueAt, asked: step.times, askedAt: now }
              : { ...who, toldAt: now };
        }
        expect(['ask', 'ask', 'ask', 'tell'].slice(0, steps.length)).toEqual(steps);
      }),
    );
  });
  it('who never answers is asked three times, a week apart, and a week later the organisers are told', () => {
    let who = member(1);
    const seen: string[] = [];
    for (let days = 364; days < 400; days++) {
      const { step } = renewalStep(who, later(days));
      if (!step) continue;
      seen.push(`${step.kind} ${days - 365}`);
      who =
        step.kind === 'ask'
          ? { ...who, askedFor: step.dueAt, asked: step.times, askedAt: later(days) }
          : { ...who, toldAt: later(days) };
    }
    expect(seen).toEqual(['ask 0', 'ask 7', 'ask 14', 'tell 21']);
  });
  it('who goes on is asked a year after that; 29 February is followed by the 28th', () => {
    const renewed = member(1, {
      renewedAt: later(400),
      askedFor: yearAfter(start),
      asked: 3,
      askedAt: later(390),
    });
    expect(renewalStep(renewed, later(410))).toEqual({ nextAt: yearAfter(later(400)) });
    expect(yearAfter(new Date('2028-02-29T12:00:00Z'))).toEqual(new Date('2029-02-28T12:00:00Z'));
  });
});

describe.each(freshDatabases())('applications on $name', ({ open }) => {
  let fresh: Fresh;
  let store: MemberStore;
  let groupId: number;
  const text = { introduction: 'I write.', why: 'To help.', brings: 'Time.', conduct: '' };
  const applied = async (name: string) => {
    const who = await store.of(groupId, { platform: 'b', id: name, name });
    const came = await store.apply(groupId, who, { text, now: start, organisers: [] });
    if (!came) throw new Error('Not taken');
    return came.application;
  };
  const takeForVote = (application: Application, voteNumber = 1) =>
    change(fresh.database, groupId, (rows) => store.takenForVote(application)(rows, voteNumber));
  const stateOf = async (id: number) => (await store.application(groupId, id))?.state;
  beforeEach(async () => {
    fresh = await open();
    dropped = [];
    store = memberStore(
      fresh.database,
      { isInvited: () => true },
      { ...nowhereElse, dropVote: async (_rows, _groupId, { concerns }) => void dropped.push(concerns) },
    );
    groupId = await makeGroup(fresh.database, { spaces: 'discord:1', meetings: 'discord:2' });
    await store.changeRules(groupId, { seats: 1 });
  });
  /** What votes were about that were dropped. */
  let dropped: string[];
  const clockWhen = (state: 'going' | 'passed') =>
    memberClock({
      store,
      groups: store,
      organisers: async () => [],
      hasClosedCalendar: async () => false,
      voteAbout: async () => ({ number: 1, state }),
    });
  afterEach(() => fresh.close());

  it('one press of several opens the vote, and the last seat is given once', async () => {
    const [one, other] = [await applied('one'), await applied('other')];
    const presses = await Promise.all([1, 2, 3].map(() => takeForVote(one)));
    expect(presses.filter(Boolean)).toHaveLength(1);
    await takeForVote(other);
    const came = await Promise.all([
      store.decide(one, 'passed', later(1)),
      store.decide(other, 'passed', later(1)),
      store.decide(other, 'passed', later(1)),
    ]);
    expect(came.filter((state) => state !== undefined).toSorted()).toEqual(['accepted', 'listed']);
    expect((await store.all(groupId)).filter(({ kind }) => kind === 'voting')).toHaveLength(1);
    await store.offer(groupId, later(2));
    expect((await store.applications(groupId)).map(({ state }) => state)).not.toContain('offered');
  });

  it('a seat that becomes free is offered to one, kept for them, and goes on when nobody answers', async () => {
    const all = [await applied('a'), await applied('b'), await applied('c')];
    for (const application of all) {
      await takeForVote(application);
      await store.decide(application, 'passed', later(1));
    }
    const [a, b, c] = all;
    await store.memberLeaves(groupId, a?.applicantId ?? 0, { now: later(2) });
    await Promise.all([store.offer(groupId, later(2)), store.offer(groupId, later(2))]);
    expect([await stateOf(b?.id ?? 0), await stateOf(c?.id ?? 0)]).toEqual(['offered', 'listed']);
    const late = await applied('late');
    expect(await store.put(groupId, late.applicantId, { now: later(2) })).toMatchObject({
      problem: expect.stringContaining('taken, or offered to those who wait'),
    });
    await takeForVote(late);
    expect(await store.decide(late, 'passed', later(2))).toBe('listed');
    if (b) await store.lapse(b, later(20));
    await store.offer(groupId, later(20));
    expect([await stateOf(c?.id ?? 0), await stateOf(late.id)]).toEqual(['offered', 'listed']);
    expect(b && (await store.answerOffer(b, { takes: true, now: later(21) }))).toBe('late');
    expect(c && (await store.answerOffer(c, { takes: true, now: later(21) }))).toBe('in');
    expect(c && (await store.answerOffer(c, { takes: true, now: later(21) }))).toBe('late');
  });

  it('as many seats as are free are offered at once, to those whom the share lets in', async () => {
    const all = [await applied('a'), await applied('b'), await applied('c')];
    for (const application of all) {
      await takeForVote(application);
      await store.decide(application, 'passed', later(1));
    }
    const [, b, c] = all;
    await store.changeRules(groupId, { seats: 3, outsidePercent: 60, insideTag: 'core' });
    // As of a former member who comes back.
    const was = { groupId, personId: b?.applicantId ?? 0, kind: 'alumni', tags: '["core"]', sinceAt: start };
    await fresh.database.membership.create({ data: was });
    await store.offer(groupId, later(2));
    expect([await stateOf(b?.id ?? 0), await stateOf(c?.id ?? 0)]).toEqual(['listed', 'offered']);
    await store.changeRules(groupId, { outsidePercent: 0 });
    await store.offer(groupId, later(3));
    expect(await stateOf(b?.id ?? 0)).toBe('offered');
  });

  /** Applicants as they wait for a seat; the seats are taken. */
  const listed = async (...names: string[]) => {
    await store.changeRules(groupId, { seats: 1 });
    await joins('first');
    const all: Application[] = [];
    for (const name of names) {
      const application = await applied(name);
      await takeForVote(application);
      await store.decide(application, 'passed', later(1));
      all.push(application);
    }
    return all;
  };

  it('with fewer seats than are offered, the first who takes one gets it', async () => {
    const all = await listed('a', 'b');
    await store.changeRules(groupId, { seats: 3 });
    await store.offer(groupId, later(2));
    await store.changeRules(groupId, { seats: 2 });
    const answers = all.map((one) => store.answerOffer(one, { takes: true, now: later(3) }));
    expect((await Promise.all(answers)).filter((one) => one === 'in')).toHaveLength(1);
  });

  it('so many are offered seats at once as keep the share together', async () => {
    const all = await listed('a', 'b');
    // As of former members who come back.
    for (const { applicantId: personId } of all)
      await fresh.database.membership.create({
        data: { groupId, personId, kind: 'alumni', tags: '["core"]', sinceAt: start },
      });
    await store.changeRules(groupId, { seats: 9, outsidePercent: 50, insideTag: 'core' });
    await store.offer(groupId, later(2));
    const states = async () => (await store.applications(groupId)).map(({ state }) => state);
    expect(await states()).toEqual(['offered', 'listed']);
    // What is kept for one is kept when another comes in by a command.
    const other = await store.of(groupId, { platform: 'b', id: 'other', name: 'other' });
    const put = { tags: ['core'], now: later(2) };
    expect(await store.put(groupId, other.id, put)).toHaveProperty('problem');
    const [a] = all;
    expect(a && (await store.answerOffer(a, { takes: true, now: later(3) }))).toBe('in');
    expect(await states()).toEqual(['accepted', 'listed']);
  });

  const vacancies = () => fresh.database.publication.count({ where: { view: 'members/vacancy' } });
  const joins = async (name: string) => {
    const { id } = await store.of(groupId, { platform: 'b', id: name, name });
    await store.put(groupId, id, { now: start });
    return id;
  };
  it.each<[string, (id: number) => Promise<unknown>]>([
    ['leaves', (id) => store.memberLeaves(groupId, id, { now: later(1) })],
    ['has the role taken', (id) => store.memberLeaves(groupId, id, { now: later(2), isRoleTaken: true })],
    ['becomes an observer', (id) => store.put(groupId, id, { kind: 'observer', now: later(1) })],
    ['is forgotten', (id) => store.forget(groupId, id, { extent: 'words' })],
    [
      'turns out to be another member',
      async (id) => {
        const account = { platform: 'a', id: 'same', name: 'same' };
        const { id: other } = await store.of(groupId, account);
        await store.changeRules(groupId, { seats: 2 });
        await store.put(groupId, other, { now: start });
        await store.claimAccount(groupId, id, { account, code: 'c', now: later(1) });
        await store.confirmClaim(groupId, id, 'c', later(1));
      },
    ],
  ])('whoever %s frees a seat: everybody is told', async (_how, frees) => {
    const id = await joins('one');
    expect(await vacancies()).toBe(0);
    await frees(id);
    expect(await vacancies()).toBe(1);
  });

  it('whose role is taken back was a member, unless that had been said by mistake a moment ago', async () => {
    const kindOf = async (id: number) =>
      (await store.all(groupId)).find(({ person }) => person.id === id)?.kind ?? 'none';
    const [one, other] = [await joins('one'), await joins('other')];
    await store.put(groupId, one, { role: 'member', now: start });
    await store.put(groupId, other, { role: 'member', now: start });
    await store.memberLeaves(groupId, one, { now: later(1), isRoleTaken: true });
    await store.memberLeaves(groupId, other, { now: later(0.9), isRoleTaken: true });
    expect(await kindOf(one)).toBe('alumni');
    expect(await kindOf(other)).not.toBe('alumni');
  });

  it.each<[string, (id: number) => Promise<unknown>]>([
    ['goes on', (id) => store.renew(groupId, id, later(1))],
    ['is asked every year from now on', () => clockWhen('going')(groupId, later(1))],
    ['gets a tag', (id) => store.put(groupId, id, { tags: ['editor'], now: later(1) })],
    [
      'may be replaced',
      (id) => change(fresh.database, groupId, (rows) => store.replacing(groupId, id, later(1))(rows, 1)),
    ],
    [
      'names their account on GitHub',
      (id) => store.claimGithub(groupId, id, { github: 'ann', code: 'c', now: later(1) }),
    ],
    ['leaves', (id) => store.memberLeaves(groupId, id, { now: later(1) })],
  ])('of who was a member before anything was noted and %s nobody says since when', async (_how, does) => {
    await store.changeRules(groupId, { seats: 0, isYearly: true });
    const { id } = await store.of(groupId, { platform: 'b', id: 'ann', name: 'ann' });
    await store.changePerson(groupId, id, { role: 'member' });
    await does(id);
    expect(await store.member(groupId, id)).toBeDefined();
    expect(await store.member(groupId, id)).not.toHaveProperty('sinceAt');
    // The file that they are given says so, too.
    const given = await change(fresh.database, groupId, (rows) => personalData(rows, { id, groupId }));
    expect(JSON.stringify(given.Membership)).toMatch(/"sinceAt":null/u);
    // The year begins once.
    await clockWhen('going')(groupId, later(2));
    const renewedAt = (await store.member(groupId, id))?.renewedAt;
    await clockWhen('going')(groupId, later(3));
    expect((await store.member(groupId, id))?.renewedAt).toEqual(renewedAt);
    // Whoever comes back is a member since then.
    await store.memberLeaves(groupId, id, { now: later(4) });
    await store.put(groupId, id, { now: later(5) });
    expect((await store.member(groupId, id))?.sinceAt).toEqual(later(5));
    // Of two accounts that are one person's, the one of which it is known says it.
    const { id: other } = await store.of(groupId, { platform: 'c', id: 'ann2', name: 'ann2' });
    await store.put(groupId, other, { tags: ['editor'], now: later(6) });
    await change(fresh.database, groupId, (rows) => mergePeople(rows, { from: other, into: id }));
    expect((await store.member(groupId, id))?.sinceAt).toEqual(later(5));
  });

  it('nobody is told of a seat for which somebody waits, until the last in line lets it go', async () => {
    const member = await joins('one');
    const waiting = await applied('waiting');
    await takeForVote(waiting);
    await store.decide(waiting, 'passed', later(2));
    await store.memberLeaves(groupId, member, { now: later(3) });
    await store.offer(groupId, later(3));
    expect([await stateOf(waiting.id), await vacancies()]).toEqual(['offered', 0]);
    await store.lapse(waiting, later(20));
    expect(await vacancies()).toBe(1);
  });

  it('whoever becomes a member by any command, or has two applications that go on, has none left over', async () => {
    const going = clockWhen('going');
    const [asked, voted, twice] = [await applied('one'), await applied('other'), await applied('twice')];
    await takeForVote(voted, 1);
    await takeForVote(twice, 2);
    await store.changeRules(groupId, { seats: 3 });
    await store.put(groupId, asked.applicantId, { now: later(1) });
    await store.put(groupId, voted.applicantId, { role: 'organiser', now: later(1) });
    await store.put(groupId, (await applied('watches')).applicantId, { kind: 'observer', now: later(1) });
    const again = await applied('again');
    const [account] = (await store.byIds(groupId, [again.applicantId]))[0]?.accounts ?? [];
    if (account) await store.joinAccount(groupId, twice.applicantId, account);
    await going(groupId, later(1));
    await going(groupId, later(2));
    const states = (await store.applications(groupId)).map(({ state }) => state);
    expect(states).toEqual(['accepted', 'accepted', 'voting', 'waiting', 'withdrawn']);
    expect(dropped.toSorted()).toEqual([asked, voted, again].map(({ id }) => `application/${id}`).toSorted());
    const told = await fresh.database.publication.findMany({ where: { view: 'members/result' } });
    expect(told.map(({ subject }) => Number(subject)).toSorted()).toEqual([asked.id, voted.id]);
  });

  it('whoever waits for a seat and becomes a member by a command is told so, after what the vote brought', async () => {
    const [first, waits] = [await applied('first'), await applied('waits')];
    for (const one of [first, waits]) {
      await takeForVote(one);
      await store.decide(one, 'passed', later(1));
    }
    expect(await stateOf(waits.id)).toBe('listed');
    const results = { view: 'members/result', subject: String(waits.id) };
    await fresh.database.publication.updateMany({ where: results, data: { state: 'done' } });
    await store.changeRules(groupId, { seats: 2 });
    await store.put(groupId, waits.applicantId, { now: later(2) });
    await clockWhen('passed')(groupId, later(2));
    expect(await stateOf(waits.id)).toBe('accepted');
    expect(await fresh.database.publication.count({ where: { ...results, state: 'wanted' } })).toBe(1);
  });

  it('a vote on replacing somebody ends when they answer, leave or are forgotten, and stays over', async () => {
    await store.changeRules(groupId, { seats: 4 });
    const who = [await joins('one'), await joins('other'), await joins('third'), await joins('last')];
    for (const id of who)
      await change(fresh.database, groupId, (rows) => store.replacing(groupId, id, later(1))(rows, id));
    const [one = 0, other = 0, third = 0, last = 0] = who;
    await store.renew(groupId, one, later(2));
    await store.memberLeaves(groupId, other, { now: later(2) });
    await store.forget(groupId, third, { extent: 'words' });
    expect(dropped).toEqual([one, other, third].map((id) => `replace/${id}`));
    await clockWhen('passed')(groupId, later(3));
    const kinds = (await store.all(groupId)).map(({ person, kind }) => [person.id, kind]);
    expect(kinds).toEqual([
      [one, 'voting'],
      [other, 'alumni'],
      [last, 'alumni'],
    ]);
  });

  it('whoever hears of a tie only after another vote has taken them in is not welcomed twice', async () => {
    const one = await applied('one');
    await takeForVote(one, 1);
    await store.decide(one, 'dropped', later(1));
    await takeForVote(one, 2);
    await store.decide(one, 'passed', later(2));
    const told = await fresh.database.publication.findMany({
      where: { state: 'wanted', view: { startsWith: 'members/' } },
    });
    expect(told.map(({ view }) => view).toSorted()).toEqual(['members/result', 'members/tied']);
  });

  it('a vote that has lost its object ends: the application was taken back, or its applicant forgotten', async () => {
    const [one, other] = [await applied('one'), await applied('other')];
    for (const [i, application] of [one, other].entries()) {
      await takeForVote(application, i + 1);
    }
    expect(await store.withdraw(one, later(1))).toBe(true);
    await store.forget(groupId, other.applicantId, { extent: 'words' });
    await clockWhen('passed')(groupId, later(2));
    expect(dropped).toEqual([`application/${one.id}`, `application/${other.id}`]);
    expect((await store.all(groupId)).length).toBe(0);
  });

  it.each([...currentStates])(
    'of who is forgotten no application goes on, one that is %s neither',
    async (state) => {
      const { id, applicantId } = await applied('one');
      await fresh.database.application.update({ where: { id }, data: { state } });
      await store.forget(groupId, applicantId, { extent: 'words' });
      expect(await stateOf(id)).toBe('withdrawn');
      const over = await fresh.database.application.findUniqueOrThrow({ where: { id } });
      expect([over.decidedAt, over.clearedAt]).toEqual([expect.any(Date), expect.any(Date)]);
      expect((await store.applications(groupId))[0]).toMatchObject({ introduction: '', why: '', brings: '' });
    },
  );

  it('what is over stays as it is, whoever comes later, and nobody is told of it twice', async () => {
    const checked = () => expect.unreachable();
    const one = await applied('one');
    expect(await store.withdraw(one, later(1))).toBe(true);
    expect(await store.withdraw(one, later(2))).toBe(false);
    expect(await store.decline(one, { checked, now: later(2) })).toBe(false);
    await store.takeIn(one, later(2));
    await store.lapse(one, later(2));
    expect([await takeForVote(one), await stateOf(one.id)]).toEqual([false, 'withdrawn']);
    expect(dropped).toHaveLength(1);
    expect(await fresh.database.publication.count({ where: { view: 'members/result' } })).toBe(0);
    const other = await applied('other');
    await takeForVote(other);
    expect(await store.decline(other, { checked, now: later(2) })).toBe(false);
    expect(await store.decide(other, 'failed', later(3))).toBe('declined');
    expect(await store.decide(other, 'passed', later(4))).toBeUndefined();
  });

  it('of two votes on replacing a member the second is not opened', async () => {
    const { id } = await store.of(groupId, { platform: 'b', id: 'one', name: 'one' });
    await store.put(groupId, id, { now: start });
    const replace = () =>
      change(fresh.database, groupId, (rows) => store.replacing(groupId, id, later(1))(rows, 1));
    expect([await replace(), await replace()]).toEqual([true, false]);
  });

  it('who applied agreed to the code of conduct that was shown; their membership says to which, and when', async () => {
    const who = await store.of(groupId, { platform: 'b', id: 'one', name: 'one' });
    const conduct = 'https://example.org/conduct';
    const came = await store.apply(groupId, who, {
      text: { ...text, conduct },
      now: later(1),
      organisers: [],
    });
    if (!came) throw new Error('Not taken');
    await takeForVote(came.application);
    await store.changeRules(groupId, { conduct: 'https://example.org/another' });
    await store.decide(came.application, 'passed', later(2));
    expect((await store.all(groupId))[0]).toMatchObject({ agreed: { to: conduct, at: later(1) } });
  });

  it('can be changed until the vote, and not after; withdrawn, nothing of it is kept', async () => {
    const first = await applied('one');
    expect((await applied('one')).id).toBe(first.id);
    await takeForVote(first);
    await expect(applied('one')).rejects.toThrow('Not taken');
    expect(await store.withdraw(first, later(1))).toBe(true);
    expect(await store.application(groupId, first.id)).toMatchObject({
      introduction: '',
      why: '',
      brings: '',
    });
    expect((await applied('one')).id).not.toBe(first.id);
  });
});

// Votes in the database: who presses at once, what is late, who leaves, what is secret, and that nothing depends on the order.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { inspect, promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plain } from '../../../src/core/document.ts';
import { OutsideError } from '../../../src/core/errors.ts';
import { count } from '../../../src/features/votes/counting.ts';
import type { Vote } from '../../../src/features/votes/facts.ts';
import { reminderDocument } from '../../../src/features/votes/notice-views.ts';
import { exported } from '../../../src/features/votes/record.ts';
import { type NewVote, type VoteStore, voteStore } from '../../../src/features/votes/store.ts';
import { change } from '../../../src/storage/client.ts';
import { outageOf } from '../../../src/storage/outage.ts';
import { makeGroup } from '../../group.ts';
import fc, { samples } from '../../property.ts';
import { memberStore } from '../../roster.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { recount } from './recount.ts';

const start = new Date('2027-01-01T09:00:00Z');
const later = (days: number) => new Date(start.getTime() + days * 86_400_000);

describe.each(freshDatabases())('votes on $name', ({ name, open }) => {
  let fresh: Fresh;
  let store: VoteStore;
  let groupId: number;
  let people: { id: number; name: string }[];

  beforeEach(async () => {
    fresh = await open();
    store = voteStore(fresh.database);
    groupId = await makeGroup(fresh.database, { spaces: 'discord:1', meetings: 'discord:2' });
    people = [];
    for (let i = 1; i <= 10; i++) {
      const made = await fresh.database.person.create({
        data: { groupId, name: `member-${i}`, role: 'member' },
      });
      people.push({ id: made.id, name: made.name });
    }
  });
  afterEach(() => fresh.close());

  const newVote = (extra: Partial<NewVote> = {}): NewVote => ({
    groupId,
    question: 'Which way?',
    details: '',
    rule: 'charter',
    options: [],
    quorumPercent: 0,
    isSecret: false,
    days: 5,
    voters: '',
    chosen: [],
    openedBy: people[0] ?? { id: 0, name: '' },
    isProposed: false,
    electors: people,
    now: start,
    ...extra,
  });
  const voteOn = (extra: Partial<NewVote> = {}): Promise<Vote> => store.open(newVote(extra));
  const cast = (vote: Vote, personId: number, choice: string, now = later(1)) =>
    store.cast(vote, { personId, choice, now });
  it.each(['ranked', 'approval'] as const)(
    'an option that is taken away is on no ballot of a %s vote, and the others keep their numbers',
    async (rule) => {
      const vote = await voteOn({ rule, options: ['a', 'b', 'c'] });
      const sign = rule === 'ranked' ? '>' : ',';
      for (const [i, choice] of ['2', `1${sign}2`, `2${sign}3`, 'abstain'].entries())
        await cast(vote, people[i]?.id ?? 0, choice);
      await store.withoutOptions(vote, ['b', 'no such'], later(2));
      const now = await store.vote(groupId, vote.id);
      expect(now?.options).toEqual(['a', '', 'c']);
      if (!now) throw new Error('Gone');
      const shown = { zone: 'UTC', now: later(2) };
      const told = reminderDocument([{ vote: now, url: undefined }], shown, { buttons: true });
      expect(plain(told)).toContain('(withdrawn)');
      expect(now?.ballots.map(({ choice }) => choice).toSorted()).toEqual(['1', '3', 'abstain']);
      expect(now?.electors.filter(({ hasVoted }) => hasVoted)).toHaveLength(3);
      await cast(vote, people[4]?.id ?? 0, '3');
      await store.close(vote, later(6));
      const closed = await store.vote(groupId, vote.id);
      if (!closed) throw new Error('Gone');
      expect(recount(exported(closed))).toMatchObject({ verdict: 'passed', order: [[3], [1]] });
      const short = await voteOn({ rule, options: ['a', 'b'] });
      await store.withoutOptions(short, ['a'], later(1));
      expect(await store.vote(groupId, short.id)).toMatchObject({ state: 'withdrawn', ballots: [] });
    },
  );

  const second = (vote: Vote, now: Date) => store.second(vote, { electors: people, now });
  const voteNow = async (vote: Vote) => (await store.vote(groupId, vote.id)) ?? vote;

  it('of two ballots of one person the later given stands, whichever is read first', async () => {
    const vote = await voteOn();
    const [one] = people;
    await cast(vote, one?.id ?? 0, '+1', later(2));
    expect(await cast(vote, one?.id ?? 0, '-0', later(1))).toMatchObject({ kind: 'older' });
    expect((await voteNow(vote)).ballots.map(({ choice }) => choice)).toEqual(['+1']);
    expect(await cast(vote, one?.id ?? 0, '-0', later(3))).toMatchObject({ kind: 'changed' });
  });

  it('what is seconded too late stays closed', async () => {
    const vote = await voteOn({ isProposed: true });
    expect(await second(vote, later(5))).toBe(false);
    expect(await second(vote, later(4))).toBe(true);
  });

  it('what is over waits an hour at most for what was written in time', async () => {
    const vote = await voteOn();
    const at = (minutes: number) => new Date(later(5).getTime() + minutes * 60_000);
    await store.advance(groupId, at(59), at(-1));
    expect((await voteNow(vote)).state).toBe('open');
    await store.electorLeft(groupId, people[1]?.id ?? 0, at(59));
    expect(await cast(vote, people[0]?.id ?? 0, '+1', at(-2))).toMatchObject({ kind: 'cast' });
    await store.advance(groupId, at(60), at(-1));
    expect(await voteNow(vote)).toMatchObject({ state: 'closed', closedAt: later(5) });
    const other = await voteOn();
    await store.advance(groupId, at(1), at(0));
    expect((await voteNow(other)).state).toBe('closed');
  });

  it('ten members press at once in two processes: ten ballots, one result, one decision', async () => {
    const vote = await voteOn();
    const press = async (those: readonly { id: number }[]) => {
      const ballots = those.map(({ id }, i) => `${id}:${i % 3 === 2 ? '+0' : '+1'}`);
      const args = [fresh.url, groupId, vote.id, later(1).toISOString(), ...ballots].map(String);
      const script = join(import.meta.dirname, 'presser.ts');
      const { stdout } = await promisify(execFile)(process.execPath, [script, ...args]);
      const came: [string, boolean][] = JSON.parse(stdout);
      return came;
    };
    const came = (await Promise.all([press(people.slice(0, 5)), press(people.slice(5))])).flat();
    expect(came.map(([kind]) => kind)).toEqual(Array.from({ length: 10 }, () => 'cast'));
    expect(came.filter(([, isClosed]) => isClosed)).toHaveLength(1);
    expect(await voteNow(vote)).toMatchObject({ state: 'closed', verdict: 'passed', endedBy: 'all' });
    expect((await voteNow(vote)).ballots).toHaveLength(10);
    expect(await store.decisions(groupId)).toHaveLength(1);
  });

  it('a vote on something that is voted on already is not opened; else that knows its number', async () => {
    await voteOn();
    expect(await store.openWith(newVote(), async () => false)).toBeUndefined();
    expect(await store.list(groupId)).toHaveLength(1);
    const numbers: number[] = [];
    const opened = await store.openWith(newVote(), async (_, number) => numbers.push(number) > 0);
    expect(numbers).toEqual([opened?.number]);
  });

  it('a list has all votes, however many came after; who may not know of all has their own and the one here', async () => {
    const [one, other] = people;
    const first = await voteOn({ electors: one ? [one] : [] });
    for (let i = 0; i < 120; i += 1) await voteOn({ electors: other ? [other] : [] });
    expect(await store.list(groupId)).toHaveLength(121);
    const known = async (electorId: number, ids: number[]) =>
      (await store.list(groupId, { electorId, ids })).map(({ number }) => number);
    expect(await known(one?.id ?? 0, [])).toEqual([first.number]);
    expect(await known(people[2]?.id ?? 0, [first.id])).toEqual([first.number]);
  });

  it('one person who presses ten times at once in two clients has one ballot', async () => {
    const vote = await voteOn();
    const { connect } = await import('../../../src/storage/client.ts');
    const second = await connect(fresh.url);
    try {
      const other = voteStore(second);
      const who = people[0]?.id ?? 0;
      await Promise.all(
        Array.from({ length: 10 }, (_, i) =>
          (i % 2 === 0 ? store : other).cast(vote, {
            personId: who,
            choice: i % 3 === 0 ? '+1' : '-0',
            now: later(1),
          }),
        ),
      );
    } finally {
      await second.$disconnect();
    }
    expect((await voteNow(vote)).ballots).toHaveLength(1);
  });

  it('a deadline that passes while nobody is there: closed at its own time, later ballots do not count', async () => {
    const vote = await voteOn();
    await cast(vote, people[0]?.id ?? 0, '+1');
    await cast(vote, people[1]?.id ?? 0, '+1');
    expect((await cast(vote, people[2]?.id ?? 0, '-1', later(5))).kind).toBe('over');
    await store.advance(groupId, later(9));
    expect(await voteNow(vote)).toMatchObject({ verdict: 'passed', closedAt: later(5) });
    await store.advance(groupId, later(10));
    expect(await store.decisions(groupId)).toHaveLength(1);
    // Nobody is reminded of what is over.
    expect(await fresh.database.publication.count({ where: { view: 'votes/reminder' } })).toBe(0);
  });

  it.each([
    ['vetoed', ['+1', '+1', '-1']],
    ['tooFew', ['+1']],
    ['tied', ['+1', '+1', '-0', '-0']],
    ['failed', ['+1', '+1', '-0', '-0', '-0']],
    ['noQuorum', ['+1', '+1']],
  ])('only what passed is a decision: what is %s is none', async (verdict, choices) => {
    const vote = await voteOn({ quorumPercent: verdict === 'noQuorum' ? 50 : 10 });
    for (const [i, choice] of choices.entries()) await cast(vote, people[i]?.id ?? 0, choice);
    await store.advance(groupId, later(5));
    expect(await voteNow(vote)).toMatchObject({ state: 'closed', verdict });
    expect(await store.decisions(groupId)).toEqual([]);
  });

  it('who has not voted is reminded once, also by two who ask for it', async () => {
    const vote = await voteOn();
    await cast(vote, people[0]?.id ?? 0, '+1');
    expect(await store.remind(vote, later(2))).toBe(9);
    expect(await store.remind(vote, later(2))).toBe(0);
    await store.advance(groupId, later(4.5));
    expect(await fresh.database.publication.count({ where: { view: 'votes/reminder' } })).toBe(9);
  });

  it('votes that end within a day of each other remind once, of all that somebody missed', async () => {
    const first = await voteOn();
    const second = await voteOn({ now: later(0.9) });
    const distant = await voteOn({ now: later(2) });
    const [one, other] = people;
    await cast(first, one?.id ?? 0, '+1');
    await cast(second, other?.id ?? 0, '+1');
    await store.advance(groupId, later(4));
    await store.advance(groupId, later(4.95));
    const told = async (who: typeof one) =>
      (
        await fresh.database.publication.findMany({
          where: { view: 'votes/reminder', destination: { contains: `"personId":${who?.id}}` } },
        })
      ).map(({ subject }) => subject);
    expect(await told(one)).toEqual([`${second.id}/${one?.id}`]);
    expect(await told(other)).toEqual([`${first.id}/${other?.id}`]);
    expect(await told(people[2])).toEqual([`${first.id},${second.id}/${people[2]?.id}`]);
    expect(await store.remind(distant, later(5.5))).toBe(10);
    // Who asks for a reminder means the vote that they name, and no other.
    const [third, fourth] = [await voteOn({ now: later(20) }), await voteOn({ now: later(20) })];
    expect([await store.remind(third, later(21)), await store.remind(third, later(21))]).toEqual([10, 0]);
    expect(await store.remind(fourth, later(21))).toBe(10);
  });

  it('who leaves is not waited for: the last ballot of the others closes the vote, cast ones stay', async () => {
    const vote = await voteOn({ electors: people.slice(0, 3) });
    await cast(vote, people[0]?.id ?? 0, '+1');
    await store.electorLeft(groupId, people[0]?.id ?? 0, later(1));
    await store.electorLeft(groupId, people[2]?.id ?? 0, later(1));
    expect((await cast(vote, people[2]?.id ?? 0, '+1')).kind).toBe('left');
    expect(await cast(vote, people[1]?.id ?? 0, '+1')).toMatchObject({ kind: 'cast', isClosed: true });
    expect(await voteNow(vote)).toMatchObject({ verdict: 'passed' });
    // The last one who was waited for goes: nobody is left, and it is counted at once.
    const next = await voteOn({ electors: people.slice(0, 3) });
    await cast(next, people[0]?.id ?? 0, '+1');
    await cast(next, people[1]?.id ?? 0, '+1');
    await store.electorLeft(groupId, people[2]?.id ?? 0, later(1));
    expect(await voteNow(next)).toMatchObject({ state: 'closed', verdict: 'passed', endedBy: 'all' });
  });

  it('counts the quorum of those whom it opened with: nobody brings it about by taking others out', async () => {
    const vote = await voteOn({ electors: people.slice(0, 4), quorumPercent: 80 });
    await cast(vote, people[0]?.id ?? 0, '+1');
    await store.electorLeft(groupId, people[3]?.id ?? 0, later(1));
    await store.electorLeft(groupId, people[2]?.id ?? 0, later(1));
    await cast(vote, people[1]?.id ?? 0, '+1');
    const closed = await voteNow(vote);
    expect(closed).toMatchObject({ verdict: 'noQuorum', endedBy: 'all' });
    expect(recount(exported(closed))).toMatchObject({
      verdict: 'noQuorum',
      voted: 2,
      electors: 4,
      needed: 4,
    });
  });

  /** Two people of the group turn out to be one, who says so in the first one's account. */
  const becomeOne = async (one: number, other: number) => {
    const members = memberStore(fresh.database, { isInvited: () => true });
    const [mine, theirs] = [people[one]?.id ?? 0, people[other]?.id ?? 0];
    await fresh.database.account.create({
      data: { groupId, personId: theirs, platform: 'b', accountId: 'x', foldedId: 'x', name: 'x' },
    });
    await members.claimAccount(groupId, mine, {
      account: { platform: 'b', id: 'x', name: 'x' },
      code: 'abc',
      now: later(2),
    });
    return await members.confirmClaim(groupId, mine, 'abc', later(2));
  };

  it.each([
    [1, 2, '-0'],
    [2, 1, '+1'],
  ])(
    'two accounts that voted on days %i and %i turn out to be one person: the newer ballot, %s, counts',
    async (mineOn, theirsOn, choice) => {
      const vote = await voteOn({ electors: people.slice(0, 3), isSecret: true });
      await cast(vote, people[0]?.id ?? 0, '+1', later(mineOn));
      await cast(vote, people[1]?.id ?? 0, '-0', later(theirsOn));
      expect(await becomeOne(0, 1)).toEqual({ votedTwice: [vote.number] });
      const { electors, ballots } = await voteNow(vote);
      expect(electors).toHaveLength(2);
      expect(ballots).toMatchObject([{ personId: people[0]?.id, choice }]);
      expect(await cast(vote, people[2]?.id ?? 0, '+1', later(3))).toMatchObject({ isClosed: true });
    },
  );

  it('when the last two who are waited for are one person who has voted, the vote is counted', async () => {
    const vote = await voteOn({ electors: people.slice(0, 2) });
    await cast(vote, people[1]?.id ?? 0, '+1');
    expect(await becomeOne(0, 1)).toEqual({ votedTwice: [] });
    await store.advance(groupId, later(2));
    expect(await voteNow(vote)).toMatchObject({ state: 'closed', endedBy: 'all', closedAt: later(2) });
  });

  it('a vote on replacing somebody follows them to the account that they are joined with', async () => {
    const members = memberStore(fresh.database, { isInvited: () => true });
    const [mine, theirs] = [people[0]?.id ?? 0, people[1]?.id ?? 0];
    for (const personId of [mine, theirs])
      await members.put(groupId, personId, { now: start, kind: 'voting' });
    await members.put(groupId, theirs, { now: start, tags: ['core team'] });
    await change(fresh.database, groupId, (rows) => members.replacing(groupId, theirs, start)(rows, 1));
    const concerns = { what: `replace/${theirs}`, job: 'members' };
    const { number } = await voteOn({ electors: people.slice(2, 5), concerns });
    await becomeOne(0, 1);
    expect(await store.voteAbout(groupId, `replace/${mine}`)).toMatchObject({ number, state: 'open' });
    const all = await members.all(groupId);
    expect(all.find(({ person }) => person.id === mine)).toMatchObject({
      replaceAt: start,
      tags: ['core team'],
    });
  });

  it('who becomes an observer, and who becomes a member, changes nothing of a vote that is open', async () => {
    const members = memberStore(fresh.database, { isInvited: () => true });
    const vote = await voteOn({ electors: people.slice(0, 2) });
    await members.put(groupId, people[0]?.id ?? 0, { now: later(1), kind: 'observer' });
    expect((await cast(vote, people[0]?.id ?? 0, '+1')).kind).toBe('cast');
    expect((await cast(vote, people[5]?.id ?? 0, '+1')).kind).toBe('stranger');
    expect((await voteNow(vote)).electors.map(({ leftAt }) => leftAt)).toEqual([undefined, undefined]);
  });

  it('nobody chooses the moment of counting: it is counted when all have voted or its time is over', async () => {
    const vote = await voteOn();
    await cast(vote, people[0]?.id ?? 0, '+1');
    await cast(vote, people[1]?.id ?? 0, '+1');
    expect(await store.close(vote, later(4.99))).toBe('early');
    expect(await voteNow(vote)).toMatchObject({ state: 'open' });
    // Its time was over while the bot was away: it is too late to withdraw it, or to put another in its place.
    expect(
      await store.withdraw(vote, { by: { id: 0, name: 'somebody' }, reason: 'I lose', now: later(5) }),
    ).toBe(false);
    expect(await voteNow(vote)).toMatchObject({ state: 'closed', verdict: 'passed', closedAt: later(5) });
    expect(await store.close(vote, later(6))).toBe('ended');
    expect(await store.decisions(groupId)).toHaveLength(1);
  });

  it('a closed secret vote knows nobody who voted what, in no row', async () => {
    const vote = await voteOn({ isSecret: true, electors: people.slice(0, 4) });
    for (const [i, { id }] of people.slice(0, 4).entries()) await cast(vote, id, i === 3 ? '-0' : '+1');
    const rows = await fresh.database.ballot.findMany({ where: { voteId: vote.id } });
    expect(rows).toHaveLength(4);
    expect(rows.every(({ personId }) => personId === null)).toBe(true);
    const electors = await fresh.database.elector.findMany({ where: { voteId: vote.id } });
    expect(electors.every(({ votedAt, isRecused }) => votedAt === null && !isRecused)).toBe(true);
    const file = JSON.stringify(exported(await voteNow(vote)));
    expect(file).not.toContain('member-');
    expect(recount(JSON.parse(file)).verdict).toBe('passed');
  });

  it('of a secret vote not even the order of its rows tells who voted what, nor a form that was refused', async () => {
    const vote = await voteOn({ isSecret: true, electors: people.slice(0, 4) });
    const draft = { groupId, platform: 'a', accountId: 'x', values: '{"reason":"links"}' };
    for (const [id, args] of [
      ['reason', `["${vote.id}","-1"]`],
      ['choose', `["${vote.id}"]`],
      ['other', `["${vote.id}1","-1"]`],
    ] as const)
      await fresh.database.formDraft.create({
        data: { ...draft, id, args, form: id === 'choose' ? 'votes/choose' : 'votes/reason' },
      });
    for (const [i, choice] of ['recuse', '-0', '+1', '+0'].entries())
      await cast(vote, people[i]?.id ?? 0, choice);
    expect((await fresh.database.formDraft.findMany()).map(({ id }) => id)).toEqual(['other']);
    if (name !== 'PostgreSQL') {
      const rows: { choice: string }[] = await fresh.database.$queryRawUnsafe(
        'SELECT "choice" FROM "Ballot" ORDER BY rowid',
      );
      expect(rows.map(({ choice }) => choice)).toEqual(['+0', '+1', '-0', 'recuse']);
    }
    expect(count(vote, (await voteNow(vote)).ballots, 4)).toMatchObject({ recused: 1, voted: 3 });
  });

  it('the same choice with another reason is a changed ballot', async () => {
    const vote = await voteOn();
    const personId = people[0]?.id ?? 0;
    const say = async (reason: string) =>
      (await store.cast(vote, { personId, choice: '-1', reason, now: later(1) })).kind;
    expect([await say('links'), await say('links'), await say('words')]).toEqual(['cast', 'same', 'changed']);
    expect((await voteNow(vote)).ballots).toMatchObject([{ reason: 'words' }]);
  });

  it('what fails while a secret ballot is kept says nothing of it', async () => {
    const vote = await voteOn({ isSecret: true });
    const broken = store.cast(
      { ...vote, id: 4711 },
      { personId: 1, choice: '-1', reason: 'words', now: later(1) },
    );
    await expect(broken).rejects.toThrow(/^A ballot could not be kept \(\w+( \w+)?\)$/u);
  });

  it('a database that is away is called so, with nothing of the ballot', async () => {
    const vote = await voteOn({ isSecret: true });
    const gone = Object.assign(new Error('Server has closed the connection at VALUES (-1)'), {
      name: 'PrismaClientKnownRequestError',
      code: 'P1017',
    });
    const database = new Proxy(fresh.database, {
      get: (of, name) => (name === '$transaction' ? () => Promise.reject(gone) : Reflect.get(of, name)),
    });
    const ballot = { personId: people[0]?.id ?? 0, choice: '-1', now: later(1) };
    const fault = await voteStore(database)
      .cast(vote, ballot)
      .catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(OutsideError);
    expect(inspect(fault)).toContain('I lost my database');
    // It is part of the outage, which has its one line in the log.
    expect(outageOf(fault)).toBe(fault);
    expect(inspect(fault)).not.toContain('(-1)');
  });

  it('an amended vote ends with nothing counted, and the new one points to it', async () => {
    const vote = await voteOn();
    await cast(vote, people[0]?.id ?? 0, '+1');
    await cast(vote, people[2]?.id ?? 0, '+1');
    const next = await store.amend(vote, {
      groupId,
      rule: vote.rule,
      options: vote.options,
      quorumPercent: vote.quorumPercent,
      isSecret: vote.isSecret,
      days: vote.days,
      voters: vote.voters,
      chosen: vote.chosen,
      openedBy: people[0] ?? { id: 0, name: '' },
      isProposed: false,
      electors: people,
      now: later(1),
      question: 'Which other way?',
      details: '',
    });
    expect(next).toMatchObject({ amends: 1, number: 2, state: 'open', ballots: [] });
    expect(await voteNow(vote)).toMatchObject({ state: 'amended', amendedBy: 2, ballots: [] });
    // Those who had voted are told, but not who did it.
    const dropped = await fresh.database.publication.findMany({ where: { view: 'votes/dropped' } });
    expect(dropped.map(({ subject }) => subject)).toEqual([`${vote.id}/${people[2]?.id}`]);
    expect((await cast(vote, people[1]?.id ?? 0, '+1')).kind).toBe('over');
  });

  it.skipIf(name === 'PostgreSQL')(
    'no order of ballots, changes and restarts changes a result',
    { timeout: 300_000 },
    async () => {
      const step = fc.record({
        who: fc.nat(3),
        choice: fc.constantFrom('+1', '+0', '-0', 'recuse'),
        restarts: fc.boolean(),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 10 }), async (steps) => {
          const electors = people.slice(0, 5);
          const vote = await voteOn({ electors });
          const last = new Map<number, string>();
          for (const { who, choice, restarts } of steps) {
            const one = electors[who];
            if (!one) continue;
            const using = restarts ? voteStore(fresh.database) : store;
            await using.cast(vote, { personId: one.id, choice, now: later(1) });
            last.set(one.id, choice);
            if (restarts) await using.advance(groupId, later(1));
          }
          await store.advance(groupId, later(6));
          const closed = await voteNow(vote);
          const wanted = count(
            vote,
            [...last.values()].map((choice) => ({ choice })),
            electors.length,
          );
          expect(count(closed, closed.ballots, closed.electors.length)).toEqual(wanted);
          expect(closed.verdict).toBe(wanted.verdict);
          expect(recount(exported(closed))).toEqual(wanted);
        }),
        { numRuns: samples(25) },
      );
    },
  );
});

// Whose word counts, what was pushed and what is held: read from the sandbox's GitHub by queries that its schema has.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { NewPull } from '../../../sandbox/github/newcomers.ts';
import { reviewState } from '../../../src/features/digests/waiting-on.ts';
import { githubSource } from '../../../src/sources/github/index.ts';
import { shortMemory } from '../../../src/sources/github/memory.ts';
import { labelled, openSeeded, repository, type Seed } from './seed.ts';

let seed: Seed;
beforeEach(async () => {
  seed = await openSeeded();
});
afterEach(() => seed.github.close());

const docs = [{ name: 'docs', color: 'ffffff' }];
const at = (day: number) => new Date(Date.UTC(2026, 10, day, 12));
const open = (more: Partial<NewPull> = {}) =>
  seed.github.world.openPull(repository, {
    title: 'Clarify the tutorial',
    author: 'ada',
    createdAt: at(1),
    labels: docs,
    ...more,
  });
async function readOne() {
  const [pull] = (await seed.read()).pulls;
  if (!pull?.details) throw new Error('It was not read');
  return { ...pull, details: pull.details };
}

test('only reviews of those who may merge are decisions, a member of the organisation may not', async () => {
  const { world } = seed.github;
  seed.github.addRepository(repository).requiresReviews = false;
  const pull = open();
  world.review(pull, 'passer-by', { state: 'APPROVED', association: 'NONE', at: at(2) });
  world.review(pull, 'triager', { state: 'APPROVED', association: 'MEMBER', canPush: false, at: at(3) });
  world.review(pull, 'bob', { state: 'CHANGES_REQUESTED', at: at(4) });
  world.review(pull, 'coderabbitai[bot]', { state: 'CHANGES_REQUESTED', canPush: true, at: at(5) });
  const { decision, details, head } = await readOne();
  expect(decision).toBe('none');
  expect(details.reviews).toEqual([
    { by: 'bob', state: 'changes-requested', at: at(4), commit: head },
    { by: 'coderabbitai', isBot: true, state: 'changes-requested', at: at(5), commit: head },
  ]);
  expect(details.events.filter(({ kind }) => kind === 'review').map(({ by, isBot }) => [by, isBot])).toEqual([
    ['passer-by', false],
    ['triager', false],
    ['bob', false],
    ['coderabbitai', true],
  ]);
});

test('a push is known however much was said since', async () => {
  const { world } = seed.github;
  const pull = open();
  world.review(pull, 'bob', { state: 'APPROVED', at: at(2) });
  world.pushCommit(pull, { at: at(4), committedAt: at(4), checks: 'SUCCESS' });
  for (let said = 0; said < 45; said += 1)
    world.comment(pull, 'k8s-ci-robot', { body: 'Tests passed.', at: at(5) });
  const { waitingOn } = reviewState(await readOne(), { now: at(20) });
  expect(waitingOn).toMatchObject({
    on: 'reviewer',
    who: ['bob'],
    since: at(4),
    why: 'changed since it was approved',
  });
});

test('commits keep their order and names, and tell updates from the base branch', async () => {
  const { world } = seed.github;
  const pull = open({ committedAt: new Date('2026-04-01T00:00:00Z') });
  world.pushCommit(pull, { by: 'Ada L.', isUnlinked: true, at: at(3), committedAt: at(2) });
  world.updateBranch(pull, 'bob', { at: at(4) });
  world.pushCommit(pull, { message: "Merge branch 'fix' into patch-1", at: at(5) });
  world.pushCommit(pull, { by: 'pre-commit-ci[bot]', at: at(6) });
  const { details, head } = await readOne();
  const commits = details.events.filter(({ kind }) => kind === 'commit');
  expect(commits.map(({ by, isBot, isBaseMerge }) => [by, isBot, isBaseMerge ?? false])).toEqual([
    ['ada', false, false],
    ['Ada L.', false, false],
    ['bob', false, true],
    ['ada', false, false],
    ['pre-commit-ci[bot]', true, false],
  ]);
  expect(commits.map(({ commit }) => commit)).toEqual(pull.commits.map(({ oid }) => oid));
  expect(commits.at(-1)?.commit).toBe(head);
});

test('a review that was dismissed says nothing any more, and who dismissed it and when is told', async () => {
  const { world } = seed.github;
  const pull = open();
  world.review(pull, 'bob', { state: 'CHANGES_REQUESTED', at: at(4) });
  world.dismissReview(pull, 'bob', { by: 'carol', at: at(5) });
  const { details } = await readOne();
  expect(details.reviews).toEqual([]);
  expect(details.events.at(-1)).toEqual({ kind: 'dismissed', by: 'carol', isBot: false, at: at(5) });
});

test('a forced push is told with its time, who did it and what it left', async () => {
  const pull = open();
  seed.github.world.pushCommit(pull, { isForced: true, pusher: 'bob', at: at(5), committedAt: at(2) });
  const { details, head } = await readOne();
  expect(details.events.filter(({ kind }) => kind === 'force-push')).toEqual([
    { kind: 'force-push', by: 'bob', isBot: false, at: at(5), commit: head },
  ]);
  expect(details.events.filter(({ kind }) => kind === 'commit')).toMatchObject([{ at: at(2), commit: head }]);
});

test('workflows that wait to be let run are held, until they are', async () => {
  const pull = open({ isHeld: true, checks: null });
  expect(await readOne()).toMatchObject({ checks: 'none', details: { workflows: 'held' } });
  seed.github.world.hold(pull, false);
  seed.github.world.setChecks(pull, 'PENDING');
  // No event tells of it, and updatedAt stands still.
  expect(await readOne()).toMatchObject({ checks: 'pending', details: { workflows: 'free' } });
  await readOne();
  expect(seed.github.counters().requests).toBe(1);
});

test('checks that are run once more are seen, though nothing else tells of it', async () => {
  const pull = open({ checks: 'FAILURE' });
  expect((await readOne()).details).not.toHaveProperty('checksAt', seed.now());
  seed.github.world.setChecks(pull, 'PENDING');
  expect(await readOne()).toMatchObject({ checks: 'pending', details: { checksAt: seed.now() } });
  await readOne();
  expect(seed.github.counters().requests).toBe(1);
});

test('a token that may not read check suites learns of held workflows by one request more', async () => {
  const token = seed.github.addToken({ login: 'reader', canWrite: false, canReadChecks: false });
  const pull = open({ isHeld: true, checks: null });
  open({ author: 'grace' });
  const read = async () =>
    (await seed.read({ access: { token } })).pulls.map(({ details }) => details?.workflows);
  expect(await read()).toEqual(['held', 'unknown']);
  expect(seed.github.counters().routes).toMatchObject({
    'POST /graphql': 2,
    'GET /repos/:owner/:name/actions/runs': 1,
  });
  expect(await read()).toEqual(['held', 'unknown']);
  expect(seed.github.counters().requests).toBe(1);
  const one = await seed.source({ token }).readPull({ repository, number: pull.number });
  expect(one?.details?.workflows).toBe('held');
  seed.github.world.hold(pull, false);
  seed.github.world.setChecks(pull, 'PENDING');
  expect(await read()).toEqual(['unknown', 'unknown']);
});

test('when a new head was seen first is remembered as long as it stays', async () => {
  const pull = open();
  expect((await readOne()).headSeenAt).toBeUndefined();
  seed.advance(1);
  seed.github.world.pushCommit(pull, { committedAt: at(2) });
  seed.advance(1);
  seed.github.world.comment(pull, 'eve', { body: 'Nice.' });
  const seenAt = seed.now();
  expect((await readOne()).headSeenAt).toEqual(seenAt);
  seed.advance(3);
  seed.github.world.comment(pull, 'eve', { body: 'Again.' });
  expect((await readOne()).headSeenAt).toEqual(seenAt);
  expect((await seed.memory.known(repository))[0]?.headSeenAt).toEqual(seenAt);
  expect((await seed.read({ memory: shortMemory() })).pulls[0]?.headSeenAt).toBeUndefined();
});

test('a bot that opens one is told to be a bot, with a token and without', async () => {
  open({ author: 'dependabot[bot]', association: 'NONE' });
  expect(await readOne()).toMatchObject({ author: 'dependabot', isByBot: true });
  const anonymous = githubSource({ apiUrl: seed.github.url });
  const { pulls } = await anonymous.readPulls(
    { repository, among: labelled('docs'), isWanted: () => true },
    shortMemory(),
    async () => {},
  );
  expect(pulls).toMatchObject([{ author: 'dependabot[bot]', isByBot: true }]);
});

test('a bot is not among those who are asked for a review', async () => {
  const pull = open();
  seed.github.world.requestReview(pull, 'copilot-pull-request-reviewer[bot]');
  seed.github.world.requestReview(pull, 'bob');
  expect((await readOne()).details.requested).toEqual(['bob']);
});

// `docent doctor` on Discourse: each fault is found by name and comes with its cure.
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/platform.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const faults = (findings: readonly Finding[]) => findings.filter(({ isOk }) => !isOk);

it('all is well', async () => {
  const findings = await world.platform.check();
  expect(faults(findings)).toEqual([]);
  expect(findings.map(({ what }) => what)).toEqual([
    'Discourse: address',
    'Discourse: key',
    'Discourse: account',
    'Discourse: categories',
  ]);
  expect(findings.at(-1)?.saw).toContain('Documentation');
});

it('the forum is down', async () => {
  world.discourse.down(true);
  expect(faults(await world.platform.check())).toEqual([
    expect.objectContaining({ what: 'Discourse: address', cure: expect.stringContaining('DISCOURSE_URL') }),
  ]);
});

it.each([2, 45])(
  'the forum asks to wait %d seconds: it says so, at once and again while that lasts, and nothing of rights or firewalls',
  async (seconds) => {
    world.discourse.fail({ kind: 'wait', seconds });
    const slowed = {
      what: 'Discourse: requests',
      isOk: false,
      saw: expect.stringMatching(/no more requests from me for \d+ seconds/u),
      cure: expect.stringContaining('go on by myself'),
    };
    expect(faults(await world.platform.check())).toEqual([slowed]);
    expect(world.discourse.counters().statuses).toMatchObject({ 429: 1 });
    if (seconds > 3) expect(faults(await world.platform.check())).toEqual([slowed]);
  },
);

it('as much is sent as the forum allows: that is no fault of the forum', async () => {
  await world.close();
  world = await openWorld({ speed: 1 / 15 });
  // Of four requests a minute two thirds are for what people wait for.
  await world.platform.check();
  const findings = await world.platform.check();
  expect(faults(findings)).toEqual([]);
  expect(findings.at(-1)?.saw).toContain('as many requests as it allows');
});

it.each([
  [1, undefined],
  [60, 'my clock is 60 minutes ahead of'],
  [-5, 'my clock is 5 minutes behind'],
])('a clock that is %d minutes ahead of the forum', async (minutes, saw) => {
  world.goWrong(minutes);
  expect(faults(await world.platform.check())).toEqual(
    saw === undefined
      ? []
      : [
          {
            what: 'Discourse: clock',
            isOk: false,
            saw: expect.stringContaining(saw),
            cure: expect.stringContaining('NTP'),
          },
        ],
  );
});

it('the key was revoked', async () => {
  world.discourse.revokeKey(world.discourse.apiKey);
  const [fault, ...others] = faults(await world.platform.check());
  expect(others).toEqual([]);
  expect(fault).toMatchObject({ what: 'Discourse: key', cure: expect.stringContaining('DISCOURSE_API_KEY') });
  expect(JSON.stringify(fault)).not.toContain(world.discourse.apiKey);
});

it('private messages to the bot cannot be read', async () => {
  const refused = { status: 403, body: { errors: ['Not permitted'], error_type: 'invalid_access' } };
  world.discourse.failNext('GET /private-posts', refused);
  world.discourse.failNext('GET /topics/private-messages', refused);
  const findings = await world.platform.check();
  expect(faults(findings)).toEqual([
    expect.objectContaining({
      what: 'Discourse: private messages',
      cure: expect.stringContaining('posts: list'),
    }),
  ]);
});

it('who edited posts cannot be read', async () => {
  world.discourse.createTopic('lagos', 'Documentation', {
    title: 'A topic where people talk',
    raw: 'Everything of this test goes in here.',
  });
  const refused = { status: 403, body: { errors: ['Not permitted'], error_type: 'invalid_access' } };
  expect(faults(await world.platform.check())).toEqual([]);
  world.discourse.failNext('GET /posts/', refused);
  expect(faults(await world.platform.check())).toEqual([
    expect.objectContaining({
      what: 'Discourse: edited posts',
      cure: expect.stringContaining('revisions: read'),
    }),
  ]);
});

it('the account is nobody special', async () => {
  world.discourse.forum.user('docent').isStaff = false;
  expect(faults(await world.platform.check())).toEqual([
    expect.objectContaining({ what: 'Discourse: account', cure: expect.stringContaining('moderator') }),
  ]);
});

it('categories can be chosen from', async () => {
  expect(await world.platform.listedPlaces()).toContainEqual({
    platform: 'discourse',
    id: world.category,
    name: 'Documentation',
  });
});

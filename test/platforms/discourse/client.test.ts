// The client obeys limits, says failures in plain words with the cure, and never shows or gives away its key.
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { OutsideError } from '../../../src/core/errors.ts';
import { baseOf, client } from '../../../src/platforms/discourse/client.ts';
import { limiter } from '../../../src/platforms/discourse/limiter.ts';
import { post } from '../../../src/platforms/discourse/shapes.ts';

const key = 'secret-key-5d41402abc4b2a76b9719d911017c592';

interface Sent {
  readonly url: string;
  readonly headers: Headers;
}

/** A client whose requests get these answers, in order; one more than scripted is a failure. */
function scripted(answers: readonly (Response | Error)[], url = 'https://forum.example.org/sub') {
  const left = [...answers];
  const sent: Sent[] = [];
  const forum = client({
    url,
    apiKey: key,
    username: 'docent',
    now: () => new Date(),
    fetch: async (input, init) => {
      sent.push({ url: String(input), headers: new Headers(init?.headers) });
      const answer = left.shift();
      if (!answer) throw new Error('Nobody scripted this request');
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  const get = () => forum.request({ path: 't/1.json' }, z.object({ ok: z.boolean() }));
  const post = () => forum.request({ method: 'POST', path: 'posts.json', body: { raw: 'x' } }, z.unknown());
  return { get, post, sent };
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers });

async function errorOf(work: Promise<unknown>): Promise<OutsideError> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof OutsideError)) throw new Error(`Not an OutsideError: ${String(error)}`);
  return error;
}

describe('addresses', () => {
  it.each([
    ['https://f.org', 'https://f.org/'],
    ['https://f.org/', 'https://f.org/'],
    ['https://f.org/sub', 'https://f.org/sub/'],
    ['https://f.org/sub//?x#y', 'https://f.org/sub/'],
  ])('%s becomes %s', (url, base) => {
    expect(baseOf(url)).toBe(base);
  });

  it('keep the subfolder', async () => {
    const { get, sent } = scripted([json(200, { ok: true })]);
    await get();
    expect(sent[0]?.url).toBe('https://forum.example.org/sub/t/1.json');
  });
});

describe('a limit that is reached', () => {
  it.each([
    ['in JSON', json(429, { errors: ['Slow'], extras: { wait_seconds: 1 } })],
    ['by its header', json(429, {}, { 'retry-after': '1' })],
    [
      'in plain text',
      new Response('Slow down, too many requests', { status: 429, headers: { 'retry-after': '1' } }),
    ],
  ])('%s is waited out, then the request is made again', async (_, refusal) => {
    const { get, sent } = scripted([refusal, json(200, { ok: true })]);
    const from = performance.now();
    await expect(get()).resolves.toEqual({ ok: true });
    expect(performance.now() - from).toBeGreaterThanOrEqual(990);
    expect(sent).toHaveLength(2);
  });

  it('for one kind of act is left to the caller, and stops nothing else', async () => {
    const { get, post, sent } = scripted([
      json(429, { error_type: 'rate_limit', extras: { wait_seconds: 36_000 } }),
      json(200, { ok: true }),
    ]);
    expect(await errorOf(post())).toMatchObject({ isPermanent: false, retryAfterSeconds: 36_000 });
    await expect(get()).resolves.toEqual({ ok: true });
    expect(sent).toHaveLength(2);
  });

  it.each([
    ['of all keys', { 'discourse-rate-limit-error-code': 'admin_api_key_rate_limit' }],
    ['of an address', { 'discourse-rate-limit-error-code': 'ip_10_secs_limit' }],
  ])('%s for long stops all, and is tried again within minutes', async (_, headers) => {
    const { get, post, sent } = scripted([json(429, { extras: { wait_seconds: 36_000 } }, headers)]);
    expect(await errorOf(post())).toMatchObject({ isForAll: true, retryAfterSeconds: 300 });
    const meanwhile = get();
    const { promise: soon, resolve } = Promise.withResolvers<string>();
    setImmediate(() => resolve('it waits'));
    expect(await Promise.race([meanwhile, soon])).toBe('it waits');
    expect(sent).toHaveLength(1);
    meanwhile.catch(() => {});
  });
});

describe('the limiter', () => {
  /** Whether a request may be sent at once. */
  const isFree = (turn: Promise<void>) =>
    Promise.race([
      turn.then(
        () => true,
        () => false,
      ),
      new Promise<boolean>((resolve) => setImmediate(() => resolve(false))),
    ]);

  it.each([
    ['now', 'background'],
    ['background', 'now'],
  ] as const)('however much is sent %s, a third is left for what is sent %s', async (much, other) => {
    const pace = limiter(40);
    for (let i = 0; i < 20; i += 1) expect(await isFree(pace.turn(much))).toBe(true);
    expect(await isFree(pace.turn(much))).toBe(false);
    for (let i = 0; i < 10; i += 1) expect(await isFree(pace.turn(other))).toBe(true);
    expect(await isFree(pace.turn(other))).toBe(false);
    pace.close();
  });

  it('waits for its place among several bots, and fails for a while when that is too far away', async () => {
    const asked: unknown[] = [];
    const places = [2_000, undefined];
    const pace = limiter(40, async (...how) => {
      asked.push(how);
      return places.shift();
    });
    const turn = pace.turn('now');
    expect(await isFree(turn)).toBe(false);
    await turn;
    const { isPermanent, retryAfterSeconds } = await errorOf(pace.turn('now'));
    expect({ isPermanent, isSoon: (retryAfterSeconds ?? 0) <= 66 }).toEqual({
      isPermanent: false,
      isSoon: true,
    });
    expect(asked[0]).toEqual([{ most: 40, milliseconds: 60_000 }, 65_000]);
  });

  it.each<readonly [what: string, take: () => Promise<number>]>([
    ['fails', () => Promise.reject(new Error('The database is away'))],
    ['says nothing', () => new Promise(() => {})],
  ])('keeps the limit for itself while the database of several bots %s', async (_what, take) => {
    const pace = limiter(3, take);
    await Promise.all([pace.turn('now'), pace.turn('now')]);
    expect(await isFree(pace.turn('now'))).toBe(false);
    pace.close();
  });

  it('does not wait for what takes longer than a window', async () => {
    const pace = limiter(9);
    pace.pause(3600);
    // What the forum asked for is told as its own; soon it is tried whether it still asks.
    expect(await errorOf(pace.turn('now'))).toMatchObject({ status: 429, retryAfterSeconds: 300 });
  });

  it('says that its own limit is used up where the forum asked for a shorter pause', async () => {
    const pace = limiter(40);
    for (let i = 0; i < 20; i += 1) await pace.turn('now');
    pace.pause(2);
    expect((await errorOf(pace.turn('now', 1_000))).message).toContain('they are used up');
    expect(await errorOf(pace.turn('background', 1_000))).toMatchObject({ status: 429 });
  });
});

it('nobody waits for a turn when the bot leaves', async () => {
  const pace = limiter(9);
  pace.pause(15);
  const waiting = errorOf(pace.turn('now'));
  pace.close();
  expect(await waiting).toMatchObject({ isPermanent: false });
});

describe('a failure', () => {
  it.each([
    [503, { errors: ['The site is in read only mode.'] }, false, 'read-only'],
    [502, '<html>', false, 'trouble'],
    [422, { errors: ['Title is too short'] }, true, 'Title is too short'],
    [422, { errors: ['Too short'], error_type: null, extras: null }, true, 'Too short'],
    [404, { errors: ['Not found'] }, true, 'not on Discourse'],
    [410, {}, true, 'not on Discourse'],
  ])('%i %j: permanent %s, and says "%s"', async (status, body, isPermanent, words) => {
    const error = await errorOf(scripted([json(status, body)]).post());
    expect(error.isPermanent).toBe(isPermanent);
    expect(error.message).toContain(words);
    expect(error.message).not.toContain(key);
  });

  it.each([
    // What a key may not do is refused in the same words as a key that is unknown; its scopes tell it every key.
    [403, 200, true, 'may not read or write'],
    [403, 404, true, 'may not read or write'],
    [403, 403, false, 'DISCOURSE_API_KEY'],
    [401, 401, false, 'not suspended'],
  ])(
    '%i, and %i when the key is tried: permanent %s, and says "%s"',
    async (status, tried, isPermanent, words) => {
      const refused = { errors: ['The API username or key is invalid.'], error_type: 'invalid_access' };
      const { post, sent } = scripted([json(status, refused), json(tried, {})]);
      const error = await errorOf(post());
      expect(error.isPermanent).toBe(isPermanent);
      expect(error.message).toContain(words);
      expect(sent.at(-1)?.url).toMatch(/\/session\/scopes\.json$/u);
    },
  );

  it('to read and to write where it may do neither is one trouble, in the same words', async () => {
    const refused = { errors: ['You are not permitted.'], error_type: 'invalid_access' };
    const { get, post } = scripted([403, 200, 403, 200].map((status) => json(status, refused)));
    expect((await errorOf(get())).message).toBe((await errorOf(post())).message);
  });

  it.each([403, 404, 410])('that is a page (%i) is an outage, whatever it says', async (status) => {
    const page = new Response('<!DOCTYPE html><title>Blocked</title>', { status });
    const error = await errorOf(scripted([page]).get());
    expect(error).toMatchObject({ isPermanent: false, isPlaceGone: false, isForAll: true });
    expect(error.message).toContain('in front of Discourse');
  });

  it.each([
    [404, { message: 'no Route matched with those values' }, false],
    [404, ['Not found'], false],
    [404, { errors: ['Not found'] }, true],
    [404, { error_type: 'not_found' }, true],
    [404, { failed: 'FAILED' }, true],
  ])(
    'that is JSON (%i %j) is of Discourse itself in its own words alone',
    async (status, body, isPlaceGone) => {
      const error = await errorOf(scripted([json(status, body)]).get());
      expect(error).toMatchObject({ isPermanent: isPlaceGone, isPlaceGone });
    },
  );

  it('while the answer is read is one of the network', async () => {
    const body = new ReadableStream({ pull: (stream) => stream.error(new TypeError('terminated')) });
    expect(await errorOf(scripted([new Response(body)]).get())).toMatchObject({ isPermanent: false });
  });

  it('of the network is retried', async () => {
    const error = await errorOf(scripted([new TypeError('fetch failed')]).get());
    expect(error).toMatchObject({ isPermanent: false });
    expect(error.message).toContain('does not answer');
  });

  it('to be a Discourse at all says so', async () => {
    const error = await errorOf(scripted([new Response('<html>Welcome</html>')]).get());
    expect(error.message).toContain('DISCOURSE_URL');
    expect(error.message).not.toContain('newer');
  });

  it('of a forum whose answers have another shape since it was brought up to date names what to look for', async () => {
    const error = await errorOf(scripted([json(200, { is_ok: true })]).get());
    expect(error).toMatchObject({ isPermanent: false, isForAll: false });
    expect(error.message).toMatch(/\(ok: .*whether there is a newer Docent\.$/u);
  });
});

it('a post of a forum that writes null for what others leave out is read', () => {
  const told = { id: 7, user_id: 3, username: 'ada', post_number: 2, post_type: 1, version: 1, topic_id: 5 };
  const summary = [{ id: 2, count: null, acted: null, can_act: null }];
  const read = post.parse({
    ...told,
    created_at: '2026-11-30T09:00:00Z',
    raw: null,
    actions_summary: summary,
  });
  expect(read.actions_summary).toEqual([{ id: 2, count: undefined, acted: undefined, can_act: undefined }]);
});

describe('a redirect', () => {
  const to = (location: string) => new Response(null, { status: 301, headers: { location } });

  it('within the forum is followed', async () => {
    const { get, sent } = scripted([to('https://forum.example.org/sub/t/x/1.json'), json(200, { ok: true })]);
    await get();
    expect(sent.map(({ url }) => url)).toEqual([
      'https://forum.example.org/sub/t/1.json',
      'https://forum.example.org/sub/t/x/1.json',
    ]);
  });

  it('to another host gets no key', async () => {
    const { get, sent } = scripted([to('https://elsewhere.example.org/t/1.json')]);
    const error = await errorOf(get());
    expect(error).toMatchObject({
      isPermanent: false,
      isForAll: true,
      message: expect.stringContaining('DISCOURSE_URL'),
    });
    expect(sent).toHaveLength(1);
  });
});

// Whether GitHub takes the token, as the watch knows it: when it asks, when it does not, and what counts as an answer.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type SandboxGitHub, startGitHub } from '../../../sandbox/github/index.ts';
import { OutsideError } from '../../../src/core/errors.ts';
import { accessWatch } from '../../../src/sources/github/access-watch.ts';
import { checkGitHub, probeGitHub } from '../../../src/sources/github/check.ts';
import { githubClient } from '../../../src/sources/github/client.ts';

describe('the watch of a token', () => {
  let github: SandboxGitHub;
  let at = Date.parse('2026-12-01T09:00:00Z');
  const now = () => new Date(at);
  beforeAll(async () => {
    github = await startGitHub({ clock: now });
  });
  afterAll(() => github.close());

  const watched = () => {
    const access = { apiUrl: github.url, token: github.token };
    let probes = 0;
    const probe = () => {
      probes += 1;
      return probeGitHub(access);
    };
    const watch = accessWatch({ probe, now });
    return { watch, access: { ...access, watch }, probes: () => probes };
  };
  const pass = (minutes: number): void => {
    at += minutes * 60_000;
  };

  it('asks once in an hour while all is well, and each five minutes while the token is refused', async () => {
    const { watch, probes } = watched();
    const looks = async (minutes: number) => {
      const before = probes();
      for (let i = 0; i < minutes; i += 1) {
        await watch.look();
        pass(1);
      }
      return probes() - before;
    };
    expect(await looks(120)).toBe(2);
    github.fail({ kind: 'token' });
    expect(await looks(60)).toBe(12);
    expect([watch.isAccepted(), watch.state().isReady, watch.state().isRefused]).toEqual([
      false,
      false,
      true,
    ]);
    github.restore();
    expect(await looks(10)).toBe(1);
    expect([watch.isAccepted(), watch.state().isReady, watch.trouble()]).toEqual([true, true, undefined]);
  });

  it('keeps every question back while the token is refused, but not the one of who wants to know now', async () => {
    const { watch, access } = watched();
    github.fail({ kind: 'token' });
    const ask = () => githubClient(access).graphql('{ viewer { login } }', {}, z.unknown());
    await expect(ask()).rejects.toThrow('does not accept the token');
    github.resetCounters();
    for (let i = 0; i < 20; i += 1) await expect(ask()).rejects.toThrow('does not accept the token');
    expect(github.counters().requests).toBe(0);
    github.restore();
    await expect(ask()).rejects.toThrow('does not accept the token');
    expect(await checkGitHub(access)).toMatchObject([{ isOk: true }]);
    await ask();
    expect(watch.isAccepted()).toBe(true);
  });

  it('warns of the token of an installed app, which is refused an hour later', async () => {
    const body = JSON.stringify({ resources: {} });
    github.failNext('GET', { kind: 'status', status: 200, body }, 1);
    expect(await checkGitHub({ apiUrl: github.url, token: 'ghs_x' })).toMatchObject([
      {
        isOk: false,
        saw: expect.stringContaining('ends an hour after'),
        cure: expect.stringContaining('GITHUB_TOKEN'),
      },
    ]);
  });

  it('has a token made where GitHub answers nobody without one', async () => {
    const body = JSON.stringify({ message: 'Must authenticate to access this API.' });
    github.failNext('GET', { kind: 'status', status: 401, body }, 1);
    expect(await checkGitHub({ apiUrl: github.url })).toMatchObject([
      {
        isOk: false,
        saw: expect.stringContaining('only with a token'),
        cure: expect.stringContaining('Make a new'),
      },
    ]);
  });

  it.each([
    { kind: 'secondary', retryAfterSeconds: 900, status: 429 },
    { kind: 'status', status: 429, body: '{}' },
  ] as const)('says of a limit that is used up that it goes on by itself: $kind', async (fault) => {
    github.failNext('GET', fault, 1);
    expect(await checkGitHub({ apiUrl: github.url })).toMatchObject([
      { isOk: false, cure: expect.stringContaining('go on by myself') },
    ]);
  });

  it.each([401, 403, 404])(
    'takes the page %d of a proxy for an outage, and not for a word about the token',
    async (status) => {
      const { watch, access } = watched();
      await watch.look();
      github.fail({ kind: 'html', status });
      const error = await githubClient(access)
        .get('/repos/python/cpython', z.unknown())
        .catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(OutsideError);
      expect(error).toMatchObject({
        isPermanent: false,
        message: expect.stringContaining('in front of GitHub'),
      });
      await watch.look();
      expect([watch.isAccepted(), watch.state().isReady]).toEqual([true, false]);
      github.restore();
      pass(1);
      await watch.look();
      expect(watch.state().isReady).toBe(true);
    },
  );
});

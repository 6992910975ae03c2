// Opening a pull request with minutes, against the sandbox's GitHub.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SandboxGitHub, startGitHub } from '../../../sandbox/github/index.ts';
import { minutesPullRequests } from '../../../src/sources/github/minutes.ts';

const file = {
  repository: 'python/docs-community',
  branch: 'minutes/2026-12',
  path: 'docs/monthly-meeting/2026-12.md',
  content: '# Monthly meeting (December 1, 2026)\n\nNaïve “quotes” — and more.\n',
  title: 'Minutes: Monthly meeting (December 1, 2026)',
  body: 'Adds the minutes.',
};

describe('a pull request with minutes', () => {
  let github: SandboxGitHub;

  beforeEach(async () => {
    github = await startGitHub({ clock: () => new Date('2026-12-02T09:00:00Z') });
    github.addRepository('python/docs-community');
  });
  afterEach(() => github.close());

  const opener = (token = github.token) => minutesPullRequests({ token, apiUrl: github.url });

  it('adds the file on a branch of its own', async () => {
    const { url } = await opener()(file);
    expect(url).toMatch(/python\/docs-community\/pull\/\d+$/u);
    const pull = github.pull('python/docs-community', Number(url.split('/').at(-1)));
    expect([pull.title, pull.headRefName, pull.files.map(({ path }) => path)]).toEqual([
      file.title,
      'minutes/2026-12',
      ['docs/monthly-meeting/2026-12.md'],
    ]);
    const branch = github.world.find('python/docs-community')?.branches.get('minutes/2026-12');
    expect(branch?.files.get(file.path)).toBe(file.content);
  });

  it('tried again, it answers with the same pull request and writes nothing', async () => {
    const first = await opener()(file);
    github.resetCounters();
    expect(await opener()(file)).toEqual(first);
    expect(Object.keys(github.counters().routes).filter((route) => !route.startsWith('GET'))).toEqual([]);
  });

  it.each([1, 2, 3, 4, 5, 6, 7])('broken off at request %i and tried again, it opens one', async (n) => {
    let left = n;
    github.failNext(() => --left === 0, { kind: 'status', status: 502 }, 1);
    await expect(opener()(file)).rejects.toThrow('GitHub could not be asked');
    const { url } = await opener()(file);
    expect((await opener()(file)).url).toBe(url);
  });

  it('says what the token lacks', async () => {
    const reader = github.addToken({ login: 'reader', canWrite: false });
    await expect(opener(reader)(file)).rejects.toThrow('needs "contents" and "pull requests"');
    await expect(opener('github_pat_wrong')(file)).rejects.toThrow('GITHUB_TOKEN');
    await expect(opener()({ ...file, repository: 'python/nowhere' })).rejects.toThrow('is not on GitHub');
  });
});

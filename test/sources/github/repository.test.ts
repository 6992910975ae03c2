// Opening a pull request with minutes, against the sandbox's GitHub.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SandboxGitHub, startGitHub } from '../../../sandbox/github/index.ts';
import type { Order } from '../../../src/core/publication.ts';
import { accessWatch } from '../../../src/sources/github/access-watch.ts';
import { repositoryPlatform } from '../../../src/sources/github/repository.ts';

const file = {
  kind: 'file',
  path: 'docs/monthly-meeting/2026-12.md',
  text: '# Monthly meeting (December 1, 2026)\n\nNaïve “quotes” — and more.\n',
  title: 'Minutes: Monthly meeting (December 1, 2026)',
  body: 'Adds the minutes.',
} as const;

const order = (extra: Partial<Order> = {}): Order => ({
  key: 'meeting/1/minutes',
  identity: 'Zq3k0vX9aTn4Yw7LrB2cHe',
  place: { kind: 'repository', id: 'python/docs-community' },
  content: file,
  mayExist: false,
  ...extra,
});
const branch = 'docent/2026-12-Zq3k0vX9';

describe('a pull request with minutes', () => {
  let github: SandboxGitHub;

  beforeEach(async () => {
    github = await startGitHub({ clock: () => new Date('2026-12-02T09:00:00Z') });
    github.addRepository('python/docs-community');
  });
  afterEach(() => github.close());

  const watch = () => accessWatch({ probe: async () => {}, now: () => new Date() });
  const opener = (token = github.token) => {
    const platform = repositoryPlatform({ name: 'repository', token, apiUrl: github.url, watch: watch() });
    return (extra: Partial<Order> = {}) => platform.publish(order(extra));
  };

  it('adds the file on a branch of its own', async () => {
    const { url } = await opener()();
    expect(url).toMatch(/python\/docs-community\/pull\/\d+$/u);
    const pull = github.pull('python/docs-community', Number(url.split('/').at(-1)));
    expect([pull.title, pull.headRefName, pull.files.map(({ path }) => path)]).toEqual([
      file.title,
      branch,
      ['docs/monthly-meeting/2026-12.md'],
    ]);
    const made = github.world.find('python/docs-community')?.branches.get(branch);
    expect(made?.files.get(file.path)).toBe(file.text);
  });

  it('its commit is signed off by its author, the account of the token, as a check of sign-offs compares them', async () => {
    await opener()();
    const [commit] = github.world.written;
    const [title, , signed] = commit?.message.split('\n') ?? [];
    expect(title).toBe(file.title);
    expect(signed).toMatch(/^Signed-off-by: [^<]+ <\d+\+[\w-]+@users\.noreply\.github\.com>$/u);
    expect(signed).toBe(`Signed-off-by: ${commit?.author.name} <${commit?.author.email}>`);
    // It is asked once whose the token is.
    const asked = { ...file, path: 'docs/other.md' };
    const open = opener();
    github.resetCounters();
    await open({ content: asked });
    await open({ content: { ...asked, path: 'docs/more.md' } });
    expect(github.counters().routes['GET /user']).toBe(1);
  });

  it("the token of an app tells no account: its commits are a bot's, and carry no sign-off", async () => {
    const body = JSON.stringify({ message: 'Resource not accessible by integration' });
    github.failNext('GET /user', { kind: 'status', status: 403, body }, 1);
    await opener()();
    expect(github.world.written.map(({ message }) => message)).toEqual([file.title]);
  });

  it('a pause that GitHub asks for is not taken for that', async () => {
    github.failNext('GET /user', { kind: 'secondary', retryAfterSeconds: 60 }, 1);
    const open = opener();
    await expect(open()).rejects.toMatchObject({ retryAfterSeconds: 60 });
    await open();
    expect(github.world.written[0]?.message).toContain('Signed-off-by: ');
  });

  it.each([false, true])(
    'is not put back where its maintainers moved it, named anew: %s',
    async (isNamed) => {
      const { within = '', ...first } = await opener()();
      const files = github.world.find('python/docs-community')?.branches.get(branch)?.files;
      files?.delete(file.path);
      const remote = { ...first, isAsked: true, ...(!isNamed && { within }) };
      const again = await opener()({ content: { ...file, text: 'More.' }, remote });
      expect([again.became, files?.has(file.path)]).toEqual(['left', false]);
    },
  );

  it('tried again, it answers with the same pull request and writes nothing', async () => {
    const first = await opener()();
    github.resetCounters();
    expect(await opener()()).toEqual({ ...first, became: 'updated' });
    expect(Object.keys(github.counters().routes).filter((route) => !route.startsWith('GET'))).toEqual([]);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9])(
    'broken off at request %i and tried again, it opens one',
    async (n) => {
      let left = n;
      github.failNext(() => --left === 0, { kind: 'status', status: 502 }, 1);
      await expect(opener()()).rejects.toThrow('GitHub could not answer in time (502)');
      const { url } = await opener()();
      expect((await opener()()).url).toBe(url);
    },
  );

  it('of a repository that has gone to another owner is found again, and brought up to date there', async () => {
    const first = await opener()();
    github.renameRepository('python/docs-community', 'docs-group/community');
    const text = `${file.text}More.\n`;
    const again = await opener()({ content: { ...file, text } });
    expect(again.id).toBe(first.id);
    expect(github.world.find('docs-group/community')?.branches.get(branch)?.files.get(file.path)).toBe(text);
  });

  it.each([
    ['a file', file, { text: 'More.' }],
    ['a comment', { kind: 'comment', issue: '1', text: 'Answered.' }, { text: 'Forgotten.' }],
  ] as const)(
    'of a repository whose name another one took, %s is not changed there',
    async (_, content, change) => {
      github.world.openIssue('python/docs-community', { title: 'A question' });
      const first = await opener()({ content });
      github.renameRepository('python/docs-community', 'docs-group/community');
      github.addRepository('python/docs-community');
      github.world.openIssue('python/docs-community', { title: 'Of somebody else' });
      const after = { ...content, ...change, goesOn: true };
      await expect(opener()({ content: after, remote: first, isCorrected: true })).rejects.toMatchObject({
        message: expect.stringContaining(`See to it by hand (${first.url})`),
        isPermanent: true,
      });
      // Nor is an issue answered that has the number of the one that was opened.
      if (content.kind === 'comment')
        await expect(opener()({ content: { ...content, within: first.within ?? '' } })).rejects.toThrow(
          'Another repository',
        );
      // Whoever has it written anew means the other one, where they name it.
      const { within, ...named } = { ...first, isAsked: true };
      const asked = { content: after, remote: { ...named, within: within ?? '' } };
      await expect(opener()(asked)).rejects.toThrow('Another repository');
      if (content.kind === 'file')
        expect((await opener()({ ...asked, remote: named })).url).toContain('python/docs-community');
      expect((await opener()({ content: after })).url).toContain('python/docs-community');
    },
  );

  it('brings the file of the open pull request up to date, and leaves a merged one alone', async () => {
    const first = await opener()();
    const changed = { ...file, text: `${file.text}\nOne more line.\n` };
    expect((await opener()({ content: changed, remote: first })).url).toBe(first.url);
    const stored = () =>
      github.world.find('python/docs-community')?.branches.get(branch)?.files.get(file.path);
    expect(stored()).toBe(changed.text);
    github.world.merge(github.pull('python/docs-community', Number(first.id)), 'core-1');
    expect((await opener()({ content: file, remote: first })).url).toBe(first.url);
    expect(stored()).toBe(changed.text);
  });

  it('takes a name out of what was merged by another pull request, but not out of what was changed since', async () => {
    const first = await opener()();
    const of = (id: string) => github.pull('python/docs-community', Number(id));
    github.world.merge(of(first.id), 'core-1');
    const without = { ...file, text: file.text.replace('Monthly', 'Yearly') };
    const wish = { content: without, remote: first, isCorrected: true };
    const second = await opener()(wish);
    expect(second.id).not.toBe(first.id);
    expect(of(second.id).files.map(({ path }) => path)).toEqual([file.path]);
    // Tried again it is the same one; merged, nothing is left to be done.
    expect((await opener()({ ...wish, remote: second })).id).toBe(second.id);
    github.world.merge(of(second.id), 'core-1');
    expect((await opener()({ ...wish, remote: second })).id).toBe(second.id);

    const main = github.world.find('python/docs-community')?.branches.get('main');
    main?.files.set(file.path, 'Mended by a maintainer.\n');
    const other = { ...wish, content: file, remote: second };
    const refusal: unknown = await opener()(other).catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      isPermanent: true,
      message: expect.stringMatching(/not as I wrote it.*by hand: http\S+2026-12\.md/u),
    });
    // Said once, it is left to them.
    const error = refusal instanceof Error ? refusal.message : '';
    expect((await opener()({ ...other, error })).id).toBe(second.id);
  });

  it('leaves what its maintainers declined or changed, until somebody asks anew', async () => {
    const first = await opener()();
    const files = () => github.world.find('python/docs-community')?.branches.get(branch)?.files;
    files()?.set(file.path, 'Mended by a maintainer.\n');
    const changed = { ...file, text: `${file.text}\nOne more line.\n` };
    expect(await opener()({ content: changed, remote: first })).toEqual({ ...first, became: 'left' });
    expect(files()?.get(file.path)).toBe('Mended by a maintainer.\n');
    // Nor does it say so to whoever asks that somebody is forgotten, who may be named there.
    const wish = { content: changed, remote: first, isCorrected: true };
    await expect(opener()(wish)).rejects.toThrow(/by hand: http\S+\/pull\/\d+$/u);

    github.world.close(github.pull('python/docs-community', Number(first.id)), 'core-1');
    expect(await opener()({ content: changed, remote: first })).toEqual(first);
    const anew = await opener()({ content: changed, remote: { ...first, isAsked: true } });
    expect(anew.id).not.toBe(first.id);
    const ours = () =>
      github.world.find('python/docs-community')?.branches.get(`${branch}-2`)?.files.get(file.path);
    expect(ours()).toBe(changed.text);
    expect((await opener()({ content: file, remote: anew })).id).toBe(anew.id);
    expect(ours()).toBe(file.text);
    // What stood in the one that was closed is as it was left.
    expect(files()?.get(file.path)).toBe('Mended by a maintainer.\n');
    // What goes on is brought up again with its next change.
    github.world.close(github.pull('python/docs-community', Number(anew.id)), 'core-1');
    const goingOn = { ...file, text: `${file.text}\nAnd another.\n`, goesOn: true };
    expect((await opener()({ content: goingOn, remote: anew })).id).not.toBe(anew.id);
  });

  describe('asked for anew', () => {
    const text = `${file.text}More.\n`;
    const mended = 'Mended by a maintainer.\n';
    const repository = () => github.world.find('python/docs-community');
    const inBranch = (name: string) => repository()?.branches.get(name)?.files;
    const pullOf = (id: string) => github.pull('python/docs-community', Number(id));
    const merge = (id: string) => github.world.merge(pullOf(id), 'core-1');
    const crlf = (words: string) => words.replaceAll('\n', '\r\n');

    it.each([
      ['open', () => {}, 'updated', text],
      ['open, changed by others', () => inBranch(branch)?.set(file.path, mended), 'left', mended],
      ['open, moved by others', () => inBranch(branch)?.delete(file.path), 'left', undefined],
      [
        'open, with lines as on Windows',
        () => inBranch(branch)?.set(file.path, crlf(text)),
        'updated',
        crlf(text),
      ],
    ] as const)('in a pull request that is %s', async (_, change, became, stands) => {
      const first = await opener()();
      change();
      const remote = { ...first, isAsked: true };
      const again = await opener()({ content: { ...file, text, goesOn: true }, remote });
      expect([again.id, again.became, again.isAsked]).toEqual([first.id, became, undefined]);
      expect(inBranch(branch)?.get(file.path)).toBe(stands);
    });

    it.each([
      ['as it is', file.text, () => {}, 'merged', undefined],
      [
        'as it is, changed there',
        file.text,
        () => inBranch('main')?.set(file.path, mended),
        'merged',
        undefined,
      ],
      [
        'as it is, taken away there',
        file.text,
        () => inBranch('main')?.delete(file.path),
        'opened',
        /moved or taken away/u,
      ],
      ['with more', text, () => {}, 'opened', /^Adds the minutes\.$/u],
      ['with more that is there', text, () => inBranch('main')?.set(file.path, text), 'same', undefined],
      [
        'with more, changed there',
        text,
        () => inBranch('main')?.set(file.path, mended),
        'opened',
        /is there already/u,
      ],
      [
        'with more, moved there',
        text,
        () => inBranch('main')?.delete(file.path),
        'opened',
        /moved or taken away/u,
      ],
    ] as const)('when it was merged: %s', async (_, wanted, change, became, body) => {
      const content = { ...file, goesOn: true };
      const first = await opener()({ content });
      merge(first.id);
      change();
      const again = await opener()({
        content: { ...content, text: wanted },
        remote: { ...first, isAsked: true },
      });
      expect(again.became).toBe(became);
      if (body) expect(pullOf(again.id).body).toMatch(body);
      else expect(again.id).toBe(first.id);
    });

    it('only whoever asks has it back that was merged and taken away', async () => {
      const content = { ...file, goesOn: true };
      const first = await opener()({ content });
      merge(first.id);
      inBranch('main')?.delete(file.path);
      expect((await opener()({ content, remote: first, isCorrected: true })).id).toBe(first.id);
    });

    it('says that it is there already, and keeps how its lines end', async () => {
      const { id: untouched } = await opener()({ content: { ...file, path: 'other.md' }, identity: 'x' });
      inBranch('main')?.set(file.path, crlf(file.text));
      const first = await opener()();
      expect(first).toMatchObject({
        became: 'same',
        url: expect.stringMatching(/blob\/main\/docs\S+2026-12\.md$/u),
      });
      expect(inBranch(branch)).toBeUndefined();
      const second = await opener()({ content: { ...file, text }, remote: first });
      expect(inBranch(branch)?.get(file.path)).toBe(crlf(text));
      expect([second.id, pullOf(second.id).body]).toEqual([String(Number(untouched) + 1), file.body]);
    });

    it('a name that is forgotten opens nothing anew that was declined, or is not in it', async () => {
      const content = { ...file, goesOn: true };
      const first = await opener()({ content });
      github.world.close(pullOf(first.id), 'core-1');
      expect((await opener()({ content, remote: first, isCorrected: true })).id).toBe(first.id);
      const second = await opener()({ content, remote: { ...first, isAsked: true } });
      merge(second.id);
      inBranch('main')?.set(file.path, mended);
      expect((await opener()({ content, remote: second, isCorrected: true })).id).toBe(second.id);
    });

    it('in another folder, it is written there', async () => {
      const first = await opener()();
      const moved = { ...file, path: 'minutes/2026-12.md', text };
      const again = await opener()({ content: moved, remote: first });
      expect([again.id, again.became, inBranch(branch)?.get(moved.path)]).toEqual([
        first.id,
        'updated',
        text,
      ]);
    });
  });

  it.each([0, 1, 2])('opens an issue once, broken off at request %i and tried again', async (n) => {
    const content = { kind: 'issue', title: 'Which page first?', text: '> Which page first?' } as const;
    let left = n;
    if (n > 0) {
      github.failNext(() => --left === 0, { kind: 'status', status: 502 }, 1);
      await expect(opener()({ content })).rejects.toThrow('GitHub could not answer in time (502)');
    }
    const first = await opener()({ content });
    expect(first.url).toMatch(/python\/docs-community\/issues\/\d+$/u);
    expect(await opener()({ content, mayExist: true })).toEqual(first);
    // What its maintainers made of it stays.
    expect(await opener()({ content: { ...content, title: 'Another' }, remote: first })).toEqual(first);
    const issues = [...(github.world.find('python/docs-community')?.threads.values() ?? [])];
    expect(issues.map(({ title, body }) => [title, body.split('\n')[0]])).toEqual([
      ['Which page first?', '> Which page first?'],
    ]);
    const other = await opener()({ content, identity: 'another' });
    expect(other.id).not.toBe(first.id);
  });

  it.each([0, 1, 2, 3])(
    'comments on an issue once, broken off at request %i and tried again, and follows what changes',
    async (n) => {
      const issue = github.world.openIssue('python/docs-community', { title: 'Which page first?' });
      const content = { kind: 'comment', issue: String(issue.number), text: 'The tutorial.' } as const;
      const comments = () =>
        issue.timeline.flatMap((one) => (one.type === 'IssueComment' ? [one.body.split('\n')[0]] : []));
      for (let i = 1; i <= 120; i += 1) github.world.comment(issue, 'core-1', { body: `Comment ${i}` });
      let left = n;
      if (n > 0) {
        github.failNext(() => --left === 0, { kind: 'status', status: 502 }, 1);
        await expect(opener()({ content })).rejects.toThrow('GitHub could not answer in time (502)');
      }
      const first = await opener()({ content });
      expect(first.url).toContain(`/issues/${issue.number}#issuecomment-`);
      expect(await opener()({ content, mayExist: true })).toEqual(first);
      await opener()({ content: { ...content, text: 'The guide.' }, remote: first });
      expect(comments().slice(120)).toEqual(['The guide.']);
      // What its maintainers removed stays away.
      issue.timeline.pop();
      expect(await opener()({ content: { ...content, text: 'Both.' }, remote: first })).toEqual(first);
      expect(comments()).toHaveLength(120);
    },
  );

  it('says what the token lacks', async () => {
    const reader = github.addToken({ login: 'reader', canWrite: false });
    await expect(opener(reader)()).rejects.toThrow('needs "contents" and "pull requests"');
    await expect(opener('github_pat_wrong')()).rejects.toThrow('GITHUB_TOKEN');
    await expect(opener()({ place: { kind: 'repository', id: 'python/nowhere' } })).rejects.toThrow(
      'is not on GitHub',
    );
  });

  it.each([
    [403, { message: 'Resource not accessible by integration' }, /needs "contents" and "pull requests"/u],
    [404, { message: 'Not Found' }, /needs "contents" and "pull requests"/u],
    [
      403,
      { message: 'Repository access blocked' },
      /does not let me write to \S+: Repository access blocked$/u,
    ],
    [
      403,
      { message: 'Resource protected by organization SAML enforcement. You must grant your token access.' },
      /single sign-on/u,
    ],
    [
      422,
      {
        message: 'Validation Failed',
        errors: [{ resource: 'PullRequest', code: 'custom', message: 'title is too long' }],
        documentation_url: 'https://docs.github.com/rest',
      },
      /refused the change to \S+: Validation Failed: title is too long$/u,
    ],
    [
      409,
      { message: 'Repository rule violations found\n\nChanges must be made through a pull request.\n\n' },
      /refused the change to \S+: Repository rule violations found Changes must be made through a pull request\.$/u,
    ],
  ])('says why in its own words when GitHub answers a write with %i %o', async (status, body, words) => {
    github.failNext(
      ({ method }) => method === 'POST',
      { kind: 'status', status, body: JSON.stringify(body) },
      1,
    );
    await expect(opener()()).rejects.toMatchObject({
      isPermanent: true,
      message: expect.stringMatching(words),
    });
  });

  it('names nobody and no issue in a title, which a merged commit would tell and close', async () => {
    const title = 'Decision 3: Fixes #12, GH-7 and https://github.com/o/r/issues/9, says @org/team';
    const { id } = await opener()({ content: { ...file, title } });
    const quiet = github.pull('python/docs-community', Number(id)).title;
    expect(quiet).not.toMatch(/#\d|GH-\d|:\/\/|@\w/u);
    expect(quiet.replaceAll('\u200b', '')).toBe(title);
    const issue = await opener()({
      identity: 'x',
      content: { kind: 'issue', title: `@a ${'#1 '.repeat(120)}`, text: 'Why?' },
    });
    const opened = github.world.find('python/docs-community')?.threads.get(Number(issue.id))?.title ?? '';
    expect([...opened]).toHaveLength(256);
  });

  it('does not take another refusal for a file that is there already', async () => {
    github.failNext(
      ({ method, path }) => method === 'POST' && path.endsWith('/pulls'),
      { kind: 'status', status: 422, body: JSON.stringify({ message: 'Validation Failed' }) },
      1,
    );
    await expect(opener()()).rejects.toThrow('refused the change');
  });

  it('says that a repository is archived, or has no commit yet', async () => {
    const repository = github.addRepository('python/docs-community');
    repository.isArchived = true;
    await expect(opener()()).rejects.toMatchObject({
      isPermanent: true,
      message: expect.stringContaining('Repository was archived so is read-only.'),
    });
    repository.isArchived = false;
    repository.isEmpty = true;
    await expect(opener()()).rejects.toMatchObject({
      isPermanent: true,
      message: expect.stringContaining('is empty: a file can be proposed once it has a first commit'),
    });
  });

  it('pauses for as long as GitHub asks between writes', async () => {
    github.failNext('POST', { kind: 'secondary', retryAfterSeconds: 90 }, 1);
    await expect(opener()()).rejects.toMatchObject({ isPermanent: false, retryAfterSeconds: 90 });
    github.failNext(
      ({ method }) => method === 'PUT',
      { kind: 'status', status: 409, body: '{"message":"x does not match y"}' },
      1,
    );
    await expect(opener()()).rejects.toMatchObject({ isPermanent: false });
    const errors = [
      { resource: 'Issue', code: 'custom', field: 'base', message: 'was submitted too quickly' },
    ];
    github.failNext(
      ({ method, path }) => method === 'POST' && path.endsWith('/pulls'),
      { kind: 'status', status: 422, body: JSON.stringify({ message: 'Validation Failed', errors }) },
      1,
    );
    await expect(opener()()).rejects.toMatchObject({ isPermanent: false, retryAfterSeconds: 60 });
  });
});

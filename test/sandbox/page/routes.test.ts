// The page's routes over the whole bot: who is let in, what people see and do, and how refusals are told.
import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { pageApp } from '../../../sandbox/page/index.ts';
import { refusedBecause } from '../../../sandbox/page/origin-check.ts';
import { host, visitor } from './pages.ts';

let ground: Sandbox;
let app: Hono;

beforeAll(async () => {
  ground = await startSandbox({ startAt: new Date('2026-11-20T09:00:00Z') });
  app = pageApp(ground);
});
afterAll(() => ground.close());

/** How long what the bot does by itself may take on a busy machine. */
const patience = { timeout: 15_000 };

const create =
  '/meeting series create name:"Monthly meeting" rule:"first tuesday" times:"21:00, 18:00" zone:Europe/Prague confirmed:true';

describe('the pages of its GitHub', () => {
  const repository = () => {
    const found = ground.github.world.repositories.find(({ name }) => name === 'handbook');
    if (!found) throw new Error('The repository of the made-up group is not there.');
    return found;
  };
  const read = async (path: string) => await app.request(path, { headers: { host } });

  it('open where links lead to it; other links go out', async () => {
    const tokyo = visitor(app, 'tokyo');
    const at = `channel-${ground.discord.people.channel('#general').id}`;
    await tokyo.act({
      act: 'say',
      at,
      text: 'https://github.com/docs-group/handbook/pull/11#issuecomment-3 https://github.com/python/devguide/pull/1 https://github.com/docs-group/handbook/pull/999',
    });
    const shown = await tokyo.shown(at);
    expect(shown).toContain('<a href="/github/docs-group/handbook/pull/11" target="_blank"');
    expect(shown).toContain('<a href="https://github.com/python/devguide/pull/1"');
    expect(shown).toContain('<a href="https://github.com/docs-group/handbook/pull/999"');
  });

  it('show minutes that wait in a pull request as GitHub would, and nothing in them runs', async () => {
    const { branches } = repository();
    const text =
      '# Minutes\n\n<script>alert(1)</script>\n\n- [Hugo](javascript:alert(1)) ~~left~~\n\n| a |\n|---|\n| b |';
    branches.set('minutes', { head: 'm1', files: new Map([['docs/2026-12.md', text]]) });
    const { number } = ground.github.world.openPull('docs-group/handbook', {
      title: 'Minutes of December',
      body: `Please **read** them. [Announced](https://discord.com/channels/1/77), [topic](${ground.env.DISCOURSE_URL}/t/meeting/5/2), https://discord.com/events/1/2, https://example.org/x`,
      author: 'docent',
      isDraft: false,
      headRefName: 'minutes',
      baseRefName: 'main',
      files: [{ path: 'docs/2026-12.md', additions: 8, deletions: 0, changeType: 'ADDED' }],
      isSynthetic: false,
    });
    const page = await (await read(`/github/docs-group/handbook/pull/${number}`)).text();
    for (const part of ['<strong>read</strong>', '<h1>Minutes</h1>', '<del>left</del>', '<td>b</td>'])
      expect(page).toContain(part);
    expect(page).not.toMatch(/<script|javascript:/u);
    for (const address of ['/#/channel-77', '/#/topic-5', '/#/events', 'https://example.org/x'])
      expect(page).toContain(`<a href="${address}"`);
    expect(await (await read('/github/docs-group/handbook/blob/minutes/docs/2026-12.md')).text()).toContain(
      '<h1>Minutes</h1>',
    );
    expect(await (await read('/github/docs-group/handbook')).text()).toContain('Minutes of December');
  });

  it('say what is not there', async () => {
    for (const path of [
      'nobody/nothing',
      'docs-group/handbook/pull/999',
      'docs-group/handbook/blob/main/no.md',
    ]) {
      const answer = await read(`/github/${path}`);
      expect([answer.status, await answer.text()]).toEqual([
        404,
        expect.stringContaining('has no such page'),
      ]);
    }
  });
});

describe('the door', () => {
  it.each([
    ['127.0.0.1:5050', undefined, undefined, true],
    ['localhost:5050', 'http://localhost:5050', 'same-origin', true],
    ['[::1]:5050', undefined, undefined, true],
    ['evil.example', undefined, undefined, false],
    ['127.0.0.1.evil.example:5050', undefined, undefined, false],
    ['evil@127.0.0.1:5050', undefined, undefined, false],
    [undefined, undefined, undefined, false],
    ['127.0.0.1:5050', 'http://evil.example', undefined, false],
    ['127.0.0.1:5050', 'http://127.0.0.1:9999', undefined, false],
    ['127.0.0.1:5050', 'null', undefined, false],
    ['127.0.0.1:5050', undefined, 'cross-site', false],
  ])('Host %s, Origin %s, Sec-Fetch-Site %s: let in %s', (given, origin, site, isIn) => {
    expect(refusedBecause({ host: given, origin, site }) === undefined).toBe(isIn);
  });

  it('stands before every route', async () => {
    for (const path of ['/', '/page.js', '/api/people', '/api/changes', '/files/1/2/3/x']) {
      expect((await app.request(path, { headers: { host: 'evil.example' } })).status).toBe(403);
    }
    const forged = await app.request('/api/clock', {
      method: 'POST',
      headers: { host, origin: 'http://evil.example', 'content-type': 'text/plain' },
      body: '{"hours":168}',
    });
    expect(forged.status).toBe(403);
  });

  it('lets the page load and run its own files only', async () => {
    const response = await app.request('/', { headers: { host } });
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe-inline');
    const html = await response.text();
    const small = await app.request('/page.js', { headers: { host, 'accept-encoding': 'gzip' } });
    expect(small.headers.get('content-encoding')).toBe('gzip');
    const files = [...html.matchAll(/(?:src|href)="([^"#]+)"/gu)].map(([, file = '']) => file);
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) {
      const served = await app.request(file, { headers: { host } });
      expect([file, served.status]).toEqual([file, 200]);
      const tag = served.headers.get('etag') ?? '';
      expect((await app.request(file, { headers: { host, 'if-none-match': tag } })).status).toBe(304);
    }
  });
});

describe('people', () => {
  it('are grouped: organisers, members, guests', async () => {
    const response = await app.request('/api/people', { headers: { host } });
    const groups: { label: string; names: string[] }[] = JSON.parse(await response.text());
    expect(groups.map(({ label, names }) => [label, names.length])).toEqual([
      ['Organisers', 2],
      ['Members', 8],
      ['Guests', 502],
    ]);
    expect(groups.map(({ names }) => names[0])).toEqual(['prague', 'new-york', 'visitor']);
  });

  it('see their own channels, in their own time', async () => {
    const [prague, tokyo] = await Promise.all([visitor(app, 'prague').view(), visitor(app, 'tokyo').view()]);
    expect(prague.placesHtml).toContain('#moderators');
    expect(tokyo.placesHtml).not.toContain('#moderators');
    expect(prague.clock).toMatchObject({ words: 'Fri 20 Nov 2026, 10:00', utc: '(09:00 UTC)' });
    expect(tokyo.clock.words).toBe('Fri 20 Nov 2026, 18:00');
    const hidden = ground.discord.channels().find(({ name }) => name === 'moderators');
    await expect(visitor(app, 'tokyo').view(`channel-${hidden?.id}`)).rejects.toThrow(
      'does not see this place',
    );
    await expect(visitor(app, 'nobody').view()).rejects.toThrow('There is nobody called');
  });
});

describe('what is typed', () => {
  const tokyo = () => visitor(app, 'tokyo');
  const say = (text: string, at = '') => ({ act: 'say', at, text }) as const;

  it('is told apart from markup', async () => {
    await tokyo().act(say('<script>alert(1)</script> [x](javascript:alert(1)) @prague'));
    const html = await visitor(app, 'prague').shown();
    expect(html).toContain('&#x3C;script>alert(1)&#x3C;/script> [x](javascript:alert(1))');
    expect(html).toContain('<span class="mention you">@prague</span>');
    expect(html).not.toMatch(/<script|href="javascript/u);
  });

  it('hostile posts on the forum run nothing', async () => {
    ground.discourse.createTopic('tokyo', 'Documentation', {
      title: 'A <script>alert(1)</script> title',
      raw: 'A [link](javascript:alert(1)) and <img src=x onerror=alert(1)> and <b onclick="x">this</b>',
    });
    const { placesHtml } = await tokyo().view();
    expect(placesHtml).toContain('A &#x3C;script>');
    const topic = ground.discourse.findTopic('title');
    const html = await tokyo().shown(`topic-${topic?.id}`);
    expect(html).toContain('<b>this</b>');
    expect(html).not.toMatch(/javascript:|onerror|onclick|<script/u);
  });

  it.each([
    ['/nothing at all', /There is no command \/nothing/u],
    ['/meeting move', /needs when:/u],
    ['/meeting next "', /is too much after \/meeting next/u],
    ['', /Write something first/u],
  ])('%j is refused in words', async (text, words) => {
    expect(await tokyo().refusal(say(text))).toMatch(words);
  });

  it('a text that is too long is refused in words', async () => {
    expect(await tokyo().refusal(say('x'.repeat(2001)))).toContain(
      'at most 2,000 characters; these are 2001',
    );
  });

  it('what is not understood is refused without harm', async () => {
    const post = (body: string) =>
      app.request('/api/act', {
        method: 'POST',
        headers: { host, 'content-type': 'application/json' },
        body,
      });
    expect((await post('{"as":"tokyo","act":"explode"}')).status).toBe(400);
    expect((await post('{"as":')).status).toBe(400);
    expect((await post(`{"as":"${'x'.repeat(300_000)}"}`)).status).toBe(413);
  });
});

describe('a story', () => {
  it('goes from a command to a reminder', async () => {
    const prague = visitor(app, 'prague');
    const tokyo = visitor(app, 'tokyo');
    const guest = visitor(app, 'guest-1');
    expect((await prague.view()).stepHtml).toContain('/meeting series create');
    expect((await tokyo.view()).stepHtml).toContain('Choose an organiser');

    const proposals = await (await prague.get('/api/completion', { at: '', text: '/meeting ser' })).json();
    expect(proposals).toMatchObject({ isComplete: false });
    expect(JSON.stringify(proposals)).toContain('/meeting series create ');
    const zones = await (
      await prague.get('/api/completion', { text: '/meeting series create name:x zone:Europe/Pra' })
    ).json();
    expect(JSON.stringify(zones)).toContain('zone:Europe/Prague ');
    const rooms = await (
      await prague.get('/api/completion', { text: '/meeting series create name:x voice:' })
    ).json();
    expect(rooms).toMatchObject({ proposals: [{ label: 'Meeting room' }] });

    await prague.act({ act: 'say', at: '', text: `${create} voice:"#Meeting room"` });
    expect(await prague.shown()).toContain('Only you can see this');
    expect(await tokyo.shown()).not.toContain('Only you can see this');
    await expect.poll(() => tokyo.shown(), patience).toContain('Wednesday, 2 December 2026 05:00');
    expect((await tokyo.view()).stepHtml).toContain('press Going');
    const [, calendar = ''] = /href="([^"]+)"[^>]*>Calendar/u.exec(await tokyo.shown()) ?? [];
    expect(await (await fetch(calendar)).text()).toContain('SUMMARY:Monthly meeting');

    const press = (html: string) => {
      const [, id = '', on = ''] = /data-press="([^"]+)" data-message="(\d+)">Going/u.exec(html) ?? [];
      return { act: 'press', message: on, button: id } as const;
    };
    await tokyo.act(press(await tokyo.shown()));
    await expect.poll(() => tokyo.shown(), patience).toContain('Going (1)');

    await tokyo.act({ act: 'say', at: '', text: '/meeting topic add' });
    const { form } = await tokyo.view();
    expect(form?.html).toContain('Title');
    expect((await prague.view()).form).toBeUndefined();
    expect(await tokyo.refusal({ act: 'submit', filled: { title: '' } })).toContain('must be filled in');
    expect((await tokyo.view()).form?.key).toBe(form?.key);
    await tokyo.act({ act: 'submit', filled: { Title: 'Dark mode' } });
    expect((await tokyo.view()).form).toBeUndefined();
    expect(await tokyo.shown()).toContain('Dark mode');

    const event = ground.discord.events()[0];
    await guest.act({ act: 'interested', event: event?.id ?? '', isInterested: true });
    expect(await guest.shown('events')).toContain('★ Interested (1)');
    expect(await tokyo.shown('events')).toContain('☆ Interested (1)');

    const clock = async (hours: number) =>
      await app.request('/api/clock', {
        method: 'POST',
        headers: { host, origin: `http://${host}`, 'content-type': 'application/json' },
        body: JSON.stringify({ hours }),
      });
    expect((await clock(5)).status).toBe(400);
    const [first, second] = await Promise.all([clock(168), clock(168)]);
    expect([first?.status, second?.status]).toEqual([200, 422]);
    expect(ground.now()).toEqual(new Date('2026-11-27T09:00:00Z'));
    expect(await tokyo.shown()).toContain('starts in 7 days');

    const topic = ground.discourse.findTopic('Monthly meeting: ');
    const at = `topic-${topic?.id}`;
    expect(await guest.refusal({ act: 'reply', at, text: 'Short' })).toContain('too short');
    await guest.act({ act: 'reply', at, text: '@docent meeting rsvp answer:going' });
    await expect.poll(() => guest.shown(at), patience).toContain('Going (2)');
    await guest.act({ act: 'like', post: topic?.posts[0]?.id ?? 0, isLiked: true });
    expect(await guest.shown(at)).toContain('♥ 1');

    const restarted = await app.request('/api/restart', {
      method: 'POST',
      headers: { host, origin: `http://${host}` },
    });
    expect(restarted.status).toBe(200);
    await tokyo.act({ act: 'say', at: '', text: '/meeting next' });
    expect(await tokyo.shown()).toContain('tokyo</bdi> used <b>/meeting next');
  });

  it('a clock that is not the sandbox’s own is not offered to be moved', async () => {
    const lent = visitor(pageApp({ ...ground, now: () => ground.now(), isLent: true }), 'prague');
    expect((await lent.view()).clock.isMovable).toBe(false);
    expect((await visitor(app, 'prague').view()).clock.isMovable).toBe(true);
  });

  it('leads on from the reminders to a poll, a digest, an AMA, a vote, a project and the pages of the group', async () => {
    const prague = visitor(app, 'prague');
    const tried: string[] = [];
    for (let tries = 0; tries < 10; tries += 1) {
      const { stepHtml } = await prague.view();
      const [, at = '', code = ''] = /data-go="([^"]+)"[^>]*><code>([^<]+)</u.exec(stepHtml) ?? [];
      if (code === '') break;
      const [first = '', second = ''] = code.split(' ');
      tried.push(`${first} ${second}`);
      const command = code.replaceAll(/&(?:#x22|quot);/gu, '"');
      const text = /poll|ama/u.test(command) ? `${command} confirmed:true` : command;
      await prague.act({ act: 'say', at, text });
      await expect.poll(async () => (await prague.view()).stepHtml === stepHtml, patience).toBe(false);
    }
    expect(tried).toEqual(['/meeting poll', '/prs digest', '/ama create', '/vote open', '/project propose']);
    expect((await prague.view()).stepHtml).toContain('pages of the group');
  });

  it('shows pictures with their words, and serves nothing that could run', async () => {
    const prague = visitor(app, 'prague');
    for (const text of [
      '/member role who:@prague role:member confirmed:true',
      '/availability set zone:Europe/Prague',
      '/meeting plan slots:1',
    ]) {
      await prague.act({ act: 'say', at: '', text });
    }
    const [, src = '', alt = ''] =
      /<img src="(\/files\/[^"]+)" alt="([^"]+)"/u.exec(await prague.shown()) ?? [];
    expect(alt.length).toBeGreaterThan(20);
    const picture = await app.request(src, { headers: { host } });
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect((await app.request('/files/1/2/3/x.png', { headers: { host } })).status).toBe(404);

    const upload = { id: 1, name: 'x.svg', type: 'image/svg+xml', sha: 'a', by: 'tokyo' };
    ground.discourse.forum.uploads.set('a.svg', {
      ...upload,
      bytes: new TextEncoder().encode('<svg onload="x"/>'),
    });
    const svg = await app.request('/uploads/a.svg', { headers: { host } });
    expect(svg.headers.get('content-type')).toBe('application/octet-stream');
    expect(svg.headers.get('content-disposition')).toBe('attachment');
  });

  it('tells open pages that something happened', async () => {
    const response = await app.request('/api/changes', { headers: { host } });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toContain('event: changed');
    ground.discord.people.message('new-york', '#general', 'Good morning');
    expect((await reader?.read())?.value).toContain('event: changed');
    await reader?.cancel();
  });
});

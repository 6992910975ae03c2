// The public pages as a whole: addresses, what is kept, how long pages are cut, feeds, and what is said when there is none.
import { describe, expect, it } from 'vitest';
import type { GroupFacts } from '../../src/core/directory.ts';
import { doc, heading, list, p, time } from '../../src/core/document.ts';
import type { FeaturePages, Page } from '../../src/core/page.ts';
import { readerOf, renderingHere } from './reader.ts';

const groupOf = (id: number, name: string): GroupFacts => ({
  id,
  name,
  zone: 'Europe/Prague',
  spaces: [],
  places: [],
  repositories: [],
  grants: 'everything',
});
const at = new Date('2026-12-01T17:00:00Z');

/** A feature with the pages 1 and 2 of its group: `7/1` is of group 7. */
const things = (change: Partial<FeaturePages> = {}): FeaturePages => ({
  name: 'things',
  title: 'Things',
  async find({ path, group, href }): Promise<Page | undefined> {
    if (path === '') return { title: 'All things', document: async () => doc(p(`Of ${group.name}`)) };
    if (path !== String(group.id)) return undefined;
    return { title: `Thing ${path}`, document: async () => doc(p(href('things'), time(at, group.zone))) };
  },
  front: async () => ({ order: 'open', title: 'A thing', blocks: [p('Open now')] }),
  feed: async ({ group }) => [
    {
      path: `things/${group.id}`,
      title: 'A <thing>',
      at,
      document: doc(p({ type: 'link', url: '/things/1', children: [] })),
    },
  ],
  ...change,
});

function open({
  groups = [groupOf(1, 'Docs')],
  pages = [things()],
  publicUrl,
}: {
  groups?: GroupFacts[];
  pages?: FeaturePages[];
  publicUrl?: string;
} = {}) {
  const rendering = renderingHere();
  const all = [...groups];
  const reader = readerOf({ pages, groups: async () => all, now: () => at, publicUrl, rendering });
  return { ...reader, rendering, all };
}

describe('with one group', () => {
  it('the front page says what the features have to say, and leads to their lists', async () => {
    const page = await open().page('/');
    expect(page?.html).toContain('<h1>Docs</h1>');
    expect(page?.html).toContain('<h2>A thing</h2>');
    expect(page?.html).toContain('<a href="/things">Things</a>');
    expect(page?.html).toContain(
      'rel="alternate" type="application/atom+xml" title="Docs" href="/feed.atom"',
    );
  });

  it('a page stands at its address, below the folder of the public address in its links', async () => {
    const { page } = open({ publicUrl: 'https://docent.example/bot' });
    expect((await page('/things/1'))?.html).toContain('<p>/bot/things');
    expect((await page('/'))?.html).toContain('<a href="/bot/things">');
  });

  it('where there is no page it says so and helps on', async () => {
    const { get } = open();
    for (const address of [
      '/nothing',
      '/things/2',
      '/things/1/x',
      '/groups/3',
      `/${'x'.repeat(500)}`,
      '/things?page=2',
      '/things?page=x',
    ]) {
      const answer = await get(address);
      expect([address, answer.status]).toEqual([address, 404]);
      expect(answer.html).toContain('<h1>There is no such page</h1>');
      expect(answer.html).toContain('The front page');
    }
    expect((await get('/things/2')).html).toContain('<a href="/things">All things</a>');
  });

  it('features are asked for no longer addresses and words than anybody means', async () => {
    const asked: string[] = [];
    const pages = [
      things({
        async find({ path, query }) {
          asked.push(`${path.length} ${query('q')?.length}`);
          return undefined;
        },
      }),
    ];
    const { get } = open({ pages });
    for (const length of [300, 301]) await get(`/things/${'x'.repeat(length - 'things/'.length)}`);
    for (const length of [200, 201]) await get(`/things?q=${'x'.repeat(length)}`);
    expect(asked).toEqual(['293 undefined', '0 200', '0 200']);
  });

  it('an address with a slash at its end is led to the one without', async () => {
    expect(await open().get('/things/')).toMatchObject({ kind: 'moved', to: '/things' });
    const hostile = { path: '//evil.example/', query: new URLSearchParams(), origin: 'http://reader' };
    expect(await open().server.get(hostile)).toEqual({ kind: 'moved', to: '/evil.example' });
  });
});

it('without a group it says how to begin', async () => {
  expect((await open({ groups: [] }).page('/'))?.html).toContain('/docent setup');
});

describe('with several groups', () => {
  const two = [groupOf(1, 'Docs'), groupOf(2, 'Board')];

  it('the first page lists them, and each has its own', async () => {
    const { page } = open({ groups: two });
    expect((await page('/'))?.html).toContain('<a href="/groups/2">Board</a>');
    expect((await page('/groups/2'))?.html).toContain('<h1>Board</h1>');
    expect((await page('/groups/2/things/2'))?.html).toContain('/groups/2/things');
    expect(await page('/groups/2/things/1')).toBeUndefined();
  });

  it('a group that has nothing for strangers is not named among them', async () => {
    const reader = readerOf({
      pages: [things()],
      groups: async () => two,
      now: () => at,
      isOpen: async ({ id }) => id === 2,
    });
    const { html, status } = await reader.get('/');
    expect(status).toBe(200);
    expect(html).toContain('Board');
    expect(html).not.toContain('Docs<');
    expect(html).not.toContain('/groups/1');
  });

  it('an address from when there was one group leads to the group that has it, or asks which', async () => {
    const { get } = open({ groups: two });
    expect(await get('/things/2')).toMatchObject({ kind: 'moved', to: '/groups/2/things/2' });
    expect((await get('/things')).html).toContain('<a href="/groups/1/things">Docs</a>');
    expect((await get('/things/3')).status).toBe(404);
  });
});

describe('what is kept', () => {
  it('a page is rendered once, until something that it shows changes: also the name and zone of the group', async () => {
    const { page, rendering, all } = open();
    await page('/things/1');
    await page('/things/1');
    expect(rendering.count()).toBe(1);
    all[0] = { ...groupOf(1, 'Docs'), zone: 'Asia/Tokyo' };
    expect((await page('/things/1'))?.html).toContain('Asia/Tokyo');
    all[0] = groupOf(1, 'Documentation');
    expect((await page('/things/1'))?.html).toContain('Documentation');
    expect(rendering.count()).toBe(3);
  });

  it('a page with a version is not even made anew while that is the same', async () => {
    let made = 0;
    let version = '1';
    const pages = [
      things({
        find: async () => ({
          version,
          title: 'Long',
          async document() {
            made += 1;
            return doc(p(version));
          },
        }),
      }),
    ];
    const { page, all } = open({ pages });
    await page('/things/1');
    await page('/things/1');
    expect(made).toBe(1);
    version = '2';
    expect((await page('/things/1'))?.html).toContain('<p>2</p>');
    expect(made).toBe(2);
    all[0] = { ...groupOf(1, 'Docs'), zone: 'Asia/Tokyo' };
    await page('/things/1');
    expect(made).toBe(3);
  });

  it('two hundred who ask at the same time ask once; a crowd for other pages waits, and has an end', async () => {
    let asked = 0;
    const pages = [
      things({
        async find({ path }) {
          asked += 1;
          return { title: path, document: async () => doc() };
        },
      }),
    ];
    const { get } = open({ pages });
    await Promise.all(Array.from({ length: 200 }, () => get('/things/1')));
    expect(asked).toBe(1);
    const crowd = await Promise.all(Array.from({ length: 400 }, (_, at) => get(`/things/${at}`)));
    const statuses = crowd.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(250);
    expect(statuses.filter((status) => status === 503).length).toBeGreaterThan(100);
  });
});

describe('long pages', () => {
  const words = 'What the group has agreed on, in some words that fill a line. '.repeat(3);
  const long = doc(
    ...Array.from({ length: 60 }, (_, at) => [
      heading(2, `Section ${at % 30}`),
      p(words),
      list(...Array.from({ length: 10 }, (_, item) => [`${at}.${item} ${words}`])),
    ]).flat(),
  );
  const pages = [things({ find: async () => ({ title: 'Minutes', document: async () => long }) })];

  it('are cut into parts below 30 KB, none of them lost, each heading with what follows it', async () => {
    const { get } = open({ pages });
    const parts: string[] = [];
    for (let part = 1; ; part += 1) {
      const { status, html } = await get(`/things/1?page=${part}`);
      if (status !== 200) break;
      parts.push(html);
    }
    expect(parts.length).toBeGreaterThan(3);
    expect(Math.max(...parts.map((html) => Buffer.byteLength(html)))).toBeLessThan(30_000);
    const items = parts.flatMap((html) => [...html.matchAll(/<li>(\d+\.\d+) /gu)].map(([, item]) => item));
    expect(items).toEqual(Array.from({ length: 600 }, (_, at) => `${Math.floor(at / 10)}.${at % 10}`));
    for (const html of parts) expect(html).not.toMatch(/<\/h2>\s*<nav/u);
    expect(parts[1]).toContain(`<h1>Minutes, part 2 of ${parts.length}</h1>`);
    expect(parts[1]).toContain('<a href="/things/1?page=3">The next part</a>');
    expect(parts[0]).not.toContain('The part before');
    expect(parts.at(-1)).not.toContain('The next part');
    expect(parts[1]).toMatch(/<a href="\/things\/1">1<\/a> <b aria-current="page">2<\/b> <a/u);
  });

  it('have a table of contents that leads to each section, also to those in other parts', async () => {
    const { get } = open({ pages });
    const first = (await get('/things/1')).html;
    expect(first).toContain('<nav class="contents" aria-label="Contents">');
    const ways = [...first.matchAll(/<li><a href="([^"]*)#([^"]*)">Section/gu)];
    expect(ways).toHaveLength(60);
    for (const [, address, id] of ways) {
      const { html } = await get(address === '' ? '/things/1' : (address ?? ''));
      expect(html).toContain(`<h2 id="${id}">`);
    }
  });

  it('short ones have none', async () => {
    expect((await open().page('/things/1'))?.html).not.toContain('Contents');
  });
});

describe('feeds', () => {
  it('are Atom, of one feature or of the whole group, with whole addresses', async () => {
    const { page } = open({ publicUrl: 'https://docent.example/bot' });
    for (const address of ['/feed.atom', '/things/feed.atom']) {
      const feed = await page(address);
      expect(feed).toMatchObject({ type: 'atom' });
      expect(feed?.html).toContain('<link href="https://docent.example/bot/things/1"/>');
      expect(feed?.html).toContain('<title>A &#x3C;thing&gt;</title>');
      expect(feed?.html).toContain('<updated>2026-12-01T17:00:00.000Z</updated>');
      expect(feed?.html).toContain('href="https://docent.example/things/1"');
    }
  });
});

it('a feed in which nothing stands yet says since when', async () => {
  const groups = [{ ...groupOf(1, 'Docs'), createdAt: new Date('2026-11-20T09:00:00Z') }];
  const feed = await open({ groups, pages: [things({ feed: async () => [] })] }).page('/feed.atom');
  expect(feed?.html).toContain('<updated>2026-11-20T09:00:00.000Z</updated>');
});

it('what a feed reader knows entries by stays when the bot moves, or gets a second group', async () => {
  const idsOf = async (page: ReturnType<typeof open>['page'], address: string) =>
    [...((await page(address))?.html ?? '').matchAll(/<id>([^<]*)<\/id>/gu)].map(([, id]) => id);
  const ids = await idsOf(open({ publicUrl: 'https://docent.example/bot' }).page, '/feed.atom');
  expect(ids.length).toBeGreaterThan(1);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids)
    expect(id).toMatch(/^urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/u);
  expect(await idsOf(open().page, '/feed.atom')).toEqual(ids);
  expect(await idsOf(open().page, '/groups/1/feed.atom')).toEqual(ids);
  const several = open({ groups: [groupOf(1, 'Docs'), groupOf(2, 'Other')] });
  for (const feed of ['feed.atom', 'things/feed.atom'])
    expect(await several.get(`/${feed}`)).toMatchObject({ kind: 'moved', to: `/groups/1/${feed}` });
});

it.each([
  ['/%5Cevil.example/', '/%5Cevil.example'],
  ['/%09/evil.example/', '/%09/evil.example'],
  ['//evil.example/', '/evil.example'],
  ['/%0D%0ASet-Cookie:a=b/', '/%0D%0ASet-Cookie%3Aa%3Db'],
  ['/%C3%BC/', '/%C3%BC'],
])('%s with its slash at the end leads to no other host', async (typed, to) => {
  const { server } = open();
  const path = decodeURI(typed);
  const served = await server.get({ path, query: new URLSearchParams(), origin: 'http://reader' });
  expect(served).toEqual({ kind: 'moved', to });
});

it('a search is shown with what was searched for, and finds what the feature finds', async () => {
  const pages = [
    things({
      find: async ({ query }) => ({
        title: 'Archive',
        search: { label: 'Search the archive', value: query('q') ?? '' },
        document: async () => doc(p(`Found: ${query('q')}`)),
      }),
    }),
  ];
  const page = await open({ pages }).page('/things?q=%22%3E%3Cscript%3E');
  expect(page?.html).toContain('value="&#x22;>&#x3C;script>"');
  expect(page?.html).toContain('Found: ">&#x3C;script>');
  expect(page).toMatchObject({ hasForm: true });
});

// Digests on the web: who may read which, what a page says and keeps to itself, and how it looks in a browser.

import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PlaceId } from '../../../src/core/publication.ts';
import { digestPages } from '../../../src/features/digests/pages.ts';
import { pageServer } from '../../../src/web/pages.ts';
import { renderingThread } from '../../../src/web/rendering.ts';
import { serveWeb } from '../../../src/web/server.ts';
import { isInFull } from '../../in-full.ts';
import { noBrowser, openChromium } from '../../sandbox/page/chromium.ts';
import { freshDatabases } from '../../storage/database.ts';
import { readerOf } from '../../web/reader.ts';
import { wordsOf } from '../remembered.ts';
import { openWorld, organiser, repository, type World } from './world.ts';

const publicUrl = 'https://docent.example/bot';
const tuesday = '2026-11-24T00:00:00Z';

for (const kind of freshDatabases('SQLite')) {
  describe(`${kind.name}: pages`, () => {
    let world: World;
    let open: Set<string>;
    beforeEach(async () => {
      open = new Set(['pull-requests']);
      const web = { publicUrl, isOpenPlace: async ({ id }: PlaceId) => open.has(id) };
      const isWatchForAll = async () => open.has('pull-requests');
      world = await openWorld(await kind.open(), '2026-11-20T12:00:00Z', { web, isWatchForAll });
      world.github.madeUp(12, { seed: 3, repository });
    });
    afterEach(() => world.close());

    const add = (values: Record<string, string> = {}) =>
      world.command(organiser, 'prs watch add', {
        repository,
        label: 'docs',
        schedule: 'mondays 09:00 Europe/Prague',
        topics: 'none',
        ...values,
      });
    const reader = () =>
      readerOf({
        pages: [digestPages(world.deps)],
        groups: () => world.deps.groups.list(),
        now: () => world.now(),
        publicUrl,
      });
    const read = (path: string) => reader().page(path);
    const links = (at = 0) => {
      const content = world.under('short').at(at)?.content;
      const buttons = content?.kind === 'message' ? (content.buttons ?? []) : [];
      return buttons.flatMap((one) => ('url' in one ? [one.url] : []));
    };

    test('a digest is complete there, in a list, and linked from its short form', async () => {
      await add();
      await world.advanceTo(tuesday);
      expect(links()).toEqual([`${publicUrl}/digests/1`]);
      const html = (await read('/digests/1'))?.html ?? '';
      expect(html).toContain('<h1>Pull requests: python/cpython docs</h1>');
      const numbers = [...html.matchAll(/<li>\s*<a [^>]*>#(\d+)</gu)].map(([, number]) => Number(number));
      expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
      expect(html).toContain('datetime="2026-11-23T08:00:00.000Z"');
      const list = (await read('/digests'))?.html ?? '';
      expect(list).toContain('<h2>python/cpython docs</h2>');
      expect(list).toContain('href="/bot/digests/1"');
      expect(list).toContain('· 12 open');
    });

    test.each([
      [
        'a private repository that is told everybody all the same',
        async () => {
          world.github.addRepository(repository).isPrivate = true;
          world.away('2026-11-20T12:11:00Z');
          const channel = {
            kind: 'place',
            platform: 'discord',
            id: 'pull-requests',
            name: '#pull-requests',
          } as const;
          await world.command(organiser, 'prs watch edit', { watch: '1', channel });
        },
      ],
      [
        'one private repository among public ones',
        async () => {
          world.github.addRepository('python/secret').isPrivate = true;
          await world.command(organiser, 'prs watch edit', {
            watch: '1',
            repository: `${repository}, python/secret`,
          });
        },
      ],
      [
        'a repository that could not be read',
        async () => {
          world.github.addRepository('python/gone');
          await world.command(organiser, 'prs watch edit', {
            watch: '1',
            repository: `${repository}, python/gone`,
          });
          world.github.removeRepository('python/gone');
        },
      ],
      ['a channel that not everybody can read', async () => void open.clear()],
    ])('a digest of %s is not there, nor linked to', async (_, change) => {
      await add();
      await change();
      await world.advanceTo(tuesday);
      expect(world.under('short')).toHaveLength(1);
      expect(links()).toEqual([]);
      expect(await read('/digests/1')).toBeUndefined();
      expect((await read('/digests'))?.html).toContain('There is no public digest yet.');
    });

    test('what becomes private takes its older digests along; what is removed, too', async () => {
      await add();
      await world.advanceTo(tuesday);
      expect(await read('/digests/1')).toBeDefined();
      world.github.addRepository(repository).isPrivate = true;
      await world.advanceTo('2026-12-01T00:00:00Z');
      expect(await read('/digests/1')).toBeUndefined();
      expect(await read('/digests/2')).toBeUndefined();
      // Nor is what it holds now told where everybody reads, before organisers know of it.
      expect(world.under('short')).toHaveLength(1);
      const late = world.under('late').map(({ content }) => wordsOf(content));
      expect(late).toEqual([expect.stringContaining(`${repository} is private, and everybody can read`)]);
      world.github.addRepository(repository).isPrivate = false;
      await world.advanceTo('2026-12-08T00:00:00Z');
      expect(await read('/digests/1')).toBeDefined();
      open.clear();
      expect(await read('/digests/3')).toBeUndefined();
      open.add('pull-requests');
      await world.command(organiser, 'prs watch remove', { watch: '1' });
      expect(await read('/digests/3')).toBeUndefined();
    });

    test('what becomes private goes on where not everybody reads', async () => {
      await add();
      await world.advanceTo(tuesday);
      world.github.addRepository(repository).isPrivate = true;
      await world.advanceTo('2026-12-01T00:00:00Z');
      expect(world.under('short')).toHaveLength(1);
      open.clear();
      await world.advanceTo('2026-12-01T02:00:00Z');
      expect(world.under('short')).toHaveLength(2);
      // Where everybody can read it later, it is kept back again.
      open.add('pull-requests');
      await world.advanceTo('2026-12-08T00:00:00Z');
      expect(world.under('short')).toHaveLength(2);
    });

    test('a digest that somebody asked for is theirs', async () => {
      await add();
      await world.command({ name: 'Tokyo' }, 'prs digest', { repository });
      expect(await read('/digests/1')).toBeUndefined();
    });

    test('that somebody reviews is told, not who', async () => {
      await add();
      await world.advanceTo(tuesday);
      const before = await read('/digests/1');
      const number = Number(/>#(\d+)</u.exec(before?.html ?? '')?.[1]);
      await world.command({ name: 'Tokyo' }, 'prs review', { number });
      const after = await read('/digests/1');
      expect(after?.html.match(/somebody reviews it/gu)).toHaveLength(1);
      expect(after?.html).not.toContain('Tokyo');
      expect(after?.etag).not.toBe(before?.etag);
    });

    test('other addresses have nothing', async () => {
      await add();
      await world.advanceTo(tuesday);
      for (const path of ['/digest/1', '/digests/0', '/digests/01', '/digests/1.5', '/digests/2'])
        expect([path, await read(path)]).toEqual([path, undefined]);
      expect(await read('/digests/9999999999')).toBeUndefined();
    });
  });
}

const [sqlite] = freshDatabases('SQLite');

describe('a page of 1,451 pull requests', () => {
  let world: World;
  let web: Awaited<ReturnType<typeof serveWeb>>;
  beforeAll(async () => {
    if (!sqlite) throw new Error('There is no SQLite');
    world = await openWorld(await sqlite.open(), '2026-11-20T12:00:00Z', {
      web: { publicUrl: undefined, isOpenPlace: async () => true },
    });
    world.github.madeUp(1451, { seed: 3, repository });
    world.github.world.openPull(repository, {
      title: `<img src=x onerror=alert(1)> \u202e @everyone עברית ${'😀'.repeat(100)}${'w'.repeat(300)}`,
      author: 'evil',
      labels: [{ name: 'docs', color: '0e8a16' }],
    });
    await world.command(organiser, 'prs watch add', { repository, schedule: 'mondays 09:00 Europe/Prague' });
    await world.advanceTo(tuesday);
    const nothing = {
      unready: async () => undefined,
      status: async () => ({ isOk: true, database: { isReady: true }, platforms: {} }),
      calendar: async () => undefined,
    };
    web = await serveWeb(
      {
        ...nothing,
        webhooks: new Map(),
        metrics: async () => ({ text: '', contentType: 'text/plain' }),
        file: async () => undefined,
        pages: pageServer(
          {
            pages: [digestPages(world.deps)],
            groups: () => world.deps.groups.list(),
            isOpen: async () => true,
            person: async () => undefined,
            restoredAt: undefined,
            publicUrl: undefined,
            sign: () => '',
            now: () => world.now(),
          },
          renderingThread(),
        ),
        failed: (error) => {
          throw error;
        },
      },
      { port: 0, hostname: '127.0.0.1' },
    );
  });
  afterAll(async () => {
    await web?.stop();
    await world?.close();
  });

  test('is small on the way, known again, and under a strict policy', async () => {
    const first = await fetch(`${web.url}/digests/1`);
    expect(first.headers.get('content-encoding')).toBe('gzip');
    const html = await first.text();
    expect(Buffer.byteLength(html)).toBeLessThan(30_000);
    expect(gzipSync(html).length).toBeLessThan(10_000);
    expect(first.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/u);
    expect(first.headers.get('content-security-policy')).not.toContain('unsafe');
    expect(first.headers.get('cache-control')).toBe('public, no-cache');
    const etag = first.headers.get('etag') ?? '';
    const again = await fetch(`${web.url}/digests/1`, { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  test.skipIf(noBrowser !== undefined || !isInFull)(
    'fits a phone and a desk, in both colours, without scripts too',
    async () => {
      const browser = await openChromium();
      const troubles: string[] = [];
      for (const [width, colorScheme, javaScriptEnabled] of [
        [360, 'light', true],
        [1280, 'dark', true],
        [360, 'dark', false],
      ] as const) {
        const context = await browser.newContext({
          viewport: { width, height: 800 },
          colorScheme,
          javaScriptEnabled,
          timezoneId: 'Asia/Tokyo',
          locale: 'en-GB',
        });
        const page = await context.newPage();
        page.on('console', (message) => {
          if (message.type() === 'error' && !message.location().url.endsWith('/favicon.ico'))
            troubles.push(message.text());
        });
        page.on('dialog', async (dialog) => {
          troubles.push(dialog.message());
          await dialog.dismiss();
        });
        await page.goto(`${web.url}/digests`);
        await page.getByRole('link', { name: /23 November 2026/u }).click();
        await page.waitForURL('**/digests/1');
        let lines = await page.locator('main > ul > li > a').count();
        for (let next = page.getByRole('link', { name: 'The next part' }); await next.isVisible(); ) {
          await next.click();
          lines += await page.locator('main > ul > li > a').count();
        }
        expect(lines).toBe(1452);
        await page.goto(`${web.url}/digests/1`);
        expect(await page.locator('time').first().innerText()).toContain(
          javaScriptEnabled ? '17:00 GMT+9' : '09:00 Europe/Prague',
        );
        expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(width);
        expect(await page.locator('img, iframe, form').count()).toBe(0);
        const ink = await page.evaluate('getComputedStyle(document.body).color');
        expect(ink).toBe(colorScheme === 'dark' ? 'rgb(255, 255, 255)' : 'rgb(0, 0, 0)');
        await context.close();
      }
      await browser.close();
      expect(troubles).toEqual([]);
    },
  );
});

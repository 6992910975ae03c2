// The pages of a whole group in a real browser: small, readable by everybody, on a phone and a desk, and private things not.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OptionValue } from '../../src/core/command.ts';
import { codeBlock, doc, plain } from '../../src/core/document.ts';
import { capabilities } from '../../src/platforms/discord/capabilities.ts';
import { databaseSecret, identityOf } from '../../src/storage/secret.ts';
import { personalPath } from '../../src/web/personal-link.ts';
import { sheetParts } from '../../src/web/sheet.ts';
import { isInFull, shareOf } from '../in-full.ts';
import { openOverSandbox } from '../over-sandbox.ts';
import { noBrowser, openChromium } from '../sandbox/page/chromium.ts';
import { freshDatabases } from '../storage/database.ts';
import { atomFaults } from './atom-faults.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const [sqlite] = freshDatabases('SQLite');

/** What axe finds that keeps people out. */
async function seriousFindings(page: Page): Promise<unknown> {
  return await page.evaluate(
    `(async () => { ${axe}; const { violations } = await axe.run(document, { resultTypes: ['violations'] }); return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => id + ': ' + nodes[0].html); })()`,
  );
}

/** The address of ann's own page, as the bot gives it in private; on the server of this test. */
async function ownPage(subject: string): Promise<string> {
  const secret = await databaseSecret(world.database);
  const { id: personId, groupId } = await world.database.person.findFirstOrThrow({ where: { name: 'ann' } });
  const expiresAt = new Date('2026-12-30T09:00:00Z');
  const path = personalPath(
    { groupId, personId, subject, expiresAt },
    {
      sign: (...parts) => identityOf(secret, ...parts),
    },
  );
  return `${world.webUrl}/${path}`;
}

let world: Awaited<ReturnType<typeof openOverSandbox>>;
let requests = 0;

/** Runs a command as somebody on chat; the words of its answer. */
async function run(who: string, name: string, values: Record<string, OptionValue> = {}): Promise<string> {
  requests += 1;
  const account = { platform: 'discord', id: world.discord.people.user(who).id, name: who };
  const guild = await world.database.space.findFirstOrThrow({ where: { platform: 'discord' } });
  const asks = world.dispatcher.commands.find((one) => one.name === name)?.confirm !== undefined;
  const reply = await world.dispatcher.run(
    {
      id: `request-${requests}`,
      platform: 'discord',
      space: guild.spaceId,
      can: capabilities,
      caller: account,
      roles: [],
      isManager: who === 'prague',
      place: { platform: 'discord', id: world.channel.id, name: 'docs' },
    },
    name,
    { ...values, ...(asks && { confirmed: true }) },
  );
  await world.runUntilIdle();
  return reply.kind === 'said' ? plain(reply.document) : '';
}

const read = async (path: string) => {
  const answer = await fetch(`${world.webUrl}${path}`);
  return { status: answer.status, html: await answer.text() };
};

beforeAll(async () => {
  if (!sqlite) throw new Error('There is no SQLite');
  world = await openOverSandbox(await sqlite.open(), {
    purpose: 'meetings',
    channel: 'docs',
    people: ['prague', 'ann', 'ben'],
  });
  const { database, channel } = world;
  const { id: groupId } = await database.group.findFirstOrThrow();
  for (const purpose of ['amas', 'projects', 'digests']) {
    await database.place.create({ data: { groupId, purpose, platform: 'discord', placeId: channel.id } });
  }
  const role = world.discord.addRole('Board', 0n);
  const board = world.discord.addChannel('board', 'text', { private: [role] });
  await run('prague', 'meeting series create', {
    name: 'Monthly meeting',
    rule: 'first tuesday',
    times: '18:00',
    zone: 'Europe/Prague',
  });
  await run('prague', 'meeting series create', {
    name: 'Secret board',
    rule: 'second tuesday',
    times: '18:00',
    zone: 'Europe/Prague',
    channel: { platform: 'discord', id: board.id, name: 'board' },
    role: role.id,
  });
  await run('prague', 'member role', { who: account('ann'), role: 'member' });
  await run('ben', 'member zone', { zone: 'Asia/Tokyo' });
  const meeting = await database.meeting.findFirstOrThrow({ orderBy: { startsAt: 'asc' } });
  await database.agendaTopic.create({
    data: {
      groupId,
      meetingId: meeting.id,
      title: 'Dark <mode> for the docs',
      createdAt: new Date('2026-11-20T09:00:00Z'),
    },
  });
  await run('ann', 'decision record', { title: 'We write <b>plain</b> English', text: 'Short sentences.' });
  await run('ann', 'project propose', {
    name: 'Tutorial for newcomers',
    summary: 'A first pull request in one evening.\n\n`make html` builds it.',
    help: 'Test it on Windows.',
  });
  await run('prague', 'ama create', {
    title: 'AMA about writing docs',
    hosts: 'ben',
    opens: '2026-12-08 18:00',
    closes: '2026-12-08 20:00',
  });
  await run('prague', 'ama create', {
    title: 'AMA in secret',
    hosts: 'ben',
    opens: '2026-12-09 18:00',
    closes: '2026-12-09 20:00',
    draft: true,
  });
  // Somebody who has not voted, so that nothing closes.
  await database.person.create({ data: { groupId, name: 'carl', role: 'member' } });
  await run('prague', 'vote open', { question: 'Move the glossary?', rule: 'charter', secret: true });
  await run('prague', 'vote open', {
    question: 'What first?',
    rule: 'approval',
    options: 'Search; Glossary',
  });
  await run('prague', 'meeting poll', {
    name: 'Docs sprint',
    times: Array.from({ length: 10 }, (_, i) => `2026-12-${10 + i} 18:00`).join('; '),
    description: 'A **sprint** about `make html`.',
  });
  const ama = await database.ama.findFirstOrThrow({ where: { title: 'AMA about writing docs' } });
  const [asker, host] = await Promise.all(
    ['ben', 'prague'].map((name) => database.person.findFirstOrThrow({ where: { name } })),
  );
  for (const [number, state, text] of [
    [1, 'answered', 'How do I build the docs on Windows?'],
    [2, 'waiting', 'An unmoderated rumour'],
  ] as const) {
    await database.question.create({
      data: {
        amaId: ama.id,
        number,
        text,
        state,
        askerId: asker?.id ?? 0,
        askerAccountId: 'x',
        platform: 'discord',
        sourceId: `q${number}`,
        createdAt: new Date('2026-11-19T09:00:00Z'),
        ...(state === 'answered' && {
          answer: 'With `make html`:\n\n```sh\nmake html\n```',
          answeredById: host?.id ?? 0,
          answeredAt: new Date('2026-11-19T12:00:00Z'),
        }),
      },
    });
  }
});
afterAll(() => world?.close());

/** Twenty members, 550 meetings, 200 decisions, 100 projects, and an AMA with 500 questions. */
async function growOld(): Promise<void> {
  const { database } = world;
  const { id: groupId } = await database.group.findFirstOrThrow();
  const dayOf = (days: number) => new Date(Date.parse('2026-11-20T09:00:00Z') + days * 86_400_000);
  const words = 'What people write goes on for some time, and they like `code` and long words. '.repeat(8);
  const each = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
  const [voter] = each(1);
  for (const i of each(20)) {
    const { id: personId } = await database.person.create({
      data: { groupId, name: `Member with a name of some length ${i}`, role: 'member' },
    });
    await database.membership.create({
      data: { groupId, personId, isShown: true, tags: '["core team","translator"]', sinceAt: dayOf(-900) },
    });
  }
  await database.meeting.createMany({
    data: each(550).map((i) => ({
      groupId,
      name: `Weekly meeting ${i}`,
      localDate: dayOf(-7 * i)
        .toISOString()
        .slice(0, 10),
      localTime: '18:00',
      zone: 'Europe/Prague',
      startsAt: dayOf(-7 * i),
      endsAt: new Date(dayOf(-7 * i).getTime() + 3_600_000),
      tzVersion: '2026a',
      durationMinutes: 60,
      phase: 'over',
      timedAt: dayOf(-7 * i),
      announcedAt: dayOf(-7 * i - 7),
      createdAt: dayOf(-7 * i - 14),
      changedAt: dayOf(-7 * i - 14),
    })),
  });
  const known = await database.decision.count({ where: { groupId } });
  await database.decision.createMany({
    data: each(200).map((i) => ({
      groupId,
      number: known + i,
      title: `Decision about something that took us long to agree on, the ${i}th`,
      text: words,
      decidedAt: dayOf(i - 300),
    })),
  });
  await database.decision.updateMany({
    where: { number: 1 },
    data: { title: 'Decision: we write plain English' },
  });
  const projects = await database.project.count({ where: { groupId } });
  await database.project.createMany({
    data: each(100).map((i) => ({
      groupId,
      number: projects + i,
      name: `Project for a part of the documentation ${i}`,
      status: ['active', 'blocked', 'proposed', 'done', 'parked'][i % 5] ?? 'parked',
      summary: words,
      why: words,
      challenges: words,
      help: words,
      links: JSON.stringify(each(12).map((n) => `https://docs.example.org/${'long-word'.repeat(20)}/${n}`)),
      isVouched: true,
      createdAt: dayOf(-i),
      changedAt: dayOf(-i),
      statusAt: dayOf(-i),
    })),
  });
  const ama = await database.ama.findFirstOrThrow({ where: { title: 'AMA about writing docs' } });
  await database.question.createMany({
    data: each(500).map((i) => ({
      amaId: ama.id,
      number: 10 + i,
      text: `How do I build part ${i} of the documentation?`,
      state: 'answered',
      answer: words,
      answeredById: voter ?? 1,
      answeredAt: dayOf(-1),
      platform: 'discord',
      sourceId: `old${i}`,
      askerId: voter ?? 1,
      askerAccountId: 'x',
      createdAt: dayOf(-2),
    })),
  });
}

const account = (name: string) => ({ platform: 'discord', id: world.discord.people.user(name).id, name });
const paths = [
  '/',
  '/meetings',
  '/meetings/1',
  '/projects',
  '/projects/1',
  '/amas',
  '/amas/1',
  '/amas/1/1',
  '/amas?q=windows',
  '/decisions',
  '/decisions/1',
  '/decisions?q=short%20sent',
  '/members',
  '/digests',
  '/nothing',
];

test('the front page says when the next meeting is and how to come, what goes on, and where help is wanted', async () => {
  const { html } = await read('/');
  const titles = [...html.matchAll(/<h2>(.*?)<\/h2>/gu)].map(([, title]) => title);
  expect(titles).toEqual([
    'Next meeting',
    'Ask me anything',
    'Projects that look for help',
    'Latest decisions',
  ]);
  expect(html).toContain('datetime="2026-12-01T17:00:00.000Z"');
  expect(html).toContain('Put it into your calendar');
});

test('a meeting shows its agenda, an AMA its answers, and a search finds them', async () => {
  expect((await read('/meetings/1')).html).toContain('Dark &#x3C;mode> for the docs');
  expect((await read('/amas/1')).html).toContain('How do I build the docs on Windows?');
  expect((await read('/amas/1/1')).html).toContain('<code class="language-sh">make html');
  expect((await read('/amas?q=BUILD%20windows')).html).toContain('1 found');
  expect((await read('/amas?q=rumour')).html).toContain('Nothing was found for "rumour"');
  // What is too long is cut, here in the middle of its last letter.
  expect((await read(`/amas?q=${'a'.repeat(199)}%F0%9F%90%8D`)).html).toContain('Nothing was found');
});

test('an AMA of years ago is listed on a later page, and has its own all the same', async () => {
  const { id, uid, ...row } = await world.database.ama.findUniqueOrThrow({ where: { id: 1 } });
  const more = Array.from({ length: 500 }, (_, at) => ({ ...row, title: `AMA ${at}` }));
  await world.database.ama.createMany({ data: more });
  let shown = '';
  for (let part = 1; part < 20 && !shown.includes('Older AMAs'); part += 1)
    shown += (await read(`/amas?page=${part}`)).html;
  const [, older = ''] = /href="([^"]*\/amas\/before\/\d+)"/u.exec(shown) ?? [];
  const before = await read(older);
  const [, searched = ''] =
    /href="([^"]*\/amas\/before\/\d+\?q=[^"]*)"/u.exec((await read('/amas?q=BUILD%20windows')).html) ?? [];
  const found = await read(searched);
  const own = await read('/amas/1');
  await world.database.ama.deleteMany({ where: { title: { in: more.map(({ title }) => title) } } });
  expect(shown).not.toContain('href="/amas/1"');
  expect(before.html).toContain('href="/amas/1"');
  expect(found.html).toContain('1 found');
  expect(own.html).toContain('How do I build the docs on Windows?');
});

test('decisions are found by their words; members are shown who agreed', async () => {
  expect((await read('/decisions?q=short%20sent')).html).toContain('We write &#x3C;b>plain&#x3C;/b> English');
  expect((await read('/decisions?q=long')).html).toContain('No decision has these words');
  expect((await read('/decisions/2')).status).toBe(404);
  expect((await read('/members')).html).toContain('Nobody has asked to be shown here. Members who');
  const ann = await world.database.person.findFirstOrThrow({ where: { name: 'ann' } });
  await world.database.membership.upsert({
    where: { personId: ann.id },
    create: {
      groupId: ann.groupId,
      personId: ann.id,
      isShown: true,
      sinceAt: new Date('2026-11-01T00:00:00Z'),
    },
    update: { isShown: true },
  });
  const { html } = await read('/members');
  expect(html).toContain('<li>ann</li>');
  expect(html).not.toContain('prague');
});

test('what is not for everybody is nowhere: private series, drafts, questions that nobody has looked at, who asked', async () => {
  const secret = await world.database.meeting.findFirstOrThrow({ where: { name: 'Secret board' } });
  const draft = await world.database.ama.findFirstOrThrow({ where: { title: 'AMA in secret' } });
  expect((await read(`/meetings/${secret.id}`)).status).toBe(404);
  expect((await read(`/amas/${draft.id}`)).status).toBe(404);
  expect((await read('/amas/1/2')).status).toBe(404);
  for (const path of [...paths, '/feed.atom', '/meetings/feed.atom', '/amas/feed.atom']) {
    const { html } = await read(path);
    expect([
      path,
      /Secret board|AMA in secret|rumour(?!&#x22;|")|>ben</u.exec(
        html.replaceAll(/<main[\s\S]*?ben<\/bdi>/gu, ''),
      )?.[0],
    ]).toEqual([path, undefined]);
  }
});

test('what goes to a channel that only some can read goes from the web at once', async () => {
  const { id: groupId } = await world.database.group.findFirstOrThrow();
  const before = await world.database.place.findMany({ where: { groupId } });
  const hidden = world.discord.addChannel('hidden', 'text', { private: [] });
  await world.database.place.deleteMany({ where: { groupId, platform: 'discourse' } });
  await world.database.place.updateMany({ where: { groupId }, data: { placeId: hidden.id } }).catch(() => {});
  try {
    const { name } = await world.database.group.findFirstOrThrow();
    const slugs = (await world.database.meetingSeries.findMany()).map(({ slug }) => `/calendar/${slug}.ics`);
    const known = ['meetings', 'projects', 'amas', 'decisions', 'digests', 'members', 'polls', 'votes'];
    const guessed = known.flatMap((one) => [`/${one}`, `/${one}/1`, `/${one}/2`, `/${one}/feed.atom`]);
    for (const path of [
      ...paths.slice(1),
      ...guessed,
      '/feed.atom',
      '/amas/1/1',
      '/calendar.ics',
      ...slugs,
    ]) {
      for (const prefix of path.includes('.ics') ? [''] : ['', `/groups/${groupId}`, '/groups/99']) {
        for (const query of ['', `?group=${groupId}`, `?group=${groupId}&token=x`]) {
          const { status, html } = await read(`${prefix}${path}${path.includes('?') ? '' : query}`);
          expect([prefix, path, status]).toEqual([prefix, path, 404]);
          expect([path, html]).toEqual([path, expect.not.stringMatching(hasWords(name))]);
        }
      }
    }
    for (const path of ['/', `/groups/${groupId}`])
      expect((await read(path)).html).not.toMatch(hasWords(name));
    // Who may read it gets an address that nobody can guess; it stands nowhere else.
    const of = async (who: string) =>
      /https?:\S+\.ics\S+token=[\w-]+/u.exec(await run(who, 'meeting calendar'))?.[0] ?? '';
    const address = new URL(await of('ann'));
    expect((await read(`${address.pathname}${address.search}`)).html).toContain('SUMMARY:Monthly meeting');
    await expect(run('ben', 'meeting calendar')).resolves.toContain('not for everybody');
    // After a restore another group may have this number.
    const { createdAt } = await world.database.group.findFirstOrThrow();
    const since = (at: Date) =>
      world.database.group.update({ where: { id: groupId }, data: { createdAt: at } });
    await since(new Date(createdAt.getTime() + 1));
    expect((await read(`${address.pathname}${address.search}`)).status).toBe(404);
    expect(await of('ann')).not.toBe(address.href);
    await since(createdAt);
    // Whoever left has the address still, until it is renewed.
    const old = (await world.database.meetingSeries.findMany()).map(({ feedToken }) => feedToken);
    await expect(run('ben', 'meeting calendar-renew', { confirmed: true })).resolves.toContain(
      'Only organisers',
    );
    await run('prague', 'meeting calendar-renew', { confirmed: true });
    expect((await read(`${address.pathname}${address.search}`)).status).toBe(404);
    const renewed = new URL(await of('ann'));
    expect((await read(`${renewed.pathname}${renewed.search}`)).html).toContain('SUMMARY:Monthly meeting');
    const tokens = (await world.database.meetingSeries.findMany()).map(({ feedToken }) => feedToken);
    expect(tokens.filter((one) => old.includes(one))).toEqual([]);
    const sent: string[] = [];
    const stop = world.discord.onExchange(({ request }) => sent.push(JSON.stringify(request) ?? ''));
    await run('prague', 'meeting move', { meeting: '1', when: '2026-12-01 19:00' });
    stop();
    expect(sent.join()).toContain('Monthly meeting');
    expect(sent.join()).not.toContain('.ics');
  } finally {
    await world.database.place.deleteMany({ where: { groupId } });
    await world.database.place.createMany({ data: before.map(({ id: _, ...row }) => row) });
  }
});

const hasWords = (group: string) =>
  new RegExp(`Tutorial|Monthly|${group}(?!s)|plain English|Windows|Docs sprint|BEGIN:VEVENT|>ann<`, 'u');

describe.skipIf(noBrowser !== undefined)('in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openChromium();
  });
  afterAll(() => browser?.close());

  const looks = [
    [390, 'light', true],
    [390, 'light', false],
    [1280, 'dark', true],
  ] as const;
  test.each(shareOf(looks, looks.length))(
    'at %i pixels, %s, scripts %s: no serious finding, nothing beyond the edge',
    async (width, colorScheme, javaScriptEnabled) => {
      const context = await browser.newContext({
        viewport: { width, height: 800 },
        colorScheme,
        javaScriptEnabled,
        bypassCSP: true,
        timezoneId: 'Asia/Tokyo',
        locale: 'en-GB',
      });
      const sizes: string[] = [];
      const page = await context.newPage();
      for (const path of paths) {
        const answer = await page.goto(`${world.webUrl}${path}`);
        const bytes = (await answer?.body())?.length ?? 0;
        sizes.push(`${path} ${bytes}`);
        expect(bytes).toBeLessThan(30_000);
        expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(width);
        expect(await page.locator('h1').count()).toBe(1);
        // Without scripts nothing can look at the page; it is the same one.
        const found = javaScriptEnabled ? await seriousFindings(page) : [];
        expect([path, found]).toEqual([path, []]);
      }
      process.stdout.write(`Pages at ${width} px, bytes: ${sizes.join(', ')}\n`);
      await context.close();
    },
  );

  test('on paper nothing is cut off at an edge, and what is folded is there', async () => {
    const long = `x = "${'long '.repeat(60)}"`;
    const hidden = { ...codeBlock(long), data: { isHidden: true } };
    const page = await browser.newPage({ viewport: { width: 700, height: 1000 } });
    const [html = ''] = sheetParts({ title: 'Code', href: '/', document: doc(codeBlock(long), hidden) });
    await page.setContent(html);
    const seen = () =>
      page
        .locator('pre')
        .evaluateAll((all) =>
          all.map((pre) => [
            pre.scrollWidth <= pre.clientWidth,
            pre.checkVisibility({ contentVisibilityAuto: true }),
          ]),
        );
    expect(await seen()).toEqual([
      [false, true],
      [false, false],
    ]);
    await page.emulateMedia({ media: 'print' });
    expect(await seen()).toEqual([
      [true, true],
      [true, true],
    ]);
    await page.close();
  });

  const ways = [
    [390, 'dark', true],
    [390, 'light', false],
    [1280, 'light', true],
  ] as const;
  test.each(shareOf(ways, ways.length))(
    'at %i pixels, %s, scripts %s: a ballot and a poll are filled in on pages of their own',
    async (width, colorScheme, hasScripts) => {
      const context = await browser.newContext({
        viewport: { width, height: 800 },
        colorScheme,
        javaScriptEnabled: hasScripts,
        bypassCSP: true,
        timezoneId: 'Asia/Tokyo',
      });
      const page = await context.newPage();
      const check = async () => {
        expect(Buffer.byteLength(await page.content())).toBeLessThan(30_000);
        expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(width);
        if (hasScripts) expect(await seriousFindings(page)).toEqual([]);
      };
      /** Sends the form from the keyboard, and waits for what is said of it. */
      const send = async (said: RegExp) => {
        await page.locator('form[method=post] button').focus();
        await page.keyboard.press('Enter');
        await page.getByText(said).first().waitFor();
      };
      const { id: voteId } = await world.database.groupVote.findFirstOrThrow({ where: { rule: 'charter' } });
      await page.goto(await ownPage(`decisions/vote/${voteId}`));
      await check();
      const no = page.getByRole('radio', { name: '-1' });
      await no.focus();
      await page.keyboard.press('Space');
      await send(/needs its reason/u);
      // Refused, with what was chosen still there.
      expect(await no.isChecked()).toBe(true);
      await check();
      await page.getByRole('radio', { name: '+1' }).check();
      await send(/Your vote (stands|is counted): \+1/u);

      const { id: approvalId } = await world.database.groupVote.findFirstOrThrow({
        where: { rule: 'approval' },
      });
      await page.goto(await ownPage(`decisions/vote/${approvalId}`));
      await check();
      await page.getByRole('checkbox', { name: 'Search' }).setChecked(true);
      await send(/Your vote (stands|is counted)/u);
      expect(await page.getByRole('checkbox', { name: 'Search' }).isChecked()).toBe(true);

      const { id: pollId } = await world.database.poll.findFirstOrThrow();
      const answer = await page.goto(await ownPage(`polls/${pollId}`));
      await check();
      expect(answer?.headers()['content-security-policy']).toContain("form-action 'self'");
      // Each time has its name and its three answers; with scripts it is told on the reader's clocks.
      const third = page.getByRole('group', { name: /^3\./u });
      if (hasScripts) expect(await third.getByText(/02:00|2:00/u).count()).toBeGreaterThan(0);
      for (const number of [1, 2, 3])
        await page
          .getByRole('group', { name: new RegExp(`^${number}\\.`, 'u') })
          .getByRole('radio', { name: number === 2 ? 'if need be' : 'yes', exact: true })
          .check();
      await send(/Your answers (stand|are counted)/u);
      expect(
        await page
          .getByRole('group', { name: /^2\./u })
          .getByRole('radio', { name: 'if need be' })
          .isChecked(),
      ).toBe(true);
      await check();
      process.stdout.write(
        `Poll of ten times at ${width} px: ${Buffer.byteLength(await page.content())} bytes\n`,
      );
      // A letter more or less is nobody's page.
      expect((await page.goto(`${await ownPage(`polls/${pollId}`)}x`))?.status()).toBe(404);
      expect(
        (await page.goto((await ownPage(`polls/${pollId}`)).replace('/polls/', '/polls/9')))?.status(),
      ).toBe(404);
      await context.close();
    },
  );

  test.skipIf(!isInFull)(
    'of a group that is years old each page is small, every part can be reached, and nothing goes beyond a phone',
    async () => {
      await growOld();
      const page = await browser.newPage({ viewport: { width: 390, height: 800 }, bypassCSP: true });
      const sizes: string[] = [];
      const seen = new Map<string, string>();
      const waiting = [
        '/',
        '/meetings',
        '/projects',
        '/projects/90',
        '/decisions',
        '/amas',
        '/amas/1',
        '/members',
      ];
      waiting.push('/amas?q=build', '/decisions?q=decision', '/digests');
      for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
        if (seen.has(path)) continue;
        const { status, html } = await read(path);
        seen.set(path, html);
        const bytes = Buffer.byteLength(html);
        sizes.push(`${path} ${bytes}`);
        expect([path, status, bytes < 30_000]).toEqual([path, 200, true]);
        const ids = html.match(/ id="[^"]*"/gu) ?? [];
        expect([path, new Set(ids).size]).toEqual([path, ids.length]);
        for (const [, next = ''] of html.matchAll(/<a href="([^"]*)">(?:The next part|Earlier meetings)/gu))
          waiting.push(next.replaceAll('&#x26;', '&'));
      }
      for (const path of [
        '/',
        '/meetings?page=2',
        '/projects',
        '/projects/90',
        '/decisions',
        '/amas/1',
        '/members',
      ]) {
        await page.goto(`${world.webUrl}${path}`);
        const width = await page.locator('html').evaluate((root) => root.scrollWidth);
        expect([path, width <= 390]).toEqual([path, true]);
        // What it looks at is alike on all of them, and it takes its time on long ones.
        if (path === '/projects/90') expect([path, await seriousFindings(page)]).toEqual([path, []]);
      }

      process.stdout.write(`Pages of an old group at 390 px, bytes: ${sizes.join(', ')}\n`);
      const all = [...seen.values()].join('\n');
      for (const number of [1, 499, 500, 501, 550])
        expect([number, all.includes(`>Weekly meeting ${number}<`)]).toEqual([number, true]);
      for (const number of [1, 100, 200]) {
        expect([number, all.includes(`>${number}. Decision`)]).toEqual([number, true]);
        expect([number, all.includes(`href="/amas/1/${number + 100}"`)]).toEqual([number, true]);
      }
      expect(all.match(/>Weekly meeting/gu)?.length).toBeGreaterThanOrEqual(300);
      await page.close();
    },
    120_000,
  );

  test('the feeds keep the rules of RFC 4287, whatever people typed', async () => {
    const { database } = world;
    const { id: groupId } = await database.group.findFirstOrThrow();
    const { _max } = await database.decision.aggregate({ where: { groupId }, _max: { number: true } });
    const hostile = 'Ende ]]> & <b>"quoted"</b> \u0007\u0000\ud83d\uffff &amp; 😀';
    await database.decision.create({
      data: {
        groupId,
        number: (_max.number ?? 0) + 1,
        title: hostile,
        text: hostile,
        decidedAt: new Date('2026-11-19T09:00:00Z'),
      },
    });
    const project = await database.project.findFirstOrThrow({ where: { groupId, isVouched: true } });
    const at = new Date('2026-11-19T10:00:00Z');
    for (const text of ['The first of two at once', 'The second'])
      await database.projectUpdate.create({ data: { projectId: project.id, kind: 'update', text, at } });
    const page = await browser.newPage();
    for (const path of ['', 'meetings/', 'projects/', 'decisions/', 'amas/', 'digests/']) {
      const answer = await fetch(`${world.webUrl}/${path}feed.atom`);
      if (answer.status === 404) continue;
      expect(answer.headers.get('content-type')).toContain('application/atom+xml');
      const xml = await answer.text();
      expect([path, await atomFaults(page, xml)]).toEqual([path, []]);
      if (path === 'projects/') expect(xml.match(/at once|The second/gu)).toHaveLength(2);
      if (path === 'decisions/') expect(xml).toContain('Ende ]]');
    }
    await page.close();
  });

  test('the keyboard reaches the content first, and a search works without scripts', async () => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 390, height: 800 },
    });
    const page = await context.newPage();
    await page.goto(`${world.webUrl}/amas`);
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').innerText()).toBe('Skip to the content');
    await page.getByLabel('Search questions and answers').fill('windows');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'How do I build the docs on Windows?' }).click();
    expect(await page.locator('h1').innerText()).toBe('How do I build the docs on Windows?');
    await context.close();
  });
});

// Everything that people type, as an attacker types it, on every page in a real browser: it is seen as words, and does nothing.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OptionValue } from '../../src/core/command.ts';
import { plain } from '../../src/core/document.ts';
import { capabilities } from '../../src/platforms/discord/capabilities.ts';
import { databaseSecret, identityOf } from '../../src/storage/secret.ts';
import { personalPath } from '../../src/web/personal-link.ts';
import { openOverSandbox } from '../over-sandbox.ts';
import { noBrowser, openChromium } from '../sandbox/page/chromium.ts';
import { freshDatabases } from '../storage/database.ts';

const [sqlite] = freshDatabases('SQLite');

/** Ends every element and attribute that it may stand in, and asks another host. */
const bad = `"'></title></textarea></script><script>alert(1)</script><img src="http://127.0.0.1:1/x" onerror="alert(2)">`;
/** What formatting could make of it. */
const sly = `${bad} [a](javascript:alert(3)) ![b](http://127.0.0.1:1/y) <https://x.example/"onmouseover="alert(4)> \u202egnp.exe \`</code>${bad}\``;

let world: Awaited<ReturnType<typeof openOverSandbox>>;
let paths: string[];
let personal: string[];

beforeAll(async () => {
  if (!sqlite) throw new Error('There is no SQLite');
  world = await openOverSandbox(await sqlite.open(), {
    purpose: 'meetings',
    channel: 'docs',
    people: ['prague', 'ann'],
  });
  const { database, channel, discord } = world;
  const group = await database.group.findFirstOrThrow();
  const { id: groupId } = group;
  for (const purpose of ['amas', 'projects', 'decisions'])
    await database.place.create({ data: { groupId, purpose, platform: 'discord', placeId: channel.id } });
  const guild = await database.space.findFirstOrThrow({ where: { platform: 'discord' } });
  let requests = 0;
  async function run(who: string, name: string, values: Record<string, OptionValue>): Promise<void> {
    requests += 1;
    const asks = world.dispatcher.commands.find((one) => one.name === name)?.confirm !== undefined;
    const reply = await world.dispatcher.run(
      {
        id: `request-${requests}`,
        platform: 'discord',
        space: guild.spaceId,
        can: capabilities,
        caller: { platform: 'discord', id: discord.people.user(who).id, name: who },
        roles: [],
        isManager: who === 'prague',
        place: { platform: 'discord', id: channel.id, name: 'docs' },
      },
      name,
      { ...values, ...(asks && { confirmed: true }) },
    );
    if (reply.kind === 'said' && reply.isError) throw new Error(`/${name}: ${plain(reply.document)}`);
  }
  const ann = { platform: 'discord', id: discord.people.user('ann').id, name: 'ann' };
  await run('prague', 'member role', { who: ann, role: 'member' });
  const times = { rule: 'first tuesday', times: '18:00', zone: 'Europe/Prague' };
  await run('prague', 'meeting series create', { name: 'Monthly', ...times });
  await run('ann', 'decision record', { title: 'We write', text: sly });
  await run('ann', 'project propose', { name: 'Tutorial', summary: sly, help: sly });
  await run('prague', 'ama create', {
    ...{ title: 'AMA', hosts: 'ann', rules: sly.slice(0, 300) },
    ...{ opens: '2026-12-08 18:00', closes: '2026-12-08 20:00' },
  });
  await run('prague', 'vote open', {
    question: 'What first?',
    rule: 'approval',
    options: 'Search; Glossary',
  });
  await run('prague', 'vote open', { question: 'Move it?', rule: 'majority', secret: true, details: sly });
  await run('prague', 'meeting poll', {
    ...{ name: 'Sprint', times: '2026-12-15 18:00; 2026-12-16 18:00', description: sly.slice(0, 300) },
  });
  await world.runUntilIdle();

  const meeting = await database.meeting.findFirstOrThrow({ orderBy: { startsAt: 'asc' } });
  const createdAt = new Date('2026-11-20T09:00:00Z');
  await database.agendaTopic.create({ data: { groupId, meetingId: meeting.id, title: bad, createdAt } });
  const ama = await database.ama.findFirstOrThrow();
  const { id: annId } = await database.person.findFirstOrThrow({ where: { name: 'ann' } });
  await database.question.create({
    data: {
      ...{ amaId: ama.id, number: 1, text: sly, state: 'answered', answer: sly, createdAt },
      ...{ askerId: annId, askerAccountId: 'x', platform: 'discord', sourceId: 'q1' },
      ...{ answeredById: annId, answeredAt: createdAt },
    },
  });
  await database.membership.upsert({
    where: { personId: annId },
    create: { groupId, personId: annId, isShown: true, tags: JSON.stringify([bad]), sinceAt: createdAt },
    update: { isShown: true, tags: JSON.stringify([bad]) },
  });
  await database.group.updateMany({ data: { name: bad } });
  await database.person.updateMany({ data: { name: bad } });
  await database.meetingSeries.updateMany({ data: { name: bad, description: sly } });
  await database.meeting.updateMany({ data: { name: bad } });
  await database.decision.updateMany({ data: { title: bad } });
  await database.project.updateMany({ data: { name: bad } });
  await database.ama.updateMany({ data: { title: bad } });
  await database.groupVote.updateMany({ data: { question: bad } });
  await database.groupVote.updateMany({
    where: { rule: 'approval' },
    data: { options: JSON.stringify([bad, `2 ${bad}`]) },
  });
  await database.poll.updateMany({ data: { name: bad } });

  const secret = await databaseSecret(database);
  const link = (subject: string) =>
    `/${personalPath(
      { groupId, personId: annId, subject, expiresAt: new Date('2026-12-30T09:00:00Z') },
      { sign: (...parts) => identityOf(secret, ...parts) },
    )}`;
  const votes = await database.groupVote.findMany();
  const poll = await database.poll.findFirstOrThrow();
  personal = [...votes.map(({ id }) => link(`decisions/vote/${id}`)), link(`polls/${poll.id}`)];
  paths = [
    ...['/', '/meetings', `/meetings/${meeting.id}`, '/projects', '/projects/1', '/amas', `/amas/${ama.id}`],
    ...[`/amas/${ama.id}/1`, '/decisions', '/decisions/1', '/members'],
    ...['amas', 'decisions'].map((name) => `/${name}?q=${encodeURIComponent(bad)}`),
    ...[`/${encodeURIComponent(bad)}`, `/groups/${encodeURIComponent(bad)}`],
  ];
});
afterAll(() => world?.close());

describe.skipIf(noBrowser !== undefined)('in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openChromium();
  });
  afterAll(() => browser?.close());

  /** A page that tells what it did. */
  async function opened() {
    const page = await browser.newPage();
    const did: string[] = [];
    page.on('dialog', async (dialog) => {
      did.push(`dialog ${dialog.message()}`);
      await dialog.dismiss();
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(world.webUrl ?? '')) did.push(`request ${request.url()}`);
    });
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) did.push(message.text());
    });
    /** What stands in it that nobody of ours put there. */
    const strange = () =>
      page.evaluate(`[...document.querySelectorAll('*')].flatMap((one) => [
        ...(['IMG', 'IFRAME', 'OBJECT', 'EMBED', 'SVG', 'BASE'].includes(one.tagName) ? [one.outerHTML] : []),
        ...[...one.attributes].filter(({ name, value }) =>
          name.startsWith('on') || name === 'style' || /^\\s*(?:javascript|data):/i.test(value))
          .map(({ name, value }) => name + '=' + value),
      ]).concat([...document.scripts].slice(1).map((one) => one.outerHTML))`);
    return { page, did, strange };
  }

  test('pages show it as words, also to who hovers and presses', async () => {
    const { page, did, strange } = await opened();
    let shown = 0;
    for (const path of paths) {
      const answer = await page.goto(`${world.webUrl}${path}`);
      expect([path, answer?.status()]).toEqual([
        path,
        path.includes(encodeURIComponent(bad)) && !path.includes('?') ? 404 : 200,
      ]);
      expect([path, await strange()]).toEqual([path, []]);
      const words = await page.evaluate<string>('document.body.textContent');
      shown += words.split('<script>alert(1)</script>').length - 1;
      for (const link of await page.locator('main a').all())
        await link.hover({ timeout: 2_000 }).catch(() => {});
    }
    expect(shown).toBeGreaterThan(40);
    expect(did).toEqual([]);
    await page.close();
  });

  test('pages of one’s own do too, before and after their form is sent, and what was refused is typed again', async () => {
    const { page, did, strange } = await opened();
    for (const path of personal) {
      await page.goto(`${world.webUrl}${path}`);
      expect([path, await strange()]).toEqual([path, []]);
      expect(await page.evaluate<string>('document.body.textContent')).toContain('<script>alert(1)</script>');
      for (const box of await page.locator('input[type=radio], input[type=checkbox]:not(:disabled)').all())
        await box.check();
      for (const box of await page.locator('textarea, input[type=text]').all())
        await box.fill(sly.slice(0, 400));
      await page.locator('button[type=submit]').click();
      await page.waitForLoadState();
      expect([path, await strange()]).toEqual([path, []]);
      expect(await page.locator('[role=status], [role=alert]').count()).toBe(1);
    }
    expect(did).toEqual([]);
    await page.close();
  });
});

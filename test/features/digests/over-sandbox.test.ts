// The feature with the real platforms over the sandbox: what people see on Discord and Discourse of a digest.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startDiscord, textOf } from '../../../sandbox/discord/index.ts';
import { startDiscourse } from '../../../sandbox/discourse/index.ts';
import { startGitHub } from '../../../sandbox/github/index.ts';
import { createDispatcher } from '../../../src/core/dispatcher.ts';
import type { Platform } from '../../../src/core/platform.ts';
import { digests } from '../../../src/features/digests/index.ts';
import { digestsStore } from '../../../src/features/digests/store.ts';
import { rosterStore } from '../../../src/features/roster/store.ts';
import { fitted, svgText } from '../../../src/pictures/glyphs.ts';
import { toPng } from '../../../src/pictures/png.ts';
import { discordPlatform } from '../../../src/platforms/discord/index.ts';
import { discoursePlatform } from '../../../src/platforms/discourse/index.ts';
import { reconciler } from '../../../src/publishing/reconciler.ts';
import { leaseOwner, ownerGone } from '../../../src/publishing/store.ts';
import { githubSource } from '../../../src/sources/github/index.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';

const silent = { info: () => {}, warn: () => {}, error: () => {}, debug: () => {} };
const repository = 'python/cpython';

async function openOffline(fresh: Fresh) {
  let now = new Date('2026-11-20T09:00:00Z');
  const clock = () => now;
  const discord = await startDiscord({ clock, speed: 60 });
  const discourse = await startDiscourse({ clock, speed: 60 });
  const github = await startGitHub({ clock });
  const guild = discord.addGuild('Docs');
  const channel = discord.addChannel('pull-requests');
  for (const name of ['prague', 'tokyo', 'newcomer']) {
    discord.addMember(discord.addUser(name));
    discourse.addUser(name);
  }
  const { database } = fresh;
  const group = await database.group.create({
    data: {
      name: 'Docs work group',
      zone: 'Europe/Prague',
      discordGuild: guild.id,
      discourseCategory: String(discourse.addCategory('Documentation').id),
      pullRequestsChannel: channel.id,
    },
  });
  const roster = rosterStore(database);
  const failures: string[] = [];
  const feature = digests({
    store: digestsStore(database),
    groups: roster,
    people: roster,
    source: githubSource({ apiUrl: github.url, token: github.token }),
    pictures: { draw: svgText, fit: fitted, toPng },
    now: clock,
  });
  const cursors = new Map<string, string>();
  const all: Platform[] = [
    discordPlatform({ token: discord.botToken, apiUrl: discord.url, now: clock, log: silent }),
    discoursePlatform({
      url: discourse.url,
      apiKey: discourse.apiKey,
      username: discourse.apiUsername,
      requestsPerMinute: 3600,
      now: clock,
      cursors: {
        read: async (name) => cursors.get(name),
        write: async (name, value) => void cursors.set(name, value),
      },
      log: silent,
    }),
  ];
  const dispatcher = createDispatcher({
    commands: feature.commands,
    actions: feature.actions,
    forms: feature.forms,
    drafts: { keep: async () => '1', find: async () => undefined },
    now: clock,
    standing: async ({ caller }) => ({
      groupId: group.id,
      isOrganiser: caller.name === 'prague',
      zone: group.zone,
    }),
    groupOf: async () => group.id,
    ingest: async () => {},
    changed: () => {},
    failed: (error) => failures.push(String(error)),
  });
  const owner = leaseOwner();
  const run = reconciler({
    database,
    owner,
    platforms: new Map(all.map((one) => [one.name, one])),
    views: new Map(Object.entries(feature.views).map(([name, view]) => [`digests/${name}`, view])),
    now: clock,
    failed: (row, outcome) => failures.push(`${row.key}: ${JSON.stringify(outcome)}`),
  });
  for (const one of all) await one.start(dispatcher);
  const runUntilIdle = async () => {
    const next = await feature.tick?.(now);
    await run.run();
    await feature.tick?.(now);
    await run.run();
    return next;
  };
  return {
    discord,
    discourse,
    github,
    channel,
    failures,
    runUntilIdle,
    poll: async () => await all[1]?.poll?.([]),
    async advanceTo(instant: string) {
      const end = new Date(instant);
      for (let next = await runUntilIdle(); next && next <= end; next = await runUntilIdle()) now = next;
      now = end;
      await runUntilIdle();
    },
    async close() {
      for (const one of all) await one.stop();
      ownerGone(owner);
      await Promise.all([discord.close(), discourse.close(), github.close()]);
      await fresh.close();
    },
  };
}

describe.each(freshDatabases())('on $name', ({ open }) => {
  let bot: Awaited<ReturnType<typeof openOffline>>;
  beforeEach(async () => {
    bot = await openOffline(await open());
  });
  afterEach(() => bot.close());

  const watch = () =>
    bot.discord.people.commandText(
      'prague',
      '#pull-requests',
      `/prs watch add repository:${repository} label:docs schedule:"mondays 09:00 Europe/Prague"`,
    );
  const messages = () => bot.discord.messages('#pull-requests').map((message) => textOf(message));
  const digest = () =>
    bot.discord.people.findFor('tokyo', '1451 open') ?? bot.discord.people.findFor('tokyo', '120 open');

  it('1,451 pull requests are one message on Discord, and whole in a topic on Discourse', async () => {
    bot.github.madeUp(1451, { seed: 8, repository });
    await watch();
    await bot.advanceTo('2026-11-23T08:00:00Z');
    expect(bot.failures).toEqual([]);
    expect(messages()).toHaveLength(1);
    expect(messages()[0]).toContain('1451 open');
    expect(bot.discord.counters().pings).toEqual({});
    const raws = (bot.discourse.findTopic('Pull requests: ', 'tokyo')?.posts ?? []).map(({ raw }) => raw);
    const numbers = raws.join('\n').matchAll(/^- \[#(\d+)\]\(https:.* · .*$/gmu);
    expect([...numbers].map(([, number]) => Number(number)).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 1451 }, (_, i) => i + 1),
    );
    for (const raw of raws) expect(raw.length).toBeLessThanOrEqual(32_000);
    expect(raws.at(-1)).toContain('Read from GitHub with 76 requests');
  }, 60_000);

  it('a part is paged through in private, and a review is taken on by the form', async () => {
    bot.github.madeUp(120, { seed: 8, repository });
    await watch();
    await bot.advanceTo('2026-11-23T08:00:00Z');
    const { people } = bot.discord;
    const [label = ''] = /Waiting for a first review \(\d+\)/u.exec(messages()[0] ?? '') ?? [];
    const page = await people.press('tokyo', digest()?.id ?? '', label);
    expect(page.text).toContain('Page 1 of ');
    const second = await people.press('tokyo', page.message?.id ?? '', 'More ▶');
    expect(second.text).toContain('Page 2 of ');
    await people.press('tokyo', digest()?.id ?? '', "I'll review");
    const [choice = ''] = /#\d+/u.exec(page.text) ?? [];
    const claimed = await people.submit('tokyo', { 'Which one?': `${repository}${choice}` });
    expect(claimed.text).toContain('is yours until');
    await bot.runUntilIdle();
    expect(messages()[0]).toContain('tokyo reviews it');
    expect(messages()).toHaveLength(1);
    expect(bot.failures).toEqual([]);
  });

  it('what is read at once is answered at once, for all', async () => {
    bot.github.madeUp(400, { seed: 8, repository });
    const seen = await bot.discord.people.commandText(
      'newcomer',
      '#pull-requests',
      `/prs digest repository:${repository} label:docs`,
    );
    expect(seen).toMatchObject({ isPrivate: false, text: expect.stringContaining('400 open') });
    expect(bot.failures).toEqual([]);
  });

  it('on Discourse a digest is asked for by a reply, and answered whole while it fits a post', async () => {
    bot.github.madeUp(30, { seed: 8, repository });
    await watch();
    await bot.advanceTo('2026-11-23T08:00:00Z');
    await bot.poll();
    bot.discourse.reply('tokyo', 'Pull requests: ', {
      raw: `@docent prs digest repository:${repository} label:docs`,
    });
    await bot.poll();
    const posts = bot.discourse.findTopic('Pull requests: ', 'tokyo')?.posts ?? [];
    expect(posts.at(-1)?.raw.match(/^- \[#\d+\]/gmu)).toHaveLength(30);
    expect(bot.failures).toEqual([]);
  });
});

// The feature with the real platforms over the sandbox: what people see on Discord and Discourse of a digest.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { textOf } from '../../../sandbox/discord/index.ts';
import { openOverSandbox } from '../../over-sandbox.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';

const repository = 'python/cpython';

const openOffline = (fresh: Fresh) =>
  openOverSandbox(fresh, {
    purpose: 'digests',
    channel: 'pull-requests',
    people: ['prague', 'tokyo', 'newcomer'],
  });

describe.each(freshDatabases('SQLite'))('on $name', ({ open }) => {
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
  });

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
    const { people } = bot.discord;
    await people.commandText('newcomer', '#pull-requests', `/prs digest repository:${repository} label:docs`);
    // A slow computer says first how far it is.
    await bot.runUntilIdle();
    const seen = people.lastReply('newcomer');
    expect(seen).toMatchObject({ isPrivate: false, text: expect.stringContaining('400 open') });
    expect(bot.failures).toEqual([]);
  });

  it('on Discourse a digest is asked for by a reply, and answered whole while it fits a post', async () => {
    bot.github.madeUp(30, { seed: 8, repository });
    await watch();
    await bot.advanceTo('2026-11-23T08:00:00Z');
    await bot.runUntilIdle();
    bot.discourse.reply('tokyo', 'Pull requests: ', {
      raw: `@docent prs digest repository:${repository} label:docs`,
    });
    await bot.runUntilIdle();
    const posts = bot.discourse.findTopic('Pull requests: ', 'tokyo')?.posts ?? [];
    expect(posts.at(-1)?.raw.match(/^- \[#\d+\]/gmu)).toHaveLength(30);
    expect(bot.failures).toEqual([]);
  });

  it('of a private repository nobody without rights reads anything, wherever they ask', async () => {
    const secret = 'python/secret';
    bot.github.addRepository(secret).isPrivate = true;
    const labels = [{ name: 'docs', color: 'ffffff' }];
    const createdAt = new Date('2026-06-01T09:00:00Z');
    const pull = bot.github.world.openPull(secret, { title: 'Hidden plan', labels, createdAt });
    bot.github.world.openIssue(secret, { title: 'Hidden fault?', labels, createdAt });
    await bot.discord.people.commandText(
      'prague',
      '#pull-requests',
      `/prs watch add repository:${secret} schedule:"mondays 09:00 Europe/Prague" topics:none confirmed:true`,
    );
    bot.discourse.createTopic('prague', 'Documentation', {
      title: 'What we do this week',
      raw: 'Let us see what is open.',
    });
    const asked = [
      'prs digest', `prs digest repository:${secret}`, `prs show number:${pull.number} repository:${secret}`, 'prs stale', 'prs for-me',
      `issues for-me repository:${secret} kind:answer`, 'prs numbers month:2026-06', `issues digest repository:${secret}`, 'issues triage', 'prs watch list', 'prs labels',
    ]; // biome-ignore format: a list to read
    for (const words of asked) {
      for (const who of ['newcomer', 'prague']) {
        bot.discourse.reply(who, 'What we do this week', {
          raw: `@docent ${words}\n\nThank you very much.`,
        });
        await bot.runUntilIdle();
      }
      bot.discourse.message('newcomer', ['docent'], {
        title: `A question about ${words.slice(0, 12)}`,
        raw: `@docent ${words}\n\nThank you very much.`,
      });
      await bot.runUntilIdle();
    }
    const read = (who: string) =>
      bot.discourse
        .topicsFor(who)
        .flatMap(({ posts }) => posts.map(({ raw }) => raw))
        .join('\n');
    expect(read('newcomer')).not.toContain('Hidden');
    expect(read('prague')).toContain('Hidden plan');
    for (const path of ['/', '/digests', '/digests/1', '/feed.atom', '/agenda'])
      expect(await (await fetch(new URL(path, bot.webUrl))).text()).not.toMatch(/Hidden|secret/u);
    expect(bot.failures).toEqual([]);
  });
});

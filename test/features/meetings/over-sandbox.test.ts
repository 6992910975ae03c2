// The feature with the real platforms over the sandbox: what people see on Discord and Discourse of one meeting.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { textOf } from '../../../sandbox/discord/index.ts';
import { openOverSandbox } from '../../over-sandbox.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';

const openOffline = (fresh: Fresh) =>
  openOverSandbox(fresh, { purpose: 'meetings', channel: 'meetings', people: ['prague', 'tokyo', 'lagos'] });

describe.each(freshDatabases('SQLite'))('on $name', ({ open }) => {
  let fresh: Fresh;
  let bot: Awaited<ReturnType<typeof openOffline>>;

  beforeEach(async () => {
    fresh = await open();
    bot = await openOffline(fresh);
    const { people } = bot.discord;
    await people.commandText(
      'prague',
      '#meetings',
      '/meeting series create name:"Monthly meeting" rule:"first tuesday" times:"21:00, 18:00" zone:Europe/Prague voice:"#Meeting room" confirmed:true',
    );
    await bot.runUntilIdle();
  });
  afterEach(async () => {
    await bot.close();
    await fresh.close();
    expect(bot.failures).toEqual([]);
  });

  const texts = () => bot.discord.messages('#meetings').map((message) => textOf(message));
  const message = (words: string, button?: string) => {
    const found = bot.discord.people.findFor('tokyo', words, button);
    if (!found) throw new Error(`No message with "${words}" in ${texts().join('\n---\n')}`);
    return found;
  };
  const topic = (title = 'Monthly meeting: ') => bot.discourse.findTopic(title, 'tokyo');
  const posts = () => (topic()?.posts ?? []).map(({ raw }) => raw);

  it('announces it on both, with an event in the voice channel', async () => {
    expect(bot.discord.people.lastReply('prague')?.text).toContain('Monthly meeting');
    expect(textOf(message('Monthly meeting', 'Going'))).toContain('Meeting room');
    expect(topic()?.title).toBe('Monthly meeting: Tuesday 1 December 2026');
    expect(posts()[0]).toContain('[date=2026-12-01 time=21:00:00 timezone="Europe/Prague"]');
    expect(
      bot.discord.events().map(({ name, startsAt, channelId }) => [name, startsAt.toISOString(), channelId]),
    ).toEqual([
      ['Monthly meeting', '2026-12-01T20:00:00.000Z', bot.voice.id],
      ['Monthly meeting', '2027-01-05T17:00:00.000Z', bot.voice.id],
    ]);
  });

  it('takes answers by button and by reply, and reminds where they were given', async () => {
    const { discord, discourse } = bot;
    await discord.people.press('tokyo', message('Monthly meeting', 'Going').id, 'Going');
    await discord.people.press('tokyo', message('Monthly meeting', 'Remind me').id, 'Remind me');
    await bot.runUntilIdle();
    discourse.reply('lagos', 'Monthly meeting', { raw: '@docent meeting rsvp answer:maybe' });
    discourse.reply('lagos', 'Monthly meeting', { raw: '@docent meeting remind-me before:2h' });
    discourse.reply('lagos', 'Monthly meeting', { raw: '@docent topic: Dark mode for the docs' });
    await bot.runUntilIdle();
    expect(textOf(message('Monthly meeting', 'Going'))).toMatch(/Going \(1\).*<@/u);
    expect(textOf(message('Monthly meeting', 'Going'))).toMatch(/Maybe \(1\).*lagos/u);
    discord.resetCounters();
    await bot.advanceTo('2026-12-01T20:10:00Z');
    // Each reminder takes the place of the one before.
    for (const words of ['in 7 days', 'in 1 day', 'in 1 hour'])
      expect(texts().filter((text) => text.includes(words))).toEqual([]);
    expect(texts().filter((text) => text.includes('starts now'))).toHaveLength(1);
    expect(discord.counters().pings).toEqual({ tokyo: 4 });
    const told = discourse.messagesOf('lagos').flatMap((topic) => topic.posts.map(({ raw }) => raw));
    expect(told.filter((raw) => raw.includes('starts'))).toEqual([
      expect.stringMatching(/^Monthly meeting starts in 2 hours/u),
    ]);
    expect(posts().some((raw) => raw.includes('Agenda') && raw.includes('Dark mode for the docs'))).toBe(
      true,
    );
  });

  it('a move and a cancellation are seen everywhere, and told once', async () => {
    const { discord, discourse } = bot;
    await discord.people.press('tokyo', message('Monthly meeting', 'Going').id, 'Going');
    const asked = await discord.people.commandText(
      'prague',
      '#meetings',
      '/meeting move when:"2026-12-02 20:00"',
    );
    expect(asked.text).toContain('Wednesday 2 December 2026, 20:00 Europe/Prague');
    await discord.people.press('prague', asked.message?.id ?? '', 'Move it');
    await bot.runUntilIdle();
    expect(discord.events()[0]?.startsAt.toISOString()).toBe('2026-12-02T19:00:00.000Z');
    expect(topic()?.title).toBe('Monthly meeting: Wednesday 2 December 2026');
    expect(texts().filter((text) => text.includes('has moved'))).toHaveLength(1);
    expect(discord.counters().pings).toEqual({ tokyo: 1 });
    await discord.people.commandText(
      'prague',
      '#meetings',
      '/meeting cancel reason:"Nobody can host." confirmed:true',
    );
    await bot.runUntilIdle();
    expect(topic('Cancelled')?.title).toBe('Cancelled: Monthly meeting: Wednesday 2 December 2026');
    expect(texts().filter((text) => text.includes('Cancelled: Monthly meeting'))).toHaveLength(1);
    await discord.people.commandText('prague', '#meetings', '/meeting restore confirmed:true');
    await bot.runUntilIdle();
    const open = discord.events().filter(({ status }) => status === 1);
    expect(open.map(({ startsAt }) => startsAt.toISOString())).toContain('2026-12-02T19:00:00.000Z');
    expect(discourse.findTopic('Cancelled')).toBeUndefined();
  });

  it('the event begins and ends with the meeting, and who is in the voice channel is in the minutes', async () => {
    const { discord } = bot;
    await bot.advanceTo('2026-12-01T20:00:00Z');
    discord.joinVoice('lagos', '#Meeting room');
    expect(discord.events()[0]?.status).toBe(2);
    await bot.runUntilIdle();
    expect(posts().some((raw) => /Roll call\s+- lagos/u.test(raw))).toBe(true);
    await bot.advanceTo('2026-12-01T21:00:00Z');
    expect(
      discord.events().find(({ startsAt }) => startsAt.getTime() === Date.parse('2026-12-01T20:00:00Z'))
        ?.status ?? 3,
    ).toBe(3);
  });

  it('a plan is shown with its picture, and accepted with its button', async () => {
    const { discord } = bot;
    await discord.people.commandText('tokyo', '#meetings', '/availability set zone:Asia/Tokyo');
    await bot.database.person.updateMany({ data: { role: 'member' } });
    const seen = await discord.people.commandText('prague', '#meetings', '/meeting plan slots:1');
    expect(seen.message?.attachments.map(({ filename }) => filename)).toEqual(['monthly-meeting-plan.png']);
    const accepted = await discord.people.press('prague', seen.message?.id ?? '', 'Accept these times');
    expect(accepted.text).toContain('has its times');
    // A proposal is private until it is accepted.
    await expect(discord.people.press('tokyo', seen.message?.id ?? '', 'Accept these times')).rejects.toThrow(
      'does not see this message',
    );
  });

  it('a topic is added with its form', async () => {
    const { people } = bot.discord;
    await people.commandText('tokyo', '#meetings', '/meeting topic add');
    await people.submit('tokyo', { Title: 'A tutorial', Details: 'For beginners' });
    expect((await people.commandText('tokyo', '#meetings', '/meeting topic list')).text).toContain(
      'A tutorial',
    );
  });
});

// Planning fair times with the feature: proposed, shown with its price, accepted, and kept.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { replyWords } from '../remembered.ts';
import { wordsOf } from './platforms.ts';
import { type Caller, openWorld } from './world.ts';

const prague = { name: 'prague', isOrganiser: true, zone: 'Europe/Prague' };
const tokyo = { name: 'tokyo', zone: 'Asia/Tokyo' };
const vancouver = { name: 'vancouver', zone: 'America/Vancouver' };

describe.each(freshDatabases('SQLite'))('on $name', ({ open }) => {
  let fresh: Fresh;
  let world: Awaited<ReturnType<typeof openWorld>>;

  beforeEach(async () => {
    fresh = await open();
    world = await openWorld(fresh, '2026-11-20T09:00:00Z');
    await world.command(prague, 'meeting series create', {
      name: 'Monthly meeting',
      rule: 'first tuesday',
      times: '21:00, 18:00',
      zone: 'Europe/Prague',
    });
  });
  afterEach(async () => {
    expect(world.failures).toEqual([]);
    await fresh.close();
  });

  async function join(...people: Caller[]) {
    for (const who of people) {
      const { id } = await world.roster.of(world.group.id, world.account(who));
      await world.roster.changePerson(world.group.id, id, { role: 'member' });
    }
  }
  const meetings = () => world.database.meeting.findMany({ orderBy: { occurrence: 'asc' } });
  const accept = async (values: Record<string, number | string> = {}) => {
    const reply = await world.command(prague, 'meeting plan', values);
    const button = reply.kind === 'said' ? reply.buttons?.[0] : undefined;
    return { reply, button, words: replyWords(await world.act(prague, button)) };
  };

  it('planning where nobody is a member says so, though zones are known', async () => {
    await world.command(tokyo, 'availability set', { zone: 'Asia/Tokyo' });
    expect(await world.refused(prague, 'meeting plan')).toBe(
      'The group has no members yet, so there is nobody to plan for. An organiser adds them with `/member add`.',
    );
  });

  it('planning with nobody’s zone known says what each must do', async () => {
    await join(tokyo, vancouver);
    expect(await world.refused(prague, 'meeting plan')).toContain('`/availability set`');
  });

  it('of several series the only one that goes on is planned; of more it is asked which', async () => {
    await join(tokyo);
    await world.command(tokyo, 'availability set', { zone: 'Asia/Tokyo' });
    const other = { name: 'Translations', rule: 'first friday', times: '18:00', zone: 'UTC' };
    await world.command(prague, 'meeting series create', other);
    expect(await world.refused(prague, 'meeting plan')).toBe(
      'Which series? Name it with `series`: `Monthly meeting`, `Translations`.',
    );
    await world.command(prague, 'meeting series pause', { series: 'Translations' });
    const card = await world.command(prague, 'meeting plan', { slots: 1, months: 1 });
    expect(replyWords(card)).toContain('Times for Monthly meeting');
    await world.command(prague, 'meeting series pause', { series: 'Monthly meeting' });
    expect(await world.refused(prague, 'meeting plan')).toContain('No series goes on');
  });

  it('shows times, the price to each, who is not counted, and a picture with words for it', async () => {
    await join(prague, tokyo, vancouver, { name: 'shy' });
    await world.command(tokyo, 'availability set', { zone: 'Asia/Tokyo', never: '00:00-06:00' });
    await world.command(vancouver, 'availability set', { zone: 'America/Vancouver' });
    await world.command(prague, 'availability set', { zone: 'Europe/Prague' });
    const reply = await world.command(prague, 'meeting plan', { slots: 2 });
    const words = replyWords(reply);
    expect(words).toContain('Times for Monthly meeting');
    expect(words).toMatch(/\w+ has it worst: (?:\d+ of 12|none) at night, at worst \d\d:\d\d\./u);
    expect(words).toMatch(/With the times as they are it is tokyo: 12 of 12 at night, at worst 02:00/u);
    expect(words).toMatch(/tokyo: (?:\d+ of 12|none) at night, at worst \d\d:\d\d/u);
    expect(words).not.toMatch(/point/u);
    expect(words).toContain('Not counted, because they gave no time zone: shy');
    expect(words).not.toContain('00:00-06:00');
    const [picture] = reply.kind === 'said' ? (reply.files ?? []) : [];
    expect(picture?.content.subarray(1, 4).toString()).toBe('PNG');
    expect(picture?.description).toContain('tokyo');
  });

  it('accepted times become the months’ times; the announced meeting and hand-moved ones keep theirs', async () => {
    await join(tokyo);
    await world.command(tokyo, 'availability set', { zone: 'Asia/Tokyo' });
    await world.command(prague, 'meeting move', {
      meeting: '2027-03',
      when: '2027-03-04 18:00',
      confirmed: true,
    });
    const list = async () => replyWords(await world.command(prague, 'meeting series list'));
    expect(await list()).not.toContain('planned');
    const { words } = await accept({ slots: 1 });
    expect(words).toContain('11 meetings changed');
    // The one that was announced before comes first.
    expect(await list()).toMatch(/planned until December 2027; next 2026-12-01T/u);
    await world.advanceTo('2026-12-02T09:00:00Z');
    expect(await list()).toMatch(/planned until December 2027; next 2027-01-05T/u);
    await world.command(prague, 'meeting series pause', { confirmed: true });
    expect(await list()).not.toContain('next');
    await world.command(prague, 'meeting series resume', { confirmed: true });
    expect(await list()).toMatch(/planned until December 2027; next 2027-01-05T/u);
    const rows = await meetings();
    const byMonth = new Map(rows.map((row) => [row.occurrence?.slice(0, 7), row]));
    expect(byMonth.get('2026-12')?.startsAt.toISOString()).toBe('2026-12-01T20:00:00.000Z');
    expect(byMonth.get('2027-03')?.startsAt.toISOString()).toBe('2027-03-04T17:00:00.000Z');
    const planned = rows.filter(({ timedBy }) => timedBy === 'plan');
    expect(planned.map(({ occurrence }) => occurrence)).toHaveLength(11);
    // Office hours in Tokyo cost nothing.
    for (const { startsAt } of planned) expect([0, 1, 2, 3, 4, 5, 6, 7, 8]).toContain(startsAt.getUTCHours());
  });

  it('an accepted plan is marked everywhere at once: the events of the next two months move', async () => {
    await join(tokyo);
    await world.command(tokyo, 'availability set', { zone: 'Asia/Tokyo' });
    await accept({ slots: 1 });
    const [, january] = world.under('/event').map(({ content }) => content);
    const [row] = await world.database.meeting.findMany({ where: { occurrence: { startsWith: '2027-01' } } });
    expect(january?.kind === 'event' && january.startsAt).toEqual(row?.startsAt);
  });

  it('once accepted the months keep their times whoever joins or leaves, and a second press changes nothing', async () => {
    await join(tokyo);
    await world.command(tokyo, 'availability set', { zone: 'Asia/Tokyo' });
    const { button } = await accept();
    const before = (await meetings()).map(({ startsAt }) => startsAt.toISOString());
    await join(vancouver);
    await world.command(vancouver, 'availability set', { zone: 'America/Vancouver' });
    await world.settled();
    await expect(world.act(prague, button)).rejects.toThrow('accepted already');
    expect((await meetings()).map(({ startsAt }) => startsAt.toISOString())).toEqual(before);
  });

  it('times that were proposed for other dates than the series has by now are not taken', async () => {
    await join(tokyo);
    await world.command(tokyo, 'availability set', { zone: 'Asia/Tokyo' });
    const values = { slots: 1, months: 3 };
    const reply = await world.command(prague, 'meeting plan', values);
    const button = reply.kind === 'said' ? reply.buttons?.[0] : undefined;
    const edit = (rule: string) => world.command(prague, 'meeting series edit', { rule });
    await edit('first wednesday');
    const before = await meetings();
    await expect(world.act(prague, button)).rejects.toThrow('Make another proposal with `/meeting plan`');
    expect(await meetings()).toEqual(before);
    await edit('first tuesday');
    expect(replyWords(await world.act(prague, button))).toContain('has its times');
  });

  it('when two planned months are left, the organisers are asked once to plan again', async () => {
    await join(tokyo);
    await world.command(tokyo, 'availability set', { zone: 'Asia/Tokyo' });
    await accept({ months: 4 });
    await world.advanceTo('2027-02-01T00:00:00Z');
    expect(world.under('/replan')).toEqual([]);
    await world.advanceTo('2027-03-15T00:00:00Z');
    const notes = world.under('/replan');
    expect(notes.map(({ place }) => place)).toEqual(['channel organisers']);
    expect(notes[0] && wordsOf(notes[0].content)).toContain('two planned months are left');
  });

  it('the price in months of summer time is that of summer time', async () => {
    await join(prague);
    await world.command(prague, 'availability set', { zone: 'Europe/Prague' });
    const { words } = await accept({ slots: 1, months: 12 });
    expect(words).toContain('12 meetings changed');
    const rows = (await meetings()).filter(({ timedBy }) => timedBy === 'plan');
    expect(new Set(rows.map(({ localTime }) => localTime)).size).toBe(1);
  });

  it.each([
    ['an abbreviation', { zone: 'CET' }, 'Europe/Prague'],
    ['hours without a zone', { never: '00:00-06:00' }, 'First I need your `zone`'],
    ['hours that are none', { zone: 'Asia/Tokyo', never: 'at night' }, 'is not a time of day|is not a range'],
    ['nothing', {}, 'Give your `zone`'],
  ])('availability refuses %s and says what to do', async (_, values, words) => {
    expect(await world.refused({ name: 'kolkata' }, 'availability set', values)).toMatch(
      new RegExp(words, 'u'),
    );
  });

  it('availability is kept, shown to oneself, and taken back with none', async () => {
    await world.command(tokyo, 'availability set', {
      zone: 'Asia/Tokyo',
      never: 'between 10pm and 7:00 and 12:00-13:00',
      prefers: '18:00-20:00',
    });
    const shown = async () => {
      const reply = await world.command(tokyo, 'availability show');
      expect(reply.kind === 'said' && reply.isPrivate).toBe(true);
      return replyWords(reply);
    };
    expect(await shown()).toContain('22:00-07:00, 12:00-13:00');
    await world.command(tokyo, 'availability set', { never: 'none' });
    expect(await shown()).toContain('no hours ruled out');
    expect(await shown()).toContain('18:00-20:00');
  });
});

// Days that a series leaves out: what is known is cancelled, what comes later is left out too, and the others stay.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { replyWords } from '../remembered.ts';
import { openWorld } from './world.ts';

const prague = { name: 'prague', isOrganiser: true, zone: 'Europe/Prague' };
const series = 'Writing hour';

describe.each(freshDatabases('SQLite'))('on $name', ({ open }) => {
  let fresh: Fresh;
  let world: Awaited<ReturnType<typeof openWorld>>;

  beforeEach(async () => {
    fresh = await open();
    world = await openWorld(fresh, '2026-12-14T09:00:00Z');
    await world.command(prague, 'meeting series create', {
      name: series,
      rule: 'every tuesday',
      times: '16:00, 19:00',
      zone: 'UTC',
    });
  });
  afterEach(async () => {
    expect(world.failures).toEqual([]);
    await fresh.close();
  });

  it('asks with the dates, cancels those, and those after them keep their turn', async () => {
    const span = { series, from: '2026-12-20', to: '2027-01-01', reason: 'Holidays' };
    const asked = await world.asked(prague, 'meeting series skip', span);
    expect(asked.words).toContain('2026-12-22T19:00:00.000Z');
    expect(asked.words).toContain('2026-12-29T16:00:00.000Z');
    await world.command(prague, 'meeting series skip', span);
    const rows = await world.database.meeting.findMany({ orderBy: { startsAt: 'asc' }, take: 4 });
    expect(rows.map(({ status, startsAt }) => `${status} ${startsAt.toISOString().slice(0, 16)}`)).toEqual([
      'scheduled 2026-12-15T16:00',
      'cancelled 2026-12-22T19:00',
      'cancelled 2026-12-29T16:00',
      'scheduled 2027-01-05T19:00',
    ]);
    const told = world.seen('channel meetings').filter((words) => words.includes('Holidays'));
    expect(told).toHaveLength(1);
    for (const day of ['2026-12-22T19:00', '2026-12-29T16:00']) expect(told[0]).toContain(day);
    expect(told[0]).not.toContain('2027-01-05');
  });

  it('the list of series says what is left out, but not what was brought back', async () => {
    const listed = async () => replyWords(await world.command(prague, 'meeting series list'));
    const one = await world.command(prague, 'meeting series skip', { series, from: '2026-12-22' });
    expect(replyWords(one)).toContain('is not held on 2026-12-22. One meeting is cancelled;');
    const span = { series, from: '2026-12-28', to: '2027-01-07', reason: 'Holidays' };
    await world.command(prague, 'meeting series skip', span);
    const both = '; not held on 2026-12-22, from 2026-12-28 to 2027-01-07 (Holidays)';
    expect(await listed()).toContain(both);
    for (const day of ['2026-12-22', '2027-01-05'])
      await world.command(prague, 'meeting restore', { meeting: `${series} ${day}` });
    expect(await listed()).toContain('; not held from 2026-12-28 to 2027-01-07 except 2027-01-05 (Holidays)');
    await world.advanceTo('2027-01-08T09:00:00Z');
    expect(await listed()).not.toContain('not held');
  });

  it('finds by the day on which it is held a meeting that was moved, or stayed where it was', async () => {
    const listed = async () => replyWords(await world.command(prague, 'meeting series list'));
    await world.command(prague, 'meeting move', {
      meeting: `${series} 2026-12-22`,
      when: '2026-12-24 10:00',
    });
    await world.command(prague, 'meeting series create', {
      name: 'Docs',
      rule: 'every friday',
      times: '18:00',
      zone: 'UTC',
    });
    // The monday of this week is over.
    await world.advanceTo('2026-12-15T09:00:00Z');
    await world.command(prague, 'meeting series edit', { series: 'Docs', rule: 'every monday' });
    for (const [name, day] of [
      [series, '2026-12-24'],
      ['Docs', '2026-12-18'],
    ] as const) {
      const span = { series: name, from: day };
      expect((await world.asked(prague, 'meeting series skip', span)).words).toContain(`${day}T`);
      const reply = replyWords(await world.command(prague, 'meeting series skip', span));
      expect(reply).toContain(`is not held on ${day}. One meeting is cancelled;`);
      expect(await listed()).toContain(`not held on ${day}`);
      await world.command(prague, 'meeting restore', { meeting: `${name} ${day}` });
      expect(await listed()).not.toContain(`not held on ${day}`);
    }
  });

  it('keeps a meeting that was moved out of those days, and cancels the others', async () => {
    await world.command(prague, 'meeting move', {
      meeting: `${series} 2026-12-22`,
      when: '2026-12-18 10:00',
    });
    const span = { series, from: '2026-12-21', to: '2026-12-31' };
    expect((await world.asked(prague, 'meeting series skip', span)).words).not.toContain('2026-12-18T');
    const reply = replyWords(await world.command(prague, 'meeting series skip', span));
    expect(reply).toContain('is not held from 2026-12-21 to 2026-12-31. One meeting is cancelled;');
    const rows = await world.database.meeting.findMany({ orderBy: { startsAt: 'asc' }, take: 3 });
    expect(rows.map(({ status, localDate }) => `${status} ${localDate}`)).toEqual([
      'scheduled 2026-12-15',
      'scheduled 2026-12-18',
      'cancelled 2026-12-29',
    ]);
    // What was moved to before those days is cancelled for a reason of its own.
    await world.command(prague, 'meeting cancel', { meeting: `${series} 2026-12-18`, reason: 'Flu' });
    const told = world.seen('channel meetings').filter((words) => words.includes('Flu'));
    expect(told).toHaveLength(1);
    expect(told[0]).not.toContain('2026-12-29');
  });

  it('what is planned later is left out too', async () => {
    await world.command(prague, 'meeting series skip', { series, from: '2028-02-01', to: '2028-02-29' });
    await world.advanceTo('2027-01-02T00:00:00Z');
    const rows = await world.database.meeting.findMany({ where: { occurrence: { startsWith: '2028-02' } } });
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.every(({ status }) => status === 'cancelled')).toBe(true);
  });

  it.each([
    ['tomorrow', 'in 2 weeks', '2026-12-15', '2026-12-28'],
    ['tomorrow', 'friday', '2026-12-15', '2026-12-18'],
    ['21 dec', 'friday', '2026-12-21', '2026-12-25'],
    ['21 dec', '5 jan', '2026-12-21', '2027-01-05'],
    ['2027-12-21', '5 jan', '2027-12-21', '2028-01-05'],
    ['2026-12-09', '16 dec', '2026-12-09', '2026-12-16'],
  ])('from %s to %s is from %s to %s', async (from, to, first, last) => {
    const { words } = await world.asked(prague, 'meeting series skip', { series, from, to });
    expect(words).toContain(`from ${first} to ${last}`);
  });

  it('refuses days that are past', async () => {
    const span = { series, from: '2025-12-20', to: '2026-01-05' };
    expect(await world.refused(prague, 'meeting series skip', span)).toContain('2026-01-05 is in the past.');
  });

  it.each([
    ['2027-01-05', '2027-01-01'],
    ['21 dec', 'tomorrow'],
    ['5 jan', 'in 2 weeks'],
  ])('refuses days in the wrong order: from %s to %s', async (from, to) => {
    expect(await world.refused(prague, 'meeting series skip', { series, from, to })).toContain(
      'Give the first day first',
    );
  });
});

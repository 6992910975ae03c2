// What a series' coming meetings do when its rule or its times are changed.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { replyWords } from '../remembered.ts';
import { wordsOf } from './platforms.ts';
import { openWorld } from './world.ts';

const lagos = { name: 'lagos', isOrganiser: true, zone: 'UTC' };

describe.each(freshDatabases('SQLite'))('on $name', ({ open }) => {
  let fresh: Fresh;
  let world: Awaited<ReturnType<typeof openWorld>>;

  beforeEach(async () => {
    fresh = await open();
    // A Thursday.
    world = await openWorld(fresh, '2026-12-10T09:00:00Z');
  });
  afterEach(async () => {
    expect(world.failures).toEqual([]);
    await fresh.close();
  });

  const create = (rule: string, times = '18:00') =>
    world.command(lagos, 'meeting series create', { name: 'Docs', rule, times, zone: 'UTC' });
  const edit = (values: Record<string, string>) =>
    world.command(lagos, 'meeting series edit', { series: 'Docs', ...values });
  /** The days of the coming meetings that take place, with their hours if asked. */
  const days = async (count: number, isTimed = false) => {
    const coming = await world.database.meeting.findMany({
      where: { startsAt: { gt: world.now() }, status: 'scheduled' },
      orderBy: { startsAt: 'asc' },
      take: count,
    });
    return coming.map(({ localDate, localTime }) => (isTimed ? `${localDate} ${localTime}` : localDate));
  };

  it.each([
    ['every friday', 'every monday', 'last friday of the month', ['2026-12-25', '2027-01-29']],
    [
      'every friday',
      'second tuesday of the month',
      'every 3 weeks on wednesday',
      ['2026-12-16', '2027-01-06'],
    ],
    ['third wednesday', 'first tuesday', 'the 20th of the month', ['2026-12-20', '2027-01-20']],
    ['third wednesday', 'first tuesday', 'every friday', ['2026-12-11', '2026-12-18', '2026-12-25']],
    ['third wednesday', 'first tuesday', 'second tuesday', ['2026-12-16', '2027-01-12']],
  ])('%s, then %s, then %s leaves one meeting in each place', async (first, second, third, expected) => {
    await create(first);
    await edit({ rule: second });
    await edit({ rule: third });
    expect(await days(expected.length)).toEqual(expected);
  });

  it('a meeting whose new day is past stays where it is, also when the clocks are computed anew', async () => {
    await create('third wednesday');
    await edit({ rule: 'first tuesday', starts: '2026-12-01' });
    const stays = ['2026-12-16', '2027-01-05'];
    expect(await days(2)).toEqual(stays);
    await world.database.meeting.updateMany({ data: { tzVersion: '2025a' } });
    await world.woken();
    expect(await days(2)).toEqual(stays);
    expect(world.under('/change/')).toEqual([]);
  });

  it('another hour is also that of a meeting that stays where it is', async () => {
    await create('third wednesday');
    await edit({ rule: 'first tuesday', starts: '2026-12-01' });
    await edit({ times: '20:00' });
    expect(await days(2, true)).toEqual(['2026-12-16 20:00', '2027-01-05 20:00']);
    await edit({ zone: 'Africa/Lagos' });
    expect(await days(2, true)).toEqual(['2026-12-16 20:00', '2027-01-05 20:00']);
    await world.advanceTo('2026-12-16T18:30:00Z');
    await edit({ times: '07:00' });
    expect(await days(2, true)).toEqual(['2026-12-16 20:00', '2027-01-05 07:00']);
  });

  it.each([{}, { starts: '2026-12-01' }])(
    'new times begin with the meeting that stays where it is',
    async (starts) => {
      await create('third wednesday');
      await edit({ rule: 'first tuesday', ...starts });
      await edit({ times: '20:00, 08:00' });
      expect(await days(3, true)).toEqual(['2026-12-16 20:00', '2027-01-05 08:00', '2027-02-02 20:00']);
    },
  );

  it('new times begin with the next meeting that takes place and has none of its own', async () => {
    await create('every friday');
    const begins = async (...expected: string[]) => {
      await edit({ times: '08:00, 20:00' });
      expect(await days(expected.length, true)).toEqual(expected);
      await edit({ times: '18:00' });
    };
    await begins('2026-12-11 08:00', '2026-12-18 20:00');
    await world.command(lagos, 'meeting cancel', { meeting: 'Docs 2026-12-11' });
    await begins('2026-12-18 08:00', '2026-12-25 20:00');
    await world.command(lagos, 'meeting series skip', { from: '2026-12-14', to: '2026-12-20' });
    await begins('2026-12-25 08:00', '2027-01-01 20:00');
    await world.command(lagos, 'meeting move', { meeting: 'Docs 2026-12-25', when: '2026-12-10 10:00' });
    await begins('2026-12-10 10:00', '2027-01-01 08:00', '2027-01-08 20:00');
    await world.advanceTo('2026-12-10T12:00:00Z');
    await begins('2027-01-01 08:00', '2027-01-08 20:00');
    await world.command(lagos, 'meeting series skip', { from: '2026-12-11', to: '2027-01-20' });
    await edit({ rule: 'every saturday', times: '09:00, 21:00' });
    expect(await days(2, true)).toEqual(['2027-01-23 09:00', '2027-01-30 21:00']);
  });

  it('new times of another rule begin with the next meeting that takes place and follows it', async () => {
    const times = '08:00, 20:00';
    await create('every tuesday');
    await edit({ rule: 'the 24th of the month' });
    expect(await days(1)).toEqual(['2026-12-24']);
    await edit({ rule: 'every tuesday', times });
    expect(await days(2, true)).toEqual(['2026-12-15 08:00', '2026-12-22 20:00']);
    await edit({ times: '18:00' });
    await world.command(lagos, 'meeting cancel', { meeting: 'Docs 2026-12-15' });
    await edit({ rule: 'every thursday', times });
    expect(await days(2, true)).toEqual(['2026-12-24 08:00', '2026-12-31 20:00']);
    await edit({ rule: 'every monday', times: '18:00' });
    await world.command(lagos, 'meeting move', { meeting: 'Docs 2026-12-21', when: '2026-12-23 10:00' });
    await edit({ rule: 'every thursday', times });
    expect(await days(3, true)).toEqual(['2026-12-23 10:00', '2026-12-31 08:00', '2027-01-07 20:00']);
  });

  it('new times of a paused series begin with its next date', async () => {
    await create('every tuesday');
    await world.command(lagos, 'meeting series pause', {});
    await edit({ times: '08:00, 20:00' });
    await world.command(lagos, 'meeting series resume', {});
    expect(await days(2, true)).toEqual(['2026-12-15 08:00', '2026-12-22 20:00']);
  });

  const tokyo = { name: 'tokyo', zone: 'UTC' };
  const later = ['2027-01', '2027-02', '2027-03', '2027-04', '2027-05'];

  it.each([
    ['edit', { times: '20:00' }, later, 'has moved', '12 later dates changed too: /meeting next'],
    ['edit', { times: '20:00' }, ['2026-12', ...later], '', ''],
    ['edit', { place: 'Room 5' }, later, 'has changed', '12 later dates changed too: /meeting next'],
    ['edit', { duration: '90m' }, ['2026-12', ...later], '', ''],
    ['pause', {}, later, 'is cancelled', 'The same goes for 4 later dates. The series is paused.'],
    ['pause', {}, ['2026-12', ...later], '', ''],
    ['pause', {}, ['2027-03'], 'is cancelled', '2027-03-23T18:00:00.000Z The series is paused.'],
    ['end', {}, later, 'is cancelled', 'The same goes for 4 later dates. The series has ended.'],
    ['end', {}, ['2026-12', ...later], '', ''],
    [
      'skip',
      { from: '2026-12-20', to: '2027-05-31' },
      later,
      'is cancelled',
      '2027-05-25T18:00:00.000Z Next:',
    ],
    ['skip', { from: '2026-12-20', to: '2027-05-31' }, ['2026-12', ...later], '', ''],
  ])('of %s %j somebody who answered for %j hears once', async (verb, values, answered, what, rest) => {
    await create('fourth tuesday');
    for (const meeting of answered) await world.command(tokyo, 'meeting rsvp', { answer: 'going', meeting });
    await world.command(lagos, `meeting series ${verb}`, { series: 'Docs', ...values });
    const told = world.published.filter(({ key }) => key.includes('/change/'));
    const words = told.map(({ content }) => wordsOf(content).replaceAll('\n', ' '));
    const written = words.filter((_, i) => told[i]?.key.includes('/person/'));
    // Where the channel pings them for the first date, nothing is written to them.
    expect(written).toEqual(rest === '' ? [] : [expect.stringContaining(rest)]);
    expect(words[0]).toContain(what);
    expect(words).toHaveLength(written.length + 1);
    if (verb !== 'pause') return;
    await world.command(lagos, 'meeting series resume', { series: 'Docs' });
    const all = world.published.filter(({ key }) => key.includes('/change/'));
    expect(all.filter(({ key }) => key.includes('/person/'))).toHaveLength(2 * written.length);
  });

  it('of a series that has no more dates it is said how to go on, as long as it has not ended', async () => {
    await create('every tuesday until 2026-12-22');
    await world.advanceTo('2026-12-22T20:00:00Z');
    const next = async (who: typeof lagos | typeof tokyo) =>
      replyWords(await world.command(who, 'meeting next'));
    const why = 'No meeting is coming: "Docs" has no more dates.';
    expect(await next(lagos)).toContain(`${why} You can change that: give it another rule with`);
    expect(await next(tokyo)).toContain(`${why} Ask an organiser to give it another rule with`);
    await world.command(lagos, 'meeting series end', { series: 'Docs' });
    expect(await next(lagos)).toContain('No meeting is coming. You can change that: make one with');
  });

  it('somebody hears of what moves and of what falls', async () => {
    await create('2nd and 4th tuesday');
    for (const meeting of ['2027-02-09', '2027-02-23', '2027-03-09', '2027-03-23'])
      await world.command(tokyo, 'meeting rsvp', { answer: 'going', meeting });
    await edit({ rule: 'fourth wednesday' });
    const written = world.published.filter(({ key }) => key.includes('/person/'));
    const words = written.map(({ content }) => wordsOf(content).replaceAll('\n', ' '));
    expect(words).toEqual([
      expect.stringMatching(/^Docs is cancelled 2027-02-09.* The same goes for 1 later date\./u),
      expect.stringMatching(/^Docs has moved 2027-02-23.* 11 later dates changed too:/u),
    ]);
  });

  it('a pause tells of the dates that fall by it, also from a day on that had been left out', async () => {
    await create('every tuesday');
    for (const meeting of ['2027-01-12', '2027-01-19', '2027-02-09', '2027-02-16'])
      await world.command(tokyo, 'meeting rsvp', { answer: 'going', meeting });
    await world.command(lagos, 'meeting series skip', {
      series: 'Docs',
      from: '2027-01-10',
      to: '2027-01-30',
    });
    await world.command(lagos, 'meeting restore', { meeting: '2027-01-12' });
    await world.command(lagos, 'meeting series pause', { series: 'Docs' });
    const written = world.published.filter(({ key }) => key.includes('/change/3/person/'));
    expect(written.map(({ content }) => wordsOf(content).replaceAll('\n', ' '))).toEqual([
      expect.stringMatching(/2027-01-12T\S+ The same goes for \d later dates\. The series is paused\./u),
    ]);
  });
});

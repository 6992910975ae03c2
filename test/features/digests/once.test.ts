// A watch runs exactly once when it is due: where clocks change, and with several bots on one database.
import { afterEach, expect, test } from 'vitest';
import { freshDatabases } from '../../storage/database.ts';
import { openWorld, organiser, repository, type World } from './world.ts';

let world: World | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

for (const kind of freshDatabases()) {
  const open = async (start: string, schedule: string) => {
    const made = await openWorld(await kind.open(), start);
    world = made;
    made.github.madeUp(3, { seed: 1, repository });
    await made.command(organiser, 'prs watch add', {
      repository,
      label: 'docs',
      schedule,
      topics: 'none',
    });
    return made;
  };

  test.each([
    [
      '02:30 in a gap',
      '2027-03-13T12:00:00Z',
      'daily 02:30 America/New_York',
      '2027-03-16T12:00:00Z',
      ['2027-03-14T07:30', '2027-03-15T06:30', '2027-03-16T06:30'],
    ],
    [
      '01:30 in an overlap',
      '2027-11-06T12:00:00Z',
      'daily 01:30 America/New_York',
      '2027-11-09T12:00:00Z',
      ['2027-11-07T05:30', '2027-11-08T06:30', '2027-11-09T06:30'],
    ],
    [
      'a gap of half an hour',
      '2027-10-01T18:00:00Z',
      'daily 02:15 Australia/Lord_Howe',
      '2027-10-03T18:00:00Z',
      ['2027-10-02T15:45', '2027-10-03T15:15'],
    ],
    [
      'a gap at midnight',
      '2027-04-28T23:00:00Z',
      'daily 00:30 Africa/Cairo',
      '2027-04-30T23:00:00Z',
      ['2027-04-29T22:30', '2027-04-30T21:30'],
    ],
    [
      'a cron line in an overlap',
      '2026-10-24T12:00:00Z',
      '30 2 * * * Europe/Prague',
      '2026-10-26T12:00:00Z',
      ['2026-10-25T00:30', '2026-10-26T01:30'],
    ],
  ])(`${kind.name}: %s runs once that day`, async (_, start, schedule, end, runs) => {
    const it = await open(start, schedule);
    await it.advanceTo(end);
    expect(it.published.map(({ at }) => at.toISOString().slice(0, 16))).toEqual(runs);
  });

  test(`${kind.name}: five bots on one database read and publish it once`, async () => {
    const it = await open('2026-11-20T12:00:00Z', 'mondays 09:00 Europe/Prague');
    it.github.resetCounters();
    it.away('2026-11-23T08:00:00Z');
    const bots = Array.from({ length: 5 }, () => it.another());
    await Promise.all(
      bots.map(async ({ runner }) => {
        for (let tick = 0; tick < 3; tick += 1) await runner.run();
      }),
    );
    expect(it.published.map(({ edits }) => edits)).toEqual([0]);
    expect(await it.database.digestRun.count()).toBe(1);
    expect(it.github.counters().requests).toBe(2);
  });
}

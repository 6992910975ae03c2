// Meetings that open-source projects really hold can be set up as series, and take place when they should.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { isoSeconds } from '../../../src/core/time.ts';
import { shareOf } from '../../in-full.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { replyWords } from '../remembered.ts';
import { openWorld } from './world.ts';

const file = join(import.meta.dirname, '../../../../shared/data/real-meetings.json');
const shape = z.object({
  meetings: z.array(
    z.object({
      name: z.string(),
      rrule: z.string().nullable(),
      words: z.string().nullish(),
      starts: z.string(),
      time: z.string(),
      zone: z.string(),
      minutes: z.number(),
      expect: z.array(z.string()).min(1),
    }),
  ),
});
const real = existsSync(file) ? shape.parse(JSON.parse(readFileSync(file, 'utf8'))).meetings : [];
const ways = real.flatMap((one) =>
  [one.rrule, one.words].flatMap((rule) => (rule ? [{ ...one, rule }] : [])),
);
const [kind] = freshDatabases('SQLite');

describe.skipIf(real.length === 0)(`real meetings (skipped without ${file})`, () => {
  let fresh: Fresh | undefined;
  let world: Awaited<ReturnType<typeof openWorld>>;
  beforeAll(async () => {
    fresh = await kind?.open();
    if (!fresh) throw new Error('There is no database to try with');
    world = await openWorld(fresh, '2026-12-31T23:00:00Z');
    await world.database.place.deleteMany();
    await world.database.space.deleteMany();
  });
  afterAll(async () => await fresh?.close());

  test.each(
    shareOf(
      ways.map((one, i) => ({ ...one, i })),
      5,
    ),
  )('$name: $rule', async ({ i, ...meeting }) => {
    const prague = { name: 'prague', isOrganiser: true };
    const name = `Series ${i}`;
    const { rule, zone, starts } = meeting;
    const reply = await world.command(prague, 'meeting series create', {
      name,
      rule,
      times: meeting.time,
      zone,
      starts,
      duration: `${meeting.minutes}m`,
    });
    expect(replyWords(reply)).toContain('is set up');
    const rows = await world.database.meeting.findMany({ where: { name }, orderBy: { startsAt: 'asc' } });
    const year = meeting.expect.filter((at) => at < '2028-01-01');
    expect(rows.slice(0, year.length).map(({ startsAt }) => isoSeconds(startsAt))).toEqual(year);
    await world.command(prague, 'meeting series end', { series: name });
  });
});

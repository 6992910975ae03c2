// Databases of released versions in today's code: all rows are there, nothing is published again, stories go on. And how
// the next version will do it, with one migration more than there are.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Happening, startSandbox } from '../../sandbox/index.ts';
import { parseStory } from '../../sandbox/play/parse.ts';
import { play } from '../../sandbox/play/player.ts';
import { connect, databaseKind } from '../../src/storage/client.ts';
import { migrate, migrationNames } from '../../src/storage/migrate.ts';
import { countRows, tableNames } from '../../src/storage/tables.ts';
import { freshDatabases } from './database.ts';
import { fixture } from './fixtures.ts';

const root = join(import.meta.dirname, '..', '..');
const release = fixture('0.1.0');
/** When its story ends, and a minute on: ids on the platforms follow the clock. */
const startAt = new Date('2026-12-01T18:31:00Z');

/** What people would notice: everything but edits and private answers. */
const noticed = new Set<Happening['kind']>(['message', 'dm', 'topic', 'post', 'event']);

/** What people did next, with what they saw of 0.1.0 still before them. */
const afterwards = `
expect #meetings count "Monthly meeting starts in 1 day" = 1
natal@discord presses "Going" on "Monthly meeting starts in 1 day"
expect #meetings contains "Going (3)"
vancouver@discord presses "No" on "Meet twice a month?"
expect reply contains "Your vote is counted"
london@discord presses "All work for me" on "when is Docs sprint?"
prague@discord presses "Cancel it" on "Editorial board"
expect reply contains "cancelled"
new-york@discord #ama: /ama draft
expect reply contains "Pick an issue labelled easy."
new-york@discord presses "Publish" on "Pick an issue labelled easy."
expect thread "AMA" contains "Pick an issue labelled easy."
at 2026-12-02T16:05Z
expect #meetings count "Monthly meeting starts in 1 hour" = 1
expect #meetings count "Monthly meeting starts in 1 day" = 0
restart
expect #meetings count "Monthly meeting starts in 1 hour" = 1
at 2026-12-09T09:00Z
expect discourse "AMA" count "Pick an issue labelled easy." = 1
`;

describe.each(freshDatabases())('a database of 0.1.0 on $name', ({ name: kind, url: newAddress }) => {
  let address: Awaited<ReturnType<typeof newAddress>>;
  beforeEach(async () => {
    address = await newAddress();
  });
  afterEach(() => address.remove());

  /** How many rows each table has. */
  async function counted(): Promise<Map<string, number>> {
    const database = await connect(address.url);
    try {
      const counts = new Map<string, number>();
      for (const table of await tableNames(database)) counts.set(table, await countRows(database, table));
      return counts;
    } finally {
      await database.$disconnect();
    }
  }

  test('has rows of every table that keeps something, and all are there after the upgrade', async () => {
    await release.open(address.url);
    const before = await counted();
    const without = [...before].filter(([, count]) => count === 0).map(([table]) => table);
    // Of several groups alone; while something runs; of repositories with thousands of pull requests.
    expect(without.toSorted()).toEqual(['Grant', 'KnownPage', 'Lease']);
    const database = await connect(address.url);
    await migrate(database, address.url);
    await database.$disconnect();
    const after = await counted();
    for (const [table, count] of before) expect(after.get(table), table).toBe(count);
  });

  test('publishes nothing again, and its stories go on', async () => {
    const ground = await startSandbox({ databaseUrl: address.url, startAt });
    const happenings: Happening[] = [];
    try {
      await ground.restart(async () => {
        await emptied();
        await release.open(address.url);
        release.standOn(ground);
        ground.onHappening((one) => happenings.push(one));
      });
      const seen = () => happenings.filter((one) => noticed.has(one.kind)).map(({ place, text }) => `${place}: ${text}`);
      expect(seen()).toEqual([]);
      await play(ground, parseStory(afterwards), ({ text }) => {
        throw new Error(text);
      });
      console.log(happenings.map((o) => `${o.at.toISOString()} ${o.kind} ${o.place}: ${o.text.slice(0, 100).replaceAll('\n', ' ')}`).join('\n'));
    } finally {
      await ground.close();
    }
  }, 60_000);

  /** Makes the database as it is when nobody has used it. */
  async function emptied(): Promise<void> {
    if (databaseKind(address.url) === 'sqlite') {
      for (const ending of ['', '-wal', '-shm']) rmSync(`${address.url}${ending}`, { force: true });
      return;
    }
    const database = await connect(address.url);
    await database.$executeRawUnsafe('DROP SCHEMA public CASCADE');
    await database.$executeRawUnsafe('CREATE SCHEMA public');
    await database.$disconnect();
  }
});

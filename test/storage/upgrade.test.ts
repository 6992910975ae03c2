// Databases of released versions in today's code: all rows are there, nothing is published again, stories go on.
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Happening, startSandbox } from '../../sandbox/index.ts';
import { parseStory } from '../../sandbox/play/parse.ts';
import { play } from '../../sandbox/play/player.ts';
import { backUp } from '../../src/storage/backup.ts';
import { connect, databaseKind } from '../../src/storage/client.ts';
import { lookAtDatabase } from '../../src/storage/look.ts';
import { migrate, migrationNames, missingMigrations } from '../../src/storage/migrate.ts';
import { isInFull, isWhole } from '../in-full.ts';
import { memberStore } from '../roster.ts';
import { freshDatabases } from './database.ts';
import { counted, fixture } from './fixtures.ts';

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
at 2026-12-05T11:01Z
expect #meetings count "Vote 2 did not pass" = 1
expect #meetings count "Vote 3 is tied" = 1
expect dm prague count "Poll 1 is closed" = 1
expect dm visitor count "Pick an issue labelled easy." = 1
`;

describe.each(freshDatabases())('a database of 0.1.0 on $name', ({ name, url: newAddress, migrated }) => {
  let address: Awaited<ReturnType<typeof newAddress>>;
  beforeEach(async () => {
    address = await newAddress();
  });
  afterEach(() => address.remove());

  test('has rows of every table that keeps something, and all are there after the upgrade', async () => {
    await release.open(address.url);
    const before = await counted(address.url);
    const without = [...before].filter(([, count]) => count === 0).map(([table]) => table);
    // Of several groups alone (below); while something runs; of repositories with thousands of pull requests.
    expect(without.toSorted()).toEqual(['Grant', 'KnownPage', 'Lease']);
    const database = await connect(address.url);
    // As 0.1.0 wrote it where there are several groups: of those its story has none.
    await database.$executeRawUnsafe(
      `INSERT INTO "Grant" ("groupId", "kind", "platform", "value") SELECT min("id"), 'place', 'discourse', '5' FROM "Group"`,
    );
    await migrate(database, address.url);
    const kept = { kind: 'place', platform: 'discourse', value: '5' };
    expect(await database.grant.findMany()).toEqual([expect.objectContaining(kept)]);
    await database.$disconnect();
    const after = await counted(address.url);
    for (const [table, count] of before) expect(after.get(table), table).toBe(table === 'Grant' ? 1 : count);
  });

  test('knows its accounts by their names until each is seen, and from then on by what stays', async () => {
    await release.open(address.url);
    const database = await connect(address.url);
    await migrate(database, address.url);
    const people = memberStore(database, { isInvited: () => false });
    const before = await database.account.findFirstOrThrow({ where: { platform: 'discourse' } });
    const { groupId, platform, accountId: id, name, personId } = before;
    expect(await database.account.count({ where: { NOT: { stableId: null } } })).toBe(0);
    expect(await people.known(groupId, { platform, id, name, stableId: '42' })).toMatchObject({
      id: personId,
    });
    expect(await people.of(groupId, { platform, id, name, stableId: '42' })).toMatchObject({ id: personId });
    expect(await people.of(groupId, { platform, id, name, stableId: '77' })).toMatchObject({
      role: 'none',
      accounts: [{ id }],
    });
    expect(await people.of(groupId, { platform, id: `${id}2`, name, stableId: '42' })).toMatchObject({
      id: personId,
    });
    await database.$disconnect();
  });

  test('is looked at with the places of its groups before that, and is left as it is', async () => {
    await release.open(address.url);
    const before = await counted(address.url);
    const folder = mkdtempSync(join(tmpdir(), 'docent-look-'));
    const { findings, readable = '' } = await lookAtDatabase(address.url, {
      copy: join(folder, 'copy.db'),
      isUpgrade: false,
    });
    expect(findings[0]).toMatchObject({ isOk: true, saw: expect.stringContaining('of an older version') });
    expect(readable).toBe(join(folder, 'copy.db'));
    const seen = await connect(readable);
    await migrate(seen, readable);
    expect(await seen.place.count()).toBe(before.get('Place'));
    expect(await seen.space.count()).toBe(before.get('Space'));
    await seen.$disconnect();
    rmSync(folder, { recursive: true });
    expect(await counted(address.url)).toEqual(before);
  });

  test('is backed up as it is, by a later version too, and not brought up to date by that', async () => {
    await release.open(address.url);
    const before = await counted(address.url);
    const folder = mkdtempSync(join(tmpdir(), 'docent-backed-up-'));
    const file = await backUp(address.url, folder, new Date());
    for (const url of [address.url, file]) {
      const database = await connect(url);
      expect(await missingMigrations(database, url), url).toEqual(migrationNames(databaseKind(url)).slice(1));
      await database.$disconnect();
    }
    expect(await counted(address.url)).toEqual(before);
    const kept = await counted(file);
    // When it was made is in there instead of who ran then.
    before.delete('Cursor');
    kept.delete('Cursor');
    expect(kept).toEqual(before);
    rmSync(folder, { recursive: true });
  });

  // What it publishes is the same whatever the database is; the rows that it comes from are compared above on both.
  test.skipIf(!isInFull || (name === 'PostgreSQL' && !isWhole))(
    'publishes nothing again after it, and its stories go on',
    async () => {
      // What was there before is thrown away.
      await address.remove();
      address = await migrated();
      const ground = await startSandbox({ databaseUrl: address.url, startAt });
      const happenings: Happening[] = [];
      try {
        await ground.restart(async () => {
          await emptied();
          await release.open(address.url);
          release.standOn(ground);
          ground.onHappening((one) => happenings.push(one));
        });
        const seen = () =>
          happenings.filter((one) => noticed.has(one.kind)).map(({ place, text }) => `${place}: ${text}`);
        expect(seen()).toEqual([]);
        await play(ground, parseStory(afterwards), ({ text }) => {
          throw new Error(text);
        });
        expect(seen().length).toBeGreaterThan(20);
        expect(seen().filter((one, at, all) => all.indexOf(one) !== at)).toEqual([]);
      } finally {
        await ground.close();
      }
    },
    240_000,
  );

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

test('the migrations of a released version never change', () => {
  // An older database has what they were; a change of the schema is a migration more (CONTRIBUTING.md).
  const released = new Map([
    ['sqlite', '3bd6ac4f60e317f4b70a5e409adbde5da3a40f07a546c3982b155fdf28fb43d2'],
    ['postgresql', 'b2c2dfd47f86e1f3bc15345b6f58e66980195ba2dc948d7cde147389706086ef'],
  ]);
  for (const [kind, checksum] of released) {
    const file = join(root, 'prisma', 'migrations', kind, '0001_init', 'migration.sql');
    expect(createHash('sha256').update(readFileSync(file)).digest('hex'), file).toBe(checksum);
  }
});

// Backups, restores and moves of a bot that has published: nothing is published again, and the stories go on.
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Happening, type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { parseStory } from '../../sandbox/play/parse.ts';
import { play } from '../../sandbox/play/player.ts';
import { backupCommand, copyCommand, newIdentityCommand, restoreCommand } from '../../src/cli/moving.ts';
import { messageOf } from '../../src/core/errors.ts';
import { connect } from '../../src/storage/client.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { countRows, tableNames } from '../../src/storage/tables.ts';
import { freshDatabases } from '../storage/database.ts';

const founding = `at 2027-01-02T09:00Z
prague@discord #meetings: /meeting series create name:"Docs call" rule:"first tuesday" times:"18:00" zone:UTC reminders:"1d, 1h" confirmed:true confirmed:true
expect reply contains "is set up"
prague@discord #meetings: /ama create title:"Ask the editors"
`;

/** What people would notice: everything but edits and private answers. */
const noticed = new Set<Happening['kind']>(['message', 'dm', 'topic', 'post', 'event']);

/** Makes a PostgreSQL database as it is when it was just made. */
async function emptied(url: string): Promise<void> {
  const database = await connect(url);
  await database.$executeRawUnsafe('DROP SCHEMA public CASCADE');
  await database.$executeRawUnsafe('CREATE SCHEMA public');
  await database.$disconnect();
}

/** Founds a group's series and AMA. */
async function found(ground: Sandbox): Promise<void> {
  await play(ground, parseStory(founding), () => {});
}

describe.each(freshDatabases())(
  'a bot on $name',
  ({ name: kind, url: emptyAddress, migrated: newAddress }) => {
    const isPostgresql = kind === 'PostgreSQL';
    const folder = mkdtempSync(join(tmpdir(), 'docent-moving-'));
    let address: Awaited<ReturnType<typeof newAddress>>;
    let ground: Sandbox;
    let happenings: Happening[];
    let said: string;
    const around = {
      now: () => new Date(),
      write: (text: string) => {
        said += text;
      },
    };
    const tell = async (story: string) => await play(ground, parseStory(story), () => {});
    const env = () => ({ DATABASE_URL: address.url });
    const seen = () =>
      happenings.filter(({ kind }) => noticed.has(kind)).map(({ place, text }) => `${place}: ${text}`);

    async function begin(databaseUrl: string) {
      ground = await startSandbox({ databaseUrl, startAt: new Date('2027-01-02T09:00:00Z') });
      happenings = [];
      ground.onHappening((one) => happenings.push(one));
      await found(ground);
    }

    beforeEach(async () => {
      said = '';
      address = await newAddress();
      await begin(address.url);
    });
    afterEach(async () => {
      await ground.close();
      await address.remove();
      for (const file of readdirSync(folder)) rmSync(join(folder, file), { recursive: true });
    });

    test('is backed up while it publishes: one private file with all rows, and none is overwritten', async () => {
      const file = join(folder, 'backup.db');
      const publishing = ground.moveTo(new Date('2027-01-05T19:00:00Z'));
      await backupCommand(file, { ...around, env: env() });
      await publishing;
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(said).toContain(file);
      expect(readdirSync(folder)).toEqual(['backup.db']);
      await expect(backupCommand(file, { ...around, env: env() })).rejects.toThrow(/already/u);
      const [abandoned, going] = ['docent-20200101T000000Z.db.partial', 'docent-20200102T000000Z.db.partial'];
      const old = [abandoned, `${abandoned}-journal`];
      for (const name of [...old, going]) writeFileSync(join(folder, name), '');
      for (const name of old) utimesSync(join(folder, name), 0, Date.now() / 1000 - 2 * 86_400);
      await backupCommand(folder, { ...around, env: env() });
      expect(readdirSync(folder).find((name) => /^docent-\d{8}T\d{6}Z\.db$/u.test(name))).toBeDefined();
      // What a killed backup left behind is gone, and one that may go on is not.
      expect(readdirSync(folder)).toContain(going);
      for (const name of old) expect(readdirSync(folder)).not.toContain(name);
      const database = await connect(file);
      expect(await database.meetingSeries.count()).toBe(1);
      expect(await database.publication.count({ where: { remote: { not: null } } })).toBeGreaterThan(3);
      await database.$disconnect();
    });

    test('has its places, people and topics after a restore; nothing is published again, and its story goes on', async () => {
      const file = join(folder, 'backup.db');
      await backupCommand(file, { ...around, env: env() });
      await ground.moveTo(new Date('2027-01-04T18:30:00Z'));
      const before = seen();
      expect(before.some((one) => one.includes('Docs call'))).toBe(true);
      await ground.restart(async () => {
        if (isPostgresql) {
          await expect(restoreCommand(file, {}, { ...around, env: env() })).rejects.toThrow(
            /Give it an empty one/u,
          );
          await emptied(address.url);
        }
        await restoreCommand(file, {}, { ...around, env: env() });
      });
      await ground.runUntilIdle();
      expect(seen()).toEqual(before);
      expect(said).toMatch(/What it had published, in \d+ places, is known/u);
      expect(said).not.toMatch(/waiting|could not/u);
      if (!isPostgresql) expect(said).toMatch(/What was there before is kept as .*test\.db\.replaced-/u);
      await tell('tokyo@discord presses "Going" on "Docs call"');
      await ground.runUntilIdle();
      const edited = happenings.filter(({ kind, text }) => kind === 'edit' && text.includes('tokyo'));
      expect(edited.length).toBeGreaterThan(0);
      expect(seen()).toEqual(before);
      await ground.moveTo(new Date('2027-01-05T17:30:00Z'));
      expect(seen().filter((one) => one.includes('starts in 1 hour'))).toHaveLength(1);
    });

    test('what waited and what had failed in a backup is told after it is restored', async () => {
      const file = join(folder, 'backup.db');
      await backupCommand(file, { ...around, env: env() });
      const kept = await connect(file);
      const [one, other] = await kept.publication.findMany({ where: { remote: { not: null } }, take: 2 });
      await kept.publication.update({ where: { id: one?.id ?? 0 }, data: { remote: null, state: 'wanted' } });
      await kept.publication.update({ where: { id: other?.id ?? 0 }, data: { state: 'failed' } });
      await kept.$disconnect();
      await restoreCommand(file, {}, { ...around, env: { DATABASE_URL: join(folder, 'new.db') } });
      expect(said).toContain('1 were waiting: each is looked for before it is published.');
      expect(said).toContain('1 could not be published before; /docent status says why.');
    });

    test('is copied to another kind of database by row counts; the source is retired; and it goes on there', async () => {
      const file = join(folder, 'copy.db');
      await ground.moveTo(new Date('2027-01-04T18:30:00Z'));
      await expect(copyCommand({ to: file }, { ...around, env: env() })).rejects.toThrow(
        /A bot is running[\s\S]*Stop it first/u,
      );
      expect(existsSync(file)).toBe(false);
      await ground.app.stop();
      await copyCommand({ to: file }, { ...around, env: env() });
      expect(said).toMatch(/\d+ rows of \d+ tables were copied and counted/u);
      const [from, to] = [await connect(address.url), await connect(file)];
      for (const table of await tableNames(to)) {
        // Where it stands is its own; leases are of the bots that are left behind.
        if (table === 'Cursor' || table === 'Lease') continue;
        expect(await countRows(to, table), table).toBe(await countRows(from, table));
      }
      expect(await to.publication.findMany({ orderBy: { id: 'asc' }, omit: { updatedAt: true } })).toEqual(
        await from.publication.findMany({ orderBy: { id: 'asc' }, omit: { updatedAt: true } }),
      );
      await Promise.all([from.$disconnect(), to.$disconnect()]);
      await expect(copyCommand({ to: join(folder, 'again.db') }, { ...around, env: env() })).rejects.toThrow(
        /retired/u,
      );
      expect(existsSync(join(folder, 'again.db'))).toBe(false);
      // And back, into an empty database of the first kind.
      const back = await emptyAddress();
      await copyCommand({ to: back.url }, { ...around, env: { DATABASE_URL: file } });
      await expect(copyCommand({ to: back.url }, { ...around, env: env() })).rejects.toThrow(/retired/u);
      await back.remove();
    });
  },
);

test.each(freshDatabases())(
  'on $name, where nobody has begun one nothing is kept, moved or made',
  async (kind) => {
    const { url, remove } = await kind.url();
    const database = await connect(url);
    const around = { now: () => new Date(), write: () => {} };
    const env = { DATABASE_URL: url };
    const to = join(mkdtempSync(join(tmpdir(), 'docent-moving-')), 'to.db');
    for (const attempt of [
      () => backupCommand(to, { ...around, env }),
      () => copyCommand({ to }, { ...around, env }),
      () => newIdentityCommand({ confirmed: true }, { ...around, env }),
    ])
      await expect(attempt()).rejects.toThrow("There is nothing of Docent's in the database");
    expect(await tableNames(database)).toEqual([]);
    expect(existsSync(to)).toBe(false);
    await database.$disconnect();
    await remove();
  },
);

describe('on SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'docent-moving-'));
  const around = { now: () => new Date(), write: () => {} };

  test('what cannot be restored is refused in words that fit it, and nothing is changed', async () => {
    const DATABASE_URL = join(folder, 'kept.db');
    const backup = join(folder, 'whole.db');
    const kept = await connect(DATABASE_URL);
    await migrate(kept, DATABASE_URL);
    await kept.$disconnect();
    await backupCommand(backup, { ...around, env: { DATABASE_URL } });
    const bytes = readFileSync(backup);
    const page = 4096;
    const written = (name: string, content: Buffer | string) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    // A page in the midst of it, as a disk or a transfer loses one.
    const torn = Buffer.concat([
      bytes.subarray(0, 150 * page),
      Buffer.alloc(page, 0x58),
      bytes.subarray(151 * page),
    ]);
    const newer = written('newer.db', bytes);
    const database = await connect(newer);
    await database.$executeRawUnsafe("UPDATE _prisma_migrations SET migration_name = '9999_later'");
    await database.$disconnect();
    const before = readFileSync(DATABASE_URL);
    const refused = async (file: string) =>
      messageOf(
        await restoreCommand(file, {}, { ...around, env: { DATABASE_URL } }).catch((error: unknown) => error),
      );
    expect(await refused(written('torn.db', torn))).toMatch(
      /torn\.db cannot be restored: it is damaged.*older backup/u,
    );
    expect(await refused(written('cut.db', bytes.subarray(0, 20 * page)))).toMatch(/cut\.db cannot be/u);
    expect(await refused(written('notes.txt', 'These are notes.'))).not.toContain('DATABASE_URL');
    expect(await refused(newer)).toMatch(/by this version\. .*9999_later.*Install the version/u);
    expect(await refused(DATABASE_URL)).toMatch(/is the database itself/u);
    expect(readFileSync(DATABASE_URL)).toEqual(before);
    expect(readdirSync(folder).filter((name) => /restoring|replaced/u.test(name))).toEqual([]);
    await expect(backupCommand('', { ...around, env: { DATABASE_URL } })).rejects.toThrow(/Where to/u);
    // The same file by another way to it.
    await expect(
      copyCommand({ to: `${folder}/./kept.db` }, { ...around, env: { DATABASE_URL } }),
    ).rejects.toThrow(/--to is the database that DATABASE_URL names/u);
    await expect(copyCommand({ to: 'mysql://x' }, { ...around, env: { DATABASE_URL } })).rejects.toThrow(
      /^--to: mysql/u,
    );
  });

  test('a copy becomes a bot of its own with one command: it has no places and publishes nothing', async () => {
    const DATABASE_URL = join(folder, 'docent.db');
    const ground = await startSandbox({
      databaseUrl: DATABASE_URL,
      startAt: new Date('2027-01-02T09:00:00Z'),
    });
    await found(ground);
    const file = join(folder, 'backup.db');
    await backupCommand(file, { ...around, env: { DATABASE_URL } });
    const staging = join(folder, 'staging.db');
    copyFileSync(file, staging);
    const asked = newIdentityCommand({}, { ...around, env: { DATABASE_URL: staging } });
    await expect(asked).rejects.toThrow(/^This is for a copy: .*staging\.db would lose .*--confirmed\.$/u);
    expect(readFileSync(staging)).toEqual(readFileSync(file));
    await newIdentityCommand({ confirmed: true }, { ...around, env: { DATABASE_URL: staging } });
    const [live, copy] = [await connect(DATABASE_URL), await connect(staging)];
    const secret = { where: { name: 'secret' } };
    expect(await copy.cursor.findUnique(secret)).not.toEqual(await live.cursor.findUnique(secret));
    expect(
      await copy.publication.count({ where: { OR: [{ state: 'wanted' }, { remote: { not: null } }] } }),
    ).toBe(0);
    expect([await copy.place.count(), await copy.space.count(), await copy.made.count()]).toEqual([0, 0, 0]);
    expect(await copy.meetingSeries.count()).toBe(1);
    await Promise.all([live.$disconnect(), copy.$disconnect()]);
    await ground.close();
  });

  test.each([
    ['a file that is not there', join(folder, 'nowhere.db'), /There is no backup/u],
    ['a folder', folder, /is a folder: give one of the files/u],
    ['something else', join(folder, 'notes.txt'), /cannot be restored: .*not a database/u],
  ])('%s is not restored, and the database stays', async (_, file, words) => {
    writeFileSync(join(folder, 'notes.txt'), 'These are notes, and no database at all.');
    const DATABASE_URL = join(folder, 'kept.db');
    writeFileSync(DATABASE_URL, 'whatever is here');
    await expect(restoreCommand(file, {}, { ...around, env: { DATABASE_URL } })).rejects.toThrow(words);
    expect(readdirSync(folder).filter((name) => /kept|restoring/u.test(name))).toEqual(['kept.db']);
  });
});

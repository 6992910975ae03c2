// A full disk that is not the database's own: where doctor copies it to for a moment, and where a backup is unpacked.
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { doctor } from '../../src/cli/doctor.ts';
import { unpack } from '../../src/storage/backup.ts';
import { connect } from '../../src/storage/client.ts';
import { lookAtDatabase } from '../../src/storage/look.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { openConnection } from '../../src/storage/sqlite/connection.ts';

vi.mock('../../src/storage/migrate.ts', { spy: true });
vi.mock('../../src/storage/sqlite/connection.ts', { spy: true });

const folder = mkdtempSync(join(tmpdir(), 'docent-full-'));
const path = join(folder, 'docent.db');
const elsewhere = join(folder, 'elsewhere', 'copy.db');
const full = new Error('database or disk is full');
beforeAll(async () => {
  mkdirSync(dirname(elsewhere));
  const database = await connect(path);
  await migrate(database, path);
  await database.$disconnect();
});
afterAll(() => rmSync(folder, { recursive: true }));

test('doctor says which disk is full, and how it uses another', async () => {
  vi.mocked(openConnection).mockImplementationOnce(() => {
    throw full;
  });
  const { findings } = await lookAtDatabase(path, { copy: elsewhere, isUpgrade: false });
  const [{ saw, cure } = { saw: '', cure: '' }] = findings.filter(({ isOk }) => !isOk);
  expect([saw, cure]).toEqual([
    expect.stringContaining(`the disk of ${dirname(elsewhere)} is full`),
    expect.stringContaining('TMPDIR'),
  ]);
});

test('doctor tells of a disk on which nothing can be laid once, and not of its own file there', async () => {
  vi.mocked(openConnection).mockImplementation(() => {
    throw full;
  });
  let said = '';
  const write = (text: string) => {
    said += text;
  };
  expect(await doctor({ DATABASE_URL: path }, { write })).toBe(1);
  vi.mocked(openConnection).mockReset();
  expect(said.match(/✗ Database.*/gu)).toEqual([
    expect.stringMatching(/^✗ Database: .*could not be looked at/u),
  ]);
});

test('a backup that finds no room where it is unpacked is not called a bad one, and nothing is left', async () => {
  vi.mocked(migrate).mockRejectedValueOnce(full);
  await expect(unpack(path, elsewhere)).rejects.toThrow(
    `cannot be unpacked in the folder ${dirname(elsewhere)}: its disk is full. Nothing was changed.`,
  );
  expect(readdirSync(dirname(elsewhere)).filter((name) => name.includes('restoring'))).toEqual([]);
});

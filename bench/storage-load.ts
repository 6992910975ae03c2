// A process of its own that does one kind of work ten thousand times in a database, and tells what that took.
import { readdirSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { change, connect, type Database, transaction } from '../src/storage/client.ts';
import type { StorageCost } from './storage.ts';

const times = 10_000;
/** Until then code is still compiled and caches fill. */
const warmUp = 2_000;

const [url = '', kind = ''] = process.argv.slice(2);
const { work, close } = kind.startsWith('raw') ? raw(kind) : await docent(kind);
for (let i = 0; i < warmUp; i++) await work(i);
const before = used();
const began = performance.now();
for (let i = 0; i < times; i++) await work(i);
const microseconds = ((performance.now() - began) / times) * 1000;
const after = used();
await close();
const cost: StorageCost = {
  microseconds,
  descriptors: after.descriptors - before.descriptors,
  megabytes: after.megabytes - before.megabytes,
};
process.send?.(cost);

function used() {
  globalThis.gc?.();
  return {
    descriptors: readdirSync('/proc/self/fd').length,
    megabytes: process.memoryUsage.rss() / 1e6,
  };
}

interface Load {
  work(index: number): unknown;
  close(): unknown;
}

/** What SQLite itself takes, through the same library. */
function raw(what: string): Load {
  const database = new DatabaseSync(url);
  const read = database.prepare('SELECT * FROM "Group" WHERE "id" = 1');
  const write = database.prepare('UPDATE "Group" SET "name" = ? WHERE "id" = 1');
  return {
    work(index) {
      database.exec('BEGIN IMMEDIATE');
      if (what === 'raw write') write.run(`Docs ${index}`);
      else read.get();
      database.exec('COMMIT');
    },
    close: () => database.close(),
  };
}

async function docent(what: string): Promise<Load> {
  const database = await connect(url);
  return { work: workOf(database, what), close: () => database.$disconnect() };
}

function workOf(database: Database, what: string): Load['work'] {
  const where = { id: 1 };
  switch (what) {
    case 'find':
      return () => database.group.findUnique({ where });
    case 'read':
      return () => transaction(database, (rows) => rows.group.findUnique({ where }));
    case 'write':
      return (index) =>
        change(database, 1, (rows) => rows.group.updateMany({ where, data: { name: `Docs ${index}` } }));
    default:
      throw new Error(`There is no load called ${what}.`);
  }
}

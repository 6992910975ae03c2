// A thousand private reminders that are due at the same moment, on a Discord that takes 50 requests a second.
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../src/storage/client.ts';
import { migrate } from '../src/storage/migrate.ts';
import { openReminders } from '../test/features/amas/many-reminders.ts';

const people = 1_000;

/** Prints how long it takes, twice on each database. */
export async function benchReminders(write: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'docent-bench-'));
  try {
    await remind(write, 'SQLite', join(folder, 'docent.db'));
  } finally {
    rmSync(folder, { recursive: true });
  }
  const server = process.env.TEST_POSTGRES_URL;
  if (!server) return write('PostgreSQL: not measured, because TEST_POSTGRES_URL is not set.');
  const admin = await connect(server);
  const name = `docent_bench_${process.pid}_reminders`;
  await admin.$executeRawUnsafe(`CREATE DATABASE ${name}`);
  try {
    await remind(write, 'PostgreSQL', Object.assign(new URL(server), { pathname: `/${name}` }).href);
  } finally {
    await admin.$executeRawUnsafe(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.$disconnect();
  }
}

async function remind(write: (line: string) => void, title: string, url: string): Promise<void> {
  const database = await connect(url);
  await migrate(database, url);
  const world = await openReminders({ database, url }, people);
  try {
    write(`${`${title}: ${people} reminders`.padEnd(28)}     took   requests   429   CPU each    load`);
    for (const name of ['an AMA goes live', 'another goes live']) {
      const before = process.cpuUsage();
      const { seconds, requests, refused, told } = await world.remind();
      const { user, system } = process.cpuUsage(before);
      if (told < people) throw new Error(`Of ${people} people ${told} were told.`);
      write(
        `${name.padEnd(28)} ${seconds.toFixed(1).padStart(6)} s ${String(requests).padStart(9)} ${String(refused).padStart(5)} ${((user + system) / 1000 / told).toFixed(1).padStart(7)} ms ${loadavg()[0]?.toFixed(1).padStart(7)}   (${told} told; the CPU is the sandbox's too)`,
      );
    }
  } finally {
    await world.close();
    await database.$disconnect();
  }
}

// A thousand private reminders that are due at the same moment, on a Discord that takes 50 requests a second.
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../src/storage/client.ts';
import { migrate } from '../src/storage/migrate.ts';
import { openReminders } from '../test/features/amas/many-reminders.ts';

const people = 1_000;

/** Prints how long it takes, twice. */
export async function benchReminders(write: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'docent-bench-'));
  const url = join(folder, 'docent.db');
  const database = await connect(url);
  await migrate(database, url);
  const world = await openReminders({ database, url }, people);
  try {
    write(`${people} private reminders        took   requests   429   CPU each   load`);
    for (const name of ['an AMA goes live', 'another goes live']) {
      const before = process.cpuUsage();
      const { seconds, requests, refused, told } = await world.remind();
      const { user, system } = process.cpuUsage(before);
      write(
        `${name.padEnd(28)} ${seconds.toFixed(1).padStart(6)} s ${String(requests).padStart(9)} ${String(refused).padStart(5)} ${((user + system) / 1000 / told).toFixed(1).padStart(7)} ms ${loadavg()[0]?.toFixed(1).padStart(7)}   (${told} told; the CPU is the sandbox's too)`,
      );
    }
  } finally {
    await world.close();
    await database.$disconnect();
    rmSync(folder, { recursive: true });
  }
}

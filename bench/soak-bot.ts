// A process of its own with the whole bot, whose clock is moved by messages; it answers each with what it uses.
import { readdirSync } from 'node:fs';
import { createLog, startApp } from '../src/app.ts';
import { collectEarly, useLittleMemory } from '../src/cli/memory.ts';
import { parseConfig } from '../src/config.ts';

/** Moves the clock there, a minute at a time. */
export interface Beats {
  readonly from: number;
  readonly minutes: number;
}

/** What the process uses after its beats. */
export interface Used {
  readonly megabytes: number;
  readonly heapMegabytes: number;
  readonly descriptors: number;
  readonly cpuMilliseconds: number;
}

useLittleMemory();
let now = new Date(Number(process.env.SOAK_START));
const app = await startApp({
  config: parseConfig({ ...process.env }),
  log: createLog({
    level: 'warn',
    isTerminal: false,
    secrets: [],
    write: (line) => void process.stderr.write(line),
  }),
  now: () => now,
  ticks: 'manual',
  web: { port: 0, hostname: '127.0.0.1' },
  discourseRequestsPerMinute: 1_000_000,
});
collectEarly();
process.on('message', (beats: Beats) => void beat(beats));
process.on('disconnect', () => void app.stop().then(() => process.exit()));
process.send?.('ready');

async function beat({ from, minutes }: Beats): Promise<void> {
  for (let i = 1; i <= minutes; i += 1) {
    now = new Date(from + i * 60_000);
    await app.runUntilIdle();
  }
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  const used: Used = {
    megabytes: rss / 1e6,
    heapMegabytes: heapUsed / 1e6,
    descriptors: readdirSync('/proc/self/fd').length,
    cpuMilliseconds: (user + system) / 1000,
  };
  process.send?.(used);
}

// The bots that work on a database: each has a name, from which others see whether it is gone.
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** The bots that live in this process: usually one, in tests several. */
const living = new Set<string>();

/** The name under which a bot of this process claims what it works on, from now on. */
export function leaseOwner(): string {
  const bot = `${processNamespace()}:${process.pid}:${randomUUID()}`;
  living.add(bot);
  return bot;
}

/** The number of the process in which a bot lives. */
export function pidOf(bot: string): number {
  return Number(bot.split(':')[1]);
}

/** The bot of this name has left; its claims may be taken over. */
export function ownerGone(bot: string): void {
  living.delete(bot);
}

/**
 * Whether a bot is certainly gone. Of one that cannot be seen from here (another computer, another container) nothing
 * is known: what it had claimed is free when the claim runs out.
 */
export function isGone(bot: string): boolean {
  const [where, pid] = bot.split(':');
  if (living.has(bot) || where !== processNamespace()) return false;
  return Number(pid) === process.pid || !isRunning(Number(pid));
}

/**
 * Where a process number means one process: this computer since it was switched on, and in it this container. Two
 * containers may bear one host name, and the bot is process 1 in both.
 */
function processNamespace(): string {
  const parts = [
    hostname(),
    linux(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    linux(() => readlinkSync('/proc/self/ns/pid')),
  ];
  return createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 16);
}

function linux(read: () => string): string {
  try {
    return read();
  } catch {
    // Other systems have neither.
    return '';
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

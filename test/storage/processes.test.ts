// Which bots are certainly gone, so that what they had claimed may be taken over at once.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { isGone, leaseOwner, ownerGone } from '../../src/storage/processes.ts';

describe('a bot', () => {
  const mine = leaseOwner();
  const [here] = mine.split(':');
  const closing: (() => void)[] = [];
  afterEach(() => {
    for (const close of closing.splice(0)) close();
  });

  it('lives until it leaves, also when others of its process do', () => {
    const other = leaseOwner();
    expect(isGone(mine)).toBe(false);
    expect(isGone(other)).toBe(false);
    ownerGone(other);
    expect(isGone(mine)).toBe(false);
    expect(isGone(other)).toBe(true);
  });

  it('of an earlier process with the number of this one is gone, as after a restart of a container', () => {
    expect(isGone(`${here}:${process.pid}:earlier`)).toBe(true);
  });

  it('of another process here is gone when that is', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    closing.push(() => child.kill('SIGKILL'));
    await once(child, 'spawn');
    const other = `${here}:${child.pid}:other`;
    expect(isGone(other)).toBe(false);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isGone(other)).toBe(true);
  });

  it.each([
    ['another computer or container, whatever its process number', `elsewhere:${process.pid}:x`],
    ['a container of which the number is nobody here', 'elsewhere:999999999:x'],
    ['an older version, which named the host', `docent-host:${process.pid}:x`],
  ])('of %s is not said to be gone', (_, other) => {
    expect(isGone(other)).toBe(false);
  });
});

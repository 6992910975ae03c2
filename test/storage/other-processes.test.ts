// What another process made due on a shared PostgreSQL is heard at once, and only when it is committed.
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, type Mock, vi } from 'vitest';
import { change, connect, type Database, transaction } from '../../src/storage/client.ts';
import { onDueElsewhere } from '../../src/storage/other-processes.ts';
import { wake } from '../../src/storage/schedule.ts';
import { makeGroup } from '../group.ts';
import { type Fresh, freshDatabases } from './database.ts';

/** What is waited for comes, however busy the computer is. */
const patience = 30_000;

it('on SQLite nothing is listened to, and nothing has to end', async () => {
  const heard = vi.fn<() => void>();
  await onDueElsewhere('./docent.db', heard, heard).stop();
  expect(heard).not.toHaveBeenCalled();
});

it('a PostgreSQL that cannot be reached is tried again, told of once, and ends nothing', async () => {
  const faults: unknown[] = [];
  let tries = 0;
  const server = createServer((socket) => {
    tries += 1;
    socket.destroy();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : '';
  const listening = onDueElsewhere(`postgresql://me@127.0.0.1:${port}/docent`, vi.fn(), (error) =>
    faults.push(error),
  );
  await vi.waitFor(() => expect(tries).toBe(3), patience);
  expect(faults).toHaveLength(1);
  await listening.stop();
  server.close();
});

describe.each(freshDatabases().filter(({ name }) => name === 'PostgreSQL'))('on $name', ({ open }) => {
  let fresh: Fresh;
  let other: Database;
  let groupId: number;
  let heard: Mock<() => void>;
  let listening: { stop(): Promise<void> };
  const faults: unknown[] = [];

  beforeEach(async () => {
    fresh = await open();
    other = await connect(fresh.url);
    groupId = await makeGroup(other);
    heard = vi.fn<() => void>();
    listening = onDueElsewhere(fresh.url, heard, (error) => faults.push(error));
    await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(1), patience);
    heard.mockClear();
  });
  afterEach(async () => {
    await listening.stop();
    await other.$disconnect();
    await fresh.close();
  });

  it('a change that made something due is heard', async () => {
    await change(other, groupId, (rows) => wake(rows, groupId, 'meetings'));
    await vi.waitFor(() => expect(heard).toHaveBeenCalled(), patience);
  });

  it('what was rolled back, or made nothing due, is not', async () => {
    const fault = new Error('no');
    const broken = transaction(other, async (rows) => {
      await wake(rows, groupId, 'meetings');
      throw fault;
    });
    await expect(broken).rejects.toThrow(fault);
    await change(other, groupId, (rows) =>
      rows.group.update({ where: { id: groupId }, data: { zone: 'UTC' } }),
    );
    await setTimeout(300);
    expect(heard).not.toHaveBeenCalled();
  });

  it('is heard again after the connection broke, and what was missed is looked at', async () => {
    await fresh.database.$queryRaw`
      SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
      WHERE query LIKE 'LISTEN%' AND datname = current_database()`;
    await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(1), patience);
    expect(faults).toHaveLength(1);
    await change(other, groupId, (rows) => wake(rows, groupId, 'meetings'));
    await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(2), patience);
  });
});

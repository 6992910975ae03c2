// Of several bots that hear of one request, one takes it on.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connect } from '../../src/storage/client.ts';
import { takenRequests } from '../../src/storage/taken-requests.ts';
import { type Fresh, freshDatabases } from './database.ts';

describe.each(freshDatabases())('requests on $name', ({ open }) => {
  let fresh: Fresh;
  let now = new Date('2026-11-20T09:00:00Z');
  beforeEach(async () => {
    fresh = await open();
  });
  afterEach(() => fresh.close());

  test('two bots that try at once: one takes each request', async () => {
    const second = await connect(fresh.url);
    const bots = [takenRequests(fresh.database, () => now), takenRequests(second, () => now)];
    const ids = Array.from({ length: 20 }, (_, i) => `discord:${i}`);
    const taken = await Promise.all(ids.map((id) => Promise.all(bots.map((take) => take(id)))));
    await second.$disconnect();
    for (const pair of taken) expect(pair.toSorted()).toEqual([false, true]);
  });

  test('what was taken more than an hour ago is forgotten as new ones come', async () => {
    const take = takenRequests(fresh.database, () => now);
    await take('discord:old');
    now = new Date('2026-11-20T10:30:00Z');
    for (let i = 0; i < 200; i++) await take(`discord:${i}`);
    expect(await fresh.database.takenRequest.count({ where: { id: 'discord:old' } })).toBe(0);
    expect(await fresh.database.takenRequest.count()).toBe(200);
  });
});

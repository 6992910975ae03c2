// Many private reminders at once: as fast as the platform takes them, and no faster.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { openReminders } from './many-reminders.ts';

const people = 150;
const [sqlite] = freshDatabases('SQLite');
let fresh: Fresh | undefined;
let world: Awaited<ReturnType<typeof openReminders>> | undefined;

beforeAll(async () => {
  fresh = await sqlite?.open();
  if (fresh) world = await openReminders(fresh, people);
});
afterAll(async () => {
  await world?.close();
  await fresh?.close();
});

test('each of 150 people is told once, and no conversation is opened again', async () => {
  const came = await world?.remind();
  // How long a request is on its way to a busy platform is not the bot's to say: what was refused is sent again.
  const others = (came?.requests ?? 0) - (came?.refused ?? 0) - people;
  // What everybody sees is a handful of requests more.
  expect(others).toBeLessThan(20);
  const texts = await Promise.all(
    Array.from({ length: people }, (_, i) => world?.toldTo(`guest-${i}`) ?? []),
  );
  expect(texts.filter(({ length }) => length !== 1)).toEqual([]);
  expect(await fresh?.database.publication.count({ where: { state: { in: ['wanted', 'failed'] } } })).toBe(0);
});

// Reading positions outlive the process, and two bots that write one at once harm nothing.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connect } from '../../src/storage/client.ts';
import { cursors } from '../../src/storage/cursors.ts';
import { type Fresh, freshDatabases } from './database.ts';

describe.each(freshDatabases())('reading positions on $name', ({ open }) => {
  let fresh: Fresh;
  beforeEach(async () => {
    fresh = await open();
  });
  afterEach(() => fresh.close());

  test('one that was never written is not there; each has its own name, and the newest value', async () => {
    const mine = cursors(fresh.database);
    expect(await mine.read('posts')).toBeUndefined();
    await mine.write('posts', '17');
    await mine.write('mentions', '3');
    await mine.write('posts', '18');
    expect(await mine.read('posts')).toBe('18');
    expect(await mine.read('mentions')).toBe('3');
  });

  test('it is there in the next process', async () => {
    await cursors(fresh.database).write('posts', '17');
    const next = await connect(fresh.url);
    expect(await cursors(next).read('posts')).toBe('17');
    await next.$disconnect();
  });

  test('two bots that write a new one at once both succeed, and one value stays', async () => {
    const second = await connect(fresh.url);
    const bots = [cursors(fresh.database), cursors(second)];
    const names = Array.from({ length: 20 }, (_, i) => `topic/${i}`);
    await Promise.all(names.flatMap((name) => bots.map((bot, i) => bot.write(name, String(i)))));
    await second.$disconnect();
    for (const name of names) expect(['0', '1']).toContain(await cursors(fresh.database).read(name));
    expect(await fresh.database.cursor.count()).toBe(20);
  });
});

// What a platform said last of its places holds while it is away, through a restart too; what nobody ever knew is closed.
import { expect, test } from 'vitest';
import { knownOpen } from '../../src/storage/known-open.ts';

const place = { platform: 'chat', id: '31' };

test('a place is as its platform says, and as it said last while it cannot tell', async () => {
  const rows = new Map<string, string>();
  let said: boolean | undefined;
  let isFull = false;
  const open = () =>
    knownOpen(
      {
        read: async (name) => rows.get(name),
        list: async () => [],
        async write(name, value) {
          if (isFull) throw new Error('database or disk is full');
          rows.set(name, value);
        },
      },
      async () => said,
    );
  const bot = open();
  expect(await bot(place)).toBe(false);
  said = true;
  expect(await bot(place)).toBe(true);
  said = undefined;
  expect([await bot(place), await open()(place)]).toEqual([true, true]);
  // Closed meanwhile, also where that cannot be written down at once.
  isFull = true;
  said = false;
  expect(await bot(place)).toBe(false);
  isFull = false;
  expect(await bot(place)).toBe(false);
  said = undefined;
  expect([await bot(place), await open()(place)]).toEqual([false, false]);
});

// Which categories everybody may read: none that only some may, and none of a forum that asks everybody to log in.
import { expect, test } from 'vitest';
import { OutsideError } from '../../../src/core/errors.ts';
import { openCategories } from '../../../src/platforms/discourse/open-categories.ts';
import { openWorld } from './world.ts';

test('of a forum that begins to ask everybody to log in, nothing is open any more', async () => {
  const world = await openWorld();
  try {
    const { discourse, platform, category } = world;
    expect(await platform.isOpenPlace(category)).toBe(true);
    expect(await platform.isOpenPlace('4711')).toBe(false);
    discourse.forum.isLoginRequired = true;
    world.advance(11);
    expect(await platform.isOpenPlace(category)).toBe(false);
    discourse.forum.isLoginRequired = false;
    world.advance(11);
    expect(await platform.isOpenPlace(category)).toBe(true);
  } finally {
    await world.close();
  }
});

test('what the forum does not say is taken from its categories; of one that does not answer, nothing can be told', async () => {
  const now = () => new Date('2026-11-24T09:00:00Z');
  const docs = { id: 5, name: 'Docs', slug: 'docs', permission: 1, read_restricted: false };
  const categories = async () => [
    { ...docs, subcategory_list: undefined, subcategory_ids: undefined, parent_category_id: undefined },
  ];
  const open = (isLoginRequired: () => Promise<boolean>) =>
    openCategories({ categories, isLoginRequired }, now)('5');
  expect(await open(async () => false)).toBe(true);
  expect(
    await open(async () => {
      throw new OutsideError('Down');
    }),
  ).toBeUndefined();
});

// What was typed into a refused form is found again by who typed it, for a day.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Account } from '../../src/core/account.ts';
import type { DraftOwner } from '../../src/core/command/drafts.ts';
import { connect } from '../../src/storage/client.ts';
import { formDrafts } from '../../src/storage/drafts.ts';
import { type Fresh, freshDatabases } from './database.ts';

const hours = 60 * 60 * 1000;
const typed = {
  form: 'ama/ask',
  args: ['12', 'Übung'],
  values: { question: 'Why “’; DROP TABLE?\n\u{1f600}', anonymous: 'yes', empty: '' },
};
const lagos: Account = { platform: 'discord', id: '111', name: 'lagos' };
const by = (caller: Account, groupId = 1): DraftOwner => ({ caller, groupId });

describe.each(freshDatabases())('drafts on $name', ({ open }) => {
  let fresh: Fresh;
  let now = new Date('2026-11-20T09:00:00Z');
  beforeEach(async () => {
    now = new Date('2026-11-20T09:00:00Z');
    fresh = await open();
  });
  afterEach(() => fresh.close());
  const drafts = () => formDrafts(fresh.database, () => now);

  test('come back letter by letter, also in the next process, and as often as they are looked for', async () => {
    const id = await drafts().keep(by(lagos), typed);
    const next = await connect(fresh.url);
    const found = formDrafts(next, () => now);
    expect(await found.find(by(lagos), id)).toEqual(typed);
    expect(await found.find(by(lagos), id)).toEqual(typed);
    await next.$disconnect();
  });

  test('have ids that nobody guesses and that fit into a button', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => drafts().keep(by(lagos), typed)));
    expect(new Set(ids).size).toBe(20);
    for (const id of ids) expect(id).toMatch(/^[\w-]{12}$/u);
  });

  test.each<[string, Account]>([
    ['somebody else', { ...lagos, id: '222' }],
    ['somebody on the other platform with the same id', { ...lagos, platform: 'discourse' }],
  ])('are not found by %s', async (_, other) => {
    const id = await drafts().keep(by(lagos), typed);
    expect(await drafts().find(by(other), id)).toBeUndefined();
    expect(await drafts().find(by({ ...lagos, name: 'renamed' }), id)).toEqual(typed);
  });

  test('stay in the group in which they were typed, and taking them in another leaves them there', async () => {
    const id = await drafts().keep(by(lagos), typed);
    expect(await drafts().find(by(lagos, 2), id)).toBeUndefined();
    expect(await drafts().take(by(lagos, 2), id)).toBeUndefined();
    expect(await drafts().take(by(lagos), id)).toEqual(typed);
  });

  test('are there for 24 hours, and then removed as others come', async () => {
    const id = await drafts().keep(by(lagos), typed);
    now = new Date(now.getTime() + 24 * hours);
    expect(await drafts().find(by(lagos), id)).toEqual(typed);
    now = new Date(now.getTime() + 1);
    expect(await drafts().find(by(lagos), id)).toBeUndefined();
    const other = await drafts().keep(by(lagos), typed);
    expect(await fresh.database.formDraft.findMany({ select: { id: true } })).toEqual([{ id: other }]);
  });
});

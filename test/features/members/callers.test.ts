// In a private conversation the group is the one of the person who asks; who is in several is asked which one is meant.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeGroup } from '../../group.ts';
import { type MemberStore, memberStore } from '../../roster.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';

describe.each(freshDatabases())('a private message on $name', ({ open }) => {
  let fresh: Fresh;
  let store: MemberStore;
  let docs: number;
  let czech: number;
  beforeEach(async () => {
    fresh = await open();
    store = memberStore(fresh.database, { isInvited: () => false });
    docs = await makeGroup(fresh.database, { name: 'Docs', spaces: 'discourse:5' });
    czech = await makeGroup(fresh.database, { name: 'Docs in Czech', spaces: 'discourse:6' });
  });
  afterEach(() => fresh.close());

  const account = (id: string) => ({ platform: 'discourse', id, name: id });
  const groupOf = (id: string, groupName = '') =>
    store.groupOf('discourse', undefined, { caller: account(id), groupName });

  it('is for the only group in which its author is known', async () => {
    await store.of(czech, account('lagos'));
    expect(await groupOf('lagos')).toBe(czech);
  });

  it('of somebody in several groups is asked about, with their names, and understood when one is named', async () => {
    for (const group of [docs, czech]) await store.of(group, account('lagos'));
    await expect(groupOf('lagos')).rejects.toThrow(/“Docs” and “Docs in Czech”.*`group:"Docs"`/u);
    expect(await groupOf('lagos', 'docs in czech')).toBe(czech);
    await expect(groupOf('lagos', 'Docs in French')).rejects.toThrow('There is: “Docs” and “Docs in Czech”');
  });

  it('of somebody unknown tells no names, and takes the one that is given', async () => {
    await expect(groupOf('stranger')).rejects.toThrow(/^(?!.*Czech).*several groups/u);
    await expect(groupOf('stranger', 'Nowhere')).rejects.toThrow(/^(?!.*Czech)/u);
    expect(await groupOf('stranger', 'Docs')).toBe(docs);
  });
});

// An account that gets another name stays the same person, with all that was theirs.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { becameOne } from '../../src/publishing/remaking.ts';
import { renameAccount } from '../../src/storage/accounts.ts';
import { makeGroup } from '../group.ts';
import { type Fresh, freshDatabases } from './database.ts';

describe.each(freshDatabases())('an account on $name', ({ open }) => {
  let fresh: Fresh;
  let groupId: number;
  beforeEach(async () => {
    fresh = await open();
    groupId = await makeGroup(fresh.database);
  });
  afterEach(() => fresh.close());

  const personOf = (id: string, platform = 'discourse') =>
    fresh.database.person.create({
      data: {
        groupId,
        name: id,
        accounts: { create: { groupId, platform, accountId: id, foldedId: id.toLowerCase(), name: id } },
      },
    });
  const accounts = () =>
    fresh.database.account.findMany({
      select: { platform: true, accountId: true, foldedId: true, personId: true },
      orderBy: { id: 'asc' },
    });
  const rename = (from: string, id: string, isMerged = false) =>
    renameAccount(
      fresh.database,
      { from, account: { platform: 'discourse', id, name: id }, isMerged },
      becameOne,
    );

  it('keeps its person under the new name, and what waits for the old one goes to the new one', async () => {
    const { id: personId } = await personOf('Lagos');
    await personOf('lagos', 'discord');
    const place = (id: string) => JSON.stringify({ kind: 'person', id });
    await fresh.database.publication.create({
      data: {
        groupId,
        key: 'reminder/1',
        slot: 'discourse',
        platform: 'discourse',
        about: 'meeting/1',
        view: 'meetings/reminder',
        subject: '1',
        destination: '',
        place: place('Lagos'),
      },
    });
    await rename('lagos', 'Lagos_Docs');
    await rename('lagos', 'Lagos_Docs');
    expect(await accounts()).toEqual([
      { platform: 'discourse', accountId: 'Lagos_Docs', foldedId: 'lagos_docs', personId },
      expect.objectContaining({ platform: 'discord', accountId: 'lagos' }),
    ]);
    expect(await fresh.database.publication.findMany()).toMatchObject([{ place: place('Lagos_Docs') }]);
  });

  it.each([
    { how: 'staff made one of two: the higher role stays', isMerged: true, role: 'organiser' },
    { how: 'it took a name that was free: not the role of who had it', isMerged: false, role: 'none' },
  ])('that was met under both names is one person; $how', async ({ isMerged, role }) => {
    const { id: personId } = await personOf('lagos');
    const { id: other } = await personOf('lagos2');
    await fresh.database.person.update({
      where: { id: other },
      data: { role: 'organiser', zone: 'Africa/Lagos' },
    });
    await rename('lagos', 'lagos2', isMerged);
    expect(await accounts()).toEqual([
      { platform: 'discourse', accountId: 'lagos2', foldedId: 'lagos2', personId },
    ]);
    // What only one of them had stays, and the name of the account that is left.
    expect(await fresh.database.person.findMany()).toMatchObject([
      { name: 'lagos2', role, zone: 'Africa/Lagos' },
    ]);
  });

  it('that nobody knows changes nothing', async () => {
    await personOf('tokyo');
    await rename('lagos', 'tokyo');
    expect(await accounts()).toMatchObject([{ accountId: 'tokyo' }]);
  });
});

// Rows of one group are neither found nor changed through another, whatever their ids: behind what commands and buttons check.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { celebrationsStore } from '../../src/features/celebrations/store.ts';
import { meetingsStore } from '../../src/features/meetings/store.ts';
import { change } from '../../src/storage/client.ts';
import { forgetPerson, personalData } from '../../src/storage/personal-data.ts';
import { makeGroup } from '../group.ts';
import { type Fresh, freshDatabases } from '../storage/database.ts';

const now = new Date('2027-01-01T09:00:00Z');
const [sqlite] = freshDatabases('SQLite');
let fresh: Fresh;
let ours: number;
let theirs: number;
beforeAll(async () => {
  if (!sqlite) throw new Error('There is no database');
  fresh = await sqlite.open();
  ours = await makeGroup(fresh.database, { spaces: 'discord:1', meetings: 'discord:2' });
  theirs = await makeGroup(fresh.database, { spaces: 'discord:3', meetings: 'discord:4' });
});
afterAll(() => fresh.close());

test('a celebration is not taken away by another group', async () => {
  const { id } = await fresh.database.celebration.create({ data: { groupId: ours, text: 'Done', at: now } });
  const store = celebrationsStore(fresh.database);
  await store.remove(theirs, id);
  expect(await fresh.database.celebration.count()).toBe(1);
  await store.remove(ours, id);
  expect(await fresh.database.celebration.count()).toBe(0);
});

test('a promise is neither seen nor ticked off by another group', async () => {
  const { id } = await fresh.database.actionItem.create({
    data: { groupId: ours, text: 'Write it', createdAt: now },
  });
  const store = meetingsStore(fresh.database);
  expect(await store.findAction(theirs, id)).toBeUndefined();
  expect(await store.finishAction(theirs, id, now)).toBeUndefined();
  expect(await store.findAction(ours, id)).toMatchObject({ text: 'Write it', doneAt: null });
});

test('a plan is neither seen nor accepted by another group', async () => {
  const { id: seriesId } = await fresh.database.meetingSeries.create({
    data: {
      ...{ groupId: ours, name: 'Monthly', slug: 'monthly', rule: 'first tuesday', starts: '2027-01-01' },
      ...{ turnsFrom: '2027-01-01', times: '["18:00"]', zone: 'UTC', feedToken: 'x' },
    },
  });
  const { id } = await fresh.database.meetingPlan.create({
    data: { groupId: ours, seriesId, result: '{}', proposedAt: now },
  });
  const store = meetingsStore(fresh.database);
  expect(await store.proposal(theirs, id)).toBeUndefined();
  await expect(store.acceptPlan(theirs, id, now)).rejects.toMatchObject({ code: 'P2025' });
});

test('who is forgotten by one group keeps what they typed in another; what all share goes with the last', async () => {
  const { database } = fresh;
  const account = { platform: 'discord', accountId: '77' };
  const ids = new Map<number, number>();
  for (const groupId of [ours, theirs]) {
    const { id: personId } = await database.person.create({ data: { groupId, name: 'kyiv' } });
    await database.account.create({
      data: { groupId, personId, ...account, foldedId: '77', name: 'kyiv' },
    });
    await database.formDraft.create({
      data: { id: `draft-${groupId}`, groupId, ...account, form: 'x', args: '[]', values: '{}' },
    });
    ids.set(groupId, personId);
  }
  await database.conversation.create({ data: { ...account, remoteId: '1' } });
  const forget = (groupId: number) =>
    change(database, groupId, (rows) =>
      forgetPerson(rows, { id: ids.get(groupId) ?? 0, groupId, extent: 'names' }),
    );
  await forget(theirs);
  expect((await database.formDraft.findMany()).map(({ groupId }) => groupId)).toEqual([ours]);
  expect(await database.conversation.count()).toBe(1);
  await forget(ours);
  expect(await database.formDraft.count()).toBe(0);
  expect(await database.conversation.count()).toBe(0);
});

test('somebody of another group is neither handed out nor forgotten, whatever rows have their number', async () => {
  const { database } = fresh;
  const { id } = await database.person.create({ data: { groupId: ours, name: 'lagos', role: 'member' } });
  await database.account.create({
    data: {
      groupId: ours,
      personId: id,
      platform: 'discord',
      accountId: '78',
      foldedId: '78',
      name: 'lagos',
    },
  });
  const foreign = { id, groupId: theirs };
  const [data, isNamed] = await change(database, theirs, async (rows) => [
    await personalData(rows, foreign, { isOrganiser: true }),
    await forgetPerson(rows, { ...foreign, extent: 'words' }),
  ]);
  expect(data).toEqual({});
  expect(isNamed).toBe(false);
  expect(await database.person.findUniqueOrThrow({ where: { id } })).toMatchObject({ name: 'lagos' });
  expect(await database.account.count({ where: { personId: id } })).toBe(1);
  const own = await change(database, ours, (rows) => personalData(rows, { id, groupId: ours }));
  expect(Object.keys(own)).toContain('Account');
});

const number = '123456789012345678';
test.each<
  [
    contact: string,
    name: string,
    extent: 'words' | 'names' | 'marks',
    isGone: boolean,
    more?: { accountId?: string; isShared?: boolean },
  ]
>([
  ['hugo@example.org', 'Hugo', 'words', true],
  ['hugo@example.org', 'Hugo', 'marks', false],
  ['hugo', 'Hugo', 'marks', true],
  ['Ask @Hugo', 'Hugo', 'marks', true],
  ['Ask Hugo Novak', 'Hugo Novak', 'names', true],
  ['Ask Hugo', 'Hugo', 'names', false],
  ['Ian, on chat', 'Ian', 'words', true],
  ['Al', 'Al', 'words', false],
  ['hugo@example.org', 'Hugo N.', 'marks', false, { accountId: 'hugo' }],
  // Their own number, whoever asks; a name is anybody's to choose.
  [`<@${number}>`, 'Hugo', 'marks', true, { accountId: number }],
  [`<@${number}>`, number, 'marks', false],
  // Only organisers take away what others are called as well.
  ['Hugo', 'Hugo', 'marks', false, { isShared: true }],
  ['Hugo', 'Hugo', 'words', true, { isShared: true }],
])(
  'the contact %j goes with %s (%s): %s',
  async (contact, name, extent, isGone, { accountId = '5', isShared } = {}) => {
    const { database } = fresh;
    const groupId = await makeGroup(database);
    const person = async (id: string) => {
      const made = await database.person.create({ data: { groupId, name } });
      const account = { platform: 'discord', accountId: id, foldedId: id, name };
      await database.account.create({ data: { ...account, groupId, personId: made.id } });
      return made.id;
    };
    if (isShared) await person('6');
    const id = await person(accountId);
    await database.partner.create({
      data: { groupId, name: 'Friends', contact, code: `${groupId}`, createdAt: now },
    });
    await change(database, groupId, (rows) => forgetPerson(rows, { id, groupId, extent }));
    expect(await database.partner.count({ where: { groupId, contact: '' } })).toBe(isGone ? 1 : 0);
  },
);

test('who is forgotten takes along what went to their own account, not to one whose name is nearly theirs', async () => {
  const { database } = fresh;
  const ids: number[] = [];
  for (const accountId of ['ann_lee', 'ann-lee']) {
    const account = { groupId: ours, platform: 'discourse', accountId, foldedId: accountId, name: accountId };
    const { id } = await database.person.create({
      data: { groupId: ours, name: accountId, accounts: { create: account } },
    });
    ids.push(id);
    await database.publication.create({
      data: {
        ...{
          groupId: ours,
          key: `to/${accountId}`,
          slot: 'person',
          about: 'meeting/1',
          view: 'v',
          subject: '1',
        },
        ...{ destination: '{"kind":"other"}', platform: 'discourse' },
        place: JSON.stringify({ kind: 'person', id: accountId }),
      },
    });
  }
  await change(database, ours, (rows) =>
    forgetPerson(rows, { id: ids[0] ?? 0, groupId: ours, extent: 'names' }),
  );
  const left = await database.publication.findMany({ where: { key: { startsWith: 'to/' } } });
  expect(left.map(({ key }) => key)).toEqual(['to/ann-lee']);
});

// An account that gets another name stays the same person, with all that was theirs.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hostOf } from '../../src/features/amas/rules.ts';
import { callerContext } from '../../src/features/members/membership.ts';
import { capabilities } from '../../src/platforms/discourse/capabilities.ts';
import { accountsOf } from '../../src/publishing/place.ts';
import { republishAfterMerge } from '../../src/publishing/remaking.ts';
import { renameAccount } from '../../src/storage/accounts.ts';
import type { Two } from '../../src/storage/people.ts';
import { makeGroup } from '../group.ts';
import { memberStore } from '../roster.ts';
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
  const becoming: Two[] = [];
  const told: Parameters<typeof renameAccount>[2] = {
    changed: republishAfterMerge,
    merging: (_rows, two, merge) => {
      becoming.push(two);
      return merge();
    },
  };
  const rename = (from: string, id: string, isMerged = false) =>
    renameAccount(fresh.database, { from, account: { platform: 'discourse', id, name: id }, isMerged }, told);

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

  it('that was met under both names is one person where staff made one of two: the higher role stays', async () => {
    const { id: personId } = await personOf('lagos');
    const { id: other } = await personOf('lagos2');
    await fresh.database.person.update({
      where: { id: other },
      data: { role: 'organiser', zone: 'Africa/Lagos' },
    });
    await rename('lagos', 'lagos2', true);
    expect(await accounts()).toEqual([
      { platform: 'discourse', accountId: 'lagos2', foldedId: 'lagos2', personId },
    ]);
    // What only one of them had stays, and the name of the account that is left.
    expect(await fresh.database.person.findMany()).toMatchObject([
      { name: 'lagos2', role: 'organiser', zone: 'Africa/Lagos' },
    ]);
  });

  it('that took a name which was free is not one with who had it before', async () => {
    const { id: personId } = await personOf('lagos');
    const { id: other } = await personOf('lagos2');
    await fresh.database.person.update({ where: { id: other }, data: { role: 'organiser' } });
    await rename('lagos', 'lagos2');
    expect(await accounts()).toMatchObject([
      { accountId: 'lagos2', personId },
      { accountId: expect.stringMatching(/^#\d+$/u), personId: other },
    ]);
    expect(await fresh.database.person.findUnique({ where: { id: personId } })).toMatchObject({
      role: 'none',
    });
  });

  it('that voted under both names has one vote on each question', async () => {
    const { id: personId } = await personOf('lagos');
    const at = new Date('2026-11-20T09:00:00Z');
    const question = { text: 'Why?', platform: 'discourse', askerId: personId, askerAccountId: 'tokyo' };
    const { questions } = await fresh.database.ama.create({
      data: {
        ...{ groupId, title: 'AMA', collectsAt: at, opensAt: at, wrapsAt: at, closesAt: at },
        questions: { create: [1, 2].map((number) => ({ ...question, number, sourceId: `${number}` })) },
      },
      include: { questions: true },
    });
    const [first, second] = questions.map(({ id }) => id);
    for (const [questionId, accountId] of [
      [first, 'lagos'],
      [first, 'abuja'],
      [second, 'lagos'],
    ] as const) {
      const data = { questionId: questionId ?? 0, personId, platform: 'discourse', accountId };
      await fresh.database.vote.create({ data });
    }
    await rename('lagos', 'abuja');
    const votes = await fresh.database.vote.findMany({ orderBy: { questionId: 'asc' } });
    expect(votes.map(({ questionId, accountId }) => [questionId, accountId])).toEqual([
      [first, 'abuja'],
      [second, 'abuja'],
    ]);
  });

  it('that nobody knows changes nothing', async () => {
    await personOf('tokyo');
    await rename('lagos', 'tokyo');
    expect(await accounts()).toMatchObject([{ accountId: 'tokyo' }]);
  });

  describe('with an id that stays', () => {
    const people = () => memberStore(fresh.database, { isInvited: () => false });
    const account = (id: string, stableId: string | undefined, name = id) => ({
      platform: 'discourse',
      id,
      name,
      ...(stableId !== undefined && { stableId }),
    });
    const roleOf = async (id: string, stableId: string) =>
      (await people().known(groupId, account(id, stableId)))?.role;

    async function organiser(stableId?: string) {
      const { id } = await people().of(groupId, account('lagos', stableId));
      await people().changePerson(groupId, id, { role: 'organiser' });
      return id;
    }

    it('is the same under any name, and somebody else under the same name is new', async () => {
      const lagos = await organiser('42');
      expect(await roleOf('lagos', '77')).toBeUndefined();
      expect(await roleOf('Lagos', '77')).toBeUndefined();
      const other = await people().of(groupId, account('Lagos', '77'));
      expect(other).toMatchObject({ role: 'none', accounts: [{ id: 'Lagos', stableId: '77' }] });
      expect(other.id).not.toBe(lagos);
      expect(await people().of(groupId, account('lagos-docs', '42'))).toMatchObject({
        id: lagos,
        name: 'lagos-docs',
        role: 'organiser',
        accounts: [{ id: 'lagos-docs', stableId: '42' }],
      });
      expect(await roleOf('Lagos', '77')).toBe('none');
    });

    it('of a row from before is that of whoever is seen first under its name, and of nobody after', async () => {
      const lagos = await organiser();
      expect(await roleOf('lagos', '42')).toBe('organiser');
      expect(await people().of(groupId, account('lagos', '42'))).toMatchObject({ id: lagos });
      expect(await roleOf('lagos', '77')).toBeUndefined();
      expect((await people().of(groupId, account('lagos', '77'))).id).not.toBe(lagos);
      expect(await roleOf('lagos3', '42')).toBe('organiser');
    });

    it('takes the name from who had it in every group as soon as it is seen', async () => {
      const lagos = await organiser('42');
      const seen = { from: 'lagos', account: account('lagos', '77') };
      await renameAccount(fresh.database, seen, told);
      expect(await accounts()).toMatchObject([{ personId: lagos, accountId: expect.stringContaining('#') }]);
      expect(await people().known(groupId, account('lagos', undefined))).toBeUndefined();
      expect(await accountsOf(fresh.database, lagos)).toEqual([]);
    });

    it('two that swap their names stay who they are', async () => {
      const lagos = await organiser('42');
      const tokyo = (await people().of(groupId, account('tokyo', '43'))).id;
      expect((await people().of(groupId, account('tokyo', '42'))).id).toBe(lagos);
      expect((await people().of(groupId, account('lagos', '43'))).id).toBe(tokyo);
      expect(await accounts()).toMatchObject([{ accountId: 'tokyo' }, { accountId: 'lagos' }]);
    });

    it('merged into another is one with that, whoever has its name by now', async () => {
      const lagos = await organiser('42');
      await people().of(groupId, account('kolkata', '44'));
      const third = (await people().of(groupId, account('lagos', '77'))).id;
      const merged = { from: 'lagos', account: account('kolkata', '44'), isMerged: true, goneStableId: '42' };
      becoming.length = 0;
      await renameAccount(fresh.database, merged, told);
      expect(becoming).toMatchObject([{ into: lagos }]);
      expect(await roleOf('kolkata', '44')).toBe('organiser');
      expect(await accounts()).toMatchObject([
        { accountId: 'kolkata', personId: lagos },
        { accountId: 'lagos', personId: third },
      ]);
    });

    it('a claim is of the account that was asked, not of who has its name', async () => {
      const lagos = await organiser('42');
      const { id: chat } = await people().of(groupId, { platform: 'discord', id: '1', name: 'mallory' });
      const now = new Date();
      const claim = { account: account('lagos', '77'), code: 'abc', now };
      expect(await people().claimAccount(groupId, chat, claim)).toBe('sent');
      expect(await people().isSentTo(groupId, account('lagos', '42'), 'abc')).toBe(false);
      expect(await people().confirmClaim(groupId, chat, 'abc', now)).toBeDefined();
      expect(await people().byIds(groupId, [chat])).toMatchObject([
        { role: 'none', accounts: [{ id: '1' }, { id: 'lagos', stableId: '77' }] },
      ]);
      expect(await people().byIds(groupId, [lagos])).toMatchObject([{ role: 'organiser' }]);
    });

    it('a host who was named by an account is nobody else', async () => {
      const hosts = [
        { id: 1, name: 'lagos', account: { platform: 'discourse', id: 'lagos', stableId: '42' } },
      ];
      const hostedBy = async (id: string, stableId: string) => {
        const caller = account(id, stableId);
        return hostOf({ hosts }, caller, await people().of(groupId, caller));
      };
      expect(await hostedBy('lagos', '77')).toBeUndefined();
      expect(await hostedBy('lagos-docs', '42')).toMatchObject({ id: 1 });
    });

    it('whoever writes in private is taken for a member of the groups of that account alone', async () => {
      await makeGroup(fresh.database, { name: 'Other', spaces: 'discourse:6' });
      await organiser('42');
      const groupOf = (id: string, stableId: string) =>
        people().groupOf('discourse', undefined, { caller: account(id, stableId), groupName: '' });
      expect(await groupOf('lagos-docs', '42')).toBe(groupId);
      await expect(groupOf('lagos', '77')).rejects.toThrow(/several groups/u);
    });

    it('a configured name means whoever was first seen under it, until it is configured anew', async () => {
      const isOrganiser = async (names: readonly string[], id: string, stableId: string) => {
        const configured = names.map((one) => ({ platform: 'discourse', id: one }));
        const of = callerContext(people(), configured);
        const caller = account(id, stableId);
        const asked = { id: '1', platform: 'discourse', groupId, caller, roles: [], isManager: false };
        return (await of({ ...asked, can: capabilities })).isOrganiser;
      };
      expect(await isOrganiser(['Lagos'], 'lagos', '42')).toBe(true);
      expect(await isOrganiser(['Lagos'], 'lagos', '77')).toBe(false);
      expect(await isOrganiser(['Lagos'], 'lagos-docs', '42')).toBe(true);
      await people().forgetUnconfigured([{ platform: 'discourse', id: 'lagos' }]);
      expect(await isOrganiser(['Lagos'], 'lagos', '77')).toBe(false);
      await people().forgetUnconfigured([{ platform: 'discourse', id: 'tokyo' }]);
      expect(await isOrganiser(['Lagos'], 'lagos', '77')).toBe(true);
    });
  });
});

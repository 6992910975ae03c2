// Which account on GitHub is whose: shown by a code, good for a week, and true when accounts are renamed.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { plain } from '../../../src/core/document.ts';
import { githubSite } from '../../../src/core/github/site.ts';
import { githubCommand } from '../../../src/features/members/commands/github.ts';
import type { GithubAccount, Ownership } from '../../../src/features/members/member-deps.ts';
import { makeGroup } from '../../group.ts';
import { type MemberStore, memberStore } from '../../roster.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { can } from '../remembered.ts';

const [sqlite] = freshDatabases('SQLite');
const start = new Date('2026-12-01T12:00:00Z');
const day = 24 * 60 * 60 * 1000;
let fresh: Fresh;
let store: MemberStore;
let groupId: number;
/** Who published which code, and which accounts there are now. */
let codes: Map<string, GithubAccount>;
let accounts: GithubAccount[];
let looked: Parameters<Ownership['publishedBy']>[1][];
beforeEach(async () => {
  if (!sqlite) throw new Error('There is no SQLite');
  fresh = await sqlite.open();
  store = memberStore(fresh.database, { isInvited: () => true });
  groupId = await makeGroup(fresh.database, { name: 'Docs', spaces: 'chat:1' });
  [codes, accounts, looked] = [new Map(), [], []];
});
afterEach(() => fresh.close());

async function say(
  who: string,
  name: string,
  { comment, days = 0 }: { comment?: string; days?: number } = {},
) {
  const command = githubCommand({
    store,
    groups: store,
    organisers: async () => [],
    hasClosedCalendar: async () => false,
    isOpenPlace: async () => false,
    openVote: async () => ({ number: 1, state: 'going' }),
    voteAbout: async () => undefined,
    site: githubSite('https://api.github.com'),
    ownership: {
      async publishedBy(code, where) {
        looked.push(where);
        return codes.get(code);
      },
      accountOf: async (login) => accounts.find((one) => one.login.toLowerCase() === login.toLowerCase()),
    },
  });
  const caller = { platform: 'chat', id: who, name: who };
  const { id } = await store.of(groupId, caller);
  await store.put(groupId, id, { now: start });
  const now = new Date(start.getTime() + days * day);
  const values = { name, ...(comment && { comment }) };
  const request = {
    id: 'x',
    groupId,
    platform: 'chat',
    can: can('discord'),
    caller,
    roles: [],
    about: async () => [],
    now,
  };
  const context = { isOrganiser: false, isMember: true, zone: 'UTC', progress: async () => {} };
  const reply = await command.run({ ...request, ...context }, values);
  const said = reply?.kind === 'said' ? plain(reply.document) : '';
  return { said, code: /docent-\w+/u.exec(said)?.[0] ?? '' };
}
const confirmed = async () =>
  (await store.all(groupId))
    .filter(({ isGithubConfirmed }) => isGithubConfirmed)
    .map(({ person, github }) => `${person.name}: ${github}`);

test('a code that the account publishes confirms it, whatever its name was written like', async () => {
  const { code } = await say('ann', '@ANN-docs');
  expect((await say('ann', 'ann-docs')).said).toContain('I do not see the code yet');
  codes.set(code, { login: 'Ann-Docs', id: '7' });
  expect((await say('ann', 'ann-docs')).said).toContain('Ann-Docs on GitHub is yours: confirmed');
  expect(await confirmed()).toEqual(['ann: Ann-Docs']);
  expect((await say('ann', 'ANN-DOCS')).said).toContain('yours already');
  expect(await confirmed()).toEqual(['ann: Ann-Docs']);
});

test('a comment is looked at where the group says, and where its writer says', async () => {
  await store.changeRules(groupId, { githubIssue: 'https://github.com/python/docs/issues/3' });
  expect((await say('ann', 'ann')).said).toContain('https://github.com/python/docs/issues/3');
  await say('ann', 'ann', { comment: 'https://github.com/a/b/pull/1#issuecomment-5' });
  expect(looked).toEqual([
    {
      login: 'ann',
      since: start,
      issue: 'https://github.com/python/docs/issues/3',
      comment: 'https://github.com/a/b/pull/1#issuecomment-5',
    },
  ]);
  await expect(say('ann', 'ann', { comment: 'https://evil.example/#issuecomment-5' })).rejects.toThrow(
    'Copy link',
  );
});

test('a code that another account published confirms nothing, and says whose it was', async () => {
  const { code } = await say('ann', 'ann');
  codes.set(code, { login: 'ann-new', id: '7' });
  expect((await say('ann', 'ann')).said).toContain('ann-new wrote it');
  expect(await confirmed()).toEqual([]);
  // The account was renamed: the same code is good for its new name.
  expect((await say('ann', 'ann-new')).said).toContain('confirmed');
  expect(await confirmed()).toEqual(['ann: ann-new']);
});

test('a code is good for a week; after that there is a new one', async () => {
  const { code } = await say('ann', 'ann');
  codes.set(code, { login: 'ann', id: '7' });
  const late = await say('ann', 'ann', { days: 8 });
  expect(late.said).toContain('older than a week');
  expect(late.code).not.toBe(code);
  expect(await confirmed()).toEqual([]);
});

test('a confirmed account is nobody else’s, until GitHub gave its name to another account', async () => {
  const { code } = await say('ann', 'ann');
  codes.set(code, { login: 'ann', id: '7' });
  await say('ann', 'ann');
  accounts = [{ login: 'ann', id: '7' }];
  await expect(say('eve', 'ANN')).rejects.toThrow("confirmed as ann's");
  accounts = [{ login: 'ann', id: '8' }];
  const other = await say('eve', 'ann');
  codes.set(other.code, { login: 'ann', id: '8' });
  expect((await say('eve', 'ann')).said).toContain('confirmed');
  expect(await confirmed()).toEqual(['eve: ann']);
});

test('a renamed account that is somebody’s stays theirs', async () => {
  const { code } = await say('ann', 'ann');
  codes.set(code, { login: 'ann', id: '7' });
  await say('ann', 'ann');
  const other = await say('eve', 'ann-new');
  codes.set(other.code, { login: 'ann-new', id: '7' });
  await expect(say('eve', 'ann-new')).rejects.toThrow("confirmed as ann's");
});

test('"none" takes an account away, confirmed or claimed, and says so once', async () => {
  const { code } = await say('ann', 'ann-docs');
  codes.set(code, { login: 'ann-docs', id: '7' });
  await say('ann', 'ann-docs');
  expect((await say('ann', ' None ')).said).toContain('ann-docs on GitHub is no longer yours here');
  expect(await confirmed()).toEqual([]);
  await expect(say('ann', 'none')).rejects.toThrow('none to take away');
  await say('ann', 'ann-new');
  expect((await say('ann', 'none')).said).toContain('ann-new on GitHub is no longer yours');
  expect((await store.all(groupId)).map(({ github }) => github)).toEqual([undefined]);
});

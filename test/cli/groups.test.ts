// `docent groups` at the terminal: where the bot is at work, and what each group may use.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type GroupsWish, groupsCommand } from '../../src/cli/groups.ts';
import { UserError } from '../../src/core/errors.ts';
import { docent } from './running.ts';

const folder = mkdtempSync(join(tmpdir(), 'docent-groups-'));
const env = { DATABASE_URL: join(folder, 'docent.db'), DISCORD_TOKEN: 'abc' };
/** As typed, in a process. */
const typed = async (...words: string[]) => await docent(['groups', ...words], env).ended;
/** The same without a process, which takes a second. */
const groups = async (wish: GroupsWish) => await groupsCommand(wish, { env, now: new Date() });
const list = async () => await groups({ what: 'list', isJson: false });

beforeAll(async () => {
  await typed('serve', '111111111111111111', '--name', 'Docs');
});
afterAll(() => rmSync(folder, { recursive: true }));

test('the only group may use everything; two use what is their own and what is granted', async () => {
  expect(await list()).toMatch(/^1 Docs[\s\S]*discord:111111111111111111[\s\S]*the only group/u);
  await groups({ what: 'serve', space: '222222222222222222', name: 'Theirs' });
  await groups({ what: 'grant', group: '2', thing: 'Docs/Guide' });
  await groups({ what: 'grant', group: '2', thing: 'docs/site/Réunions' });
  expect(await typed('grant', '2', 'discourse:5')).toMatchObject({ status: 0, err: '' });
  const out = await list();
  expect(out).toMatch(/^1 Docs[\s\S]*may use: nothing beside its own/u);
  expect(out).toMatch(/\n2 Theirs[\s\S]*may use: discourse:5, docs\/guide/u);
  await groups({ what: 'revoke', group: '2', thing: 'discourse:5' });
  const [, theirs] = JSON.parse((await typed('list', '--json')).out);
  expect(theirs.grants).toEqual({ places: [], repositories: ['docs/guide', 'docs/site/réunions'] });
  expect(await typed('leave', '2')).toMatchObject({ status: 0, err: '' });
  expect(await list()).not.toContain('Theirs');
});

const wrong: [GroupsWish, RegExp][] = [
  [{ what: 'serve', space: 'our-server' }, /neither a server nor a category/u],
  // The number of a group is no server.
  [{ what: 'serve', space: '1' }, /"1" is neither a server nor a category/u],
  [{ what: 'grant', group: '1', thing: 'cpython' }, /neither a repository.*`owner\/name`.*`discourse:5`/u],
  [{ what: 'grant', group: '99', thing: 'docs/guide' }, /no group 99/u],
  [{ what: 'grant', group: 'Docs', thing: 'docs/guide' }, /not the number of a group/u],
];

test.each(wrong)('docent groups %j says what is wrong', async (wish, pattern) => {
  await expect(groups(wish)).rejects.toThrow(UserError);
  await expect(groups(wish)).rejects.toThrow(pattern);
});

test('what is wrong is told on the error output, with status 1', async () => {
  const { status, err } = await typed('revoke', '1', 'docs/other');
  expect(status).toBe(1);
  expect(err).toMatch(/had no grant/u);
});

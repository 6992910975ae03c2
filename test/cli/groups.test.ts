// `docent groups` at the terminal: where the bot is at work, and what each group may use.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { docent } from './running.ts';

const folder = mkdtempSync(join(tmpdir(), 'docent-groups-'));
const env = { DATABASE_URL: join(folder, 'docent.db'), DISCORD_TOKEN: 'abc' };
const groups = async (...words: string[]) => await docent(['groups', ...words], env).ended;

beforeAll(async () => {
  await groups('serve', '111111111111111111', '--name', 'Docs');
});
afterAll(() => rmSync(folder, { recursive: true }));

test('the only group may use everything; two use what is their own and what is granted', async () => {
  expect((await groups('list')).out).toMatch(
    /^1 Docs[\s\S]*discord:111111111111111111[\s\S]*the only group/u,
  );
  expect(await groups('serve', '222222222222222222', '--name', 'Theirs')).toMatchObject({ status: 0 });
  await groups('grant', '2', 'Docs/Guide');
  await groups('grant', '2', 'discourse:5');
  const { out } = await groups('list');
  expect(out).toMatch(/^1 Docs[\s\S]*may use: nothing beside its own/u);
  expect(out).toMatch(/\n2 Theirs[\s\S]*may use: discourse:5, docs\/guide/u);
  await groups('revoke', '2', 'discourse:5');
  const [, theirs] = JSON.parse((await groups('list', '--json')).out);
  expect(theirs.grants).toEqual({ places: [], repositories: ['docs/guide'] });
  await groups('leave', '2');
  expect((await groups('list')).out).not.toContain('Theirs');
});

test.each([
  [['serve', 'our-server'], /neither a server nor a category/u],
  [['grant', '1', 'cpython'], /neither a server nor a category/u],
  [['grant', '99', 'docs/guide'], /no group 99/u],
  [['grant', 'Docs', 'docs/guide'], /not the number of a group/u],
  [['revoke', '1', 'docs/other'], /had no grant/u],
])('docent groups %j says what is wrong', async (words, pattern) => {
  const { status, err } = await groups(...words);
  expect(status).toBe(1);
  expect(err).toMatch(pattern);
});

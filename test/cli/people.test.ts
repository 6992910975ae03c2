// `docent people`: whoever has a name by now is never taken for whoever had it before.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffline } from '../../src/app.ts';
import { peopleCommand } from '../../src/cli/people.ts';
import { parseConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { openServers } from './servers.ts';

let servers: Awaited<ReturnType<typeof openServers>>;
let numbers: { readonly first: string; readonly second: string };

beforeAll(async () => {
  servers = await openServers();
  const first = servers.discourse.addUser('maria');
  const log = createLog({ level: 'error', isTerminal: false, secrets: [], write: () => {} });
  const app = await openOffline({ config: parseConfig(servers.env), log });
  const group = await app.roster.recentGroup('discourse', String(servers.category.id));
  await app.roster.of(group.id, {
    platform: 'discourse',
    id: 'maria',
    name: 'maria',
    stableId: String(first.id),
  });
  await app.close();
  servers.discourse.renameUser('maria', 'maria-old');
  const second = servers.discourse.addUser('maria');
  numbers = { first: String(first.id), second: String(second.id) };
});
afterAll(() => servers.close());

const people = (what: 'export' | 'forget', account: string) =>
  peopleCommand({ what, account, isConfirmed: true }, servers.env);

test('a name that somebody else has now is asked about, with the number that tells the two apart', async () => {
  for (const what of ['export', 'forget'] as const) {
    await expect(people(what, 'discourse:maria')).rejects.toThrow(
      new RegExp(`is the name of account ${numbers.second} now.*discourse:#${numbers.first}`, 'u'),
    );
  }
});

test('the present name and the number mean the account itself', async () => {
  for (const account of ['discourse:maria-old', `discourse:#${numbers.first}`]) {
    const data = JSON.parse(await people('export', account));
    expect(data).toHaveLength(1);
    expect(data[0].Account).toEqual([expect.objectContaining({ stableId: numbers.first })]);
  }
});

test('of an account that nobody had there is nothing, whether its platform is here or not', async () => {
  for (const account of ['discord:123456789012345678', 'discourse:nobody', 'discourse:#999'])
    await expect(people('export', account)).rejects.toThrow(`I know nothing of ${account}`);
  const noForum = { DISCOURSE_URL: '', DISCOURSE_API_KEY: '', DISCOURSE_API_USERNAME: '' };
  const ask = (account: string) =>
    peopleCommand({ what: 'export', account, isConfirmed: true }, { ...servers.env, ...noForum });
  await expect(ask('discourse:nobody')).rejects.toThrow('I know nothing of discourse:nobody');
});

test('without a yes nobody is forgotten, and it is said who would be', async () => {
  const forget = { what: 'forget', account: 'discourse:maria-old', isConfirmed: false } as const;
  await expect(peopleCommand(forget, servers.env)).rejects.toThrow(/forgets maria.*--confirmed/u);
  expect(await people('export', 'discourse:maria-old')).toContain('maria');
});

test('while the forum does not answer, a name is not enough, and a number is', async () => {
  const env = { ...servers.env, DISCOURSE_URL: 'http://127.0.0.1:1' };
  const ask = (account: string) => peopleCommand({ what: 'export', account, isConfirmed: true }, env);
  await expect(ask('discourse:maria')).rejects.toThrow(/cannot learn whose name.*discourse:#/u);
  expect(await ask(`discourse:#${numbers.first}`)).toContain('maria');
  expect(await people('forget', `discourse:#${numbers.first}`)).toContain('Forgotten');
});

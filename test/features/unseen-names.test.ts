// Names that are typed with characters which nobody sees: they are kept without them, and are another's all the same.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OfflineApp, openOffline } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import type { OptionValue } from '../../src/core/command.ts';
import { plain } from '../../src/core/document.ts';
import { createLog } from '../../src/log.ts';
import { type Fresh, freshDatabases } from '../storage/database.ts';
import { can } from './remembered.ts';

const space = '100000000000000001';
const account = (name: string) => ({ platform: 'discord', id: `2${name}`, name });
let fresh: Fresh;
let app: OfflineApp;
let count = 0;

beforeAll(async () => {
  const [sqlite] = freshDatabases('SQLite');
  if (!sqlite) throw new Error('There is no SQLite');
  fresh = await sqlite.open();
  app = await openOffline({
    now: () => new Date('2031-11-20T09:00:00Z'),
    config: parseConfig({ DISCORD_TOKEN: 'abc', DISCORD_GUILDS: space, DATABASE_URL: fresh.url }),
    log: createLog({ level: 'error', isTerminal: false, secrets: [], write: () => {} }),
  });
  await app.roster.serve({ platform: 'discord', id: space }, {});
  await run('member role', { who: account('prague'), role: 'organiser' });
});
afterAll(async () => {
  await app.close();
  await fresh.close();
});

async function run(name: string, values: Readonly<Record<string, OptionValue>>): Promise<string> {
  const command = app.dispatcher.commands.find((one) => one.name === name);
  const invocation = {
    ...{ id: `x-${++count}`, platform: 'discord', space, can: can('discord'), roles: [], isManager: true },
    caller: account('prague'),
  };
  const reply = await app.dispatcher.run(invocation, name, {
    ...values,
    ...(command?.confirm && { confirmed: true }),
  });
  return 'document' in reply ? plain(reply.document) : '';
}

test.each([
  ['project propose', 'name', { summary: 'About it' }],
  ['partner add', 'name', {}],
  ['celebrate', 'what', {}],
  ['ama create', 'title', { hosts: 'prague', opens: '2031-12-01 18:00', closes: '2031-12-01 20:00' }],
])('%s', async (name, option, rest) => {
  const made = await run(name, { ...rest, [option]: ' The gui\u202ede\u2066\n of 3.20 ' });
  expect(made).toContain('The guide of 3.20');
  expect(made).not.toMatch(/[\u202e\u2066]/u);
  if (name !== 'ama create')
    expect(await run(name, { ...rest, [option]: 'the \u202dguide of 3.20' })).toContain('already');
});

test('a call and what came of it', async () => {
  await run('partner add', { name: 'Warsaw', language: 'pl', contact: 'ann\u202e@\nexample.org' });
  const shown = await run('partner call', {
    ...{ title: 'Help\u202e wanted', text: 'Please come', partners: 'Warsaw' },
    translations: 'pl: Zapraszamy',
  });
  expect(shown).toContain('Help wanted');
  expect(shown).toContain('In Polish:');
  await run('partner call', { publish: 1 });
  const noted = await run('partner answer', { partner: 'Warsaw', text: 'Two\u202e came', call: 1 });
  expect(noted).toContain('Two came');
  expect(await run('partner list', {})).not.toMatch(/\u202e/u);
});

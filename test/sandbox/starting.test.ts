// A sandbox that cannot be started says so and leaves nothing open, which would keep its process from ending.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { sandbox } from '../../sandbox/main.ts';
import { messageOf } from '../../sandbox/words.ts';

const folder = mkdtempSync(join(tmpdir(), 'docent-not-started-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
writeFileSync(at('story.txt'), 'at 2026-11-20T09:00Z\n');
writeFileSync(at('words.db'), 'words '.repeat(200));
writeFileSync(at('no-pages.json'), '[1]');

test.each([
  ['a database in no folder', { db: at('nowhere/docent.db') }, 'cannot be used as a database'],
  ['a file that is no database', { play: at('story.txt'), db: at('words.db') }, 'not a database'],
  ['an address of no known kind', { db: 'mysql://127.0.0.1/docent' }, 'DATABASE_URL starts with'],
  [
    'pull requests of another shape',
    { play: at('story.txt'), prs: at('no-pages.json') },
    '--prs: these are no search',
  ],
  ['a file of keys in no folder', { env: at('nowhere/.env') }, 'Give a file in a folder that is there'],
])('%s', async (_, options, words) => {
  const servers = new Set<Server>();
  const listening = (message: unknown) => {
    if (message instanceof Object && 'server' in message && message.server instanceof Server)
      servers.add(message.server);
  };
  const channel = 'tracing:net.server.listen:asyncEnd';
  subscribe(channel, listening);
  const said: string[] = [];
  const writeError = (text: string) => said.push(text);
  await sandbox({ port: '0', ...options }, { write: () => {}, writeError }).catch((error: unknown) =>
    said.push(messageOf(error)),
  );
  unsubscribe(channel, listening);
  expect(said.join('')).toContain(words);
  expect([...servers].map(({ listening: isOpen }) => isOpen)).toEqual([false, false, false]);
});

test('a folder instead of a file of keys', async () => {
  const said: string[] = [];
  await sandbox({ port: '0', env: folder }, { write: () => {}, writeError: (text) => said.push(text) }).catch(
    (error: unknown) => said.push(messageOf(error)),
  );
  expect(said.join('')).toContain('cannot be read');
});

// What a command that only reads asks of the database: nothing twice, and nothing that was read a moment ago.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLog, type OfflineApp, openOffline } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import { customId } from '../../src/core/command/custom-id.ts';
import type { Invocation } from '../../src/core/command/invocation.ts';
import { plain } from '../../src/core/document.ts';
import { capabilities } from '../../src/platforms/discord/capabilities.ts';
import { connect } from '../../src/storage/client.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { makeGroup } from '../group.ts';
import { recordStatements } from '../storage/plans.ts';

const guild = '900000000000000001';
const channel = '900000000000000002';
const folder = mkdtempSync(join(tmpdir(), 'docent-statements-'));
let app: OfflineApp;

const by = (name: string, isManager = false): Invocation => ({
  id: randomUUID(),
  platform: 'discord',
  can: capabilities,
  space: guild,
  place: { platform: 'discord', id: channel, name: 'general' },
  caller: { platform: 'discord', id: name, name },
  roles: [],
  isManager,
});

beforeAll(async () => {
  const url = join(folder, 'docent.db');
  const database = await connect(url);
  await migrate(database, url);
  await makeGroup(database, { spaces: `discord:${guild}`, meetings: `discord:${channel}` });
  await database.$disconnect();
  app = await openOffline({
    config: parseConfig({
      DATABASE_URL: url,
      DISCORD_TOKEN: 'abc',
      DISCORD_API_URL: 'http://127.0.0.1:1/api',
    }),
    log: createLog({ level: 'error', isTerminal: false, secrets: [], write: () => {} }),
  });
  const series = { name: 'Docs call', rule: 'first tuesday', times: '18:00', zone: 'Europe/Prague' };
  const question = await app.dispatcher.run(by('prague', true), 'meeting series create', series);
  const yes = question.kind === 'said' ? question.buttons?.[0] : undefined;
  if (yes && 'action' in yes) await app.dispatcher.press(by('prague', true), customId(yes.action, yes.args));
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

it.each([
  // The account, what the place shows, the meetings and their series.
  ['a guest', 'guest', false, 4],
  // The account, the person with all accounts.
  ['somebody who is known', 'prague', true, 6],
])('the meetings that are coming, for %s', async (_, name, isManager, most) => {
  const next = async () => await app.dispatcher.run(by(name, isManager), 'meeting next', {});
  const first = await next();
  expect(first.kind === 'said' && plain(first.document)).toContain('Docs call');
  const statements = recordStatements();
  await next().finally(statements.stop);
  expect(statements.count()).toBeLessThanOrEqual(most);
});

it('nobody, where nobody is asked for', async () => {
  const statements = recordStatements();
  const found = await app.roster.byIds(1, []).finally(statements.stop);
  expect([found, statements.count()]).toEqual([[], 0]);
});

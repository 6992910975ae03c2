// A form or button that was opened before the database was restored or replaced: it does nothing, and nothing typed is lost.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OfflineApp, openOffline } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import { customId } from '../../src/core/command/custom-id.ts';
import type { Invocation } from '../../src/core/command/invocation.ts';
import type { OptionValue } from '../../src/core/command.ts';
import { plain } from '../../src/core/document.ts';
import type { Reply } from '../../src/core/reply.ts';
import { createLog } from '../../src/log.ts';
import { makeReady } from '../../src/publishing/restored.ts';
import { connect } from '../../src/storage/client.ts';
import { can } from './remembered.ts';

const now = new Date('2031-11-20T09:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'docent-other-'));
const url = join(folder, 'docent.db');
const open = () =>
  openOffline({
    now: () => now,
    config: parseConfig({
      DISCORD_TOKEN: 'abc',
      DATABASE_URL: url,
      DISCORD_API_URL: 'http://127.0.0.1:1/api',
    }),
    log: createLog({ level: 'error', isTerminal: false, secrets: [], write: () => {} }),
  });
let serial = 0;
const invocation = (): Invocation => {
  serial += 1;
  return {
    id: `x-${serial}`,
    platform: 'discord',
    space: '100000000000000001',
    can: can('discord'),
    caller: { platform: 'discord', id: '2prague', name: 'prague' },
    roles: [],
    isManager: true,
  };
};

let app: OfflineApp;
/** Forms, with their ids as they were opened, and an answer with buttons, from before. */
const opened: string[] = [];
let question: Reply;

beforeAll(async () => {
  app = await open();
  const run = (name: string, values: Readonly<Record<string, OptionValue>> = {}) =>
    app.dispatcher.run(invocation(), name, values);
  await run('member role', { who: invocation().caller, role: 'organiser', confirmed: true });
  for (const name of ['apply', 'project propose', 'partner call', 'celebrate', 'project edit']) {
    const reply = await run(name);
    if (reply.kind === 'form') opened.push(customId(reply.form, reply.args));
    if (name === 'project propose') {
      const values = { name: 'Glossary', summary: 'A glossary for all' };
      await run(name, values);
    }
  }
  question = await run('project withdraw', { project: 'Glossary' });
  await app.close();
  const database = await connect(url);
  await makeReady(database, now, ['discord']);
  await database.$disconnect();
  app = await open();
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

test('forms that were open are refused, and give back what was typed in them', async () => {
  expect(opened.length).toBeGreaterThan(0);
  const others = app.dispatcher.forms.map(({ name }) => customId(name, ['1', '~other']));
  for (const id of [...opened, ...others]) {
    const words = 'Something that took me quite a while to write down';
    const reply = await app.dispatcher.submit(invocation(), id, { text: words });
    if (reply.kind !== 'said') throw new Error('It answers with a form');
    expect(reply.isError, id).toBe(true);
    expect(plain(reply.document)).toContain('an earlier database of mine');
    expect(plain(reply.document)).toContain(words);
  }
});

test('so are the buttons of what was answered', async () => {
  if (question.kind !== 'said') throw new Error('It answers with a form');
  for (const button of question.buttons ?? []) {
    if (!('action' in button)) continue;
    const reply = await app.dispatcher.press(invocation(), customId(button.action, button.args));
    expect(reply.kind === 'said' && plain(reply.document)).toContain('an earlier database of mine');
  }
  expect(question.buttons?.length).toBeGreaterThan(0);
});

// Buttons and forms with made-up ids, sent from another group: nothing of the first is changed, and nothing of it is told.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OfflineApp, openOffline } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import { customId, type OptionValue, type Reply } from '../../src/core/command.ts';
import type { Invocation } from '../../src/core/dispatcher.ts';
import { plain } from '../../src/core/document.ts';
import { createLog } from '../../src/log.ts';
import { connect, type Database } from '../../src/storage/client.ts';
import { can } from './remembered.ts';

/** Every button and form is called `feature/verb` where it is defined. */
function namesOfAll(): string[] {
  const root = join(import.meta.dirname, '../../src/features');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const found = files.flatMap((name) =>
    [...readFileSync(join(root, name), 'utf8').matchAll(/name: '([a-z]+\/[a-z-]+)'/gu)].map(
      ([, id = '']) => id,
    ),
  );
  return [...new Set(found)].toSorted();
}

const secret = 'Zanzibar';
const account = (name: string) => ({ platform: 'discord', id: `2${name}`, name });
const place = (name: string) => ({ platform: 'discord', id: `3${name}`, name });
const from = (space: string, who: string, isManager: boolean): Invocation => ({
  id: `x-${space}-${who}`,
  platform: 'discord',
  space,
  can: can('discord'),
  caller: account(who),
  roles: [],
  isManager,
});
/** The first group; its own guest; and the manager of another server that is served too. */
const ours = from('100000000000000001', 'prague', true);
const mallory = from('200000000000000002', 'mallory', true);

const steps: readonly (readonly [name: string, values: Readonly<Record<string, OptionValue>>])[] = [
  ['member role', { who: account('prague'), role: 'organiser' }],
  ['docent setup', { meetings: place('general'), ama: place('ama'), moderators: place('mods'), zone: 'UTC' }],
  ['meeting series create', { name: `${secret} call`, rule: 'first tuesday', times: '18:00', zone: 'UTC' }],
  ['meeting schedule', { name: `${secret} sprint`, when: '2031-12-01 20:00' }],
  [
    'ama create',
    { title: `${secret} AMA`, hosts: 'prague', opens: '2031-12-01 18:00', closes: '2031-12-01 20:00' },
  ],
  ['ama open', { ama: `${secret} AMA` }],
  ['ama ask', { ama: `${secret} AMA`, question: `Is ${secret} ready?` }],
  ['vote open', { question: `${secret}?`, rule: 'majority', days: 5 }],
  ['project propose', { name: `${secret} guide`, summary: `About ${secret}` }],
  ['decision record', { title: `${secret} it is` }],
];

describe('ids that were made up', () => {
  const folder = mkdtempSync(join(tmpdir(), 'docent-crafted-'));
  let app: OfflineApp;
  let database: Database;
  let tables: string[];
  beforeAll(async () => {
    const url = join(folder, 'docent.db');
    app = await openOffline({
      now: () => new Date('2031-11-20T09:00:00Z'),
      config: parseConfig({
        DISCORD_TOKEN: 'abc',
        DISCORD_GUILDS: '100000000000000001,200000000000000002',
        DATABASE_URL: url,
        DISCORD_API_URL: 'http://127.0.0.1:1/api',
      }),
      log: createLog({ level: 'error', isTerminal: false, secrets: [], write: () => {} }),
    });
    database = await connect(url);
    await app.roster.serve({ platform: 'discord', id: '100000000000000001' }, {});
    await app.roster.serve({ platform: 'discord', id: '200000000000000002' }, {});
    for (const [name, values] of steps) {
      const reply = await app.dispatcher.run(ours, name, {
        ...values,
        ...(app.dispatcher.commands.find((one) => one.name === name)?.confirm && { confirmed: true }),
      });
      if (reply.kind === 'said' && reply.isError) throw new Error(`/${name}: ${plain(reply.document)}`);
    }
    await app.dispatcher.run(mallory, 'member zone', { zone: 'UTC' });
    const found: { name: string }[] = await database.$queryRawUnsafe(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT GLOB '_*'`,
    );
    tables = found.map(({ name }) => name).filter((name) => !['FormDraft', 'Lease', 'Cursor'].includes(name));
  });
  afterAll(async () => {
    await database.$disconnect();
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** All rows but those of the other group. */
  async function rows(otherId: number): Promise<string> {
    const all: unknown[] = [];
    for (const name of tables) {
      const found: Record<string, unknown>[] = await database.$queryRawUnsafe(
        `SELECT * FROM "${name}" ORDER BY rowid`,
      );
      all.push([name, found.filter(({ groupId }) => groupId === undefined || Number(groupId) !== otherId)]);
    }
    return JSON.stringify(all, (_, value) => (typeof value === 'bigint' ? Number(value) : value));
  }
  const told = (reply: Reply) =>
    reply.kind === 'said'
      ? `${plain(reply.document)} ${JSON.stringify(reply.buttons ?? [])}`
      : JSON.stringify([reply.title, reply.fields]);
  const seconds = ['', 'yes', '1', 'going'];

  test('every button and form, from another server: nothing is changed, told or asked', async () => {
    const otherId = (await app.dispatcher.groupOf('discord', '200000000000000002')) ?? 0;
    const ownId = (await app.dispatcher.groupOf('discord', '100000000000000001')) ?? 0;
    expect(new Set([otherId, ownId, 0]).size).toBe(3);
    const before = await rows(otherId);
    const names = namesOfAll();
    expect(names.length).toBeGreaterThan(40);
    for (const name of names) {
      // Of every kind the first is theirs.
      for (const id of ['1']) {
        for (const second of seconds) {
          const button = customId(name, [id, second]);
          const filled = {
            reason: 'x',
            answer: 'x',
            text: 'x',
            name: 'x',
            summary: 'x',
            topic: 'x',
            question: 'x',
          };
          expect(told(await app.dispatcher.press(mallory, button)), button).not.toContain(secret);
          expect(told(await app.dispatcher.submit(mallory, button, filled)), button).not.toContain(secret);
        }
      }
      expect((await rows(otherId)) === before, name).toBe(true);
    }
  });

  test('every button and form of a thing that is not there any more: a kind word, and nothing is changed', async () => {
    // Of nothing but whoever presses them.
    const own = new Set(['members/github', 'members/leave', 'members/renew']);
    const before = await rows(0);
    for (const name of namesOfAll().filter((one) => !own.has(one))) {
      const button = customId(name, ['999999', '999999']);
      const filled = { reason: 'x', answer: 'x', text: 'x', question: 'x' };
      expect(told(await app.dispatcher.press(ours, button)), button).not.toContain('Something went wrong');
      expect(told(await app.dispatcher.submit(ours, button, filled)), button).not.toContain(
        'Something went wrong',
      );
    }
    expect((await rows(0)) === before).toBe(true);
  });

  test('every command that reads, from another server or as its organiser, tells nothing', async () => {
    const named = ['1', secret, `${secret} AMA`, `${secret} call`, `${secret} sprint`];
    for (const { name, isReadOnly, options } of app.dispatcher.commands) {
      if (!isReadOnly) continue;
      const texts = Object.entries(options).filter(([, { type }]) => type === 'string' || type === 'integer');
      for (const typed of texts.length === 0 ? [''] : named) {
        const values = Object.fromEntries(
          texts.flatMap(([key, { type, required, choices }]): [string, OptionValue][] => {
            if (choices) return [];
            if (type === 'integer') return required ? [[key, 1]] : [];
            return [[key, typed]];
          }),
        );
        const words = told(await app.dispatcher.run(mallory, name, values));
        // What they typed themselves may be repeated.
        const rest = words.replaceAll(typed === '' ? '\u0000' : typed, '');
        expect(rest, `/${name} ${JSON.stringify(values)}`).not.toContain(secret);
      }
    }
    for (const { name, options } of app.dispatcher.commands) {
      for (const [option, { suggest }] of Object.entries(options)) {
        if (!suggest) continue;
        const choices = await app.dispatcher.suggest(mallory, name, { name: option, typed: '', others: {} });
        expect(JSON.stringify(choices), `/${name} ${option}:`).not.toContain(secret);
      }
    }
  });
});

// The database fails at the k-th write of a command, for every k: then all of what the command does is there, or nothing.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLog, type OfflineApp, openOffline } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import { customId, type OptionValue, type Reply } from '../../src/core/command.ts';
import type { Invocation } from '../../src/core/dispatcher.ts';
import { plain } from '../../src/core/document.ts';
import { capabilities } from '../../src/platforms/discord/capabilities.ts';
import { connect, type Database } from '../../src/storage/client.ts';

/** Far ahead, and not further than a year or two. */
const year = new Date().getFullYear() + 1;
const guild = '100000000000000001';
const account = (id: string, name: string) => ({ platform: 'discord', id, name });
const prague = account('200000000000000001', 'prague');
const lagos = account('200000000000000002', 'lagos');
const place = (id: string, name: string) => ({ platform: 'discord', id, name });
/** Rows that a request may leave behind though it failed: what was typed is kept, so that nobody types it again. */
const leftAlone = new Set(['fault', 'FormDraft', 'Lease', 'Cursor']);

/** Commands that ask when they change what is there, which they do not in these steps. */
const changesNothing = new Set(['docent setup', 'member role', 'decision record', 'celebrate']);

/** What is done, in this order; each step builds on those before. */
const steps: readonly {
  readonly as?: typeof prague;
  readonly name: string;
  readonly values?: Readonly<Record<string, OptionValue>>;
  /** Of a form that the command opens. */
  readonly fields?: Readonly<Record<string, string>>;
}[] = [
  {
    name: 'docent setup',
    values: {
      meetings: place('1', 'meetings'),
      ama: place('2', 'ama'),
      moderators: place('3', 'moderators'),
      decisions: place('4', 'decisions'),
      zone: 'Europe/Prague',
    },
  },
  { name: 'member role', values: { who: lagos, role: 'member' } },
  { name: 'member role', values: { who: prague, role: 'organiser' } },
  { as: lagos, name: 'member zone', values: { zone: 'Africa/Lagos' } },
  { as: lagos, name: 'availability set', values: { never: '00:00-06:00' } },
  {
    name: 'meeting series create',
    values: { name: 'Monthly', rule: 'first tuesday', times: '18:00, 21:00', zone: 'Europe/Prague' },
  },
  {
    name: 'meeting series edit',
    values: { series: 'Monthly', times: '19:00', place: 'https://meet.example' },
  },
  { name: 'meeting schedule', values: { name: 'Sprint', when: `${year}-12-01 20:00` } },
  { name: 'meeting move', values: { meeting: 'Sprint', when: `${year}-12-02 20:00` } },
  { as: lagos, name: 'meeting rsvp', values: { meeting: 'Sprint', answer: 'going' } },
  { as: lagos, name: 'meeting remind-me', values: { meeting: 'Sprint', before: '2h' } },
  { name: 'meeting edit', values: { meeting: 'Sprint', duration: '2h' } },
  { name: 'meeting cancel', values: { meeting: 'Sprint', reason: 'ill' } },
  { name: 'meeting restore', values: { meeting: 'Sprint' } },
  { name: 'meeting series pause', values: { series: 'Monthly' } },
  { name: 'meeting series resume', values: { series: 'Monthly' } },
  {
    name: 'ama create',
    values: {
      title: 'Ask us',
      hosts: 'prague',
      opens: `${year}-12-01 18:00`,
      closes: `${year}-12-01 20:00`,
    },
  },
  { name: 'ama edit', values: { ama: 'Ask us', title: 'Ask us anything', limit: 3 } },
  { name: 'ama open', values: { ama: 'Ask us anything' } },
  { as: lagos, name: 'ama ask', values: { ama: 'Ask us anything', question: 'Which theme is used?' } },
  { name: 'ama take', values: { ama: 'Ask us anything', question: '1' } },
  { name: 'ama answer', values: { ama: 'Ask us anything', question: '1', text: 'Our own.' } },
  { name: 'ama edit-answer', values: { ama: 'Ask us anything', question: '1', text: 'Our **own**.' } },
  { name: 'ama close', values: { ama: 'Ask us anything' } },
  { name: 'vote open', values: { question: 'Use Markdown?', rule: 'majority', days: 5 } },
  { as: lagos, name: 'vote cast', values: { choice: 'yes' } },
  { name: 'vote withdraw', values: { reason: 'too early' } },
  { name: 'decision record', values: { title: 'We use Markdown', text: 'As agreed.' } },
  { name: 'celebrate', values: { what: 'The guide is done' } },
  {
    name: 'meeting poll',
    values: { name: 'Retrospective', times: '2031-12-05 18:00; 2031-12-06 18:00', until: '2031-12-04 18:00' },
  },
  { as: lagos, name: 'poll answer', values: { answers: '1 yes, 2 no' } },
  { as: lagos, name: 'poll answer', values: { answers: 'all yes' } },
  { name: 'poll remind', values: { poll: '1' } },
  { name: 'poll close', values: { poll: '1' } },
  { name: 'poll schedule', values: { poll: '1' } },
  { name: 'meeting series end', values: { series: 'Monthly' } },
  { as: lagos, name: 'member forget' },
];

describe('when the database fails at a write', () => {
  let folder: string;
  let app: OfflineApp;
  let database: Database;
  let tables: string[];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'docent-fault-'));
    const url = join(folder, 'docent.db');
    app = await openOffline({
      config: parseConfig({
        DISCORD_TOKEN: 'abc',
        DATABASE_URL: url,
        DISCORD_API_URL: 'http://127.0.0.1:1/api',
      }),
      log: createLog({ level: 'error', isTerminal: false, secrets: [], write: () => {} }),
    });
    database = await connect(url);
    // Who asks is written down before: that somebody was seen is no part of what a command does.
    const groupId = await app.roster.groupOf('discord', guild);
    for (const who of [prague, lagos]) await app.roster.of(groupId, who);
    const found: { name: string }[] = await database.$queryRawUnsafe(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT GLOB '_*'`,
    );
    tables = found.map(({ name }) => name).filter((name) => !leftAlone.has(name));
    await database.$executeRawUnsafe('CREATE TABLE fault ("left" INTEGER NOT NULL)');
    await database.$executeRawUnsafe('INSERT INTO fault VALUES (1000000)');
    for (const name of tables) {
      for (const what of ['INSERT', 'UPDATE', 'DELETE']) {
        await database.$executeRawUnsafe(
          `CREATE TRIGGER "fault_${name}_${what}" BEFORE ${what} ON "${name}" BEGIN
             UPDATE fault SET "left" = "left" - 1;
             SELECT RAISE(ABORT, 'a made-up fault') FROM fault WHERE "left" = -1;
           END`,
        );
      }
    }
  });
  afterAll(async () => {
    await database.$disconnect();
    await app.close();
    rmSync(folder, { recursive: true });
  });

  async function rows(): Promise<string> {
    const all = await Promise.all(
      tables.map(async (name) => [
        name,
        await database.$queryRawUnsafe(`SELECT * FROM "${name}" ORDER BY rowid`),
      ]),
    );
    return JSON.stringify(all, (_, value) => (typeof value === 'bigint' ? Number(value) : value), 1);
  }

  test.each(steps.map((step) => [step.name, step] as const))('/%s: all or nothing', async (_, step) => {
    const { as = prague, name, values = {}, fields = {} } = step;
    const invocation: Invocation = {
      id: `x/${name}`,
      platform: 'discord',
      space: guild,
      can: capabilities,
      caller: as,
      roles: [],
      isManager: as === prague,
    };
    const asks = app.dispatcher.commands.find((one) => one.name === name)?.confirm !== undefined;
    const run = async (): Promise<Reply> => {
      const reply = await app.dispatcher.run(invocation, name, {
        ...values,
        ...(asks && { confirmed: true }),
      });
      if (reply.kind === 'said') return reply;
      return await app.dispatcher.submit(invocation, customId(reply.form, reply.args), fields);
    };
    const before = await rows();
    await database.$executeRawUnsafe('UPDATE fault SET "left" = 0');
    const first = await app.dispatcher.run(invocation, name, values);
    expect(await rows(), 'it wrote before it was confirmed').toBe(before);
    const isQuestion = first.kind === 'said' && !first.isError;
    if (asks) expect(isQuestion, 'it asks').toBe(!changesNothing.has(name));
    let failed = 0;
    for (; ; failed += 1) {
      await database.$executeRawUnsafe(`UPDATE fault SET "left" = ${failed}`);
      const reply = await run();
      if (reply.kind !== 'said') throw new Error('It opened one more form.');
      if (!reply.isError) break;
      expect(plain(reply.document)).toContain('Something went wrong on my side');
      expect(await rows(), `write ${failed + 1} failed`).toBe(before);
      expect(failed).toBeLessThan(500);
    }
    expect(failed).toBeGreaterThan(0);
    expect(await rows()).not.toBe(before);
    await database.$executeRawUnsafe('UPDATE fault SET "left" = 1000000');
  });
});

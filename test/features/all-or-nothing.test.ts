// The database fails at the k-th write of a command, for every k: then all of what the command does is there, or nothing.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDiscourse } from '../../sandbox/discourse/index.ts';
import { startGitHub } from '../../sandbox/github/index.ts';
import { createLog, type OfflineApp, openOffline } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import { customId } from '../../src/core/command/custom-id.ts';
import type { Invocation } from '../../src/core/command/invocation.ts';
import { plain } from '../../src/core/document.ts';
import type { Reply } from '../../src/core/reply.ts';
import { capabilities } from '../../src/platforms/discord/capabilities.ts';
import { connect, type Database } from '../../src/storage/client.ts';
import { oneOf } from '../in-full.ts';
import {
  beginning,
  guild,
  lima,
  managers,
  partnerGuild,
  people,
  prague,
  repository,
  steps,
} from './every-writing-command.ts';

/** What a request may leave behind though it failed: what was typed, so that nobody types it again, and what GitHub showed. */
const leftAlone = new Set(['fault', 'FormDraft', 'Lease', 'Cursor', 'KnownPull', 'KnownPage', 'DigestRun']);

/** Commands that keep what GitHub showed, and write more only where it does not answer: then what was asked for comes later. */
const onlyAsks = new Set(['prs digest', 'prs stale', 'issues digest']);

describe('when the database fails at a write', () => {
  const folder = mkdtempSync(join(tmpdir(), 'docent-fault-'));
  let now = new Date(beginning);
  let app: OfflineApp;
  let database: Database;
  const servers: { close(): Promise<void> }[] = [];
  beforeAll(async () => {
    const clock = () => now;
    const [github, discourse] = await Promise.all([
      startGitHub({ clock, speed: 1_000 }),
      startDiscourse({ clock, speed: 6_000 }),
    ]);
    servers.push(github, discourse);
    discourse.addUser('lagos');
    github.addRepository(repository);
    github.world.openPull(repository, { title: 'A guide', author: 'ann' });
    const labels = [{ name: 'docs', color: 'ffffff' }];
    for (const title of ['A word', 'A picture'])
      github.world.openIssue(repository, { title, author: 'ann', labels });
    const url = join(folder, 'docent.db');
    app = await openOffline({
      now: clock,
      discourseRequestsPerMinute: 1_000_000,
      config: parseConfig({
        DISCORD_TOKEN: 'abc',
        DISCORD_GUILDS: `${guild},${partnerGuild}`,
        DATABASE_URL: url,
        DISCORD_API_URL: 'http://127.0.0.1:1/api',
        DISCOURSE_URL: discourse.url,
        DISCOURSE_API_KEY: discourse.apiKey,
        DISCOURSE_API_USERNAME: discourse.apiUsername,
        GITHUB_TOKEN: github.token,
        GITHUB_API_URL: github.url,
        PUBLIC_URL: 'https://docent.example.org',
      }),
      log: createLog({ level: 'error', isTerminal: false, secrets: [], write: () => {} }),
    });
    database = await connect(url);
    for (const id of [guild, partnerGuild]) await app.roster.serve({ platform: 'discord', id }, {});
    const groupId = await app.roster.groupOf('discord', guild);
    for (const what of [repository, `${repository}/amas`, `${repository}/decisions`, `${repository}/minutes`])
      await app.roster.grant(groupId, what);
    // Who asks is written down before: that somebody was seen is no part of what a command does.
    for (const who of people) await app.roster.of(groupId, who);
    await app.roster.of(await app.roster.groupOf('discord', partnerGuild), lima);
    const found: { name: string }[] = await database.$queryRawUnsafe(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT GLOB '_*'`,
    );
    const tables = found.map(({ name }) => name).filter((name) => !leftAlone.has(name));
    await database.$executeRawUnsafe(
      'CREATE TABLE fault ("left" INTEGER NOT NULL, "written" INTEGER NOT NULL)',
    );
    await database.$executeRawUnsafe('INSERT INTO fault VALUES (1000000, 0)');
    // What waits a moment for a pull request finds it at once.
    await database.$executeRawUnsafe(
      `CREATE TRIGGER pull_request AFTER INSERT ON "Publication" WHEN NEW."destination" LIKE '%"file"%' BEGIN
         UPDATE "Publication" SET "remote" = '{"id":"1","url":"https://git.example/1"}' WHERE "id" = NEW."id";
       END`,
    );
    for (const name of tables) {
      for (const what of ['INSERT', 'UPDATE', 'DELETE']) {
        // What is taken back takes back that it was written.
        await database.$executeRawUnsafe(
          `CREATE TRIGGER "fault_${name}_${what}" BEFORE ${what} ON "${name}" BEGIN
             UPDATE fault SET "left" = "left" - 1, "written" = "written" + 1;
             SELECT RAISE(ABORT, 'a made-up fault') FROM fault WHERE "left" = -1;
           END`,
        );
      }
    }
  });
  afterAll(async () => {
    await database.$disconnect();
    await app.close();
    await Promise.all(servers.map((server) => server.close()));
    rmSync(folder, { recursive: true });
  });

  const failAfter = (writes: number) =>
    database.$executeRawUnsafe(`UPDATE fault SET "left" = ${writes}, "written" = 0`);
  /** How many rows were written since, and stayed so. */
  async function written(): Promise<number> {
    const [row] = await database.$queryRawUnsafe<{ written: bigint }[]>('SELECT "written" FROM fault');
    return Number(row?.written);
  }

  test('every command that writes is among the steps', () => {
    const writing = app.dispatcher.commands.filter(({ isReadOnly }) => !isReadOnly).map(({ name }) => name);
    const taken = steps.map(({ name }) => name);
    const without = writing.filter((name) => !taken.includes(name));
    const unknown = taken.filter((name) => !writing.includes(name));
    expect({ without, unknown }, 'Both are mended in test/features/every-writing-command.ts.').toEqual({
      without: [],
      unknown: [],
    });
  });

  const isFirst = (index: number) => steps.findIndex(({ name }) => name === steps[index]?.name) === index;
  test.each(steps.map((step, i) => [step.name, i, step] as const))(
    '/%s, step %i: all or nothing',
    async (name, i, step) => {
      const { as = prague, values = {}, fields = {} } = step;
      if (step.at !== undefined) now = new Date(step.at);
      const invocation: Invocation = {
        id: `x/${i}`,
        platform: 'discord',
        space: step.isThere ? partnerGuild : guild,
        ...(step.place && { place: step.place }),
        can: capabilities,
        caller: as,
        roles: [],
        isManager: managers.includes(as),
      };
      await failAfter(1_000_000);
      const typed = { ...values, ...(await step.known?.(database)) };
      const asks = app.dispatcher.commands.find((one) => one.name === name)?.confirm !== undefined;
      const run = async (): Promise<Reply> => {
        const reply = await app.dispatcher.run(invocation, name, {
          ...typed,
          ...(asks && { confirmed: true }),
        });
        if (reply.kind === 'said') return reply;
        return await app.dispatcher.submit(invocation, customId(reply.form, reply.args), fields);
      };
      await failAfter(0);
      await app.dispatcher.run(invocation, name, typed);
      expect(await written(), 'it wrote before it was confirmed').toBe(0);
      let failed = 0;
      // What was walked once only prepares what comes.
      for (const from = isFirst(i) ? 0 : 1_000_000; ; failed += oneOf(10)) {
        await failAfter(from + failed);
        const reply = await run();
        if (reply.kind !== 'said') throw new Error('It opened one more form.');
        if (!reply.isError) break;
        expect(plain(reply.document)).toContain('Something went wrong on my side');
        expect(await written(), `write ${failed + 1} failed`).toBe(0);
        expect(failed).toBeLessThan(500);
      }
      if (isFirst(i) && !onlyAsks.has(name)) expect(failed).toBeGreaterThan(0);
      await failAfter(1_000_000);
    },
  );
});

// What is known of somebody: handed to them, and forgotten, over the whole bot with every table looked through.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readable } from '../../../sandbox/discord/index.ts';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { parseStory } from '../../../sandbox/play/parse.ts';
import { play } from '../../../sandbox/play/player.ts';
import { connect, type Database } from '../../../src/storage/client.ts';

describe('a person’s data', () => {
  let docs: Sandbox;
  let database: Database;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'docent-personal-'));
    const databaseUrl = join(folder, 'docent.db');
    docs = await startSandbox({ startAt: new Date('2026-11-20T09:00:00Z'), databaseUrl });
    database = await connect(databaseUrl);
    await docs.runUntilIdle();
    await type(
      'prague',
      '/meeting series create name:"Monthly meeting" rule:"first tuesday" times:"21:00" zone:Europe/Prague confirmed:true',
    );
    await type(
      'prague',
      '/ama create title:"AMA with the docs team" hosts:"prague, tokyo" opens:"2026-11-20 18:00" closes:"2026-12-08 20:00" collects:"2026-11-20 10:05" confirmed:true',
    );
    await docs.runUntilIdle();
    await docs.moveTo(new Date('2026-11-20T11:00:00Z'));
    for (const words of [
      '/meeting rsvp answer:going',
      '/meeting remind-me before:2h',
      '/availability set never:"00:00-06:00"',
      '/ama ask question:"Which theme is used?" ama:"AMA with the docs team"',
    ]) {
      await type('tokyo', words);
    }
    // What the forum's side keeps of an account is looked through as well.
    await play(docs, parseStory('tokyo@discourse writes to docent: meeting next\nadvance 2m'), () => {});
    await type('prague', '/ama answer question:1 text:"Our own." ama:"AMA with the docs team"');
    await docs.runUntilIdle();
  });
  afterAll(async () => {
    await database.$disconnect();
    await docs.close();
    rmSync(folder, { recursive: true });
  });

  const type = async (who: string, text: string, where = '#meetings') =>
    await docs.discord.people.commandText(who, where, text);
  const said = async (who: string, text: string) => readable((await type(who, text)).text);
  const tokyo = () => database.person.findFirstOrThrow({ where: { name: 'tokyo' } });

  /** Every row of every table, as text. */
  async function everything(): Promise<string[]> {
    const tables: { name: string }[] = await database.$queryRawUnsafe(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_%' ESCAPE '\\'`,
    );
    const rows = await Promise.all(
      tables.map(async ({ name }) => {
        const found: object[] = await database.$queryRawUnsafe(`SELECT * FROM "${name}"`);
        return found.map(
          (row) =>
            `${name} ${JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? Number(value) : value))}`,
        );
      }),
    );
    return rows.flat();
  }

  test('is for oneself and for organisers', async () => {
    expect(await said('visitor', '/member export who:tokyo')).toContain('Only organisers');
    expect(await said('visitor', '/member forget who:tokyo confirmed:true')).toContain('Only organisers');
    expect((await tokyo()).role).toBe('member');
  });

  test('is handed out as a file that holds what was given and said, and nothing that opens a door', async () => {
    const { id } = await tokyo();
    const seen = await type('tokyo', '/member export');
    expect(readable(seen.text)).toContain('everything that I know of');
    expect(seen.text).toContain(`docent-person-${id}.json`);
  });

  test('is forgotten after a question: no table names them, and what others need stays', async () => {
    const { id } = await tokyo();
    const accounts = await database.account.findMany({ where: { personId: id } });
    expect(accounts).toHaveLength(2);
    expect(await said('tokyo', '/member forget')).toContain('cannot be undone');
    expect((await everything()).some((row) => row.includes('"tokyo"'))).toBe(true);
    expect(await said('tokyo', '/member forget confirmed:true')).toContain('I have forgotten');
    const names = ['tokyo', ...accounts.map(({ accountId }) => accountId)];
    const naming = (await everything()).filter((row) => names.some((name) => row.includes(`"${name}"`)));
    expect(naming).toEqual([]);
    expect(await database.rsvp.count({ where: { personId: id } })).toBe(0);
    expect(await database.question.findMany({ select: { text: true, answer: true } })).toEqual([
      { text: 'Which theme is used?', answer: 'Our own.' },
    ]);
    await docs.runUntilIdle();
    expect(await said('prague', '/member list')).not.toContain('tokyo');
  });
});

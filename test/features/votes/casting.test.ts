// Votes by form and by command: a reason is kept where it is asked for or typed as one, and nowhere else.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readable } from '../../../sandbox/discord/index.ts';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { connect, type Database } from '../../../src/storage/client.ts';

describe.each([
  ['public', ''],
  ['secret', ' secret:true'],
])('in a %s vote', (_, secret) => {
  let docs: Sandbox;
  let database: Database;
  let folder: string;
  let card: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'docent-casting-'));
    const databaseUrl = join(folder, 'docent.db');
    docs = await startSandbox({ startAt: new Date('2026-11-20T09:00:00Z'), databaseUrl });
    database = await connect(databaseUrl);
    const options = 'options:"Install; Search" rule:ranked';
    await typed(`/vote open question:"Which page first?" ${options}${secret} confirmed:true`);
    await docs.runUntilIdle();
    const seen = await docs.discord.people.commandText('prague', '#meetings', '/vote show vote:1');
    card = seen.message?.id ?? '';
  });
  afterAll(async () => {
    await database.$disconnect();
    await docs.close();
    rmSync(folder, { recursive: true });
  });

  const typed = async (text: string) =>
    readable((await docs.discord.people.commandText('prague', '#meetings', text)).text);
  const ways = {
    async form(choice: string) {
      await docs.discord.people.press('prague', card, 'Rank the options');
      return readable((await docs.discord.people.submit('prague', { choice })).text);
    },
    command: (choice: string) => typed(`/vote cast vote:1 choice:"${choice}"`),
    reason: (choice: string) => typed(`/vote cast vote:1 choice:"${choice}" reason:"We wrote it"`),
  };

  test.each([
    ['form', 'recuse, I maintain it', 'you keep out of it', null],
    ['command', 'recuse, I maintain it', 'you keep out of it', 'I maintain it'],
    ['form', 'recuse, I maintain it', 'you keep out of it', null],
    ['reason', 'recuse, I maintain it', 'you keep out of it', 'We wrote it'],
    ['form', '2 > 1', 'Search > Install', null],
  ] as const)('by %s, "%s" is %s with reason %s', async (way, choice, said, reason) => {
    expect(await ways[way](choice)).toContain(said);
    expect(await database.ballot.findMany({ select: { reason: true } })).toEqual([{ reason }]);
  });
});

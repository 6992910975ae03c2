// Whoever is in two groups answers in private what one of them asked: the questions and forms that follow are that group's.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readable } from '../../../sandbox/discord/index.ts';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { connect, type Database } from '../../../src/storage/client.ts';
import { memberStore } from '../../roster.ts';

describe('in private, somebody in two groups', () => {
  let docs: Sandbox;
  let database: Database;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'docent-private-'));
    const databaseUrl = join(folder, 'docent.db');
    docs = await startSandbox({ startAt: new Date('2026-11-20T09:00:00Z'), databaseUrl });
    database = await connect(databaseUrl);
    const { discord } = docs;
    const owner = discord.addUser('otto');
    const guild = discord.addGuild('Choir', { owner });
    for (const one of [owner, discord.people.user('tokyo')]) discord.addMember(one, [], { guild });
    discord.addChannel('choir', 'text', { guild });
    await vi.waitFor(() => said('otto', '#choir', '/docent help'), 30_000);
    const store = memberStore(database, { isInvited: () => true });
    const choir = await store.serve({ platform: 'discord', id: guild.id }, { name: 'Choir' });
    await said('otto', '#choir', '/docent setup meetings:#choir zone:UTC confirmed:true');
    await said('otto', '#choir', '/member settings yearly:true confirmed:true');
    await said('prague', '#meetings', '/member add who:@tokyo confirmed:true');
    const { id } = discord.people.user('tokyo');
    const there = await store.of(choir, { platform: 'discord', id, name: 'tokyo' });
    await store.put(choir, there.id, { now: new Date('2024-01-01T00:00:00Z') });
    await database.membership.updateMany({
      where: { personId: there.id },
      data: { sinceAt: new Date('2025-11-21T00:00:00Z') },
    });
    const open =
      '/vote open question:"Which page first?" rule:ranked options:"Install; Search" confirmed:true';
    expect(await said('prague', '#meetings', open)).toContain('Vote 1');
    await docs.moveTo(new Date('2026-11-24T09:30:00Z'));
    await docs.runUntilIdle();
  });
  afterAll(async () => {
    await database.$disconnect();
    await docs.close();
    rmSync(folder, { recursive: true });
  });

  const said = async (who: string, where: string, text: string) =>
    readable((await docs.discord.people.commandText(who, where, text)).text);
  const press = (message: string, button: string) => docs.discord.people.press('tokyo', message, button);
  async function submit(choice: string): Promise<{ readonly text: string; readonly message: string }> {
    const seen = await docs.discord.people.submit('tokyo', { choice });
    return { text: readable(seen.text), message: seen.message?.id ?? '' };
  }

  /** The id of the private message that a view is. */
  async function sent(view: string): Promise<string> {
    const people = await database.person.findMany({ where: { name: 'tokyo' } });
    const rows = await database.publication.findMany({ where: { view, state: 'done' } });
    const theirs = rows.find(
      (row) => rows.length === 1 || people.some(({ id }) => row.subject.endsWith(`/${id}`)),
    );
    return JSON.parse(theirs?.remote ?? '{}').id;
  }

  test('leaves the one that asked, by the button below the question whether they mean it', async () => {
    const question = await press(await sent('members/renewal'), 'I leave');
    const answer = await press(question.message?.id ?? '', 'I leave');
    expect(readable(answer.text)).toContain('You have left');
    const left = await database.person.findMany({ where: { name: 'tokyo' }, orderBy: { groupId: 'asc' } });
    expect(left.map(({ role }) => role)).toEqual(['member', 'none']);
  });

  test('edits a form that was refused, twice, and sends it', async () => {
    await press(await sent('votes/reminder'), 'Rank the options');
    const first = await submit('Fonts');
    expect(first.text).toContain('is not one of the options');
    await press(first.message, 'Edit and try again');
    const second = await submit('Colours');
    expect(second.text).toContain('"Colours" is not one of the options');
    await press(second.message, 'Edit and try again');
    expect((await submit('2 > 1')).text).toContain('Your vote is counted: Search > Install');
  });
});

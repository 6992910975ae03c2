// In a group that has nothing yet nobody is sent to an empty list: each command says that there is none, and how one is made.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OfflineApp, openOffline } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import type { Command, OptionValue } from '../../src/core/command.ts';
import { plain } from '../../src/core/document.ts';
import { createLog } from '../../src/log.ts';
import { can } from './remembered.ts';

const guild = '100000000000000001';
const account = (name: string) => ({ platform: 'discord', id: `2${name}`, name });
/** The options that name a thing. */
const things = [
  'meeting',
  'series',
  'ama',
  'vote',
  'decision',
  'project',
  'poll',
  'application',
  'call',
  'partner',
  'watch',
  'topic',
  'action',
];
const fillings: Readonly<Record<string, OptionValue>> = {
  when: '2031-12-20 20:00',
  who: account('lagos'),
  answer: 'going',
  answers: 'all yes',
  choice: 'yes',
  before: '2h',
  from: '2031-12-01',
  until: '2031-12-09',
};

/** What these do without a name does not need the thing. */
const answersWithout = new Set([
  'meeting calendar',
  'meeting action add',
  'prs digest',
  'prs stale',
  'prs trend',
  'prs numbers',
]);

describe('where there is nothing yet', () => {
  const folder = mkdtempSync(join(tmpdir(), 'docent-nothing-'));
  let app: OfflineApp;
  beforeAll(async () => {
    app = await openOffline({
      now: () => new Date('2031-11-20T09:00:00Z'),
      config: parseConfig({
        DISCORD_TOKEN: 'abc',
        DATABASE_URL: join(folder, 'docent.db'),
        DISCORD_API_URL: 'http://127.0.0.1:1/api',
      }),
      log: createLog({ level: 'error', isTerminal: false, secrets: [], write: () => {} }),
    });
    await run('prague', 'member role', { who: account('lagos'), role: 'member', confirmed: true });
    await run('prague', 'member role', { who: account('prague'), role: 'organiser', confirmed: true });
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function run(who: string, name: string, values: Readonly<Record<string, OptionValue>>) {
    const from = {
      id: `x-${who}-${name}`,
      platform: 'discord',
      space: guild,
      can: can('discord'),
      caller: account(who),
      roles: [],
      isManager: who === 'prague',
    };
    const reply = await app.dispatcher.run(from, name, values);
    return reply.kind === 'said' ? plain(reply.document) : JSON.stringify(reply);
  }
  function filled(command: Command): Record<string, OptionValue> {
    const needed = Object.entries(command.options).filter(([, option]) => option.required);
    return Object.fromEntries(
      needed.map(([name, { type, choices }]) => [
        name,
        fillings[name] ?? choices?.[0]?.value ?? (type === 'integer' ? 1 : type === 'boolean' ? true : '1'),
      ]),
    );
  }

  test('every command that is about a thing says that there is none, and what to do', async () => {
    const wrong: string[] = [];
    let count = 0;
    for (const command of app.dispatcher.commands) {
      if (command.name === 'docent setup') continue;
      const about = Object.entries(command.options).filter(([name]) => things.includes(name));
      for (const [name, option] of about) {
        for (const typed of [option.type === 'integer' ? 1 : 'Knitting', undefined]) {
          if (typed === undefined && (option.required || answersWithout.has(command.name))) continue;
          const values = { ...filled(command), ...(typed !== undefined && { [name]: typed }) };
          const who = command.access === 'organiser' ? 'prague' : 'lagos';
          const words = await run(who, command.name, values);
          count += 1;
          const isSaid = /\byet[.:]|^No (?:meeting is coming|action is open|call yet)/u.test(words);
          if (!isSaid || /\b(?:lists|There are)\b|shows (?:all|those|what|them)/u.test(words))
            wrong.push(`/${command.name} ${name}:${typed ?? ''} → ${words}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(100);
  });

  test('who may not make one is told who does', async () => {
    expect(await run('lagos', 'ama status', {})).toContain(
      'Ask an organiser to make the first with /ama create',
    );
    expect(await run('prague', 'ama status', {})).toContain('Make the first with /ama create');
    expect(await run('quito', 'poll answer', { answers: 'all yes' })).toContain(
      'Ask a member to make the first with /meeting poll',
    );
  });

  test('where the next date is further ahead than is planned it is named; where a series pauses, that is said', async () => {
    const series = {
      name: 'Leap day',
      rule: '29 february',
      starts: '2033-01-01',
      times: '18:00',
      zone: 'UTC',
      confirmed: true,
    };
    await run('prague', 'meeting series create', series);
    expect(await run('lagos', 'meeting next', {})).toContain(
      'The next date of "Leap day" is Friday 29 February 2036',
    );
    await run('prague', 'meeting series pause', { confirmed: true });
    expect(await run('lagos', 'meeting next', {})).toContain('"Leap day" is paused. Ask an organiser');
    expect(await run('prague', 'meeting show', {})).toContain('go on with /meeting series resume');
  });
});

// A database that can only be read for a while, under a running bot: it says so, writes one line, and goes on by itself.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { textOf } from '../../sandbox/discord/index.ts';
import { customId } from '../../src/core/command/custom-id.ts';
import type { Invocation } from '../../src/core/command/invocation.ts';
import type { OptionValue } from '../../src/core/command.ts';
import { plain } from '../../src/core/document.ts';
import type { Reply } from '../../src/core/reply.ts';
import type { Connection } from '../../src/storage/sqlite/connection.ts';
import { openOverSandbox } from '../over-sandbox.ts';
import { type Fresh, freshDatabases } from '../storage/database.ts';
import { can } from './remembered.ts';

/** Every connection to a database of this test. */
const connections = vi.hoisted((): Connection[] => []);
vi.mock('../../src/storage/sqlite/connection.ts', async (original) => {
  const module = await original<typeof import('../../src/storage/sqlite/connection.ts')>();
  return {
    openConnection(...given: Parameters<typeof module.openConnection>) {
      const connection = module.openConnection(...given);
      connections.push(connection);
      return connection;
    },
  };
});
const readOnly = (isOn: boolean) => {
  for (const one of connections) one.script(`PRAGMA query_only = ${isOn ? 'ON' : 'OFF'}`);
};

let fresh: Fresh;
let bot: Awaited<ReturnType<typeof openOverSandbox>>;
beforeEach(async () => {
  fresh = await (freshDatabases('SQLite')[0]?.open() ?? Promise.reject(new Error('There is no database.')));
  bot = await openOverSandbox(fresh, { purpose: 'meetings', channel: 'meetings', people: ['prague'] });
});
afterEach(async () => {
  readOnly(false);
  await bot.close();
  await fresh.close();
  connections.length = 0;
});

let count = 0;
async function invocation(): Promise<Invocation> {
  const prague = bot.discord.people.user('prague');
  const { spaceId: space } = await fresh.database.space.findFirstOrThrow({ where: { platform: 'discord' } });
  return {
    id: `request-${count++}`,
    platform: 'discord',
    space,
    can: can('discord'),
    caller: { platform: 'discord', id: prague.id, name: 'prague' },
    roles: [],
    isManager: true,
  };
}
async function run(name: string, values: Readonly<Record<string, OptionValue>>): Promise<string> {
  const reply = await bot.dispatcher.run(await invocation(), name, values);
  return reply.kind === 'said' ? plain(reply.document) : reply.title;
}
/** What somebody is told in answer, and what the files of it hold. */
const answer = (reply: Reply) =>
  reply.kind === 'said' && reply.isPrivate
    ? [plain(reply.document), ...(reply.files ?? []).map(({ content }) => content.toString())].join('\n')
    : `Not in private: ${JSON.stringify(reply)}`;
const readyz = async () => {
  const answer = await fetch(`${bot.webUrl}/readyz`);
  return `${answer.status} ${await answer.text()}`;
};
const posted = () => [...bot.channel.messages.values()].map(textOf).join('\n');

test('people are told that nothing was changed, the log has one line, and it goes on when it can write again', async () => {
  const sprint = { name: 'Sprint', when: '2026-11-21 20:00', confirmed: true };
  await run('meeting schedule', sprint);
  await bot.runUntilIdle();
  expect(posted()).toContain('Sprint');
  bot.failures.length = 0;
  await run('meeting schedule', { ...sprint, name: 'Retrospective' });

  readOnly(true);
  for (let tick = 0; tick < 3; tick += 1) await bot.runUntilIdle();
  expect(await run('meeting schedule', { ...sprint, name: 'Other' })).toMatch(
    /can only be read.*nothing was changed.*Whoever runs me.*try again later/su,
  );
  expect(await run('meeting next', {})).toContain('Sprint');
  expect(await readyz()).toMatch(/^503 not ready: database: .*readonly/u);
  expect(bot.failures.map((line) => JSON.parse(line).msg)).toEqual([
    expect.stringContaining('The database cannot be used: attempt to write a readonly database. I try'),
  ]);

  readOnly(false);
  await bot.runUntilIdle();
  expect(await readyz()).toBe('200 ready\n');
  expect(posted()).toContain('Retrospective');
  expect(posted()).not.toContain('Other');
});

test('what was typed comes back to who typed it, when it can be kept nowhere', async () => {
  const opened = await bot.dispatcher.run(await invocation(), 'project propose', {});
  const form = opened.kind === 'form' ? customId(opened.form, opened.args) : '';
  const text = 'A tutorial that takes an evening.\n\n`make html` builds it.';
  const who = await invocation();
  readOnly(true);
  const sent = async (summary: string) =>
    answer(await bot.dispatcher.submit(who, form, { name: 'Tutorial', summary, why: '', help: '' }));
  expect(await sent(text)).toMatch(
    /nothing was changed.*Here is what you wrote.*Tutorial.*an evening\.\s+`make html`/su,
  );
  const long = 'Every word of it counts. '.repeat(150).trim();
  expect(await sent(long)).toContain(long);
  const project = { name: 'Tutorial', summary: long.slice(0, 300) };
  expect(answer(await bot.dispatcher.run(who, 'project propose', project))).toContain(project.summary);
  // Where it stands as a post, nobody needs it twice.
  const onForum = { ...who, can: can('discourse') };
  expect(answer(await bot.dispatcher.run(onForum, 'project propose', project))).not.toContain(
    project.summary,
  );
  readOnly(false);
  expect(
    answer(await bot.dispatcher.submit(await invocation(), form, { name: '', summary: text })),
  ).not.toContain('what you wrote');
});

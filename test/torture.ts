// `npm run torture [-- --kills 1000 --due 5000 --on sqlite --seed 1]`: processes are killed while thousands of private reminders
// are due at once. One process on SQLite, three with skewed clocks on the PostgreSQL of TEST_POSTGRES_URL (`--on` takes one of
// the two); nobody may be reminded twice or never.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { textOf } from '../sandbox/discord/index.ts';
import { connect } from '../src/storage/client.ts';
import { docent } from './cli/running.ts';
import { openServers } from './cli/servers.ts';

const movedClock = pathToFileURL(`${import.meta.dirname}/cli/moved-clock.ts`).href;
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '1000' },
    due: { type: 'string', default: '5000' },
    seed: { type: 'string', default: String(Date.now() % 1e6) },
    on: { type: 'string', default: 'sqlite postgresql' },
  },
});
const [kills, due] = [Number(values.kills), Number(values.due)];
const random = randomFrom(Number(values.seed));
const minute = 60_000;
const begins = '2026-11-20T09:00:00Z';
// Two days before the meeting: however often the clock is moved on, the reminders stay due.
const remindAt = '2026-11-29T17:00:05Z';

// Of this run alone: code out of a folder that others can write to is theirs.
const compiled = mkdtempSync(join(tmpdir(), 'docent-torture-'));
process.once('exit', () => rmSync(compiled, { recursive: true, force: true }));

process.stdout.write(`${kills} kills, ${due} reminders due at once, --seed ${values.seed}\n`);
let isWhole = !values.on.includes('sqlite') || (await torture('SQLite, one process', [0]));
const server = process.env.TEST_POSTGRES_URL;
if (!values.on.includes('postgresql')) process.stdout.write('PostgreSQL: not asked for.\n');
else if (server === undefined)
  process.stdout.write('PostgreSQL: not tried, because TEST_POSTGRES_URL is not set.\n');
else isWhole = (await onPostgresql(server)) && isWhole;
process.exitCode = isWhole ? 0 : 1;

async function onPostgresql(url: string): Promise<boolean> {
  const name = `torture_${process.pid}`;
  const admin = new Client({ connectionString: url });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  try {
    const own = Object.assign(new URL(url), { pathname: `/${name}` }).href;
    return await torture('PostgreSQL, three processes, clocks 0, +5 and -5 minutes', [0, 5, -5], own);
  } finally {
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
  }
}

/** Answers whether nothing was missing or doubled; prints what was found. `skews` are minutes, one a process. */
async function torture(name: string, skews: readonly number[], databaseUrl?: string): Promise<boolean> {
  let ahead = Date.parse(begins) - Date.now();
  const servers = await openServers(() => new Date(Date.now() + ahead), Number.POSITIVE_INFINITY);
  const { discord } = servers;
  const people = Array.from({ length: due }, (_, i) => `person-${i + 1}`);
  const users = people.map((person) => discord.addUser(person));
  for (const user of users) discord.addMember(user);
  const accountIds = users.map(({ id }) => id);
  const told = () => {
    const reminders = new Map(people.map((person) => [person, 0]));
    for (const { id, recipient } of discord.world.channels.values()) {
      const had = recipient && reminders.get(recipient.name);
      if (!recipient || had === undefined) continue;
      const count = discord.messages(id).filter((message) => /starts in/u.test(textOf(message))).length;
      reminders.set(recipient.name, had + count);
    }
    return [...reminders.values()];
  };

  const start = (skew: number) =>
    docent(['start'], {
      ...servers.env,
      // The forum has no part in private reminders.
      DISCOURSE_URL: '',
      DISCOURSE_API_KEY: '',
      DISCOURSE_API_USERNAME: '',
      ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
      NODE_OPTIONS: `--import=${movedClock}`,
      // As bin/docent.js has it: half of a life is otherwise spent on taking the types out of the source.
      NODE_COMPILE_CACHE: compiled,
      CLOCK_AHEAD: String(ahead + skew * minute),
    });
  const says = (person: string, text: string) => discord.people.commandText(person, '#meetings', text);

  try {
    const first = start(0);
    await first.until('Docent is ready');
    await says('prague', '/docent setup meetings:#meetings zone:Europe/Prague');
    await says(
      'prague',
      '/meeting series create name:"Monthly meeting" rule:"first tuesday" times:"18:00" zone:Europe/Prague confirmed:true',
    );
    await says('person-1', '/meeting remind-me before:2d');
    // What was compiled is kept when a process leaves of itself.
    first.child.kill('SIGTERM');
    await first.ended;
    await sameForAll(databaseUrl ?? servers.env.DATABASE_URL, accountIds);

    ahead = Date.parse(remindAt) - Date.now();
    const began = Date.now();
    let killed = 0;
    let sent = 0;
    const onSent = new Set<() => void>();
    discord.onHappening(({ who, kind }) => {
      if (who !== 'docent' || kind !== 'dm') return;
      sent += 1;
      for (const listener of onSent) listener();
    });
    // Most lives end soon after something was sent, some while they start. Whatever is left to send is shared out among the kills
    // that are left, and one in ten is kept for the last life, which may finish.
    const share = () => Math.max(0, due * 0.9 - sent) / Math.max(1, kills - killed);
    const heard = (count: number) => {
      if (count % 50 === 0)
        process.stderr.write(
          `${name}: ${count} kills, ${sent} sent, ${Math.round((Date.now() - began) / 1000)} s\n`,
        );
    };
    await Promise.all(
      skews.map(async (skew) => {
        while (killed < kills && sent < due) {
          const running = start(skew);
          const lifetime = random() < 0.1 ? random() * 3_000 : 120_000;
          let left = 1 + Math.floor(random() * 2 * share());
          const pause = random() < 0.5 ? 0 : random() * 30;
          const listener = () => {
            left -= 1;
            if (left === 0) void setTimeout(pause).then(() => running.child.kill('SIGKILL'));
          };
          onSent.add(listener);
          const longest = new AbortController();
          void setTimeout(lifetime, undefined, { signal: longest.signal }).then(
            () => running.child.kill('SIGKILL'),
            () => {},
          );
          const { status, err } = await running.ended;
          if (status !== null) throw new Error(`It ended by itself (${status}): ${err}`);
          longest.abort();
          onSent.delete(listener);
          killed += 1;
          heard(killed);
          // Claims of the dead run out, and Discord forgets what was sent: within its window a nonce would help.
          if (random() < 0.3) ahead += Math.floor(6 * minute * random());
        }
      }),
    );
    const last = start(0);
    const end = Date.now() + 300_000;
    while (told().some((count) => count === 0) && Date.now() < end) await setTimeout(1_000);
    await setTimeout(3_000);
    last.child.kill('SIGKILL');
    await last.ended;

    const counts = told();
    const missing = counts.filter((count) => count === 0).length;
    const doubled = counts.filter((count) => count > 1).length;
    const seconds = Math.round((Date.now() - began) / 1000);
    process.stdout.write(
      `${name}: killed ${killed} times in ${seconds} s; ${due - missing} of ${due} reminded, ${missing} missing, ${doubled} doubled\n`,
    );
    return missing === 0 && doubled === 0;
  } finally {
    await servers.close();
  }
}

/** Has everybody asked for what the first of them asked for by a command. */
async function sameForAll(url: string, [first = '', ...others]: readonly string[]): Promise<void> {
  const database = await connect(url);
  try {
    const account = await database.account.findFirstOrThrow({ where: { accountId: first } });
    const { id: personId, groupId } = await database.person.findUniqueOrThrow({
      where: { id: account.personId },
    });
    const { id: _, ...reminder } = await database.personalReminder.findFirstOrThrow({ where: { personId } });
    const { id: last } = await database.person.findFirstOrThrow({ orderBy: { id: 'desc' } });
    await database.person.createMany({
      data: others.map((_, i) => ({ groupId, name: `person-${i + 2}` })),
    });
    const persons = await database.person.findMany({
      where: { id: { gt: last } },
      orderBy: { id: 'asc' },
    });
    await database.account.createMany({
      data: persons.map(({ id, name }, i) => {
        const accountId = others[i] ?? '';
        return { groupId, personId: id, platform: account.platform, accountId, foldedId: accountId, name };
      }),
    });
    await database.personalReminder.createMany({
      data: persons.map(({ id }) => ({ ...reminder, personId: id })),
    });
  } finally {
    await database.$disconnect();
  }
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

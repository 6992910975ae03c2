// `npm run torture [-- --kills 1000 --due 5000]`: processes are killed while thousands of private reminders are due at once.
// One process on SQLite, three with skewed clocks on the PostgreSQL of TEST_POSTGRES_URL; nobody may be reminded twice or never.
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { textOf } from '../sandbox/discord/index.ts';
import { docent, openServers } from './cli/running.ts';

const movedClock = pathToFileURL(`${import.meta.dirname}/cli/moved-clock.ts`).href;
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '1000' },
    due: { type: 'string', default: '5000' },
    seed: { type: 'string', default: String(Date.now() % 1e6) },
  },
});
const [kills, due] = [Number(values.kills), Number(values.due)];
const random = randomFrom(Number(values.seed));
const minute = 60_000;
const begins = '2026-11-20T09:00:00Z';
// Two days before the meeting: however often the clock is moved on, the reminders stay due.
const remindAt = '2026-11-29T17:00:05Z';

process.stdout.write(`${kills} kills, ${due} reminders due at once, --seed ${values.seed}\n`);
let isWhole = await torture('SQLite, one process', [0]);
const server = process.env.TEST_POSTGRES_URL;
if (server === undefined)
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
  for (const person of people) discord.addMember(discord.addUser(person));
  const told = () => people.map((person) => remindersOf(person));
  const remindersOf = (person: string) =>
    [...discord.world.channels.values()]
      .filter(({ recipient }) => recipient?.name === person)
      .flatMap(({ id }) => discord.messages(id))
      .filter((message) => /starts in/u.test(textOf(message))).length;

  const start = (skew: number) =>
    docent(['start'], {
      ...servers.env,
      // The forum has no part in private reminders.
      DISCOURSE_URL: '',
      DISCOURSE_API_KEY: '',
      DISCOURSE_API_USERNAME: '',
      ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
      NODE_OPTIONS: `--import=${movedClock}`,
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
    for (let i = 0; i < people.length; i += 50) {
      await Promise.all(
        people.slice(i, i + 50).map((person) => says(person, '/meeting remind-me before:2d')),
      );
    }
    first.child.kill('SIGKILL');
    await first.ended;

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
    // Each life ends soon after something was sent; the last one of each process may finish.
    const share = Math.ceil(due / kills);
    await Promise.all(
      skews.map(async (skew) => {
        while (killed < kills && sent < due) {
          const running = start(skew);
          let left = 1 + Math.floor(random() * 2 * share);
          const pause = random() < 0.5 ? 0 : random() * 30;
          const listener = () => {
            left -= 1;
            if (left === 0) void setTimeout(pause).then(() => running.child.kill('SIGKILL'));
          };
          onSent.add(listener);
          const longest = new AbortController();
          void setTimeout(20_000, undefined, { signal: longest.signal }).then(
            () => running.child.kill('SIGKILL'),
            () => {},
          );
          const { status, err } = await running.ended;
          if (status !== null) throw new Error(`It ended by itself (${status}): ${err}`);
          longest.abort();
          onSent.delete(listener);
          killed += 1;
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

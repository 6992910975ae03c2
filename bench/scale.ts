// What an idle minute and a small change cost in a large database, beside one of a tenth of the size in the same run.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import { followedInTurn } from '../src/publishing/following.ts';
import { reconciler } from '../src/publishing/reconciler.ts';
import { remakeRemoved } from '../src/publishing/remaking.ts';
import { aboutOf } from '../src/publishing/shown.ts';
import { markAll } from '../src/publishing/store.ts';
import { counts, oldestWaitingSeconds } from '../src/publishing/waiting.ts';
import { createScheduler, type Job } from '../src/scheduler.ts';
import { change, connect, type Database, databaseKind } from '../src/storage/client.ts';
import { migrate } from '../src/storage/migrate.ts';
import { leaseOwner } from '../src/storage/processes.ts';
import { dueRows } from '../src/storage/schedule.ts';

/** How much there is; a meeting has ten publications. */
export interface Size {
  readonly groups: number;
  readonly meetings: number;
}

const large: Size = { groups: 2_000, meetings: 100_000 };
const small: Size = { groups: 200, meetings: 10_000 };
const perMeeting = 10;
const jobs = ['publishing', 'setup', 'members', 'meetings', 'digests', 'amas', 'votes', 'projects'];
const times = 31;
const now = new Date('2026-11-27T09:00:00Z');

/** Prints a line for each thing that is done: in the large database, in the small one, and how they compare. */
export async function benchScale(write: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'docent-bench-'));
  const server = process.env.TEST_POSTGRES_URL;
  try {
    await table(write, 'SQLite', (size) => join(folder, `${size.groups}.db`));
    if (!server) return write('PostgreSQL: not measured, because TEST_POSTGRES_URL is not set.');
    const admin = await connect(server);
    const names = [large, small].map(({ groups }) => `docent_bench_${process.pid}_${groups}`);
    for (const name of names) await admin.$executeRawUnsafe(`CREATE DATABASE ${name}`);
    try {
      await table(write, 'PostgreSQL', ({ groups }) => {
        const url = new URL(server);
        url.pathname = `/docent_bench_${process.pid}_${groups}`;
        return url.toString();
      });
    } finally {
      for (const name of names) await admin.$executeRawUnsafe(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.$disconnect();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function table(
  write: (line: string) => void,
  name: string,
  urlOf: (size: Size) => string,
): Promise<void> {
  for (const size of [small, large]) {
    const began = performance.now();
    await fill(urlOf(size), size);
    const bytes =
      databaseKind(urlOf(size)) === 'sqlite' ? `, ${Math.round(statSync(urlOf(size)).size / 1e6)} MB` : '';
    const { groups, meetings } = size;
    write(
      `${name}: ${groups} groups, ${meetings} meetings, ${meetings * perMeeting} publications, made in ${seconds(began)} s${bytes}`,
    );
  }
  const [whole, tenth] = await Promise.all([large, small].map((size) => connect(urlOf(size))));
  if (!whole || !tenth) return;
  try {
    await compared(write, workOn(whole, large), workOn(tenth, small));
  } finally {
    await Promise.all([whole.$disconnect(), tenth.$disconnect()]);
  }
}

/** Does each thing in both databases in turn, so that whatever else the computer does is the same for both. */
async function compared(write: (line: string) => void, whole: Work, tenth: Work): Promise<void> {
  write(
    `load ${loadavg()[0]?.toFixed(1)}                    large: median   p90     a tenth: median   p90   large/tenth`,
  );
  for (const [what, once] of Object.entries(whole)) {
    const [large, small]: [number[], number[]] = [[], []];
    for (let i = 0; i < times + 5; i += 1) {
      const inWhole = await took(() => once(i));
      const inTenth = await took(() => tenth[what]?.(i));
      // The first ones compile code and open connections.
      if (i < 5) continue;
      large.push(inWhole);
      small.push(inTenth);
    }
    const ratio = (at(large, 0.5) / at(small, 0.5)).toFixed(2).padStart(10);
    write(
      `${what.padEnd(32)} ${ms(at(large, 0.5))} ${ms(at(large, 0.9))}          ${ms(at(small, 0.5))} ${ms(at(small, 0.9))} ${ratio}×`,
    );
  }
}

async function took(work: () => Promise<unknown> | undefined): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const seconds = (since: number) => ((performance.now() - since) / 1000).toFixed(0);
const ms = (value: number) => `${value.toFixed(2).padStart(7)} ms`;

/** What is measured, by its name; each time of another group or meeting. */
type Work = Readonly<Record<string, (i: number) => Promise<unknown>>>;

function workOn(database: Database, { groups, meetings }: Size): Work {
  const publisher = reconciler({
    database,
    secret: 'secret',
    platforms: new Map(),
    views: new Map(),
    now: () => now,
    isLeaving: () => false,
    failed: () => {},
  });
  const scheduler = createScheduler({
    jobs: new Map(jobs.map((job): [string, Job] => [job, async () => undefined])),
    rows: dueRows(database, leaseOwner()),
    platforms: [],
    follows: async () => [],
    now: () => now,
    failed: () => {},
  });
  const follows = followedInTurn(database);
  const groupAt = (i: number) => 1 + ((i * 37) % groups);
  const meetingAt = (i: number) => 1 + ((i * 1_009) % meetings);
  const groupOf = (meeting: number) => 1 + ((meeting - 1) % groups);
  return {
    'tick, nothing due': () => scheduler.runUntilIdle(),
    'reconciler pass of a group': (i) => publisher.run(groupAt(i)),
    '/metrics': () => Promise.all([counts(database), oldestWaitingSeconds(database, now)]),
    'topics that are followed': () => follows('forum'),
    'what a message is about': (i) =>
      aboutOf(database, groupOf(meetingAt(i)), {
        platform: 'chat',
        messages: [`made-${meetingAt(i) * perMeeting}`],
        place: 'nowhere',
      }),
    'a message is removed': (i) =>
      remakeRemoved(database, { platform: 'chat', remoteId: `made-${meetingAt(i) * perMeeting}` }),
    'all of a meeting is marked': (i) =>
      change(database, groupOf(meetingAt(i)), (rows) =>
        markAll(rows, { groupId: groupOf(meetingAt(i)), about: `meeting/${meetingAt(i)}` }),
      ),
  };
}

const at = (each: readonly number[], share: number) =>
  each.toSorted((one, other) => one - other)[Math.floor(each.length * share)] ?? Number.NaN;

/** Makes a database in which everything has been published and nothing is due for a month. */
async function fill(url: string, { groups, meetings }: Size): Promise<void> {
  const database = await connect(url);
  const isSqlite = databaseKind(url) === 'sqlite';
  try {
    await migrate(database, url);
    const instant = (iso: string) => (isSqlite ? `'${iso}+00:00'` : `TIMESTAMP '${iso}'`);
    const statements = rowsOf({ groups, meetings }, instant);
    if (isSqlite) {
      const file = new DatabaseSync(url);
      file.exec('PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; BEGIN');
      for (const sql of statements) file.exec(sql);
      file.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)');
      file.close();
    } else {
      // A million rows take longer than a statement of the bot may.
      const server = new Client({ connectionString: url });
      await server.connect();
      for (const sql of [...statements, 'VACUUM ANALYZE']) await server.query(sql);
      await server.end();
    }
  } finally {
    await database.$disconnect();
  }
}

function rowsOf({ groups, meetings }: Size, instant: (iso: string) => string): string[] {
  const before = instant('2026-10-01T09:00:00.000');
  const later = instant('2026-12-27T09:00:00.000');
  const group = `1 + (i - 1) % ${groups}`;
  const meeting = `1 + (i - 1) / ${perMeeting}`;
  const groupOfMeeting = `1 + ((i - 1) / ${perMeeting}) % ${groups}`;
  const up = (count: number) =>
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})`;
  const yes = '(1 = 1)';
  const isFirst = `((i - 1) % ${perMeeting} = 0 AND i > ${(meetings - groups) * perMeeting})`;
  return [
    `INSERT INTO "Group" ("id", "name", "createdAt") ${up(groups)} SELECT i, 'Group ' || i, ${before} FROM n`,
    `INSERT INTO "Space" ("groupId", "platform", "spaceId") ${up(groups)} SELECT i, 'chat', 'space-' || i FROM n`,
    `INSERT INTO "Place" ("groupId", "purpose", "platform", "placeId") ${up(groups)} SELECT i, 'meetings', 'chat', 'place-' || i FROM n`,
    ...jobs.map(
      (job) =>
        `INSERT INTO "Schedule" ("groupId", "job", "dueAt") ${up(groups)} SELECT i, '${job}', ${later} FROM n`,
    ),
    `INSERT INTO "Meeting" ("uid", "groupId", "name", "localDate", "localTime", "zone", "startsAt", "endsAt", "tzVersion", "durationMinutes", "phase", "timedAt", "createdAt", "changedAt")
      ${up(meetings)} SELECT 'uid-' || i, ${group}, 'Meeting ' || i, '2026-10-01', '09:00', 'UTC', ${before}, ${before}, '2026c', 60, 'over', ${before}, ${before}, ${before} FROM n`,
    `INSERT INTO "Publication" ("groupId", "key", "slot", "about", "destination", "platform", "place", "view", "subject", "isOnce", "state", "remote", "kind", "isFollowed", "hash", "createdAt", "updatedAt", "endedAt")
      ${up(meetings * perMeeting)} SELECT ${groupOfMeeting}, 'meeting/uid-' || (${meeting}) || '/' || i, 'chat', 'meeting/' || (${meeting}),
      '{"kind":"purpose","purpose":"meetings"}', CASE WHEN ${isFirst} THEN 'forum' ELSE 'chat' END, '{"kind":"channel","id":"place"}', 'meetings/announcement', '' || (${meeting}),
      NOT ${yes}, 'done', '{"id":"made-' || i || '","url":"https://chat.example/' || i || '"}', 'message', ${isFirst}, 'a1b2c3d4e5f60718293a4b5c6d7e8f90', ${before}, ${before},
      CASE WHEN i % 2 = 0 THEN ${before} ELSE NULL END FROM n`,
    `INSERT INTO "Made" ("publicationId", "platform", "remoteId") ${up(meetings * perMeeting)} SELECT i, 'chat', 'made-' || i FROM n`,
    `INSERT INTO "Link" ("publicationId", "key") ${up(meetings)} SELECT i * ${perMeeting}, 'meeting/uid-' || i || '/' || (i * ${perMeeting} - 1) FROM n`,
  ];
}

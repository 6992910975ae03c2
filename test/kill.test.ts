// Ended at any moment and started again, the bot publishes what was missing, and nothing twice.
import { afterEach, describe, expect, test } from 'vitest';
import { keyFragment } from '../src/platforms/discord/message.ts';
import { connect, type Database } from '../src/storage/client.ts';
import { databaseSecret, identityOf } from '../src/storage/secret.ts';
import { type Moment, type Mortal, openMortal } from './cli/mortal.ts';
import { isInFull, isWhole } from './in-full.ts';
import { freshDatabases } from './storage/database.ts';

/** The same in each run, as the samples of property tests are. */
const seed = Number(process.env.KILL_SEED ?? (isWhole ? Math.floor(Math.random() * 1e6) : 2021));
const wanted = isWhole ? 50 : 20;
/** How often it is killed on the way to one thing that is due. */
const mostInAStep = isWhole ? 4 : 2;
const minutes = 60_000;

const series =
  '/meeting series create name:"Monthly meeting" rule:"first tuesday" times:"21:00, 18:00" zone:Europe/Prague confirmed:true';
const watch =
  '/prs watch add repository:docs-group/handbook schedule:"mondays 09:00 Europe/Prague" unchanged:"all of it again"';
const ama =
  '/ama create title:"Writing docs" hosts:prague opens:"2026-12-08 17:00" closes:"2026-12-08 19:00" limit:0 confirmed:true';
const setup =
  '/docent setup meetings:#meetings pull-requests:#pull-requests ama:#ama category:Documentation repositories:docs-group/handbook zone:Europe/Prague';

describe.skipIf(!isInFull).each(freshDatabases('SQLite'))('killed on $name', ({ url }) => {
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  const title = `${wanted} times, what should be there is there, once (KILL_SEED=${seed})`;
  test(title, { timeout: 900_000 }, async () => {
    const place = await url();
    closing.push(() => place.remove());
    const bot = await openMortal(place.url, '2026-11-20T09:00:00Z');
    closing.push(() => bot.close());
    const random = randomFrom(seed);
    const below = (n: number) => Math.floor(random() * n);
    const moment = (): Moment =>
      random() < 0.15
        ? { after: 'spawn', milliseconds: below(1_500) }
        : { after: 1 + Math.floor(3 * random() ** 2), milliseconds: random() < 0.5 ? 0 : below(40) };
    const says = async (text: string) => {
      const seen = await bot.discord.people.commandText('prague', '#meetings', text);
      if (seen.kind === 'failed') throw new Error(`No answer to ${text}`);
    };
    const killed = { times: 0, amid: 0, unwritten: 0 };

    // The database is only being made.
    for (; killed.times < wanted / 8; killed.times++) {
      await bot.cutShort({ after: 'spawn', milliseconds: below(1_200) });
    }
    await bot.until(
      async () => [],
      () => says(setup),
    );
    const database = await connect(place.url);
    closing.push(() => database.$disconnect());

    /**
     * Kills the bot while it does what is due and people do `act`, until `lines` are all there, at most a few times; then
     * lets it finish. Within `gap` Discord forgets what was sent, and claims run out.
     */
    async function step(
      lines: readonly RegExp[],
      { gap = 0, act }: { gap?: number; act?: () => Promise<unknown> } = {},
    ): Promise<void> {
      const missing = async () => [
        ...lines.filter((line) => !bot.said().some((one) => line.test(one))).map(String),
        ...(await waiting(database)),
      ];
      for (let i = 0; i < mostInAStep && (await missing()).length > 0; i++) {
        await bot.cutShort(moment(), () => act?.().catch(() => {}));
        killed.times += 1;
        const left = await leftBehind(database, bot);
        if (left.claimed > 0) killed.amid += 1;
        if (left.unwritten > 0) killed.unwritten += 1;
        if (random() < 0.5) bot.pass(gap);
      }
      bot.pass(gap);
      if ((await missing()).length > 0) await bot.until(missing, act);
      expect(twice(bot.said())).toEqual([]);
      expect(twice(bot.marks())).toEqual([]);
    }
    /** Who got no answer looks whether it was done, before asking for it again. */
    const unless = (isDone: () => Promise<number>, text: string) => async () => {
      if ((await isDone()) === 0) await says(text);
    };

    await step(
      [
        /^Discord, meetings: Monthly meeting/u,
        /^Discord, event: Monthly/u,
        /^Discourse, topic: Monthly meeting/u,
      ],
      { gap: 6 * minutes, act: unless(() => database.meetingSeries.count(), series) },
    );
    await step(
      [/^Discord, ama: Writing docs/u, /^Discord, thread: Writing/u, /^Discourse, topic: Writing/u],
      {
        gap: 6 * minutes,
        act: unless(() => database.ama.count(), ama),
      },
    );
    await bot.until(
      async () => ((await database.watch.count()) === 0 ? ['the watch'] : []),
      unless(() => database.watch.count(), watch),
    );
    for (const monday of ['2026-11-23', '2026-11-30']) {
      bot.set(`${monday}T08:00:01Z`);
      await step([/^Discord, pull-requests: /u, new RegExp(`^Discourse, topic: .*${monday}`, 'u')], {
        gap: 6 * minutes,
      });
      if (monday > '2026-11-23') continue;
      bot.set('2026-11-24T20:00:01Z');
      await step([/^Discord, meetings: .* starts in 7 days/u]);
    }
    bot.set('2026-11-30T20:00:01Z');
    await step([
      /^Discord, meetings: .* starts in 1 day/u,
      /^Discord, meetings: Agenda/u,
      /^Discourse, Monthly .*: ## Agenda/u,
    ]);
    bot.set('2026-12-01T19:00:01Z');
    await step([/^Discord, meetings: .* starts in 1 hour/u]);
    bot.set('2026-12-01T20:00:01Z');
    await step([/^Discord, meetings: .* starts now/u, /^Discourse, Monthly .*: # Monthly meeting \(/u]);
    bot.set('2026-12-01T21:05:00Z');
    await step([/^Discourse, topic: Monthly meeting: Tuesday 5 January/u]);

    bot.set('2026-12-08T16:00:01Z');
    const asked: string[] = [];
    for (let n = 1; n === 1 || killed.times < wanted - 2; n++) {
      const [here, there] = [`Question ${n} of Discord?`, `Question ${n} of Discourse?`];
      asked.push(here, there);
      bot.discourse.reply('tokyo', 'Writing docs', { raw: there });
      await step(
        [
          new RegExp(`^Discord, Writing docs: .*> Question ${n} of Discord`, 'su'),
          new RegExp(`^Discord, Writing docs: .*> Question ${n} of Discourse`, 'su'),
          new RegExp(`^Discourse, Writing docs: .*> Question ${n} of Discord`, 'su'),
        ],
        {
          gap: minutes,
          act: unless(
            () => database.question.count({ where: { text: here } }),
            `/ama ask question:"${here}"`,
          ),
        },
      );
    }
    await step([/^Discord, Writing docs: .*The tutorial/su, /^Discourse, Writing docs: .*The tutorial/su], {
      gap: minutes,
      act: unless(
        () => database.question.count({ where: { state: 'answered' } }),
        '/ama answer question:1 text:"The tutorial."',
      ),
    });
    bot.set('2026-12-08T18:00:01Z');
    await step([
      /^Discord, Writing docs: .*asked, 1 answered/su,
      /^Discourse, Writing docs: .*asked, 1 answered/su,
    ]);

    // Everything, at the end.
    const count = (line: RegExp) => bot.said().filter((one) => line.test(one)).length;
    // Each reminder took the place of the one before, and the message at the start became the minutes.
    expect(count(/^Discord, meetings: Monthly meeting starts/u)).toBe(0);
    expect(count(/^Discord, meetings: Monthly meeting \(/u)).toBe(1);
    expect(count(/^Discord, pull-requests: /u)).toBe(3);
    expect(count(/^Discourse, topic: Pull requests/u)).toBe(3);
    // Three meetings, and the AMA.
    expect(count(/^Discord, event: /u)).toBe(4);
    expect(count(/^Discord, Writing docs: \*\*Question/u)).toBe(asked.length);
    expect(await database.question.count()).toBe(asked.length);
    const undone = await database.publication.findMany({
      where: { state: { in: ['wanted', 'failed'] } },
    });
    expect(undone).toEqual([]);
    process.stdout.write(
      `Killed ${killed.times} times, ${killed.amid} of them amid publishing, ${killed.unwritten} with something made and not yet written down.\n`,
    );
    expect(killed.times).toBeGreaterThanOrEqual(wanted);
    expect(killed.amid).toBeGreaterThan(wanted / 5);
    expect(killed.unwritten).toBeGreaterThan(wanted / 25);
  });
});

/** The keys of what is not yet published. */
async function waiting(database: Database): Promise<string[]> {
  return (await database.publication.findMany({ where: { state: 'wanted' } })).map(({ key }) => key);
}

/** What the last life left: claims, and of these those whose message or post is there without the database knowing. */
async function leftBehind(database: Database, bot: Mortal) {
  const begun = { state: 'wanted', attempts: { gt: 0 } };
  const claimed = await database.publication.findMany({ where: begun });
  const secret = await databaseSecret(database);
  const marks = bot.marks();
  const unwritten = claimed.filter(({ key, slot, remote }) => {
    const identity = identityOf(secret, 'publication', key, slot);
    const own = [`<!-- docent:${identity} -->`, `#${keyFragment(identity, 0)}`];
    return remote === null && marks.some((mark) => own.some((one) => mark.endsWith(one)));
  });
  return { claimed: claimed.length, unwritten: unwritten.length };
}

function twice(all: readonly string[]): string[] {
  return all.filter((one, i) => all.indexOf(one) !== i);
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

// A crowd that asks from both sides, on the real clock and within the platforms' real limits: nothing is lost, nothing comes
// twice, and nobody who asks on Discord waits.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { isInFull, isWhole } from '../../in-full.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { openSandboxBot, type SandboxBot, until } from './sandbox-bot.ts';

const title = 'AMA with the docs team';
/** People look again after that. What is not acknowledged within three seconds Discord gives up by itself. */
const patienceMilliseconds = 15_000;

// Of one word each: of two that are alike, the card of one would show the other too.
const onDiscord = (i: number) => `whatIsAskedOnDiscord${i}?`;
const onDiscourse = (i: number) => `whatIsAskedOnDiscourse${i}?`;

/** How often each of the questions stands among texts. */
const counts = (texts: readonly string[], questions: readonly string[]) =>
  Map.groupBy(questions, (question) => texts.filter((text) => text.includes(question)).length);
const onceEach = (questions: readonly string[]) => new Map([[1, questions]]);

describe.skipIf(!isInFull).each(freshDatabases())('a crowd on $name', ({ name, open }) => {
  let fresh: Fresh | undefined;
  let bot: SandboxBot | undefined;
  afterEach(async () => {
    await bot?.close();
    await fresh?.close();
  });

  // On SQLite everything goes wrong meanwhile. On PostgreSQL two bots share the database, each taking in all that happens:
  // twice the work on one computer, so that the crowd is smaller.
  const isHard = name !== 'PostgreSQL';
  const bots = isHard ? 1 : 2;
  // As many as a busy computer answers in time, too: whoever waits asks again. `DOCENT_TEST_EVERYTHING=1` brings all of them.
  const most = isWhole ? 250 : 25;
  const perSide = isHard ? most : isWhole ? 30 : 15;
  // The limits' windows pass six times faster, so that this is a minute.
  const milliseconds = 10_000;
  const everyQuestion = Array.from({ length: perSide }, (_, i) => [onDiscord(i), onDiscourse(i)]).flat();
  const what = isHard
    ? 'while the moderators lose their channel, Discourse lets wait, then is slow, and the bot is killed twice'
    : 'of two bots';

  test(`${2 * perSide} ask within a minute ${what}: each is answered in time, written down once and shown once`, {
    timeout: 600_000,
  }, async () => {
    fresh = await open();
    const docs = await openSandboxBot(fresh, {
      isReal: true,
      speed: 6,
      guests: 2 * perSide,
      bots,
      hasWebhooks: true,
    });
    bot = docs;
    const day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    await docs.type(
      'prague',
      `/ama create title:"${title}" hosts:"prague, helsinki" opens:"${day} 18:00" closes:"${day} 20:00" moderated:${isHard} confirmed:true`,
    );
    await until(() => docs.topic(title) !== undefined && docs.thread(title).length > 0);
    docs.discourse.resetCounters();

    /** Asks as people do: whom the bot did not answer looks whether it arrived, and asks again if not. */
    async function ask(who: string, question: string) {
      for (let tries = 0; tries < 40; tries += 1) {
        const reply = await docs.ask(who, question).catch(() => undefined);
        if (reply?.text.includes('arrived as number')) return reply.slowest;
        const mine = await docs.type(who, '/ama mine').catch(() => '');
        if (mine.includes(question)) return 0;
        await sleep(300);
      }
      throw new Error(`${who} never got an answer.`);
    }
    const asked = Promise.all(
      Array.from({ length: perSide }, async (_, i) => {
        await sleep((i * milliseconds) / perSide);
        docs.discourse.reply(`guest-${perSide + i + 1}`, title, { raw: onDiscourse(i) });
        return await ask(`guest-${i + 1}`, onDiscord(i));
      }),
    );
    // In the thick of it, the moderators write to one of the askers.
    await sleep(milliseconds / 4);
    const theirs = { where: { text: onDiscord(0) } };
    await until(async () => (await docs.database.question.count(theirs)) > 0);
    const first = await docs.database.question.findFirstOrThrow(theirs);
    // What Discord gives up while the bot is busy is tried again, by moderators too.
    await until(async () => {
      await docs.type('prague', `/ama moderate question:${first.number}`).catch(() => '');
      await docs.press('prague', 'Decline', onDiscord(0)).catch(() => '');
      const reason = { 'Why? Whoever asked is told this': 'It is in the guide.' };
      await docs.people.submit('prague', reason).catch(() => '');
      return (await docs.database.question.findFirst(theirs))?.state === 'declined';
    });
    await until(() => docs.dms('guest-1').join().includes('It is in the guide.'));
    if (isHard) {
      docs.discord.deleteChannel('#moderators');
      docs.discourse.fail({ kind: 'wait', seconds: 1, until: new Date(Date.now() + milliseconds / 4) });
      await docs.restart();
      await sleep(milliseconds / 4);
      // What it does it does, but answers come seconds later, to a bot that is killed while it waits for them too.
      docs.discourse.fail({ kind: 'slow', seconds: 3, until: new Date(Date.now() + milliseconds) });
      await sleep(milliseconds / 8);
      await docs.restart();
    }

    const slowest = Math.max(...(await asked));
    process.stdout.write(
      `${name}: ${2 * perSide} questions, the slowest reply after ${Math.round(slowest)} ms\n`,
    );
    expect(slowest).toBeLessThan(patienceMilliseconds);

    // What was posted on the forum is read within its requests a minute, which receipts and answers share.
    await until(async () => {
      if (isHard) await docs.runUntilIdle();
      return (await docs.database.question.count()) >= 2 * perSide;
    }, 90_000);
    const written = await docs.database.question.findMany();
    expect(
      counts(
        written.map(({ text }) => text),
        everyQuestion,
      ),
    ).toEqual(onceEach(everyQuestion));
    expect(new Set(written.map(({ number }) => number)).size).toBe(2 * perSide);

    // What the limits held back comes afterwards; nobody has to wait for that here.
    const unhurried = await docs.hurry();
    await docs.runUntilIdle();
    if (isHard) {
      await docs.type('prague', '/ama edit moderators:#organisers confirmed:true');
      await docs.runUntilIdle();
      expect(counts(docs.texts('#organisers'), everyQuestion)).toEqual(onceEach(everyQuestion));
    } else {
      const rest = everyQuestion.filter((question) => question !== onDiscord(0));
      // What the other bot has in its hands is not due for this one, and comes a moment later.
      await until(async () => {
        await docs.runUntilIdle();
        const places = [docs.thread(title), docs.posts(title)];
        return places.every((texts) => !counts(texts, rest).has(0));
      });
      expect(counts(docs.thread(title), rest)).toEqual(onceEach(rest));
      expect(counts(docs.posts(title), rest)).toEqual(onceEach(rest));
    }
    unhurried();
  });
});

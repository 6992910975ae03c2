// A crowd that asks from both sides, on the real clock and within the platforms' real limits: nothing is lost, nothing comes
// twice, and nobody who asks on Discord waits.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { openSandboxBot, type SandboxBot, until } from './sandbox-bot.ts';

const title = 'AMA with the docs team';
/** Discord gives up on an interaction after that. */
const patienceMilliseconds = 3_000;

const onDiscord = (i: number) => `What is asked on Discord (${i})?`;
const onDiscourse = (i: number) => `What is asked on Discourse (${i})?`;

/** How often each of the questions stands among texts. */
const counts = (texts: readonly string[], questions: readonly string[]) =>
  Map.groupBy(questions, (question) => texts.filter((text) => text.includes(question)).length);
const onceEach = (questions: readonly string[]) => new Map([[1, questions]]);

describe.each(freshDatabases())('a crowd on $name', ({ name, open }) => {
  let fresh: Fresh | undefined;
  let bot: SandboxBot | undefined;
  afterEach(async () => {
    await bot?.close();
    await fresh?.close();
  });

  // Two bots share PostgreSQL, each taking in all that happens: twice the work on one computer, and half the crowd a second.
  // Moderated questions fill the moderators' channel, others both threads.
  const isModerated = name === 'PostgreSQL';
  const bots = isModerated ? 2 : 1;
  const { perSide, milliseconds } = isModerated
    ? { perSide: 60, milliseconds: 30_000 }
    : { perSide: 250, milliseconds: 60_000 };
  const everyQuestion = Array.from({ length: perSide }, (_, i) => [onDiscord(i), onDiscourse(i)]).flat();

  test(`${2 * perSide} ask within ${milliseconds / 1000} s of ${bots}: each is answered in time, written down once and shown once`, {
    timeout: 240_000,
  }, async () => {
    fresh = await open();
    const docs = await openSandboxBot(fresh, {
      isReal: true,
      speed: 1,
      guests: 2 * perSide,
      bots,
      hasWebhooks: true,
    });
    bot = docs;
    const day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    await docs.type(
      'prague',
      `/ama create title:"${title}" hosts:"prague, helsinki" opens:"${day} 18:00" closes:"${day} 20:00" moderated:${isModerated} confirmed:true`,
    );
    await until(() => docs.topic(title) !== undefined && docs.thread(title).length > 0);
    docs.discourse.resetCounters();

    const asked = Promise.all(
      Array.from({ length: perSide }, async (_, i) => {
        await sleep((i * milliseconds) / perSide);
        docs.discourse.reply(`guest-${perSide + i + 1}`, title, { raw: onDiscourse(i) });
        return await docs.ask(`guest-${i + 1}`, onDiscord(i));
      }),
    );
    // In the thick of it, the moderators write to one of the askers.
    await sleep(milliseconds / 2);
    const first = await docs.database.question.findFirstOrThrow({ where: { text: onDiscord(0) } });
    await docs.type('prague', `/ama moderate question:${first.number}`);
    await docs.press('prague', 'Decline', onDiscord(0));
    await docs.people.submit('prague', { 'Why? Whoever asked is told this': 'It is in the guide.' });
    await until(() => docs.dms('guest-1').join().includes('It is in the guide.'), 5_000);

    const replies = await asked;
    const unheard = replies.map(({ text }) => text).filter((text) => !text.includes('arrived as number'));
    expect(unheard).toEqual([]);
    const slowest = Math.max(...replies.map((reply) => reply.slowest));
    process.stdout.write(
      `${name}: ${2 * perSide} questions, the slowest reply after ${Math.round(slowest)} ms\n`,
    );
    expect(slowest).toBeLessThan(patienceMilliseconds);

    // What was posted on the forum is read within its 60 requests a minute, which receipts and answers share.
    await until(async () => (await docs.database.question.count()) >= 2 * perSide, 90_000);
    const written = await docs.database.question.findMany();
    expect(
      counts(
        written.map(({ text }) => text),
        everyQuestion,
      ),
    ).toEqual(onceEach(everyQuestion));
    expect(new Set(written.map(({ number }) => number)).size).toBe(2 * perSide);
    // Two bots do not know what the other one sends; they are told to wait, and do.
    if (bots === 1) expect(docs.discourse.counters().statuses[429]).toBeUndefined();

    // What the limits held back comes afterwards; nobody has to wait for that here.
    const unhurried = await docs.hurry();
    await docs.runUntilIdle();
    unhurried();
    const rest = everyQuestion.filter((question) => question !== onDiscord(0));
    if (isModerated) {
      expect(counts(docs.texts('#moderators'), everyQuestion)).toEqual(onceEach(everyQuestion));
    } else {
      expect(counts(docs.thread(title), rest)).toEqual(onceEach(rest));
      expect(counts(docs.posts(title), rest)).toEqual(onceEach(rest));
    }
  });
});

// Answering an interaction in Discord's three seconds: acknowledged first, worked on when there is capacity.

import { type Document, p } from '../../core/document.ts';
import { insteadOf } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { inTime } from '../../core/outside/in-time.ts';
import { type Choice, type Reply, type Said, whisper } from '../../core/reply.ts';
import type { Calls } from './calls.ts';
import { fittingChoices, modalOf } from './forms.ts';
import { type Body, bodiesOf } from './message.ts';
import { isFromOutside } from './outside.ts';
import { render } from './render.ts';
import { TooBusyError, type WorkQueue } from './work-queue.ts';

/** How an answer may begin. */
interface Manner {
  /** A form must itself be the first answer. */
  readonly isForm?: boolean;
  /** What only reads may be done by two bots, so its answer need not be announced. */
  readonly isReadOnly?: boolean;
  /** Whether the answer is for everybody, as a rule. */
  readonly isPublic?: boolean;
}

/** Shows how far a job is. */
type Progress = (document: Document) => Promise<void>;

/** What comes to a reply. */
type Work = (progress: Progress) => Promise<Reply>;

/** What answering works with. */
export interface AnswerParts {
  readonly calls: Calls;
  /** Where commands, buttons and forms wait until there is capacity. */
  readonly work: WorkQueue;
  /** Where answers wait that come after the first one. */
  readonly delivery: WorkQueue;
  readonly log: Log;
}

/** Forms and completions are themselves the first answer: Discord waits three seconds, less the way there and back. */
const deadlineMilliseconds = 2_000;
/** So long a reading command may take without a "thinking", when nothing else waits. */
const patienceMilliseconds = 150;
/** So long work waits for the news of how far it is to be shown. */
const newsMilliseconds = 2_000;
/** Longer answers come as a file. */
const mostParts = 5;

/** Does the work and gives its reply, if this bot is the one whose first answer Discord takes. */
export async function answering(
  parts: AnswerParts,
  { isForm = false, isReadOnly = false, isPublic = false }: Manner,
  work: Work,
): Promise<void> {
  if (isForm) await answerByForm(parts, work);
  else if (isReadOnly && parts.work.isIdle()) await answerSoon(parts, isPublic, work);
  else await answerLater(parts, isPublic, work);
}

/** Offers choices, or none when they come too late. */
export async function offering(
  { calls, work }: Pick<AnswerParts, 'calls' | 'work'>,
  suggest: () => Promise<readonly Choice[]>,
): Promise<void> {
  const choices = (await urgently(work, suggest).catch(nothingIfBusy)) ?? [];
  await calls.choices(fittingChoices(choices));
}

/** The acknowledgement decides which of several bots does the work, so it comes before anything else. */
async function answerLater(parts: AnswerParts, isPublic: boolean, work: Work): Promise<void> {
  if (!(await parts.calls.acknowledge(!isPublic))) return;
  const after = afterwards(parts, isPublic);
  const reply = await parts.work.run(() => work(after.progress)).catch(wordsIfBusy);
  await after.deliver(reply);
}

async function answerSoon(parts: AnswerParts, isPublic: boolean, work: Work): Promise<void> {
  const { calls } = parts;
  const after = afterwards(parts, isPublic);
  let acknowledging: Promise<boolean> | undefined;
  const acknowledge = (): Promise<boolean> => {
    acknowledging ??= calls.acknowledge(!isPublic);
    return acknowledging;
  };
  const progress: Progress = async (document) => {
    if (await acknowledge()) await after.progress(document);
  };
  const working = parts.work.run(() => work(progress)).catch(wordsIfBusy);
  const reply = await inTime(patienceMilliseconds, working);
  if (reply && !acknowledging) await replyAtOnce(parts, reply);
  else if (await acknowledge()) await after.deliver(await working);
}

async function answerByForm(parts: AnswerParts, work: Work): Promise<void> {
  const reply = await urgently(parts.work, () => work(async () => {})).catch(nothingIfBusy);
  if (reply?.kind === 'form') await parts.calls.form(modalOf(reply));
  else await replyAtOnce(parts, reply ?? tooLate);
}

const tooLate = whisper(p('I was too slow to open the form. Please try once more.'));
const tooBusy = whisper(p('I have more to do than I can manage just now. Please try again in a minute.'));

const wordsIfBusy = insteadOf(TooBusyError, tooBusy);
const nothingIfBusy = insteadOf(TooBusyError, undefined);

/** What urgent work comes to; undefined when it is too late. What is too late before it began is not begun. */
async function urgently<T>(queue: WorkQueue, work: () => Promise<T>): Promise<T | undefined> {
  let isWanted = true;
  const working = queue.run(async () => (isWanted ? await work() : undefined), { isUrgent: true });
  const found = await inTime(deadlineMilliseconds, working);
  isWanted = false;
  return found;
}

async function replyAtOnce({ calls, delivery, log }: AnswerParts, reply: Reply): Promise<void> {
  const said = words(reply, log);
  const [first, ...more] = bodiesOfReply(said);
  if (!first) return;
  const isInPlace = said.replaces === true && calls.isFromMessage;
  const isOurs = isInPlace ? await calls.update(first) : await calls.reply(first, said.isPrivate);
  if (isOurs)
    await delivery.run(() => followAll(calls, more, said.isPrivate || (isInPlace && calls.isFromPrivate)));
}

/** What comes after an acknowledgement. */
function afterwards({ calls, delivery, log }: AnswerParts, isPublic: boolean) {
  let shown: string | undefined;
  let showing: Promise<void> | undefined;

  /** What comes while Discord still takes the news before is left out, and what comes after it took none: that may stand. */
  async function progress(document: Document): Promise<void> {
    const [body] = bodiesOf({ document });
    if (!body || showing) return;
    showing = show(body);
    await inTime(newsMilliseconds, showing);
  }

  async function show(body: Body): Promise<void> {
    const { edit, follow } = calls.unlessSlowed;
    try {
      if (!calls.isFromMessage) await edit(body);
      else if (shown === undefined) shown = await follow(body, true);
      else await edit(body, shown);
      showing = undefined;
    } catch (error) {
      // What was asked for is worked on all the same.
      if (!isFromOutside(error)) throw error;
    }
  }

  async function give(said: Said): Promise<void> {
    const [first, ...more] = bodiesOfReply(said);
    if (!first) return;
    // Older news neither replaces the answer nor stands beside it.
    await showing;
    const isMade = calls.isFromMessage
      ? said.replaces || (shown !== undefined && said.isPrivate)
      : said.isPrivate !== isPublic;
    // What was begun in private stays private, and the other way round, so the answer is a message of its own.
    if (!isMade && !calls.isFromMessage) await calls.withdraw();
    // Its reader may have taken away what it would have replaced; what was for them alone stays so.
    const isAside = said.isPrivate || (said.replaces === true && calls.isFromMessage && calls.isFromPrivate);
    if (!isMade || !(await calls.edit(first, said.replaces ? undefined : shown)))
      await calls.follow(first, isAside);
    await followAll(calls, more, isAside);
  }

  return { progress, deliver: (reply: Reply): Promise<void> => delivery.run(() => give(words(reply, log))) };
}

async function followAll(calls: Calls, bodies: readonly Body[], isPrivate: boolean): Promise<void> {
  for (const body of bodies) await calls.follow(body, isPrivate);
}

/** A reply as words: a form can be opened by its own command or button alone. */
function words(reply: Reply, log: Log): Said {
  if (reply.kind === 'said') return reply;
  log.error({ form: reply.form }, 'A form cannot be opened here: what opens one must say so (`opensForm`)');
  return tooLate;
}

function bodiesOfReply(said: Said): Body[] {
  const bodies = bodiesOf(said);
  if (bodies.length <= mostParts) return bodies;
  const { title, parts } = render(said.document);
  const text = [...(title === undefined ? [] : [`# ${title}`]), ...parts].join('\n\n');
  const file = { name: 'answer.md', content: Buffer.from(text), description: 'The whole answer' };
  return bodiesOf({ ...said, files: [...(said.files ?? []), file] }).slice(0, 1);
}

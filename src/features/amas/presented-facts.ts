// What the feature's views show: facts of an AMA or a question, with the links between its places.

import { hasLostItsName } from '../../core/account.ts';
import type { PersonFacts } from '../../core/directory.ts';
import { given } from '../../core/given.ts';
import { type Link, nearestUrl, type ViewContext } from '../../core/publication.ts';
import { type AmaLookup, peopleIn } from './commands/lookup.ts';
import { type AmaFacts, labelOf, type QuestionFacts } from './facts.ts';
import { keys } from './publication-keys.ts';
import { tally } from './rules.ts';
import { referenceBy, topicOf } from './topic/quotes.ts';
import type { AmaLink } from './views/ama.ts';
import { askersOf, fileTitle, paceWords, type SummaryFacts } from './views/summary.ts';

/** Where a post stands, as far as it is one and that was kept. */
interface Posted {
  readonly platform?: string;
  readonly place?: string | undefined;
}

/** A question of an AMA, and what shows it. */
interface Shown {
  readonly ama: AmaFacts;
  readonly question: QuestionFacts;
  readonly context: ViewContext;
}

/** Builds what loads the facts that a publication shows; a subject that is not there, or of another group, is undefined. */
export function presentedFacts(lookup: Pick<AmaLookup, 'store' | 'people' | 'titleOf' | 'amaLink'>) {
  const { store, people, titleOf, amaLink } = lookup;

  async function amaFacts(subject: string, context: ViewContext) {
    const ama = await store.ama(Number(subject), context.groupId);
    if (!ama) return undefined;
    const known = await people.byIds(ama.groupId, peopleIn([], ama.hosts));
    const links = (await context.links(keys.thread(ama))).filter(
      ({ platform }) => platform !== context.platform,
    );
    return { ama, people: known, links: links.map(amaLink) };
  }

  /** Where a question stands: where it was asked, unless in a topic that others were made instead of, and where the bot shows it. */
  async function standsAt({ ama, question, context }: Shown, known: readonly PersonFacts[] = []) {
    const shown = await context.links(keys.question(ama, question));
    const { platform, sourceId, sourceUrl, sourceNumber, sourceReference } = question;
    if (sourceUrl === undefined) return [...shown];
    const asked = { platform, place: topicOf(sourceReference ?? '') };
    if (await isLost(asked, { ama, question, context })) return [...shown];
    const accounts = known.find(({ id }) => id === question.askerId)?.accounts ?? [];
    const names = accounts.flatMap((one) =>
      one.platform === platform && !hasLostItsName(one) ? [one.id] : [],
    );
    const reference = sourceReference === undefined ? undefined : referenceBy(sourceReference, names);
    const link: Link = {
      platform,
      id: sourceId,
      url: sourceUrl,
      ...given({ number: sourceNumber, reference }),
    };
    return [link, ...shown];
  }

  /** Whether a post stood in a topic or thread of an AMA that another one was made instead of. */
  async function isLost({ platform, place }: Posted, { ama, question, context }: Shown): Promise<boolean> {
    if (place === undefined) return false;
    const own = ama.postsOn === platform ? await ownPosts(question, { ama, context }) : [];
    const there = [...(await context.links(keys.thread(ama))), ...own].filter(
      (one) => one.platform === platform,
    );
    return there.length > 0 && there.every(({ id }) => id !== place);
  }

  /** The posts that a question and what it follows up have for themselves: a follow-up may be answered in each. */
  async function ownPosts(
    question: QuestionFacts | undefined,
    { ama, context }: Pick<Shown, 'ama' | 'context'>,
  ): Promise<readonly Link[]> {
    if (!question) return [];
    const before = await ownPosts(await store.question(question.followsId), { ama, context });
    return [...(await context.links(keys.question(ama, question))), ...before];
  }

  /** A question, with what became of the posts in which it was answered. */
  async function withPosts(shown: Shown): Promise<QuestionFacts> {
    const { question } = shown;
    const { answer, additions } = question;
    const known = async <T extends Posted>(said: T) => ({ ...said, isLost: await isLost(said, shown) });
    return {
      ...question,
      ...(answer && { answer: await known(answer) }),
      ...(additions && { additions: await Promise.all(additions.map(known)) }),
    };
  }

  /** The pull requests that add an AMA's answers to repositories, as far as they are open. */
  async function filesShown(ama: AmaFacts, context: ViewContext): Promise<AmaLink[]> {
    const files = await store.files(ama);
    const links = await Promise.all(files.map(async ({ key }) => (await context.links(key))[0]?.url));
    return files.flatMap((file, at) => {
      const url = links[at];
      return url === undefined ? [] : [{ title: fileTitle(file), url }];
    });
  }

  async function questionFacts(subject: string, context: ViewContext) {
    const found = await store.question(Number(subject));
    const ama = found && (await store.ama(found.amaId, context.groupId));
    if (!found || !ama) return undefined;
    const question = await withPosts({ ama, question: found, context });
    const known = await people.byIds(ama.groupId, peopleIn([question]));
    const target = await store.question(question.mergedIntoId);
    const mergedUrl =
      target && nearestUrl(await standsAt({ ama, question: target, context }), context.platform);
    const stands = await standsAt({ ama, question, context }, known);
    const here = stands.find(({ platform }) => platform === context.platform);
    const elsewhere = stands.find(({ platform }) => platform !== context.platform);
    return {
      ama,
      question,
      votes: tally(question, known),
      people: known,
      wasShown: context.isPublished,
      titleOf,
      ...given({ elsewhere, here }),
      ...(target && { mergedInto: labelOf(target), ...(mergedUrl !== undefined && { mergedUrl }) }),
    };
  }

  /** What a summary holds: all questions, who is named in them, how many asked, and how long answers took. */
  async function summaryFacts(ama: AmaFacts): Promise<SummaryFacts> {
    const questions = await store.questions(ama.id);
    const known = await people.byIds(ama.groupId, peopleIn(questions, ama.hosts));
    const pace = paceWords(questions, titleOf);
    return { ama, questions, people: known, askers: askersOf(questions), pace };
  }

  /** A question as its asker knows it: with the answer of the one that it was merged into. */
  async function noticeFacts(subject: string, context: ViewContext) {
    const asked = await questionFacts(subject, context);
    const target =
      asked?.question.mergedIntoId === undefined
        ? asked
        : await questionFacts(String(asked.question.mergedIntoId), context);
    if (!asked || !target) return undefined;
    const { state, answer, declineReason } = target.question;
    const question = { ...asked.question, state, ...given({ answer, declineReason }) };
    const links = await context.links(keys.answer(asked.ama, target.question));
    // Whoever reads in one place may have no access to the other.
    const places = [answer?.isLost ? undefined : answer, ...links, target.here].filter((one) => one?.url);
    const nearest = places.find((one) => one?.platform === context.platform) ?? places[0];
    const isHere = nearest?.platform === context.platform;
    return { facts: { ...asked, people: target.people, question }, url: nearest?.url, isHere, target };
  }

  /** Where an AMA stands, nearest to the reader, or on a platform. */
  async function threadUrl(ama: AmaFacts, context: ViewContext, on = context.platform) {
    return nearestUrl(await context.links(keys.thread(ama)), on);
  }

  return { amaFacts, withPosts, threadUrl, summaryFacts, questionFacts, noticeFacts, filesShown };
}

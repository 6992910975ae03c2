// The feature's views: loads the facts that a publication shows and hands them to the pure views.

import type { Content } from '../../core/content.ts';
import { mayUseRepository } from '../../core/directory.ts';
import { doc, em, p } from '../../core/document.ts';
import { inTurns } from '../../core/outside/in-turns.ts';
import { type Capabilities, standing, type View, type ViewContext } from '../../core/publication.ts';
import { type AmaLookup, peopleIn } from './commands/lookup.ts';
import { issueAnswerOf, issueOf, markdownOf } from './exporting.ts';
import type { AmaFacts } from './facts.ts';
import { postedWith } from './files.ts';
import { presentedFacts } from './presented-facts.ts';
import { keys } from './publication-keys.ts';
import { isFollowed, isVotedAhead } from './rules.ts';
import {
  callButtons,
  callDocument,
  callTitle,
  hostLeftDocument,
  promptContent,
  threadContent,
  topicContent,
} from './views/ama.ts';
import { answerDocument } from './views/answer.ts';
import { cardButtons, cardDocument, holdsCards } from './views/card.ts';
import { followButtons, ownThread, questionDocument, questionName, voteButtons } from './views/question.ts';
import { numbersOf, summaryAnswers, summaryBlocks } from './views/summary.ts';

/** Builds the views. */
export function amaPresenters(lookup: AmaLookup): Readonly<Record<string, View>> {
  const { store, people } = lookup;

  const { amaFacts, withPosts, questionFacts, filesShown, summaryFacts } = presentedFacts(lookup);

  /** Whether an AMA's summary stands here, so that the place can be closed. */
  async function isFinished(ama: AmaFacts, context: ViewContext): Promise<boolean> {
    if (ama.state !== 'closed') return false;
    return (await context.links(keys.summary(ama))).some(({ platform }) => platform === context.platform);
  }

  return {
    async prompt(subject, context) {
      const facts = await amaFacts(subject, context);
      // A forum of threads has its prompt in the thread itself.
      if (!facts || !hasPromptApart(context.can) || facts.ama.postsOn === context.platform) return undefined;
      return promptContent(facts.ama, facts);
    },
    async call(subject, context) {
      const ama = await store.ama(Number(subject), context.groupId);
      const isAway = ama?.state === 'draft' || ama?.state === 'closed';
      if (!ama || (isAway && !context.isPublished)) return undefined;
      const links = await context.links(keys.thread(ama));
      const known = await people.byIds(ama.groupId, peopleIn([], ama.hosts));
      const document = callDocument(ama, { people: known, links: links.map(lookup.amaLink) });
      const buttons = callButtons(ama);
      return standing(context.can, {
        title: callTitle(ama),
        document,
        ...(buttons.length > 0 && { buttons }),
        isClosed: ama.state === 'closed',
      });
    },
    async thread(subject, context) {
      const facts = await amaFacts(subject, context);
      if (!facts) return undefined;
      const isPrompt = facts.ama.postsOn === context.platform || !hasPromptApart(context.can);
      const isDone = await isFinished(facts.ama, context);
      // What was written before the end is read until the end is told there.
      const isRead =
        isFollowed(facts.ama, context.now) ||
        (facts.ama.state === 'closed' && !isDone) ||
        // Likes are read where they are votes.
        (isVotedAhead(facts.ama) && context.can.topics);
      const how = { isFinished: isDone, isPrompt, isFollowed: isRead };
      if (context.can.topics) return topicContent(facts.ama, facts, { ...how, can: context.can });
      const thread = threadContent(facts.ama, facts, { ...how, can: context.can });
      return context.can.threads ? thread : { kind: 'message', document: thread.document };
    },
    async question(subject, context): Promise<Content | 'gone' | undefined> {
      const facts = await questionFacts(subject, context);
      if (!facts) return forgotten(context);
      // Where it was asked in public it stands already; in chat its number and its button do not.
      if (context.can.topics && facts.here?.id === facts.question.sourceId) return undefined;
      const document = questionDocument(facts, context);
      if (!document) return undefined;
      const buttons = voteButtons(facts);
      if (context.can.topics) return { kind: 'post', document, ...(buttons.length > 0 && { buttons }) };
      if (facts.ama.postsOn !== context.platform) return { kind: 'message', document, buttons };
      return {
        kind: 'thread',
        name: questionName(facts),
        document: doc(document.children, ownThread(facts)),
        buttons,
        isArchived: await isFinished(facts.ama, context),
        isFollowed:
          isFollowed(facts.ama, context.now) &&
          ['approved', 'answered', 'merged'].includes(facts.question.state),
      };
    },
    async answer(subject, context): Promise<Content | 'gone' | undefined> {
      const facts = await questionFacts(subject, context);
      if (!facts) return forgotten(context);
      const document = answerDocument(facts, context);
      if (!document) return undefined;
      const buttons = followButtons(facts);
      const files = postedWith(facts.question, context.platform);
      const posted = files.length > 0 && { posted: files };
      if (!context.can.topics) return { kind: 'message', document, buttons, ...posted };
      const { number } = facts.here ?? {};
      return {
        kind: 'post',
        document,
        ...posted,
        ...(buttons.length > 0 && { buttons }),
        ...(number !== undefined && { replyTo: number }),
      };
    },
    async card(subject, context) {
      if (!holdsCards(context.can)) return undefined;
      const found = await questionFacts(subject, context);
      // Whoever asked it was forgotten, and their name with them.
      if (!found) return 'gone';
      const facts = { ...found, ...(await lookup.cardFacts(found)) };
      return { kind: 'message', document: cardDocument(facts), buttons: cardButtons(facts) };
    },
    async summary(subject, context): Promise<Content | undefined> {
      const facts = await amaFacts(subject, context);
      if (facts?.ama.state !== 'closed') return undefined;
      const { ama, links } = facts;
      const summary = await summaryFacts(ama);
      const [whole] = links;
      const isShort = !context.can.topics && numbersOf(summary.questions).answered > summaryAnswers;
      const shown = { ...summary, files: await filesShown(ama, context), ...(whole && { whole }) };
      const blocks = summaryBlocks(shown, { isShort, isForAll: true });
      return { kind: context.can.topics ? 'post' : 'message', document: doc(...(await inTurns(blocks))) };
    },
    async file(subject, context) {
      const [id, form, owner = '', name = '', ...path] = subject.split('/');
      const facts = await amaFacts(id ?? '', context);
      const group = await lookup.groups.find(context.groupId);
      // What was granted may have been taken back since.
      const isGranted = mayUseRepository(group, [owner, name, ...path].join('/'));
      if (facts?.ama.state !== 'closed' || !isGranted) return undefined;
      const { ama } = facts;
      return {
        kind: 'file',
        path: path.join('/'),
        text: await markdownOf(await summaryFacts(ama), { hasFrontMatter: form === 'front', isForAll: true }),
        title: `AMA: ${ama.title}`,
        body: 'Adds the questions and answers of an AMA, as they were published.',
      };
    },
    async issue(subject, context) {
      const [id, ...repository] = subject.split('/');
      const question = await store.question(Number(id));
      const facts = question && (await amaFacts(String(question.amaId), context));
      const group = await lookup.groups.find(context.groupId);
      const isGranted = mayUseRepository(group, repository.join('/'));
      // What was answered or taken back meanwhile needs no issue.
      if (!facts || question.state !== 'approved' || !isGranted) return undefined;
      const asked = question.sourceUrl ?? (await context.links(keys.question(facts.ama, question)))[0]?.url;
      return { kind: 'issue', ...issueOf(facts.ama, question, asked) };
    },
    async issueAnswer(subject, context) {
      const [id, ...repository] = subject.split('/');
      const asked = await store.question(Number(id));
      const from = asked && (await store.ama(asked.amaId, context.groupId));
      const later = from && (await store.answeredLater(asked));
      if (!later) return undefined;
      const group = await lookup.groups.find(context.groupId);
      const [issue] = await context.links(keys.issue(from, asked));
      if (!issue || !mayUseRepository(group, repository.join('/'))) return undefined;
      const { ama } = later;
      const question = await withPosts({ ...later, context });
      const links = await context.links(keys.answer(ama, question));
      const { answer } = question;
      const url = (answer?.isLost ? undefined : answer?.url) ?? links[0]?.url;
      // It leads to the answer, once that stands somewhere.
      const isThere = question.state === 'answered' && url !== undefined;
      if (!isThere && !context.isPublished) return undefined;
      // What not everybody may read there is not told here either.
      const isForAll = await lookup.isForAll(ama, group);
      const where = { issue: issue.id, ...(issue.within !== undefined && { within: issue.within }) };
      return { kind: 'comment', ...where, text: issueAnswerOf(ama, question, { url, isForAll }) };
    },
    async hostLeft(subject, context) {
      const [amaId, hostId] = subject.split('/');
      const ama = await store.ama(Number(amaId), context.groupId);
      const host = ama?.hosts.find(({ id }) => id === Number(hostId));
      if (!ama || !host?.leftAt || !holdsCards(context.can)) return undefined;
      const known = await people.byIds(ama.groupId, peopleIn([], ama.hosts));
      const drafted = await lookup.draftedBy(ama, host);
      return { kind: 'message', document: hostLeftDocument(ama, host, { people: known, drafted }) };
    },
  };
}

/** What stands of a question whose asker was forgotten: where nothing can be taken away, no word of it. */
function forgotten({ can, isPublished }: ViewContext): Content | 'gone' {
  const document = doc(p(em('This question was withdrawn.')));
  return can.topics && isPublished ? { kind: 'post', document } : 'gone';
}

/** Whether an AMA is shown by a message with buttons, with its questions in a thread of their own below. */
const hasPromptApart = ({ messages, buttons }: Capabilities): boolean => messages && buttons;

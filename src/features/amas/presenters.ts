// The feature's views: loads the facts that a publication shows and hands them to the pure views.
import type { PlatformName } from '../../core/account.ts';
import type { QuotedPost } from '../../core/document.ts';
import type { Content, View, ViewContext } from '../../core/publication.ts';
import { cardButtons, cardDocument } from './card-views.ts';
import type { AmaFacts, QuestionFacts } from './facts.ts';
import { linksOf } from './life.ts';
import { type AmaLookup, peopleIn } from './lookup.ts';
import { keys, placesOf } from './publications.ts';
import {
  answerDocument,
  answeredNotice,
  declinedNotice,
  type QuestionFactsInAma,
  questionDocument,
  shortened,
  voteButtons,
} from './question-views.ts';
import { tally } from './rules.ts';
import { summaryAnswers, summaryDocument } from './summary-views.ts';
import { hostLeftDocument, promptContent, threadContent, topicContent } from './views.ts';

/** Builds the views. */
export function amaPresenters(lookup: AmaLookup): Readonly<Record<string, View>> {
  const { store, people, groups } = lookup;

  async function amaFacts(subject: string) {
    const ama = await store.ama(Number(subject));
    if (!ama) return undefined;
    const known = await people.byIds(ama.groupId, peopleIn([], ama.hosts));
    return { ama, people: known, links: await linksOf(lookup, ama.id) };
  }

  /** The question's post on Discourse, its own or the bot's, as far as it can be quoted. */
  async function postOf(ama: AmaFacts, question: QuestionFacts): Promise<QuotedPost | undefined> {
    const topic = Number((await store.remote(keys.topic(ama.id)))?.id);
    if (!Number.isSafeInteger(topic)) return undefined;
    if (question.sourceNumber !== undefined) {
      const author = await people.byIds(ama.groupId, peopleIn([question]));
      const account = author
        .find((who) => who.id === question.askerId)
        ?.accounts.find(({ platform }) => platform === 'discourse');
      return account && { username: account.id, post: question.sourceNumber, topic };
    }
    const ours = await store.remote(keys.question(ama.id, question.id, 'discourse'));
    const post = Number(/\/(\d+)\/?$/u.exec(ours?.url ?? '')?.[1]);
    if (lookup.discourseUsername === undefined || !Number.isSafeInteger(post)) return undefined;
    return { username: lookup.discourseUsername, post, topic };
  }

  async function urlOn(ama: AmaFacts, question: QuestionFacts, platform: PlatformName) {
    if (platform === 'discourse' && question.sourceUrl !== undefined) return question.sourceUrl;
    return (await store.remote(keys.question(ama.id, question.id, platform)))?.url;
  }

  async function questionFacts(
    subject: string,
    context: ViewContext,
  ): Promise<QuestionFactsInAma | undefined> {
    const question = await store.question(Number(subject));
    const ama = question && (await store.ama(question.amaId));
    if (!question || !ama) return undefined;
    const known = await people.byIds(ama.groupId, peopleIn([question]));
    const target =
      question.mergedIntoId === undefined ? undefined : await store.question(question.mergedIntoId);
    const elsewhere = await urlOn(ama, question, context.platform === 'discord' ? 'discourse' : 'discord');
    const post = await postOf(ama, question);
    return {
      ama,
      question,
      votes: tally(question, known),
      people: known,
      wasShown: (await store.remote(context.key)) !== undefined,
      ...(elsewhere !== undefined && { elsewhere }),
      ...(post && { post }),
      ...(target && { mergedInto: target.number }),
    };
  }

  /** Where an answer is found: it, else its question, which stands just above it. */
  async function nearestUrl(amaId: number, id: number, platform: PlatformName): Promise<string | undefined> {
    const answer = await store.remote(keys.answer(amaId, id, platform));
    return (answer ?? (await store.remote(keys.question(amaId, id, platform))))?.url;
  }

  /** A question as its asker knows it: with the answer of the one that it was merged into. */
  async function noticeScene(subject: string, context: ViewContext) {
    const asked = await questionFacts(subject, context);
    const target =
      asked?.question.mergedIntoId === undefined
        ? asked
        : await questionFacts(String(asked.question.mergedIntoId), context);
    if (!asked || !target) return undefined;
    const { state, answer, declineReason } = target.question;
    const question = {
      ...asked.question,
      state,
      ...(answer && { answer }),
      ...(declineReason !== undefined && { declineReason }),
    };
    const url = answer?.url ?? (await nearestUrl(asked.ama.id, target.question.id, context.platform));
    return { facts: { ...asked, people: target.people, question }, url };
  }

  return {
    async prompt(subject) {
      const facts = await amaFacts(subject);
      return facts && promptContent(facts.ama, facts);
    },
    async thread(subject) {
      const facts = await amaFacts(subject);
      return facts && threadContent(facts.ama, facts, { isFinished: facts.ama.isFiled });
    },
    async topic(subject) {
      const facts = await amaFacts(subject);
      return facts && topicContent(facts.ama, facts, { isFinished: facts.ama.isFiled });
    },
    async question(subject, context): Promise<Content | undefined> {
      const facts = await questionFacts(subject, context);
      const document = facts && questionDocument(facts, context.platform);
      if (!facts || !document) return undefined;
      if (context.platform === 'discourse') return { kind: 'post', document };
      const buttons = voteButtons(facts);
      if (facts.ama.forum === undefined) return { kind: 'message', document, buttons };
      const { number, text } = facts.question;
      return {
        kind: 'thread',
        name: shortened(`${number}. ${text.replaceAll(/\s+/gu, ' ')}`, 100),
        document,
        buttons,
        isArchived: facts.ama.isFiled,
      };
    },
    async answer(subject, context): Promise<Content | undefined> {
      const facts = await questionFacts(subject, context);
      const document = facts && answerDocument(facts, context.platform);
      if (!facts || !document) return undefined;
      if (context.platform === 'discord') return { kind: 'message', document };
      return { kind: 'post', document, ...(facts.post && { replyTo: facts.post.post }) };
    },
    async card(subject, context) {
      const facts = await questionFacts(subject, context);
      return facts && { kind: 'message', document: cardDocument(facts), buttons: cardButtons(facts) };
    },
    async answered(subject, context) {
      const found = await noticeScene(subject, context);
      if (found?.facts.question.state !== 'answered') return undefined;
      return { kind: 'message', document: answeredNotice(found.facts, found.url) };
    },
    async declined(subject, context) {
      const found = await noticeScene(subject, context);
      if (found?.facts.question.state !== 'declined') return undefined;
      return { kind: 'message', document: declinedNotice(found.facts) };
    },
    async summary(subject, { platform }): Promise<Content | undefined> {
      const facts = await amaFacts(subject);
      if (facts?.ama.state !== 'closed') return undefined;
      const { ama, links } = facts;
      const questions = await store.questions(ama.id);
      const known = await people.byIds(ama.groupId, peopleIn(questions, ama.hosts));
      const hasDiscourse = placesOf(ama, await groups.find(ama.groupId)).category !== undefined;
      const isLong = questions.filter(({ state }) => state === 'answered').length > summaryAnswers;
      const isShort = platform === 'discord' && hasDiscourse && isLong;
      const document = summaryDocument(
        {
          ama,
          questions,
          people: known,
          askers: await store.askers(ama.id),
          ...(links.discourse && { whole: links.discourse }),
        },
        { isShort, isForAll: true },
      );
      return platform === 'discourse' ? { kind: 'post', document } : { kind: 'message', document };
    },
    async hostLeft(subject) {
      const [amaId, hostId] = subject.split('/');
      const facts = await amaFacts(amaId ?? '');
      const host = facts?.ama.hosts.find(({ id }) => id === Number(hostId));
      if (!facts || !host?.leftAt) return undefined;
      return { kind: 'message', document: hostLeftDocument(facts.ama, host, facts.people) };
    },
  };
}

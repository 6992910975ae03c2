// The room's views: loads the facts that a publication shows and hands them to the pure views.
import type { PlatformName } from '../../core/account.ts';
import type { QuotedPost } from '../../core/document.ts';
import type { Content, View, ViewContext } from '../../core/publication.ts';
import { cardButtons, cardDocument } from './card-views.ts';
import type { AmaFacts, QuestionFacts } from './facts.ts';
import { linksOf } from './life.ts';
import { keys, placesOf } from './publications.ts';
import {
  answerDocument,
  answeredNotice,
  declinedNotice,
  type QuestionScene,
  questionDocument,
  shortened,
  voteButtons,
} from './question-views.ts';
import { peopleIn, type Room } from './room.ts';
import { tally } from './rules.ts';
import { summaryAnswers, summaryDocument } from './summary-views.ts';
import { hostLeftDocument, promptContent, threadContent, topicContent } from './views.ts';

/** Builds the views. */
export function sceneViews(room: Room): Readonly<Record<string, View>> {
  const { store, people, groups } = room;

  async function amaScene(subject: string) {
    const ama = await store.ama(Number(subject));
    if (!ama) return undefined;
    const known = await people.byIds(ama.groupId, peopleIn([], ama.hosts));
    return { ama, people: known, links: await linksOf(room, ama.id) };
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
    if (room.discourseUsername === undefined || !Number.isSafeInteger(post)) return undefined;
    return { username: room.discourseUsername, post, topic };
  }

  async function urlOn(ama: AmaFacts, question: QuestionFacts, platform: PlatformName) {
    if (platform === 'discourse' && question.sourceUrl !== undefined) return question.sourceUrl;
    return (await store.remote(keys.question(ama.id, question.id, platform)))?.url;
  }

  async function questionScene(subject: string, context: ViewContext): Promise<QuestionScene | undefined> {
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
    const asked = await questionScene(subject, context);
    const target =
      asked?.question.mergedIntoId === undefined
        ? asked
        : await questionScene(String(asked.question.mergedIntoId), context);
    if (!asked || !target) return undefined;
    const { state, answer, declineReason } = target.question;
    const question = {
      ...asked.question,
      state,
      ...(answer && { answer }),
      ...(declineReason !== undefined && { declineReason }),
    };
    const url = answer?.url ?? (await nearestUrl(asked.ama.id, target.question.id, context.platform));
    return { scene: { ...asked, people: target.people, question }, url };
  }

  return {
    async prompt(subject) {
      const scene = await amaScene(subject);
      return scene && promptContent(scene.ama, scene);
    },
    async thread(subject) {
      const scene = await amaScene(subject);
      return scene && threadContent(scene.ama, scene, { isFinished: scene.ama.isFiled });
    },
    async topic(subject) {
      const scene = await amaScene(subject);
      return scene && topicContent(scene.ama, scene, { isFinished: scene.ama.isFiled });
    },
    async question(subject, context): Promise<Content | undefined> {
      const scene = await questionScene(subject, context);
      const document = scene && questionDocument(scene, context.platform);
      if (!scene || !document) return undefined;
      if (context.platform === 'discourse') return { kind: 'post', document };
      const buttons = voteButtons(scene);
      if (scene.ama.forum === undefined) return { kind: 'message', document, buttons };
      const { number, text } = scene.question;
      return {
        kind: 'thread',
        name: shortened(`${number}. ${text.replaceAll(/\s+/gu, ' ')}`, 100),
        document,
        buttons,
        isArchived: scene.ama.isFiled,
      };
    },
    async answer(subject, context): Promise<Content | undefined> {
      const scene = await questionScene(subject, context);
      const document = scene && answerDocument(scene, context.platform);
      if (!scene || !document) return undefined;
      if (context.platform === 'discord') return { kind: 'message', document };
      return { kind: 'post', document, ...(scene.post && { replyTo: scene.post.post }) };
    },
    async card(subject, context) {
      const scene = await questionScene(subject, context);
      return scene && { kind: 'message', document: cardDocument(scene), buttons: cardButtons(scene) };
    },
    async answered(subject, context) {
      const found = await noticeScene(subject, context);
      if (found?.scene.question.state !== 'answered') return undefined;
      return { kind: 'message', document: answeredNotice(found.scene, found.url) };
    },
    async declined(subject, context) {
      const found = await noticeScene(subject, context);
      if (found?.scene.question.state !== 'declined') return undefined;
      return { kind: 'message', document: declinedNotice(found.scene) };
    },
    async summary(subject, { platform }): Promise<Content | undefined> {
      const scene = await amaScene(subject);
      if (scene?.ama.state !== 'closed') return undefined;
      const { ama, links } = scene;
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
      const scene = await amaScene(amaId ?? '');
      const host = scene?.ama.hosts.find(({ id }) => id === Number(hostId));
      if (!scene || !host?.leftAt) return undefined;
      return { kind: 'message', document: hostLeftDocument(scene.ama, host, scene.people) };
    },
  };
}

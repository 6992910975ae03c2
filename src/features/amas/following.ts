// Follows the topics of AMAs: writes down what a snapshot of one says, as often and in whatever order it comes.
import type { PlatformName } from '../../core/account.ts';
import type { PersonFacts } from '../../core/directory.ts';
import type { PlatformEvent, TopicPost } from '../../core/platform.ts';
import type { AmaFacts, QuestionFacts, VoterFacts } from './facts.ts';
import { type HeldReply, isInDoubt } from './held-replies.ts';
import { changesFrom, isMore, type TopicChange, turnMark } from './ingest.ts';
import type { AmaLookup } from './lookup.ts';
import type { HintKind } from './notice-publications.ts';
import { readHere, saidTo } from './own-thread.ts';
import { amaIdOf, keys } from './publication-keys.ts';
import { editedTo, firstState, hostedAt, isAtWork, isInTime, isVotedAhead, wasAtWork } from './rules.ts';
import type { Step } from './store-steps.ts';
import { saidAt } from './topic-reading.ts';
import { topicReasons } from './wording.ts';

/** Above every version of a post; the greatest number that both databases hold. */
const newest = 2 ** 31 - 1;

/** A question, its answer, a follow-up and its answer are understood one after the other. */
const mostLooks = 5;

/** Builds what takes in topics. */
export function following(lookup: Pick<AmaLookup, 'store' | 'people' | 'organisers'>) {
  const { store, people } = lookup;

  async function takeTopic(event: TopicEvent): Promise<void> {
    const ama = await store.ama(amaIdOf(event.about) ?? 0, event.groupId);
    if (!ama || !(isAtWork(ama) || isVotedAhead(ama) || ama.state === 'closed')) return;
    const isThread = event.key === keys.thread(ama);
    const own = isThread ? undefined : await ownQuestion(ama, event.key);
    if (!isThread && !own) return;
    const place = { ...event, ...(own && { own }) };
    // What was written after what is not known yet is understood once that is written down.
    for (let looks = 0; looks < mostLooks; looks++) {
      if (!(await look(ama, place))) break;
    }
    const taken = (await store.questions(ama.id)).filter(
      ({ platform, state }) => platform === event.platform && state !== 'withdrawn' && state !== 'declined',
    );
    event.arrived?.(taken.map(({ sourceId }) => sourceId));
  }

  /** The question that has a thread of its own, published under this key. */
  async function ownQuestion(ama: AmaFacts, key: string): Promise<number | undefined> {
    return (await store.questions(ama.id)).find((question) => keys.question(ama, question) === key)?.id;
  }

  /** Takes in what is new in a topic; answers whether another look may find more. */
  async function look(ama: AmaFacts, event: PlaceEvent): Promise<boolean> {
    const { platform } = event;
    const questions = await store.questions(ama.id);
    const answers = await store.posts(ama.id, { platform, view: 'answer' });
    const asked = new Set(questions.flatMap((one) => (one.platform === platform ? [one.sourceId] : [])));
    const authors = new Map<string, PersonFacts>();
    const others = event.posts.filter(({ id, isOurs }) => !isOurs && !asked.has(id));
    for (const author of new Map(others.map((post) => [post.author.id, post.author])).values()) {
      authors.set(author.id, await people.of(ama.groupId, author));
    }
    const organisers = new Set((await lookup.organisers(ama.groupId)).map(({ id }) => id));
    const isByHost = ({ author, createdAt }: TopicPost) => {
      const who = authors.get(author.id);
      return who !== undefined && hostedAt(ama, { account: author, who, at: createdAt });
    };
    const own = questions.find(({ id }) => id === event.own);
    const posts = own ? saidTo(own, { posts: event.posts, platform, answers, isByHost }) : event.posts;
    const isRead = event.isRead && readHere(event, questions);
    const found = changesFrom(posts, {
      platform,
      questions,
      ours: await store.posts(ama.id, { platform, view: 'question' }),
      answers,
      isRead,
      isByOrganiser({ author, isStaff }) {
        const who = authors.get(author.id);
        return isStaff || who?.role === 'organiser' || (who !== undefined && organisers.has(who.id));
      },
      isByHost,
    });
    const changes = isVotedAhead(ama) ? found.filter(isVote) : found;
    const taken: TopicChange[] = [];
    const answered = new Set<number>();
    for (const change of changes) {
      const left = leftBy(change, questions);
      // What was moved elsewhere was asked or answered all the same, and stays as it was known.
      if (left !== undefined && (await event.isMoved?.(left))) continue;
      // Of several answers to one question the first is taken; the next look sees the others add to it.
      if (change.kind === 'answered' && answered.has(change.questionId)) continue;
      if (await isHeldBack(ama, change)) continue;
      taken.push(change);
      await apply(ama, change, event);
      if (change.kind !== 'answered' && change.kind !== 'added') continue;
      if (!wasAtWork(ama, saidAt(change.post))) continue;
      if (change.kind === 'answered') answered.add(change.questionId);
      await store.dropReply(ama, { platform, sourceId: change.post.id });
    }
    if (event.isRead === undefined && !own) await dropGone(ama, event);
    if (isAtWork(ama)) await hint(ama, changes, authors);
    else if (ama.state === 'closed') await tellLate(ama, changes, authors);
    return isMore(taken.filter((change) => !('post' in change) || wasAtWork(ama, saidAt(change.post))));
  }

  /** Whether a host's reply is kept from being the answer, since it may be one to what the question said before. */
  async function isHeldBack(ama: AmaFacts, change: TopicChange): Promise<boolean> {
    if (change.kind !== 'answered' && change.kind !== 'added') return false;
    const { post, text } = change;
    const question = await store.question(change.questionId, ama.id);
    const reply = { platform: post.author.platform, sourceId: post.id, version: post.version, url: post.url };
    if (!question || !wasAtWork(ama, saidAt(post))) return false;
    // It is asked about once: what its host discarded, or published in other words, stays so.
    const isKnown = (await store.heldVersion(ama, question, reply)) >= post.version;
    // After the end nobody publishes a draft: it is taken, and says below that the question was changed.
    if (ama.state === 'closed') return isKnown && !(await isDraft(ama, reply));
    if (isKnown) return true;
    if (change.kind === 'added' || !isInDoubt(question, post)) return false;
    const { id: byId } = await people.of(ama.groupId, post.author);
    await store.holdReply(ama, question, { reply, text, byId, now: saidAt(post) });
    return true;
  }

  const isDraft = async (ama: AmaFacts, { platform, sourceId }: HeldReply) =>
    (await store.heldReplies(ama.id, platform)).some((one) => one.sourceId === sourceId);

  /** Drops held replies whose posts were removed; what was moved elsewhere stays. */
  async function dropGone(ama: AmaFacts, { posts, platform, isMoved }: TopicEvent): Promise<void> {
    const there = new Set(posts.map(({ id }) => id));
    for (const reply of await store.heldReplies(ama.id, platform)) {
      if (there.has(reply.sourceId) || (await isMoved?.(reply.sourceId))) continue;
      await store.dropReply(ama, reply);
    }
  }

  /** Tells authors, each once, how what they write becomes a question or an answer. */
  async function hint(
    ama: AmaFacts,
    changes: readonly TopicChange[],
    authors: ReadonlyMap<string, PersonFacts>,
  ): Promise<void> {
    const told = new Map<number, HintKind>();
    for (const change of changes) {
      if (change.kind !== 'remark' && change.kind !== 'unread' && change.kind !== 'unaddressed') continue;
      const kind = change.kind !== 'unread' ? change.kind : change.isAnswer ? 'unreadAnswer' : 'unread';
      const who = authors.get(change.post.author.id);
      if (who && told.get(who.id) !== 'remark') told.set(who.id, kind);
    }
    await store.hint(ama, told);
  }

  /** Tells whoever asks or answers after the end, each once, that it reached nobody. */
  async function tellLate(
    ama: AmaFacts,
    changes: readonly TopicChange[],
    authors: ReadonlyMap<string, PersonFacts>,
  ): Promise<void> {
    const told = new Map<number, HintKind>();
    for (const change of changes) {
      const isAnswer = isAnswering(change);
      if (!(isAnswer || change.kind === 'asked') || wasAtWork(ama, saidAt(change.post))) continue;
      const who = authors.get(change.post.author.id);
      if (who) told.set(who.id, isAnswer ? 'lateAnswer' : 'late');
    }
    await store.hint(ama, told);
  }

  async function apply(ama: AmaFacts, change: TopicChange, event: TopicEvent): Promise<void> {
    const { platform } = event;
    if (change.kind === 'asked') return await write(ama, change, event);
    if (change.kind === 'remark' || change.kind === 'unread' || change.kind === 'unaddressed') return;
    if (change.kind === 'agreed') {
      const { id: accountId } = change.by;
      const { id: personId } = await people.of(ama.groupId, change.by);
      return await store.agree(ama, change.questionId, { personId, platform, accountId });
    }
    if (change.kind === 'liked') return await like(ama, change, platform);
    if (change.kind === 'added') {
      const { id: byId } = await people.of(ama.groupId, change.post.author);
      return await store.add(ama, { ...change, byId }, wasAtWork(ama, saidAt(change.post)));
    }
    if (change.kind === 'additionGone') {
      return await store.takeBack(ama, { platform, sourceId: change.sourceId });
    }
    const step = await stepFor(ama, change);
    if (step) await store.step(ama, change.questionId, step);
  }

  /** Writes a post down as a question, even if it is read after the end; one that was written after that is left alone. */
  async function write(
    ama: AmaFacts,
    { post, text, followsId, turnedBy }: Extract<TopicChange, { kind: 'asked' }>,
    { isRead }: TopicEvent,
  ): Promise<void> {
    if (!wasAtWork(ama, saidAt(post))) return;
    const asker = await people.of(ama.groupId, post.author);
    await store.ask(
      ama,
      {
        text,
        platform: post.author.platform,
        sourceId: post.id,
        ...(isRead === undefined && { sourceNumber: post.number, sourceReference: post.reference }),
        sourceUrl: post.url,
        sourceVersion: post.version,
        ...(post.changedAt && { wordsChangedAt: post.changedAt }),
        askerId: asker.id,
        askerAccountId: post.author.id,
        ...(followsId !== undefined && { followsId }),
        ...(turnedBy !== undefined && { turnedBy }),
        isAnonymous: false,
        wantsNotice: true,
        now: post.createdAt,
      },
      {
        isInTime: isInTime(ama, post.createdAt),
        reasons: topicReasons,
        // Elsewhere its author sees at the post that it arrived.
        tellsArrival: isRead !== undefined,
      },
    );
  }

  /** Writes down who likes a question; those who are not known are a number. */
  async function like(
    ama: AmaFacts,
    { questionId, likes, likers }: Extract<TopicChange, { kind: 'liked' }>,
    platform: PlatformName,
  ): Promise<void> {
    const voters: VoterFacts[] = [];
    for (const account of likers ?? []) {
      const { id: personId } = await people.of(ama.groupId, account);
      voters.push({ personId, platform: account.platform, accountId: account.id });
    }
    await store.like(ama, questionId, { platform, likes, ...(likers && { likers: voters }) });
  }

  async function stepFor(
    ama: AmaFacts,
    change: Exclude<
      TopicChange,
      { kind: 'asked' | 'liked' | 'agreed' | 'remark' | 'unread' | 'unaddressed' | 'added' | 'additionGone' }
    >,
  ): Promise<Step | undefined> {
    const question = await store.question(change.questionId, ama.id);
    const isWaiting = question?.state === 'waiting';
    switch (change.kind) {
      case 'edited':
        return editedStep(ama, change, question);
      case 'gone':
        return goneStep(question);
      case 'back':
        return backStep(ama, question);
      case 'turned': {
        if (!wasAtWork(ama, saidAt(change.by))) return undefined;
        const by = { change: { turnedBy: turnMark(change.by) } };
        return change.to === 'remark'
          ? { from: ['waiting', 'approved'], to: 'remark', ...by }
          : { from: ['remark'], to: firstState(ama), ...by };
      }
      case 'answered':
        if (!wasAtWork(ama, saidAt(change.post))) return undefined;
        return {
          // What no moderator has approved stays unseen elsewhere, with its answer, until one has.
          from: isWaiting ? ['waiting'] : ['approved'],
          ...(!isWaiting && { to: 'answered', notice: 'answered' }),
          // What it says otherwise by now is looked at again.
          ...(question && { textVersion: question.textVersion }),
          change: {
            ...(question && bound(question, change.post)),
            answer: change.text,
            answeredById: (await people.of(ama.groupId, change.post.author)).id,
            answeredAt: change.post.createdAt,
            answerPlatform: change.post.author.platform,
            answerSourceId: change.post.id,
            answerSourceVersion: change.post.version,
            answerUrl: change.post.url,
          },
        };
      case 'answerEdited':
        return {
          from: ['answered', 'waiting'],
          change: {
            answer: change.text,
            answerSourceVersion: change.post.version,
            ...(question && bound(question, change.post)),
          },
          olderAnswer: { sourceId: change.post.id, version: change.post.version },
        };
      case 'answerGone':
        if (!isAtWork(ama)) return undefined;
        return {
          from: isWaiting ? ['waiting'] : ['answered'],
          to: isWaiting ? 'waiting' : 'approved',
          change: { answer: null, answerPlatform: null, answerSourceId: null, answerUrl: null },
          olderAnswer: { sourceId: change.sourceId, version: newest },
        };
    }
  }

  /** Takes in what happened; harmless to repeat. */
  return async (event: PlatformEvent): Promise<void> => {
    if (event.kind === 'topic') await takeTopic(event);
  };
}

/** The post that is missing, where a change says that one is. */
function leftBy(change: TopicChange, questions: readonly QuestionFacts[]): string | undefined {
  if (change.kind === 'answerGone' || change.kind === 'additionGone') return change.sourceId;
  if (change.kind !== 'gone') return undefined;
  return questions.find(({ id }) => id === change.questionId)?.sourceId ?? undefined;
}

/** Whether an answer is to the words as they are now, as it is shown. */
const bound = (question: QuestionFacts, post: TopicPost) => ({
  earlierText: isInDoubt(question, post) ? (question.earlierText ?? '') : null,
});

const isVote = ({ kind }: TopicChange) => kind === 'liked' || kind === 'agreed';

/** Whether a host's post would answer a question, or add to its answer. */
function isAnswering(
  change: TopicChange,
): change is Extract<TopicChange, { kind: 'answered' | 'added' | 'unread' }> {
  return (
    change.kind === 'answered' || change.kind === 'added' || (change.kind === 'unread' && change.isAnswer)
  );
}

/** What was said in one place; with the question whose own thread that is. */
type PlaceEvent = TopicEvent & { readonly own?: number };

type TopicEvent = Extract<PlatformEvent, { kind: 'topic' }>;
type Found = Awaited<ReturnType<AmaLookup['store']['question']>>;

/** It says what its post says, and is what its author made of it; where its words were approved, the new ones wait for a moderator. */
function editedStep(
  ama: AmaFacts,
  { text, at, version, becomes }: Extract<TopicChange, { kind: 'edited' }>,
  question: Found,
): Step | undefined {
  if (!question) return undefined;
  const { change, isHeld } = editedTo(ama, question, { text, at });
  // After the end nothing becomes a question, or stops being one.
  const to = becomes === 'question' ? firstState(ama) : becomes;
  return {
    from: [question.state],
    ...(to && ama.state !== 'closed' && { to }),
    change: { ...change, sourceVersion: version },
    olderSource: version,
    ...(isHeld && { notice: 'changed' }),
  };
}

/** Removed before its answer it is withdrawn; after it, the answer keeps a note. */
function goneStep(question: Found): Step | undefined {
  if (!question) return undefined;
  const change = { isSourceGone: true };
  return question.state === 'waiting' || question.state === 'approved'
    ? { from: [question.state], to: 'withdrawn', change }
    : { from: [question.state], change };
}

function backStep(ama: AmaFacts, question: Found): Step | undefined {
  if (!question?.isSourceGone) return undefined;
  const change = { isSourceGone: false };
  return question.state === 'withdrawn'
    ? { from: ['withdrawn'], to: firstState(ama), change }
    : { from: [question.state], change };
}

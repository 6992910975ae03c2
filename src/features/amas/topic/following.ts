// Follows the topics of AMAs: writes down what a snapshot of one says, as often and in whatever order it comes.
import type { PlatformName } from '../../../core/account.ts';
import { markedShared } from '../../../core/command/own-words.ts';
import type { PersonFacts } from '../../../core/directory.ts';
import type { PlatformEvent, TopicPost } from '../../../core/platform.ts';
import type { AmaLookup } from '../commands/lookup.ts';
import type { AmaFacts, QuestionFacts, VoterFacts } from '../facts.ts';
import { changesFrom, isMore } from '../ingest.ts';
import type { HintKind } from '../notice-publications.ts';
import { amaIdOf, keys } from '../publication-keys.ts';
import { hostAt, isAtWork, isInTime, isVotedAhead, wasAtWork } from '../rules.ts';
import { topicReasons } from '../wording.ts';
import type { TopicChange } from './change.ts';
import { answersOtherWords, replyOf } from './held-replies.ts';
import { isMisplaced } from './no-name.ts';
import { readHere, saidTo } from './own-thread.ts';
import { topicOf } from './quotes.ts';
import { saidAt } from './reading.ts';
import { topicSteps } from './steps.ts';

/** A question, its answer, a follow-up and its answer are understood one after the other. */
const mostLooks = 5;

/** Builds what takes in topics. */
export function following(lookup: Pick<AmaLookup, 'store' | 'people' | 'organisers'>) {
  const { store, people } = lookup;
  const stepFor = topicSteps(lookup);

  async function takeTopic(event: TopicEvent): Promise<void> {
    const ama = await store.ama(amaIdOf(event.about) ?? 0, event.groupId);
    if (!ama || !(isAtWork(ama) || isVotedAhead(ama) || ama.state === 'closed')) return;
    const isThread = event.key === keys.thread(ama);
    const own = isThread ? undefined : await ownQuestion(ama, event.key);
    if (!isThread && !own) return;
    const place = { ...event, posts: await withShared(ama, event), ...(own && { own }) };
    // What was written after what is not known yet is understood once that is written down.
    for (let looks = 0; looks < mostLooks; looks++) {
      if (!(await look(ama, place))) break;
    }
    const taken = (await store.questions(ama.id)).filter(
      ({ platform, state }) => platform === event.platform && state !== 'withdrawn' && state !== 'declined',
    );
    event.arrived?.(taken.map(({ sourceId }) => sourceId));
  }

  /** The posts, those marked that others changed last. */
  async function withShared(ama: AmaFacts, event: TopicEvent): Promise<readonly TopicPost[]> {
    if (!event.lastEditor) return event.posts;
    const { platform } = event;
    const versions = new Map<string, number>();
    for (const { sourceId, sourceVersion, additions = [], ...question } of await store.questions(ama.id)) {
      if (question.platform === platform) versions.set(sourceId, sourceVersion);
      for (const one of additions) if (one.platform === platform) versions.set(one.sourceId, one.version);
    }
    return await markedShared(event, ({ id, version }) => (versions.get(id) ?? 0) >= version);
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
    const sources = new Set(questions.flatMap((one) => (one.platform === platform ? [one.sourceId] : [])));
    const authors = new Map<string, PersonFacts>();
    const others = event.posts.filter(({ id, isOurs }) => !isOurs && !sources.has(id));
    for (const author of new Map(others.map((post) => [post.author.id, post.author])).values()) {
      authors.set(author.id, await people.of(ama.groupId, author));
    }
    const organisers = new Set((await lookup.organisers(ama.groupId)).map(({ id }) => id));
    const hostOf = ({ author, createdAt }: TopicPost) => {
      const who = authors.get(author.id);
      return who && hostAt(ama, { account: author, who, at: createdAt });
    };
    const isByHost = (post: TopicPost) => hostOf(post) !== undefined;
    const asked = questions.find(({ id }) => id === event.own);
    const own = questions.find(({ id }) => id === asked?.mergedIntoId) ?? asked;
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
      isBeforeHosting: (post) => post.createdAt < (hostOf(post)?.since ?? post.createdAt),
    });
    const changes = isVotedAhead(ama) ? found.filter(isVote) : found;
    for (const change of changes) {
      if (change.kind !== 'remark' || authors.has(change.post.author.id)) continue;
      authors.set(change.post.author.id, await people.of(ama.groupId, change.post.author));
    }
    const taken: TopicChange[] = [];
    const answered = new Set<number>();
    for (const change of changes) {
      const left = missingPost(change, questions);
      // What was moved elsewhere was asked or answered all the same, and stays as it was known.
      if (left && (await event.isMoved?.(left.id, left.place))) continue;
      // Of several answers to one question the first is taken; the next look sees the others add to it.
      if (change.kind === 'answered' && answered.has(change.questionId)) continue;
      if (await isHeldBack(ama, change)) continue;
      taken.push(change);
      const isDone = await apply(ama, change, event);
      if (change.kind !== 'answered' && change.kind !== 'added') continue;
      if (!wasAtWork(ama, saidAt(change.post))) continue;
      if (change.kind === 'answered') answered.add(change.questionId);
      // Where it is not the answer after all, since the question changed meanwhile, the draft is kept.
      if (isDone)
        await store.dropReply(ama, { platform, sourceId: change.post.id, questionId: change.questionId });
    }
    await dropGone(ama, event);
    const hasMore = isMore(taken.filter((one) => !('post' in one) || wasAtWork(ama, saidAt(one.post))));
    if (isAtWork(ama) && !hasMore) await store.hint(ama, hints(changes, authors), platform);
    else if (ama.state === 'closed') await store.hint(ama, lateHints(ama, changes, authors), platform);
    return hasMore;
  }

  /** Whether a host's reply is kept from being the answer, since it may be one to what the question said before. */
  async function isHeldBack(ama: AmaFacts, change: TopicChange): Promise<boolean> {
    if (change.kind !== 'answered' && change.kind !== 'added') return false;
    const { post, text } = change;
    const question = await store.question(change.questionId, ama.id);
    const reply = replyOf(post);
    if (!question || !wasAtWork(ama, saidAt(post))) return false;
    // It is asked about once: what its host discarded, or published in other words, stays so.
    const held = await store.held(ama, question, reply);
    const isKnown = held.version >= post.version;
    // After the end nobody publishes a draft: it is taken, and says below that the question was changed.
    if (ama.state === 'closed') return isKnown && !held.isDraft;
    if (isKnown) return true;
    if (change.kind === 'added' || !answersOtherWords(question, post)) return false;
    const { id: byId } = await people.of(ama.groupId, post.author);
    await store.holdReply(ama, question, { reply, text, byId, now: saidAt(post) });
    return true;
  }

  /** Drops held replies whose posts were removed, or answer nothing in their host's new words; what was moved elsewhere stays. */
  async function dropGone(ama: AmaFacts, { posts, platform, ...event }: PlaceEvent): Promise<void> {
    const there = new Map(posts.map((post) => [post.id, post]));
    const isPart = event.isRead !== undefined || event.own !== undefined;
    for (const reply of await store.heldReplies(ama.id, platform)) {
      const post = there.get(reply.sourceId);
      // Of what answers the draft has the words of this version by now; what is said after the end changes nothing.
      const isAnswer =
        post && (post.isShared || post.version <= reply.version || !wasAtWork(ama, saidAt(post)));
      if (post ? isAnswer : isPart || (await event.isMoved?.(reply.sourceId, reply.place))) continue;
      await store.dropReply(ama, reply);
    }
  }

  /** Writes a change down; answers whether its question took it. */
  async function apply(ama: AmaFacts, change: TopicChange, event: TopicEvent): Promise<boolean> {
    const { platform } = event;
    switch (change.kind) {
      case 'asked':
        await write(ama, change, event);
        break;
      case 'agreed': {
        const { id: accountId } = change.by;
        const { id: personId } = await people.of(ama.groupId, change.by);
        await store.agree(ama, change.questionId, { personId, platform, accountId });
        break;
      }
      case 'liked':
        await like(ama, change, platform);
        break;
      case 'added': {
        const { id: byId } = await people.of(ama.groupId, change.post.author);
        await store.add(ama, { ...change, byId }, wasAtWork(ama, saidAt(change.post)));
        break;
      }
      case 'additionGone': {
        const post = event.posts.find(({ id }) => id === change.sourceId);
        if (!post || wasAtWork(ama, saidAt(post))) await store.takeBack(ama, { ...change, platform });
        break;
      }
      case 'remark':
      case 'unread':
      case 'unaddressed':
        break;
      default: {
        const step = await stepFor(ama, change);
        return step !== undefined && (await store.step(ama, change.questionId, step));
      }
    }
    return true;
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
        // What reads like a command or asks for no name is a question only where a host or moderator called it one.
        isAnonymous: isMisplaced(post.raw),
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

  /** Takes in what happened; harmless to repeat. */
  return async (event: PlatformEvent): Promise<void> => {
    if (event.kind === 'topic') await takeTopic(event);
  };
}

/** The post that is missing, where a change says that one is, and where it stood, or its question did. */
function missingPost(change: TopicChange, questions: readonly QuestionFacts[]) {
  if (change.kind !== 'gone' && !('sourceId' in change)) return undefined;
  for (const { id: questionId, sourceId: asked, sourceReference = '', answer, additions = [] } of questions) {
    const id = 'sourceId' in change ? change.sourceId : asked;
    if (questionId !== change.questionId) continue;
    const said = [...(answer ? [answer] : []), ...additions].find(({ sourceId }) => sourceId === id);
    return { id, place: said?.place ?? topicOf(sourceReference) };
  }
  return undefined;
}

type Authors = ReadonlyMap<string, PersonFacts>;

/** Which authors are told, each once, how what they write becomes a question or an answer. */
function hints(changes: readonly TopicChange[], authors: Authors): Map<number, HintKind> {
  const told = new Map<number, HintKind>();
  for (const change of changes) {
    if (change.kind !== 'remark' && change.kind !== 'unread' && change.kind !== 'unaddressed') continue;
    const who = authors.get(change.post.author.id);
    if (who && change.kind === 'remark' && isMisplaced(change.post.raw)) told.set(who.id, 'command');
    const kind = change.kind !== 'unread' ? change.kind : change.isAnswer ? 'unreadAnswer' : 'unread';
    const before = who && told.get(who.id);
    if (who && before !== 'remark' && before !== 'command') told.set(who.id, kind);
  }
  return told;
}

/** Who asked or answered after the end, and is told, once, that it reached nobody. */
function lateHints(ama: AmaFacts, changes: readonly TopicChange[], authors: Authors): Map<number, HintKind> {
  const told = new Map<number, HintKind>();
  for (const change of changes) {
    const isAnswer = isAnswering(change);
    if (!(isAnswer || change.kind === 'asked') || wasAtWork(ama, saidAt(change.post))) continue;
    const who = authors.get(change.post.author.id);
    if (who) told.set(who.id, isAnswer ? 'lateAnswer' : 'late');
  }
  return told;
}

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

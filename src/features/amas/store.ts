// The feature's rows: AMAs and their hosts here; questions and votes in the file beside it.
import type { PlatformName } from '../../core/account.ts';
import type { PersonFacts } from '../../core/directory.ts';
import type { PlaceId } from '../../core/publication.ts';
import { end, ensure, mark, markAll, standing, stopFollowing } from '../../publishing/store.ts';
import { change, type Database, type Transaction } from '../../storage/client.ts';
import { wake } from '../../storage/schedule.ts';
import type { AmaFacts, AmaState, AmaTimes, HostFacts, QuestionFacts } from './facts.ts';
import {
  aboutAma,
  amaIdOf,
  amaWanted,
  calledOffWanted,
  callWanted,
  fileWanted,
  type HintKind,
  hintWanted,
  hostEndWanted,
  hostLeftWanted,
  issueWanted,
  keys,
  liveWanted,
  noticeWanted,
  retimedWanted,
  summaryWanted,
  type TellingKind,
  toldWanted,
  waitingWanted,
} from './publications.ts';
import { isBeforeLive, lastHourAt } from './rules.ts';
import { type AdditionStore, additionStore } from './store-additions.ts';
import { type AmaFile, filesOf } from './store-archive.ts';
import { type CarryingStore, carryingStore, carryQuestions, tellCarried } from './store-carrying.ts';
import { type DraftStore, draftStore, markDrafts } from './store-drafts.ts';
import { markQuestions, type QuestionStore, questionStore } from './store-questions.ts';
import { amaFacts, withHosts } from './store-rows.ts';

/** What makes a new AMA. */
export interface NewAma extends AmaTimes {
  readonly groupId: number;
  readonly title: string;
  readonly state: AmaState;
  readonly zone: string;
  readonly rules: string;
  readonly limitPerPerson: number;
  readonly isModerated: boolean;
  readonly allowsAnonymous: boolean;
  readonly chosen?: readonly PlaceId[];
  readonly postsOn?: PlatformName | null;
  readonly moderators?: readonly PlaceId[];
  readonly hosts: readonly NewHost[];
  /** Who plans it. */
  readonly createdById?: number;
  readonly now: Date;
}

/** A host to be. */
export type NewHost = Omit<HostFacts, 'id' | 'leftAt'>;

/** What can be changed of an AMA; what is left out stays. */
export type AmaChange = {
  readonly [K in keyof Omit<NewAma, 'groupId' | 'hosts' | 'now' | 'state' | 'createdById'>]?: NewAma[K];
} & { readonly movedAt?: Date | null; readonly changedAt?: Date };

/** The rows of AMAs and hosts. */
export interface AmaStore extends QuestionStore, DraftStore, AdditionStore, CarryingStore {
  /** Makes an AMA, with the open questions of another one carried over; answers how many those were. */
  create(ama: NewAma, carryFrom?: AmaFacts): Promise<{ readonly ama: AmaFacts; readonly carried: number }>;
  /** An AMA by its id; with a group, only if it is that group's. */
  ama(id: number, groupId?: number): Promise<AmaFacts | undefined>;
  /** The AMAs of a group, newest first, at most 50, or as many as are given. */
  list(groupId: number, most?: number): Promise<AmaFacts[]>;
  /** The AMAs of a group for which something may still be due. */
  unfinished(groupId: number): Promise<AmaFacts[]>;
  /**
   * Changes an AMA; `isMoved` when its questions and cards go to other places too. `checked` is called with the AMA as it
   * is when it is written; when it throws, nothing is changed.
   */
  change(
    ama: AmaFacts,
    change: AmaChange,
    how: { readonly isMoved: boolean; checked(current: AmaFacts): void },
  ): Promise<AmaFacts>;
  /** Moves an AMA on if nobody else did meanwhile; answers whether it did. */
  move(
    ama: AmaFacts,
    to: AmaState,
    how: { now: Date; isByHand: boolean; byId?: number | undefined },
  ): Promise<boolean>;
  /** Adds hosts; those who had stepped down come back. */
  addHosts(ama: AmaFacts, hosts: readonly NewHost[]): Promise<AmaFacts>;
  /** A host steps down: what they had taken is free again; unless they had done so already, or nobody would be left. */
  hostLeaves(ama: AmaFacts, host: HostFacts, now: Date): Promise<'left' | 'gone' | 'last'>;
  /** A host known only by an account or a name turned out to be this person. */
  hostSeen(host: HostFacts, who: PersonFacts): Promise<void>;
  /** Where an AMA's questions and answers appear, as far as it is there. */
  places(ama: Pick<AmaFacts, 'uid'>): Promise<readonly { readonly platform: string; readonly url: string }[]>;
  /** The bot's posts on a platform that show questions of an AMA, or their answers, by the post's id. */
  posts(
    amaId: number,
    { platform, view }: { platform: PlatformName; view: 'question' | 'answer' },
  ): Promise<ReadonlyMap<string, number>>;
  /** Has somebody reminded when an AMA goes live, or takes that back; answers which. */
  remind(of: AmaFacts, personId: number): Promise<'added' | 'removed'>;
  /** Tells that the last hour begins: everybody, and the moderators what waits for them. Harmless to repeat. */
  lastHour(ama: AmaFacts): Promise<void>;
  /** Has a pull request add an AMA to a folder; answers the publication's key. */
  exportTo(
    ama: AmaFacts,
    file: { readonly repository: string; readonly path: string; readonly hasFrontMatter: boolean },
  ): Promise<string>;
  /** The files of repositories that hold an AMA's answers. */
  files(ama: Pick<AmaFacts, 'id' | 'groupId'>): Promise<readonly AmaFile[]>;
  /** Has another place carry the call to ask; harmless to repeat. */
  call(of: AmaFacts, place: PlaceId): Promise<void>;
  /** Has an issue opened for each question that has none; answers the publications' keys in their order. */
  openIssues(ama: AmaFacts, questions: readonly QuestionFacts[], repository: string): Promise<string[]>;
  /** Those of the questions that have an issue, or will have one, in another repository. */
  issuesElsewhere(
    ama: AmaFacts,
    questions: readonly QuestionFacts[],
    repository: string,
  ): Promise<{ readonly question: QuestionFacts; readonly repository: string }[]>;
  /** Closed AMAs of a group in whose places what people write is still read. */
  stillHeard(groupId: number): Promise<AmaFacts[]>;
  /** Reads them no more. */
  stopHearing(ama: AmaFacts): Promise<void>;
  /** Tells these people in private, each once in an AMA, how a post becomes a question, or that it came too late. */
  hint(ama: AmaFacts, told: ReadonlyMap<number, HintKind>): Promise<void>;
}

/** Opens the feature's rows. */
export function amasStore(database: Database): AmaStore {
  const ama: AmaStore['ama'] = async (id, groupId) => {
    const row = await database.ama.findFirst({
      where: { id, ...(groupId !== undefined && { groupId }) },
      include: withHosts,
    });
    return row ? amaFacts(row) : undefined;
  };

  return {
    ...questionStore(database),
    ...draftStore(database),
    ...additionStore(database),
    ...carryingStore(database),
    ama,
    async create({ hosts, now, ...facts }, carryFrom) {
      return await change(database, facts.groupId, async (rows) => {
        const data = {
          ...columnsOf(facts),
          createdAt: now,
          changedAt: now,
          hosts: { create: hosts.map(hostData) },
        };
        const made = amaFacts(await rows.ama.create({ data, include: withHosts }));
        await shown(rows, made);
        const carried = carryFrom ? await carryQuestions(rows, { from: carryFrom, to: made, now }) : 0;
        return { ama: made, carried };
      });
    },
    async list(groupId, most = 50) {
      const found = await database.ama.findMany({
        where: { groupId },
        orderBy: { id: 'desc' },
        take: most,
        include: withHosts,
      });
      return found.map(amaFacts);
    },
    async unfinished(groupId) {
      const found = await database.ama.findMany({
        where: { groupId, state: { notIn: ['draft', 'closed'] } },
        orderBy: { id: 'asc' },
        include: withHosts,
      });
      return found.map(amaFacts);
    },
    async change({ id, groupId }, to, { isMoved, checked }) {
      return await change(database, groupId, async (rows) => {
        const before = await read(rows, id);
        checked(before);
        const data = { ...columnsOf(to), sequence: { increment: 1 } };
        const row = await rows.ama.update({ where: { id }, data, include: withHosts });
        const changed = amaFacts(row);
        await shown(rows, changed);
        await tellRetimed(rows, before, changed);
        if (isMoved) await markQuestions(rows, changed);
        return changed;
      });
    },
    async move(before, to, { now, isByHand, byId }) {
      return await change(database, before.groupId, async (rows) => {
        const isDropped = to === 'closed' && before.state === 'draft' && !(await wasShown(rows, before));
        const moved = await rows.ama.updateMany({
          where: { id: before.id, state: before.state },
          data: {
            state: to,
            changedAt: now,
            sequence: { increment: 1 },
            ...(isByHand && { movedAt: to === 'announced' && before.state === 'draft' ? null : now }),
            // A draft that nobody was shown never took questions: see `isKeptBack`.
            ...((to === 'wrapping' || to === 'closed') &&
              !isDropped && { stoppedAt: stopOf(before, to, { now, isByHand }) }),
            // By the clock it was held, even if the bot was away all the time.
            ...(to === 'closed' && {
              isCalledOff: isByHand && isBeforeLive(before),
            }),
          },
        });
        if (moved.count === 0) return false;
        const after = await read(rows, before.id);
        // One that had been announced before says that it is being prepared again; nobody hears of one that never was.
        if (!isDropped) {
          await mark(rows, amaWanted(after));
          await markAll(rows, { groupId: after.groupId, about: aboutAma(after.id), views: ['amas/call'] });
          await tellMoved(rows, before, after);
          if (to === 'closed' && !after.isCalledOff) await ensure(rows, hostEndWanted(after, byId));
        }
        await wake(rows, after.groupId, 'amas');
        const about = { groupId: after.groupId, about: aboutAma(after.id) };
        if (to === 'closed') {
          // Cards and questions lose their buttons.
          await markAll(rows, { ...about, views: ['amas/card', 'amas/question', 'amas/call'] });
          await end(rows, about, now);
        }
        return true;
      });
    },
    async addHosts(before, hosts) {
      return await change(database, before.groupId, async (rows) => {
        for (const host of hosts) {
          await rows.amaHost.upsert({
            where: { amaId_name: { amaId: before.id, name: host.name } },
            create: { amaId: before.id, ...hostData(host) },
            update: { ...hostData(host), leftAt: null },
          });
        }
        const after = await read(rows, before.id);
        await shown(rows, after);
        return after;
      });
    },
    async hostLeaves(before, host, now) {
      return await change(database, before.groupId, async (rows) => {
        const others = await rows.amaHost.count({
          where: { amaId: before.id, id: { not: host.id }, leftAt: null },
        });
        if (others === 0) return 'last';
        const left = await rows.amaHost.updateMany({
          where: { id: host.id, amaId: before.id, leftAt: null },
          data: { leftAt: now },
        });
        if (left.count === 0) return 'gone';
        if (host.personId !== undefined) {
          await rows.question.updateMany({
            where: { amaId: before.id, takenById: host.personId, state: 'approved' },
            data: { takenById: null, takenAt: null },
          });
        }
        const after = await read(rows, before.id);
        await shown(rows, after);
        await mark(rows, [hostLeftWanted(after, host)]);
        return 'left';
      });
    },
    async hostSeen(host, who) {
      await database.amaHost.updateMany({
        where: { id: host.id, personId: null },
        data: { personId: who.id },
      });
    },
    async places(of) {
      const found = await standing(database, keys.thread(of));
      return found.map(({ platform, remote }) => ({ platform, url: remote.url }));
    },
    remind: ({ id: amaId, groupId }, personId) =>
      change(database, groupId, async (rows) => {
        const both = { amaId, personId };
        if ((await rows.amaReminder.deleteMany({ where: both })).count > 0) return 'removed';
        await rows.amaReminder.create({ data: both });
        return 'added';
      }),
    async lastHour(of) {
      await change(database, of.groupId, async (rows) => {
        await ensure(rows, toldWanted(of, 'lastHour'));
        if (await waitsSince(rows, of)) await ensure(rows, [waitingWanted(of)]);
      });
    },
    async exportTo(of, file) {
      const wanted = fileWanted(of, file);
      await change(database, of.groupId, (rows) => mark(rows, [wanted, ...summaryWanted(of)]));
      return wanted.key;
    },
    files: (of) => filesOf(database, of),
    async call(of, place) {
      await change(database, of.groupId, (rows) => mark(rows, [callWanted(of, place)]));
    },
    async openIssues(of, questions, repository) {
      const wanted = questions.map((question) => issueWanted(of, question, repository));
      await change(database, of.groupId, (rows) => ensure(rows, wanted));
      return wanted.map(({ key }) => key);
    },
    async issuesElsewhere(of, questions, repository) {
      const wanted = questions.map((question) => issueWanted(of, question, repository));
      const known = await database.publication.findMany({
        where: { key: { in: wanted.map(({ key }) => key) } },
        select: { key: true, subject: true },
      });
      return questions.flatMap((question, i) => {
        const subject = known.find(({ key }) => key === wanted[i]?.key)?.subject;
        const where = subject?.slice(subject.indexOf('/') + 1);
        return where === undefined || where.toLowerCase() === repository.toLowerCase()
          ? []
          : [{ question, repository: where }];
      });
    },
    async stillHeard(groupId) {
      const followed = await database.publication.findMany({
        where: { groupId, isFollowed: true, view: { in: ['amas/thread', 'amas/question'] } },
        distinct: ['about'],
        select: { about: true },
      });
      const ids = followed.flatMap(({ about }) => amaIdOf(about) ?? []);
      if (ids.length === 0) return [];
      const found = await database.ama.findMany({
        where: { id: { in: ids }, groupId, state: 'closed' },
        orderBy: { id: 'asc' },
        include: withHosts,
      });
      return found.map(amaFacts);
    },
    stopHearing: ({ id, groupId }) =>
      change(database, groupId, (rows) => stopFollowing(rows, { groupId, about: aboutAma(id) })),
    async hint(of, told) {
      const wanted = [...told].map(([personId, kind]) => hintWanted(of, personId, kind));
      const keys = wanted.map(({ key }) => key);
      const known = await database.publication.findMany({
        where: { key: { in: keys } },
        select: { key: true },
      });
      const missing = wanted.filter(({ key }) => !known.some((one) => one.key === key));
      if (missing.length > 0) await change(database, of.groupId, (rows) => ensure(rows, missing));
    },
    async posts(amaId, { platform, view }) {
      const found = await database.publication.findMany({
        where: { about: aboutAma(amaId), view: `amas/${view}` },
        select: { subject: true, made: { select: { platform: true, remoteId: true } } },
      });
      const posts = found.flatMap(({ subject, made }) =>
        made.map((one) => ({ ...one, id: Number(subject) })),
      );
      return new Map(
        posts.filter((one) => one.platform === platform).map(({ remoteId, id }) => [remoteId, id]),
      );
    },
  };
}

/** Tells what a move means: to everybody, to hosts, to those who want to be reminded, to whom nobody attended. */
async function tellMoved(rows: Transaction, before: AmaFacts, after: AmaFacts): Promise<void> {
  if (before.state === 'draft' && after.state !== 'closed') await tellCarried(rows, after);
  // What was a draft is announced by being shown.
  const kind = before.state === 'draft' && after.state !== 'closed' ? undefined : tellings[after.state];
  if (kind) await ensure(rows, toldWanted(after, kind));
  if (after.state === 'live') {
    await ensure(rows, liveWanted(after, await remindedOf(rows, after.id)));
  }
  if (after.state === 'wrapping') {
    const first = waitingWanted(after);
    const isCounted = (await rows.publication.count({ where: { key: first.key } })) > 0;
    // Those who came since they were counted out are counted once more, with those that are left.
    if (!isCounted) await ensure(rows, [first]);
    else if (await waitsSince(rows, after, lastHourAt(after)))
      await ensure(rows, [waitingWanted(after, 'again')]);
    await markDrafts(rows, after);
  }
  if (after.state !== 'closed') return;
  await markDrafts(rows, after);
  if (after.isCalledOff) {
    await ensure(rows, calledOffWanted(after, await remindedOf(rows, after.id)));
  }
  // Nobody's question ends in silence.
  const all = await rows.question.findMany({
    where: { amaId: after.id, state: { in: ['waiting', 'approved', 'merged'] } },
    select: { id: true, uid: true, askerId: true, state: true, mergedIntoId: true, wantsNotice: true },
  });
  const open = new Set(all.flatMap(({ id, state }) => (state === 'merged' ? [] : [id])));
  const told = all.filter((one) => one.wantsNotice && (open.has(one.id) || open.has(one.mergedIntoId ?? 0)));
  await mark(
    rows,
    told.map((question) =>
      noticeWanted(after, question, question.state === 'waiting' ? 'unseen' : 'unanswered'),
    ),
  );
}

/** Tells that it goes live at another time: where it was announced, and who wants to be reminded. */
async function tellRetimed(rows: Transaction, before: AmaFacts, after: AmaFacts): Promise<void> {
  if (before.opensAt.getTime() === after.opensAt.getTime()) return;
  if (after.state !== 'announced' && after.state !== 'collecting') return;
  await ensure(rows, retimedWanted(before, after, await remindedOf(rows, after.id)));
}

async function remindedOf(rows: Transaction, amaId: number): Promise<number[]> {
  const reminded = await rows.amaReminder.findMany({ where: { amaId } });
  return reminded.map(({ personId }) => personId);
}

const tellings: Partial<Record<AmaState, TellingKind>> = {
  collecting: 'opening',
  live: 'live',
  closed: 'end',
};

/** Whether a question waits for a moderator that came after an instant. */
async function waitsSince(rows: Transaction, { id: amaId }: AmaFacts, at?: Date): Promise<boolean> {
  const since = at && { createdAt: { gte: at } };
  return (await rows.question.count({ where: { amaId, state: 'waiting', ...since } })) > 0;
}

async function read(rows: Transaction, id: number): Promise<AmaFacts> {
  return amaFacts(await rows.ama.findUniqueOrThrow({ where: { id }, include: withHosts }));
}

/** Has an AMA shown as it is now, and its times kept; a draft shows nothing, unless it had been announced before. */
async function shown(rows: Transaction, ama: AmaFacts): Promise<void> {
  await wake(rows, ama.groupId, 'amas');
  await markAll(rows, { groupId: ama.groupId, about: aboutAma(ama.id), views: ['amas/call'] });
  if (ama.state !== 'draft') return await mark(rows, amaWanted(ama));
  await markAll(rows, {
    groupId: ama.groupId,
    about: aboutAma(ama.id),
    views: ['amas/prompt', 'amas/thread'],
  });
}

/** Whether an AMA was announced at any time. */
async function wasShown(rows: Transaction, { id, groupId }: AmaFacts): Promise<boolean> {
  const shown = { in: ['amas/prompt', 'amas/thread'] };
  return (await rows.publication.count({ where: { groupId, about: aboutAma(id), view: shown } })) > 0;
}

/** The columns of what is given. */
function columnsOf<T extends { chosen?: readonly PlaceId[]; moderators?: readonly PlaceId[] }>({
  chosen,
  moderators,
  ...rest
}: T) {
  return {
    ...rest,
    ...(chosen && { chosen: JSON.stringify(chosen) }),
    ...(moderators && { moderators: JSON.stringify(moderators) }),
  };
}

/** Questions stop at the instant that was announced when the clock stops them, even if it is read late. */
function stopOf(before: AmaFacts, to: AmaState, { now, isByHand }: { now: Date; isByHand: boolean }): Date {
  if (before.state === 'wrapping' && before.stoppedAt) return before.stoppedAt;
  if (isByHand) return now;
  return to === 'wrapping' || before.wrapsAt <= now ? before.wrapsAt : now;
}

function hostData(host: NewHost) {
  return {
    name: host.name,
    ...(host.personId !== undefined && { personId: host.personId }),
    ...(host.account && { platform: host.account.platform, accountId: host.account.id }),
  };
}

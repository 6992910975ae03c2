// The rules of an AMA: its life as a table, its clock, who may do what to a question, and which comes first.
import { type Account, isSameAccount } from '../../core/account.ts';
import type { PersonFacts } from '../../core/directory.ts';
import type { AmaFacts, AmaState, AmaTimes, HostFacts, QuestionFacts, QuestionState } from './facts.ts';

/** So many questions of one person wait for an answer in one AMA, also where the AMA has no limit of its own. */
export const mostOpenQuestions = 50;

/** What can be done to an AMA. */
export type AmaMove = 'announce' | 'open' | 'live' | 'wrap' | 'close' | 'reopen';

/** The life of an AMA: what each move makes of each state; what is not in here is refused. */
export const amaMoves: Readonly<Record<AmaMove, Partial<Readonly<Record<AmaState, AmaState>>>>> = {
  announce: { draft: 'announced' },
  open: { draft: 'collecting', announced: 'collecting' },
  live: { draft: 'live', announced: 'live', collecting: 'live' },
  wrap: { collecting: 'wrapping', live: 'wrapping' },
  close: { draft: 'closed', announced: 'closed', collecting: 'closed', live: 'closed', wrapping: 'closed' },
  reopen: { announced: 'draft', collecting: 'announced', live: 'collecting', wrapping: 'live' },
};

/** The move that is meant at `now`: what is opened after it was to go live goes live. */
export function meantMove(ama: Pick<AmaTimes, 'opensAt'>, move: AmaMove, now: Date): AmaMove {
  return move === 'open' && ama.opensAt <= now ? 'live' : move;
}

/** Whether a move would begin what would be over already. */
export function isPast(ama: Pick<AmaTimes, 'closesAt'>, move: AmaMove, now: Date): boolean {
  return ama.closesAt <= now && (move === 'announce' || move === 'open' || move === 'live');
}

/** What can be done to a question. */
export type QuestionMove =
  | 'approve'
  | 'approveEdit'
  | 'decline'
  | 'merge'
  | 'part'
  | 'withdraw'
  | 'edit'
  | 'take'
  | 'answer'
  | 'editAnswer'
  | 'turnToRemark'
  | 'turnToQuestion';

/** The states in which others see a question, or did. */
export const shownStates: readonly QuestionState[] = ['approved', 'answered', 'merged'];

/** The life of a question: from which states each move is possible. */
export const questionMoves: Readonly<Record<QuestionMove, readonly QuestionState[]>> = {
  approve: ['waiting'],
  approveEdit: shownStates,
  decline: ['waiting', 'approved'],
  merge: ['waiting', 'approved'],
  part: ['merged'],
  withdraw: ['waiting', 'approved'],
  edit: ['waiting', 'approved'],
  take: ['approved'],
  answer: ['approved'],
  editAnswer: ['answered'],
  turnToRemark: ['waiting', 'approved'],
  turnToQuestion: ['remark'],
};

const minute = 60_000;
const day = 24 * 60 * minute;

/** How long before the start questions are taken, when nothing else is said. */
const collectsDaysAhead = 7;
/** How long before the end no more questions are taken, when nothing else is said; at most a quarter of it all. */
const wrapMinutes = 15;
/** How long a host may keep a question that they took without answering it. */
export const takeMinutes = 120;

/** The instants of an AMA from its start and end and what may be given besides. */
export function timesOf(window: {
  opensAt: Date;
  closesAt: Date;
  collectsAt?: Date | undefined;
  wrapMinutes?: number | undefined;
}): AmaTimes {
  const { opensAt, closesAt } = window;
  const length = closesAt.getTime() - opensAt.getTime();
  const wrap = Math.min((window.wrapMinutes ?? wrapMinutes) * minute, length / 4);
  return {
    collectsAt: window.collectsAt ?? new Date(opensAt.getTime() - collectsDaysAhead * day),
    opensAt,
    wrapsAt: new Date(closesAt.getTime() - wrap),
    closesAt,
  };
}

/** The timed steps of an AMA that lie ahead of a state, in their order. */
function stepsAfter(ama: AmaTimes & { state: AmaState }): { state: AmaState; at: Date }[] {
  const steps: { state: AmaState; at: Date }[] = [
    { state: 'collecting', at: ama.collectsAt },
    { state: 'live', at: ama.opensAt },
    { state: 'wrapping', at: ama.wrapsAt },
    { state: 'closed', at: ama.closesAt },
  ];
  return steps.slice({ draft: 4, announced: 0, collecting: 1, live: 2, wrapping: 3, closed: 4 }[ama.state]);
}

/**
 * The state into which the clock moves an AMA at `now`, if it does. A draft waits for a person; a step that was
 * due before somebody last moved the AMA by hand is not taken any more.
 */
export function dueState(
  ama: Pick<AmaFacts, 'state' | 'movedAt' | keyof AmaTimes>,
  now: Date,
): AmaState | undefined {
  return stepsAfter(ama).findLast(({ at }) => at <= now && isAfter(at, ama.movedAt))?.state;
}

/** Where an AMA stands as soon as it is announced at `now`: what was due by then is done at once. */
export function announcedState(times: AmaTimes, now: Date): AmaState {
  const due = stepsAfter({ ...times, state: 'announced' }).findLast(({ at }) => at <= now);
  return due?.state ?? 'announced';
}

/** An AMA as the clock has it at `now`, also in the moments before what is due is done. */
export function atClock(ama: AmaFacts, now: Date): AmaFacts {
  return { ...ama, state: dueState(ama, now) ?? ama.state };
}

/** The next instant after `now` at which the clock moves an AMA. */
export function nextStepAt(
  ama: Pick<AmaFacts, 'state' | 'movedAt' | keyof AmaTimes>,
  now: Date,
): Date | undefined {
  return stepsAfter(ama).find(({ at }) => at > now && isAfter(at, ama.movedAt))?.at;
}

/** How long the live part is at least, for its last hour to be told. */
const shortestMinutes = 90;

/** Where an AMA is taken back to by new times, when what has begun is to begin later; questions that are open stay so. */
export function takenBackTo(
  before: Pick<AmaFacts, 'state' | keyof AmaTimes>,
  times: AmaTimes,
  now: Date,
): AmaState | undefined {
  const isLater = (step: keyof AmaTimes) =>
    times[step] > now && times[step].getTime() !== before[step].getTime();
  if (before.state !== 'live' && before.state !== 'wrapping') return undefined;
  if (isLater('opensAt')) return 'collecting';
  return before.state === 'wrapping' && isLater('wrapsAt') ? 'live' : undefined;
}

/** When the last hour begins; undefined when there is hardly more than one. */
export function lastHourAt({ opensAt, closesAt }: Pick<AmaTimes, 'opensAt' | 'closesAt'>): Date | undefined {
  const isLong = closesAt.getTime() - opensAt.getTime() >= shortestMinutes * minute;
  return isLong ? new Date(closesAt.getTime() - 60 * minute) : undefined;
}

const isAfter = (at: Date, other: Date | undefined) => other === undefined || at > other;

/** Whether it was not live yet: when it ends then, it does not take place. */
export function isBeforeLive({ state }: Pick<AmaFacts, 'state'>): boolean {
  return state === 'draft' || state === 'announced' || state === 'collecting';
}

/** Whether it is for organisers and its hosts alone: a draft, and one that was dropped before anybody else was shown it. */
export function isKeptBack({ state, stoppedAt }: Pick<AmaFacts, 'state' | 'stoppedAt'>): boolean {
  return state === 'draft' || (state === 'closed' && stoppedAt === undefined);
}

/** Whether questions are taken. */
export function takesQuestions(ama: Pick<AmaFacts, 'state'>): boolean {
  return ama.state === 'collecting' || ama.state === 'live';
}

/** Whether what was written at `at` is still taken: also what was written in time and read late. */
export function isInTime(ama: Pick<AmaFacts, 'state' | 'stoppedAt'>, at: Date): boolean {
  if (takesQuestions(ama)) return true;
  const hasStopped = ama.state === 'wrapping' || ama.state === 'closed';
  return hasStopped && ama.stoppedAt !== undefined && at < ama.stoppedAt;
}

/** Whether what a host wrote at `at` is still an answer: also what is read after the end, and was written before. */
export function wasAtWork(ama: Pick<AmaFacts, 'state' | 'closesAt' | 'changedAt'>, at: Date): boolean {
  return isAtWork(ama) || (ama.state === 'closed' && at < ama.closesAt && at < ama.changedAt);
}

/** Whether answers are given and questions moderated. */
export function isAtWork(ama: Pick<AmaFacts, 'state'>): boolean {
  return takesQuestions(ama) || ama.state === 'wrapping';
}

/** For so long after an AMA whoever still writes there is told that it has ended (ms). */
const followedAfterwards = day;

/** Until when what is written in the places of a closed AMA is read. */
export function followedUntil({ changedAt }: Pick<AmaFacts, 'changedAt'>): Date {
  return new Date(changedAt.getTime() + followedAfterwards);
}

/** Whether what is written in the places of an AMA is read: for a while after the end too. */
export function isFollowed(ama: Pick<AmaFacts, 'state' | 'stoppedAt' | 'changedAt'>, now: Date): boolean {
  return isAtWork(ama) || (ama.state === 'closed' && !isKeptBack(ama) && now < followedUntil(ama));
}

/** Whether what is written waits for questions to open, while those that were carried over are voted for already. */
export const isVotedAhead = (ama: Pick<AmaFacts, 'state'>): boolean => ama.state === 'announced';

/** Whether questions may be moderated and voted for: those that were carried over are there from the beginning. */
export const holdsQuestions = (ama: Pick<AmaFacts, 'state'>): boolean => ama.state !== 'closed';

/** The state in which a question begins. */
export function firstState(ama: Pick<AmaFacts, 'isModerated'>): QuestionState {
  return ama.isModerated ? 'waiting' : 'approved';
}

/** Whether an asker is told that theirs is no question; whoever only talked in a topic did not mean one, perhaps. */
export const isToldOfTurn = ({ askerId, sourceNumber }: QuestionFacts, byId: number): boolean =>
  askerId !== byId && sourceNumber === undefined;

type Known = Pick<PersonFacts, 'id' | 'accounts'>;

/** Whether a host is the one behind an account: as the person, or by the account that they were named with. */
function isHost(host: HostFacts, account: Account, who: Known): boolean {
  const { account: named } = host;
  // Once they were seen, they are that person, whoever is called as they were.
  if (host.personId !== undefined || !named) return host.personId === who.id;
  return [account, ...who.accounts].some((one) => isSameAccount(one, named));
}

/** The host that somebody is, if they are one. */
export function hostOf(ama: Pick<AmaFacts, 'hosts'>, account: Account, who: Known): HostFacts | undefined {
  return presentHosts(ama).find((host) => isHost(host, account, who));
}

/** The host that somebody was at an instant, even if they were added later, or stepped down since. */
export function hostAt(
  ama: Pick<AmaFacts, 'hosts'>,
  { account, who, at }: { account: Account; who: PersonFacts; at: Date },
): HostFacts | undefined {
  return ama.hosts.find(
    (host) => isHost(host, account, who) && (host.leftAt === undefined || at < host.leftAt),
  );
}

/** Those who answer now. */
export function presentHosts(ama: Pick<AmaFacts, 'hosts'>): HostFacts[] {
  return ama.hosts.filter((host) => host.leftAt === undefined);
}

/** Those who are named as its hosts: where the last one was forgotten, they still are, without their name. */
export function shownHosts(ama: Pick<AmaFacts, 'hosts'>): HostFacts[] {
  const present = presentHosts(ama);
  if (present.length > 0) return present;
  const last = Math.max(...ama.hosts.map(({ leftAt }) => leftAt?.getTime() ?? 0));
  return ama.hosts.filter(({ leftAt }) => leftAt?.getTime() === last);
}

/**
 * How many votes a question has: each person once, however many linked accounts they voted with, and the likes
 * whose givers are not known. `people` are those behind the voters.
 */
export function tally(
  question: Pick<QuestionFacts, 'likes' | 'voters'>,
  people: readonly PersonFacts[],
): number {
  const owner = new Map(
    people.flatMap((who) => who.accounts.map((one) => [`${one.platform}/${one.id}`, who.id] as const)),
  );
  const persons = question.voters.map(
    (voter) => owner.get(`${voter.platform}/${voter.accountId}`) ?? voter.personId,
  );
  return new Set(persons).size + question.likes;
}

/** The questions that hosts can answer: most votes first, then the oldest. */
export function queueOf(
  questions: readonly QuestionFacts[],
  people: readonly PersonFacts[],
): { question: QuestionFacts; votes: number }[] {
  return questions
    .filter((question) => question.state === 'approved')
    .map((question) => ({ question, votes: tally(question, people) }))
    .toSorted(
      (a, b) =>
        b.votes - a.votes || a.question.number - b.question.number || a.question.part - b.question.part,
    );
}

/** Who has taken a question so that nobody else may answer it now; undefined when it is free. */
export function holderOf(
  question: Pick<QuestionFacts, 'state' | 'takenById' | 'takenAt'>,
  now: Date,
): number | undefined {
  const until = takenUntil(question);
  return until && until > now ? question.takenById : undefined;
}

/** Until when a question stays with the host who took it. */
export function takenUntil(
  question: Pick<QuestionFacts, 'state' | 'takenById' | 'takenAt'>,
): Date | undefined {
  if (question.state !== 'approved' || question.takenById === undefined || !question.takenAt)
    return undefined;
  return new Date(question.takenAt.getTime() + takeMinutes * minute);
}

// What the feature knows: an AMA, its hosts and its questions, as the rules and views see them.
import type { Account, PlatformName } from '../../core/account.ts';
import type { PlaceId } from '../../core/publication.ts';

/** The life of an AMA, in its order. */
export const amaStates = ['draft', 'announced', 'collecting', 'live', 'wrapping', 'closed'] as const;
/** Where an AMA is in its life. */
export type AmaState = (typeof amaStates)[number];

/** What can become of a question; an addition is none, but what a host added to the answer of one. */
export const questionStates = [
  'waiting',
  'approved',
  'answered',
  'declined',
  'withdrawn',
  'merged',
  'remark',
  'addition',
] as const;
/** Where a question is in its life. */
export type QuestionState = (typeof questionStates)[number];

/** Somebody who answers; without a person only the name is known yet. */
export interface HostFacts {
  readonly id: number;
  readonly name: string;
  readonly personId?: number;
  /** The account by which they are known, if nobody with it has been seen yet. */
  readonly account?: Pick<Account, 'platform' | 'id' | 'stableId'>;
  /** When they stepped down, if they did. */
  readonly leftAt?: Date;
}

/** The instants of an AMA, in their order. */
export interface AmaTimes {
  /** Questions are taken from here, */
  readonly collectsAt: Date;
  /** answered live from here, */
  readonly opensAt: Date;
  /** no longer taken from here, */
  readonly wrapsAt: Date;
  /** and here it ends. */
  readonly closesAt: Date;
}

/** An AMA. */
export interface AmaFacts extends AmaTimes {
  readonly id: number;
  readonly uid: string;
  readonly groupId: number;
  readonly title: string;
  readonly state: AmaState;
  /** When it was last moved by hand. */
  readonly movedAt?: Date;
  /** When it was last changed, and how often. */
  readonly changedAt: Date;
  readonly sequence: number;
  /** Whether it was closed before it went live. */
  readonly isCalledOff: boolean;
  /** Who planned it. */
  readonly createdById?: number;
  /** When it last stopped to take questions. */
  readonly stoppedAt?: Date;
  /** The IANA zone in which its times were given. */
  readonly zone: string;
  readonly rules: string;
  /** 0 for any number. */
  readonly limitPerPerson: number;
  readonly isModerated: boolean;
  readonly allowsAnonymous: boolean;
  /** Places of its own, instead of the group's on their platforms. */
  readonly chosen: readonly PlaceId[];
  /** The platform on which the chosen place is a forum of threads, one for each question. */
  readonly postsOn?: PlatformName;
  /** Where it is moderated, instead of the group's place for that. */
  readonly moderators: readonly PlaceId[];
  readonly hosts: readonly HostFacts[];
}

/** Who voted for a question, by which account. */
export interface VoterFacts {
  readonly personId: number;
  readonly platform: PlatformName;
  readonly accountId: string;
}

/** An answer. */
export interface AnswerFacts {
  readonly text: string;
  readonly byId: number;
  readonly at: Date;
  /** The post that holds it, and its platform, if it was given in one. */
  readonly sourceId?: string;
  readonly platform?: PlatformName;
  readonly url?: string;
}

/** What a host said to a question that was answered already. */
export interface AdditionFacts {
  readonly text: string;
  readonly byId: number;
  /** The post that holds it, in which version, and whether it was removed since. */
  readonly platform: PlatformName;
  readonly sourceId: string;
  readonly version: number;
  readonly url?: string;
  readonly isGone: boolean;
}

/** An answer that is not published yet; hosts and organisers alone read it. */
export interface DraftFacts {
  readonly id: number;
  readonly questionId: number;
  readonly text: string;
  /** Raised by each change of its words. */
  readonly version: number;
  /** The question's `answerVersion` that its writer knew of. */
  readonly basedOn: number;
  /** A mark of the question's words as its writer read them; null where that is not known. */
  readonly questionMark: string | null;
  readonly writtenById: number;
  /** The request that made it, or the post in which it stands (`replyFrom`). */
  readonly sourceId: string;
  /** Who is to publish it: its writer, or whom it was handed to. */
  readonly heldById: number;
  readonly updatedAt: Date;
}

/** A question. Who asked it is not in here when it is anonymous: only the database knows. */
export interface QuestionFacts {
  readonly id: number;
  readonly uid: string;
  readonly amaId: number;
  /** Counts within the AMA. */
  readonly number: number;
  /** Which of the follow-ups of the question with this number, from 1; absent or 0 for the question itself. */
  readonly part?: number;
  /** The question whose answer it follows up. */
  readonly followsId?: number;
  /** The question of an earlier AMA that goes on in this one. */
  readonly carriedFromId?: number;
  /** The post by which a host or moderator last called it a question or a remark. */
  readonly turnedBy?: string;
  /** What everybody may read. */
  readonly text: string;
  /** What it said before a moderator made it shorter. */
  readonly originalText?: string;
  /** What its asker wants it to say, since it was approved: for moderators alone, until they approve it. */
  readonly proposedText?: string;
  /** What it said before its asker changed it: while it waited, or since it was answered. */
  readonly earlierText?: string;
  /** Raised by each change of its words, so that nobody approves words that they did not see. */
  readonly textVersion: number;
  /** When the words that everybody may read were last changed. */
  readonly wordsChangedAt?: Date;
  readonly state: QuestionState;
  readonly isFlagged: boolean;
  readonly isAnonymous: boolean;
  readonly askerId?: number;
  readonly platform: PlatformName;
  /** The request's id; or the post's, with its number within the topic, its address, and how a quote refers to it. */
  readonly sourceId: string;
  readonly sourceNumber?: number;
  readonly sourceUrl?: string;
  readonly sourceReference?: string;
  readonly sourceVersion: number;
  readonly isSourceGone: boolean;
  readonly mergedIntoId?: number;
  /** How many other people asked the same: the questions merged into this one. */
  readonly alsoAsked: number;
  readonly moderatedById?: number;
  readonly declineReason?: string;
  readonly takenById?: number;
  readonly takenAt?: Date;
  readonly answer?: AnswerFacts;
  /** What hosts added to its answer, the oldest first; those too that were removed. */
  readonly additions?: readonly AdditionFacts[];
  readonly answerVersion: number;
  /** Likes whose givers are not known; `voters` are those known. Both include those of merged questions and earlier AMAs. */
  readonly likes: number;
  /** The likes of its own post alone: how many by unknown people, and who voted for it alone, in this AMA. */
  readonly ownLikes: number;
  readonly ownVoters: readonly VoterFacts[];
  readonly voters: readonly VoterFacts[];
  readonly createdAt: Date;
}

/** The number by which people call a question: `3`, or `3.1` for the first follow-up to its answer. */
export function labelOf({ number, part }: Pick<QuestionFacts, 'number' | 'part'>): string {
  return part ? `${number}.${part}` : String(number);
}

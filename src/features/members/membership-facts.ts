// What is known of members beside their accounts: their kind, tags, years and seats, and who would like to be one.
import type { PersonFacts } from '../../core/directory.ts';
import type { PlaceId } from '../../core/publication.ts';
import type { Facts } from '../../storage/rows.ts';

/** What a member may be: with a vote, without one, or somebody who was one. */
export const memberKinds = ['voting', 'observer', 'alumni'] as const;

/** What a member is. */
export type MemberKind = (typeof memberKinds)[number];

/** That somebody agreed to a code of conduct, by its address, and when. */
export interface Agreement {
  readonly to: string;
  readonly at: Date;
}

/** A member, or somebody who was one. */
export interface Member {
  readonly person: PersonFacts;
  readonly kind: MemberKind;
  /** In lower case: "core team". */
  readonly tags: readonly string[];
  readonly sinceAt?: Date;
  readonly untilAt?: Date;
  readonly isShown: boolean;
  readonly github?: string;
  readonly isGithubConfirmed: boolean;
  /** The number of the confirmed account, which stays when the account is renamed. */
  readonly githubId?: string;
  readonly renewedAt?: Date;
  /** For which due instant they were asked to go on, how often, and when organisers were told that they did not answer. */
  readonly askedFor?: Date;
  readonly asked: number;
  readonly askedAt?: Date;
  readonly toldAt?: Date;
  /** When a vote was opened on replacing them, until it ends. */
  readonly replaceAt?: Date;
  /** The code of conduct to which they agreed when they applied. */
  readonly agreed?: Agreement;
}

/** How many members a group has room for, and who they should be; `conduct` is empty for no code of conduct. */
export interface MemberRules
  extends Omit<Facts<'memberRules'>, 'groupId' | 'voteRule' | 'conduct' | 'chosen'> {
  readonly voteRule: 'charter' | 'majority';
  readonly conduct: string;
  readonly chosen: readonly PlaceId[];
}

/** What can become of an application. */
export const applicationStates = [
  'waiting',
  'voting',
  'accepted',
  'declined',
  'listed',
  'offered',
  'withdrawn',
  'lapsed',
] as const;

/**
 * Where an application stands: it waits for a vote, is voted on, made a member, was declined, is on the waiting list, was
 * offered a seat, was withdrawn, or did not take the seat in time.
 */
export type ApplicationState = (typeof applicationStates)[number];

/** An application. */
export interface Application extends Omit<Facts<'application'>, 'state' | 'conduct' | 'changedAt'> {
  readonly state: ApplicationState;
  /** The code of conduct to which they agreed by sending it. */
  readonly agreed?: Agreement;
}

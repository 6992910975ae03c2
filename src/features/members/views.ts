// What is said of one person and their accounts.

import type { PlatformName } from '../../core/account.ts';
import type { PersonFacts } from '../../core/directory.ts';
import {
  code,
  type Document,
  doc,
  heading,
  type Inline,
  link,
  list,
  p,
  person,
  sentence,
  strong,
  time,
} from '../../core/document.ts';
import type { Member, MemberKind } from './membership-facts.ts';

const roleWords = { organiser: 'organiser', member: 'member', none: 'not a member yet' } as const;

function roleOf(role: PersonFacts['role'], membership: Pick<Member, 'kind'> | undefined): string {
  return role === 'none' && membership?.kind === 'alumni' ? 'not a member any more' : roleWords[role];
}

/** One person, as the group knows them; how to complete what is missing when it is the reader. */
export function memberCard(
  who: PersonFacts,
  shown: {
    readonly isReader: boolean;
    /** Strangers see who somebody is here, not where they live or who they are elsewhere. */
    readonly isStranger?: boolean;
    readonly isOrganiser: boolean;
    titleOf(platform: PlatformName): string;
    /** What is known of their membership, if they are or were a member. */
    readonly membership?: Member | undefined;
    /** The application that goes on; its applicant alone reads of it here. */
    readonly application?: { readonly number: number; readonly status: string } | undefined;
    readonly zone?: string;
  },
): Document {
  const { isReader, isStranger = false, isOrganiser, membership, application, zone = 'UTC' } = shown;
  return doc(
    heading(2, who.name),
    list(
      [strong('Role:'), ' ', roleOf(isOrganiser ? 'organiser' : who.role, membership)],
      ...(membership ? membershipLines(membership, { zone, isStranger }) : []),
      ...(isReader && application
        ? [[strong('Application:'), ` number ${application.number} ${application.status}`]]
        : []),
      ...(isStranger
        ? []
        : [
            [strong('Time zone:'), ' ', who.zone ?? 'not given'],
            ...who.accounts.map((account) => [
              strong(`${shown.titleOf(account.platform)}:`),
              ' ',
              account.name,
            ]),
          ]),
    ),
    isReader &&
      !who.zone &&
      p('Tell me your time zone with ', code('/member zone'), ', and I show times as you read them.'),
    isReader &&
      who.accounts.length === 1 &&
      p('Have an account on the other side too? Join the two with ', code('/member link'), '.'),
  );
}

const kindWords: Readonly<Record<MemberKind, string>> = {
  voting: 'has a vote',
  observer: 'observer, without a vote',
  alumni: 'was a member',
};

function membershipLines(
  { kind, tags, sinceAt, untilAt, github, isGithubConfirmed, agreed }: Member,
  { zone, isStranger }: { readonly zone: string; readonly isStranger: boolean },
): Inline[][] {
  return [
    [
      strong('Membership:'),
      ' ',
      kindWords[kind],
      ...(sinceAt ? [', since ', time(sinceAt, zone, 'date')] : []),
      ...(untilAt ? [', until ', time(untilAt, zone, 'date')] : []),
    ],
    ...(agreed && !isStranger
      ? [
          sentence`${strong('Code of conduct:')} agreed ${time(agreed.at, zone, 'date')},
            ${link(agreed.to, agreed.to)}`,
        ]
      : []),
    ...(tags.length > 0 ? [[strong('Tags:'), ' ', tags.join(', ')]] : []),
    ...(github && !isStranger
      ? [[strong('GitHub:'), ' ', github, isGithubConfirmed ? '' : ' (not confirmed yet)']]
      : []),
  ];
}

/** The message to an account that somebody says is theirs. */
export function claimMessage(claim: { code: string; claimant: string }): Document {
  return doc(
    heading(2, 'Is this your account too?'),
    p(person(claim.claimant), ' says that this account is theirs. If that is you, this code shows it:'),
    // How a command is written differs from here to where they asked.
    p(code(claim.code)),
    p`Go back to where you asked for it, and give it there to the command “member confirm”; here it does
      nothing.`,
    p('If it is not you, there is nothing to do.'),
  );
}

// What the roster says.

import type { PlatformName } from '../../core/account.ts';
import type { PersonFacts } from '../../core/directory.ts';
import { code, type Document, doc, heading, list, p, person, strong } from '../../core/document.ts';

const roleWords = { organiser: 'organiser', member: 'member', none: 'not a member yet' } as const;

/** One person, as the group knows them; how to complete what is missing when it is the reader. */
export function memberCard(
  who: PersonFacts,
  {
    isReader,
    isOrganiser,
    titleOf,
  }: {
    readonly isReader: boolean;
    readonly isOrganiser: boolean;
    titleOf(platform: PlatformName): string;
  },
): Document {
  return doc(
    heading(2, who.name),
    list(
      [strong('Role: '), roleWords[isOrganiser ? 'organiser' : who.role]],
      [strong('Time zone: '), who.zone ?? 'not given'],
      ...who.accounts.map((account) => [strong(`${titleOf(account.platform)}: `), account.name]),
    ),
    isReader && !who.zone
      ? p('Tell me your time zone with ', code('/member zone'), ', and I show times as you read them.')
      : undefined,
    isReader && who.accounts.length === 1
      ? p('Have an account on the other side too? Join the two with ', code('/member link'), '.')
      : undefined,
  );
}

/** The message to an account that somebody says is theirs. */
export function claimMessage(claim: { code: string; claimant: string }): Document {
  return doc(
    heading(2, 'Is this your account too?'),
    p(person(claim.claimant), ' says that this account is theirs. If that is you, answer there with:'),
    p(code(`/member confirm code:${claim.code}`)),
    p('If it is not you, there is nothing to do.'),
  );
}

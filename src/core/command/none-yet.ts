// What is said where nothing of a kind is there yet, so that nobody looks for it in an empty list.
import type { Access } from '../command.ts';
import { UserError } from '../errors.ts';

/**
 * Says that there is none yet, such as `no vote` or `no series of meetings`, and how the asker makes the first, or who can:
 * `There is no vote yet. Make the first with "/vote open".`
 */
export function noneYet(
  what: string,
  { command, access }: { readonly command: string; readonly access: Access },
  asker: { readonly isMember: boolean; readonly isOrganiser: boolean },
): UserError {
  const may = { everyone: true, member: asker.isMember, organiser: asker.isOrganiser }[access];
  const whom = access === 'member' ? 'a member' : 'an organiser';
  return new UserError(
    `There is ${what} yet. ${may ? 'Make the first' : `Ask ${whom} to make the first`} with \`${command}\`.`,
  );
}

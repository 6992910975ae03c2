// Who may ask for what: everybody, those who belong to the group, or its organisers.
import type { Access, Request } from '../command.ts';
import { UserError } from '../errors.ts';

/** Throws a UserError that says whom to ask, when somebody may not have what is for members or organisers. */
export function refuseWithout(
  access: Access,
  { isOrganiser, isMember }: Pick<Request, 'isOrganiser' | 'isMember'>,
): void {
  if (access === 'organiser' && !isOrganiser)
    throw new UserError('Only organisers can do that. Ask one of them; `/member list` says who they are.');
  if (access === 'member' && !isMember && !isOrganiser)
    throw new UserError('Only members of the group can do that. `/member list` says whom to ask.');
}

// Which group is meant at the terminal: the one that `--group` names, or the only one.
import type { OfflineApp } from '../app.ts';
import type { GroupFacts } from '../core/directory.ts';
import { UserError } from '../core/errors.ts';

/** The group of this number or name, or the only one. Throws `UserError` with the choices where that is none. */
export async function whichGroup(
  roster: Pick<OfflineApp['roster'], 'list'>,
  wanted: string | undefined,
): Promise<GroupFacts> {
  const groups = await roster.list();
  const folded = wanted?.trim().toLowerCase();
  const [only] = groups;
  const group =
    folded === undefined
      ? groups.length === 1 && only
      : groups.find((one) => String(one.id) === folded || one.name.toLowerCase() === folded);
  if (group) return group;
  if (groups.length === 0) throw new UserError('No group is set up yet: `/docent setup` in chat.');
  const names = groups.map((one) => `${one.id} (${one.name})`).join(', ');
  throw new UserError(`--group: which one? There are: ${names}.`);
}

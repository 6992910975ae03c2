// Who is told what organisers are to know of members.
import type { Wanted } from '../../core/publication.ts';
import type { MembershipDeps } from './member-deps.ts';
import { applicationPlaces, leftWanted, type Readers, toReaders } from './member-publications.ts';

type ReaderDeps = Pick<MembershipDeps, 'groups' | 'organisers'>;

/** The places of a group, `chosen` or its organisers', and its organisers. */
export async function readersOf(
  { groups, organisers }: ReaderDeps,
  groupId: number,
  chosen: Parameters<typeof applicationPlaces>[1]['chosen'] = [],
): Promise<Readers> {
  const [group, people] = await Promise.all([groups.find(groupId), organisers(groupId)]);
  return { places: applicationPlaces(group, { chosen }), organisers: people.map(({ id }) => id) };
}

/** What organisers are told when somebody leaves, where there is a calendar whose address they take along. */
export async function leftTold(
  deps: ReaderDeps & Pick<MembershipDeps, 'hasClosedCalendar'>,
  groupId: number,
  { personId, now }: { readonly personId: number; readonly now: Date },
): Promise<Wanted[]> {
  if (!(await deps.hasClosedCalendar(groupId))) return [];
  const { places, organisers } = await readersOf(deps, groupId);
  const others = organisers.filter((id) => id !== personId);
  return toReaders(leftWanted(groupId, personId, now), { places, organisers: others });
}

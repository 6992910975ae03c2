// Who is told what organisers are to know of members.
import type { Request } from '../../core/command.ts';
import { isIn } from '../../core/directory.ts';
import { p, withCode } from '../../core/document.ts';
import type { PlaceId, Wanted } from '../../core/publication.ts';
import { counted } from '../../core/text/counted.ts';
import { calendarWords } from './gone-watch.ts';
import type { MembershipDeps } from './member-deps.ts';
import { applicationPlaces, leftWanted, type Readers, toReaders } from './member-publications.ts';
import { isCurrent } from './membership-rules.ts';

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

/** What it means for applications that others read them, in words; undefined when it means nothing. */
export async function movingWords(
  { store, isOpenPlace }: Pick<MembershipDeps, 'store' | 'isOpenPlace'>,
  groupId: number,
  { before, after }: { readonly before: readonly PlaceId[]; readonly after: readonly PlaceId[] },
): Promise<string | undefined> {
  if (before.length === after.length && before.every((one) => isIn(one, after))) return undefined;
  const count = (await store.applications(groupId)).filter(({ state }) => isCurrent(state)).length;
  const what = `${counted(count, 'application')} ${count === 1 ? 'goes' : 'go'} on:`;
  const opened = await Promise.all(after.filter((one) => !isIn(one, before)).map(isOpenPlace));
  const moving =
    after.length > 0
      ? 'what was written moves along.'
      : 'no channel shows them then; `/member application` does.';
  const words = [
    count > 0 && `${what} ${moving}`,
    opened.includes(true) && 'Everybody reads then what applicants write.',
  ];
  return words.filter(Boolean).join(' ') || undefined;
}

/** What organisers are told when somebody leaves; undefined where there is no calendar whose address they take along. */
export async function leftTold(
  deps: ReaderDeps & Pick<MembershipDeps, 'hasClosedCalendar'>,
  groupId: number,
  { personId, now }: { readonly personId: number; readonly now: Date },
): Promise<Wanted[] | undefined> {
  if (!(await deps.hasClosedCalendar(groupId))) return undefined;
  const { places, organisers } = await readersOf(deps, groupId);
  const others = organisers.filter((id) => id !== personId);
  return toReaders(leftWanted(groupId, personId, now), { places, organisers: others });
}

/** The same to whoever has somebody else leave, where nobody is told it: who only manages the server is not in the roster. */
export const untold = (told: readonly Wanted[] | undefined, { isOrganiser }: Request) =>
  told?.length === 0 && isOrganiser ? p(...withCode(calendarWords)) : undefined;

/** What it means that somebody goes who alone organises the group; undefined of everybody else, and of who organises by configuration alone: that stays. */
export async function lastOrganiserWords(
  { organisers }: Pick<MembershipDeps, 'organisers'>,
  groupId: number,
  personId: number,
) {
  const [only, other] = await organisers(groupId);
  if (only?.id !== personId || only.role !== 'organiser' || other) return undefined;
  return p`I know no other organiser: only those who manage the space could do organisers’ work then.`;
}

// Reads people, members, applications and the rules for them from their rows.
import type { PersonFacts } from '../../../core/directory.ts';
import type { PlaceId } from '../../../core/publication.ts';
import type { Database, Transaction } from '../../../storage/client.ts';
import { oneOf, type Row, withoutNulls } from '../../../storage/rows.ts';
import {
  type Application,
  applicationStates,
  type Member,
  type MemberRules,
  memberKinds,
} from '../membership-facts.ts';
import { problemOf } from '../membership-rules.ts';

type PersonRow = Row<'person'> & {
  accounts: { platform: string; accountId: string; name: string; stableId: string | null }[];
};

/** What a person is read with. */
export const withAccounts = { accounts: { orderBy: { id: 'asc' } } } as const;

/** A person from their row. */
export function personFacts(row: PersonRow): PersonFacts {
  const never: string[] = JSON.parse(row.never);
  const prefers: string[] = JSON.parse(row.prefers);
  return {
    id: row.id,
    name: row.name,
    role: row.role === 'organiser' || row.role === 'member' ? row.role : 'none',
    accounts: row.accounts.map(({ platform, accountId, name, stableId }) => ({
      platform,
      id: accountId,
      name,
      ...(stableId !== null && { stableId }),
    })),
    ...(row.zone !== null && { zone: row.zone }),
    never,
    prefers,
  };
}

/** How it is in a group that has said nothing: any number of seats, no yearly confirmation. */
export const usualRules: MemberRules = {
  seats: 0,
  outsidePercent: 0,
  insideTag: 'core team',
  isYearly: false,
  takesApplications: true,
  voteRule: 'charter',
  keepDays: 90,
  githubIssue: '',
  conduct: '',
  chosen: [],
};

/** The rules of a group. */
export async function rulesIn(rows: Database | Transaction, groupId: number): Promise<MemberRules> {
  const row = await rows.memberRules.findUnique({ where: { groupId } });
  if (!row) return usualRules;
  const { groupId: _, chosen, voteRule, conduct, ...rest } = row;
  const places: PlaceId[] = JSON.parse(chosen);
  return {
    ...rest,
    conduct: conduct ?? '',
    voteRule: voteRule === 'majority' ? 'majority' : 'charter',
    chosen: places,
  };
}

/** The members of a group, and who was one. */
export async function membersIn(rows: Database | Transaction, groupId: number): Promise<Member[]> {
  const memberships = await rows.membership.findMany({ where: { groupId } });
  const byPerson = new Map(memberships.map((one) => [one.personId, one]));
  // Two questions, so that each finds whom it is about, and not everybody who ever asked anything.
  const now = await rows.person.findMany({
    where: { groupId, role: { in: ['member', 'organiser'] } },
    include: withAccounts,
  });
  const have = new Set(now.map(({ id }) => id));
  const others = [...byPerson.keys()].filter((id) => !have.has(id));
  const once =
    others.length > 0
      ? await rows.person.findMany({ where: { id: { in: others } }, include: withAccounts })
      : [];
  return [...now, ...once]
    .toSorted((one, other) => one.id - other.id)
    .flatMap((row) => memberOf(personFacts(row), byPerson.get(row.id)) ?? []);
}

/** Somebody who is a member, has been one, or is an organiser. */
export async function memberIn(
  rows: Database | Transaction,
  groupId: number,
  personId: number,
): Promise<Member | undefined> {
  const person = await rows.person.findFirst({ where: { id: personId, groupId }, include: withAccounts });
  const membership = await rows.membership.findFirst({ where: { personId, groupId } });
  return person ? memberOf(personFacts(person), membership ?? undefined) : undefined;
}

function memberOf(person: PersonFacts, row: Row<'membership'> | undefined): Member | undefined {
  const known = memberKinds.find((one) => one === row?.kind) ?? 'voting';
  // Whose role was taken back is a member no more, whatever is written here.
  const isGone = person.role === 'none';
  if (isGone && known !== 'alumni') return undefined;
  const kind = !isGone && known === 'alumni' ? 'voting' : known;
  const tags: string[] = JSON.parse(row?.tags ?? '[]');
  return {
    person,
    kind,
    tags,
    isShown: row?.isShown ?? false,
    isGithubConfirmed: row?.githubAt != null,
    asked: row?.asked ?? 0,
    ...(row && knownOf(row)),
    ...(row?.untilAt && kind === 'alumni' && { untilAt: row.untilAt }),
    ...(row?.conduct && row.conductAt && { agreed: { to: row.conduct, at: row.conductAt } }),
  };
}

/** Since when somebody is a member who was one before anything was noted of them. */
export const sinceUnknown = new Date(0);

const knownOf = (row: Row<'membership'>) => {
  const { github, githubId, renewedAt, askedFor, askedAt, toldAt, replaceAt } = row;
  // Of some only the end is known.
  const isKnown = row.sinceAt > sinceUnknown && row.sinceAt.getTime() !== row.untilAt?.getTime();
  const sinceAt = isKnown ? row.sinceAt : null;
  return withoutNulls({ sinceAt, github, githubId, renewedAt, askedFor, askedAt, toldAt, replaceAt });
};

/** Somebody as the member that they are to be, what they were, and why they cannot be it now: other seats may be taken or offered. */
export async function membershipCheck(
  rows: Transaction,
  groupId: number,
  { personId, ...to }: Partial<Pick<Member, 'kind' | 'tags'>> & { readonly personId: number },
) {
  const before = await membersIn(rows, groupId);
  const person = await rows.person.findUniqueOrThrow({
    where: { id: personId },
    include: withAccounts,
  });
  const was = before.find((member) => member.person.id === personId);
  const isComing = !was || was.kind === 'alumni';
  const after: Member = {
    ...(was ?? { isShown: false, isGithubConfirmed: false, asked: 0 }),
    person: personFacts(person),
    kind: to.kind ?? (isComing ? 'voting' : was.kind),
    tags: to.tags ?? was?.tags ?? [],
  };
  const rules = await rulesIn(rows, groupId);
  const offers = await rows.application.findMany({
    where: { groupId, state: 'offered' },
    select: { applicantId: true },
  });
  // Whoever holds an offer is not held up by those of others.
  const kept = offers.some(({ applicantId }) => applicantId === personId) ? [] : offers;
  const isKeptInside = ({ person: { id }, tags: has }: Member) =>
    has.includes(rules.insideTag) && kept.some(({ applicantId }) => applicantId === id);
  const seen = before.map((member) =>
    isKeptInside(member) ? { ...member, kind: 'voting' as const } : member,
  );
  const others = seen.filter((member) => member.person.id !== personId);
  const offered = kept.length - before.filter(isKeptInside).length;
  const problem = problemOf([...others, after], seen, { ...rules, offered });
  return { was, isComing, after, problem };
}

/** An application from its row. */
export function applicationFacts({ conduct, changedAt, ...row }: Row<'application'>): Application {
  return {
    ...withoutNulls(row),
    state: oneOf(applicationStates, row.state),
    ...(conduct !== null && { agreed: { to: conduct, at: changedAt } }),
  };
}

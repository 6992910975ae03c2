// Who is looked for now and then: organisers, members, and whoever has something to do for the group, with what is done if they are gone.

import type { PersonFacts } from '../core/directory.ts';
import { listed } from '../core/text/listed-words.ts';
import type { Watched } from '../features/members/gone-watch.ts';
import { isCurrent } from '../features/members/membership-rules.ts';
import type { OutreachStore } from '../features/outreach/store.ts';
import type { Stores } from './stores.ts';

/** Where that is found. */
type Sources = Stores & {
  readonly partners: Pick<OutreachStore, 'partners'>;
  organisers(groupId: number): Promise<readonly PersonFacts[]>;
  hasClosedCalendar(groupId: number): Promise<boolean>;
};

/** Everybody of one group who is looked for; those with something to do first. */
export async function watchedIn(sources: Sources, groupId: number, now: Date): Promise<Watched[]> {
  const { roster } = sources;
  const duties = new Map<number, string[]>();
  const add: Add = (personId, duty) => {
    if (typeof personId === 'number') duties.set(personId, [...(duties.get(personId) ?? []), duty]);
  };
  const strangers = await hosting(sources, groupId, add);
  await meeting(sources, { groupId, now }, add);
  for (const { number, name, leadId, status } of await sources.projects.list(groupId)) {
    if (status === 'done') continue;
    add(
      leadId,
      `They lead project ${number}, “${name}”: \`/project lead project:${number} who:\` gives it to somebody else.`,
    );
  }
  await peopleWithTasks(sources, { groupId, now }, add);
  for (const { number, applicantId, state } of await roster.applications(groupId)) {
    if (!isCurrent(state)) continue;
    add(
      applicantId,
      `Their application ${number} goes on: \`/member application application:${number}\` shows it, a vote decides on it, and \`/member forget\` with their name deletes it with all that I know of them.`,
    );
  }
  for (const { name, ownerId } of await sources.partners.partners(groupId)) {
    add(ownerId, `They keep in touch with “${name}”: \`/partner edit keeper:\` names somebody else.`);
  }
  const organisers = await sources.organisers(groupId);
  const isOrganiser = (id: number) => organisers.some((one) => one.id === id);
  const members = (await roster.all(groupId)).flatMap(({ person }) =>
    person.role === 'member' && !isOrganiser(person.id) ? [person] : [],
  );
  const known = [...organisers, ...members];
  const others = [...duties.keys()].filter((id) => known.every((one) => one.id !== id));
  const isClosed = await sources.hasClosedCalendar(groupId);
  return [
    ...strangers,
    ...[...known, ...(await roster.byIds(groupId, others))]
      .map(
        ({ id, accounts, role }): Watched => ({
          who: String(id),
          accounts,
          role: isOrganiser(id) ? 'organiser' : role,
          duties: duties.get(id) ?? [],
          mayReadCalendar: isClosed && (role !== 'none' || isOrganiser(id)),
        }),
      )
      .toSorted((a, b) => weight(b) - weight(a)),
  ];
}

/** Notes what somebody does. */
type Add = (personId: number | null | undefined, duty: string) => void;

const weight = ({ role, duties }: Watched) => duties.length + (role === 'organiser' ? 1 : 0);

/** Hosts; answers those who are known by an account alone. */
async function hosting({ amas }: Pick<Stores, 'amas'>, groupId: number, add: Add): Promise<Watched[]> {
  const strangers: Watched[] = [];
  for (const { title, hosts, state } of await amas.unfinished(groupId)) {
    if (state === 'closed') continue;
    const duty = `They host “${title}”: \`/ama host add\` names somebody in their place, \`/ama host remove\` takes them out.`;
    for (const { id, name, personId, account, leftAt } of hosts) {
      if (leftAt) continue;
      if (personId !== undefined) add(personId, duty);
      else if (account)
        strangers.push({
          who: `${hostPrefix}${id}`,
          accounts: [{ ...account, name }],
          role: 'none',
          duties: [duty],
        });
    }
  }
  return strangers;
}

/** Who leads meetings, and takes their notes. */
async function meeting(
  { meetings }: Pick<Stores, 'meetings'>,
  { groupId, now }: { groupId: number; now: Date },
  add: Add,
): Promise<void> {
  for (const { meeting: one } of await meetings.coming(groupId, now, { limit: mostMeetings })) {
    if (one.status === 'cancelled') continue;
    const which = `“${one.name}” on ${one.startsAt.toISOString().slice(0, 10)}`;
    add(
      one.hostId,
      `They lead ${which}: \`/meeting edit meeting:${one.localDate} host:\` names somebody else.`,
    );
    add(
      one.notesTakerId,
      `They take the notes of ${which}: \`/meeting notes-taker meeting:${one.localDate} who:\` names somebody else.`,
    );
  }
}

/** Who promised something in a meeting, or took something for review or work. */
async function peopleWithTasks(
  { meetings, digests }: Pick<Stores, 'meetings' | 'digests'>,
  { groupId, now }: { groupId: number; now: Date },
  add: Add,
): Promise<void> {
  const hidden = new Set(
    (await meetings.series(groupId)).flatMap(({ id, privateRole }) => (privateRole ? [id] : [])),
  );
  // What is said in a private series is not told beside it.
  const open = (await meetings.openActions(groupId)).filter(
    ({ seriesId }) => seriesId === null || !hidden.has(seriesId),
  );
  for (const [ownerId, those] of Map.groupBy(open, (one) => one.ownerId)) {
    const what = firstFew(those.map(({ text }) => `“${text}”`));
    add(
      ownerId,
      `They promised ${what}: \`/meeting action add\` gives it to somebody else, and \`/meeting action done\` takes it off the list.`,
    );
  }
  for (const [personId, those] of Map.groupBy(await digests.claims(groupId, now), (one) => one.personId)) {
    const last = those
      .map(({ until }) => until.toISOString().slice(0, 10))
      .toSorted()
      .at(-1);
    const what = firstFew(those.map(({ repo, number }) => `${repo}#${number}`));
    add(personId, `They took on ${what}: by ${last} it is free again by itself.`);
  }
}

/** A few of many things, and how many more. */
function firstFew(all: readonly string[]): string {
  const more = all.length - mostNamed;
  return listed(more > 0 ? [...all.slice(0, mostNamed), `${more} more`] : all);
}

/** So many of what somebody promised are named. */
const mostNamed = 5;

/** Of meetings that come later, nobody has to be replaced yet. */
const mostMeetings = 20;

/** A host who is known by an account alone is looked for by this and the id of their row. */
const hostPrefix = 'host-';

/** What somebody who is looked for is called now. */
export async function watchedName(
  { amas, roster }: Pick<Stores, 'amas' | 'roster'>,
  groupId: number,
  who: string,
): Promise<string | undefined> {
  if (!who.startsWith(hostPrefix)) return (await roster.byIds(groupId, [Number(who)]))[0]?.name;
  const hosts = (await amas.unfinished(groupId)).flatMap((one) => one.hosts);
  return hosts.find(({ id }) => who === `${hostPrefix}${id}`)?.name;
}

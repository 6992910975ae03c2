// Who is looked for now and then: members, and whoever has something to do for the group, with what organisers do if they are gone.
import type { Stores } from './app-stores.ts';
import type { Watched } from './features/members/member-watch.ts';

/** Of one group; organisers who have nothing else to do are looked for by a watch of their own. */
export async function watchedIn(
  { amas, meetings, projects, roster }: Stores,
  groupId: number,
  now: Date,
): Promise<Watched[]> {
  const duties = new Map<number, string[]>();
  const add = (personId: number | null | undefined, duty: string): void => {
    if (typeof personId !== 'number') return;
    duties.set(personId, [...(duties.get(personId) ?? []), duty]);
  };
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
          isMember: false,
          duties: [duty],
        });
    }
  }
  for (const { meeting } of await meetings.coming(groupId, now, { limit: mostMeetings })) {
    if (meeting.status === 'cancelled') continue;
    const day = meeting.startsAt.toISOString().slice(0, 10);
    const which = `“${meeting.name}” on ${day}`;
    add(meeting.hostId, `They lead ${which}: \`/meeting edit host:\` names somebody else.`);
    add(
      meeting.notesTakerId,
      `They take the notes of ${which}: \`/meeting notes-taker who:\` names somebody else.`,
    );
  }
  for (const { number, name, leadId, status } of await projects.list(groupId)) {
    if (status === 'done') continue;
    add(
      leadId,
      `They lead project ${number}, “${name}”: \`/project lead project:${number} who:\` gives it to somebody else.`,
    );
  }
  const members = (await roster.all(groupId)).flatMap(({ person }) =>
    person.role === 'member' ? [person] : [],
  );
  const others = [...duties.keys()].filter((id) => members.every((one) => one.id !== id));
  return [
    ...strangers,
    ...[...members, ...(await roster.byIds(groupId, others))]
      .map(({ id, accounts, role }) => ({
        who: String(id),
        accounts,
        isMember: role === 'member',
        duties: duties.get(id) ?? [],
      }))
      .toSorted((a, b) => b.duties.length - a.duties.length),
  ];
}

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

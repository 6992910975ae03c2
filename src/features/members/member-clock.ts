// What memberships and applications do as time passes: results, offers of seats, yearly questions, and deleting.
import { earliest } from '../../core/time.ts';
import type { MembershipDeps } from './member-deps.ts';
import {
  aboutApplication,
  aboutReplacing,
  silentWanted,
  toReaders,
  unvotedWanted,
} from './member-publications.ts';
import { leftTold, readersOf } from './member-readers.ts';
import type { Application } from './membership-facts.ts';
import {
  clearedAt,
  duplicateApplications,
  isCurrent,
  isReminded,
  offerEndsAt,
  renewalStep,
  votingMembers,
  weekAfter,
  weekBegan,
} from './membership-rules.ts';

/** Builds what does what is due for a group; answers when something is due next. */
export function memberClock(
  deps: Pick<MembershipDeps, 'store' | 'voteAbout' | 'groups' | 'organisers' | 'hasClosedCalendar'>,
) {
  const { store, voteAbout } = deps;
  return async (groupId: number, now: Date): Promise<Date | undefined> => {
    await replacementsDue(groupId, now);
    return earliest([
      ...(await applicationsDue(groupId, now)),
      ...(await unvotedDue(groupId, now)),
      ...(await renewalsDue(groupId, now)),
    ]);
  };

  async function applicationsDue(groupId: number, now: Date): Promise<Date[]> {
    await settle(groupId, now);
    const rules = await store.rules(groupId);
    for (const application of await store.applications(groupId)) {
      await decide(application, now);
      const offerEnds = offerEndsAt(application);
      if (offerEnds && now >= offerEnds) await store.lapse(application, now);
      const clears = clearedAt(application, rules);
      if (clears && now >= clears) await store.clear(application, now);
    }
    await store.offer(groupId, now);
    return (await store.applications(groupId)).flatMap((application) =>
      [offerEndsAt(application), clearedAt(application, rules)].flatMap((at) => at ?? []),
    );
  }

  /** Organisers are reminded of all that nobody puts to a vote, once a week at most. */
  async function unvotedDue(groupId: number, now: Date): Promise<Date[]> {
    const waiting = (await store.applications(groupId)).filter(({ state }) => state === 'waiting');
    if (waiting.length === 0) return [];
    const began = weekBegan(now);
    const since: Date[] = [];
    // After a vote without a result it waits anew.
    for (const { id, createdAt } of waiting)
      since.push((await voteAbout(groupId, aboutApplication(id)))?.endedAt ?? createdAt);
    if (isReminded(since, began)) {
      const ids = waiting.map(({ id }) => id);
      const { chosen } = await store.rules(groupId);
      const readers = await readersOf(deps, groupId, chosen);
      await store.tell(unvotedWanted(groupId, ids, began), readers);
    }
    return [weekAfter(began)];
  }

  /** Who became a member in another way needs no vote or seat, and one person no two applications. */
  async function settle(groupId: number, now: Date): Promise<void> {
    const applications = await store.applications(groupId);
    for (const one of duplicateApplications(applications))
      await store.withdraw(one, now, 'They applied twice.');
    const members = new Set(votingMembers(await store.all(groupId)).map(({ person }) => person.id));
    for (const one of applications) {
      if (isCurrent(one.state) && members.has(one.applicantId)) await store.takeIn(one, now);
    }
  }

  /** Takes over what came of the vote on an application. */
  async function decide(application: Application, now: Date): Promise<void> {
    if (application.state !== 'voting') return;
    const vote = await voteAbout(application.groupId, aboutApplication(application.id));
    if (vote && vote.state !== 'going') await store.decide(application, vote.state, now);
  }

  /** Takes over what came of the votes on members who are out of touch. */
  async function replacementsDue(groupId: number, now: Date): Promise<void> {
    for (const { person, replaceAt } of await store.all(groupId)) {
      if (!replaceAt) continue;
      const vote = await voteAbout(groupId, aboutReplacing(person.id));
      if (vote?.state === 'going') continue;
      if (vote?.state === 'passed') {
        const told = await leftTold(deps, groupId, { personId: person.id, now });
        await store.memberLeaves(groupId, person.id, { now, told });
      }
      await store.replacingEnded(groupId, person.id);
    }
  }

  async function renewalsDue(groupId: number, now: Date): Promise<Date[]> {
    const rules = await store.rules(groupId);
    if (!rules.isYearly) return [];
    const next: Date[] = [];
    const silent: number[] = [];
    for (const member of await store.all(groupId)) {
      const personId = member.person.id;
      if (member.kind === 'voting' && !member.sinceAt && !member.renewedAt) {
        // Since when they are a member is not known: the year begins now.
        await store.renew(groupId, personId, now);
        continue;
      }
      const { step, nextAt } = renewalStep(member, now);
      if (step?.kind === 'ask') await store.asked(groupId, personId, { ...step, now });
      else if (step) silent.push(personId);
      if (nextAt) next.push(nextAt);
    }
    if (silent.length > 0) {
      const told = toReaders(silentWanted(groupId, silent, now), await readersOf(deps, groupId));
      await store.silent(groupId, silent, { now, told });
    }
    return next;
  }
}

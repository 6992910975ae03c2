// What memberships and applications do as time passes: results, offers of seats, yearly questions, and deleting.
import type { MembershipDeps } from './member-deps.ts';
import { aboutReplacing, renewalWanted, silentWanted } from './member-publications.ts';
import type { Application } from './membership-facts.ts';
import { clearedAt, offerEndsAt, renewalStep } from './membership-rules.ts';

/** Builds what does what is due for a group; answers when something is due next. */
export function memberClock({
  store,
  voteAbout,
  dropVote,
}: Pick<MembershipDeps, 'store' | 'voteAbout' | 'dropVote'>) {
  return async (groupId: number, now: Date): Promise<Date | undefined> => {
    await replacementsDue(groupId, now);
    const next = [...(await applicationsDue(groupId, now)), ...(await renewalsDue(groupId, now))];
    return next.toSorted((a, b) => a.getTime() - b.getTime())[0];
  };

  async function applicationsDue(groupId: number, now: Date): Promise<Date[]> {
    const rules = await store.rules(groupId);
    for (const application of await store.applications(groupId)) {
      await decide(application, now);
      await dropIdle(application, now);
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

  /** Takes over what came of the vote on an application. */
  async function decide(application: Application, now: Date): Promise<void> {
    if (application.state !== 'voting') return;
    const vote = await voteAbout(application.groupId, `application/${application.id}`);
    if (vote && vote.state !== 'going') await store.decide(application, vote.state, now);
  }

  /** Nobody votes on an application that was taken back, or whose applicant was forgotten. */
  async function dropIdle(application: Application, now: Date): Promise<void> {
    const { id, groupId, state, voteNumber } = application;
    if (state !== 'withdrawn' || voteNumber === undefined) return;
    await dropVote(groupId, `application/${id}`, { reason: 'The application was taken back.', now });
    await store.votedOff(application);
  }

  /** Takes over what came of the votes on members who are out of touch; who has answered or left since needs none. */
  async function replacementsDue(groupId: number, now: Date): Promise<void> {
    for (const { person, replaceAt, renewedAt, kind } of await store.all(groupId)) {
      if (!replaceAt) continue;
      const concerns = aboutReplacing(person.id);
      const vote = await voteAbout(groupId, concerns);
      const isAnswered = renewedAt !== undefined && renewedAt >= replaceAt;
      const hasLeft = kind === 'alumni';
      if (vote?.state === 'going') {
        if (!isAnswered && !hasLeft) continue;
        const reason = isAnswered ? `${person.name} has answered, and goes on.` : `${person.name} has left.`;
        await dropVote(groupId, concerns, { reason, now });
      } else if (vote?.state === 'passed' && !isAnswered && !hasLeft) {
        await store.memberLeaves(groupId, person.id, now);
      }
      await store.replacingEnded(groupId, person.id);
    }
  }

  async function renewalsDue(groupId: number, now: Date): Promise<Date[]> {
    const rules = await store.rules(groupId);
    if (!rules.isYearly) return [];
    const next: Date[] = [];
    for (const member of await store.all(groupId)) {
      const personId = member.person.id;
      if (member.kind === 'voting' && !member.sinceAt) {
        // Since when they are a member is not known: the year begins now.
        await store.renew(groupId, personId, now);
        continue;
      }
      const { step, nextAt } = renewalStep(member, now);
      if (step?.kind === 'ask') {
        const { dueAt, times } = step;
        await store.asked(groupId, personId, {
          dueAt,
          times,
          now,
          wanted: [renewalWanted(groupId, personId, step)],
        });
      } else if (step) {
        const wanted = [silentWanted(groupId, personId, step.dueAt)];
        await store.asked(groupId, personId, { dueAt: step.dueAt, toldAt: now, now, wanted });
      }
      if (nextAt) next.push(nextAt);
    }
    return next;
  }
}

// The publications of polls: each loads the facts and has a view say them.

import { nearestUrl, type View, type ViewContext } from '../../../core/publication.ts';
import type { Attachment } from '../../../core/reply.ts';
import { keyOf } from '../publications.ts';
import { rsvpButtons } from '../views/announcement.ts';
import type { PollsDeps } from './deps.ts';
import type { Participant, Poll } from './facts.ts';
import { chosenDocument, closedDocument, moreDocument, reminderDocument } from './notice-views.ts';
import { answersPicture, pictureWords } from './picture.ts';
import { keys } from './publications.ts';
import { isComplete, isOpen } from './rules.ts';
import type { Shown } from './standing-views.ts';
import { outcomeDocument, pollButtons, pollCard, pollTitle, scheduleButtons } from './views.ts';

/** A way for somebody to the page of their own; undefined when there is none, or nothing to fill in any more. */
export function ownPage({ personalLink }: Pick<PollsDeps, 'personalLink'>, poll: Poll, personId: number) {
  const { id, groupId, closesAt: expiresAt } = poll;
  return poll.state === 'open'
    ? personalLink({ groupId, personId, subject: `polls/${id}`, expiresAt })
    : undefined;
}

/** The answers as a picture, once there are some. */
export async function pictureOf(
  { drawPicture }: Pick<PollsDeps, 'drawPicture'>,
  poll: Poll,
  { now, isNamed }: { readonly now: Date; readonly isNamed: boolean },
): Promise<Attachment[]> {
  if (!poll.participants.some(({ answeredAt }) => answeredAt !== undefined)) return [];
  const content = await drawPicture((draw) => answersPicture(poll, { now, isNamed, draw }));
  return [{ name: `poll-${poll.number}.png`, content, description: pictureWords(poll, now) }];
}

/** Builds the views. */
export function pollPresenters(deps: PollsDeps): Readonly<Record<string, View>> {
  const { store, groups, people } = deps;

  async function found(subject: string, context: ViewContext) {
    const [id, personId] = subject.split('/');
    const poll = await store.poll(context.groupId, Number(id));
    if (!poll) return undefined;
    const [reader] = personId === undefined ? [] : await people.byIds(context.groupId, [Number(personId)]);
    const zone =
      reader?.zone ?? (personId === undefined ? poll.zone : (await groups.find(context.groupId)).zone);
    const own = poll.participants.find((one) => one.personId === Number(personId));
    return { poll, own, shown: { zone, now: context.now } satisfies Shown };
  }

  async function meetingOf(poll: Poll, context: ViewContext) {
    const meeting =
      poll.meetingId === undefined ? undefined : await deps.meeting(poll.groupId, poll.meetingId);
    if (!meeting) return undefined;
    const links = await context.links(keyOf(meeting, 'announcement'));
    return { meeting, url: nearestUrl(links, context.platform) };
  }

  return {
    async card(subject, context) {
      const facts = await found(subject, context);
      if (!facts) return undefined;
      const { poll, shown } = facts;
      const isOver = poll.state === 'withdrawn' || poll.state === 'lapsed';
      if (isOver && !context.isPublished) return undefined;
      const came = await meetingOf(poll, context);
      const document = pollCard(poll, shown, { can: context.can, meetingUrl: came?.url });
      // The picture is drawn once, of the answers that count: each change would send it again.
      const isNamed = poll.namesFor === 'everyone';
      const files = poll.state === 'open' ? [] : await pictureOf(deps, poll, { now: poll.openedAt, isNamed });
      const buttons = context.can.buttons ? { buttons: pollButtons(poll, shown) } : {};
      if (!context.can.topics) {
        return { kind: 'message', document, ...buttons, files };
      }
      const said = poll.state === 'scheduled' ? await context.links(keys.outcome(poll)) : [];
      const isClosed = isOver || said.some(({ platform }) => platform === context.platform);
      return { kind: 'topic', title: pollTitle(poll), document, ...buttons, isClosed, files };
    },
    async outcome(subject, context) {
      const facts = await found(subject, context);
      // Where messages stand by themselves the meeting is announced beside it.
      if (facts?.poll.state !== 'scheduled' || !context.can.topics) return undefined;
      const came = await meetingOf(facts.poll, context);
      return { kind: 'post', document: outcomeDocument(facts.poll, facts.shown, came?.url) };
    },
    async reminder(subject, context) {
      const facts = await found(subject, context);
      if (!facts?.own?.isAwaited || !isWanted(facts.poll, facts.own, context.now)) return undefined;
      const { poll, own, shown } = facts;
      const url = ownPage(deps, poll, own.personId);
      const { buttons } = context.can;
      const document = reminderDocument(poll, own, { ...shown, url, buttons });
      return { kind: 'message', document, ...(buttons && { buttons: pollButtons(poll, shown) }) };
    },
    async more(subject, context) {
      const facts = await found(subject, context);
      if (!facts?.own || !isWanted(facts.poll, facts.own, context.now)) return undefined;
      const { poll, own, shown } = facts;
      const url = ownPage(deps, poll, own.personId);
      const { buttons } = context.can;
      const document = moreDocument(poll, own, { ...shown, url, buttons });
      // Those for all times at once would change what was answered to the others.
      const each = pollButtons(poll, shown).filter(({ action }) => action !== 'polls/all');
      return { kind: 'message', document, ...(buttons && { buttons: each }) };
    },
    async closed(subject, context) {
      const facts = await found(subject, context);
      if (facts?.poll.state !== 'closed') return undefined;
      const { poll, shown } = facts;
      const { buttons } = context.can;
      return {
        kind: 'message',
        document: closedDocument(poll, shown, { buttons }),
        files: await pictureOf(deps, poll, { now: context.now, isNamed: true }),
        ...(buttons && { buttons: scheduleButtons(poll, shown) }),
      };
    },
    async chosen(subject, context) {
      const facts = await found(subject, context);
      if (facts?.poll.state !== 'scheduled' || !facts.own) return undefined;
      const came = await meetingOf(facts.poll, context);
      const isOn = came?.meeting.status === 'scheduled' && came.meeting.startsAt > context.now;
      if (!came || !isOn) return undefined;
      const { buttons } = context.can;
      const document = chosenDocument(facts.poll, facts.own, {
        zone: facts.shown.zone,
        meetingId: came.meeting.id,
        url: came.url,
        buttons,
      });
      return { kind: 'message', document, ...(buttons && { buttons: rsvpButtons(came.meeting) }) };
    },
  };
}

function isWanted(poll: Poll, own: Participant, now: Date): boolean {
  return isOpen(poll, now) && !isComplete(own, poll, now);
}

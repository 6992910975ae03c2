// The publications of polls: each loads the facts and has a view say them.

import type { Content } from '../../../core/content.ts';
import { nearestUrl, standing, type View, type ViewContext } from '../../../core/publication.ts';
import type { Attachment } from '../../../core/reply.ts';
import { keyOf } from '../publications.ts';
import { rsvpButtons } from '../views/announcement.ts';
import type { PollsDeps } from './deps.ts';
import type { Participant, Poll } from './facts.ts';
import { chosenDocument, closedDocument, moreDocument, reminderDocument } from './notice-views.ts';
import { answersPicture, pictureWords } from './picture.ts';
import { pollKey } from './publications.ts';
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

/** The meeting that came of a poll, and where it is announced. */
export async function meetingOf(
  deps: Pick<PollsDeps, 'meeting'>,
  { meetingId, groupId }: Poll,
  { links, platform }: Pick<ViewContext, 'links' | 'platform'>,
) {
  const meeting = meetingId === undefined ? undefined : await deps.meeting(groupId, meetingId);
  return meeting && { meeting, url: nearestUrl(await links(keyOf(meeting, 'announcement')), platform) };
}

/** Builds the views. */
export function pollPresenters(deps: PollsDeps): Readonly<Record<string, View>> {
  const { store, groups, people } = deps;

  /** A view of a poll, for everybody or for somebody; nothing when the poll is gone. */
  const of =
    (show: (facts: Facts, context: ViewContext) => Promise<Content | undefined>): View =>
    async (subject, context) => {
      const [id, personId] = subject.split('/');
      const poll = await store.poll(context.groupId, Number(id));
      if (!poll) return undefined;
      const [reader] = personId === undefined ? [] : await people.byIds(context.groupId, [Number(personId)]);
      const zone =
        reader?.zone ?? (personId === undefined ? poll.zone : (await groups.find(context.groupId)).zone);
      const own = poll.participants.find((one) => one.personId === Number(personId));
      return await show({ poll, own, shown: { zone, now: context.now } }, context);
    };

  /** Asks somebody for answers, in private; `except` names a button that would not fit. */
  const asking = (
    document: typeof reminderDocument,
    { isFor, except }: { isFor(own: Participant): boolean; except?: string },
  ): View =>
    of(async ({ poll, own, shown }, { can: { buttons } }) => {
      if (!own || !isFor(own) || !isOpen(poll, shown.now) || isComplete(own, poll, shown.now))
        return undefined;
      const url = ownPage(deps, poll, own.personId);
      const below = pollButtons(poll, shown).filter(({ action }) => action !== except);
      return { kind: 'message', document: document(poll, own, { ...shown, url, buttons }), buttons: below };
    });

  return {
    card: of(async ({ poll, shown }, context) => {
      const isOver = poll.state === 'withdrawn' || poll.state === 'lapsed';
      if (isOver && !context.isPublished) return undefined;
      const came = await meetingOf(deps, poll, context);
      const document = pollCard(poll, shown, { can: context.can, meetingUrl: came?.url });
      // The picture is drawn once, of the answers that count: each change would send it again.
      const isNamed = poll.namesFor === 'everyone';
      const files = poll.state === 'open' ? [] : await pictureOf(deps, poll, { now: poll.openedAt, isNamed });
      const hasOutcome = poll.state === 'scheduled' && context.can.topics;
      const said = hasOutcome ? await context.links(pollKey(poll, 'outcome')) : [];
      const isClosed = isOver || said.some(({ platform }) => platform === context.platform);
      const buttons = pollButtons(poll, shown);
      return standing(context.can, { title: pollTitle(poll), document, buttons, isClosed, files });
    }),
    outcome: of(async ({ poll, shown }, context) => {
      // Where messages stand by themselves the meeting is announced beside it.
      if (poll.state !== 'scheduled' || !context.can.topics) return undefined;
      const came = await meetingOf(deps, poll, context);
      return { kind: 'post', document: outcomeDocument(poll, shown, came?.url) };
    }),
    reminder: asking(reminderDocument, { isFor: ({ isAwaited }) => isAwaited }),
    // The button for all times at once would change what was answered to the others.
    more: asking(moreDocument, { isFor: () => true, except: 'polls/all' }),
    closed: of(async ({ poll, shown }, { can: { buttons }, now }) => {
      if (poll.state !== 'closed') return undefined;
      return {
        kind: 'message',
        document: closedDocument(poll, shown, { buttons }),
        files: await pictureOf(deps, poll, { now, isNamed: true }),
        buttons: scheduleButtons(poll, shown),
      };
    }),
    chosen: of(async ({ poll, own, shown: { zone } }, context) => {
      if (poll.state !== 'scheduled' || !own) return undefined;
      const came = await meetingOf(deps, poll, context);
      if (came?.meeting.status !== 'scheduled' || came.meeting.startsAt <= context.now) return undefined;
      const { meeting, url } = came;
      const { buttons } = context.can;
      const document = chosenDocument(poll, own, { zone, meetingId: meeting.id, url, buttons });
      return { kind: 'message', document, buttons: rsvpButtons(meeting) };
    }),
  };
}

/** A poll, and what one of its participants said, as they are shown. */
interface Facts {
  readonly poll: Poll;
  readonly own: Participant | undefined;
  readonly shown: Shown;
}

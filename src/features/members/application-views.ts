// What applications look like, and what applicants are told.

import {
  type Block,
  code,
  type Document,
  doc,
  heading,
  link,
  list,
  p,
  quote,
  strong,
  time,
  typed,
} from '../../core/document.ts';
import type { Button } from '../../core/reply.ts';
import { counted } from '../../core/text/counted.ts';
import { shortened } from '../../core/text/shortened.ts';
import type { Application, MemberRules } from './membership-facts.ts';
import { offerDays, offerEndsAt } from './membership-rules.ts';

/** Where an application stands that goes on, after its applicant's name. */
export const currentWords: Readonly<Partial<Record<Application['state'], string>>> = {
  waiting: 'waits for a vote',
  voting: 'is voted on',
  listed: 'waits for a seat',
  offered: 'was offered a seat',
};

/** Where an application stands that can no longer be changed, and what its applicant does next. */
export function unchangeableWords(application: Application | undefined): string {
  switch (application?.state) {
    case 'waiting':
      return 'Your application waits for a vote. `/apply` changes it, and I tell you in private what comes of it.';
    case 'listed':
      return 'You are on the waiting list: the members voted for you, and no seat is free. I write to you in private when one is; until then there is nothing to do.';
    case 'offered':
      return 'A seat is kept for you: `/member seat take:yes` takes it, `/member seat take:no` leaves it to the next in line.';
    default:
      return 'Your application is being voted on, so it can no longer be changed; `/member withdraw` takes it back. I tell you in private what comes of it.';
  }
}

const applicationWords: Readonly<Record<Application['state'], string>> = {
  waiting: 'It waits for a vote. The applicant can still change it.',
  voting: 'It is voted on.',
  accepted: 'Accepted: they became a member.',
  declined: 'The vote did not take them in.',
  listed: 'Accepted, and on the waiting list: no seat is free for them now.',
  offered: 'A free seat is offered to them.',
  withdrawn: 'Withdrawn by the applicant.',
  lapsed: 'They did not take the seat that was offered in time.',
};

/** An application, for the members. */
export function applicationCard(application: Application): Document {
  const part = (title: string, text: string): Block[] =>
    text === '' ? [] : [p(strong(title)), quote(...typed(text))];
  const { state, voteNumber } = application;
  return doc(
    heading(2, `Application ${application.number}: ${application.name}`),
    ...part('About themselves', application.introduction),
    ...part('Why', application.why),
    ...part('What they bring', application.brings),
    application.agreed &&
      p('They agreed to the code of conduct: ', link(application.agreed.to, application.agreed.to), '.'),
    application.clearedAt && p('What they wrote is deleted.'),
    voteNumber === undefined
      ? p(state === 'declined' ? 'An organiser closed it without a vote.' : applicationWords[state])
      : p(`${applicationWords[state]} It ${state === 'voting' ? 'is' : 'was'} vote ${voteNumber}.`),
    application.state === 'waiting' &&
      p`A member opens the vote with the button, or with
        ${code(`/member vote application:${application.number}`)}.`,
  );
}

/** The buttons of a card. */
export function applicationButtons({ id, state }: Application): Button[] {
  if (state !== 'waiting') return [];
  return [{ label: 'Open the vote', action: 'members/vote', args: [String(id)], style: 'primary' }];
}

/** So many of those that wait have a button. */
const mostButtons = 5;

/** Reminds of applications that nobody puts to a vote. */
export function unvotedDocument(waiting: readonly Application[], zone: string): Document {
  const [first] = waiting;
  return doc(
    heading(2, waiting.length === 1 ? 'An application waits for a vote' : 'Applications wait for a vote'),
    list(
      ...waiting.map(({ number, name, createdAt }) => [
        strong(`Application ${number}:`),
        ` ${name}, since `,
        time(createdAt, zone, 'date'),
      ]),
    ),
    p`Until there is a vote, they hear nothing. Read what they wrote with
      ${code(`/member application application:${first?.number}`)}. A member opens a vote with
      ${code(`/member vote application:${first?.number}`)}; an organiser closes what needs none, such as an
      advertisement, with ${code(`/member decline application:${first?.number}`)}.`,
  );
}

/** The buttons below it. */
export function unvotedButtons(waiting: readonly Application[]): Button[] {
  return waiting.slice(0, mostButtons).map(({ id, name }) => ({
    label: shortened(waiting.length === 1 ? 'Open the vote' : `Vote on ${name}`, 80),
    action: 'members/vote',
    args: [String(id)],
    style: 'primary',
  }));
}

/** What an applicant reads who has just applied. */
export function receivedDocument(
  { number, agreed }: Application,
  { isNew, rules }: { isNew: boolean; rules: MemberRules },
): Document {
  return doc(
    p`${strong(isNew ? 'Thank you, your application arrived.' : 'Your application is changed.')} It is number ${number}.
      Members read it and vote on it; I tell you in private what came out, and ${code('/member show')} says where
      it stands.`,
    p`Until the vote opens you can change it with ${code('/apply')}, and take it back with
      ${code('/member withdraw')}. What you wrote is deleted ${counted(rules.keepDays, 'day')} after the decision.`,
    agreed &&
      p`By sending it you agreed to the code of conduct: ${link(agreed.to, agreed.to)}. If you do not agree,
        take it back.`,
  );
}

/** Tells an applicant that the vote has ended without a result. */
export function tiedDocument(groupName: string): Document {
  return doc(
    heading(2, `Your application to ${groupName}`),
    p('The vote on it has ended without a result, which is no judgement of you. A member can open another.'),
    p`There is nothing to do: I tell you in private what comes of it. Until then you can change it with
      ${code('/apply')}, and take it back with ${code('/member withdraw')}.`,
  );
}

/** What an applicant is told of the result; nothing while there is none. */
export function resultNotice(
  { state, name, voteNumber }: Application,
  groupName: string,
): Document | undefined {
  switch (state) {
    case 'waiting':
    case 'voting':
    case 'withdrawn':
      return undefined;
    case 'accepted':
      return doc(
        heading(2, `Welcome to ${groupName}, ${name}!`),
        p`${voteNumber === undefined ? 'You' : 'The members voted for you: you'} are a member now, and have a vote.`,
        p`Next, if you have not yet, tell me your time zone with ${code('/member zone')}, so that times are shown as
          you read them.`,
      );
    case 'listed':
    case 'offered':
      return doc(
        heading(2, `${groupName} would like to have you`),
        p`The members voted for you, but no seat is free for you at the moment. You are on the waiting list.`,
        p`As soon as one is free, I ask you in private whether you would like it. There is nothing to do until
          then.`,
      );
    default:
      return doc(
        heading(2, `Your application to ${groupName}`),
        p`Thank you for offering your time. ${
          voteNumber === undefined
            ? 'An organiser has closed your application without a vote, and what you wrote is deleted.'
            : 'This time the vote did not take you in.'
        }`,
        p`That is no judgement of your work, which is welcome without membership as well. You can apply again
          whenever you like with ${code('/apply')}; what you have done in the meantime helps.`,
      );
  }
}

/** Offers a seat. */
export function offerDocument(
  application: Application,
  { groupName, zone, hasButtons }: { groupName: string; zone: string; hasButtons: boolean },
): Document {
  const until = offerEndsAt(application);
  return doc(
    heading(2, `A seat in ${groupName} is free for you`),
    p`Would you like it? It is kept for you
      ${until ? ['until ', time(until, zone, 'date')] : `for ${offerDays} days`}. Answer with${hasButtons ? ' a button, or with' : ''}
      ${code('/member seat take:yes')}.`,
  );
}

/** The buttons below an offer. */
export function offerButtons({ id, state }: Application): Button[] {
  if (state !== 'offered') return [];
  return [
    { label: 'Take the seat', action: 'members/seat', args: [String(id), 'yes'], style: 'success' },
    { label: 'No, thank you', action: 'members/seat', args: [String(id), 'no'] },
  ];
}

/** Says that the group has fewer seats now than it had offered. */
export function unofferedDocument(groupName: string): Document {
  return doc(
    heading(2, `The seat in ${groupName} is not free any more`),
    p('The group has fewer seats than it had offered, so I had to take yours back. I am sorry.'),
    p`You have your place on the waiting list again: I write to you as soon as a seat is free, and there is nothing
      to do until then.`,
  );
}

/** Says that an offer is over. */
export function lapsedDocument(groupName: string): Document {
  return doc(
    p`The seat in ${groupName} is no longer kept for you: its ${offerDays} days are over.`,
    p('You are welcome to apply again with ', code('/apply'), '.'),
  );
}

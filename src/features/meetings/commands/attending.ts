// Saying whether one comes, by button or in words, and asking to be pinged by the reminders.

import { buttonsOn } from '../../../core/command/buttons.ts';
import { type Action, type Command, command, option } from '../../../core/command.ts';
import { code, doc, p, strong, time } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { type Reply, whisper } from '../../../core/reply.ts';
import { listed } from '../../../core/text/listed-words.ts';
import type { MeetingsDeps } from '../deps.ts';
import type { Answer, Meeting } from '../facts.ts';
import { defaultReminders, reminderAt } from '../rules.ts';
import { readerOf, whereabouts } from '../shown.ts';
import { isAboutJoining, spokenAnswer } from '../spoken-answer.ts';
import { answers } from '../store/rows.ts';
import { meetingOffers } from '../views/offers.ts';
import { reminderWords } from '../views/reminder.ts';
import { refuseOver } from './changing.ts';
import { type Asked, meetingById, meetingOption, oneMeeting } from './lookup.ts';

const answered: Readonly<Record<Answer, string>> = {
  going: 'Good to know that you come to ',
  maybe: 'Noted that you may come to ',
  cant: 'Noted that you cannot come to ',
};

/** Builds the command. */
export function attendingCommand(deps: MeetingsDeps): Command {
  return command({
    name: 'meeting rsvp',
    description: 'Says whether you come to the next meeting, or to another',
    access: 'everyone',
    options: {
      answer: option.choice(
        'Whether you come',
        { going: 'Going', maybe: 'Maybe', cant: "Can't" },
        { required: true, meant: spokenAnswer },
      ),
      meeting: meetingOption(deps),
    },
    spoken: {
      about: 'meeting',
      isAnswer: true,
      read(words) {
        const answer = spokenAnswer(words);
        return answer && { answer };
      },
      async isMeant(request, words) {
        if (!isAboutJoining(words)) return true;
        const { meeting } = await oneMeeting(deps, request, undefined);
        // Whoever cannot join what is going on looks for the way in: they are told where it is.
        return !isGoingOn(meeting, request.now);
      },
      async spokenHint(request) {
        const { meeting } = await oneMeeting(deps, request, undefined);
        const { placeUrl } = await whereabouts(deps, meeting, readerOf(deps, request));
        return meetingOffers(meeting, { placeUrl, isOrganiser: request.isOrganiser, zone: request.zone });
      },
    },
    run: async (request, { answer, meeting }) => answerWith(await oneMeeting(deps, request, meeting), answer),
  });
}

/** People join some minutes early. */
const earlyMilliseconds = 15 * 60_000;

const isGoingOn = ({ startsAt, endsAt }: Meeting, now: Date): boolean =>
  now.getTime() >= startsAt.getTime() - earlyMilliseconds && now < endsAt;

/** Builds the buttons' actions. */
export function attendingActions(deps: MeetingsDeps): Action[] {
  const button = buttonsOn((request, id) => meetingById(deps, request, id));
  return [
    button('meetings/rsvp', [answers.options], (found, [answer]) => answerWith(found, answers.parse(answer))),
    button('meetings/remind', [], async ({ meeting, request }) => {
      refuseGone(meeting, request.now);
      const who = await deps.people.of(request.groupId, request.caller);
      const isOn = await deps.store.toggleReminder(meeting, { personId: who.id, now: request.now });
      return whisper(
        isOn
          ? p`I will ping you with the reminders of ${strong(meeting.name)}. Press again to stop that.`
          : p('I will not ping you with the reminders of ', strong(meeting.name), '.'),
      );
    }),
    button('meetings/silence', ['text?'], async ({ meeting, request }, [below]) => {
      const who = await deps.people.of(request.groupId, request.caller);
      await deps.store.forgetReminder(meeting, who.id);
      await deps.store.silence(meeting, who.id);
      return whisper(
        p`I will not remind you of ${strong(meeting.name)}. ${strong('Remind me')} turns it on again.`,
        // A reminder stays, with when and where.
        { replaces: below !== 'reminder' },
      );
    }),
  ];
}

async function answerWith({ deps, request, meeting, series }: Asked, answer: Answer): Promise<Reply> {
  refuseGone(meeting, request.now);
  const who = await deps.people.of(request.groupId, request.caller);
  const { isReminded, isFirst, waiting } = await deps.store.answer(meeting, {
    personId: who.id,
    answer,
    now: request.now,
  });
  const isTold = answer === 'going' && isReminded && isFirst && waiting === undefined;
  const reminders = (series?.reminders ?? defaultReminders).filter(
    (minutes) => reminderAt(meeting, minutes) > request.now,
  );
  return whisper(
    doc(
      p(answered[answer], strong(meeting.name), ' on ', time(meeting.startsAt, request.zone), '.'),
      waiting !== undefined &&
        p`All seats are taken: you are number ${waiting} in the queue, and I tell you when you have one.
          Until then only reminders that you asked for come.`,
      isTold && remindedLine(reminders),
      answer === 'cant' &&
        p`You are not reminded of it. Should you be able to come after all, answer once more:
          ${code('/meeting rsvp answer:going')}.`,
    ),
    isTold && reminders.length > 0
      ? { buttons: [{ label: 'No reminders', action: 'meetings/silence', args: [String(meeting.id)] }] }
      : {},
  );
}

/** When somebody who comes is reminded, and how to stop that; or that there is nothing to remind with. */
function remindedLine(reminders: readonly number[]) {
  if (reminders.length === 0)
    return p`No reminder of it is planned. For one of your own: ${code('/meeting remind-me before:1h')}.`;
  return p`I remind you ${listed(reminders.map(reminderWords))}. To stop that:
    ${code('/meeting remind-me before:off')}.`;
}

/** Throws a UserError for a meeting that is over or cancelled. */
export function refuseGone(meeting: Meeting, now: Date): void {
  refuseOver(meeting, now);
  if (meeting.status === 'cancelled')
    throw new UserError(`"${meeting.name}" is cancelled. \`/meeting next\` shows what is coming.`);
}

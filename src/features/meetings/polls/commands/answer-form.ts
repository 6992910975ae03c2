// The form in which a poll is answered, time by time.
import type { Request } from '../../../../core/command.ts';
import { UserError } from '../../../../core/errors.ts';
import { type FormReply, field, openForm, type SelectField } from '../../../../core/reply.ts';
import { instantWords } from '../../../../core/time-words.ts';
import { type Answered, answerWords } from '../answers.ts';
import type { Participant, Poll, PollAnswer } from '../facts.ts';
import { pollAnswers } from '../store-rows.ts';
import { perForm } from '../views.ts';

/** The answers of a form, whose fields are called after the times' numbers. */
export function answersIn(
  values: Readonly<Record<string, string | undefined>>,
  poll: Poll,
  now: Date,
): Answered {
  const answers = new Map<number, PollAnswer>();
  for (const number of openNumbers(poll, now)) {
    const answer = pollAnswers.find((one) => one === values[`time-${number}`]);
    if (answer) answers.set(number, answer);
  }
  return answers;
}

/** The numbers of the times that are still to come. */
export function openNumbers({ options }: Pick<Poll, 'options'>, now: Date): number[] {
  return options.flatMap((at, index) => (at > now ? [index + 1] : []));
}

/** The form for a poll's open times, `perForm` at once, filled in with what somebody answered before. */
export function answersForm(
  poll: Poll,
  { zone, now }: Request,
  shown: { page: number; own: Participant | undefined; typed: Readonly<Record<string, string>> },
): FormReply {
  const { page, own, typed } = shown;
  const numbers = poll.options.map((_, index) => index + 1).slice(page * perForm, (page + 1) * perForm);
  const open = numbers.filter((number) => openNumbers(poll, now).includes(number));
  if (open.length === 0) throw new UserError('These times are past. `/poll show` shows the others.');
  const place = zone.replaceAll('_', ' ');
  const fields = open.flatMap((number): SelectField[] => {
    const at = poll.options[number - 1];
    const value = typed[`time-${number}`] ?? own?.answers[number - 1];
    if (!at) return [];
    return [
      field.select(`time-${number}`, `${number}. ${clockWords(at, zone)}`, {
        hint: `On the clocks of ${place}. Another zone of yours? Tell me with /member zone.`,
        choices: pollAnswers.map((answer) => ({ name: answerWords[answer], value: answer })),
        ...(value !== undefined && { value }),
      }),
    ];
  });
  return openForm('polls/answer', { title: poll.name, args: [String(poll.id), String(page)], fields });
}

/** `Wednesday 2 September 2026, 20:00`: at most 40 characters. */
function clockWords(at: Date, zone: string): string {
  return instantWords(at, zone).replace(/(\d\d:\d\d) .*$/u, '$1');
}

// A poll on a page of one's own, behind a personal link: each time in the reader's zone, with three answers to choose from.
import { doc, p, strong, time } from '../../../core/document.ts';
import type { FeaturePages, PageField, PersonalRequest } from '../../../core/page.ts';
import { answerWords } from './answers.ts';
import { answersIn } from './commands/answer-form.ts';
import { keepAnswers } from './commands/answering.ts';
import type { PollsDeps } from './deps.ts';
import type { Participant, Poll } from './facts.ts';
import { isOpen, mayAnswer } from './rules.ts';
import { pollAnswers } from './store-rows.ts';
import { pollBody, pollTitle } from './views.ts';

/** Offers the page. */
export function pollPages(deps: PollsDeps): FeaturePages {
  const { store } = deps;

  /** The poll, for somebody who may answer it now. */
  async function pollFor({ path, group, person }: PersonalRequest): Promise<Poll | undefined> {
    const id = /^\d{1,9}$/u.exec(path)?.[0];
    const poll = id === undefined ? undefined : await store.poll(group.id, Number(id));
    const isTheirs = poll && mayAnswer(poll, { id: person.id, isMember: person.role !== 'none' });
    return isTheirs ? poll : undefined;
  }

  return {
    name: 'polls',
    async personal(request) {
      const { person, group, now } = request;
      const poll = await pollFor(request);
      if (!poll) return undefined;
      const zone = person.zone ?? group.zone;
      const own = poll.participants.find(({ personId }) => personId === person.id);
      const isTaking = isOpen(poll, now);
      return {
        title: pollTitle(poll),
        document: async () =>
          doc(
            // Its buttons and commands are those of chat; here is a form.
            ...pollBody(poll, { zone, now }, { can: { buttons: true } }).children,
            own?.answeredAt && p(strong('You answered'), ' ', time(own.answeredAt, zone), '.'),
          ),
        ...(isTaking && {
          form: {
            fields: fieldsOf(poll, own, { zone, now }),
            submit: own?.answeredAt ? 'Change my answers' : 'Send my answers',
          },
        }),
      };
    },
    async submit(request, values) {
      const poll = await pollFor(request);
      if (!poll) return { said: 'That poll is not there any more.', isRefused: true };
      const { person, now } = request;
      const typed = Object.fromEntries([...values].map(([name, [value]]) => [name, value]));
      const answers = answersIn(typed, poll, now);
      if (answers.size === 0) return { said: 'Choose an answer for at least one time.', isRefused: true };
      const isMember = person.role !== 'none';
      const { said } = await keepAnswers(deps, poll, { person, isMember, answers, now });
      return { said };
    },
  };
}

function fieldsOf(
  { options }: Poll,
  own: Participant | undefined,
  { zone, now }: { readonly zone: string; readonly now: Date },
): PageField[] {
  return options.flatMap((at, index): PageField[] => {
    if (at <= now) return [];
    const answer = own?.answers[index];
    return [
      {
        kind: 'one',
        name: `time-${index + 1}`,
        label: [`${index + 1}. `, time(at, zone)],
        required: false,
        choices: pollAnswers.map((value) => ({ value, label: [answerWords[value]] })),
        ticked: answer ? [answer] : [],
      },
    ];
  });
}

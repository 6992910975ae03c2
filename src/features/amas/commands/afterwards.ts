// After an AMA: carrying what stayed open to the next meeting, another AMA or issues.

import { buttonsOn } from '../../../core/command/buttons.ts';
import { type Action, type Command, command, option } from '../../../core/command.ts';
import { code, doc, p, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { repositoriesTyped } from '../../../core/github/repository-typed.ts';
import { type Button, type Reply, whisper } from '../../../core/reply.ts';
import { shortened } from '../../../core/text/shortened.ts';
import type { AmasDeps } from '../deps.ts';
import type { AmaFacts } from '../facts.ts';
import { keys, topicKey, topicOf } from '../publication-keys.ts';
import { buttonOn, questionList } from '../views/question.ts';
import { numbersOf } from '../views/summary.ts';
import { issueButtons, issuesPreview, openIssues } from './carrying-issues.ts';
import { carryInto, carryPreview } from './carrying-over.ts';
import { type AmaLookup, amaLookup, asHost, type Scope } from './lookup.ts';
import { amaOption, amaOrLast } from './options.ts';

/** `/ama carry`. */
export function afterwardsCommand(lookup: AmaLookup): Command {
  return command({
    name: 'ama carry',
    description: 'Puts what stayed open on the next agenda, into another AMA, or into issues',
    access: 'everyone',
    options: {
      repository: option.text('As owner/name, to open an issue for each instead', {
        repositoriesIn: repositoriesTyped,
        max: 140,
      }),
      into: amaOption(lookup, 'Another AMA that takes them, with their votes'),
      questions: option.text('Which for issues or another AMA, by number: 3, 5.1; all if left out'),
      ama: amaOrLast(lookup),
    },
    async confirm(request, { ama, repository, into, questions }) {
      const scope = await lookup.meant(request, ama);
      if (into !== undefined) return await carryPreview(scope, { into, questions, repository });
      if (repository !== undefined) return await issuesPreview(scope, { repository, questions });
      const { open } = await carried(scope);
      return {
        document: doc(
          p`Shall I put ${open.length === 1 ? 'this question' : `these ${open.length} questions`} of
              ${strong(scope.ama.title)} on the agenda of the next meeting?`,
          questionList(open, 15),
        ),
        label: 'Put on the agenda',
        values: { ama: String(scope.ama.id) },
      };
    },
    async run(request, { ama, repository, into, questions }) {
      const scope = await lookup.meant(request, ama);
      if (into !== undefined) return await carryInto(scope, { into, questions, repository });
      return repository === undefined
        ? await carry(scope)
        : await openIssues(scope, { repository, questions });
    },
  });
}

/** The button by which hosts and organisers carry what stayed open. */
export function afterwardsAction(lookup: AmaLookup): Action {
  return buttonsOn(lookup.scope)('amas/carry', [], carry);
}

/** The buttons that take further what stayed open, once the AMA is over; `open` says how many questions. */
export function afterwardsButtons(scope: Pick<Scope, 'lookup' | 'ama' | 'group'>, open: number): Button[] {
  if (scope.ama.state !== 'closed' || open === 0) return [];
  const label = `Put ${open} open ${open === 1 ? 'question' : 'questions'} on the next agenda`;
  return [buttonOn(scope.ama, label, 'carry'), ...issueButtons(scope, open)];
}

/** Puts what stayed open on the agenda of the next meeting, each question once. */
async function carry(scope: Scope): Promise<Reply> {
  const { lookup, request, ama } = scope;
  const { open, waiting } = await carried(scope);
  let meeting: string | undefined;
  for (const question of open) {
    meeting = await lookup.topicsForNextMeeting(ama.groupId, {
      key: topicKey(question),
      text: shortened(`${question.text.replaceAll(/\s+/gu, ' ')} (${ama.title})`, 200),
      now: request.now,
    });
    if (meeting === undefined) {
      throw new UserError('No meeting is planned. Plan one with `/meeting series create`, then try again.');
    }
  }
  return whisper(
    doc(
      p`${open.length} open ${open.length === 1 ? 'question is' : 'questions are'} on the agenda of
        ${strong(meeting ?? '')}. ${code('/meeting topic list')} shows it.`,
      waiting > 0
        ? p(`${waiting} that no moderator has looked at ${waiting === 1 ? 'stays' : 'stay'} behind.`)
        : undefined,
    ),
  );
}

/** Where a topic was answered that was carried to an agenda. */
interface AnsweredTopic {
  /** Of the AMA in which; of one that not everybody may read it says no more than that. */
  readonly title: string;
  /** The key under which the answer is published; absent where not everybody may read it. */
  readonly key?: string;
  /** Where it stands, if a host gave it there. */
  readonly url?: string;
}

/** Builds what finds the answer to a topic by the key with which it was put on an agenda, even if it was given in a later AMA. */
export function answeredTopic(deps: AmasDeps) {
  const { isForAll } = amaLookup(deps);
  return async (groupId: number, key: string): Promise<AnsweredTopic | undefined> => {
    const of = topicOf(key);
    const asked = of && (await deps.store.question(of.id, of.amaId));
    const ama = asked && (await deps.store.ama(of.amaId, groupId));
    if (!ama) return undefined;
    const found =
      asked.state === 'answered' ? { ama, question: asked } : await deps.store.answeredLater(asked);
    if (found?.question.state !== 'answered') return undefined;
    if (!(await isForAll(found.ama, await deps.groups.find(groupId)))) return { title: 'another AMA' };
    const { url } = found.question.answer ?? {};
    return { title: found.ama.title, key: keys.answer(found.ama, found.question), ...(url && { url }) };
  };
}

/** The questions that stayed open. Throws when there are none, or it is not the caller's to do. */
async function carried(scope: Scope) {
  await asHost(scope);
  const questions = await scope.lookup.store.questions(scope.ama.id);
  const open = questions.filter(({ state }) => state === 'approved');
  const { waiting } = numbersOf(questions);
  if (open.length === 0) throw new UserError(nothingOpen(scope.ama, waiting));
  return { open, waiting };
}

/** Why nothing is carried to a meeting: what no moderator looked at is shown to nobody there. */
function nothingOpen({ title, state }: Pick<AmaFacts, 'title' | 'state'>, waiting: number): string {
  if (waiting === 0) return `No question of "${title}" stayed open.`;
  const [count, wait] = waiting === 1 ? ['1 question', 'waits'] : [`${waiting} questions`, 'wait'];
  return state === 'closed'
    ? `No moderator looked at ${count} of "${title}", so I put ${waiting === 1 ? 'it' : 'them'} on no agenda. \`/ama create\` with \`carry:"${title}"\` takes ${waiting === 1 ? 'it' : 'them'} into another AMA, where a moderator looks first.`
    : `No approved question of "${title}" is open; ${count} still ${wait} for a moderator.`;
}

// After an AMA: carrying what stayed open to the next meeting, another AMA or issues.
import { buttonsOn } from '../../../core/command/buttons.ts';
import {
  type Action,
  type Command,
  type Confirmation,
  command,
  longestFor,
  option,
} from '../../../core/command.ts';
import { code, doc, p, questionMark, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { repositoriesTyped } from '../../../core/github/repository-typed.ts';
import { type Button, type Reply, whisper } from '../../../core/reply.ts';
import { shortened } from '../../../core/text/shortened.ts';
import type { AmasDeps } from '../deps.ts';
import { type AmaFacts, labelOf } from '../facts.ts';
import { keys, topicKey, topicOf } from '../publication-keys.ts';
import { buttonOn, questionList } from '../views/question.ts';
import { numbersOf } from '../views/summary.ts';
import { notAtWork } from '../wording.ts';
import { issueButtons, issuesPreview, openIssues, stayedOpen } from './carrying-issues.ts';
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
      const scope = await lookup.meantAfter(request, ama);
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
      const scope = await lookup.meantAfter(request, ama);
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
    if (meeting === undefined)
      throw new UserError('No meeting is planned. Plan one with `/meeting series create`, then try again.');
  }
  return whisper(
    doc(
      p`${open.length} open ${open.length === 1 ? 'question is' : 'questions are'} on the agenda of
        ${strong(meeting ?? '')}. ${code('/meeting topic list')} shows it.`,
      waiting > 0 &&
        p(`${waiting} that no moderator has looked at ${waiting === 1 ? 'stays' : 'stay'} behind.`),
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

/** What somebody wants another AMA to take. */
interface CarryOptions {
  /** The other AMA, as it was typed. */
  readonly into: string;
  readonly questions: string | undefined;
  readonly repository: string | undefined;
}

/** So many questions are listed before it is done. */
const mostListed = 15;

/** What is asked before questions go: which, where to, and who is told. */
async function carryPreview(scope: Scope, asked: CarryOptions): Promise<Confirmation> {
  const { ama: from, request } = scope;
  const { to, chosen } = await wanted(scope, asked);
  const isOne = chosen.length === 1;
  const words = isOne ? 'this question' : `these ${chosen.length} questions`;
  const numbers = chosen.map(labelOf).join(', ');
  // Where the yes is typed it names them, if they fit; a button keeps what was shown.
  const areNamed = !request.can.buttons && numbers.length <= longestFor({ type: 'string' });
  const waiting = chosen.filter(({ state }) => state === 'waiting').length;
  return {
    document: doc(
      p(`Shall I put ${words} of `, strong(from.title), ' to ', strong(to.title), questionMark(to.title)),
      questionList(chosen, mostListed),
      p`${isOne ? 'It goes with its votes, and whoever asked it' : 'They go with their votes, and whoever asked them'}
        is told ${to.state === 'draft' ? 'once it is announced' : `where ${isOne ? 'it is' : 'they are'}`}.`,
      waiting > 0 &&
        p`No moderator has looked at ${isOne ? 'it' : `${waiting} of them`}; there a moderator looks first.`,
    ),
    label: 'Carry over',
    values: { ama: String(from.id), into: String(to.id), ...(areNamed && { questions: numbers }) },
    overwrites: numbers,
  };
}

/** Puts them there, and says so. */
export async function carryInto(scope: Scope, asked: CarryOptions): Promise<Reply> {
  const { lookup, request, ama: from } = scope;
  const { to, chosen } = await wanted(scope, asked);
  const questionIds = chosen.map(({ id }) => id);
  const carried = await lookup.store.carryInto(from, to, { questionIds, now: request.now });
  if (carried === undefined) throw new UserError(notAtWork({ ...to, state: 'closed' }));
  return whisper(
    p`${carried} ${carried === 1 ? 'question is' : 'questions are'} in ${strong(to.title)}
      ${to.state === 'draft' ? 'now. Whoever asked is told once it is announced.' : 'now, and whoever asked is told.'}`,
  );
}

/** The questions that are meant, and the other AMA. Throws when it cannot be, or is not the caller's to do. */
async function wanted(scope: Scope, { into, questions: typed, repository }: CarryOptions) {
  const { lookup, ama: from } = scope;
  await asHost(scope);
  if (repository !== undefined)
    throw new UserError('Into another AMA, or into issues? Give `into` or `repository`, not both.');
  const other = await lookup.meant(scope.request, into);
  const { ama: to } = other;
  await asHost(other);
  if (to.id === from.id) throw new UserError(`"${to.title}" has them. Name another AMA with \`into\`.`);
  if (to.state === 'closed') throw new UserError(notAtWork(to));
  const meant = await stayedOpen(scope, ['approved', 'waiting'], typed);
  const gone = await Promise.all(meant.map((question) => lookup.store.carriedTo(question)));
  const chosen = meant.filter((_, i) => gone[i] === undefined);
  const [first] = gone.filter((one) => one !== undefined);
  if (chosen.length > 0 || !first) return { to, chosen };
  throw new UserError(
    meant.length === 1
      ? `That question is in "${first.title}" already, as question ${first.label}: answer it there.`
      : `Those questions were carried over already, the first one into "${first.title}": answer them there.`,
  );
}

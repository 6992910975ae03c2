// After an AMA: what stayed open is put to another one that is planned or goes on, and whoever asked is told where it is.
import { type Confirmation, longestFor } from '../../../core/command.ts';
import { doc, p, questionMark, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { type Reply, whisper } from '../../../core/reply.ts';
import { type AmaFacts, labelOf, type QuestionFacts } from '../facts.ts';
import { questionList } from '../views/question.ts';
import { notAtWork } from '../wording.ts';
import { stayedOpen } from './carrying-issues.ts';
import { asHost, type Scope } from './lookup.ts';

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
export async function carryPreview(scope: Scope, asked: CarryOptions): Promise<Confirmation> {
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
      waiting > 0
        ? p`No moderator has looked at ${isOne ? 'it' : `${waiting} of them`}; there a moderator looks first.`
        : undefined,
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
async function wanted(
  scope: Scope,
  { into, questions: typed, repository }: CarryOptions,
): Promise<{ to: AmaFacts; chosen: readonly QuestionFacts[] }> {
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

// Drafting: a host sees how an answer will look, keeps it, edits it, hands it over and publishes it; nothing written is lost.
import { wholeNumber } from '../../../core/command/arguments.ts';
import { wordsFor } from '../../../core/command/error-words.ts';
import { type Command, command, type GivenFile, option, type Request } from '../../../core/command.ts';
import type { PersonFacts } from '../../../core/directory.ts';
import { code, doc, p } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { type Reply, whisper } from '../../../core/reply.ts';
import { isAnswerable, questionMark } from '../draft-fit.ts';
import { type DraftFacts, labelOf, type QuestionFacts } from '../facts.ts';
import { isAtWork, presentHosts } from '../rules.ts';
import { mostDrafts } from '../store/drafts.ts';
import {
  allDraftsDocument,
  type DraftsFacts,
  draftButtons,
  draftsDocument,
  previewDocumentOf,
} from '../views/draft.ts';
import { buttonOn } from '../views/question.ts';
import { notAtWork } from '../wording.ts';
import { keptFile } from './given-files.ts';
import { namedHosts } from './hosting.ts';
import { type AmaLookup, asHost, type Found, peopleIn, type Scope } from './lookup.ts';
import { amaOption, hostOption, questionOption } from './options.ts';
import { answering, named, refuse } from './question-steps.ts';

/** A draft with its question, for a host or an organiser. */
export type FoundDraft = Found & { readonly draft: DraftFacts; readonly host: PersonFacts };

/** The draft of this number. Throws when it is not there any more, or not the caller's to see. */
export async function foundDraft(
  lookup: AmaLookup,
  request: Request,
  id: string | undefined,
): Promise<FoundDraft> {
  const draft = await lookup.store.draftById(wholeNumber(id) ?? 0);
  if (!draft) throw goneDraft();
  const found = await lookup.asked(request, String(draft.questionId));
  return { ...found, draft, host: await asHost(found) };
}

const goneDraft = () =>
  new UserError(
    'That draft is not there any more: it was published or discarded. `/ama queue` shows how the question stands.',
  );

/** Why a question takes no more drafts. */
export const tooManyDrafts = (question: QuestionFacts) =>
  new UserError(
    `Question ${labelOf(question)} has ${mostDrafts} drafts already. Discard one first: \`/ama draft question:${labelOf(question)}\`.`,
  );

/** What the views show of drafts of a question. */
export async function draftsFacts(
  lookup: Pick<AmaLookup, 'people' | 'store'>,
  { ama, question }: Pick<Found, 'ama' | 'question'>,
  drafts: readonly DraftFacts[],
): Promise<DraftsFacts> {
  const ids = [...peopleIn([question]), ...drafts.flatMap((one) => [one.writtenById, one.heldById])];
  const into = await lookup.store.question(question.mergedIntoId);
  return {
    ama,
    question,
    people: await lookup.people.byIds(ama.groupId, [...new Set(ids)]),
    ...(into && { mergedInto: labelOf(into) }),
  };
}

/** What a host wrote, and what they knew of. */
interface NewDraft {
  readonly text: string;
  /** The version of the answer that they knew of, if it is not the present one. */
  readonly basedOn?: number | undefined;
  /** The mark of what the question said when they began, if that was before. */
  readonly seen?: string | undefined;
}

/** Keeps what a host wrote and shows how it will look, with what others said meanwhile. */
export async function keptDraft(found: Found, { text, seen, basedOn }: NewDraft): Promise<Reply> {
  const { lookup, request, ama, question } = found;
  const { id: writtenById } = await answering(found);
  if (text.trim() === '') throw new UserError('The answer is empty. Please type it and send it again.');
  if (!isAnswerable(question)) return await refuse(found, 'answer');
  const draft = await lookup.store.draft(ama, question, {
    text: text.trim(),
    basedOn: basedOn ?? question.answerVersion,
    questionMark: seen ?? questionMark(question),
    writtenById,
    sourceId: request.id,
    now: request.now,
  });
  if (!draft) throw tooManyDrafts(question);
  return await shownDraft({ ...found, draft });
}

/** Keeps words that were not published, as when their file was refused, and says why before it shows them. */
export async function keepUnpublished(found: Found, text: string, error: UserError): Promise<Reply> {
  const kept = await keptDraft(found, { text });
  if (kept.kind !== 'said') return kept;
  const said = p('What you wrote is not lost:');
  return { ...kept, document: doc(...wordsFor(error).children, said, ...kept.document.children) };
}

/** Keeps a file with these words, and says whether it was taken; without any it goes below the caller's draft, else below the answer that there is. */
async function draftedFile(found: Found, text: string | undefined, file: GivenFile) {
  const host = await answering(found);
  const { lookup, request, ama, question } = found;
  const taken = async (reply: Promise<Reply>) => ({ reply: await reply, isTaken: true });
  let link: string;
  try {
    link = await keptFile(found, file);
  } catch (error) {
    if (!(error instanceof UserError) || text === undefined) throw error;
    return { reply: await keepUnpublished(found, text, error), isTaken: false };
  }
  const below = (words: string | undefined) => [words?.trim() ?? '', link].filter(Boolean).join('\n\n');
  const drafts = text === undefined ? await lookup.store.draftsOf(question.id) : [];
  const own = drafts.findLast(({ heldById }) => heldById === host.id);
  if (!own) return await taken(keptDraft(found, { text: below(text ?? question.answer?.text) }));
  const change = { text: below(own.text), questionMark: own.questionMark };
  if (await lookup.store.redraft(ama, own, { ...change, now: request.now })) {
    const draft = { ...own, ...change, version: own.version + 1 };
    return await taken(shownDraft({ ...found, draft }));
  }
  // It was changed, published or discarded meanwhile.
  return await taken(keptDraft(found, { text: link }));
}

/** A draft as it is now, with its buttons. */
export async function shownDraft(found: Found & Pick<FoundDraft, 'draft'>): Promise<Reply> {
  const { lookup, request, question, draft } = found;
  const now = await lookup.asked(request, String(question.id));
  const others = (await lookup.store.draftsOf(question.id)).filter(
    ({ heldById }) => heldById !== draft.heldById,
  );
  const facts = await draftsFacts(lookup, now, [draft, ...others]);
  const { id: readerId } = await asHost(now);
  const preview = previewDocumentOf(facts, draft, { readerId, others });
  // What is edited in a form cannot be there.
  const anew = request.can.buttons ? undefined : p('To change it, send the command once more.');
  return whisper(doc(...preview.children, anew), { buttons: draftButtons(facts, draft) });
}

/** All drafts of a question, the newest three of them with buttons. */
export async function shownDrafts(found: Found): Promise<Reply> {
  const { lookup } = found;
  const drafts = await lookup.store.draftsOf(found.question.id);
  const write = buttonOn(found.question, 'Write one', 'draftNew');
  const label = labelOf(found.question);
  if (drafts.length === 0) {
    const buttons = isAtWork(found.ama) ? [write] : [];
    const next = buttons.flatMap(() => [' Begin one: ', code(`/ama draft question:${label} text:"…"`), '.']);
    return whisper(p(`Question ${label} has no draft of an answer.`, ...next), { buttons });
  }
  const facts = await draftsFacts(lookup, found, drafts);
  const first = Math.max(0, drafts.length - 3);
  return whisper(draftsDocument(facts, drafts), {
    buttons: drafts
      .slice(first)
      .flatMap((draft, i) => draftButtons(facts, draft, drafts.length === 1 ? '' : ` ${first + i + 1}`)),
  });
}

/** `/ama draft`. */
export function draftingCommand(lookup: AmaLookup): Command {
  const question = questionOption(lookup, 'approved', 'answered');
  return command({
    name: 'ama draft',
    description: 'Shows how an answer will look before anybody else sees it, and keeps it',
    access: 'everyone',
    options: {
      question: { ...question, required: false },
      text: option.text('The answer; leave it out to see what there is', { max: 4000 }),
      file: option.file('A picture or file that goes with it'),
      to: {
        ...hostOption(lookup, 'Another host, to whom your draft is handed over; they are told in private'),
        takesMentions: true,
      },
      ama: amaOption(lookup),
    },
    async run(request, { question, text, file, to, ama }) {
      if (question === undefined) return await everyDraft(await lookup.meant(request, ama));
      const found = await named(lookup, request, { question, ama });
      if (file !== undefined) {
        const { reply, isTaken } = await draftedFile(found, text, file);
        return to === undefined || !isTaken ? reply : await handOver(found, undefined, to);
      }
      if (to !== undefined) return await handOver(found, text, to);
      return text === undefined ? await shownDrafts(found) : await keptDraft(found, { text });
    },
  });
}

/** Hands the caller's newest draft to a host, or what they have just typed. */
async function handOver(found: Found, text: string | undefined, to: string): Promise<Reply> {
  const host = await asHost(found);
  const { lookup, question } = found;
  const [next] = await namedHosts(found, to);
  if (text !== undefined) await keptDraft(found, { text });
  const drafts = await lookup.store.draftsOf(question.id);
  const draft = drafts.findLast(({ heldById }) => heldById === host.id) ?? drafts.at(-1);
  if (draft) return await handed({ ...found, draft, host }, next?.id);
  throw new UserError(
    `Question ${labelOf(question)} has no draft. Begin one: \`/ama draft question:${labelOf(question)} text:"…"\`.`,
  );
}

async function everyDraft(scope: Scope): Promise<Reply> {
  await asHost(scope);
  const { lookup, ama } = scope;
  const questions = new Map((await lookup.store.questions(ama.id)).map((one) => [one.id, one]));
  const drafts = (await lookup.store.draftsIn(ama.id)).flatMap((draft) => {
    const question = questions.get(draft.questionId);
    return question ? [{ draft, question }] : [];
  });
  const holders = new Set(drafts.map(({ draft }) => draft.heldById));
  return whisper(allDraftsDocument(ama, drafts, await lookup.people.byIds(ama.groupId, [...holders])));
}

/** Hands a draft to one of the AMA's hosts. */
export async function handed(found: FoundDraft, hostId: number | undefined): Promise<Reply> {
  const { lookup, request, ama, draft, question } = found;
  if (!isAtWork(ama)) throw new UserError(notAtWork(ama));
  const host = presentHosts(ama).find(({ id }) => id === hostId);
  const account = host?.account && { ...host.account, name: host.name };
  const personId = host?.personId ?? (account && (await lookup.people.of(ama.groupId, account)).id);
  if (!host || personId === undefined)
    throw new UserError('That host is not there any more. Choose another one.');
  if (personId === draft.heldById)
    throw new UserError(`${host.name} has it already. Choose another question.`);
  if (!(await lookup.store.handDraft(ama, draft, { to: personId, now: request.now }))) throw goneDraft();
  return whisper(
    p`Your draft of an answer to question ${labelOf(question)} is with ${host.name} now, who is told in
      private.`,
  );
}

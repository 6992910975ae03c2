// Drafting: a host sees how an answer will look, keeps it, edits it, hands it over and publishes it; nothing written is lost.
import { wholeNumber } from '../../core/arguments.ts';
import { type Action, type Command, command, type Reply, type Request, whisper } from '../../core/command.ts';
import type { PersonFacts } from '../../core/directory.ts';
import { code, doc, p, quote } from '../../core/document.ts';
import { UserError } from '../../core/errors.ts';
import { formatted } from '../../core/markdown.ts';
import {
  allDraftsDocument,
  type DraftsFacts,
  draftButtons,
  draftsDocument,
  previewDocumentOf,
} from './draft-views.ts';
import { type DraftFacts, labelOf } from './facts.ts';
import { type Found, named, questionOption, refusedStep, takenSince } from './host-steps.ts';
import { hostsOption } from './hosting.ts';
import { type AmaLookup, peopleIn } from './lookup.ts';
import { shortened } from './question-views.ts';
import { isAtWork, presentHosts } from './rules.ts';
import { mostDrafts } from './store-drafts.ts';
import { type Step, stepOf } from './store-steps.ts';
import { notAtWork } from './wording.ts';

/** A draft with its question, for a host or an organiser. */
export type FoundDraft = Found & { readonly draft: DraftFacts; readonly host: PersonFacts };

/** The draft of this number. Throws when it is not there any more, or not the caller's to see. */
export async function foundDraft(
  lookup: AmaLookup,
  request: Request,
  id: string | undefined,
): Promise<FoundDraft> {
  const draftId = wholeNumber(id);
  const draft = draftId && (await lookup.store.draftById(draftId));
  if (!draft)
    throw new UserError(
      'That draft is not there any more: it was published or discarded. `/ama queue` shows how the question stands.',
    );
  const found = await lookup.asked(request, String(draft.questionId));
  return { ...found, draft, host: await lookup.host(request, found) };
}

async function factsOf(lookup: AmaLookup, found: Found, drafts: readonly DraftFacts[]): Promise<DraftsFacts> {
  const ids = [...peopleIn([found.question]), ...drafts.flatMap((one) => [one.writtenById, one.heldById])];
  return { ...found, people: await lookup.people.byIds(found.ama.groupId, [...new Set(ids)]) };
}

/** Keeps what a host wrote and shows how it will look, with what others said meanwhile. */
export async function keptDraft(
  lookup: AmaLookup,
  request: Request,
  { found, text, basedOn }: { found: Found; text: string; basedOn: number },
): Promise<Reply> {
  if (!isAtWork(found.ama)) throw new UserError(notAtWork(found.ama));
  if (text.trim() === '') throw new UserError('The answer is empty. Please type it and send it again.');
  const { id: writtenById } = await lookup.host(request, found);
  const draft = await lookup.store.draft(found.ama, found.question, {
    text: text.trim(),
    basedOn,
    writtenById,
    sourceId: request.id,
    now: request.now,
  });
  if (!draft) {
    throw new UserError(
      `Question ${labelOf(found.question)} has ${mostDrafts} drafts already. Discard one first: \`/ama draft question:${labelOf(found.question)}\`.`,
    );
  }
  return await shownDraft(lookup, request, { found, draft });
}

/** A draft as it is now, with its buttons. */
export async function shownDraft(
  lookup: AmaLookup,
  request: Request,
  { found, draft }: { found: Found; draft: DraftFacts },
): Promise<Reply> {
  const now = { ...found, ...(await lookup.asked(request, String(found.question.id))) };
  const others = (await lookup.store.draftsOf(found.question.id)).filter(
    ({ heldById }) => heldById !== draft.heldById,
  );
  const facts = await factsOf(lookup, now, [draft, ...others]);
  const buttons = draftButtons(facts, draft);
  const preview = previewDocumentOf(facts, draft, others);
  // Where there are no buttons, their words do.
  const [first] = buttons;
  const said = first && !request.can.buttons ? [inWords(first.label)] : [];
  return whisper(doc(...preview.children, ...said), { buttons });
}

const inWords = (label: string) =>
  p(
    `Answer here “${label.toLowerCase()}, please”, or “discard, please”. To change it, send the command once more.`,
  );

/** All drafts of a question, the newest three of them with buttons. */
export async function shownDrafts(lookup: AmaLookup, found: Found): Promise<Reply> {
  const drafts = await lookup.store.draftsOf(found.question.id);
  const write = { label: 'Write one', action: 'amas/draftNew', args: [String(found.question.id)] } as const;
  const label = labelOf(found.question);
  if (drafts.length === 0) {
    return whisper(doc(p(`Question ${label} has no draft of an answer.`)), {
      ...(isAtWork(found.ama) && { buttons: [write] }),
    });
  }
  const facts = await factsOf(lookup, found, drafts);
  const first = Math.max(0, drafts.length - 3);
  return whisper(draftsDocument(facts, drafts), {
    buttons: drafts
      .slice(first)
      .flatMap((draft, i) => draftButtons(facts, draft, drafts.length === 1 ? '' : ` ${first + i + 1}`)),
  });
}

/** `/ama draft`. */
export function draftingCommands(lookup: AmaLookup): Command[] {
  const amaOption = {
    type: 'string',
    description: 'Which AMA, if several go on',
    suggest: lookup.suggestAma,
  } as const;
  const question = questionOption(lookup, 'approved', 'answered');
  return [
    command({
      name: 'ama draft',
      description: 'Shows how an answer will look before anybody else sees it, and keeps it',
      access: 'everyone',
      options: {
        question: { ...question, required: false },
        text: { type: 'string', description: 'The answer; leave it out to see what there is', max: 4000 },
        to: {
          ...hostsOption(lookup, 'Another host, to whom your draft is handed over; they are told in private'),
          required: false,
        },
        ama: amaOption,
      },
      async run(request, { question: typed, text, to, ama }) {
        if (typed === undefined) return await everyDraft(lookup, request, ama);
        const found = await named(lookup, request, { question: typed, ama });
        await lookup.host(request, found);
        if (to !== undefined) return await handOver(lookup, request, { found, text, to });
        return text === undefined
          ? await shownDrafts(lookup, found)
          : await keptDraft(lookup, request, { found, text, basedOn: found.question.answerVersion });
      },
    }),
  ];
}

/** Hands the caller's newest draft to a host, or what they have just typed. */
async function handOver(
  lookup: AmaLookup,
  request: Request,
  { found, text, to }: { found: Found; text: string | undefined; to: string },
): Promise<Reply> {
  const host = await lookup.host(request, found);
  const { ama, question } = found;
  const [wanted] = await lookup.hosts(request, to);
  const next = presentHosts(ama).find(
    (one) =>
      (wanted?.personId !== undefined && one.personId === wanted.personId) ||
      (wanted?.account !== undefined &&
        one.account?.platform === wanted.account.platform &&
        one.account.id === wanted.account.id),
  );
  if (!next) throw new UserError(`"${to}" does not host "${ama.title}". \`/ama host add\` adds them.`);
  if (text !== undefined) await keptDraft(lookup, request, { found, text, basedOn: question.answerVersion });
  const drafts = await lookup.store.draftsOf(question.id);
  const draft = drafts.findLast(({ heldById }) => heldById === host.id) ?? drafts.at(-1);
  if (!draft) {
    throw new UserError(
      `Question ${labelOf(question)} has no draft. Begin one: \`/ama draft question:${labelOf(question)} text:"…"\`.`,
    );
  }
  return await handed(lookup, { found: { ...found, draft, host }, hostId: next.id, now: request.now });
}

async function everyDraft(lookup: AmaLookup, request: Request, typed: string | undefined): Promise<Reply> {
  const scope = await lookup.meant(request, typed);
  await lookup.host(request, scope);
  const questions = new Map((await lookup.store.questions(scope.ama.id)).map((one) => [one.id, one]));
  const drafts = (await lookup.store.draftsIn(scope.ama.id)).flatMap((draft) => {
    const question = questions.get(draft.questionId);
    return question ? [{ draft, question }] : [];
  });
  const people = await lookup.people.byIds(scope.ama.groupId, [
    ...new Set(drafts.map(({ draft }) => draft.heldById)),
  ]);
  return whisper(allDraftsDocument(scope.ama, drafts, people));
}

/** Hands a draft to one of the AMA's hosts. */
export async function handed(
  lookup: AmaLookup,
  { found, hostId, now }: { found: FoundDraft; hostId: number; now: Date },
): Promise<Reply> {
  const { ama, draft, question } = found;
  if (!isAtWork(ama)) throw new UserError(notAtWork(ama));
  const host = presentHosts(ama).find(({ id }) => id === hostId);
  const account = host?.account && { ...host.account, name: host.name };
  const personId = host?.personId ?? (account && (await lookup.people.of(ama.groupId, account)).id);
  if (!host || personId === undefined)
    throw new UserError('That host is not there any more. Choose another one.');
  if (personId === draft.heldById)
    throw new UserError(`${host.name} has it already. Choose another question.`);
  if (!(await lookup.store.handDraft(ama, draft, { to: personId, now }))) {
    throw new UserError(
      'That draft is not there any more: it was published or discarded. `/ama queue` shows how the question stands.',
    );
  }
  return whisper(
    doc(
      p(
        `Your draft of an answer to question ${labelOf(question)} is with ${host.name} now, who is told in private.`,
      ),
    ),
  );
}

async function publish(
  lookup: AmaLookup,
  request: Request,
  {
    found,
    how,
    version,
  }: { found: FoundDraft; how: 'publish' | 'replace' | 'add'; version: number | undefined },
): Promise<Reply> {
  const { ama, question, draft, host } = found;
  if (!isAtWork(ama)) throw new UserError(notAtWork(ama));
  // Meanwhile it says something else, or was answered: both are shown, and nothing is overwritten.
  const isSeen =
    how === 'publish' ? draft.basedOn === question.answerVersion : version === question.answerVersion;
  if (question.state === 'answered' && !isSeen) return await shownDraft(lookup, request, { found, draft });
  const isNew = question.state !== 'answered';
  const answer = how === 'add' && question.answer ? `${question.answer.text}\n\n${draft.text}` : draft.text;
  const where = { answerSourceId: null, answerUrl: null, answerPlatform: null };
  const step: Step = isNew
    ? stepOf('answer', 'answered', {
        change: { answer, answeredById: draft.heldById, answeredAt: request.now, ...where },
        heldBy: { personId: host.id, takenBefore: takenSince(request.now) },
        notice: 'answered',
      })
    : stepOf('editAnswer', undefined, {
        change: { answer, ...where },
        answerVersion: question.answerVersion,
      });
  if (!(await lookup.store.publishDraft(ama, draft, step))) {
    const now = await foundDraft(lookup, request, String(draft.id));
    if (now.question.state === 'answered' || now.draft.version !== draft.version)
      return await shownDraft(lookup, request, { found: now, draft: now.draft });
    return await refusedStep(lookup, request, { found: now, move: isNew ? 'answer' : 'editAnswer' });
  }
  const words = isNew ? 'Your answer' : 'The changed answer';
  return whisper(
    doc(p(`${words} to question ${labelOf(question)} appears in every place of "${ama.title}".`)),
  );
}

/** The buttons of a draft. */
export function draftingActions(lookup: AmaLookup): Action[] {
  const publisher = (name: string, how: 'publish' | 'replace' | 'add'): Action => ({
    name: `amas/${name}`,
    args: ['id', 'count', 'count?'],
    access: 'everyone',
    async run(request, [id, draftVersion, version]) {
      const found = await foundDraft(lookup, request, id);
      if (String(found.draft.version) !== draftVersion)
        return await shownDraft(lookup, request, { found, draft: found.draft });
      const seen = version === undefined ? undefined : Number(version);
      return await publish(lookup, request, { found, how, version: seen });
    },
  });
  return [
    publisher('draftPublish', 'publish'),
    publisher('draftReplace', 'replace'),
    publisher('draftAdd', 'add'),
    {
      name: 'amas/draftDiscard',
      args: ['id', 'count'],
      access: 'everyone',
      async confirm(request, [id, version]) {
        const { draft, question } = await foundDraft(lookup, request, id);
        // What was changed meanwhile is shown instead.
        if (String(draft.version) !== version) return undefined;
        return {
          document: doc(
            p(`Discard this draft of an answer to question ${labelOf(question)}?`),
            quote(...formatted(shortened(draft.text, 1000))),
          ),
          label: 'Discard it',
          style: 'danger',
        };
      },
      async run(request, [id, version]) {
        const found = await foundDraft(lookup, request, id);
        const { ama, draft, question } = found;
        if (String(draft.version) !== version || !(await lookup.store.discard(ama, draft)))
          return await shownDraft(lookup, request, { found, draft });
        return whisper(
          doc(
            p(`That draft of an answer to question ${labelOf(question)} is discarded. It said:`),
            { type: 'code', lang: null, value: draft.text },
            p(code(`/ama draft question:${labelOf(question)}`), ' begins another one.'),
          ),
        );
      },
    },
  ];
}

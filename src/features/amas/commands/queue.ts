// The hosts' queue: what waits for an answer, and who has taken it.
import { type Action, type Command, command, option, type Request } from '../../../core/command.ts';
import { p } from '../../../core/document.ts';
import { type Reply, whisper } from '../../../core/reply.ts';
import { labelOf } from '../facts.ts';
import { isAtWork, queueOf, takeMinutes } from '../rules.ts';
import { answerButton, queuePage, releaseButton } from '../views/queue.ts';
import { type AmaLookup, peopleIn, type Scope } from './lookup.ts';
import { amaOption, questionOption } from './options.ts';
import { answering, done, type Found, moveQuestion, named } from './question-steps.ts';

/** `/ama queue` and `/ama take`. */
export function queueCommands(lookup: AmaLookup): Command[] {
  return [
    command({
      name: 'ama queue',
      description: 'Shows the questions that wait for an answer, most votes first',
      access: 'everyone',
      isReadOnly: true,
      options: {
        page: option.integer('Which page', { min: 1 }),
        ama: amaOption(lookup),
      },
      async run(request, { page, ama }) {
        const scope = await lookup.meant(request, ama, isAtWork);
        await lookup.host(request, scope);
        const shown = await queueReply(lookup, scope, { page: (page ?? 1) - 1, now: request.now });
        return whisper(shown.document, { buttons: shown.buttons });
      },
    }),
    command({
      name: 'ama take',
      description: 'Takes a question, so that no other host answers it',
      access: 'everyone',
      options: { question: questionOption(lookup, 'approved'), ama: amaOption(lookup) },
      run: async (request, meant) => take(lookup, request, await named(lookup, request, meant)),
    }),
  ];
}

/** The buttons of the queue. */
export function queueActions(lookup: AmaLookup): Action[] {
  return [
    {
      name: 'amas/queue',
      args: ['id', 'count?'],
      access: 'everyone',
      async run(request, [amaId, page]) {
        const scope = await lookup.scope(request, amaId);
        await lookup.host(request, scope);
        const shown = await queueReply(lookup, scope, { page: Number(page), now: request.now });
        return whisper(shown.document, { buttons: shown.buttons, replaces: true });
      },
    },
    {
      name: 'amas/take',
      args: ['id'],
      access: 'everyone',
      run: async (request, [id]) => take(lookup, request, await lookup.asked(request, id)),
    },
    {
      name: 'amas/release',
      args: ['id'],
      access: 'everyone',
      async run(request, [id]) {
        const found = await lookup.asked(request, id);
        const host = await answering(lookup, request, found);
        const rest = {
          change: { takenById: null, takenAt: null },
          ...(!request.isOrganiser && { heldBy: { personId: host.id, now: request.now } }),
        };
        await moveQuestion(lookup, request, { found, move: 'take', rest });
        return done(found.question, 'is free again');
      },
    },
  ];
}

async function queueReply(lookup: AmaLookup, scope: Scope, { page, now }: { page: number; now: Date }) {
  const questions = await lookup.store.questions(scope.ama.id);
  const people = await lookup.people.byIds(scope.ama.groupId, peopleIn(questions));
  return queuePage({ ama: scope.ama, queue: queueOf(questions, people), people, now }, page);
}

async function take(lookup: AmaLookup, request: Request, found: Found): Promise<Reply> {
  const host = await answering(lookup, request, found);
  const change = { takenById: host.id, takenAt: request.now };
  const rest = { change, heldBy: { personId: host.id, now: request.now } };
  await moveQuestion(lookup, request, { found, move: 'take', rest });
  const { question } = found;
  return whisper(p(`Question ${labelOf(question)} is yours for the next ${takeMinutes / 60} hours.`), {
    buttons: [answerButton(question), releaseButton(question)],
  });
}

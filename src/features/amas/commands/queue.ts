// The hosts' queue: what waits for an answer, and who has taken it.
import { buttonsOn } from '../../../core/command/buttons.ts';
import { type Action, type Command, command, option } from '../../../core/command.ts';
import { p } from '../../../core/document.ts';
import { type Reply, type Said, whisper } from '../../../core/reply.ts';
import { labelOf } from '../facts.ts';
import { isAtWork, queueOf, takeMinutes } from '../rules.ts';
import { answerButton, queuePage, releaseButton } from '../views/queue.ts';
import { type AmaLookup, asHost, type Found, peopleIn, type Scope } from './lookup.ts';
import { amaOption, questionOption } from './options.ts';
import { answering, done, moveQuestion, named } from './question-steps.ts';

/** `/ama queue` and `/ama take`. */
export function queueCommands(lookup: AmaLookup): Command[] {
  return [
    command({
      name: 'ama queue',
      description: 'Shows the questions that wait for an answer, most votes first',
      access: 'everyone',
      isReadOnly: true,
      options: { page: option.integer('Which page', { min: 1 }), ama: amaOption(lookup) },
      run: async (request, { page = 1, ama }) =>
        shownQueue(await lookup.meant(request, ama, isAtWork), page - 1),
    }),
    command({
      name: 'ama take',
      description: 'Takes a question, so that no other host answers it',
      access: 'everyone',
      options: { question: questionOption(lookup, 'approved'), ama: amaOption(lookup) },
      run: async (request, meant) => take(await named(lookup, request, meant)),
    }),
  ];
}

/** The buttons of the queue. */
export function queueActions(lookup: AmaLookup): Action[] {
  const button = buttonsOn(lookup.asked);
  return [
    buttonsOn(lookup.scope)('amas/queue', ['count?'], async (scope, [page]) => ({
      ...(await shownQueue(scope, Number(page))),
      replaces: true,
    })),
    button('amas/take', [], take),
    button('amas/release', [], async (found) => {
      const { request } = found;
      const host = await answering(found);
      await moveQuestion(found, 'take', {
        change: { takenById: null, takenAt: null },
        ...(!request.isOrganiser && { heldBy: { personId: host.id, now: request.now } }),
      });
      return done(found.question, 'is free again');
    }),
  ];
}

async function shownQueue(scope: Scope, page: number): Promise<Said> {
  await asHost(scope);
  const { lookup, ama, request } = scope;
  const questions = await lookup.store.questions(ama.id);
  const people = await lookup.people.byIds(ama.groupId, peopleIn(questions));
  const queue = queueOf(questions, people);
  const { document, buttons } = queuePage({ ama, queue, people, now: request.now }, page);
  return whisper(document, { buttons });
}

async function take(found: Found): Promise<Reply> {
  const { question, request } = found;
  const host = await answering(found);
  await moveQuestion(found, 'take', {
    change: { takenById: host.id, takenAt: request.now },
    heldBy: { personId: host.id, now: request.now },
  });
  return whisper(p(`Question ${labelOf(question)} is yours for the next ${takeMinutes / 60} hours.`), {
    buttons: [answerButton(question), releaseButton(question)],
  });
}

// Moderating: the buttons of a question's card and its commands; two at once, one wins and the other is told.

import { buttonsOn } from '../../../core/command/buttons.ts';
import { openerOf } from '../../../core/command/form.ts';
import { type Action, type Command, command, option, type Request } from '../../../core/command.ts';
import { code, doc, p, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { type Reply, whisper } from '../../../core/reply.ts';
import { isMendedByOthers, keptWords } from '../changed-words.ts';
import { labelOf } from '../facts.ts';
import { firstState, tally } from '../rules.ts';
import { cardButtons, cardDocument } from '../views/card.ts';
import { buttonOn } from '../views/question.ts';
import { type AmaLookup, asModerator, type Found, peopleIn, pick } from './lookup.ts';
import { moderatingForms } from './moderation-forms.ts';
import { amaOption } from './options.ts';
import { done, merge, moderating, moveQuestion } from './question-steps.ts';

/** The caller, if they may decide about a question or its change; about a change even after the end of the AMA. */
const deciding = (found: Found) =>
  found.question.proposedText === undefined ? moderating(found) : asModerator(found);

/** The words that whoever pressed has read; a button without a version is from before there were any. */
const wordsSeen = (version: string | undefined) => ({ textVersion: Number(version ?? 1) });

/** The buttons of a card. */
export function moderatingActions(lookup: AmaLookup): Action[] {
  const button = buttonsOn(lookup.asked);
  return [
    button('amas/approve', ['count?'], async (found, [version]) => {
      const { question, request } = found;
      const moderator = await deciding(found);
      const { proposedText, state } = question;
      if (proposedText === undefined || state === 'waiting') {
        // A host may have answered it where it was asked.
        const isAnswered = question.answer !== undefined;
        await moveQuestion(found, 'approve', {
          to: isAnswered ? 'answered' : 'approved',
          change: { moderatedById: moderator.id },
          ...wordsSeen(version),
          ...(isAnswered && { notice: 'answered' }),
        });
        return done(question, isAnswered ? 'is approved, with its answer' : 'is approved');
      }
      const change = {
        text: proposedText,
        proposedText: null,
        originalText: null,
        moderatedById: moderator.id,
        wordsChangedAt: request.now,
        ...(state === 'answered' && {
          earlierText: isMendedByOthers(question) ? question.earlierText : question.text,
        }),
      };
      await moveQuestion(found, 'approveEdit', { change, ...wordsSeen(version) });
      return done(question, 'says the new words now');
    }),
    button('amas/keep', ['count?'], async (found, [version]) => {
      const { question, request } = found;
      await deciding(found);
      if (question.proposedText === undefined)
        throw new UserError(`Question ${labelOf(question)} has no change that waits.`);
      const change = keptWords(question, request.now);
      await moveQuestion(found, 'approveEdit', { change, ...wordsSeen(version), notice: 'kept' });
      return done(question, 'stays as it was; whoever asked is told');
    }),
    button('amas/mergeInto', ['id'], async (found, [into]) => {
      const moderator = await moderating(found);
      const { ama, question: target } = await lookup.asked(found.request, into);
      if (ama.id !== found.ama.id)
        throw new UserError('That question is of another AMA. Choose one of this AMA.');
      return await merge(found, target, moderator);
    }),
    button('amas/part', ['count?'], async (found) => {
      const moderator = await moderating(found);
      const change = { mergedIntoId: null, moderatedById: moderator.id };
      await moveQuestion(found, 'part', { to: firstState(found.ama), change });
      const wait = found.ama.isModerated ? ', and waits for a moderator' : '';
      return done(found.question, `is a question of its own again${wait}`);
    }),
    button('amas/unmute', [], async (found) => {
      await asModerator(found);
      return await unmute(found);
    }),
    button('amas/card', [], async (found) => {
      await asModerator(found);
      return await showCard(found);
    }),
    ...moderatingForms(lookup).map((form) => openerOf(form)),
    button('amas/flag', [], async (found) => {
      await moderating(found);
      const isFlagged = !found.question.isFlagged;
      await moveQuestion(found, 'edit', { change: { isFlagged } });
      const words = isFlagged ? 'is flagged for the other moderators' : 'is no longer flagged';
      return done(found.question, words);
    }),
    button('amas/mute', [], async (found) => {
      await moderating(found);
      const { ama, question } = found;
      await lookup.store.mute(ama, question.id, true);
      // The same words the second time: others would tell that two questions come from one person.
      return whisper(
        p`Whoever asked question ${labelOf(question)} cannot ask in this AMA any more. Take that back with
          ${code(`/ama unmute question:${labelOf(question)}`)}.`,
        { buttons: [buttonOn(question, 'Let them ask', 'unmute')] },
      );
    }),
  ];
}

async function unmute({ lookup, ama, question }: Found): Promise<Reply> {
  await lookup.store.mute(ama, question.id, false);
  return whisper(p(`Whoever asked question ${labelOf(question)} may ask.`));
}

/** The card of a question, shown to whoever may moderate it. */
async function showCard(found: Found): Promise<Reply> {
  const { lookup, request } = found;
  const people = await lookup.people.byIds(request.groupId, peopleIn([found.question]));
  const facts = {
    ...found,
    people,
    votes: tally(found.question, people),
    wasShown: true,
    titleOf: lookup.titleOf,
    ...(await lookup.cardFacts(found)),
  };
  return whisper(cardDocument(facts, { isWhole: true }), { buttons: cardButtons(facts) });
}

/** `/ama moderate` and `/ama unmute`. */
export function moderatingCommands(lookup: AmaLookup): Command[] {
  const options = {
    question: option.text('Its number, or words in it', { required: true }),
    ama: amaOption(lookup),
  } as const;
  const picked = async (request: Request, typed: { question: string; ama?: string | undefined }) =>
    pick(await lookup.meant(request, typed.ama), typed.question);
  return [
    command({
      name: 'ama moderate',
      description:
        'Shows the card of a question, to approve, decline, merge, shorten or split it, or mute its asker',
      access: 'organiser',
      isReadOnly: true,
      options,
      run: async (request, typed) => showCard(await picked(request, typed)),
    }),
    command({
      name: 'ama unmute',
      description: 'Lets whoever asked a question ask again',
      access: 'organiser',
      options,
      async confirm(request, typed) {
        const { ama, question } = await picked(request, typed);
        const label = labelOf(question);
        return {
          document: doc(
            p(`Shall whoever asked question ${label} of `, strong(ama.title), ' be able to ask again?'),
          ),
          label: 'They may ask',
          values: { ama: String(ama.id), question: label },
        };
      },
      run: async (request, typed) => unmute(await picked(request, typed)),
    }),
  ];
}

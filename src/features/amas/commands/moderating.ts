// Moderating: the buttons of a question's card and its commands; two at once, one wins and the other is told.

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
import { type AmaLookup, peopleIn } from './lookup.ts';
import { moderatingForms } from './moderation-forms.ts';
import { amaOption } from './options.ts';
import { decidable, done, type Found, merge, moderated, moveQuestion } from './question-steps.ts';

/** The buttons of a card. */
export function moderatingActions(lookup: AmaLookup): Action[] {
  const looked = async (request: Request, id: string | undefined): Promise<Found> => {
    const found = await lookup.asked(request, id);
    await lookup.moderator(request, found);
    return found;
  };
  return [
    {
      name: 'amas/approve',
      args: ['id', 'count?'],
      access: 'everyone',
      async run(request, [id, version]) {
        const found = await decidable(lookup, request, id);
        const { question, moderator } = found;
        // A button without a version is from before there were any: nothing may have changed since.
        const textVersion = Number(version ?? 1);
        const { proposedText } = question;
        if (proposedText === undefined || question.state === 'waiting') {
          // A host may have answered it where it was asked.
          const isAnswered = question.answer !== undefined;
          const change = { moderatedById: moderator.id };
          const rest = { change, textVersion, ...(isAnswered && { notice: 'answered' as const }) };
          const to = isAnswered ? 'answered' : 'approved';
          await moveQuestion(lookup, request, { found, move: 'approve', to, rest });
          return done(question, isAnswered ? 'is approved, with its answer' : 'is approved');
        }
        const change = {
          text: proposedText,
          proposedText: null,
          originalText: null,
          moderatedById: moderator.id,
          wordsChangedAt: request.now,
          ...(question.state === 'answered' && {
            earlierText: isMendedByOthers(question) ? question.earlierText : question.text,
          }),
        };
        await moveQuestion(lookup, request, { found, move: 'approveEdit', rest: { change, textVersion } });
        return done(question, 'says the new words now');
      },
    },
    {
      name: 'amas/keep',
      args: ['id', 'count?'],
      access: 'everyone',
      async run(request, [id, version]) {
        const found = await decidable(lookup, request, id);
        if (found.question.proposedText === undefined) {
          throw new UserError(`Question ${labelOf(found.question)} has no change that waits.`);
        }
        const rest = {
          change: keptWords(found.question, request.now),
          textVersion: Number(version ?? 1),
          notice: 'kept',
        } as const;
        await moveQuestion(lookup, request, { found, move: 'approveEdit', rest });
        return done(found.question, 'stays as it was; whoever asked is told');
      },
    },
    {
      name: 'amas/mergeInto',
      args: ['id', 'id'],
      access: 'everyone',
      async run(request, [id, into]) {
        const found = await moderated(lookup, request, id);
        const { ama, question: target } = await lookup.asked(request, into);
        if (ama.id !== found.ama.id)
          throw new UserError('That question is of another AMA. Choose one of this AMA.');
        return await merge(lookup, request, { found, target });
      },
    },
    {
      name: 'amas/part',
      args: ['id', 'count?'],
      access: 'everyone',
      async run(request, [id]) {
        const found = await moderated(lookup, request, id);
        const rest = { change: { mergedIntoId: null, moderatedById: found.moderator.id } };
        await moveQuestion(lookup, request, { found, move: 'part', to: firstState(found.ama), rest });
        const wait = found.ama.isModerated ? ', and waits for a moderator' : '';
        return done(found.question, `is a question of its own again${wait}`);
      },
    },
    {
      name: 'amas/unmute',
      args: ['id'],
      access: 'everyone',
      run: async (request, [id]) => unmute(lookup, await looked(request, id)),
    },
    {
      name: 'amas/card',
      args: ['id'],
      access: 'everyone',
      run: async (request, [id]) => showCard(lookup, request, await looked(request, id)),
    },
    ...moderatingForms(lookup).map((form) => openerOf(form)),
    {
      name: 'amas/flag',
      args: ['id'],
      access: 'everyone',
      async run(request, [id]) {
        const found = await moderated(lookup, request, id);
        const isFlagged = !found.question.isFlagged;
        await moveQuestion(lookup, request, { found, move: 'edit', rest: { change: { isFlagged } } });
        const words = isFlagged ? 'is flagged for the other moderators' : 'is no longer flagged';
        return done(found.question, words);
      },
    },
    {
      name: 'amas/mute',
      args: ['id'],
      access: 'everyone',
      async run(request, [id]) {
        const { ama, question } = await moderated(lookup, request, id);
        await lookup.store.mute(ama, question.id, true);
        // The same words the second time: others would tell that two questions come from one person.
        return whisper(
          p`Whoever asked question ${labelOf(question)} cannot ask in this AMA any more. Take that back with
            ${code(`/ama unmute question:${labelOf(question)}`)}.`,
          { buttons: [buttonOn(question, 'Let them ask', 'unmute')] },
        );
      },
    },
  ];
}

async function unmute({ store }: AmaLookup, { ama, question }: Found): Promise<Reply> {
  await store.mute(ama, question.id, false);
  return whisper(p(`Whoever asked question ${labelOf(question)} may ask.`));
}

/** The card of a question, shown to whoever may moderate it. */
async function showCard(lookup: AmaLookup, request: Request, found: Found): Promise<Reply> {
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
  const picked = async (request: Request, typed: { question: string; ama?: string | undefined }) => {
    const found = await lookup.meant(request, typed.ama);
    return { ...found, question: await lookup.pick(found, typed.question) };
  };
  return [
    command({
      name: 'ama moderate',
      description: 'Shows the card of a question with its buttons, wherever you are',
      access: 'organiser',
      isReadOnly: true,
      options,
      run: async (request, typed) => showCard(lookup, request, await picked(request, typed)),
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
      run: async (request, typed) => unmute(lookup, await picked(request, typed)),
    }),
  ];
}

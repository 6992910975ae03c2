// Asking: the button, the command and the form, about an answer as well.

import { buttonsOn } from '../../../core/command/buttons.ts';
import { type Form, openerOf } from '../../../core/command/form.ts';
import { type Action, type Command, command, option } from '../../../core/command.ts';
import { doc, p, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import type { Reply } from '../../../core/reply.ts';
import type { QuestionFacts } from '../facts.ts';
import { mostOpenQuestions, takesQuestions } from '../rules.ts';
import { asksNoName, isMisplaced, mayAskNoName, plainlyUnnamed } from '../topic/no-name.ts';
import { questionIn } from '../topic/question-words.ts';
import { questionRule } from '../views/ama.ts';
import { arrived } from '../views/asker.ts';
import { notOpen } from '../wording.ts';
import type { AmaLookup, Found, Scope } from './lookup.ts';
import { amaOption } from './options.ts';
import { edit } from './own-questions.ts';
import { checkedText, followForm, questionForm } from './question-form.ts';

/** Throws when a question's answer may not be asked about now. */
function checkFollowable({ ama, question }: Found): void {
  if (!takesQuestions(ama)) throw new UserError(notOpen(ama));
  if (question.state !== 'answered')
    throw new UserError('That question has no answer to ask about. `/ama ask` asks a new one.');
}

/** Nobody can be promised what a public post has told already. */
const readByAll =
  'What you typed is public, and everybody sees that it was you. So I cannot ask it for you without your name, and have not asked it. Send me `/ama ask question:"…" anonymous:true` in a private message, which is not public, or ask in the chat. Your post is still there; delete it if it should not be read. If you mean something else, say it in other words.';

const unclear =
  'It reads as if you want to stay anonymous, so I have not asked it under your name. With `anonymous:true` behind `/ama ask question:"…"`, or “Yes” in the form, nobody is shown that it was you. If the words belong to what you ask, send it with `anonymous:false`, or put them before the question mark.';

async function ask(
  { lookup, request, ama }: Scope,
  values: Readonly<Record<string, string>>,
  { follows, isSure = false }: { readonly follows?: QuestionFacts; readonly isSure?: boolean } = {},
): Promise<Reply> {
  const text = checkedText(values.question);
  const isAnonymous = values.anonymous === 'yes';
  const isUnclear = !isAnonymous && !isSure && mayAskNoName(text);
  if ((isAnonymous || isUnclear) && !ama.allowsAnonymous)
    throw new UserError(
      `"${ama.title}" takes no anonymous questions. Ask under your name${isUnclear ? ', with `anonymous:false` behind `/ama ask question:"…"` if your words mean something else' : ''}, or write to a host.`,
    );
  if ((isAnonymous || isUnclear) && request.isPublicPlace) throw new UserError(readByAll);
  if (isUnclear) throw new UserError(unclear);
  const asker = await lookup.caller(request);
  const asked = await lookup.store.ask(ama, {
    text,
    platform: request.platform,
    sourceId: request.id,
    askerId: asker.id,
    askerAccountId: request.caller.id,
    isAnonymous,
    ...(follows && { followsId: follows.id }),
    wantsNotice: values.notify !== 'no',
    now: request.now,
  });
  switch (asked.kind) {
    case 'asked':
    case 'again':
      return arrived(ama, asked.question);
    case 'limit':
      throw new UserError(
        `You have asked ${ama.limitPerPerson} in "${ama.title}", which is the most for one person. Withdraw one to ask another: \`/ama mine\`.`,
      );
    case 'open':
      throw new UserError(
        `${mostOpenQuestions} of your questions in "${ama.title}" wait for an answer, which is the most for one person. Ask again when one is answered, or withdraw one: \`/ama mine\`.`,
      );
    case 'muted':
      throw new UserError(
        `You cannot ask questions in "${ama.title}". Write to the organisers if you think that is a mistake.`,
      );
    case 'closed':
      throw new UserError(notOpen((await lookup.store.ama(ama.id)) ?? ama));
  }
}

/** `/ama ask`. */
export function askingCommand(lookup: AmaLookup): Command {
  return command({
    name: 'ama ask',
    description: 'Asks a question in an AMA, under your name or anonymously',
    access: 'everyone',
    bare: 'question',
    opensForm: { unless: 'question' },
    options: {
      question: option.text('The question; leave it out to get a form'),
      anonymous: option.yesOrNo('Whether nobody is shown that you asked it'),
      ama: amaOption(lookup),
    },
    spoken: {
      about: 'ama',
      read(words) {
        // Only a plain form of the wish is cut off: what else is said may belong to the question.
        if (isMisplaced(words))
          return asksNoName(words)
            ? { question: plainlyUnnamed(words) ?? words, anonymous: true }
            : { question: words };
        // The command without its first word.
        const question = questionIn(words.replace(/^ask(?::\s*|\s+(question:)\s*"([^"]+)"$)/iu, '$1 $2'));
        return question === undefined ? undefined : { question };
      },
      // Who hosts or organises asks the bot something.
      async isMeant(request) {
        const { ama } = await lookup.meant(request, undefined);
        return !request.isOrganiser && !(await lookup.isHosting(request, ama));
      },
      async spokenHint(request) {
        const { ama } = await lookup.meant(request, undefined);
        if (!takesQuestions(ama)) return doc(p(notOpen(ama)));
        return doc(p('To ask in ', strong(ama.title), ', reply there without my name. ', ...questionRule));
      },
    },
    async run(request, { question, anonymous, ama }) {
      const scope = await lookup.meant(request, ama, takesQuestions);
      if (!takesQuestions(scope.ama)) throw new UserError(notOpen(scope.ama));
      const values: Record<string, string> = anonymous ? { anonymous: 'yes' } : {};
      if (question === undefined) return questionForm(scope.ama, values);
      return await ask(scope, { ...values, question }, { isSure: anonymous === false });
    },
  });
}

/** The buttons of the prompt and of an answer. */
export function askingActions(lookup: AmaLookup): Action[] {
  const opensAsking = buttonsOn(lookup.scope)('amas/ask', [], async ({ ama }) => {
    if (!takesQuestions(ama)) throw new UserError(notOpen(ama));
    return questionForm(ama);
  });
  return [{ ...opensAsking, opensForm: true }, openerOf(followingForm(lookup))];
}

/** The form in which something is asked about an answer. */
const followingForm = (lookup: AmaLookup): Form => ({
  name: 'amas/follow',
  args: ['id'],
  access: 'everyone',
  async open(request, [id], values) {
    const found = await lookup.asked(request, id);
    checkFollowable(found);
    return followForm(found.ama, found.question, values);
  },
  async run(request, [id], values) {
    const found = await lookup.asked(request, id);
    checkFollowable(found);
    return await ask(found, values, { follows: found.question });
  },
});

/** The form in which a question is typed; with a question's number it changes that one. */
export function askingForms(lookup: AmaLookup): Form[] {
  return [
    followingForm(lookup),
    {
      name: 'amas/question',
      args: ['id', 'id?', 'text?'],
      access: 'everyone',
      async open(request, [amaId, id, seen], values) {
        const { ama } = await lookup.scope(request, amaId);
        return questionForm(ama, values, id === undefined ? undefined : { questionId: Number(id), seen });
      },
      run: async (request, [amaId, id, seen], values) =>
        id === undefined
          ? await ask(await lookup.scope(request, amaId), values)
          : await edit(await lookup.asked(request, id), values, seen),
    },
  ];
}

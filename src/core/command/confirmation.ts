// Asks before a command or button changes something, keeps what it meant meanwhile, and runs it once when the answer is yes.
import { createHash } from 'node:crypto';
import {
  type Access,
  type Action,
  type Command,
  type Confirmation,
  opensFormWith,
  type Request,
} from '../command.ts';
import { code, type Document, doc, p, plain, strong } from '../document.ts';
import { DoneElsewhereError, insteadOf, OtherMeanwhileError, UserError } from '../errors.ts';
import { type Reply, type Said, whisper } from '../reply.ts';
import { argumentsOf } from './arguments.ts';
import type { Draft, DraftOwner, Drafts } from './drafts.ts';
import { givenBack, longTexts } from './given-back.ts';
import type { Invocation, OptionValues } from './invocation.ts';
import { commandText } from './typed.ts';

/** The button that says yes to what a command asked. */
export const confirmAction = 'dispatcher/confirm';
/** The button that says no. */
export const leaveAction = 'dispatcher/leave';

/** A command or button that waits for its answer. */
interface Kept {
  /** Who may say yes. */
  readonly access: Access;
  /** What is kept meanwhile. */
  readonly draft: Pick<Draft, 'form' | 'args'>;
  /** What was typed of a command; of a button nothing was. */
  readonly typed?: { readonly command: Command; readonly values: OptionValues };
  /** What the question was about, and when it was asked; unknown where it is not to be asked again. */
  readonly seen?: (Basis & { readonly at: Date }) | undefined;
  question(request: Request): Promise<Confirmation | undefined> | undefined;
  run(request: Request): Promise<Reply>;
}

const keptCommand = (command: Command, values: OptionValues): Kept => ({
  access: command.access,
  draft: { form: command.name, args: [JSON.stringify(values)] },
  typed: { command, values },
  question: (request) => command.confirm?.(request, values),
  run: (request) => command.run(request, values),
});

const keptPress = (action: Action, args: readonly string[]): Kept => ({
  access: action.access,
  draft: { form: `${pressed}${action.name}`, args },
  question: (request) => action.confirm?.(request, args),
  run: (request) => action.run(request, args),
});

/** What must be the same when the answer comes. */
interface Basis {
  /** The times that the question named, in order. */
  readonly instants: string;
  /** A mark of what a yes writes over. */
  readonly overwrites: string;
}

/** Before the name of a button that waits; no command and no form is called so. */
const pressed = 'press ';

/** Who asked, as the platform and as the dispatcher know it. */
interface Asked {
  readonly invocation: Invocation;
  readonly request: Request;
}

/** Builds what stands between a command or button and its run. */
export function confirmations(parts: {
  commands: ReadonlyMap<string, Command>;
  actions: ReadonlyMap<string, Action>;
  drafts: Drafts;
  failed(error: unknown, invocation: Invocation): void;
  /** What the caller reads of an error. */
  words(error: unknown, request: Pick<Request, 'isOrganiser'>): Document;
}) {
  const { commands, actions, drafts, failed, words } = parts;

  const keep = (owner: DraftOwner, kept: Kept) => {
    const { draft, seen } = kept;
    return drafts.keep(owner, { ...draft, values: seen ? { ...seen, at: seen.at.toISOString() } : {} });
  };

  /** What the question would be about at another time; undefined where there is none to ask. */
  const basisAt = async (kept: Kept, request: Request, now: Date): Promise<Basis | undefined> => {
    // What cannot be done any more is said when it is run.
    const question = await kept.question({ ...request, now })?.catch(insteadOf(UserError, undefined));
    return question && basisOf(question);
  };

  async function ask(question: Confirmation, kept: Kept, request: Request, text?: string): Promise<Said> {
    // Where the question has said nothing more exactly, it is the one that would be asked again.
    const basis = question.values ? await basisAt(kept, request, request.now) : basisOf(question);
    // What a yes writes over is what was shown, not what somebody made of it while this looked again.
    const seen = basis && { ...basis, overwrites: markOf(question.overwrites), at: request.now };
    const yes = await keep(request, { ...kept, seen });
    return asking(question, { yes, ...(text !== undefined && { text }) });
  }

  /** Asks once more, with what it is about now; undefined where there is nothing to ask any more. */
  async function askAnew(meant: Kept, request: Request, since: string): Promise<Said | undefined> {
    const anew = await meant.question(request);
    if (!anew) return undefined;
    const document = doc(p(strong(since), ' As it is now:'), anew.document.children);
    return { ...(await ask({ ...anew, document }, meant, request)), replaces: true };
  }

  /** Undefined, and nothing was changed, when somebody else changed the same in between. */
  async function runUnlessOther(kept: Kept, request: Request): Promise<Reply | undefined> {
    const mark = kept.seen?.overwrites;
    const refuseOther = (overwrites: string): void => {
      if (mark !== undefined && markOf(overwrites) !== mark) throw new OtherMeanwhileError();
    };
    return await kept.run({ ...request, refuseOther }).catch(insteadOf(OtherMeanwhileError, undefined));
  }

  return {
    /** Runs a command, or asks first what it wants to have confirmed. */
    async run(command: Command, given: OptionValues, request: Request): Promise<Reply> {
      if (!command.confirm) return await command.run(request, given);
      const { confirmed, ...values } = given;
      if (confirmed === true) return await command.run({ ...request, refuseOther: () => {} }, values);
      if (opensFormWith(command, values)) return await command.run(request, values);
      const question = await command.confirm(request, values);
      if (!question) return await command.run(request, values);
      const pinned = { ...values, ...question.values };
      const text = commandText(command, { ...pinned, confirmed: true });
      const kept = keptCommand(command, pinned);
      return await ask(question, kept, request, request.can.buttons ? undefined : text);
    },
    /** Runs a button, or asks first what it wants to have confirmed. */
    async press(action: Action, args: readonly string[], request: Request): Promise<Reply> {
      const question = await action.confirm?.(request, args);
      if (!question) return await action.run(request, args);
      return await ask(question, keptPress(action, args), request);
    },
    /** The command or button that waits under this id for this account in this group. Throws a UserError when none does any more. */
    async kept(owner: DraftOwner, id: string): Promise<Kept> {
      const draft = await drafts.take(owner, id);
      if (draft?.form.startsWith(pressed)) {
        const action = actions.get(draft.form.slice(pressed.length));
        const args = action && argumentsOf(action.args, draft.args);
        if (args) return { ...keptPress(action, args), seen: seenIn(draft) };
      }
      const command = draft && commands.get(draft.form);
      const values = draft?.args[0];
      if (!command || values === undefined)
        throw new UserError('That was answered already, or more than a day ago. Ask for it once more.');
      return { ...keptCommand(command, JSON.parse(values)), seen: seenIn(draft) };
    },
    /** Runs what was confirmed; when it fails through no fault of the caller's, it can be tried again. */
    async confirmed(kept: Kept, { invocation, request }: Asked): Promise<Reply> {
      try {
        const { seen, ...meant } = kept;
        const basis = seen && (await basisAt(meant, request, seen.at));
        const isMoved = basis !== undefined && basis.instants !== seen?.instants;
        const isOther = isMoved || (basis !== undefined && basis.overwrites !== seen?.overwrites);
        if (isOther) {
          const since = isMoved ? 'It was moved since I asked.' : changedSince;
          const again = await askAnew(meant, request, since);
          if (again) return again;
        }
        const reply = await runUnlessOther(kept, request);
        if (!reply) return (await askAnew(meant, request, changedSince)) ?? (await kept.run(request));
        return reply.kind === 'said' && reply.isPrivate ? { ...reply, replaces: true } : reply;
      } catch (error) {
        if (error instanceof UserError || error instanceof DoneElsewhereError) throw error;
        failed(error, invocation);
        const again = await keep(request, kept).catch(() => undefined);
        if (again === undefined) return givenBack(words(error, request), longTexts(kept.typed?.values ?? {}));
        return whisper(words(error, request), {
          isError: true,
          replaces: true,
          buttons: [{ label: 'Try again', action: confirmAction, args: [again], style: 'primary' }],
        });
      }
    },
  };
}

const changedSince = 'Somebody changed it since I asked.';

/** The times that a question names, in order: what is meant by "yes" has them. */
function instantsIn(document: Document): string {
  return (plain(document).match(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/gu) ?? []).join(' ');
}

function basisOf({ document, overwrites }: Confirmation): Basis {
  return { instants: instantsIn(document), overwrites: markOf(overwrites) };
}

/** A short text that stands for a longer one. */
function markOf(text: string | undefined): string {
  return text === undefined ? '' : createHash('sha256').update(text).digest('base64url').slice(0, 12);
}

function seenIn({ values: { instants, overwrites = '', at } }: Draft): Kept['seen'] {
  return instants === undefined || at === undefined ? undefined : { instants, overwrites, at: new Date(at) };
}

/** The answer to "no". */
export function left(): Said {
  return whisper(p('Everything stays as it is.'), { replaces: true });
}

function asking(
  { document, label, style = 'primary' }: Confirmation,
  { yes, text }: { yes: string; text?: string },
): Said {
  const hint = text === undefined ? undefined : p('To do it, send: ', code(text));
  return whisper(doc(document.children, hint), {
    buttons: [
      { label, action: confirmAction, args: [yes], style },
      { label: 'Leave it', action: leaveAction },
    ],
  });
}

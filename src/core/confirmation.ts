// Asks before a command or button changes something, keeps what it meant meanwhile, and runs it once when the answer is yes.
import { argumentsOf } from './arguments.ts';
import {
  type Access,
  type Action,
  type Command,
  type Confirmation,
  opensFormWith,
  type Reply,
  type Request,
  type Said,
  whisper,
} from './command.ts';
import { commandText } from './command-text.ts';
import type { DraftOwner, Drafts, Invocation, OptionValues } from './dispatcher.ts';
import { code, type Document, doc, p } from './document.ts';
import { DoneElsewhereError, UserError } from './errors.ts';

/** The button that says yes to what a command asked. */
export const confirmAction = 'dispatcher/confirm';
/** The button that says no. */
export const leaveAction = 'dispatcher/leave';

/** A command or button that waits for its answer. */
export type Kept = KeptCommand | KeptPress;

interface KeptCommand {
  readonly command: Command;
  readonly values: OptionValues;
}

interface KeptPress {
  readonly action: Action;
  readonly args: readonly string[];
}

/** Before the name of a button that waits; no command and no form is called so. */
const pressed = 'press ';

/** Who may say yes. */
export function accessOf(kept: Kept): Access {
  return 'command' in kept ? kept.command.access : kept.action.access;
}

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
  words(error: unknown): Document;
}) {
  const { commands, actions, drafts, failed, words } = parts;

  const keep = (owner: DraftOwner, kept: Kept) =>
    'command' in kept
      ? drafts.keep(owner, { form: kept.command.name, args: [JSON.stringify(kept.values)], values: {} })
      : drafts.keep(owner, { form: `${pressed}${kept.action.name}`, args: kept.args, values: {} });

  return {
    /** Runs a command, or asks first what it wants to have confirmed. */
    async run(command: Command, given: OptionValues, request: Request): Promise<Reply> {
      if (!command.confirm) return await command.run(request, given);
      const { confirmed, ...values } = given;
      if (confirmed === true || opensFormWith(command, values)) return await command.run(request, values);
      const question = await command.confirm(request, values);
      if (!question) return await command.run(request, values);
      const pinned = { ...values, ...question.values };
      const text = commandText(command, { ...pinned, confirmed: true });
      return asking(question, {
        yes: await keep(request, { command, values: pinned }),
        ...(!request.can.buttons && { text }),
      });
    },
    /** Runs a button, or asks first what it wants to have confirmed. */
    async press(action: Action, args: readonly string[], request: Request): Promise<Reply> {
      const question = await action.confirm?.(request, args);
      if (!question) return await action.run(request, args);
      return asking(question, { yes: await keep(request, { action, args }) });
    },
    /** The command or button that waits under this id for this account in this group. Throws a UserError when none does any more. */
    async kept(owner: DraftOwner, id: string): Promise<Kept> {
      const draft = await drafts.take(owner, id);
      if (draft?.form.startsWith(pressed)) {
        const action = actions.get(draft.form.slice(pressed.length));
        const args = action && argumentsOf(action.args, draft.args);
        if (args) return { action, args };
      }
      const command = draft && commands.get(draft.form);
      const values = draft?.args[0];
      if (!command || values === undefined) {
        throw new UserError('That was answered already, or more than a day ago. Ask for it once more.');
      }
      return { command, values: JSON.parse(values) };
    },
    /** Runs what was confirmed; when it fails through no fault of the caller's, it can be tried again. */
    async confirmed(kept: Kept, { invocation, request }: Asked): Promise<Reply> {
      try {
        const reply = await ('command' in kept
          ? kept.command.run(request, kept.values)
          : kept.action.run(request, kept.args));
        return reply.kind === 'said' && reply.isPrivate ? { ...reply, replaces: true } : reply;
      } catch (error) {
        if (error instanceof UserError || error instanceof DoneElsewhereError) throw error;
        failed(error, invocation);
        const args = [await keep(request, kept)];
        return whisper(words(error), {
          isError: true,
          replaces: true,
          buttons: [{ label: 'Try again', action: confirmAction, args, style: 'primary' }],
        });
      }
    },
  };
}

/** The answer to "no". */
export function left(): Said {
  return whisper(doc(p('Everything stays as it is.')), { replaces: true });
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

// The one way in for every platform: finds the command, button or form, checks who asks, and turns errors into words.

import type { Account, PlatformName } from './account.ts';
import { refuseWithout } from './command/access.ts';
import { argumentsOf } from './command/arguments.ts';
import { confirmAction, confirmations, leaveAction, left } from './command/confirmation.ts';
import { readCustomId } from './command/custom-id.ts';
import type { Drafts } from './command/drafts.ts';
import { wordsFor } from './command/error-words.ts';
import type { Form } from './command/form.ts';
import { givenBack, longTexts } from './command/given-back.ts';
import type { Invocation, OptionValues } from './command/invocation.ts';
import { type RequestParts, requestsWith } from './command/request.ts';
import { spokenWith } from './command/spoken.ts';
import { stampsOf } from './command/stamps.ts';
import {
  refuseLong,
  refuseMissing,
  refuseNone,
  refuseOther,
  unknownOption,
  withoutNone,
} from './command/values.ts';
import {
  type Action,
  type Command,
  longestFor,
  opensFormWith,
  type PlaceRef,
  type Request,
} from './command.ts';
import { type Document, doc, em, p, time } from './document.ts';
import { ChangedMeanwhileError, DoneElsewhereError, OutsideError, UserError } from './errors.ts';
import type { PlatformEvent } from './platform.ts';
import { type Choice, type Reply, whisper } from './reply.ts';
import { withoutAbsent } from './text/absent.ts';
import { storable } from './text/cleaned.ts';

/** The one way in for every platform. What asks for changes throws a `DoneElsewhereError` where another bot made them. */
export interface Dispatcher extends Kept {
  readonly commands: readonly Command[];
  readonly actions: readonly Action[];
  readonly forms: readonly Form[];
  /** Runs a command by its full name. */
  run(invocation: Invocation, name: string, values: OptionValues): Promise<Reply>;
  /** The command that words without its name mean where they stand; undefined when they mean none. `isAside`: the bot's name stood within them. */
  commandFromWords(
    invocation: Invocation,
    words: string,
    options?: { readonly isAside: boolean },
  ): Promise<{ readonly name: string; readonly values: OptionValues } | undefined>;
  /** What can be said where words meant nothing: of the thing that it stands below, if that has more than elsewhere. */
  spokenHint(invocation: Invocation): Promise<Document | undefined>;
  /** Presses the button with this id. */
  press(invocation: Invocation, id: string): Promise<Reply>;
  /** Sends the form with this id. */
  submit(invocation: Invocation, id: string, values: Readonly<Record<string, string>>): Promise<Reply>;
  /** Up to 25 choices for what has been typed in an option. */
  suggest(
    invocation: Invocation,
    name: string,
    option: { name: string; typed: string; others: Readonly<Record<string, unknown>> },
  ): Promise<Choice[]>;
  /** Whether the button with this id opens a form, so that it must be answered at once. */
  opensForm(id: string): boolean;
}

/** What is kept beside the commands, and platforms ask as well. */
interface Kept {
  /** Hands what happened to the features. */
  ingest(event: PlatformEvent): Promise<void>;
  /** Whether anything was changed for the invocation of this id, by whichever bot; undefined where that is not kept. */
  hasChanged?(id: string): Promise<boolean | undefined>;
  /** The address of what was changed for the invocation of this id, on a platform rather than on others, if it is shown. */
  changedAt?(id: string, platform: PlatformName): Promise<string | undefined>;
  /** The group that a space belongs to, if it is served; looking makes none. */
  groupOf(platform: PlatformName, space: string): Promise<number | undefined>;
}

const reopenAction = 'dispatcher/reopen';

/** Whoever types more than this wants no completion. */
const longestTyped = 200;

/** Longer than what any platform's form takes. */
const longestField = 6_000;

/** What is given back of what was typed, where an error kept it from being kept. */
type Typed = (error: unknown) => Readonly<Record<string, string>>;

/** What the dispatcher is made of. */
export interface DispatcherParts extends RequestParts, Kept {
  readonly commands: readonly Command[];
  readonly actions: readonly Action[];
  readonly forms: readonly Form[];
  readonly drafts: Drafts;
  /** Throws a UserError when a group may not use a place, or a repository or a folder of one, that was chosen. */
  refuseStrange(groupId: number, chosen: PlaceRef | string): Promise<void>;
  /** What an error of the database or the computer means for people, such as a full disk; undefined for any other. */
  explained?(error: unknown): OutsideError | undefined;
  /** Does the work of a request unless another bot has done it; throws a `DoneElsewhereError` then. */
  once?<T>(id: string, work: () => Promise<T>): Promise<T>;
  /** By which buttons and forms of answers are known to be of this database, as it was begun or restored the last time. */
  readonly stamp?: string;
  /** Whether an account is gone from a group, so that people are named without it there. */
  isAbsent?(account: Account, groupId: number): boolean;
  /** Told of errors that are not the caller's. */
  failed(error: unknown, invocation: Invocation): void;
}

/** Builds the dispatcher from the features' commands, actions and forms. Throws when two have one name. */
export function createDispatcher(parts: DispatcherParts): Dispatcher {
  const commands = byName(parts.commands);
  const actions = byName(parts.actions);
  const forms = byName(parts.forms);
  const words = (error: unknown, asker: { readonly isOrganiser: boolean }) =>
    wordsFor(parts.explained?.(error) ?? error, asker);
  const confirming = confirmations({ commands, actions, drafts: parts.drafts, failed: parts.failed, words });

  const requests = requestsWith(parts);
  const stamps = stampsOf(parts.stamp);

  function shown(reply: Reply, { groupId }: { readonly groupId: number }): Reply {
    const { isAbsent } = parts;
    if (!isAbsent || reply.kind !== 'said') return reply;
    return { ...reply, document: withoutAbsent(reply.document, (one) => isAbsent(one, groupId)) };
  }

  /** Whether an organiser asked, where that makes a difference to the words. */
  async function askerOf(error: unknown, invocation: Invocation): Promise<{ isOrganiser: boolean }> {
    const nobody = { isOrganiser: false };
    if (!(error instanceof OutsideError) || error.toOthers === undefined) return nobody;
    return await parts.contextOf(invocation).catch(() => nobody);
  }

  async function guarded(
    invocation: Invocation,
    work: () => Promise<Reply>,
    { isReadOnly = false, typed }: { isReadOnly?: boolean; typed?: Typed } = {},
  ): Promise<Reply> {
    try {
      return stamps.on(isReadOnly || !parts.once ? await work() : await parts.once(invocation.id, work));
    } catch (error) {
      if (error instanceof DoneElsewhereError) throw error;
      if (!(error instanceof UserError)) parts.failed(error, invocation);
      return givenBack(words(error, await askerOf(error, invocation)), typed?.(error) ?? {});
    }
  }

  return {
    commands: parts.commands,
    actions: parts.actions,
    forms: parts.forms,
    ...spokenWith(parts, requests),
    run(invocation, name, given) {
      const values = allStorable(given);
      const found = commands.get(name);
      const work = async () => {
        if (!found) throw new UserError(`There is no command "${name}". \`/docent help\` lists them.`);
        if (!found.isReadOnly) await requests.refuseForgotten(invocation);
        return await runOn(await requests.of(invocation, found.access), found, values);
      };
      // Where there are forms, what was typed in a command is gone once it was sent; elsewhere it stands as a post.
      const typed: Typed = (error) =>
        invocation.can.forms && !(error instanceof UserError) ? longTexts(values) : {};
      return guarded(invocation, work, { isReadOnly: found?.isReadOnly ?? false, typed });
    },
    press: (invocation, id) =>
      guarded(invocation, async () => {
        const { name, args } = stamps.read(id);
        await requests.refuseForgotten(invocation);
        if (name === leaveAction) return left();
        if (name === confirmAction) {
          const context = await parts.contextOf(invocation);
          const owner = { caller: invocation.caller, groupId: context.groupId };
          const kept = await confirming.kept(owner, args[0] ?? '');
          // Rights and grants may have changed since it was asked.
          refuseWithout(kept.access, context);
          const request = await requests.withContext(context, invocation);
          // So may the options: another version may have asked.
          if (kept.typed) await taken(request, kept.typed.command, kept.typed.values);
          return shown(await confirming.confirmed(kept, { invocation, request }), request);
        }
        if (name === reopenAction) return await reopen(invocation, args[0] ?? '');
        const found = actions.get(name);
        const known = found && argumentsOf(found.args, args);
        if (!known)
          throw new UserError(
            'That button is from an older version of me and no longer works. `/docent help` shows the command for it.',
          );
        const request = await requests.of(invocation, found.access);
        const reply = shown(await confirming.press(found, known, request), request);
        return found.isPublic ? dated(reply, request) : reply;
      }),
    submit: (invocation, id, typed) => {
      const values = allStorable(typed);
      const work = async () => {
        const { name, args: given } = stamps.read(id);
        const found = forms.get(name);
        const args = found && argumentsOf(found.args, given);
        if (!args) throw new UserError('That form is from an older version of me. Please open it again.');
        for (const [field, value] of Object.entries(values)) refuseLong(field, value, longestField);
        const request = await requests.of(invocation, found.access);
        try {
          const answer = await found.run(request, args, values);
          if (answer.kind !== 'filled') return shown(answer, request);
          const command = commands.get(answer.command);
          if (!command) throw new Error(`The form ${name} fills in ${answer.command}, which does not exist`);
          refuseWithout(command.access, request);
          if (opensFormWith(command, answer.values))
            throw new UserError('What is needed was left empty. Please fill it in.');
          return await runOn(request, command, answer.values);
        } catch (error) {
          if (error instanceof DoneElsewhereError) throw error;
          const again = error instanceof ChangedMeanwhileError ? error.form : { args, values };
          const draft = await parts.drafts.keep(request, { form: name, ...again }).catch(() => undefined);
          if (draft === undefined) throw error;
          if (!(error instanceof UserError)) parts.failed(error, invocation);
          return whisper(words(error, request), {
            isError: true,
            buttons: [{ label: 'Edit and try again', action: reopenAction, args: [draft], style: 'primary' }],
          });
        }
      };
      return guarded(invocation, work, { typed: () => values });
    },
    async suggest(invocation, name, option) {
      try {
        const found = commands.get(name);
        const suggest = found?.options[option.name]?.suggest;
        if (!found || !suggest || option.typed.length > longestTyped) return [];
        const others = Object.entries(allStorable(option.others)).filter(
          ([name, value]) =>
            typeof value !== 'string' ||
            value.length <= longestFor(found.options[name] ?? { type: 'string' }),
        );
        const request = await requests.of(invocation, found.access);
        const choices = await suggest(storable(option.typed), request, Object.fromEntries(others));
        return choices.slice(0, 25);
      } catch (error) {
        if (!(error instanceof UserError)) parts.failed(error, invocation);
        return [];
      }
    },
    opensForm(id) {
      const { name } = readCustomId(id) ?? { name: '' };
      return name === reopenAction || (actions.get(name)?.opensForm ?? false);
    },
    ingest: parts.ingest,
    ...(parts.hasChanged && { hasChanged: parts.hasChanged }),
    ...(parts.changedAt && { changedAt: parts.changedAt }),
    groupOf: parts.groupOf,
  };

  /** The values as a command takes them, however long. Throws a UserError for what it does not take. */
  async function taken(request: Request, command: Command, typed: OptionValues): Promise<OptionValues> {
    refuseMissing(command, typed);
    const values = withoutNone(command, typed);
    for (const [option, value] of Object.entries(values)) {
      if (value === undefined) continue;
      const known = command.options[option];
      if (!known) throw unknownOption(option, Object.keys(command.options));
      refuseOther(value, option, known);
      refuseNone(value, option, known);
    }
    for (const chosen of chosenIn(command, values)) await parts.refuseStrange(request.groupId, chosen);
    return values;
  }

  async function runOn(request: Request, command: Command, typed: OptionValues): Promise<Reply> {
    // Of what was typed only: what a question adds of its own may be as long as it needs.
    for (const [option, value] of Object.entries(typed)) {
      const known = command.options[option];
      if (known && value !== undefined) refuseLong(option, value, longestFor(known));
    }
    const values = await taken(request, command, typed);
    const reply = shown(await confirming.run(command, values, request), request);
    return command.isPublic && !command.staysTrue ? dated(reply, request) : reply;
  }

  async function reopen(invocation: Invocation, draftId: string): Promise<Reply> {
    const context = await parts.contextOf(invocation);
    const draft = await parts.drafts.find({ caller: invocation.caller, groupId: context.groupId }, draftId);
    const form = draft && forms.get(draft.form);
    if (!draft || !form) throw new UserError('What you typed is no longer kept. Please start again.');
    try {
      // Rights may have changed since it was sent.
      refuseWithout(form.access, context);
      return await form.open(await requests.withContext(context, invocation), draft.args, draft.values);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return givenBack(words(error, context), draft.values);
    }
  }
}

/** The places and repositories among the values of a command. */
function chosenIn({ options }: Command, values: OptionValues): (PlaceRef | string)[] {
  return Object.entries(values).flatMap(([name, value]): (PlaceRef | string)[] => {
    const option = options[name];
    if (option?.type === 'place' && typeof value === 'object' && 'platform' in value) return [value];
    if (!option?.repositoriesIn || typeof value !== 'string') return [];
    // A name alone means one that the group has already.
    return option.repositoriesIn(value).filter((one) => one.includes('/'));
  });
}

/** The same values, of which every database takes the texts. */
function allStorable<V>(values: Readonly<Record<string, V>>): Record<string, V | string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? storable(value) : value,
    ]),
  );
}

/** What everybody sees, with the moment at which it was so: nobody corrects it later. */
function dated(reply: Reply, { now, zone }: Request): Reply {
  if (reply.kind !== 'said' || reply.isPrivate || reply.isError) return reply;
  return { ...reply, document: doc(reply.document.children, p(em('As of ', time(now, zone), '.'))) };
}

function byName<T extends { readonly name: string }>(things: readonly T[]): Map<string, T> {
  const found = new Map<string, T>();
  for (const thing of things) {
    if (found.has(thing.name)) throw new Error(`Two features both define ${thing.name}`);
    found.set(thing.name, thing);
  }
  return found;
}

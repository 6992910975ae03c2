// The one way in for every platform: finds the command, button or form, checks who asks, and turns errors into words.
import type { Account, PlatformName } from './account.ts';
import type { Action, Command, Form, OptionValue, PlaceRef, Reply, Request } from './command.ts';
import { type Choice, customId, readCustomId, whisper } from './command.ts';
import { code, type Document, doc, p } from './document.ts';
import { messageOf, OutsideError, UserError } from './errors.ts';
import type { Heard } from './platform.ts';

/** What a platform knows of a request; the front door completes it. */
export interface Visit {
  readonly id: string;
  readonly platform: PlatformName;
  /** The Discord guild or Discourse category it came from; undefined in a private conversation. */
  readonly space?: string;
  readonly caller: Account;
  readonly roles: readonly string[];
  /** Whether the platform itself lets them manage the space (Discord's Manage Server, Discourse's staff). */
  readonly isManager: boolean;
  readonly place?: PlaceRef;
  readonly messageId?: string;
  progress?(document: Document): Promise<void>;
}

/** What the house answers about a visitor. */
export interface Standing {
  readonly groupId: number;
  readonly isOrganiser: boolean;
  /** IANA zone. */
  readonly zone: string;
}

/** Where half-filled forms are kept, so that nothing typed is lost. */
export interface Drafts {
  /** Keeps what was typed; answers the id under which it is found again. */
  keep(visit: Visit, draft: Draft): Promise<string>;
  /** What was kept for this caller, if it is still there. */
  find(visit: Visit, id: string): Promise<Draft | undefined>;
}

/** A form that was sent and refused. */
export interface Draft {
  readonly form: string;
  readonly args: readonly string[];
  readonly values: Readonly<Record<string, string>>;
}

/** The entrance that every platform uses. */
export interface FrontDoor {
  readonly commands: readonly Command[];
  /** Runs a command by its full name. */
  run(visit: Visit, name: string, values: Readonly<Record<string, OptionValue | undefined>>): Promise<Reply>;
  /** Presses the button with this id. */
  press(visit: Visit, id: string): Promise<Reply>;
  /** Sends the form with this id. */
  submit(visit: Visit, id: string, values: Readonly<Record<string, string>>): Promise<Reply>;
  /** Up to 25 choices for what has been typed in an option. */
  suggest(
    visit: Visit,
    name: string,
    option: { name: string; typed: string; others: Readonly<Record<string, unknown>> },
  ): Promise<Choice[]>;
  /** Whether the button with this id opens a form, so that it must be answered at once. */
  opensForm(id: string): boolean;
  /** Hands what happened to the rooms. */
  hear(heard: Heard): Promise<void>;
  /** The group that a space belongs to; a space not seen before becomes a group of its own. */
  groupOf(platform: PlatformName, space: string | undefined): Promise<number>;
}

const reopenAction = 'door/reopen';

/** What the front door is made of. */
export interface FrontDoorParts {
  readonly commands: readonly Command[];
  readonly actions: readonly Action[];
  readonly forms: readonly Form[];
  readonly drafts: Drafts;
  now(): Date;
  standing(visit: Visit): Promise<Standing>;
  groupOf(platform: PlatformName, space: string | undefined): Promise<number>;
  hear(heard: Heard): Promise<void>;
  /** Called after facts may have changed, so that the reconciler wakes. */
  changed(): void;
  /** Told of errors that are not the caller's. */
  failed(error: unknown, visit: Visit): void;
}

/** Builds the front door from the rooms' commands, actions and forms. Throws when two have one name. */
export function frontDoor(parts: FrontDoorParts): FrontDoor {
  const commands = byName(parts.commands);
  const actions = byName(parts.actions);
  const forms = byName(parts.forms);

  async function requestOf(visit: Visit, access: 'everyone' | 'organiser'): Promise<Request> {
    const standing = await parts.standing(visit);
    if (access === 'organiser' && !standing.isOrganiser) {
      throw new UserError('Only organisers can do that. Ask one of them; `/member list` says who they are.');
    }
    return {
      ...standing,
      id: visit.id,
      platform: visit.platform,
      caller: visit.caller,
      roles: visit.roles,
      now: parts.now(),
      ...(visit.place && { place: visit.place }),
      ...(visit.messageId && { messageId: visit.messageId }),
      progress: visit.progress ?? (async () => {}),
    };
  }

  async function guarded(visit: Visit, work: () => Promise<Reply>): Promise<Reply> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof UserError)) parts.failed(error, visit);
      return whisper(wordsFor(error), { isError: true });
    } finally {
      parts.changed();
    }
  }

  return {
    commands: parts.commands,
    run: (visit, name, values) =>
      guarded(visit, async () => {
        const found = commands.get(name);
        if (!found) throw new UserError(`There is no command "${name}". \`/docent help\` lists them.`);
        return await found.run(await requestOf(visit, found.access), values);
      }),
    press: (visit, id) =>
      guarded(visit, async () => {
        const { name, args } = readCustomId(id) ?? { name: '', args: [] };
        if (name === reopenAction) return await reopen(visit, args[0] ?? '');
        const found = actions.get(name);
        if (!found) throw new UserError('That button is from an older version of me and no longer works.');
        return await found.run(await requestOf(visit, found.access), args);
      }),
    submit: (visit, id, values) =>
      guarded(visit, async () => {
        const { name, args } = readCustomId(id) ?? { name: '', args: [] };
        const found = forms.get(name);
        if (!found) throw new UserError('That form is from an older version of me. Please open it again.');
        const request = await requestOf(visit, found.access);
        try {
          return await found.run(request, args, values);
        } catch (error) {
          if (!(error instanceof UserError)) parts.failed(error, visit);
          const draft = await parts.drafts.keep(visit, { form: name, args, values });
          return whisper(wordsFor(error), {
            isError: true,
            buttons: [{ label: 'Edit and try again', action: reopenAction, args: [draft], style: 'primary' }],
          });
        }
      }),
    async suggest(visit, name, option) {
      try {
        const found = commands.get(name);
        const suggest = found?.options[option.name]?.suggest;
        if (!found || !suggest) return [];
        const choices = await suggest(option.typed, await requestOf(visit, found.access), option.others);
        return choices.slice(0, 25);
      } catch (error) {
        if (!(error instanceof UserError)) parts.failed(error, visit);
        return [];
      }
    },
    opensForm(id) {
      const { name } = readCustomId(id) ?? { name: '' };
      return name === reopenAction || (actions.get(name)?.opensForm ?? false);
    },
    hear: async (heard) => {
      await parts.hear(heard);
      parts.changed();
    },
    groupOf: parts.groupOf,
  };

  async function reopen(visit: Visit, draftId: string): Promise<Reply> {
    const draft = await parts.drafts.find(visit, draftId);
    const form = draft && forms.get(draft.form);
    if (!draft || !form) throw new UserError('What you typed is no longer kept. Please start again.');
    return await form.open(await requestOf(visit, form.access), draft.args, draft.values);
  }
}

/** What a person reads when something went wrong. */
function wordsFor(error: unknown): Document {
  if (error instanceof UserError) return doc(p(...withCode(error.message)));
  if (error instanceof OutsideError) {
    return error.isPermanent
      ? doc(p(`That did not work: ${messageOf(error)}`))
      : doc(p(`That did not work just now: ${messageOf(error)} Nothing was lost; please try again later.`));
  }
  return doc(p('Something went wrong on my side. It is in my log; please try again, or tell an organiser.'));
}

/** Text whose `back-quoted` words are shown as code. */
function withCode(message: string) {
  return message.split('`').map((part, i) => (i % 2 === 1 ? code(part) : part));
}

function byName<T extends { readonly name: string }>(things: readonly T[]): Map<string, T> {
  const found = new Map<string, T>();
  for (const thing of things) {
    if (found.has(thing.name)) throw new Error(`Two rooms both define ${thing.name}`);
    found.set(thing.name, thing);
  }
  return found;
}

/** The id of the button that opens a kept form again; for tests and front doors. */
export function reopenId(draftId: string): string {
  return customId(reopenAction, [draftId]);
}

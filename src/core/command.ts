// What people can ask of the bot, defined once for every platform: commands and buttons (actions).
import type { Account, PlatformName } from './account.ts';
import type { Argument } from './command/arguments.ts';
import type { Document } from './document.ts';
import type { Capabilities } from './publication.ts';
import type { Button, Choice, Reply } from './reply.ts';

export { option } from './command/options.ts';

/** A place that can hold messages, as its platform names it. */
export interface PlaceRef {
  readonly platform: PlatformName;
  readonly id: string;
  readonly name: string;
  /** The id of the place that holds it, if one does: a thread's channel, a topic's category. */
  readonly within?: string;
}

/** A file that was given with a command; its bytes are fetched when they are wanted. */
export interface GivenFile {
  /** The platform's id of it. */
  readonly id: string;
  readonly name: string;
  /** What it shows, in words, where that was said. */
  readonly description?: string;
  /**
   * Its bytes. Throws an `OutsideError` whose message says in a few words why it is not taken; it is permanent unless
   * trying again may help.
   */
  fetch(): Promise<Buffer>;
}

/** Who asked, where and when. */
export interface Request {
  /** Unique for ever, made from the platform's own id, so that the same request is known again. */
  readonly id: string;
  readonly groupId: number;
  readonly platform: PlatformName;
  /** What can be done on the platform where it was asked. */
  readonly can: Capabilities;
  readonly caller: Account;
  /** The platform's own roles of the caller (ids of roles, names of groups). */
  readonly roles: readonly string[];
  /** Whether the caller may use organisers' commands; decided by the server, never by the platform's client. */
  readonly isOrganiser: boolean;
  /** Whether the caller belongs to the group: its members and organisers do. */
  readonly isMember: boolean;
  /** The caller's own IANA zone if they gave one, else the group's. */
  readonly zone: string;
  readonly now: Date;
  /** When it was asked, where it was read later than that, as on a forum after the bot was away; else it was `now`. */
  readonly askedAt?: Date;
  /** The channel or topic in which it was asked, if it was asked in one. */
  readonly place?: PlaceRef;
  /**
   * Whether others read what was typed: a post in a topic is public, a slash command or a private message is not. What is
   * to stay between the asker and the bot is not to be typed there. Unsaid, nobody reads it.
   */
  readonly isPublicPlace?: boolean;
  /** The platform's id of the message that held the button, if a button was pressed. */
  readonly messageId?: string;
  /**
   * What it was asked about, nearest first: `meeting/12`, `ama/3`. Publishing knows it of the message whose button was
   * pressed or that was answered, and of the topic or thread in which it was asked. What is named in words goes before.
   */
  about(): Promise<readonly string[]>;
  /**
   * To be called in the transaction that changes what was asked about, with the question's `overwrites` as it is there:
   * when it is something else than what the answer was given to, it throws, and the caller is asked once more. Absent
   * where nothing was asked.
   */
  readonly refuseOther?: (overwrites: string) => void;
  /** Shows how far a long job is; each call replaces what the last one showed. */
  progress(document: Document): Promise<void>;
}

/** A `role` is the platform's id of one. A `file` does not outlast the request: a command that takes one asks nothing first. */
type OptionType = 'string' | 'integer' | 'boolean' | 'person' | 'place' | 'role' | 'file';

/** An option of a command; texts go to the platform as they stand (description 1–100). */
export interface Option {
  readonly type: OptionType;
  readonly description: string;
  readonly required?: boolean;
  readonly choices?: readonly Choice[];
  /** The value of the choice that other words mean, where they are typed; undefined for words that mean none. */
  readonly meant?: (words: string) => string | undefined;
  readonly min?: number;
  readonly max?: number;
  /** What has it is never without: `none`, which takes other things away, is refused. */
  readonly isNeeded?: boolean;
  /** For `string`: `none` is the same as to leave it out, and no text of its own. */
  readonly mayBeNone?: boolean;
  /**
   * For `string`: the repositories, or folders of them, that it names, read as its command reads them: a group may use
   * those that were granted to it.
   */
  repositoriesIn?(typed: string): readonly string[];
  /** For `string`: a mention in it means an account and stays as it came; everywhere else it becomes the name. */
  readonly takesMentions?: boolean;
  /** For `place`: only voice channels, text channels or forums. */
  readonly places?: readonly ('text' | 'voice' | 'forum')[];
  /** Offers up to 25 choices for what has been typed so far. */
  suggest?(typed: string, request: Request, others: Readonly<Record<string, unknown>>): Promise<Choice[]>;
}

/** So much may be typed for an option that says nothing else: more than anybody means, less than costs anything. */
const longestValue = 1_000;

/** How long the text typed for an option may be, in characters. */
export function longestFor({ type, max }: Pick<Option, 'type' | 'max'>): number {
  return type === 'string' ? (max ?? longestValue) : longestValue;
}

type ValueOf<O extends Option> = O['type'] extends 'string' | 'role'
  ? O extends { readonly choices: readonly { readonly value: infer V extends string }[] }
    ? V
    : string
  : O['type'] extends 'integer'
    ? number
    : O['type'] extends 'boolean'
      ? boolean
      : O['type'] extends 'person'
        ? Account
        : O['type'] extends 'file'
          ? GivenFile
          : PlaceRef;

/** The values of a command's options, typed after their definition. */
export type Values<S extends Readonly<Record<string, Option>>> = {
  readonly [K in keyof S]: S[K]['required'] extends true ? ValueOf<S[K]> : ValueOf<S[K]> | undefined;
};

/** A value as a platform hands it over. */
export type OptionValue = string | number | boolean | Account | PlaceRef | GivenFile;

/** Who may ask for something: `member` is everybody who belongs to the group, organisers too. */
export type Access = 'everyone' | 'member' | 'organiser';

/** What a command or button asks before it changes or cancels something. */
export interface Confirmation {
  /** What will be done, to what and when. */
  readonly document: Document;
  /** The button that does it: "Cancel it". */
  readonly label: string;
  readonly style?: Button['style'];
  /** What the words meant when the question was asked, so that the answer cannot mean another thing. */
  readonly values?: Readonly<Record<string, OptionValue>>;
  /**
   * What a yes writes over, as it is when the question is asked, in any form: if that is something else when the answer
   * comes, it is asked once more. The times that the question names count anyhow.
   */
  readonly overwrites?: string;
}

/** The name of the option by which what a command would ask is answered in advance. */
export const confirmedOption = 'confirmed';

const confirmed: Option = { type: 'boolean', description: 'Do it without asking' };

/** A command as every platform sees it. */
export interface Command {
  /** One to three words: `meeting series create`. */
  readonly name: string;
  readonly description: string;
  readonly access: Access;
  readonly options: Readonly<Record<string, Option>>;
  /** Whether it opens a form at once, which cannot be put off; `unless` names options of which each makes one needless. */
  readonly opensForm: boolean | { readonly unless: string | readonly string[] };
  /**
   * Where words without a name go when it is typed as text: one of its options, or a field of its form. Unsaid, the one
   * option that it needs, or the only one that it has.
   */
  readonly bare?: string;
  /** Whether it only reads: two bots may then run it at the same time, and its answer may come without a "thinking". */
  readonly isReadOnly: boolean;
  /**
   * Whether its answer is for everybody in the place, as a rule; a private one it may still give. A public one stays as it
   * is while things go on, so that it says when it was true, unless it `staysTrue`.
   */
  readonly isPublic: boolean;
  readonly staysTrue: boolean;
  /** What it asks before it runs, unless `confirmed:true` was given; undefined when there is nothing to ask. */
  confirm?(
    request: Request,
    values: Readonly<Record<string, OptionValue | undefined>>,
  ): Promise<Confirmation | undefined>;
  /** What people say of a thing where it is shown, without the command's name. */
  readonly spoken?: Spoken;
  run(request: Request, values: Readonly<Record<string, OptionValue | undefined>>): Promise<Reply>;
}

/** Words that mean a command in the topic of what it is about: `-1, it breaks our links` below a vote. */
interface Spoken {
  /** The kind of thing: `vote`. */
  readonly about: string;
  /** The option values that the words mean; undefined when they mean something else. */
  read(words: string): Readonly<Record<string, OptionValue>> | undefined;
  /** Whether the words mean it when the caller says them; always, where it is not said. */
  isMeant?(request: Request, words: string): Promise<boolean>;
  /** Whether it is meant as well where the bot's name stands within the words: they are an answer, and nothing else is made of them. */
  readonly isAnswer?: boolean;
  /** What can be said of the thing, for somebody whose words there meant nothing. */
  spokenHint?(request: Request): Promise<Document>;
}

/** What a command is unless it says otherwise. */
const usual = { opensForm: false, isReadOnly: false, isPublic: false, staysTrue: false } as const;

/** What a command is called and how it behaves, of which `usual` may be left out. */
type Manner = Omit<Command, keyof typeof usual | 'options' | 'confirm' | 'run'> &
  Partial<Pick<Command, keyof typeof usual>>;

/** Defines a command; the option values that `run` gets are typed after `options`. */
export function command<const S extends Readonly<Record<string, Option>>>(
  spec: Manner & {
    readonly options?: S;
    /** What is asked before it runs; a command that has this takes `confirmed:true` too. */
    confirm?(request: Request, values: Values<S>): Promise<Confirmation | undefined>;
    run(request: Request, values: Values<S>): Promise<Reply>;
  },
): Command {
  return {
    ...usual,
    ...spec,
    options: { ...spec.options, ...(spec.confirm && { [confirmedOption]: confirmed }) },
  };
}

/** Whether a command opens a form when these options are given. */
export function opensFormWith(
  { opensForm }: Pick<Command, 'opensForm'>,
  values: Readonly<Record<string, OptionValue | undefined>>,
): boolean {
  if (typeof opensForm === 'boolean') return opensForm;
  return [opensForm.unless].flat().every((option) => values[option] === undefined);
}

/** What happens when a button is pressed. `name` is `feature/verb`; args are those of the button. */
export interface Action {
  readonly name: string;
  /** What its arguments are; one that carries others is never run. */
  readonly args: readonly Argument[];
  readonly access: Access;
  /** Whether it opens a form; then it only reads, since the form may come too late and be asked for again. */
  readonly opensForm?: boolean;
  /** Whether everybody sees what it answers: then that says when it was true, as what a public command answers does. */
  readonly isPublic?: boolean;
  /**
   * What is asked after the press; undefined when there is nothing to ask. A button asks when it ends or takes away for good,
   * or begins what does, unless the message in which it stands is the question itself.
   */
  confirm?(request: Request, args: readonly string[]): Promise<Confirmation | undefined>;
  run(request: Request, args: readonly string[]): Promise<Reply>;
}

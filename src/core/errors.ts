// The ways in which something can go wrong, told apart by what must happen next.
import { type Document, plain } from './document.ts';

/** What a person asked for cannot be done as asked; the message says why and what to do, in their words. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** What a form holds: its arguments, and what is typed in it. */
interface FilledForm {
  readonly args: readonly string[];
  readonly values: Readonly<Record<string, string>>;
}

/** A form was sent on top of a change that its author did not see; `form` is how it is opened again to bring both together. */
export class ChangedMeanwhileError extends UserError {
  readonly document: Document;
  readonly form: FilledForm;

  constructor(document: Document, form: FilledForm) {
    super(plain(document));
    this.document = document;
    this.form = form;
  }
}

/** What a question was about became something else between the answer and the change; nothing was changed. */
export class OtherMeanwhileError extends Error {
  override readonly name = 'OtherMeanwhileError';

  constructor() {
    super('Somebody else has just changed the same');
  }
}

/** The set-up is wrong and the bot cannot start; the message lists every fault with its cure. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** What was asked of the outside, for the log: without what follows a `?`, and without a body. */
interface Call {
  readonly method: string;
  readonly url: string;
}

/**
 * Something outside (a platform, a source) refused or did not answer. `isPermanent` means that trying again
 * cannot help until a person changes something; otherwise it is retried, no sooner than `retryAfterSeconds`.
 * `isPlaceGone`: where it should go is not there any more. `toOthers`: what is read in the message's place, as a
 * sentence, by those who can mend nothing about it, since the message is for whoever set the bot up.
 */
export class OutsideError extends Error {
  override readonly name = 'OutsideError';
  readonly isPermanent: boolean;
  readonly isPlaceGone: boolean;
  readonly isTurnedDown: boolean;
  readonly retryAfterSeconds: number | undefined;
  readonly toOthers: string | undefined;
  /** Told by the client that made the request, where the cause does not tell it. */
  call: Call | undefined;

  constructor(
    message: string,
    options: {
      isPermanent?: boolean;
      isPlaceGone?: boolean;
      isTurnedDown?: boolean;
      retryAfterSeconds?: number | undefined;
      toOthers?: string;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.isPermanent = options.isPermanent ?? false;
    this.isPlaceGone = options.isPlaceGone ?? false;
    this.isTurnedDown = options.isTurnedDown ?? false;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.toOthers = options.toOthers;
  }
}

/** What showed a thing that is over was removed by hand, and is not made again. */
export function removedByHand(): OutsideError {
  return new OutsideError('It was removed by hand.', { isPermanent: true, isPlaceGone: true });
}

/**
 * Another bot on the same database has done what was asked, and answers it: this one says nothing. `isOrphaned`: that bot
 * is certainly gone, so that whoever can still answer does.
 */
export class DoneElsewhereError extends Error {
  override readonly name = 'DoneElsewhereError';
  readonly isOrphaned: boolean;

  constructor({ isOrphaned = false } = {}) {
    super('Another bot has done this already');
    this.isOrphaned = isOrphaned;
  }
}

/** Whether an error says in its own words what a person can do. */
export function isForPeople(error: unknown): boolean {
  return [UserError, ConfigError, OutsideError].some((kind) => error instanceof kind);
}

/** What to show of a thing that was thrown, whatever it is. Where several addresses were tried, Node.js has a code and no words. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message || ('code' in error ? String(error.code) : error.name);
}

/** For a `catch`: a value in the place of errors of a kind. Throws all others. */
export function insteadOf<T>(
  kind: abstract new (...given: never[]) => Error,
  value: T,
): (error: unknown) => T {
  return insteadIf((error) => error instanceof kind, value);
}

/** For a `catch`: a value in the place of errors of which something is so. Throws all others. */
export function insteadIf<T>(isSo: (error: unknown) => boolean, value: T): (error: unknown) => T {
  return (error) => {
    if (isSo(error)) return value;
    throw error;
  };
}

/** Whether something outside refused for good: trying again cannot help until a person changes something. */
export function isLasting(error: unknown): error is OutsideError {
  return error instanceof OutsideError && error.isPermanent;
}

/** What work comes to; undefined where it throws a UserError. */
export function unlessRefused<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    return insteadOf(UserError, undefined)(error);
  }
}

/** What anybody may read of what went wrong outside, as a sentence. */
export function toldToAll(error: OutsideError): string {
  return asSentence(error.toOthers ?? error.message);
}

/** Words that others end as they like, with a full stop where nothing ends them. */
export function asSentence(words: string): string {
  return words.replace(/(?<=[^\s.!?…])\s*$/u, '.');
}

/** Several faults as one: faults of ours, if there are any; of what failed outside the first, since it is the same for all. */
export function asOne(faults: readonly unknown[]): unknown {
  const ours = faults.filter((fault) => !(fault instanceof OutsideError));
  if (ours.length > 1) return new AggregateError(ours, ours.map(messageOf).join('; '));
  return ours[0] ?? faults[0];
}

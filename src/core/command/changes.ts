// What a command that changes settings asks: each thing that was chosen before, as it is and as it would be.
import type { Confirmation } from '../command.ts';
import { type Document, doc, heading, type Inline, list, p, sentence, strong } from '../document.ts';

/** A setting: what it is called, and its value as people read it. */
export type Setting = readonly [what: string, words: string];

/** Settings as a list below a heading. */
export function settingsCard(title: string, settings: readonly Setting[], after?: Document): Document {
  return doc(
    heading(2, title),
    list(...settings.map(([what, words]): readonly Inline[] => [strong(`${what}:`), ' ', words])),
    after?.children,
  );
}

/**
 * The question before settings change: about those that somebody chose (they are not as `usual`) and that would be
 * others, with what `follows`. Undefined when there are none: what nobody chose can be chosen at once, unless there is
 * something to say `always`.
 */
export function asksToChange(
  settings: {
    readonly before: readonly Setting[];
    readonly after: readonly Setting[];
    readonly usual: readonly Setting[];
  },
  follows?: string,
  always?: string,
): Confirmation | undefined {
  const [after, usual] = [new Map(settings.after), new Map(settings.usual)];
  const changed = settings.before.filter(
    ([what, words]) => after.get(what) !== words && usual.get(what) !== words,
  );
  if (changed.length === 0 && always === undefined) return undefined;
  const lines = changed.map(
    ([what, words]): readonly Inline[] => sentence`${strong(`${what}:`)} ${words} →
      ${after.get(what) || 'none'}`,
  );
  return {
    document: doc(
      changed.length > 0 && [p('That was chosen before, and would change:'), list(...lines)],
      always !== undefined && p(always),
      changed.length === 0 || follows === undefined ? undefined : p(follows),
    ),
    label: 'Change it',
    overwrites: overwrittenBy(settings),
  };
}

/** What of the settings as they are a change would overwrite: the question's `overwrites`, for `Request.refuseOther`. */
export function overwrittenBy(settings: {
  readonly before: readonly Setting[];
  readonly after: readonly Setting[];
}): string {
  const after = new Map(settings.after);
  return JSON.stringify(settings.before.filter(([what, words]) => after.get(what) !== words));
}

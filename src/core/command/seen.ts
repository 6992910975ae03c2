// Saving a form on top of a change that its author did not see: what only one of them changed is taken, and where both
// changed the same, both are shown and neither is lost.

import { createHash } from 'node:crypto';
import { type Block, doc, p, quote, strong, typed } from '../document.ts';
import { ChangedMeanwhileError } from '../errors.ts';
import { shortened } from '../text/shortened.ts';

/** The texts of a form's fields, by the fields' names; what is missing is empty. */
type Texts = Readonly<Record<string, string | undefined>>;

/** One mark for each field, in this order, of what it held when the form was opened; goes into the form's arguments. */
export function marksOf(fields: readonly string[], shown: Texts): string {
  return fields.map((field) => markOf(shown[field])).join('.');
}

/**
 * What the author of a form changed, of what it held when they opened it. `labels` name the fields, in the order of the
 * marks; `now` is what is kept by now; `seen` are the marks of what they saw, unknown in forms from before there were any.
 * `args` are the form's arguments without the marks. Throws a `ChangedMeanwhileError` where somebody else changed the same
 * field to something else.
 */
export function changedByAuthor(form: {
  readonly labels: Readonly<Record<string, string>>;
  readonly now: Texts;
  readonly written: Texts;
  readonly seen: string | undefined;
  readonly args: readonly string[];
}): Record<string, string> {
  const { labels, now, written, seen, args } = form;
  const fields = Object.keys(labels);
  const marks = seen?.split('.');
  const changed: Record<string, string> = {};
  const clashes: Block[] = [];
  for (const [i, field] of fields.entries()) {
    const own = written[field];
    if (own === undefined || markOf(own) === markOf(now[field])) continue;
    const mark = marks?.[i] ?? markOf(now[field]);
    if (mark === markOf(own)) continue;
    changed[field] = own;
    if (mark !== markOf(now[field])) clashes.push(...both(labels[field] ?? field, now[field], own));
  }
  if (clashes.length === 0) return changed;
  throw new ChangedMeanwhileError(
    doc(
      p`${strong('Somebody changed this while you wrote, so yours is not saved yet.')} Press the button to
        bring both together: it opens what you wrote.`,
      ...clashes,
    ),
    {
      args: [...args, marksOf(fields, now)],
      values: Object.fromEntries(fields.map((field) => [field, changed[field] ?? now[field] ?? ''])),
    },
  );
}

/** Texts longer than this are shown in part; what is kept and what is typed are whole. */
const shownLength = 700;

function both(label: string, now: string | undefined, own: string): Block[] {
  const shown = (text: string) =>
    text.trim() === '' ? [p('(nothing)')] : typed(shortened(text, shownLength));
  return [
    p(strong(`${label}:`), ' it says now'),
    quote(...shown(now ?? '')),
    p('and you wrote'),
    quote(...shown(own)),
  ];
}

/** Six characters that stand for a text; of nothing, none. Space around it and the kind of its line ends do not count. */
function markOf(text: string | undefined): string {
  const read = (text ?? '').replaceAll('\r\n', '\n').trim();
  return read === '' ? '' : createHash('sha256').update(read).digest('base64url').slice(0, 6);
}

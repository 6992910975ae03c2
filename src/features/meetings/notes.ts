// What note-takers type: sections in portions that a form can hold, and two versions of one portion kept side by side.
import { createHash } from 'node:crypto';
import type { Notes } from './facts.ts';

/** The sections of notes. */
export const sections = ['introductions', 'reports', 'discussion'] as const;
export type SectionName = (typeof sections)[number];

/** What a form's field holds. */
export const portionLength = 4000;
/** A portion that is fuller than this is left alone: what follows goes into the next. */
const fullPortionLength = 3500;

/** A portion of a section as it was typed, the mark of what stood there when the form was opened, and whether nobody saw that. */
export interface TypedPortion {
  readonly section: SectionName;
  /** From 0; the number of portions there were is a new one. */
  readonly portion: number;
  readonly base: string;
  readonly isUnseen?: boolean;
  readonly text: string;
}

/** A section in portions, each at most as long as a field and, where there are lines, ended by one. */
export function portionsOf(text: string | undefined): string[] {
  const portions: string[] = [];
  let rest = text ?? '';
  while (rest.length > portionLength) {
    const cut = rest.lastIndexOf('\n', portionLength);
    const end = cut > portionLength / 2 ? cut + 1 : portionLength;
    portions.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return rest === '' ? portions : [...portions, rest];
}

/** The number of the portion to write on: the last while it has room, else a new one. */
export function openPortion(portions: readonly string[]): number {
  const last = portions.at(-1);
  return last !== undefined && last.length <= fullPortionLength ? portions.length - 1 : portions.length;
}

/** By which it is known whether a portion is still what somebody saw. */
export function markOf(text: string | undefined): string {
  const seen = (text ?? '').trim();
  return seen === '' ? '' : createHash('sha256').update(seen).digest('base64url').slice(0, 8);
}

/** The notes with what was typed; and the sections in which somebody else had written meanwhile. */
export function withTyped(
  before: Notes,
  typed: readonly TypedPortion[],
): { notes: Notes; both: SectionName[] } {
  const both: SectionName[] = [];
  const texts = new Map(sections.map((section) => [section, portionsOf(before[section])]));
  const unseen: { [section in SectionName]?: string } = {};
  for (const { section, portion, base, isUnseen, text } of typed) {
    const portions = texts.get(section) ?? [];
    const current = portions[portion];
    const wanted = text.trim();
    if (isUnseen) {
      // Whoever saw nothing takes away all or nothing. Sent once more, it takes nothing away that others added.
      const was = unseen[section] ?? before[section]?.trim() ?? '';
      const isAdded = wanted !== '' && was !== '' && !hasLines(wanted, was);
      if (isAdded && hasLines(was, wanted)) continue;
      // What goes on in the second field was typed by the same person.
      if (isAdded && unseen[section] === undefined) both.push(section);
      unseen[section] = isAdded ? `${was}\n${wanted}` : wanted;
      continue;
    }
    if (markOf(wanted) === base || wanted === current?.trim()) continue;
    if (markOf(current) === base) portions[portion] = wanted;
    else {
      if (wanted !== '') both.push(section);
      portions[portion] = together(current ?? '', wanted);
    }
    texts.set(section, portions);
  }
  const notes = Object.fromEntries(
    [...texts].flatMap(([section, portions]) => {
      const cuts = portionsOf(before[section]).map((one) => !one.endsWith('\n'));
      const whole = unseen[section] ?? joined(portions, cuts);
      return whole === '' ? [] : [[section, whole]];
    }),
  );
  return { notes, both: [...new Set(both)] };
}

const hasLines = (text: string, lines: string) => `\n${text}\n`.includes(`\n${lines}\n`);

/** Both versions, with the lines that they share once. */
function together(current: string, typed: string): string {
  const known = new Set(current.split('\n').map((line) => line.trim()));
  const added = typed.split('\n').filter((line) => line.trim() !== '' && !known.has(line.trim()));
  return [current.trimEnd(), ...added].filter((part) => part !== '').join('\n');
}

/** The portions as one text: what was cut within a line goes on in it, what was typed anew begins one of its own. */
function joined(portions: readonly string[], cuts: readonly boolean[]): string {
  let whole = '';
  for (const [i, one] of portions.entries()) {
    if (!one?.trim()) continue;
    const isCut = i < cuts.length && cuts[i - 1] === true;
    whole += whole === '' || whole.endsWith('\n') || isCut ? one : `\n${one}`;
  }
  return whole.trim();
}

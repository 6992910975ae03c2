// What a project's labels mean: data, recognised from the labels themselves, with what a group says about its own first.
import { botNames } from './vocabulary-bots.ts';
import { generalRules, presets } from './vocabulary-presets.ts';
import { type LabelRule, meanings, type Preset, type SaidVocabulary } from './vocabulary-shape.ts';

/** What is known of a repository's words. */
export interface Vocabulary {
  /** The names of its presets. */
  readonly presets: readonly string[];
  /** The first rule that fits a label decides what it means. */
  readonly rules: readonly LabelRule[];
  readonly isMergedByLabel: boolean;
  readonly isAlwaysPending: boolean;
  isBot(login: string): boolean;
}

/** A meaning found on a pull request, and the labels that carry it. */
export interface Found extends Omit<LabelRule, 'labels'> {
  readonly labels: readonly string[];
}

/** The presets that labels give away, whether of a repository or seen on its pull requests. */
export function recognised(labels: readonly string[]): Preset[] {
  return presets.filter(
    ({ marks, marksNeeded = 1 }) =>
      marks.filter((mark) => mark.every((pattern) => labels.some((label) => isLabel(label, pattern))))
        .length >= marksNeeded,
  );
}

/** The words of a repository with these labels. */
export function vocabularyOf(labels: readonly string[], said?: SaidVocabulary): Vocabulary {
  const wanted = said?.presets;
  const chosen = wanted ? presets.filter(({ name }) => wanted.includes(name)) : recognised(labels);
  const own = new Set((said?.bots ?? []).map(botName));
  return {
    presets: chosen.map(({ name }) => name),
    rules: [...(said?.labels ?? []), ...chosen.flatMap(({ rules }) => rules), ...generalRules],
    isMergedByLabel: chosen.some((one) => one.isMergedByLabel),
    isAlwaysPending: chosen.some((one) => one.isAlwaysPending),
    isBot: (login) =>
      own.has(botName(login)) ||
      botNames.has(botName(login)) ||
      /\[bot\]$|[-_](?:ro)?bot$|-bot-assistant$/iu.test(login),
  };
}

/** What the labels of a pull request mean, strongest first. Each label is taken by the first rule that fits it. */
export function meaningsOf(labels: readonly string[], { rules }: Pick<Vocabulary, 'rules'>): Found[] {
  const left = new Set(labels);
  const found: Found[] = [];
  for (const { labels: patterns, ...rule } of rules) {
    // A rule of one label takes all that fit it, so that a `*` does not stop at the first.
    const fitting = patterns.map((pattern) => [...left].filter((label) => isLabel(label, pattern)));
    if (fitting.some((some) => some.length === 0)) continue;
    const taken = fitting.flat();
    for (const label of taken) left.delete(label);
    found.push({ ...rule, labels: taken });
  }
  return found.sort((one, other) => meanings.indexOf(one.means) - meanings.indexOf(other.means));
}

/** Whether a label is meant by a pattern. */
export function isLabel(label: string, pattern: string): boolean {
  const words = plainLabel(label);
  const pieces = plainLabel(pattern).split('*');
  const [first = ''] = pieces;
  if (pieces.length === 1) return words === first;
  const last = pieces.at(-1) ?? '';
  if (!words.startsWith(first) || words.length < first.length + last.length || !words.endsWith(last))
    return false;
  let rest = words.slice(first.length, words.length - last.length);
  for (const piece of pieces.slice(1, -1)) {
    const at = rest.indexOf(piece);
    if (at < 0) return false;
    rest = rest.slice(at + piece.length);
  }
  return true;
}

function plainLabel(label: string): string {
  return label
    .toLowerCase()
    .replaceAll(/[\s_-]+/gu, ' ')
    .trim();
}

function botName(login: string): string {
  return login.toLowerCase().replace(/\[bot\]$/u, '');
}

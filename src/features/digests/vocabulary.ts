// What a project's labels mean: data, recognised from the labels themselves, with what a group says about its own first.
import { isLabel } from './label-patterns.ts';
import { botNames } from './vocabulary/bots.ts';
import { generalRule } from './vocabulary/general.ts';
import { presets } from './vocabulary/presets.ts';
import { type LabelRule, meanings, type Preset, type SaidVocabulary } from './vocabulary/shape.ts';

/** What is known of a repository's words. */
export type Vocabulary = ReturnType<typeof vocabularyOf>;

/** A meaning found on a pull request, and the labels that carry it. */
export interface Found extends Omit<LabelRule, 'labels'> {
  readonly labels: readonly string[];
  /** Whether only its words tell, so that people may have forgotten it: what reviewers decide later goes before it. */
  readonly isByHand?: boolean;
}

/** The presets that labels give away, whether of a repository or seen on its pull requests. */
export function recognised(labels: readonly string[]): Preset[] {
  const isThere = (mark: readonly string[]) =>
    mark.every((pattern) => labels.some((label) => isLabel(label, pattern)));
  return presets.filter(
    ({ marks, faintMarks = [] }) => marks.some(isThere) || faintMarks.filter(isThere).length > 1,
  );
}

/** The words of a repository with these labels. */
export function vocabularyOf(labels: readonly string[], said?: SaidVocabulary) {
  const wanted = said?.presets;
  const chosen = wanted ? presets.filter(({ name }) => wanted.includes(name)) : recognised(labels);
  const own = new Set((said?.bots ?? []).map(botName));
  const isBotAuthor = (login: string) =>
    own.has(botName(login)) || botNames.has(botName(login)) || /\[bot\]$/iu.test(login);
  return {
    /** The names of its presets. */
    presets: chosen.map(({ name }) => name),
    /** The first rule that fits a label decides what it means; without one its words do, as they are used nearly everywhere. */
    rules: [...(said?.labels ?? []), ...chosen.flatMap(({ rules }) => rules)],
    isMergedByLabel: chosen.some((one) => one.isMergedByLabel),
    isPendingNormal: chosen.some((one) => one.isPendingNormal),
    isRunByBot: chosen.some((one) => one.isRunByBot),
    labelsOfDrafts: chosen.flatMap((one) => one.labelsOfDrafts ?? []),
    isBot: (login: string) => isBotAuthor(login) || /[-_](?:ro)?bot$|-bot-assistant$/iu.test(login),
    /** Whether somebody who opens pull requests by an ordinary account is a bot: people are called `…-bot` too, so only those that are known. */
    isBotAuthor,
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
  for (const label of left) {
    const rule = generalRule(label);
    if (rule) found.push({ ...rule, labels: [label], isByHand: true });
  }
  return found.sort((one, other) => meanings.indexOf(one.means) - meanings.indexOf(other.means));
}

function botName(login: string): string {
  return login.toLowerCase().replace(/\[bot\]$/u, '');
}

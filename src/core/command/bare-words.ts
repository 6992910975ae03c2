// Words that were typed without the name of an option, shared out by what they can mean: `project status Glossary active`.
import { type Command, confirmedOption, type Option } from '../command.ts';

/**
 * The options as typed, with words moved to where they belong: a choice at either end of other words is the option that has
 * it, `vote:1 +1` is a number and what the command wants besides. What cannot be told apart stays as it is.
 */
export function assignBareWords(
  command: Pick<Command, 'options' | 'bare'>,
  typed: ReadonlyMap<string, string>,
): Map<string, string> {
  const shared = new Map(typed);
  const bare = bareOption(command);
  shareNumber(command.options, shared, bare);
  for (const [name, option] of Object.entries(command.options)) {
    if (option.required && !shared.has(name)) fetchFromOthers(name, { command, shared, bare });
    else if (name === bare && option.choices) leaveToOthers(name, { command, shared });
  }
  return shared;
}

/** Where words without a name go: what the command says, the one option that it needs, or the only one that it has. */
export function bareOption({ options, bare }: Pick<Command, 'options' | 'bare'>): string | undefined {
  if (bare !== undefined) return bare;
  const names = Object.keys(options).filter((name) => name !== confirmedOption);
  const needed = names.filter((name) => options[name]?.required);
  if (needed.length === 0) return names.length === 1 ? names[0] : undefined;
  if (needed.length === 1) return needed[0];
  // What has a few choices can be told from anything else.
  const open = needed.filter((name) => options[name]?.choices === undefined);
  return needed.length === 2 && open.length === 1 ? open[0] : undefined;
}

/** Whether a text is one of an option's choices, or means one. */
export function isChoiceOf({ choices = [], meant }: Option, text: string): boolean {
  const wanted = text.toLowerCase();
  if (meant?.(text) !== undefined) return true;
  return choices.some(({ name, value }) => [name.toLowerCase(), value.toLowerCase()].includes(wanted));
}

interface Sharing {
  readonly command: Pick<Command, 'options'>;
  readonly shared: Map<string, string>;
  readonly bare?: string | undefined;
}

/** A number with its repository: `owner/name#12`, `owner/name 12`, or its address on GitHub, none of which is long. */
const inRepository =
  /^(?![\s\S]{300})<?(\S+?\/\S+?)(?:(?:\/(?:pull|issues)\/|\s*#|\s+)(\d+)(?:[/?#]\S*?)?)?>?$/u;

/** What is counted in a repository may have been typed with it. */
function shareNumber(options: Command['options'], shared: Map<string, string>, bare = ''): void {
  const among = Object.keys(options).find((name) => options[name]?.repositoriesIn);
  const text = options[bare]?.type === 'integer' && shared.get(bare)?.trim();
  if (among === undefined || shared.has(among) || !text) return;
  const [, repository, number] = inRepository.exec(text) ?? [];
  if (repository === undefined) return;
  if (number === undefined) shared.delete(bare);
  else shared.set(bare, number);
  shared.set(among, repository);
}

/** What is needed and missing may have gone on behind another option's value. */
function fetchFromOthers(name: string, { command, shared, bare }: Sharing): void {
  const option = command.options[name];
  if (!option) return;
  for (const [other, text] of shared) {
    const found = option.choices ? choiceIn(text, option) : undefined;
    const isById =
      command.options[other]?.suggest !== undefined || command.options[other]?.type === 'integer';
    const [, number, rest] = (isById && name === bare && /^(\d+)\s+(\S[\s\S]*)$/u.exec(text)) || [];
    if (found) {
      shared.set(other, found.rest).set(name, found.choice);
      return;
    }
    if (!option.choices && number !== undefined && rest !== undefined) {
      shared.set(other, number).set(name, rest);
      return;
    }
  }
}

/** Words beside a choice are what it is about, where something is free that can name it. */
function leaveToOthers(name: string, { command, shared }: Sharing): void {
  const option = command.options[name];
  const text = shared.get(name);
  if (!option || text === undefined || isChoiceOf(option, text)) return;
  const found = choiceIn(text, option);
  const about = Object.entries(command.options).find(
    ([other, { suggest, required }]) => other !== name && !shared.has(other) && (suggest || required),
  );
  if (found && about) shared.set(name, found.choice).set(about[0], found.rest);
}

/** A choice at the end or the beginning of a text, and what else is there. */
function choiceIn(text: string, option: Option): { choice: string; rest: string } | undefined {
  const words = text.trim().split(/\s+/u);
  for (let count = words.length - 1; count > 0; count -= 1) {
    const [last, first] = [words.slice(-count).join(' '), words.slice(0, count).join(' ')];
    if (isChoiceOf(option, last)) return { choice: last, rest: words.slice(0, -count).join(' ') };
    if (isChoiceOf(option, first)) return { choice: first, rest: words.slice(count).join(' ') };
  }
  return undefined;
}

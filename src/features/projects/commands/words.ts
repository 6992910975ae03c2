// What is written of a project: its options and the fields of its forms, and what is read from them.

import { nameKey } from '../../../core/command/naming.ts';
import { option } from '../../../core/command.ts';
import { UserError } from '../../../core/errors.ts';
import { type Field, field } from '../../../core/reply.ts';
import { cleanedLine } from '../../../core/text/cleaned.ts';
import { isNone } from '../../../core/text/none.ts';
import { beginning } from '../../../core/text/shortened.ts';
import type { Project, ProjectWords } from '../facts.ts';
import { labels, most, readLinks, wordNames } from '../rules.ts';

/** The parts of a project as options. */
export const wordOptions = {
  summary: option.text('What it is, in a few sentences', { max: most.words }),
  why: option.text('Why it matters', { max: most.words }),
  challenges: option.text('Challenges and risks', { max: most.words }),
  help: option.text('How others can help', { max: most.words }),
  links: option.text('Addresses, with spaces between: issues, pull requests, milestones, documents', {
    max: most.words,
  }),
} as const;

/** The fields of a form with these values. */
export function fields(values: Readonly<Partial<Record<string, string>>>): Field[] {
  return wordNames.map((name) => {
    const maxLength = name === 'name' ? most.name : most.words;
    const required = name === 'name' || name === 'summary';
    const kind = name === 'name' ? field.line : field.paragraph;
    return kind(name, labels[name], beginning(values[name] ?? '', maxLength), { required, maxLength });
  });
}

/** The parts that were given, each within its length. */
export function checked(typed: Partial<Record<string, string | undefined>>): Partial<ProjectWords> {
  const part = (name: 'summary' | 'why' | 'challenges' | 'help'): Partial<ProjectWords> => {
    if (typed[name] === undefined) return {};
    const value = typed[name].trim();
    if (value.length <= most.words) return { [name]: value };
    throw new UserError(
      `${labels[name]} has ${value.length} characters; ${most.words} is the most. Please shorten it.`,
    );
  };
  return { ...part('summary'), ...part('why'), ...part('challenges'), ...part('help') };
}

/** A name as it was typed. Throws a UserError when it is none, too long, or another project's. */
export function nameOf(typed: string | undefined, all: readonly Project[], ownId?: number): string {
  const name = cleanedLine(typed ?? '');
  if (name === '') throw new UserError('The project needs a name.');
  if (name.length > most.name)
    throw new UserError(`The name is longer than ${most.name} characters. Please shorten it.`);
  const same = all.find((one) => one.id !== ownId && nameKey(one.name) === nameKey(name));
  if (same) {
    throw new UserError(
      `"${same.name}" is there already: \`/project show project:${same.number}\`. Give yours another name.`,
    );
  }
  return name;
}

/** Links as they were typed. Throws a UserError for what is no address. */
export function linksOf(typed: string): string[] {
  const { links, wrong } = readLinks(isNone(typed) ? '' : typed);
  const [first] = wrong;
  if (first !== undefined)
    throw new UserError(`\`${first}\` is no address. Write whole ones: \`https://…\`.`);
  if (links.length > most.links)
    throw new UserError(`That is more than ${most.links} links. Give the most important.`);
  return links;
}

// Which pull requests are meant: labels, path globs and repositories, read from what people type.
import { matchesGlob } from 'node:path';
import { UserError } from '../../core/errors.ts';
import { type IssueLabels, isAmong } from '../../core/github/pull-labels.ts';
import type { PullOutline, PullRequest } from '../../core/github/pull-request.ts';
import { repositoriesTyped } from '../../core/github/repository-typed.ts';
import { counted } from '../../core/text/counted.ts';
import { shortened } from '../../core/text/shortened.ts';
import { type Scope, type SectionName, scopeShape, sectionNames } from './facts.ts';
import { didYouMean } from './spelling.ts';

const day = 86_400_000;

/** A scope with the usual answers to what is not said. */
export function scopeOf(said: Partial<Scope> & Pick<Scope, 'repositories'>): Scope {
  return scopeShape.parse(said);
}

/** Names between commas; one with commas of its own stands in quotes: `docs, "good, first"`. */
export function readList(typed: string): string[] {
  return [...typed.matchAll(/\s*(?:["“„](?<quoted>[^"“”„]*)["“”]\s*(?=,|$)|(?<bare>[^,]+))/gu)]
    .map(({ groups }) => (groups?.quoted ?? groups?.bare ?? '').trim())
    .filter((one) => one !== '');
}

/** What a glob may have: each multiplies the ways in which a path can be tried against it. */
const most = { letters: 200, folders: 3, starsInName: 2, braces: 2, choices: 10 } as const;

/**
 * Globs between commas; those within braces belong to a glob. Throws `UserError` for brackets that are left open, and
 * for what would take too long to compare.
 */
export function readGlobs(typed: string): string[] {
  const globs = typed
    .split(/,(?![^{]*\})/u)
    // Paths on GitHub begin with no slash; a folder means all that is in it.
    .map((one) =>
      one
        .trim()
        .replace(/^\.?\//u, '')
        .replace(/\/$/u, '/**'),
    )
    .filter((one) => one !== '');
  for (const one of globs) {
    const closed = one.replaceAll(/\[[^\]]+\]|\{[^{}]*\}/gu, '');
    if (/[[\]{}]/u.test(closed))
      throw new UserError(
        `\`${one}\` leaves a bracket open. Write paths like \`Doc/**\` or \`**/*.{rst,md}\`.`,
      );
    if (isCostly(one))
      throw new UserError(
        `\`${shortened(one, 60)}\` has too many wildcards. Write paths like \`Doc/**\` or \`**/*.{rst,md}\`, several with commas.`,
      );
  }
  return globs;
}

function isCostly(glob: string): boolean {
  if (glob.length > most.letters || /[@!?+*]\(/u.test(glob)) return true;
  const names = glob.split('/');
  const braces = glob.match(/\{[^{}]*\}/gu) ?? [];
  return (
    names.filter((name) => name === '**').length > most.folders ||
    names.some((name) => name !== '**' && name.replaceAll(/[^*]/gu, '').length > most.starsInName) ||
    braces.length > most.braces ||
    braces.some((one) => one.split(/,|\.\./u).length > most.choices || one.includes('..'))
  );
}

/**
 * `owner/name`, several with commas, or addresses on GitHub, whatever stands behind the name in them. One that is among
 * those that are known is written as it is there; of it the name alone is enough. Throws `UserError`.
 */
export function readRepositories(typed: string, known: readonly string[] = []): string[] {
  const found = repositoriesTyped(typed).map((one) => asKnown(one, known));
  for (const one of found) {
    if (!/^[\w.-]{1,100}\/[\w.-]{1,100}$/u.test(one)) {
      const owners = [...new Set(known.map((repository) => repository.split('/')[0] ?? ''))];
      const spelled = one.includes('/') ? [one] : owners.map((owner) => `${owner}/${one}`);
      const meant = spelled.map((words) => didYouMean(words, known)).find((words) => words !== '');
      throw new UserError(
        `\`${one}\` is not a repository. ${meant ?? 'Write `owner/name`, such as `python/cpython`; a label goes into `label:` or `labels:`, where a command has them.'}`,
      );
    }
  }
  if (found.length === 0)
    throw new UserError('Which repository? Write `owner/name`, such as `python/cpython`.');
  return found;
}

function asKnown(typed: string, known: readonly string[]): string {
  const wanted = typed.toLowerCase();
  const same = known.find((one) => one.toLowerCase() === wanted);
  if (same !== undefined) return same;
  const named = wanted.includes('/') ? [] : known.filter((one) => one.toLowerCase().endsWith(`/${wanted}`));
  return named.length === 1 ? (named[0] ?? typed) : typed;
}

/** Parts of the digest by name, in their order; a word of it is enough, and means all parts that begin with it, else all that have it. Throws `UserError`. */
export function readSections(typed: string): SectionName[] {
  const named = readList(typed).flatMap((word) => {
    const wanted = word.toLowerCase();
    const begun = sectionNames.filter((name) => name.startsWith(wanted));
    const found = begun.length > 0 ? begun : sectionNames.filter((name) => name.includes(wanted));
    if (found.length > 0) return found;
    throw new UserError(`There is no part "${word}". There are: ${sectionNames.join(', ')}.`);
  });
  return sectionNames.filter((name) => named.includes(name));
}

/** What makes a name on a path a pattern. */
export const wild = /[*?[\]{}!]/u;

/** Whether a pull request belongs, by what the index shows. */
export function isWithin(scope: Scope, pull: PullOutline, now: Date): boolean {
  return isAmong(pull, scope) && now.getTime() - pull.createdAt.getTime() >= scope.minAgeDays * day;
}

/** Whether it touches a wanted path; one whose files are not all known is rather shown than lost. */
export function isOnPath(scope: Scope, pull: PullRequest): boolean {
  if (scope.paths.length === 0) return true;
  const files = pull.details?.files;
  if (files === undefined || (pull.fileCount ?? files.length) > files.length) return true;
  return files.some((file) => fits(file, scope.paths));
}

/** Whether a path fits one of some globs: a name means a file or all of a folder, and wildcards without a folder mean any but those whose names begin with a dot. */
export function fits(path: string, globs: readonly string[]): boolean {
  return globs.some((glob) =>
    wild.test(glob)
      ? matchesGlob(path, glob.includes('/') ? glob : `**/${glob}`)
      : path === glob || path.startsWith(`${glob}/`),
  );
}

/** The labels of the issues that belong to a scope; undefined when none are told, since that would be all issues. */
export function issuesAsked(scope: Pick<Scope, 'anyOf' | 'allOf' | 'issues'>): IssueLabels | undefined {
  if (scope.issues.length > 0) return { anyOf: [], allOf: scope.issues };
  if (scope.anyOf.length + scope.allOf.length === 0) return undefined;
  return { anyOf: scope.anyOf, allOf: scope.allOf };
}

/** Equal for scopes about the same pull requests, however they are shown. */
export function scopeKey({ sections, top, issues, unchanged, openly, seen, ...scope }: Scope): string {
  return JSON.stringify(scope, Object.keys(scope).sort());
}

/** A scope in words: `python/cpython, labelled docs`. */
export function scopeWords(scope: Scope): string {
  const parts = [
    scope.repositories.join(', '),
    scope.anyOf.length > 0 && `labelled ${scope.anyOf.join(' or ')}`,
    scope.allOf.length > 0 && `with all of ${scope.allOf.join(', ')}`,
    scope.noneOf.length > 0 && `without ${scope.noneOf.join(', ')}`,
    scope.paths.length > 0 && `in ${scope.paths.join(', ')}`,
    !scope.hasDrafts && 'no drafts',
    scope.minAgeDays > 0 && `open for ${counted(scope.minAgeDays, 'day')} or more`,
  ];
  return parts.filter((part) => part !== false).join(', ');
}

// Whether what was typed is there: repositories, and their labels and paths. What is not is refused, with what was meant.
import { BoundedMap } from '../../../core/bounded-map.ts';
import { mayUseRepository } from '../../../core/directory.ts';
import { insteadIf, insteadOf, OutsideError, UserError } from '../../../core/errors.ts';
import type { FoundRepository, PullSource } from '../../../core/github/pull-request.ts';
import type { Scope } from '../facts.ts';
import { bareWords } from '../label-patterns.ts';
import { haveWords, unknownLabels } from '../lost-labels.ts';
import { readRepositories, wild } from '../scope.ts';
import { didYouMean } from '../spelling.ts';
import type { Asked } from './asked.ts';
import { knownRepositories } from './lookup.ts';
import { patiently } from './patience.ts';

/** What each source found for a request: its question and its work, one after the other, ask GitHub once. */
const foundIn = new WeakMap<PullSource, BoundedMap<string, string[]>>();

/**
 * The repositories that were typed, by the names that they have now. While GitHub is away, they are taken as they are typed.
 * Throws a UserError for one that is not there, archived or empty.
 */
export async function existingRepositories(asked: Asked, typed: string): Promise<string[]> {
  const found = foundIn.get(asked.source) ?? new BoundedMap<string, string[]>(50);
  foundIn.set(asked.source, found);
  const key = `${asked.request.id} ${asked.groupId} ${typed}`;
  const names = found.get(key) ?? (await namesNow(asked, typed));
  found.set(key, names);
  return names;
}

async function namesNow(asked: Asked, typed: string): Promise<string[]> {
  const names: string[] = [];
  const known = await knownRepositories(asked);
  const group = await asked.group();
  for (const one of readRepositories(typed, known)) {
    const asTyped: FoundRepository = { name: one, isArchived: false };
    const found = await patiently(() => asked.source.findRepository({ repository: one }), 5000).catch(
      insteadIf((error) => error instanceof OutsideError && !error.isPermanent, asTyped),
    );
    if (found === undefined)
      throw new UserError(
        `I can't see \`${one}\` on GitHub. ${didYouMean(one, known) || 'Check the spelling, or give my token access.'}`,
      );
    if (found.isArchived)
      throw new UserError(
        `\`${found.name}\` is archived: nothing can be merged there any more. Name the repository that took its place.`,
      );
    if (found.isEmpty)
      throw new UserError(
        `\`${found.name}\` is empty: nobody can open a pull request there before something is pushed. Watch it then.`,
      );
    // One that was renamed goes by its old name where only that was granted.
    names.push(mayUseRepository(group, found.name) ? found.name : one);
  }
  return [...new Set(names)];
}

/** Throws a UserError for labels and paths that were typed now and that no repository has; while GitHub is away, for none. */
export async function refuseUnknown(
  source: PullSource,
  scope: Scope,
  typed: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { repositories, anyOf, allOf, noneOf, issues, paths, translations } = scope;
  const named = (lists: Readonly<Record<string, readonly string[]>>) =>
    Object.entries(lists).flatMap(([option, list]) => (typed[option] === undefined ? [] : list));
  const labels = named({ label: anyOf, 'all-labels': allOf, without: noneOf, issues });
  await patiently(async () => {
    await refuseUnknownLabels(source, repositories, labels);
    await refuseUnknownPaths(source, repositories, named({ paths, translations }));
  }, 8000).catch(insteadOf(OutsideError, undefined));
}

/** Throws a UserError for a label that none of the repositories has. */
export async function refuseUnknownLabels(
  source: PullSource,
  repositories: readonly string[],
  wanted: readonly string[],
): Promise<void> {
  const { unknown, known } = await unknownLabels(source, repositories, wanted);
  const [label] = unknown;
  if (label === undefined) return;
  // GitHub shows `:bug: bug` with an emoji, but is asked for it as it was written.
  const meant = didYouMean(label, known) || didYouMean(bareWords(label) || label, known);
  throw new UserError(`${haveWords(repositories)} no label \`${label}\`. ${meant || 'Check the spelling.'}`);
}

/** Throws a UserError for a path that begins with a folder which none of the repositories has. */
async function refuseUnknownPaths(
  source: PullSource,
  repositories: readonly string[],
  globs: readonly string[],
): Promise<void> {
  for (const glob of globs) {
    const folder = folderOf(glob);
    if (folder === '') continue;
    const near: string[] = [];
    let isThere = false;
    for (const repository of repositories) {
      const asked = source.folder({ repository, path: folder });
      // Without an answer, what was typed is believed.
      const found = await asked.catch(insteadOf(OutsideError, undefined));
      isThere ||= found === undefined || found.isThere;
      near.push(...(found?.beside ?? []));
    }
    if (isThere) continue;
    const meant = didYouMean(folder.split('/')[0] ?? '', near);
    throw new UserError(
      `${haveWords(repositories)} nothing in \`${folder}\`. ${meant || 'Check the spelling.'}`,
    );
  }
}

/** The folders or the file with which a glob begins before its first wildcard. */
function folderOf(glob: string): string {
  const names = glob.split('/');
  const first = names.findIndex((name) => wild.test(name));
  return (first < 0 ? names : names.slice(0, first)).join('/');
}

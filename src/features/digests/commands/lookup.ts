// What the feature's commands share: which pull requests, repositories and watches are meant.

import { calledSo, choicesFor, nameKey } from '../../../core/command/naming.ts';
import { noneYet } from '../../../core/command/none-yet.ts';
import { option, type Request, type Values } from '../../../core/command.ts';
import { isIn, mayUseRepository, refuseStrangeRepository } from '../../../core/directory.ts';
import { insteadOf, OutsideError, UserError } from '../../../core/errors.ts';
import type { Named } from '../../../core/github/pull-request.ts';
import { repositoriesTyped } from '../../../core/github/repository-typed.ts';
import type { Choice } from '../../../core/reply.ts';
import type { ReadingParts } from '../deps.ts';
import type { Scope, Watch } from '../facts.ts';
import { watchPlaces } from '../publications.ts';
import { readList, readRepositories, scopeKey, scopeOf } from '../scope.ts';
import { isOwn, readable, readableWatches, refuseUnreadable, seenIn } from './readers.ts';

/** The options that say which pull requests are meant. */
export function scopeOptions(deps: ReadingParts) {
  return {
    repository: repositoriesOption(
      deps,
      'Which repository: owner/name; what is watched here if left out',
      400,
    ),
    watch: option.text('Which watch, by its name, where there are several', {
      max: 100,
      suggest: async (typed, request) =>
        watchChoices(await readableWatches(deps, request).catch(insteadOf(OutsideError, [])), typed),
    }),
    label: option.text('Only with one of these labels, with commas', { max: 300 }),
  } as const;
}

/** What says which pull requests are meant. */
type NamedScope = Partial<Values<ReturnType<typeof scopeOptions>>>;

/**
 * The scope that was named, else that of the place or of the only watch that goes out there, else the only one that the group
 * watches, else the group's repositories. Throws a `UserError` when it is not clear which.
 */
export async function scopeNamed(
  deps: ReadingParts,
  request: Request,
  { repository, watch, label }: NamedScope,
): Promise<Scope> {
  const anyOf = label === undefined ? undefined : readList(label);
  const labelled = ({ repositories, seen, ...scope }: Scope) =>
    scopeOf({ repositories, seen, ...(anyOf ? { anyOf } : scope) });
  if (watch !== undefined) {
    const { scope } = watchCalled(await readableWatches(deps, request), watch, request);
    return labelled((await granted(deps, request, [scope]))[0]);
  }
  if (repository !== undefined) {
    const meant = await repositoriesMeant(deps, request, repository);
    return scopeOf({ ...meant, ...(anyOf && { anyOf }) });
  }
  const [only, ...others] = await scopesHere(deps, request);
  if (others.length === 0) return labelled(only);
  const watches = going(await readableWatches(deps, request));
  const group = await deps.groups.recent(request.groupId);
  const [told, ...more] = watches.filter((one) => isIn(request.place, watchPlaces(one, group)));
  if (told && more.length === 0) return labelled((await granted(deps, request, [told.scope]))[0]);
  const names = watches.map(({ name }) => `\`watch:"${name}"\``);
  throw new UserError(`Which one? Add ${names.join(', ')} or \`repository:owner/name\`.`);
}

/** Those that are not paused; all where all are. */
function going(watches: readonly Watch[]): readonly Watch[] {
  const found = watches.filter(({ isPaused }) => !isPaused);
  return found.length > 0 ? found : watches;
}

/**
 * What is watched, and may be read by the asker: that of the place alone, else every scope, else the group's repositories
 * together. Throws a `UserError` where there are none.
 */
export async function scopesHere(
  deps: ReadingParts,
  request: Request,
): Promise<readonly [Scope, ...Scope[]]> {
  const watches = await readableWatches(deps, request);
  const here = await watchHere(deps, request, watches);
  if (here) return await granted(deps, request, [here.scope]);
  const [first, ...others] = new Map(going(watches).map(({ scope }) => [scopeKey(scope), scope])).values();
  if (first) return await granted(deps, request, [first, ...others]);
  const chosen = await deps.groups.recent(request.groupId);
  const repositories = await readable(deps, request, chosen.repositories);
  if (repositories.length > 0) return await granted(deps, request, [scopeOf({ repositories })]);
  throw new UserError(
    'Which repository? Write it as `repository`, such as `python/cpython`; an organiser can choose the usual ones with `/docent setup`.',
  );
}

/** Repositories of which something is asked. */
export interface MeantRepositories {
  readonly repositories: string[];
  /** What watches saw of them. */
  readonly seen: Scope['seen'];
  /** How one is asked for: what the group does not know is read only if it is public. */
  asked(repository: string): Named;
}

/** The repositories that were named, else those that are known here. Throws `UserError`. */
export async function repositoriesMeant(
  deps: ReadingParts,
  request: Request,
  typed: string | undefined,
): Promise<MeantRepositories> {
  const used = await knownRepositories(deps, request.groupId);
  const known = await readable(deps, request, used, { named: typed });
  const repositories = typed === undefined ? known : readRepositories(typed, known);
  if (repositories.length === 0)
    throw new UserError('Of which repository? Write it as `repository`, such as `python/cpython`.');
  const group = await deps.groups.find(request.groupId);
  for (const one of repositories) if (!known.includes(one)) refuseStrangeRepository(group, one);
  await refuseUnreadable(deps, request, repositories);
  const seen = seenIn(await deps.store.watches(request.groupId), repositories);
  const asked = (repository: string) => ({
    repository,
    isPublicOnly: !isOwn(request) || !known.includes(repository),
    id: seen[repository]?.id,
  });
  return { repositories, seen, asked };
}

/** Those of some scopes that the group may still use: what was granted may have been taken back since. Throws for none. */
async function granted(
  deps: ReadingParts,
  { groupId }: Request,
  scopes: readonly [Scope, ...Scope[]],
): Promise<[Scope, ...Scope[]]> {
  const group = await deps.groups.find(groupId);
  const [first, ...others] = scopes.filter(({ repositories }) =>
    repositories.every((one) => mayUseRepository(group, one)),
  );
  if (first) return [first, ...others];
  for (const one of scopes[0].repositories) refuseStrangeRepository(group, one);
  return [...scopes];
}

/**
 * Of things with one number in several repositories, that of the place, else the only one that is open, else the only one;
 * undefined when there is none. Throws a `UserError` when it is not clear which.
 */
export async function meantAmong<One extends { readonly repo: string; readonly number: number }>(
  deps: ReadingParts,
  request: Request,
  found: readonly One[],
  { isOpen }: { isOpen(one: One): boolean },
): Promise<One | undefined> {
  if (found.length < 2) return found[0];
  const here = await watchHere(deps, request, await deps.store.watches(request.groupId));
  const near = found.filter(({ repo }) => here?.scope.repositories.includes(repo));
  const likely = near.length > 0 ? near : found;
  const open = likely.filter(isOpen);
  const [meant, ...others] = open.length > 0 ? open : likely;
  if (others.length === 0) return meant;
  const names = (open.length > 0 ? open : likely).map(({ repo }) => `\`${repo}\``).join(', ');
  throw new UserError(
    `Which one? There is a #${found[0]?.number} in ${names}. Say which with \`repository\`.`,
  );
}

/** The watch whose digest, or whose topic of digests, the place of a request is about. */
async function watchHere(
  { store }: ReadingParts,
  { groupId, about }: Request,
  watches: readonly Watch[],
): Promise<Watch | undefined> {
  for (const one of await about()) {
    const { kind, id } = /^(?<kind>watch|digest)\/(?<id>\d+)$/u.exec(one)?.groups ?? {};
    if (id === undefined) continue;
    const watchId = kind === 'watch' ? Number(id) : (await store.run(groupId, Number(id)))?.watchId;
    const found = watches.find((watch) => watch.id === watchId);
    if (found) return found;
  }
  return undefined;
}

/** The watch of a name or id. Throws a UserError that lists the names. */
export async function watchNamed(deps: ReadingParts, request: Request, typed: string): Promise<Watch> {
  return watchCalled(await deps.store.watches(request.groupId), typed, request);
}

function watchCalled(watches: readonly Watch[], typed: string, asker: Request): Watch {
  const wanted = nameKey(typed);
  const shown = ({ id, name }: Watch) => `\`${id}\` (${name})`;
  const read = ({ scope }: Watch) => scope.repositories.join(', ');
  const found =
    watches.find(({ id }) => String(id) === wanted) ??
    calledSo(watches, { typed, words: ({ name }) => name, shown }) ??
    calledSo(watches, { typed, words: read, shown });
  if (found) return found;
  if (watches.length === 0)
    throw noneYet('no watch', { command: '/prs watch add', access: 'organiser' }, asker);
  const names = watches.map(({ name }) => `\`${name}\``).join(', ');
  throw new UserError(`There is no watch "${typed.trim()}". There are: ${names}.`);
}

/** Watches as choices. */
export async function suggestWatches(deps: ReadingParts, request: Request, typed: string): Promise<Choice[]> {
  return watchChoices(await deps.store.watches(request.groupId), typed);
}

function watchChoices(watches: readonly Watch[], typed: string): Choice[] {
  return choicesFor(watches, typed, ({ id, name }) => ({ name, value: String(id) }));
}

/** The option that says which repository is meant, or which ones. */
export function repositoriesOption(deps: ReadingParts, description: string, max = 200) {
  return option.text(description, {
    repositoriesIn: repositoriesTyped,
    max,
    suggest: (typed, request) => suggestRepositories(deps, request, typed),
  });
}

/** The repositories that the group knows, as choices. */
async function suggestRepositories(deps: ReadingParts, request: Request, typed: string): Promise<Choice[]> {
  const known = await knownRepositories(deps, request.groupId);
  const seen = await readable(deps, request, known).catch(insteadOf(OutsideError, []));
  const choosable = seen.filter((name) => name.length <= 100);
  return choicesFor(choosable, typed, (name) => ({ name, value: name }));
}

/** What is watched, and what the group chose, as far as it may use it. */
export async function knownRepositories(
  deps: Pick<ReadingParts, 'groups' | 'store'>,
  groupId: number,
): Promise<string[]> {
  const [group, watches] = await Promise.all([deps.groups.find(groupId), deps.store.watches(groupId)]);
  const chosen = new Set([...watches.flatMap(({ scope }) => scope.repositories), ...group.repositories]);
  // What was granted may have been taken back since.
  return [...chosen].filter((one) => mayUseRepository(group, one));
}

/** What the caller has claimed. */
export async function ownClaims(deps: ReadingParts, request: Request) {
  const person = await deps.people.of(request.groupId, request.caller);
  const all = await deps.store.claims(request.groupId, request.now);
  return all.filter(({ personId }) => personId === person.id);
}

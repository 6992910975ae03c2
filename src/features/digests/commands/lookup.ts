// What the feature's commands share: which pull requests, repositories and watches are meant.

import { calledSo, choicesFor, nameKey } from '../../../core/command/naming.ts';
import { noneYet } from '../../../core/command/none-yet.ts';
import { type Action, option, type Values } from '../../../core/command.ts';
import { isIn, mayUseRepository, refuseStrangeRepository } from '../../../core/directory.ts';
import { insteadOf, OutsideError, UserError } from '../../../core/errors.ts';
import type { Named } from '../../../core/github/pull-request.ts';
import { repositoriesTyped } from '../../../core/github/repository-typed.ts';
import { idAbout } from '../../../core/publication.ts';
import type { Choice, Reply } from '../../../core/reply.ts';
import type { DigestsDeps } from '../deps.ts';
import type { Claim, Scope, Watch } from '../facts.ts';
import { watchPlaces } from '../publications.ts';
import { readList, readRepositories, scopeKey, scopeOf } from '../scope.ts';
import type { Ask, Asked } from './asked.ts';
import { readable, readableWatches, refuseUnreadable, seenIn } from './readers.ts';

/** The options that say which pull requests are meant. */
export function scopeOptions(ask: Ask) {
  return {
    repository: repositoriesOption(
      ask,
      'Which repository: owner/name; what is watched here if left out',
      400,
    ),
    watch: option.text('Which watch, by its name, where there are several', {
      max: 100,
      suggest: async (typed, request) =>
        watchChoices(await readableWatches(ask(request)).catch(insteadOf(OutsideError, [])), typed),
    }),
    label: option.text('Only with one of these labels, with commas', { max: 300 }),
  } as const;
}

/**
 * The scope that was named, else that of the place or of the only watch that goes out there, else the only one that the group
 * watches, else the group's repositories. Throws a `UserError` when it is not clear which.
 */
export async function scopeNamed(
  asked: Asked,
  { repository, watch, label }: Partial<Values<ReturnType<typeof scopeOptions>>>,
): Promise<Scope> {
  const isRepository = repository !== undefined && watch === undefined;
  const meant = isRepository ? await repositoriesMeant(asked, repository) : await watchedScope(asked, watch);
  const { repositories, seen, ...others } = meant;
  return scopeOf({ repositories, seen, ...(label === undefined ? others : { anyOf: readList(label) }) });
}

async function watchedScope(asked: Asked, typed: string | undefined): Promise<Scope> {
  const watches = await readableWatches(asked);
  const [only, ...others] =
    typed === undefined
      ? await scopesHere(asked, watches)
      : await granted(asked, [watchCalled(asked, watches, typed)]);
  if (only && others.length === 0) return only;
  const group = await asked.groups.recent(asked.groupId);
  const toldHere = going(watches).filter((one) => isIn(asked.request.place, watchPlaces(one, group)));
  const [told, ...more] = await granted(asked, toldHere);
  if (told && more.length === 0) return told;
  const names = going(watches).map(({ name }) => `\`watch:"${name}"\``);
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
export async function scopesHere(asked: Asked, watches: readonly Watch[]): Promise<Scope[]> {
  const here = await watchHere(asked, watches);
  const each = new Map(going(watches).map((watch) => [scopeKey(watch.scope), watch]));
  const found = await granted(asked, here ? [here] : [...each.values()]);
  if (found.length > 0) return found;
  const chosen = await asked.groups.recent(asked.groupId);
  const repositories = await readable(asked, chosen.repositories);
  if (repositories.length > 0) return await granted(asked, [{ scope: scopeOf({ repositories }) }]);
  throw new UserError(
    'Which repository? Write it as `repository`, such as `python/cpython`; an organiser can choose the usual ones with `/docent setup`.',
  );
}

/** The scopes of those that the group may still use: what was granted may have been taken back since. Throws where that leaves none. */
async function granted(asked: Asked, watches: readonly Pick<Watch, 'scope'>[]): Promise<Scope[]> {
  const group = await asked.group();
  const scopes = watches.map(({ scope }) => scope);
  const usable = scopes.filter(({ repositories }) =>
    repositories.every((one) => mayUseRepository(group, one)),
  );
  if (usable.length === 0)
    for (const one of scopes[0]?.repositories ?? []) refuseStrangeRepository(group, one);
  return usable;
}

/** Repositories of which something is asked. */
export interface MeantRepositories {
  readonly repositories: string[];
  /** What watches saw of them. */
  readonly seen: Scope['seen'];
  /** How one is asked for: what the group does not know is read only if it is public. */
  query(repository: string): Named;
}

/** The repositories that were named, else those that are known here. Throws `UserError`. */
export async function repositoriesMeant(asked: Asked, typed: string | undefined): Promise<MeantRepositories> {
  const known = await readable(asked, await knownRepositories(asked), typed);
  const repositories = typed === undefined ? known : readRepositories(typed, known);
  if (repositories.length === 0)
    throw new UserError('Of which repository? Write it as `repository`, such as `python/cpython`.');
  const group = await asked.group();
  for (const one of repositories) if (!known.includes(one)) refuseStrangeRepository(group, one);
  await refuseUnreadable(asked, repositories);
  const seen = seenIn(await asked.watches(), repositories);
  const query = (repository: string) => ({
    repository,
    isPublicOnly: !asked.isOwn || !known.includes(repository),
    id: seen[repository]?.id,
  });
  return { repositories, seen, query };
}

/**
 * Of things with one number in several repositories, that of the place, else the only one that is open, else the only one;
 * undefined when there is none. Throws a `UserError` when it is not clear which.
 */
export async function meantAmong<One extends { readonly repo: string; readonly number: number }>(
  asked: Asked,
  found: readonly One[],
  isOpen: (one: One) => boolean,
): Promise<One | undefined> {
  if (found.length < 2) return found[0];
  const here = await watchHere(asked, await asked.watches());
  const near = found.filter(({ repo }) => here?.scope.repositories.includes(repo));
  const likely = near.length > 0 ? near : found;
  const open = likely.filter(isOpen);
  const [meant, ...others] = open.length > 0 ? open : likely;
  if (!meant || others.length === 0) return meant;
  const names = [meant, ...others].map(({ repo }) => `\`${repo}\``).join(', ');
  throw new UserError(`Which one? There is a #${meant.number} in ${names}. Say which with \`repository\`.`);
}

/** The watch whose digest, or whose topic of digests, the place of a request is about. */
async function watchHere({ store, groupId, request }: Asked, watches: readonly Watch[]) {
  for (const about of await request.about()) {
    const runId = idAbout('digest', about);
    const run = runId === undefined ? undefined : await store.run(groupId, runId);
    const watchId = run ? run.watchId : idAbout('watch', about);
    const found = watches.find(({ id }) => id === watchId);
    if (found) return found;
  }
  return undefined;
}

/** Of some watches that of a name or id. Throws a UserError that lists the names. */
export function watchCalled({ request }: Asked, watches: readonly Watch[], typed: string): Watch {
  const wanted = nameKey(typed);
  const shown = ({ id, name }: Watch) => `\`${id}\` (${name})`;
  const read = ({ scope }: Watch) => scope.repositories.join(', ');
  const found =
    watches.find(({ id }) => String(id) === wanted) ??
    calledSo(watches, { typed, words: ({ name }) => name, shown }) ??
    calledSo(watches, { typed, words: read, shown });
  if (found) return found;
  if (watches.length === 0)
    throw noneYet('no watch', { command: '/prs watch add', access: 'organiser' }, request);
  const names = watches.map(({ name }) => `\`${name}\``).join(', ');
  throw new UserError(`There is no watch "${typed.trim()}". There are: ${names}.`);
}

/** Watches as choices. */
export function watchChoices(watches: readonly Watch[], typed: string): Choice[] {
  return choicesFor(watches, typed, ({ id, name }) => ({ name, value: String(id) }));
}

/** The option that says which repository is meant, or which ones. */
export function repositoriesOption(ask: Ask, description: string, max = 200) {
  return option.text(description, {
    repositoriesIn: repositoriesTyped,
    max,
    async suggest(typed, request) {
      const asked = ask(request);
      const known = await knownRepositories(asked);
      const seen = await readable(asked, known).catch(insteadOf(OutsideError, []));
      const choosable = seen.filter((name) => name.length <= 100);
      return choicesFor(choosable, typed, (name) => ({ name, value: name }));
    },
  });
}

/** The options that name a pull request or an issue. */
export function numberOptions(
  ask: Ask,
  kind: 'pull request' | 'issue',
  repository = 'the one that is watched here if left out',
) {
  return {
    number: option.integer(`The ${kind}'s number`, { required: true, min: 1 }),
    repository: repositoriesOption(ask, `Which repository: owner/name; ${repository}`),
  } as const;
}

/** What names one, as it is typed. */
export interface Numbered {
  readonly number: number;
  readonly repository?: string | undefined;
}

/** Builds a button about one. */
export function buttonOn(
  ask: Ask,
  name: string,
  run: (asked: Asked, one: { readonly repository: string; readonly number: number }) => Promise<Reply>,
): Action {
  return {
    name,
    args: ['text', 'id'],
    access: 'everyone',
    run: (request, [repository = '', number]) => run(ask(request), { repository, number: Number(number) }),
  };
}

/** What is watched, and what the group chose, as far as it may use it. */
export async function knownRepositories(
  asked: Pick<DigestsDeps, 'groups' | 'store'> & { readonly groupId: number },
): Promise<string[]> {
  const { groups, store, groupId } = asked;
  const [group, watches] = await Promise.all([groups.find(groupId), store.watches(groupId)]);
  const chosen = new Set([...watches.flatMap(({ scope }) => scope.repositories), ...group.repositories]);
  // What was granted may have been taken back since.
  return [...chosen].filter((one) => mayUseRepository(group, one));
}

/** What the asker has taken on. */
export async function ownClaims(asked: Asked): Promise<Claim[]> {
  const { id } = await asked.people.knownOrNew(asked.groupId, asked.request.caller);
  return (await asked.claims()).filter(({ personId }) => personId === id);
}

// The digest that somebody asks for, as it is now: readers share a reading, and it may not cost GitHub too much.
import type { Request } from '../../../core/command.ts';
import { doc, p } from '../../../core/document.ts';
import { OutsideError, toldToAll, UserError } from '../../../core/errors.ts';
import type { ReadingParts } from '../deps.ts';
import type { Digest, Scope } from '../facts.ts';
import { followRenamed, type ReadingStep, readDigest, readingOf } from '../reading.ts';
import { renamedScope } from '../renaming.ts';
import { scopeKey } from '../scope.ts';
import { knownRepositories } from './lookup.ts';
import { patiently } from './patience.ts';
import { isOwn } from './readers.ts';

/** A digest, and the run under which it can be paged through. */
interface Kept {
  readonly runId: number;
  readonly digest: Digest;
  /** What was asked for, by the names that its repositories have now. */
  readonly scope: Scope;
}

/** A digest that is not older than this is not read again. */
const freshMilliseconds = 10 * 60_000;
/** So many requests to GitHub may be made in an hour for those who ask; the watches have theirs beside. */
const hourlyRequests = 1500;
/** When GitHub does not answer, an older digest is better than none. */
const usableMilliseconds = 14 * 86_400_000;

/** The digest of a scope as it is now. Throws a `UserError` once too much was asked of GitHub in an hour. */
export type CurrentDigest = (request: Request, scope: Scope) => Promise<Kept>;

/** Builds what answers it; readers who ask for the same at once share one reading. */
export function currentDigests(deps: ReadingParts): CurrentDigest {
  const { store } = deps;
  const underWay = new Map<string, Promise<Kept>>();
  const spent: { readonly groupId: number; readonly at: Date; readonly requests: number }[] = [];

  /** One who asks for ever new lists must not take GitHub from the others. */
  function requireBudget({ groupId, now }: Request): void {
    const hourAgo = new Date(now.getTime() - 3_600_000);
    while (spent[0] && spent[0].at <= hourAgo) spent.shift();
    const sum = spent.reduce((total, one) => total + (one.groupId === groupId ? one.requests : 0), 0);
    if (sum >= hourlyRequests) {
      throw new UserError(
        'So much was asked of GitHub in the last hour that I wait a little. What is watched comes as usual.',
      );
    }
  }

  async function read(request: Request, scope: Scope): Promise<Kept> {
    const { groupId, now } = request;
    requireBudget(request);
    const known = await knownRepositories(deps, groupId);
    const shown = shownProgress(request, deps.quietMilliseconds ?? 1500);
    return await patiently(async ({ more }) => {
      const reading = await readingOf(deps, { groupId, scope });
      const { digest, seen } = await readDigest(deps.source, {
        ...reading,
        now,
        isPublicOnly: (repository) => !isOwn(request) || !known.includes(repository),
        progress: async (step) => {
          more();
          await shown(step);
        },
      });
      spent.push({ groupId, at: now, requests: digest.cost.requests });
      const runId = await store.keepAsked(groupId, scope, digest);
      const usable = await followRenamed(deps, reading.group, seen);
      return { runId, digest, scope: usable.reduce(renamedScope, scope) };
    }, deps.patienceMilliseconds).catch(async (error: unknown) => {
      if (!(error instanceof OutsideError)) throw error;
      const old = await store.newest(groupId, scope, new Date(now.getTime() - usableMilliseconds));
      if (!old || (!isOwn(request) && old.digest.isPublic === false))
        throw await sentLater(request, scope, error);
      const note = `GitHub could not be read just now, so this is from ${old.digest.generatedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC. ${toldToAll(error)}`;
      return { runId: old.id, scope, digest: { ...old.digest, missing: [note, ...old.digest.missing] } };
    });
  }

  /** Who belongs to the group need not ask again: what cannot be read now is sent to them in private. */
  async function sentLater(request: Request, scope: Scope, error: OutsideError): Promise<Error> {
    if (error.isPermanent || !isOwn(request)) return error;
    const { groupId, caller, now } = request;
    const person = await deps.people.of(groupId, caller);
    const isKept = await store.sendLater({ groupId, personId: person.id, scope, now });
    if (!isKept) return error;
    const words = toldToAll(error);
    const wait = /\btry again\b/iu.test(words) ? 'Or wait: ' : '';
    return new UserError(`${words} ${wait}I send you the digest in private once I have it.`);
  }

  return async (request, scope) => {
    const changed = (await store.said(request.groupId))?.changedAt;
    const recent = new Date(request.now.getTime() - freshMilliseconds);
    const fresh = changed && changed > recent ? new Date(changed.getTime() + 1) : recent;
    const known = await store.newest(request.groupId, scope, fresh);
    if (known && (isOwn(request) || known.digest.isPublic !== false))
      return { runId: known.id, digest: known.digest, scope };
    const key = `${request.groupId} ${isOwn(request)} ${scopeKey(scope)} ${scope.sections.join()}`;
    const started = underWay.get(key) ?? read(request, scope).finally(() => underWay.delete(key));
    underWay.set(key, started);
    return await started;
  };
}

/** Edits the answer as pages arrive: at each tenth, not at each page. */
function shownProgress(request: Request, quietMilliseconds: number): (step: ReadingStep) => Promise<void> {
  const patience = AbortSignal.timeout(quietMilliseconds);
  let shown = '';
  return async ({ repository, done, total }) => {
    const tenths = total === 0 ? 10 : Math.floor((done * 10) / total);
    const bar = `${'▰'.repeat(tenths)}${'▱'.repeat(10 - tenths)}`;
    const next = `${repository} ${tenths}`;
    if (next === shown || !patience.aborted) return;
    shown = next;
    await request.progress(doc(p(`Reading ${repository} ${bar} ${done} of ${total}`)));
  };
}

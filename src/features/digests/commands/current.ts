// The digest that somebody asks for, as it is now: readers share a reading, and it may not cost GitHub too much.
import { doc, p } from '../../../core/document.ts';
import { OutsideError, toldToAll, UserError } from '../../../core/errors.ts';
import type { Digest, Scope } from '../facts.ts';
import { followRenamed, type ReadingStep, readDigest, readingOf } from '../reading.ts';
import { renamedScope } from '../renaming.ts';
import { scopeKey } from '../scope.ts';
import type { Asked } from './asked.ts';
import { knownRepositories } from './lookup.ts';
import { patiently } from './patience.ts';
import { mayRead } from './readers.ts';

/** A digest, and the run under which it can be paged through. */
export interface Kept {
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

/** Builds what answers a scope's digest as it is now; readers who ask for the same at once share one reading. */
export function sharedReadings(): (asked: Asked, scope: Scope) => Promise<Kept> {
  const underWay = new Map<string, Promise<Kept>>();
  const spent: { readonly groupId: number; readonly at: Date; readonly requests: number }[] = [];

  /** One who asks for ever new lists must not take GitHub from the others. */
  function requireBudget({ groupId, now }: Asked): void {
    const hourAgo = new Date(now.getTime() - 3_600_000);
    while (spent[0] && spent[0].at <= hourAgo) spent.shift();
    const sum = spent.reduce((total, one) => total + (one.groupId === groupId ? one.requests : 0), 0);
    if (sum >= hourlyRequests)
      throw new UserError(
        'So much was asked of GitHub in the last hour that I wait a little. What is watched comes as usual.',
      );
  }

  async function read(asked: Asked, scope: Scope): Promise<Kept> {
    const { groupId, now, isOwn, store } = asked;
    requireBudget(asked);
    const known = await knownRepositories(asked);
    const shown = shownProgress(asked);
    return await patiently(async (more) => {
      const reading = await readingOf(asked, { groupId, scope });
      const { digest, seen } = await readDigest(asked.source, {
        ...reading,
        now,
        isPublicOnly: (repository) => !isOwn || !known.includes(repository),
        progress: async (step) => {
          more();
          await shown(step);
        },
      });
      spent.push({ groupId, at: now, requests: digest.cost.requests });
      const runId = await store.keepAsked(groupId, scope, digest);
      const usable = await followRenamed(asked, reading.group, seen);
      return { runId, digest, scope: usable.reduce(renamedScope, scope) };
    }, asked.patienceMilliseconds);
  }

  return async (asked, scope) => {
    const { groupId, now, isOwn, store } = asked;
    const changed = (await store.said(groupId))?.changedAt;
    const recent = new Date(now.getTime() - freshMilliseconds);
    const fresh = changed && changed > recent ? new Date(changed.getTime() + 1) : recent;
    const known = await keptSince(asked, scope, fresh);
    if (known) return known;
    const key = `${groupId} ${isOwn} ${scopeKey(scope)} ${scope.sections.join()}`;
    const started = underWay.get(key) ?? read(asked, scope).finally(() => underWay.delete(key));
    underWay.set(key, started);
    return await started.catch((error: unknown) => older(asked, scope, error));
  };
}

/** What was read before, or what each of those who wait for one reading that failed is told. */
async function older(asked: Asked, scope: Scope, error: unknown): Promise<Kept> {
  if (!(error instanceof OutsideError)) throw error;
  const old = await keptSince(asked, scope, new Date(asked.now.getTime() - usableMilliseconds));
  if (!old) throw await sentLater(asked, scope, error);
  const note = `GitHub could not be read just now, so this is from ${old.digest.generatedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC. ${toldToAll(error)}`;
  return { ...old, digest: { ...old.digest, missing: [note, ...old.digest.missing] } };
}

/** The newest that was read since an instant, if the asker may read it. */
async function keptSince(asked: Asked, scope: Scope, since: Date): Promise<Kept | undefined> {
  const found = await asked.store.newest(asked.groupId, scope, since);
  return found && mayRead(asked, found.digest) ? { runId: found.id, digest: found.digest, scope } : undefined;
}

/** Who belongs to the group need not ask again: what cannot be read now is sent to them in private. */
async function sentLater(asked: Asked, scope: Scope, error: OutsideError): Promise<Error> {
  if (error.isPermanent || !asked.isOwn) return error;
  const { groupId, now } = asked;
  const person = await asked.person();
  if (!(await asked.store.sendLater({ groupId, personId: person.id, scope, now }))) return error;
  const words = toldToAll(error);
  const wait = /\btry again\b/iu.test(words) ? 'Or wait: ' : '';
  return new UserError(`${words} ${wait}I send you the digest in private once I have it.`);
}

/** Edits the answer as pages arrive: at each tenth, not at each page. */
function shownProgress({ request, quietMilliseconds = 1500 }: Asked): (step: ReadingStep) => Promise<void> {
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

// What happens as time passes: due watches become runs, runs are read and published, claims are reminded and released.
import { isDeepStrictEqual } from 'node:util';
import { insteadOf, isLasting, messageOf, OutsideError, toldToAll } from '../../core/errors.ts';
import { monthAfter } from '../../core/month.ts';
import type { DigestsDeps } from './deps.ts';
import type { Run, Scope, Watch } from './facts.ts';
import { lostLabels } from './lost-labels.ts';
import { monthOf, type Numbers } from './numbers.ts';
import { isToldToAll } from './pages.ts';
import { hasOrganisersPlace } from './publications.ts';
import { followRenamed, readDigest, readingOf, readNumbers } from './reading.ts';
import { scheduleRead } from './rules.ts';

const minute = 60_000;
/** Minutes until a run is tried again, by how often it was tried. */
const waits = [1, 5, 15, 30] as const;
const longestWait = 60;
/** So often a run is tried before people are told that it is late, or what is missing in it. */
const patientAttempts = 3;

/** What somebody asked for is of no use any more after so long. */
const longestAskedMilliseconds = 12 * 60 * minute;

/** What only some may see is not told where everybody reads, unless an organiser said so. */
class KeptBackError extends OutsideError {
  constructor(privates: readonly string[]) {
    const are = privates.length === 1 ? 'is' : 'are';
    super(
      `${privates.join(' and ')} ${are} private, and everybody can read where this digest goes. Choose another channel for it; if the same one is chosen anew, I ask, and then it goes there all the same.`,
      { isPermanent: true },
    );
  }
}

/** Builds what does what is due for a group; it resolves when what was due is read. */
export function clock(deps: DigestsDeps): (groupId: number, now: Date) => Promise<Date | undefined> {
  const { store } = deps;

  async function work(due: Run, now: Date): Promise<void> {
    if (due.askedById !== undefined) return await workAsked(due, now);
    const watch = due.watchId === undefined ? undefined : await store.watch(due.groupId, due.watchId);
    if (!watch || !(await store.begin(due))) return;
    // As the watch is now: whoever changed it since the run was due has said more.
    const run = { ...due, scope: watch.scope };
    const attempt = run.attempts + 1;
    try {
      scheduleRead(watch);
      const reading = await readingOf(deps, run, watch.id);
      const { digest, failures, seen, privates } = await readDigest(deps.source, {
        ...reading,
        now,
        until: now,
        read: deps.unreadable.heard,
      });
      const kept = privates.filter((one) => !run.scope.openly.includes(one));
      if (kept.length > 0 && (await isToldToAll(deps, reading.group, watch))) throw new KeptBackError(kept);
      const numbers = await monthly(run, reading.before?.at, now);
      const passing = failures.find(({ isPermanent }) => !isPermanent);
      if (passing && attempt < patientAttempts) throw passing;
      // Of what was not read, such as what was taken back, nothing is asked.
      const lost = failures.length > 0 ? [] : await lostLabels(deps.source, run.scope, digest);
      const missing = [...digest.missing, ...lost];
      await store.finish(run, { ...digest, missing, ...(numbers && { numbers }) }, watch);
      await keepSeen(watch, seen);
      await followRenamed(deps, reading.group, seen);
    } catch (error) {
      const isLate = isLasting(error) || attempt >= patientAttempts;
      const at = new Date(now.getTime() + waitOf(error, attempt));
      const why = {
        error: messageOf(error),
        at,
        isPrivate: error instanceof KeptBackError,
        organisers: isLate ? await organisersWithoutPlace(run.groupId) : [],
      };
      await store.postpone(run, why, isLate ? watch : undefined);
      if (!(error instanceof OutsideError)) throw error;
    }
  }

  /** Keeps what the repositories of a watch were called, which the digest has told. */
  async function keepSeen({ groupId, id, scope: before }: Watch, seen: Scope['seen']): Promise<void> {
    if (isDeepStrictEqual({ ...before.seen, ...seen }, before.seen)) return;
    const scope = (now: Watch) => ({ ...now.scope, seen: { ...now.scope.seen, ...seen } });
    await store.changeWatch(groupId, id, { scope });
  }

  /** Those who are told in private why a digest is late, since what may be done about it is not for everybody to read. */
  async function organisersWithoutPlace(groupId: number): Promise<number[]> {
    if (hasOrganisersPlace(await deps.groups.find(groupId))) return [];
    return (await deps.organisers(groupId)).map(({ id }) => id);
  }

  /** What somebody asked for while GitHub did not answer; what was read meanwhile is theirs too. */
  async function workAsked(run: Run, now: Date): Promise<void> {
    if (!(await store.begin(run))) return;
    const { groupId, scope } = run;
    try {
      const known = await store.newest(groupId, scope, run.dueAt);
      if (known) await store.finishAsked(run, known.digest);
      else await readAsked(run, now);
    } catch (error) {
      if (!(error instanceof OutsideError)) throw error;
      const attempt = run.attempts + 1;
      const isHopeless = error.isPermanent || now.getTime() - run.dueAt.getTime() > longestAskedMilliseconds;
      const at = new Date(now.getTime() + waitOf(error, attempt));
      const why = { error: toldToAll(error) };
      if (isHopeless) await store.finishAsked(run, why);
      else await store.postpone(run, { ...why, at });
    }
  }

  async function readAsked(run: Run, now: Date): Promise<void> {
    const reading = await readingOf(deps, run);
    const { digest, failures, seen } = await readDigest(deps.source, { ...reading, now });
    const passing = failures.find(({ isPermanent }) => !isPermanent);
    if (passing) throw passing;
    await store.finishAsked(run, digest);
    await followRenamed(deps, reading.group, seen);
  }

  /** The numbers of the month that ended since the digest before; what is not told now is asked for with a command. */
  async function monthly(run: Run, before: Date | undefined, now: Date): Promise<Numbers | undefined> {
    if (!before) return undefined;
    const { groupId, scope } = run;
    const { zone } = await deps.groups.find(groupId);
    const month = monthAfter(monthOf(now, zone), -1);
    if (monthOf(before, zone) > month) return undefined;
    const read = readNumbers(deps, { groupId, scope, month, now, zone });
    return (await read.catch(insteadOf(OutsideError, undefined)))?.numbers;
  }

  return async (groupId, now) => {
    await store.startDue(groupId, now);
    await store.advanceClaims(groupId, now);
    const faults: unknown[] = [];
    // One after the other, as GitHub asks.
    for (const run of await store.due(groupId, now)) {
      await work(run, now).catch((error: unknown) => faults.push(error));
    }
    if (faults.length > 0) throw faults[0];
    return await store.nextDueAt(groupId, now);
  };
}

function waitOf(error: unknown, attempt: number): number {
  const isPermanent = isLasting(error);
  const asked = error instanceof OutsideError ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
  const usual = (isPermanent ? longestWait : (waits[attempt - 1] ?? longestWait)) * minute;
  return Math.max(asked, usual);
}

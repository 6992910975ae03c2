// Reads a repository's open pull requests: the index, and details only of what changed.

import { messageOf } from '../../core/errors.ts';
import type {
  Progress,
  PullMemory,
  PullOutline,
  PullQuery,
  PullReading,
  PullRequest,
} from '../../core/github/pull-request.ts';
import { counted } from '../../core/text/counted.ts';
import type { Client } from './client.ts';
import { BudgetError, TooMuchError } from './failures.ts';
import { readIndex } from './pull-index.ts';
import { detailsQuery } from './queries.ts';
import { detailsOf, detailsPage } from './shapes.ts';
import { heldAmong } from './workflows.ts';

/** Six connections of so many cost one point; and `files` makes GitHub compute diffs: never of more at once. */
const detailsSize = 24;

/** Reads them by GraphQL. Throws `OutsideError` when nothing can be read; otherwise says what is missing. */
export async function readPulls(
  client: Client,
  query: PullQuery,
  { memory, progress }: { memory: PullMemory; progress: Progress },
): Promise<PullReading> {
  const known = new Map<string, PullRequest>();
  for (const pull of await memory.known(query.repository)) known.set(pull.id, pull);
  const { rows, isWhole, ...told } = await readIndex(client, query, progress);
  if (told.repo !== query.repository) {
    for (const pull of await memory.known(told.repo)) known.set(pull.id, pull);
  }
  const pulls = rows.map((row) => remembered(row, known.get(row.id)));
  const wanted = pulls.filter((pull) => query.isWanted(pull));
  const isSameCommit = (pull: PullOutline) => {
    const before = known.get(pull.id);
    return before?.details !== undefined && before.head === pull.head;
  };
  // Those whose files must be read stand first, so that the others need not ask for any.
  const changed = wanted
    .filter((pull) => isChanged(pull, known.get(pull.id)))
    .sort((one, other) => Number(isSameCommit(one)) - Number(isSameCommit(other)));
  const missing = [...told.missing];
  const read = await readDetails(client, changed, {
    memory,
    progress,
    missing,
    total: wanted.length,
    isSameCommit,
  });
  const held = await heldAmong(client, told.repo, [...read.values()]);
  if (held.length > 0) await memory.keep(held);
  for (const pull of held) read.set(pull.id, pull);
  // What the index alone shows (checks, conflicts) is remembered too, for when GitHub does not know it next time.
  const same = wanted.filter((pull) => !read.has(pull.id) && isOutdated(pull, known.get(pull.id)));
  if (same.length > 0) await memory.keep(same.filter((pull) => pull.details));
  if (isWhole) {
    const open = new Set(rows.map(({ id }) => id));
    const gone = [...known.values()].filter((pull) => query.isWanted(pull) && !open.has(pull.id));
    if (gone.length > 0) await memory.forget(gone.map(({ id }) => id));
  }
  return {
    ...told,
    pulls: wanted.map((pull) => read.get(pull.id) ?? pull),
    missing: [...new Set(missing)],
    cost: client.cost(),
  };
}

/**
 * `mergeable` is computed lazily: while GitHub does not know, what it said of the same commit holds. When a commit was
 * pushed is not told at all, but not after the last update that the reading knew which saw it first.
 */
function remembered(row: PullOutline, known: PullRequest | undefined): PullRequest {
  if (!known) return row;
  const isSame = known.head === row.head || known.head === '';
  const headSeenAt = isSame ? known.headSeenAt : row.updatedAt;
  return {
    ...row,
    ...(headSeenAt && { headSeenAt }),
    ...(row.mergeable === 'unknown' && { mergeable: known.mergeable }),
    ...(known.details && { details: known.details }),
  };
}

function isChanged(pull: PullRequest, known: PullRequest | undefined): boolean {
  return (
    !known?.details ||
    known.updatedAt.getTime() !== pull.updatedAt.getTime() ||
    known.head !== pull.head ||
    known.decision !== pull.decision ||
    // When the one below ends, nothing need change here.
    known.details.below !== undefined ||
    // Letting workflows run, or begin once more, leaves no other trace.
    (known.checks !== pull.checks && (pull.checks === 'pending' || known.details.workflows === 'held'))
  );
}

/** What can change without a new `updatedAt`. */
const quiet = ['mergeable', 'checks', 'isInMergeQueue', 'isAutoMerged', 'isArchived', 'gone'] as const;

function isOutdated(pull: PullRequest, known: PullRequest | undefined): boolean {
  return quiet.some((field) => known?.[field] !== pull[field]);
}

async function readDetails(
  client: Client,
  changed: readonly PullRequest[],
  how: {
    memory: PullMemory;
    progress: Progress;
    missing: string[];
    total: number;
    isSameCommit(pull: PullOutline): boolean;
  },
): Promise<Map<string, PullRequest>> {
  const { memory, progress, missing, total, isSameCommit } = how;
  const read = new Map<string, PullRequest>();
  const unread: PullRequest[] = [];
  let size = detailsSize;
  let done = total - changed.length;
  for (let at = 0; at < changed.length; ) {
    const batch = changed.slice(at, at + size);
    try {
      const variables = {
        ids: batch.map(({ id }) => id),
        hasFiles: !batch.every(isSameCommit),
        hasBelow: batch.some(({ base }) => base !== undefined),
      };
      const { data, unsaid } = await client.graphql(detailsQuery, variables, detailsPage, {
        asksForLess: batch.length > 1,
        needsAll: true,
      });
      const found = new Map(
        data.nodes
          .flatMap((node) => detailsOf(node, (id) => batch.find((pull) => pull.id === id)) ?? [])
          .map(({ id, details }) => [id, details]),
      );
      const kept: PullRequest[] = [];
      for (const pull of batch) {
        const details = found.get(pull.id);
        if (details) kept.push({ ...pull, details });
        else unread.push(pull);
      }
      for (const pull of kept) read.set(pull.id, pull);
      // Check suites that GitHub only failed to tell are asked for again the next time.
      const isLasting = [...unsaid.values()].every((type) => type === 'FORBIDDEN');
      await memory.keep(kept.filter(({ details }) => isLasting || details?.workflows !== 'unknown'));
      at += batch.length;
      done += batch.length;
      // Slowly: what was too much before is too much again, and costs GitHub its whole time.
      size = Math.min(detailsSize, size + Math.ceil(size / 4));
      await progress(done, total);
    } catch (error) {
      if (error instanceof BudgetError) {
        unread.push(...changed.slice(at));
        missing.push(messageOf(error));
        break;
      }
      if (!(error instanceof TooMuchError)) throw error;
      if (batch.length > 1) size = Math.max(1, Math.floor(batch.length / 2));
      else {
        unread.push(...batch);
        at += 1;
      }
    }
  }
  if (unread.length > 0) {
    const which =
      unread.length <= 5
        ? unread.map(({ number }) => `#${number}`).join(', ')
        : counted(unread.length, 'pull request');
    missing.push(`${which} of ${changed[0]?.repo}: only the outline could be read.`);
  }
  return read;
}

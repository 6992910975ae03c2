// Issue search by GitHub's qualifiers, never more than 1,000 results.
import { isPull, reviewDecision, type Thread } from './model.ts';
import type { World } from './world.ts';

/** What a search finds: `total` counts all, `found` holds the 1,000 that can be paged through. */
export interface Found {
  readonly total: number;
  readonly found: readonly Thread[];
}

/** Searches, for instance `repo:o/n is:pr is:open label:"docs" -label:wip sort:updated-asc words`. */
export function search(world: World, query: string): Found {
  const terms = [
    ...query.matchAll(
      /(?<not>-)?(?:(?<key>[\w-]+):)?(?<value>(?:"(?:\\.|[^"\\])*"|[^\s",]+)(?:,(?:"(?:\\.|[^"\\])*"|[^\s",]+))*)/gu,
    ),
  ].map((match) => {
    const values = valuesOf(match.groups?.value ?? '');
    return {
      isNot: match.groups?.not !== undefined,
      key: match.groups?.key,
      value: values.join(','),
      values,
    };
  });
  const repositories = terms
    .filter((term) => term.key === 'repo' && !term.isNot)
    // Unlike pages and the API, searches do not know former names.
    .map((term) =>
      world.repositories.find((one) => `${one.owner}/${one.name}`.toLowerCase() === term.value.toLowerCase()),
    );
  const threads = world.repositories
    .filter((one) => repositories.length === 0 || repositories.includes(one))
    .flatMap((one) => [...one.threads.values()])
    .filter(({ createdAt }) => createdAt.getTime() <= world.clock().getTime() - world.searchLagMilliseconds)
    .filter((thread) =>
      terms.every(
        (term) => term.key === 'repo' || term.key === 'sort' || matches(thread, term) !== term.isNot,
      ),
    );
  const order = terms.find((term) => term.key === 'sort')?.value ?? 'created-desc';
  const [field = 'created', direction = 'desc'] = order.split('-');
  const key = (thread: Thread) => (field === 'updated' ? thread.updatedAt : thread.createdAt).getTime();
  threads.sort((a, b) => (direction === 'asc' ? 1 : -1) * (key(a) - key(b) || a.number - b.number));
  return { total: threads.length, found: threads.slice(0, 1000) };
}

/** `"a, b",c` as `a, b` and `c`; within quotes, a backslash stands before what is meant as it is. */
function valuesOf(text: string): string[] {
  return [...text.matchAll(/"(?<quoted>(?:\\.|[^"\\])*)"|(?<bare>[^,]+)/gu)].map(
    ({ groups }) => groups?.quoted?.replaceAll(/\\(.)/gu, '$1') ?? groups?.bare ?? '',
  );
}

function matches(
  thread: Thread,
  term: { key: string | undefined; value: string; values: readonly string[] },
): boolean {
  const { key } = term;
  const value = term.value.toLowerCase();
  switch (key) {
    case undefined:
      return thread.title.toLowerCase().includes(value) || thread.body.toLowerCase().includes(value);
    case 'is':
    case 'type':
    case 'state':
      if (value === 'pr' || value === 'pull-request') return isPull(thread);
      if (value === 'issue') return !isPull(thread);
      if (value === 'open') return thread.state === 'OPEN';
      if (value === 'closed') return thread.state !== 'OPEN';
      if (value === 'merged') return thread.state === 'MERGED';
      if (value === 'unmerged') return isPull(thread) && thread.state !== 'MERGED';
      if (value === 'public') return !thread.repository.isPrivate;
      if (value === 'private') return thread.repository.isPrivate;
      return value === 'draft' && isPull(thread) && thread.isDraft;
    case 'draft':
      return isPull(thread) && thread.isDraft === (value === 'true');
    case 'label':
      return thread.labels.some((label) =>
        term.values.some((one) => one.toLowerCase() === label.name.toLowerCase()),
      );
    case 'author':
      return thread.author?.login.toLowerCase() === value;
    case 'user':
    case 'org':
      return thread.repository.owner.toLowerCase() === value;
    case 'review':
      return (
        isPull(thread) &&
        reviewDecision(thread)?.toLowerCase() === (value === 'required' ? 'review_required' : value)
      );
    case 'created':
      return isWithin(thread.createdAt, value);
    case 'updated':
      return isWithin(thread.updatedAt, value);
    case 'merged':
      return isPull(thread) && thread.mergedAt !== undefined && isWithin(thread.mergedAt, value);
    case 'closed':
      return thread.closedAt !== undefined && isWithin(thread.closedAt, value);
    default:
      return true;
  }
}

function isWithin(at: Date, range: string): boolean {
  const [from, to] = range.split('..');
  if (to !== undefined)
    return (from === '*' || !isBefore(at, from ?? '')) && (to === '*' || !isAfter(at, to));
  const match = /^(?<sign>>=|<=|>|<)?(?<date>.+)$/u.exec(range)?.groups;
  const date = match?.date ?? '';
  if (match?.sign === '>=') return !isBefore(at, date);
  if (match?.sign === '>') return isAfter(at, date);
  if (match?.sign === '<=') return !isAfter(at, date);
  if (match?.sign === '<') return isBefore(at, date);
  return !isBefore(at, date) && !isAfter(at, date);
}

const isBefore = (at: Date, date: string) => at < new Date(date.toUpperCase());
const isAfter = (at: Date, date: string) =>
  at > new Date(date.includes('t') ? date.toUpperCase() : `${date}T23:59:59.999Z`);

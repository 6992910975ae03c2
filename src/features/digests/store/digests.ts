// The rows of digests that were made: to be paged through, compared and counted.
import { readShown } from '../../../publishing/store.ts';
import type { Database } from '../../../storage/client.ts';
import { withoutNulls } from '../../../storage/rows.ts';
import type { Digest, Run, Scope } from '../facts.ts';
import { aboutRun } from '../publications.ts';
import { scopeKey } from '../scope.ts';
import { type RunRow, readData, readDigest, readRun, scopeData } from './runs.ts';

/** What a digest told, as far as the next one goes on from it. */
export interface Told {
  readonly at: Date;
  readonly open: number;
  readonly ended: Digest['ended'];
}

/** Digests that were read and are not yet old, and those of watches among them. */
const kept = { state: 'read', digest: { not: null } };
const told = { ...kept, watchId: { not: null } };
/** That none of a digest's repositories is known to be private. */
const publicOnly = { OR: [{ isPublic: true }, { isPublic: null }] };
/** Those that the web shows. */
const onTheWeb = { ...told, isPublic: true };

/** A digest on the web, not yet read. */
export interface PublicRun extends Run {
  readonly watchId: number;
  readonly readAt: Date;
  readonly open: number;
}

/** Which digests of a group's watches are meant. */
export interface Span {
  readonly since: Date;
  readonly until: Date;
  readonly isPublicOnly: boolean;
}

/** The condition that a digest is meant. */
export function toldIn(groupId: number, { since, until, isPublicOnly }: Span) {
  return { ...told, groupId, readAt: { gte: since, lte: until }, ...(isPublicOnly && publicOnly) };
}

/** Whether a scope, as it is kept, names a repository. To LIKE the `_` of a name is any letter, so that it finds others too. */
export function namesRepository({ scope }: { readonly scope: string }, repository: string): boolean {
  return scope.includes(JSON.stringify(repository));
}

/** Opens the rows; ids of another group are not found. */
export function digestStore(database: Database) {
  return {
    /** Keeps a digest that somebody asked for; answers the run under which it can be paged through. */
    async keepAsked(groupId: number, scope: Scope, digest: Digest) {
      const at = digest.generatedAt;
      const { id } = await database.digestRun.create({
        data: {
          groupId,
          dueAt: at,
          nextAttemptAt: at,
          ...scopeData(scope),
          ...readData(digest),
        },
      });
      return id;
    },
    async run(groupId: number, runId: number) {
      const row = await database.digestRun.findFirst({ where: { id: runId, groupId } });
      if (!row) return undefined;
      const { digest, ...run } = row;
      return { ...readRun(run), ...(digest !== null && { digest: readDigest(digest) }) };
    },
    /** The newest digest about the same pull requests, not older than `since`; one that shows the same parts, unless any do. */
    async newest(groupId: number, scope: Scope, since: Date, spec?: { readonly isOfAnyParts: boolean }) {
      return found(
        await database.digestRun.findFirst({
          where: {
            ...kept,
            groupId,
            scopeKey: scopeKey(scope),
            // One that was made for some parts alone is no answer to who asks for others.
            ...(!spec?.isOfAnyParts && {
              scope: { contains: `"sections":${JSON.stringify(scope.sections)}` },
            }),
            readAt: { gte: since },
          },
          orderBy: { readAt: 'desc' },
        }),
      );
    },
    /** The newest digest of any watch of the group. */
    async newestOf(groupId: number, spec?: { readonly isPublicOnly: boolean }) {
      return found(
        await database.digestRun.findFirst({
          where: { ...told, groupId, ...(spec?.isPublicOnly && publicOnly) },
          orderBy: { readAt: 'desc' },
        }),
      );
    },
    /** When a watch last told of the same pull requests, and how many were open; one watch's, or any of the group's. */
    async lastTold(groupId: number, scope: Scope, watchId?: number) {
      const row = await database.digestRun.findFirst({
        where: {
          groupId,
          scopeKey: scopeKey(scope),
          watchId: watchId ?? { not: null },
          state: 'read',
          readAt: { not: null },
        },
        orderBy: { readAt: 'desc' },
        select: { readAt: true, open: true, digest: true },
      });
      if (!row?.readAt) return undefined;
      const ended = row.digest === null ? [] : readDigest(row.digest).ended;
      return { at: row.readAt, open: row.open ?? 0, ended };
    },
    /** Numbers of digests about the same pull requests, oldest first. */
    async counts(groupId: number, scope: Scope, since: Date) {
      const rows = await database.digestRun.findMany({
        where: { groupId, scopeKey: scopeKey(scope), state: 'read', readAt: { gte: since } },
        orderBy: { readAt: 'asc' },
        select: { readAt: true, open: true, opened: true, merged: true, closed: true, watchId: true },
      });
      return rows.flatMap(({ readAt, open, watchId, ...changes }) =>
        readAt === null || open === null
          ? []
          : [{ at: readAt, open, ...withoutNulls(changes), isWatched: watchId !== null }],
      );
    },
    /** What watches told of as merged or closed since an instant, each once, newest first. */
    async endedBetween(
      groupId: number,
      span: { readonly since: Date; readonly until: Date },
      { isPublicOnly }: { readonly isPublicOnly: boolean },
    ) {
      const rows = await database.digestRun.findMany({
        where: toldIn(groupId, { ...span, isPublicOnly }),
        orderBy: { readAt: 'desc' },
        select: { digest: true },
      });
      const ended = rows.flatMap(({ digest }) => (digest === null ? [] : readDigest(digest).ended));
      return [...new Map(ended.map((one) => [one.url, one])).values()];
    },
    /** Whether a repository was public when it was last read for a group; undefined when nobody could tell. */
    async wasPublic(groupId: number, repository: string) {
      const rows = await database.digestRun.findMany({
        where: { groupId, state: 'read', isPublic: { not: null }, scope: { contains: repository } },
        orderBy: { readAt: 'desc' },
        select: { isPublic: true, scope: true },
      });
      return rows.find((row) => namesRepository(row, repository))?.isPublic ?? undefined;
    },
    /** Digests of watches on public repositories alone, newest first; one where an id is given. */
    async publicRuns(spec: { readonly groupId: number; readonly id?: number }, most: number) {
      const rows = await database.digestRun.findMany({
        where: { ...onTheWeb, ...spec },
        orderBy: [{ readAt: 'desc' }, { id: 'desc' }],
        take: most,
        omit: { digest: true },
      });
      return rows.flatMap((row): PublicRun[] => {
        const { watchId, readAt, open } = row;
        if (watchId === null || readAt === null || open === null) return [];
        return [{ ...readRun(row), watchId, readAt, open }];
      });
    },
    /** The digest of a run of `publicRuns`. */
    async publicDigest(runId: number) {
      return found(await database.digestRun.findFirst({ where: { ...onTheWeb, id: runId } }))?.digest;
    },
    /** Whether the newest digest of a watch told of a private repository: what was public once may be so no more. */
    async isPrivateNow(watchId: number) {
      const newest = await database.digestRun.findFirst({
        // One that is kept back because of it counts, too.
        where: { watchId, OR: [{ state: 'read' }, { isPublic: false }] },
        orderBy: [{ dueAt: 'desc' }, { id: 'desc' }],
        select: { isPublic: true },
      });
      return newest?.isPublic === false;
    },
    /** Where a run can be read completely. */
    async recordUrl(runId: number) {
      const row = await database.publication.findFirst({
        where: { about: aboutRun(runId), kind: { in: ['topic', 'post'] }, remote: { not: null } },
        select: { remote: true },
      });
      return readShown(row?.remote ?? null)?.url;
    },
  };
}

function found(row: RunRow | null): { id: number; digest: Digest } | undefined {
  return row === null || row.digest === null ? undefined : { id: row.id, digest: readDigest(row.digest) };
}

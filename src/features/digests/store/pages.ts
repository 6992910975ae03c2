// The rows that web pages are made of: digests of watches, of public repositories only.
import type { Database } from '../../../storage/client.ts';
import type { Run } from '../facts.ts';
import { readDigest, readRun } from './runs.ts';

/** A digest on the web, not yet read. */
export interface PublicRun extends Run {
  readonly watchId: number;
  readonly readAt: Date;
  readonly open: number;
}

/** Which runs are asked for. */
interface RunsAsked {
  readonly groupId: number;
  readonly most: number;
  readonly runId?: number;
}

/** Opens the rows. */
export function pageStore(database: Database) {
  const read = { state: 'read', isPublic: true, digest: { not: null }, watchId: { not: null } };
  return {
    /** Newest first; one run where an id is given. */
    async publicRuns({ groupId, most, runId }: RunsAsked) {
      const rows = await database.digestRun.findMany({
        where: { ...read, groupId, ...(runId !== undefined && { id: runId }) },
        orderBy: [{ readAt: 'desc' }, { id: 'desc' }],
        take: most,
        omit: { digest: true },
      });
      return rows.flatMap((row) => {
        const { watchId, readAt, open } = row;
        if (watchId === null || readAt === null || open === null) return [];
        return [{ ...readRun(row), watchId, readAt, open }];
      });
    },
    /** The digest of a run of `publicRuns`. */
    async publicDigest(runId: number) {
      const row = await database.digestRun.findFirst({ where: { ...read, id: runId } });
      return row?.digest ? readDigest(row.digest) : undefined;
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
  };
}

// The feature's rows: reads AMAs, and puts together what changes them and what they hold.
import type { PlatformName } from '../../core/account.ts';
import { whereShown } from '../../publishing/shown.ts';
import type { Database } from '../../storage/client.ts';
import type { AmaFacts } from './facts.ts';
import { aboutAma, keys } from './publication-keys.ts';
import { additionStore } from './store/additions.ts';
import { carryingStore } from './store/carrying.ts';
import { draftStore } from './store/drafts.ts';
import { fileStore } from './store/files.ts';
import { hostStore } from './store/hosts.ts';
import { lifeStore } from './store/life.ts';
import { planningStore } from './store/planning.ts';
import { questionStore } from './store/questions.ts';
import { repositoryStore } from './store/repositories.ts';
import { readAmas } from './store/rows.ts';
import { tellingStore } from './store/telling.ts';

/** The rows of AMAs. */
export type AmaStore = ReturnType<typeof amasStore>;

/** Opens the feature's rows. */
export function amasStore(database: Database) {
  return {
    ...planningStore(database),
    ...hostStore(database),
    ...lifeStore(database),
    ...tellingStore(database),
    ...repositoryStore(database),
    ...questionStore(database),
    ...draftStore(database),
    ...fileStore(database),
    ...additionStore(database),
    ...carryingStore(database),
    /** An AMA by its id; with a group, only if it is that group's. */
    async ama(id: number, groupId?: number) {
      const [found] = await readAmas(database, { where: { id, ...(groupId !== undefined && { groupId }) } });
      return found;
    },
    /** The AMAs of a group, newest first, at most 50, or as many as are given; those alone that are older than another. */
    list: (groupId: number, most = 50, before = 2 ** 31 - 1) =>
      readAmas(database, { where: { groupId, id: { lt: before } }, orderBy: { id: 'desc' }, take: most }),
    /** The AMAs of a group for which something may still be due. */
    unfinished: (groupId: number) =>
      readAmas(database, {
        where: { groupId, state: { notIn: ['draft', 'closed'] } },
        orderBy: { id: 'asc' },
      }),
    /** Where an AMA's questions and answers appear, as far as it is there. */
    async places(of: Pick<AmaFacts, 'uid'>) {
      const found = await whereShown(database, keys.thread(of));
      return found.map(({ platform, remote }) => ({ platform, url: remote.url }));
    },
    /** The bot's posts on a platform that show questions of an AMA, or their answers, by the post's id. */
    async posts(amaId: number, { platform, view }: { platform: PlatformName; view: 'question' | 'answer' }) {
      const found = await database.publication.findMany({
        where: { about: aboutAma(amaId), view: `amas/${view}` },
        select: { subject: true, made: { select: { platform: true, remoteId: true } } },
      });
      const posts = found.flatMap(({ subject, made }) =>
        made.map((one) => ({ ...one, id: Number(subject) })),
      );
      return new Map(
        posts.filter((one) => one.platform === platform).map(({ remoteId, id }) => [remoteId, id]),
      );
    },
  };
}

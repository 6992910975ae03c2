// The feature's rows: reads AMAs, and puts together what changes them and what they hold.
import type { PlatformName } from '../../core/account.ts';
import { whereShown } from '../../publishing/shown.ts';
import type { Database } from '../../storage/client.ts';
import type { AmaFacts } from './facts.ts';
import { aboutAma, keys } from './publication-keys.ts';
import { type AdditionStore, additionStore } from './store-additions.ts';
import { type CarryingStore, carryingStore } from './store-carrying.ts';
import { type DraftStore, draftStore } from './store-drafts.ts';
import { type FileStore, fileStore } from './store-files.ts';
import { type HostStore, hostStore } from './store-hosts.ts';
import { type LifeStore, lifeStore } from './store-life.ts';
import { type PlanningStore, planningStore } from './store-planning.ts';
import { type QuestionStore, questionStore } from './store-questions.ts';
import { type RepositoryStore, repositoryStore } from './store-repositories.ts';
import { readAmas } from './store-rows.ts';
import { type TellingStore, tellingStore } from './store-telling.ts';

/** The rows of AMAs. */
export interface AmaStore
  extends PlanningStore,
    HostStore,
    LifeStore,
    TellingStore,
    RepositoryStore,
    QuestionStore,
    DraftStore,
    FileStore,
    AdditionStore,
    CarryingStore {
  /** An AMA by its id; with a group, only if it is that group's. */
  ama(id: number, groupId?: number): Promise<AmaFacts | undefined>;
  /** The AMAs of a group, newest first, at most 50, or as many as are given. */
  list(groupId: number, most?: number): Promise<AmaFacts[]>;
  /** The AMAs of a group for which something may still be due. */
  unfinished(groupId: number): Promise<AmaFacts[]>;
  /** Where an AMA's questions and answers appear, as far as it is there. */
  places(ama: Pick<AmaFacts, 'uid'>): Promise<readonly { readonly platform: string; readonly url: string }[]>;
  /** The bot's posts on a platform that show questions of an AMA, or their answers, by the post's id. */
  posts(
    amaId: number,
    { platform, view }: { platform: PlatformName; view: 'question' | 'answer' },
  ): Promise<ReadonlyMap<string, number>>;
}

/** Opens the feature's rows. */
export function amasStore(database: Database): AmaStore {
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
    async ama(id, groupId) {
      const [found] = await readAmas(database, { where: { id, ...(groupId !== undefined && { groupId }) } });
      return found;
    },
    list: (groupId, most = 50) =>
      readAmas(database, { where: { groupId }, orderBy: { id: 'desc' }, take: most }),
    unfinished: (groupId) =>
      readAmas(database, {
        where: { groupId, state: { notIn: ['draft', 'closed'] } },
        orderBy: { id: 'asc' },
      }),
    async places(of) {
      const found = await whereShown(database, keys.thread(of));
      return found.map(({ platform, remote }) => ({ platform, url: remote.url }));
    },
    async posts(amaId, { platform, view }) {
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

// The feature's rows.
import type { PullMemory } from '../../core/pull-request.ts';
import type { Database } from '../../storage/client.ts';
import { type AskedStore, askedStore } from './store-asked.ts';
import { type DigestStore, digestStore } from './store-digests.ts';
import { pullMemory } from './store-memory.ts';
import { type PageStore, pageStore } from './store-pages.ts';
import { type PeopleStore, peopleStore } from './store-people.ts';
import { type RenamingStore, renamingStore } from './store-renaming.ts';
import { type RunStore, runStore } from './store-runs.ts';
import { type VocabularyStore, vocabularyStore } from './store-vocabulary.ts';
import { type WatchStore, watchStore } from './store-watches.ts';
import { type WorkStore, workStore } from './store-work.ts';

/** The feature's rows. */
export interface DigestsStore
  extends WatchStore,
    RunStore,
    DigestStore,
    AskedStore,
    PageStore,
    PeopleStore,
    VocabularyStore,
    RenamingStore,
    WorkStore {
  /** What was read of GitHub for a group. */
  memory(groupId: number): PullMemory;
}

/** Opens the feature's rows. */
export function digestsStore(database: Database): DigestsStore {
  return {
    ...watchStore(database),
    ...runStore(database),
    ...digestStore(database),
    ...askedStore(database),
    ...pageStore(database),
    ...peopleStore(database),
    ...vocabularyStore(database),
    ...renamingStore(database),
    ...workStore(database),
    memory: (groupId) => pullMemory(database, groupId),
  };
}

// The feature's rows.
import type { Database } from '../../storage/client.ts';
import { askedStore } from './store/asked.ts';
import { digestStore } from './store/digests.ts';
import { pullMemory } from './store/memory.ts';
import { newcomersStore } from './store/newcomers.ts';
import { peopleStore } from './store/people.ts';
import { renamingStore } from './store/renaming.ts';
import { runStore } from './store/runs.ts';
import { vocabularyStore } from './store/vocabulary.ts';
import { watchStore } from './store/watches.ts';
import { workStore } from './store/work.ts';

/** The feature's rows. */
export type DigestsStore = ReturnType<typeof digestsStore>;

/** Opens the feature's rows. */
export function digestsStore(database: Database) {
  return {
    ...watchStore(database),
    ...runStore(database),
    ...digestStore(database),
    ...askedStore(database),
    ...newcomersStore(database),
    ...peopleStore(database),
    ...vocabularyStore(database),
    ...renamingStore(database),
    ...workStore(database),
    /** What was read of GitHub for a group. */
    memory: (groupId: number) => pullMemory(database, groupId),
  };
}

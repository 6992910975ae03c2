// The roster's store where there is nothing but members.

import type { Elsewhere } from '../src/features/members/store/people.ts';
import type { ServedSpaces } from '../src/features/members/store/served.ts';
import { memberStore as fullStore, type MemberStore } from '../src/features/members/store.ts';
import type { Database } from '../src/storage/client.ts';

export type { MemberStore };

/** Where there is nothing but members. */
export const nowhereElse: Elsewhere = {
  now: () => new Date(0),
  dropVote: async () => {},
  forgetting: async () => {},
  merging: (_rows, _two, merge) => merge(),
  corrected: [],
  staying: [],
};

/** Opens the roster's rows. */
export function memberStore(
  database: Database,
  spaces: ServedSpaces,
  elsewhere: Elsewhere = nowhereElse,
): MemberStore {
  return fullStore(database, spaces, elsewhere);
}

// The roster's rows: groups, people and their accounts; what other features get of it is `Groups` and `People`.
import type { Database } from '../../storage/client.ts';
import { accountStore } from './store/accounts.ts';
import { applicationStore } from './store/applications.ts';
import { configuredStore } from './store/configured.ts';
import { groupStore } from './store/groups.ts';
import { membershipStore } from './store/memberships.ts';
import { type Elsewhere, peopleStore } from './store/people.ts';
import type { ServedSpaces } from './store/served.ts';

/** The roster's store. */
export type MemberStore = ReturnType<typeof memberStore>;

/** Opens the roster's rows. */
export function memberStore(database: Database, spaces: ServedSpaces, elsewhere: Elsewhere) {
  return {
    ...groupStore(database, spaces),
    ...peopleStore(database, elsewhere),
    ...accountStore(database, elsewhere),
    ...configuredStore(database),
    ...membershipStore(database, elsewhere),
    ...applicationStore(database, elsewhere),
  };
}

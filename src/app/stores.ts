// Opens the features' stores.

import type { Config } from '../config.ts';
import type { Capabilities } from '../core/publication.ts';
import { stopHosting } from '../features/amas/store/hosts.ts';
import { amasStore } from '../features/amas/store.ts';
import { celebrationsStore } from '../features/celebrations/store.ts';
import { digestsStore } from '../features/digests/store.ts';
import { leaveSeats, mergeSeats } from '../features/meetings/store/seats.ts';
import { meetingsStore } from '../features/meetings/store.ts';
import { memberStore } from '../features/members/store.ts';
import { projectsStore } from '../features/projects/store.ts';
import { setupStore } from '../features/setup/store.ts';
import { dropVotesAbout } from '../features/votes/store/ending.ts';
import { voteStore } from '../features/votes/store.ts';
import type { Database } from '../storage/client.ts';
import { namedSpaces } from './platforms.ts';

/** The stores of the features. */
export type Stores = ReturnType<typeof storesOf>;

/** Opens the stores. */
export function storesOf(
  database: Database,
  { config, canOf, now }: { config: Config; canOf(platform: string): Capabilities | undefined; now(): Date },
) {
  return {
    roster: memberStore(
      database,
      {
        isInvited: (name) => canOf(name)?.invitations ?? false,
        named: namedSpaces(config),
      },
      {
        now,
        dropVote: dropVotesAbout,
        async forgetting(rows, groupId, personId) {
          await stopHosting(rows, { groupId, personId, now: now() });
          await leaveSeats(rows, { groupId, personId, now: now() });
        },
        merging: (rows, two, merge) => mergeSeats(rows, { ...two, now: now() }, merge),
        corrected: ['celebrations/month', 'members/left', 'members/silent', 'members/unvoted'],
        staying: ['amas/told', 'amas/toldInside', 'amas/hostLeft'],
      },
    ),
    setup: setupStore(database),
    meetings: meetingsStore(database),
    digests: digestsStore(database),
    amas: amasStore(database),
    votes: voteStore(database),
    projects: projectsStore(database, ['meetings/agenda']),
    celebrations: celebrationsStore(database, ['meetings/agenda']),
  };
}

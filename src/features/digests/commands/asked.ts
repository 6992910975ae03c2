// Who asks, with what it takes to answer.
import type { Request } from '../../../core/command.ts';
import type { GroupFacts, PersonFacts } from '../../../core/directory.ts';
import type { Named } from '../../../core/github/pull-request.ts';
import type { DigestsDeps } from '../deps.ts';
import type { Claim, Scope, Watch } from '../facts.ts';
import type { SaidVocabulary } from '../vocabulary/shape.ts';
import { type Kept, sharedReadings } from './current.ts';
import { type IsPublic, publicRepositories } from './readers.ts';

/** A request to the feature. */
export interface Asked extends DigestsDeps {
  readonly request: Request;
  readonly groupId: number;
  readonly now: Date;
  /** Whether who asks belongs to the group, and so may read what it keeps to itself. */
  readonly isOwn: boolean;
  isPublic(query: Named): ReturnType<IsPublic>;
  /** The digest of a scope as it is now. Throws a `UserError` once too much was asked of GitHub in an hour. */
  current(scope: Scope): Promise<Kept>;
  group(): Promise<GroupFacts>;
  person(): Promise<PersonFacts>;
  watches(): Promise<Watch[]>;
  /** What people have taken on. */
  claims(): Promise<Claim[]>;
  /** What the group says of labels and bots, and where newcomers begin. */
  said(): Promise<SaidVocabulary | undefined>;
}

/** Makes one of a request. */
export type Ask = (request: Request) => Asked;

/** Builds what makes them; they share what is read, and what may be asked of GitHub in an hour. */
export function asking(deps: DigestsDeps): Ask {
  const isPublic = publicRepositories(deps.source);
  const current = sharedReadings();
  return (request) => {
    const { groupId, now } = request;
    const asked: Asked = {
      ...deps,
      request,
      groupId,
      now,
      isOwn: request.isMember || request.isOrganiser,
      isPublic: (query) => isPublic(query, now),
      current: (scope) => current(asked, scope),
      group: () => deps.groups.find(groupId),
      person: () => deps.people.of(groupId, request.caller),
      watches: () => deps.store.watches(groupId),
      claims: () => deps.store.claims(groupId, now),
      said: async () => (await deps.store.said(groupId))?.said,
    };
    return asked;
  };
}

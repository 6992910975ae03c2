// Who has a vote, and where votes are shown; what is missing for one is said in the same words, whoever opens it.
import { UserError } from '../../../core/errors.ts';
import type { PlaceId } from '../../../core/publication.ts';
import type { VotesDeps } from '../deps.ts';

/** Those who have a vote in a group now, all or those with a tag. Throws a UserError when there is nobody. */
export async function electorsOf(
  { electorate }: Pick<VotesDeps, 'electorate'>,
  groupId: number,
  tag: string,
) {
  const electors = await electorate(groupId, tag);
  if (electors.length > 0) return electors;
  throw new UserError(
    tag === ''
      ? 'Nobody in the group has a vote yet. An organiser adds members with `/member add`.'
      : `No member with a vote has the tag "${tag}". \`/member list\` shows the tags.`,
  );
}

/** The places in which a vote is shown. Throws a UserError when there is none. */
export function shownIn(places: PlaceId[]): PlaceId[] {
  if (places.length > 0) return places;
  throw new UserError(
    'The group has no place for votes yet. An organiser sets one with `/docent setup decisions:#channel`.',
  );
}

// Which vote is meant: by its number or words, by the place, or the only one that is open; and who may change it.
import { thingMeant } from '../../../core/command/meant.ts';
import { choicesFor } from '../../../core/command/naming.ts';
import { noneYet } from '../../../core/command/none-yet.ts';
import { keptAmongMembers, mayRead } from '../../../core/command/request.ts';
import { type Option, option, type Request } from '../../../core/command.ts';
import type { PersonFacts } from '../../../core/directory.ts';
import { UserError } from '../../../core/errors.ts';
import { idsAbout, type PlaceId } from '../../../core/publication.ts';
import { shortened } from '../../../core/text/shortened.ts';
import type { VotesDeps } from '../deps.ts';
import type { Vote, VoteLine } from '../facts.ts';
import { isRunning, stateWords } from '../rules.ts';

/** The option that names a vote. */
export function voteOption(
  { store }: VotesDeps,
  description = 'Which vote, by its number',
): Option & { readonly type: 'string' } {
  return option.text(description, {
    max: 200,
    async suggest(typed, request) {
      if (!request.isMember) return [];
      return choicesFor(await store.list(request.groupId), typed, (vote) => ({
        name: label(vote),
        value: String(vote.number),
      }));
    },
  });
}

function label({ number, question, state }: VoteLine): string {
  const words = `${number}: ${question}`;
  const end = ` (${stateWords[state]})`;
  return `${shortened(words, 100 - end.length)}${end}`;
}

/**
 * The votes of which the caller may know, newest first: all; of those that stand where only some read, a stranger knows
 * their own and the one here.
 */
async function knownVotes(deps: VotesDeps, request: Request): Promise<VoteLine[]> {
  if (await mayRead(deps, request)) return await deps.store.list(request.groupId);
  const { id: electorId } = await deps.people.knownOrNew(request.groupId, request.caller);
  return await deps.store.list(request.groupId, { electorId, ids: idsAbout('vote', await request.about()) });
}

/** The vote that is meant; without words, among those that `fits` says can be meant. Throws a UserError otherwise. */
export async function meantVote(
  deps: VotesDeps,
  request: Request,
  typed: string | undefined,
  fits: (vote: VoteLine) => boolean,
): Promise<Vote> {
  const all = await knownVotes(deps, request);
  const found = await thingMeant(request, typed, {
    kind: 'vote',
    isNumbered: true,
    all,
    words: ({ question }) => question,
    fits,
    isLikely: fits,
  });
  const vote = found && (await deps.store.vote(request.groupId, found.id));
  if (vote) return vote;
  if (all.length === 0 && (await mayRead(deps, request)))
    throw noneYet('no vote', { command: '/vote open', access: 'member' }, request);
  throw new UserError(
    typed === undefined
      ? 'There is no such vote now. `/vote list` shows all.'
      : `There is no vote "${shortened(typed, 60)}". \`/vote list\` shows all.`,
  );
}

/** Those votes. Throws a UserError where the caller may know of none, since they are kept among members. */
export async function readableVotes(deps: VotesDeps, request: Request): Promise<VoteLine[]> {
  const known = await knownVotes(deps, request);
  if (known.length === 0 && !(await mayRead(deps, request))) throw keptAmongMembers('votes');
  return known;
}

/** The vote that is meant and goes on, and the caller, who opened it or is an organiser. Throws a UserError otherwise. */
export async function ownVote(
  deps: VotesDeps,
  request: Request,
  typed: string | undefined,
): Promise<{ readonly vote: Vote; readonly by: PersonFacts }> {
  const vote = await meantVote(deps, request, typed, isRunning);
  refuseEnded(vote);
  const by = await deps.people.of(request.groupId, request.caller);
  if (request.isOrganiser || by.id === vote.openedById) return { vote, by };
  throw new UserError(
    `Only ${vote.openedByName}, who opened vote ${vote.number}, or an organiser can do that. Ask one of them.`,
  );
}

/** Throws a UserError when a vote has ended. */
export function refuseEnded(vote: Vote): void {
  if (isRunning(vote)) return;
  throw new UserError(
    `Vote ${vote.number} is ${stateWords[vote.state]} already. \`/vote show vote:${vote.number}\` shows it.`,
  );
}

/**
 * Those who have a vote in a group now, all or those with a tag. Throws a UserError when there is nobody, or too few for the
 * rule ever to be met.
 */
export async function electorsOf(
  { electorate }: Pick<VotesDeps, 'electorate'>,
  groupId: number,
  { voters: tag, rule }: Pick<Vote, 'voters' | 'rule'>,
) {
  const electors = await electorate(groupId, tag);
  if (rule === 'charter' && electors.length === 1)
    throw new UserError(
      tag === ''
        ? 'A charter vote needs two +1, and only one member has a vote: it could not pass. An organiser takes somebody in with `/member add`; or another rule decides: `/vote open rule:majority`, and for applications what an organiser sets with `/member settings rule:majority`.'
        : `A charter vote needs two +1, and only one member with a vote has the tag "${tag}": it could not pass. Leave out \`voters\`, or choose another rule, such as \`rule:majority\`.`,
    );
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

// What people write below a vote without speaking to the bot: who seems to vote so is told once that it does not count.
import type { PlatformEvent, TopicPost } from '../../core/platform.ts';
import { spokenChoice } from './choices.ts';
import type { VotesDeps } from './deps.ts';
import type { Vote } from './facts.ts';
import { voteIdOf } from './publications.ts';
import { isOpen } from './rules.ts';

/** Longer texts are talk. */
const longestBallot = 500;

/** Takes in the posts of a vote's topic; the same again changes nothing. */
export function ingest({ store, people }: VotesDeps) {
  return async (event: PlatformEvent): Promise<void> => {
    if (event.kind !== 'topic') return;
    const id = voteIdOf(event.about);
    const vote = id === undefined ? undefined : await store.vote(event.groupId, id);
    if (!vote) return;
    for (const post of event.posts) {
      if (!isLikeBallot(post, vote) || !isOpen(vote, post.createdAt)) continue;
      const { id: personId } = await people.of(event.groupId, post.author);
      const elector = vote.electors.find((one) => one.personId === personId);
      if (elector && !elector.leftAt) await store.unheard(vote, personId);
    }
  };
}

function isLikeBallot({ isOurs, isToBot, number, lines }: TopicPost, { rule }: Vote): boolean {
  if (isOurs || isToBot || number <= 1) return false;
  const said = lines
    .map(({ text }) => text)
    .join('\n')
    .trim();
  // What goes through menus (`Settings > Themes`) ranks something only where there is something to rank.
  if (said.includes('>') && rule !== 'ranked') return false;
  return said.length <= longestBallot && spokenChoice(said) !== undefined;
}

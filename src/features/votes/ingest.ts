// What people write below a vote without speaking to the bot: who seems to vote so is told once that it does not count.

import { unlessRefused } from '../../core/errors.ts';
import type { PlatformEvent, TopicPost } from '../../core/platform.ts';
import { callable, readChoice } from './choices.ts';
import type { VotesDeps } from './deps.ts';
import type { Vote } from './facts.ts';
import { voteIdOf } from './publications.ts';
import { isOpen } from './rules.ts';
import { namesOptions, spokenBallot, spokenChoice } from './spoken-choices.ts';

/** Longer texts are talk. */
const longestBallot = 500;
/** How words begin that may take a ballot back. */
const likeChoice = new RegExp(
  `^(?:~~|<(?:s|del|strike)>|\\[s\\]|[(*_]{0,3}(?:i )?(?:[+-][01]|${callable}|.{0,30}\\bmy (?:objection|vote)|withdr[ae]wn?)\\b)`,
  'iu',
);

/** Takes in the posts of a vote's topic; the same again changes nothing. */
export function ingest({ store, people }: VotesDeps) {
  return async (event: PlatformEvent): Promise<void> => {
    if (event.kind !== 'topic') return;
    const id = voteIdOf(event.about);
    const vote = id === undefined ? undefined : await store.vote(event.groupId, id);
    if (!vote) return;
    const electorOf = async ({ author }: TopicPost) => {
      const { id: personId } = await people.of(event.groupId, author);
      return vote.electors.find((one) => one.personId === personId && !one.leftAt);
    };
    for (const post of event.posts) {
      if (!isLikeBallot(post, vote) || !isOpen(vote, post.createdAt)) continue;
      const elector = await electorOf(post);
      if (elector) await store.tellUncounted(vote, elector.personId, 'talk');
    }
    // A ballot counts as it was sent; whoever edits it may think that it changed.
    if (vote.isSecret || vote.state !== 'open') return;
    for (const post of event.posts.filter((one) => one.version > 1 && isLastOf(one, event.posts))) {
      const choice = choiceIn(post, vote);
      const elector = choice === undefined ? undefined : await electorOf(post);
      const counted = vote.ballots.find(({ personId }) => personId === elector?.personId)?.choice;
      if (elector && counted !== undefined && counted !== choice)
        await store.tellUncounted(vote, elector.personId, 'edit');
    }
  };
}

/** Whether it is the last thing that its author said to the bot there. */
function isLastOf(post: TopicPost, posts: readonly TopicPost[]): boolean {
  const isTheirs = ({ author, isToBot }: TopicPost) => isToBot && author.id === post.author.id;
  return post.isToBot && !post.isOurs && post.number > 1 && posts.findLast(isTheirs)?.id === post.id;
}

const textOf = ({ lines }: TopicPost) =>
  lines
    .map(({ text }) => text)
    .join('\n')
    .trim();

/** The choice in a post that speaks to the bot; empty where its words are like one and none is read in them. */
function choiceIn(post: TopicPost, vote: Vote): string | undefined {
  const said = textOf(post)
    .replace(/^@\S+\s+/u, '')
    .replace(/^vote\s+cast\s+(?:choice:)?"?/iu, '');
  const own = spokenChoice(said);
  const spoken = spokenBallot(said, vote.options);
  const choice = spoken && unlessRefused(() => readChoice(spoken.replaceAll('"', ''), vote).choice);
  return choice ?? (own !== undefined || likeChoice.test(said) ? '' : undefined);
}

function isLikeBallot(post: TopicPost, { rule, options }: Vote): boolean {
  if (post.isOurs || post.isToBot || post.number <= 1) return false;
  const said = textOf(post);
  // What goes through menus (`Settings > Themes`) ranks something only where there is something to rank.
  if (said.includes('>') && rule !== 'ranked') return false;
  return said.length <= longestBallot && (spokenChoice(said) !== undefined || namesOptions(said, options));
}

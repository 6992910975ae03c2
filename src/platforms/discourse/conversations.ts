// The one private conversation that each person has with the bot: begun by either, kept, and begun anew when it is full.

import { BoundedMap } from '../../core/bounded-map.ts';
import type { Cursors } from '../../core/cursors.ts';
import { insteadIf } from '../../core/errors.ts';
import type { Api, Topic } from './api.ts';
import { isShut } from './refusal.ts';
import { topicIfThere } from './topics.ts';

/** What keeping conversations needs. */
interface ConversationParts {
  readonly api: Api;
  /** The bot's own user name. */
  readonly username: string;
  readonly cursors: Cursors;
  now(): Date;
}

/** Conversations by the names of those whom the bot writes to. */
export type Conversations = ReturnType<typeof conversations>;

/** Discourse closes private messages of 500 posts; their last posts are left to the people. */
const fullAtPosts = 400;
/** A look whether a conversation is still there, and whether others read it now, holds for one answer of several messages. */
const trustedMilliseconds = 5_000;
const mostTrusted = 2_000;

/** Opens the conversations. */
export function conversations({ api, username, cursors, now }: ConversationParts) {
  const trusted = new BoundedMap<string, { topicId: number; until: number }>(mostTrusted);
  const nameOf = (who: string) => `discourse/conversation/${who.toLowerCase()}`;

  function trust(who: string, topicId: number): void {
    trusted.set(who.toLowerCase(), { topicId, until: now().getTime() + trustedMilliseconds });
  }

  /** Whether a private message is between the bot and one person, who can be written to in it. */
  function isOf(topic: Topic, who: string): boolean {
    const { allowed_users: users = [], allowed_groups: groups = [] } = topic.details ?? {};
    const names = users.map((one) => one.username.toLowerCase());
    const isBetweenUs = names.length === 2 && groups.length === 0;
    return isBetweenUs && [username, who].every((name) => names.includes(name.toLowerCase()));
  }

  const hasRoom = ({ posts_count: count, closed, archived }: Topic) =>
    count < fullAtPosts && closed !== true && archived !== true;

  async function usable(topicId: number, who: string): Promise<boolean> {
    // Where the bot was taken out of it, it is shut.
    const topic = await topicIfThere(api.topic(topicId)).catch(insteadIf(isShut, undefined));
    return topic !== undefined && isOf(topic, who) && hasRoom(topic);
  }

  return {
    /** The topic in which somebody is written to, if there is one that can be written in. */
    async current(who: string) {
      const known = trusted.get(who.toLowerCase());
      if (known && known.until > now().getTime()) return known.topicId;
      const stored = Number(await cursors.read(nameOf(who)));
      if (!stored || !(await usable(stored, who))) return undefined;
      trust(who, stored);
      return stored;
    },
    /** Notes that somebody is written to there from now on. */
    async keep(who: string, topicId: number) {
      if (trusted.get(who.toLowerCase())?.topicId === topicId) return;
      await cursors.write(nameOf(who), String(topicId));
      trust(who, topicId);
    },
    /** Takes the conversation of somebody over to their new name. */
    async renamed(from: string, to: string) {
      const stored = await cursors.read(nameOf(from));
      if (!stored || from.toLowerCase() === to.toLowerCase()) return;
      trusted.delete(from.toLowerCase());
      await cursors.write(nameOf(to), stored);
      await cursors.write(nameOf(from), '');
    },
    /** Looks at a conversation once more before it is used again: something in it was refused. */
    doubt: (who: string) => void trusted.delete(who.toLowerCase()),
    isOf,
  };
}

// What people see in the sandbox, as the texts that a story's expectations are compared with.
import { type Message, readable, readableText, textOf } from '../discord/index.ts';
import { type Post, shown } from '../discourse/index.ts';
import type { Sandbox } from '../index.ts';
import { StoryError, type Target } from './step.ts';

/** The texts at a place now, oldest first. Throws `StoryError` when there is no such place. */
export function textsAt(sandbox: Sandbox, target: Exclude<Target, { kind: 'reply' | 'event' }>): string[] {
  const { discord, discourse } = sandbox;
  switch (target.kind) {
    case 'channel':
      return discord.messages(target.name).filter(isForAll).map(messageText);
    case 'thread': {
      const threads = discord.threads().filter(({ name }) => name.includes(target.name));
      if (threads.length === 0) {
        throw new StoryError(`There is no thread "${target.name}". ${listed('Threads', discord.threads())}`);
      }
      return threads.flatMap(({ id }) => discord.messages(id).filter(isForAll).map(messageText));
    }
    case 'discourse': {
      const topic = [...discourse.forum.topics.values()].findLast(
        ({ title, recipients, deletedAt }) =>
          recipients === undefined && deletedAt === undefined && title.includes(target.title),
      );
      if (!topic) {
        const all = [...discourse.forum.topics.values()].map(({ title }) => ({ name: title }));
        throw new StoryError(`There is no topic "${target.title}" on Discourse. ${listed('Topics', all)}`);
      }
      return topic.posts.filter(isThere).map((post) => `${topic.title}\n${postText(post)}`);
    }
    case 'dm':
      return privateTexts(sandbox, target.person);
    default:
      return target satisfies never;
  }
}

/** What somebody was told in private, on both platforms. */
function privateTexts({ discord, discourse }: Sandbox, person: string): string[] {
  const letters = discourse.messagesOf(person).flatMap((topic) =>
    topic.posts.filter(isThere).map((post) => ({
      at: post.createdAt,
      text: `${topic.title}\n${postText(post)}`,
    })),
  );
  const messages = discord.dms(person).map((one) => ({ at: one.createdAt, text: messageText(one) }));
  return [...letters, ...messages]
    .sort((one, other) => one.at.getTime() - other.at.getTime())
    .map(({ text }) => text);
}

/** The text of a message as people read it and as it stands on the wire. */
export function messageText(message: Message): string {
  return `${readableText(message)}\n${textOf(message)}`;
}

/** The text of a post as it was written and as it is shown. */
export function postText(post: Post): string {
  return `${readable(shown(post.raw))}\n${plainOf(post.cooked)}`;
}

function plainOf(html: string): string {
  return html
    .replaceAll(/<(?:br|\/p|\/li|\/h\d)[^>]*>/gu, '\n')
    .replaceAll(/<[^>]*>/gu, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

const isForAll = (message: Message) => message.onlyFor === undefined;
const isThere = (post: Post) => post.deletedAt === undefined;

function listed(what: string, things: readonly { name: string }[]): string {
  const names = things.map(({ name }) => `"${name}"`).join(', ');
  return names === '' ? `There are no ${what.toLowerCase()} at all.` : `${what}: ${names}.`;
}

// What people see in the sandbox, as the texts that a story's expectations are compared with.
import { type Message, readable, readableText, textOf } from '../discord/index.ts';
import { type Post, shown } from '../discourse/index.ts';
import type { Sandbox } from '../index.ts';
import type { Target } from './step.ts';

/** The texts at a place now, oldest first; in words that there is no such thread or topic. */
export function textsAt(
  sandbox: Sandbox,
  target: Exclude<Target, { kind: 'reply' | 'event' }>,
): string[] | string {
  const { discord, discourse } = sandbox;
  switch (target.kind) {
    case 'channel':
      if (!discord.channels().some(({ name }) => `#${name}` === target.name)) {
        return `There is no channel ${target.name}. ${listed('Channels', discord.channels())}`;
      }
      return discord.messages(target.name).filter(isForAll).map(messageText);
    case 'thread': {
      const threads = discord.threads().filter(({ name }) => name.includes(target.name));
      if (threads.length === 0) {
        return `There is no thread "${target.name}". ${listed('Threads', discord.threads())}`;
      }
      return threads.flatMap(({ id }) => discord.messages(id).filter(isForAll).map(messageText));
    }
    case 'discourse': {
      const all = [...discourse.forum.topics.values()].filter(
        ({ recipients, deletedAt }) => recipients === undefined && deletedAt === undefined,
      );
      const topics = all.filter(({ title }) => title.includes(target.title));
      if (topics.length === 0) {
        const titles = all.map(({ title }) => ({ name: title }));
        return `There is no topic "${target.title}" on Discourse. ${listed('Topics', titles)}`;
      }
      return topics.flatMap(({ title, posts }) =>
        posts
          .filter(isThere)
          .map((post) => (post.number === 1 ? `${title}\n${postText(post)}` : postText(post))),
      );
    }
    case 'dm':
      return privateTexts(sandbox, target.person);
    default:
      return target satisfies never;
  }
}

/** What the bot told somebody in private, on both platforms; answers to commands are not told. */
function privateTexts({ discord, discourse }: Sandbox, person: string): string[] {
  const letters = discourse
    .messagesOf(person)
    .flatMap((topic) =>
      topic.posts
        .filter((post) => isThere(post) && post.by.username === discourse.apiUsername)
        .map((post) => ({ at: post.createdAt, text: `${topic.title}\n${postText(post)}` })),
    );
  const messages = discord
    .dms(person)
    .filter((one) => one.author.isBot && isForAll(one) && one.interaction === undefined)
    .map((one) => ({ at: one.createdAt, text: messageText(one) }));
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

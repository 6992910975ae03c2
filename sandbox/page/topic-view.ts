// Discourse's topics and posts as its readers see them.
import type { Post, Topic } from '../discourse/index.ts';
import { type ForumSurroundings, safePost } from './cooked.ts';
import { el, htmlOf } from './html.ts';
import { avatar } from './message-view.ts';
import { dayAndTime, distance, time } from './moments.ts';
import { addressOf, innerAddress, topicsOf } from './places.ts';
import type { Playground, Reader } from './playground.ts';

/** A piece of a conversation: `html` is safe, and `key` stays the same when it changes. */
export interface Item {
  readonly key: string;
  readonly html: string;
  /** What is read out when it is new. */
  readonly spoken: string;
}

/** The posts of a topic. */
export function postItems(ground: Playground, reader: Reader, topic: Topic): Item[] {
  const watch = { zone: reader.zone, now: ground.now() };
  const around: ForumSurroundings = {
    watch,
    inner: (url) => innerAddress(ground, reader, url),
    picture: (src) => pictureOf(ground, src),
  };
  return topic.posts
    .filter(({ deletedAt }) => deletedAt === undefined)
    .map((post) => ({
      key: `post-${post.id}`,
      spoken: `${post.by.username} posted`,
      html: post.type === 3 ? actionHtml(post, watch) : postHtml(post, { reader, around }),
    }));
}

/** What stands beside a topic's title. */
export function aboutTopic(topic: Topic): string {
  const marks = [
    topic.recipients
      ? `Private message between ${topic.recipients.map(({ username }) => username).join(', ')}`
      : (topic.category?.name ?? ''),
    ...topic.tags.map((tag) => `#${tag}`),
    topic.isClosed ? 'closed' : '',
    topic.pinnedAt === undefined ? '' : 'pinned',
    topic.isArchived ? 'archived' : '',
  ];
  return marks.filter((mark) => mark !== '').join(' · ');
}

/** All topics and private messages that somebody sees, as a list. */
export function topicListItems(ground: Playground, reader: Reader): Item[] {
  const watch = { zone: reader.zone, now: ground.now() };
  return topicsOf(ground, reader).map((topic) => ({
    key: `topic-${topic.id}`,
    spoken: topic.title,
    html: htmlOf(
      el(
        'p',
        { className: ['topic'] },
        el('a', { href: addressOf(reader, `topic-${topic.id}`) }, topic.title),
        el('span', { className: ['small'] }, aboutTopic(topic)),
        el(
          'span',
          { className: ['small'] },
          `${topic.posts.length} ${topic.posts.length === 1 ? 'post' : 'posts'}, last `,
          time(topic.bumpedAt, distance(topic.bumpedAt, watch), watch),
        ),
      ),
    ),
  }));
}

function postHtml(post: Post, { reader, around }: { reader: Reader; around: ForumSurroundings }): string {
  const isOwn = post.by === reader.forum;
  const isLiked = reader.forum !== undefined && post.likes.has(reader.forum);
  const likes = `${isLiked ? '♥' : '♡'} ${post.likes.size}`;
  const words = `${isLiked ? 'Take back your like of' : 'Like'} post ${post.number}; ${post.likes.size} likes`;
  const answered = post.topic.posts.find(({ number }) => number === post.replyTo);
  const head = el(
    'p',
    { className: ['head'] },
    avatar(post.by.username),
    el('bdi', { className: ['name'] }, post.by.username),
    post.by.isStaff && el('span', { className: ['app'] }, 'STAFF'),
    time(post.createdAt, dayAndTime(post.createdAt, around.watch), around.watch),
    post.version > 1 && el('span', { className: ['mark'] }, `edited (${post.version - 1})`),
    answered && el('span', { className: ['mark'] }, `↩ ${answered.by.username}`),
  );
  const foot = el(
    'p',
    { className: ['row'] },
    el(
      'button',
      {
        type: 'button',
        className: ['plain'],
        id: `like-${post.id}`,
        'data-like': String(post.id),
        ariaPressed: String(isLiked),
        disabled: isOwn,
        ariaLabel: words,
      },
      likes,
    ),
    el(
      'button',
      {
        type: 'button',
        className: ['plain'],
        id: `answer-${post.id}`,
        'data-answer': String(post.number),
        'data-who': post.by.username,
      },
      'Reply',
    ),
  );
  return `<article class="message post">${htmlOf(head)}<div class="body">${safePost(post.cooked, around)}</div>${htmlOf(foot)}</article>`;
}

const actionWords: Readonly<Record<string, string>> = {
  closed: 'closed this topic',
  opened: 'opened this topic again',
};

function actionHtml(post: Post, watch: ForumSurroundings['watch']): string {
  const words = actionWords[post.editReason ?? ''] ?? 'changed this topic';
  return htmlOf(
    el(
      'p',
      { className: ['notice'] },
      el('bdi', {}, post.by.username),
      ` ${words} `,
      time(post.createdAt, dayAndTime(post.createdAt, watch), watch),
    ),
  );
}

function pictureOf({ discourse }: Playground, src: string): string | undefined {
  const [, short, extension = ''] = /^upload:\/\/([\w-]{27})\.([a-z]+)$/u.exec(src) ?? [];
  const whole = /\/uploads\/default\/original\/1X\/([0-9a-f]+\.[a-z]+)$/u.exec(src)?.[1];
  const file =
    short === undefined ? whole : `${Buffer.from(short, 'base64url').toString('hex')}.${extension}`;
  return file !== undefined && discourse.forum.uploads.has(file) ? `/uploads/${file}` : undefined;
}

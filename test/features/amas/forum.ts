// A forum's topic as this feature's tests need it: posts that people write, like, edit and remove, and the bot's own.
import type { TopicPost } from '../../../src/core/platform.ts';

interface Written {
  id: string;
  number: number;
  version: number;
  author: string;
  raw: string;
  likes: number;
  isOurs: boolean;
  at: Date;
  changedAt?: Date;
  replyTo?: number;
}

/** One topic. */
export interface Forum {
  /** Writes a post; answers its number. */
  reply(author: string, raw: string, replyTo?: number): number;
  like(number: number, times?: number): void;
  edit(number: number, raw: string): void;
  /** Answers what puts it back. */
  remove(number: number): () => void;
  /** The bot writes, or edits what it wrote; answers the post's id and number. */
  ours(key: string, raw: string): { id: string; number: number };
  /** All posts as they are now. */
  posts(): TopicPost[];
}

/** Opens a topic; `now` is the hour of its clock. */
export function openForum(now: () => Date): Forum {
  const posts: Written[] = [];
  const byKey = new Map<string, Written>();
  let last = 0;
  const write = (author: string, raw: string, more: Partial<Written> = {}): Written => {
    last += 1;
    const post = {
      id: String(7000 + last),
      number: last,
      version: 1,
      author,
      raw,
      likes: 0,
      isOurs: false,
      at: now(),
      ...more,
    };
    posts.push(post);
    return post;
  };
  const find = (number: number): Written => {
    const found = posts.find((post) => post.number === number);
    if (!found) throw new Error(`The topic has no post ${number}.`);
    return found;
  };
  return {
    reply: (author, raw, replyTo) => write(author, raw, { ...(replyTo !== undefined && { replyTo }) }).number,
    like(number, times = 1) {
      find(number).likes += times;
    },
    edit(number, raw) {
      const post = find(number);
      post.raw = raw;
      post.version += 1;
      post.changedAt = now();
    },
    remove(number) {
      const post = find(number);
      const at = posts.indexOf(post);
      posts.splice(at, 1);
      return () => void posts.splice(at, 0, post);
    },
    ours(key, raw) {
      const known = byKey.get(key);
      if (known) {
        known.raw = raw;
        return known;
      }
      const post = write('docent', raw, { isOurs: true });
      byKey.set(key, post);
      return post;
    },
    posts: () =>
      posts.map((post) => ({
        id: post.id,
        number: post.number,
        version: post.version,
        author: { platform: 'discourse', id: post.author, name: post.author },
        isStaff: false,
        isOurs: post.isOurs,
        isToBot: post.raw.trimStart().startsWith('@docent'),
        place: '50',
        reference: `${post.author}, post:${post.number}, topic:50`,
        raw: post.raw,
        lines: [],
        url: `https://forum.example/t/ama/50/${post.number}`,
        likes: post.likes,
        createdAt: post.at,
        ...(post.changedAt && { changedAt: post.changedAt }),
        ...(post.replyTo !== undefined && { replyTo: post.replyTo }),
      })),
  };
}

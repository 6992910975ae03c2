// Posts of a followed topic, for tests of what they say.
import type { TopicPost } from '../../../src/core/platform.ts';

/** A post; its number is its id. */
export const post = (id: number, author: string, more: Partial<TopicPost>): TopicPost => ({
  id: String(id),
  number: id,
  version: 1,
  author: { platform: 'discourse', id: author, name: author },
  isStaff: false,
  isOurs: false,
  isToBot: false,
  raw: '',
  lines: [],
  url: `https://forum.example/t/5/${id}`,
  place: '50',
  reference: '',
  likes: 0,
  createdAt: new Date('2026-11-20T10:00:00Z'),
  ...more,
});
/** Nothing is known, but who hosts. */
export const known = {
  platform: 'discourse',
  questions: [],
  ours: new Map(),
  answers: new Map(),
  isByHost: ({ author }: TopicPost) => author.id === 'host',
  isBeforeHosting: () => false,
  isByOrganiser: () => false,
};

// Lists of topics by pages of thirty, those with the newest talk first.
import type { Forum } from './forum.ts';
import type { Topic, User } from './model.ts';
import { briefUser } from './shapes.ts';
import { topicLine } from './topic-shapes.ts';

const perPage = 30;

/** The page that a query names; the first is 0. */
export function pageOf(value: string | undefined): number {
  return Math.max(0, Number(value ?? '0') || 0);
}

/** One page of topics as Discourse's JSON; `path` is that of the list, for the link to the next page. */
export function topicList(
  forum: Forum,
  topics: readonly Topic[],
  user: User,
  page: number,
  path = 'latest',
): object {
  const all = topics.toSorted((a, b) => b.bumpedAt.getTime() - a.bumpedAt.getTime() || b.id - a.id);
  const lines = all.slice(page * perPage, (page + 1) * perPage);
  const hasMore = all.length > (page + 1) * perPage;
  return {
    users: [...new Set(lines.map((topic) => topic.by))].map(briefUser),
    primary_groups: [],
    flair_groups: [],
    topic_list: {
      can_create_topic: user.id > 0,
      per_page: perPage,
      ...(hasMore ? { more_topics_url: `${forum.base}${path}?page=${page + 1}` } : {}),
      top_tags: [],
      topics: lines.map((topic) => topicLine(topic, forum.clock())),
    },
  };
}

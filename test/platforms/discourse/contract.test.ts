// Discourse keeps the contract of a platform: as posts within a topic, and as topics in a category.

import type { Topic } from '../../../sandbox/discourse/index.ts';
import type { ResolvedPlace } from '../../../src/core/publication.ts';
import { type ContractWorld, platformContract } from '../contract.ts';
import { openWorld, type World, wordsOf } from './world.ts';

async function shared(world: World, place: ResolvedPlace, posts: () => readonly Topic['posts'][number][]) {
  const { discourse, platform } = world;
  return {
    platform,
    place,
    async seen() {
      return posts().map((post) => ({
        id: String(post.id),
        text: wordsOf(post.cooked),
        notified: discourse
          .notifications('prague')
          .filter((one) => one.topicId === post.topic.id && one.postNumber === post.number)
          .map((one) => one.user),
      }));
    },
    async forbid() {
      const body = {
        errors: ['You are not permitted to view the requested resource.'],
        error_type: 'invalid_access',
      };
      discourse.failNext('POST /posts.json', { status: 403, body }, 99);
    },
    async failNext(count: number) {
      discourse.failNext('POST /posts.json', { status: 500 }, count);
    },
    pingsToType: ['@prague', '@docent', '@moderators', '@here'],
    close: () => world.close(),
  };
}

platformContract('Discourse, in a topic,', async (): Promise<ContractWorld> => {
  const world = await openWorld({ subfolder: 'forum' });
  const { discourse } = world;
  const made = discourse.createTopic('lagos', 'Documentation', {
    title: 'A topic of the group',
    raw: 'Everything of this test goes in here.',
  });
  if (!('topic' in made)) throw new Error('The topic awaits approval');
  const { topic } = made;
  const live = () => topic.posts.slice(1).filter((post) => post.deletedAt === undefined && post.type === 1);
  const place = { kind: 'inside', remote: { id: String(topic.id), url: '' } } as const;
  return {
    ...(await shared(world, place, live)),
    content: (document) => ({ kind: 'post', document }),
    async removeByHand({ parts }) {
      for (const { id } of parts ?? []) discourse.remove('docent', Number(id));
    },
  };
});

platformContract('Discourse, in a category,', async (): Promise<ContractWorld> => {
  const world = await openWorld();
  const { discourse } = world;
  const live = () =>
    discourse
      .topicsFor('docent')
      .flatMap((topic) => topic.posts.filter((post) => post.deletedAt === undefined && post.type === 1));
  return {
    ...(await shared(world, { kind: 'channel', id: world.category }, live)),
    content: (document) => ({ kind: 'topic', title: 'A topic that the bot has made', document }),
    async removeByHand({ parts }) {
      const [first] = parts ?? [];
      discourse.remove('docent', Number(first?.id));
    },
  };
});

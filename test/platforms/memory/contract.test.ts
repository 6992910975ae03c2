// The platform in memory keeps the contract of a platform, with either mix of what it can do, and in private.

import type { Content } from '../../../src/core/content.ts';
import type { Document } from '../../../src/core/document.ts';
import type { Capabilities, ResolvedPlace } from '../../../src/core/publication.ts';
import { type ContractWorld, platformContract } from '../contract.ts';
import { openBoard } from './board.ts';
import { bareMessages, memoryPlatform, topicsWithButtons } from './index.ts';
import { shown } from './render.ts';

async function world(
  can: Capabilities,
  place: ResolvedPlace,
  content: (document: Document) => Content,
): Promise<ContractWorld> {
  const board = openBoard(() => new Date('2026-11-24T09:00:00Z'), {
    places: { docs: 'open' },
    people: ['prague', 'lagos'],
  });
  const isPrivate = place.kind === 'person';
  return {
    platform: memoryPlatform(board, { can }),
    place,
    content,
    async seen() {
      return board.standing().map((entry) => ({
        id: entry.id,
        text: shown(entry.text),
        // Whose box it is in is told of it, whatever it says.
        notified: board.notified(entry).filter((name) => !isPrivate || name !== place.id),
      }));
    },
    async removeByHand({ parts = [] }) {
      for (const { id } of parts) await board.removeByHand(id).catch(() => {});
    },
    async forbid() {
      board.forbid('docs');
      board.forbid('prague');
    },
    async failNext(count) {
      board.failNext(count);
    },
    pingsToType: ['@prague', '@all', '\\@lagos', '`@lagos`'],
    close: async () => {},
  };
}

platformContract('A board of topics', () =>
  world(topicsWithButtons, { kind: 'channel', id: 'docs' }, (document) => ({
    kind: 'topic',
    title: 'A topic that the bot has made',
    document,
  })),
);

platformContract('A board of messages', () =>
  world(bareMessages, { kind: 'channel', id: 'docs' }, (document) => ({ kind: 'message', document })),
);

platformContract('A box of the board', () =>
  world(bareMessages, { kind: 'person', id: 'prague' }, (document) => ({ kind: 'message', document })),
);

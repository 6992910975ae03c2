// Routes of pinned messages, the older ones and the newer.
import { limitOf } from '../check/fields.ts';
import { refusal } from '../errors.ts';
import type { Asked, Host, Route } from '../host.ts';
import { setPinned } from '../messages.ts';
import type { Message } from '../model.ts';
import { bits, can, demand } from '../permissions.ts';
import { demandOpen, messageIn, seenChannel, shown } from './messages.ts';

/** Builds them. */
export const pinRoutes: readonly Route[] = [
  ...(['/channels/:channel/pins/:message', '/channels/:channel/messages/pins/:message'] as const).flatMap(
    (path): Route[] => [
      { method: 'PUT', path, limit: [5, 4], handle: (host, asked) => pin(host, asked, true) },
      { method: 'DELETE', path, limit: [5, 4], handle: (host, asked) => pin(host, asked, false) },
    ],
  ),
  {
    method: 'GET',
    path: '/channels/:channel/pins',
    handle: (host, asked) => ({ body: pinned(host, asked).map((message) => shown(host, message)) }),
  },
  {
    method: 'GET',
    path: '/channels/:channel/messages/pins',
    handle: (host, asked) => {
      const limit = limitOf(asked, [1, 50], 50);
      const before = asked.query('before');
      const all = pinned(host, asked).filter(
        ({ pinnedAt }) => before === undefined || (pinnedAt ?? new Date(0)) < new Date(before),
      );
      const items = all.slice(0, limit).map((message) => ({
        pinned_at: message.pinnedAt?.toISOString(),
        message: shown(host, message),
      }));
      return { body: { items, has_more: all.length > limit } };
    },
  },
];

function pin(host: Host, asked: Asked, isPinned: boolean): object {
  const channel = seenChannel(host, asked);
  demand(channel, host.world.bot, bits.PinMessages);
  const message = messageIn(channel, asked.param('message'));
  if (isPinned && pinned(host, asked).length >= 250) throw refusal('tooManyPins');
  demandOpen(host.world, channel);
  setPinned(host.world, message, isPinned);
  return {};
}

function pinned(host: Host, asked: Asked): Message[] {
  const channel = seenChannel(host, asked);
  if (!can(channel, host.world.bot, bits.ReadMessageHistory)) return [];
  return [...channel.messages.values()]
    .filter(({ pinnedAt }) => pinnedAt !== undefined)
    .sort((a, b) => (b.pinnedAt?.getTime() ?? 0) - (a.pinnedAt?.getTime() ?? 0));
}

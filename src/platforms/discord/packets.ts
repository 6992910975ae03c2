// The gateway's packets that the features are told of.
import { GatewayDispatchEvents } from 'discord.js';

/** A packet of the gateway. */
export interface Packet {
  readonly t?: string | null;
  readonly d?: unknown;
}

const removals = new Set<string>([
  GatewayDispatchEvents.ThreadDelete,
  GatewayDispatchEvents.GuildScheduledEventDelete,
]);

/** The packets that the features are told of. */
export const heard = new Set<string>([
  ...removals,
  GatewayDispatchEvents.GuildCreate,
  GatewayDispatchEvents.VoiceStateUpdate,
]);

/** The id of what was removed; undefined when nothing was. */
export function removedIn({ t, d }: Packet): string | undefined {
  if (!removals.has(t ?? '') || typeof d !== 'object' || d === null || !('id' in d)) return undefined;
  return typeof d.id === 'string' ? d.id : undefined;
}

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

/** What may give back a right that the bot lacked: a channel's settings, a thread unlocked, roles, an invitation. */
const mends = new Set<string>([
  GatewayDispatchEvents.ChannelUpdate,
  GatewayDispatchEvents.ThreadUpdate,
  GatewayDispatchEvents.GuildRoleUpdate,
  // Of the bot itself: others' are told to those alone who may read the list of members.
  GatewayDispatchEvents.GuildMemberUpdate,
  GatewayDispatchEvents.GuildCreate,
]);

/** The packets that the features are told of. */
export const heard = new Set<string>([...removals, ...mends, GatewayDispatchEvents.VoiceStateUpdate]);

/** The id of what was removed; undefined when nothing was. */
export function removedIn({ t, d }: Packet): string | undefined {
  if (!removals.has(t ?? '') || typeof d !== 'object' || d === null || !('id' in d)) return undefined;
  return typeof d.id === 'string' ? d.id : undefined;
}

/** Whether what the bot lacked may be there now. */
export function isMending({ t }: Packet): boolean {
  return mends.has(t ?? '');
}

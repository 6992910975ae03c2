// The gateway's packets that the features are told of.
import { GatewayDispatchEvents } from 'discord.js';
import { z } from 'zod';

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
  GatewayDispatchEvents.GuildMemberUpdate,
  GatewayDispatchEvents.GuildCreate,
]);

const mending = z.object({
  id: z.string().optional(),
  guild_id: z.string().optional(),
  user: z.object({ id: z.string() }).optional(),
});

/** The packets that the features are told of. */
export const heard = new Set<string>([...removals, ...mends, GatewayDispatchEvents.VoiceStateUpdate]);

/** The id of what was removed; undefined when nothing was. */
export function removedIn({ t, d }: Packet): string | undefined {
  if (!removals.has(t ?? '') || typeof d !== 'object' || d === null || !('id' in d)) return undefined;
  return typeof d.id === 'string' ? d.id : undefined;
}

/** The server in which what the bot lacked may be there now; undefined for a packet that gives the bot nothing. */
export function mendedIn({ t, d }: Packet, ownId: string | undefined): string | undefined {
  const type = t ?? '';
  const packet = mends.has(type) ? mending.safeParse(d).data : undefined;
  if (!packet) return undefined;
  // Where the bot may read the list of members, it hears of everybody.
  if (type === GatewayDispatchEvents.GuildMemberUpdate && packet.user?.id !== ownId) return undefined;
  return type === GatewayDispatchEvents.GuildCreate ? packet.id : packet.guild_id;
}

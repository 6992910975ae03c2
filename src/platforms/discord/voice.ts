// Who is in which voice channel, told to the features as people come and go, and as a guild is first seen.
import {
  GatewayDispatchEvents,
  type GatewayGuildCreateDispatchData,
  type GatewayVoiceState,
} from 'discord.js';
import type { Account } from '../../core/account.ts';
import type { Dispatcher } from '../../core/dispatcher.ts';
import type { Packet } from './packets.ts';

/** What the watch works with; `guildCreate` and `voiceState` tell the packets apart. */
interface PresenceParts {
  readonly dispatcher: Dispatcher;
  now(): Date;
  /** The name of a member that no packet told. */
  nameOf(guildId: string, userId: string): Promise<string>;
}

interface Seat {
  readonly account: Account;
  readonly channelId: string;
}

/** Watches voice channels. */
export function presence({ dispatcher, now, nameOf }: PresenceParts) {
  const seats = new Map<string, Map<string, Seat>>();

  const seatsOf = (guildId: string): Map<string, Seat> => {
    const found = seats.get(guildId) ?? new Map<string, Seat>();
    seats.set(guildId, found);
    return found;
  };

  async function tell(guildId: string, seat: Seat, isPresent: boolean): Promise<void> {
    const groupId = await dispatcher.groupOf('discord', guildId);
    if (groupId === undefined) return;
    await dispatcher.ingest({ kind: 'voice', groupId, ...seat, isPresent, at: now() });
  }

  async function move(guildId: string, userId: string, to: Seat | undefined): Promise<void> {
    const inGuild = seatsOf(guildId);
    const from = inGuild.get(userId);
    if (from?.channelId === to?.channelId) return;
    if (to) inGuild.set(userId, to);
    else inGuild.delete(userId);
    if (from) await tell(guildId, from, false);
    if (to) await tell(guildId, to, true);
  }

  async function moved(guildId: string, state: GatewayVoiceState): Promise<void> {
    const { user_id: id, channel_id: channelId, member } = state;
    if (member?.user?.bot) return;
    if (channelId === null) return await move(guildId, id, undefined);
    const told = member && (member.nick ?? member.user?.global_name ?? member.user?.username);
    const known = seatsOf(guildId).get(id)?.account.name;
    const name = told ?? known ?? (await nameOf(guildId, id));
    await move(guildId, id, { account: { platform: 'discord', id, name }, channelId });
  }

  async function seen(guild: GatewayGuildCreateDispatchData): Promise<void> {
    const members = new Map((guild.members ?? []).map((member) => [member.user.id, member]));
    const here = new Set(guild.voice_states.map(({ user_id }) => user_id));
    for (const id of [...seatsOf(guild.id).keys()]) if (!here.has(id)) await move(guild.id, id, undefined);
    for (const state of guild.voice_states) {
      const member = state.member ?? members.get(state.user_id);
      await moved(guild.id, { ...state, ...(member && { member }) });
    }
  }

  return {
    /** Takes in a packet of the gateway; others than those about voice are let by. */
    async take({ t, d }: Packet): Promise<void> {
      if (t === GatewayDispatchEvents.GuildCreate && isGuild(d)) await seen(d);
      if (t === GatewayDispatchEvents.VoiceStateUpdate && isVoiceState(d) && d.guild_id)
        await moved(d.guild_id, d);
    },
  };
}

function isGuild(one: unknown): one is GatewayGuildCreateDispatchData {
  return typeof one === 'object' && one !== null && 'voice_states' in one && Array.isArray(one.voice_states);
}

function isVoiceState(one: unknown): one is GatewayVoiceState {
  return typeof one === 'object' && one !== null && 'user_id' in one && 'channel_id' in one;
}

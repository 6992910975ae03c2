// Who may do what: roles, then a channel's overwrites; threads take those of their channel.
import { PermissionFlagsBits } from 'discord.js';
import { refusal } from './errors.ts';
import type { Channel, Guild, Member, User } from './model.ts';

/** Discord's bits by name. */
export const bits = PermissionFlagsBits;
/** All of them. */
export const allBits = Object.values(bits).reduce((sum, bit) => sum | bit, 0n);

/** The permissions of @everyone in a new guild. */
export const everyoneBits =
  bits.ViewChannel |
  bits.SendMessages |
  bits.SendMessagesInThreads |
  bits.CreatePublicThreads |
  bits.EmbedLinks |
  bits.AttachFiles |
  bits.AddReactions |
  bits.ReadMessageHistory |
  bits.UseExternalEmojis |
  bits.UseApplicationCommands |
  bits.Connect |
  bits.Speak |
  bits.ChangeNickname;

/** What a member may do in the whole guild. */
export function guildPermissions(guild: Guild, member: Member | undefined): bigint {
  if (!member) return 0n;
  if (member.user === guild.owner) return allBits;
  let sum = guild.roles.get(guild.id)?.permissions ?? 0n;
  for (const id of member.roles) sum |= guild.roles.get(id)?.permissions ?? 0n;
  return (sum & bits.Administrator) !== 0n ? allBits : sum;
}

/** What a user may do in a channel or thread; in a conversation, what Discord lets one do there. */
export function permissionsIn(channel: Channel, user: User): bigint {
  const { guild } = channel;
  if (!guild) {
    const isTheirs = channel.recipient === user || user.isBot;
    return isTheirs ? everyoneBits | bits.MentionEveryone | bits.PinMessages : 0n;
  }
  const member = guild.members.get(user.id);
  const base = guildPermissions(guild, member);
  if (!member || base === allBits) return base;
  const home = channel.thread ? guild.channels.get(channel.parentId ?? '') : channel;
  if (!home) return 0n;
  const all = withOverwrites(base, home, member);
  // Who cannot see a channel can do nothing in it.
  if ((all & bits.ViewChannel) === 0n) return 0n;
  const isPrivate = channel.type === 12;
  const isIn = channel.thread?.members.has(user.id) || (all & bits.ManageThreads) !== 0n;
  return isPrivate && !isIn ? 0n : all;
}

function withOverwrites(base: bigint, { overwrites, guild }: Channel, member: Member): bigint {
  const everyone = overwrites.find(({ id }) => id === guild?.id);
  let all = (base & ~(everyone?.deny ?? 0n)) | (everyone?.allow ?? 0n);
  let allow = 0n;
  let deny = 0n;
  for (const one of overwrites) {
    if (one.type !== 0 || !member.roles.has(one.id)) continue;
    allow |= one.allow;
    deny |= one.deny;
  }
  all = (all & ~deny) | allow;
  const own = overwrites.find(({ id, type }) => type === 1 && id === member.user.id);
  return own ? (all & ~own.deny) | own.allow : all;
}

/** Whether a user has all of these bits in a channel. */
export function can(channel: Channel, user: User, wanted: bigint): boolean {
  return (permissionsIn(channel, user) & wanted) === wanted;
}

/** Throws 50001 when the channel cannot be seen, 50013 when bits are missing. */
export function demand(channel: Channel, user: User, wanted: bigint): void {
  if (!can(channel, user, bits.ViewChannel)) throw refusal('missingAccess');
  if (!can(channel, user, wanted)) throw refusal('missingPermissions');
}

/** Throws 50013 when the bits are missing in the guild. */
export function demandInGuild(guild: Guild, user: User, wanted: bigint): void {
  const all = guildPermissions(guild, guild.members.get(user.id));
  if ((all & wanted) !== wanted) throw refusal('missingPermissions');
}

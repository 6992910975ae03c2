// Users, members, roles, channels and events as the wire shows them.
import type { Channel, Member, Role, ScheduledEvent, User } from './model.ts';

/** A user. */
export function userShape(user: User) {
  return {
    id: user.id,
    username: user.name,
    discriminator: user.isBot ? '0000' : '0',
    global_name: user.globalName,
    avatar: null,
    banner: null,
    accent_color: null,
    avatar_decoration_data: null,
    collectibles: null,
    primary_guild: null,
    public_flags: 0,
    flags: 0,
    ...(user.isBot && { bot: true }),
  };
}

/** The bot's own account, as only itself sees it. */
export function selfShape(user: User) {
  return { ...userShape(user), email: null, verified: true, mfa_enabled: true, locale: 'en-US' };
}

/** A member without the user. */
export function bareMemberShape(member: Member) {
  return {
    avatar: null,
    banner: null,
    avatar_decoration_data: null,
    collectibles: null,
    communication_disabled_until: null,
    flags: 0,
    joined_at: member.joinedAt.toISOString(),
    nick: member.nick,
    pending: false,
    premium_since: null,
    roles: [...member.roles],
    mute: false,
    deaf: false,
  };
}

/** A member. */
export function memberShape(member: Member) {
  return { ...bareMemberShape(member), user: userShape(member.user) };
}

/** A role. */
export function roleShape(role: Role) {
  return {
    id: role.id,
    name: role.name,
    permissions: String(role.permissions),
    position: role.position,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: role.isManaged,
    mentionable: role.isMentionable,
    icon: null,
    unicode_emoji: null,
    flags: 0,
  };
}

/** A channel, thread or conversation. `self` adds the thread membership of that user. */
export function channelShape(channel: Channel, self?: User) {
  const { guild, thread, recipient } = channel;
  const lastPin =
    channel.lastPinAt === undefined ? {} : { last_pin_timestamp: channel.lastPinAt.toISOString() };
  const common = {
    id: channel.id,
    type: channel.type,
    flags: channel.flags,
    last_message_id: channel.lastMessageId,
    ...lastPin,
  };
  if (!guild) return { ...common, recipients: recipient ? [userShape(recipient)] : [] };
  const inGuild = {
    ...common,
    guild_id: guild.id,
    name: channel.name,
    parent_id: channel.parentId,
    rate_limit_per_user: channel.slowmodeSeconds,
  };
  if (thread) {
    const own = self && thread.members.has(self.id) ? threadMemberShape(channel, self.id) : undefined;
    return {
      ...inGuild,
      owner_id: thread.ownerId,
      message_count: thread.messageCount,
      member_count: Math.min(thread.members.size, 50),
      total_message_sent: thread.totalSent,
      thread_metadata: {
        archived: thread.archived,
        archive_timestamp: thread.archiveAt.toISOString(),
        auto_archive_duration: thread.autoArchiveMinutes,
        locked: thread.locked,
        create_timestamp: thread.createdAt.toISOString(),
        ...(channel.type === 12 && { invitable: thread.invitable }),
      },
      ...(thread.tags.length > 0 && { applied_tags: thread.tags }),
      ...(own && { member: own }),
    };
  }
  const isVoice = channel.type === 2 || channel.type === 13;
  return {
    ...inGuild,
    position: channel.position,
    permission_overwrites: channel.overwrites.map((one) => ({
      id: one.id,
      type: one.type,
      allow: String(one.allow),
      deny: String(one.deny),
    })),
    nsfw: channel.isNsfw,
    ...(!isVoice && { topic: channel.topic }),
    ...(isVoice && { bitrate: 64_000, user_limit: 0, rtc_region: null }),
    ...([15, 16].includes(channel.type) && {
      available_tags: channel.tags,
      default_reaction_emoji: null,
      default_sort_order: null,
      default_forum_layout: 0,
    }),
  };
}

/** Somebody's membership of a thread. */
export function threadMemberShape(channel: Channel, userId: string) {
  const joined = channel.thread?.members.get(userId) ?? channel.thread?.createdAt ?? new Date(0);
  return { id: channel.id, user_id: userId, join_timestamp: joined.toISOString(), flags: 0 };
}

/** A scheduled event. */
export function eventShape(event: ScheduledEvent, withCount = false) {
  return {
    id: event.id,
    guild_id: event.guild.id,
    name: event.name,
    description: event.description,
    channel_id: event.channelId,
    creator_id: event.creator.id,
    creator: userShape(event.creator),
    image: null,
    scheduled_start_time: event.startsAt.toISOString(),
    scheduled_end_time: event.endsAt?.toISOString() ?? null,
    status: event.status,
    entity_type: event.entityType,
    entity_id: null,
    entity_metadata: event.location === null ? null : { location: event.location },
    recurrence_rule: null,
    privacy_level: 2,
    guild_scheduled_event_exceptions: [],
    ...(withCount && { user_count: event.interested.size }),
  };
}

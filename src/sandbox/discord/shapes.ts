// Users, members, roles, guilds and channels as the wire shows them.
import type { Channel, Guild, Member, Role, ScheduledEvent, User } from './model.ts';
import { permissionsIn } from './permissions.ts';
import { byAge } from './snowflakes.ts';
import type { Application, World } from './world.ts';

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

/** A guild as REST answers it. */
export function guildShape(guild: Guild, withCounts = false) {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    description: null,
    home_header: null,
    splash: null,
    discovery_splash: null,
    features: [],
    banner: null,
    owner_id: guild.owner.id,
    application_id: null,
    region: 'us-central',
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: null,
    system_channel_flags: 0,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 0,
    roles: [...guild.roles.values()].map(roleShape),
    default_message_notifications: 1,
    mfa_level: 0,
    explicit_content_filter: 0,
    max_presences: null,
    max_members: 500_000,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: 'en-US',
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    public_updates_channel_id: null,
    premium_progress_bar_enabled: false,
    nsfw: false,
    nsfw_level: 0,
    emojis: [],
    stickers: [],
    incidents_data: null,
    ...(withCounts && {
      approximate_member_count: guild.members.size,
      approximate_presence_count: guild.members.size,
    }),
  };
}

/** A guild as GUILD_CREATE brings it: only the bot and those in voice channels are among the members. */
export function guildCreateShape(world: World, guild: Guild) {
  const { bot } = world;
  const own = guild.members.get(bot.id);
  const seated = [...guild.seats.keys()].flatMap((id) => guild.members.get(id) ?? []);
  const threads = [...world.channels.values()].filter(
    (one) => one.guild === guild && one.thread && !one.thread.archived && permissionsIn(one, bot) !== 0n,
  );
  return {
    ...guildShape(guild),
    joined_at: (own?.joinedAt ?? guild.createdAt).toISOString(),
    large: guild.members.size > 50,
    unavailable: false,
    member_count: guild.members.size,
    members: [...(own ? [own] : []), ...seated.filter((one) => one !== own)].map(memberShape),
    channels: [...guild.channels.values()].sort(byAge).map((one) => channelShape(one)),
    threads: threads.map((one) => channelShape(one, bot)),
    voice_states: [...guild.seats.keys()].map((id) => voiceShape(guild, id)),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [...guild.events.values()]
      .filter(({ status }) => status < 3)
      .map((one) => eventShape(one)),
    soundboard_sounds: [],
  };
}

/** Where somebody sits. */
export function voiceShape(guild: Guild, userId: string) {
  const seat = guild.seats.get(userId);
  const member = guild.members.get(userId);
  return {
    guild_id: guild.id,
    channel_id: seat?.channelId ?? null,
    user_id: userId,
    ...(member && { member: memberShape(member) }),
    session_id: seat?.sessionId ?? '',
    deaf: false,
    mute: false,
    self_deaf: false,
    self_mute: false,
    self_video: false,
    suppress: false,
    request_to_speak_timestamp: null,
  };
}

/** The application. */
export function applicationShape({ id, name, owner, bot, privileged }: Application, guilds: number) {
  const flags =
    (privileged.presences ? 1 << 13 : 0) |
    (privileged.members ? 1 << 15 : 0) |
    (privileged.content ? 1 << 19 : 0);
  return {
    id,
    name,
    icon: null,
    description: '',
    type: null,
    bot: userShape(bot),
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    flags,
    flags_new: String(flags),
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner: userShape(owner),
    approximate_guild_count: guilds,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: ['bot', 'applications.commands'],
  };
}

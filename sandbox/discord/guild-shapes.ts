// Guilds, voice states and the application as the wire shows them.
import type { Guild } from './model.ts';
import { permissionsIn } from './permissions.ts';
import { channelShape, eventShape, memberShape, roleShape, userShape } from './shapes.ts';
import { byAge } from './snowflakes.ts';
import type { Application, World } from './world.ts';

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
export function applicationShape(
  { id, name, owner, bot, privileged, isPublic }: Application,
  guilds: number,
) {
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
    bot_public: isPublic,
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

// Packets and bodies as Discord sends them: users, members, messages, the guild, and interactions.

/** What the guild is like. */
export interface GuildOptions {
  /** What the bot's role may do in the guild, as Discord's number. */
  readonly permissions?: string;
  /** Who sits in which voice channel at the start. */
  readonly seats?: readonly { user: string; channel: string }[];
}

/** A user as Discord sends it. */
export const user = (id: string, name: string) => ({
  id,
  username: name,
  discriminator: '0',
  global_name: null,
  avatar: null,
});
/** A member of the guild as Discord sends it. */
export const member = (id: string, name: string, roles: readonly string[] = []) => ({
  user: user(id, name),
  roles,
  joined_at: '2020-01-01T00:00:00Z',
  deaf: false,
  mute: false,
  flags: 0,
});
/** An interaction's packet: `type` 2 is a command, 3 a button, 4 a completion, 5 a form. */
export function interaction(
  id: string,
  type: number,
  payload: object,
  where: 'guild' | 'private' = 'guild',
): object {
  const common = {
    id,
    application_id: '1',
    token: `token-${id}`,
    version: 1,
    type,
    data: payload,
    locale: 'en-US',
    entitlements: [],
    authorizing_integration_owners: {},
    app_permissions: '0',
    attachment_size_limit: 1,
  };
  const who = { ...user('5', 'prague'), global_name: 'Prague' };
  if (where === 'private') {
    return {
      ...common,
      user: who,
      channel_id: '77',
      channel: { id: '77', type: 1 },
      context: 1,
      message: message('500'),
    };
  }
  return {
    ...common,
    guild_id: '11',
    channel_id: '22',
    channel: { id: '22', type: 0, name: 'general' },
    context: 0,
    member: {
      user: who,
      roles: ['12'],
      nick: null,
      permissions: '32',
      joined_at: '2020-01-01T00:00:00Z',
      deaf: false,
      mute: false,
      flags: 0,
    },
    ...((type === 3 || type === 5) && { message: message('500') }),
  };
}

/** The payload of `/a b` with options. */
export function slash(
  name: string,
  verb: string,
  options: readonly object[] = [],
  resolved: object = {},
): object {
  return { id: '8', name, type: 1, resolved, options: [{ name: verb, type: 1, options }] };
}

/** A message of the bot as Discord sends it. */
export function message(id: string): object {
  return {
    id,
    channel_id: '22',
    author: user('1', 'docent'),
    content: '',
    embeds: [],
    attachments: [],
    components: [],
    mentions: [],
    mention_roles: [],
    timestamp: '2026-11-24T12:00:00Z',
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    pinned: false,
    type: 0,
  };
}

/** A guild as Discord first sends it. */
export function guild({ seats = [], ...options }: GuildOptions): object {
  const role = (id: string, permissions: string) => ({
    id,
    name: id,
    permissions,
    color: 0,
    position: 0,
    hoist: false,
    managed: false,
    mentionable: false,
  });
  return {
    id: '11',
    name: 'Docs',
    owner_id: '5',
    roles: [role('11', '0'), role('12', '0'), role('13', options.permissions ?? '0')],
    channels: [{ id: '22', type: 0, name: 'general', position: 0, permission_overwrites: [] }],
    members: seats.map((seat) => member(seat.user, `name-${seat.user}`)),
    voice_states: seats.map((seat) => ({ user_id: seat.user, channel_id: seat.channel, session_id: 's' })),
    emojis: [],
    stickers: [],
    features: [],
    threads: [],
    stage_instances: [],
    guild_scheduled_events: [],
    presences: [],
    member_count: 1,
    joined_at: '2020-01-01T00:00:00Z',
  };
}

// All that the sandbox's Discord knows, who is told when it changes, and how to find things in it.
import { randomBytes } from 'node:crypto';
import type { GatewayIntentBits } from 'discord.js';
import { refusal } from './errors.ts';
import type { Attachment, Channel, Guild, Happening, Privileged, Raw, Role, User } from './model.ts';
import { allBits, everyoneBits } from './permissions.ts';
import { Snowflakes } from './snowflakes.ts';

/** Something for the gateway: who gets it is decided by intents and by what the bot may see. */
export interface Packet {
  readonly type: string;
  /** One of these intents is needed; none for what is always sent. */
  readonly intents: readonly GatewayIntentBits[];
  /** Only for those who can see this channel. */
  readonly channel?: Channel;
  /** Makes the data; `hasContent` says whether a session may read what others wrote. */
  data(hasContent: boolean): unknown;
}

/** A registered command: as the bot sent it, with what Discord added. */
export interface RegisteredCommand {
  readonly id: string;
  version: string;
  readonly guildId: string | undefined;
  definition: Raw;
}

/** The bot's application. */
export interface Application {
  readonly id: string;
  readonly name: string;
  readonly bot: User;
  readonly owner: User;
  token: string;
  readonly privileged: Privileged;
  /** Whether others than its owner can invite it. */
  isPublic: boolean;
  /** Commands by scope: `global` or a guild's id. */
  readonly commands: Map<string, Map<string, RegisteredCommand>>;
  /** Commands made newly, by scope and UTC day. */
  readonly creates: Map<string, number>;
}

/** The state. Changing it is the work of the files named after what they change. */
export class World {
  readonly clock: () => Date;
  readonly ids: Snowflakes;
  readonly users = new Map<string, User>();
  readonly guilds = new Map<string, Guild>();
  /** Channels, threads and conversations by id. */
  readonly channels = new Map<string, Channel>();
  readonly application: Application;
  /** How often each person was pinged, by id. */
  readonly pings = new Map<string, number>();
  /** Files that people gave as options of commands, by id; the newest of them. */
  readonly given = new Map<string, Attachment>();
  /** Where files are served: `http://127.0.0.1:4000`. */
  origin = '';
  readonly #conversations = new Map<string, Channel>();
  readonly #packets = new Set<(packet: Packet) => void>();
  readonly #happenings = new Set<(happening: Happening) => void>();

  constructor(clock: () => Date, botName: string) {
    this.clock = clock;
    this.ids = new Snowflakes(clock);
    const owner = this.addUser('owner');
    const bot = this.addUser(botName, { isBot: true });
    this.application = {
      id: bot.id,
      name: botName,
      bot,
      owner,
      token: newToken(bot.id),
      privileged: { members: false, presences: false, content: false },
      isPublic: false,
      commands: new Map(),
      creates: new Map(),
    };
  }

  get bot(): User {
    return this.application.bot;
  }

  /** Everything that stands here, for `goOnFrom` in another process; only what is in flight is left out. */
  kept() {
    const { users, guilds, channels, application } = this;
    return { users, guilds, channels, bot: application.bot, owner: application.owner };
  }

  /** Puts what was kept in the place of all that stands here. */
  goOnFrom({ users, guilds, channels, bot, owner }: ReturnType<World['kept']>): void {
    replaced(this.users, users);
    replaced(this.guilds, guilds);
    replaced(this.channels, channels);
    Object.assign(this.application, { id: bot.id, bot, owner });
    this.#conversations.clear();
    for (const channel of channels.values())
      if (channel.recipient) this.#conversations.set(channel.recipient.id, channel);
  }

  /** Adds an account. */
  addUser(name: string, { isBot = false, globalName = null }: NewUser = {}): User {
    const user = { id: this.ids.next(), name, globalName, isBot, acceptsMessages: true };
    this.users.set(user.id, user);
    return user;
  }

  /** Adds a guild in which the bot is a member with its own role. */
  addGuild(name: string, owner: User, botPermissions: bigint): Guild {
    const id = this.ids.next();
    const guild: Guild = {
      id,
      name,
      owner,
      createdAt: this.clock(),
      roles: new Map(),
      members: new Map(),
      channels: new Map(),
      events: new Map(),
      seats: new Map(),
    };
    guild.roles.set(id, role(id, '@everyone', everyoneBits, 0));
    const own = { ...role(this.ids.next(), this.bot.name, botPermissions & allBits, 1), isManaged: true };
    guild.roles.set(own.id, own);
    for (const [user, roles] of [[owner, []] as const, [this.bot, [own.id]] as const]) {
      guild.members.set(user.id, { user, roles: new Set(roles), nick: null, joinedAt: this.clock() });
    }
    this.guilds.set(id, guild);
    return guild;
  }

  /** The conversation between the bot and a user, if they have one. */
  knownConversation(user: User): Channel | undefined {
    return this.#conversations.get(user.id);
  }

  /** The conversation between the bot and a user; made when there is none. */
  conversation(user: User): Channel {
    const found = this.knownConversation(user);
    if (found) return found;
    const channel = newChannel({ id: this.ids.next(), type: 1, guild: undefined, name: '', recipient: user });
    this.channels.set(channel.id, channel);
    this.#conversations.set(user.id, channel);
    return channel;
  }

  /** A channel by id; throws 10003. */
  channel(id: string): Channel {
    const found = this.channels.get(id);
    if (!found) throw refusal('unknownChannel');
    return found;
  }

  /** A guild by id that the bot is in; throws 10004. */
  guild(id: string): Guild {
    const found = this.guilds.get(id);
    if (!found?.members.has(this.bot.id)) throw refusal('unknownGuild');
    return found;
  }

  /** A user by id; throws 10013. */
  user(id: string): User {
    const found = this.users.get(id);
    if (!found) throw refusal('unknownUser');
    return found;
  }

  /** Sends something over the gateway. */
  dispatch(packet: Packet): void {
    for (const listener of this.#packets) listener(packet);
  }

  /** Tells that people could see something. */
  happen(happening: Omit<Happening, 'at'>): void {
    for (const listener of this.#happenings) listener({ at: this.clock(), ...happening });
  }

  /** Hears all packets; answers how to stop. */
  onPacket(listener: (packet: Packet) => void): () => void {
    this.#packets.add(listener);
    return () => this.#packets.delete(listener);
  }

  /** Hears all that people could see happen; answers how to stop. */
  onHappening(listener: (happening: Happening) => void): () => void {
    this.#happenings.add(listener);
    return () => this.#happenings.delete(listener);
  }
}

function replaced<K, V>(map: Map<K, V>, by: ReadonlyMap<K, V>): void {
  map.clear();
  for (const [key, value] of by) map.set(key, value);
}

/** How an account is made. */
export interface NewUser {
  readonly isBot?: boolean;
  readonly globalName?: string | null;
}

/** A role with nothing special. */
export function role(id: string, name: string, permissions: bigint, position: number): Role {
  return { id, name, permissions, position, isManaged: false, isMentionable: false };
}

/** A token in Discord's form: the account's id in base64, an instant, a secret. */
export function newToken(userId: string): string {
  return [Buffer.from(userId), randomBytes(4), randomBytes(27)]
    .map((part) => part.toString('base64url'))
    .join('.');
}

/** A channel with nothing in it. */
export function newChannel(
  given: Pick<Channel, 'id' | 'type' | 'guild' | 'name'> & Partial<Channel>,
): Channel {
  return {
    parentId: null,
    topic: null,
    position: 0,
    overwrites: [],
    tags: [],
    slowmodeSeconds: 0,
    isNsfw: false,
    flags: 0,
    lastMessageId: null,
    lastPinAt: undefined,
    thread: undefined,
    recipient: undefined,
    messages: new Map(),
    ...given,
  };
}

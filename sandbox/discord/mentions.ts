// Whom a text mentions, and who of them is really pinged.
import type { Channel, Member, Mentions, User } from './model.ts';
import { bits, can } from './permissions.ts';
import type { World } from './world.ts';

/** What a message allows to ping; undefined allows everything. */
export interface AllowedMentions {
  readonly parse?: readonly ('users' | 'roles' | 'everyone')[] | null | undefined;
  readonly users?: readonly string[] | null | undefined;
  readonly roles?: readonly string[] | null | undefined;
  readonly replied_user?: boolean | null | undefined;
}

/** Reads the mentions in a text; embeds and code never mention. */
export function mentionsIn(
  world: World,
  { channel, author, content, allowed }: MentionSource,
  repliedTo?: User,
): Mentions {
  const text = content.replaceAll(/```[\s\S]*?```|`[^`\n]*`/gu, '');
  const isAllowed = (kind: 'users' | 'roles', id: string): boolean =>
    !allowed || (allowed.parse ?? []).includes(kind) || (allowed[kind] ?? []).includes(id);

  const users = new Set<User>();
  for (const [, id = ''] of text.matchAll(/<@!?(\d+)>/gu)) {
    const user = world.users.get(id);
    if (user && isAllowed('users', id)) users.add(user);
  }
  if (repliedTo && (allowed?.replied_user ?? !allowed)) users.add(repliedTo);
  const mayPingAll = can(channel, author, bits.MentionEveryone);
  const roles = new Set<string>();
  for (const [, id = ''] of text.matchAll(/<@&(\d+)>/gu)) {
    const role = channel.guild?.roles.get(id);
    if (role && isAllowed('roles', id) && (role.isMentionable || mayPingAll)) roles.add(id);
  }
  const everyone =
    channel.guild !== undefined &&
    /@(?:everyone|here)\b/u.test(text) &&
    mayPingAll &&
    (!allowed || (allowed.parse ?? []).includes('everyone'));
  return { users: [...users], roles: [...roles], everyone };
}

interface MentionSource {
  readonly channel: Channel;
  readonly author: User;
  readonly content: string;
  readonly allowed: AllowedMentions | undefined;
}

/** The ids of all people whose devices ring: never the author, only those who can see the channel. */
export function pingedBy({ users, roles, everyone }: Mentions, channel: Channel, author: User): string[] {
  const members = channel.guild ? [...channel.guild.members.values()] : [];
  const isCalled = (member: Member): boolean =>
    everyone ||
    users.includes(member.user) ||
    roles.some((id) => id === channel.guild?.id || member.roles.has(id));
  const called = channel.guild ? members.filter(isCalled).map(({ user }) => user) : [...users];
  return called.filter((user) => user !== author && can(channel, user, bits.ViewChannel)).map(({ id }) => id);
}

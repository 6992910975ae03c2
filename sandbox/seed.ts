// The made-up work group of the sandbox: its people, who bear the names of where they sit, and its places.
import type { GroupPlace, OfflineApp, PersonFacts } from '../src/app.ts';
import type { SandboxDiscord } from './discord/index.ts';
import { bits } from './discord/index.ts';
import type { SandboxDiscourse } from './discourse/index.ts';

/** The group's own people; their accounts on both platforms are linked. */
export const members: readonly { name: string; role: PersonFacts['role']; zone: string }[] = [
  { name: 'prague', role: 'organiser', zone: 'Europe/Prague' },
  { name: 'vancouver', role: 'organiser', zone: 'America/Vancouver' },
  { name: 'new-york', role: 'member', zone: 'America/New_York' },
  { name: 'natal', role: 'member', zone: 'America/Fortaleza' },
  { name: 'lagos', role: 'member', zone: 'Africa/Lagos' },
  { name: 'london', role: 'member', zone: 'Europe/London' },
  { name: 'helsinki', role: 'member', zone: 'Europe/Helsinki' },
  { name: 'kolkata', role: 'member', zone: 'Asia/Kolkata' },
  { name: 'tokyo', role: 'member', zone: 'Asia/Tokyo' },
  { name: 'auckland', role: 'member', zone: 'Pacific/Auckland' },
];

const others = ['visitor', 'newcomer', ...Array.from({ length: 500 }, (_, i) => `guest-${i + 1}`)];

/** The group's places as the platforms name them, and everybody's id on Discord. */
export interface Seed {
  readonly guild: string;
  readonly channels: {
    readonly meetings: string;
    readonly pullRequests: string;
    readonly ama: string;
    readonly moderators: string;
  };
  readonly category: string;
  readonly discordIds: ReadonlyMap<string, string>;
}

/** Builds the sandbox group on an empty Discord and Discourse. */
export function buildSeed(discord: SandboxDiscord, discourse: SandboxDiscourse): Seed {
  const guild = discord.addGuild('Docs work group');
  const organisers = discord.addRole('organisers', bits.ManageGuild);
  discord.addChannel('general');
  const channels = {
    meetings: discord.addChannel('meetings').id,
    pullRequests: discord.addChannel('pull-requests').id,
    ama: discord.addChannel('ama').id,
    moderators: discord.addChannel('moderators', 'text', { private: [organisers] }).id,
  };
  discord.addChannel('Meeting room', 'voice');
  discord.addChannel('questions', 'forum');
  const category = String(discourse.addCategory('Documentation').id);
  discourse.addCategory('Staff', { private: true });
  const discordIds = new Map<string, string>();
  const roles = new Map(members.map(({ name, role }) => [name, role]));
  for (const name of [...roles.keys(), ...others]) {
    const user = discord.addUser(name);
    const isOrganiser = roles.get(name) === 'organiser';
    discord.addMember(user, isOrganiser ? [organisers] : []);
    discourse.addUser(name, { staff: isOrganiser });
    discordIds.set(name, user.id);
  }
  return { guild: guild.id, channels, category, discordIds };
}

/**
 * Does `/docent setup` and enrols the members. A database that was used before keeps what it holds; since this Discord and
 * Discourse are new, what should be visible is published there again.
 */
export async function seedGroup(app: OfflineApp, seed: Seed, repositories: readonly string[]): Promise<void> {
  const { roster } = app;
  const [known] = await roster.list();
  const isKnown = known !== undefined;
  if (isKnown) await app.publishAnew();
  const groupId = known?.id ?? (await roster.groupOf('discord', seed.guild));
  const on = (platform: string, id: string, ...purposes: readonly GroupPlace['purpose'][]) =>
    purposes.map((purpose) => ({ purpose, platform, id }));
  await roster.changeGroup(groupId, {
    spaces: [
      { platform: 'discord', id: seed.guild },
      { platform: 'discourse', id: seed.category },
    ],
    places: [
      ...on('discord', seed.channels.meetings, 'meetings'),
      ...on('discord', seed.channels.pullRequests, 'digests'),
      ...on('discord', seed.channels.ama, 'amas'),
      ...on('discord', seed.channels.moderators, 'moderation'),
      ...on('discourse', seed.category, 'meetings', 'digests', 'amas'),
    ],
    ...(!isKnown && { zone: 'Europe/Prague', repositories }),
  });
  if (isKnown) return;
  for (const { name, role, zone } of members) {
    const account = { platform: 'discord', id: seed.discordIds.get(name) ?? '', name } as const;
    const person = await roster.of(groupId, account);
    await roster.changePerson(groupId, person.id, { role, zone });
    await roster.joinAccount(groupId, person.id, { platform: 'discourse', id: name, name });
  }
}

// Trying the set-up of Discord for `docent doctor`: token, guilds, commands and the permissions in each channel.

import {
  type Client,
  type Guild,
  type GuildMember,
  PermissionFlagsBits,
  type REST,
  Routes,
} from 'discord.js';
import { insteadIf, messageOf } from '../../core/errors.ts';
import { type Finding, faultFinding, okFinding } from '../../core/platform.ts';
import { counted } from '../../core/text/counted.ts';
import { me } from './api-shapes.ts';
import { askedToWait, codeOf, isFromOutside, isUnreadable, refusesToken } from './outside.ts';

/** A channel that a group uses. */
export interface UsedChannel {
  readonly id: string;
  /** What for, in the reader's words: `meetings`. */
  readonly purpose: string;
  /** The guild that it should be in. */
  readonly guild: string;
}

/** What is asked for. */
interface CheckParts {
  readonly rest: REST;
  channels(): Promise<readonly UsedChannel[]>;
  /** The name of a channel, also of one that was deleted, where it is known. */
  nameOf(id: string): string | undefined;
  /** The guilds that groups are at home in. */
  homes(): Promise<readonly GroupHome[]>;
  /** The guilds that the configuration names. */
  readonly guilds: readonly string[];
}

/** A guild that a group is at home in. */
export interface GroupHome {
  readonly guild: string;
  readonly group: string;
}

const flags = PermissionFlagsBits;

/** What a finding is called that says that Discord takes no more requests, wherever that was seen. */
const requests = 'Discord requests';

const everywhere: readonly (readonly [string, bigint])[] = [
  ['View Channel', flags.ViewChannel],
  ['Send Messages', flags.SendMessages],
  ['Embed Links', flags.EmbedLinks],
  ['Attach Files', flags.AttachFiles],
  ['Read Message History', flags.ReadMessageHistory],
  ['Create Public Threads', flags.CreatePublicThreads],
  ['Send Messages in Threads', flags.SendMessagesInThreads],
  ['Manage Threads', flags.ManageThreads],
  ['Pin Messages', flags.PinMessages],
];

const inGuild: readonly (readonly [string, bigint])[] = [
  ['Create Events', flags.CreateEvents],
  ['Manage Events', flags.ManageEvents],
];

/** Tries the set-up; a client that was connected is needed for all but the token. */
export async function check(client: Client | undefined, parts: CheckParts): Promise<Finding[]> {
  const token = await checkToken(parts);
  if (!token.isOk || !client?.isReady()) return [token];
  const guilds = [...client.guilds.cache.values()];
  const perGuild = await Promise.all(
    guilds.map(async (guild) => {
      const me = await myself(guild);
      const found = me
        ? [
            me.isCommunicationDisabled()
              ? faultFinding(`Server ${guild.name}`, 'I am in time-out', 'End my time-out there.')
              : missing(`Server ${guild.name}`, inGuild, (bit) => me.permissions.has(bit)),
            await checkCommands(client, guild),
          ]
        : [unseen(guild.name)];
      return found.map((finding) => (finding.what === requests ? finding : { ...finding, space: guild.id }));
    }),
  );
  const isIn = (guild: string) => client.guilds.cache.has(guild);
  const channels = (await parts.channels()).filter(({ guild }) => isIn(guild));
  const homes = await parts.homes();
  const left = homes.filter(({ guild }) => !isIn(guild));
  const named = parts.guilds.filter((id) => !isIn(id) && !homes.some(({ guild }) => guild === id));
  return [
    token,
    okFinding('Discord intents', 'accepted; none of them is privileged'),
    ...(await checkApplication(client)),
    guilds.length > 0
      ? okFinding('Discord servers', guilds.map(({ name }) => name).join(', '))
      : faultFinding('Discord servers', 'none', `Invite me: ${invitation(client)}`),
    ...left.map(({ guild, group }) => ({
      ...faultFinding(
        `Server of ${group}`,
        `I am not in ${guild} (any more)`,
        `Invite me again: ${invitation(client)}; or, if the group is gone, \`docent groups leave\`.`,
      ),
      space: guild,
    })),
    ...named.map((guild) =>
      faultFinding(
        'Discord servers',
        `I am not in ${guild}, which DISCORD_GUILDS names`,
        `Check that it is the server's id (right-click the server → Copy Server ID), and invite me: ${invitation(client)}`,
      ),
    ),
    ...perGuild
      .flat()
      .filter(({ what }, i, all) => what !== requests || all.findIndex((one) => one.what === requests) === i),
    ...(await Promise.all(
      channels.map(async (channel) => ({
        ...(await checkChannel(client, channel, parts.nameOf)),
        space: channel.guild,
      })),
    )),
  ];
}

function invitation(client: Client<true>): string {
  return `https://discord.com/oauth2/authorize?client_id=${client.application.id}&scope=bot+applications.commands&permissions=${wanted()}`;
}

/** Whether strangers may invite the bot; nothing when Discord does not say. */
async function checkApplication(client: Client<true>): Promise<Finding[]> {
  const what = 'Discord application';
  const found = await client.application.fetch().catch(insteadIf(isFromOutside, undefined));
  if (!found) return [];
  if (!found.botPublic) return [okFinding(what, 'only its owner can invite it')];
  return [
    okFinding(
      what,
      'public: anybody can invite it to their server, where it says no to whoever asks',
      'In the developer portal set Installation → Install Link to None, then switch Bot → Public Bot off.',
    ),
  ];
}

/** All permissions that the bot asks for, as the number that an invitation carries. */
export function wanted(): string {
  return [...everywhere, ...inGuild].reduce((sum, [, bit]) => sum | bit, flags.Connect).toString();
}

async function checkToken({ rest }: CheckParts): Promise<Finding> {
  const what = 'Discord token';
  try {
    me.parse(await rest.get(Routes.user()));
    return okFinding(what, 'accepted');
  } catch (error) {
    return untried(what, error);
  }
}

/** That something could not be tried, and why. */
function untried(what: string, error: unknown): Finding {
  if (isUnreadable(error))
    return faultFinding(
      what,
      'it could not be tried: what answers is not Discord',
      "Check DISCORD_API_URL, or leave it out for Discord's own.",
    );
  const seconds = Math.ceil(askedToWait(error) / 1000);
  if (seconds > 0)
    return faultFinding(
      requests,
      `Discord takes no more requests from me for ${counted(seconds, 'second')}: there were too many`,
      'I wait and go on by myself. If it happens often, see what else uses this token or sends from this address.',
    );
  return refusesToken(error)
    ? faultFinding(
        what,
        'Discord does not accept it',
        'Copy the token from the developer portal (your application, Bot, Reset Token) into DISCORD_TOKEN.',
      )
    : faultFinding(
        what,
        `Discord does not answer: ${messageOf(error)}`,
        'See that Discord is up (https://discordstatus.com) and can be reached from here; if DISCORD_API_URL is set, check it.',
      );
}

async function checkCommands(client: Client<true>, guild: { id: string; name: string }): Promise<Finding> {
  const what = `Commands in ${guild.name}`;
  try {
    const found: unknown = await client.rest.get(
      Routes.applicationGuildCommands(client.application.id, guild.id),
    );
    const count = Array.isArray(found) ? found.length : 0;
    return okFinding(what, count > 0 ? `${count} registered` : 'none yet; they come with the first start');
  } catch (error) {
    if (!codeOf(error)) return untried(what, error);
    const cure =
      'Invite me again with the scope applications.commands; the commands come within the hour, or when I start.';
    return faultFinding(what, messageOf(error), cure);
  }
}

async function checkChannel(
  client: Client<true>,
  used: UsedChannel,
  nameOf: (id: string) => string | undefined,
): Promise<Finding> {
  const channel = client.channels.cache.get(used.id);
  if (!channel || channel.isDMBased()) {
    const name = nameOf(used.id);
    return faultFinding(
      `Channel for ${used.purpose}`,
      `${name === undefined ? used.id : `#${name}`} is not there, or I cannot see it`,
      'Give me View Channel there, or choose another channel with /docent setup.',
    );
  }
  const me = await myself(channel.guild);
  if (!me) return unseen(channel.guild.name);
  const mine = channel.permissionsFor(me);
  const asked = channel.isVoiceBased() ? everywhere.slice(0, 1) : everywhere;
  return missing(`Channel #${channel.name} (${used.purpose})`, asked, (bit) => mine.has(bit));
}

async function myself(guild: Guild): Promise<GuildMember | undefined> {
  return await guild.members.fetchMe().catch(insteadIf(isFromOutside, undefined));
}

function unseen(guild: string): Finding {
  return faultFinding(
    `Server ${guild}`,
    'Discord does not tell me what I may do there',
    'Try again in a minute; if it stays so, remove me from the server and invite me again.',
  );
}

function missing(what: string, asked: readonly (readonly [string, bigint])[], has: (bit: bigint) => boolean) {
  const lacking = asked.flatMap(([name, bit]) => (has(bit) ? [] : [name])).join(', ');
  if (lacking === '') return okFinding(what, 'I have all permissions that I need');
  return faultFinding(what, `I lack ${lacking}`, `Give my role: ${lacking}.`);
}

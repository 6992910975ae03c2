// Sitting down in voice channels and getting up.
import { randomBytes } from 'node:crypto';
import { GatewayIntentBits } from 'discord.js';
import { voiceShape } from './guild-shapes.ts';
import type { Channel, Guild, User } from './model.ts';
import type { World } from './world.ts';

/** Puts somebody into a voice channel. */
export function joinVoice(world: World, user: User, channel: Channel): void {
  const { guild } = channel;
  if (!guild || (channel.type !== 2 && channel.type !== 13))
    throw new Error(`${channel.name} is no voice channel`);
  const sessionId = guild.seats.get(user.id)?.sessionId ?? randomBytes(8).toString('hex');
  guild.seats.set(user.id, { userId: user.id, channelId: channel.id, sessionId });
  tell(world, guild, user);
}

/** Lets somebody leave the voice channel they are in. */
export function leaveVoice(world: World, user: User): void {
  for (const guild of world.guilds.values()) if (guild.seats.delete(user.id)) tell(world, guild, user);
}

function tell(world: World, guild: Guild, user: User): void {
  world.dispatch({
    type: 'VOICE_STATE_UPDATE',
    intents: [GatewayIntentBits.GuildVoiceStates],
    data: () => voiceShape(guild, user.id),
  });
}

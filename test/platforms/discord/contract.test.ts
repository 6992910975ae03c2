// Discord keeps the contract of a platform: as messages in a channel.
import { bits, readable, startDiscord, textOf } from '../../../sandbox/discord/index.ts';
import { discordPlatform } from '../../../src/platforms/discord/index.ts';
import { type ContractWorld, platformContract } from '../contract.ts';
import { dispatcherWith } from './wire.ts';

platformContract('Discord, in a channel,', async (): Promise<ContractWorld> => {
  const now = () => new Date('2026-11-24T09:00:00Z');
  const discord = await startDiscord({ clock: now, speed: 60 });
  discord.addGuild('Docs');
  const channel = discord.addChannel('docs');
  const prague = discord.addUser('prague');
  discord.addMember(prague);
  const kept = new Map<string, string>();
  const platform = discordPlatform({
    token: discord.botToken,
    apiUrl: discord.url,
    conversations: {
      find: async (id) => kept.get(id),
      keep: async (id, remote) => void kept.set(id, remote),
    },
    cursors: { read: async () => undefined, write: async () => {} },
    now,
    log: { info() {}, warn() {}, error() {} },
  });
  await platform.start(dispatcherWith({}));
  return {
    platform,
    place: { kind: 'channel', id: channel.id },
    content: (document) => ({ kind: 'message', document }),
    async seen() {
      return discord.messages('#docs').map((message) => ({
        id: message.id,
        text: readable(textOf(message)),
        notified: message.pinged,
      }));
    },
    async removeByHand({ parts = [] }) {
      for (const { id } of parts) discord.people.deleteMessage(id);
    },
    async forbid() {
      discord.removePermission('#docs', bits.SendMessages);
    },
    async failNext(count) {
      discord.failNext(`POST /channels/${channel.id}/messages`, { status: 500 }, count);
    },
    pingsToType: ['@everyone', '@here', `<@${prague.id}>`, '@prague'],
    async close() {
      await platform.stop();
      await discord.close();
    },
  };
});

// The least that a bot on discord.js can be, to compare with.
/** A program that does no more than discord.js does by itself; it prints `ready` once it is. */
export const bareClient = `
import { Client, GatewayIntentBits } from 'discord.js';
const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: process.env.DISCORD_API_URL } });
client.once('clientReady', () => console.log('ready'));
await client.login(process.env.DISCORD_TOKEN);
`;

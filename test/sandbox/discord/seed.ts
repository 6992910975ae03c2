// A small guild on the sandbox's Discord with a real discord.js client in it; every exchange is judged by the official document.
import { Client, type ClientOptions, Events, GatewayIntentBits, REST } from 'discord.js';
import { expect } from 'vitest';
import { type DiscordOptions, type SandboxDiscord, startDiscord } from '../../../sandbox/discord/index.ts';
import { discordDiffers, officialDocument, openApiChecker } from '../../openapi.ts';

const official = officialDocument('discord.openapi.json');
const checker = official && openApiChecker(official, discordDiffers);

/** Whether the official document is there to judge. */
export const isJudged = checker !== undefined;

/** A clock that stands still until it is moved. */
export interface HandClock {
  now: Date;
  forward(minutes: number): void;
}

/** A guild with people, and how to end it: `close` also checks that nothing broke the official document. */
export interface Seed {
  readonly discord: SandboxDiscord;
  readonly clock: HandClock;
  readonly rest: REST;
  readonly faults: string[];
  close(): Promise<void>;
}

/** Opens a guild "Docs" with `prague` (organiser), `tokyo` and `visitor`, and the usual channels. */
export async function openSeeded(options: Partial<DiscordOptions> = {}): Promise<Seed> {
  const clock: HandClock = {
    now: new Date('2026-11-20T09:00:00Z'),
    forward(minutes) {
      clock.now = new Date(clock.now.getTime() + minutes * 60_000);
    },
  };
  const discord = await startDiscord({ clock: () => clock.now, speed: 20, ...options });
  discord.addGuild('Docs');
  const organiser = discord.addRole('organiser', 32n);
  discord.addMember(discord.addUser('prague'), [organiser]);
  discord.addMember(discord.addUser('tokyo'));
  discord.addMember(discord.addUser('visitor'));
  for (const name of ['general', 'meetings', 'pull-requests', 'ama']) discord.addChannel(name);
  discord.addChannel('moderators', 'text', { private: [organiser] });
  discord.addChannel('Meeting room', 'voice');
  discord.addChannel('questions', 'forum', { tags: ['answered', 'open'] });
  const faults: string[] = [];
  discord.onExchange(({ method, path, request, status, response }) => {
    if (!checker || status >= 500) return;
    if (status < 400) faults.push(...checker.request(method, path, request));
    faults.push(...checker.response(method, path, status, response));
  });
  const rest = new REST({ api: discord.url, version: '10', retries: 0 }).setToken(discord.botToken);
  return {
    discord,
    clock,
    rest,
    faults,
    async close() {
      await discord.close();
      expect([...new Set(faults)]).toEqual([]);
    },
  };
}

/** Logs a real client in and waits until it is ready. */
export async function login(
  { discord }: Seed,
  { intents = [GatewayIntentBits.Guilds], ...options }: Partial<ClientOptions> = {},
): Promise<Client<true>> {
  const client = new Client({
    intents,
    ...options,
    rest: { api: discord.url, cdn: discord.cdn, retries: 0, ...options.rest },
  });
  const { promise, resolve } = Promise.withResolvers<Client<true>>();
  client.once(Events.ClientReady, resolve);
  await client.login(discord.botToken);
  return await promise;
}

/** A text channel of a client by name. */
export function textChannel(client: Client, name: string) {
  const found = client.channels.cache.find((one) => 'name' in one && one.name === name);
  if (!found?.isTextBased() || !('threads' in found)) throw new Error(`No text channel ${name}`);
  return found;
}

/** The refusal that a request meets: status, code and, for forms, the errors. */
export async function refusalOf(
  request: Promise<unknown>,
): Promise<{ status: unknown; code: unknown; errors: unknown }> {
  const error: unknown = await request.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (typeof error !== 'object' || error === null || !('code' in error) || !('status' in error)) {
    throw new Error(`Not refused: ${String(error)}`);
  }
  const raw = 'rawError' in error ? error.rawError : undefined;
  const errors = typeof raw === 'object' && raw !== null && 'errors' in raw ? raw.errors : undefined;
  return { status: error.status, code: error.code, errors };
}

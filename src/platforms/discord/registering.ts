// Registers the commands in each server, again and again where Discord does not take them at once.
import type { Guild, REST } from 'discord.js';
import { messageOf, type OutsideError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { backOff } from '../../core/outside/back-off.ts';
import { inFlight } from '../../core/outside/in-flight.ts';
import { registerCommands, type SlashCommand } from './commands.ts';
import { isFromOutside, outsideError } from './outside.ts';

/** A server, as far as it is looked at here. */
type Server = Pick<Guild, 'id' | 'name'> & {
  readonly client: { readonly application: { readonly id: string } };
};

/** What registering works with. */
interface RegisteringParts {
  readonly rest: REST;
  readonly log: Log;
  now(): Date;
  readonly stopping: AbortSignal;
  failed(error: OutsideError): void;
  /** Whether a server is still one of the connection that is there now. */
  isConnected(guild: Server): boolean;
}

/** Whoever asks for longer than this is not waited for. */
const longSeconds = 60;

/** Opens what registers commands. */
export function registrations({ rest, log, now, stopping, failed, isConnected }: RegisteringParts) {
  const lost = (error: unknown) => log.error({ err: error }, messageOf(error));
  const unsettled = inFlight(lost);

  async function register(guild: Server, wanted: readonly SlashCommand[], refused: () => void) {
    const applicationId = guild.client.application.id;
    // In an outage Discord does not tell the name.
    const name = guild.name || guild.id;
    const pauses = backOff({ first: 5_000, longest: 600_000, now });
    let said = '';
    while (!stopping.aborted) {
      try {
        const hadTo = await registerCommands(rest, { applicationId, guildId: guild.id, wanted });
        if (hadTo) log.info({ guild: guild.id }, `Commands registered in ${name}`);
        return;
      } catch (error) {
        if (!isFromOutside(error)) throw error;
        const outside = outsideError(error, { what: 'register', guild: guild.id });
        failed(outside);
        const line = `The commands of ${name} are not registered: ${outside.message}`;
        if (line !== said) log.error({ guild: guild.id }, line);
        said = line;
        // What is refused for good is tried as well: that it was invited anew, with the right to have commands, nobody tells the bot.
        const seconds = outside.isPermanent ? 3_600 : (outside.retryAfterSeconds ?? 0);
        if (seconds >= longSeconds) refused();
        await pauses.pause(stopping, seconds * 1000);
        // Another connection has begun it anew.
        if (!isConnected(guild)) return;
      }
    }
  }

  return {
    /** Begins to register, beside everything else: what is refused for long must not keep the bot from leaving. */
    begin(guild: Server, wanted: readonly SlashCommand[]): void {
      const { promise, resolve } = Promise.withResolvers<void>();
      unsettled.add(promise);
      // Also what fails when nobody waits for it any more.
      register(guild, wanted, resolve).catch(lost).finally(resolve);
    },
    /** Resolves when all that has begun is done, or is refused for so long that nobody should wait for it. */
    settled: unsettled.all,
  };
}

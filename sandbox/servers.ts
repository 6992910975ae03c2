// The three servers that a bot talks to, started and closed together, with the keys by which it finds them.
import { startDiscord } from './discord/index.ts';
import { startDiscourse } from './discourse/index.ts';
import { startGitHub } from './github/index.ts';

/** What `work` answers; where it fails, what was opened before is closed, so that the process ends. Throws what it throws. */
export async function orClosed<Answer>(
  close: () => Promise<void>,
  work: () => Answer | Promise<Answer>,
): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    await close();
    throw error;
  }
}

/** Starts them. Their rate limits pass `speed` times as fast as real ones; `forumSpeed` is that of Discourse, if another. */
export async function startServers(
  clock: () => Date,
  { speed, forumSpeed = speed }: { readonly speed: number; readonly forumSpeed?: number },
) {
  const [discord, discourse, github] = await Promise.all([
    startDiscord({ clock, speed }),
    startDiscourse({ clock, speed: forumSpeed }),
    startGitHub({ clock, speed }),
  ]);
  return {
    discord,
    discourse,
    github,
    keys: {
      DISCORD_TOKEN: discord.botToken,
      DISCORD_API_URL: discord.url,
      DISCOURSE_URL: discourse.url,
      DISCOURSE_API_KEY: discourse.apiKey,
      DISCOURSE_API_USERNAME: discourse.apiUsername,
      GITHUB_TOKEN: github.token,
      GITHUB_API_URL: github.url,
    },
    async close(): Promise<void> {
      await Promise.all([discord.close(), discourse.close(), github.close()]);
    },
  };
}

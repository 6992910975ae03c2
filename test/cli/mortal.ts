// A Docent whose life can be cut short at any moment, on a clock that the test moves, before servers that go on living.
import { pathToFileURL } from 'node:url';
import { textOf } from '../../sandbox/discord/index.ts';
import { shown } from '../../sandbox/discourse/index.ts';
import { docent, type Running } from './running.ts';
import { openServers } from './servers.ts';

const movedClock = pathToFileURL(`${import.meta.dirname}/moved-clock.ts`).href;

/** The kinds of happening by which something new is there. */
const makes = new Set(['message', 'dm', 'event', 'topic', 'post']);

/** When a life ends. */
export type Moment =
  /** So long after the process was spawned: while it loads, migrates, connects. */
  | { readonly after: 'spawn'; readonly milliseconds: number }
  /** So long after the n-th thing was made; at 0 the bot has not even been told that it was made. */
  | { readonly after: number; readonly milliseconds: number };

/** A bot before its servers. */
export type Mortal = Awaited<ReturnType<typeof openMortal>>;

/** Opens the servers of a group that nothing is known of yet; the clock shows `start`. */
export async function openMortal(databaseUrl: string, start: string) {
  let ahead = Date.parse(start) - Date.now();
  const servers = await openServers(() => new Date(Date.now() + ahead));
  const { discord, discourse, github } = servers;
  for (const name of ['pull-requests', 'ama']) discord.addChannel(name);
  discourse.addUser('tokyo');
  github.addRepository('docs-group/handbook');
  github.madeUp(20, { seed: 7, repository: 'docs-group/handbook' });

  // What a killed process has compiled is lost; this one keeps it, and the next ones start in half the time.
  await docent(['doctor'], servers.env).ended;

  let onSeen = (): void => {};
  discord.onHappening(({ who, kind }) => who === 'docent' && makes.has(kind) && onSeen());
  discourse.onHappening(({ who, kind }) => who === 'docent' && makes.has(kind) && onSeen());

  const spawned = (): Running =>
    docent(['start'], {
      ...servers.env,
      DATABASE_URL: databaseUrl,
      NODE_OPTIONS: `--import=${movedClock}`,
      CLOCK_AHEAD: String(ahead),
    });
  const killed = async ({ child, ended }: Running): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  const messages = () =>
    [...discord.world.channels.values()]
      .flatMap(({ id, name }) => discord.messages(id).map((message) => ({ name, message })))
      .filter(({ message }) => message.author.name === 'docent' && message.embeds.length > 0);
  const topics = () => [...discourse.forum.topics.values()];
  const posts = () =>
    topics()
      .flatMap((topic) => topic.posts)
      .filter(({ by }) => by.username === 'docent');

  return {
    ...servers,
    /** All that the bot made, as people read it: platform, place and text. */
    said: (): string[] => [
      ...messages().map(({ name, message }) => `Discord, ${name}: ${textOf(message)}`),
      ...discord.threads().map(({ name }) => `Discord, thread: ${name}`),
      ...discord.events().map(({ name, startsAt }) => `Discord, event: ${name}, ${startsAt.toISOString()}`),
      ...topics().map(({ title }) => `Discourse, topic: ${title}`),
      ...posts().map(({ topic, raw }) => `Discourse, ${topic.title}: ${shown(raw)}`),
    ],
    /** The marks by which the bot knows again what it made; each is there once. */
    marks: (): string[] => [
      ...messages().flatMap(({ message }) => message.embeds.map(({ url }) => String(url))),
      ...posts().map(({ raw }) => /<!-- docent:.* -->/u.exec(raw)?.[0] ?? raw),
    ],
    set(iso: string): void {
      ahead = Date.parse(iso) - Date.now();
    },
    pass(milliseconds: number): void {
      ahead += milliseconds;
    },
    /** A life that ends at a moment, or a second after it was ready if that never comes. `act`: what people do in it. */
    async cutShort(moment: Moment, act?: () => unknown): Promise<void> {
      const running = spawned();
      const { child } = running;
      const end = () => child.kill('SIGKILL');
      let seen = 0;
      onSeen = () => {
        seen += 1;
        if (seen !== moment.after) return;
        if (moment.milliseconds === 0) end();
        else setTimeout(end, moment.milliseconds);
      };
      if (moment.after === 'spawn') setTimeout(end, moment.milliseconds);
      const late = await running.until('Docent is ready').then(
        () => {
          act?.();
          return setTimeout(end, 1_000);
        },
        () => undefined,
      );
      await running.ended;
      clearTimeout(late);
      onSeen = () => {};
    },
    /** A life that lasts until nothing is missing any more; `act` is what people do in it. */
    async until(missing: () => Promise<readonly string[]>, act?: () => unknown): Promise<void> {
      const running = spawned();
      await running.until('Docent is ready');
      // On a slow computer the answer may come too late for Discord; people try again.
      for (let tries = 1; ; tries++) {
        try {
          await act?.();
          break;
        } catch (error) {
          if (tries === 5) throw error;
        }
      }
      const end = Date.now() + 40_000;
      for (let still = await missing(); still.length > 0; still = await missing()) {
        if (Date.now() > end) {
          await killed(running);
          throw new Error(`Still missing: ${still.join(', ')}\n${(await running.ended).out}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      await killed(running);
    },
  };
}

// The whole bot on the platform in memory, alone or beside Discord, with a clock that the test moves.
import { startDiscord } from '../../../sandbox/discord/index.ts';
import { startGitHub } from '../../../sandbox/github/index.ts';
import { createLog, startApp } from '../../../src/app.ts';
import { parseConfig } from '../../../src/config.ts';
import type { Capabilities } from '../../../src/core/publication.ts';
import { movedClock } from '../../moved-clock.ts';
import type { Fresh } from '../../storage/database.ts';
import { openBoard } from './board.ts';
import { memoryPlatform } from './index.ts';

/** Who is on the board; prague manages it. */
const people = ['prague', 'tokyo', 'lagos', 'visitor'];

/** Starts it; with `discord` there is a server beside the board. */
export async function openBot(fresh: Fresh, { can, isBeside }: { can: Capabilities; isBeside?: boolean }) {
  const { now: clock, advanceTo } = movedClock('2026-11-20T09:00:00Z');
  const discord = isBeside ? await startDiscord({ clock, speed: 60 }) : undefined;
  const github = await startGitHub({ clock });
  const board = openBoard(clock, {
    places: { docs: 'open', news: 'open', team: 'closed' },
    people,
  });
  board.managers.add('prague');
  discord?.addGuild('Docs');
  discord?.addChannel('docs');
  discord?.addChannel('team');
  for (const one of people) discord?.addMember(discord.addUser(one));
  const failures: string[] = [];
  const configured = parseConfig({
    DATABASE_URL: fresh.url,
    DISCORD_TOKEN: discord?.botToken ?? 'nobody-logs-in',
    ...(discord && { DISCORD_API_URL: discord.url }),
    GITHUB_TOKEN: github.token,
    GITHUB_API_URL: github.url,
    PUBLIC_URL: 'https://docent.example.org',
    ...(discord && { ORGANISERS: `discord:${discord.people.user('prague').id}` }),
  });
  const app = await startApp({
    config: discord ? configured : { ...configured, discord: undefined },
    log: createLog({ level: 'warn', isTerminal: false, secrets: [], write: (line) => failures.push(line) }),
    now: clock,
    ticks: 'manual',
    web: { port: 0, hostname: '127.0.0.1' },
    // The line by which the platform is in the bot.
    platforms: [() => memoryPlatform(board, { can })],
  });
  const runUntilIdle = async () => {
    await discord?.heard();
    return await app.runUntilIdle();
  };
  const says = async (who: string, text: string, place = 'docs') => {
    const answer = await board.person(who).writes({ place }, text);
    await runUntilIdle();
    return answer;
  };
  return {
    board,
    discord,
    github,
    database: fresh.database,
    failures,
    webUrl: app.webUrl,
    runUntilIdle,
    /** Types in a place of the board; answers what the bot said. */
    says,
    async presses(who: string, label: string) {
      const answer = await board.person(who).presses(label);
      await runUntilIdle();
      return answer;
    },
    async fills(who: string, values: Readonly<Record<string, string>>) {
      const answer = await board.person(who).answers(values);
      await runUntilIdle();
      return answer;
    },
    reads: (who: string, place = 'docs') => board.person(who).reads(place).join('\n---\n'),
    box: (who: string) => board.person(who).box().join('\n---\n'),
    advanceTo: (instant: string) => advanceTo(instant, runUntilIdle),
    async close(): Promise<void> {
      await app.stop();
      await Promise.all([discord?.close(), github.close(), fresh.close()]);
    },
  };
}

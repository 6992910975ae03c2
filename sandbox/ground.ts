// The three servers with the made-up group on them, and their clock; which bot is at work there is left open.
import { readableText, type SandboxDiscord } from './discord/index.ts';
import type { SandboxDiscourse } from './discourse/index.ts';
import type { SandboxGitHub } from './github/index.ts';
import { madeUpIssues } from './github/made-up-issues.ts';
import { buildSeed, type Seed } from './seed.ts';
import { orClosed, startServers } from './servers.ts';

/** How the servers are started. */
export interface GroundOptions {
  /** Pull requests as GitHub search pages, parsed; without them some are made up. */
  readonly prs?: unknown;
  /** What the clock shows at first; the real time when absent. */
  readonly startAt?: Date;
  /** Whether the clock goes on by itself; else it stands until it is moved. */
  readonly isRunning?: boolean;
}

/** Something that people could see happen. */
export interface Happening {
  readonly at: Date;
  readonly platform: 'discord' | 'discourse';
  /** `#meetings`, `thread AMA`, `dm tokyo`, `reply`, `events`, `discourse: <topic>`. */
  readonly place: string;
  readonly who: string;
  readonly kind:
    | 'message'
    | 'edit'
    | 'delete'
    | 'reply'
    | 'dm'
    | 'topic'
    | 'post'
    | 'event'
    | 'form'
    | 'error';
  readonly text: string;
}

/** The servers while they run. */
export interface Ground {
  readonly discord: SandboxDiscord;
  readonly discourse: SandboxDiscourse;
  readonly github: SandboxGitHub;
  readonly seed: Seed;
  readonly repositories: readonly string[];
  /** The configuration keys with which a bot finds the servers. */
  readonly keys: Readonly<Record<string, string>>;
  readonly clock: {
    readonly now: () => Date;
    /** Puts the clock forward, to milliseconds since 1970. */
    set(milliseconds: number): void;
  };
  readonly onHappening: (listener: (happening: Happening) => void) => () => void;
  close(): Promise<void>;
}

/** The seed is older than any story, so that its ids are the same each time. */
const foundedAt = new Date('2015-06-01T00:00:00Z');
/** Rate limits are real in kind but pass so much faster than real time. */
export const speed = 1_000;
const madeUpRepository = 'docs-group/handbook';
/** The one that README looks at; no group has chosen it yet. */
const shownRepository = 'python/cpython';

/** Starts the servers. */
export async function openGround(options: GroundOptions = {}): Promise<Ground> {
  let virtual = foundedAt.getTime();
  let real = Date.now();
  let isFounded = false;
  const now = () => new Date(virtual + (options.isRunning && isFounded ? Date.now() - real : 0));
  const servers = await startServers(now, { speed });
  const { discord, discourse, github } = servers;
  const seed = buildSeed(discord, discourse);
  virtual = (options.startAt ?? new Date()).getTime();
  real = Date.now();
  isFounded = true;
  await orClosed(servers.close, () =>
    options.prs === undefined ? makeUp(github) : github.loadSearchPages(options.prs),
  );
  const repositories = github.world.repositories.map(({ owner, name }) => `${owner}/${name}`);
  // Minutes can be published there, whatever pull requests are looked at.
  if (!repositories.includes(madeUpRepository)) github.addRepository(madeUpRepository);
  if (options.prs === undefined) github.madeUp(12, { seed: 9, repository: shownRepository, label: 'docs' });
  return {
    discord,
    discourse,
    github,
    seed,
    repositories,
    keys: servers.keys,
    clock: {
      now,
      set(milliseconds) {
        virtual = milliseconds;
        real = Date.now();
      },
    },
    onHappening(listener) {
      const stops = [
        discord.onHappening(({ at, place, who, kind, text, message }) =>
          listener({
            at,
            platform: 'discord',
            place,
            who,
            kind,
            text: message ? readableText(message) : text,
          }),
        ),
        discourse.onHappening(listener),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
    close: servers.close,
  };
}

/** Pull requests of every state, and a place for minutes. */
function makeUp(github: SandboxGitHub): void {
  github.addRepository(madeUpRepository);
  github.madeUp(40, { seed: 7, repository: madeUpRepository, label: 'docs' });
  madeUpIssues(github.world, madeUpRepository);
}

// The dependency rule of docs/architecture.md, and what else must hold in every file.
import { basename } from 'node:path/posix';
import type { Facts, Import } from './source.ts';

/** Files that act: everything else in a feature is pure. A new file is pure until it is named here. */
const actors = [
  /\/(index|commands|pages|store(-[a-z-]+)?|store\/[a-z-]+)\.ts$/u,
  /\/commands\//u,
  // What a feature hears, and what it makes of facts and views on demand.
  /^src\/features\/meetings\/(shown|readers|presenters|telling|carried|calendar-feed|ingest)\.ts$/u,
  /^src\/features\/meetings\/rotation\/(thread|plan-worker)\.ts$/u,
  /^src\/features\/meetings\/polls\/presenters\.ts$/u,
  /^src\/features\/digests\/(presenters|pages|reading|running|unreadable|lost-labels|agenda-parts)\.ts$/u,
  /^src\/features\/amas\/(draft-presenters|hosts|ingest|presented-facts|presenters|notice-presenters|exporting|telling|topic\/(following|steps))\.ts$/u,
  /^src\/features\/(projects|celebrations|outreach)\/(presenters|keeping)\.ts$/u,
  /^src\/features\/members\/(membership|gone-watch|member-clock|member-presenters|member-readers)\.ts$/u,
  /^src\/features\/votes\/(presenters|ingest)\.ts$/u,
  /^src\/features\/setup\/(refusals|helping)\.ts$/u,
];

/** Outside the features, these are pure. */
const pureElsewhere =
  /^src\/(core\/(?:[a-z]+\/)?(?!back-off|in-flight|in-time|in-turns|checked-repository|download|whole-body|second-tries|posted-files|own-words|dispatcher|request|confirmation|typed|values|spoken|buttons|meant)[a-z-]+|pictures\/text|platforms\/[a-z]+\/(render|escape|estimate|simplify|words|usage)|web\/(render|layout|form|atom|sheet|personal-link|addresses))\.ts$/u;

/** Who may read a clock although `now` is an argument everywhere, and why. */
const clockReaders: Readonly<Record<string, string>> = {
  'src/clock-set.ts': 'what the clock shows beside what has passed is what it is about',
  'src/app/build.ts': 'hands the clock to everybody else',
  'src/main.ts': 'hands the clock to commands that need no bot',
  'src/storage/clock.ts': "goes on from the database's clock by the process's own steady one",
  'src/storage/sqlite/adapter.ts': 'measures how long it has waited for another process',
  'src/platforms/discord/calls.ts': 'bounds how long an answer waits, by how long its token lasts',
  'src/platforms/discord/pace.ts': 'spaces requests out on the real clock',
  'src/platforms/discourse/limiter.ts': "measures against the forum's own clock",
  'src/sources/github/anonymous.ts': "measures against GitHub's own hour",
  'src/features/members/store/callers.ts': 'forgets what it read some seconds ago',
  'src/features/meetings/rotation/plan-worker.ts': 'stops searching when its time is used up',
};

/** Who may touch `process`, beside main.ts, with which members, and why. */
const processReaders: Readonly<Record<string, readonly string[]>> = {
  // The version of the tz data is a fact about the runtime, like the time zones themselves.
  'src/core/time.ts': ['versions'],
  // A claim says which process made it, so that those of dead ones are taken over.
  'src/storage/processes.ts': ['pid', 'kill'],
  'src/storage/migration-worker.ts': ['exit'],
  // A warning of Node's is kept from people who could not act on it.
  'src/storage/sqlite/connection.ts': ['emitWarning', 'getBuiltinModule'],
  // Which compilers its V8 has.
  'src/cli/memory.ts': ['versions'],
  // The process is what it starts and stops; what Node warns of goes into its log.
  'src/cli/start.ts': ['on', 'once', 'exit', 'removeAllListeners'],
};

/** A vendor's library stays in its folder. */
const vendors: readonly (readonly [library: RegExp, folder: RegExp])[] = [
  [/^discord\.js$/u, /^src\/(platforms\/discord|sandbox)\//u],
  [/^@octokit\//u, /^src\/(sources|sandbox)\/github\//u],
  [/^@prisma\/|^prisma$/u, /^src\/storage\//u],
  [/^(hono|@hono\/.*)$/u, /^src\/(web|sandbox)\//u],
  [/^node-cron$/u, /^src\/scheduler\.ts$/u],
];

/** What files in a folder may import of ours: the first that fits decides. */
const layers: readonly (readonly [from: RegExp, to: RegExp, rule: string])[] = [
  [/^src\/core\//u, /^src\/core\//u, 'core imports nothing of ours'],
  [/^src\/storage\//u, /^src\/(core|storage)\//u, 'storage imports core only'],
  [/^src\/publishing\//u, /^src\/(core|publishing|storage)\//u, 'publishing imports core and storage only'],
  [/^src\/pictures\//u, /^src\/(core|pictures)\//u, 'pictures import core only'],
  [/^src\/web\//u, /^src\/(core|web)\//u, 'web imports core only; app.ts gives it what it shows'],
  [/^sandbox\/(discord|discourse|github)\//u, /^sandbox\//u, 'the sandbox servers know nothing of the bot'],
  [
    /^sandbox\//u,
    /^(sandbox\/|src\/(app|config)\.ts$)/u,
    'the sandbox uses the composition root and configuration alone',
  ],
];

/** What is wrong with a file, in words; empty when nothing is. */
export function faultsOf(file: Facts): string[] {
  return [...importFaults(file), ...purityFaults(file), ...formFaults(file), ...nameFaults(file)].map(
    (fault) => `${file.path}: ${fault}`,
  );
}

function importFaults({ path, imports }: Facts): string[] {
  const found: string[] = [];
  for (const one of imports) {
    if (one.isOurs) {
      const layer = layers.find(([from]) => from.test(path));
      if (layer && !layer[1].test(one.from)) found.push(`imports ${one.from}, but ${layer[2]}`);
      found.push(...featureFaults(path, one), ...outsideFaults(path, one));
    } else {
      const vendor = vendors.find(([library]) => library.test(one.from));
      if (path.startsWith('src/') && vendor && !vendor[1].test(path))
        found.push(`imports ${one.from} outside its folder`);
    }
  }
  return found;
}

function featureFaults(path: string, one: Import): string[] {
  const feature = /^src\/features\/([a-z]+)\//u.exec(path)?.[1];
  if (!feature) return [];
  if (one.from.startsWith(`src/features/${feature}/`) || one.from.startsWith('src/core/')) return [];
  if (one.from.startsWith('src/features/'))
    return [`imports ${one.from}, but features never import features`];
  const isStore = /\/store(-[a-z-]+|\/[a-z-]+)?\.ts$/u.test(path);
  // The columns of a table are written down in the schema alone.
  if (one.from === 'src/storage/rows.ts' && one.isType && /\b(?:membership-)?facts\.ts$/u.test(path))
    return [];
  if (one.from.startsWith('src/storage/')) {
    return isStore ? [] : [`imports ${one.from}, but only a feature's store imports storage`];
  }
  if (one.from.startsWith('src/publishing/')) {
    return isStore || one.isType
      ? []
      : [`imports ${one.from}, but only a feature's store marks publications`];
  }
  return [`imports ${one.from}, but a feature imports core, publishing's types and itself`];
}

function outsideFaults(path: string, one: Import): string[] {
  const folder = /^src\/(?:platforms|sources)\/[a-z]+\//u.exec(path)?.[0];
  if (!folder || one.from.startsWith(folder) || one.from.startsWith('src/core/')) return [];
  return [`imports ${one.from}, but platforms and sources import core and their vendor only`];
}

/** Whether a file must be pure. */
export function isPure(path: string): boolean {
  if (path.startsWith('src/features/')) return !actors.some((actor) => actor.test(path));
  return pureElsewhere.test(path);
}

/** What helps whoever wrote a file that acts. */
const whereItMay =
  'what acts is under `commands/` or `store/`, or named in `actors` in test/architecture/rules.ts';

function purityFaults({ path, isAsync, clocks, process, imports }: Facts): string[] {
  if (!path.startsWith('src/')) return [];
  const found: string[] = [];
  if (isPure(path)) {
    if (isAsync) found.push(`waits for something, but is pure: ${whereItMay}`);
    const outside = imports.filter(
      (one) => !one.isType && /^(node:(?!crypto|util|path|buffer)|src\/storage)/u.test(one.from),
    );
    found.push(...outside.map((one) => `imports ${one.from}, but is pure`));
  }
  if (clocks.length > 0 && !(path in clockReaders)) found.push(`reads the clock (${clocks.join(', ')})`);
  const allowed = path === 'src/main.ts' ? process : (processReaders[path] ?? []);
  const touched = process.filter((member) => !allowed.includes(member));
  if (touched.length > 0) found.push(`touches process.${touched.join(', process.')}`);
  return found;
}

/** Where a platform may be called by its name: in its folder, where it is configured and put together, and on the command line. */
const namesPlatforms =
  /^src\/(platforms\/|config(-keys)?\.ts|app(\/(features|platforms))?\.ts|main\.ts|cli\/)|^(?!src\/)/u;

function nameFaults({ path, words }: Facts): string[] {
  if (namesPlatforms.test(path)) return [];
  const named = words.filter((word) => /discord|discourse/iu.test(word) && !/^\.|^discord\.js$/u.test(word));
  return named.length === 0 ? [] : [`names a platform: ${[...new Set(named)].join(', ')}`];
}

/** Circles of files that import each other for what they do; types alone are no circle. */
export function circlesOf(files: readonly Facts[]): string[] {
  const imports = new Map(
    files.map(({ path, imports: all }) => [
      path,
      all.filter(({ isOurs, isType }) => isOurs && !isType).map(({ from }) => from),
    ]),
  );
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, above: readonly string[]): void => {
    if (above.includes(path)) {
      found.push([...above.slice(above.indexOf(path)), path].join(' → '));
      return;
    }
    if (done.has(path)) return;
    for (const next of imports.get(path) ?? []) visit(next, [...above, path]);
    done.add(path);
  };
  for (const path of imports.keys()) visit(path, []);
  return found;
}

/** What runs by itself when it is started: everything else only defines. */
const entrances = /^src\/(main|[a-z/-]+-worker)\.ts$|^(bench|prisma|test)\/|^[a-z.]+\.config\.ts$/u;
/** The two generated clients have the same models; this is the one cast between them. */
const casts: Readonly<Record<string, number>> = { 'src/storage/client.ts': 2 };

/** Who remembers something for the whole process, and why. */
const memories: Readonly<Record<string, string>> = {
  'sandbox/github/graphql.ts': "GitHub's schema is read once, when it is asked for",
  'sandbox/page/form-view.ts': 'tells one opening of a form from another',
};

function formFaults(file: Facts): string[] {
  const { path, effects, firstLine } = file;
  const found: string[] = [];
  if (!entrances.test(path) && !(path in memories) && effects.length > 0) {
    found.push(`does something when it is imported: ${effects.join(', ')}`);
  }
  if (!/^\/\/ [A-Z`'"…/].*[\w`'".,;:)–-]/u.test(firstLine)) found.push('does not open with a sentence');
  if (!/^([a-z0-9]+(-[a-z0-9]+)*\.)+ts$/u.test(basename(path))) found.push('is not named in kebab-case');
  if (file.casts > (casts[path] ?? 0)) found.push(`casts ${file.casts} times`);
  return found;
}

#!/usr/bin/env node
// The command line: reads the arguments and the environment, and runs what is asked for.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { createInterface } from 'node:readline/promises';
import { Command, CommanderError } from 'commander';
import packageFacts from '../package.json' with { type: 'json' };
import type { GroupsWish } from './cli/groups.ts';
import { keysIn } from './cli/key-file.ts';
import { ConfigError, messageOf, OutsideError, UserError } from './core/errors.ts';

// As in bin/docent.js, for whoever runs this file itself.
enableCompileCache();
const typed = process.argv.slice(2);
const envFile = envFileOf(typed);
loadKeys(envFile);

const program = new Command('docent')
  .description('Runs the recurring work of a documentation work group on Discord, Discourse and GitHub.')
  .helpCommand(false)
  .version(packageFacts.version, '--version', 'prints which Docent this is')
  .exitOverride()
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /u, '')) });

program
  .command('start')
  .description('runs the bot until it is stopped (SIGTERM, Ctrl+C)')
  .action(async () => {
    const { useLittleMemory } = await import('./cli/memory.ts');
    useLittleMemory();
    const { start } = await import('./cli/start.ts');
    const output = { isTerminal: process.stdout.isTTY, write: print, complain };
    process.exitCode = await start(process.env, output);
  });

program
  .command('doctor')
  .description('looks at the whole set-up, changes nothing, and says what to fix')
  .option('--json', 'prints JSON')
  .option('--upgrade', 'tries whether this version can bring the database up to date, and undoes it again')
  .action(async (options) => {
    const { doctor } = await import('./cli/doctor.ts');
    const status = await doctor(process.env, {
      isJson: options.json,
      isUpgrade: options.upgrade,
      envFile: existsSync(envFile) ? envFile : undefined,
      write: print,
    });
    // What is down may keep a connection open for ever.
    process.stdout.write('', () => process.exit(status));
  });

program
  .command('backup')
  .description('writes a backup of the database while the bot goes on')
  .argument('<file>', 'a new file, or a folder in which it gets a name of its own')
  .action(async (file) => {
    const { backupCommand } = await import('./cli/moving.ts');
    await backupCommand(file, process.env, { write: print, now: new Date() });
  });

program
  .command('restore')
  .description('puts a backup in the place of the database, which is kept; nothing is published again')
  .argument('<file>', 'what `docent backup` wrote')
  .option('--force', 'although a bot seems to be running on the database')
  .action(async (file, options) => {
    const { restoreCommand } = await import('./cli/moving.ts');
    await restoreCommand(file, options, process.env, { write: print, now: new Date() });
  });

program
  .command('copy')
  .description('copies the database into another one, such as from SQLite to PostgreSQL, and retires it')
  .requiredOption('--to <url>', 'an empty database: postgresql://user:password@host/database, or a new file')
  .option('--force', 'although a bot seems to be running on the database')
  .action(async (options) => {
    const { copyCommand } = await import('./cli/moving.ts');
    await copyCommand(options, process.env, { write: print, now: new Date() });
  });

program
  .command('new-identity')
  .description('makes a copied database, such as for trying things out, a bot of its own')
  .option('--force', 'although a bot seems to be running on the database')
  .action(async (options) => {
    const { newIdentityCommand } = await import('./cli/moving.ts');
    await newIdentityCommand(options, process.env, { write: print, now: new Date() });
  });

program
  .command('sandbox')
  .description('runs everything here, without accounts: a small Discord, Discourse and GitHub, and the bot')
  .option('--port <number>', 'where the page is served', '8585')
  .option('--prs <file>', 'pull requests as GitHub search pages (JSON)')
  .option('--db <url>', 'a database to keep; without it everything is forgotten at the end')
  .option('--env <file>', 'runs no bot, and writes a file of keys with which you start one yourself')
  .option('--play <story>', 'plays a story and prints what happened')
  .option('--json', 'prints one JSON object for each happening')
  .action(async (options) => {
    const { sandbox } = await import('../sandbox/main.ts');
    process.exitCode = await sandbox(options, { write: print, writeError: complain });
  });

program
  .command('dates')
  .description("prints the meetings of a rule, such as 'every other tuesday'")
  .requiredOption(
    '--rule <rule>',
    "'every tuesday', 'first and third monday', 'tuesday of odd weeks', an RRULE",
  )
  .requiredOption('--times <times>', 'local times that take turns, the first one at the start: 18:00,21:00')
  .requiredOption('--zone <zone>', 'Area/City, such as Europe/Prague')
  .option('--starts <date>', 'YYYY-MM-DD; intervals count from it (default: the first date from --from)')
  .option('--from <date>', 'YYYY-MM-DD or YYYY-MM (default: --starts, or today)')
  .option('--months <number>', 'how many months (default: 12, unless --count is given)')
  .option('--count <number>', 'at most so many meetings')
  .option('--json', 'prints JSON')
  .action(async (options) => {
    const { datesCommand } = await import('./cli/dates.ts');
    print(`${datesCommand(options, new Date())}\n`);
  });

program
  .command('plan')
  .description('prints the fairest times for a year of meetings')
  .requiredOption('--members <file>', 'JSON: [{"name","zone","never":["00:00-06:00"]}]')
  .requiredOption('--rule <rule>', "the meetings' days, such as 'first tuesday'")
  .requiredOption('--from <month>', 'YYYY-MM')
  .option('--months <number>', 'how many months', '12')
  .option('--slots <number>', 'at most so many different times', '3')
  .option('--duration <minutes>', 'how long a meeting is', '60')
  .option('--grid <minutes>', 'starts at each 15, 30 or 60 minutes', '15')
  .option('--json', 'prints JSON')
  .action(async (options) => {
    const { planCommand } = await import('./cli/plan.ts');
    print(`${await planCommand(options, read('--members', options.members))}\n`);
  });

const groups = program
  .command('groups')
  .description('where the bot is at work, and what each group may use beside its own');
const onGroups = async (wish: GroupsWish) => {
  const { groupsCommand } = await import('./cli/groups.ts');
  print(await groupsCommand(wish, { env: process.env, now: new Date() }));
};
groups
  .command('list')
  .description('shows the groups that are served')
  .option('--json', 'prints JSON')
  .action(({ json }) => onGroups({ what: 'list', isJson: json === true }));
groups
  .command('serve')
  .description('serves a server (its id on Discord) or a category: discourse:5')
  .argument('<space>')
  .option('--group <number>', 'as one more place of this group; a new group without it')
  .option('--name <name>', 'what the group is called')
  .action((space, options) => onGroups({ what: 'serve', space, ...options }));
groups
  .command('grant')
  .description('lets a group use owner/name, owner/name/folder or a category: discourse:5')
  .argument('<group>')
  .argument('<thing>')
  .action((group, thing) => onGroups({ what: 'grant', group, thing }));
groups
  .command('revoke')
  .description('takes a grant back')
  .argument('<group>')
  .argument('<thing>')
  .action((group, thing) => onGroups({ what: 'revoke', group, thing }));
groups
  .command('leave')
  .description('serves a group no more; what it has is kept')
  .argument('<group>')
  .action((group) => onGroups({ what: 'leave', group }));

const people = program.command('people').description("a person's data: handed out or forgotten");
people
  .command('export')
  .description('prints everything that is known of an account: discord:ID, discourse:NAME (JSON)')
  .argument('<account>')
  .action(async (account) => {
    const { peopleCommand } = await import('./cli/people.ts');
    print(await peopleCommand({ what: 'export', account, isConfirmed: true }, process.env));
  });
people
  .command('forget')
  .description('forgets everything about an account; what others need stays without a name')
  .argument('<account>')
  .option('--confirmed', 'does it at once')
  .action(async (account, { confirmed }) => {
    const { peopleCommand } = await import('./cli/people.ts');
    print(await peopleCommand({ what: 'forget', account, isConfirmed: confirmed === true }, process.env));
  });

program
  .command('digest')
  .description('prints the open pull requests and whom they wait on (GITHUB_TOKEN, GITHUB_API_URL)')
  .requiredOption('--repo <owner/name>', 'a repository; may be given several times', several)
  .option('--label <label>', 'only with this label, or one of several', several)
  .option('--without <label>', 'not with this label', several)
  .option('--path <glob>', 'only what touches these files: Doc/**', several)
  .option('--translation <glob>', 'translated files, which have a part of their own', several)
  .option('--since <day>', 'counts changes from this day on (YYYY-MM-DD); the last week if left out')
  .option('--format <format>', 'markdown, json, discord or discourse', 'markdown')
  .action(async (options) => {
    const [{ digestCommand }, { parseGitHub }] = await Promise.all([
      import('./cli/digest.ts'),
      import('./config.ts'),
    ]);
    const { apiUrl, token } = parseGitHub(process.env);
    const text = await digestCommand(options, {
      access: { apiUrl, ...(token && { token }) },
      now: new Date(),
      ...(process.stderr.isTTY && { progress: (line: string) => complain(`\r\u001b[K${line}`) }),
    });
    print(`${text}\n`);
  });

program
  .command('projects')
  .description('prints the projects in the form of a board, or as JSON')
  .option('--format <format>', 'markdown or json', 'markdown')
  .option('--group <group>', 'the number or name of a group, where there are several')
  .action(async (options) => {
    const { recordCommand } = await import('./cli/records.ts');
    print(await recordCommand('projects', options, { env: process.env, write: complain }));
  });

program
  .command('decisions')
  .description('prints what the group decided, numbered, or as JSON')
  .option('--format <format>', 'markdown or json', 'markdown')
  .option('--group <group>', 'the number or name of a group, where there are several')
  .action(async (options) => {
    const { recordCommand } = await import('./cli/records.ts');
    print(await recordCommand('decisions', options, { env: process.env, write: complain }));
  });

program
  .command('completion')
  .description('prints a script that completes commands in your shell')
  .argument('<shell>', 'bash, zsh or fish')
  .action(async (shell) => {
    const [{ commandNames }, { completionScript }] = await Promise.all([
      import('./cli/ask.ts'),
      import('./cli/completion.ts'),
    ]);
    print(completionScript(shell, [...ownNames(), ...(await commandNames(process.env))]));
  });

program
  .command('ask', { hidden: true })
  .argument('[words...]')
  .allowUnknownOption()
  .helpOption(false)
  .action(async (_words, _options, command: Command) => {
    const { ask } = await import('./cli/ask.ts');
    process.exitCode = await ask(command.args, process.env, {
      write: print,
      columns: process.stdout.columns ?? 100,
      own: ownNames(),
      userName: process.env.USER ?? process.env.USERNAME ?? 'terminal',
      save: async ({ name, content }) => {
        const path = unused(name);
        writeFileSync(path, content, { flag: 'wx' });
        return path;
      },
      ...(process.stdin.isTTY && process.stdout.isTTY && { ask: question }),
    });
  });

program.addHelpText(
  'after',
  '\nEvery chat command works here too: docent meeting next, docent prs digest, docent ama queue;\n`docent docent help` lists them, `docent meeting --help` those that begin so. `--group NAME` says which group is meant,\n`--env FILE` which file has the keys (.env if left out).',
);

// `docent digest … | head` closes the pipe early; that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

try {
  await program.parseAsync(wordsOf(typed), { from: 'user' });
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode;
  else if ([UserError, ConfigError, OutsideError].some((kind) => error instanceof kind)) {
    complain(`${messageOf(error)}\n`);
    process.exitCode = 1;
  } else throw error;
}

/** The file with keys: `.env`, or what `--env FILE` names, which is taken out; for the sandbox it means something else. */
function envFileOf(words: string[]): string {
  const at = words.findIndex((word) => word === '--env' || word.startsWith('--env='));
  const isOneWord = words[at]?.startsWith('--env=') ?? false;
  const path = isOneWord ? words[at]?.slice('--env='.length) : words[at + 1];
  if (at < 0 || path === undefined || words[0] === 'sandbox') return '.env';
  words.splice(at, isOneWord ? 1 : 2);
  if (existsSync(path)) return path;
  complain(`--env: there is no file ${path}.\n`);
  return process.exit(1);
}

/** Puts the keys of a file into the environment, where they are not there yet; ends when it cannot be read. */
function loadKeys(path: string): void {
  if (!existsSync(path)) return;
  try {
    for (const [name, value] of Object.entries(keysIn(path))) process.env[name] ??= value;
  } catch (error) {
    complain(
      statSync(path).isDirectory()
        ? `${path} is a folder, and should be the file with the keys. Remove it, and copy .env.example there.\n`
        : `${path} cannot be read (${messageOf(error)}). Let the user that runs Docent read it: chown and chmod 600.\n`,
    );
    process.exit(1);
  }
}

/** The arguments, led to the chat commands when they name none of the program's own. */
function wordsOf(typed: readonly string[]): string[] {
  const [first = '--help', ...rest] = typed;
  const isOption = first.startsWith('-') && !/^--group(=|$)/u.test(first);
  const isOwn = isOption || program.commands.some((command) => command.name() === first);
  return isOwn ? [first, ...rest] : ['ask', first, ...rest];
}

/** The program's own commands, as they are typed. */
function ownNames(): string[] {
  return program.commands.map((command) => command.name()).filter((name) => name !== 'ask');
}

function several(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function print(text: string): void {
  process.stdout.write(text);
}

function complain(text: string): void {
  process.stderr.write(text);
}

function read(option: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (!existsSync(path))
      throw new UserError(
        `${option}: there is no file ${path}. Check the path; it is taken from the folder you are in.`,
      );
    throw new UserError(`${option}: ${path} cannot be read (${messageOf(error)}). Check who may read it.`);
  }
}

/** The name, or with a number if there is such a file already: nothing is overwritten. */
function unused(name: string): string {
  const [, stem = name, ending = ''] = /^(.*?)(\.[^.]*)?$/u.exec(name) ?? [];
  for (let n = 1; ; n += 1) {
    const path = n === 1 ? name : `${stem}-${n}${ending}`;
    if (!existsSync(path)) return path;
  }
}

async function question(text: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await lines.question(text);
  } finally {
    lines.close();
  }
}

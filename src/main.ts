#!/usr/bin/env node
// The command line: reads the arguments and the environment, and runs what is asked for.
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { Command, CommanderError } from 'commander';
import packageFacts from '../package.json' with { type: 'json' };
import { keysIn } from './cli/key-file.ts';
import { addDates, addLists } from './cli/printing.ts';
import { addServed } from './cli/served.ts';
import type { Surroundings } from './cli/surroundings.ts';
import { isForPeople, messageOf } from './core/errors.ts';
import { outageOf } from './storage/outage.ts';

const print = (text: string): void => void process.stdout.write(text);
const complain = (text: string): void => void process.stderr.write(text);
const typed = process.argv.slice(2);
const envFile = envFileOf(typed);
loadKeys(envFile);

const moving = () => import('./cli/moving.ts');
const program = new Command('docent')
  .description('Runs the recurring work of a documentation work group on Discord, Discourse and GitHub.')
  .helpCommand(false)
  .version(packageFacts.version, '--version', 'prints which Docent this is')
  .exitOverride()
  .showHelpAfterError('Add --help to see how the command is written.')
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /u, '')) });

program
  .command('start')
  .description('runs the bot until it is stopped (SIGTERM, Ctrl+C)')
  .action(async () => {
    const { useLittleMemory } = await import('./cli/memory.ts');
    useLittleMemory();
    const { start } = await import('./cli/start.ts');
    const output = { isTerminal: process.stdout.isTTY, write: print, complain };
    leave(await start(process.env, output));
  });

program
  .command('doctor')
  .description('looks at the whole set-up, changes nothing, and says what to fix')
  .option('--json', 'prints JSON')
  .option('--upgrade', 'tries whether this version can bring the database up to date, and undoes it again')
  .action(async ({ json: isJson, upgrade: isUpgrade }) => {
    const { doctor } = await import('./cli/doctor.ts');
    const file = existsSync(envFile) ? envFile : undefined;
    leave(await doctor(process.env, { isJson, isUpgrade, envFile: file, write: print }));
  });

program
  .command('backup')
  .description('writes a backup of the database while the bot goes on')
  .argument('<file>', 'a new file, or a folder in which it gets a name of its own')
  .action(async (file) => (await moving()).backupCommand(file, surroundings));

program
  .command('restore')
  .description('puts a backup in the place of the database, which is kept; nothing is published again')
  .argument('<file>', 'what `docent backup` wrote')
  .option('--force', 'although a bot seems to be running on the database')
  .action(async (file, options) => (await moving()).restoreCommand(file, options, surroundings));

program
  .command('copy')
  .description('copies the database into another one, such as from SQLite to PostgreSQL, and retires it')
  .requiredOption('--to <url>', 'an empty database: postgresql://user:password@host/database, or a new file')
  .option('--force', 'although a bot seems to be running on the database')
  .action(async (options) => (await moving()).copyCommand(options, surroundings));

program
  .command('new-identity')
  .description('makes a copied database, such as for trying things out, a bot of its own')
  .option('--confirmed', 'this database is a copy, and may lose its places')
  .option('--force', 'although a bot seems to be running on the database')
  .action(async (options) => (await moving()).newIdentityCommand(options, surroundings));

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

const surroundings: Surroundings = {
  env: process.env,
  now: () => new Date(),
  write: print,
  writeError: complain,
  isErrorTerminal: process.stderr.isTTY,
};
addDates(program, surroundings);
addServed(program, surroundings);
addLists(program, surroundings);

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
  else {
    const told = isForPeople(error) ? error : outageOf(error);
    if (!told) throw error;
    complain(`${messageOf(told)}\n`);
    process.exitCode = 1;
  }
}

/** The file with keys: `.env`, or what `--env FILE` names, which is taken out; for the sandbox it means something else. */
function envFileOf(words: string[]): string {
  const at = words.findIndex((word) => word === '--env' || word.startsWith('--env='));
  const isOneWord = words[at]?.startsWith('--env=') ?? false;
  const path = isOneWord ? words[at]?.slice('--env='.length) : words[at + 1];
  if (at < 0 || path === undefined || words[0] === 'sandbox') return '.env';
  words.splice(at, isOneWord ? 1 : 2);
  if (existsSync(path)) return path;
  complain(`--env: there is no file ${path}. Check the path; it is taken from the folder you are in.\n`);
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
  const isOwn = /^-(?!-group(=|$))/u.test(first) || program.commands.some((one) => one.name() === first);
  return isOwn ? [first, ...rest] : ['ask', first, ...rest];
}

/** The program's own commands, as they are typed. */
function ownNames(): string[] {
  return program.commands.map((command) => command.name()).filter((name) => name !== 'ask');
}

/** Ends with the status once all is printed: what is down may keep a connection open, and a limit of Discord's a timer, for hours. */
function leave(status: number): void {
  process.stdout.write('', () => process.exit(status));
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

// The commands of the terminal that print: dates and fair times, pull requests, projects and decisions.
import { existsSync, readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { messageOf, UserError } from '../core/errors.ts';
import type { Surroundings } from './surroundings.ts';

/** Adds `docent dates` and `plan`. */
export function addDates(program: Command, { now, write }: Surroundings): void {
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
      const { datesCommand } = await import('./dates.ts');
      write(`${datesCommand(options, now())}\n`);
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
      const { planCommand } = await import('./plan.ts');
      write(`${await planCommand(options, read('--members', options.members))}\n`);
    });
}

/** Adds `docent digest`, `projects` and `decisions`. */
export function addLists(
  program: Command,
  { env, now, write, writeError, isErrorTerminal }: Surroundings,
): void {
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
        import('./digest.ts'),
        import('../config.ts'),
      ]);
      const { apiUrl, token } = parseGitHub(env);
      const text = await digestCommand(options, {
        access: { apiUrl, ...(token && { token }) },
        now: now(),
        ...(isErrorTerminal && { progress: (line: string) => writeError(`\r\u001b[K${line}`) }),
      });
      write(`${text}\n`);
    });

  for (const [name, description] of [
    ['projects', 'prints the projects in the form of a board, or as JSON'],
    ['decisions', 'prints what the group decided, numbered, or as JSON'],
  ] as const)
    program
      .command(name)
      .description(description)
      .option('--format <format>', 'markdown or json', 'markdown')
      .option('--group <group>', 'the number or name of a group, where there are several')
      .action(async (options) => {
        const { recordCommand } = await import('./records.ts');
        write(await recordCommand(name, options, { env, write: writeError }));
      });
}

function several(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
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

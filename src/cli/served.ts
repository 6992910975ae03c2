// The commands of the terminal about whom the bot serves: groups with what each may use, and people's own data.
import type { Command } from 'commander';
import type { GroupsWish } from './groups.ts';
import type { Surroundings } from './surroundings.ts';

/** Adds `docent groups` and `docent people`. */
export function addServed(program: Command, { env, now, write }: Surroundings): void {
  const groups = program
    .command('groups')
    .description('where the bot is at work, and what each group may use beside its own');
  const onGroups = async (wish: GroupsWish) => {
    const { groupsCommand } = await import('./groups.ts');
    write(await groupsCommand(wish, { env, now: now() }));
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
  for (const [what, description] of [
    ['grant', 'lets a group use owner/name, owner/name/folder or a category: discourse:5'],
    ['revoke', 'takes a grant back'],
  ] as const)
    groups
      .command(what)
      .description(description)
      .argument('<group>')
      .argument('<thing>')
      .action((group, thing) => onGroups({ what, group, thing }));
  groups
    .command('leave')
    .description('serves a group no more; what it has is kept')
    .argument('<group>')
    .action((group) => onGroups({ what: 'leave', group }));

  const people = program.command('people').description("a person's data: handed out or forgotten");
  people
    .command('export')
    .description(
      'prints everything that is known of an account: discord:ID, discourse:NAME, discourse:#NUMBER (JSON)',
    )
    .argument('<account>')
    .action(async (account) => {
      const { peopleCommand } = await import('./people.ts');
      write(await peopleCommand({ what: 'export', account, isConfirmed: true }, env));
    });
  people
    .command('forget')
    .description('forgets everything about an account; what others need stays without a name')
    .argument('<account>')
    .option('--confirmed', 'does it at once')
    .action(async (account, { confirmed }) => {
      const { peopleCommand } = await import('./people.ts');
      write(await peopleCommand({ what: 'forget', account, isConfirmed: confirmed === true }, env));
    });
}

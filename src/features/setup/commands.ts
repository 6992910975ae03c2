// `/docent …`: setting the group up, seeing how things are, and trying again.
import { type Choice, type Command, command, type PlaceRef, whisper } from '../../core/command.ts';
import type { GroupFacts } from '../../core/directory.ts';
import { code, doc, heading, list, p } from '../../core/document.ts';
import { OutsideError, UserError } from '../../core/errors.ts';
import type { Finding } from '../../core/platform.ts';
import { parseZone, suggestZones } from '../../core/time.ts';
import type { SetupStore } from './store.ts';
import { type PlaceName, setupCard, statusCard } from './views.ts';

/** What the commands work with. */
export interface SetupDeps {
  readonly store: SetupStore;
  group(groupId: number): Promise<GroupFacts>;
  changeGroup(groupId: number, change: GroupChoice): Promise<void>;
  /** Called when the group's places changed: every feature marks what depends on them. */
  groupChanged(groupId: number): Promise<void>;
  /** Everything that `docent doctor` looks at. */
  check(): Promise<Finding[]>;
  placeName: PlaceName;
  /** Discourse categories as choices (name and id). */
  categories(): Promise<Choice[]>;
  /** Every command of every feature. */
  allCommands(): readonly Command[];
}

/** What can be chosen for a group. */
export interface GroupChoice {
  name?: string;
  zone?: string;
  meetingsChannel?: string;
  pullRequestsChannel?: string;
  amaChannel?: string;
  moderatorsChannel?: string;
  organisersChannel?: string;
  discourseCategory?: string;
  repositories?: readonly string[];
}

/** Builds `/docent …`. */
export function setupCommands(deps: SetupDeps): Command[] {
  const place = (description: string) => ({ type: 'place', description, places: ['text'] }) as const;
  return [
    command({
      name: 'docent setup',
      description: 'Says where meetings, digests and AMAs go; without options it shows what is set',
      access: 'organiser',
      options: {
        meetings: place('The channel where meetings are announced'),
        'pull-requests': place('The channel for digests of pull requests'),
        ama: place('The channel for AMAs'),
        moderators: place('The private channel where questions are moderated'),
        organisers: place('The channel where I tell organisers what needs them'),
        category: {
          type: 'string',
          description: 'The Discourse category for topics',
          suggest: async (typed) => matching(await deps.categories(), typed),
        },
        repositories: {
          type: 'string',
          description: 'Repositories with commas: python/cpython, python/devguide',
        },
        zone: {
          type: 'string',
          description: 'The zone for those who have not given theirs, such as Europe/Prague',
          suggest: async (typed) => suggestZones(typed).map((zone) => ({ name: zone, value: zone })),
        },
        name: { type: 'string', description: 'What the group is called', max: 80 },
      },
      async run(request, values) {
        const change: GroupChoice = {
          ...(values.meetings && { meetingsChannel: channelId(values.meetings) }),
          ...(values['pull-requests'] && { pullRequestsChannel: channelId(values['pull-requests']) }),
          ...(values.ama && { amaChannel: channelId(values.ama) }),
          ...(values.moderators && { moderatorsChannel: channelId(values.moderators) }),
          ...(values.organisers && { organisersChannel: channelId(values.organisers) }),
          ...(values.category && { discourseCategory: await categoryId(values.category) }),
          ...(values.repositories && { repositories: repositoryList(values.repositories) }),
          ...(values.zone && { zone: parseZone(values.zone) }),
          ...(values.name && { name: values.name.trim() }),
        };
        if (Object.keys(change).length > 0) {
          await deps.changeGroup(request.groupId, change);
          await deps.groupChanged(request.groupId);
          await deps.store.retry(request.groupId);
        }
        const group = await deps.group(request.groupId);
        const categories = group.discourseCategory ? await categoriesOrNone() : [];
        return whisper(
          setupCard(group, {
            channel: deps.placeName,
            category: (id) => categories.find(({ value }) => value === id)?.name,
          }),
        );
      },
    }),
    command({
      name: 'docent status',
      description: 'Shows how things are: platforms, permissions, and what could not be published',
      access: 'organiser',
      isReadOnly: true,
      async run(request) {
        const [group, found, faults, waiting] = await Promise.all([
          deps.group(request.groupId),
          deps.check(),
          deps.store.faults(request.groupId),
          deps.store.waiting(request.groupId),
        ]);
        const findings = found.filter(({ space }) => space === undefined || space === group.discordGuild);
        return whisper(statusCard({ findings, faults, waiting }));
      },
    }),
    command({
      name: 'docent retry',
      description: 'Publishes again what could not be published',
      access: 'organiser',
      async run(request) {
        // Counted first: what a change of the group marks has no longer failed.
        const count = await deps.store.retry(request.groupId);
        await deps.groupChanged(request.groupId);
        return whisper(doc(p(count === 0 ? 'Nothing had failed.' : `Trying again: ${count}.`)));
      },
    }),
    command({
      name: 'docent help',
      description: 'Lists what you can ask of me',
      access: 'everyone',
      isReadOnly: true,
      async run(request) {
        const mine = deps.allCommands().filter((one) => one.access === 'everyone' || request.isOrganiser);
        return whisper(
          doc(
            heading(2, 'What you can ask of me'),
            list(...mine.map((one) => [code(`/${one.name}`), ` ${one.description}`])),
          ),
        );
      },
    }),
  ];

  /** A forum that does not answer must not keep the rest of the set-up from being shown. */
  async function categoriesOrNone(): Promise<Choice[]> {
    try {
      return await deps.categories();
    } catch (error) {
      if (error instanceof OutsideError) return [];
      throw error;
    }
  }

  async function categoryId(typed: string): Promise<string> {
    const choices = await deps.categories();
    const found =
      choices.find((choice) => choice.value === typed) ??
      choices.find((choice) => choice.name.toLowerCase() === typed.trim().toLowerCase());
    if (!found) {
      const names = choices.map((choice) => choice.name).join(', ') || 'none that I can see';
      throw new UserError(`There is no Discourse category "${typed}". There are: ${names}.`);
    }
    return found.value;
  }
}

/** Channels are Discord's; on Discourse a place is a category, which has an option of its own. */
function channelId(place: PlaceRef): string {
  if (place.platform === 'discord') return place.id;
  throw new UserError(
    `"${place.name}" is not a Discord channel. Choose channels on Discord; from here you can give category, repositories, zone and name.`,
  );
}

function matching(choices: readonly Choice[], typed: string): Choice[] {
  return choices.filter((choice) => choice.name.toLowerCase().includes(typed.toLowerCase()));
}

function repositoryList(text: string): string[] {
  const names = text.split(/[\s,]+/u).filter((name) => name !== '');
  for (const name of names) {
    if (!/^[\w.-]+\/[\w.-]+$/u.test(name)) {
      throw new UserError(`"${name}" is not a repository. Write it as owner/name, such as python/cpython.`);
    }
  }
  return [...new Set(names)];
}

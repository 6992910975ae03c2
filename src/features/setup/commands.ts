// `/docent …`: setting the group up, seeing how things are, and trying again.
import type { PlatformName } from '../../core/account.ts';
import { asksToChange, overwrittenBy } from '../../core/command/changes.ts';
import { type Command, command, option } from '../../core/command.ts';
import { type GroupFacts, placesFor } from '../../core/directory.ts';
import { insteadOf, OutsideError } from '../../core/errors.ts';
import { repositoriesTyped } from '../../core/github/repository-typed.ts';
import { placeCalled, placeChoices } from '../../core/listed-places.ts';
import type { Finding, NamedPlace } from '../../core/platform.ts';
import type { Purpose } from '../../core/publication.ts';
import { whisper } from '../../core/reply.ts';
import { zoneOption } from '../../core/time.ts';
import {
  changedGroup,
  choiceFrom,
  type GroupChoice,
  namesCategory,
  removable,
  type SetupSaid,
} from './choices.ts';
import { helpCommand } from './helping.ts';
import type { RefusalDeps } from './refusals.ts';
import type { SetupStore } from './store.ts';
import { openedWords, type PlaceName, retryWords, setupCard, setupSettings, statusCard } from './views.ts';

/** What the commands work with. */
export interface SetupDeps {
  readonly store: SetupStore;
  group(groupId: number): Promise<GroupFacts>;
  /** What is given takes the place of what was set; whatever is visible moves along. `checked` is told in the same transaction what was there. */
  changeGroup(groupId: number, change: GroupChoice, checked: (before: GroupFacts) => void): Promise<void>;
  /** Everything that `docent doctor` looks at. */
  check(): Promise<Finding[]>;
  /** A platform's name as people read it. */
  platformTitle(platform: PlatformName): string;
  placeName: PlaceName;
  /** What a group is called, and its zone, as long as nobody chose another. */
  readonly usual: Pick<GroupFacts, 'name' | 'zone'>;
  /** The places that a group may choose by name from a list, such as a forum's categories. */
  listedPlaces(groupId: number): Promise<readonly NamedPlace[]>;
  /** Whether there is a platform with such a list. */
  readonly hasLists: boolean;
  /** Whether everybody may read what a group has of a purpose. */
  isForAll(group: GroupFacts, purpose: Purpose): Promise<boolean>;
  /** Whether everybody may read its votes on one of its platforms. */
  areVotesForAll(group: GroupFacts): Promise<boolean>;
  /** What it means for applications when the places of a group change, in words; undefined when it means nothing. */
  movingWords(before: GroupFacts, after: GroupFacts): Promise<string | undefined>;
  /** Lets platforms that wait for something to be mended try at once. */
  lookAgain(): void;
  /** Every command of every feature. */
  allCommands(): readonly Command[];
}

/** Builds `/docent …`. */
export function setupCommands(deps: SetupDeps & Pick<RefusalDeps, 'refusers'>): Command[] {
  const place = (description: string) => option.place(description, { places: ['text'] });
  return [
    command({
      name: 'docent setup',
      description: 'Says where meetings, digests and AMAs go; without options it shows what is set',
      access: 'organiser',
      options: {
        meetings: place('The channel where meetings are announced'),
        'pull-requests': place('The channel for digests of pull requests'),
        ama: place('The channel for AMAs'),
        projects: place('The channel where projects are shown'),
        decisions: place('The channel for votes and decisions; that for meetings where there is none'),
        moderators: place('The private channel where questions are moderated'),
        organisers: place('The channel where I tell organisers what needs them'),
        category: option.text('The category of the forum for topics; or none', {
          suggest: async (typed, request) =>
            placeChoices(await deps.listedPlaces(request.groupId), typed, deps.platformTitle),
        }),
        repositories: option.text('Repositories with commas: python/cpython, python/devguide; or none', {
          repositoriesIn: repositoriesTyped,
        }),
        zone: {
          ...zoneOption('The zone for those who have not given theirs, such as Europe/Prague'),
          isNeeded: true,
        },
        name: option.text('What the group is called', { max: 80, isNeeded: true }),
        remove: option.choice('What it shall have no longer', removable),
      },
      async confirm({ groupId }, values) {
        const before = await deps.group(groupId);
        const change = await chosenBy(values, before);
        const after = changedGroup(before, change);
        const names = { nameOf: await namesIn(groupId), titleOf: deps.platformTitle };
        const usual = { ...before, ...deps.usual, spaces: [], places: [], repositories: [] };
        const opened = await openedBy(before, after);
        const moving = await deps.movingWords(before, after);
        const movesAlong = change.places?.some(({ purpose }) => purpose !== 'organisers');
        const isToMeetings = change.gone?.places?.some(
          (one) =>
            one.purpose === 'decisions' &&
            placesFor(after, 'meetings').some(({ platform }) => platform === one.platform),
        );
        const follows = isToMeetings
          ? 'Votes that go on move to the place for meetings.'
          : change.gone
            ? `What ${moving ? 'else ' : ''}is shown there stays and is kept true until it ends; nothing new comes there.`
            : movesAlong && 'What is shown there and not over yet moves along.';
        const settings = { before: setupSettings(before, names), after: setupSettings(after, names) };
        // Where a first place of its own was chosen, nothing that was chosen before changes: what was private does.
        const always = [...opened, moving ?? []].flat();
        return asksToChange(
          { ...settings, usual: setupSettings(usual, names) },
          follows || undefined,
          always.length > 0 ? always.join(' ') : undefined,
        );
      },
      async run({ groupId, refuseOther }, values) {
        const change = await chosenBy(values, await deps.group(groupId));
        const names = { nameOf: await namesIn(groupId), titleOf: deps.platformTitle };
        if (Object.keys(change).length > 0) {
          await deps.changeGroup(groupId, change, (before) => {
            const after = setupSettings(changedGroup(before, change), names);
            refuseOther?.(overwrittenBy({ before: setupSettings(before, names), after }));
          });
        }
        return whisper(setupCard(await deps.group(groupId), { ...names, hasLists: deps.hasLists }));
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
        const findings = found.filter(
          ({ space }) => space === undefined || group.spaces.some(({ id }) => id === space),
        );
        for (const { kind, title: what, isAccepted, isConcerned, trouble } of deps.refusers())
          if (kind === 'part' && isAccepted() === false && (await isConcerned(group)))
            findings.push({ what, isOk: false, saw: trouble() ?? '' });
        return whisper(statusCard({ findings, faults, waiting }));
      },
    }),
    command({
      name: 'docent retry',
      description: 'Publishes again what could not be published',
      access: 'organiser',
      async run(request) {
        deps.lookAgain();
        const [count, waiting] = await Promise.all([
          deps.store.retry(request.groupId),
          deps.store.waiting(request.groupId),
        ]);
        return whisper(retryWords(count, waiting));
      },
    }),
    helpCommand(deps.allCommands),
  ];

  /** In words, what only some read now, and everybody would read. */
  async function openedBy(before: GroupFacts, after: GroupFacts): Promise<string[]> {
    const isForAll = async (group: GroupFacts, purpose: Purpose) => {
      if (purpose !== 'moderation' && purpose !== 'organisers') return await deps.isForAll(group, purpose);
      // What has no place of its own stands with the meetings; but this goes to moderators, else to organisers in private.
      const where = [purpose, 'moderation' as const].find((one) => placesFor(group, one).length > 0);
      return where !== undefined && (await deps.isForAll(group, where));
    };
    const isOpened = async (isOpen: (group: GroupFacts) => Promise<boolean>) =>
      !(await isOpen(before)) && (await isOpen(after));
    const opened: string[] = [];
    for (const [purpose, words] of openedWords) {
      const isNow = await isOpened((group) => isForAll(group, purpose));
      if (isNow || (purpose === 'decisions' && (await isOpened(deps.areVotesForAll)))) opened.push(words);
    }
    return opened;
  }

  /** The names of the places of a group, as people read them. */
  async function namesIn(groupId: number): Promise<PlaceName> {
    const listed = await listedOrNone(groupId);
    return (id) =>
      listed.find((one) => one.platform === id.platform && one.id === id.id)?.name ?? deps.placeName(id);
  }

  /** A forum that does not answer must not keep the rest of the set-up from being shown. */
  async function listedOrNone(groupId: number): Promise<readonly NamedPlace[]> {
    return await deps.listedPlaces(groupId).catch(insteadOf(OutsideError, []));
  }

  async function chosenBy(said: SetupSaid, group: GroupFacts): Promise<GroupChoice> {
    const listed = namesCategory(said)
      ? placeCalled(await deps.listedPlaces(group.id), said.category)
      : undefined;
    return choiceFrom(said, listed, group);
  }
}

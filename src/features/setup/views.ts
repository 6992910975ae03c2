// What the set-up says: what is in place, what is missing, what went wrong.
import type { PlatformName } from '../../core/account.ts';
import type { Setting } from '../../core/command/changes.ts';
import { type GroupFacts, placesFor } from '../../core/directory.ts';
import {
  type Block,
  code,
  type Document,
  doc,
  heading,
  type Inline,
  link,
  list,
  p,
  sentence,
  strong,
  withCode,
} from '../../core/document.ts';
import type { Finding } from '../../core/platform.ts';
import type { PlaceId, Purpose } from '../../core/publication.ts';
import { placeOptions } from './choices.ts';
import type { Fault, FormerFault } from './store.ts';

/** The name of a place as people read it, if it is known. */
export type PlaceName = (place: PlaceId) => string | undefined;

const subjects: Readonly<Record<string, string>> = {
  meeting: 'A meeting',
  digest: 'A digest',
  ama: 'An AMA',
  claim: 'A message about accounts',
  poll: 'A poll',
  series: 'A series of meetings',
  watch: 'A digest',
  'ama-file': 'The file of an AMA',
  'ama-issue': 'A question of an AMA as an issue',
  membership: 'A message to a member',
  vacancy: 'The call for a free seat',
  projects: 'What is told of the projects',
  vote: 'A vote',
  decision: 'A decision',
  'decision-file': 'The file of a decision',
  project: 'A project',
  application: 'An application',
  celebrations: 'The celebrations of a month',
  call: 'A call to partners',
  partner: 'A question to a partner',
};

/** Everything that can be chosen for a group, each by itself, as people read it. */
export function setupSettings(
  group: GroupFacts,
  { nameOf, titleOf }: { nameOf: PlaceName; titleOf: (platform: PlatformName) => string },
): Setting[] {
  const named = (place: PlaceId) => nameOf(place) ?? `number ${place.id}`;
  const platforms = [...new Set(group.places.map(({ platform }) => platform))];
  const places = placeOptions.flatMap(({ label, purpose }) =>
    platforms.flatMap((platform): Setting[] => {
      const here = placesFor(group, purpose).filter((one) => one.platform === platform);
      const words = here.map(named).join(', ');
      return here.length === 0 ? [] : [[`${label} on ${titleOf(platform)}`, words]];
    }),
  );
  return [
    ['Name', group.name],
    ['Time zone', group.zone],
    ...places,
    ...group.spaces.map((space): Setting => [`Own place on ${titleOf(space.platform)}`, named(space)]),
    ['Repositories', group.repositories.join(', ')],
  ];
}

/** What is set up, and what is still missing. */
export function setupCard(
  group: GroupFacts,
  shown: { nameOf: PlaceName; titleOf: (platform: PlatformName) => string; hasLists: boolean },
): Document {
  const { nameOf, titleOf, hasLists } = shown;
  const missing = (label: string, option: string): readonly Inline[] => sentence`${strong(`${label}:`)}
    missing, give ${code(`/docent setup ${option}`)}`;
  const isSpace = (place: PlaceId) =>
    group.spaces.some(({ platform, id }) => platform === place.platform && id === place.id);
  // A category that is the group's own stands in a line of its own.
  const channelsFor = (purpose: Purpose) => {
    const places = placesFor(group, purpose);
    const channels = places.filter((one) => !isSpace(one)).map((one) => `#${nameOf(one) ?? one.id}`);
    // Where there is nothing else, things go there, and nothing is missing.
    const own = places.filter(isSpace).map((one) => `the category ${nameOf(one) ?? one.id}`);
    return (channels.length > 0 ? channels : own).join(', ');
  };
  const place = (one: (typeof placeOptions)[number]): readonly Inline[] => {
    const { label, purpose, option } = one;
    const own = channelsFor(purpose);
    if (own !== '') return [strong(`${label}:`), ' ', own];
    const others = 'instead' in one ? channelsFor(one.instead) : '';
    if (others === '') return missing(label, `${option}:…`);
    return [strong(`${label}:`), ` ${others}; `, code(`/docent setup ${option}:…`), ' chooses another place'];
  };
  const shared = group.spaces.filter((space) =>
    group.places.some(({ id, platform }) => id === space.id && platform === space.platform),
  );
  return doc(
    heading(2, `Set-up of ${group.name}`),
    list(
      [strong('Time zone:'), ' ', group.zone],
      ...placeOptions.map(place),
      ...(shared.length > 0
        ? shared.map((space) => [
            strong(`${titleOf(space.platform)} category:`),
            ' ',
            nameOf(space) ?? `number ${space.id}`,
          ])
        : hasLists
          ? [missing('Forum category', 'category:…')]
          : []),
      group.repositories.length > 0
        ? [strong('Repositories:'), ' ', group.repositories.join(', ')]
        : missing('Repositories', 'repositories:owner/name'),
    ),
    channelsFor('organisers') || channelsFor('moderation')
      ? undefined
      : p`What needs organisers goes in private to those whom ${code('/member role')} made organisers or ORGANISERS
        names.`,
  );
}

/** How things are: platforms, what waits, what went wrong. */
export function statusCard(status: {
  readonly findings: readonly Finding[];
  readonly faults: readonly Fault[];
  readonly waiting: number;
}): Document {
  const wrong = status.findings.filter((finding) => !finding.isOk);
  return doc(
    heading(2, 'How things are'),
    ...(wrong.length === 0
      ? [p('Everything I can check is well.')]
      : [p(strong('To mend')), list(...wrong.map(findingLine))]),
    status.waiting > 0 && p(waitingWords(status.waiting)),
    ...faultBlocks(status.faults),
  );
}

/** What `/docent retry` answers: it tries what `/docent status` shows as failed, and knows what only waits. */
export function retryWords(tried: number, waiting: number): Document {
  return doc(
    p(tried === 0 ? 'Nothing had failed.' : `Trying again: ${tried}.`),
    waiting > 0 && p(waitingWords(waiting)),
  );
}

function waitingWords(count: number): string {
  const what = count === 1 ? '1 thing is' : `${count} things are`;
  return `${what} waiting to be published. That happens by itself, as soon as it is possible.`;
}

function findingLine(finding: Finding): readonly Inline[] {
  const { what, saw, cure } = finding;
  return [strong(`${what}:`), ' ', ...withCode(saw), ...(cure ? [' → ', ...withCode(cure)] : [])];
}

/** So many of a kind are shown. */
const mostFaults = 10;

function faultBlocks(faults: readonly Fault[]): Block[] {
  if (faults.length === 0) return [];
  const block = (title: string, some: readonly Fault[]): Block[] =>
    some.length === 0
      ? []
      : [
          p(strong(some.length > mostFaults ? `${title} (${some.length}, the newest of them)` : title)),
          list(
            ...some.slice(0, mostFaults).map((fault) => [`${subjectOf(fault)}: `, ...withCode(fault.error)]),
          ),
        ];
  return [
    ...block(
      'Could not be published',
      faults.filter(({ isRetried }) => !isRetried),
    ),
    ...block(
      'Not published yet, and still being tried',
      faults.filter(({ isRetried }) => isRetried),
    ),
    faults.some(({ isTriedAgain }) => isTriedAgain)
      ? p`What I go on trying is published by itself within hours of what you mend; ${code('/docent retry')}
        tries everything at once.`
      : p`${code('/docent retry')} tries again.`,
  ];
}

/** The notice of what could not be published in a line, and that it is over. */
export function faultSummary(fault: Fault | FormerFault): string {
  if (fault.error !== undefined) return 'Something could not be published.';
  return fault.isPublished ? 'What could not be published is published now.' : 'Nothing is left to publish.';
}

/** What could not be published, and why, below a line that says so; when it is over, that it is. */
export function faultNotice(
  fault: Fault | FormerFault,
  titleOf: (platform: PlatformName) => string,
): Document {
  const what = `${subjectOf(fault)} on ${titleOf(fault.platform)}`;
  if (fault.error === undefined) {
    if (!fault.isPublished) return doc(p(`${what} could not be published, and need not be any more.`));
    return doc(
      p`${what} could not be published for a while.
        ${fault.url ? link(fault.url, 'It is there now.') : 'It is there now.'}`,
      p('Nothing is left to do.'),
    );
  }
  return doc(
    p(`${what}: `, ...withCode(fault.error)),
    fault.isRetried
      ? p('I keep trying; nothing is lost. ', code('/docent status'), ' shows how it stands.')
      : fault.isTriedAgain
        ? p`Nothing is lost. I try again by myself, within some hours of what you mend;
          ${code('/docent retry')} tries at once. When it is published, this message says so.`
        : // To somebody who cannot be written to: nobody mends that.
          p('Nothing else waits for it. When they can be written to, ', code('/docent retry'), ' sends it.'),
  );
}

function subjectOf(fault: Pick<Fault, 'about'>): string {
  return subjects[fault.about.split('/')[0] ?? ''] ?? 'A message';
}

const earlier = 'then, the earlier ones too: so far not everybody reads them.';

/** What an organiser is told who chooses an open place for what only some read now. */
export const openedWords: readonly (readonly [Purpose, words: string])[] = [
  ['meetings', `Everybody sees the meetings, their agendas and minutes ${earlier}`],
  ['projects', `Everybody sees the projects ${earlier}`],
  ['decisions', `Everybody sees the votes and decisions ${earlier}`],
  ['moderation', 'Everybody sees the questions of AMAs then that no moderator has looked at yet.'],
  ['organisers', 'Everybody sees then what I tell organisers, such as who left and what went wrong.'],
];

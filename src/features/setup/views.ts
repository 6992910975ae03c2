// What the set-up says: what is in place, what is missing, what went wrong.

import type { GroupFacts } from '../../core/directory.ts';
import {
  type Block,
  code,
  type Document,
  doc,
  heading,
  type Inline,
  list,
  p,
  strong,
} from '../../core/document.ts';
import type { Finding } from '../../core/platform.ts';
import type { Fault } from './store.ts';

/** Names of places, as people read them, by the platform's ids. */
export type PlaceName = (id: string) => string | undefined;

const subjects: Readonly<Record<string, string>> = {
  meeting: 'A meeting',
  digest: 'A digest',
  ama: 'An AMA',
  roster: 'A message about accounts',
};

/** What is set up, and what is still missing. */
export function setupCard(group: GroupFacts, names: { channel: PlaceName; category: PlaceName }): Document {
  const missing = (label: string, option: string): readonly Inline[] => [
    strong(`${label}: `),
    'missing, give ',
    code(`/docent setup ${option}`),
  ];
  const channel = (label: string, id: string | undefined, option: string): readonly Inline[] =>
    id ? [strong(`${label}: `), `#${names.channel(id) ?? id}`] : missing(label, `${option}:…`);
  return doc(
    heading(2, `Set-up of ${group.name}`),
    list(
      [strong('Time zone: '), group.zone],
      channel('Meetings', group.meetingsChannel, 'meetings'),
      channel('Pull requests', group.pullRequestsChannel, 'pull-requests'),
      channel('AMAs', group.amaChannel, 'ama'),
      channel('Moderators', group.moderatorsChannel, 'moderators'),
      channel('Organisers', group.organisersChannel, 'organisers'),
      group.discourseCategory
        ? [
            strong('Discourse category: '),
            names.category(group.discourseCategory) ?? `number ${group.discourseCategory}`,
          ]
        : missing('Discourse category', 'category:…'),
      group.repositories.length > 0
        ? [strong('Repositories: '), group.repositories.join(', ')]
        : missing('Repositories', 'repositories:owner/name'),
    ),
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
    status.waiting > 0 ? p(`${status.waiting} things are waiting to be published.`) : undefined,
    ...faultBlocks(status.faults),
  );
}

function findingLine(finding: Finding): readonly Inline[] {
  return [strong(`${finding.what}: `), finding.saw, ...(finding.cure ? [' → ', finding.cure] : [])];
}

function faultBlocks(faults: readonly Fault[]): Block[] {
  if (faults.length === 0) return [];
  return [
    p(strong('Could not be published')),
    list(...faults.slice(0, 10).map((fault) => [`${subjectOf(fault)}: ${fault.error}`])),
    p('When the cause is mended, ', code('/docent retry'), ' publishes them at once.'),
  ];
}

/** The notice to organisers that something could not be published. */
export function faultNotice(fault: Fault): Document {
  return doc(
    heading(2, 'Something could not be published'),
    p(`${subjectOf(fault)} on ${fault.platform === 'discord' ? 'Discord' : 'Discourse'}: ${fault.error}`),
    fault.isRetried
      ? p('I keep trying; nothing is lost. ', code('/docent status'), ' shows how it stands.')
      : p('Nothing is lost. When the cause is mended, use ', code('/docent retry'), '.'),
  );
}

function subjectOf(fault: Fault): string {
  return subjects[fault.key.split('/')[0] ?? ''] ?? 'A message';
}

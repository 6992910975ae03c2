// What an agenda says of projects.
import { type Block, code, em, type Inline, list, p, strong, time } from '../../core/document.ts';
import type { Project, Shown, Status } from './facts.ts';
import { heardAt, inOrder, isStale, newsOf, nobodyLeads } from './rules.ts';
import { leadOf, oneLine, statusWords, wholeProgress } from './views.ts';

/** So many projects that look for a lead are named in an agenda. */
const mostFree = 5;

/** How many projects there are, for readers from whom the group keeps them. */
export function keptBlocks(all: readonly Pick<Project, 'status'>[]): Block[] {
  const count = (wanted: Status) => all.filter(({ status }) => status === wanted).length;
  const [active, blocked] = [count('active'), count('blocked')];
  if (active + blocked === 0) return [];
  const blockedToo = blocked === 0 ? '' : `, ${blocked} blocked`;
  return [
    p(`${active} active${blockedToo}. The group keeps them among its members: `, code('/project list'), '.'),
  ];
}

/** "Status of projects" in an agenda: what goes on with the leads' own words, what is blocked or stale, who is wanted. */
export function agendaBlocks(all: readonly Shown[], now: Date, zone: string): Block[] {
  // What somebody said of a proposal or an idea was promised to stand here, too.
  const going = inOrder(
    all.filter(
      (one) =>
        one.status === 'active' ||
        one.status === 'blocked' ||
        (one.status !== 'done' && newsOf(one, now) !== undefined),
    ),
  );
  const free = inOrder(
    all.filter(
      ({ status, leadId, blockedWhy }) =>
        leadId === undefined &&
        // What is blocked for that alone says so itself.
        (status === 'proposed' || (status === 'blocked' && blockedWhy !== nobodyLeads)),
    ),
  );
  const lines = going.slice(0, 15).map((project): Inline[] => {
    const news = newsOf(project, now);
    const far = wholeProgress(project);
    const quiet = isStale(project, now)
      ? [' · nothing heard since ', time(heardAt(project), zone, 'date')]
      : [];
    return [
      strong(project.name),
      ...(project.leadId === undefined ? [] : [' (', leadOf(project), ')']),
      `: ${statusWords(project)}`,
      ...(far === undefined ? [] : [` · ${far}`]),
      ...(news ? [` · ${oneLine(news.text)}`] : quiet),
    ];
  });
  const names = free.slice(0, mostFree).map(({ name }) => name);
  const more = free.length > names.length ? `; and ${free.length - names.length} more` : '';
  return [
    ...(lines.length > 0 ? [list(...lines)] : []),
    ...(going.length > 15 ? [p(em(`And ${going.length - 15} more: `), code('/project list'))] : []),
    ...(names.length > 0 ? [p(`Looking for a lead: ${names.join('; ')}${more}.`)] : []),
  ];
}

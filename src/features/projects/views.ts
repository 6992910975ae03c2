// What projects look like: cards, lines and lists; wording first.

import type { Content } from '../../core/content.ts';
import type { PersonFacts } from '../../core/directory.ts';
import {
  type Block,
  code,
  type Document,
  doc,
  em,
  heading,
  type Inline,
  link,
  list,
  p,
  person,
  questionMark,
  sentence,
  strong,
  time,
  typed,
} from '../../core/document.ts';
import type { WorkProgress } from '../../core/github/work-link.ts';
import type { Button, Said } from '../../core/reply.ts';
import { shortened } from '../../core/text/shortened.ts';
import type { ComingMeeting, Project, Shown, Status, Update } from './facts.ts';
import { inOrder, labels, nobodyLeads, statusNames } from './rules.ts';

/** `Blocked`, `Blocked: the theme must be released first`. */
export function statusWords({ status, blockedWhy }: Pick<Project, 'status' | 'blockedWhy'>): string {
  return blockedWhy === undefined ? statusNames[status] : `${statusNames[status]}: ${blockedWhy}`;
}

/** Who leads a project, by name. */
export function leadOf({ leadId, people }: Shown): Inline {
  const lead = people.find(({ id }) => id === leadId);
  return lead ? person(lead.name, lead.accounts) : 'nobody yet';
}

/** Where a project stands, who leads it, and its priority. */
export function standingWords(project: Shown): Inline[] {
  const { rank } = project;
  return sentence`${strong(statusWords(project))} · lead:
    ${leadOf(project)}${rank === undefined ? '' : ` · priority ${rank}`}`;
}

/** A project with everything that is known of it. `url` is where the web shows it. */
export function projectDocument(
  project: Shown,
  { zone, url }: { zone: string; url?: string | undefined },
): Document {
  return doc(
    heading(2, `Project ${project.number}: ${project.name}`),
    p(...standingWords(project)),
    ...projectBlocks(project, { zone, depth: 3 }),
    url !== undefined && p(link(url, 'On the web')),
  );
}

/** What people wrote of a project, with its links and news. */
export function projectBlocks(
  project: Shown,
  shown: { zone: string; depth: 2 | 3; links?: readonly string[]; mostNews?: number },
): Block[] {
  const { zone, depth, links = project.links, mostNews = 5 } = shown;
  const part = (title: string, text: string): Block[] =>
    text.trim() === '' ? [] : [heading(depth, title), ...typed(text)];
  const news = project.updates.filter(({ kind }) => kind === 'update').slice(0, mostNews);
  return [
    ...typed(project.summary),
    ...part(labels.why, project.why),
    ...part(labels.challenges, project.challenges),
    ...part(labels.help, project.help),
    ...(links.length === 0 ? [] : [heading(depth, 'Links'), list(...links.map(linkLine(project.progress)))]),
    ...(news.length === 0
      ? []
      : [heading(depth, 'Latest'), list(...news.map((one) => updateLine(one, project.people, zone)))]),
  ];
}

function linkLine(progress: readonly WorkProgress[]) {
  return (url: string): Inline[] => {
    const known = progress.find((one) => one.url === url);
    if (!known) return [link(url, url)];
    return [link(url, known.title), ` · ${progressWords(known)}`];
  };
}

/** `3 of 5 done`, `open`, `merged`. */
export function progressWords({ state, closed, total }: WorkProgress): string {
  if (closed === undefined || total === undefined) return state;
  return total === 0 ? state : `${closed} of ${total} done`;
}

function updateLine({ text, byId, at }: Update, people: readonly PersonFacts[], zone: string): Inline[] {
  const who = people.find(({ id }) => id === byId);
  return sentence`${time(at, zone, 'date')}${who ? [', ', person(who.name, who.accounts)] : ''}:
    ${oneLine(text)}`;
}

/** Text of several lines as one. */
export const oneLine = (text: string) => text.trim().replaceAll(/(?<!\s)\s*\n\s*/gu, ' · ');

/** How far the work behind a project's links is, all together: `2 of 5 done`. */
export function wholeProgress({ progress }: Pick<Project, 'progress'>): string | undefined {
  const total = progress.reduce((sum, one) => sum + (one.total ?? 1), 0);
  const done = progress.reduce((sum, one) => sum + (one.closed ?? (one.state === 'open' ? 0 : 1)), 0);
  return total === 0 ? undefined : `${done} of ${total} done`;
}

/** One line of a list: number, name, lead and how far it is. */
export function projectLine(project: Shown, name?: Inline): Inline[] {
  const far = wholeProgress(project);
  return [
    `${project.number}: `,
    strong(name ?? project.name),
    ...(project.rank === undefined ? [] : [` · priority ${project.rank}`]),
    ' · lead: ',
    leadOf(project),
    ...(project.blockedWhy === undefined || project.blockedWhy === nobodyLeads
      ? []
      : [` · ${project.blockedWhy}`]),
    ...(far === undefined ? [] : [` · ${far}`]),
  ];
}

/** So many projects that are done stand in a list of all. */
const mostDone = 5;

const newestDone = (those: readonly Shown[]) =>
  those.toSorted((a, b) => (b.doneAt?.getTime() ?? 0) - (a.doneAt?.getTime() ?? 0));

const listed: readonly Status[] = ['active', 'blocked', 'proposed', 'parked', 'done'];

/** The projects of a group by where they stand; those done last, and only a few of them. */
export function projectList(all: readonly Shown[], wanted?: Status): Document {
  if (all.length === 0) return doc(p('No project yet. Propose the first: ', code('/project propose'), '.'));
  const shown = listed.filter((status) => wanted === undefined || status === wanted);
  const blocks = shown.flatMap((status): Block[] => {
    const those = inOrder(all.filter((one) => one.status === status));
    const isBrief = status === 'done' && wanted === undefined;
    if (those.length === 0) return [];
    const few = isBrief ? newestDone(those).slice(0, mostDone) : those.slice(0, 40);
    const left = those.length - few.length;
    return [
      heading(3, statusNames[status]),
      ...(status === 'parked' ? [p(em('Ideas, for whoever wants to take one up'))] : []),
      list(...few.map((one) => projectLine(one))),
      ...(left > 0
        ? [p(em(`And ${left} more`), ...(isBrief ? [': ', code('/project list status:Done')] : []), '.')]
        : []),
    ];
  });
  return blocks.length > 0
    ? doc(blocks)
    : doc(p(`No project is ${statusNames[wanted ?? 'active'].toLowerCase()}.`));
}

/** The buttons below a project's card. */
export function projectButtons(project: Project): Button[] {
  if (project.status === 'done') return [];
  const args = [String(project.id)];
  const isFree = project.leadId === undefined;
  return isFree
    ? [{ label: 'I lead it', action: 'projects/lead', args, style: 'primary' }]
    : [{ label: 'Post an update', action: 'projects/update', args, style: 'secondary' }];
}

/** What is typed below a project's card where there are no buttons; undefined when it is done. */
export function typedInstead({ status, leadId }: Pick<Project, 'status' | 'leadId'>): Block | undefined {
  if (status === 'done') return undefined;
  return leadId === undefined
    ? p('To lead it, answer with ', code('/project lead'), '.')
    : p('Its lead says here how it goes: ', code('/project update text:"…"'), '.');
}

/** What a lead is asked before a meeting, with a button for each of their projects. */
export function askedWords(
  projects: readonly Project[],
  meeting: ComingMeeting,
  hasButtons: boolean,
): Pick<Said, 'document'> & { buttons: Button[] } {
  const [only] = projects;
  const names = projects.map(({ name, number }): Inline[] => [strong(name), ` (number ${number})`]);
  return {
    document: doc(
      p(
        `${meeting.name} is at `,
        time(meeting.startsAt, meeting.zone),
        '. Could you say in two lines how it goes with ',
        ...(only && projects.length === 1
          ? [strong(only.name), questionMark(only.name)]
          : ['your projects?']),
      ),
      projects.length > 1 && list(...names),
      p`What you write stands in the agenda: what was done, what is next, or what is in the way.
        ${hasButtons ? 'Press the button, or type' : 'Answer with'}
        ${code(`/project update project:${only?.number ?? 1} text:"…"`)}.`,
    ),
    buttons: projects.slice(0, 5).map(({ id, name }) => ({
      label: shortened(projects.length === 1 ? 'Write two lines' : name, 80),
      action: 'projects/update',
      args: [String(id)],
      style: 'primary',
    })),
  };
}

/** That a project has no lead any more. */
export function leadLeftDocument({ number, name, help, blockedWhy }: Project): Document {
  return doc(
    p`${strong(name)} has lost its lead and is blocked${
      blockedWhy === nobodyLeads ? ' until somebody takes it' : '; whoever takes it says so'
    }: ${code(`/project lead project:${number}`)}.`,
    help.trim() !== '' && [p(strong(`${labels.help}:`)), ...typed(help)],
  );
}

/** What stands in the place of a topic whose project was withdrawn. */
export function withdrawnTopic(id: string): Content {
  return {
    kind: 'topic',
    title: `A withdrawn proposal (${id})`,
    document: doc(p('What was proposed here was withdrawn.')),
    isClosed: true,
  };
}

/** That somebody was named as a project's lead. */
export function leadNamedDocument({ number, name }: Project): Document {
  return doc(
    p('You lead ', strong(name), ' now. Before each meeting I shall ask you for two lines about it.'),
    p('If that is a mistake, ', code(`/project lead project:${number} leave:true`), ' gives it back.'),
  );
}

/** That an organiser has given a project to somebody else, or that nobody leads it now, to who led it. */
export function leadTakenDocument({ number, name, leadId }: Project): Document {
  return doc(
    p`${leadId === undefined ? 'An organiser took you out as the lead of' : 'An organiser gave somebody else the lead of'}
      ${strong(name)}: you lead it no longer, and I ask you for no more lines about it. Thank you for what you did.`,
    p`${code(`/project show project:${number}`)} shows how it goes on. If that is a mistake, tell an organiser:
      ${code('/member list')} says who they are.`,
  );
}

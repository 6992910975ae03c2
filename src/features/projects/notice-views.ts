// What leads and the group are told of projects.

import type { Content } from '../../core/content.ts';
import {
  code,
  type Document,
  doc,
  type Inline,
  list,
  p,
  questionMark,
  strong,
  time,
  typed,
} from '../../core/document.ts';
import type { Button, Said } from '../../core/reply.ts';
import { shortened } from '../../core/text/shortened.ts';
import type { ComingMeeting, Project } from './facts.ts';
import { labels, nobodyLeads } from './rules.ts';

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
      projects.length > 1 ? list(...names) : undefined,
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
    ...(help.trim() === '' ? [] : [p(strong(`${labels.help}:`)), ...typed(help)]),
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

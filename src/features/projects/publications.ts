// What a project wants to have visible, and where: keys and destinations only, never text.
import { noticeTo, type Wanted, wantedOf } from '../../core/publication.ts';
import type { ComingMeeting, Project } from './facts.ts';

type Which = Pick<Project, 'id' | 'uid' | 'groupId'>;

/** By which all publications of a project are found. */
export function aboutOf({ id, groupId }: Pick<Project, 'id' | 'groupId'>) {
  return { groupId, about: `project/${id}` };
}

const ofProject = wantedOf('projects', 'project');

/** The project itself, where the group has a place for projects. */
export function card(project: Which): Wanted {
  return { ...ofProject(project, 'card'), to: { kind: 'purpose', purpose: 'projects' } };
}

/** That a project lost its lead, told to the group each time; `updateId` tells the times apart. */
export function leadLeft(project: Which, updateId: number): Wanted {
  const wanted = ofProject(project, 'leadLeft', { key: `lead-left/${updateId}` });
  return { ...wanted, to: { kind: 'purpose', purpose: ['projects', 'meetings'] }, isOnce: true };
}

/**
 * That somebody leads a project now, and that whoever led it before does no longer: told to each who did not do it themselves.
 * Nobody did it where the lead has left the group.
 */
export function leadTold(
  project: Which & Pick<Project, 'leadId'>,
  { before, byId, updateId }: { before?: number | undefined; byId?: number | undefined; updateId: number },
): Wanted[] {
  const told = (personId: number | undefined, key: string, view: string): Wanted[] =>
    personId === undefined || byId === undefined || personId === byId
      ? []
      : [noticeTo(personId, ofProject(project, view, { key: `${key}/${updateId}`, more: [personId] }))];
  return [...told(project.leadId, 'lead-named', 'leadNamed'), ...told(before, 'lead-taken', 'leadTaken')];
}

/** The question for two lines before a meeting: one to each lead, whatever they lead. */
export function asked(groupId: number, personId: number, meeting: ComingMeeting): Wanted {
  return noticeTo(personId, {
    groupId,
    about: `projects/asked/${meeting.uid}`,
    key: `projects/asked/${meeting.uid}/${personId}`,
    view: 'projects/asked',
    subject: `${meeting.id}/${personId}`,
  });
}

/** Where a list of projects goes as a file: `owner/name`, and the path in it. */
export interface FileTarget {
  readonly repository: string;
  readonly path: string;
}

/** The key of the list of projects as a file there. */
export function fileKey(groupId: number, { repository, path }: FileTarget): string {
  return `projects/${groupId}/file/${repository}/${path}`;
}

/** The list of projects as a file, by pull request. */
export function fileWanted(groupId: number, target: FileTarget): Wanted {
  return {
    groupId,
    about: 'projects/file',
    key: fileKey(groupId, target),
    to: { kind: 'file', repository: target.repository },
    view: 'projects/file',
    subject: `${target.repository}/${target.path}`,
  };
}

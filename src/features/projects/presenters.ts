// The feature's publications: each gathers the facts and has a view say them.

import type { Content } from '../../core/content.ts';
import { mayUseRepository } from '../../core/directory.ts';
import { doc, p } from '../../core/document.ts';
import { markdownFile } from '../../core/markdown/file.ts';
import { standing, type View, type ViewContext } from '../../core/publication.ts';
import { allShown, shownOf } from './commands/lookup.ts';
import type { ProjectsDeps } from './deps.ts';
import { projectsMarkdown } from './export.ts';
import type { Project } from './facts.ts';
import { asReadBy, publicLinks, publicOf } from './public-links.ts';
import { askedOf, topicTitle } from './rules.ts';
import {
  askedWords,
  leadLeftDocument,
  leadNamedDocument,
  leadTakenDocument,
  projectButtons,
  projectDocument,
  typedInstead,
  withdrawnTopic,
} from './views.ts';

/** Builds the views by name. A subject is a project's id, with what else the publication is about. */
export function projectPresenters(deps: ProjectsDeps): Record<string, View> {
  const of =
    (show: (project: Project, context: ViewContext, detail: string) => Promise<Content | undefined>): View =>
    async (subject, context) => {
      const [id, detail = ''] = subject.split('/');
      const project = await deps.store.find(context.groupId, Number(id));
      return project && (await show(project, context, detail));
    };

  const card = of(async (project, { can, groupId }) => {
    const group = await deps.groups.find(groupId);
    const seen = asReadBy(project, { group, isGroup: !(await deps.isForAll(group)) });
    const whole = projectDocument(await shownOf(deps, seen), { zone: group.zone });
    const document = can.buttons ? whole : doc(whole.children, typedInstead(project));
    const title = topicTitle(project, group.name);
    const buttons = projectButtons(project);
    return standing(can, { title, document, buttons, isClosed: project.status === 'done' });
  });

  return {
    async card(subject, context) {
      const shown = await card(subject, context);
      if (shown !== undefined || (await deps.store.find(context.groupId, Number(subject)))) return shown;
      // What others wrote below it in a topic is theirs.
      return context.can.topics && context.isPublished ? withdrawnTopic(subject) : 'gone';
    },
    leadLeft: of(async (project, { can }) => {
      if (project.leadId !== undefined || project.status !== 'blocked') return undefined;
      const title = `"${project.name}" looks for a lead`;
      return standing(can, { title, document: leadLeftDocument(project), buttons: projectButtons(project) });
    }),
    leadNamed: of(async (project, _, personId) =>
      project.leadId === Number(personId)
        ? { kind: 'message', document: leadNamedDocument(project) }
        : undefined,
    ),
    leadTaken: of(async (project, _, personId) =>
      project.leadId !== Number(personId)
        ? { kind: 'message', document: leadTakenDocument(project) }
        : undefined,
    ),
    async file(subject, { groupId }) {
      const group = await deps.groups.find(groupId);
      const [owner, name, ...path] = subject.split('/');
      // What was granted may have been taken back since.
      if (!mayUseRepository(group, subject)) return undefined;
      const all = publicOf(await deps.store.list(groupId));
      const shown = all.map((project) => ({ ...project, links: publicLinks(project, deps.site) }));
      return {
        kind: 'file',
        path: path.join('/'),
        text: `${projectsMarkdown(group.name, await allShown(deps, groupId, shown))}\n`,
        title: `Projects of ${group.name}`,
        body: markdownFile(doc(p(`The list of projects as ${group.name} keeps it, for ${owner}/${name}.`))),
        goesOn: true,
      };
    },
    async asked(subject, { groupId, now, can }) {
      const [meetingId, personId] = subject.split('/');
      const meeting = await deps.nextMeeting(groupId, now);
      // Asked too late, or for a meeting that is cancelled, nobody needs to be asked.
      if (!meeting || String(meeting.id) !== meetingId || meeting.startsAt <= now) return undefined;
      const led = askedOf(await deps.store.list(groupId), meeting).filter(
        ({ leadId }) => String(leadId) === personId,
      );
      if (led.length === 0) return undefined;
      return { kind: 'message', ...askedWords(led, meeting, can.buttons) };
    },
  };
}

// The feature of the projects: what the group works on, who leads it, and where it stands.
import type { GroupFacts } from '../../core/directory.ts';
import type { Block } from '../../core/document.ts';
import type { Feature } from '../../core/feature.ts';
import { clock } from './clock.ts';
import { exportingCommands } from './commands/exporting.ts';
import { leadingActions, leadingCommands, leadingForms } from './commands/leading.ts';
import { lookingCommands } from './commands/looking.ts';
import { allShown } from './commands/lookup.ts';
import { proposingActions, proposingCommands, proposingForms } from './commands/proposing.ts';
import type { ProjectsDeps } from './deps.ts';
import { projectsJson, projectsMarkdown } from './export.ts';
import { projectPages } from './pages.ts';
import { projectPresenters } from './presenters.ts';
import { asReadBy } from './public-links.ts';
import { agendaBlocks } from './views.ts';

export type { ProjectsDeps } from './deps.ts';

/** Builds the feature. */
export function projects(deps: ProjectsDeps): Feature {
  return {
    name: 'projects',
    commands: [
      ...proposingCommands(deps),
      ...leadingCommands(deps),
      ...lookingCommands(deps),
      ...exportingCommands(deps),
    ],
    actions: [...proposingActions(deps), ...leadingActions(deps)],
    forms: [...proposingForms(deps), ...leadingForms(deps)],
    views: projectPresenters(deps),
    pages: projectPages(deps),
    advance: clock(deps),
  };
}

/** "Status of projects" for an agenda; undefined when no project goes on or looks for a lead. */
export function projectsAgenda({
  store,
  people,
  groups,
  isAgendaForAll,
}: Pick<ProjectsDeps, 'store' | 'people' | 'groups'> & {
  /** Whether everybody may read a group's agendas. */
  isAgendaForAll(group: GroupFacts): Promise<boolean>;
}) {
  return async (
    groupId: number,
    now: Date,
  ): Promise<{ readonly title: string; readonly blocks: readonly Block[] } | undefined> => {
    const group = await groups.find(groupId);
    const readers = { group, isGroup: !(await isAgendaForAll(group)) };
    const seen = (await store.list(groupId)).map((project) => asReadBy(project, readers));
    const blocks = agendaBlocks(await allShown({ people }, groupId, seen), now, group.zone);
    return blocks.length === 0 ? undefined : { title: 'Status of projects', blocks };
  };
}

/** All projects of a group as a file's text. */
export function projectsFile({ store, people, groups }: Pick<ProjectsDeps, 'store' | 'people' | 'groups'>) {
  return async (groupId: number, format: 'markdown' | 'json'): Promise<string> => {
    const { name } = await groups.find(groupId);
    const all = await allShown({ people }, groupId, await store.list(groupId));
    return format === 'json' ? projectsJson(name, all) : `${projectsMarkdown(name, all)}\n`;
  };
}

/** The projects that were done since an instant, with who led them. */
export function doneProjects({ store, people }: Pick<ProjectsDeps, 'store' | 'people'>) {
  return async (
    groupId: number,
    since: Date,
  ): Promise<{ readonly name: string; readonly lead?: string }[]> => {
    const all = await store.list(groupId);
    const done = all.filter(({ doneAt }) => doneAt !== undefined && doneAt >= since);
    const leads = await people.byIds(groupId, [...new Set(done.flatMap(({ leadId }) => leadId ?? []))]);
    return done.map(({ name, leadId }) => {
      const lead = leads.find(({ id }) => id === leadId);
      return { name, ...(lead && { lead: lead.name }) };
    });
  };
}

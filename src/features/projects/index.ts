// The feature of the projects: what the group works on, who leads it, and where it stands.

import { openerOf } from '../../core/command/form.ts';
import type { GroupFacts } from '../../core/directory.ts';
import type { Block } from '../../core/document.ts';
import type { Feature } from '../../core/feature.ts';
import { agendaBlocks, keptBlocks } from './agenda-views.ts';
import { clock } from './clock.ts';
import { editingCommand, editingForm } from './commands/editing.ts';
import { exportingCommand } from './commands/exporting.ts';
import { leadingAction, leadingCommand } from './commands/leading.ts';
import { lookingCommands } from './commands/looking.ts';
import { allShown } from './commands/lookup.ts';
import { progressCommands, progressForm } from './commands/progress.ts';
import {
  acceptingCommand,
  proposingCommand,
  proposingForm,
  withdrawingCommand,
} from './commands/proposals.ts';
import type { ProjectsDeps } from './deps.ts';
import { projectsText } from './export.ts';
import { projectPages } from './pages.ts';
import { projectPresenters } from './presenters.ts';
import { asReadBy, publicOf } from './public-links.ts';

export type { ProjectsDeps } from './deps.ts';

/** Builds the feature. */
export function projects(deps: ProjectsDeps): Feature {
  const editing = editingForm(deps);
  const progress = progressForm(deps);
  return {
    name: 'projects',
    commands: [
      proposingCommand(deps),
      editingCommand(deps),
      acceptingCommand(deps),
      leadingCommand(deps),
      ...progressCommands(deps),
      withdrawingCommand(deps),
      ...lookingCommands(deps),
      exportingCommand(deps),
    ],
    actions: [openerOf(editing), leadingAction(deps), openerOf(progress)],
    forms: [proposingForm(deps), editing, progress],
    views: projectPresenters(deps),
    pages: projectPages(deps),
    advance: clock(deps),
  };
}

/** What reads projects for others. */
type ReadingDeps = Pick<ProjectsDeps, 'store' | 'people' | 'groups' | 'isForAll'>;

/**
 * "Status of projects" for an agenda; undefined when no project goes on or looks for a lead. Where everybody reads agendas
 * and projects are kept among members, it says only how many there are.
 */
export function projectsAgenda(
  deps: ReadingDeps & {
    /** Whether everybody may read a group's agendas. */
    isAgendaForAll(group: GroupFacts): Promise<boolean>;
  },
) {
  return async (
    groupId: number,
    now: Date,
  ): Promise<{ readonly title: string; readonly blocks: readonly Block[] } | undefined> => {
    const group = await deps.groups.find(groupId);
    const all = await deps.store.list(groupId);
    const isGroup = !(await deps.isAgendaForAll(group));
    const isOpen = isGroup || (await deps.isForAll(group));
    const seen = (isGroup ? all : publicOf(all)).map((project) => asReadBy(project, { group, isGroup }));
    const blocks = isOpen
      ? agendaBlocks(await allShown(deps, groupId, seen), now, group.zone)
      : keptBlocks(all);
    return blocks.length === 0 ? undefined : { title: 'Status of projects', blocks };
  };
}

/** All projects of a group as a file's text. */
export function projectsFile(deps: Omit<ReadingDeps, 'isForAll'>) {
  return async (groupId: number, format: 'markdown' | 'json'): Promise<string> => {
    const { name } = await deps.groups.find(groupId);
    const all = await allShown(deps, groupId, await deps.store.whole(groupId));
    return projectsText(format, name, all);
  };
}

/** The projects that were done from an instant until another, with who led them; for everybody, or for the group alone. */
export function doneProjects({ store, people, groups, isForAll }: ReadingDeps) {
  return async (
    groupId: number,
    { since, until, isGroup }: { readonly since: Date; readonly until: Date; readonly isGroup: boolean },
  ): Promise<{ readonly name: string; readonly lead?: string }[]> => {
    if (!isGroup && !(await isForAll(await groups.find(groupId)))) return [];
    const all = await store.list(groupId);
    const done = (isGroup ? all : publicOf(all)).filter(
      ({ doneAt }) => doneAt !== undefined && doneAt >= since && doneAt <= until,
    );
    const leads = await people.byIds(groupId, [...new Set(done.flatMap(({ leadId }) => leadId ?? []))]);
    return done.map(({ name, leadId }) => {
      const lead = leads.find(({ id }) => id === leadId);
      return { name, ...(lead && { lead: lead.name }) };
    });
  };
}

// The feature of the projects: what the group works on, who leads it, and where it stands.
import { openerOf } from '../../core/command/form.ts';
import { type GroupFacts, mayUseRepository } from '../../core/directory.ts';
import type { Block } from '../../core/document.ts';
import { OutsideError } from '../../core/errors.ts';
import type { Feature } from '../../core/feature.ts';
import type { WorkProgress } from '../../core/github/work-link.ts';
import { earliest } from '../../core/time.ts';
import { agendaBlocks, keptBlocks } from './agenda-views.ts';
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
import type { Project } from './facts.ts';
import { projectPages } from './pages.ts';
import { projectPresenters } from './presenters.ts';
import { asReadBy, publicOf } from './public-links.ts';
import { askedAt, askedOf, progressHours, projectOf, type Rank, ranksOf, tiersOf } from './rules.ts';

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

const hour = 3_600_000;
/** So many projects are looked at on GitHub in one run. */
const mostAtOnce = 10;

/** Builds what does what is due for a group's projects; answers when something is due next. */
export function clock(deps: ProjectsDeps) {
  const { store, people, groups, work, site } = deps;

  async function freeLost(groupId: number, projects: readonly Project[], now: Date): Promise<void> {
    const led = projects.filter(({ isLeadMember, status }) => isLeadMember && status !== 'done');
    const ids = [...new Set(led.flatMap(({ leadId }) => leadId ?? []))];
    const known = await people.byIds(groupId, ids);
    for (const { id, role } of known) if (role === 'none') await store.leaveAll(groupId, id, now);
  }

  async function ask(groupId: number, projects: readonly Project[], now: Date): Promise<Date | undefined> {
    const meeting = await deps.nextMeeting(groupId, now);
    if (!meeting) return undefined;
    if (now < askedAt(meeting)) return askedAt(meeting);
    const leads = askedOf(projects, meeting).flatMap(({ leadId }) => leadId ?? []);
    await store.ask(groupId, [...new Set(leads)], meeting);
    return undefined;
  }

  /**
   * Nobody votes on the order of what is gone or done; what is parked may come back before the vote ends. The last vote is the
   * order, where it has a result, without holes.
   */
  async function order(groupId: number, projects: readonly Project[], now: Date): Promise<void> {
    const going = projects.filter(({ status }) => status !== 'done');
    await deps.dropOptions(groupId, (option) => !projectOf(option, going), now);
    const ranks = ranksOf(projects, (await deps.lastRanking(groupId)) ?? tiersOf(projects));
    const ranked = projects.filter(({ rank }) => rank !== undefined).length;
    const isSo = ({ id, rank }: Rank) => projects.some((one) => one.id === id && one.rank === rank);
    if (ranked !== ranks.length || !ranks.every(isSo)) await store.rank(groupId, ranks, now);
  }

  async function readLinks(project: Project, now: Date): Promise<void> {
    const group = await groups.find(project.groupId);
    const read: WorkProgress[] = [];
    const stoodFor = project.isVouched ? project.links : (project.vouched?.links ?? []);
    for (const url of linksOf(project)) {
      const link = site.workLinkOf(url);
      if (!link) continue;
      try {
        // What a stranger points at, and nobody of the group stands behind, is not looked up in private.
        const isPrivateToo = (repository: string) =>
          stoodFor.includes(url) && mayUseRepository(group, repository);
        const progress = await work.readProgress(link, { isPrivateToo });
        if (progress) read.push(progress);
      } catch (error) {
        if (!(error instanceof OutsideError)) throw error;
        const known = project.progress.find((one) => one.url === url);
        if (known) read.push(known);
      }
    }
    await store.setProgress(project, read, now);
  }

  return async (groupId: number, now: Date): Promise<Date | undefined> => {
    await freeLost(groupId, await store.list(groupId), now);
    const all = await store.list(groupId);
    await order(groupId, all, now);
    const projects = all.filter(({ status }) => status !== 'done');
    if (projects.length === 0) return undefined;
    const askAt = await ask(groupId, projects, now);
    const since = now.getTime() - progressHours * hour;
    const linked = projects.filter((project) => linksOf(project).some((url) => site.workLinkOf(url)));
    const due = linked.filter(({ progressAt }) => !progressAt || progressAt.getTime() <= since);
    for (const project of due.slice(0, mostAtOnce)) await readLinks(project, now);
    // Meetings come and go, and so do members: it is looked at again now and then.
    const later = new Date(now.getTime() + (due.length > mostAtOnce ? 1 : progressHours) * hour);
    return earliest([askAt, later]);
  };
}

/** Its links as they are written now, and those that everybody reads while a stranger's wait. */
function linksOf({ links, vouched }: Project): string[] {
  return [...new Set([...links, ...(vouched?.links ?? [])])];
}

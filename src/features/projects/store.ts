// The feature's rows: projects and what became of them, changed in one transaction with what shows them.
import type { WorkProgress } from '../../core/github/work-link.ts';
import { askAnew, end, mark, markViews } from '../../publishing/store.ts';
import { change, type Database, type Transaction } from '../../storage/client.ts';
import { readIf } from '../../storage/rows.ts';
import { wake } from '../../storage/schedule.ts';
import type { ComingMeeting, Project, ProjectWords, Status, Update } from './facts.ts';
import { aboutOf, asked, card, type FileTarget, fileWanted, leadLeft, leadTold } from './publications.ts';
import { nobodyLeads, type Rank, statusWithLead, statusWithoutLead } from './rules.ts';
import {
  isThere,
  listed,
  projectOf,
  readProject,
  vouchedOf,
  withAllUpdates,
  withdrawn,
  withUpdates,
} from './store-rows.ts';

/** What makes a project. */
interface NewProject extends ProjectWords {
  readonly groupId: number;
  readonly status: 'parked' | 'proposed';
  readonly links: readonly string[];
  readonly proposedById: number;
  readonly isVouched: boolean;
  readonly now: Date;
}

/** Who does something to a project, and when. */
interface Deed {
  readonly byId: number;
  readonly now: Date;
}

/** Where a project stands from now on. */
interface NewStatus extends Deed {
  readonly status: Status;
  readonly why?: string;
  readonly isVouched: boolean;
  checked?(current: Project): void;
}

/** The rows of projects. Ids that belong to another group are not found. */
export type ProjectsStore = ReturnType<typeof projectsStore>;

/** Opens the rows; `showing` are the views of others that show projects, and are shown anew when one changes. */
export function projectsStore(database: Database, showing: readonly string[] = []) {
  /** Changes a project as it is by then. */
  const changing = async (
    { id, groupId }: Pick<Project, 'id' | 'groupId'>,
    work: (rows: Transaction, project: Project) => Promise<Project>,
  ): Promise<Project> =>
    await change(database, groupId, async (rows) => {
      const project = await work(rows, await readProject(rows, id, groupId));
      await shown(rows, project, showing);
      return project;
    });

  const store = {
    /** Makes a project; `checked` is told in the same transaction which there are. */
    propose: ({ now, groupId, links, ...words }: NewProject, checked?: (all: readonly Project[]) => void) =>
      change(database, groupId, async (rows) => {
        checked?.(await listed(rows, groupId));
        const last = await rows.project.findFirst({ where: { groupId }, orderBy: { number: 'desc' } });
        const number = (last?.number ?? 0) + 1;
        const dates = { createdAt: now, changedAt: now, statusAt: now };
        const row = await rows.project.create({
          data: { ...words, ...dates, groupId, number, links: JSON.stringify(links) },
          include: withUpdates,
        });
        const project = projectOf(row);
        await shown(rows, project, showing);
        return project;
      }),
    find: (groupId: number, id: number) =>
      readIf(
        database.project.findFirst({ where: { id, groupId, ...isThere }, include: withUpdates }),
        projectOf,
      ),
    /** All of a group by their numbers, with their newest news. */
    list: (groupId: number) => listed(database, groupId),
    /** Likewise with all news that there ever was: all projects, or the one that has a number. */
    whole: (groupId: number, number?: number) =>
      listed(database, groupId, { ...(number !== undefined && { number }), include: withAllUpdates }),
    /**
     * Changes what is written of a project; `isVouched` when somebody of the group stands behind it now. `words` are made from
     * the project as it is when they are written; what they throw leaves all as it was.
     */
    edit: (
      project: Project,
      wordsOf: (
        current: Project,
      ) => Partial<ProjectWords> & { links?: readonly string[]; isVouched: boolean },
      now: Date,
    ) =>
      changing(project, (rows, current) => {
        const { links, ...words } = wordsOf(current);
        return write(rows, current.id, {
          ...words,
          ...(links && { links: JSON.stringify(links), progressAt: null }),
          ...(words.isVouched ? { vouched: null } : current.isVouched && { vouched: vouchedOf(current) }),
          changedAt: now,
        });
      }),
    /** Gives the lead to somebody; who did not do so themselves is told, also who led it before. Undefined when it was taken meanwhile. */
    lead: (
      { id, groupId, leadId: before }: Project,
      { leadId, isMember, byId, now }: Deed & { leadId: number; isMember: boolean },
    ) =>
      change(database, groupId, async (rows) => {
        const project = await readProject(rows, id, groupId);
        if (project.leadId !== before) return undefined;
        const status = statusWithLead(project);
        const updateId = await said(rows, id, { kind: 'lead', text: '', byId: leadId, at: now });
        const after = await write(rows, id, {
          leadId,
          isLeadMember: isMember,
          isVouched: true,
          vouched: null,
          status,
          ...(status !== project.status && { statusAt: now, blockedWhy: null }),
          changedAt: now,
        });
        await mark(rows, leadTold(after, { before, byId, updateId }));
        await shown(rows, after, showing);
        return after;
      }),
    /** The lead leaves; the group is told when the project was active, and the lead when an organiser did it. */
    leave: (project: Project, { byId, now }: { byId?: number; now: Date }) =>
      changing(project, async (rows, { id, status, leadId: before }) => {
        const to = statusWithoutLead(status);
        const text = to === status ? '' : nobodyLeads;
        const updateId = await said(rows, id, {
          kind: 'lead',
          text,
          ...(byId !== undefined && { byId }),
          at: now,
        });
        const after = await write(rows, id, {
          leadId: null,
          isLeadMember: false,
          status: to,
          ...(to !== status && { statusAt: now, blockedWhy: nobodyLeads }),
          changedAt: now,
        });
        if (to === 'blocked') await mark(rows, [leadLeft(after, updateId)]);
        await mark(rows, leadTold(after, { before, byId, updateId }));
        return after;
      }),
    /** Whoever left the group leads nothing any more; answers how many projects that was. */
    async leaveAll(groupId: number, personId: number, now: Date) {
      const led = await database.project.findMany({
        where: { groupId, leadId: personId, status: { notIn: ['done', withdrawn] } },
        include: withUpdates,
      });
      for (const row of led) await store.leave(projectOf(row), { now });
      return led.length;
    },
    /** Changes where it stands; `isVouched` when somebody of the group says so, who then stands behind it. */
    setStatus: (project: Project, { status, why, byId, isVouched, now, checked }: NewStatus) =>
      changing(project, async (rows, current) => {
        checked?.(current);
        const { id, groupId } = current;
        await said(rows, id, { kind: 'status', text: why ?? '', byId, at: now });
        if (status === 'done') await end(rows, aboutOf({ id, groupId }), now);
        return await write(rows, id, {
          status,
          statusAt: now,
          changedAt: now,
          ...(isVouched && { isVouched, vouched: null }),
          blockedWhy: status === 'blocked' ? (why ?? null) : null,
          doneAt: status === 'done' ? now : null,
        });
      }),
    /** Notes news of it; what `checked` throws leaves all as it was. */
    update: (
      project: Project,
      { text, byId, now, checked }: Deed & { text: string; checked(current: Project): void },
    ) =>
      changing(project, async (rows, current) => {
        checked(current);
        await said(rows, current.id, { kind: 'update', text, byId, at: now });
        return await write(rows, current.id, { changedAt: now });
      }),
    /** Somebody of the group stands behind its words as they are now. */
    vouch: (project: Project, { checked, now }: { checked(current: Project): void; now: Date }) =>
      changing(project, (rows, current) => {
        checked(current);
        return write(rows, current.id, { isVouched: true, vouched: null, changedAt: now });
      }),
    /** Takes a project off the list for good: its words are deleted, its card goes, and its number is not used again. */
    withdraw: ({ id, groupId }: Project, now: Date) =>
      change(database, groupId, async (rows) => {
        const project = await readProject(rows, id, groupId);
        await rows.projectUpdate.deleteMany({ where: { projectId: id } });
        await rows.project.update({
          where: { id },
          data: {
            ...{ name: '', summary: '', why: '', challenges: '', help: '', links: '[]', progress: '[]' },
            ...{ leadId: null, proposedById: null, rank: null, blockedWhy: null, vouched: null },
            ...{ status: withdrawn, statusAt: now, changedAt: now },
          },
        });
        await shown(rows, project, showing);
        await end(rows, aboutOf(project), now);
      }),
    setProgress: ({ id, groupId, progress: before }: Project, progress: readonly WorkProgress[], now: Date) =>
      change(database, groupId, async (rows) => {
        const after = await write(rows, id, { progress: JSON.stringify(progress), progressAt: now });
        if (JSON.stringify(before) !== JSON.stringify(progress)) await shown(rows, after, showing);
      }),
    /** Gives projects these places, and all others none. */
    rank: (groupId: number, ranks: readonly Rank[], now: Date) =>
      change(database, groupId, async (rows) => {
        const before = await rows.project.findMany({ where: { groupId, rank: { not: null } } });
        await rows.project.updateMany({ where: { groupId }, data: { rank: null } });
        for (const { id, rank } of ranks) {
          await rows.project.updateMany({ where: { id, groupId }, data: { rank, changedAt: now } });
        }
        for (const id of new Set([...before, ...ranks].map((one) => one.id)))
          await shown(rows, await readProject(rows, id, groupId), showing);
      }),
    /** Asks leads for two lines, each of them once before a meeting. */
    async ask(groupId: number, personIds: readonly number[], meeting: ComingMeeting) {
      if (personIds.length === 0) return;
      await change(database, groupId, (rows) =>
        mark(
          rows,
          personIds.map((personId) => asked(groupId, personId, meeting)),
        ),
      );
    },
    /** Has the list of projects offered to a repository as it is now; it is not kept up to date afterwards. */
    writeFile: (groupId: number, target: FileTarget, now: Date) =>
      change(database, groupId, async (rows) => {
        const wanted = fileWanted(groupId, target);
        await askAnew(rows, wanted, { isNamed: true });
        await mark(rows, [wanted]);
        await end(rows, wanted, now);
      }),
  };
  return store;
}

/** Has a project shown as it is now, also in what others show of it, and what is due looked at again. */
async function shown(rows: Transaction, project: Project, showing: readonly string[]): Promise<void> {
  const { groupId } = project;
  await mark(rows, [card(project)]);
  if (showing.length > 0) await markViews(rows, groupId, showing);
  await wake(rows, groupId, 'projects');
}

type Data = Parameters<Transaction['project']['update']>[0]['data'];

async function write(rows: Transaction, id: number, data: Data): Promise<Project> {
  return projectOf(await rows.project.update({ where: { id }, data, include: withUpdates }));
}

async function said(rows: Transaction, projectId: number, { byId, ...update }: Update): Promise<number> {
  const row = await rows.projectUpdate.create({ data: { ...update, projectId, postedById: byId ?? null } });
  return row.id;
}

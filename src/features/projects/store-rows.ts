// Turns the rows of projects into facts.
import { UserError } from '../../core/errors.ts';
import type { WorkProgress } from '../../core/github/work-link.ts';
import type { Database, Transaction } from '../../storage/client.ts';
import { oneOf, type Row, withoutNulls } from '../../storage/rows.ts';
import { type Project, statuses, updateKinds } from './facts.ts';

const shownUpdates = 20;

/** Of what was withdrawn only the number is kept. */
export const withdrawn = 'withdrawn';

/** Those that were not withdrawn. */
export const isThere = { status: { not: withdrawn } } as const;

/** What a record of it is read with: all that was ever said of it. */
export const withAllUpdates = { updates: { orderBy: { id: 'desc' } } } as const;

/** What a project is read with. */
export const withUpdates = { updates: { ...withAllUpdates.updates, take: shownUpdates } } as const;

/** A project as it is within a transaction. Throws a UserError when it was withdrawn meanwhile. */
export async function readProject(rows: Transaction, id: number, groupId: number): Promise<Project> {
  const row = await rows.project.findFirst({ where: { id, groupId, ...isThere }, include: withUpdates });
  if (!row)
    throw new UserError('That project was withdrawn meanwhile. `/project list` shows those that are.');
  return projectOf(row);
}

/** All projects of a group by their numbers, or the one that has a number. */
export async function listed(
  rows: Database | Transaction,
  groupId: number,
  {
    include = withUpdates,
    ...which
  }: { readonly number?: number; readonly include?: typeof withAllUpdates } = {},
): Promise<Project[]> {
  const where = { groupId, ...isThere, ...which };
  return (await rows.project.findMany({ where, orderBy: { number: 'asc' }, include })).map(projectOf);
}

/** What somebody of the group stands behind, as a column. */
export function vouchedOf({ name, summary, why, challenges, help, links }: Project): string {
  return JSON.stringify({ name, summary, why, challenges, help, links });
}

type ProjectRow = Row<'project'> & { updates: Row<'projectUpdate'>[] };

/** A project from its row. */
export function projectOf({ updates, vouched, ...row }: ProjectRow): Project {
  const links: string[] = JSON.parse(row.links);
  const progress: WorkProgress[] = JSON.parse(row.progress);
  const vouchedFor: Project['vouched'] = vouched === null ? undefined : JSON.parse(vouched);
  return {
    ...withoutNulls(row),
    status: oneOf(statuses, row.status),
    links,
    progress,
    updates: updates.map(({ kind, text, postedById, at }) => ({
      kind: oneOf(updateKinds, kind),
      ...withoutNulls({ text, at, byId: postedById }),
    })),
    ...(vouchedFor && { vouched: vouchedFor }),
  };
}

// Turns the rows of projects into facts.
import { z } from 'zod';
import { UserError } from '../../core/errors.ts';
import type { Database, Transaction } from '../../storage/client.ts';
import { type Row, withoutNulls } from '../../storage/rows.ts';
import { type Project, statuses } from './facts.ts';

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
export function vouchedOf(project: Project): string {
  return JSON.stringify(vouchedWords.parse(project));
}

const status = z.enum(statuses);

const updateKind = z.enum(['update', 'status', 'lead']);

const links = z.array(z.string());

const vouchedWords = z.object({
  name: z.string(),
  summary: z.string(),
  why: z.string(),
  challenges: z.string(),
  help: z.string(),
  links,
});

const progress = z.array(
  z.object({
    url: z.string(),
    title: z.string(),
    state: z.enum(['open', 'closed', 'merged']),
    closed: z.number().exactOptional(),
    total: z.number().exactOptional(),
    isPrivate: z.boolean().exactOptional(),
  }),
);

type ProjectRow = Row<'project'> & { updates: Row<'projectUpdate'>[] };

/** A project from its row. */
export function projectOf({ updates, vouched, ...row }: ProjectRow): Project {
  return {
    ...withoutNulls(row),
    status: status.parse(row.status),
    links: links.parse(JSON.parse(row.links)),
    progress: progress.parse(JSON.parse(row.progress)),
    updates: updates.map(({ kind, text, postedById, at }) => ({
      kind: updateKind.parse(kind),
      ...withoutNulls({ text, at, byId: postedById }),
    })),
    ...(vouched !== null && { vouched: vouchedWords.parse(JSON.parse(vouched)) }),
  };
}

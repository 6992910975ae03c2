// The rows of hosts: added, gone, or known at last; what a host had taken is free again when they leave.
import type { PersonFacts } from '../../../core/directory.ts';
import { ensure, mark } from '../../../publishing/store.ts';
import { change, type Database, type Transaction } from '../../../storage/client.ts';
import type { AmaFacts, HostFacts } from '../facts.ts';
import { namedApart } from '../hosts.ts';
import { hostBackWanted, hostLeftWanted } from '../notice-publications.ts';
import { isAtWork, presentHosts } from '../rules.ts';
import { readAma } from './rows.ts';
import { showAma } from './telling.ts';

/** A host to be. */
export type NewHost = Omit<HostFacts, 'id' | 'since' | 'leftAt'>;

/** Opens the rows. */
export function hostStore(database: Database) {
  return {
    /** Adds hosts; those who had stepped down come back. */
    addHosts: (before: AmaFacts, added: readonly NewHost[], now: Date) =>
      change(database, before.groupId, async (rows) => {
        const hosts = namedApart(added, (await readAma(rows, before.id)).hosts);
        const left = await rows.amaHost.findMany({
          where: { amaId: before.id, name: { in: hosts.map(({ name }) => name) }, leftAt: { not: null } },
        });
        for (const host of hosts) {
          await rows.amaHost.upsert({
            where: { amaId_name: { amaId: before.id, name: host.name } },
            create: { amaId: before.id, since: now, ...hostColumns(host) },
            update: {
              ...hostColumns(host),
              ...(left.some(({ name }) => name === host.name) && { since: now, leftAt: null }),
            },
          });
        }
        const after = await readAma(rows, before.id);
        await showAma(rows, after);
        // Who comes back is told once more what is expected.
        if (after.state === 'announced' || isAtWork(after)) {
          const back = presentHosts(after).flatMap((host) => {
            const leftAt = left.find(({ id }) => id === host.id)?.leftAt;
            return leftAt ? [hostBackWanted(after, host, leftAt)] : [];
          });
          await ensure(rows, back);
        }
        return after;
      }),
    /** A host steps down: what they had taken is free again; unless they had done so already, or nobody would be left. */
    hostLeaves: (before: AmaFacts, host: HostFacts, now: Date) =>
      change(database, before.groupId, async (rows) => {
        const others = { amaId: before.id, id: { not: host.id }, leftAt: null };
        if ((await rows.amaHost.count({ where: others })) === 0) return 'last';
        return (await stepDown(rows, { ama: before, host, now })) ? 'left' : 'gone';
      }),
    /** A host known only by an account or a name turned out to be this person. */
    hostSeen: (host: HostFacts, who: PersonFacts) =>
      database.amaHost.updateMany({ where: { id: host.id, personId: null }, data: { personId: who.id } }),
  };
}

/** Takes a host out and frees what they had taken; answers whether they were one still. */
async function stepDown(
  rows: Transaction,
  { ama, host, now }: { readonly ama: AmaFacts; readonly host: HostFacts; readonly now: Date },
): Promise<boolean> {
  const left = await rows.amaHost.updateMany({
    where: { id: host.id, amaId: ama.id, leftAt: null },
    data: { leftAt: now },
  });
  if (left.count === 0) return false;
  if (host.personId !== undefined) {
    await rows.question.updateMany({
      where: { amaId: ama.id, takenById: host.personId, state: 'approved' },
      data: { takenById: null, takenAt: null },
    });
  }
  const after = await readAma(rows, ama.id);
  await showAma(rows, after);
  await mark(rows, [hostLeftWanted(after, { ...host, leftAt: now })]);
  return true;
}

/**
 * Somebody who is forgotten hosts nothing any more that is not over; organisers are told, also of the last host. What they
 * planned is another organiser's, who is told how it ends.
 */
export async function stopHosting(
  rows: Transaction,
  { groupId, personId, now }: { readonly groupId: number; readonly personId: number; readonly now: Date },
): Promise<void> {
  const hosted = await rows.amaHost.findMany({
    where: { personId, leftAt: null, ama: { groupId, state: { not: 'closed' } } },
    select: { id: true, amaId: true },
  });
  for (const { id, amaId } of hosted) {
    const ama = await readAma(rows, amaId);
    const host = ama.hosts.find((one) => one.id === id);
    if (host) await stepDown(rows, { ama, host, now });
  }
  const organiser = await rows.person.findFirst({
    where: { groupId, role: 'organiser', id: { not: personId } },
    orderBy: { id: 'asc' },
  });
  if (!organiser) return;
  await rows.ama.updateMany({
    where: { groupId, createdById: personId, state: { not: 'closed' } },
    data: { createdById: organiser.id },
  });
}

/** The columns of a host. */
export function hostColumns(host: NewHost) {
  return {
    name: host.name,
    ...(host.personId !== undefined && { personId: host.personId }),
    ...(host.account && {
      platform: host.account.platform,
      accountId: host.account.id,
      stableId: host.account.stableId ?? null,
    }),
  };
}

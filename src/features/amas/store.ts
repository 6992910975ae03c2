// The feature's rows: AMAs and their hosts here; questions and votes in the file beside it.
import type { PersonFacts } from '../../core/directory.ts';
import type { Remote, Wanted } from '../../core/publication.ts';
import { mark, markAll, moveAll, readRemote, remoteOf } from '../../publishing/store.ts';
import { type Database, transaction } from '../../storage/client.ts';
import type { AmaFacts, AmaState, AmaTimes, HostFacts } from './facts.ts';
import { keys } from './publications.ts';
import { type QuestionStore, questionStore } from './store-questions.ts';
import { amaFacts, withHosts } from './store-rows.ts';

/** What makes a new AMA. */
export interface NewAma extends AmaTimes {
  readonly groupId: number;
  readonly title: string;
  readonly state: AmaState;
  readonly zone: string;
  readonly rules: string;
  readonly limitPerPerson: number;
  readonly isModerated: boolean;
  readonly allowsAnonymous: boolean;
  readonly channel?: string;
  readonly forum?: string;
  readonly category?: string;
  readonly moderatorsChannel?: string;
  readonly hosts: readonly NewHost[];
  readonly now: Date;
}

/** A host to be. */
export type NewHost = Omit<HostFacts, 'id' | 'leftAt'>;

/** What can be changed of an AMA; what is left out stays. */
export type AmaChange = {
  readonly [K in keyof Omit<NewAma, 'groupId' | 'hosts' | 'now' | 'state'>]?: NewAma[K];
} & { readonly movedAt?: Date | null; readonly isLinked?: boolean; readonly isFiled?: boolean };

/** What depends on an AMA as it is after a change. */
export type Marks<T> = (subject: T) => readonly Wanted[];

/** A publication as far as this feature looks at it. */
export interface Published {
  readonly key: string;
  readonly state: string;
  readonly isMarked: boolean;
  readonly remote?: Remote;
}

/** The rows of AMAs and hosts. */
export interface AmaStore extends QuestionStore {
  create(ama: NewAma, marks: Marks<AmaFacts>): Promise<AmaFacts>;
  /** An AMA by its id; with a group, only if it is that group's. */
  ama(id: number, groupId?: number): Promise<AmaFacts | undefined>;
  /** The AMAs of a group, newest first, at most 50. */
  list(groupId: number): Promise<AmaFacts[]>;
  /** The AMAs of all groups for which something may still be due. */
  unfinished(): Promise<AmaFacts[]>;
  change(id: number, change: AmaChange, marks: Marks<AmaFacts>): Promise<AmaFacts>;
  /** Moves an AMA on if nobody else did meanwhile; answers whether it did. */
  move(
    ama: AmaFacts,
    to: AmaState,
    how: { now: Date; isByHand: boolean; marks: Marks<AmaFacts> },
  ): Promise<boolean>;
  /** Adds hosts; those who had stepped down come back. */
  addHosts(ama: AmaFacts, hosts: readonly NewHost[], marks: Marks<AmaFacts>): Promise<AmaFacts>;
  /** A host steps down: what they had taken is free again. False when they had done so already. */
  hostLeaves(ama: AmaFacts, host: HostFacts, how: { now: Date; marks: Marks<AmaFacts> }): Promise<boolean>;
  /** A host known only by an account or a name turned out to be this person. */
  hostSeen(host: HostFacts, who: PersonFacts): Promise<void>;
  /** What was made of a publication. */
  remote(key: string): Promise<Remote | undefined>;
  /** Has what exists under keys that begin so made in another place. */
  moveAll(keyPrefix: string, place: string): Promise<void>;
  /** The publications whose keys begin so. */
  published(keyPrefix: string): Promise<Published[]>;
}

/** Opens the feature's rows. */
export function amasStore(database: Database): AmaStore {
  const ama: AmaStore['ama'] = async (id, groupId) => {
    const row = await database.ama.findFirst({
      where: { id, ...(groupId !== undefined && { groupId }) },
      include: withHosts,
    });
    return row ? amaFacts(row) : undefined;
  };

  return {
    ...questionStore(database),
    ama,
    async create({ hosts, now, ...facts }, marks) {
      return await transaction(database, async (rows) => {
        const row = await rows.ama.create({
          data: { ...facts, createdAt: now, hosts: { create: hosts.map(hostData) } },
          include: withHosts,
        });
        const made = amaFacts(row);
        await mark(rows, marks(made));
        return made;
      });
    },
    async list(groupId) {
      const found = await database.ama.findMany({
        where: { groupId },
        orderBy: { id: 'desc' },
        take: 50,
        include: withHosts,
      });
      return found.map(amaFacts);
    },
    async unfinished() {
      const found = await database.ama.findMany({
        where: { OR: [{ state: { notIn: ['draft', 'closed'] } }, { state: 'closed', isFiled: false }] },
        orderBy: { id: 'asc' },
        include: withHosts,
      });
      return found.map(amaFacts);
    },
    async change(id, change, marks) {
      return await transaction(database, async (rows) => {
        const row = await rows.ama.update({ where: { id }, data: change, include: withHosts });
        const changed = amaFacts(row);
        await mark(rows, marks(changed));
        return changed;
      });
    },
    async move(before, to, { now, isByHand, marks }) {
      return await transaction(database, async (rows) => {
        const moved = await rows.ama.updateMany({
          where: { id: before.id, state: before.state },
          data: {
            state: to,
            ...(isByHand && { movedAt: to === 'announced' && before.state === 'draft' ? null : now }),
            ...((to === 'wrapping' || to === 'closed') && {
              stoppedAt: stopOf(before, to, { now, isByHand }),
            }),
          },
        });
        if (moved.count === 0) return false;
        const row = await rows.ama.findUniqueOrThrow({ where: { id: before.id }, include: withHosts });
        await mark(rows, marks(amaFacts(row)));
        if (to === 'closed') {
          // Cards and questions lose their buttons.
          await markAll(rows, keys.cards(before.id));
          await markAll(rows, keys.questions(before.id));
        }
        return true;
      });
    },
    async addHosts(before, hosts, marks) {
      return await transaction(database, async (rows) => {
        for (const host of hosts) {
          await rows.amaHost.upsert({
            where: { amaId_name: { amaId: before.id, name: host.name } },
            create: { amaId: before.id, ...hostData(host) },
            update: { ...hostData(host), leftAt: null },
          });
        }
        const row = await rows.ama.findUniqueOrThrow({ where: { id: before.id }, include: withHosts });
        const after = amaFacts(row);
        await mark(rows, marks(after));
        return after;
      });
    },
    async hostLeaves(before, host, { now, marks }) {
      return await transaction(database, async (rows) => {
        const left = await rows.amaHost.updateMany({
          where: { id: host.id, amaId: before.id, leftAt: null },
          data: { leftAt: now },
        });
        if (left.count === 0) return false;
        if (host.personId !== undefined) {
          await rows.question.updateMany({
            where: { amaId: before.id, takenById: host.personId, state: 'approved' },
            data: { takenById: null, takenAt: null },
          });
        }
        const row = await rows.ama.findUniqueOrThrow({ where: { id: before.id }, include: withHosts });
        await mark(rows, marks(amaFacts(row)));
        return true;
      });
    },
    async hostSeen(host, who) {
      await database.amaHost.updateMany({
        where: { id: host.id, personId: null },
        data: { personId: who.id },
      });
    },
    remote: (key) => remoteOf(database, key),
    moveAll: (keyPrefix, place) => moveAll(database, keyPrefix, place),
    async published(keyPrefix) {
      const found = await database.publication.findMany({ where: { key: { startsWith: keyPrefix } } });
      return found.map((row) => {
        const remote = readRemote(row.remote);
        return {
          key: row.key,
          state: row.state,
          isMarked: row.isMarked,
          ...(remote && { remote }),
        };
      });
    },
  };
}

/** Questions stop at the instant that was announced when the clock stops them, even if it is read late. */
function stopOf(before: AmaFacts, to: AmaState, { now, isByHand }: { now: Date; isByHand: boolean }): Date {
  if (before.state === 'wrapping' && before.stoppedAt) return before.stoppedAt;
  if (isByHand) return now;
  return to === 'wrapping' || before.wrapsAt <= now ? before.wrapsAt : now;
}

function hostData(host: NewHost) {
  return {
    name: host.name,
    ...(host.personId !== undefined && { personId: host.personId }),
    ...(host.account && { platform: host.account.platform, accountId: host.account.id }),
  };
}

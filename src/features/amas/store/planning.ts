// Plans AMAs: makes one, and changes it; what shows it is marked in the same transaction.
import type { PlatformName } from '../../../core/account.ts';
import { UserError } from '../../../core/errors.ts';
import type { PlaceId } from '../../../core/publication.ts';
import { markAskers } from '../../../publishing/store.ts';
import { change, type Database } from '../../../storage/client.ts';
import type { AmaFacts, AmaState, AmaTimes } from '../facts.ts';
import { namedApart } from '../hosts.ts';
import { keys } from '../publication-keys.ts';
import { carryQuestions } from './carrying.ts';
import { hostColumns, type NewHost } from './hosts.ts';
import { markQuestions } from './questions.ts';
import { amaFacts, readAma, withHosts } from './rows.ts';
import { moveUnsaid, showAma, tellRetimed } from './telling.ts';

/** What makes a new AMA. */
export interface NewAma
  extends AmaTimes,
    Pick<AmaFacts, 'groupId' | 'title' | 'state' | 'zone' | 'rules' | 'limitPerPerson'>,
    Pick<AmaFacts, 'isModerated' | 'allowsAnonymous' | 'createdById'>,
    Partial<Pick<AmaFacts, 'chosen' | 'moderators'>> {
  readonly postsOn?: PlatformName | null;
  readonly hosts: readonly NewHost[];
  readonly now: Date;
}

/** What can be changed of an AMA; what is left out stays. */
export type AmaChange = {
  readonly [K in keyof Omit<NewAma, 'groupId' | 'hosts' | 'now' | 'state' | 'createdById'>]?: NewAma[K];
} & { readonly movedAt?: Date | null; readonly changedAt?: Date; readonly state?: AmaState };

/** Opens the rows. */
export function planningStore(database: Database) {
  return {
    /**
     * Makes an AMA, with the open questions of another one carried over; answers how many those were. Throws a UserError when
     * it is there, as for who sends the same twice.
     */
    create: ({ hosts, now, ...facts }: NewAma, carryFrom?: AmaFacts) =>
      change(database, facts.groupId, async (rows) => {
        const { groupId, title, opensAt } = facts;
        const alike = { groupId, title, opensAt, state: { not: 'closed' } };
        if ((await rows.ama.count({ where: alike })) > 0)
          throw new UserError(`"${title}" is planned for that time already: \`/ama list\` shows it.`);
        const data = {
          ...columnsOf(facts),
          createdAt: now,
          changedAt: now,
          hosts: { create: namedApart(hosts, []).map(hostColumns) },
        };
        const made = amaFacts(await rows.ama.create({ data, include: withHosts }));
        await showAma(rows, made);
        const carried = carryFrom ? await carryQuestions(rows, { from: carryFrom, to: made, now }) : 0;
        return { ama: made, carried };
      }),
    /**
     * Changes an AMA; `isMoved` when its questions and cards go to other places too. `checked` is called with the AMA as it
     * is when it is written; when it throws, nothing is changed.
     */
    change: (
      { id, groupId }: AmaFacts,
      to: AmaChange,
      { isMoved, checked }: { readonly isMoved: boolean; checked(current: AmaFacts): void },
    ) =>
      change(database, groupId, async (rows) => {
        const before = await readAma(rows, id);
        checked(before);
        const data = { ...columnsOf(to), sequence: { increment: 1 } };
        const row = await rows.ama.update({ where: { id }, data, include: withHosts });
        const changed = amaFacts(row);
        await showAma(rows, changed);
        await tellRetimed(rows, before, changed);
        // Partners' calls name its times.
        await markAskers(rows, keys.thread(changed));
        if (!isMoved) return changed;
        await markQuestions(rows, changed);
        await moveUnsaid(rows, changed);
        return changed;
      }),
  };
}

/** The columns of what is given. */
function columnsOf<T extends { chosen?: readonly PlaceId[]; moderators?: readonly PlaceId[] }>({
  chosen,
  moderators,
  ...rest
}: T) {
  return {
    ...rest,
    ...(chosen && { chosen: JSON.stringify(chosen) }),
    ...(moderators && { moderators: JSON.stringify(moderators) }),
  };
}

// The feature's rows: partners, calls, and who was told; changed in one transaction with what shows them.
import type { PlaceId } from '../../core/publication.ts';
import { mark } from '../../publishing/store.ts';
import { change, type Database, type Transaction } from '../../storage/client.ts';
import { readIf } from '../../storage/rows.ts';
import type { Partner, PartnerChange } from './facts.ts';
import { askWanted, withdrawnWanted } from './publications.ts';
import { callStore, partnerOf } from './store-calls.ts';

/** What makes a partner. */
type NewPartner = Omit<Partner, 'id' | 'uid' | 'agreedAt' | 'refusedAt' | 'lastAt'> & { readonly now: Date };

/** The rows. Ids that belong to another group are not found. */
export type OutreachStore = ReturnType<typeof outreachStore>;

/** Opens the rows. */
export function outreachStore(database: Database) {
  return {
    ...callStore(database),
    /** Makes a partner and asks their organiser, if one is named; `checked` is told in the same transaction which there are. */
    add: ({ now, place, ...facts }: NewPartner, checked?: (all: readonly Partner[]) => void) =>
      change(database, facts.groupId, async (rows) => {
        checked?.(await listed(rows, facts.groupId));
        const row = await rows.partner.create({
          data: { ...facts, ...(place && { place: JSON.stringify(place) }), createdAt: now },
        });
        const partner = partnerOf(row);
        if (facts.askedId !== undefined) await mark(rows, [askWanted(partner, facts.askedId, now)]);
        return partner;
      }),
    partner: (groupId: number, id: number) =>
      readIf(database.partner.findFirst({ where: { id, groupId, removedAt: null } }), partnerOf),
    /** Those that were not removed, by name. */
    partners: (groupId: number) => listed(database, groupId),
    /** The partner of a code, of whichever group. */
    byCode: (code: string) =>
      readIf(database.partner.findFirst({ where: { code, removedAt: null } }), partnerOf),
    /** Their organiser agreed, here or in the place that they chose; or takes it back. `checked` as in `add`. */
    decide: (
      { id, groupId }: Partner,
      { isAgreed, place, now }: { isAgreed: boolean; place?: PlaceId & { name: string }; now: Date },
      checked?: (all: readonly Partner[]) => void,
    ) =>
      change(database, groupId, async (rows) => {
        checked?.(await listed(rows, groupId));
        const before = await rows.partner.findUniqueOrThrow({ where: { id } });
        if (!isAgreed && before.agreedAt !== null) {
          const keeper = await rows.person.findFirst({
            where: { id: before.ownerId ?? 0, role: { not: 'none' } },
            select: { id: true },
          });
          await mark(rows, [withdrawnWanted(before, keeper?.id, now)]);
        }
        await rows.partner.update({
          where: { id },
          data: {
            ...(isAgreed ? { agreedAt: now, refusedAt: null } : { refusedAt: now, agreedAt: null }),
            ...(place && {
              place: JSON.stringify({ platform: place.platform, id: place.id }),
              placeName: place.name,
            }),
          },
        });
      }),
    /** Changes what is noted of a partner; a zone that is null is taken away. What `checked` throws leaves all as it was. */
    edit: ({ id, groupId }: Partner, to: PartnerChange, checked: (current: Partner) => void) =>
      change(database, groupId, async (rows) => {
        checked(partnerOf(await rows.partner.findUniqueOrThrow({ where: { id } })));
        return partnerOf(await rows.partner.update({ where: { id }, data: to }));
      }),
    remove: ({ id, groupId }: Partner, now: Date) =>
      change(database, groupId, (rows) => rows.partner.update({ where: { id }, data: { removedAt: now } })),
  };
}

async function listed(rows: Database | Transaction, groupId: number): Promise<Partner[]> {
  const where = { groupId, removedAt: null };
  return (await rows.partner.findMany({ where, orderBy: [{ name: 'asc' }, { id: 'asc' }] })).map(partnerOf);
}

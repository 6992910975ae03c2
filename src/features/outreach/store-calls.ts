// The rows of calls to partners, and of who was told.

import type { PlaceId } from '../../core/publication.ts';
import { whereShown } from '../../publishing/shown.ts';
import { mark, markAll } from '../../publishing/store.ts';
import { change, type Database, type Transaction } from '../../storage/client.ts';
import { type Row, readIf, withoutNulls } from '../../storage/rows.ts';
import { wake } from '../../storage/schedule.ts';
import type { Call, Partner, Told } from './facts.ts';
import {
  byHandWanted,
  callKey,
  callWanted,
  changedWanted,
  followUpWanted,
  unpostedWanted,
} from './publications.ts';
import { mayPost } from './rules.ts';

/** What makes a call. */
type NewCall = Omit<Call, 'id' | 'uid' | 'told' | 'publishedAt'> & { readonly partnerIds: readonly number[] };

const withTold = { told: { orderBy: { id: 'asc' } } } as const;

/** Opens the rows of calls. */
export function callStore(database: Database) {
  return {
    draft: ({ partnerIds, translations, ama, ...facts }: NewCall) =>
      change(database, facts.groupId, async (rows) => {
        const row = await rows.partnerCall.create({
          data: {
            ...facts,
            ...(ama && { amaId: ama.id, amaOpensAt: ama.opensAt, amaClosesAt: ama.closesAt }),
            translations: JSON.stringify(translations),
            told: { create: partnerIds.map((partnerId) => ({ partnerId })) },
          },
          include: withTold,
        });
        return callOf(row);
      }),
    /**
     * Changes a call that is not published yet. `words` are made from the call as it is when they are written; what they throw leaves all as it was. Undefined when it
     * was published or discarded meanwhile.
     */
    rewrite: (
      { id, groupId }: Call,
      wordsOf: (current: Call) => Pick<Call, 'title' | 'text' | 'translations'>,
    ) =>
      change(database, groupId, async (rows) => {
        const row = await rows.partnerCall.findFirst({ where: { id, publishedAt: null }, include: withTold });
        if (!row) return undefined;
        const { translations, ...words } = wordsOf(callOf(row));
        return callOf(
          await rows.partnerCall.update({
            where: { id },
            data: { ...words, translations: JSON.stringify(translations) },
            include: withTold,
          }),
        );
      }),
    discard: ({ id, groupId }: Call) =>
      change(database, groupId, (rows) => rows.partnerCall.deleteMany({ where: { id, publishedAt: null } })),
    call: (groupId: number, id: number) =>
      readIf(database.partnerCall.findFirst({ where: { id, groupId }, include: withTold }), callOf),
    /** Newest first. */
    async calls(groupId: number) {
      const rows = await database.partnerCall.findMany({
        where: { groupId },
        orderBy: { id: 'desc' },
        include: withTold,
      });
      return rows.map(callOf);
    },
    /** Publishes a call where partners agreed, and has it passed on by hand elsewhere; undefined when it was published before, `nobody` when all were removed. */
    publish: (call: Call, { byId, now }: { byId: number; now: Date }) =>
      change(database, call.groupId, async (rows) => {
        const told = await toldPartners(rows, call);
        const partners = told.flatMap(({ partner, isRemoved }) => (isRemoved ? [] : [partner]));
        if (partners.length === 0) return 'nobody';
        const published = await rows.partnerCall.updateMany({
          where: { id: call.id, publishedAt: null },
          data: { publishedAt: now },
        });
        if (published.count === 0) return undefined;
        const posted = partners.filter(mayPost);
        const byHand = partners.filter((one) => !mayPost(one));
        // Whoever left the group keeps in touch no more.
        const keepers = await rows.person.findMany({
          where: { id: { in: byHand.flatMap(({ ownerId }) => ownerId ?? []) } },
          select: { id: true, role: true },
        });
        const here = keepers.filter(({ role }) => role !== 'none');
        const keeperOf = ({ ownerId }: Partner) => here.find(({ id }) => id === ownerId)?.id ?? byId;
        await rows.partner.updateMany({
          where: { id: { in: posted.map(({ id }) => id) } },
          data: { lastAt: now },
        });
        await mark(rows, [
          ...posted.flatMap((partner) => callWanted(call, partner)),
          ...byHand.map((partner) => byHandWanted(call, partner, keeperOf(partner))),
          ...(call.ama ? byHand.flatMap((partner) => changedWanted(call, partner, keeperOf(partner))) : []),
          ...(posted.length > 0 ? [unpostedWanted(call, byId)] : []),
        ]);
        await wake(rows, call.groupId, 'outreach');
        return { posted, byHand };
      }),
    /** To whom a call went or is to go, also who was removed since. */
    told: (call: Call) => toldPartners(database, call),
    /** Somebody passed a call on by hand, or something came back. */
    note: (call: Call, partner: Partner, { answer, now }: { answer?: string; now: Date }) =>
      change(database, call.groupId, async (rows) => {
        const where = { callId_partnerId: { callId: call.id, partnerId: partner.id } };
        const data = answer === undefined ? { toldAt: now } : { answer, answerAt: now };
        await rows.partnerTold.upsert({
          where,
          create: { callId: call.id, partnerId: partner.id, ...data },
          update: data,
        });
        await rows.partner.update({ where: { id: partner.id }, data: { lastAt: now } });
        await markAll(rows, { groupId: call.groupId, about: `call/${call.id}`, views: ['outreach/call'] });
      }),
    /** Where a call stands in a partner's place, if it is there. */
    async url(call: Call, partner: Partner) {
      return (await whereShown(database, callKey(call, partner)))[0]?.remote.url;
    },
    /** Tells whoever published a call where it does not stand, once. */
    lookAfter: ({ id, groupId }: Call) =>
      change(database, groupId, (rows) =>
        markAll(rows, { groupId, about: `call/${id}`, views: ['outreach/unposted'] }),
      ),
    /** Asks those who keep in touch what came back, once. */
    followUp: (call: Call, personIds: readonly number[]) =>
      change(database, call.groupId, (rows) =>
        mark(
          rows,
          personIds.map((personId) => followUpWanted(call, personId)),
        ),
      ),
  };
}

async function toldPartners(rows: Transaction, { id }: Pick<Call, 'id'>) {
  const told = await rows.partnerTold.findMany({
    where: { callId: id },
    include: { partner: true },
    orderBy: { id: 'asc' },
  });
  return told.map(({ partner }) => ({ partner: partnerOf(partner), isRemoved: partner.removedAt !== null }));
}

type CallRow = Row<'partnerCall'> & { told: Row<'partnerTold'>[] };

function callOf({ told, amaId, amaOpensAt, amaClosesAt, ...row }: CallRow): Call {
  const translations: Record<string, string> = JSON.parse(row.translations);
  return {
    ...withoutNulls(row),
    translations,
    ...(amaId !== null &&
      amaOpensAt &&
      amaClosesAt && { ama: { id: amaId, opensAt: amaOpensAt, closesAt: amaClosesAt } }),
    told: told.map(
      ({ partnerId, toldAt, answer, answerAt }): Told =>
        withoutNulls({ partnerId, toldAt, answer, answerAt }),
    ),
  };
}

/** A partner as its row says. */
export function partnerOf(row: Row<'partner'>): Partner {
  const { place, ...rest } = withoutNulls(row);
  const placeId: PlaceId | undefined = place === undefined ? undefined : JSON.parse(place);
  return { ...rest, ...(placeId && { place: placeId }) };
}

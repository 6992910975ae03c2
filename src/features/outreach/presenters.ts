// The feature's publications: each gathers the facts and has a view say them.

import type { Content } from '../../core/content.ts';
import { standing, type View, type ViewContext } from '../../core/publication.ts';
import {
  byHandDocument,
  callDocument,
  changedDocument,
  followUpDocument,
  stopButtons,
  unpostedDocument,
} from './call-views.ts';
import type { OutreachDeps } from './deps.ts';
import type { Call, Partner } from './facts.ts';
import { keepersOf, stillOpen } from './keeping.ts';
import { checkedAt, mayPost, topicTitle } from './rules.ts';
import { askButtons, askDocument, withdrawnDocument } from './views.ts';

/** Builds the views by name. A subject is a call's id with a partner's or a person's. */
export function outreachPresenters(deps: OutreachDeps): Record<string, View> {
  const { store, groups } = deps;
  const of =
    (
      show: (
        call: Call,
        partner: Partner,
        context: ViewContext,
        kind?: string,
      ) => Promise<Content | undefined>,
    ): View =>
    async (subject, context) => {
      const [callId, partnerId = '', kind] = subject.split('/');
      const call = await store.call(context.groupId, Number(callId));
      const partner = await store.partner(context.groupId, Number(partnerId));
      return call && partner && (await show(call, partner, context, kind));
    };

  /** What became of the AMA of a call; from here on what changes of it makes the asking publication again. */
  async function newsOf({ ama }: Call, { groupId, links }: Pick<ViewContext, 'groupId' | 'links'>) {
    const known = ama && (await deps.amaNews(groupId, ama));
    if (!known) return undefined;
    await links(known.key);
    return await deps.amaNews(groupId, ama);
  }

  return {
    call: of(async (call, partner, context) => {
      const { groupId, can, isPublished } = context;
      // Asked again at the last moment: who has taken it back gets nothing; what stands is theirs to delete.
      if (!mayPost(partner) && !isPublished) return undefined;
      const { name } = await groups.find(groupId);
      const document = callDocument(call, partner, {
        group: { name, url: deps.pageUrl(`groups/${groupId}`) },
        news: (await newsOf(call, context))?.text,
      });
      const buttons = partner.askedId === undefined ? {} : { buttons: stopButtons(partner) };
      return standing(can, { title: topicTitle(call.title, name), document, ...buttons });
    }),
    changed: of(async (call, partner, context, kind) => {
      const news = await newsOf(call, context);
      if (!news) return undefined;
      // That it is called off is said anew, since nobody looks at what was said before.
      const isSaid = kind === 'off' ? news.isOff : news.text !== undefined;
      return isSaid || context.isPublished
        ? { kind: 'message', document: changedDocument(call, partner, news.text) }
        : undefined;
    }),
    byHand: of(async (call, partner) => ({ kind: 'message', document: byHandDocument(call, partner) })),
    async unposted(subject, { groupId, now, isPublished }) {
      const call = await store.call(groupId, Number(subject));
      const at = call && checkedAt(call);
      if (!call || !at || now < at) return undefined;
      const missing: Partner[] = [];
      for (const { partner, isRemoved } of await store.told(call)) {
        const toldAt = call.told.find(({ partnerId }) => partnerId === partner.id)?.toldAt;
        const isDue = !isRemoved && mayPost(partner) && toldAt === undefined;
        if (isDue && (await store.url(call, partner)) === undefined) missing.push(partner);
      }
      return missing.length > 0 || isPublished
        ? { kind: 'message', document: unpostedDocument(call, missing) }
        : undefined;
    },
    async withdrawn(subject, { groupId }) {
      const partner = await store.partner(groupId, Number(subject));
      if (!partner || mayPost(partner)) return undefined;
      return {
        kind: 'message',
        document: withdrawnDocument(partner, (await keepersOf(deps, groupId, [partner])).length > 0),
      };
    },
    async followUp(subject, { groupId }) {
      const [callId, personId] = subject.split('/').map(Number);
      const call = await store.call(groupId, callId ?? 0);
      const kept = call ? await stillOpen(deps, call) : [];
      const partners = kept.flatMap(({ partner, keeperId }) => (keeperId === personId ? [partner] : []));
      return call && partners.length > 0
        ? { kind: 'message', document: followUpDocument(call, partners) }
        : undefined;
    },
    async ask(subject, { groupId, can }) {
      const [partnerId] = subject.split('/').map(Number);
      const partner = await store.partner(groupId, partnerId ?? 0);
      if (!partner || partner.agreedAt || partner.refusedAt) return undefined;
      const { name } = await groups.find(groupId);
      const document = askDocument(partner, name, can.buttons);
      return { kind: 'message', document, ...(can.buttons && { buttons: askButtons(partner) }) };
    },
  };
}

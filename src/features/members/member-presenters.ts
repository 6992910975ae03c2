// The views of memberships and applications: loads the facts and hands them to the pure views.

import type { MessageContent } from '../../core/content.ts';
import { doc, p, withCode } from '../../core/document.ts';
import type { View } from '../../core/publication.ts';
import {
  applicationButtons,
  applicationCard,
  lapsedDocument,
  offerButtons,
  offerDocument,
  resultNotice,
  tiedDocument,
  unofferedDocument,
  unvotedButtons,
  unvotedDocument,
} from './application-views.ts';
import { calendarWords } from './gone-watch.ts';
import type { MembershipDeps } from './member-deps.ts';
import {
  renewalButtons,
  renewalDocument,
  silentButtons,
  silentDocument,
  silentTitle,
  vacancyDocument,
} from './member-views.ts';
import { renewalStep, seatsOf, waitingStates } from './membership-rules.ts';

/** Builds the views. */
export function memberPresenters({ store, groups }: MembershipDeps): Readonly<Record<string, View>> {
  const message = (content: Omit<MessageContent, 'kind'>): MessageContent => ({
    kind: 'message',
    ...content,
  });
  const member = async (groupId: number, id: string) =>
    (await store.all(groupId)).find(({ person }) => person.id === Number(id));

  return {
    async application(subject, context) {
      const application = await store.application(context.groupId, Number(subject));
      if (!application || (application.clearedAt && !context.isPublished)) return undefined;
      const document = applicationCard(application);
      const shown = { document, ...(context.can.buttons && { buttons: applicationButtons(application) }) };
      return context.can.topics
        ? { kind: 'topic', title: `Application ${application.number}: ${application.name}`, ...shown }
        : message(shown);
    },
    async unvoted(subject, context) {
      const ids = subject.split(',').map(Number);
      const all = await store.applications(context.groupId);
      const waiting = all.filter(({ id, state }) => state === 'waiting' && ids.includes(id));
      if (waiting.length === 0) return context.isPublished ? 'gone' : undefined;
      const { zone } = await groups.find(context.groupId);
      const document = unvotedDocument(waiting, zone);
      const shown = { document, ...(context.can.buttons && { buttons: unvotedButtons(waiting) }) };
      const title = `Applications that wait for a vote on ${context.now.toISOString().slice(0, 10)}`;
      return context.can.topics ? { kind: 'topic', title, ...shown } : message(shown);
    },
    async left(subject, context) {
      const [person] = await store.byIds(context.groupId, [Number(subject)]);
      const name = person?.name ?? 'Somebody';
      return message({ document: doc(p(`${name} has left the group. `, ...withCode(calendarWords))) });
    },
    async tied(subject, context) {
      const application = await store.application(context.groupId, Number(subject));
      if (application?.state !== 'waiting') return undefined;
      return message({ document: tiedDocument((await groups.find(context.groupId)).name) });
    },
    async result(subject, context) {
      const application = await store.application(context.groupId, Number(subject));
      if (!application) return undefined;
      const { name } = await groups.find(context.groupId);
      const document = resultNotice(application, name);
      return document && message({ document });
    },
    async offer(subject, context) {
      const application = await store.application(context.groupId, Number(subject));
      if (application?.state !== 'offered') return undefined;
      const { name: groupName, zone } = await groups.find(context.groupId);
      const document = offerDocument(application, { groupName, zone, hasButtons: context.can.buttons });
      return message({ document, ...(context.can.buttons && { buttons: offerButtons(application) }) });
    },
    async unoffered(subject, context) {
      const application = await store.application(context.groupId, Number(subject));
      if (application?.state !== 'listed') return undefined;
      return message({ document: unofferedDocument((await groups.find(context.groupId)).name) });
    },
    async lapsed(_subject, context) {
      return message({ document: lapsedDocument((await groups.find(context.groupId)).name) });
    },
    async renewal(subject, context) {
      const [personId = '', times = '1'] = subject.split('/');
      const who = await member(context.groupId, personId);
      // Whoever answered meanwhile, or left, is not asked.
      const isDue = who && renewalStep({ ...who, asked: 0, askedFor: new Date(0) }, context.now).step;
      if (!isDue) return undefined;
      const { name } = await groups.find(context.groupId);
      const buttons = renewalButtons(context.groupId);
      return message({
        document: renewalDocument(name, Number(times), context.can.buttons),
        ...(context.can.buttons && { buttons }),
      });
    },
    async silent(subject, context) {
      const ids = subject.split(',').map(Number);
      const known = (await store.all(context.groupId)).filter(({ person }) => ids.includes(person.id));
      if (known.length === 0 && context.isPublished) return 'gone';
      const silent = known.filter(({ kind }) => kind === 'voting');
      if (silent.length === 0) return undefined;
      const document = silentDocument(silent);
      const shown = { document, ...(context.can.buttons && { buttons: silentButtons(silent) }) };
      return context.can.topics ? { kind: 'topic', title: silentTitle(silent), ...shown } : message(shown);
    },
    async vacancy(_subject, context) {
      const { groupId } = context;
      const [members, rules] = await Promise.all([store.all(groupId), store.rules(groupId)]);
      const waiting = (await store.applications(groupId)).filter(({ state }) =>
        waitingStates.includes(state),
      ).length;
      const free = seatsOf(members, rules).free - waiting;
      if (rules.seats === 0 || free <= 0) return undefined;
      const document = vacancyDocument(free, rules);
      return context.can.topics
        ? { kind: 'topic', title: 'A seat in the group is free', document }
        : message({ document });
    },
  };
}

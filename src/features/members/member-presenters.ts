// The views of memberships and applications: loads the facts and hands them to the pure views.

import type { Content } from '../../core/content.ts';
import type { GroupFacts } from '../../core/directory.ts';
import { type Document, doc, p, withCode } from '../../core/document.ts';
import { standing, type View, type ViewContext } from '../../core/publication.ts';
import type { Button } from '../../core/reply.ts';
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
import { isReadHere } from './member-publications.ts';
import { readersOf } from './member-readers.ts';
import {
  renewalButtons,
  renewalDocument,
  silentButtons,
  silentDocument,
  silentTitle,
  vacancyDocument,
} from './member-views.ts';
import type { Application, ApplicationState } from './membership-facts.ts';
import { isCurrent, renewalStep, seatsOf, votingMembers, waitingStates } from './membership-rules.ts';

/** Builds the views. Titles stand last: by that order it is known that what an older version published is the same. */
export function memberPresenters(deps: MembershipDeps): Readonly<Record<string, View>> {
  const { store, groups } = deps;

  /** What stands, once all it told of is over: no names, for some of them may be forgotten, and a forum removes nothing. */
  const over = ({ isPublished, can }: ViewContext, title: string, words: string): Content | undefined =>
    isPublished ? standing(can, { document: doc(p(words)), title }) : undefined;

  /** What an applicant is told while their application is in a state, or whatever it is in. */
  const told =
    (
      state: ApplicationState | undefined,
      show: (one: Application, group: GroupFacts, context: ViewContext) => Document | undefined,
      buttonsOf?: (one: Application) => readonly Button[],
    ): View =>
    async (subject, context) => {
      const application = await store.application(context.groupId, Number(subject));
      if (!application || (state && application.state !== state)) return undefined;
      const document = show(application, await groups.find(context.groupId), context);
      return document && { kind: 'message', document, ...(buttonsOf && { buttons: buttonsOf(application) }) };
    };

  return {
    async application(subject, context) {
      const application = await store.application(context.groupId, Number(subject));
      if (!application || (!isCurrent(application.state) && !context.isPublished)) return undefined;
      const { chosen } = await store.rules(context.groupId);
      const readers = await readersOf(deps, context.groupId, chosen);
      if (!isReadHere(application, readers, context)) {
        const title = `Application ${application.number}`;
        const words = 'Where applications are read was changed: this one is not shown here any more.';
        return (context.can.topics && over(context, title, words)) || 'gone';
      }
      // What an organiser was shown in private once, and was taken away since, is not sent anew.
      if (readers.places.length === 0 && !context.isPublished && (await context.wasMade(context.key)))
        return undefined;
      const title = `Application ${application.number}: ${application.name}`;
      const buttons = applicationButtons(application);
      return standing(context.can, { document: applicationCard(application), buttons, title });
    },
    async unvoted(subject, context) {
      const [typedIds = '', began] = subject.split('/');
      const ids = typedIds.split(',').map(Number);
      const all = await store.applications(context.groupId);
      const waiting = all.filter(({ id, state }) => state === 'waiting' && ids.includes(id));
      const title = `Applications that wait for a vote${began === undefined ? '' : ` on ${began}`}`;
      if (waiting.length === 0) return over(context, title, 'No application that stood here waits any more.');
      const { zone } = await groups.find(context.groupId);
      const buttons = unvotedButtons(waiting);
      return standing(context.can, { document: unvotedDocument(waiting, zone), buttons, title });
    },
    async left(subject, context) {
      const [person] = await store.byIds(context.groupId, [Number(subject)]);
      const name = person?.name ?? 'Somebody';
      const document = doc(p(`${name} has left the group. `, ...withCode(calendarWords)));
      return { kind: 'message', document };
    },
    tied: told('waiting', (_, { name }) => tiedDocument(name)),
    result: told(undefined, (one, { name }) => resultNotice(one, name)),
    offer: told(
      'offered',
      (one, { name: groupName, zone }, { can }) =>
        offerDocument(one, { groupName, zone, hasButtons: can.buttons }),
      offerButtons,
    ),
    unoffered: told('listed', (_, { name }) => unofferedDocument(name)),
    lapsed: told(undefined, (_, { name }) => lapsedDocument(name)),
    async renewal(subject, context) {
      const [personId = '', times = '1'] = subject.split('/');
      const who = await store.member(context.groupId, Number(personId));
      // Whoever answered meanwhile, or left, is not asked.
      const isDue = who && renewalStep({ ...who, asked: 0, askedFor: new Date(0) }, context.now).step;
      if (!isDue) return undefined;
      const { name } = await groups.find(context.groupId);
      const document = renewalDocument(name, Number(times), context.can.buttons);
      return { kind: 'message', document, buttons: renewalButtons() };
    },
    async silent(subject, context) {
      const ids = subject.split(',').map(Number);
      const silent = votingMembers(await store.all(context.groupId)).filter(({ person }) =>
        ids.includes(person.id),
      );
      if (silent.length === 0)
        return over(
          context,
          'No answer from members this year',
          'Nobody who stood here is a member with a vote any more.',
        );
      const buttons = silentButtons(silent);
      return standing(context.can, { document: silentDocument(silent), buttons, title: silentTitle(silent) });
    },
    async vacancy(_subject, { groupId, can }) {
      const [members, rules] = await Promise.all([store.all(groupId), store.rules(groupId)]);
      const waiting = (await store.applications(groupId)).filter(({ state }) =>
        waitingStates.includes(state),
      ).length;
      const free = seatsOf(members, rules).free - waiting;
      if (rules.seats === 0 || free <= 0) return undefined;
      const document = vacancyDocument(free, rules);
      return standing(can, { document, title: 'A seat in the group is free' });
    },
  };
}

// What is told once as an AMA goes on, and its event: loads the facts and hands them to the pure views.
import { buttonsOn } from '../../core/command/buttons.ts';
import { type Action, type Command, command } from '../../core/command.ts';
import type { Content } from '../../core/content.ts';
import { doc, p, strong, time } from '../../core/document.ts';
import { UserError } from '../../core/errors.ts';
import type { View, ViewContext } from '../../core/publication.ts';
import { type Reply, whisper } from '../../core/reply.ts';
import { afterwardsButtons } from './commands/afterwards.ts';
import { type AmaLookup, peopleIn, type Scope } from './commands/lookup.ts';
import { amaOption } from './commands/options.ts';
import type { AmaFacts, HostFacts, QuestionFacts } from './facts.ts';
import { tellingKinds } from './notice-publications.ts';
import { amaPlaces } from './places.ts';
import { presentedFacts } from './presented-facts.ts';
import { presentHosts } from './rules.ts';
import { hostsLine } from './views/ama.ts';
import { unansweredDocument } from './views/asker.ts';
import { holdsCards } from './views/card.ts';
import {
  calledOffDocument,
  eventDocument,
  hostDocument,
  hostEndDocument,
  hostLiveDocument,
  queueButton,
  remindedDocument,
  retimedDocument,
  toldDocument,
  waitingButtons,
  waitingDocument,
} from './views/notice.ts';
import { numbersOf } from './views/summary.ts';

/** Builds the views. */
export function tellingPresenters(lookup: AmaLookup): Readonly<Record<string, View>> {
  const { store, people } = lookup;
  const { threadUrl } = presentedFacts(lookup);

  async function amaAt(subject: string, context: ViewContext): Promise<AmaFacts | undefined> {
    return await store.ama(Number(subject.split('/')[0]), context.groupId);
  }

  /** An AMA, and the one of its hosts whom a publication is for. */
  async function hostAt(subject: string, context: ViewContext) {
    const ama = await amaAt(subject, context);
    const host = ama && presentHosts(ama).find(({ id }) => String(id) === subject.split('/')[1]);
    return { ama, host };
  }

  const states = async (ama: AmaFacts, state: 'answered' | 'approved' | 'waiting') =>
    (await store.questions(ama.id)).filter((question) => question.state === state);

  /** Where everybody may read that a question goes on, once it was carried over. */
  async function goesOn(question: QuestionFacts) {
    const to = await store.carriedTo(question);
    return to?.isAnnounced ? to : undefined;
  }

  async function told(
    subject: string,
    context: ViewContext,
    isInside: boolean,
  ): Promise<Content | undefined> {
    const ama = await amaAt(subject, context);
    const kind = tellingKinds.find((one) => one === subject.split('/')[1]);
    if (!ama || !kind) return undefined;
    // A topic hears it in itself; a channel beside the thread, and a channel of threads within it.
    const hearsInside = context.can.topics || ama.postsOn === context.platform;
    if (hearsInside !== isInside) return undefined;
    // There the summary says it.
    if (kind === 'end' && isInside) return undefined;
    const url = isInside ? undefined : await threadUrl(ama, context);
    const answered = kind === 'end' ? (await states(ama, 'answered')).length : 0;
    const document =
      kind === 'moved'
        ? retimed(ama, subject, url)
        : toldDocument(ama, kind, { url, answered, now: context.now });
    return document && { kind: context.can.topics ? 'post' : 'message', document };
  }

  /** What its new times are, as long as they are the newest and lie ahead. */
  function retimed(ama: AmaFacts, subject: string, url: string | undefined) {
    const [before, after] = subject.split('/').slice(2).map(Number);
    const isSo = ama.opensAt.getTime() === after && (ama.state === 'announced' || ama.state === 'collecting');
    return isSo && before !== undefined ? retimedDocument(ama, url, new Date(before)) : undefined;
  }

  /** Where the AMA stands and the host has no account that is known to be theirs, as people read the names. */
  async function unknownOn(ama: AmaFacts, host: HostFacts): Promise<string[]> {
    const [who] = host.personId === undefined ? [] : await lookup.people.byIds(ama.groupId, [host.personId]);
    const accounts = [...(who?.accounts ?? []), ...(host.account ? [host.account] : [])];
    const places = amaPlaces(ama, await lookup.groups.find(ama.groupId));
    const others = new Set(places.map(({ platform }) => platform));
    for (const { platform } of accounts) others.delete(platform);
    return [...others].flatMap((one) => lookup.titleOf(one) ?? []);
  }

  return {
    async retimed(subject, context) {
      const ama = await amaAt(subject, context);
      const document = ama && retimed(ama, subject, await threadUrl(ama, context));
      return document && { kind: 'message', document };
    },
    async hostEnd(subject, context) {
      const { ama, host } = await hostAt(subject, context);
      const isHost = host !== undefined;
      if (ama?.state !== 'closed' || !(isHost || subject.endsWith('/planned'))) return undefined;
      const counts = numbersOf(await store.questions(ama.id));
      if (counts.open === 0 && counts.waiting === 0) return undefined;
      const group = await lookup.groups.find(ama.groupId);
      return {
        kind: 'message',
        document: hostEndDocument(ama, await threadUrl(ama, context), counts, isHost),
        buttons: afterwardsButtons({ lookup, ama, group }, counts.open),
      };
    },
    told: (subject, context) => told(subject, context, false),
    toldInside: (subject, context) => told(subject, context, true),
    async host(subject, context) {
      const { ama, host } = await hostAt(subject, context);
      if (!ama || !host || ama.state === 'draft' || ama.state === 'closed') return undefined;
      const document = hostDocument(ama, await threadUrl(ama, context), await unknownOn(ama, host));
      return { kind: 'message', document };
    },
    async hostLive(subject, context) {
      const { ama, host } = await hostAt(subject, context);
      if (!host || ama?.state !== 'live') return undefined;
      const { open, waiting: held } = numbersOf(await store.questions(ama.id));
      const document = hostLiveDocument(ama, await threadUrl(ama, context), { waiting: open, held });
      return { kind: 'message', document, buttons: [queueButton(ama)] };
    },
    async reminder(subject, context) {
      const ama = await amaAt(subject, context);
      if (ama?.state !== 'live') return undefined;
      return { kind: 'message', document: remindedDocument(ama, await threadUrl(ama, context)) };
    },
    async waiting(subject, context) {
      const ama = await amaAt(subject, context);
      if (!ama || ama.state === 'closed' || !holdsCards(context.can)) return undefined;
      const waiting = await states(ama, 'waiting');
      if (waiting.length === 0) return undefined;
      return { kind: 'message', document: waitingDocument(ama, waiting), buttons: waitingButtons(waiting) };
    },
    async calledOff(subject, context) {
      const ama = await amaAt(subject, context);
      if (!ama?.isCalledOff || ama.state !== 'closed') return undefined;
      return { kind: 'message', document: calledOffDocument(ama, await threadUrl(ama, context)) };
    },
    async unanswered(subject, context) {
      const asked = await Promise.all(subject.split(',').map((id) => store.question(Number(id))));
      const open = asked.flatMap((one) =>
        one && ['waiting', 'approved', 'merged'].includes(one.state) ? [one] : [],
      );
      const ama = open[0] && (await store.ama(open[0].amaId, context.groupId));
      if (!ama) return undefined;
      const carriedTo = await Promise.all(open.map(goesOn));
      const shown = open.map((question, i) => ({ question, carriedTo: carriedTo[i]?.title }));
      return { kind: 'message', document: unansweredDocument(ama, shown) };
    },
    async event(subject, context) {
      const ama = await amaAt(subject, context);
      if (!ama || !context.can.events) return undefined;
      const isOver = ama.state === 'closed';
      const isGone = ama.state === 'draft' || (isOver && context.now < ama.opensAt);
      // No event is made of what has begun.
      if ((isOver || isGone || context.now >= ama.opensAt) && !context.isPublished) return undefined;
      const url = await threadUrl(ama, context);
      const known = await people.byIds(ama.groupId, peopleIn([], ama.hosts));
      return {
        kind: 'event',
        name: ama.title,
        document: eventDocument(ama, url, hostsLine(ama, known)),
        startsAt: ama.opensAt,
        endsAt: ama.closesAt,
        place: { text: placeText(url) },
        status: isGone
          ? 'cancelled'
          : isOver
            ? 'completed'
            : ama.state === 'live' || ama.state === 'wrapping'
              ? 'active'
              : 'scheduled',
      };
    },
  };
}

/** Where an event takes place, in at most 100 characters. */
const placeText = (url: string | undefined) =>
  url !== undefined && url.length <= 100 ? url : 'In the channel for AMAs';

/** `/ama remind`. */
export function remindingCommand(lookup: AmaLookup): Command {
  return command({
    name: 'ama remind',
    description: 'Reminds you in private when an AMA goes live; once more takes it back',
    access: 'everyone',
    options: { ama: amaOption(lookup) },
    run: async (request, { ama }) => remind(await lookup.meant(request, ama)),
  });
}

/** The button of the prompt. */
export function remindingAction(lookup: AmaLookup): Action {
  return buttonsOn(lookup.scope)('amas/remind', [], remind);
}

async function remind({ lookup, request, ama }: Scope): Promise<Reply> {
  if (ama.state !== 'announced' && ama.state !== 'collecting' && ama.state !== 'draft') {
    const words = ama.state === 'closed' ? 'has ended' : 'is live already';
    throw new UserError(`"${ama.title}" ${words}. \`/ama list\` shows what comes next.`);
  }
  const who = await lookup.caller(request);
  const came = await lookup.store.remind(ama, who.id);
  return whisper(
    came === 'added'
      ? doc(p`You get a private message when ${strong(ama.title)} goes live, ${time(ama.opensAt, ama.zone)}.`)
      : doc(p('You will not be reminded of ', strong(ama.title), '.')),
  );
}

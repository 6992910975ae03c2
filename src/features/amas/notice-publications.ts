// What an AMA tells, each once: to everybody in its places, and to hosts, askers and moderators.
import type { Destination, Wanted } from '../../core/publication.ts';
import type { AmaFacts, DraftFacts, HostFacts } from './facts.ts';
import { aboutAma, keys } from './publication-keys.ts';
import { presentHosts } from './rules.ts';

/** What an asker is told in private. */
export type NoticeKind =
  | 'arrived'
  | 'answered'
  | 'declined'
  | 'changed'
  | 'kept'
  | 'unseen'
  | 'unanswered'
  | 'carried'
  | 'parted'
  | 'answeredApart';

/** What everybody is told once, in each place of an AMA. */
export const tellingKinds = ['opening', 'moved', 'live', 'lastHour', 'end'] as const;
/** One of them. */
export type TellingKind = (typeof tellingKinds)[number];

/** What everybody is told once: beside the thread where there are channels, in it where there are topics. */
export function toldWanted(ama: AmaFacts, kind: TellingKind): Wanted[] {
  const wanted = {
    groupId: ama.groupId,
    about: aboutAma(ama.id),
    subject: `${ama.id}/${kind}`,
    isOnce: true,
  };
  const to: Destination = { kind: 'purpose', purpose: 'amas', chosen: ama.chosen };
  // An AMA that is made longer, or shorter, has another last hour.
  const when = kind === 'lastHour' ? `/${ama.closesAt.getTime() / 1000}` : '';
  const key = `ama/${ama.uid}/told/${kind}${when}`;
  return [
    { ...wanted, key, to, view: 'amas/told' },
    {
      ...wanted,
      key: `${key}/inside`,
      to: { kind: 'inside', key: keys.thread(ama) },
      view: 'amas/toldInside',
    },
  ];
}

/** What everybody is told, and those who want to be reminded in private, when it goes live at another time. */
export function retimedWanted(before: AmaFacts, after: AmaFacts, reminded: readonly number[]): Wanted[] {
  const mark = `${after.sequence}`;
  const subject = `${after.id}/moved/${before.opensAt.getTime()}/${after.opensAt.getTime()}`;
  const told = toldWanted(after, 'moved').map((one) => ({
    ...one,
    key: one.key.replace(/(?<=\/told\/moved)/u, `/${mark}`),
    subject,
  }));
  return [
    ...told,
    ...notHosting(reminded, presentHosts(after)).map((personId) => ({
      groupId: after.groupId,
      key: `ama/${after.uid}/retimed/${mark}/${personId}`,
      about: aboutAma(after.id),
      to: { kind: 'person' as const, personId },
      view: 'amas/retimed',
      subject,
      isOnce: true,
    })),
  ];
}

/** Hands hosts, and whoever planned it, in private what stayed open when it ended, but for whoever ended it. */
export function hostEndWanted(ama: AmaFacts, endedById: number | undefined): Wanted[] {
  const wanted = { groupId: ama.groupId, about: aboutAma(ama.id), view: 'amas/hostEnd', isOnce: true };
  const hosts = presentHosts(ama);
  const { createdById } = ama;
  const planned = createdById === undefined ? [] : notHosting([createdById], hosts);
  return [
    ...hosts
      .filter(({ personId }) => personId === undefined || personId !== endedById)
      .map((host) => ({
        ...wanted,
        key: `ama/${ama.uid}/host-end/${host.id}`,
        to: hostTo(host) ?? { kind: 'places' as const, places: [] },
        subject: `${ama.id}/${host.id}`,
      })),
    ...planned
      .filter((personId) => personId !== endedById)
      .map((personId) => ({
        ...wanted,
        key: `ama/${ama.uid}/planned-end/${personId}`,
        to: { kind: 'person' as const, personId },
        subject: `${ama.id}/planned`,
      })),
  ];
}

function hostTo({ personId, account }: HostFacts): Destination | undefined {
  if (personId !== undefined) return { kind: 'person', personId };
  return account && { kind: 'account', account };
}

/** Tells a host in private what is expected and when; again when that changes. */
export function hostWanted(ama: AmaFacts, host: HostFacts): Wanted {
  return {
    groupId: ama.groupId,
    key: `ama/${ama.uid}/host/${host.id}/${ama.opensAt.getTime() / 1000}`,
    about: aboutAma(ama.id),
    to: hostTo(host) ?? { kind: 'places', places: [] },
    view: 'amas/host',
    subject: `${ama.id}/${host.id}`,
    isOnce: true,
  };
}

/** Tells a host who had left at `leftAt`, and comes back, once more what is expected and when. */
export function hostBackWanted(ama: AmaFacts, host: HostFacts, leftAt: Date): Wanted {
  const wanted = hostWanted(ama, host);
  return { ...wanted, key: `${wanted.key}/back/${leftAt.getTime() / 1000}` };
}

/** What going live means for its hosts, and for those who want to be reminded. */
export function liveWanted(ama: AmaFacts, reminded: readonly number[]): Wanted[] {
  const wanted = { groupId: ama.groupId, about: aboutAma(ama.id), isOnce: true };
  const hosts = presentHosts(ama);
  return [
    ...hosts.map((host) => ({
      ...wanted,
      key: `ama/${ama.uid}/host-live/${host.id}`,
      to: hostTo(host) ?? { kind: 'places' as const, places: [] },
      view: 'amas/hostLive',
      subject: `${ama.id}/${host.id}`,
    })),
    // A host hears that it is live already.
    ...notHosting(reminded, hosts).map((personId) => ({
      ...wanted,
      key: `ama/${ama.uid}/reminder/${personId}`,
      to: { kind: 'person' as const, personId },
      view: 'amas/reminder',
      subject: String(ama.id),
    })),
  ];
}

/** Tells hosts, and those who want to be reminded, that it does not take place. */
export function calledOffWanted(ama: AmaFacts, reminded: readonly number[]): Wanted[] {
  const wanted = {
    groupId: ama.groupId,
    about: aboutAma(ama.id),
    view: 'amas/calledOff',
    subject: String(ama.id),
    isOnce: true,
  };
  const hosts = presentHosts(ama);
  return [
    ...hosts.map((host) => ({
      ...wanted,
      key: `ama/${ama.uid}/called-off/host/${host.id}`,
      to: hostTo(host) ?? { kind: 'places' as const, places: [] },
    })),
    ...notHosting(reminded, hosts).map((personId) => ({
      ...wanted,
      key: `ama/${ama.uid}/called-off/${personId}`,
      to: { kind: 'person' as const, personId },
    })),
  ];
}

const notHosting = (personIds: readonly number[], hosts: readonly HostFacts[]) =>
  personIds.filter((personId) => !hosts.some((host) => host.personId === personId));

/** Counts out to the moderators what waits for them, before the end; `again` when more came after that. */
export function waitingWanted(ama: AmaFacts, again?: 'again'): Wanted {
  return {
    groupId: ama.groupId,
    key: `ama/${ama.uid}/waiting${again ? `/${again}` : ''}`,
    about: aboutAma(ama.id),
    to: { kind: 'purpose', purpose: 'moderation', chosen: ama.moderators },
    view: 'amas/waiting',
    subject: String(ama.id),
    isOnce: true,
  };
}

/** A private message to an asker, who is in its destination only: no key or subject tells who asked. */
export function noticeWanted(
  ama: Pick<AmaFacts, 'id' | 'uid' | 'groupId'>,
  question: { id: number; uid: string; askerId: number },
  kind: NoticeKind,
): Wanted {
  return {
    groupId: ama.groupId,
    key: keys.notice(ama, question, kind),
    about: aboutAma(ama.id),
    to: { kind: 'person', personId: question.askerId },
    view: `amas/${kind}`,
    subject: String(question.id),
    isOnce: true,
  };
}

/**
 * Why somebody is told how a post becomes a question or an answer: it was none, or a command, its words are kept from the
 * bot, it answers nothing, or it came after the end.
 */
export const hintKinds = [
  'remark',
  'command',
  'unread',
  'unreadAnswer',
  'unaddressed',
  'late',
  'lateAnswer',
] as const;
/** One of them. */
export type HintKind = (typeof hintKinds)[number];

/** Tells somebody in private how a post becomes a question, or an answer. */
export function hintWanted(
  ama: Pick<AmaFacts, 'id' | 'uid' | 'groupId'>,
  personId: number,
  kind: HintKind,
): Wanted {
  return {
    groupId: ama.groupId,
    // Whoever was told how to ask is told that it has ended, too, and that a command reached nobody.
    key: `ama/${ama.uid}/${kind === 'late' || kind === 'lateAnswer' ? 'late' : kind === 'command' ? kind : 'hint'}/${personId}`,
    about: aboutAma(ama.id),
    to: { kind: 'person', personId },
    view: 'amas/hint',
    subject: `${ama.id}/${kind}`,
    isOnce: true,
  };
}

/** Tells somebody, or a host by the account that is known, in private which answers are not published, before it ends. */
export function draftsWanted(ama: AmaFacts, whom: number | HostFacts): Wanted {
  const personId = typeof whom === 'number' ? whom : whom.personId;
  const to: Destination | undefined =
    typeof whom === 'number' ? { kind: 'person', personId: whom } : hostTo(whom);
  return {
    groupId: ama.groupId,
    key: `ama/${ama.uid}/drafts/${personId ?? `host/${typeof whom === 'number' ? whom : whom.id}`}`,
    about: aboutAma(ama.id),
    to: to ?? { kind: 'places', places: [] },
    view: 'amas/drafts',
    subject: `${ama.id}/${personId ?? 0}`,
    isOnce: true,
  };
}

/** Tells a host in private that an answer was handed to them. */
export function handedWanted(ama: AmaFacts, draft: DraftFacts): Wanted {
  return {
    groupId: ama.groupId,
    key: `ama/${ama.uid}/handed/${draft.id}/${draft.heldById}/${draft.version}`,
    about: aboutAma(ama.id),
    to: { kind: 'person', personId: draft.heldById },
    view: 'amas/handed',
    subject: `${draft.id}/${draft.heldById}`,
    isOnce: true,
  };
}

/** Asks a host in private whether a reply still answers a question that was changed. */
export function heldWanted(
  ama: AmaFacts,
  { id, heldById }: Pick<DraftFacts, 'id' | 'heldById'>,
  { key, version }: { readonly key: string; readonly version: number },
): Wanted {
  return {
    groupId: ama.groupId,
    key,
    about: aboutAma(ama.id),
    to: { kind: 'person', personId: heldById },
    view: 'amas/held',
    // In this version of its post.
    subject: `${id}/${heldById}/${version}`,
    isOnce: true,
  };
}

/** Tells the organisers that a host stepped down. */
export function hostLeftWanted(ama: AmaFacts, host: HostFacts): Wanted {
  return {
    groupId: ama.groupId,
    key: keys.hostLeft(ama, host),
    about: aboutAma(ama.id),
    to: { kind: 'purpose', purpose: ['organisers', 'moderation'] },
    view: 'amas/hostLeft',
    subject: `${ama.id}/${host.id}`,
    isOnce: true,
  };
}

/** Tells whoever holds a draft in private that its question went: once for each way in which it does. */
export function draftGoneWanted(
  ama: AmaFacts,
  draft: Pick<DraftFacts, 'id' | 'heldById'>,
  state: string,
): Wanted {
  return {
    groupId: ama.groupId,
    key: `ama/${ama.uid}/draft-gone/${draft.id}/${draft.heldById}/${state}`,
    about: aboutAma(ama.id),
    to: { kind: 'person', personId: draft.heldById },
    view: 'amas/draftGone',
    subject: `${draft.id}/${draft.heldById}`,
    isOnce: true,
  };
}

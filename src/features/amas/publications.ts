// What an AMA and its questions want to have visible, and where: keys and destinations only, never text.

import type { GroupFacts } from '../../core/directory.ts';
import { placesFor } from '../../core/directory.ts';
import type { Destination, PlaceId, Wanted } from '../../core/publication.ts';
import type { AmaFacts, DraftFacts, HostFacts, QuestionFacts } from './facts.ts';
import { isAtWork, presentHosts } from './rules.ts';

type Uid = { readonly uid: string };

/** The keys under which an AMA is published. */
export const keys = {
  /** The message with the button, where there are buttons. */
  prompt: ({ uid }: Uid) => `ama/${uid}/prompt`,
  /** Where questions and answers appear: a thread, a topic. */
  thread: ({ uid }: Uid) => `ama/${uid}/thread`,
  summary: ({ uid }: Uid) => `ama/${uid}/summary`,
  question: (ama: Uid, { uid }: Uid) => `ama/${ama.uid}/question/${uid}`,
  answer: (ama: Uid, { uid }: Uid) => `ama/${ama.uid}/answer/${uid}`,
  card: (ama: Uid, { uid }: Uid) => `ama/${ama.uid}/card/${uid}`,
  notice: (ama: Uid, { uid }: Uid, kind: NoticeKind) => `ama/${ama.uid}/notice/${uid}/${kind}`,
  hostLeft: ({ uid }: Uid, hostId: number) => `ama/${uid}/host-left/${hostId}`,
};

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

/** By which all publications of an AMA are found. */
export function aboutAma(amaId: number): string {
  return `ama/${amaId}`;
}

/** The AMA that a publication is about; undefined when it is about something else. */
export function amaIdOf(about: string): number | undefined {
  const id = /^ama\/(\d+)$/u.exec(about)?.[1];
  return id === undefined ? undefined : Number(id);
}

/** The places in which an AMA is moderated: its own, else the group's. */
export function moderatorPlaces(ama: Pick<AmaFacts, 'moderators'>, group: GroupFacts): readonly PlaceId[] {
  return ama.moderators.length > 0 ? ama.moderators : placesFor(group, 'moderation');
}

/** The places in which an AMA is held: its own on their platforms, else the group's. */
export function amaPlaces(ama: Pick<AmaFacts, 'chosen'>, group: GroupFacts): PlaceId[] {
  const usual = placesFor(group, 'amas');
  return [
    ...ama.chosen,
    ...usual.filter(({ platform }) => !ama.chosen.some((one) => one.platform === platform)),
  ];
}

/** What shows the AMA itself. */
export function amaWanted(ama: AmaFacts): Wanted[] {
  const wanted = { groupId: ama.groupId, about: aboutAma(ama.id), subject: String(ama.id) };
  const to: Destination = { kind: 'purpose', purpose: 'amas', chosen: ama.chosen };
  return [
    { ...wanted, key: keys.prompt(ama), to, view: 'amas/prompt' },
    { ...wanted, key: keys.thread(ama), to, view: 'amas/thread' },
    { ...wanted, key: `ama/${ama.uid}/event`, to: { kind: 'spaces' }, view: 'amas/event' },
    ...(ama.state === 'announced' || isAtWork(ama)
      ? presentHosts(ama).map((host) => hostWanted(ama, host))
      : []),
    ...(ama.state === 'closed'
      ? [{ ...wanted, key: keys.summary(ama), to: inside(keys.thread(ama)), view: 'amas/summary' }]
      : []),
  ];
}

/** The call to ask, in another place than those in which an AMA is held. */
export function callWanted(ama: AmaFacts, place: PlaceId): Wanted {
  return {
    groupId: ama.groupId,
    key: `ama/${ama.uid}/call/${place.platform}/${place.id}`,
    about: aboutAma(ama.id),
    to: { kind: 'places', places: [place] },
    view: 'amas/call',
    subject: String(ama.id),
  };
}

/** What everybody is told once: beside the thread where there are channels, in it where there are topics. */
export function toldWanted(ama: AmaFacts, kind: TellingKind): Wanted[] {
  const wanted = {
    groupId: ama.groupId,
    about: aboutAma(ama.id),
    subject: `${ama.id}/${kind}`,
    isOnce: true,
  };
  const to: Destination = { kind: 'purpose', purpose: 'amas', chosen: ama.chosen };
  const key = `ama/${ama.uid}/told/${kind}`;
  return [
    { ...wanted, key, to, view: 'amas/told' },
    { ...wanted, key: `${key}/inside`, to: inside(keys.thread(ama)), view: 'amas/toldInside' },
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

/** Hands hosts in private what stayed open when it ended, but for whoever ended it. */
export function hostEndWanted(ama: AmaFacts, endedById: number | undefined): Wanted[] {
  return presentHosts(ama)
    .filter(({ personId }) => personId === undefined || personId !== endedById)
    .map((host) => ({
      groupId: ama.groupId,
      key: `ama/${ama.uid}/host-end/${host.id}`,
      about: aboutAma(ama.id),
      to: hostTo(host) ?? { kind: 'places' as const, places: [] },
      view: 'amas/hostEnd',
      subject: `${ama.id}/${host.id}`,
      isOnce: true,
    }));
}

function hostTo({ personId, account }: HostFacts): Destination | undefined {
  if (personId !== undefined) return { kind: 'person', personId };
  return account && { kind: 'account', account };
}

/** Tells a host in private what is expected and when; again when that changes. */
function hostWanted(ama: AmaFacts, host: HostFacts): Wanted {
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

const inside = (key: string): Destination => ({ kind: 'inside', key });

/** What shows a question: its card, itself, and its answer. */
export function questionWanted(ama: AmaFacts, question: QuestionFacts): Wanted[] {
  const wanted = { groupId: ama.groupId, about: aboutAma(ama.id), subject: String(question.id) };
  const made: Wanted[] = cardWanted(ama, question);
  if (ama.state === 'closed') made.push(...summaryWanted(ama));
  // One that was changed after it had been approved is shown to be looked at again.
  if (question.state === 'waiting' && question.moderatedById === undefined) return made;
  const key = keys.question(ama, question);
  const thread = keys.thread(ama);
  made.push({
    ...wanted,
    key,
    to: { kind: 'inside', key: thread, ...(ama.postsOn !== undefined && { besideOn: ama.postsOn }) },
    view: 'amas/question',
  });
  if (hadAnswer(question)) {
    made.push({
      ...wanted,
      key: keys.answer(ama, question),
      to: { kind: 'inside', key, otherwise: thread },
      view: 'amas/answer',
    });
  }
  return made;
}

/** An answer that was taken back is still to be said so where it stood. */
const hadAnswer = (question: QuestionFacts) => question.answerVersion > 0;

/** The moderators' card of a question. */
export function cardWanted(ama: AmaFacts, question: QuestionFacts): Wanted[] {
  const isLookedAt = ama.isModerated || question.state === 'waiting' || question.moderatedById !== undefined;
  if (!isLookedAt) return [];
  return [
    {
      groupId: ama.groupId,
      key: keys.card(ama, question),
      about: aboutAma(ama.id),
      to: { kind: 'purpose', purpose: 'moderation', chosen: ama.moderators },
      view: 'amas/card',
      subject: String(question.id),
    },
  ];
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

/** Why somebody is told how a post becomes a question or an answer: it was none, its words are kept from the bot, or it answers nothing. */
export const hintKinds = ['remark', 'unread', 'unreadAnswer', 'unaddressed'] as const;
/** One of them. */
export type HintKind = (typeof hintKinds)[number];

/** The repository, and the path within it, of an AMA's file in a folder; undefined for what is no folder. */
export function folderFile(
  folder: string,
  ama: Pick<AmaFacts, 'title' | 'opensAt' | 'id'>,
): { repository: string; path: string } | undefined {
  const parts = folder
    .trim()
    .replaceAll(/^\/+|\/+$/gu, '')
    .split('/');
  const [owner, name, ...path] = parts;
  if (!owner || !name || parts.some((part) => !/^[\w.-]{1,100}$/u.test(part) || /^\.+$/u.test(part)))
    return undefined;
  const words =
    ama.title
      .normalize('NFKD')
      .toLowerCase()
      .match(/[a-z0-9]+/gu) ?? [];
  const stem = words.join('-').slice(0, 60).replace(/-+$/u, '') || `ama-${ama.id}`;
  const file = `${ama.opensAt.toISOString().slice(0, 10)}-${stem}.md`;
  return { repository: `${owner}/${name}`, path: [...path, file].join('/') };
}

/** What the files of an AMA's answers are about. */
export const aboutFile = ({ id }: Pick<AmaFacts, 'id'>) => `ama-file/${id}`;

/** What an AMA came to, where it was held. */
export const summaryWanted = (ama: AmaFacts): Wanted[] =>
  amaWanted(ama).filter(({ view }) => view === 'amas/summary');

/** The file of a closed AMA, by pull request; once for each path. */
export function fileWanted(
  ama: AmaFacts,
  { repository, path, hasFrontMatter }: { repository: string; path: string; hasFrontMatter: boolean },
): Wanted {
  return {
    groupId: ama.groupId,
    key: `ama/${ama.uid}/file/${repository}/${path}`,
    // It is kept true for as long as the pull request is open.
    about: aboutFile(ama),
    to: { kind: 'file', repository },
    view: 'amas/file',
    subject: `${ama.id}/${hasFrontMatter ? 'front' : 'plain'}/${repository}/${path}`,
  };
}

/** The issue of a question that stayed open; a question has one at most, wherever that is. */
export function issueWanted(
  ama: Pick<AmaFacts, 'id' | 'uid' | 'groupId'>,
  question: Pick<QuestionFacts, 'id' | 'uid'>,
  repository: string,
): Wanted {
  return {
    groupId: ama.groupId,
    key: `ama/${ama.uid}/issue/${question.uid}`,
    about: `ama-issue/${ama.id}`,
    to: { kind: 'file', repository },
    view: 'amas/issue',
    subject: `${question.id}/${repository}`,
    isOnce: true,
  };
}

/** Tells somebody in private how a post becomes a question, or an answer. */
export function hintWanted(
  ama: Pick<AmaFacts, 'id' | 'uid' | 'groupId'>,
  personId: number,
  kind: HintKind,
): Wanted {
  return {
    groupId: ama.groupId,
    key: `ama/${ama.uid}/hint/${personId}`,
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

/** Tells the organisers that a host stepped down. */
export function hostLeftWanted(ama: AmaFacts, host: HostFacts): Wanted {
  return {
    groupId: ama.groupId,
    key: keys.hostLeft(ama, host.id),
    about: aboutAma(ama.id),
    to: { kind: 'purpose', purpose: ['organisers', 'moderation'] },
    view: 'amas/hostLeft',
    subject: `${ama.id}/${host.id}`,
    isOnce: true,
  };
}

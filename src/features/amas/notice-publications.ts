// What an AMA tells, each once: to everybody in its places, and to hosts, askers and moderators.
import type { PlatformName } from '../../core/account.ts';
import type { Destination, Wanted } from '../../core/publication.ts';
import type { AmaFacts, DraftFacts, HostFacts } from './facts.ts';
import { aboutAma, keyOf, keys } from './publication-keys.ts';
import { presentHosts } from './rules.ts';

/** What an asker is told in private. */
export type NoticeKind =
  | 'arrived'
  | 'answered'
  | 'declined'
  | 'remarked'
  | 'changed'
  | 'kept'
  | 'unanswered'
  | 'carried'
  | 'parted'
  | 'answeredApart';

/** What everybody is told once, in each place of an AMA. */
export const tellingKinds = ['opening', 'moved', 'live', 'lastHour', 'end'] as const;
/** One of them. */
export type TellingKind = (typeof tellingKinds)[number];

type Which = Pick<AmaFacts, 'id' | 'uid' | 'groupId'>;
type What = Pick<Wanted, 'key' | 'view'> & Partial<Pick<Wanted, 'subject'>>;

/** What is said once of an AMA. */
const once = (ama: Which, to: Destination, { key, view, subject = String(ama.id) }: What): Wanted => ({
  groupId: ama.groupId,
  about: aboutAma(ama.id),
  to,
  key,
  view: `amas/${view}`,
  subject,
  isOnce: true,
});

/** What is said once of an AMA to somebody in private. */
const toPerson = (ama: Which, personId: number, what: What): Wanted =>
  once(ama, { kind: 'person', personId }, what);

/** What is said once to a host in private; of whom no account is known, nobody is told. */
function toHost(ama: Which, { id, personId, account }: Omit<HostFacts, 'name'>, what: What): Wanted {
  const said = { subject: `${ama.id}/${id}`, ...what };
  if (personId !== undefined) return toPerson(ama, personId, said);
  return once(ama, account ? { kind: 'account', account } : { kind: 'places', places: [] }, said);
}

/** What everybody is told once: beside the thread where there are channels, in it where there are topics. */
export function toldWanted(ama: AmaFacts, kind: TellingKind, subject = `${ama.id}/${kind}`): Wanted[] {
  // An AMA that is made longer, or shorter, has another last hour; one that was live and is moved is live once more.
  const times: Partial<Record<TellingKind, number>> = {
    moved: ama.sequence,
    live: ama.opensAt.getTime() / 1000,
    lastHour: ama.closesAt.getTime() / 1000,
  };
  const at = times[kind];
  const key = keyOf(ama, 'told', kind, ...(at === undefined ? [] : [at]));
  const beside: Destination = { kind: 'purpose', purpose: 'amas', chosen: ama.chosen };
  const inside: Destination = { kind: 'inside', key: keys.thread(ama) };
  return [
    once(ama, beside, { key, view: 'told', subject }),
    once(ama, inside, { key: `${key}/inside`, view: 'toldInside', subject }),
  ];
}

/** What everybody is told, and those who want to be reminded in private, when it goes live at another time. */
export function retimedWanted(before: AmaFacts, after: AmaFacts, reminded: readonly number[]): Wanted[] {
  const subject = `${after.id}/moved/${before.opensAt.getTime()}/${after.opensAt.getTime()}`;
  const apart = notHosting(after, reminded).map((id) =>
    toPerson(after, id, { key: keyOf(after, 'retimed', after.sequence, id), view: 'retimed', subject }),
  );
  return [...toldWanted(after, 'moved', subject), ...apart];
}

/** Hands hosts, and whoever planned it, in private what stayed open when it ended, but for whoever ended it. */
export function hostEndWanted(ama: AmaFacts, endedById: number | undefined): Wanted[] {
  const view = 'hostEnd';
  const hosts = presentHosts(ama).filter(({ personId }) => personId === undefined || personId !== endedById);
  const { createdById: by } = ama;
  const planned = notHosting(ama, by === undefined || by === endedById ? [] : [by]);
  const subject = `${ama.id}/planned`;
  return [
    ...hosts.map((host) => toHost(ama, host, { key: keyOf(ama, 'host-end', host.id), view })),
    ...planned.map((id) => toPerson(ama, id, { key: keyOf(ama, 'planned-end', id), view, subject })),
  ];
}

/** Tells a host in private what is expected and when; again when that changes. */
export function hostWanted(ama: AmaFacts, host: HostFacts): Wanted {
  return toHost(ama, host, { key: keyOf(ama, 'host', host.id, ama.opensAt.getTime() / 1000), view: 'host' });
}

/** Tells a host who had left at `leftAt`, and comes back, once more what is expected and when. */
export function hostBackWanted(ama: AmaFacts, host: HostFacts, leftAt: Date): Wanted {
  const wanted = hostWanted(ama, host);
  return { ...wanted, key: `${wanted.key}/back/${leftAt.getTime() / 1000}` };
}

/** What going live means for its hosts, and for those who want to be reminded. */
export function liveWanted(ama: AmaFacts, reminded: readonly number[]): Wanted[] {
  const at = ama.opensAt.getTime() / 1000;
  return [
    ...presentHosts(ama).map((host) =>
      toHost(ama, host, { key: keyOf(ama, 'host-live', host.id, at), view: 'hostLive' }),
    ),
    // A host hears that it is live already.
    ...notHosting(ama, reminded).map((personId) =>
      toPerson(ama, personId, { key: keyOf(ama, 'reminder', personId, at), view: 'reminder' }),
    ),
  ];
}

/** Tells hosts, and those who want to be reminded, that it does not take place. */
export function calledOffWanted(ama: AmaFacts, reminded: readonly number[]): Wanted[] {
  const view = 'calledOff';
  return [
    ...presentHosts(ama).map((host) =>
      toHost(ama, host, { key: keyOf(ama, 'called-off/host', host.id), view }),
    ),
    ...notHosting(ama, reminded).map((id) => toPerson(ama, id, { key: keyOf(ama, 'called-off', id), view })),
  ];
}

function notHosting(ama: AmaFacts, personIds: readonly number[]): number[] {
  const hosts = presentHosts(ama);
  return personIds.filter((id) => !hosts.some(({ personId }) => personId === id));
}

/** Counts out to the moderators what waits for them, before the end; `again` when more came after that. */
export function waitingWanted(ama: AmaFacts, ...again: 'again'[]): Wanted {
  const to = { kind: 'purpose', purpose: 'moderation', chosen: ama.moderators } as const;
  return once(ama, to, { key: keyOf(ama, 'waiting', ...again), view: 'waiting' });
}

/** A question, and who asked it. */
export interface AskedQuestion {
  readonly id: number;
  readonly uid: string;
  readonly askerId: number;
}

/** A private message to an asker, who is in its destination only: no key or subject tells who asked. */
export function noticeWanted(ama: Which, { id, uid, askerId }: AskedQuestion, kind: NoticeKind): Wanted {
  return toPerson(ama, askerId, { key: keys.notice(ama, { uid }, kind), view: kind, subject: String(id) });
}

/** What tells askers of questions together: what all of them have in common was done at once. */
export type SharedNoticeKind = Extract<NoticeKind, 'unanswered' | 'carried'>;

/** The same for several questions of one asker, in one message. */
export function sharedNoticeWanted(
  ama: Which,
  [first, ...others]: readonly [AskedQuestion, ...AskedQuestion[]],
  kind: SharedNoticeKind,
): Wanted {
  const subject = [first, ...others].map(({ id }) => id).join(',');
  return { ...noticeWanted(ama, first, kind), subject };
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

/** Tells somebody in private how a post on `platform` becomes a question, or an answer. */
export function hintWanted(ama: Which, personId: number, kind: HintKind, platform: PlatformName): Wanted {
  // Whoever was told how to ask is told that it has ended, too, and that a command reached nobody.
  const apart = kind === 'command' ? kind : 'hint';
  const path = kind === 'late' || kind === 'lateAnswer' ? 'late' : apart;
  const subject = `${ama.id}/${kind}/${platform}`;
  return toPerson(ama, personId, { key: keyOf(ama, path, personId), view: 'hint', subject });
}

/** Tells somebody, or a host by the account that is known, in private which answers are not published, before it ends. */
export function draftsWanted(ama: AmaFacts, whom: number | HostFacts): Wanted {
  const host = typeof whom === 'number' ? { id: 0, personId: whom } : whom;
  const { id, personId } = host;
  const key = personId === undefined ? keyOf(ama, 'drafts/host', id) : keyOf(ama, 'drafts', personId);
  return toHost(ama, host, { key, view: 'drafts', subject: `${ama.id}/${personId ?? 0}` });
}

/** What somebody is told who holds a draft. */
type Held = Pick<DraftFacts, 'id' | 'heldById'>;

/** Tells a host in private that an answer was handed to them. */
export function handedWanted(ama: AmaFacts, { id, heldById, version }: DraftFacts): Wanted {
  const key = keyOf(ama, 'handed', id, heldById, version);
  return toPerson(ama, heldById, { key, view: 'handed', subject: `${id}/${heldById}` });
}

/** Asks a host in private whether a reply, in this version of its post, still answers a question that was changed. */
export function heldWanted(
  ama: AmaFacts,
  { id, heldById }: Held,
  { key, version }: { readonly key: string; readonly version: number },
): Wanted {
  return toPerson(ama, heldById, { key, view: 'held', subject: `${id}/${heldById}/${version}` });
}

/** Tells whoever holds a draft in private that its question went: once for each way in which it does. */
export function draftGoneWanted(ama: AmaFacts, { id, heldById }: Held, state: string): Wanted {
  const key = keyOf(ama, 'draft-gone', id, heldById, state);
  return toPerson(ama, heldById, { key, view: 'draftGone', subject: `${id}/${heldById}` });
}

/** Tells the organisers that a host stepped down: once for each time that they leave. */
export function hostLeftWanted(ama: AmaFacts, { id, leftAt }: HostFacts): Wanted {
  const to = { kind: 'purpose', purpose: ['organisers', 'moderation'] } as const;
  const key = keyOf(ama, 'host-left', id, ...(leftAt ? [leftAt.getTime() / 1000] : []));
  return once(ama, to, { key, view: 'hostLeft', subject: `${ama.id}/${id}` });
}

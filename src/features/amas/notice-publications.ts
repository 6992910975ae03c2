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
  | 'unanswered'
  | 'carried'
  | 'parted'
  | 'answeredApart';

/** What everybody is told once, in each place of an AMA. */
export const tellingKinds = ['opening', 'moved', 'live', 'lastHour', 'end'] as const;
/** One of them. */
export type TellingKind = (typeof tellingKinds)[number];

type Which = Pick<AmaFacts, 'id' | 'uid' | 'groupId'>;
type What = Pick<Wanted, 'key' | 'view' | 'subject'>;

/** What is said once of an AMA. */
const once = ({ groupId, id }: Which, what: What & Pick<Wanted, 'to'>): Wanted => ({
  groupId,
  about: aboutAma(id),
  ...what,
  isOnce: true,
});

/** What is said once of an AMA to somebody in private. */
const toPerson = (ama: Which, personId: number, what: What): Wanted =>
  once(ama, { ...what, to: { kind: 'person', personId } });

/** What is said once to a host in private; of whom no account is known, nobody is told. */
const toHost = (
  ama: Which,
  { personId, account }: Pick<HostFacts, 'personId' | 'account'>,
  what: What,
): Wanted =>
  personId === undefined
    ? once(ama, { ...what, to: account ? { kind: 'account', account } : { kind: 'places', places: [] } })
    : toPerson(ama, personId, what);

/** What everybody is told once: beside the thread where there are channels, in it where there are topics. */
export function toldWanted(ama: AmaFacts, kind: TellingKind): Wanted[] {
  // An AMA that is made longer, or shorter, has another last hour.
  const when = kind === 'lastHour' ? `/${ama.closesAt.getTime() / 1000}` : '';
  const key = `ama/${ama.uid}/told/${kind}${when}`;
  const subject = `${ama.id}/${kind}`;
  const beside: Destination = { kind: 'purpose', purpose: 'amas', chosen: ama.chosen };
  const inside: Destination = { kind: 'inside', key: keys.thread(ama) };
  return [
    once(ama, { key, to: beside, view: 'amas/told', subject }),
    once(ama, { key: `${key}/inside`, to: inside, view: 'amas/toldInside', subject }),
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
    ...notHosting(reminded, presentHosts(after)).map((personId) =>
      toPerson(after, personId, {
        key: `ama/${after.uid}/retimed/${mark}/${personId}`,
        view: 'amas/retimed',
        subject,
      }),
    ),
  ];
}

/** Hands hosts, and whoever planned it, in private what stayed open when it ended, but for whoever ended it. */
export function hostEndWanted(ama: AmaFacts, endedById: number | undefined): Wanted[] {
  const view = 'amas/hostEnd';
  const hosts = presentHosts(ama);
  const { createdById } = ama;
  const planned = createdById === undefined ? [] : notHosting([createdById], hosts);
  return [
    ...hosts
      .filter(({ personId }) => personId === undefined || personId !== endedById)
      .map((host) =>
        toHost(ama, host, {
          key: `ama/${ama.uid}/host-end/${host.id}`,
          view,
          subject: `${ama.id}/${host.id}`,
        }),
      ),
    ...planned
      .filter((personId) => personId !== endedById)
      .map((personId) =>
        toPerson(ama, personId, {
          key: `ama/${ama.uid}/planned-end/${personId}`,
          view,
          subject: `${ama.id}/planned`,
        }),
      ),
  ];
}

/** Tells a host in private what is expected and when; again when that changes. */
export function hostWanted(ama: AmaFacts, host: HostFacts): Wanted {
  return toHost(ama, host, {
    key: `ama/${ama.uid}/host/${host.id}/${ama.opensAt.getTime() / 1000}`,
    view: 'amas/host',
    subject: `${ama.id}/${host.id}`,
  });
}

/** Tells a host who had left at `leftAt`, and comes back, once more what is expected and when. */
export function hostBackWanted(ama: AmaFacts, host: HostFacts, leftAt: Date): Wanted {
  const wanted = hostWanted(ama, host);
  return { ...wanted, key: `${wanted.key}/back/${leftAt.getTime() / 1000}` };
}

/** What going live means for its hosts, and for those who want to be reminded. */
export function liveWanted(ama: AmaFacts, reminded: readonly number[]): Wanted[] {
  const hosts = presentHosts(ama);
  return [
    ...hosts.map((host) =>
      toHost(ama, host, {
        key: `ama/${ama.uid}/host-live/${host.id}`,
        view: 'amas/hostLive',
        subject: `${ama.id}/${host.id}`,
      }),
    ),
    // A host hears that it is live already.
    ...notHosting(reminded, hosts).map((personId) =>
      toPerson(ama, personId, {
        key: `ama/${ama.uid}/reminder/${personId}`,
        view: 'amas/reminder',
        subject: String(ama.id),
      }),
    ),
  ];
}

/** Tells hosts, and those who want to be reminded, that it does not take place. */
export function calledOffWanted(ama: AmaFacts, reminded: readonly number[]): Wanted[] {
  const what = { view: 'amas/calledOff', subject: String(ama.id) };
  const hosts = presentHosts(ama);
  return [
    ...hosts.map((host) => toHost(ama, host, { ...what, key: `ama/${ama.uid}/called-off/host/${host.id}` })),
    ...notHosting(reminded, hosts).map((personId) =>
      toPerson(ama, personId, { ...what, key: `ama/${ama.uid}/called-off/${personId}` }),
    ),
  ];
}

const notHosting = (personIds: readonly number[], hosts: readonly HostFacts[]) =>
  personIds.filter((personId) => !hosts.some((host) => host.personId === personId));

/** Counts out to the moderators what waits for them, before the end; `again` when more came after that. */
export function waitingWanted(ama: AmaFacts, again?: 'again'): Wanted {
  return once(ama, {
    key: `ama/${ama.uid}/waiting${again ? `/${again}` : ''}`,
    to: { kind: 'purpose', purpose: 'moderation', chosen: ama.moderators },
    view: 'amas/waiting',
    subject: String(ama.id),
  });
}

/** A question, and who asked it. */
export interface AskedQuestion {
  readonly id: number;
  readonly uid: string;
  readonly askerId: number;
}

/** A private message to an asker, who is in its destination only: no key or subject tells who asked. */
export function noticeWanted(ama: Which, question: AskedQuestion, kind: NoticeKind): Wanted {
  return toPerson(ama, question.askerId, {
    key: keys.notice(ama, question, kind),
    view: `amas/${kind}`,
    subject: String(question.id),
  });
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

/** Tells somebody in private how a post becomes a question, or an answer. */
export function hintWanted(ama: Which, personId: number, kind: HintKind): Wanted {
  return toPerson(ama, personId, {
    // Whoever was told how to ask is told that it has ended, too, and that a command reached nobody.
    key: `ama/${ama.uid}/${kind === 'late' || kind === 'lateAnswer' ? 'late' : kind === 'command' ? kind : 'hint'}/${personId}`,
    view: 'amas/hint',
    subject: `${ama.id}/${kind}`,
  });
}

/** Tells somebody, or a host by the account that is known, in private which answers are not published, before it ends. */
export function draftsWanted(ama: AmaFacts, whom: number | HostFacts): Wanted {
  const host = typeof whom === 'number' ? { id: 0, personId: whom } : whom;
  return toHost(ama, host, {
    key: `ama/${ama.uid}/drafts/${host.personId ?? `host/${host.id}`}`,
    view: 'amas/drafts',
    subject: `${ama.id}/${host.personId ?? 0}`,
  });
}

/** Tells a host in private that an answer was handed to them. */
export function handedWanted(ama: AmaFacts, draft: DraftFacts): Wanted {
  return toPerson(ama, draft.heldById, {
    key: `ama/${ama.uid}/handed/${draft.id}/${draft.heldById}/${draft.version}`,
    view: 'amas/handed',
    subject: `${draft.id}/${draft.heldById}`,
  });
}

/** Asks a host in private whether a reply still answers a question that was changed. */
export function heldWanted(
  ama: AmaFacts,
  { id, heldById }: Pick<DraftFacts, 'id' | 'heldById'>,
  { key, version }: { readonly key: string; readonly version: number },
): Wanted {
  return toPerson(ama, heldById, {
    key,
    view: 'amas/held',
    // In this version of its post.
    subject: `${id}/${heldById}/${version}`,
  });
}

/** Tells the organisers that a host stepped down. */
export function hostLeftWanted(ama: AmaFacts, host: HostFacts): Wanted {
  return once(ama, {
    key: keys.hostLeft(ama, host),
    to: { kind: 'purpose', purpose: ['organisers', 'moderation'] },
    view: 'amas/hostLeft',
    subject: `${ama.id}/${host.id}`,
  });
}

/** Tells whoever holds a draft in private that its question went: once for each way in which it does. */
export function draftGoneWanted(
  ama: AmaFacts,
  draft: Pick<DraftFacts, 'id' | 'heldById'>,
  state: string,
): Wanted {
  return toPerson(ama, draft.heldById, {
    key: `ama/${ama.uid}/draft-gone/${draft.id}/${draft.heldById}/${state}`,
    view: 'amas/draftGone',
    subject: `${draft.id}/${draft.heldById}`,
  });
}

// Where a digest goes, and under which keys it is found again.
import type { PlatformName } from '../../core/account.ts';
import { type GroupFacts, placesFor } from '../../core/directory.ts';
import { noticeTo, type PlaceId, type Purpose, type Wanted } from '../../core/publication.ts';
import type { Claim, Run, Watch } from './facts.ts';

type Uid = { readonly uid: string };

/** The keys under which digests are published. */
export const keys = {
  /** Short among messages, complete as a topic of its own. */
  digest: ({ uid }: Uid) => `digest/${uid}/digest`,
  /** Complete, as a post in the topic that grows. */
  post: ({ uid }: Uid) => `digest/${uid}/post`,
  /** In private, for who asked while GitHub did not answer. */
  asked: ({ uid }: Uid) => `digest/${uid}/asked`,
  late: ({ uid }: Uid) => `digest/${uid}/late`,
  /** The topic that grows. */
  series: ({ uid }: Uid) => `watch/${uid}/topic`,
};

/** By which all publications of a run are found. */
export function aboutRun(runId: number): string {
  return `digest/${runId}`;
}

/** Where a watch's digests go: its own places on their platforms, else the group's. */
export function watchPlaces(watch: Pick<Watch, 'chosen'>, group: GroupFacts): PlaceId[] {
  const usual = placesFor(group, 'digests');
  return [
    ...watch.chosen,
    ...usual.filter(({ platform }) => !watch.chosen.some((one) => one.platform === platform)),
  ];
}

/** What a run that was read publishes. */
export function digestWanted(watch: Watch, run: Pick<Run, 'id' | 'uid'>): Wanted[] {
  const { groupId } = watch;
  const to = { kind: 'purpose', purpose: 'digests', chosen: watch.chosen } as const;
  const wanted = { groupId, about: aboutRun(run.id), subject: String(run.id) };
  const digest: Wanted = { ...wanted, key: keys.digest(run), to, view: 'digests/digest' };
  if (watch.topics !== 'one') return [digest];
  const key = keys.series(watch);
  const series = { groupId, key, about: `watch/${watch.id}`, subject: String(watch.id) };
  return [
    digest,
    { ...series, to, view: 'digests/series' },
    { ...wanted, key: keys.post(run), to: { kind: 'inside', key }, view: 'digests/post' },
  ];
}

/** A digest for who asked for it while GitHub did not answer. */
export function askedWanted(run: Pick<Run, 'id' | 'uid' | 'groupId'>, personId: number): Wanted {
  return noticeTo(personId, {
    groupId: run.groupId,
    key: keys.asked(run),
    about: aboutRun(run.id),
    view: 'digests/asked',
    subject: String(run.id),
  });
}

/**
 * The note that a digest is late, to the organisers or else where the digest would be, unless it is kept from there; and why, to
 * each of those organisers who have no place to read it in.
 */
export function lateWanted(
  watch: Watch,
  run: Pick<Run, 'id' | 'uid'>,
  { isPrivate, organisers }: { readonly isPrivate: boolean; readonly organisers: readonly number[] },
): Wanted[] {
  const late = { groupId: watch.groupId, about: aboutRun(run.id), view: 'digests/late' };
  const purpose: Purpose[] = ['organisers', 'moderation', ...(isPrivate ? [] : ['digests' as const])];
  const key = keys.late(run);
  return [
    { ...late, key, to: { kind: 'purpose', purpose }, subject: String(run.id), isOnce: true },
    ...organisers.map((id) => noticeTo(id, { ...late, key: `${key}/${id}`, subject: `${run.id}/why` })),
  ];
}

/** Whether what a group's organisers alone should read has a place of theirs there; on any platform, if none is named. */
export function hasOrganisersPlace(group: Pick<GroupFacts, 'places'>, on?: PlatformName): boolean {
  const places = [...placesFor(group, 'organisers'), ...placesFor(group, 'moderation')];
  return places.some(({ platform }) => on === undefined || platform === on);
}

/** The one reminder of somebody's claims; a claim that is renewed has another. */
export function claimReminder([first, ...others]: readonly [Claim, ...Claim[]]): Wanted {
  return noticeTo(first.personId, {
    groupId: first.groupId,
    key: `claim/${first.uid}/reminder/${untilSeconds(first)}`,
    about: `claim/${first.id}`,
    view: 'digests/claim',
    subject: [first, ...others].map((claim) => `${claim.id}@${untilSeconds(claim)}`).join(','),
  });
}

/** Until when somebody has it, by which one claim is told from the same one renewed. */
export const untilSeconds = ({ until }: Pick<Claim, 'until'>): number => Math.floor(until.getTime() / 1000);

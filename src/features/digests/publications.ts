// Where a digest goes, and under which keys it is found again.
import type { PlatformName } from '../../core/account.ts';
import { type GroupFacts, orUsual, placesFor } from '../../core/directory.ts';
import { noticeTo, type PlaceId, type Purpose, type Wanted, wantedOf } from '../../core/publication.ts';
import type { Claim, Run, Watch } from './facts.ts';

const ofRun = wantedOf('digests', 'digest');
const ofWatch = wantedOf('digests', 'watch');
const ofClaim = wantedOf('digests', 'claim');

/** The key of a digest: short among messages, complete as a topic of its own (`digest`) or a post in the topic that grows. */
export const digestKey = ({ uid }: Pick<Run, 'uid'>, as: 'digest' | 'post'): string => `digest/${uid}/${as}`;

/** By which all publications of a run are found. */
export function aboutRun(runId: number): string {
  return `digest/${runId}`;
}

/** Where a watch's digests go: its own places on their platforms, else the group's. */
export function watchPlaces(watch: Pick<Watch, 'chosen'>, group: GroupFacts): PlaceId[] {
  return orUsual(watch.chosen, placesFor(group, 'digests'));
}

/** What a run that was read publishes. */
export function digestWanted(watch: Watch, run: Pick<Run, 'id' | 'uid'>): Wanted[] {
  const to = { kind: 'purpose', purpose: 'digests', chosen: watch.chosen } as const;
  const { groupId } = watch;
  const digest = { ...ofRun({ ...run, groupId }, 'digest'), to };
  if (watch.topics !== 'one') return [digest];
  const series = { ...ofWatch(watch, 'series', { key: 'topic' }), to };
  return [digest, series, { ...ofRun({ ...run, groupId }, 'post'), to: { kind: 'inside', key: series.key } }];
}

/** A digest for who asked for it while GitHub did not answer. */
export function askedWanted(run: Pick<Run, 'id' | 'uid' | 'groupId'>, personId: number): Wanted {
  return noticeTo(personId, ofRun(run, 'asked'));
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
  const of = { ...run, groupId: watch.groupId };
  const purpose: Purpose[] = ['organisers', 'moderation', ...(isPrivate ? [] : ['digests' as const])];
  return [
    { ...ofRun(of, 'late'), to: { kind: 'purpose', purpose }, isOnce: true },
    ...organisers.map((id) => noticeTo(id, ofRun(of, 'late', { key: `late/${id}`, more: ['why'] }))),
  ];
}

/** Whether what a group's organisers alone should read has a place of theirs there; on any platform, if none is named. */
export function hasOrganisersPlace(group: Pick<GroupFacts, 'places'>, on?: PlatformName): boolean {
  const places = [...placesFor(group, 'organisers'), ...placesFor(group, 'moderation')];
  return places.some(({ platform }) => on === undefined || platform === on);
}

/** The one reminder of somebody's claims; a claim that is renewed has another. */
export function claimReminder([first, ...others]: readonly [Claim, ...Claim[]]): Wanted {
  const wanted = ofClaim(first, 'claim', { key: `reminder/${untilSeconds(first)}` });
  const subject = [first, ...others].map((claim) => `${claim.id}@${untilSeconds(claim)}`).join(',');
  return noticeTo(first.personId, { ...wanted, subject });
}

/** Until when somebody has it, by which one claim is told from the same one renewed. */
export const untilSeconds = ({ until }: Pick<Claim, 'until'>): number => Math.floor(until.getTime() / 1000);

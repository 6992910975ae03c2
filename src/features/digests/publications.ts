// Where a digest goes, and under which keys it is found again.
import type { GroupFacts } from '../../core/directory.ts';
import type { Place, Wanted } from '../../core/publication.ts';
import type { Claim, Watch } from './facts.ts';

/** All publications of a run have keys that begin so. */
export function runKey(runId: number): string {
  return `digest/${runId}/`;
}

/** The key of a run's topic on Discourse, or of its post in a topic that grows. */
export function recordKey(runId: number): string {
  return `${runKey(runId)}record`;
}

/** The key of a run's short digest on Discord. */
export function shortKey(runId: number): string {
  return `${runKey(runId)}short`;
}

/** What a run that was read publishes: the short digest on Discord, the complete one on Discourse. */
export function digestWanted(group: GroupFacts, watch: Watch, runId: number): Wanted[] {
  const channel = watch.channel ?? group.pullRequestsChannel;
  const subject = String(runId);
  const key = recordKey(runId);
  const record = { groupId: group.id, key, platform: 'discourse', subject } as const;
  const category: Place | undefined =
    group.discourseCategory === undefined ? undefined : { kind: 'channel', id: group.discourseCategory };
  const growing = `watch/${watch.id}/topic`;
  return [
    ...(category && watch.topics === 'each' ? [{ ...record, place: category, view: 'digests/topic' }] : []),
    ...(category && watch.topics === 'one'
      ? [
          {
            groupId: group.id,
            key: growing,
            platform: 'discourse' as const,
            place: category,
            view: 'digests/series',
            subject: String(watch.id),
          },
          { ...record, place: { kind: 'inside', key: growing } as const, view: 'digests/post' },
        ]
      : []),
    ...(channel
      ? [
          {
            groupId: group.id,
            key: shortKey(runId),
            platform: 'discord' as const,
            place: { kind: 'channel', id: channel } as const,
            view: 'digests/short',
            subject,
          },
        ]
      : []),
  ];
}

/** The note that a digest is late, to the organisers or else where the digest would be. */
export function lateWanted(group: GroupFacts, watch: Watch, runId: number): Wanted[] {
  const channel =
    group.organisersChannel ?? group.moderatorsChannel ?? watch.channel ?? group.pullRequestsChannel;
  if (!channel) return [];
  return [
    {
      groupId: group.id,
      key: `${runKey(runId)}late`,
      platform: 'discord',
      place: { kind: 'channel', id: channel },
      view: 'digests/late',
      subject: String(runId),
      isOnce: true,
    },
  ];
}

/** The one reminder of a claim; a claim that is renewed has another. */
export function claimReminder(claim: Claim): Wanted {
  return {
    groupId: claim.groupId,
    key: `claim/${claim.id}/reminder/${Math.floor(claim.until.getTime() / 1000)}`,
    platform: claim.platform,
    place: { kind: 'person', id: claim.accountId },
    view: 'digests/claim',
    subject: String(claim.id),
    isOnce: true,
  };
}

// The feature's publications: each gathers the facts and has a view say them.

import type { View } from '../../core/publication.ts';
import type { Attachment } from '../../core/reply.ts';
import { shortened } from '../../core/text/shortened.ts';
import { localReading } from '../../core/time.ts';
import type { DigestsDeps } from './deps.ts';
import type { Claim, Digest, Run } from './facts.ts';
import type { Numbers } from './numbers.ts';
import { webUrl } from './pages.ts';
import { digestKey, hasOrganisersPlace, untilSeconds } from './publications.ts';
import { scopeWords } from './scope.ts';
import { fullDigest, laterDigest, sameDigest, shortDigest, summaryLine } from './views/digest.ts';
import { claimNote, lateNote, unreadNote } from './views/notes.ts';
import { monthName, numbersChart, numbersWords } from './views/numbers.ts';
import { digestButtons } from './views/pages.ts';
import { recentCounts, trendChart, trendWeeks, trendWords } from './views/trend.ts';
import { watchSeries, watchTopicTitle } from './views/watch.ts';

/** Builds the views by name. */
export function digestViews(deps: DigestsDeps): Record<string, View> {
  const { store } = deps;

  async function found(subject: string, groupId: number, now: Date) {
    const run = await store.run(groupId, Number(subject));
    if (!run?.digest) return undefined;
    const watch = run.watchId === undefined ? undefined : await store.watch(groupId, run.watchId);
    const group = await deps.groups.find(groupId);
    const { digest, dueAt } = run;
    const { zone } = group;
    const title = watch?.name ?? scopeWords(run.scope);
    const shown = { digest, claims: await store.claims(groupId, now), title, dueAt, zone };
    return { run: { ...run, digest }, watch, group, shown };
  }

  return {
    async digest(subject, context) {
      const it = await found(subject, context.groupId, context.now);
      if (!it) return undefined;
      const { run, shown, group, watch } = it;
      const files = await digestFiles(deps, run);
      if (context.can.topics) {
        if (watch?.topics !== 'each' || run.digest.unchangedSince) return undefined;
        const day = localReading(run.digest.generatedAt, group.zone).localDate;
        return {
          kind: 'topic',
          title: watchTopicTitle(shown.title, day),
          document: fullDigest(shown, { hasTitle: false }),
          buttons: digestButtons(run.id, run.digest),
          files,
        };
      }
      const whole = [
        ...(await context.links(digestKey(run, 'digest'))),
        ...(await context.links(digestKey(run, 'post'))),
      ];
      return {
        kind: 'message',
        summary: summaryLine(shown),
        document: run.digest.unchangedSince ? sameDigest(shown) : shortDigest(shown, run.scope.top),
        buttons: digestButtons(run.id, run.digest, {
          recordUrl: whole.find(({ platform }) => platform !== context.platform)?.url,
          webUrl: watch && (await webUrl(deps, { group, watch, run })),
        }),
        files,
      };
    },
    async post(subject, { groupId, now }) {
      const it = await found(subject, groupId, now);
      if (!it) return undefined;
      const { run, shown } = it;
      const document = run.digest.unchangedSince ? sameDigest(shown) : fullDigest(shown, { hasTitle: true });
      return { kind: 'post', document, files: await digestFiles(deps, run) };
    },
    async series(subject, { groupId, can }) {
      const watch = await store.watch(groupId, Number(subject));
      if (!watch || !can.topics) return undefined;
      return { kind: 'topic', title: watchTopicTitle(watch.name), document: watchSeries(watch) };
    },
    async asked(subject, { groupId, now }) {
      const it = await found(subject, groupId, now);
      if (it) {
        const { run, shown } = it;
        return {
          kind: 'message',
          summary: summaryLine(shown),
          document: laterDigest(shown, run.scope.top),
          buttons: digestButtons(run.id, run.digest),
        };
      }
      const { scope, error } = (await store.run(groupId, Number(subject))) ?? {};
      if (!scope || error === undefined) return undefined;
      return { kind: 'message', document: unreadNote(scopeWords(scope), error) };
    },
    async late(subject, { groupId, platform, can }) {
      const [id, why] = subject.split('/');
      // Organisers are written to in private on any platform.
      if (!can.messages && why === undefined) return undefined;
      const run = await store.run(groupId, Number(id));
      const watch = run?.watchId === undefined ? undefined : await store.watch(groupId, run.watchId);
      if (!run || !watch || run.state !== 'pending') return undefined;
      const group = await deps.groups.find(groupId);
      const isForOrganisers = why !== undefined || hasOrganisersPlace(group, platform);
      return { kind: 'message', document: lateNote(watch, run, { zone: group.zone, isForOrganisers }) };
    },
    async claim(subject, { groupId, now, can }) {
      const claims: Claim[] = [];
      for (const one of subject.split(',')) {
        const [id, until] = one.split('@');
        const claim = await store.claimById(Number(id));
        const isStill = claim && untilSeconds(claim) === Number(until) && claim.until > now;
        if (isStill && claim.groupId === groupId) claims.push(claim);
      }
      const [first, ...others] = claims;
      if (!first) return undefined;
      const { zone } = await deps.groups.find(groupId);
      return { kind: 'message', ...claimNote([first, ...others], { zone, hasButtons: can.buttons }) };
    },
  };
}

/** The pictures of a digest: the trend, and with the first of a month the numbers of the month before. */
async function digestFiles(deps: DigestsDeps, run: Run & { readonly digest: Digest }): Promise<Attachment[]> {
  const { digest, scope } = run;
  if (digest.unchangedSince) return [];
  const numbers = digest.numbers ? await numbersFiles(deps, digest.numbers, scopeWords(scope)) : [];
  return [...(await trendFiles(deps, run, digest)), ...numbers];
}

/** The picture of a month's numbers; none where nothing can be drawn. */
export async function numbersFiles(
  deps: Pick<DigestsDeps, 'drawPicture'>,
  numbers: Numbers,
  about: string,
): Promise<Attachment[]> {
  if (numbers.opened === 0 && numbers.backlog.length < 2) return [];
  const title = `${monthName(numbers.month)}: ${about}`;
  const content = await deps.drawPicture((text) => numbersChart(numbers, title, text));
  return [{ name: 'numbers.png', content, description: shortened(numbersWords(numbers).join(' '), 1024) }];
}

/** The picture of the last half year up to a digest; none before there are two numbers. */
export async function trendFiles(
  deps: DigestsDeps,
  run: Pick<Run, 'groupId' | 'scope'>,
  digest: Pick<Digest, 'generatedAt'>,
): Promise<Attachment[]> {
  const at = digest.generatedAt;
  const from = new Date(at.getTime() - trendWeeks * 7 * 86_400_000);
  const counts = recentCounts(await deps.store.counts(run.groupId, run.scope, from), at);
  if (counts.length < 2) return [];
  const title = `Open pull requests: ${scopeWords(run.scope)}`;
  const content = await deps.drawPicture((text) => trendChart({ counts, at, title }, text));
  return [{ name: 'trend.png', content, description: trendWords({ counts, at }) }];
}

// The feature's public pages: a list of digests, and each digest complete; only what everybody may read anyway.

import type { GroupFacts } from '../../core/directory.ts';
import { doc } from '../../core/document.ts';
import type { FeaturePages, Page, PageRequest } from '../../core/page.ts';
import type { DigestsDeps } from './deps.ts';
import type { Digest, Watch } from './facts.ts';
import { watchPlaces } from './publications.ts';
import type { PublicRun } from './store/digests.ts';
import { feedDigest, frontDigests, type ListedWatch, pageDigest, pageList } from './views/page.ts';

type PagesDeps = Pick<DigestsDeps, 'store' | 'groups' | 'web'>;

/** So many digests are listed, and so many of each watch. */
const listed = { inAll: 200, ofEach: 10 };

/** Where a digest can be read on the web; undefined when it is not for the public. */
export async function webUrl(
  deps: Pick<DigestsDeps, 'web'>,
  { group, watch, run }: { group: GroupFacts; watch: Watch; run: { id: number; digest: Digest } },
): Promise<string | undefined> {
  const { publicUrl } = deps.web;
  if (publicUrl === undefined || !run.digest.isPublic) return undefined;
  if (!(await isOpenWatch(deps, group, watch))) return undefined;
  return `${publicUrl}/digests/${run.id}`;
}

/** Offers `/digests` and `/digests/12`, and what is new on the front page and in the feed. */
export function digestPages(deps: PagesDeps): FeaturePages {
  const { store } = deps;

  async function shownTo({ watchId }: PublicRun, group: GroupFacts): Promise<Watch | undefined> {
    const watch = await store.watch(group.id, watchId);
    const isShown = watch && (await isOpenWatch(deps, group, watch)) && !(await store.isPrivateNow(watchId));
    return isShown ? watch : undefined;
  }

  async function open(group: GroupFacts): Promise<ListedWatch[]> {
    const watches = new Map<number, { watch: Watch | undefined; runs: PublicRun[] }>();
    for (const run of await store.publicRuns({ groupId: group.id }, listed.inAll)) {
      const known = watches.get(run.watchId) ?? { watch: await shownTo(run, group), runs: [] };
      if (known.runs.length < listed.ofEach) known.runs.push(run);
      watches.set(run.watchId, known);
    }
    return [...watches.values()].flatMap(({ watch, runs }) => (watch ? [{ watch, runs }] : []));
  }

  async function one(runId: number, { group, now, href }: PageRequest): Promise<Page | undefined> {
    const [run] = await store.publicRuns({ groupId: group.id, id: runId }, 1);
    const watch = run && (await shownTo(run, group));
    if (!watch) return undefined;
    // Who reviews is known to the group; the web learns that somebody does.
    const claims = (await store.claims(run.groupId, now)).map((claim) => ({ ...claim, name: 'somebody' }));
    const taken = claims.map(({ repo, number }) => [repo, number]);
    return {
      version: JSON.stringify([runId, watch.name, taken, group.zone]),
      title: `Pull requests: ${watch.name}`,
      async document() {
        const digest = await store.publicDigest(runId);
        if (!digest) return doc();
        const shown = { digest, claims, title: watch.name, dueAt: run.dueAt, zone: group.zone };
        return pageDigest(shown, href('digests'));
      },
    };
  }

  return {
    name: 'digests',
    title: 'Digests',
    async find(request) {
      const { path, group } = request;
      if (path === '') {
        const watches = await open(group);
        return { title: 'Digests of pull requests', document: async () => pageList(watches, request) };
      }
      const id = /^([1-9]\d{0,8})$/u.exec(path)?.[1];
      return id === undefined ? undefined : await one(Number(id), request);
    },
    async front(where) {
      const watches = await open(where.group);
      if (watches.length === 0) return undefined;
      return { order: 'record', title: 'Open pull requests', blocks: frontDigests(watches, where) };
    },
    async feed({ group, href }) {
      return (await open(group)).flatMap(({ watch, runs }) =>
        runs.map((run) => ({
          path: `digests/${run.id}`,
          title: `Pull requests: ${watch.name}`,
          at: run.readAt,
          document: feedDigest(run, href(`digests/${run.id}`)),
        })),
      );
    },
  };
}

/**
 * Whether strangers may read a watch's digests: what goes to a channel that not everybody there can read stays there, and
 * what goes to a forum only is complete there, for those whom the forum lets in.
 */
async function isOpenWatch({ web }: Pick<DigestsDeps, 'web'>, group: GroupFacts, watch: Watch) {
  const open = await Promise.all(watchPlaces(watch, group).map((place) => web.isOpenPlace(place)));
  return open.includes(true);
}

/** Whether a watch's digests go somewhere, and everybody may read them in one of the places. */
export async function isToldToAll(
  { isWatchForAll }: Pick<DigestsDeps, 'isWatchForAll'>,
  group: GroupFacts,
  watch: Pick<Watch, 'chosen'>,
): Promise<boolean> {
  if (watchPlaces(watch, group).length === 0) return false;
  return await isWatchForAll(group, watch.chosen);
}

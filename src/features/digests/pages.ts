// The feature's public pages: a list of digests, and each digest complete; only what everybody may read anyway.

import type { GroupFacts } from '../../core/directory.ts';
import { type Document, doc } from '../../core/document.ts';
import type { DigestsDeps } from './deps.ts';
import type { Digest, Watch } from './facts.ts';
import { watchPlaces } from './publications.ts';
import type { PublicRun } from './store-pages.ts';
import { type ListedWatch, pageDigest, pageList } from './views/page.ts';

/** A page for the public. */
export interface WebPage {
  /** Equal as long as the page is. */
  readonly version: string;
  readonly title: string;
  document(): Promise<Document>;
}

type PagesDeps = Pick<DigestsDeps, 'store' | 'groups' | 'web'>;

/** So many digests are listed, and so many of each watch. */
const listed = { inAll: 200, ofEach: 10 };

/** Where a digest can be read on the web; undefined when it is not for the public. */
export function webUrl(
  deps: Pick<DigestsDeps, 'web'>,
  { group, watch, run }: { group: GroupFacts; watch: Watch; run: { id: number; digest: Digest } },
): string | undefined {
  const { publicUrl } = deps.web ?? {};
  if (publicUrl === undefined || !run.digest.isPublic || !isOpenWatch(deps, group, watch)) return undefined;
  return `${publicUrl}/digests/${run.id}`;
}

/** Answers `/digests` and `/digests/12`; undefined for what is not there or not for the public. */
export function digestPages(deps: PagesDeps): (path: string, now: Date) => Promise<WebPage | undefined> {
  const { store } = deps;
  const { publicUrl } = deps.web ?? {};
  const base = publicUrl === undefined ? '' : new URL(publicUrl).pathname.replace(/\/$/u, '');

  async function shownTo(run: PublicRun): Promise<{ group: GroupFacts; watch: Watch } | undefined> {
    const watch = await store.watch(run.groupId, run.watchId);
    const group = await deps.groups.find(run.groupId);
    if (!watch || !isOpenWatch(deps, group, watch) || (await store.isPrivateNow(watch.id))) return undefined;
    return { group, watch };
  }

  async function list(): Promise<WebPage> {
    const watches = new Map<number, { shown: Awaited<ReturnType<typeof shownTo>>; runs: PublicRun[] }>();
    for (const run of await store.publicRuns({ most: listed.inAll })) {
      const known = watches.get(run.watchId) ?? { shown: await shownTo(run), runs: [] };
      if (known.runs.length < listed.ofEach) known.runs.push(run);
      watches.set(run.watchId, known);
    }
    const open = [...watches.values()].flatMap(({ shown, runs }): ListedWatch[] =>
      shown ? [{ ...shown, runs }] : [],
    );
    return {
      version: JSON.stringify(open.map(({ watch, runs }) => [watch.name, runs.map(({ id }) => id)])),
      title: 'Digests of pull requests',
      document: async () => pageList(open, base),
    };
  }

  async function one(runId: number, now: Date): Promise<WebPage | undefined> {
    const [run] = await store.publicRuns({ most: 1, runId });
    const found = run && (await shownTo(run));
    if (!found) return undefined;
    const { group, watch } = found;
    // Who reviews is known to the group; the web learns that somebody does.
    const claims = (await store.claims(run.groupId, now)).map((claim) => ({ ...claim, name: 'somebody' }));
    return {
      version: JSON.stringify([runId, watch.name, claims.map(({ repo, number }) => [repo, number])]),
      title: `Pull requests: ${watch.name}`,
      async document() {
        const digest = await store.publicDigest(runId);
        if (!digest) return doc();
        const shown = { digest, claims, title: watch.name, dueAt: run.dueAt, zone: group.zone };
        return pageDigest(shown, base);
      },
    };
  }

  return async (path, now) => {
    if (/^\/digests\/?$/u.test(path)) return await list();
    const id = /^\/digests\/([1-9]\d{0,8})$/u.exec(path)?.[1];
    return id === undefined ? undefined : await one(Number(id), now);
  };
}

/**
 * Whether strangers may read a watch's digests: what goes to a channel that not everybody there can read stays there, and
 * what goes to a forum only is complete there, for those whom the forum lets in.
 */
function isOpenWatch({ web }: Pick<DigestsDeps, 'web'>, group: GroupFacts, watch: Watch): boolean {
  return watchPlaces(watch, group).some((place) => web?.isOpenPlace(place) ?? false);
}

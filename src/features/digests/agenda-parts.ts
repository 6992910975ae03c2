// What the feature contributes to a meeting's agenda: from the newest digest of a watch, so that it needs no GitHub.

import { type Block, em, type Inline, link, list, p } from '../../core/document.ts';
import type { Named } from '../../core/github/pull-request.ts';
import { counted } from '../../core/text/counted.ts';
import { knownRepositories } from './commands/lookup.ts';
import { arePublic, publicRepositories } from './commands/readers.ts';
import type { DigestsDeps } from './deps.ts';
import { longestWaiting } from './rules.ts';
import { headline, partsOf, styleOf } from './views/digest.ts';
import { areOfSeveral, issueLine, namedLine, pullLine } from './views/line.ts';
import { triageNotes } from './views/work.ts';
import type { Triaged } from './work.ts';

/** A part of an agenda, as the meetings take it. */
interface Contribution {
  readonly title: string;
  readonly blocks: readonly Block[];
}

type Contribute = (groupId: number, now: Date) => Promise<Contribution | undefined>;

const most = 5;
const month = 31 * 86_400_000;

/** The contributions by name; each is left out while no watch has made a digest. */
export function agendaParts(
  deps: Pick<DigestsDeps, 'store' | 'groups' | 'isForAll' | 'source'>,
): Readonly<Record<'backlog' | 'longestWaiting' | 'issues' | 'triage' | 'achievements', Contribute>> {
  const { store } = deps;
  const isPublic = publicRepositories(deps.source);
  /** Minutes that everybody may read tell nothing of a repository that is not public. */
  const isPublicOnly = async (groupId: number) => deps.isForAll(await deps.groups.find(groupId));
  const newest = async (groupId: number) =>
    store.newestOf(groupId, { isPublicOnly: await isPublicOnly(groupId) });

  async function publicOnes(done: readonly Triaged[], groupId: number, now: Date): Promise<Triaged[]> {
    // Of one that the group has no longer nobody can tell whether another has its name now.
    const known = (await knownRepositories({ ...deps, groupId })).map((name) => name.toLowerCase());
    const kept = done.filter(({ repo }) => known.includes(repo.toLowerCase()));
    const asked = { store, groupId, isPublic: (query: Named) => isPublic(query, now) };
    const repositories = kept.map(({ repo }) => repo);
    const answers = await arePublic(asked, repositories);
    return kept.filter(({ repo }) => answers.get(repo) === true);
  }

  return {
    backlog: async (groupId) => {
      const found = await newest(groupId);
      if (!found) return undefined;
      const url = await store.recordUrl(found.id);
      const parts = partsOf(found.digest).map(({ name, prs }): Inline[] => [`${name}: ${prs.length}`]);
      return {
        title: 'Open pull requests',
        blocks: [
          p(...headline(found.digest), ...(url ? [' · ', link(url, 'all of it')] : [])),
          ...(parts.length > 0 ? [list(...parts)] : []),
        ],
      };
    },
    longestWaiting: async (groupId, now) => {
      const digest = (await newest(groupId))?.digest;
      const lines = digest ? longestWaiting(digest).slice(0, most) : [];
      if (!digest || lines.length === 0) return undefined;
      const claims = await store.claims(groupId, now);
      const style = { ...styleOf({ digest, claims }), longestTitle: 120 };
      return { title: 'Waiting longest', blocks: [list(...lines.map((line) => pullLine(line, style)))] };
    },
    issues: async (groupId) => {
      const { issues: found, generatedAt: at } = (await newest(groupId))?.digest ?? {};
      if (!found || !at || found.total === 0) return undefined;
      const style = { hasRepository: areOfSeveral(found.issues), longestTitle: 120, at };
      const lines = found.issues.slice(0, most).map((issue) => issueLine(issue, style));
      return { title: 'Open issues', blocks: [p(`${found.total} open; the oldest:`), list(...lines)] };
    },
    triage: async (groupId, now) => {
      const done = await store.triaged(groupId, new Date(now.getTime() - month));
      const isAll = !(await isPublicOnly(groupId));
      const [, ...notes] = triageNotes(isAll ? done : await publicOnes(done, groupId, now));
      return notes.length === 0 ? undefined : { title: 'Looked at together', blocks: notes };
    },
    achievements: async (groupId, now) => {
      const part = await mergedPart(deps)(groupId, { since: new Date(now.getTime() - month), until: now });
      return part && { ...part, title: 'Merged in the last month' };
    },
  };
}

/** Builds what tells what was merged from an instant until another; its title is `Merged`. */
export function mergedPart({ store, groups, isForAll }: Pick<DigestsDeps, 'store' | 'groups' | 'isForAll'>) {
  return async (
    groupId: number,
    span: { readonly since: Date; readonly until: Date },
  ): Promise<Contribution | undefined> => {
    const isPublicOnly = await isForAll(await groups.find(groupId));
    const ended = await store.endedBetween(groupId, span, { isPublicOnly });
    const merged = ended.filter(({ isMerged }) => isMerged);
    if (merged.length === 0) return undefined;
    const style = { hasRepository: areOfSeveral(merged), longestTitle: 120 };
    const people = merged.filter(({ isByBot }) => !isByBot);
    // What people made stands first, since the list ends.
    const listed = [...people, ...merged.filter(({ isByBot }) => isByBot)];
    const authors = new Set(people.map(({ author }) => author)).size;
    const bots = people.length < merged.length ? ['bots'] : [];
    const who = authors === 0 ? bots : [counted(authors, 'person', 'people'), ...bots];
    const pulls = counted(merged.length, 'pull request');
    return {
      title: 'Merged',
      blocks: [
        p(`${pulls} by ${who.join(' and ')}.${authors === 0 ? '' : ' Thank you!'}`),
        list(...listed.slice(0, most * 2).map((one) => namedLine(one, style))),
        ...(merged.length > most * 2 ? [p(em(`And ${merged.length - most * 2} more.`))] : []),
      ],
    };
  };
}

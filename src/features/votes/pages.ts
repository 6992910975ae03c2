// The record of decisions on the web: a list with search, each decision, and the latest on the front page.
import type { GroupFacts } from '../../core/directory.ts';
import type { FeaturePages } from '../../core/page.ts';
import type { Decision } from './facts.ts';
import { decisionPage, foundDecisions, latestBlocks, recordPage } from './page-views.ts';
import type { VoteStore } from './store.ts';

/** What the pages are made with. */
export interface DecisionPagesDeps {
  readonly store: Pick<VoteStore, 'decisions'>;
  /** Whether everybody may read what stands in the group's places for decisions. */
  isForAll(group: GroupFacts): Promise<boolean>;
}

/** Offers `/decisions` and `/decisions/3`. */
export function decisionPages({ store, isForAll }: DecisionPagesDeps): FeaturePages {
  const open = async (group: GroupFacts): Promise<Decision[]> =>
    (await isForAll(group)) ? await store.decisions(group.id) : [];

  return {
    name: 'decisions',
    title: 'Decisions',
    async find({ path, group, href, query }) {
      const all = await open(group);
      if (path === '') {
        const searched = (query('q') ?? '').trim();
        const found = foundDecisions(all, searched);
        return {
          title: 'Decisions',
          search: { label: 'Search the decisions', value: searched },
          document: async () => recordPage(found, { searched, zone: group.zone, href }),
        };
      }
      const one = all.find(({ number }) => String(number) === path);
      return (
        one && {
          title: `Decision ${one.number}: ${one.title}`,
          document: async () => decisionPage(one, { all, zone: group.zone, href }),
        }
      );
    },
    async front({ group, href }) {
      const all = await open(group);
      if (all.length === 0) return undefined;
      return { order: 'record', title: 'Latest decisions', blocks: latestBlocks(all, group.zone, href) };
    },
    async feed({ group, href }) {
      const all = await open(group);
      return all.slice(0, 20).map((one) => ({
        path: `decisions/${one.number}`,
        title: `Decision ${one.number}: ${one.title}`,
        at: one.decidedAt,
        document: decisionPage(one, { all, zone: group.zone, href }),
      }));
    },
  };
}

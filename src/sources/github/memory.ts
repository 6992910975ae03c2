// A memory of pull requests that lasts as long as the process, for those without a database.
import type { KnownPage, PullMemory, PullRequest } from '../../core/github/pull-request.ts';

/** An empty memory. */
export function shortMemory(): PullMemory {
  const pulls = new Map<string, PullRequest>();
  const pages = new Map<string, KnownPage>();
  return {
    known: async (repository) => [...pulls.values()].filter(({ repo }) => repo === repository),
    keep: async (kept) => {
      for (const pull of kept) pulls.set(pull.id, pull);
    },
    forget: async (ids) => {
      for (const id of ids) pulls.delete(id);
    },
    knownPage: async (address) => pages.get(address),
    keepPage: async (address, page) => {
      pages.set(address, page);
    },
  };
}

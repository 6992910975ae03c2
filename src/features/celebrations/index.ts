// The feature of the celebrations: what was achieved since the last meeting, in the agenda and once a month by itself.
import type { Feature } from '../../core/feature.ts';
import { standing } from '../../core/publication.ts';
import { celebrateCommand } from './commands.ts';
import type { CelebrationsDeps } from './deps.ts';
import { achievementsOf } from './presenters.ts';
import { monthBounds, monthWords, tellings } from './rules.ts';
import { monthDocument } from './views.ts';

/** Builds the feature. */
export function celebrations(deps: CelebrationsDeps): Feature {
  const { store, groups } = deps;
  return {
    name: 'celebrations',
    commands: [celebrateCommand(deps)],
    actions: [],
    forms: [],
    views: {
      async month(subject, { groupId, can }) {
        const group = await groups.find(groupId);
        const { from, to } = monthBounds(subject, group.zone);
        const words = monthWords(subject);
        const span = { since: from, until: to, isGroup: !(await deps.isForAll(group)) };
        const document = monthDocument(words, await achievementsOf(deps, groupId, span));
        return document && standing(can, { title: `Celebrations of ${words}`, document });
      },
    },
    async advance(groupId, now) {
      const celebrating = await store.monthly(groupId);
      if (!celebrating) return undefined;
      const { zone } = await groups.find(groupId);
      const { month, dueAt, nextAt } = tellings(now, zone);
      if (dueAt > celebrating.since) await store.tell(groupId, celebrating, month);
      return nextAt;
    },
  };
}

// What may refuse the bot until a person mends something: each platform, and each repository that a watch reads.
import type { GroupFacts } from '../core/directory.ts';
import type { Platform } from '../core/platform.ts';
import type { Watch } from '../features/digests/facts.ts';
import type { Unreadable } from '../features/digests/unreadable.ts';
import type { GoneWatch } from '../features/members/gone-watch.ts';
import type { RefusalDeps, Refuser } from '../features/setup/refusals.ts';
import { repositories } from '../publishing/place.ts';

const memberPrefix = 'member/';

/** Lists them, and takes back those of the time before the start. */
export function refusersOf(parts: {
  readonly platforms: readonly Platform[];
  readonly unread: Unreadable;
  watches(groupId: number): Promise<readonly Watch[]>;
  groups(): Promise<readonly GroupFacts[]>;
  readonly gone: Pick<GoneWatch, 'list' | 'recall'>;
  /** What somebody who is looked for is called now. */
  nameOf(groupId: number, who: string): Promise<string | undefined>;
}): Pick<RefusalDeps, 'refusers' | 'recall' | 'unlisted' | 'personIn'> {
  const { unread } = parts;
  const prefix = `${repositories}/`;
  const reads = async (group: GroupFacts) =>
    (await parts.watches(group.id))
      .filter(({ isPaused }) => !isPaused)
      .flatMap(({ scope }) => scope.repositories);

  const platforms = parts.platforms.map((platform): Refuser => {
    const { name, title } = platform;
    const isThere = ({ platform: one }: { readonly platform: string }) => one === name;
    return {
      name,
      title,
      kind: 'platform',
      isAccepted: () => platform.isAccepted?.(),
      trouble: () => platform.trouble?.(),
      isConcerned: async (group) =>
        name === repositories
          ? group.repositories.length > 0 ||
            (await reads(group)).length > 0 ||
            // With a single group all of the bot's are its own.
            (await parts.groups()).length === 1
          : [...group.spaces, ...group.places].some(isThere),
    };
  });

  return {
    refusers: () => [
      ...platforms,
      ...parts.gone.list().map(
        ({ groupId, who, why }): Refuser => ({
          name: `${memberPrefix}${groupId}/${who}`,
          title: 'member',
          kind: 'member',
          isAccepted: () => (why === null ? undefined : why === undefined),
          trouble: () => why ?? undefined,
          isConcerned: async ({ id }) => id === groupId,
        }),
      ),
      ...unread.list().map(
        ({ repository: title, why }): Refuser => ({
          name: `${prefix}${title}`,
          title,
          kind: 'part',
          isAccepted: () => (why === null ? undefined : why === undefined),
          trouble: () => why ?? undefined,
          isConcerned: async (group) => (await reads(group)).includes(title),
        }),
      ),
    ],
    unlisted(name) {
      if (memberIn(name)) return { title: 'member', kind: 'member' };
      return name.startsWith(prefix) ? { title: name.slice(prefix.length), kind: 'part' } : undefined;
    },
    personIn: async (name) => {
      const member = memberIn(name);
      return member && (await parts.nameOf(...member));
    },
    recall(name) {
      const member = memberIn(name);
      if (member) parts.gone.recall(...member);
      if (name.startsWith(prefix)) unread.recall(name.slice(prefix.length));
    },
  };
}

/** The group of somebody who is gone, and who it is. */
function memberIn(name: string): [groupId: number, who: string] | undefined {
  if (!name.startsWith(memberPrefix)) return undefined;
  const [groupId, who] = name.slice(memberPrefix.length).split('/');
  return groupId === undefined || who === undefined ? undefined : [Number(groupId), who];
}

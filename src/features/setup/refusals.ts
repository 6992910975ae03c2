// A platform that refuses the bot until a person mends something: noticed, told once, and said to be over.
import type { PlatformName } from '../../core/account.ts';
import type { GroupFacts, Groups, PersonFacts } from '../../core/directory.ts';
import type { Platform } from '../../core/platform.ts';
import type { View } from '../../core/publication.ts';
import { noticesFor } from './notices.ts';
import type { Refusal, RefusalStore } from './store-refusals.ts';
import { refusalNotice } from './views.ts';

/** What is worked with. */
export interface RefusalDeps {
  readonly refusals: RefusalStore;
  readonly platforms: readonly Pick<Platform, 'name' | 'title' | 'isAccepted' | 'trouble'>[];
}

/** A refusal may be chance; one that lasts so long is told. */
const patienceMilliseconds = 60_000;

/**
 * Builds what is to be called each minute: it writes down which platforms refuse the bot, and that they do no more. While
 * all is well it asks the database nothing, but the first time.
 */
export function refusalWatch(
  { refusals, platforms }: RefusalDeps,
  groups: Pick<Groups, 'list'>,
  now: () => Date,
): () => Promise<void> {
  /** Of which platforms it is known that no refusal of them stands. */
  const well = new Set<PlatformName>();
  const concerned = async (name: PlatformName) =>
    (await groups.list()).filter((group) => isConcerned(group, name)).map(({ id }) => id);

  return async () => {
    for (const platform of platforms) {
      const { name } = platform;
      const isAccepted = platform.isAccepted?.();
      if (isAccepted === undefined || (isAccepted && well.has(name))) continue;
      const known = await refusals.of(name);
      if (isAccepted) {
        if (known) await refusals.isOver(known, await concerned(name), now());
        well.add(name);
        continue;
      }
      well.delete(name);
      const why = platform.trouble?.() ?? '';
      if (known?.why === why) continue;
      await refusals.stands({ platform: name, since: known?.since ?? now(), why }, await concerned(name));
    }
  };
}

/** Tells a group of what refuses the bot, as far as it has something there; answers when to look again. */
export async function tellRefusals(
  { refusals, platforms }: RefusalDeps,
  to: { group(): Promise<GroupFacts>; organisers(): Promise<readonly PersonFacts[]> },
  now: Date,
): Promise<{ readonly told: readonly Refusal[]; readonly next?: Date }> {
  const told: Refusal[] = [];
  let next: Date | undefined;
  for (const platform of platforms) {
    const { name } = platform;
    // What is well, or tells nothing of it, costs nothing.
    if (!platform.isAccepted || platform.isAccepted()) continue;
    const refusal = await refusals.of(name);
    if (!refusal) continue;
    const group = await to.group();
    if (!isConcerned(group, name)) continue;
    const at = new Date(refusal.since.getTime() + patienceMilliseconds);
    if (at > now) {
      next = next && next < at ? next : at;
      continue;
    }
    told.push(refusal);
    if (await refusals.isTold(group.id, refusal)) continue;
    const failing = { platform: name, isRetried: true, destination: undefined };
    await refusals.tell(group.id, refusal, noticesFor(failing, group, await to.organisers()));
  }
  return { told, ...(next && { next }) };
}

/** The notice, while the platform refuses the bot and after. */
export function refusalView({ refusals, platforms }: RefusalDeps): View {
  return async (subject, { isPublished }) => {
    const [platform = '', since] = subject.split('/');
    const found = await refusals.of(platform);
    const stands = found && String(found.since.getTime()) === since ? found : undefined;
    // Whoever was not told while it lasted need not be.
    if (!stands && !isPublished) return undefined;
    const title = platforms.find(({ name }) => name === platform)?.title ?? platform;
    return {
      kind: 'message',
      summary: stands ? `${title} does not let me in.` : `${title} lets me in again.`,
      document: refusalNotice(title, stands?.why),
    };
  };
}

function isConcerned({ spaces, places }: Pick<GroupFacts, 'spaces' | 'places'>, name: PlatformName): boolean {
  return [...spaces, ...places].some(({ platform }) => platform === name);
}

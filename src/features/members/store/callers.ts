// Which of several groups somebody means who asks in private.
import type { Account } from '../../../core/account.ts';
import { BoundedMap } from '../../../core/bounded-map.ts';
import type { Invocation } from '../../../core/command/invocation.ts';
import { UserError } from '../../../core/errors.ts';
import type { Database } from '../../../storage/client.ts';

/** Who asked, and by which message, where no space says the group. */
export type AskedWithout = Pick<Invocation, 'caller' | 'messageId' | 'replyTo' | 'groupName'>;

/** Groups that are served: those that the bot has not left everywhere. */
export const served = { OR: [{ spaces: { none: {} } }, { spaces: { some: { leftAt: null } } }] };

/** More groups than these are not listed to anybody. */
const mostListed = 10;

/**
 * The group that is named, else the only one in which the caller is known. Throws a UserError that asks which one is meant,
 * with the names of those in which the caller is known and of no others.
 */
export async function groupOfCaller(database: Database, asked: AskedWithout | undefined): Promise<number> {
  const { caller, groupName } = asked ?? {};
  const known = caller
    ? await database.group.findMany({
        where: { ...served, accounts: { some: isTheirs(caller) } },
        select: { id: true, name: true },
        orderBy: { id: 'asc' },
        take: mostListed + 1,
      })
    : [];
  if (groupName) {
    const isNamed = ({ name }: { name: string }) => name.toLowerCase() === groupName.toLowerCase();
    const all = known.some(isNamed)
      ? known
      : await database.group.findMany({ where: served, select: { id: true, name: true }, take: 1_000 });
    const [found, other] = all.filter(isNamed);
    if (found && !other) return found.id;
    const hint =
      known.length > 0 ? ` There is: ${names(known)}.` : ' `/docent help` works without naming one.';
    throw new UserError(`I know no group here that is called "${groupName}". Check the name.${hint}`);
  }
  const [only, other] = known;
  if (only && !other) return only.id;
  throw new UserError(question(known, groupName !== undefined));
}

/** Which rows are those of an account; see `storage/accounts.ts`. */
function isTheirs({ platform, id: accountId, stableId }: Account) {
  if (stableId === undefined) return { platform, accountId };
  return {
    OR: [
      { platform, stableId },
      { platform, accountId, stableId: null },
    ],
  };
}

function question(known: readonly { name: string }[], canName: boolean): string {
  const first = known[0]?.name ?? 'NAME';
  const how = canName
    ? `Say which one at the end of it: \`group:"${first}"\`. I remember it here.`
    : "Ask me in your group's own place.";
  const which =
    known.length > 0 && known.length <= mostListed
      ? `You are in several groups here, and I cannot tell which one you mean: ${names(known)}.`
      : 'I serve several groups here and cannot tell which one you mean.';
  return `${which} ${how}`;
}

const listing = new Intl.ListFormat('en', { type: 'conjunction' });

function names(groups: readonly { name: string }[]): string {
  return listing.format(groups.slice(0, mostListed).map(({ name }) => `“${name}”`));
}

const keptMilliseconds = 5_000;
const mostKept = 1_000;

/** Opens a memory of at most 1,000 things that were read. */
export function recentlyRead<T>() {
  type Kept = { readonly value: T; readonly until: number };
  let kept = new BoundedMap<string, Kept>(mostKept);
  return {
    /** What was read under this key at most five seconds ago, else what `load` finds; that nothing was found is not kept. */
    async read(key: string, load: () => Promise<T | undefined>): Promise<T | undefined> {
      const known = kept.get(key);
      if (known && performance.now() < known.until) return known.value;
      const into = kept;
      const value = await load();
      if (value !== undefined) into.set(key, { value, until: performance.now() + keptMilliseconds });
      return value;
    },
    /** Something has changed: everything is read anew, also what is being read at this moment. */
    forget(): void {
      kept = new BoundedMap(mostKept);
    },
  };
}

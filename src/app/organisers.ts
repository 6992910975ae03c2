// Whether the accounts that ORGANISERS names are there: a misspelled one is nobody, and nobody would notice.
import type { ConfiguredOrganiser } from '../config.ts';
import { type GroupFacts, spaceOn } from '../core/directory.ts';
import { insteadOf, OutsideError } from '../core/errors.ts';
import { type Finding, faultFinding, type Platform } from '../core/platform.ts';

/** Of a longer list, so many are looked for. */
const most = 20;

/** A finding for each account that nobody knows on its platform; of what cannot be asked now nothing is said. */
export async function unknownOrganisers(
  organisers: readonly ConfiguredOrganiser[],
  { platforms, groups }: { readonly platforms: readonly Platform[]; readonly groups: readonly GroupFacts[] },
): Promise<Finding[]> {
  const looked = organisers.slice(0, most).map(async ({ platform: name, id }): Promise<Finding[]> => {
    const platform = platforms.find((one) => one.name === name);
    const spaces = new Set(groups.map((group) => spaceOn(group, name)));
    if (spaces.size === 0) spaces.add(undefined);
    const answers = await Promise.all(
      [...spaces].map((space) => platform?.isMember?.(space, id).catch(insteadOf(OutsideError, undefined))),
    );
    if (!answers.every((answer) => answer === false)) return [];
    return [
      faultFinding(
        'Configuration',
        `ORGANISERS names ${name}:${id}, and no such account can act there: it is unknown, gone or suspended`,
        'Correct it in ORGANISERS, or take it out.',
      ),
    ];
  });
  return (await Promise.all(looked)).flat();
}

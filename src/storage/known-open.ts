// Which places everybody may read, as their platforms said it last: a platform that is away cannot be asked.

import type { Cursors } from '../core/cursors.ts';
import type { PlaceId } from '../core/publication.ts';

/**
 * Builds what answers whether a place is open; `ask` answers undefined while its platform cannot tell, then what it said
 * last holds, through a restart too. What nobody ever knew is closed.
 */
export function knownOpen(
  kept: Cursors,
  ask: (place: PlaceId) => Promise<boolean | undefined>,
): (place: PlaceId) => Promise<boolean> {
  const written = new Map<string, boolean>();

  async function keep(name: string, isOpen: boolean): Promise<void> {
    if (written.get(name) === isOpen) return;
    written.set(name, isOpen);
    // A database that takes nothing now must not keep anybody from reading.
    await kept.write(name, isOpen ? 'yes' : 'no').catch(() => written.delete(name));
  }

  return async (place) => {
    const name = `${place.platform}/open/${place.id}`;
    const isOpen = await ask(place);
    if (isOpen === undefined) return written.get(name) ?? (await kept.read(name)) === 'yes';
    await keep(name, isOpen);
    return isOpen;
  };
}

// What somebody may have meant who wrote something that is nowhere.
import { editDistance } from '../../core/text/spelling.ts';

/** `Did you mean \`docs\`?`, with up to three; empty where nothing else is like it. */
export function didYouMean(typed: string, known: readonly string[]): string {
  const wanted = typed.toLowerCase();
  const near = [...new Set(known)]
    .filter((name) => name.toLowerCase() !== wanted)
    .map((name) => {
      const lower = name.toLowerCase();
      const isPart = wanted.length >= 3 && (lower.includes(wanted) || wanted.includes(lower));
      return { name, distance: isPart ? 1 : editDistance(wanted.slice(0, 60), lower.slice(0, 60)) };
    })
    .filter(({ distance }) => distance <= Math.max(1, Math.min(3, Math.floor(wanted.length / 2))))
    .toSorted((one, other) => one.distance - other.distance)
    .slice(0, 3)
    .map(({ name }) => `\`${name}\``);
  return near.length === 0 ? '' : `Did you mean ${near.join(' or ')}?`;
}

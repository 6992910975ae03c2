// Lengths of time as stories write them: `90m`, `1h 30m`, `7d`, `2w`.
import { StoryError } from './step.ts';

const minutesOf: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1440, w: 10_080 };

/** The minutes. Throws `StoryError` for what is no length of time. */
export function parseDuration(text: string): number {
  const typed = text.trim();
  const parts = [...typed.matchAll(/(\d+)\s*([mhdw])\s*/gu)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== typed)
    throw new StoryError(`"${typed}" is no length of time. Write it like 90m, 1h 30m or 7d.`);
  return parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (minutesOf[unit] ?? 0), 0);
}

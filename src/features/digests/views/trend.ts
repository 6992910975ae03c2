// How many pull requests were open over half a year, as a picture and in words.
import { localReading } from '../../../core/time.ts';
import type { Count } from '../facts.ts';

/** How text is drawn into the picture; `svgText` of the pictures folder fits. */
export type Draw = (
  text: string,
  spec: { x: number; y: number; size: number; colour: string; anchor?: 'start' | 'middle' | 'end' },
) => string;

/** How many weeks the picture shows. */
export const trendWeeks = 26;

const week = 7 * 86_400_000;
const size = { width: 900, height: 360 };
const plot = { left: 70, right: 30, top: 60, bottom: 60 };
const ink = '#222222';
const line = '#0b5fa5';
const bar = '#9ecae9';

/** What the picture shows. */
export interface Trend {
  readonly counts: readonly Count[];
  readonly at: Date;
  readonly title: string;
}

/** The numbers of the last weeks, oldest first. */
export function recentCounts(counts: readonly Count[], at: Date): Count[] {
  const from = at.getTime() - trendWeeks * week;
  return counts.filter((one) => one.at.getTime() >= from && one.at <= at);
}

/** The picture as SVG: open pull requests as a line from zero, merged ones a week as bars. */
export function trendChart(
  { counts, at, title }: Trend,
  pen: { draw: Draw; fit: (text: string, size: number, width: number) => string },
): string {
  const shown = recentCounts(counts, at);
  const merged = mergedByWeek(shown, at);
  const highest = niceCeiling(Math.max(1, ...shown.map(({ open }) => open), ...merged));
  const inner = { width: size.width - plot.left - plot.right, height: size.height - plot.top - plot.bottom };
  const from = at.getTime() - trendWeeks * week;
  const x = (instant: number) => plot.left + ((instant - from) / (trendWeeks * week)) * inner.width;
  const y = (count: number) => plot.top + inner.height * (1 - count / highest);
  const text = (words: string, at_: { x: number; y: number }, anchor: 'start' | 'middle' | 'end' = 'start') =>
    pen.draw(words, { ...at_, size: 13, colour: ink, anchor });
  const grid = [0, highest / 2, highest].flatMap((count) => [
    `<line x1="${plot.left}" x2="${size.width - plot.right}" y1="${y(count)}" y2="${y(count)}" stroke="#dddddd"/>`,
    text(String(Math.round(count)), { x: plot.left - 10, y: y(count) - 6 }, 'end'),
  ]);
  const bars = merged.map((count, i) => {
    const left = x(from + i * week) + 3;
    const width = inner.width / trendWeeks - 6;
    return count === 0
      ? ''
      : `<rect x="${round(left)}" y="${round(y(count))}" width="${round(width)}" height="${round(y(0) - y(count))}" fill="${bar}"/>`;
  });
  const points = shown.map((one) => `${round(x(one.at.getTime()))},${round(y(one.open))}`);
  const last = shown.at(-1);
  const marks = [
    `<polyline points="${points.join(' ')}" fill="none" stroke="${line}" stroke-width="3"/>`,
    ...(last
      ? [`<circle cx="${round(x(last.at.getTime()))}" cy="${round(y(last.open))}" r="5" fill="${line}"/>`]
      : []),
  ];
  const days = [0, 1 / 2, 1].map((share) => {
    const instant = from + share * trendWeeks * week;
    const anchor = share === 0 ? 'start' : share === 1 ? 'end' : 'middle';
    const day = localReading(new Date(instant), 'UTC').localDate;
    return text(day, { x: x(instant), y: size.height - 48 }, anchor);
  });
  const legend = [
    `<rect x="${plot.left}" y="${size.height - 22}" width="18" height="6" fill="${line}"/>`,
    text('open', { x: plot.left + 26, y: size.height - 26 }),
    `<rect x="${plot.left + 110}" y="${size.height - 26}" width="14" height="14" fill="${bar}"/>`,
    text('merged a week', { x: plot.left + 132, y: size.height - 26 }),
  ];
  const name = pen.draw(pen.fit(title, 18, size.width - 40), { x: 20, y: 18, size: 18, colour: ink });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" viewBox="0 0 ${size.width} ${size.height}"><rect width="100%" height="100%" fill="#ffffff"/>${[name, ...grid, ...bars, ...marks, ...days, ...legend].join('')}</svg>`;
}

/** The picture in words, at most 1,024 characters. */
export function trendWords({ counts, at }: Pick<Trend, 'counts' | 'at'>): string {
  const shown = recentCounts(counts, at);
  const [first] = shown;
  const last = shown.at(-1);
  if (!first || !last) return 'No digest was made yet.';
  const day = (one: Count) => localReading(one.at, 'UTC').localDate;
  const merged = mergedByWeek(shown, at).reduce((sum, count) => sum + count, 0);
  return `Open pull requests: ${first.open} on ${day(first)}, ${last.open} on ${day(last)}; between ${Math.min(...shown.map(({ open }) => open))} and ${Math.max(...shown.map(({ open }) => open))}. Merged in that time: ${merged}.`;
}

function mergedByWeek(counts: readonly Count[], at: Date): number[] {
  const from = at.getTime() - trendWeeks * week;
  const sums = Array.from({ length: trendWeeks }, () => 0);
  for (const one of counts) {
    if (!one.isWatched) continue;
    const index = Math.min(trendWeeks - 1, Math.floor((one.at.getTime() - from) / week));
    sums[index] = (sums[index] ?? 0) + (one.merged ?? 0);
  }
  return sums;
}

/** The next of 10, 20, 50, 100, 200 … */
function niceCeiling(value: number): number {
  for (let step = 10; ; step *= 10) {
    for (const factor of [1, 2, 5]) if (value <= step * factor) return step * factor;
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

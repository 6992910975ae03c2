// How many pull requests were open over half a year, as a picture and in words.

import { type DrawText, svgOf } from '../../../core/picture.ts';
import { localReading } from '../../../core/time.ts';
import type { Count } from '../facts.ts';

/** How many weeks the picture shows. */
export const trendWeeks = 26;

const week = 7 * 86_400_000;
/** On a phone of 360 the smallest text (26) is still ten high. */
const size = { width: 900, height: 560 };
const plot = { left: 92, right: 30, top: 84, bottom: 116 };
const ink = '#222222';
/** Orange over blue: told apart by every kind of sight, and by their shapes. */
const line = '#b34700';
const bar = { fill: '#cfe3f3', edge: '#4f81ad' };
const lettering = { size: 26, colour: ink };

/** What the picture shows. */
interface Trend {
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
export function trendChart({ counts, at, title }: Trend, draw: DrawText): string {
  const shown = recentCounts(counts, at);
  const merged = mergedByWeek(shown, at);
  const highest = niceCeiling(Math.max(1, ...shown.map(({ open }) => open), ...merged));
  const inner = { width: size.width - plot.left - plot.right, height: size.height - plot.top - plot.bottom };
  const from = at.getTime() - trendWeeks * week;
  const x = (instant: number) => round(plot.left + ((instant - from) / (trendWeeks * week)) * inner.width);
  const y = (count: number) => round(plot.top + inner.height * (1 - count / highest));
  const grid = [0, highest / 2, highest].flatMap((count) => [
    `<line x1="${plot.left}" x2="${size.width - plot.right}" y1="${y(count)}" y2="${y(count)}" stroke="#cccccc"/>`,
    draw(String(count), { ...lettering, x: plot.left - 12, y: y(count) + 9, anchor: 'end' }),
  ]);
  const bars = merged.map((count, i) => {
    const width = round(inner.width / trendWeeks - 6);
    return count === 0
      ? ''
      : `<rect x="${x(from + i * week) + 3}" y="${y(count)}" width="${width}" height="${round(y(0) - y(count))}" fill="${bar.fill}" stroke="${bar.edge}" stroke-width="1.5"/>`;
  });
  const days = (['start', 'middle', 'end'] as const).map((anchor, i) => {
    const instant = from + (i / 2) * trendWeeks * week;
    const day = localReading(new Date(instant), 'UTC').localDate;
    return draw(day, { ...lettering, x: x(instant), y: y(0) + 36, anchor });
  });
  const name = draw(title, { size: 32, colour: ink, x: 20, y: 46, width: size.width - 40 });
  const parts = [name, ...grid, ...bars, ...openLine(shown, { x, y }, draw), ...days, ...legend(draw)];
  return svgOf(size, parts);
}

/** The line, with the number at its end; white around both keeps them apart from the bars. */
function openLine(
  shown: readonly Count[],
  { x, y }: { x: (instant: number) => number; y: (count: number) => number },
  draw: DrawText,
): string[] {
  const last = shown.at(-1);
  if (!last) return [];
  const points = shown.map((one) => `${x(one.at.getTime())},${y(one.open)}`).join(' ');
  const end = { x: x(last.at.getTime()), y: y(last.open) };
  const isHigh = end.y < plot.top + 40;
  return [
    ...[`stroke="#ffffff" stroke-width="9"`, `stroke="${line}" stroke-width="5"`].map(
      (stroke) => `<polyline points="${points}" fill="none" stroke-linejoin="round" ${stroke}/>`,
    ),
    `<circle cx="${end.x}" cy="${end.y}" r="8" fill="${line}" stroke="#ffffff" stroke-width="2"/>`,
    draw(String(last.open), {
      size: 30,
      colour: line,
      isBold: true,
      anchor: 'end',
      x: end.x,
      y: end.y + (isHigh ? 42 : -18),
    }),
  ];
}

function legend(draw: DrawText): string[] {
  const y = size.height - 20;
  return [
    `<rect x="${plot.left}" y="${y - 12}" width="34" height="6" fill="${line}"/>`,
    draw('open', { ...lettering, x: plot.left + 46, y }),
    `<rect x="${plot.left + 160}" y="${y - 21}" width="24" height="24" fill="${bar.fill}" stroke="${bar.edge}" stroke-width="1.5"/>`,
    draw('merged a week', { ...lettering, x: plot.left + 196, y }),
  ];
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

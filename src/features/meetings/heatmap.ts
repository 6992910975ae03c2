// The price of a plan as a picture: people down, months across, each cell the local time coloured by comfort.
import { localReading } from '../../core/time.ts';
import type { Plan, PlanMember } from './rotation.ts';

const CELL = { width: 86, height: 62 };
const MARGIN = { left: 210, right: 90, top: 120, bottom: 76 };

/** From comfortable to awful, told apart by lightness alone as well (Cividis-like); the letter says the same. */
const COMFORT = [
  { most: 0, letter: 'A', words: 'comfortable', fill: '#fdf3c0', ink: '#111111' },
  { most: 4, letter: 'B', words: 'mild', fill: '#e5cf6b', ink: '#111111' },
  { most: 16, letter: 'C', words: 'hard', fill: '#a89d75', ink: '#111111' },
  { most: 64, letter: 'D', words: 'very hard', fill: '#565c6c', ink: '#ffffff' },
  { most: Number.POSITIVE_INFINITY, letter: 'E', words: 'night', fill: '#00204d', ink: '#ffffff' },
] as const;

/** How text is drawn into the picture; `svgText` of the pictures folder fits. */
export type Draw = (
  text: string,
  spec: { x: number; y: number; size: number; colour: string; anchor?: 'start' | 'middle' | 'end' },
) => string;

/** The picture as SVG; `fit` shortens a text to a width. Members not in the plan are left out. */
export function planHeatmap(
  plan: Plan,
  members: readonly PlanMember[],
  pen: { draw: Draw; fit: (text: string, size: number, width: number) => string },
): string {
  const people = members
    .filter(({ name }) => plan.totals[name] !== undefined)
    .sort((one, other) => (plan.totals[other.name] ?? 0) - (plan.totals[one.name] ?? 0));
  const width = MARGIN.left + plan.months.length * CELL.width + MARGIN.right;
  const height = MARGIN.top + people.length * CELL.height + MARGIN.bottom;
  const ink = '#111111';
  const parts: string[] = [
    pen.draw('Local time of each meeting', { x: 16, y: 16, size: 22, colour: ink }),
    pen.draw('Total', { x: width - 12, y: 88, size: 16, colour: ink, anchor: 'end' }),
  ];
  for (const [column, { month, slot }] of plan.months.entries()) {
    const x = MARGIN.left + (column + 0.5) * CELL.width;
    parts.push(pen.draw(month, { x, y: 62, size: 12, colour: ink, anchor: 'middle' }));
    parts.push(pen.draw(`${slot}Z`, { x, y: 90, size: 14, colour: ink, anchor: 'middle' }));
  }
  for (const [row, { name, zone }] of people.entries()) {
    const y = MARGIN.top + row * CELL.height;
    parts.push(
      pen.draw(pen.fit(name, 18, MARGIN.left - 28), { x: 16, y: y + 22, size: 18, colour: ink }),
      pen.draw(String(plan.totals[name] ?? 0), {
        x: width - 12,
        y: y + 22,
        size: 18,
        colour: ink,
        anchor: 'end',
      }),
    );
    for (const [column, { startsAt, pain }] of plan.months.entries()) {
      const x = MARGIN.left + column * CELL.width;
      const comfort = comfortOf(pain[name] ?? 0);
      const { localTime } = localReading(new Date(startsAt), zone);
      parts.push(
        `<rect x="${x + 1}" y="${y + 1}" width="${CELL.width - 2}" height="${CELL.height - 2}" rx="5" fill="${comfort.fill}"/>`,
        ...[
          { text: localTime, y: y + 11, size: 17 },
          { text: comfort.letter, y: y + 38, size: 14 },
        ].map((line) =>
          pen.draw(line.text, {
            x: x + CELL.width / 2,
            y: line.y,
            size: line.size,
            colour: comfort.ink,
            anchor: 'middle',
          }),
        ),
      );
    }
  }
  for (const [index, { letter, words, fill }] of COMFORT.entries()) {
    const x = 16 + index * Math.max(200, (width - 32) / COMFORT.length);
    parts.push(
      `<rect x="${x}" y="${height - 52}" width="26" height="26" rx="4" fill="${fill}" stroke="#555555"/>`,
      pen.draw(`${letter} ${words}`, { x: x + 36, y: height - 45, size: 13, colour: ink }),
    );
  }
  const picture = Math.max(width, 1040);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${picture}" height="${height}" viewBox="0 0 ${picture} ${height}"><rect width="100%" height="100%" fill="#ffffff"/>${parts.join('')}</svg>`;
}

/** The picture in words, for those who cannot see it (at most 1,024 characters). */
export function heatmapWords(plan: Plan): string {
  const totals = Object.entries(plan.totals)
    .sort(([, one], [, other]) => other - one)
    .map(([name, total]) => `${name} ${total}`);
  const words = `Local time of ${plan.months.length} meetings for each member, coloured by comfort. Totals, worst first: ${totals.join(', ')}.`;
  return words.length <= 1024 ? words : `${words.slice(0, 1023)}…`;
}

function comfortOf(pain: number) {
  return COMFORT.find(({ most }) => pain <= most) ?? COMFORT[4];
}

// The price of a plan as a picture: people down, months across, each cell the local time coloured by comfort.
import { localReading } from '../../core/time.ts';
import type { Plan, PlanMember, PlannedMonth } from './rotation.ts';

const CELL = { width: 80, height: 60 };
const MARGIN = { left: 176, right: 84, top: 122, bottom: 70 };
const INK = '#111111';
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

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
  spec: {
    x: number;
    y: number;
    size: number;
    colour: string;
    anchor?: 'start' | 'middle' | 'end';
    isBold?: boolean;
  },
) => string;

/** What draws, and shortens a text to a width. */
export interface Pen {
  readonly draw: Draw;
  fit(text: string, size: number, width: number): string;
}

/** The picture as SVG. Members not in the plan are left out; the worst off stands first. */
export function planHeatmap(plan: Plan, members: readonly PlanMember[], pen: Pen): string {
  const people = members
    .filter(({ name }) => plan.totals[name] !== undefined)
    .sort((one, other) => (plan.totals[other.name] ?? 0) - (plan.totals[one.name] ?? 0));
  const width = Math.max(1000, MARGIN.left + plan.months.length * CELL.width + MARGIN.right);
  const height = MARGIN.top + people.length * CELL.height + MARGIN.bottom;
  const parts = [
    pen.draw('Local time of each meeting', { x: 16, y: 16, size: 22, colour: INK }),
    ...plan.months.flatMap((month, column) => header(month, column, pen)),
    pen.draw('Total', { x: totalAt(plan), y: 94, size: 15, colour: INK, anchor: 'end' }),
    ...people.flatMap((member, row) => personRow(plan, { member, row }, pen)),
    ...legend(width, height, pen),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="100%" height="100%" fill="#ffffff"/>${parts.join('')}</svg>`;
}

/** A month's name, its year where one begins, and the start in UTC. */
function header({ month, slot }: PlannedMonth, column: number, { draw }: Pen): string[] {
  const x = MARGIN.left + (column + 0.5) * CELL.width;
  const name = MONTHS[Number(month.slice(5)) - 1] ?? month;
  const isNewYear = column === 0 || month.endsWith('-01');
  return [
    ...(isNewYear
      ? [draw(month.slice(0, 4), { x, y: 52, size: 12, colour: INK, anchor: 'middle', isBold: true })]
      : []),
    draw(name, { x, y: 72, size: 18, colour: INK, anchor: 'middle', isBold: true }),
    draw(`${slot}Z`, { x, y: 98, size: 13, colour: INK, anchor: 'middle' }),
  ];
}

function personRow(plan: Plan, { member, row }: { member: PlanMember; row: number }, pen: Pen): string[] {
  const { draw } = pen;
  const y = MARGIN.top + row * CELL.height;
  const name = pen.fit(member.name, 18, MARGIN.left - 28);
  const total = String(plan.totals[member.name] ?? 0);
  return [
    draw(name, { x: 16, y: y + 21, size: 18, colour: INK }),
    draw(total, { x: totalAt(plan), y: y + 20, size: 20, colour: INK, anchor: 'end', isBold: true }),
    ...plan.months.flatMap(({ startsAt, pain }, column) => {
      const x = MARGIN.left + column * CELL.width;
      const comfort = comfortOf(pain[member.name] ?? 0);
      const [hour = '', minute = ''] = localReading(new Date(startsAt), member.zone).localTime.split(':');
      const middle = x + CELL.width / 2;
      return [
        `<rect x="${x + 1}" y="${y + 1}" width="${CELL.width - 2}" height="${CELL.height - 2}" rx="5" fill="${comfort.fill}"/>`,
        // The hour is what is read at a glance, also on a phone.
        draw(hour, { x: middle + 2, y: y + 9, size: 25, colour: comfort.ink, anchor: 'end', isBold: true }),
        draw(minute, { x: middle + 9, y: y + 9, size: 13, colour: comfort.ink }),
        draw(comfort.letter, { x: middle, y: y + 43, size: 10, colour: comfort.ink, anchor: 'middle' }),
      ];
    }),
  ];
}

function legend(width: number, height: number, { draw }: Pen): string[] {
  return COMFORT.flatMap(({ letter, words, fill }, index) => {
    const x = 16 + index * ((width - 32) / COMFORT.length);
    return [
      `<rect x="${x}" y="${height - 48}" width="26" height="26" rx="4" fill="${fill}" stroke="#555555"/>`,
      draw(`${letter} ${words}`, { x: x + 36, y: height - 41, size: 13, colour: INK }),
    ];
  });
}

function totalAt({ months }: Plan): number {
  return MARGIN.left + months.length * CELL.width + MARGIN.right - 12;
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

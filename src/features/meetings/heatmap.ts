// The price of a plan as a picture: people down, months across, each cell the local time coloured by comfort.
import { localReading } from '../../core/time.ts';
import type { Plan, PlanMember, PlannedMonth } from './rotation.ts';

/** Twelve months are 1,200 wide: on a phone of 360 the hours are still nine high. */
const CELL = { width: 98, height: 78 };
const EDGE = 12;
const TOP = 152;
const PERSON = { name: 28, height: 136 };
const LEGEND = { size: 20, line: 44 };
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

/** The picture as SVG. Members not in the plan are left out; the worst off stands first, numbered as in the text. */
export function planHeatmap(plan: Plan, members: readonly PlanMember[], pen: Pen): string {
  const people = members
    .filter(({ name }) => plan.totals[name] !== undefined)
    .sort((one, other) => (plan.totals[other.name] ?? 0) - (plan.totals[one.name] ?? 0));
  const width = Math.max(7, plan.months.length) * CELL.width + 2 * EDGE;
  const bottom = TOP + people.length * PERSON.height;
  const legend = legendOf({ width, y: bottom + 8 }, pen);
  const height = legend.end + EDGE;
  const parts = [
    pen.draw('Local time of each meeting', { x: EDGE, y: 14, size: 28, colour: INK }),
    ...plan.months.flatMap((month, column) => header(month, column, pen)),
    ...people.flatMap((member, row) => personRow(plan, { member, row, width }, pen)),
    ...legend.parts,
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="100%" height="100%" fill="#ffffff"/>${parts.join('')}</svg>`;
}

/** A month's name, its year where one begins, and the start in UTC. */
function header({ month, slot }: PlannedMonth, column: number, { draw }: Pen): string[] {
  const x = EDGE + (column + 0.5) * CELL.width;
  const name = MONTHS[Number(month.slice(5)) - 1] ?? month;
  const isNewYear = column === 0 || month.endsWith('-01');
  return [
    ...(isNewYear
      ? [draw(month.slice(0, 4), { x, y: 58, size: 16, colour: INK, anchor: 'middle', isBold: true })]
      : []),
    draw(name, { x, y: 84, size: 25, colour: INK, anchor: 'middle', isBold: true }),
    draw(`${slot}Z`, { x, y: 119, size: 15, colour: INK, anchor: 'middle' }),
  ];
}

function personRow(
  plan: Plan,
  { member, row, width }: { member: PlanMember; row: number; width: number },
  pen: Pen,
): string[] {
  const { draw } = pen;
  const top = TOP + row * PERSON.height;
  const total = `${plan.totals[member.name] ?? 0} in all`;
  const name = pen.fit(`${row + 1}. ${member.name}`, PERSON.name, width - 2 * EDGE - 320);
  const y = top + PERSON.name + 10;
  return [
    draw(name, { x: EDGE, y: top, size: PERSON.name, colour: INK }),
    draw(total, { x: width - EDGE, y: top, size: PERSON.name, colour: INK, anchor: 'end', isBold: true }),
    ...plan.months.flatMap(({ startsAt, pain }, column) => {
      const x = EDGE + column * CELL.width;
      const comfort = comfortOf(pain[member.name] ?? 0);
      const [hour = '', minute = ''] = localReading(new Date(startsAt), member.zone).localTime.split(':');
      const middle = x + CELL.width / 2;
      return [
        `<rect x="${x + 1}" y="${y}" width="${CELL.width - 2}" height="${CELL.height}" rx="6" fill="${comfort.fill}"/>`,
        // The hour is what is read at a glance, also on a phone.
        draw(hour, { x: middle + 8, y: y + 11, size: 30, colour: comfort.ink, anchor: 'end', isBold: true }),
        draw(minute, { x: middle + 15, y: y + 11, size: 18, colour: comfort.ink }),
        draw(comfort.letter, { x: middle, y: y + 52, size: 17, colour: comfort.ink, anchor: 'middle' }),
      ];
    }),
  ];
}

/** What the colours mean, in as many lines as it takes; `end` is where it ends. */
function legendOf(
  { width, y }: { width: number; y: number },
  { draw }: Pen,
): { parts: string[]; end: number } {
  const parts: string[] = [];
  let x = EDGE;
  let line = 0;
  for (const { letter, words, fill } of COMFORT) {
    const text = `${letter} ${words}`;
    // A letter of the pen is about as wide as it is high.
    const length = 36 + text.length * LEGEND.size;
    if (x + length > width - EDGE) {
      x = EDGE;
      line += 1;
    }
    const top = y + line * LEGEND.line;
    parts.push(
      `<rect x="${x}" y="${top}" width="28" height="28" rx="4" fill="${fill}" stroke="#555555"/>`,
      draw(text, { x: x + 38, y: top + 4, size: LEGEND.size, colour: INK }),
    );
    x += length + 12;
  }
  return { parts, end: y + (line + 1) * LEGEND.line };
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

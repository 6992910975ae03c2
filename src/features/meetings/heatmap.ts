// The price of a plan as a picture: people down, months across, each cell the local time coloured by comfort.

import type { DrawText } from '../../core/picture.ts';
import { svgOf } from '../../core/picture.ts';
import { counted } from '../../core/text/counted.ts';
import { shortened } from '../../core/text/shortened.ts';
import { localReading } from '../../core/time.ts';
import { monthNames } from './months.ts';
import { type Share, sharesOf, shareWords } from './rotation/words.ts';
import type { Plan, PlanMember, PlannedMonth } from './rotation.ts';

/** Twelve months are 1,200 wide: on a phone of 360 the smallest text (30) is still nine high. */
const CELL = { width: 98, height: 92 };
/** A picture of few months is as wide as these many, so that names have space. */
const fewestColumns = 9;
const EDGE = 12;
const TOP = 190;
const PERSON = { name: 36, height: 150 };
const LEGEND = { size: 30, swatch: 42, line: 52 };
const INK = '#111111';
const FRAME = '#767676';

/** Nobody is drawn beyond these many: the picture would be too high to look at. */
const mostPeople = 24;

/** From comfortable to awful, told apart by lightness alone as well (Cividis-like); the letter says the same. `width` is what the words take. */
const COMFORT = [
  { most: 0, letter: 'A', words: 'comfortable', width: 176, fill: '#fdf3c0', ink: '#111111' },
  { most: 4, letter: 'B', words: 'mild', width: 65, fill: '#e5cf6b', ink: '#111111' },
  { most: 16, letter: 'C', words: 'hard', width: 72, fill: '#a89d75', ink: '#111111' },
  { most: 64, letter: 'D', words: 'very hard', width: 138, fill: '#565c6c', ink: '#ffffff' },
  { most: Number.POSITIVE_INFINITY, letter: 'E', words: 'night', width: 78, fill: '#00204d', ink: '#ffffff' },
] as const;

/** The picture as SVG. Members not in the plan are left out; the worst off stands first, numbered as in the text. */
export function planHeatmap(
  { plan, members, durationMinutes }: { plan: Plan; members: readonly PlanMember[]; durationMinutes: number },
  draw: DrawText,
): string {
  const starts = plan.months.map(({ startsAt }) => new Date(startsAt));
  const shares = new Map(sharesOf(starts, { members, durationMinutes }).map((one) => [one.name, one]));
  const isMonthly = new Set(plan.months.map(({ month }) => month)).size === plan.months.length;
  const people = members
    .filter(({ name }) => plan.totals[name] !== undefined)
    .sort((one, other) => (plan.totals[other.name] ?? 0) - (plan.totals[one.name] ?? 0));
  const shown = people.slice(0, mostPeople);
  const width = Math.max(fewestColumns, plan.months.length) * CELL.width + 2 * EDGE;
  const inner = width - 2 * EDGE;
  const bottom = TOP + shown.length * PERSON.height;
  const left = people.length - shown.length;
  const legend = legendOf({ inner, y: bottom + (left > 0 ? LEGEND.line : 0) }, draw);
  const note = { x: EDGE, y: bottom + 32, size: LEGEND.size, colour: INK, width: inner };
  const parts = [
    draw('Local times (below the months: UTC)', { x: EDGE, y: 44, size: 36, colour: INK, width: inner }),
    ...plan.months.flatMap((month, column) => header(month, { column, isMonthly }, draw)),
    ...shown.flatMap((member, row) =>
      personRow(plan, { member, row, width, share: shares.get(member.name) }, draw),
    ),
    ...(left > 0 ? [draw(`and ${left} more, who have it better`, note)] : []),
    ...legend.parts,
  ];
  const height = legend.end + EDGE;
  return svgOf({ width, height }, parts);
}

/** A month's name (with the day where a month has several), its year where one begins, and the start in UTC. */
function header(
  { month, startsAt, slot }: PlannedMonth,
  { column, isMonthly }: { column: number; isMonthly: boolean },
  draw: DrawText,
): string[] {
  const x = EDGE + (column + 0.5) * CELL.width;
  const named = monthNames[Number((isMonthly ? month : startsAt).slice(5, 7)) - 1] ?? month;
  const name = isMonthly ? named : `${Number(startsAt.slice(8, 10))} ${named}`;
  const isNewYear = column === 0 || (isMonthly && month.endsWith('-01'));
  const middle = { x, colour: INK, anchor: 'middle' } as const;
  return [
    ...(isNewYear ? [draw(month.slice(0, 4), { ...middle, y: 90, size: 30, isBold: true })] : []),
    draw(name, { ...middle, y: 128, size: isMonthly ? 38 : 30, isBold: true }),
    draw(slot, { ...middle, y: 166, size: 32 }),
  ];
}

function personRow(
  plan: Plan,
  { member, row, width, share }: { member: PlanMember; row: number; width: number; share: Share | undefined },
  draw: DrawText,
): string[] {
  const top = TOP + row * PERSON.height;
  const words = share ? shareWords(share) : '';
  const baseline = { y: top + PERSON.name, size: PERSON.name, colour: INK };
  const y = top + PERSON.name + 12;
  return [
    draw(`${row + 1}. ${member.name}`, { ...baseline, x: EDGE, width: width - 2 * EDGE - 540 }),
    draw(words, { ...baseline, x: width - EDGE, width: 520, anchor: 'end', isBold: true }),
    ...plan.months.flatMap(({ startsAt, pain }, column) => {
      const x = EDGE + column * CELL.width;
      const { fill, ink, letter } = comfortOf(pain[member.name] ?? 0);
      const middle = { x: x + CELL.width / 2, colour: ink, anchor: 'middle' } as const;
      const { localTime } = localReading(new Date(startsAt), member.zone);
      return [
        `<rect x="${x + 2}" y="${y}" width="${CELL.width - 4}" height="${CELL.height}" rx="6" fill="${fill}" stroke="${FRAME}"/>`,
        draw(localTime, { ...middle, y: y + 41, size: 32, isBold: true }),
        draw(letter, { ...middle, y: y + 80, size: 30 }),
      ];
    }),
  ];
}

/** What the colours mean, in as many lines as it takes; `end` is where it ends. */
function legendOf({ inner, y }: { inner: number; y: number }, draw: DrawText) {
  const parts: string[] = [];
  let x = 0;
  let top = y + 8;
  for (const { letter, words, fill, ink, ...text } of COMFORT) {
    const width = LEGEND.swatch + 12 + text.width;
    if (x + width > inner) {
      x = 0;
      top += LEGEND.line;
    }
    const left = EDGE + x;
    const line = { y: top + 32, size: LEGEND.size };
    parts.push(
      `<rect x="${left + 2}" y="${top}" width="${LEGEND.swatch}" height="${LEGEND.swatch}" rx="6" fill="${fill}" stroke="${FRAME}"/>`,
      draw(letter, { ...line, x: left + 2 + LEGEND.swatch / 2, colour: ink, anchor: 'middle' }),
      draw(words, { ...line, x: left + LEGEND.swatch + 12, colour: INK, width: text.width }),
    );
    x += width + 20;
  }
  return { parts, end: top + LEGEND.line };
}

/** The picture in words, for those who cannot see it (at most 1,024 characters). */
export function heatmapWords(plan: Plan, shares: readonly Share[]): string {
  const each = shares.map((share) => `${share.name} ${shareWords(share)}`);
  const words = `Local time of ${counted(plan.months.length, 'meeting')} for each member, coloured by comfort. Worst first: ${each.join('; ')}.`;
  return shortened(words, 1024);
}

const comfortOf = (pain: number) => COMFORT.find(({ most }) => pain <= most) ?? COMFORT[4];

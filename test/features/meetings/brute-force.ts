// The plan of a small group by trying everything, written from the words alone: it shares no code with the solver.

/** What is planned; the same shape as the bot's own request. */
export interface Wanted {
  readonly members: readonly {
    readonly name: string;
    readonly zone: string;
    readonly never?: readonly string[] | undefined;
  }[];
  readonly rule: string;
  readonly from: string;
  readonly months: number;
  readonly slots: number;
  readonly durationMinutes: number;
}

const DAY = 86_400_000;
const QUARTER = 900_000;
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const NTH = ['first', 'second', 'third', 'fourth', 'fifth'];

/** The start of each month's meeting, or undefined when no choice of slots serves every month. */
export function bruteForce(wanted: Wanted): string[] | undefined {
  const days = daysOf(wanted);
  const table = days.map((day) =>
    Array.from({ length: 96 }, (_, slot) => costs(wanted, day + slot * QUARTER)),
  );
  let best: { key: number[]; sequence: number[] } | undefined;
  const finish = (sequence: number[], totals: number[]) => {
    const changes = sequence.filter((slot, month) => month > 0 && slot !== sequence[month - 1]).length;
    const key = [...totals.toSorted((one, other) => other - one), changes, ...sequence];
    const at = key.findIndex((value, index) => value !== best?.key[index]);
    if (!best || (at >= 0 && (key[at] ?? 0) < (best.key[at] ?? 0))) best = { key, sequence: [...sequence] };
  };
  const assign = (set: readonly number[], sequence: number[], totals: number[]): void => {
    if (sequence.length === days.length) finish(sequence, totals);
    for (const slot of set) {
      const column = table[sequence.length]?.[slot];
      if (!column) continue;
      const sums = totals.map((total, person) => total + (column[person] ?? 0));
      // No total ever falls again.
      if (!best || Math.max(...sums) <= (best.key[0] ?? 0)) assign(set, [...sequence, slot], sums);
    }
  };
  const choose = (set: readonly number[], from: number): void => {
    if (set.length > 0)
      assign(
        set,
        [],
        wanted.members.map(() => 0),
      );
    if (set.length < wanted.slots) for (let slot = from; slot < 96; slot++) choose([...set, slot], slot + 1);
  };
  choose([], 0);
  return best?.sequence.map((slot, month) =>
    new Date((days[month] ?? 0) + slot * QUARTER).toISOString().replace('.000Z', 'Z'),
  );
}

function daysOf({ rule, from, months }: Wanted): number[] {
  const [, count = '', weekday, offset = '0'] = /^(\w+) (\w+)(?: \+(\d+))?$/.exec(rule) ?? [];
  const days: number[] = [];
  for (let index = 0; index < months; index++) {
    const first = new Date(Date.UTC(Number(from.slice(0, 4)), Number(from.slice(5)) - 1 + index, 1));
    const fitting: number[] = [];
    for (let day = first.getTime(); new Date(day).getUTCMonth() === first.getUTCMonth(); day += DAY)
      if (WEEKDAYS[new Date(day).getUTCDay()] === weekday) fitting.push(day);
    const found = count === 'last' ? fitting.at(-1) : fitting[NTH.indexOf(count)];
    if (found !== undefined) days.push(found + Number(offset) * DAY);
  }
  return days;
}

function costs({ members, durationMinutes }: Wanted, start: number): number[] | undefined {
  const prices: number[] = [];
  for (const { zone, never } of members) {
    let price = 0;
    for (let at = start; at < start + durationMinutes * 60_000; at += QUARTER) {
      const minute = localMinute(at, zone);
      if ((never ?? []).some((range) => isIn(range, minute))) return undefined;
      price += weight(minute / 60);
    }
    prices.push(price);
  }
  return prices;
}

function isIn(range: string, minute: number): boolean {
  const [from = 0, to = 0] = range
    .split('-')
    .map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

function weight(hour: number): number {
  if (hour < 5) return 32;
  if (hour < 6 || hour >= 23) return 16;
  if (hour >= 22) return 8;
  if (hour < 7 || hour >= 21) return 4;
  if (hour < 8 || hour >= 20) return 2;
  return hour < 9 || hour >= 18 ? 1 : 0;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function localMinute(at: number, timeZone: string): number {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  clocks.set(timeZone, clock);
  const text = clock.format(at);
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
}

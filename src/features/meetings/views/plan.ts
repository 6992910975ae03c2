// What is said of a plan: its times, and what they cost each member.
import {
  code,
  type Document,
  doc,
  heading,
  type Inline,
  list,
  numbered,
  p,
  strong,
  time,
} from '../../../core/document.ts';
import type { Series } from '../facts.ts';
import type { Plan } from '../rotation.ts';

/** A proposal, before it is accepted. */
export function planCard({
  series,
  plan,
  worstNow,
  without,
  zone,
  acceptAs,
}: {
  readonly series: Series;
  readonly plan: Plan;
  /** What the worst off pays with the times as they are. */
  readonly worstNow: number;
  /** Members who gave no zone. */
  readonly without: readonly string[];
  readonly zone: string;
  /** The number by which it is accepted where there are no buttons. */
  readonly acceptAs?: number;
}): Document {
  const prices = Object.entries(plan.totals).toSorted(([, a], [, b]) => b - a);
  return doc(
    heading(2, `Times for ${series.name}`),
    p(
      `Start times (UTC): ${plan.slots.join(', ')}. The worst off pays `,
      strong(points(plan.worst)),
      ` over ${plan.months.length === 1 ? 'one meeting' : `${plan.months.length} meetings`}; all together ${points(plan.sum)}. `,
      `With the times as they are it would be ${worstNow}. `,
      'A quarter-hour between 09:00 and 18:00 costs nothing, one in the small hours 32.',
    ),
    plan.optimal ? undefined : p('I ran out of time: this is the best I found, but a fairer one may exist.'),
    list(...plan.months.map(({ startsAt }): Inline[] => [time(new Date(startsAt), zone)])),
    p(strong('The price to each')),
    numbered(
      ...prices.map(([name, price]): Inline[] => [name, `: ${points(price)}`, worstMonth(plan, name)]),
    ),
    without.length > 0
      ? p(
          `Not counted, because they gave no time zone: ${without.join(', ')}. They give it with `,
          code('/availability set'),
          '.',
        )
      : undefined,
    acceptAs === undefined
      ? undefined
      : p('An organiser accepts these times with ', code(`/meeting plan accept:${acceptAs}`), '.'),
  );
}

/** The note that the planned months come to an end. */
export function replanNote(series: Series): Document {
  return doc(
    heading(3, `${series.name}: two planned months are left`),
    p('After them the usual times hold again. Plan the next ones with ', code('/meeting plan'), '.'),
  );
}

function points(count: number): string {
  return `${count} point${count === 1 ? '' : 's'}`;
}

function worstMonth(plan: Plan, name: string): string {
  const worst = Math.max(0, ...plan.months.map(({ pain }) => pain[name] ?? 0));
  return worst === 0 ? '' : `, at most ${worst} in one meeting`;
}

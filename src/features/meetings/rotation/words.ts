// What times mean to people, in words they feel: how often at night, and the worst of their local times.
import { localReading } from '../../../core/time.ts';
import { localQuarters, painOf, quartersOf } from '../pain.ts';
import type { PlanMember } from '../rotation.ts';

/** At night is what touches these local hours: from 23:00 to 06:00. */
const NIGHT = { from: 23 * 60, to: 6 * 60 };

/** What some meetings are to somebody; `worstAt` is their local time (`HH:MM`) of the hardest, absent where all are by day. */
export interface Share {
  readonly name: string;
  readonly meetings: number;
  readonly nights: number;
  readonly worstAt?: string;
  readonly pain: number;
}

/** What meetings that start at these instants are to each member, the worst off first. */
export function sharesOf(
  starts: readonly Date[],
  { members, durationMinutes }: { members: readonly PlanMember[]; durationMinutes: number },
): Share[] {
  const length = quartersOf(durationMinutes);
  const shares = members.map(({ name, zone }): Share => {
    const each = starts.map((at) => ({ at, quarters: localQuarters(at, length, zone) }));
    const priced = each.map(({ at, quarters }) => ({ at, pain: painOf(quarters) }));
    const worst = priced.reduce<{ at: Date; pain: number } | undefined>(
      (hardest, one) => (hardest && hardest.pain >= one.pain ? hardest : one),
      undefined,
    );
    return {
      name,
      meetings: starts.length,
      nights: each.filter(({ quarters }) => quarters.some((minute) => isNight(minute))).length,
      ...(worst && worst.pain > 0 && { worstAt: localReading(worst.at, zone).localTime }),
      pain: priced.reduce((sum, { pain }) => sum + pain, 0),
    };
  });
  return shares.toSorted((one, other) => other.pain - one.pain);
}

const isNight = (minute: number): boolean => minute >= NIGHT.from || minute < NIGHT.to;

/** `4 of 12 at night, at worst 01:30`. */
export function shareWords({ meetings, nights, worstAt }: Omit<Share, 'name' | 'pain'>): string {
  if (worstAt === undefined) return 'all between 09:00 and 18:00';
  const often = nights === 0 ? 'none' : `${nights} of ${meetings}`;
  return `${often} at night, at worst ${worstAt}`;
}

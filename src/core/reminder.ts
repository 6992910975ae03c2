// When those are reminded who have not answered yet: voters, and whoever is asked for times.

/** When they are reminded of what closes: a day before the end, or half-way through what is short. */
export function reminderAt({ openedAt, closesAt }: Readonly<Record<'openedAt' | 'closesAt', Date>>): Date {
  const length = closesAt.getTime() - openedAt.getTime();
  return new Date(closesAt.getTime() - Math.min(length, 48 * 3_600_000) / 2);
}

// Where what is served is found from outside.

/** The address of a calendar: all public series, or one; undefined when Docent has no address of its own. */
export function calendarUrl(
  publicUrl: string | undefined,
  series?: { readonly slug: string; readonly token?: string },
): string | undefined {
  if (publicUrl === undefined) return undefined;
  if (!series) return `${publicUrl}/calendar.ics`;
  const token = series.token === undefined ? '' : `?token=${encodeURIComponent(series.token)}`;
  return `${publicUrl}/calendar/${encodeURIComponent(series.slug)}.ics${token}`;
}

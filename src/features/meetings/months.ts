// The calendar month of an instant, and what months are called.

/** What months are called in a narrow space, January first. */
export const monthNames = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** The UTC month of an instant. */
export const monthOf = (at: Date): string => at.toISOString().slice(0, 7);

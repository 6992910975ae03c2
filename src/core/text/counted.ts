// How many of something, in words.

/** `1 day`, `3 days`, `1 person`, `2 people`; `some days` where the number is not known. */
export function counted(count: number | undefined, unit: string, units = `${unit}s`): string {
  return `${count ?? 'some'} ${count === 1 ? unit : units}`;
}

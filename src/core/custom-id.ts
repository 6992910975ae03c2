// The ids that buttons and forms carry: which it is, and its arguments.

/** The id that a button or form carries: version, name, arguments; ≤ 100 characters, as chat platforms allow. */
export function customId(name: string, args: readonly string[] = []): string {
  const id = ['v1', name, ...args.map(encodeURIComponent)].join(':');
  if (id.length > 100) throw new Error(`The id of ${name} is longer than 100 characters: ${id}`);
  return id;
}

/** Takes a button's or form's id apart; undefined when it is not one of ours. */
export function readCustomId(id: string): { name: string; args: string[] } | undefined {
  const [version, name, ...args] = id.split(':');
  if (version !== 'v1' || name === undefined || name === '') return undefined;
  try {
    return { name, args: args.map(decodeURIComponent) };
  } catch {
    // Nothing of ours is encoded so.
    return undefined;
  }
}

// The ids that buttons and forms carry: which it is, and its arguments.

/** The id that a button or form carries: version, name, arguments; ≤ 100 characters, as chat platforms allow. */
export function customId(name: string, args: readonly string[] = []): string {
  const id = written(name, args);
  if (id.length > longestId)
    throw new Error(`The id of ${name} is longer than ${longestId} characters: ${id}`);
  return id;
}

/** Whether a name and its arguments have room in an id. */
export function fitsInCustomId(name: string, args: readonly string[]): boolean {
  return written(name, args).length <= longestId;
}

const longestId = 100;

/** Only what would be read otherwise is encoded: the slash of a repository takes one character of the few. */
function written(name: string, args: readonly string[]): string {
  return ['v1', name, ...args.map((arg) => arg.replaceAll(/[%:]/gu, encodeURIComponent))].join(':');
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

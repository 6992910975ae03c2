// Short notes by name that outlive the process, such as how far something is read.

/** Keeps reading positions, and other short notes, by name. */
export interface Cursors {
  read(name: string): Promise<string | undefined>;
  write(name: string, value: string): Promise<void>;
  /** Up to so many whose names begin so, with their values. */
  list(prefix: string, most: number): Promise<readonly { readonly name: string; readonly value: string }[]>;
}

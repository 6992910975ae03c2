// Names in addresses and files.

/** A name in letters and digits that addresses and files take; `series` for one that has none. */
export function plainName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '');
  return plain === '' ? 'series' : plain.slice(0, 60).replace(/-+$/u, '');
}

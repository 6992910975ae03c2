// Titles in addresses and names of files.

/** A title in up to 60 letters, digits and hyphens, without accents: `ubersetzung-docs`; '' when it has none of these. */
export function slugOf(title: string): string {
  return title
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-+|-+$/gu, '')
    .slice(0, 60)
    .replace(/-+$/u, '');
}

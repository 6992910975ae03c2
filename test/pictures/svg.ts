// What can be read in an SVG: its texts, and how well two colours are told apart.

/** The texts, in the order in which they were drawn, with `&lt;` and the like as they stand. */
export function textsOf(svg: string): string[] {
  return [...svg.matchAll(/aria-label="([^"]*)"|<text[^>]*>([^<]*)</gu)].map(
    ([, drawn, left]) => drawn ?? left ?? '',
  );
}

/** The contrast of two colours, `#rrggbb` (WCAG 2.2): 1 to 21; text needs 4.5, shapes 3. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

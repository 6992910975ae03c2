// How features draw pictures: they build an SVG, in which what they are given draws the text.

/** Where and how a text is drawn. */
export interface Lettering {
  /** Where the text begins, or its middle, or its end, as `anchor` says. */
  readonly x: number;
  /** The line that the letters stand on. */
  readonly y: number;
  /** The font's size in the SVG's units. */
  readonly size: number;
  readonly colour: string;
  /** `start` if left out. */
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly isBold?: boolean;
  /** The most that it may take: a longer text ends in an ellipsis, and nothing is drawn outside. */
  readonly width?: number;
}

/** A text as an SVG element, whatever it holds. */
export type DrawText = (text: string, lettering: Lettering) => string;

/** The SVG that `build` makes as a PNG on white; it is computed beside the main thread. */
export type DrawPicture = (build: (text: DrawText) => string) => Promise<Buffer>;

/** A picture of that size, with a white ground below its parts. */
export const svgOf = (
  { width, height }: { readonly width: number; readonly height: number },
  parts: readonly string[],
): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="100%" height="100%" fill="#ffffff"/>${parts.join('')}</svg>`;

// SVG pictures as PNG.
import { Resvg } from '@resvg/resvg-js';

/** Draws an SVG as PNG; text elements are not drawn (see glyphs.ts), since a server may have no fonts. */
export function toPng(svg: string): Buffer {
  return new Resvg(svg, { font: { loadSystemFonts: false }, background: 'white' }).render().asPng();
}

// Pictures as PNG.
import type { DrawPicture } from '../core/picture.ts';
import { type Fonts, fontFiles, openFonts } from './fonts.ts';
import { drawTextWith } from './text.ts';

/** Draws pictures; the fonts are read for the first one, and kept. */
export function pictureDrawer(): DrawPicture {
  let fonts: Promise<Fonts> | undefined;
  return async (build) => {
    fonts ??= openFonts();
    const svg = build(drawTextWith(await fonts));
    const font = svg.includes('<text')
      ? { fontFiles: Object.values(fontFiles()), defaultFontFamily: 'Noto Sans', loadSystemFonts: true }
      : { loadSystemFonts: false };
    // Loaded when it is used: it brings threads of its own, and most days no picture is drawn.
    const { renderAsync } = await import('@resvg/resvg-js');
    const image = await renderAsync(svg, { font, background: 'white' });
    return image.asPng();
  };
}

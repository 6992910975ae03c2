// Noto Sans in two weights, and how HarfBuzz lays out a text in it: resvg 2.6 draws Devanagari's vowel signs one over another.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A text laid out on a line from 0 on; all numbers are in font sizes. */
export interface Line {
  readonly width: number;
  /** SVG's path data in thousandths of the font size with y upwards, and where each begins. */
  readonly glyphs: readonly { readonly path: string; readonly x: number; readonly y: number }[];
  /** How many letters the font lacks; each counts as wide as it is high, as Chinese ones are. */
  readonly missing: number;
}

/** Lays out a text. */
export type Font = (text: string) => Line;

/** The two weights. */
export interface Fonts {
  readonly regular: Font;
  readonly bold: Font;
}

/** Devanagari has rules of its own for joining letters, which hold within a run of it alone. */
const devanagari = /(\p{sc=Deva}[\p{sc=Deva}\p{M}\u200c\u200d]*)/u;

/** The paths of the two weights, regular first. */
export function fontFiles(): { readonly regular: string; readonly bold: string } {
  const file = (weight: string) => join(import.meta.dirname, 'noto-sans', `NotoSans-${weight}.ttf`);
  return { regular: file('Regular'), bold: file('Bold') };
}

/** Reads the fonts. HarfBuzz frees what it holds of them when they are no longer used. */
export async function openFonts(): Promise<Fonts> {
  const { regular, bold } = fontFiles();
  return { regular: await openFont(regular), bold: await openFont(bold) };
}

async function openFont(file: string): Promise<Font> {
  const harfbuzz = await import('harfbuzzjs');
  const face = new harfbuzz.Face(new harfbuzz.Blob(await readFile(file)));
  const font = new harfbuzz.Font(face);
  const em = face.upem;
  return (text) => {
    const glyphs: { path: string; x: number; y: number }[] = [];
    let width = 0;
    let missing = 0;
    for (const run of text.split(devanagari)) {
      const buffer = new harfbuzz.Buffer();
      buffer.addText(run);
      buffer.guessSegmentProperties();
      harfbuzz.shape(font, buffer);
      for (const glyph of buffer.getGlyphInfosAndPositions()) {
        const { codepoint, xAdvance = 0, xOffset = 0, yOffset = 0 } = glyph;
        if (codepoint === 0) {
          missing += 1;
          width += 1;
          continue;
        }
        const path = font.glyphToPath(codepoint);
        if (path !== '') glyphs.push({ path, x: width + xOffset / em, y: yOffset / em });
        width += xAdvance / em;
      }
    }
    return { width, glyphs, missing };
  };
}

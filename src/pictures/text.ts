// Text in SVG pictures: as paths, or as text elements for scripts that our font lacks; shortened where it would not fit.
import type { DrawText, Lettering } from '../core/picture.ts';
import type { Font, Fonts, Line } from './fonts.ts';

/** No text in a picture is longer; laying out a longer one would only cost time. */
const longest = 200;
/** How far letters reach above and below the line they stand on, in font sizes. */
const reach = { above: 1.15, below: 0.4 };
/** Fonts have a thousand units to the font size. */
const units = 1000;

/** Draws text in these fonts. */
export function drawTextWith({ regular, bold }: Fonts): DrawText {
  return (text, lettering) => {
    const font = lettering.isBold ? bold : regular;
    const { size, width } = lettering;
    if (width === undefined) return element(drawable(text), font, lettering);
    return framed(width, lettering, (inside) =>
      element(fitted(drawable(text), width / size, font), font, inside),
    );
  };
}

/** The text, or as much of its beginning as fits with an ellipsis. */
function fitted(text: string, width: number, font: Font): string {
  const fits = (part: string) => font(part).width <= width;
  if (fits(text)) return text;
  const letters = [...new Intl.Segmenter('en').segment(text)].map(({ segment }) => segment);
  const cut = (count: number) => `${letters.slice(0, count).join('').trimEnd()}…`;
  let [enough, tooMany] = [0, letters.length];
  while (tooMany - enough > 1) {
    const middle = Math.floor((enough + tooMany) / 2);
    if (fits(cut(middle))) enough = middle;
    else tooMany = middle;
  }
  return cut(enough);
}

/** A frame cuts off what the system's fonts, whose widths are not known, or heaps of accents would draw outside. */
function framed(width: number, lettering: Lettering, draw: (inside: Lettering) => string): string {
  const share = { start: 0, middle: 0.5, end: 1 }[lettering.anchor ?? 'start'];
  const top = lettering.size * reach.above;
  const frame = `x="${round(lettering.x - share * width)}" y="${round(lettering.y - top)}" width="${round(width)}" height="${round(top + lettering.size * reach.below)}"`;
  return `<svg ${frame}>${draw({ ...lettering, x: share * width, y: top })}</svg>`;
}

function element(text: string, font: Font, lettering: Lettering): string {
  const line = font(text);
  return line.missing === 0 ? paths(text, line, lettering) : systemText(text, lettering);
}

function paths(text: string, { width, glyphs }: Line, { x, y, size, anchor = 'start', colour }: Lettering) {
  const left = x - { start: 0, middle: 0.5, end: 1 }[anchor] * width * size;
  const scale = size / units;
  const drawn = glyphs.map(
    (glyph) =>
      `<path transform="translate(${round(glyph.x * units)} ${round(glyph.y * units)})" d="${glyph.path}"/>`,
  );
  return `<g aria-label="${escaped(text)}" transform="translate(${round(left)} ${round(y)}) scale(${scale} ${-scale})" fill="${colour}">${drawn.join('')}</g>`;
}

function systemText(text: string, { x, y, size, anchor = 'start', colour, isBold = false }: Lettering) {
  const weight = isBold ? ' font-weight="700"' : '';
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" fill="${colour}" font-size="${size}"${weight}>${escaped(text)}</text>`;
}

/** The text without what XML cannot hold (control characters, halves of pairs), and not too long. */
function drawable(text: string): string {
  const plain = text.slice(0, longest).toWellFormed().normalize();
  return plain.replaceAll(/[\p{Cc}\ufffe\uffff\s]+/gu, ' ').trim();
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

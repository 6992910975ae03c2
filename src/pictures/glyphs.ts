// Letters and digits drawn as strokes, because a server may have no fonts at all.

const WIDTH = 4;
const HEIGHT = 6;
const ADVANCE = 5.6;

/** Each glyph's strokes on a grid of 4 × 6, `xy` points from the top left; small letters are drawn as capitals. */
const STROKES: Readonly<Record<string, string>> = {
  A: '06 20 46|14 34',
  B: '00 30 41 42 33 44 45 36 06 00|03 33',
  C: '41 30 10 01 05 16 36 45',
  D: '00 30 41 45 36 06 00',
  E: '40 00 06 46|03 33',
  F: '40 00 06|03 33',
  G: '41 30 10 01 05 16 36 45 43 23',
  H: '00 06|40 46|03 43',
  I: '10 30|20 26|16 36',
  J: '40 45 36 16 05',
  K: '00 06|40 03 46',
  L: '00 06 46',
  M: '06 00 23 40 46',
  N: '06 00 46 40',
  O: '10 30 41 45 36 16 05 01 10',
  P: '06 00 30 41 42 33 03',
  Q: '10 30 41 45 36 16 05 01 10|24 46',
  R: '06 00 30 41 42 33 03|23 46',
  S: '41 30 10 01 02 13 33 44 45 36 16 05',
  T: '00 40|20 26',
  U: '00 05 16 36 45 40',
  V: '00 26 40',
  W: '00 16 23 36 40',
  X: '00 46|40 06',
  Y: '00 23 40|23 26',
  Z: '00 40 06 46',
  0: '10 30 41 45 36 16 05 01 10|32 14',
  1: '11 20 26|16 36',
  2: '01 10 30 41 42 06 46',
  3: '01 10 30 41 42 33 23|33 44 45 36 16 05',
  4: '36 30 04 44',
  5: '40 00 03 33 44 45 36 06',
  6: '40 20 02 05 16 36 45 44 33 03',
  7: '00 40 16',
  8: '13 02 01 10 30 41 42 33 13 04 05 16 36 45 44 33',
  9: '43 13 02 01 10 30 41 44 26 06',
  ':': '22 22|25 25',
  '.': '26 26',
  ',': '25 16',
  '-': '13 33',
  '–': '03 43',
  '+': '21 25|03 43',
  '/': '40 06',
  '(': '30 11 15 36',
  ')': '10 31 35 16',
  '#': '10 16|30 36|02 42|04 44',
  '@': '34 32 12 14 44 41 30 10 01 05 16 36',
  '%': '40 06|00 01|45 46',
  '&': '46 11 20 31 04 05 16 26 44',
  "'": '20 21',
  '!': '20 24|26 26',
  '?': '01 10 30 41 42 24|26 26',
  '=': '02 42|04 44',
  '·': '23 23',
  _: '06 46',
  ' ': '',
};

/** What marks cannot be taken off by Unicode's decomposition. */
const NEAREST: Readonly<Record<string, string>> = {
  Ø: 'O',
  Ł: 'L',
  Đ: 'D',
  Æ: 'AE',
  Œ: 'OE',
  Þ: 'TH',
  Ð: 'D',
  ẞ: 'SS',
  I: 'I',
  '—': '–',
  '’': "'",
  '−': '-',
};

/** Where and how a text is drawn: `x`, `y` is the top left (or the middle, or the right) of its capitals. */
export interface Lettering {
  readonly x: number;
  readonly y: number;
  /** The height of capitals. */
  readonly size: number;
  readonly colour: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly isBold?: boolean;
}

/** How wide a text is at a size. */
export function textWidth(text: string, size: number): number {
  const count = drawable(text).length;
  return count === 0 ? 0 : ((count - 1) * ADVANCE + WIDTH) * (size / HEIGHT);
}

/** A text as an SVG path: Latin letters without their marks, digits and common signs; anything else becomes `?`. */
export function svgText(text: string, lettering: Lettering): string {
  const scale = lettering.size / HEIGHT;
  const width = textWidth(text, lettering.size);
  const shift = lettering.anchor === 'middle' ? width / 2 : lettering.anchor === 'end' ? width : 0;
  const path = drawable(text)
    .flatMap((sign, index) => {
      const left = lettering.x - shift + index * ADVANCE * scale;
      return (STROKES[sign] ?? '')
        .split('|')
        .filter((stroke) => stroke !== '')
        .map(
          (stroke) =>
            `M${stroke
              .split(' ')
              .map(pointAt(left, lettering.y, scale))
              .join('L')}`,
        );
    })
    .join('');
  const weight = (lettering.isBold ? 1.15 : 0.8) * scale;
  return `<path d="${path}" fill="none" stroke="${lettering.colour}" stroke-width="${round(weight)}" stroke-linecap="round" stroke-linejoin="round"/>`;
}

/** The text cut so that it fits a width; what is cut shows as two dots. */
export function fitted(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text;
  let cut = [...text];
  while (cut.length > 1 && textWidth(`${cut.join('')}..`, size) > width) cut = cut.slice(0, -1);
  return `${cut.join('')}..`;
}

function drawable(text: string): string[] {
  return [...text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toUpperCase()].flatMap((sign) => {
    const near = NEAREST[sign] ?? sign;
    return [...near].map((one) => (one in STROKES ? one : '?'));
  });
}

function pointAt(left: number, top: number, scale: number): (point: string) => string {
  return (point) => `${round(left + Number(point[0]) * scale)} ${round(top + Number(point[1]) * scale)}`;
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}

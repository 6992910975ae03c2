// Text in pictures: every script that we promise is drawn with its own letters, nothing reaches over its width, and nothing breaks the SVG.
import { Resvg } from '@resvg/resvg-js';
import { expect, test } from 'vitest';
import { fontFiles, openFonts } from '../../src/pictures/fonts.ts';
import { pictureDrawer } from '../../src/pictures/png.ts';
import { drawTextWith } from '../../src/pictures/text.ts';
import fc from '../property.ts';

const fonts = await openFonts();
const text = drawTextWith(fonts);
/** The packaged font alone, so that what it lacks is drawn as boxes. */
const font = {
  fontFiles: Object.values(fontFiles()),
  defaultFontFamily: 'Noto Sans',
  loadSystemFonts: false,
};
const black = { x: 0, y: 50, size: 40, colour: '#000000' };

function resvg(element: string): Resvg {
  return new Resvg(picture(element), { font, background: 'white' });
}

/** The columns in which something is drawn. */
function inked(element: string): number[] {
  const image = resvg(element).render();
  const { pixels, width } = image;
  const columns = new Set<number>();
  for (let at = 0; at < pixels.length; at += 4) if (pixels[at] !== 255) columns.add((at / 4) % width);
  return [...columns].sort((a, b) => a - b);
}

test.each([
  ['Latin', 'Łukasz Wiśniewski'],
  ['Latin with many marks', 'Nguyễn Thị Hồng Đào'],
  ['Cyrillic', 'Дмитрий Щёголев'],
  ['Greek', 'Ελευθερία Παπαδοπούλου'],
  ['Devanagari', 'अनिल कुमार क्षत्रिय'],
  ['several at once', 'Anil अनिल Ανίλ Анил'],
])('a name in %s is drawn with our own font, every letter of it', (_, name) => {
  for (const isBold of [false, true]) {
    const element = text(name, { ...black, isBold });
    expect(element).toContain(`aria-label="${name}"`);
    expect(element).not.toContain('<text');
    const boxes = text('\u{10ffff}'.repeat(name.length), { ...black, isBold });
    expect(boxes).toContain('<text');
    expect(inked(boxes).length).toBeGreaterThan(50);
    expect(inked(element).length).toBeGreaterThan(50);
    expect(inked(element)).not.toEqual(inked(boxes));
  }
});

test('vowel signs of Devanagari take their own place, and letters join', () => {
  const width = (part: string) => fonts.regular(part).width;
  // Two signs that stand beside their letters, one before and one behind.
  expect(width('नि')).toBeGreaterThan(width('न') * 1.2);
  expect(width('मार')).toBeCloseTo(width('मा') + width('र'), 2);
  // What is laid out after it begins where it ends.
  const [first, second] = [inked(text('नि', black)), inked(text('निल', black))];
  expect((second.at(-1) ?? 0) - (first.at(-1) ?? 0)).toBeGreaterThan(width('ल') * 40 * 0.9);
  // क + virama + ष is one letter, also among letters of another script.
  expect(width('क्ष')).toBeLessThan(width('क') + width('ष'));
  expect(width('A क्ष')).toBeCloseTo(width('A ') + width('क्ष'), 2);
});

test.each(['start', 'middle', 'end'] as const)('a text at its %s is drawn where it was to be', (anchor) => {
  const columns = inked(text('HIGH', { ...black, x: 300, anchor }));
  const [left = 0, right = 0] = [columns.at(0), columns.at(-1)];
  const place = { start: left, middle: (left + right) / 2, end: right }[anchor];
  expect(Math.abs(place - 300)).toBeLessThan(7);
});

test.each([
  'Wolfeschlegelsteinhausenbergerdorff',
  'अनिल कुमार शर्मा अनिल कुमार शर्मा',
  '田中太郎田中太郎田中太郎田中太郎',
  'محمد بن عبد الله بن عبد المطلب',
  'WWWWWWWWWWWWWWWWWWWWWWWWWW',
])('a name that is too long is shortened: %s', (name) => {
  for (const anchor of ['start', 'middle', 'end'] as const) {
    const left = { start: 150, middle: 50, end: -50 }[anchor];
    const columns = inked(text(name, { ...black, x: 150, anchor, width: 200 }));
    if (name.startsWith('W')) expect(columns.length).toBeGreaterThan(100);
    expect(columns.at(0) ?? left).toBeGreaterThanOrEqual(left);
    expect(columns.at(-1) ?? 0).toBeLessThanOrEqual(left + 200);
  }
  expect(text(name, { ...black, width: 200 })).toContain('…');
  const fits = text(name, { ...black, width: 4000 });
  expect(fits).toContain(name);
  expect(fits).not.toContain('…');
});

test('a shortened name keeps as much as fits, and letters whole', () => {
  const kept = (width: number) =>
    /aria-label="([^"]*)…"/u.exec(text('नि'.repeat(30), { ...black, width }))?.[1] ?? '';
  expect(kept(200)).toMatch(/^(नि)+$/u);
  expect(fonts.regular(`${kept(200)}…`).width * 40).toBeLessThanOrEqual(200);
  expect(fonts.regular(`${kept(200)}नि…`).width * 40).toBeGreaterThan(200);
});

test('heaps of accents and endless names stay inside their line', () => {
  const image = resvg(text(`e${'\u0301'.repeat(5000)}`, { ...black, y: 60, width: 300 })).render();
  const top = image.pixels.subarray(0, 600 * 4 * 10);
  expect(top.every((value) => value === 255)).toBe(true);
});

const terrible = ['<b>&"\'</b>', '\u0000\ud800\ufffe]]>', '', '  \n ', '</text><script/>'];

test('whatever people are called, the SVG is whole', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (name) => {
      const image = resvg(text(name, { ...black, width: 200 }) + text(name, { ...black, isBold: true }));
      expect(image.width).toBe(600);
    }),
    { examples: terrible.map((name) => [name]) },
  );
});

test('letters that our font lacks are left to the fonts of the system', async () => {
  let svg = '';
  const png = await pictureDrawer()((draw) => {
    svg = picture([...terrible, '田中 太郎', '👍🏽'].map((name) => draw(name, black)).join(''));
    return svg;
  });
  expect(svg).toContain('>田中 太郎</text>');
  expect(png.subarray(1, 4).toString()).toBe('PNG');
});

test('fonts come from the package, in two weights', () => {
  expect(Object.values(fontFiles()).map((file) => file.split('/').at(-1))).toEqual([
    'NotoSans-Regular.ttf',
    'NotoSans-Bold.ttf',
  ]);
  expect(fonts.bold('bold').width).toBeGreaterThan(fonts.regular('bold').width);
});

function picture(element: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="80">${element}</svg>`;
}

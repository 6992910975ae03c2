// The picture of a plan: readable on a phone, and the same order as the text.
import { expect, test } from 'vitest';
import { plain } from '../../../src/core/document.ts';
import { planHeatmap } from '../../../src/features/meetings/heatmap.ts';
import { sharesOf, shareWords } from '../../../src/features/meetings/rotation/words.ts';
import { fairestPlan } from '../../../src/features/meetings/rotation.ts';
import { planCard } from '../../../src/features/meetings/views/plan.ts';
import { openFonts } from '../../../src/pictures/fonts.ts';
import { pictureDrawer } from '../../../src/pictures/png.ts';
import { drawTextWith } from '../../../src/pictures/text.ts';
import { contrast, textsOf } from '../../pictures/svg.ts';
import { exampleSeries } from './examples.ts';

const phone = 360;
const fonts = await openFonts();
const members = [
  { name: 'Łukasz Wiśniewski', zone: 'Europe/Warsaw' },
  { name: '田中', zone: 'Asia/Tokyo' },
  { name: '佐藤', zone: 'America/Vancouver' },
  { name: 'A name that goes on and on and on, far beyond what anybody would want to read', zone: 'UTC' },
];
const planned = (months: number) =>
  fairestPlan(
    { members, rule: 'first tuesday', from: '2027-02', months, slots: 3, durationMinutes: 60 },
    Number.POSITIVE_INFINITY,
  );

/** What is drawn, with where it lies in the picture. */
function drawn(months: number) {
  const texts: { text: string; left: number; right: number; size: number }[] = [];
  const svg = planHeatmap(
    { plan: planned(months), members, durationMinutes: 60 },
    (text, { x, size, colour, anchor = 'start', isBold, width }) => {
      const needed = (isBold ? fonts.bold : fonts.regular)(text).width * size;
      const takes = Math.min(needed, width ?? needed);
      const left = anchor === 'start' ? x : anchor === 'end' ? x - takes : x - takes / 2;
      texts.push({ text, left, right: left + takes, size });
      return `<t fill="${colour}">${text}</t>`;
    },
  );
  return { texts, svg, width: Number(/width="(\d+)"/u.exec(svg)?.[1]) };
}

test.each([1, 5, 12])('with %i months everything lies inside the picture', (months) => {
  const { texts, width } = drawn(months);
  for (const { text, left, right } of texts) {
    expect(left, text).toBeGreaterThanOrEqual(0);
    expect(right, text).toBeLessThanOrEqual(width);
  }
});

test.each([1, 5, 12])('with %i months no text is wider than its cell, and the legend is whole', (months) => {
  const { texts, svg } = drawn(months);
  const cells = [...svg.matchAll(/<rect x="(\d+)" y="\d+" width="94"/gu)].map(([, x]) => Number(x));
  const times = texts.filter(({ text, size }) => /^\d\d:\d\d$/u.test(text) && size === 32);
  expect(times).toHaveLength(cells.length + months);
  for (const { left, right } of times) {
    expect(cells.some((x) => x <= left && right <= x + 94)).toBe(true);
  }
  const legend = textsOf(
    planHeatmap({ plan: planned(months), members, durationMinutes: 60 }, drawTextWith(fonts)),
  );
  expect(legend).toEqual(expect.arrayContaining(['comfortable', 'mild', 'hard', 'very hard', 'night']));
});

test('a year on a phone has nothing smaller than nine, and text stands out from its colour', () => {
  const { texts, svg, width } = drawn(12);
  const high = Math.min(...texts.map(({ size }) => (size * phone) / width));
  expect(high).toBeGreaterThanOrEqual(9);
  const coloured =
    /fill="(#[0-9a-f]{6})" stroke="[^"]*"\/>(?:<t [^>]*>\d\d:\d\d<\/t>)?<t fill="([^"]*)">([A-E])</gu;
  const cells = [...svg.matchAll(coloured)];
  expect(cells).toHaveLength(12 * members.length + 5);
  for (const [, fill = '', ink = '', letter] of cells) {
    expect(contrast(fill, ink), letter).toBeGreaterThanOrEqual(4.5);
  }
});

test('the picture holds everybody by name, escaped', async () => {
  const names = ['Łukasz <b>', 'Дмитрий', 'Ελευθερία', 'अनिल', '田中'];
  const people = names.map((name) => ({ name, zone: 'UTC' }));
  const plan = fairestPlan(
    { members: people, rule: 'first tuesday', from: '2027-01', months: 12, slots: 3, durationMinutes: 60 },
    Number.POSITIVE_INFINITY,
  );
  let svg = '';
  const png = await pictureDrawer()((text) => {
    svg = planHeatmap({ plan, members: people, durationMinutes: 60 }, text);
    return svg;
  });
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(
    textsOf(svg)
      .filter((text) => /^\d\. /u.test(text))
      .map((text) => text.slice(3))
      .toSorted(),
  ).toEqual(names.map((name) => name.replace('<', '&lt;')).toSorted());
});

test('of a crowd those who have it worst are drawn, and the rest is counted', () => {
  const people = Array.from({ length: 40 }, (_, i) => ({ name: `Person ${i}`, zone: 'UTC' }));
  const plan = fairestPlan(
    { members: people, rule: 'first tuesday', from: '2027-01', months: 1, slots: 1, durationMinutes: 60 },
    Number.POSITIVE_INFINITY,
  );
  const texts: string[] = [];
  planHeatmap({ plan, members: people, durationMinutes: 60 }, (text) => {
    texts.push(text);
    return '';
  });
  expect(texts.filter((text) => /^\d+\. Person/u.test(text))).toHaveLength(24);
  expect(texts).toContain('and 16 more, who have it better');
});

test('people stand in the order and under the numbers of the text, whatever script their names are in', () => {
  const plan = planned(12);
  const starts = plan.months.map(({ startsAt }) => new Date(startsAt));
  const shares = sharesOf(starts, { members, durationMinutes: 60 });
  const [, card = ''] = plain(
    planCard({ series: exampleSeries, plan, shares, worstNow: undefined, without: [], zone: 'UTC' }),
  ).split('What it is to each');
  const rows = drawn(12).texts.flatMap(({ text }) => /^\d\. (.{2})/u.exec(text)?.[1] ?? []);
  expect(rows).toHaveLength(members.length);
  const places = rows.map((name) => card.indexOf(name));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places).not.toContain(-1);
});

test('times are told in words people feel: how often at night, and the worst of their own clocks', () => {
  const starts = ['2027-01-05T20:00Z', '2027-02-02T20:00Z', '2027-03-02T08:00Z'].map((at) => new Date(at));
  const people = ['Asia/Kolkata', 'Europe/Prague', 'UTC'].map((zone) => ({ name: zone, zone }));
  const words = sharesOf(starts, { members: people, durationMinutes: 60 }).map(
    (share) => `${share.name}: ${shareWords(share)}`,
  );
  expect(words).toEqual([
    'Asia/Kolkata: 2 of 3 at night, at worst 01:30',
    'Europe/Prague: none at night, at worst 21:00',
    'UTC: none at night, at worst 20:00',
  ]);
  const noon = sharesOf([new Date('2027-01-05T12:00Z')], { members: people.slice(2), durationMinutes: 60 });
  expect(noon.map(shareWords)).toEqual(['all between 09:00 and 18:00']);
});

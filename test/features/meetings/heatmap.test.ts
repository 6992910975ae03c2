// The picture of a plan: readable on a phone, and the same order as the text.
import { expect, test } from 'vitest';
import { plain } from '../../../src/core/document.ts';
import { planHeatmap } from '../../../src/features/meetings/heatmap.ts';
import { fairestPlan } from '../../../src/features/meetings/rotation.ts';
import { planCard } from '../../../src/features/meetings/views/plan.ts';
import { fitted, textWidth } from '../../../src/pictures/glyphs.ts';
import { exampleSeries } from './examples.ts';

const phone = 360;
const members = [
  { name: 'Łukasz Wiśniewski', zone: 'Europe/Warsaw' },
  { name: '田中', zone: 'Asia/Tokyo' },
  { name: '佐藤', zone: 'America/Vancouver' },
  { name: 'A name that goes on and on and on, far beyond what anybody would want to read', zone: 'UTC' },
];
const planned = (months: number) =>
  fairestPlan(
    { members, rule: 'first tuesday', from: '2027-02', months, slots: 3, durationMinutes: 60 },
    () => false,
  );

/** What is drawn, with where it lies in the picture. */
function drawn(months: number) {
  const texts: { text: string; left: number; right: number; size: number }[] = [];
  const svg = planHeatmap(planned(months), members, {
    fit: fitted,
    draw(text, { x, size, anchor = 'start' }) {
      const width = textWidth(text, size);
      const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
      texts.push({ text, left, right: left + width, size });
      return '';
    },
  });
  return { texts, width: Number(/width="(\d+)"/u.exec(svg)?.[1]) };
}

test.each([1, 5, 12])('with %i months everything lies inside the picture', (months) => {
  const { texts, width } = drawn(months);
  for (const { text, left, right } of texts) {
    expect(left, text).toBeGreaterThanOrEqual(0);
    expect(right, text).toBeLessThanOrEqual(width);
  }
});

test('a year on a phone has its hours nine high, minutes and letters five, and nothing below four', () => {
  const { texts, width } = drawn(12);
  const high = (wanted: RegExp) =>
    Math.min(...texts.filter(({ text }) => wanted.test(text)).map(({ size }) => (size * phone) / width));
  expect(Math.max(...texts.filter(({ text }) => /^\d\d$/u.test(text)).map(({ size }) => size))).toBe(30);
  expect(high(/^\d\d$|^[A-E]$/u)).toBeGreaterThan(5);
  expect(high(/./u)).toBeGreaterThan(4);
});

test('people stand in the order and under the numbers of the text, whatever script their names are in', () => {
  const plan = planned(12);
  const [, card = ''] = plain(
    planCard({ series: exampleSeries, plan, worstNow: 0, without: [], zone: 'UTC' }),
  ).split('The price to each');
  const rows = drawn(12).texts.flatMap(({ text }) => /^\d\. (.{2})/u.exec(text)?.[1] ?? []);
  expect(rows).toHaveLength(members.length);
  const places = rows.map((name) => card.indexOf(name));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places).not.toContain(-1);
});

// When a month of achievements is told: on its first day at nine, in the group's zone.
import { expect, test } from 'vitest';
import { doc, plain } from '../../../src/core/document.ts';
import { isNamedIn, monthBounds, monthWords, tellings } from '../../../src/features/celebrations/rules.ts';
import { achievementBlocks } from '../../../src/features/celebrations/views.ts';

test.each([
  ['2026-12-01T07:59:00Z', 'Europe/Prague', '2026-10', '2026-12-01T08:00:00.000Z'],
  ['2026-12-01T08:00:00Z', 'Europe/Prague', '2026-11', '2027-01-01T08:00:00.000Z'],
  ['2026-12-31T23:30:00Z', 'Asia/Tokyo', '2026-11', '2027-01-01T00:00:00.000Z'],
  ['2027-01-01T00:00:00Z', 'Asia/Tokyo', '2026-12', '2027-02-01T00:00:00.000Z'],
  ['2027-03-31T12:00:00Z', 'America/New_York', '2027-02', '2027-04-01T13:00:00.000Z'],
])('at %s in %s the month that is due is %s, and the next is told at %s', (now, zone, month, next) => {
  const told = tellings(new Date(now), zone);
  expect(told.month).toBe(month);
  expect(told.nextAt.toISOString()).toBe(next);
  expect(told.dueAt <= new Date(now) && new Date(now) < told.nextAt).toBe(true);
});

test('a month goes from its first to its last moment in the zone, and has a name', () => {
  const { from, to } = monthBounds('2026-12', 'Asia/Tokyo');
  expect([from.toISOString(), to.toISOString()]).toEqual([
    '2026-11-30T15:00:00.000Z',
    '2026-12-31T15:00:00.000Z',
  ]);
  expect(monthWords('2026-12')).toBe('December 2026');
});

test.each([
  ['Natal and Tokyo wrote it', 'natal', true],
  ['Thanks to @new-york!', 'new-york', true],
  ['An annual report', 'ann', false],
  ['Thanks, Łukasz.', 'łukasz', true],
  ['Thanks to all', '', false],
  ['Thanks to all', '!', false],
])('%j names %j: %s', (text, name, isNamed) => {
  expect(isNamedIn(text, name)).toBe(isNamed);
});

test('newcomers beyond ten are counted', () => {
  const firstMerged = Array.from({ length: 12 }, (_, i) => ({
    author: `n${i}`,
    title: 'A fix',
    url: `https://example.org/${i}`,
  }));
  const words = plain(doc(achievementBlocks({ celebrated: [], done: [], firstMerged, merged: undefined })));
  expect(words).toContain('And 2 more first pull requests merged');
});

// What goes wrong again and again has one line in each hour.
import { expect, test } from 'vitest';
import { hourlyNews } from '../../../src/core/outside/hourly-news.ts';

test('the same words are news once in an hour, whatever their numbers and whatever is said between', () => {
  let now = new Date('2026-12-01T12:10:00Z');
  const news = hourlyNews(() => now);
  const all = ['Away for 5 s.', 'Refused.', 'Away for 10 s.', 'Refused.', 'Away for 300 s.'];
  expect(all.filter(news.isNews)).toEqual(['Away for 5 s.', 'Refused.']);
  now = new Date('2026-12-01T13:00:00Z');
  expect(all.filter(news.isNews)).toEqual(['Away for 5 s.', 'Refused.']);
  news.forget();
  expect(news.isNews('Refused.')).toBe(true);
});

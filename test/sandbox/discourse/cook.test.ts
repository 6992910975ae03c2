// What Discourse makes of a text: which escapes hold, and which do not.

import { expect, test } from 'vitest';
import { cook } from '../../../sandbox/discourse/cook.ts';
import fc, { samples } from '../../property.ts';

const made = (raw: string) => {
  const { mentions, quotes, dates, polls } = cook(raw, '/forum/', (name) => name === 'tokyo');
  return { mentions: mentions.length, quotes: quotes.length, dates, polls };
};
const nothing = { mentions: 0, quotes: 0, dates: 0, polls: 0 };
const zw = '\u200B';

test.each([
  ['a plain mention', 'Hello @tokyo', { mentions: 1 }],
  ['a backslash does not help', 'Hello \\@tokyo', { mentions: 1 }],
  ['an entity does not help', 'Hello &#64;tokyo', { mentions: 1 }],
  ['a zero-width space does', `Hello @${zw}tokyo`, {}],
  ['code does', 'Hello `@tokyo`', {}],
  ['an address is none', 'x@tokyo', {}],
  ['nobody of that name', 'Hello @nobody', {}],
  ['a date', 'at [date=2026-12-01 time=18:00:00 timezone="Europe/Warsaw"]', { dates: 1 }],
  ['a date after a backslash', 'at \\[date=2026-12-01]', { dates: 1 }],
  ['a date after an entity', 'at &#91;date=2026-12-01]', { dates: 1 }],
  ['a date after a zero-width space', `at [${zw}date=2026-12-01]`, {}],
  ['no white space before it', 'at([date=2026-12-01]', {}],
  ['a quote', '[quote="tokyo, post:3, topic:12"]\n@tokyo said\n[/quote]', { quotes: 1 }],
  ['a quote broken out of', '[quote="tokyo"]\nx\n[/quote]\n@tokyo\n[/quote]', { quotes: 1, mentions: 1 }],
  ['an escaped closing tag', `[quote="tokyo"]\nx\n[${zw}/quote]\n@tokyo\n[/quote]`, { quotes: 1 }],
  ['an open fence swallows what follows', '```\n[quote="tokyo"]\n@tokyo\n[/quote]', {}],
  ['a poll', '[poll]\n- a\n- b\n[/poll]', { polls: 1 }],
  ['an escaped poll', `[${zw}poll]\n- a\n- b\n[${zw}/poll]`, {}],
])('%s', (_name, raw, expected) => {
  expect(made(raw)).toEqual({ ...nothing, ...expected });
});

test('an unknown zone silently becomes UTC', () => {
  const { html } = cook('at [date=2026-12-01 time=18:00:00 timezone="Mars/Base"]', '/', () => false);
  expect(html).toContain('data-time="18:00:00"');
  expect(html).not.toContain('data-timezone');
  expect(html).toContain('UTC');
});

test.each(['**', '~~', '*', '__'])('a date and marks stand inside of %s', (mark) => {
  const { html, dates } = cook(`${mark}[date=2026-12-01 time=18:00:00] and a\\_b${mark}`, '/', () => false);
  expect(dates).toBe(1);
  expect(html).toMatch(
    /^<p><(strong|s|em)><span class="discourse-local-date"[^>]*>[^<]*<\/span> and a_b<\/\1><\/p>$/u,
  );
});

test('comments are not cooked, and typed HTML keeps no attributes', () => {
  const { html } = cook(
    'Hello\n\n<!-- meeting/12 -->\n\n<b onclick="x()">b</b> <script>x</script>',
    '/',
    () => false,
  );
  expect(html).not.toMatch(/meeting\/12|onclick|<script/);
  expect(html).toContain('<b>b</b>');
});

test('a line ends where it was ended, also between a link and bold text', () => {
  const { html } = cook(
    '[Join](https://meet.example)\n**Going** (3)\n*Maybe*\n\n- a\n- **b**',
    '/',
    () => false,
  );
  expect(html).toContain('Join</a><br>\n<strong>Going</strong> (3)<br>\n<em>Maybe</em></p>\n<ul>\n<li>a');
});

test('a line that is broken with blanks or a backslash is broken once', () => {
  const { html } = cook('a  \nb\\\n**c**', '/', () => false);
  expect(html).toBe('<p>a<br>\nb<br>\n<strong>c</strong></p>');
});

test('lists, details and tables become what readers see', () => {
  const { html } = cook('- a\n- b\n\n[details="More"]\nx\n[/details]\n\n|h|\n|--|\n|c|', '/', () => false);
  expect(html).toContain('<li>a</li>\n<li>b</li>');
  expect(html).toContain('<summary>\nMore</summary>');
  expect(html).toContain('<td>c</td>');
});

test('whatever is typed, cooking ends and answers', () => {
  const pieces = [
    '[quote]',
    '[/quote]',
    '```',
    '@tokyo',
    '[date=2026-12-01]',
    '\n',
    '<!--',
    '-->',
    '> ',
    '|--|',
    '[poll]',
    ' ',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (parts) => {
      expect(typeof cook(parts.join(''), '/', (name) => name === 'tokyo').html).toBe('string');
    }),
    { numRuns: samples(300) },
  );
});

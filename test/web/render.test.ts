// Documents on the web: safe HTML with times and names, on a page that needs nothing else.

import { describe, expect, it } from 'vitest';
import {
  code,
  codeBlock,
  doc,
  heading,
  link,
  list,
  p,
  person,
  quoteOf,
  tasks,
  time,
  typed,
} from '../../src/core/document.ts';
import { layout } from '../../src/web/layout.ts';
import { render } from '../../src/web/render.ts';
import fc from '../property.ts';

const at = new Date('2026-12-01T17:00:00Z');

describe('documents', () => {
  it.each([
    ['full', 'Tuesday 1 December 2026, 18:00 Europe/Prague (17:00 UTC)'],
    ['relative', 'Tuesday 1 December 2026, 18:00 Europe/Prague (17:00 UTC)'],
    ['date', 'Tuesday 1 December 2026'],
    ['time', '18:00 Europe/Prague'],
  ] as const)('say a %s time so that it is true without scripts', (style, words) => {
    expect(render(doc(p(time(at, 'Europe/Prague', style))))).toBe(
      `<p><time datetime="2026-12-01T17:00:00.000Z" data-style="${style}">${words}</time></p>`,
    );
  });

  it('name the language of code as far as it can be one, and give it no class of the page', () => {
    expect(render(doc({ type: 'code', lang: 'c++', value: 'x' }))).toContain('<code class="language-c++">');
    expect(render(doc({ type: 'code', lang: 'x skip', value: 'x' }))).not.toContain('class');
  });

  it('name the day in UTC where it is another', () => {
    expect(render(doc(p(time(at, 'Pacific/Auckland', 'full'))))).toContain(
      'Wednesday 2 December 2026, 06:00 Pacific/Auckland (Tuesday 17:00 UTC)<',
    );
    expect(render(doc(p(time(at, 'UTC', 'full'))))).toContain('Tuesday 1 December 2026, 17:00 UTC<');
  });

  it('have links, people, quotes and boxes', () => {
    const html = render(
      doc(
        heading(1, 'Title'),
        p(person('Ann'), ' ', link('https://e.org/?a=1&b="2"', 'here')),
        quoteOf({ name: 'Ann', reference: 'ann, post:1, topic:2' }, p('Hello')),
        tasks({ done: true, line: ['x'] }),
      ),
    );
    expect(html).toContain('<h2>Title</h2>');
    expect(html).toContain(
      '<p><bdi>Ann</bdi> <a href="https://e.org/?a=1&#x26;b=&#x22;2&#x22;" rel="noopener nofollow">here</a></p>',
    );
    expect(html).toMatch(/<blockquote>\s*<p><strong>Ann<\/strong><\/p>\s*<p>Hello<\/p>\s*<\/blockquote>/u);
    expect(html).toContain('type="checkbox" checked disabled');
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', '//evil.example.org', 'JaVaScRiPt:x', ' javascript:x'])(
    'have no link to %s',
    (url) => {
      expect(render(doc(p(link(url, 'words'))))).toBe('<p>words</p>');
    },
  );

  it('show what people typed as text, whatever it is', () => {
    const attack = fc.constantFrom(
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      '</p>',
      '"',
      "'",
      '&lt;',
      '<!--',
      '\u202e',
      '</code></pre>',
      '[/quote]',
      '@everyone',
      '\u0000',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(attack, fc.string())).map((parts) => parts.join('')),
        (words) => {
          const html = render(
            doc(
              heading(2, words),
              ...typed(words),
              p(code(words), person(words), link('https://e.org', words)),
              codeBlock(words),
              list([words]),
              { type: 'html', value: words },
            ),
          );
          const tags = [...html.matchAll(/<\/?([^\s>]*)/gu)].map(([, name]) => name);
          const expected = new Set(['h2', 'p', 'br', 'code', 'bdi', 'a', 'pre', 'ul', 'li']);
          expect(tags.filter((name) => !expected.has(name ?? ''))).toEqual([]);
          expect(html).not.toMatch(/[\u0000-\u0008\u202a-\u202e\u2066-\u2069]/u);
        },
      ),
    );
  });

  it('leave out no rank of headings, wherever they begin', () => {
    expect(render(doc(heading(2, 'a'), heading(3, 'b')))).toBe('<h2>a</h2>\n<h3>b</h3>');
    expect(render(doc(heading(1, 'a'), heading(2, 'b')))).toBe('<h2>a</h2>\n<h3>b</h3>');
  });

  it('keep right-to-left words from reordering what stands beside them', () => {
    expect(render(doc(p('שלום')))).toBe('<p><bdi>שלום</bdi></p>');
    expect(render(doc(p('Ann', ' · מתרגם, core team · ')))).toBe(
      '<p>Ann · <bdi>מתרגם, core team</bdi> · </p>',
    );
    expect(render(doc(p('2. שלום')))).toBe('<p>2. <bdi>שלום</bdi></p>');
  });
});

describe('a page', () => {
  const html = layout({ title: 'Docs & <friends>', body: render(doc(p('Hello'))) });

  it('is whole, named in its language, and fit for phones', () => {
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/u);
    expect(html).toContain('<title>Docs &#x26; &#x3C;friends></title>');
    expect(html).toContain('<h1>Docs &#x26; &#x3C;friends></h1>');
    expect(html).toContain('name="viewport"');
    expect(html).toContain('<main id="content">');
  });

  it('needs nothing from the network and is small', () => {
    expect(html).not.toMatch(/src=|<link|url\(|@import|fetch\(/u);
    expect(Buffer.byteLength(html)).toBeLessThan(5000);
  });
});

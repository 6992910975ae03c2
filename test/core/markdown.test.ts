// Markdown as people type it: all of it from hosts, reduced to what is safe; code alone from everybody else.

import type { List } from 'mdast';
import { describe, expect, it } from 'vitest';
import {
  type Block,
  br,
  code,
  codeBlock,
  doc,
  em,
  link,
  list,
  numbered,
  p,
  plain,
  quote,
  rule,
  spoiler,
  strong,
  struck,
  time,
} from '../../src/core/document.ts';
import { needsEmptyLine } from '../../src/core/markdown/lists.ts';
import { typed } from '../../src/core/markdown/typed.ts';
import { formatted } from '../../src/core/markdown.ts';
import fc, { samples } from '../property.ts';
import { beginWork, workSince } from '../work-time.ts';

function hiddenCode(value: string): ReturnType<typeof codeBlock> {
  return { ...codeBlock(value), data: { isHidden: true } };
}

describe('what a host writes', () => {
  const newYear = new Date('2026-01-01T00:00Z');
  const cases: readonly (readonly [what: string, source: string, blocks: Block[]])[] = [
    ['formats', '**a _b_** ~~c~~ `d`', [p(strong('a ', em('b')), ' ', struck('c'), ' ', code('d'))]],
    ['lines', 'a\nb\\\nc  \nd', [p('a', br(), 'b', br(), 'c', br(), 'd')]],
    ['a heading', '# a *b*\ntext', [p(strong('a ', em('b'))), p('text')]],
    ['a link', '[a `b`](https://e.org "title")', [p(link('https://e.org', 'a ', code('b')))]],
    ['a link by reference', '[a][1]\n\n[1]: https://e.org', [p(link('https://e.org', 'a'))]],
    ['a bare address', 'at https://e.org/__init__.py.', [p('at ', link('https://e.org/__init__.py', 'https://e.org/__init__.py'), '.')]],
    ['mail', 'docs@python.org', [p(link('mailto:docs@python.org', 'docs@python.org'))]],
    ['a list in a list', '- a\n  1. b\n  2. c\n- d', [list([p('a'), numbered(['b'], ['c'])], ['d'])]],
    ['numbers', '3. a\n4. b', [{ ...numbered(['a'], ['b']), start: 3 }]],
    ['a quote', '> a\n>\n> - b', [quote(p('a'), list(['b']))]],
    ['code', '```py title=x\nx\n\n  y\n```', [codeBlock('x\n\n  y', 'py')]],
    ['code as on Discord', 'So: ```py\nx = 1```\nand', [p('So:'), codeBlock('x = 1', 'py'), p('and')]],
    ['code that begins after words', 'So: ```py\nx = 1\n```', [p('So:'), codeBlock('x = 1', 'py')]],
    ['code in a list', '- a\n  ```\n  x\n  ```', [list([p('a'), codeBlock('x')])]],
    ['a rule', 'a\n\n---', [p('a'), rule()]],
    ['a picture', '![alt](https://e.org/x.png) ![](https://e.org)', [p(link('https://e.org/x.png', 'alt'), ' ', link('https://e.org', 'https://e.org'))]],
    ['a table', '| a | b |\n|-|-|\n| `cde` | f |', [codeBlock('| a     | b   |\n| ----- | --- |\n| `cde` | f   |')]],
    ['HTML', '<b>a</b> <!-- x -->\n\n<script>\nx\n</script>', [p('<b>a</b> <!-- x -->'), p('<script>', br(), 'x', br(), '</script>')]],
    ['the comment that keeps marks apart', '@<!-- -->dataclass', [p('@dataclass')]],
    ['other addresses', '[a](javascript:x) [b](data:x) [c](/x) <id:guide> ![d](x.png)', [p('a b c <id:guide> d')]],
    ['notes', 'a[^1] b[^x] c[^no]\n\n[^1]: b\n\n[^x]: two words', [p('a[1] b[x] c[^no]'), p('[1]: b'), p('[x]: two words')]],
    ['a definition of nothing', '[a]: https://e.org', [p('[a]: ', link('https://e.org', 'https://e.org'))]],
    ['a link beside what looks like a definition', '[date=1]:x:[a](https://e.org)', [p('[date=1]:x:', link('https://e.org', 'a'))]],
    ['names by number', '<@1> <@!1> <@&1> <#1> <:x:1> <a:y_z:1> </ama ask:1> @everyone `<@1>`', [p('@somebody @somebody @role #channel :x: :y_z: /ama ask @everyone ', code('<@1>'))]],
    ['moments', '<t:1767225600:F>, <t:1767225600:d> <t:1767225600:R> **<t:1767225600>** <t:999999999999:F> `<t:1:R>`', [p(time(newYear, 'UTC'), ', ', time(newYear, 'UTC', 'date'), ' ', time(newYear, 'UTC', 'relative'), ' ', strong(time(newYear, 'UTC')), ' <t:999999999999:F> ', code('<t:1:R>'))]],
    ['a moment in a link', '[from <t:1767225600:F>](https://e.org)', [p(link('https://e.org', 'from Thursday 1 January 2026, 00:00 UTC'))]],
    ['dates', '[date=2027-01-05 time=17:30 timezone="Europe/Prague"] [date=2026-01-01 time=00:00:00 format="LL"] [date=2026-13-01] [date=2026-01-01 time=1:00 timezone="No/Where"]', [p(time(new Date('2027-01-05T16:30Z'), 'Europe/Prague'), ' ', time(newYear, 'UTC', 'date'), ' [date=2026-13-01] [date=2026-01-01 time=1:00 timezone="No/Where"]')]],
    ['a day', '[date=2026-01-01]', [p(time(new Date('2026-01-01T12:00Z'), 'UTC', 'date'))]],
    ['from and to', '[date-range from=2026-01-01T00:00 to=2026-01-02 timezone="Etc/UTC"]', [p(time(newYear, 'Etc/UTC'), ' – ', time(new Date('2026-01-02T12:00Z'), 'Etc/UTC', 'date'))]],
    ['marks behind a backslash', '\\|\\|a\\|\\| ||b \\|\\| c|| \\<t:0> \\[spoiler]d[/spoiler] `\\|\\|`', [p('||a|| ', spoiler('b || c'), ' <t:0> [spoiler]d[/spoiler] ', code('\\|\\|'))]],
    ['hidden words', 'a ||b **c**|| d || e || [spoiler]f[/spoiler] |||g||| `||h||` ||i', [p('a ', spoiler('b ', strong('c')), ' d || e || ', spoiler('f'), ' |||g||| ', code('||h||'), ' ||i')]],
    ['hidden paragraphs', '[spoiler]\na\n\n- b\n\n[/spoiler]\nc [spoiler]', [p(spoiler('a')), list([spoiler('b')]), p('c [spoiler]')]],
    ['hidden code in a list', '- a ||```\n  x\n\n  y```||\n- ||```\n  z\n  ```||', [list([p('a'), hiddenCode('x\n\ny')], [hiddenCode('z')])]],
    ['hidden code in quotes in each other', '> > ||```\n> >   x\n> > ```||\n> y', [quote(quote(hiddenCode('  x')), p('y'))]],
    ['hidden code that leaves its quote', '> ||```\nx\n```||\ny', [hiddenCode('x'), p('y')]],
    ['folded words', '[details="A title"]\na\n\n- b\n[/details]\n\nc [details=x]', [p(strong('A title'), br(), 'a'), list(['b']), p('c [details=x]')]],
    ['folded in folded', '[details=a]\n[details]\nb\n[/details]\n[/details]', [p(strong('a', br(), 'Details'), br(), 'b')]],
    ['a quote of a forum', '[quote="a"]\nb\n[/quote]\n[poll]', [quote(p('a:', br(), 'b')), p('[poll]')]],
    ['tags that mean nothing here', '[quote="a"]\nb\n[poll]', [p('[quote="a"]', br(), 'b', br(), '[poll]')]],
    ['nothing to see', '** ** ` ` []() > \u202e', [p('** **   []() >')]],
    ['spaces at the ends of formats', '**a **b', [p('**a **b')]],
  ]; // biome-ignore format: a table to read

  it.each(cases)('%s', (_, source, blocks) => {
    expect(readable(formatted(source))).toEqual(readable(blocks));
  });

  it('an address in words that is none stays words, whatever the text begins with', () => {
    expect(formatted('<a@b.org> see https://e.org[x y')).toEqual([
      p(link('mailto:a@b.org', 'a@b.org'), ' see https://e.org[x y'),
    ]);
  });

  it('two lists in a row are one, as every reader shows them, with the numbers of the first', () => {
    expect(formatted('1. a\n\n2) b')).toEqual([numbered(['a'], ['b'])].map((one) => ({ ...one, start: 1 })));
    expect(formatted('1. a\n\n7) b')).toEqual([{ ...numbered(['a'], ['b']), start: 1 }]);
    expect(formatted('1. a\n\n- b')).toHaveLength(2);
  });

  it.each([
    '['.repeat(10_000),
    '*'.repeat(10_000),
    '=\n'.repeat(10_000),
    'a\n-\n'.repeat(5000),
    '*a '.repeat(3000),
    '*_'.repeat(5000),
    'a**b'.repeat(2500),
    '>'.repeat(10_000),
    '- '.repeat(5000),
    '1. '.repeat(3000),
    '<!-- '.repeat(2000),
    '![['.repeat(3000),
    '[a]('.repeat(2500),
    '```x\n'.repeat(2000),
    Array.from({ length: 140 }, (_, i) => '`'.repeat(i + 1)).join(' '),
    Array.from({ length: 120 }, (_, i) => `${' '.repeat(i)}- x`).join('\n'),
    `| a |\n|-|\n${'| x |\n'.repeat(2000)}`,
  ])('text made to take long is read in time, and goes at most a few levels deep (%#)', (source) => {
    const from = beginWork();
    expect(depthOf({ type: 'root', children: formatted(source) })).toBeLessThan(40);
    expect(workSince(from)).toBeLessThan(2000);
  });
});

describe('what everybody else types', () => {
  it.each<readonly [string, Block[]]>([
    ['# a **b** <b>\n- c\n\nd', [p('# a **b** <b>', br(), '- c'), p('d')]],
    ['use `@dataclass` and ``a`b``', [p('use ', code('@dataclass'), ' and ', code('a`b'))]],
    ['a\n```py\n@x\n\n  y\n```\nb', [p('a'), codeBlock('@x\n\n  y', 'py'), p('b')]],
    ['a ```py\nx``` ', [p('a ```py', br(), 'x``` ')]],
    ['a ```py\nx```', [p('a '), codeBlock('x', 'py')]],
    ['~~~\nx\n~~~', [codeBlock('x')]],
    ['```not a language\nx\n```', [codeBlock('not a language\nx')]],
    ['- a\n  ```sh\n  ls\n  ```', [p('- a'), codeBlock('ls', 'sh')]],
    ['```\nunclosed', [p('```', br(), 'unclosed')]],
    ['```\n\n```', [p('```'), p('```')]],
    ['\\`not code\\`, ` `, `unclosed', [p('\\`not code\\`, ` `, `unclosed')]],
    ['`a` https://e.org/a_b docs@python.org', [p(code('a'), ' https://e.org/a_b docs@python.org')]],
    ['', []],
    ['\n \n', []],
  ])('%j', (source, blocks) => {
    expect(readable(typed(source))).toEqual(readable(blocks));
  });

  it('keeps every word, whatever else is in it', () => {
    const piece = fc.constantFrom(
      '`',
      '``',
      '```',
      '```py',
      '~~~',
      '\n',
      '\n\n',
      ' ',
      'a',
      'word',
      '\\',
      '# ',
      '- ',
      '[x]',
      '  ',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 20 }).map((some) => some.join('')),
        (source) => {
          const letters = (text: string) => text.replaceAll(/[^a-z]/gu, '').length;
          const blocks = typed(source);
          const languages = blocks.map((one) => (one.type === 'code' ? (one.lang ?? '') : '')).join('');
          expect(letters(plain(doc(...blocks)) + languages)).toBe(letters(source));
        },
      ),
      { numRuns: samples(1000) },
    );
  });

  it('a command of its own is not one of the bot', () => {
    expect(typed('`/ama ask`')).toMatchObject([{ children: [{ data: { verbatim: true } }] }]);
  });
});

/** Without where things stood, and what says only how a node came to be. */
function readable(blocks: readonly Block[]): unknown {
  return JSON.parse(
    JSON.stringify(blocks, (key, value: unknown) =>
      key === 'data' || (key === 'start' && value === 1) ? undefined : value,
    ),
  );
}

function depthOf(node: object): number {
  if (!('children' in node) || !Array.isArray(node.children)) return 0;
  return 1 + Math.max(0, ...node.children.map((child: object) => depthOf(child)));
}

describe('an empty line before a list', () => {
  const beginning = (start: number | null, ordered = true): List => ({ ...numbered(['a']), ordered, start });
  it.each([
    ['that begins with 1 is not needed', beginning(1), false],
    ['that begins with nothing said is not needed', beginning(null), false],
    ['that begins with another number is needed', beginning(3), true],
    ['that begins with 0 is needed', beginning(0), true],
    ['without numbers is not needed', beginning(3, false), false],
    [
      'without numbers that begins with a list from another number is needed',
      { ...beginning(null, false), children: [{ type: 'listItem', children: [beginning(3)] }] },
      true,
    ],
  ] satisfies [string, List, boolean][])('%s', (_, list, isNeeded) => {
    expect(needsEmptyLine(list)).toBe(isNeeded);
  });
});

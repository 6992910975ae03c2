// Discord's Markdown and Discourse's cooked HTML as the page shows them: readable, and never able to run anything.

import { describe, expect, it } from 'vitest';
import { safePost } from '../../../sandbox/page/cooked.ts';
import type { Surroundings } from '../../../sandbox/page/discord-inline.ts';
import { markdown } from '../../../sandbox/page/discord-markdown.ts';
import { htmlOf } from '../../../sandbox/page/html.ts';
import { spokenWords } from '../../../sandbox/page/spoken.ts';
import fc, { samples } from '../../property.ts';
import { beginWork, workSince } from '../../work-time.ts';

const watch = { zone: 'Asia/Tokyo', now: new Date('2026-11-20T09:00:00Z') };
const around: Surroundings = {
  watch,
  user: (id) => (id === '1' ? { name: 'tokyo', isReader: true } : undefined),
  role: (id) => (id === '2' ? 'organiser' : undefined),
  channel: (id) => (id === '3' ? { name: 'meetings', href: '#tokyo/channel-3' } : undefined),
  inner: (url) => (url.startsWith('https://forum.example/t/') ? '#tokyo/topic-9' : undefined),
};
const forum = {
  watch,
  inner: around.inner,
  picture: (src: string) => (src === 'upload://a.png' ? '/uploads/a.png' : undefined),
};
const shown = (text: string) => htmlOf(...markdown(text, around));

it('what is read out are the words, without the marks of Markdown', () => {
  const typed = '## Docs \\[sync\\]\n**When\\:** <t:1795534200:D> in <#3>\n- one\n- `two` for <@1>\n> three';
  expect(spokenWords(typed, around)).toBe(
    'Docs [sync] When: 25 November 2026 in #meetings one two for @tokyo three',
  );
  expect(spokenWords('it is ||red||', around)).toBe('it is (a spoiler)');
  expect(spokenWords('x\n'.repeat(100_000), around).length).toBeLessThan(700);
});

describe('Discord Markdown', () => {
  it.each([
    [
      '**bold** and *italic* and _this_',
      '<p><strong>bold</strong> and <em>italic</em> and <em>this</em></p>',
    ],
    ['***both***', '<p><strong><em>both</em></strong></p>'],
    ['__under__ ~~gone~~', '<p><u>under</u> <s>gone</s></p>'],
    ['snake_case_name stays', '<p>snake_case_name stays</p>'],
    ['2 * 3 * 4', '<p>2 * 3 * 4</p>'],
    ['\\*not\\* italic', '<p>*not* italic</p>'],
    ['**snake\\_case** and \\_so\\_', '<p><strong>snake_case</strong> and _so_</p>'],
    ['`**code**`', '<p><code>**code**</code></p>'],
    ['`` a ` b ``', '<p><code>a ` b</code></p>'],
    ['```js\nlet a;\n```\nafter', '<pre><code>let a;</code></pre><p>after</p>'],
    ['# One\n### Three', '<h3>One</h3><h5>Three</h5>'],
    ['-# small', '<p class="small">small</p>'],
    ['> quoted\n> twice\nnot', '<blockquote><p>quoted<br>twice</p></blockquote><p>not</p>'],
    ['- a\n  - b\n- c', '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>'],
    ['3. three\n4. four', '<ol start="3"><li>three</li><li>four</li></ol>'],
    ['one\ntwo\n\nthree', '<p>one<br>two</p><p>three</p>'],
    [
      '<@1> <@&2> <#3> <#4>',
      '<p><span class="mention you">@tokyo</span> <span class="mention">@organiser</span> <a class="mention" href="#tokyo/channel-3">#meetings</a> <span class="mention">#no-access</span></p>',
    ],
    [
      '</meeting next:77>',
      '<p><button type="button" class="mention" data-fill="/meeting next ">/meeting next</button></p>',
    ],
    ['[here](https://forum.example/t/9)', '<p><a href="#tokyo/topic-9">here</a></p>'],
  ])('%j', (text, html) => {
    expect(shown(text)).toBe(html);
  });

  it('shows times in the reader’s zone, and relative ones by the sandbox’s clock', () => {
    const seconds = Date.parse('2026-12-01T20:00:00Z') / 1000;
    expect(shown(`<t:${seconds}:F>`)).toContain('>Wednesday, 2 December 2026 05:00</time>');
    expect(shown(`<t:${seconds}:R>`)).toContain('>in 11 days</time>');
  });

  it('opens links in a new tab, without the sentence’s end in them', () => {
    expect(shown('See https://docs.example/a_(b).')).toBe(
      '<p>See <a href="https://docs.example/a_(b)" target="_blank" rel="noopener noreferrer">https://docs.example/a_(b)</a>.</p>',
    );
  });
});

const hostile = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '<javascript:alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<https://x.example/"onmouseover="alert(1)>',
  '</meeting "onclick="x:1>',
  '```"><script>\nx```',
];

/** Markup that would run or load something: unknown elements, event handlers, other schemes. */
const dangerous =
  /<(?!\/?(?:p|br|a|code|pre|strong|em|u|s|span|button|blockquote|ul|ol|li|h[3-6]|time|img|hr|b|i|div|aside|details|summary|table|thead|tbody|tr|td|th|del|ins|sub|sup|small|big|kbd|mark)\b)|<[^>"]*(?:"[^"]*"[^>"]*)*\son\w+=|<[a-z][^<>]*\s(?:href|src)="(?!https?:\/\/|#|\/(?:uploads|files)\/)/iu;

describe('hostile text', () => {
  it.each(hostile)('%j runs nothing on Discord', (text) => {
    expect(shown(text)).not.toMatch(dangerous);
    expect(shown(text)).not.toContain('<script');
  });

  it.each([
    ...hostile,
    '<a href="java&#x73;cript:alert(1)">x</a>',
    '<a href="javascript&colon;alert(1)">x</a>',
    '<img src="https://tracker.example/x.png">',
    '<span class="discourse-local-date" data-date="2026-01-01" onclick="x">y</span>',
    '<iframe src="https://x.example"></iframe><style>*{}</style>',
    '<p style="position:fixed" class="app">x</p>',
  ])('%j runs and loads nothing in a post', (cooked) => {
    expect(safePost(cooked, forum)).not.toMatch(dangerous);
    expect(safePost(cooked, forum)).not.toMatch(/<script|<iframe|<style|tracker|style=|class="app"/u);
  });

  it('any text at all makes only markup that the page knows', () => {
    const pieces = fc.constantFrom(
      '**',
      '*',
      '_',
      '`',
      '```',
      '||',
      '<',
      '>',
      '[',
      '](',
      ')',
      '"',
      '\n',
      '- ',
      '> ',
      '# ',
      '\\',
      '<t:1:F>',
      '<@1>',
      'https://x.example/',
      'javascript:',
      ' onload=',
      '&lt;',
      'a',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (list) => {
        const text = list.join('');
        expect(shown(text)).not.toMatch(dangerous);
        expect(safePost(text, forum)).not.toMatch(dangerous);
      }),
      { numRuns: samples(500) },
    );
  });

  it('a long run of marks takes no long time', () => {
    const begun = beginWork();
    for (const mark of ['*', '_', '`', '[', '<', '> ', '||', '**a']) shown(mark.repeat(4000 / mark.length));
    expect(workSince(begun)).toBeLessThan(3000);
  });
});

describe('a post', () => {
  it('has its dates in the reader’s zone', () => {
    const cooked =
      '<p><span class="discourse-local-date" data-date="2026-12-01" data-time="21:00:00" data-timezone="Europe/Prague">x</span></p>';
    expect(safePost(cooked, forum)).toContain('>Wednesday, 2 December 2026 at 05:00</time></p>');
  });

  it('has its quotes, tables and uploaded pictures', () => {
    expect(safePost('<aside class="quote no-group"><div class="title">lagos:</div></aside>', forum)).toBe(
      '<aside class="quote"><div class="title">lagos:</div></aside>',
    );
    expect(safePost('<img src="upload://a.png" alt="A plan|690x300">', forum)).toBe(
      '<img src="/uploads/a.png" alt="A plan" loading="lazy">',
    );
  });

  it('closes what it opens, and nothing else', () => {
    expect(safePost('<p><b>open</div></article>', forum)).toBe('<p><b>open</b></p>');
  });
});

// Digests in words: inside every limit, no pull request cut in two, and titles that are text whatever they hold.
import { existsSync, readFileSync } from 'node:fs';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { visit } from 'unist-util-visit';
import { describe, expect, test } from 'vitest';
import { cook } from '../../../sandbox/discourse/cook.ts';
import { startGitHub } from '../../../sandbox/github/index.ts';
import { doc, list } from '../../../src/core/document.ts';
import type { PullRequest } from '../../../src/core/github/pull-request.ts';
import { markdownFile as markdown } from '../../../src/core/markdown/file.ts';
import type { Digest, Line } from '../../../src/features/digests/facts.ts';
import { readDigest } from '../../../src/features/digests/reading.ts';
import { digestOf } from '../../../src/features/digests/rules.ts';
import { scopeOf } from '../../../src/features/digests/scope.ts';
import {
  cutDigest,
  fullDigest,
  headline,
  shortDigest,
  sizeOf,
  summaryLine,
} from '../../../src/features/digests/views/digest.ts';
import { pullLine, shortTitle } from '../../../src/features/digests/views/line.ts';
import { digestButtons, digestPage } from '../../../src/features/digests/views/pages.ts';
import { pullCard } from '../../../src/features/digests/views/pull.ts';
import { trendChart, trendWords } from '../../../src/features/digests/views/trend.ts';
import { pictureDrawer } from '../../../src/pictures/png.ts';
import { bodiesOf } from '../../../src/platforms/discord/message.ts';
import { render as renderDiscord } from '../../../src/platforms/discord/render.ts';
import { postLimit, render as renderDiscourse } from '../../../src/platforms/discourse/render.ts';
import { githubSource } from '../../../src/sources/github/index.ts';
import { shortMemory } from '../../../src/sources/github/memory.ts';
import { render as renderWeb } from '../../../src/web/render.ts';
import { contrast, textsOf } from '../../pictures/svg.ts';
import { read } from '../../platforms/discord/reader.ts';
import { wordsOf } from '../../platforms/discourse/world.ts';
import fc, { samples } from '../../property.ts';
import { day, event, pull, review } from './pulls.ts';

const now = day(20);
const scope = scopeOf({ repositories: ['python/cpython'], translations: ['locale/**'] });
const forum = { base: 'https://forum.example/', username: 'docent' };
const cost = { requests: 15, points: 15 };

const family = '👩‍👩‍👧‍👦';
const bad = [
  '[date=2026-12-01 time=18:00:00 timezone="Europe/Prague"]', '@prague and @everyone <@123> <#1> @here', '**bold** _it_ ~~s~~ ||sp||',
  '[x](https://evil.example) https://ok.example/a_b', '# not a heading', '> not a quote', '`code` ```', '[/quote][quote="prague"]',
  '<script>alert(1)</script><!-- docent:x -->', '[poll]\n* a\n[/poll]', 'שלום עולם (עברית) ‮abc', '😀'.repeat(256), family.repeat(64),
  ':smile: :+1: #docs::tag', '- [ ] x', '| a | b |', 'a'.repeat(256), '\\', '&lt;b&gt; &amp;', '<t:1796155200:F>', '   ', '\u0000\u202e\ud800',
]; // biome-ignore format: a list to read

function many(count: number, title: (i: number) => string): PullRequest[] {
  const states: Parameters<typeof pull>[0][] = [
    {}, { isDraft: true }, { mergeable: 'conflicting' }, { checks: 'failed' }, { checks: 'pending' }, { labels: ['needs decision'] },
    { decision: 'approved', details: { reviews: [review('bob', 'approved', 4)] } }, { isFirstTimer: true },
    { details: { requested: ['a', 'b', 'c', 'd'], files: ['locale/pl/a.po'] } },
    { createdAt: new Date('2026-01-01T00:00:00Z'), checks: 'failed', details: { events: [{ ...event('review', 'bob', 1), at: new Date('2026-02-01T00:00:00Z') }] } },
  ]; // biome-ignore format: a list to read
  return Array.from({ length: count }, (_, i) =>
    pull({ ...states[i % states.length], number: i + 1, title: title(i) }),
  );
}

const make = (pulls: readonly PullRequest[], missing: string[] = [], within = scope): Digest =>
  digestOf(
    within,
    {
      pulls,
      missing,
      cost,
      since: day(13),
      openBefore: 10,
      changes: { opened: 3, merged: 30, closed: 1, ended: [] },
    },
    now,
  );
const shown = (digest: Digest) => ({ digest, claims: [], title: 'python/cpython, labelled docs' });
const linesOf = (digest: Digest): Line[] => digest.sections.flatMap(({ prs }) => prs);
const style = { at: now, claims: [], hasRepository: false };

/** What is seen of typed words: without what is invisible, and without white space. */
const visible = (words: string) =>
  words
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\s\ufffd]/gu, '')
    .normalize('NFC');

/** Every pull request stands whole on a line of exactly one part. */
function expectWhole(digest: Digest, parts: readonly string[], alone: (line: Line) => string) {
  const all = parts.flatMap((part) => part.split('\n'));
  for (const line of linesOf(digest)) {
    const own = alone(line);
    expect(all.filter((one) => one === own)).toHaveLength(1);
  }
  expect(parts.join('\n').match(/pull\/\d+\)/gu)).toHaveLength(linesOf(digest).length);
}

const discordLine = (line: Line) => renderDiscord(doc(list(pullLine(line, style)))).parts.join('\n');
const discourseLine = (line: Line) =>
  [...renderDiscourse(doc(list(pullLine(line, style))), forum)].join('\n');

describe.each([
  ['173', 173, (i: number) => `Clarify part ${i} of the tutorial`],
  ['1,451', 1451, (i: number) => `Document the return value of \`function_${i}\` (gh-${i})`],
  ['1,451 with terrible titles', 1451, (i: number) => bad[i % bad.length] ?? ''],
] as const)('a digest of %s pull requests', (_, count, title) => {
  const digest = make(many(count, title));

  test('is whole and inside the limits on Discourse', () => {
    const posts = [...renderDiscourse(fullDigest(shown(digest), { hasTitle: false }), forum)];
    for (const post of posts) expect(post.length).toBeLessThanOrEqual(postLimit);
    expectWhole(digest, posts, discourseLine);
  });

  test.each([4096, 1800])('is whole in messages of %i characters on Discord', (limit) => {
    const { parts } = renderDiscord(fullDigest(shown(digest), { hasTitle: false }), limit);
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(limit);
    expectWhole(digest, parts, discordLine);
  });

  test('is one message in short, with buttons that Discord takes', () => {
    const buttons = digestButtons(2 ** 31 - 1, digest, {
      recordUrl: 'https://forum.example/t/1',
      webUrl: 'https://docent.example/digests/1',
    });
    const bodies = bodiesOf({
      document: shortDigest(shown(digest), 20),
      summary: summaryLine(shown(digest)),
      buttons,
    });
    expect(bodies).toHaveLength(1);
    const [body] = bodies;
    const embed = body?.embeds[0];
    expect((embed?.title?.length ?? 0) + (embed?.description?.length ?? 0)).toBeLessThanOrEqual(6000);
    expect(body?.content.length).toBeLessThanOrEqual(2000);
    expect(body?.allowed_mentions).toEqual({ parse: [], users: [] });
    expect(buttons.length).toBeLessThanOrEqual(25);
    for (const { label } of buttons) expect(label.length).toBeLessThanOrEqual(80);
  });

  test('is one message on each of its pages, which together hold everything', () => {
    const numbers: number[] = [];
    for (const [section, name] of [...digest.sections.keys()].map(
      (i) => [i, digest.sections[i]?.name] as const,
    )) {
      for (let page = 0; page < 500; page += 1) {
        const { document, buttons } = digestPage(shown(digest), { runId: 1, section, page });
        expect(bodiesOf({ document, buttons })).toHaveLength(1);
        numbers.push(
          ...[...markdown(document).matchAll(/pull\/(\d+)\)/gu)].map(([, number]) => Number(number)),
        );
        const more = buttons.find(({ label }) => label === 'More ▶');
        if (!more || more.disabled) break;
      }
      expect(name).toBeDefined();
    }
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i + 1));
  });

  test('is whole in Markdown and on the web', () => {
    const text = markdown(fullDigest(shown(digest), { hasTitle: true }));
    expect(text.match(/pull\/\d+\)/gu)).toHaveLength(count);
    expect(
      renderWeb(fullDigest(shown(digest), { hasTitle: true })).match(/href="[^"]*\/pull\/\d+"/gu),
    ).toHaveLength(count);
  });
});

const typed = fc.oneof(
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...bad),
        fc.string({ unit: 'grapheme', maxLength: 20 }),
        fc.string({ maxLength: 10 }),
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map((parts) => parts.join(' ')),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 256 }),
);
const lineOfTitle = (title: string, author: string) => {
  const [line] = linesOf(make([pull({ title, author, details: { requested: [author] } })]));
  if (!line) throw new Error('There is no line');
  return line;
};

describe('titles and names are text, whatever they hold', () => {
  test('on Discord', () => {
    fc.assert(
      fc.property(typed, typed, (title, author) => {
        const { text, live } = read(discordLine(lineOfTitle(title, author)));
        for (const one of live)
          expect(one).toMatch(
            /^(?:list|link https:\/\/github\.com\/python\/cpython\/pull\/1|autolink https?:\/\/.*)$/u,
          );
        if (!/https?:/u.test(title))
          expect(visible(text).replaceAll(/[［］]/gu, '')).toContain(
            visible(shortTitle(title)).replaceAll(/[［］]/gu, ''),
          );
      }),
      { numRuns: samples(400) },
    );
  });

  test('on Discord, where a name ends no link that stands before it', () => {
    const { live } = read(discordLine(lineOfTitle('x', '](')));
    expect(live).toEqual(['list', 'link https://github.com/python/cpython/pull/1']);
  });

  test('on Discourse', () => {
    fc.assert(
      fc.property(typed, typed, (title, author) => {
        const raw = discourseLine(lineOfTitle(title, author));
        const { html, mentions, quotes, dates, polls } = cook(raw, '/', () => true);
        expect({ mentions, quotes, dates, polls }).toEqual({ mentions: [], quotes: [], dates: 0, polls: 0 });
        expect(html).not.toMatch(/<(?!\/?(?:ul|li|p|a)[ >])/u);
        if (!/https?:/u.test(title)) expect(visible(wordsOf(html))).toContain(visible(shortTitle(title)));
      }),
      { numRuns: samples(400) },
    );
  });

  test('in Markdown, where they mention nobody', () => {
    fc.assert(
      fc.property(typed, typed, (title, author) => {
        const made = markdown(doc(list(pullLine(lineOfTitle(title, author), style))));
        const kinds = new Set<string>();
        // An empty comment keeps a name from being one.
        visit(fromMarkdown(made.replaceAll('<!-- -->', '\u200b')), (node) => void kinds.add(node.type));
        expect(
          [...kinds].filter(
            (kind) => !['root', 'list', 'listItem', 'paragraph', 'link', 'text'].includes(kind),
          ),
        ).toEqual([]);
        expect(made).not.toMatch(/(?<![\w/])@[a-z]/iu);
      }),
      { numRuns: samples(400) },
    );
  });

  test('a long title is cut between letters', () => {
    expect(shortTitle(family.repeat(20), 50)).toBe(`${family.repeat(4)}…`);
    expect(shortTitle('a\nb  c')).toBe('a b c');
    expect(shortTitle(' \n ')).toBe('(no title)');
  });
});

describe('words', () => {
  const words = (
    change: Parameters<typeof pull>[0],
    claims: Parameters<typeof pullLine>[1]['claims'] = [],
  ) => {
    const [line] = linesOf(make([pull(change)]));
    return line ? markdown(doc(list(pullLine(line, { ...style, claims })))).replaceAll('<!-- -->', '') : '';
  };
  const claim = {
    id: 1,
    uid: 'c',
    groupId: 1,
    repo: 'python/cpython',
    number: 1,
    title: '',
    url: '',
    personId: 1,
    name: 'Tokyo',
    until: day(25),
    remindAt: day(23),
    kind: 'review',
    isReminded: false,
  } as const;

  test.each([
    ['an ordinary line', {}, [], 'Clarify the tutorial · ada · no review yet for 2 weeks · S'],
    [
      'a first contribution',
      { isFirstTimer: true },
      [],
      'ada, first contribution 👋 · no review yet for 2 weeks',
    ],
    [
      'reviewers by name',
      { details: { requested: ['bob', 'team docs'] } },
      [],
      'review requested (bob, team docs) for 2 weeks',
    ],
    [
      'many reviewers',
      { details: { requested: ['a', 'b', 'c', 'd'] } },
      [],
      'review requested (a, b and 2 more)',
    ],
    ['of today', { createdAt: now, details: { events: [] } }, [], 'new today · no review yet, since today'],
    ['a claim', {}, [claim], '· S · Tokyo reviews it'],
    ['an unknown size', { mergeable: 'conflicting' as const }, [], '· has conflicts for 2 weeks'],
  ])('%s', (_, change, claims, expected) => {
    expect(words(change, claims)).toContain(expected);
  });

  test('the headline compares with the time before', () => {
    const line = (change: Partial<Digest['totals']>, since: Digest['since'] = day(13)) => {
      const digest = make([pull()]);
      return markdown(
        doc({
          type: 'paragraph',
          children: headline({ ...digest, since, totals: { open: 1, ...change } }).map((one) =>
            typeof one === 'string' ? { type: 'text', value: one } : one,
          ),
        }),
      );
    };
    expect(line({})).toBe('**1 open**');
    expect(line({ openBefore: 1 })).toBe('**1 open** (as many as before)');
    expect(line({ openBefore: 4, opened: 0, merged: 3, closed: 0 })).toBe(
      '**1 open** (3 fewer than before) · 3 merged over 7 days',
    );
    expect(line({ opened: 2 }, day(19))).toBe('**1 open** · 2 opened over one day');
  });

  test('a short digest leaves out what needs nobody, unless there is nothing else', () => {
    const running = pull({
      number: 2,
      title: 'Running',
      checks: 'pending',
      createdAt: day(19),
      updatedAt: day(19),
    });
    const short = (...pulls: PullRequest[]) => markdown(shortDigest(shown(make(pulls)), 5));
    expect(short(running)).toContain('Running');
    expect(short(pull({ title: 'Waits' }), running)).toContain('Waits');
    expect(short(pull({ title: 'Waits' }), running)).not.toContain('Running');
    const asked = scopeOf({ ...scope, sections: ['waiting for a first review', 'waiting for checks'] });
    const digest = make([pull({ title: 'Waits' }), running], [], asked);
    expect(markdown(shortDigest(shown(digest), 5))).toMatch(/Waits.*Running/su);
  });

  test('a digest that is cut for one post has something of each part, and says how to see more', () => {
    const cut = cutDigest(shown(make(many(1000, (i) => `Waits ${i}`))), 20_000, '/prs digest watch:"Docs"');
    expect(sizeOf(cut)).toBeLessThanOrEqual(20_000);
    expect(markdown(cut)).toContain('**Not ready (100)**');
    expect(markdown(cut)).toContain('`/prs digest watch:"Docs" label:NAME`');
  });

  test.each([
    [89, '30 days or more (1)'],
    [90, '90 days or more (1)'],
  ])('where nobody was for %i days it stands under %s', (days, words) => {
    const at = new Date(now.getTime() - days * 86_400_000);
    const quiet = pull({ createdAt: at, details: { events: [{ ...event('review', 'bob', 1), at }] } });
    expect(markdown(fullDigest(shown(make([quiet])), { hasTitle: false }))).toContain(words);
  });

  test('an empty digest congratulates, and says what it could not see', () => {
    const text = markdown(
      fullDigest(shown(make([], ['python/devguide could not be read.'])), { hasTitle: true }),
    );
    expect(text).toContain('No pull request that fits is open.');
    expect(text).toContain('> What I could not see:\n>\n> - python/devguide could not be read.');
  });

  test('a card tells of reviews, and by which commit', () => {
    const one = pull({
      decision: 'approved',
      head: 'new',
      details: {
        reviews: [review('bob', 'approved', 4)],
        events: [event('commit', 'ada', 1), event('review', 'bob', 4), event('commit', 'ada', 6)],
      },
    });
    const text = markdown(pullCard(one, { claim, now, zone: 'UTC' }));
    expect(text).toContain('Waits on **a reviewer** (bob): changed since it was approved');
    expect(text).toContain('bob approved (an earlier commit) on');
    expect(text).toContain('Tokyo reviews it, until');
  });
});

test('the trend is a picture that names what it shows, and words for those who cannot see it', async () => {
  const counts = Array.from({ length: 30 }, (_, i) => ({
    at: new Date(now.getTime() - (29 - i) * 7 * 86_400_000),
    open: 150 + i,
    merged: i % 7,
    isWatched: true,
  }));
  let svg = '';
  const png = await pictureDrawer()((text) => {
    svg = trendChart({ counts, at: now, title: `Open: <b>${'x'.repeat(300)}` }, text);
    return svg;
  });
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  const [heading, ...texts] = textsOf(svg);
  expect(heading).toMatch(/^Open: &lt;b>x+…$/u);
  expect(texts.toSorted()).toEqual([
    '0',
    '100',
    '179',
    '200',
    '2026-05-22',
    '2026-08-21',
    '2026-11-20',
    'merged a week',
    'open',
  ]);
  // The line's own colour, the bars' and the ink stand out from white.
  for (const [, colour = ''] of svg.matchAll(/(?:stroke|fill)="(#[0-9a-f]{6})"/gu)) {
    if (['#ffffff', '#cccccc', '#cfe3f3'].includes(colour)) continue;
    expect(contrast(colour, '#ffffff'), colour).toBeGreaterThan(colour === '#4f81ad' ? 3 : 4.5);
  }
  expect(trendWords({ counts, at: now })).toBe(
    'Open pull requests: 153 on 2026-05-22, 179 on 2026-11-20; between 153 and 179. Merged in that time: 82.',
  );
  expect(trendWords({ counts: [], at: now })).toBe('No digest was made yet.');
});

const realFile = new URL('../../../../shared/data/open-prs.json', import.meta.url);
const hasReal = existsSync(realFile);
if (!hasReal)
  process.stdout.write(
    'The real pull requests: not tried, because open-prs.json is not beside the repository.\n',
  );

test.skipIf(!hasReal)('173 real pull requests are told once each, whole, on both platforms', async () => {
  const github = await startGitHub({ clock: () => now });
  try {
    expect(github.loadSearchPages(JSON.parse(readFileSync(realFile, 'utf8')))).toBe(173);
    const [repo] = github.world.repositories;
    const repositories = [`${repo?.owner}/${repo?.name}`];
    const source = githubSource({ apiUrl: github.url, token: github.token });
    const { digest } = await readDigest(source, {
      scope: scopeOf({ repositories }),
      memory: shortMemory(),
      now,
    });
    expect(new Set(linesOf(digest).map(({ number }) => number)).size).toBe(173);
    expectWhole(
      digest,
      [...renderDiscourse(fullDigest(shown(digest), { hasTitle: false }), forum)],
      discourseLine,
    );
    expectWhole(digest, renderDiscord(fullDigest(shown(digest), { hasTitle: false })).parts, discordLine);
    expect(bodiesOf({ document: shortDigest(shown(digest), 5) })).toHaveLength(1);
  } finally {
    await github.close();
  }
});

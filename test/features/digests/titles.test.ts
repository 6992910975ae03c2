// Titles come out as they were typed: code, e-mail addresses, handles, smileys and hostile text, on each platform.
import { describe, expect, test } from 'vitest';
import { doc, list } from '../../../src/core/document.ts';
import { lineOf } from '../../../src/features/digests/rules.ts';
import { pullLine } from '../../../src/features/digests/views/line.ts';
import { render as renderDiscord } from '../../../src/platforms/discord/render.ts';
import { render as renderDiscourse } from '../../../src/platforms/discourse/render.ts';
import { day, pull } from './pulls.ts';

const titles = [
  'Use `os.path.join(a, *b)` and __init__.py',
  'Write to docs@python.org, ask @hugovk :) or ;-) or :D',
  'Say :tada: less often # often',
  '<script>alert(1)</script> **bold** [x](y) ||spoiler|| ~~no~~',
  '[/quote] [date=2026-01-01] @everyone <@123> <#4>',
];

/** What people see of Markdown: escapes, references and comments are gone. */
const seen = (markdown: string) =>
  markdown
    .replaceAll(/<!-- -->|\u200b/gu, '')
    .replaceAll(/<([\w.]+@[\w.]+)>/gu, '$1')
    .replaceAll(/\\([^A-Za-z0-9\s])/gu, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&#64;', '@');

const document = (title: string) =>
  doc(
    list(
      pullLine(lineOf(pull({ title }), { now: day(20) }), { at: day(20), claims: [], hasRepository: false }),
    ),
  );

describe.each(titles)('%s', (title) => {
  test('on Discord', () => {
    const [text = ''] = renderDiscord(document(title)).parts;
    expect(seen(text)).toContain(title);
    expect(text).not.toMatch(/@everyone|<@123>/u);
  });
  test('on Discourse', () => {
    const [text = ''] = renderDiscourse(document(title), { base: 'https://x.example/', username: 'docent' });
    expect(seen(text)).toContain(title);
    expect(text).not.toMatch(/(?:^|\s)(?::\)|;-\)|:D(?=\s)|@hugovk|:tada:)/u);
  });
});

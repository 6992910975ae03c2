// What nobody can see goes; what scripts and emoji need stays.
import { describe, expect, it } from 'vitest';
import { code, doc, heading, link, p, strong } from '../../../src/core/document.ts';
import { markdownFile } from '../../../src/core/markdown/file.ts';
import { cleaned, cleanedLine, jsonFile } from '../../../src/core/text/cleaned.ts';

describe('cleaned text', () => {
  it.each([
    ['a\u202etxt.exe', 'atxt.exe'],
    ['\u2066x\u2069\u2067y\u2069', 'xy'],
    ['\u001b[31mred', '[31mred'],
    ['a\u0000b\u0007c\u007f\u0090d', 'abcd'],
    ['\ufeffa', 'a'],
    ['a\ufffeb\uffffc', 'abc'],
    ['one\r\ntwo\rthree\u2028four\u2029five\u0085six', 'one\ntwo\nthree\nfour\nfive\nsix'],
    ['\ud800', '\ufffd'],
    ['\tkept\n', '\tkept\n'],
    ['👩‍👩‍👧 नेपाली क्‍ष שלום\u200f', '👩‍👩‍👧 नेपाली क्‍ष שלום\u200f'],
  ])('%j is %j', (value, expected) => {
    expect(cleaned(value)).toBe(expected);
    expect(cleaned(cleaned(value))).toBe(expected);
  });

  it('of a name or a title is one line', () => {
    expect(cleanedLine('  Docs\u202e \r\n call\u0000\t ')).toBe('Docs call');
  });

  it('in JSON it is written down, so that nothing is lost and everything seen; a file in Markdown is without it', () => {
    const all = 'a\u202eb\u2066c\u0000d\u009fe\u2028f\ufeffg\u007fh👩‍👩‍👧 क्‍ष';
    const text = jsonFile({ all });
    expect(JSON.parse(text)).toEqual({ all });
    expect(text).toContain('a\\u202eb\\u2066c\\u0000d\\u009fe\\u2028f\\ufeffg\\u007fh👩‍👩‍👧 क्‍ष');
    const file = markdownFile(
      doc(heading(2, all), p(all, code(all), strong(all), link(`https://example.org/${all}`, all))),
    );
    expect(file).not.toMatch(/[\u0000-\u0008\u007f-\u009f\u2028-\u202e\u2066-\u206f\ufeff]/u);
    expect(file).toContain('abcde\nfgh👩‍👩‍👧 क्‍ष');
  });
});

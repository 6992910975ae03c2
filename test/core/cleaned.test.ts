// What nobody can see goes; what scripts and emoji need stays.
import { describe, expect, it } from 'vitest';
import { cleaned, cleanedLine } from '../../src/core/cleaned.ts';

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
});

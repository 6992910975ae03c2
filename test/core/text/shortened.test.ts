// Texts that have to fit: at the border of what a platform takes stands a whole character.
import { describe, expect, test } from 'vitest';
import { beginning, shortened } from '../../../src/core/text/shortened.ts';
import fc from '../../property.ts';

const family = '👩‍👩‍👧‍👦';
const accented = 'e\u0301';

describe('a text that has to fit', () => {
  test.each([
    ['as long as may be', 'a'.repeat(100), 'a'.repeat(100)],
    ['one longer', 'a'.repeat(101), `${'a'.repeat(99)}…`],
    ['an emoji at the border', `${'a'.repeat(98)}😀b`, `${'a'.repeat(98)}…`],
    ['an emoji that just fits', `${'a'.repeat(97)}😀bc`, `${'a'.repeat(97)}😀…`],
    ['an emoji of several at the border', `${'a'.repeat(95)}${family}`, `${'a'.repeat(95)}…`],
    ['an accent at the border', `${'a'.repeat(98)}${accented}b`, `${'a'.repeat(98)}…`],
    ['words', `${'word '.repeat(30)}`, `${'word '.repeat(19)}word…`],
  ])('%s', (_, text, wanted) => {
    expect(shortened(text, 100)).toBe(wanted);
  });

  test('is never longer, never torn and begins as it did, whatever it is made of', () => {
    const piece = fc.constantFrom('a', ' ', '😀', family, accented, '\u0301'.repeat(60), '🇨🇿', 'ไทย', '\r\n');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.integer({ min: 1, max: 120 }), (pieces, most) => {
        const text = pieces.join('');
        const cut = beginning(text, most);
        expect(text.startsWith(cut)).toBe(true);
        expect(cut.length).toBeLessThanOrEqual(most);
        expect(cut.isWellFormed()).toBe(true);
        const said = shortened(text, most);
        expect(said.length).toBeLessThanOrEqual(most);
        expect(said.isWellFormed()).toBe(true);
      }),
    );
  });

  test('is cut fast, however long it is', () => {
    const text = '\u0301'.repeat(2_000_000);
    expect(shortened(text, 100)).toHaveLength(100);
  });
});

// Notes are written by several people and in portions, and nothing that anybody typed is lost.
import { describe, expect, test } from 'vitest';
import { markOf, openPortion, portionsOf, withTyped } from '../../../src/features/meetings/notes.ts';

const typed = (text: string, base = '', portion = 0) => ({
  section: 'discussion' as const,
  portion,
  base: markOf(base),
  text,
});

describe('two note-takers', () => {
  test('who saves first is not wiped out by who saves next', () => {
    const first = withTyped({}, [typed('- [Ned] Sphinx')]);
    const next = withTyped(first.notes, [typed('- [Stan] Events')]);
    expect(next.notes.discussion).toBe('- [Ned] Sphinx\n- [Stan] Events');
    expect(next.both).toEqual(['discussion']);
  });

  test('what somebody did not touch stays as others wrote it meanwhile', () => {
    const { notes, both } = withTyped({ discussion: 'new' }, [typed('old', 'old')]);
    expect(notes).toEqual({ discussion: 'new' });
    expect(both).toEqual([]);
  });

  test('lines that both have are kept once', () => {
    const { notes } = withTyped({ discussion: 'a\nb' }, [typed('a\nc', 'a')]);
    expect(notes.discussion).toBe('a\nb\nc');
  });

  test('alone, one can take away what one wrote', () => {
    expect(withTyped({ discussion: 'a\nb' }, [typed('b', 'a\nb')]).notes).toEqual({ discussion: 'b' });
    expect(withTyped({ discussion: 'a' }, [typed('', 'a')]).notes).toEqual({});
  });
});

describe('typed where nobody is shown what stands there', () => {
  const unseen = (before: string, text: string) =>
    withTyped({ discussion: before }, [
      { section: 'discussion', portion: 0, base: markOf(before), isUnseen: true, text },
    ]);

  test('a new piece comes behind the others', () => {
    const { notes, both } = unseen('- [Ned] Sphinx is slow.', '- [Stan] The events page is ready.');
    expect(notes.discussion).toBe('- [Ned] Sphinx is slow.\n- [Stan] The events page is ready.');
    expect(both).toEqual(['discussion']);
  });

  test('what goes on in the second field is no other note, and one that was there is still kept', () => {
    const fields = ['First half.', 'Second half.'].map(
      (text, portion) => ({ section: 'discussion', portion, base: '', isUnseen: true, text }) as const,
    );
    const whole = 'First half.\nSecond half.';
    expect(withTyped({}, fields)).toEqual({ notes: { discussion: whole }, both: [] });
    const beside = { notes: { discussion: `Pay Ada.\n${whole}` }, both: ['discussion'] };
    expect(withTyped({ discussion: 'Pay Ada.' }, fields)).toEqual(beside);
    expect(withTyped({ discussion: `Pay Ada.\nFirst half.` }, fields)).toEqual({
      notes: { discussion: `Pay Ada.\n${whole}` },
      both: ['discussion'],
    });
  });

  test('a text that holds all that stood there takes its place, and an empty one takes it away', () => {
    const longer = unseen('We agreed.\nTo use Sphinx.', 'On the tools:\nWe agreed.\nTo use Sphinx.');
    expect(longer).toEqual({ notes: { discussion: 'On the tools:\nWe agreed.\nTo use Sphinx.' }, both: [] });
    expect(unseen('', 'First.')).toEqual({ notes: { discussion: 'First.' }, both: [] });
    expect(unseen('First.', '').notes).toEqual({});
  });

  test('of long notes too an empty text takes all away, and what is added stays whole', () => {
    const long = Array.from({ length: 200 }, (_, i) => `point ${i} of a long discussion`).join('\n');
    const base = markOf(undefined);
    const typedAtEnd = (text: string) =>
      withTyped({ discussion: long }, [{ section: 'discussion', portion: 2, base, isUnseen: true, text }]);
    expect(portionsOf(long).length).toBe(2);
    expect(typedAtEnd('').notes).toEqual({});
    const more = 'x'.repeat(3900);
    expect(typedAtEnd(more)).toEqual({ notes: { discussion: `${long}\n${more}` }, both: ['discussion'] });
  });

  test.each([
    ['Glossary:\n- Agreed.', 'Theme:\n- Agreed.'],
    ['```\nnpm ci\n```', 'Then:\n\n```\nnpm test\n```'],
    ['Yesterday was late.', 'Yes'],
    ['Yes', 'Yesterday was late.'],
    ['🎉', '👍'],
    ['PR 12 is merged.', 'PR 13 is merged.'],
    ['Ned: the theme is done.', 'Stan: the theme of the new site is done, and the events page too.'],
  ])('of "%s" and "%s" every line stays', (before, text) => {
    expect(unseen(before, text).notes.discussion).toBe(`${before}\n${text}`);
  });

  test('the same again stands once, also among others', () => {
    expect(unseen('One.\nTwo is it.\nThree was that.', 'Two is it.').notes.discussion).toBe(
      'One.\nTwo is it.\nThree was that.',
    );
    const first = 'The theme is done and so is the glossary.\nThe events page is ready for review by all.';
    expect(unseen(`${first}\nPay Ada.`, first)).toEqual({
      notes: { discussion: `${first}\nPay Ada.` },
      both: [],
    });
  });

  test('what was kept as it was shown takes nothing away that came meanwhile', () => {
    const old = 'Ned: the theme is done and the events page is ready for review now.';
    const kept = { section: 'discussion', portion: 0, base: markOf(old), isUnseen: true, text: old } as const;
    expect(withTyped({ discussion: `${old}\nPay Ada.` }, [kept]).notes.discussion).toContain('Pay Ada');
  });
});

describe('long notes', () => {
  const long = Array.from({ length: 300 }, (_, i) => `- [Somebody] point ${i} of a long discussion`).join(
    '\n',
  );

  test('come in portions that a field holds, and together are what was typed', () => {
    const portions = portionsOf(long);
    expect(portions.length).toBeGreaterThan(2);
    for (const one of portions) expect(one.length).toBeLessThanOrEqual(4000);
    expect(portions.join('')).toBe(long);
    expect(openPortion(portions)).toBeGreaterThan(0);
  });

  test('a new portion is added after the others', () => {
    const { notes } = withTyped({ discussion: long }, [typed('- the end', '', portionsOf(long).length)]);
    expect(notes.discussion).toBe(`${long}\n- the end`);
  });

  test('an earlier portion is changed in its place', () => {
    const [first = ''] = portionsOf(long);
    const { notes, both } = withTyped({ discussion: long }, [
      typed(first.replace('point 0', 'POINT'), first),
    ]);
    expect(notes.discussion).toBe(long.replace('point 0', 'POINT'));
    expect(both).toEqual([]);
  });

  test('a word that was cut in two is one word again', () => {
    const word = 'x'.repeat(4300);
    const last = portionsOf(word)[1] ?? '';
    const { notes } = withTyped({ discussion: word }, [typed(`${last} y`, last, 1)]);
    expect(notes.discussion).toBe(`${word} y`);
  });
});

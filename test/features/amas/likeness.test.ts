// Which questions are suggested to be the same: by their words, in any script, and no others.
import { describe, expect, test } from 'vitest';
import { likenesses } from '../../../src/features/amas/likeness.ts';
import { beginWork, workSince } from '../../work-time.ts';

const asked = [
  'How do I build the docs on Windows?',
  'Which page should a newcomer read first?',
  'Will there be a dark theme for the documentation?',
  'ドキュメントをビルドする方法を教えてください',
  '新人应该先阅读哪个页面？',
  'มือใหม่ควรอ่านหน้าไหนก่อน',
  'Какую страницу новичку читать сначала?',
  'How?',
  'Where do I send small fixes of spelling?',
  'Wer ist der Moderator?',
  'How to contribute?',
  'Why does `dict[str, int]` not render?',
].map((text, i) => ({ id: i + 1, text }));

describe('a question', () => {
  test.each([
    ['how can I build docs on windows', [1]],
    ['What page should newcomers read first?', [2]],
    ['Is a dark theme coming for documentation?', [3]],
    ['ドキュメントをビルドする方法は？', [4]],
    ['新人先阅读哪个页面？', [5]],
    ['มือใหม่อ่านหน้าไหนก่อน', [6]],
    ['Какую страницу читать новичку сначала', [7]],
    ['Where can I send a spelling fix?', [9]],
    ['Wer ist der Autor?', []],
    ['How can I contribute?', [11]],
    ['How can I contribute2?', []],
    ['`dict[str, int]` does not render, why?', [12]],
    ['Why does `list[int]` not render?', []],
    ['How do I test the docs on Linux?', []],
    ['Which theme do you like?', []],
    ['How?', []],
    ['', []],
    ['🙂 ??? @everyone', []],
  ])('%j is perhaps the same as %j', (text, ids) => {
    expect(likenesses()(1, { id: 99, text }, asked)).toEqual(ids);
  });

  test('is compared with what others say now, and never with itself or another AMA', () => {
    const find = likenesses();
    const one = { id: 1, text: 'How do I build the docs on Windows?' };
    expect(find(1, one, [one])).toEqual([]);
    expect(find(1, { ...one, id: 2 }, [one])).toEqual([1]);
    expect(find(1, { ...one, id: 2 }, [{ id: 1, text: 'Who decides?' }])).toEqual([]);
    expect(find(2, { ...one, id: 2 }, [])).toEqual([]);
    expect(find(1, { ...one, id: 2 }, [])).toEqual([]);
  });

  test('among a thousand is compared at once', () => {
    const find = likenesses();
    const many = Array.from({ length: 1000 }, (_, i) => ({
      id: i + 1,
      text: `What is page ${i} of chapter ${i % 7} about, ${i * 3}?`,
    }));
    find(1, many[0] ?? { id: 0, text: '' }, many);
    const began = beginWork();
    for (const one of many.slice(0, 100)) find(1, one, many);
    expect(workSince(began) / 100).toBeLessThan(100);
  });
});

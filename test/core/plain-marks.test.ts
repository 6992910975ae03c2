// What people mean is read with the apostrophe of any keyboard.
import { describe, expect, test } from 'vitest';
import { plainMarks } from '../../src/core/plain-marks.ts';
import { isAgreement } from '../../src/features/amas/agreement.ts';
import { readAnswers } from '../../src/features/meetings/polls/answers.ts';
import { spokenAnswer } from '../../src/features/meetings/spoken-answer.ts';
import { spokenChoice } from '../../src/features/votes/choices.ts';

describe('apostrophes', () => {
  test.each(["'", '’', '‘', 'ʼ', '′', '´', '`', '＇'])('of the kind %s', (mark) => {
    expect(spokenAnswer(`I can${mark}t make it this time`)).toBe('cant');
    expect(spokenAnswer(`I${mark}ll be there`)).toBe('going');
    expect(readAnswers(`1 can${mark}t`, { open: [1], count: 1 }).get(1)).toBe('no');
    expect(spokenChoice(`I${mark}m abstain`)).toBe('abstain');
    expect(isAgreement(`I${mark}d vote for this`)).toBe(true);
  });

  test('code keeps its back-quotes', () => {
    expect(plainMarks('`yes` and `no`')).toBe('`yes` and `no`');
  });
});

// Of several faults that were thrown at once the log and the callers see what matters.
import { expect, it } from 'vitest';
import { asOne, messageOf, OutsideError } from '../../src/core/errors.ts';

it('what failed outside stays known as that, and hides no fault of ours', () => {
  const outside = [new OutsideError('The forum has trouble.'), new OutsideError('Discord has trouble.')];
  const ours = [new TypeError('No such thing'), new RangeError('Too many')];
  expect(asOne(outside)).toBe(outside[0]);
  expect(asOne([...outside, ours[0]])).toBe(ours[0]);
  expect(asOne([outside[0], ...ours])).toMatchObject({ errors: ours, message: 'No such thing; Too many' });
});

it('what has no words is called by its code, as where each address of a host refused', () => {
  const refused = Object.assign(new AggregateError([new Error('IPv6'), new Error('IPv4')]), {
    code: 'ECONNREFUSED',
  });
  expect([refused, new TypeError('No'), 'none', new TypeError()].map(messageOf)).toEqual([
    'ECONNREFUSED',
    'No',
    'none',
    'TypeError',
  ]);
});

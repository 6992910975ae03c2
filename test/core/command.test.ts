// The ids of buttons and forms: what goes in comes out, and nothing else is taken for one of ours.
import { describe, expect, it } from 'vitest';
import { customId, readCustomId } from '../../src/core/command/custom-id.ts';

describe('the id of a button', () => {
  it('holds a name and arguments, whatever is in them', () => {
    const args = ['12', 'a:b', '100 %', 'ünï'];
    expect(readCustomId(customId('meetings/rsvp', args))).toEqual({ name: 'meetings/rsvp', args });
  });

  it.each(['', 'v1', 'v1:', 'v2:meetings/rsvp', 'old_button', 'v1:meetings/rsvp:%E0%A4%A'])(
    'is not taken for ours when it is %j',
    (id) => expect(readCustomId(id)).toBeUndefined(),
  );

  it('is refused when it is longer than Discord takes', () => {
    expect(() => customId('meetings/rsvp', ['x'.repeat(90)])).toThrow(/100 characters/u);
  });
});

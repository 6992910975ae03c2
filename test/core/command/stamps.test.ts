// Buttons and forms of answers are of one database, as it was begun or restored the last time.
import { describe, expect, test } from 'vitest';
import { customId } from '../../../src/core/command/custom-id.ts';
import { stampsOf } from '../../../src/core/command/stamps.ts';
import { doc } from '../../../src/core/document.ts';
import { openForm, say } from '../../../src/core/reply.ts';

const [own, other, none] = [stampsOf('aB3_x'), stampsOf('other'), stampsOf(undefined)];
const form = openForm('votes/open', { title: 'Vote', fields: [], args: ['12'] });
const idOf = (reply: ReturnType<typeof own.on>) => {
  if (reply.kind === 'form') return customId(reply.form, reply.args);
  const [button] = reply.buttons ?? [];
  return button && 'action' in button ? customId(button.action, button.args) : '';
};
const answer = say(doc(), {
  buttons: [
    { label: 'Next', action: 'votes/next', args: ['12'] },
    { label: 'Open', url: 'https://example.org' },
  ],
});

describe('what was answered', () => {
  test.each([form, answer])('comes back with its arguments, and to no other database', (reply) => {
    const id = idOf(own.on(reply));
    expect(own.read(id).args).toEqual(['12']);
    expect(() => other.read(id)).toThrow('an earlier database of mine');
  });

  test('without a stamp is taken: what is published bears none', () => {
    expect(own.read(idOf(none.on(answer)))).toEqual({ name: 'votes/next', args: ['12'] });
  });

  test.each([60, 75])(
    'about a repository of %i characters has its buttons, with a stamp as far as there is room',
    (length) => {
      const repo = `docs-team/${'r'.repeat(length - 'docs-team/'.length)}`;
      const buttons = [{ label: 'Later', action: 'digests/triage', args: [repo, '12'] }];
      const id = idOf(own.on(say(doc(), { buttons })));
      expect(own.read(id).args).toEqual([repo, '12']);
      expect(id.includes('~')).toBe(length === 60);
    },
  );

  test('that only links stays as it is', () => {
    expect(own.on(say(doc()))).toEqual(say(doc()));
  });
});

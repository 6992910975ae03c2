// Forms of pages: what is needed is asked for by the browser where that can be said, and choices stand as they were chosen.
import { expect, test } from 'vitest';
import { formHtml } from '../../src/web/form.ts';

const choices = [
  { value: 'yes', label: ['Yes'] },
  { value: 'no', label: ['No'] },
];

test.each([
  ['one', true, 2, 'radio'],
  ['one', false, 0, 'radio'],
  // Each box that is required would have to be ticked.
  ['several', true, 0, 'checkbox'],
] as const)('of %s that is required (%s), %i inputs are', (kind, required, count, type) => {
  const field = { kind, name: 'answer', label: 'Answer', required, choices, ticked: ['no'] };
  const html = formHtml({ fields: [field], submit: 'Send' }, new Map());
  expect(html.match(/ required/gu) ?? []).toHaveLength(count);
  expect(html.match(new RegExp(`type="${type}"`, 'gu'))).toHaveLength(2);
  expect(html).toContain('value="no" checked');
  expect(html).not.toContain('value="yes" checked');
});

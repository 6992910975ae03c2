// The log: JSON a line, words on a terminal, and no secret in either.
import { expect, test } from 'vitest';
import { OutsideError } from '../src/core/errors.ts';
import { createLog } from '../src/log.ts';

function written(isTerminal: boolean, secrets: readonly string[] = []) {
  const lines: string[] = [];
  const log = createLog({ level: 'info', isTerminal, secrets, write: (line) => lines.push(line) });
  return { log, text: () => lines.join('') };
}

test('a line is one JSON object with its facts', () => {
  const { log, text } = written(false);
  log.info({ key: 'meeting/1' }, 'Published');
  expect(JSON.parse(text())).toMatchObject({ level: 30, key: 'meeting/1', msg: 'Published' });
});

test('below the level nothing is written', () => {
  const { log, text } = written(false);
  log.debug({}, 'detail');
  expect(text()).toBe('');
});

test.each([false, true])('a secret never shows, wherever it stands (terminal: %s)', async (isTerminal) => {
  const { log, text } = written(isTerminal, ['s3cret-token', 'other-key']);
  log.error(
    { err: new Error('401 for Bot s3cret-token'), header: { auth: 'other-key' } },
    'with s3cret-token',
  );
  await expect.poll(text).not.toBe('');
  expect(text()).toContain('[secret]');
  expect(text()).not.toContain('s3cret-token');
  expect(text()).not.toContain('other-key');
});

test('on a terminal it is words', async () => {
  const { log, text } = written(true);
  log.warn({ where: 'discourse' }, 'will try again');
  await expect.poll(text).not.toBe('');
  expect(text()).toMatch(/WARN.*will try again/u);
});

test.each([false, true])(
  'no token by which an answer is given, and nothing of what was sent (terminal: %s)',
  async (isTerminal) => {
    const { log, text } = written(isTerminal);
    const url = 'https://chat.example/api/v10/webhooks/123456/aW50ZXJhY3Rpb246MTIz.x_y-z/messages/@original';
    const refused = Object.assign(new Error(`PATCH ${url} failed`), {
      status: 400,
      code: 50035,
      url,
      requestBody: { json: { content: 'Only you see that the answer is 42' }, files: [] },
      rawError: { message: 'Only you' },
    });
    const outside = new Error('It does not take that', { cause: refused });
    log.warn({ err: refused }, 'An answer did not reach its reader');
    log.error({ err: new AggregateError([outside], 'Several') }, 'A feature could not take it in');
    await expect.poll(text).not.toBe('');
    expect(text()).toContain('50035');
    expect(text()).toContain('/webhooks/123456/[secret]/messages');
    expect(text()).not.toContain('aW50ZXJhY3');
    expect(text()).not.toContain('Only you');
  },
);

test('what comes from outside says what failed, and has no stack; a fault of ours has one', () => {
  const { log, text } = written(false);
  const cause = Object.assign(new Error('Bad gateway'), { status: 502, method: 'GET' });
  const outside = new OutsideError('The forum has trouble of its own', { cause });
  outside.call = { method: 'GET', url: 'https://forum.example/t/1.json' };
  log.warn({ err: new Error('Ours', { cause: outside }) }, 'failed');
  const { err } = JSON.parse(text());
  expect(err.stack).toContain('log.test.ts');
  expect(err.cause).toEqual({
    type: 'OutsideError',
    message: 'The forum has trouble of its own',
    method: 'GET',
    url: 'https://forum.example/t/1.json',
    cause: { type: 'Error', message: 'Bad gateway', status: 502, method: 'GET' },
  });
});

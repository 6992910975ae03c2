// What answers in Discord's place, such as a network that wants a log-in: nothing counts as done.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doc, p } from '../../../src/core/document.ts';
import { api } from '../../../src/platforms/discord/api.ts';
import { callsFor } from '../../../src/platforms/discord/calls.ts';
import { answerRests, restClient } from '../../../src/platforms/discord/client.ts';
import { bodiesOf } from '../../../src/platforms/discord/message.ts';

type Answer = readonly [status: number, headers: Readonly<Record<string, string>>, body: string];

const page = { 'content-type': 'text/html; charset=utf-8' };
const others: Readonly<Record<string, Answer>> = {
  'a page': [200, page, '<html>Welcome to this network</html>'],
  'a page with an error': [403, page, '<html>Blocked</html>'],
  'a way elsewhere': [302, { location: 'http://127.0.0.1:9/login' }, ''],
  'nothing that Discord says': [200, {}, ''],
};
const done: Answer = [204, {}, ''];

let answers: Answer[] = [];
let apiUrl = '';
const server = createServer((request, response) => {
  request.resume();
  const [status, headers, body] = answers.shift() ?? [500, {}, ''];
  response.writeHead(status, headers).end(body);
});

beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  apiUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/api`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

describe.each(Object.entries(others))('%s in place of an answer', (_, other) => {
  const rest = () =>
    api(restClient(apiUrl, 'made.up.token'), {
      self: () => '1',
      nameOf: () => undefined,
      failed: () => {},
      worked: () => expect.unreachable(),
    });
  it.each<[what: string, act: () => Promise<unknown>]>([
    ['removes no message', () => rest().remove('22', '600')],
    ['pins none', () => rest().setPinned('22', '600', true)],
    ['unpins none', () => rest().setPinned('22', '600', false)],
    ['starts no thread', () => rest().startThread('22', '600', 'Name')],
    [
      'sends none',
      async () => {
        const [body] = bodiesOf({ document: doc(p('Hello')) });
        if (body) await rest().send('22', body, 'nonce');
      },
    ],
  ])('%s', async (_, act) => {
    answers = [other];
    await expect(act()).rejects.toMatchObject({ name: 'OutsideError', isPermanent: false });
    expect(answers).toEqual([]);
  });

  it('answers nobody: the same is said once more', async () => {
    const asked = {
      id: '1',
      applicationId: '2',
      token: 'made.up',
      isFromMessage: false,
      isFromPrivate: false,
    };
    const calls = callsFor(answerRests(apiUrl), asked);
    answers = [other, done];
    expect(await calls.acknowledge(true)).toBe(true);
    answers = [other, [200, { 'content-type': 'application/json' }, '{"id":"600"}']];
    const [body] = bodiesOf({ document: doc(p('Hello')) });
    expect(body && (await calls.follow(body, true))).toBe('600');
    answers = [other, done];
    await calls.withdraw();
    expect(answers).toEqual([]);
  });
});

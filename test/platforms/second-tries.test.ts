// A reading that fails in passing is tried once more, by every client alike; what changes something is sent once, and an outage is not asked twice.
import { createServer } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { restClient } from '../../src/platforms/discord/client.ts';
import { client } from '../../src/platforms/discourse/client.ts';
import { githubClient } from '../../src/sources/github/client.ts';

let requests = 0;
let failing = 0;
let how: 'status' | 'cut' | 'half' = 'status';
const server = createServer((request, response) => {
  requests += 1;
  request.resume().on('end', () => {
    if (failing <= 0)
      return response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{}}');
    failing -= 1;
    if (how === 'status') return response.writeHead(502).end();
    if (how === 'cut') return response.destroy();
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
    return response.write('{"da', () => response.destroy());
  });
});
let url = '';
beforeEach(async () => {
  requests = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It does not listen');
  url = `http://127.0.0.1:${address.port}`;
});
afterEach(async () => {
  failing = 0;
  await new Promise((resolve) => server.close(resolve).closeAllConnections());
});

/** What each client reads and writes. */
const clients = {
  discord() {
    const rest = restClient(`${url}/api`, 'token');
    return {
      read: () => rest.get('/gateway/bot'),
      write: () => rest.post('/channels/1/messages', { body: { content: 'Hello' } }),
    };
  },
  discourse() {
    const forum = client({ url, apiKey: 'key', username: 'docent', now: () => new Date() });
    return {
      read: () => forum.request({ path: 'site.json' }, z.unknown()),
      write: () => forum.request({ method: 'POST', path: 'posts.json', body: { raw: 'Hello' } }, z.unknown()),
    };
  },
  'github, REST': () => {
    const github = githubClient({ apiUrl: url });
    return { read: () => github.get('/rate_limit', z.unknown()) };
  },
  'github, GraphQL': () => {
    const github = githubClient({ apiUrl: url });
    return { read: () => github.graphql('{ viewer { login } }', {}, z.unknown()) };
  },
} as const satisfies Record<string, () => { read(): Promise<unknown>; write?(): Promise<unknown> }>;
const names = Object.keys(clients).filter((name): name is keyof typeof clients => name in clients);
const failures = ['status', 'cut', 'half'] as const;

test.each(names.flatMap((name) => failures.map((failure) => [name, failure] as const)))(
  '%s: a reading that meets one failure (%s) is answered',
  async (name, failure) => {
    const { read } = clients[name]();
    how = failure;
    failing = 1;
    await expect(read()).resolves.toBeDefined();
    expect(requests).toBe(2);
  },
);

test.each(names)('%s: an outage is asked twice once, then once until it is over', async (name) => {
  const { read } = clients[name]();
  how = 'status';
  failing = 3;
  await expect(read()).rejects.toThrow();
  expect(requests).toBe(2);
  await expect(read()).rejects.toThrow();
  expect(requests).toBe(3);
  await read();
  failing = 1;
  await read();
  expect(requests).toBe(6);
});

test('discourse: what is asked without the key is asked once, and does not keep what is asked with it from a second try', async () => {
  const forum = client({ url, apiKey: 'key', username: 'docent', now: () => new Date() });
  const read = (isOpen: boolean) => forum.request({ path: 'site.json', isOpen }, z.unknown());
  how = 'status';
  failing = 1;
  await expect(read(true)).rejects.toThrow();
  expect(requests).toBe(1);
  failing = 1;
  await read(false);
  expect(requests).toBe(3);
});

test.each(['discord', 'discourse'] as const)('%s: what changes something is sent once', async (name) => {
  const { write } = clients[name]();
  for (how of failures) {
    requests = 0;
    failing = 1;
    await expect(write()).rejects.toThrow();
    expect(requests).toBe(1);
  }
});

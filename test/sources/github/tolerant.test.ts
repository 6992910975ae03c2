// Servers that are only like GitHub: what they leave out is done without, and what cannot be read is said in words.

import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { githubSource } from '../../../src/sources/github/index.ts';
import { shortMemory } from '../../../src/sources/github/memory.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function serve(answer: (body: string) => unknown) {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answer(body)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => server.close());
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return githubSource({ apiUrl: `http://127.0.0.1:${port}/`, token: 'x' });
}

const query = { repository: 'o/n', labels: [], isWanted: () => true };

test('a list with no more than number, title, address and a date is enough', async () => {
  const node = {
    number: 7,
    title: 'T',
    url: 'https://github.com/o/n/pull/7',
    updatedAt: '2024-09-17T10:00:00Z',
    author: null,
  };
  const source = await serve((body) =>
    body.includes('pageInfo')
      ? {
          data: {
            repository: {
              nameWithOwner: 'o/n',
              pullRequests: { pageInfo: { hasNextPage: false }, nodes: [node] },
            },
          },
        }
      : { data: { nodes: [] } },
  );
  const { pulls, missing } = await source.readPulls(query, shortMemory(), async () => {});
  expect(pulls).toMatchObject([
    { number: 7, author: 'ghost', createdAt: new Date('2024-09-17T10:00:00Z'), head: '' },
  ]);
  expect(missing).toEqual(['#7 of o/n: only the outline could be read.']);
});

test('nonsense is a failure in words, to be tried again', async () => {
  const source = await serve(() => ({ data: { repository: { nameWithOwner: 'o/n', pullRequests: [] } } }));
  await expect(source.readPulls(query, shortMemory(), async () => {})).rejects.toMatchObject({
    name: 'OutsideError',
    isPermanent: false,
    message: 'GitHub answered in a way that I do not understand (repository.pullRequests).',
  });
});

test('a refused question is repeated in words', async () => {
  const source = await serve(() => ({ errors: [{ message: "Field 'x' doesn't exist" }] }));
  await expect(source.readIssues({ repository: 'o/n', anyOf: [], allOf: [] })).rejects.toThrow(
    "GitHub refused the question: Field 'x' doesn't exist",
  );
});

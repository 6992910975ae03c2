// Requests are spaced out, so that Discord sees no more than 50 of them in any second; and none waits for ever.
import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { answerRests, restClient } from '../../../src/platforms/discord/client.ts';
import { pace } from '../../../src/platforms/discord/pace.ts';
import { beginBeats } from '../../work-time.ts';

/** The most moments that lie in one second, wherever it begins. */
const mostInSecond = (moments: readonly number[]): number =>
  Math.max(...moments.map((from) => moments.filter((at) => at >= from && at - from < 1000).length));

test('in no second more than 50 go, though the process was held up in between', async () => {
  const paced = pace();
  const sent: number[] = [];
  await Promise.all(
    Array.from({ length: 110 }, (_, i) =>
      paced(async () => {
        sent.push(performance.now());
        if (i === 30) for (const until = performance.now() + 300; performance.now() < until; );
      }),
    ),
  );
  expect(mostInSecond(sent)).toBeLessThanOrEqual(50);
  // What was missed while it was held up is not made up for in one go.
  expect((sent[40] ?? 0) - (sent[31] ?? 0)).toBeGreaterThan(7 * 21);
});

test('in no second more than 50 arrive, though some were long on their way, or failed there', async () => {
  const paced = pace();
  const arrived: number[] = [];
  await Promise.all(
    Array.from({ length: 90 }, (_, i) =>
      paced(async () => {
        await sleep(i < 30 ? 600 : 0);
        arrived.push(performance.now());
        if (i % 2) throw new Error('broken off');
      }).catch(() => {}),
    ),
  );
  expect(arrived).toHaveLength(90);
  expect(mostInSecond(arrived)).toBeLessThanOrEqual(50);
});

test('whoever comes alone does not wait', async () => {
  const waits: number[] = [];
  // On a busy machine one of them may be kept waiting by others.
  for (let again = 0; again < 10; again += 1) {
    const paced = pace();
    const began = performance.now();
    await paced(async () => {});
    waits.push(performance.now() - began);
  }
  expect(Math.min(...waits)).toBeLessThan(15);
});

test('requests of all routes together go at that pace', async () => {
  const server = createServer(
    (_, answer) => void answer.writeHead(200, { 'content-type': 'application/json' }).end('{}'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  try {
    const rest = restClient(
      `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/api`,
      'token',
    );
    const began = performance.now();
    await Promise.all(Array.from({ length: 20 }, (_, i) => rest.get(`/channels/${i}`)));
    // The first waits for nothing, and one may make up for what a timer was late.
    expect(performance.now() - began).toBeGreaterThan(18 * 21 - 1);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

describe('an answer that does not end', () => {
  const listening = async (endless: (answer: ServerResponse) => void) => {
    const server = createServer((_, answer) => {
      answer.writeHead(200, { 'content-type': 'application/json' });
      endless(answer);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    return { server, url: `http://127.0.0.1:${port}/api` };
  };

  test.each<readonly [what: string, endless: (answer: ServerResponse) => void]>([
    ['comes to nothing after its first letter', (answer) => void answer.write('{')],
    [
      'goes on and on',
      (answer) => {
        const much = 'x'.repeat(1024 * 1024);
        const more = () => {
          while (!answer.destroyed && answer.write(much));
        };
        answer.on('drain', more);
        more();
      },
    ],
  ])('that %s is given up, and its route is free again', async (_, endless) => {
    const { server, url } = await listening(endless);
    try {
      const { first } = answerRests(url);
      const beats = beginBeats();
      const asked = [first.get('/users/@me', { auth: false }), first.get('/users/@me', { auth: false })];
      for (const one of await Promise.allSettled(asked)) expect(one.status).toBe('rejected');
      expect(beats()).toBeLessThan(20_000);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});

// Commands that Discord did not take: tried again, however it refused them, and told once.
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';
import { REST } from 'discord.js';
import { afterEach, expect, test, vi } from 'vitest';
import { createLog } from '../../../src/log.ts';
import { registrations } from '../../../src/platforms/discord/registering.ts';

afterEach(() => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
});

test.each([
  ['for lack of a scope', 403, 50001],
  ['for lack of a permission', 403, 50013],
  ['for what it holds', 400, 50035],
  ['for the day', 400, 30034],
])(
  'refused %s, they are there an hour later at the latest, and nobody waits for that',
  async (_, status, code) => {
    let tries = 0;
    const lines: string[] = [];
    const pauses: unknown[] = [];
    const hour = Promise.withResolvers<void>();
    vi.spyOn(timers, 'setTimeout').mockImplementation(async (length) => {
      pauses.push(length);
      await hour.promise;
    });
    syncBuiltinESMExports();
    const rest = new REST({
      retries: 0,
      async makeRequest() {
        tries += 1;
        return tries < 3 ? Response.json({ code, message: 'Refused' }, { status }) : Response.json([]);
      },
    }).setToken('made.up.token');
    const registering = registrations({
      rest,
      log: createLog({
        level: 'warn',
        isTerminal: false,
        secrets: [],
        write: (line) => void lines.push(line),
      }),
      now: () => new Date(),
      stopping: new AbortController().signal,
      failed: () => {},
      isConnected: () => true,
    });
    registering.begin({ id: '11', name: 'Docs', client: { application: { id: '1' } } }, []);
    await registering.settled();
    expect(tries).toBe(1);
    hour.resolve();
    await expect.poll(() => tries).toBe(3);
    expect(pauses).toEqual([3_600_000, 3_600_000]);
    expect(lines.map((line) => /The commands of Docs are not registered/u.test(line))).toEqual([true]);
    expect(lines[0]).not.toContain('nothing');
  },
);

test('what fails when nobody waits for them any more is told', async () => {
  vi.spyOn(timers, 'setTimeout').mockImplementation(async () => {});
  syncBuiltinESMExports();
  const lines: string[] = [];
  const rest = new REST({
    retries: 0,
    makeRequest: async () => Response.json({ code: 50001, message: 'Refused' }, { status: 403 }),
  }).setToken('made.up.token');
  const registering = registrations({
    rest,
    log: createLog({
      level: 'error',
      isTerminal: false,
      secrets: [],
      write: (line) => void lines.push(line),
    }),
    now: () => new Date(),
    stopping: new AbortController().signal,
    failed: () => {},
    isConnected() {
      throw new Error('Nobody expected this.');
    },
  });
  registering.begin({ id: '11', name: 'Docs', client: { application: { id: '1' } } }, []);
  await registering.settled();
  await expect.poll(() => lines.join('\n')).toContain('Nobody expected this.');
});

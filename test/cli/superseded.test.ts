// A running bot, as a real process, whose database becomes another's: it stops by itself, and says why.
import { describe, expect, type TestContext, test } from 'vitest';
import { connect, type Database, transaction } from '../../src/storage/client.ts';
import { retire, runningBots } from '../../src/storage/running.ts';
import { freshDatabases } from '../storage/database.ts';
import { docent } from './running.ts';
import { openServers } from './servers.ts';

// Each waits until its bot looks at the database again: all do so at the same time.
describe.concurrent.each(freshDatabases())('a bot that runs on $name', ({ url }) => {
  /**
   * Changes the database under a running bot; answers how the bot ended, and how another start on it does. Which of the tests
   * that run at once has finished only its own context tells.
   */
  async function changed({ onTestFinished }: TestContext, change: (database: Database) => Promise<unknown>) {
    const closing: (() => Promise<unknown>)[] = [];
    onTestFinished(async () => {
      for (const close of closing.reverse()) await close();
    });
    const servers = await openServers();
    closing.push(() => servers.close());
    const place = await url();
    closing.push(() => place.remove());
    const env = { ...servers.env, DATABASE_URL: place.url };
    const bot = docent(['start'], env);
    closing.push(async () => {
      if (bot.child.exitCode === null) bot.child.kill('SIGKILL');
      await bot.ended;
    });
    await bot.until('Docent is ready');
    const database = await connect(place.url);
    closing.push(() => database.$disconnect());
    await change(database);
    const ended = await bot.ended;
    expect(await runningBots(database)).toEqual([]);
    const again = await docent(['start'], env).ended;
    return { ended, again };
  }

  test('stops cleanly when a newer version has brought the database to its schema', async (context) => {
    const { ended, again } = await changed(context, (database) =>
      database.$executeRawUnsafe(
        `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
         VALUES ('newer', 'x', '9999_newer', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 1)`,
      ),
    );
    expect(ended).toMatchObject({ status: 0, err: '' });
    expect(ended.out).toMatch(
      /I leave the database to others: .*newer version of Docent .*9999_newer[\s\S]*"msg":"Stopped"/u,
    );
    expect(again.status).toBe(1);
  });

  test('stops cleanly when the database was retired', async (context) => {
    const { ended, again } = await changed(context, (database) =>
      transaction(database, (rows) => retire(rows, 'elsewhere.db')),
    );
    expect(ended).toMatchObject({ status: 0, err: '' });
    expect(ended.out).toMatch(
      /I leave the database to others: .*copied to elsewhere\.db and retired[\s\S]*"msg":"Stopped"/u,
    );
    expect(again.status).toBe(1);
  });
});

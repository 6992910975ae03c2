// Copies of large tables, page by page: every row once, whatever its key.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { connect } from '../../src/storage/client.ts';
import { copyAll } from '../../src/storage/copy.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { freshDatabases } from './database.ts';

describe.each(freshDatabases())('on $name', ({ open }) => {
  test('a table whose rows are told apart by two columns is copied whole, with many of one first column', async () => {
    const { database, close } = await open();
    const folder = mkdtempSync(join(tmpdir(), 'docent-tables-'));
    const path = join(folder, 'copy.db');
    const target = await connect(path);
    try {
      await migrate(target, path);
      // In no order, as they come.
      const ids = Array.from({ length: 2_300 }, (_, n) => String((n * 1_009) % 2_309));
      await database.conversation.createMany({
        data: ids.map((accountId) => ({ platform: 'chat', accountId, remoteId: `dm-${accountId}` })),
      });
      await copyAll(database, target, 'as-it-was');
      const copied = await target.conversation.findMany();
      expect(copied.map(({ accountId }) => accountId).sort()).toEqual(ids.sort());
    } finally {
      await target.$disconnect();
      await close();
      rmSync(folder, { recursive: true });
    }
  });
});

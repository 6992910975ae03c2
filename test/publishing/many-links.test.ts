// What a thousand messages link to: when it is made or moves, all of them are looked at again.
import { afterEach, describe, expect, it } from 'vitest';
import { markAskers } from '../../src/publishing/store.ts';
import { transaction } from '../../src/storage/client.ts';
import { makeGroup } from '../group.ts';
import { type Fresh, freshDatabases } from '../storage/database.ts';

const messages = 1_100;

describe.each(freshDatabases())('on $name', ({ open }) => {
  let fresh: Fresh | undefined;
  afterEach(async () => {
    await fresh?.close();
    fresh = undefined;
  });

  it('more messages than a statement has parameters show where something stands', async () => {
    fresh = await open();
    const { database } = fresh;
    const groupId = await makeGroup(database, {});
    const serials = Array.from({ length: messages }, (_, i) => String(i));
    await database.publication.createMany({
      data: serials.map((subject) => ({
        groupId,
        key: `told/${subject}`,
        slot: 'discord',
        about: 'ama/1',
        destination: 'person',
        platform: 'discord',
        place: '{}',
        view: 'amas/told',
        subject,
        state: 'done',
      })),
    });
    const rows = await database.publication.findMany({ select: { id: true } });
    await database.link.createMany({
      data: rows.map(({ id: publicationId }) => ({ publicationId, key: 'ama/1/thread' })),
    });

    await transaction(database, (within) => markAskers(within, 'ama/1/thread'));

    expect(await database.publication.count({ where: { groupId, state: 'wanted' } })).toBe(messages);
  });
});

// Newcomers on GitHub who would rather not be celebrated by name: organisers and they themselves leave them out.
import { expect, test } from 'vitest';
import { doc, plain } from '../../../src/core/document.ts';
import { celebrations } from '../../../src/features/celebrations/index.ts';
import { celebrationsAgenda } from '../../../src/features/celebrations/presenters.ts';
import { celebrationsStore } from '../../../src/features/celebrations/store.ts';
import { makeGroup } from '../../group.ts';
import { memberStore } from '../../roster.ts';
import { freshDatabases } from '../../storage/database.ts';
import { can } from '../remembered.ts';

const now = new Date('2026-12-01T12:00:00Z');

test('organisers leave a newcomer out, and newcomers themselves; nobody else does, and others stay named', async () => {
  const [sqlite] = freshDatabases('SQLite');
  if (!sqlite) throw new Error('There is no SQLite');
  const fresh = await sqlite.open();
  try {
    const people = memberStore(fresh.database, { isInvited: () => true });
    const groupId = await makeGroup(fresh.database, { name: 'Docs', spaces: 'chat:1' });
    const shown = new Map<number, string>();
    let isForAll = true;
    const merged = ['Octo-Ann', 'octo-ben', 'octo-cy'].map((author) => ({
      author,
      title: `The first of ${author}`,
      url: 'https://example.org/',
    }));
    const deps = {
      store: celebrationsStore(fresh.database),
      groups: people,
      people,
      lastMeetingAt: async () => undefined,
      doneProjects: async () => [],
      firstMerged: async () => merged.map((one) => ({ ...one, number: 1, isMerged: true })),
      merged: async () => undefined,
      githubNames: async () => shown,
      isForAll: async () => isForAll,
    };
    const [command] = celebrations(deps).commands;
    const say = async (who: string, remove: string, isOrganiser = false, isMember = true) => {
      const caller = { platform: 'chat', id: who, name: who };
      const { id } = await people.of(groupId, caller);
      if (who === 'ann') shown.set(id, 'octo-ann');
      const request = {
        ...{
          id: 'x',
          groupId,
          platform: 'chat',
          can: can('discord'),
          caller,
          roles: [],
          about: async () => [],
        },
        ...{ isOrganiser, isMember, zone: 'Europe/Prague', now, progress: async () => {} },
      };
      const question = await command?.confirm?.(request, { remove });
      await command?.run(request, { remove });
      return question && plain(question.document);
    };
    const named = async () => {
      const part = await celebrationsAgenda(deps)(groupId, now);
      return merged.filter(({ author }) => plain(doc(part?.blocks ?? [])).includes(author));
    };
    expect(await named()).toHaveLength(3);
    await expect(say('ben', 'octo-ann')).rejects.toThrow('Ask an organiser');
    expect(await say('ann', '@octo-ann')).toContain('Leave out the first pull request of Octo-Ann');
    expect((await named()).map(({ author }) => author)).toEqual(['octo-ben', 'octo-cy']);
    await say('prague', 'OCTO-BEN', true);
    expect((await named()).map(({ author }) => author)).toEqual(['octo-cy']);
    await expect(say('prague', 'octo-ann', true)).rejects.toThrow('No celebration');

    // Where celebrations are for members alone, others learn of none but their own, whatever they call themselves.
    const { id: byId } = await people.of(groupId, { platform: 'chat', id: 'cy', name: 'cy' });
    for (const text of ['The glossary is done', 'The glossary of ann is done'])
      await deps.store.add(groupId, { text, byId, now });
    await expect(say('guest', 'glossary', false, false)).rejects.toThrow('The glossary of ann');
    isForAll = false;
    await expect(say('guest', 'glossary', false, false)).rejects.toThrow('No celebration of');
    await expect(say('guest', 'The glossary is done', false, false)).rejects.toThrow('No celebration of');
    await expect(say('ann', 'glossary', false, false)).rejects.toThrow('No celebration of');
    expect(await say('ann', 'glossary of ann')).toContain('The glossary of ann is done');
  } finally {
    await fresh.close();
  }
});

test('what was celebrated in a month is there, however much is celebrated after it', async () => {
  const [sqlite] = freshDatabases('SQLite');
  if (!sqlite) throw new Error('There is no SQLite');
  const fresh = await sqlite.open();
  try {
    const people = memberStore(fresh.database, { isInvited: () => true });
    const groupId = await makeGroup(fresh.database, { name: 'Docs', spaces: 'chat:1' });
    const { id: byId } = await people.of(groupId, { platform: 'chat', id: 'ann', name: 'ann' });
    const store = celebrationsStore(fresh.database);
    const at = (day: number) => new Date(Date.UTC(2026, 10, day));
    await store.add(groupId, { text: 'The glossary', byId, now: at(3) });
    for (let i = 0; i < 50; i += 1) await store.add(groupId, { text: `Page ${i}`, byId, now: at(20) });
    const early = await store.within(groupId, { since: at(1), until: at(10) });
    expect(early.map(({ text }) => text)).toEqual(['The glossary']);
    expect(await store.within(groupId, { since: at(1), until: at(30) })).toHaveLength(50);
  } finally {
    await fresh.close();
  }
});

// Projects over the whole bot: what the web shows of them and what it keeps back, and leads taken at the same time.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectsStore } from '../../../src/features/projects/store.ts';
import { openOverSandbox } from '../../over-sandbox.ts';
import { freshDatabases } from '../../storage/database.ts';

const words = { summary: 'A first pull request.', why: '', challenges: '', help: 'Test it.' };

for (const kind of freshDatabases()) {
  describe(`${kind.name}: projects`, () => {
    let world: Awaited<ReturnType<typeof openOverSandbox>>;
    let store: ReturnType<typeof projectsStore>;
    let groupId: number;
    beforeAll(async () => {
      world = await openOverSandbox(await kind.open(), {
        purpose: 'projects',
        channel: 'projects',
        people: ['prague', 'ann'],
      });
      store = projectsStore(world.database);
      groupId = (await world.database.group.findFirstOrThrow()).id;
    });
    afterAll(() => world?.close());

    const now = new Date('2026-11-20T09:00:00Z');
    const propose = async (name: string, change: Partial<Parameters<typeof store.propose>[0]> = {}) => {
      const person = await world.database.person.create({ data: { groupId, name: `${name}'s friend` } });
      const made = await store.propose({
        ...words,
        groupId,
        name,
        status: 'proposed',
        links: [],
        proposedById: person.id,
        isVouched: true,
        now,
        ...change,
      });
      if (made === 'tooMany') throw new Error('too many');
      return { made, person };
    };
    const read = async (path: string) => {
      const answer = await fetch(`${world.webUrl}${path}`);
      return { status: answer.status, html: await answer.text() };
    };

    test('what a member stands behind is there; what a stranger wrote is not, until a member takes it', async () => {
      await propose('Tutorial');
      const { made, person } = await propose('Buy <b>pills</b>', { isVouched: false });
      expect((await read('/projects')).html).toContain('Tutorial');
      expect((await read('/projects')).html).not.toContain('pills');
      expect((await read('/')).html).not.toContain('pills');
      expect((await read('/projects/feed.atom')).html).not.toContain('pills');
      expect((await read(`/projects/${made.number}`)).status).toBe(404);
      await store.lead(made, { leadId: person.id, isMember: true, isNamed: false, byId: person.id, now });
      const page = await read(`/projects/${made.number}`);
      expect(page.status).toBe(200);
      expect(page.html).toContain('Buy &#x3C;b>pills&#x3C;/b>');
    });

    test('of ten who take the lead at the same moment one has it', async () => {
      const { made } = await propose('Theme');
      const people = await Promise.all(
        Array.from({ length: 10 }, (_, at) =>
          world.database.person.create({ data: { groupId, name: `p${at}`, role: 'member' } }),
        ),
      );
      const taken = await Promise.all(
        people.map(({ id }) =>
          store.lead(made, { leadId: id, isMember: true, isNamed: false, byId: id, now }),
        ),
      );
      const winners = taken.filter((one) => one !== undefined);
      expect(winners).toHaveLength(1);
      expect((await store.find(groupId, made.id))?.leadId).toBe(winners[0]?.leadId);
    });

    test('numbers count on, however many propose at the same moment', async () => {
      const before = (await store.list(groupId)).length;
      await Promise.all(Array.from({ length: 5 }, (_, at) => propose(`Idea ${at}`)));
      const numbers = (await store.list(groupId)).map(({ number }) => number);
      expect(numbers).toEqual(Array.from({ length: before + 5 }, (_, at) => at + 1));
    });

    test('what stands in a private repository is on no page, though the group reads how far it is', async () => {
      const url = 'https://github.com/python/secret/milestone/1';
      const { made } = await propose('Handbook', { links: [url] });
      const progress = { url, title: 'Hidden plan', state: 'open', closed: 1, total: 4 } as const;
      await store.setProgress(made, [{ ...progress, isPrivate: true }], now);
      expect(await store.find(groupId, made.id)).toMatchObject({ progress: [{ isPrivate: true }] });
      for (const path of [`/projects/${made.number}`, '/projects', '/', '/projects/feed.atom'])
        expect([path, /Hidden plan|1 of 4|python.secret/u.exec((await read(path)).html)?.[0]]).toEqual([
          path,
          undefined,
        ]);
      await store.setProgress(made, [progress], now);
      expect((await read(`/projects/${made.number}`)).html).toContain('Hidden plan');
    });

    test('a group whose places only some can read shows no project', async () => {
      await world.database.place.deleteMany({ where: { groupId } });
      const hidden = world.discord.addChannel('hidden', 'text', { private: [] });
      await world.database.place.create({
        data: { groupId, purpose: 'projects', platform: 'discord', placeId: hidden.id },
      });
      expect((await read('/projects')).html).not.toContain('Tutorial');
      expect((await read('/projects/1')).status).toBe(404);
    });
  });
}

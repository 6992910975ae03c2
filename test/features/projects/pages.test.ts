// Projects over the whole bot: what the web shows of them and what it keeps back, and leads taken at the same time.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plain } from '../../../src/core/document.ts';
import { doneProjects, projectsAgenda, projectsFile } from '../../../src/features/projects/index.ts';
import { projectsStore } from '../../../src/features/projects/store.ts';
import { capabilities } from '../../../src/platforms/discord/capabilities.ts';
import { openOverSandbox } from '../../over-sandbox.ts';
import { memberStore } from '../../roster.ts';
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
      await store.lead(made, { leadId: person.id, isMember: true, byId: person.id, now });
      const page = await read(`/projects/${made.number}`);
      expect(page.status).toBe(200);
      expect(page.html).toContain('Buy &#x3C;b>pills&#x3C;/b>');
    });

    test('all that was said of how a project goes is on its page and in the file, however much came after', async () => {
      const { made, person } = await propose('Glossary');
      for (let day = 1; day <= 25; day += 1)
        await store.update(made, { byId: person.id, text: `News ${day} of it`, now, checked: () => {} });
      const { html } = await read(`/projects/${made.number}`);
      const [whole] = await store.whole(groupId, made.number);
      for (const day of [1, 19, 20, 25]) expect(html).toContain(`News ${day} of it`);
      expect(whole?.updates).toHaveLength(25);
      const people = memberStore(world.database, { isInvited: () => true });
      const file = await projectsFile({ store, people, groups: people })(groupId, 'json');
      expect(file).toContain('News 1 of it');
    });

    test('what a stranger changes later is not there until a member accepts it; what was accepted stays', async () => {
      const { made } = await propose('Style guide');
      const change = (summary: string, isVouched: boolean) =>
        store.edit(made, () => ({ summary, isVouched }), now);
      await change('Watches for half the price.', false);
      const after = await change('Watches for a third of the price.', false);
      const page = async () => (await read(`/projects/${made.number}`)).html;
      expect(await page()).toContain('A first pull request.');
      expect(await page()).not.toContain('Watches');
      const other = () => {
        throw new Error('other words');
      };
      await expect(store.vouch(after, { checked: other, now })).rejects.toThrow('other words');
      expect(await page()).not.toContain('Watches');
      await store.vouch(after, { checked: ({ summary }) => expect(summary).toContain('third'), now });
      expect(await page()).toContain('a third of the price');
      await change('By strangers once more.', false);
      await change('By a member.', true);
      expect(await page()).toContain('By a member.');
    });

    test('links that were accepted stay on the web while a stranger’s wait, and theirs are there once accepted', async () => {
      const link = (repository: string, title: string) => {
        const { number } = world.github.world.addMilestone(repository, { title, open: 1, closed: 1 });
        return `https://github.com/${repository}/milestone/${number}`;
      };
      world.github.addRepository('python/open');
      const [ours, theirs] = [link('python/open', 'Our plan'), link('python/open', 'Their plan')];
      const { made } = await propose('Links', { links: [ours] });
      await world.advanceTo('2026-11-20T10:00:00Z');
      const after = await store.edit(
        made,
        () => ({ links: [theirs], isVouched: false }),
        new Date('2026-11-20T10:00:00Z'),
      );
      await world.advanceTo('2026-11-20T17:00:00Z');
      const page = async () => (await read(`/projects/${made.number}`)).html;
      expect(await page()).toContain('Our plan');
      expect(await page()).not.toContain('Their plan');
      await store.vouch(after, { checked: () => undefined, now: new Date('2026-11-20T10:00:00Z') });
      expect(await page()).toContain('Their plan');
      expect(await page()).not.toContain('Our plan');
    });

    test('of ten who take the lead at the same moment one has it', async () => {
      const { made } = await propose('Theme');
      const people = await Promise.all(
        Array.from({ length: 10 }, (_, at) =>
          world.database.person.create({ data: { groupId, name: `p${at}`, role: 'member' } }),
        ),
      );
      const taken = await Promise.all(
        people.map(({ id }) => store.lead(made, { leadId: id, isMember: true, byId: id, now })),
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

    test('work in a private repository is read by members alone: not by guests, cards that all can see, or pages', async () => {
      world.github.addRepository('python/secret').isPrivate = true;
      world.github.world.addMilestone('python/secret', { title: 'Hidden plan', open: 3, closed: 1 });
      const url = 'https://github.com/python/secret/milestone/1';
      const { made, person } = await propose('Reference', { links: [url], isVouched: false });
      const { made: asked } = await propose('Stranger', { links: [url], isVouched: false });
      await store.lead(made, { leadId: person.id, isMember: true, byId: person.id, now });
      await world.advanceTo('2026-11-21T09:00:00Z');
      expect(await store.find(groupId, made.id)).toMatchObject({ progress: [{ title: 'Hidden plan' }] });
      // What a stranger points at is not looked up for anybody.
      expect(await store.find(groupId, asked.id)).toMatchObject({ progress: [] });
      const said = async (who: string, name: string, values = {}) => {
        const { id } = world.discord.people.user(who);
        const guild = await world.database.space.findFirstOrThrow({ where: { platform: 'discord' } });
        const reply = await world.dispatcher.run(
          {
            id: `${who} ${name} ${made.id}`,
            platform: 'discord',
            space: guild.spaceId,
            can: capabilities,
            caller: { platform: 'discord', id, name: who },
            roles: [],
            isManager: false,
          },
          name,
          values,
        );
        if (reply.kind !== 'said') return '';
        return [plain(reply.document), ...(reply.files ?? []).map(({ content }) => String(content))].join(
          '\n',
        );
      };
      for (const [who, isRead] of [
        ['prague', true],
        ['ann', false],
      ] as const) {
        for (const name of ['project show', 'project list', 'project export']) {
          const words = await said(
            who,
            name,
            name === 'project show' ? { project: String(made.number) } : {},
          );
          expect([who, name, words.includes('Reference')]).toEqual([who, name, true]);
          expect([who, name, /Hidden plan|1 of 4/u.test(words)]).toEqual([who, name, isRead]);
        }
      }
      const cards = world.discord.messages('#projects').map((message) => JSON.stringify(message));
      expect(cards.some((card) => card.includes('Reference'))).toBe(true);
      expect(cards.filter((card) => /Hidden plan|1 of 4/u.test(card))).toEqual([]);
    });

    test('the agenda that everybody may read counts public work alone', async () => {
      const people = memberStore(world.database, { isInvited: () => true });
      const agenda = async (isAgendaForAll: boolean, isForAll = true) => {
        const part = projectsAgenda({
          store,
          people,
          groups: people,
          isForAll: async () => isForAll,
          isAgendaForAll: async () => isAgendaForAll,
        });
        return plain((await part(groupId, now))?.blocks ?? []);
      };
      const reference = (await store.list(groupId)).find(({ name }) => name === 'Reference');
      if (reference) await store.setStatus(reference, { status: 'active', byId: 1, isVouched: true, now });
      expect(await agenda(false)).toContain('1 of 4 done');
      expect(await agenda(true)).toContain('Reference');
      expect(await agenda(true)).not.toContain('1 of 4 done');
      // What is kept among members is only counted there, and an idea that nobody of the group stands behind is left out.
      expect(await agenda(true, false)).toMatch(/^1 active\. The group keeps them among its members/u);
      const { made } = await propose('Cheap watches', { isVouched: false });
      await store.update(made, { text: 'Half the price', byId: 1, now, checked: () => {} });
      expect(await agenda(true)).not.toContain('watches');
      expect(await agenda(false)).toMatch(/watches.*Half the price/u);
    });

    test('what is done is celebrated before everybody only where everybody may know of it', async () => {
      const people = memberStore(world.database, { isInvited: () => true });
      const { made } = await propose('Secret budget');
      await propose('Own praise', { isVouched: false }).then(({ made: praise }) =>
        store.setStatus(praise, { status: 'done', byId: 1, isVouched: false, now }),
      );
      await store.setStatus(made, { status: 'done', byId: 1, isVouched: true, now });
      const done = async (isGroup: boolean, isForAll: boolean, until = now) => {
        const read = doneProjects({ store, people, groups: people, isForAll: async () => isForAll });
        return (await read(groupId, { since: now, until, isGroup })).map(({ name }) => name);
      };
      expect(await done(false, false)).toEqual([]);
      expect(await done(false, true)).toEqual(['Secret budget']);
      expect(await done(true, false)).toEqual(['Secret budget', 'Own praise']);
      expect(await done(true, true, new Date(now.getTime() - 1))).toEqual([]);
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

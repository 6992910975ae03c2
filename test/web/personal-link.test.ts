// Personal links: for one person, one page and a time; whoever changes a letter of them has nothing.

import { describe, expect, it } from 'vitest';
import type { GroupFacts, PersonFacts } from '../../src/core/directory.ts';
import { doc, p, time } from '../../src/core/document.ts';
import { UserError } from '../../src/core/errors.ts';
import type { FeaturePages, PageValues } from '../../src/core/page.ts';
import { identityOf } from '../../src/storage/secret.ts';
import { personalLinks } from '../../src/web/addresses.ts';
import { personalPath, readPersonal } from '../../src/web/personal-link.ts';
import fc from '../property.ts';
import { readerOf, renderingHere } from './reader.ts';

const sign = (...parts: readonly string[]) => identityOf('secret', ...parts);
const key = { sign };
const now = new Date('2026-12-01T17:00:00Z');
const later = new Date('2026-12-08T17:00:00Z');
const link = { groupId: 1, personId: 7, subject: 'polls/12', expiresAt: later };

describe('a personal link', () => {
  it('says for whom, what and until when', () => {
    expect(readPersonal(personalPath(link, key), key, now)).toEqual(link);
  });

  it('ends at its time', () => {
    expect(readPersonal(personalPath(link, key), key, later)).toBe('expired');
  });

  it('of another database, or with any letter changed, is forged', () => {
    const path = personalPath(link, key);
    expect(readPersonal(path, { sign: (...parts) => identityOf('other', ...parts) }, now)).toBe('forged');
    fc.assert(
      fc.property(fc.nat(path.length - 1), fc.constantFrom(...'aZ09-_/.~'), (at, letter) => {
        fc.pre(path[at] !== letter);
        const changed = `${path.slice(0, at)}${letter}${path.slice(at + 1)}`;
        expect(readPersonal(changed, key, now)).toBe('forged');
      }),
    );
  });

  it('from before a restore means nothing after it: its numbers may be another’s', () => {
    const restored = { sign, restoredAt: now };
    const again = { sign, restoredAt: new Date(now.getTime() + 1) };
    expect(readPersonal(personalPath(link, key), restored, now)).toBe('earlier');
    expect(readPersonal(personalPath(link, restored), restored, now)).toEqual(link);
    expect(readPersonal(personalPath(link, restored), again, now)).toBe('earlier');
    expect(readPersonal(personalPath(link, restored), key, now)).toBe('earlier');
    const without = personalPath(link, restored).replace(/\.[0-9a-z]+(?=\.[\w-]{22}$)/u, '');
    expect(readPersonal(without, key, now)).toBe('forged');
  });

  it('has the public address, and is not made without one', () => {
    expect(personalLinks(undefined, key)(link)).toBeUndefined();
    expect(personalLinks('https://docent.example/bot', key)(link)).toMatch(
      /^https:\/\/docent\.example\/bot\/my\/polls\/12\/1\.7\.[0-9a-z]+\.[\w-]{22}$/u,
    );
  });
});

describe('a page behind a personal link', () => {
  const group: GroupFacts = {
    id: 1,
    name: 'Docs',
    zone: 'UTC',
    spaces: [],
    places: [],
    repositories: [],
    grants: 'everything',
  };
  const ann: PersonFacts = { id: 7, name: 'Ann', role: 'member', accounts: [], never: [], prefers: [] };
  let got: PageValues | undefined;
  const polls: FeaturePages = {
    name: 'polls',
    async personal({ person, path }) {
      if (path !== '12') return undefined;
      return {
        title: `When can you come, ${person.name}?`,
        document: async () => doc(p('Tick what fits.')),
        form: {
          submit: 'Send',
          fields: [
            {
              kind: 'several',
              name: 'slot',
              label: 'Times',
              required: false,
              ticked: ['2'],
              choices: [
                { value: '1', label: [time(now, 'UTC')] },
                { value: '2', label: ['Never'] },
              ],
            },
            { kind: 'paragraph', name: 'why', label: 'Anything else?', required: false, maxLength: 500 },
          ],
        },
      };
    },
    async submit(_, values) {
      got = values;
      if (values.get('why')?.[0] === 'x') throw new UserError('Say more than "x".');
      if (values.get('why')?.[0] === 'full') throw new Error('database or disk is full');
      return { said: 'Saved. You can change it until Tuesday.' };
    },
  };
  const rendering = renderingHere();
  const reader = readerOf({
    rendering,
    pages: [polls],
    groups: async () => [group],
    person: async (_, id) => (id === ann.id ? ann : undefined),
    now: () => now,
    sign,
  });
  const address = (change: Partial<typeof link> = {}) => `/${personalPath({ ...link, ...change }, key)}`;

  it('knows its reader, and has a form that needs no script', async () => {
    const page = await reader.page(address());
    expect(page?.html).toContain('When can you come, Ann?');
    expect(page?.html).toContain('<form method="post">');
    expect(page?.html).toContain('<input type="checkbox" name="slot" value="2" checked>');
    expect(page?.html).toMatch(/value="1"> <time datetime/u);
    expect(page?.html).toContain('name="robots" content="noindex"');
    expect(page).toMatchObject({ isPersonal: true, hasForm: true });
  });

  it('takes no more in a field than it has room for', async () => {
    const send = async (length: number) =>
      await reader.post(address(), new Map([['why', ['y'.repeat(length)]]]));
    expect((await send(500)).status).toBe(200);
    got = undefined;
    const refused = await send(501);
    expect(refused.status).toBe(400);
    expect(refused.html).toContain('is too long: 501 characters, at most 500');
    expect(got).toBeUndefined();
  });

  it('is kept for nobody who asks next', async () => {
    const before = rendering.count();
    await reader.page(address());
    await reader.page(address());
    expect(rendering.count()).toBe(before + 2);
  });

  it('takes the form in and says so; what was refused can be typed again', async () => {
    const values = new Map([['slot', ['1', '2']]]);
    const sent = await reader.post(address(), values);
    expect(got).toEqual(values);
    expect(sent.html).toContain('<p role="status">Saved. You can change it until Tuesday.</p>');
    const refused = await reader.post(address(), new Map([['why', ['x']]]));
    expect(refused.status).toBe(400);
    expect(refused.html).toContain('<p role="alert">Say more than "x".</p>');
    expect(refused.html).toMatch(/<textarea[^>]*>x<\/textarea>/u);
  });

  it('leaves what failed within to the server, which shows its reader nothing of it', async () => {
    await expect(reader.post(address(), new Map([['why', ['full']]]))).rejects.toThrow('disk is full');
  });

  it.each([
    ['too old', address({ expiresAt: now }), 410, 'This link is too old'],
    ['of somebody who is gone', address({ personId: 8 }), 410, 'There is nothing here any more'],
    ['for something that is gone', address({ subject: 'polls/13' }), 410, 'There is nothing here any more'],
    ['for another feature', address({ subject: 'votes/1' }), 410, 'There is nothing here any more'],
    [
      'from before a restore',
      `/${personalPath(link, { sign, restoredAt: now })}`,
      410,
      'from before the bot was restored',
    ],
    ['cut short', address().slice(0, -1), 404, 'This link does not work'],
    ['nothing', '/my/', 404, 'This link does not work'],
  ])('a link %s says what to do', async (_, where, status, words) => {
    const answer = await reader.get(where);
    expect([answer.status, answer.html.includes(words)]).toEqual([status, true]);
    got = undefined;
    expect((await reader.post(where, new Map())).status).toBe(status);
    expect(got).toBeUndefined();
  });

  it("takes in no form of somebody else's page", async () => {
    got = undefined;
    expect(await reader.post(address(), undefined)).toMatchObject({ status: 403 });
    expect(got).toBeUndefined();
  });
});

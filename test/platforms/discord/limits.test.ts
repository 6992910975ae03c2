// Whatever is said, asked or offered, Discord takes it: at the border of each limit stands a whole character.
import { describe, expect, it } from 'vitest';
import { messageBody } from '../../../sandbox/discord/check/message.ts';
import { modalBody } from '../../../sandbox/discord/check/modal.ts';
import type { EventContent, ThreadContent } from '../../../src/core/content.ts';
import { doc, heading, list, p, quote, typed } from '../../../src/core/document.ts';
import type { Button, Choice, Field, LinkButton } from '../../../src/core/reply.ts';
import { publishEvent } from '../../../src/platforms/discord/events.ts';
import { fittingChoices, modalOf } from '../../../src/platforms/discord/forms.ts';
import { bodiesOf } from '../../../src/platforms/discord/message.ts';
import { publishThread } from '../../../src/platforms/discord/threads.ts';
import fc from '../../property.ts';
import { messageAs, order, scripted } from './scripted.ts';

const piece = fc.constantFrom(
  ...['a', ' ', '\n', '*', '<@', '@everyone', '`', '\\', '||', '- ', '1. ', '> '],
  ...['😀', '👩‍👩‍👧‍👦', 'e\u0301', '\u0301'.repeat(60), '🇨🇿', 'ไทย', '\u202e', '\0', 'https://e.org/_a_'],
);
/** Texts up to some length; of many the border that they cross stands somewhere within a character. */
const textOf = (most: number) =>
  fc
    .tuple(
      fc.array(piece, { maxLength: 30 }),
      fc.integer({ min: 0, max: most }),
      fc.array(piece, { maxLength: 30 }),
    )
    .map(([begin, count, end]) => [...begin, 'x'.repeat(count), ...end].join(''));
const wordsOf = (most: number) => textOf(most).map((text) => text || 'x');
const utf16 = (text: string) => text.isWellFormed();

describe('a form', () => {
  const choice = fc.record({ name: textOf(150), value: textOf(150) });
  const shared = { label: wordsOf(60), hint: wordsOf(130), value: textOf(5_000), required: fc.boolean() };
  const field = fc.oneof(
    fc.record({
      ...shared,
      kind: fc.constantFrom('line' as const, 'paragraph' as const),
      maxLength: fc.constantFrom(1, 100, 4_000, 6_000),
    }),
    fc.record({
      ...shared,
      kind: fc.constant('select' as const),
      choices: fc.uniqueArray(choice, { maxLength: 30, selector: ({ value }) => value }),
    }),
  );
  const form = fc.record({
    title: wordsOf(60),
    fields: fc
      .array(field, { minLength: 1, maxLength: 5 })
      .map((all) => all.map((one, i): Field => ({ ...one, name: `field-${i}` }))),
  });

  it('is one that Discord opens, with what was typed as far as it has room', () => {
    fc.assert(
      fc.property(form, ({ title, fields }) => {
        const modal = modalOf({ kind: 'form', form: 'x/y', args: ['1'], title, fields });
        const judged = modalBody.safeParse(JSON.parse(JSON.stringify(modal)));
        expect(judged.error?.issues).toBeUndefined();
        expect(utf16(modal.title)).toBe(true);
      }),
    );
  });

  const opened = (of: Field) => {
    const [label] = modalOf({ kind: 'form', form: 'x/y', args: [], title: 'T', fields: [of] }).components;
    return label && 'component' in label ? label.component : undefined;
  };
  const repositories = (lengths: readonly number[]): Field => ({
    kind: 'select',
    name: 'repository',
    label: 'Repository',
    required: true,
    choices: lengths.map((length, i) => ({ name: `Number ${i}`, value: `${i}/`.padEnd(length, 'r') })),
  });

  it('has the choices whose values fit; where none does, they are typed', () => {
    expect(opened(repositories([100, 101, 99]))).toMatchObject({
      type: 3,
      options: [{ label: 'Number 0' }, { label: 'Number 2' }],
    });
    expect(opened(repositories([101]))).toMatchObject({ type: 4, style: 1, custom_id: 'repository' });
    expect(opened(repositories(Array.from({ length: 26 }, () => 50)))).toMatchObject({
      options: { length: 25 },
    });
  });
});

it('what is offered to complete has a name and a value that fit, 25 at most', () => {
  const choices = fc.array(fc.record({ name: textOf(150), value: textOf(150) }), { maxLength: 40 });
  fc.assert(
    fc.property(choices, (all: Choice[]) => {
      const offered = fittingChoices(all);
      const fit = all.filter(({ value }) => value.length > 0 && value.length <= 100);
      expect(offered.map(({ value }) => value)).toEqual(fit.slice(0, 25).map(({ value }) => value));
      for (const { name } of offered) {
        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(100);
        expect(utf16(name)).toBe(true);
      }
    }),
  );
});

describe('a message', () => {
  const block = fc.oneof(
    wordsOf(3_000).map((words) => p(words)),
    wordsOf(400).map((words) => heading(2, words)),
    fc
      .array(wordsOf(300), { minLength: 1, maxLength: 20 })
      .map((items) => list(...items.map((one) => [one]))),
    wordsOf(5_000).map((words) => quote(...typed(words))),
  );
  const button = fc.oneof(
    wordsOf(120).map((label): Button => ({ label: `b${label}`, action: 'x/y' })),
    fc
      .tuple(wordsOf(120), fc.integer({ min: 1, max: 700 }))
      .map(
        ([label, length]): LinkButton => ({ label: `l${label}`, url: 'https://e.org/'.padEnd(length, 'x') }),
      ),
  );
  const account = (i: number) =>
    ({ platform: 'discord', id: `184467440737095${String(i).padStart(5, '0')}`, name: `p${i}` }) as const;
  const saying = fc.record({
    document: fc.array(block, { minLength: 1, maxLength: 5 }).map((blocks) => doc(...blocks)),
    summary: fc.option(textOf(400), { nil: undefined }),
    buttons: fc
      .array(button, { maxLength: 60 })
      .map((all) => all.map((one, i) => ('action' in one ? { ...one, args: [String(i)] } : one))),
    pings: fc
      .integer({ min: 0, max: 200 })
      .map((count) => Array.from({ length: count }, (_, i) => account(i))),
  });

  it('is within every limit in each of its parts', () => {
    fc.assert(
      fc.property(saying, (said) => {
        for (const { files: _, ...body } of bodiesOf(said)) {
          expect(messageBody.safeParse(JSON.parse(JSON.stringify(body))).error?.issues).toBeUndefined();
          expect(utf16(JSON.stringify(body))).toBe(true);
        }
      }),
    );
  });

  it.each([
    [280, 2_000],
    [281, 1_999],
  ])('has room for sixty of the longest ids beside %i characters that grow most', (length, all) => {
    const pings = Array.from({ length: 60 }, (_, i) => account(i));
    const [body] = bodiesOf({ document: doc(p('x')), summary: '*'.repeat(length), pings });
    expect(body?.content).toHaveLength(all);
  });

  it('has no button for an address that Discord takes on none, and all the others', () => {
    const link = (length: number) => ({ label: `${length}`, url: 'https://e.org/'.padEnd(length, 'x') });
    const [body] = bodiesOf({ document: doc(p('x')), buttons: [link(512), link(513), link(20)] });
    expect(body?.components[0]?.components).toMatchObject([{ label: '512' }, { label: '20' }]);
  });
});

describe('what is published', () => {
  it('as an event has a name, a description and a place that fit', async () => {
    const event = fc.record({ name: textOf(150), words: textOf(1_500), place: textOf(150) });
    await fc.assert(
      fc.asyncProperty(event, async ({ name, words, place }) => {
        const content: EventContent = {
          kind: 'event',
          name,
          document: doc(p(words)),
          startsAt: new Date('2026-12-01T20:00:00Z'),
          endsAt: new Date('2026-12-01T21:00:00Z'),
          place: { text: place },
          status: 'scheduled',
        };
        const parts = scripted({
          'POST /guilds/11/scheduled-events': (body) => ({ ...body, id: '800', creator_id: '1', status: 1 }),
        });
        await publishEvent(parts, order(content, { place: { kind: 'space', id: '11' } }), content);
        const { body } = parts.made[0] ?? {};
        const { name: shown, description, entity_metadata: where } = body ?? {};
        const bounds = [
          [shown, 100],
          [description, 1_000],
          [where && typeof where === 'object' && 'location' in where ? where.location : '', 100],
        ] as const;
        for (const [text, most] of bounds) {
          expect(String(text).trim().length).toBeGreaterThan(0);
          expect(String(text).length).toBeLessThanOrEqual(most);
          expect(utf16(String(text))).toBe(true);
        }
      }),
    );
  });

  it('as a thread has a name that fits', async () => {
    await fc.assert(
      fc.asyncProperty(textOf(150), async (name) => {
        const content: ThreadContent = { kind: 'thread', name, document: doc(p('x')) };
        const thread = { id: '700', parent_id: '22', type: 11, guild_id: '11', owner_id: '1' };
        const parts = scripted({
          'GET /channels/22': () => ({ id: '22', type: 0, guild_id: '11', name: 'general' }),
          'POST /channels/22/messages': (body) => messageAs('700', body),
          'POST /channels/22/messages/700/threads': (body) => ({ ...thread, ...body }),
          'GET /channels/700': () => ({ ...thread, name, thread_metadata: { archived: false } }),
          'PATCH /channels/700': (body) => ({ ...thread, ...body }),
        });
        await publishThread(parts, order(content), content);
        const begun = parts.made.find(({ route }) => route.endsWith('/threads'));
        const shown = String(begun?.body.name);
        expect(shown.trim().length).toBeGreaterThan(0);
        expect(shown.length).toBeLessThanOrEqual(100);
        expect(utf16(shown)).toBe(true);
      }),
    );
  });
});

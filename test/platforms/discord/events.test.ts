// Scheduled events request by request: made, changed, and led from one status to the next as Discord allows.
import { describe, expect, it } from 'vitest';
import type { EventContent } from '../../../src/core/content.ts';
import { doc, p } from '../../../src/core/document.ts';
import type { Remote } from '../../../src/core/publication.ts';
import { publishEvent } from '../../../src/platforms/discord/events.ts';
import { order, Refusal, routes, scripted } from './scripted.ts';

describe('an event', () => {
  const content = (extra: Partial<EventContent> = {}): EventContent => ({
    kind: 'event',
    name: 'Monthly meeting',
    document: doc(p('Come by.')),
    startsAt: new Date('2026-12-01T20:00:00Z'),
    endsAt: new Date('2026-12-01T21:00:00Z'),
    place: { voiceChannel: '44' },
    status: 'scheduled',
    ...extra,
  });
  const space = { kind: 'space', id: '11' } as const;
  const event = (extra: object = {}) => ({
    id: '800',
    name: 'Monthly meeting',
    description: 'Come by.',
    creator_id: '1',
    channel_id: '44',
    scheduled_start_time: '2026-12-01T20:00:00+00:00',
    scheduled_end_time: '2026-12-01T21:00:00+00:00',
    status: 1,
    entity_type: 2,
    entity_metadata: null,
    ...extra,
  });
  const at = (id: string): Remote => ({ id, url: `https://discord.com/events/11/${id}`, within: '11' });

  it.each([
    ['a voice channel', content()],
    ['a place in words', content({ place: { text: 'https://meet.example/docs' } })],
  ])('in %s is made as the official document asks', async (_, wanted) => {
    const parts = scripted({ 'POST /guilds/11/scheduled-events': (body) => event(body) });
    expect(await publishEvent(parts, order(wanted, { place: space }), wanted)).toMatchObject({
      id: '800',
      within: '11',
    });
  });

  it('that is as it should be is left alone', async () => {
    const parts = scripted({ 'GET /guilds/11/scheduled-events/800': () => event() });
    await publishEvent(parts, order(content(), { place: space, remote: at('800') }), content());
    expect(routes(parts)).toEqual(['GET /guilds/11/scheduled-events/800']);
  });

  const ways: readonly (readonly [number, EventContent['status'], object[]])[] = [
    [1, 'active', [{ status: 2 }]],
    [1, 'completed', [{ status: 2 }, { status: 3 }]],
    [1, 'cancelled', [{ status: 4 }]],
    [2, 'completed', [{ status: 3 }]],
    [2, 'cancelled', [{ status: 3 }]],
    [3, 'completed', []],
    [4, 'cancelled', []],
    [4, 'active', []],
  ];
  it.each(ways)('of status %i becomes %s on a way that Discord allows', async (status, wanted, changes) => {
    const parts = scripted({
      'GET /guilds/11/scheduled-events/800': () => event({ status }),
      'PATCH /guilds/11/scheduled-events/800': (body) => event(body),
    });
    const over = content({ status: wanted });
    await publishEvent(parts, order(over, { place: space, remote: at('800') }), over);
    expect(parts.made.slice(1).map(({ body }) => body)).toEqual(changes);
  });

  it('that moved from a voice channel to a place in words says all that the change takes', async () => {
    const parts = scripted({
      'GET /guilds/11/scheduled-events/800': () => event(),
      'PATCH /guilds/11/scheduled-events/800': (body) => event(body),
    });
    const moved = content({ place: { text: 'Zoom' } });
    await publishEvent(parts, order(moved, { place: space, remote: at('800') }), moved);
    expect(parts.made[1]?.body).toMatchObject({
      entity_type: 3,
      channel_id: null,
      entity_metadata: { location: 'Zoom' },
      scheduled_end_time: '2026-12-01T21:00:00.000Z',
    });
  });

  it('that staff renamed keeps its name, and follows its time', async () => {
    const parts = scripted({
      'GET /guilds/11/scheduled-events/800': () => event({ name: 'Docs sprint' }),
      'PATCH /guilds/11/scheduled-events/800': (body) => event(body),
    });
    const wanted = content({ startsAt: new Date('2026-12-01T21:00:00Z') });
    const before = { ...at('800'), title: wanted.name };
    await publishEvent(parts, order(wanted, { place: space, remote: before }), wanted);
    const changes = parts.made.filter(({ route }) => route.startsWith('PATCH')).map(({ body }) => body);
    expect(changes).toEqual([{ scheduled_start_time: '2026-12-01T21:00:00.000Z' }]);
  });

  it('that has begun already is not made, and one removed by hand is made again while it is ahead', async () => {
    const begun = content({ startsAt: new Date('2026-11-24T11:00:00Z') });
    expect(await publishEvent(scripted({}), order(begun, { place: space }), begun)).toMatchObject({ id: '' });

    const parts = scripted({
      'GET /guilds/11/scheduled-events/800': () => new Refusal(404, 10070),
      'POST /guilds/11/scheduled-events': (body) => ({ ...event(body), id: '801' }),
    });
    const made = await publishEvent(parts, order(content(), { place: space, remote: at('800') }), content());
    expect(made.id).toBe('801');
  });

  describe('that may have been made before a crash', () => {
    const mayExist = (extra: Partial<EventContent>, others: readonly string[] = []) => {
      const wanted = content(extra);
      const isAnothers = async (id: string) => others.includes(id);
      return [order(wanted, { place: space, mayExist: true, isAnothers }), wanted] as const;
    };
    const there = (...events: readonly object[]) =>
      scripted({
        'GET /guilds/11/scheduled-events': () => events,
        'PATCH /guilds/11/scheduled-events/800': (body) => event(body),
        'POST /guilds/11/scheduled-events': (body) => ({ ...event(body), id: '801' }),
      });
    const january = event({ id: '799', scheduled_start_time: '2027-01-05T20:00:00Z' });

    it('is not one that somebody else made with the same words', async () => {
      const parts = there(event({ creator_id: '77' }));
      expect(await publishEvent(parts, ...mayExist({}))).toMatchObject({ id: '801' });
      expect(routes(parts)).not.toContain('PATCH /guilds/11/scheduled-events/800');
    });

    it('is known again by its start, though another of its series has the same words', async () => {
      const parts = there(january, event());
      expect(await publishEvent(parts, ...mayExist({}))).toMatchObject({ id: '800' });
      expect(routes(parts)).toEqual(['GET /guilds/11/scheduled-events']);
    });

    it.each([
      ['moved', { startsAt: new Date('2026-12-02T20:00:00Z') }],
      ['renamed', { name: 'Docs call' }],
    ])('and has been %s since, is known again', async (_, extra) => {
      const parts = there(january, event());
      expect(await publishEvent(parts, ...mayExist(extra, ['799']))).toMatchObject({ id: '800' });
    });

    it('is made when only another of its series is there', async () => {
      const parts = there(january);
      expect(await publishEvent(parts, ...mayExist({}, ['799']))).toMatchObject({ id: '801' });
    });
  });
});

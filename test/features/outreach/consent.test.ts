// Consent of a partner with a space of its own: by a code, typed there by its own organiser.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Request } from '../../../src/core/command.ts';
import { outreach } from '../../../src/features/outreach/index.ts';
import { outreachStore } from '../../../src/features/outreach/store.ts';
import { makeGroup } from '../../group.ts';
import { memberStore } from '../../roster.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { refusal } from '../remembered.ts';

const [sqlite] = freshDatabases('SQLite');
const now = new Date('2026-11-20T09:00:00Z');
const can = {
  messages: true,
  threads: false,
  topics: false,
  events: false,
  buttons: true,
  forms: true,
  privateMessages: true,
  invitations: true,
  files: false,
};

let fresh: Fresh;
let ours: number;
let theirs: number;
beforeEach(async () => {
  if (!sqlite) throw new Error('There is no SQLite');
  fresh = await sqlite.open();
  ours = await makeGroup(fresh.database, { name: 'Docs', spaces: 'chat:1' });
  theirs = await makeGroup(fresh.database, { name: 'PyLadies', spaces: 'chat:2' });
});
afterEach(() => fresh.close());

const feature = () => {
  const people = memberStore(fresh.database, { isInvited: () => false });
  return outreach({
    store: outreachStore(fresh.database),
    groups: people,
    people,
    pageUrl: () => undefined,
    amaCalls: async () => [],
    amaNews: async () => undefined,
    newCode: () => 'c0de',
  });
};
const request = (groupId: number, name: string): Request => ({
  id: name,
  groupId,
  platform: 'chat',
  can,
  caller: { platform: 'chat', id: name, name },
  roles: [],
  isOrganiser: true,
  isMember: true,
  zone: 'UTC',
  now,
  place: { platform: 'chat', id: '77', name: 'news' },
  about: async () => [],
  progress: async () => {},
});
const run = (groupId: number, name: string, values: Record<string, string>) => () =>
  feature()
    .commands.find((one) => one.name === name)
    ?.run(request(groupId, 'somebody'), values);

test('their organiser agrees where calls shall be, we cannot do it for them, and they can end it', async () => {
  const store = outreachStore(fresh.database);
  await run(ours, 'partner add', { name: 'PyLadies' })();
  expect(await refusal(run(ours, 'partner agree', { code: 'c0de' }))).toContain('in their own space');
  expect(await refusal(run(theirs, 'partner agree', { code: 'other' }))).toContain('no such code');
  await run(theirs, 'partner agree', { code: ' c0de ' })();
  expect((await store.partners(ours))[0]).toMatchObject({
    place: { platform: 'chat', id: '77' },
    agreedAt: now,
  });
  await run(theirs, 'partner stop', { code: 'c0de' })();
  const [partner] = await store.partners(ours);
  expect(partner?.agreedAt).toBeUndefined();
  expect(await store.partners(theirs)).toEqual([]);
});

test('a call that is discarded is gone, but not one that was published since', async () => {
  const store = outreachStore(fresh.database);
  await run(ours, 'partner add', { name: 'PyLadies' })();
  const partnerIds = (await store.partners(ours)).map(({ id }) => id);
  const call = {
    groupId: ours,
    title: 'Come',
    text: 'All of you.',
    translations: {},
    partnerIds,
    createdAt: now,
  };
  const discard = async (id: number) =>
    await feature()
      .actions?.find(({ name }) => name === 'outreach/discard')
      ?.run(request(ours, 'somebody'), [String(id)]);
  const [gone, stays] = [await store.draft(call), await store.draft(call)];
  await discard(gone.id);
  expect((await store.calls(ours)).map(({ id }) => id)).toEqual([stays.id]);
  await store.publish(stays, { byId: stays.createdById ?? 0, now });
  expect(await refusal(async () => await discard(stays.id))).toContain('is published');
  await store.discard(stays);
  expect(await store.calls(ours)).toHaveLength(1);
});

test('of two partners that agree to calls in one place in the same instant one does', async () => {
  const store = outreachStore(fresh.database);
  const people = memberStore(fresh.database, { isInvited: () => false });
  const { id: ownerId } = await people.of(ours, { platform: 'chat', id: 'owner', name: 'owner' });
  for (const code of ['one', 'other']) {
    await store.add({ groupId: ours, name: code, language: 'en', contact: '', ownerId, code, now });
  }
  const both = ['one', 'other'].map((code) =>
    refusal(run(theirs, 'partner agree', { code })).catch(() => ''),
  );
  expect((await Promise.all(both)).toSorted()).toEqual(['', expect.stringContaining('that place already')]);
});

test('whom the group asked agrees and ends it in words where there are no buttons; nobody else can', async () => {
  const people = memberStore(fresh.database, { isInvited: () => false });
  const [asked, owner] = await Promise.all(
    ['somebody', 'owner'].map((id) => people.of(ours, { platform: 'chat', id, name: id })),
  );
  const store = outreachStore(fresh.database);
  const partner = {
    groupId: ours,
    name: 'PyLadies',
    language: 'pl',
    contact: '',
    place: { platform: 'chat', id: '5' },
    placeName: '#news',
    askedId: asked?.id ?? 0,
    ownerId: owner?.id ?? 0,
    code: 'c0de',
    now,
  };
  const made = await store.add(partner);
  const shown = async (hasButtons: boolean) => {
    const context = {
      groupId: ours,
      key: 'ask',
      platform: 'chat',
      can: { ...can, buttons: hasButtons },
      now,
    };
    const calls = {
      isPublished: false,
      links: async () => [],
      wasMade: async () => false,
      reaches: async () => false,
    };
    return JSON.stringify(await feature().views.ask?.(String(made.id), { ...context, ...calls }));
  };
  expect(await shown(false)).toContain('/partner agree code:c0de');
  expect(await shown(false)).not.toContain('outreach/agree');
  expect(await shown(true)).not.toContain('c0de');
  const agree = feature().commands.find(({ name }) => name === 'partner agree');
  const by = (who: Request) => refusal(async () => await agree?.run(who, { code: 'c0de' }));
  expect(await by(request(ours, 'owner'))).toContain('in their own space');
  await run(ours, 'partner agree', { code: 'c0de' })();
  expect((await store.partners(ours))[0]).toMatchObject({ place: { id: '5' }, agreedAt: now });
  await run(ours, 'partner stop', { code: 'c0de' })();
  expect((await store.partners(ours))[0]?.agreedAt).toBeUndefined();
  expect(await by({ ...request(theirs, 'stranger'), isOrganiser: false })).toContain('Organisers');
});

test('a call that two organisers publish at the same moment is published once', async () => {
  const store = outreachStore(fresh.database);
  await run(ours, 'partner add', { name: 'PyLadies' })();
  const [partner] = await store.partners(ours);
  const call = await store.draft({
    groupId: ours,
    title: 'Members wanted',
    text: 'Three.',
    translations: {},
    createdAt: now,
    partnerIds: [partner?.id ?? 0],
  });
  const done = await Promise.all(
    Array.from({ length: 5 }, () => store.publish(call, { byId: partner?.ownerId ?? 0, now })),
  );
  expect(done.filter((one) => one !== undefined)).toHaveLength(1);
  expect(await fresh.database.publication.count({ where: { view: 'outreach/byHand' } })).toBe(1);
});

test('who takes it back a moment before a call is posted gets nothing; what stands is kept as it is', async () => {
  const store = outreachStore(fresh.database);
  await run(ours, 'partner add', { name: 'PyLadies' })();
  await run(theirs, 'partner agree', { code: 'c0de' })();
  const [partner] = await store.partners(ours);
  if (!partner) throw new Error('There is no partner');
  const call = await store.draft({
    groupId: ours,
    title: 'Members wanted',
    text: 'Three.',
    translations: {},
    createdAt: now,
    partnerIds: [partner.id],
  });
  expect(await store.publish(call, { byId: 1, now })).toMatchObject({ posted: [{ name: 'PyLadies' }] });
  const view = (isPublished: boolean) =>
    feature().views.call?.(`${call.id}/${partner.id}`, {
      groupId: ours,
      key: 'call',
      platform: 'chat',
      can,
      now,
      isPublished,
      links: async () => [],
      wasMade: async () => false,
      reaches: async () => false,
    });
  expect(await view(false)).toMatchObject({ kind: 'message' });
  await run(theirs, 'partner stop', { code: 'c0de' })();
  expect(await view(false)).toBeUndefined();
  expect(await view(true)).toMatchObject({ kind: 'message' });
});

test('however many calls came after one, it is asked what came back of it', async () => {
  const store = outreachStore(fresh.database);
  const people = memberStore(fresh.database, { isInvited: () => false });
  const { id: ownerId } = await people.of(ours, { platform: 'chat', id: 'owner', name: 'owner' });
  const partner = { groupId: ours, name: 'PyLadies', language: 'en', contact: '', ownerId, code: '', now };
  const { id: partnerId } = await store.add(partner);
  const facts = { groupId: ours, text: 'Come!', translations: {}, createdById: ownerId, createdAt: now };
  const first = await store.draft({ ...facts, title: 'The first', partnerIds: [partnerId] });
  await store.publish(first, { byId: ownerId, now });
  for (let i = 0; i < 40; i += 1)
    await store.draft({ ...facts, title: `Later ${i}`, partnerIds: [partnerId] });
  const due = new Date(now.getTime() + 14 * 86_400_000);
  expect(await feature().advance?.(ours, now)).toEqual(new Date(now.getTime() + 15 * 60_000));
  await feature().advance?.(ours, due);
  expect(await fresh.database.publication.count({ where: { view: 'outreach/followUp' } })).toBe(1);
});

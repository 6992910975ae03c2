// What Discourse keeps of texts and edits: cleaned titles and bodies, versions only of edits that count, posts taken back.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openForum, type Seed } from './seed.ts';

let seed: Seed;
beforeEach(async () => {
  seed = await openForum();
});
afterEach(() => seed.forum.close());

const raw = 'Here is what we will talk about in December.';
const start = (more: object = {}, as?: string) =>
  seed.ask(
    'POST',
    '/posts.json',
    { title: 'Monthly meeting in December', raw, category: seed.category, ...more },
    as,
  );
const edit = (id: number, text: string, more: object = {}, as?: string) =>
  seed.ask('PUT', `/posts/${id}.json`, { post: { raw: text, ...more } }, as);

test.each([
  ['monthly meeting in December', 'Monthly meeting in December'],
  ['MONTHLY MEETING IN DECEMBER', 'Monthly meeting in december'],
  ['Monthly meeting in December.', 'Monthly meeting in December'],
  ['Is there a meeting in December ???', 'Is there a meeting in December?'],
  ['Monthly  meeting\u00A0in December', 'Monthly meeting in December'],
  ['iOS docs: monthly meeting', 'iOS docs: monthly meeting'],
  ['Held at 10:30:45 and at 18:15:00', 'Held at 10:30:45 and at 18:15:00'],
  ['One :tada: at 10:30:45 for the docs', 'One :tada: at 10:30:45 for the docs'],
])('the title "%s" is kept as "%s"', async (title, kept) => {
  const { json } = await start({ title });
  expect((await seed.ask('GET', `/t/${json.topic_id}.json`)).json.title).toBe(kept);
});

test('a body is kept with plain spaces and none at its end, and that is the text an edit starts from', async () => {
  const { json } = await start({ raw: `${raw}\u00A0Come!\n\n` });
  expect((await seed.ask('GET', `/posts/${json.id}.json`)).json.raw).toBe(`${raw} Come!`);
  expect((await edit(json.id, `${raw} New`, { original_text: `${raw}\u00A0Come!` })).status).toBe(409);
  expect((await edit(json.id, `${raw} New`, { original_text: `${raw} Come!` })).status).toBe(200);
});

test.each([
  ['a title of one letter', { title: 'aaaaaaaaaaaaaaaaaaaa' }, 'Title seems unclear'],
  ['a word of 31 letters in a title', { title: `About ${'abcdefghij'.repeat(3)}k` }, 'Title seems unclear'],
  ['a title of two emoji by name', { title: 'Monthly meeting :tada: :+1:' }, "can't have more than 1 emoji"],
  ['a title of an emoji and a sign', { title: 'Monthly meeting :100: \u{1f389}' }, 'more than 1 emoji'],
  ['a body in capitals', { raw: 'COME TO THE MONTHLY MEETING' }, 'Body seems unclear'],
  ['a body of two letters', { raw: 'ab ab ab ab ab ab ab ab ab' }, 'Body seems unclear'],
  ['a body of comments', { raw: `<!-- ${raw} --> Short` }, 'Body is too short'],
  ['a body of dots', { raw: `Well${'.'.repeat(30)}` }, 'Body is too short'],
])('%s is refused', async (_, more, words) => {
  const { status, json } = await start(more);
  expect([status, json.errors[0]]).toEqual([422, expect.stringContaining(words)]);
});

test('a small edit within five minutes makes no version and bumps nothing; a later, larger or explained one does', async () => {
  const { json } = await start();
  const { id, topic_id } = json;
  const version = async () => (await seed.ask('GET', `/posts/${id}.json`)).json.version;
  seed.forward(4);
  await edit(id, `${raw} And January.`);
  expect(await version()).toBe(1);
  const { bumpedAt } = seed.forum.forum.topics.get(topic_id) ?? {};
  expect(bumpedAt).toEqual(new Date('2026-11-20T09:00:00Z'));
  await edit(id, `${raw} ${'And January. '.repeat(40)}`);
  expect(await version()).toBe(2);
  await edit(id, `${raw} And February.`, { edit_reason: 'A month later' });
  expect(await version()).toBe(3);
  seed.forward(6);
  await edit(id, `${raw} And March.`);
  expect(await version()).toBe(4);
  await edit(id, `${raw} And April.`, {}, 'prague');
  expect(await version()).toBe(5);
});

test('a member edits for a day, and nothing in an archived topic', async () => {
  const { json } = await start({}, 'tokyo');
  seed.forward(23 * 60);
  expect((await edit(json.id, `${raw} Later`, {}, 'tokyo')).status).toBe(200);
  seed.forward(2 * 60);
  const late = await edit(json.id, `${raw} Too late`, {}, 'tokyo');
  expect([late.status, late.json.errors[0]]).toEqual([422, expect.stringContaining('too long ago')]);
  expect((await edit(json.id, `${raw} By staff`)).status).toBe(200);
  const reply = seed.forum.reply('lagos', json.topic_id, { raw: 'I will be there, thank you!' });
  await seed.ask('PUT', `/t/${json.topic_id}/status.json`, { status: 'archived', enabled: 'true' });
  if ('draft' in reply) throw new Error('It waits for approval');
  expect(() => seed.forum.edit('lagos', reply, 'I will not be there, I am sorry.')).toThrow();
  expect(() => seed.forum.like('tokyo', reply)).toThrow();
});

test('a post that a member takes back says so for a day, then it is gone; staff deletes at once', async () => {
  const { json } = await start();
  const reply = seed.forum.reply('lagos', json.topic_id, { raw: 'I will be there, thank you!' });
  if ('draft' in reply) throw new Error('It waits for approval');
  expect((await seed.ask('DELETE', `/posts/${reply.id}.json`, {}, 'lagos')).status).toBe(200);
  const there = await seed.ask('GET', `/posts/${reply.id}.json`, undefined, 'tokyo');
  expect(there.json).toMatchObject({ raw: '(post deleted by author)', user_deleted: true, version: 2 });
  seed.forward(24 * 60);
  expect((await seed.ask('GET', `/posts/${reply.id}.json`, undefined, 'tokyo')).status).toBe(404);
  const second = seed.forum.reply('lagos', json.topic_id, { raw: 'I will be there after all!' });
  if ('draft' in second) throw new Error('It waits for approval');
  await seed.ask('DELETE', `/posts/${second.id}.json`);
  expect((await seed.ask('GET', `/posts/${second.id}.json`, undefined, 'tokyo')).status).toBe(404);
  expect((await seed.ask('GET', `/posts/${second.id}.json`)).json.deleted_at).toBe(seed.clock.toISOString());
});

// Every answer of the sandbox's Discourse against the official document, as far as that document is right.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { startDiscourse } from '../../../sandbox/discourse/index.ts';

const folder =
  process.env.DOCENT_SPECS ?? fileURLToPath(new URL('../../../../shared/specs', import.meta.url));
const file = `${folder}/discourse.openapi.json`;
const isThere = existsSync(file);
if (!isThere) console.log(`skipped: the official document is not at ${file}`);

/** Where the document is wrong: https://github.com/discourse/discourse answers otherwise. */
const defects = [
  // Numbers that it takes for strings, and what is null without reactions, reviews or a last post.
  /reply_to_post_number must be/,
  /reviewable_id must be/,
  // A like's count and acted are forbidden, and can_act is wanted of one's own posts too.
  /actions_summary\/\d+ must (NOT have additional|have required property 'can_act')/,
  // Newer or optional fields of a post or a topic that a strict object forbids.
  /additional.*(raw|flair_group_id|badges_granted|tags|tags_descriptions|external_id|allowed_users|allowed_groups|has_summary|flair_groups|more_topics_url|post_url)$/,
  // Excerpts, links and requests stand in suggested topics only.
  /image_url must be string/,
  // Lists say false for what nobody did, where one schema has a boolean and the other a string.
  /(bookmarked|liked) must be string,null/,
];

const document = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        responses: z.record(
          z.string(),
          z.object({ content: z.record(z.string(), z.object({ schema: z.looseObject({}) })).optional() }),
        ),
      }),
    ),
  ),
});

test.skipIf(!isThere)('every answer has the shape that the official document gives', async () => {
  const { paths } = document.parse(JSON.parse(readFileSync(file, 'utf8')));
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false });
  const forum = await startDiscourse({ clock: () => new Date('2026-11-20T09:00:00Z') });
  forum.addUser('tokyo');
  const category = forum.addCategory('Documentation').id;
  const checkedRoutes: string[] = [];
  const ask = async (method: string, path: string, template: string, body?: object) => {
    const response = await fetch(`${forum.url}${path}`, {
      method,
      headers: { 'api-key': forum.apiKey, 'api-username': 'docent', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const json = JSON.parse(await response.text());
    expect(response.status, `${method} ${path}`).toBe(200);
    const schema =
      paths[template]?.[method.toLowerCase()]?.responses['200']?.content?.['application/json']?.schema;
    if (schema === undefined)
      throw new Error(`The document does not tell what ${method} ${template} answers`);
    const isValid = ajv.compile(schema);
    isValid(json);
    const faults = (isValid.errors ?? [])
      .map((one) => `${one.instancePath} ${one.message} ${one.params.additionalProperty ?? ''}`.trim())
      .filter((fault) => !defects.some((defect) => defect.test(fault)));
    expect(faults, `${method} ${template}`).toEqual([]);
    checkedRoutes.push(`${method} ${template}`);
    return json;
  };
  const raw = 'Here is what we will talk about in December.';
  const post = await ask('POST', '/posts.json', '/posts.json', {
    title: 'Monthly meeting in December',
    raw,
    category,
  });
  forum.reply('tokyo', post.topic_id, { raw: 'I will be there, thank you!', replyTo: 1 });
  forum.like('tokyo', post.id);
  await ask('GET', '/posts.json', '/posts.json');
  await ask('GET', `/posts/${post.id}.json`, '/posts/{id}.json');
  await ask('PUT', `/posts/${post.id}.json`, '/posts/{id}.json', { post: { raw: `${raw} And January.` } });
  await ask('POST', '/post_actions.json', '/post_actions.json', { id: post.id + 1, post_action_type_id: 2 });
  await ask('GET', `/t/${post.topic_id}.json`, '/t/{id}.json');
  await ask('GET', `/t/${post.topic_id}/posts.json?post_ids[]=${post.id}`, '/t/{id}/posts.json');
  await ask('PUT', `/t/-/${post.topic_id}.json`, '/t/-/{id}.json', {
    topic: { title: 'Monthly meeting in January' },
  });
  await ask('PUT', `/t/${post.topic_id}/status.json`, '/t/{id}/status.json', {
    status: 'pinned',
    enabled: 'true',
  });
  await ask('GET', '/categories.json', '/categories.json');
  await ask('GET', `/c/documentation/${category}.json`, '/c/{slug}/{id}.json');
  await ask('GET', '/latest.json', '/latest.json');
  await ask('GET', '/notifications.json', '/notifications.json');
  await ask('GET', '/site/basic-info.json', '/site/basic-info.json');
  forum.message('tokyo', ['docent'], { title: 'Hello', raw: 'May I come as well?' });
  for (const list of ['private-messages', 'private-messages-sent'])
    await ask('GET', `/topics/${list}/docent.json`, `/topics/${list}/{username}.json`);
  await ask('PUT', '/notifications/mark-read.json', '/notifications/mark-read.json');
  expect(checkedRoutes).toHaveLength(17);
  await forum.close();
});

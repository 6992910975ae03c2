// A message is the bot's own only when the bot wrote it: anybody's bot can copy the address that an embed carries.
import { expect, test } from 'vitest';
import { doc, p } from '../../../src/core/document.ts';
import { keyMark } from '../../../src/platforms/discord/message.ts';
import { publishMessage } from '../../../src/platforms/discord/messages.ts';
import { identity, messageAs, order, routes, scripted } from './scripted.ts';

const content = { kind: 'message', document: doc(p('x')) } as const;
const url = keyMark({ guild: '11', channel: '22' }, identity, 0);

test.each([
  ['of its own', '1', '500', 'PATCH /channels/22/messages/500'],
  ['that another wrote with its mark', '77', '501', 'POST /channels/22/messages'],
])('a message %s after a crash', async (_, author, id, route) => {
  const there = { ...messageAs('500', {}), author: { id: author }, embeds: [{ url }] };
  const parts = scripted({
    'GET /channels/22/messages': () => [there],
    'PATCH /channels/22/messages/500': (body) => messageAs('500', body),
    'POST /channels/22/messages': (body) => messageAs('501', body),
  });
  expect(await publishMessage(parts, order(content, { mayExist: true }), content)).toMatchObject({ id });
  expect(routes(parts)).toEqual(['GET /channels/22/messages', route]);
});

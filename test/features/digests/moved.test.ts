// The whole bot over the sandbox: a group's digests move to another channel, and which of its channels are open.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { parseStory } from '../../../sandbox/play/parse.ts';
import { play } from '../../../sandbox/play/player.ts';

let ground: Sandbox;
beforeEach(async () => {
  ground = await startSandbox({ startAt: new Date('2026-11-20T09:00:00Z') });
});
afterEach(() => ground.close());

const story = (text: string) =>
  play(ground, parseStory(text), ({ text: refused }) => {
    throw new Error(refused);
  });
const pageOf = async (path: string) => (await fetch(`${ground.app.webUrl}${path}`)).status;

const watch = `
prague@discord #general: /prs watch add repository:docs-group/handbook schedule:"mondays 09:00 Europe/Prague" topics:none
expect reply contains "is watched"
at 2026-11-24T09:00Z
expect #pull-requests count "docs-group/handbook:" = 1`;

test('after /docent setup the newest digest and the next go to the new channel, once each', async () => {
  await story(`${watch}
prague@discord #general: /docent setup pull-requests:#general confirmed:true
expect #general count "docs-group/handbook:" = 1
expect #pull-requests count "docs-group/handbook:" = 0
restart
expect #general count "docs-group/handbook:" = 1
at 2026-12-01T09:00Z
expect #general count "docs-group/handbook:" = 2
expect #pull-requests count "docs-group/handbook:" = 0`);
});

test('a digest is on the web while its channel is one that everybody can read', async () => {
  await story(watch);
  expect(await pageOf('/digests/1')).toBe(200);
  await story(
    'prague@discord #general: /prs watch edit watch:docs-group/handbook channel:#moderators confirmed:true',
  );
  expect(await pageOf('/digests/1')).toBe(404);
  expect(await (await fetch(`${ground.app.webUrl}/digests`)).text()).toContain('no public digest');
  await story(
    'prague@discord #general: /prs watch edit watch:docs-group/handbook channel:#ama confirmed:true',
  );
  expect(await pageOf('/digests/1')).toBe(200);
});

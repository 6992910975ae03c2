// Who is gone is noticed without anybody writing to them, told once with all that they do, and said to be back.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readableText } from '../../../sandbox/discord/index.ts';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { parseStory } from '../../../sandbox/play/parse.ts';
import { play } from '../../../sandbox/play/player.ts';
import type { GroupFacts } from '../../../src/core/directory.ts';
import { goneWatch, type Watched } from '../../../src/features/members/gone-watch.ts';

let docs: Sandbox;
beforeAll(async () => {
  docs = await startSandbox({ startAt: new Date('2026-11-20T09:00:00Z') });
  await docs.runUntilIdle();
});
afterAll(() => docs.close());

const story = (text: string) => play(docs, parseStory(text), () => {});
const told = () =>
  docs.discord
    .messages('#moderators')
    .map(readableText)
    .filter(
      (text) =>
        /tokyo|prague|vancouver/u.test(text) && /(?:Somebody is|people are) (?:gone|back)/u.test(text),
    );

test('an outage delays the look by minutes, not by hours, and a group that is left is forgotten', async () => {
  const group: GroupFacts = {
    id: 1,
    name: 'Docs',
    zone: 'UTC',
    repositories: [],
    spaces: [],
    places: [],
    grants: 'everything',
  };
  let at = Date.parse('2026-11-20T09:00Z');
  let answer: boolean | undefined;
  let groups = [group];
  const person: Watched = {
    who: '1',
    role: 'organiser',
    accounts: [{ platform: 'chat', id: '1', name: 'tokyo' }],
    duties: [],
  };
  const warned: string[] = [];
  const watch = goneWatch({
    groups: async () => groups,
    watched: async () => [person],
    nameOf: async () => 'tokyo',
    isThere: async () => answer,
    now: () => new Date(at),
    warn: (_, why) => warned.push(why),
  });
  await watch.look();
  expect(watch.list()).toEqual([]);
  answer = false;
  at += 11 * 60_000;
  await watch.look();
  expect(watch.list()[0]?.why).toMatch(/^is an organiser here, and gone/u);
  expect(warned).toEqual([expect.stringMatching(/^tokyo is an organiser here, and gone/u)]);
  expect((await watch.findings())[0]?.saw).toBe(warned[0]);
  groups = [];
  at += 7 * 3_600_000;
  await watch.look();
  expect(watch.list()).toEqual([]);
});

test('one of several who has left the server is told once, and that they are back', async () => {
  await story(`prague@discord #meetings: /member role who:@tokyo role:organiser confirmed:true
    advance 7h
    tokyo@discord leaves the server
    advance 7h
    advance 2m`);
  // There is still the forum.
  expect(told()).toEqual([]);
  await story(`tokyo@discourse is suspended
    advance 7h
    advance 2m`);
  expect(told()).toHaveLength(1);
  expect(told()[0]?.match(/Somebody is gone/gu)).toHaveLength(1);
  expect(told()[0]).toMatch(/tokyo is an organiser here, and gone.*member role.*somebody else/su);
  await docs.restart();
  await story('advance 7h');
  expect(told()).toHaveLength(1);
  await story(`tokyo@discord comes back
    advance 7h
    advance 2m`);
  expect(told()).toHaveLength(1);
  expect(told()[0]).toMatch(/Somebody is back.*tokyo is back/su);
});

test('a member who has left is told once, stays a member, and is said to be back', async () => {
  const gone = () =>
    docs.discord
      .messages('#moderators')
      .map(readableText)
      .filter((text) => /Somebody is (?:gone|back)/u.test(text) && !text.includes('tokyo'));
  await story(`prague@discord #meetings: /member role who:@lagos role:member confirmed:true
    lagos@discord leaves the server
    lagos@discourse is suspended
    advance 25h
    advance 2m`);
  expect(gone()).toHaveLength(1);
  expect(gone()[0]).toMatch(/lagos is a member here, and gone.*membership, votes, projects.*member leave/su);
  await story(`prague@discord #meetings: /member list
    expect reply contains "Africa/Lagos"`);
  await docs.restart();
  await story('advance 25h\nadvance 2m');
  expect(gone()).toHaveLength(1);
  // What tells of them keeps no name once they are forgotten.
  await story(`prague@discord #meetings: /member forget who:@lagos confirmed:true
    advance 2m`);
  expect(gone()).toHaveLength(1);
  expect(gone()[0]).toMatch(/^(?!.*lagos).*A former member is a member here/su);
  await story(`lagos@discord comes back
    advance 25h
    advance 2m`);
  expect(gone()).toHaveLength(1);
  expect(gone()[0]).toContain('Somebody is back');
});

test('who has left, or is taken out, may have the address of a private calendar: what ends it is told', async () => {
  await story(`prague@discord #meetings: /meeting calendar-renew
    expect reply contains "Every calendar here is for everybody"
    prague@discord #meetings: /meeting series create name:"Board" rule:"second tuesday" times:"13:30" zone:UTC role:@organisers channel:#moderators confirmed:true
    auckland@discord leaves the server
    auckland@discourse is suspended
    advance 25h
    advance 2m
    expect #moderators contains "auckland is a member here, and gone"
    expect #moderators contains "They may still have the address of a calendar that is not for everybody"
    prague@discord #meetings: /member leave who:@auckland confirmed:true
    expect reply contains "auckland has left the group"
    expect #moderators contains "auckland has left the group. They may still have the address"
    new-york@discord #general: /member leave confirmed:true
    expect #moderators contains "new-york has left the group. They may still have the address"
    guest-1@discord #general: /member forget confirmed:true
    expect #moderators count "has left the group." = 2
    london@discord #general: /member forget confirmed:true
    expect #moderators contains "A former member has left the group. They may still have the address"
    prague@discord #meetings: /member forget who:@new-york confirmed:true
    expect #moderators count "new-york has left" = 0
    expect #moderators count "has left the group. They may still have the address" = 3
    prague@discord #meetings: /meeting calendar-renew
    expect reply contains "new addresses?"
    prague@discord presses "Renew the addresses" on "new addresses?"
    expect reply contains "have ended"
    prague@discord #meetings: /meeting series end series:Board confirmed:true`);
});

test('a host, and who takes notes, are told of once with what names somebody else; who is gone is shown by name', async () => {
  const gone = () =>
    docs.discord
      .messages('#moderators')
      .map(readableText)
      .filter((text) => /(?:natal|kolkata|visitor).* gone:/su.test(text));
  const id = docs.discord.people.user('natal').id;
  const posts = () => JSON.stringify(docs.discord.messages('#ama'));
  await story(`prague@discord #meetings: /meeting schedule name:"Sprint" when:"2026-12-20 18:00" confirmed:true
    prague@discord #meetings: /meeting notes-taker who:@kolkata
    prague@discord #meetings: /ama create title:"Guides" hosts:"natal, vancouver, visitor" opens:"2026-12-20 18:00" closes:"2026-12-20 20:00" confirmed:true
    advance 2m`);
  expect(posts()).toContain(`<@${id}>`);
  await story(`natal@discord leaves the server
    natal@discourse is suspended
    kolkata@discord leaves the server
    kolkata@discourse is suspended
    visitor@discord leaves the server
    visitor@discourse is suspended
    advance 7h
    advance 2m`);
  // All three in one message.
  expect(gone()).toHaveLength(1);
  expect(gone().join()).toMatch(/visitor is gone:.*They host/su);
  expect(gone().join()).toMatch(/natal is a member here, and gone:.*They host “Guides”: .*ama host add/su);
  expect(gone().join()).toMatch(
    /kolkata is a member here, and gone:.*take the notes of “Sprint” on 2026-12-20.*meeting notes-taker/su,
  );
  expect(posts()).not.toContain(`<@${id}>`);
  expect(posts()).toContain('natal');
  await docs.restart();
  await story('advance 7h');
  expect(gone()).toHaveLength(1);
  await story(`natal@discord comes back
    prague@discord #meetings: /ama host remove hosts:visitor confirmed:true
    prague@discord #meetings: /meeting notes-taker who:@prague confirmed:true
    advance 7h
    advance 2m`);
  // Who is a member still is one, and gone.
  expect(gone()).toEqual([expect.stringMatching(/kolkata is a member here, and gone:(?!.*notes)/su)]);
  expect(gone()[0]).toMatch(/natal is back/u);
  expect(posts()).toContain(`<@${id}>`);
});

test('an organiser who hosts, leads and promised something is told of in one message, with each next step', async () => {
  await story(`prague@discord #meetings: /member role who:@helsinki role:organiser confirmed:true
    prague@discord #meetings: /ama create title:"Tools" hosts:"helsinki" opens:"2026-12-22 18:00" closes:"2026-12-22 20:00" confirmed:true
    prague@discord #meetings: /meeting action add text:"Draft the style guide" owner:@helsinki
    prague@discord #meetings: /meeting action add text:"Ask the translators" owner:@helsinki
    prague@discord #meetings: /partner add name:"PyLadies Oslo" language:nb contact:"https://example.org/oslo" keeper:@helsinki
    helsinki@discord leaves the server
    helsinki@discourse is suspended
    advance 7h
    advance 2m`);
  const about = docs.discord
    .messages('#moderators')
    .map(readableText)
    .filter((text) => /helsinki.*gone:/su.test(text));
  expect(about).toHaveLength(1);
  expect(about[0]).toMatch(/an organiser here, and gone: .*member role.*They host “Tools”: .*ama host add/su);
  expect(about[0]).toMatch(
    /promised “Draft the style guide” and “Ask the translators”: .*meeting action add/su,
  );
  expect(about[0]).toMatch(/keep in touch with “PyLadies Oslo”: .*partner edit keeper/su);
});

test('when the last is gone, it is told who can name another; a server that cannot be asked says nothing', async () => {
  await story(`faults discord down
    advance 7h
    faults discord up`);
  expect(told()).toHaveLength(1);
  const gone = ['tokyo', 'prague', 'vancouver'].flatMap((name) => [
    `${name}@discord leaves the server`,
    `${name}@discourse is suspended`,
  ]);
  await story([...gone, 'advance 7h', 'advance 2m'].join('\n'));
  const lasts = told().filter((text) => text.includes('is an organiser here'));
  expect(lasts.join().match(/is an organiser here/gu)).toHaveLength(3);
  for (const one of lasts) expect(one).toMatch(/no other organiser.*manages the server.*ORGANISERS/su);
  // Also after a restart, what tells of a person is never taken for a platform.
  expect(docs.discord.messages('#moderators').map(readableText).join()).not.toMatch(/member\/\d/u);
});

test('without a place for organisers, each who is there hears of several in one private message; who is gone is not written to', async () => {
  const away = await startSandbox({ startAt: new Date('2026-11-20T09:00:00Z') });
  try {
    await away.runUntilIdle();
    const gone = ['tokyo', 'natal'].flatMap((name) => [
      `${name}@discord leaves the server`,
      `${name}@discourse is suspended`,
    ]);
    await play(
      away,
      parseStory(
        [
          'prague@discord #meetings: /docent setup remove:moderators confirmed:true',
          'prague@discord #meetings: /member role who:@tokyo role:organiser confirmed:true',
          'prague@discord #meetings: /meeting action add text:"Draft it" owner:@natal',
          'prague@discord #meetings: /meeting action add text:"Check it" owner:@lagos',
          ...gone,
          'advance 7h',
          'advance 2m',
          'expect dm prague count "gone" = 1',
          'expect dm prague contains "2 people are gone"',
          'expect not dm prague contains "Somebody is gone"',
          'expect dm vancouver count "gone" = 1',
          'prague@discord #meetings: /docent status',
          'expect not reply contains "Could not be published"',
        ].join('\n'),
      ),
      () => {},
    );
  } finally {
    await away.close();
  }
});

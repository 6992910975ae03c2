// Stories as they are played: one that does not hold says where and why. Those of this repository are in the files beside this one.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Happening, type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { sandbox } from '../../../sandbox/main.ts';
import { parseStory } from '../../../sandbox/play/parse.ts';
import { play } from '../../../sandbox/play/player.ts';
import { isInFull } from '../../in-full.ts';
import { folder, played, recordAskedInAll } from './playing.ts';

const asked = recordAskedInAll();

const meeting = `at 2026-11-20T09:00Z
prague@discord #meetings: /meeting series create name:"Monthly meeting" rule:"first tuesday" times:"21:00, 18:00" zone:Europe/Prague confirmed:true
tokyo@discord presses "Going" on "Monthly meeting"
tokyo@discord presses "Remind me" on "Monthly meeting"
`;

test.skipIf(!isInFull)(
  'the story of an AMA tells nowhere who asked anonymously, and its summary is whole and in order',
  {
    timeout: 480_000,
  },
  async () => {
    const text = readFileSync(join(folder, 'ama.txt'), 'utf8');
    const out: Happening[] = [];
    const logged: string[] = [];
    const ground = await startSandbox({
      startAt: new Date('2026-11-20T09:00:00Z'),
      writeLog: (line) => logged.push(line),
    });
    ground.onHappening((happening) => out.push(happening));
    const asker = ground.discord.people.user('visitor').id;
    try {
      await play(ground, parseStory(text), (refusal) =>
        out.push({ ...refusal, at: ground.now(), kind: 'error' }),
      );
    } finally {
      await ground.close();
    }
    expect(out.filter(({ text: said }) => /@everyone|@here/u.test(said))).toEqual([]);
    const asked = out.findIndex(({ text: said }) => said.includes('Nobody is shown that you asked it'));
    expect(asked).toBeGreaterThan(0);
    const tells = (words: string) => words.includes(asker) || /visitor/iu.test(words);
    // Before that, they were told that only organisers plan an AMA; afterwards the bot writes to them in private.
    const later = out.slice(asked).filter(({ place }) => place !== 'dm visitor');
    expect(later.filter((one) => tells(JSON.stringify(one)))).toEqual([]);
    expect(out.filter(({ place }) => place === 'dm visitor')).toHaveLength(1);
    expect(logged.filter(tells)).toEqual([]);

    const summaries = out.filter(({ kind, text: said }) => kind !== 'edit' && said.includes('Numbers:'));
    expect(summaries.map(({ platform }) => platform).toSorted()).toEqual(['discord', 'discourse']);
    for (const { text: said } of summaries) {
      const [answered = '', open = ''] = said.split('Not answered');
      const numbers = (part: string, pattern: RegExp) =>
        [...part.matchAll(pattern)].map(([, number]) => Number(number));
      const inOrder = [
        ...numbers(answered, /Question (\d+)\*\* from/gu),
        ...numbers(open, /^- (\d+)\\?\./gmu),
      ];
      const gone = [10, 16, 21, 22, 26, 38, 39];
      const all = Array.from({ length: 41 }, (_, i) => i + 1).filter((number) => !gone.includes(number));
      expect(inOrder.toSorted((a, b) => a - b)).toEqual(all);
      expect(numbers(answered, /Question (\d+)\*\* from/gu)).toEqual([
        1, 2, 3, 4, 5, 7, 14, 23, 25, 35, 36, 41,
      ]);
    }
  },
);

/**
 * What is seen of each thing at each instant: how often it was made, and its last text. Places are published beside
 * each other, so that neither their order nor an edit by which a link follows at once is a difference.
 */
function seen(happenings: readonly Happening[]) {
  const things = new Map<string, { made: number; text: string }>();
  for (const { at, platform, place, kind, text } of happenings) {
    const lines = text.split('\n');
    // What is below a ping tells one reminder from the next.
    const name = [at.toISOString(), platform, place, lines[0]?.startsWith('@') ? lines[1] : lines[0]].join(
      ' ',
    );
    const isMade = kind !== 'edit' && kind !== 'event';
    const made = (things.get(name)?.made ?? 0) + (isMade ? 1 : 0);
    things.set(name, { made, text: text.replaceAll(/127\.0\.0\.1:\d+/gu, 'host') });
  }
  return Object.fromEntries(things);
}

test('restarts change nothing in what people see', async () => {
  const steps = ['advance 5d', 'advance 4d', 'at 2026-12-01T19:30Z', 'at 2026-12-02T00:00Z'];
  const quiet = await played(`${meeting}${steps.join('\n')}`);
  const restarted = await played(`${meeting}restart\n${steps.join('\nrestart\n')}\nrestart`);
  expect(seen(restarted)).toEqual(seen(quiet));
});

describe('a line that does not hold', () => {
  const story = (line: string) => `${meeting.split('\n').slice(0, 2).join('\n')}\n${line}\nrestart`;
  let ground: Sandbox;
  beforeAll(async () => {
    ground = await startSandbox({ startAt: new Date('2026-11-20T09:00:00Z') });
    await play(ground, parseStory(story('restart')).slice(0, 2), () => {});
  });
  afterAll(() => ground.close());

  test.each([
    ['expect #meetings count "Monthly meeting" = 7', '1, namely'],
    ['expect #meetings contains "never said"', 'Nobody has answered yet'],
    ['expect not #meetings contains "Monthly meeting"', 'Monthly meeting'],
    ['expect event "Monthly meeting" at 2026-12-01T21:00Z', '2026-12-01T20:00:00.000Z'],
    ['expect thread "AMA" contains "x"', 'There are no threads at all'],
    ['expect discourse "AMA" contains "x"', 'Monthly meeting'],
    ['expect #nowhere contains "x"', '"meetings"'],
    ['expect dm tokyo count "x" = 1', '0, namely nothing'],
    ['nobody@discord #meetings: hello', 'nobody called "nobody"'],
    ['tokyo@discord #nowhere: hello', '#nowhere'],
    ['tokyo@discord presses "Dance" on "Monthly meeting"', 'the button "Dance"'],
    ['tokyo@discord fills question:"x"', 'no form open'],
    ['tokyo@discourse likes "never said"', 'never said'],
    ['at 2020-01-01T00:00Z', 'never goes back'],
  ])('%s: the story ends there, with what was there instead', async (line, words) => {
    const rest = parseStory(story(line)).slice(2);
    const failure = await play(ground, rest, () => {}).catch((error: unknown) => String(error));
    expect(failure).toContain(`Line 3: ${line}`);
    expect(failure).toContain(words);
  });

  test('about the reply: the story ends there, with the reply', async () => {
    const line = 'expect reply contains "x"';
    const failure = await played(story(line)).catch((error: unknown) => String(error));
    expect(failure).toContain(`Line 3: ${line}`);
    expect(failure).toContain('is set up');
  });
});

test('what is nowhere is not there', async () => {
  await played(`${meeting}expect thread "AMA" count "x" = 0
expect not discourse "AMA" contains "x"
expect dm tokyo count "Monthly meeting" = 0`);
});

test('what a client or the forum refuses is an answer, and told', async () => {
  const happenings = await played(`${meeting}
tokyo@discord #meetings: /meeting dance
expect reply contains "dance"
lagos@discourse posts "A topic about little" in Documentation: x
expect reply contains "too short"
tokyo@discord #meetings: /meeting series create name:Mine rule:"first monday" times:18:00 zone:Asia/Tokyo
expect reply contains "Only organisers"
prague@discord #meetings: /meeting topic add
expect reply contains "Title"`);
  expect(
    happenings.filter(({ kind }) => kind === 'error').map(({ who, platform }) => [who, platform]),
  ).toEqual([
    ['tokyo', 'discord'],
    ['lagos', 'discourse'],
  ]);
});

test('the transcript: one JSON object for each happening, and status 1 with the line on stderr', async () => {
  const place = mkdtempSync(join(tmpdir(), 'docent-story-'));
  const file = join(place, 'story.txt');
  writeFileSync(file, `${meeting}expect #meetings contains "never"\n`);
  const out: string[] = [];
  const err: string[] = [];
  const status = await sandbox(
    { port: '0', play: file, json: true },
    { write: (text) => out.push(text), writeError: (text) => err.push(text) },
  );
  rmSync(place, { recursive: true });
  expect(status).toBe(1);
  expect(err.join('')).toContain('Line 5: expect #meetings contains "never"');
  const lines = out.map((line) => JSON.parse(line));
  for (const line of lines) {
    expect(Object.keys(line)).toEqual(['at', 'platform', 'place', 'who', 'kind', 'text']);
    expect(line.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u);
  }
  expect(lines.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['message', 'topic', 'event', 'reply']),
  );
});

test('what is looked at below is not nothing: the database and the forum were asked', async () => {
  const ground = await startSandbox({ startAt: new Date('2026-11-20T09:00:00Z') });
  try {
    await play(ground, parseStory(meeting), () => {});
    expect(
      await ground.discord.people.autocomplete('tokyo', 'meetings', '/meeting rsvp meeting:Mon'),
    ).not.toEqual([]);
    expect(await (await fetch(`${ground.app.webUrl}/metrics`)).text()).toContain('docent_publications');
    await ground.runUntilIdle();
  } finally {
    await ground.close();
  }
  expect(
    asked.has('FROM `main`.`Schedule`') && asked.has('`main`.`Made`.`remoteId`') && asked.has('GROUP BY'),
  ).toBe(true);
  await played(
    `${meeting}prague@discord #meetings: /meeting move when:"2026-12-03 20:00" confirmed:true\nadvance 2m`,
  );
  const routes = asked.routes();
  if (routes === undefined) return;
  expect(routes).toEqual(
    expect.arrayContaining(['POST /posts.json', 'PUT /posts/{id}.json', 'PUT /t/-/{id}.json']),
  );
});

asked.isWellAsked();

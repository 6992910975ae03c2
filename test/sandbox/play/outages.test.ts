// Every fault of the outside world for an hour, while something is scheduled and moved: afterwards all of it stands once, and nobody restarted.
import { beforeAll, describe, expect, test } from 'vitest';
import { readable } from '../../../sandbox/discord/index.ts';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { parseStory } from '../../../sandbox/play/parse.ts';
import { play } from '../../../sandbox/play/player.ts';
import { isInFull, isWhole, shareOf } from '../../in-full.ts';

const begun = `at 2026-11-20T09:00Z
prague@discord #meetings: /meeting series create name:"Monthly meeting" rule:"first tuesday" times:"21:00, 18:00" zone:Europe/Prague confirmed:true
advance 2m`;
const typed = [
  'meeting schedule name:"Sprint" when:"2026-11-28 20:00" confirmed:true',
  'meeting move meeting:"Monthly meeting" when:"2026-12-02 21:00" confirmed:true',
];
/** What an organiser does meanwhile on the platform that works. */
const said = {
  discord: typed.map((words) => `prague@discord #meetings: /${words}`),
  discourse: typed.map((words) => `prague@discourse writes to docent: ${words}`),
};

/** What is away is asked again each minute: of that hour ten minutes tell as much as all of it. */
const hours = isWhole ? ['advance 100m'] : ['advance 10m', 'leap 45m', 'advance 45m'];

/** Plays a story in which something is wrong while a meeting is scheduled and another moved; answers what stands. */
async function stood(fault: string, platform: keyof typeof said) {
  const docs = await startSandbox({ startAt: new Date('2026-11-20T09:00:00Z') });
  try {
    const lines = [begun, ...(fault === '' ? [] : [`${fault} for 1h`]), ...said[platform], ...hours];
    await play(docs, parseStory(lines.join('\n')), () => {});
    return await standing(docs);
  } finally {
    await docs.close();
  }
}

async function standing({ discord, discourse }: Sandbox) {
  const messages = discord.messages('#meetings').filter(({ interaction }) => !interaction);
  const topics = [...discourse.forum.topics.values()].filter(({ recipients }) => recipients === undefined);
  const status = readable((await discord.people.commandText('prague', '#meetings', '/docent status')).text);
  return {
    messages: messages
      .map(({ embeds }) => JSON.stringify(embeds).replaceAll(/https?:[^"\s)]*/gu, ''))
      .toSorted(),
    topics: topics
      .filter(({ title }) => /Sprint|Monthly/u.test(title))
      .map(({ title, posts }) => `${title}: ${posts.filter(({ deletedAt }) => !deletedAt).length}`)
      .toSorted(),
    events: discord
      .events()
      .map(({ name }) => name)
      .toSorted(),
    isWell: !/could not be published|waits? to be/iu.test(status),
  };
}

const faults = {
  discourse: [
    'faults discord rest html 502',
    'faults discord rest html 403',
    'faults discord rest html 200',
    'faults discord rest wait 1800',
    'faults discord rest wait 0',
    'faults discord rest cut',
    'faults discord rest half',
    'faults discord rest token refused',
    'faults discord gateway refuse',
    'faults discord gateway vanish',
    'faults discord gateway close 4004',
  ],
  discord: [
    'faults discourse html 502',
    'faults discourse html 403',
    'faults discourse html 200',
    'faults discourse wait 7200',
    'faults discourse cut',
    'faults discourse half',
    'faults github cut',
    'faults github half',
    'faults github html 200',
  ],
} as const;

describe.skipIf(!isInFull).each(['discourse', 'discord'] as const)('while people write on %s', (platform) => {
  let usual: Awaited<ReturnType<typeof stood>>;
  beforeAll(async () => {
    usual = await stood('', platform);
  });

  // Side by side: most of the time of each is waiting until what is away is asked again.
  test.concurrent.each(shareOf(faults[platform], 3, 3))('an hour of "%s"', async (fault) => {
    expect(await stood(fault, platform)).toEqual(usual);
  });
});

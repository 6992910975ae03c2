// Files that hosts give with commands: they go along with answers and drafts, and nothing is lost where one is refused.
import { afterEach, describe, expect, test } from 'vitest';
import { textOf } from '../../../sandbox/discord/index.ts';
import { answerFiles } from '../../../src/features/amas/store/files.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { openSandboxBot, type SandboxBot, type SandboxOptions } from './sandbox-bot.ts';

const title = 'AMA with the docs team';
const create = `/ama create title:"${title}" hosts:"prague, helsinki" opens:"2026-11-24 18:00" closes:"2026-11-24 20:00" confirmed:true`;
const publicUrl = 'https://docent.example.org/bot';
const picture = /https:\/\/docent\.example\.org\/bot\/files\/[\w-]{22}\/map\.png/u;

describe.each(freshDatabases())('a file given with a command, on $name', ({ name: kind, open }) => {
  let fresh: Fresh | undefined;
  let bot: SandboxBot | undefined;
  afterEach(async () => {
    await bot?.close();
    await fresh?.close();
  });

  async function opened(options: SandboxOptions = { publicUrl }) {
    fresh = await open();
    bot = await openSandboxBot(fresh, options);
    const docs = bot;
    await docs.type('prague', create);
    await docs.runUntilIdle();
    await docs.ask('visitor', 'How is it built?');
    await docs.runUntilIdle();
    return docs;
  }
  const attached = (docs: SandboxBot, words: string) => {
    const thread = docs.discord.threads().find(({ name }) => name === title);
    const messages = thread ? docs.discord.messages(thread.id) : [];
    return messages
      .find((one) => textOf(one).includes(words))
      ?.attachments.map(({ filename, description, content }) => [filename, description, content.byteLength]);
  };
  const postWith = (docs: SandboxBot, words: string) =>
    docs.posts(title).find((raw) => raw.includes(words)) ?? '';
  const served = async (docs: SandboxBot, url: string | undefined) =>
    await fetch(`${docs.apps[0]?.webUrl}${url?.slice(publicUrl.length)}`);

  test('goes along with the answer as a file, and is a link to it on pages', async () => {
    const docs = await opened();
    expect(
      await docs.type('prague', '/ama answer question:1 text:"By **tox**." file:map.png', '#ama', [
        'map.png',
      ]),
    ).toContain('appears');
    await docs.runUntilIdle();
    expect(attached(docs, 'By **tox**')).toEqual([['map.png', undefined, 86]]);
    const post = postWith(docs, 'By **tox**');
    expect(post).toMatch(/!\[map\.png\|1x1\]\(upload:\/\/[\w-]+\.png\)/u);
    expect(post).not.toContain('files/');
    await docs.type('prague', '/ama close confirmed:true');
    await docs.runUntilIdle();
    const url = picture.exec(postWith(docs, 'Numbers:'))?.[0];
    const answer = await served(docs, url);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await answer.arrayBuffer()).byteLength).toBe(86);
    const page = await fetch(`${docs.apps[0]?.webUrl}/amas/1/1`);
    expect(await page.text()).toContain(`<a href="${url}"`);
    // Discord's own addresses end after a day.
    const everything = [
      ...docs.posts(title),
      ...docs.thread(title),
      await (await fetch(`${docs.apps[0]?.webUrl}/amas/1`)).text(),
    ];
    expect(everything.join('\n')).not.toMatch(/ephemeral-attachments|\/attachments\//u);
  });

  test('alone is a draft, which is edited, handed over and published with it', async () => {
    const docs = await opened();
    const shown = await docs.type('prague', '/ama answer question:1 file:map.png', '#ama', ['map.png']);
    expect(shown).toMatch(picture);
    await docs.runUntilIdle();
    expect(docs.thread(title).join()).not.toContain('map.png');
    await docs.press('prague', 'Edit', 'map.png');
    const [draft] = await docs.database.answerDraft.findMany();
    expect(draft?.text).toMatch(/^\[map\.png\]\(https/u);
    await docs.people.submit('prague', {
      'Your answer': `Like this:\n\n${draft?.text.replace('map.png', 'How the parts are built')}`,
    });
    const again = await docs.type('prague', '/ama draft question:1 file:"map.png" to:helsinki', '#ama', [
      'map.png',
    ]);
    expect(again).toContain('with helsinki now');
    await docs.runUntilIdle();
    await docs.press('helsinki', 'Publish', 'Like this');
    await docs.runUntilIdle();
    expect(attached(docs, 'Like this')).toEqual([
      ['map.png', 'How the parts are built', 86],
      ['map.png', undefined, 86],
    ]);
    expect(postWith(docs, 'Like this')).toMatch(/!\[How the parts are built\|1x1\]\(upload:/u);
  });

  test('is the same bytes for all who read it at a time, until it is taken back', async () => {
    const docs = await opened();
    await docs.type('prague', '/ama answer question:1 text:"By tox." file:map.png', '#ama', ['map.png']);
    const { id } = await docs.database.answerFile.findFirstOrThrow();
    const find = answerFiles(docs.database);
    const [one, other] = await Promise.all([find(id), find(id)]);
    expect(one?.name).toBe('map.png');
    expect(other?.content).toBe(one?.content);
    expect((await find(id))?.content).toBe(one?.content);
    await docs.type('prague', '/ama edit-answer question:1 text:"By tox alone." confirmed:true');
    expect(await find(id)).toBeUndefined();
  });

  // The rest keeps nothing that the two databases could keep differently.
  if (kind !== 'SQLite') return;

  test.each([
    ['drawing.svg', 'of a kind that I do not pass on'],
    ['page.html', 'of a kind that I do not pass on'],
    ['huge-film.mp4', 'too large'],
  ])('that is refused costs nobody their words: %s', async (name, why) => {
    const docs = await opened();
    const alone = await docs.type('prague', `/ama answer question:1 file:${name}`, '#ama', [name]);
    expect(alone).toContain(`The file "${name}" was not taken: it is ${why}.`);
    const with_ = await docs.type('prague', `/ama answer question:1 text:"By tox." file:${name}`, '#ama', [
      name,
    ]);
    expect(with_).toContain(why);
    expect(with_).toContain('is kept as a draft');
    await docs.runUntilIdle();
    expect(docs.thread(title).join()).not.toContain('By tox.');
    await docs.press('prague', 'Publish', 'By tox.');
    await docs.runUntilIdle();
    expect(docs.thread(title).join()).toContain('By tox.');
  });

  test('stays with words that cannot be published for now', async () => {
    const docs = await opened();
    await docs.type('helsinki', '/ama take question:1');
    const said = await docs.type('prague', '/ama answer question:1 text:"By tox." file:map.png', '#ama', [
      'map.png',
    ]);
    expect(said).toContain('is taken by helsinki');
    expect(said).toContain('is not lost');
    const [draft] = await docs.database.answerDraft.findMany();
    expect(draft?.text).toMatch(/^By tox\.\n\n\[map\.png\]\(https/u);
  });

  test('needs an address of the bot’s own, and says so', async () => {
    const docs = await opened({});
    const said = await docs.type('prague', '/ama answer question:1 text:"By tox." file:map.png', '#ama', [
      'map.png',
    ]);
    expect(said).toContain('I keep files at my own address on the web, and I have none (`PUBLIC');
    expect(said).toContain('is kept as a draft');
  });

  test('that an answer has no longer is gone everywhere', async () => {
    const docs = await opened();
    await docs.type('prague', '/ama answer question:1 text:"By tox." file:map.png', '#ama', ['map.png']);
    await docs.runUntilIdle();
    const [question] = await docs.database.question.findMany();
    const url = picture.exec(question?.answer ?? '')?.[0];
    expect((await served(docs, url)).status).toBe(200);
    await docs.type('prague', '/ama edit-answer question:1 text:"By tox alone." confirmed:true');
    await docs.runUntilIdle();
    expect(attached(docs, 'By tox alone.')).toEqual([]);
    expect(postWith(docs, 'By tox alone.')).not.toContain('upload:');
    expect((await served(docs, url)).status).toBe(404);
    await docs.type('prague', '/ama draft question:1 file:map.png', '#ama', ['map.png']);
    await docs.moveTo('2026-11-24T20:01:00Z');
    expect(await docs.database.answerFile.count()).toBe(2);
    await docs.moveTo('2026-11-26T00:00:00Z');
    // A day after the end the one is deleted that nothing has any more.
    expect(await docs.database.answerFile.count()).toBe(1);
  });

  test('waits for a forum that takes no uploads for now, and goes along when it does', async () => {
    const docs = await opened();
    docs.discourse.failNext('POST /uploads.json', { status: 503 }, 2);
    await docs.type('prague', '/ama answer question:1 text:"By tox." file:map.png', '#ama', ['map.png']);
    await docs.moveTo('2026-11-20T09:05:00Z');
    expect(postWith(docs, 'By tox.')).toMatch(/!\[map\.png\|1x1\]\(upload:/u);
    expect(docs.posts(title).filter((raw) => raw.includes('By tox.'))).toHaveLength(1);
  });
});

// Decisions and the list of projects as files in a repository, by the bot's own commands and pull requests.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { textOf } from '../../../sandbox/discord/index.ts';
import { isPull } from '../../../sandbox/github/model.ts';
import { openOverSandbox } from '../../over-sandbox.ts';
import { memberStore } from '../../roster.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';

const [sqlite] = freshDatabases('SQLite');
const record = 'python/editorial-board';
let fresh: Fresh;
let world: Awaited<ReturnType<typeof openOverSandbox>>;
beforeAll(async () => {
  if (!sqlite) throw new Error('There is no SQLite');
  fresh = await sqlite.open();
  const people = ['prague', 'ann', 'guest'];
  world = await openOverSandbox(fresh, { purpose: 'decisions', channel: 'decisions', people });
  world.github.addRepository(record);
});
afterAll(async () => {
  await world?.close();
  await fresh?.close();
});

const say = async (words: string, who = 'prague') => {
  await world.discord.people.commandText(who, '#decisions', words);
  await world.runUntilIdle();
  return world.discord.people.lastReply(who)?.text ?? '';
};
const pulls = () =>
  [...(world.github.world.find(record)?.threads.values() ?? [])]
    .filter(isPull)
    .toSorted((a, b) => a.number - b.number);
const proposed = (at = -1) => {
  const pull = pulls().at(at);
  const [path = ''] = pull?.files.map((file) => file.path) ?? [];
  const text = world.github.world
    .find(record)
    ?.branches.get(pull?.headRefName ?? '')
    ?.files.get(path);
  return { path, text, count: pulls().length };
};
const merge = () => {
  const pull = pulls().at(-1);
  if (pull) world.github.world.merge(pull, 'ned');
};

test('a decision is offered as a file, brought up to date while it waits, and followed by another when it was merged', async () => {
  await say(`/vote settings folder:${record}/decisions`);
  expect(
    await say('/decision record title:"We write British English" source:"the meeting of 8 December"'),
  ).toContain('A pull request to python/editorial-board/decisions follows');
  expect(proposed()).toMatchObject({ path: 'decisions/0001-we-write-british-english.md', count: 1 });
  expect(proposed().text).toContain('by the meeting of 8 December, recorded by prague');

  expect(await say('/decision amend decision:1 title:"We write *British* English" confirmed:true')).toContain(
    'changed',
  );
  expect(proposed()).toMatchObject({ path: 'decisions/0001-we-write-british-english.md', count: 1 });
  expect(proposed().text).toContain('# Decision 1: We write \\*British\\* English');
  expect(world.discord.messages('#decisions').map(textOf).join('\n')).toContain('Its words were changed');

  merge();
  await say('/decision record title:"We write as the author writes" supersedes:1 confirmed:true');
  expect(pulls().map(({ title }) => title)).toEqual([
    'Decision 1: We write British English',
    'Decision 1: We write *British* English',
    'Decision 2: We write as the author writes',
  ]);
  expect(proposed(1).text).toContain('Superseded by decision 2.');
  expect(await say('/decision supersede decision:1 by:2 confirmed:true')).toContain('superseded already');
  expect(await say('/decision amend decision:2 text:"Both are fine." confirmed:true', 'ann')).toContain(
    'organiser',
  );
});

test('a decision goes on in the folder that was chosen since, but not in one that somebody else has its name of now', async () => {
  const [before, after] = ['python/style', 'python/words'];
  for (const name of [before, after]) world.github.addRepository(name);
  const titles = (name: string) =>
    [...(world.github.world.find(name)?.threads.values() ?? [])].map(({ title }) => title);
  const amended = (title: string) => say(`/decision amend decision:3 title:"${title}" confirmed:true`);
  await say(`/vote settings folder:${before}/decisions confirmed:true`);
  await say('/decision record title:"We use the serial comma" source:"a meeting"');
  world.github.renameRepository(before, 'docs-group/style');
  world.github.addRepository(before);
  await amended('We use it');
  expect(titles(before)).toEqual([]);
  const failed = await world.database.publication.findMany({ where: { state: 'failed' } });
  expect(failed.map(({ error }) => error)).toEqual([
    expect.stringMatching(/Another repository is called python\/style.*See to it by hand \(https\S+\)\.$/u),
  ]);
  await say('/vote settings folder:docs-group/style/decisions confirmed:true');
  await amended('We use that');
  await say(`/vote settings folder:${after}/decisions confirmed:true`);
  await amended('We use commas');
  expect([titles('docs-group/style'), titles(after)]).toEqual([
    ['Decision 3: We use the serial comma'],
    ['Decision 3: We use commas'],
  ]);
  await say(`/vote settings folder:${record}/decisions confirmed:true`);
});

test('a decision that is put right by a later hand is so where its file stands, whatever folder is chosen since', async () => {
  await say('/decision record title:"We write short sentences" source:"a meeting"');
  const { path, count } = proposed();
  await say(`/vote settings folder:${record}/records/2027 confirmed:true`);
  await world.database.decision.updateMany({
    where: { fileName: { endsWith: 'short-sentences.md' } },
    data: { source: 'all' },
  });
  const files = {
    where: { view: 'votes/file', subject: { contains: 'decisions' } },
    orderBy: { id: 'desc' },
  } as const;
  const found = await world.database.publication.findFirstOrThrow(files);
  await world.database.publication.update({ where: { id: found.id }, data: { state: 'failed', hash: null } });
  await say('/docent retry');
  expect(proposed()).toMatchObject({ path, count });
  expect(proposed().text).toContain('by all');
  await say(`/vote settings folder:${record}/decisions confirmed:true`);
});

test('a file stays where it was put in its repository, at its root too, whatever folder is chosen since', async () => {
  for (const [from, to, title] of [
    ['', '/records', 'We write at the root'],
    ['/records', '/decisions', 'We write in records'],
  ]) {
    await say(`/vote settings folder:${record}${from} confirmed:true`);
    await say(`/decision record title:"${title}" source:"a meeting"`);
    const { path, count } = proposed();
    expect(path).toMatch(from === '' ? /^\d{4}-/u : /^records\//u);
    await say(`/vote settings folder:${record}${to} confirmed:true`);
    const { number } = await world.database.decision.findFirstOrThrow({ orderBy: { number: 'desc' } });
    await say(`/decision amend decision:${number} text:"As it stands." confirmed:true`);
    expect(proposed()).toMatchObject({ path, count });
    expect(proposed().text).toContain('As it stands.');
  }
  // Words of two texts: each is shown by its title.
  expect(await say('/decision show decision:"as it"')).toContain('("We write at the root")');
});

test('the list of projects is offered as the board writes it, without what nobody stands behind', async () => {
  await say('/project propose name:"Style guide" summary:"One page." why:"Readers stumble."');
  await say('/project propose name:"Buy pills" summary:"Cheap"', 'guest');
  expect(await say(`/project export to:${record}/projects.md`, 'guest')).toContain(
    'Organisers open pull requests',
  );
  expect(await say('/project export to:"python/../../x.md" confirmed:true')).toContain('owner/name/path.md');
  const count = pulls().length;
  expect(await say(`/project export to:${record}/projects.md`)).toContain('Open a pull request to');
  expect(pulls()).toHaveLength(count);
  expect(await say(`/project export to:${record}/projects.md confirmed:true`)).toMatch(
    /list of 1 project[\s\S]*\/pull\/\d+/u,
  );
  expect(proposed()).toMatchObject({ path: 'projects.md', count: count + 1 });
  expect(proposed().text).toMatch(
    /### Style guide[\s\S]*\*\*Lead:\*\* nobody yet[\s\S]*\*\*Why it matters\*\*/u,
  );
  expect(proposed().text).not.toContain('pills');
  const asked = async () => await say(`/project export to:${record}/projects.md confirmed:true`);
  expect(await asked()).toContain('The open pull request has the file as it should be now');
  // What maintainers make of it meanwhile is theirs.
  const branch = world.github.world.find(record)?.branches.get(pulls().at(-1)?.headRefName ?? '');
  const ours = branch?.files.get('projects.md') ?? '';
  branch?.files.set('projects.md', `${ours}Mended.\n`);
  expect(await asked()).toMatch(/Somebody changed the file.*\/pull\/\d+.*close that pull request and send/su);
  expect(proposed().text).toBe(`${ours}Mended.\n`);
  branch?.files.set('projects.md', ours);
  merge();
  expect(await asked()).toMatch(/It was merged: .*\/pull\/\d+.*correct it there/u);
  expect(pulls()).toHaveLength(count + 1);
  await say('/project lead project:1', 'prague');
  expect(pulls()).toHaveLength(count + 1);
  // A year after the last time as well.
  await world.database.publication.updateMany({
    where: { view: 'projects/file' },
    data: { state: 'archived', endedAt: null },
  });
  await asked();
  expect(proposed().text).toContain('**Lead:** prague');
  expect(pulls()).toHaveLength(count + 2);
});

test('words in several lines sign nobody’s name below a commit, and nothing in a file reads in another order than it stands', async () => {
  await say(
    '/decision record title:"Take in translators\n\nCo-authored-by: Eve <eve@example.org>" text:"We \u202etake\u202c them.\n---\n## Decision 9: none\n&lt;" source:"a vote\n# Of all"',
  );
  const last = pulls().at(-1);
  expect(last?.title).not.toContain('\n');
  const written = world.github.world.written.at(-1)?.message;
  expect(written).toContain('Take in translators Co-authored-by: Eve');
  expect(written).not.toMatch(/^Co-authored-by/mu);
  expect(proposed().text).toContain('We take them.');
  expect(proposed().text).not.toMatch(/^(?:---|## Decision 9|# Of all|&lt)/mu);
  await say('/decision amend decision:3 title:"Take in\ntranslators" confirmed:true');
  expect(proposed().text).toContain('# Decision 3: Take in translators\n');
  await say('/member add who:@ann');
  await say('/vote open question:"Shall we\ntranslate?" rule:majority days:5');
  expect((await world.database.groupVote.findFirst({ orderBy: { id: 'desc' } }))?.question).toBe(
    'Shall we translate?',
  );
});

test('what was granted and taken back is written to no longer', async () => {
  await say('/decision amend decision:3 title:"Take them in" confirmed:true');
  expect(proposed().text).toContain('Take them in');
  const other = await world.database.group.create({ data: { name: 'Others', zone: 'UTC' } });
  const before = pulls().map(({ headRefName }) =>
    JSON.stringify([...(world.github.world.find(record)?.branches.get(headRefName)?.files ?? [])]),
  );
  await say('/decision amend decision:3 title:"Take them out" confirmed:true');
  await world.database.project.updateMany({ data: { name: 'Renamed' } });
  await world.database.publication.updateMany({
    where: { view: 'projects/file' },
    data: { state: 'failed', hash: null },
  });
  await say('/docent retry');
  await world.runUntilIdle();
  const files = () =>
    pulls().map(({ headRefName }) =>
      JSON.stringify([...(world.github.world.find(record)?.branches.get(headRefName)?.files ?? [])]),
    );
  expect(files()).toEqual(before);
  // Nor is what stands there changed because later decisions go where the group may write.
  await memberStore(world.database, { isInvited: () => true }).grant(1, 'python/words');
  await world.database.voteSettings.updateMany({ data: { folder: 'python/words/decisions' } });
  await world.database.publication.updateMany({
    where: { view: 'votes/file' },
    data: { state: 'failed', hash: null },
  });
  await say('/docent retry');
  expect(files()).toEqual(before);
  await world.database.voteSettings.updateMany({ data: { folder: `${record}/decisions` } });
  await world.database.group.delete({ where: { id: other.id } });
});

test('what GitHub refuses is told to whoever asked for it, and not that it is on its way', async () => {
  const refused = { message: 'Resource not accessible by personal access token' };
  world.github.failNext('POST', { kind: 'status', status: 403, body: JSON.stringify(refused) }, 1);
  expect(await say(`/project export to:${record}/others.md confirmed:true`)).toMatch(
    /^That could not be published: The token may not write to .*`\/docent retry`/u,
  );
  const ofPulls = ({ path }: { path: string }) => path.includes('/pulls');
  const again = `/project export to:${record}/projects.md confirmed:true`;
  world.github.failNext(ofPulls, { kind: 'status', status: 403, body: JSON.stringify(refused) }, 1);
  expect(await say(again)).toMatch(
    /^It stands as it was before: \S+\/pull\/\d+.*The token may not write to/u,
  );
  world.github.failNext(ofPulls, { kind: 'status', status: 502 }, 1);
  expect(await say(again)).toMatch(/^It stands as it was before: \S+\/pull\/\d+.*GitHub could not answer/u);
});

test('what is kept where only members read is not told to strangers, in no list, suggestion or file', async () => {
  const hidden = world.discord.addChannel('hidden', 'text', { private: [] });
  await world.database.place.deleteMany();
  await world.database.place.create({
    data: { groupId: 1, purpose: 'decisions', platform: 'discord', placeId: hidden.id },
  });
  await world.database.place.create({
    data: { groupId: 1, purpose: 'projects', platform: 'discord', placeId: hidden.id },
  });
  for (const words of [
    '/decision list',
    '/decision show decision:1',
    '/decision export',
    '/project list',
    '/project show project:1',
    '/project export',
  ]) {
    expect(await say(words, 'guest')).toContain('kept among its members');
    expect(await say(words)).not.toContain('kept among its members');
  }
});

test('a vote is found by its number after years, and can be counted again', async () => {
  await say('/member add who:@ann confirmed:true');
  await say('/vote open question:"Move the glossary?" rule:majority days:1');
  const first = await world.database.groupVote.findFirstOrThrow({ orderBy: { number: 'desc' } });
  await say(`/vote cast vote:${first.number} choice:yes`, 'ann');
  const { id, uid, number, ...closed } = await world.database.groupVote.findUniqueOrThrow({
    where: { id: first.id },
  });
  await world.database.groupVote.createMany({
    data: Array.from({ length: 120 }, (_, i) => ({ ...closed, number: number + 1 + i })),
  });
  expect(await say(`/vote show vote:${number}`)).toContain(`Vote ${number} passed`);
  expect(await say(`/vote export vote:${number}`)).toContain('are in the file');
  expect(await say('/vote show vote:1000')).toContain('There is no vote "1000"');
});

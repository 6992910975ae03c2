// What is left of somebody in what others wrote, once they are forgotten.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { placeColumn, readPlace } from '../../src/features/meetings/store/rows.ts';
import { optionOf } from '../../src/features/projects/rules.ts';
import { projectsStore } from '../../src/features/projects/store.ts';
import { change } from '../../src/storage/client.ts';
import { changedIn, texts, unsignedTexts, withoutName } from '../../src/storage/named.ts';
import { forgetPerson, personalData } from '../../src/storage/personal-data.ts';
import { freshDatabases } from './database.ts';

const at = new Date(0);

describe.each(freshDatabases())('what others wrote on $name', ({ open }) => {
  it.each(['Ann Lee', 'Ann "Quill" Lee', 'Ann \\ Lee'])(
    'is handed out and loses "%s" in JSON too, after a line break as well',
    async (name) => {
      const { database } = await open();
      const { id: groupId } = await database.group.create({ data: { name: 'Docs' } });
      const { id } = await database.person.create({ data: { groupId, name, role: 'member' } });
      const translations = JSON.stringify({ pl: `Pytania?\n${name} odpowie.` });
      await database.partnerCall.create({
        data: { groupId, title: '', text: '', createdAt: at, translations },
      });
      const handed = await change(database, groupId, (rows) =>
        personalData(rows, { id, groupId }, { isOrganiser: true }),
      );
      expect(handed.PartnerCall?.map((row) => row.translations)).toEqual([translations]);
      await change(database, groupId, (rows) => forgetPerson(rows, { id, groupId, extent: 'words' }));
      const call = await database.partnerCall.findFirstOrThrow();
      expect(JSON.parse(call.translations)).toEqual({ pl: 'Pytania?\nA former member odpowie.' });
    },
  );

  it.each(['help', 'links', 'summary'])(
    'stays readable when somebody called "%s" is forgotten',
    async (name) => {
      const { database } = await open();
      const { id: groupId } = await database.group.create({ data: { name: 'Docs' } });
      const { id } = await database.person.create({ data: { groupId, name, role: 'member' } });
      const words = { name: 'Guide', summary: '', why: `Says ${name}.`, challenges: '', help: '', links: [] };
      const project = { groupId, number: 1, name: 'Guide', vouched: JSON.stringify(words) };
      await database.project.create({ data: { ...project, createdAt: at, changedAt: at, statusAt: at } });
      await change(database, groupId, (rows) => forgetPerson(rows, { id, groupId, extent: 'words' }));
      expect(await projectsStore(database).list(groupId)).toMatchObject([
        { vouched: { ...words, why: 'Says a former member.' } },
      ]);
    },
  );

  it.each(['text', 'kind', 'voice', 'platform', 'name'])(
    'says where meetings are when somebody called "%s" is forgotten',
    async (name) => {
      const { database } = await open();
      const { id: groupId } = await database.group.create({ data: { name: 'Docs' } });
      const { id } = await database.person.create({ data: { groupId, name, role: 'member' } });
      const series = {
        ...{ groupId, rule: 'RRULE:FREQ=MONTHLY', starts: '2027-01-01', turnsFrom: '2027-01-01' },
        ...{ times: '["18:00"]', zone: 'UTC', feedToken: 'x' },
      };
      const told = placeColumn({ kind: 'text', text: `At ${name}’s` });
      const voice = { kind: 'voice', platform: name, id: name, name: `Room of ${name}` } as const;
      await database.meetingSeries.create({ data: { ...series, name: 'A', slug: 'a', place: told } });
      await database.meetingSeries.create({
        data: { ...series, name: 'B', slug: 'b', place: placeColumn(voice) },
      });
      await change(database, groupId, (rows) => forgetPerson(rows, { id, groupId, extent: 'words' }));
      const rows = await database.meetingSeries.findMany({ orderBy: { slug: 'asc' } });
      expect(rows.map((row) => readPlace(row.place))).toEqual([
        { kind: 'text', text: 'At a former member’s' },
        { ...voice, name: 'Room of a former member' },
      ]);
    },
  );

  it('is called by the same name only where two may be', async () => {
    const { database } = await open();
    const { id: groupId } = await database.group.create({ data: { name: 'Docs' } });
    const watch = { groupId, scope: '{}', schedule: 'mondays 09:00', nextRunAt: at };
    for (const name of ['Ann Lee', 'Bo Berg']) {
      await database.watch.create({ data: { ...watch, name: `Pulls of ${name}` } });
      const { id } = await database.person.create({ data: { groupId, name, role: 'member' } });
      await change(database, groupId, (rows) => forgetPerson(rows, { id, groupId, extent: 'words' }));
    }
    const watches = await database.watch.findMany({ orderBy: { id: 'asc' } });
    expect(watches.map(({ name }) => name)).toEqual([
      'Pulls of a former member',
      `Pulls of a former member (${watches[1]?.id})`,
    ]);
  });
});

it.each(['project', 'project 123', '123', 'Guide'])(
  'the order of projects knows its options when somebody called "%s" is forgotten',
  (name) => {
    const project = { number: 123, name: 'Guide' };
    const options = JSON.stringify([optionOf(project), `Of ${name}`]);
    const without = (text: string) => withoutName(text, name, { instead: 'Nobody', extent: 'words' });
    const after: string[] = JSON.parse(String(changedIn('options', options, without)));
    expect(after).toEqual([expect.stringMatching(/^(?:Guide|Nobody) \(project 123\)$/u), 'Of nobody']);
  },
);

/** Why columns of text are not looked through for the names of others: a column of any table, or `Table.column`. */
const notLookedThrough = {
  'ids, addresses and keys': `id uid key about remote remoteId slug fileName slot home subject etag hash accountId
    foldedId stableId spaceId placeId place placeName nodeId url address sourceId sourceUrl sourceReference answerSourceId
    answerUrl answerPlace askerAccountId AgendaTopic.source repo repository repositories links folder minutesFolder
    githubIssue conduct Poll.options occurrence`,
  'one of a few words, or what the bot counts with': `kind platform answerPlatform state status phase role rule voteRule
    template messages reminding reminders timedBy verdict outcome proposers openers audience namesFor purpose view form job
    concernsJob concerns Rsvp.answer Ballot.choice answers args destination chosen language turnedBy topics
    scopeKey scope questionMark progress privateRole postsOn error said`,
  'times and zones': `zone localDate localTime tzVersion starts startsOn turnsFrom times schedule dueOn never prefers`,
  'tags are compared with each other': `tags tag insideTag voters`,
  'what opens doors': `code feedToken githubCode`,
  'who somebody is, which has its own way out': `Person.name Account.name AmaHost.name Elector.name RotaPlace.name
    ReviewClaim.name Application.name PollParticipant.name openedByName endedBy recordedBy contact github githubId login
    moderators MeetingPlan.result value values owner leaseOwner`,
  'what GitHub says, which is read anew or dropped': `facts pulls digest ReviewClaim.title Triaged.title`,
  'the questions and answers of AMAs, which say what stands in posts': `Question.text Question.proposedText
    Question.earlierText Question.originalText Question.declineReason Question.answer AnswerDraft.text AnswerFile.name
    AnswerFile.content`,
  'names of groups and of the bot’s own things': `Group.name Lease.name Cursor.name`,
};

it('no column of the schema in which people write is forgotten', () => {
  const schema = readFileSync(join(import.meta.dirname, '../../prisma/schema.prisma'), 'utf8');
  const excepted = new Set(Object.values(notLookedThrough).flatMap((columns) => columns.split(/\s+/u)));
  const known = Object.entries({ ...texts, ...unsignedTexts, Decision: ['title', 'text', 'source'] });
  const looked = known.flatMap(([table, columns]) => columns.map((column) => `${table}.${column}`));
  const all = [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gmu)].flatMap(([, model, body = '']) =>
    [...body.matchAll(/^ {2}(\w+)\s+String/gmu)].map(([, column = '']) => ({
      column,
      name: `${model}.${column}`,
    })),
  );
  const written = all.filter(
    ({ column, name }) => looked.includes(name) || !(excepted.has(column) || excepted.has(name)),
  );
  expect(
    written.map(({ name }) => name).toSorted(),
    'Where people write into it, name it in `texts` (storage/named.ts), so that names go out of it; else in `notLookedThrough` above.',
  ).toEqual(looked.toSorted());
});

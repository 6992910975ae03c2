// What is known of somebody: handed to them, and forgotten, over the whole bot with every table looked through.
import { raw } from '@prisma/client/runtime/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readable } from '../../../sandbox/discord/index.ts';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { parseStory } from '../../../sandbox/play/parse.ts';
import { play } from '../../../sandbox/play/player.ts';
import { change, connect, type Database } from '../../../src/storage/client.ts';
import { texts, unsignedTexts } from '../../../src/storage/named.ts';
import { forgetPerson, personalData } from '../../../src/storage/personal-data.ts';
import { freshDatabases } from '../../storage/database.ts';

describe.each(freshDatabases())('a person’s data on $name', ({ name: kind, url }) => {
  let docs: Sandbox;
  let database: Database;
  let place: Awaited<ReturnType<typeof url>>;
  beforeAll(async () => {
    place = await url();
    docs = await startSandbox({ startAt: new Date('2026-11-20T09:00:00Z'), databaseUrl: place.url });
    database = await connect(place.url);
    await docs.runUntilIdle();
    await type(
      'prague',
      '/meeting series create name:"Monthly meeting" rule:"first tuesday" times:"21:00" zone:Europe/Prague confirmed:true',
    );
    await type(
      'prague',
      '/ama create title:"AMA with the docs team" hosts:"prague, tokyo" opens:"2026-11-20 18:00" closes:"2026-12-08 20:00" collects:"2026-11-20 10:05" confirmed:true',
    );
    await docs.runUntilIdle();
    await docs.moveTo(new Date('2026-11-20T11:00:00Z'));
    for (const words of [
      '/meeting rsvp answer:going',
      '/meeting remind-me before:2h',
      '/availability set never:"00:00-06:00"',
      '/ama ask question:"Which theme is used?" ama:"AMA with the docs team"',
    ]) {
      await type('tokyo', words);
    }
    // One person who does everything that leaves a name or words.
    for (const [who, words] of [
      ['tokyo', '/vote open question:"Move the glossary?" rule:charter confirmed:true'],
      ['tokyo', '/vote cast vote:1 choice:-1 reason:"It breaks my bookmarks"'],
      ['tokyo', '/vote open question:"Shall we meet twice?" rule:majority confirmed:true'],
      ['tokyo', '/vote withdraw vote:2 confirmed:true'],
      ['tokyo', '/decision record title:"We write plain English" text:"Short sentences."'],
      ['tokyo', '/project propose name:"Tutorial" summary:"An evening long" why:"Newcomers ask"'],
      ['tokyo', '/project lead project:1 confirmed:true'],
      ['tokyo', '/project status project:1 status:active why:"Two pages are written"'],
      ['tokyo', '/celebrate what:"My first merged page"'],
      ['tokyo', '/meeting action add text:"[tokyo] will ask the theme team" owner:tokyo'],
      ['tokyo', '/member zone zone:Asia/Tokyo'],
      ['prague', '/meeting plan slots:1 months:2'],
      ['prague', '/poll settings openers:member'],
      ['tokyo', '/meeting poll name:"Sprint" times:"2026-12-10 18:00; 2026-12-11 18:00" confirmed:true'],
      ['tokyo', '/poll answer poll:1 answers:"1 yes"'],
      ['tokyo', '/poll close poll:1 confirmed:true'],
      ['prague', '/partner add name:PyLadies contact:"tokyo@example.org"'],
      // What others wrote names them in the middle of a sentence.
      ['prague', '/celebrate what:"The glossary is done, thanks to tokyo!"'],
      ['prague', '/meeting action add text:"Ask @tokyo about the theme" owner:prague'],
      ['prague', '/project update project:1 text:"tokyo\'s second page is written"'],
      ['prague', '/decision record title:"We thank (tokyo)" text:"As tokyo proposed."'],
      ['prague', '/vote open question:"Send tokyo to the sprint?" rule:majority confirmed:true'],
      ['prague', '/project propose name:"Talks of tokyo" summary:"What tokyo said" why:"All ask"'],
    ] as const) {
      expect(readable((await type(who, words)).text)).not.toMatch(
        /^(?:That|There is no|Only|Which|Name it)/u,
      );
    }
    // What the forum's side keeps of an account is looked through as well.
    await play(docs, parseStory('tokyo@discourse writes to docent: meeting next\nadvance 2m'), () => {});
    await type('prague', '/ama answer question:1 text:"Our own." ama:"AMA with the docs team"');
    await docs.runUntilIdle();
  });
  afterAll(async () => {
    await database.$disconnect();
    await docs.close();
    await place.remove();
  });

  const type = async (who: string, text: string, where = '#meetings') =>
    await docs.discord.people.commandText(who, where, text);
  const said = async (who: string, text: string) => readable((await type(who, text)).text);
  const tokyo = () => database.person.findFirstOrThrow({ where: { name: 'tokyo' } });

  /** Every row of every table, as text. */
  async function everything(): Promise<string[]> {
    const tables: { name: string }[] = await database.$queryRawUnsafe(
      kind === 'SQLite'
        ? `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_%' ESCAPE '\\'`
        : `SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() AND tablename NOT LIKE '\\_%'`,
    );
    const rows = await Promise.all(
      tables.map(async ({ name }) => {
        const found: object[] = await database.$queryRawUnsafe(`SELECT * FROM "${name}"`);
        return found.map(
          (row) =>
            `${name} ${JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? Number(value) : value))}`,
        );
      }),
    );
    return rows.flat();
  }

  test('is for oneself and for organisers', async () => {
    expect(await said('visitor', '/member export who:tokyo')).toContain('Only organisers');
    expect(await said('visitor', '/member forget who:tokyo confirmed:true')).toContain('Only organisers');
    expect((await tokyo()).role).toBe('member');
  });

  test('is handed out as a file that holds what was given and said, and nothing that opens a door', async () => {
    const { id } = await tokyo();
    const seen = await type('tokyo', '/member export');
    expect(readable(seen.text)).toContain('everything that I know of');
    expect(seen.text).toContain('docent-person.json');
    const { groupId } = await tokyo();
    const all = await change(database, groupId, (rows) => personalData(rows, { id, groupId }));
    expect(Object.keys(all)).toEqual(expect.arrayContaining(['Decision', 'Project', 'Celebration', 'Rsvp']));
    expect(JSON.stringify(all)).toContain('It breaks my bookmarks');
    // What others wrote of them, wherever that is, is for organisers.
    expect(JSON.stringify(all)).not.toContain('thanks to tokyo');
    const whole = await change(database, groupId, (rows) =>
      personalData(rows, { id, groupId }, { isOrganiser: true }),
    );
    expect(JSON.stringify(whole)).toContain('thanks to tokyo');
    expect(whole.Celebration?.length).toBeGreaterThan(all.Celebration?.length ?? 0);
  });

  test('never says who asked without a name: not to hosts who answered, not to organisers, not by what was muted or half typed', async () => {
    const ask = '/ama ask question:"Who pays for this?" anonymous:true ama:"AMA with the docs team"';
    await type('lagos', ask);
    const question = await database.question.findFirstOrThrow({ where: { text: 'Who pays for this?' } });
    const { askerId, askerAccountId, amaId, id: questionId } = question;
    const me = await tokyo();
    const { groupId } = me;
    await database.question.update({
      where: { id: questionId },
      data: {
        state: 'answered',
        answer: 'Nobody.',
        answeredById: me.id,
        answeredAt: new Date(0),
        moderatedById: me.id,
      },
    });
    await database.amaMute.create({ data: { amaId, personId: askerId } });
    const draft = { groupId, platform: 'discord', accountId: askerAccountId, args: '[]', values: '{}' };
    await database.formDraft.create({ data: { id: 'half-typed', form: 'amas/question', ...draft } });
    const handed = async (id: number, reader: Parameters<typeof personalData>[2]) =>
      await change(database, groupId, (rows) => personalData(rows, { id, groupId }, reader));

    for (const reader of [{}, { isOrganiser: true }, { isOrganiser: true, isAnother: true }]) {
      const [answered] = (await handed(me.id, reader)).Question?.filter(({ id }) => id === questionId) ?? [];
      expect(answered).toMatchObject({ text: 'Who pays for this?', answeredById: me.id });
      expect(Object.keys(answered ?? {})).not.toContain('askerId');
      expect(JSON.stringify(answered)).not.toContain(askerAccountId);
    }
    const toOthers = await handed(askerId, { isOrganiser: true, isAnother: true });
    expect(toOthers.Account).toBeDefined();
    expect(JSON.stringify(toOthers)).not.toMatch(/Who pays|half-typed|AmaMute/u);
    const own = await handed(askerId, {});
    expect(own.Question?.map(({ text }) => text)).toContain('Who pays for this?');
    expect(Object.keys(own)).toEqual(expect.arrayContaining(['AmaMute', 'FormDraft']));
    await database.amaMute.deleteMany({ where: { personId: askerId } });
    await database.formDraft.delete({ where: { id: 'half-typed' } });
    await database.question.delete({ where: { id: questionId } });
  });

  test('of a stranger who only asked something: nothing that was published is looked at again, and nothing stays of them', async () => {
    expect(await said('guest-1', '/docent help')).not.toBe('');
    await said('guest-1', '/member export');
    const revisions = async () => (await database.publication.aggregate({ _sum: { revision: true } }))._sum;
    await docs.runUntilIdle();
    const before = await revisions();
    const people = await database.person.count();
    expect(await said('guest-1', '/member forget confirmed:true')).toContain('I have forgotten');
    expect(await revisions()).toEqual(before);
    expect(await database.person.count()).toBe(people);
  });

  test('of a stranger who calls themselves as they like takes no word out of what others wrote', async () => {
    await type('prague', '/celebrate what:"Every visitor is welcome, says [visitor], like @visitor"');
    expect(await said('visitor', '/member forget confirmed:true')).toContain('I have forgotten');
    const { text } = await database.celebration.findFirstOrThrow({
      where: { text: { contains: 'welcome' } },
    });
    expect(text).toBe('Every visitor is welcome, says [A former member], like a former member');
  });

  test.each([
    [
      'Docs',
      'member',
      'names',
      'Docs by a former member and [A former member], see [Docs](https://docs.example) [x]',
    ],
    [
      'Docs',
      'member',
      'words',
      'A former member by a former member and [A former member], see [A former member](https://docs.example) [x]',
    ],
    ['x', 'none', 'marks', undefined],
    ['prague', 'none', 'marks', undefined],
    ['prague', 'member', 'names', undefined],
    ['Hugo Novák', 'member', 'names', undefined],
    ['org', 'none', 'marks', undefined],
    ['slots', 'member', 'names', undefined],
  ] as const)(
    'of a "%s" who is a %s takes out of what others wrote what is a name (%s)',
    async (name, role, extent, after) => {
      const { groupId } = await tokyo();
      const before = 'Docs by @Docs and [Docs], see [Docs](https://docs.example) [x]';
      const named = 'Thanks to Hugo Novák, [prague] and @prague';
      const written = async (text: string) =>
        await database.celebration.create({ data: { groupId, text, at: new Date(0) } });
      const kept = [await written(before), await written(named)];
      const account = { groupId, platform: 'discord', accountId: '998', foldedId: '998', name };
      const { id } = await database.person.create({ data: { groupId, name, role } });
      await database.account.create({ data: { ...account, personId: id } });
      const plans = await database.meetingPlan.findMany();
      await change(database, groupId, (rows) => forgetPerson(rows, { id, groupId, extent }));
      const texts = await database.celebration.findMany({
        where: { id: { in: kept.map(({ id: one }) => one) } },
        orderBy: { id: 'asc' },
      });
      expect(texts.map(({ text }) => text)).toEqual([
        after ?? before,
        name === 'Hugo Novák' ? 'Thanks to a former member, [prague] and @prague' : named,
      ]);
      expect(plans.length).toBeGreaterThan(0);
      expect(await database.meetingPlan.findMany()).toEqual(plans);
      expect(await database.partner.count({ where: { contact: 'tokyo@example.org' } })).toBe(1);
      await database.celebration.deleteMany({ where: { id: { in: kept.map(({ id: one }) => one) } } });
    },
  );

  test.each(['Ann "Quill" Lee', 'Ann \\ Lee', 'Ann Lee'])(
    'of %s, who is named in the notes of a meeting, is found there for organisers and taken out of them',
    async (name) => {
      const { groupId } = await tokyo();
      const meeting = await database.meeting.findFirstOrThrow({ where: { groupId } });
      const write = async (notes: string) =>
        await database.meeting.update({ where: { id: meeting.id }, data: { notes } });
      await write(JSON.stringify({ discussion: `All agreed.\n${name} takes it on.` }));
      const { id } = await database.person.create({ data: { groupId, name, role: 'member' } });
      const whole = await change(database, groupId, (rows) =>
        personalData(rows, { id, groupId }, { isOrganiser: true }),
      );
      expect(whole.Meeting?.map((row) => row.id)).toEqual([meeting.id]);
      await change(database, groupId, (rows) => forgetPerson(rows, { id, groupId, extent: 'words' }));
      const { notes } = await database.meeting.findUniqueOrThrow({ where: { id: meeting.id } });
      expect(JSON.parse(notes)).toEqual({ discussion: 'All agreed.\nA former member takes it on.' });
      await write(meeting.notes);
    },
  );

  test('of two names, what bears both is handed to organisers once, and whatever things are called with one', async () => {
    const { groupId } = await tokyo();
    const { id } = await database.person.create({ data: { groupId, name: 'Ann Lee', role: 'member' } });
    const account = { platform: 'chat', accountId: 'ann', foldedId: 'ann', name: 'Annie Lee' };
    await database.account.create({ data: { ...account, groupId, personId: id } });
    const text = 'Thanks to Ann Lee, who is Annie Lee';
    await database.celebration.create({ data: { groupId, text, at: new Date(0) } });
    await database.partnerCall.create({
      data: { groupId, title: 'Meet Annie Lee', text: '', createdAt: new Date(0) },
    });
    const { id: meetingId, ...before } = await database.meeting.findFirstOrThrow({ where: { groupId } });
    const changed = { name: 'Ann Lee speaks', notes: JSON.stringify({ discussion: text }) };
    await database.meeting.update({ where: { id: meetingId }, data: changed });
    const handed = await change(database, groupId, (rows) =>
      personalData(rows, { id, groupId }, { isOrganiser: true }),
    );
    expect(handed).toMatchObject({
      Celebration: [{ text }],
      PartnerCall: [{ title: 'Meet Annie Lee' }],
      Meeting: [{ name: 'Ann Lee speaks' }],
    });
    await database.meeting.update({
      where: { id: meetingId },
      data: { name: before.name, notes: before.notes },
    });
    await change(database, groupId, (rows) => forgetPerson(rows, { id, groupId, extent: 'words' }));
  });

  test('is taken out of all that people write, whichever table and column it stands in', async () => {
    const { groupId } = await tokyo();
    const { id } = await database.person.create({ data: { groupId, name: 'Ann Lee', role: 'member' } });
    const createdAt = new Date(0);
    const call = await database.partnerCall.create({ data: { groupId, title: '', text: '', createdAt } });
    const partner = await database.partner.create({ data: { groupId, name: 'One', code: 'one', createdAt } });
    await database.partnerTold.create({ data: { callId: call.id, partnerId: partner.id, answer: '' } });
    const rowOf = async (table: string) => {
      const [row] = await database.$queryRawUnsafe<Record<string, unknown>[]>(
        `SELECT * FROM "${table}" ORDER BY "id" LIMIT 1`,
      );
      return row;
    };
    const write = async (table: string, key: unknown, data: Record<string, unknown>) => {
      for (const [column, value] of Object.entries(data))
        await database.$executeRaw`
          UPDATE ${raw(`"${table}"`)} SET ${raw(`"${column}"`)} = ${value} WHERE "id" = ${key}`;
    };
    const json: Record<string, (text: string) => unknown> = {
      notes: (text) => ({ discussion: text }),
      options: (text) => [text],
      place: (text) => ({ kind: 'text', text }),
      skips: (reason) => [{ from: '2027-01-01', to: '2027-01-02', reason }],
      translations: (text) => ({ pl: text }),
      vouched: (text) => ({ name: 'n', summary: '', why: text, challenges: '', help: '', links: [] }),
    };
    const written = (column: string, text: string) => {
      const of = json[column];
      return of ? JSON.stringify(of(`First.\n${text}`)) : text;
    };
    const before: (readonly [table: string, columns: string[], row: Record<string, unknown>])[] = [];
    for (const [table, columns] of Object.entries({ ...texts, ...unsignedTexts })) {
      const row = await rowOf(table);
      if (!row) continue;
      before.push([table, columns, row]);
      await write(
        table,
        row.id,
        Object.fromEntries(columns.map((column) => [column, written(column, 'Ann Lee knows')])),
      );
    }
    await change(database, groupId, (rows) => forgetPerson(rows, { id, groupId, extent: 'words' }));
    for (const [table, columns, row] of before) {
      const [after] = (
        await database.$queryRawUnsafe<Record<string, unknown>[]>(`SELECT * FROM "${table}"`)
      ).filter((one) => one.id === row.id);
      const told = columns.map((column) => `${table}.${column}: ${after?.[column]}`);
      expect(told).toEqual(
        columns.map((column) => `${table}.${column}: ${written(column, 'A former member knows')}`),
      );
      await write(table, row.id, Object.fromEntries(columns.map((column) => [column, row[column]])));
    }
    const seen = before.map(([table]) => table);
    expect(seen).toEqual(expect.arrayContaining(['Ballot', 'GroupVote', 'PartnerTold', 'Project']));
    await database.partnerCall.delete({ where: { id: call.id } });
    await database.partner.delete({ where: { id: partner.id } });
  });

  test('is forgotten after a question: no table names them, and what others need stays', async () => {
    const { id } = await tokyo();
    const accounts = await database.account.findMany({ where: { personId: id } });
    expect(accounts).toHaveLength(2);
    expect(await said('tokyo', '/member forget')).toContain('cannot be undone');
    expect((await everything()).some((row) => row.includes('"tokyo"'))).toBe(true);
    // The AMA that they hosted is over for more than a year: nothing of it is edited any more.
    await play(docs, parseStory('leap 19d\nadvance 5m\nleap 400d\nadvance 5m'), () => {});
    const hosted = () =>
      database.publication.findMany({ where: { about: { startsWith: 'ama/' }, isOnce: false } });
    expect((await hosted()).filter(({ state }) => state === 'archived').length).toBeGreaterThan(3);
    const shown = (line: string) => play(docs, parseStory(line), () => {});
    await shown('expect discourse "AMA" contains "tokyo"');
    // What they were still to do waits for others from then on.
    await said(
      'tokyo',
      '/meeting poll name:"Talk" times:"2028-06-10 18:00; 2028-06-11 18:00" confirmed:true',
    );
    const poll = await database.poll.findFirstOrThrow({ where: { openedById: id, state: 'open' } });
    await said('prague', '/meeting notes-taker who:@tokyo');
    await database.project.updateMany({ where: { leadId: id }, data: { isLeadMember: false } });
    const duties = async () => [
      await database.meeting.count({ where: { notesTakerId: id, phase: 'upcoming' } }),
      await database.project.count({ where: { leadId: id } }),
      await database.actionItem.count({ where: { ownerId: id, doneAt: null } }),
    ];
    expect(await duties()).toEqual([1, 1, 1]);
    const done = await said('tokyo', '/member forget confirmed:true');
    expect(done).toContain('I have forgotten');
    // What cannot be corrected is named with its address, and where to look for the rest.
    expect(done).toMatch(/these once.*https:\S+channels/su);
    expect(done).toMatch(/answered in public to commands.*search for the name in .*meetings/su);
    // The address of a topic is made of its title, and what is in it has that address.
    await shown('advance 2m');
    expect(await duties()).toEqual([0, 0, 0]);
    // What has ended is corrected where it stands, too.
    const posted = ['#meetings', '#ama', '#general'].flatMap((channel) =>
      docs.discord.messages(channel).filter(({ interaction }) => !interaction),
    );
    const told = posted.map(({ embeds }) => JSON.stringify(embeds));
    expect(told.filter((words) => words.includes('tokyo'))).toEqual([]);
    expect(told.join()).toContain('recorded by A former member');
    await shown(
      'expect discourse "AMA" contains "A former member"\nexpect not discourse "AMA" contains "tokyo"',
    );
    const names = ['tokyo', ...accounts.map(({ accountId }) => accountId)];
    const naming = (await everything()).filter((row) => names.some((name) => row.includes(name)));
    // The account's own name stays in what others call their zone, and nowhere else.
    expect(naming.filter((row) => !/^(?:Cursor|Lease) /u.test(row))).toEqual([]);
    expect((await everything()).join('\n')).not.toContain('bookmarks');
    expect(await said('prague', '/decision show decision:1')).toContain('recorded by A former member');
    const celebrated = await database.celebration.findFirstOrThrow({
      where: { text: { contains: 'glossary' } },
    });
    expect(celebrated.text).toBe('The glossary is done, thanks to a former member!');
    expect(await database.rsvp.count({ where: { personId: id } })).toBe(0);
    expect(await database.question.findMany({ select: { text: true, answer: true } })).toEqual([
      { text: 'Which theme is used?', answer: 'Our own.' },
    ]);
    await docs.runUntilIdle();
    expect(await said('prague', '/member list')).not.toContain('tokyo');
    await shown(`advance 6d\nexpect dm prague contains "Poll ${poll.id} is closed"`);
  });
});

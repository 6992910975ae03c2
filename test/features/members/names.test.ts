// What somebody tries who registers the name that an organiser of a forum gave up: none of it is theirs.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openOverSandbox } from '../../over-sandbox.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';

describe.each(freshDatabases())('a name of the forum that was given up, on $name', ({ open }) => {
  let fresh: Fresh;
  let minute: number;
  let bot: Awaited<ReturnType<typeof openOverSandbox>>;
  beforeEach(async () => {
    fresh = await open();
    const people = ['prague', 'tokyo', 'lagos', 'mallory'];
    bot = await openOverSandbox(fresh, { purpose: 'meetings', channel: 'meetings', people });
    minute = 0;
    // From here on what is written on the forum is new.
    await settled();
  });
  afterEach(async () => {
    await bot.close();
    await fresh.close();
  });

  const settled = async () => {
    minute += 5;
    await bot.advanceTo(new Date(Date.UTC(2026, 10, 20, 9, minute)).toISOString());
  };
  const write = async (who: string, raw: string) => {
    bot.discourse.message(who, ['docent'], { title: 'A word to the bot', raw });
    await settled();
  };
  /** What the bot has said to somebody in private. */
  const heard = (who: string) =>
    bot.discourse
      .messagesOf(who)
      .flatMap((topic) => topic.posts.filter(({ by }) => by.username === 'docent').map(({ raw }) => raw))
      .join('\n');
  const typed = async (who: string, words: string) => {
    const seen = await bot.discord.people.commandText(who, '#meetings', words);
    await settled();
    return seen;
  };
  const given = (name: string) => {
    bot.discourse.renameUser(name, `${name}-docs`);
    bot.discourse.addUser(name);
  };
  const roleOf = async (name: string) =>
    (await fresh.database.person.findMany({ where: { name }, select: { role: true } })).map(
      ({ role }) => role,
    );

  it('that ORGANISERS names makes nobody an organiser, and leaves who had it one', async () => {
    await write('prague', 'member role who:tokyo role:member confirmed:true');
    expect(await roleOf('tokyo')).toEqual(['member']);
    given('prague');
    await write('prague', 'member role who:mallory role:organiser confirmed:true');
    expect(heard('prague')).toContain('Only organisers can do that');
    expect(await roleOf('mallory')).not.toContain('organiser');
    await write('prague-docs', 'member role who:lagos role:member confirmed:true');
    expect(await roleOf('lagos')).toEqual(['member']);
  });

  it('and is claimed from the chat before anybody saw it on the forum, is joined with nothing of who had it', async () => {
    await write('prague', 'member role who:lagos role:organiser confirmed:true');
    given('lagos');
    await typed('mallory', '/member link username:lagos');
    const [, code = ''] = /\b([0-9a-f]{10})\b/u.exec(heard('lagos')) ?? [];
    expect(code).not.toBe('');
    await typed('mallory', `/member confirm code:${code}`);
    await typed('mallory', '/member role who:@tokyo role:member confirmed:true');
    expect(await roleOf('tokyo')).not.toContain('member');
    const accounts = await fresh.database.account.findMany({ where: { name: 'lagos' } });
    expect(new Set(accounts.map(({ personId }) => personId)).size).toBe(2);
  });

  it('gets nothing that is said in private to who had it', async () => {
    await write('prague', 'member role who:lagos role:member confirmed:true');
    const seen = await fresh.database.account.findFirstOrThrow({ where: { accountId: 'lagos' } });
    expect(seen.stableId).toBe(String(bot.discourse.forum.user('lagos').id));
    const ama = (title: string) =>
      typed(
        'prague',
        `/ama create title:"${title}" hosts:"lagos" opens:"2026-11-24 18:00" closes:"2026-11-26 20:00" confirmed:true`,
      );
    await ama('Ask us');
    expect(heard('lagos')).toContain('Ask us');
    given('lagos');
    await ama('Ask us again');
    await settled();
    expect(heard('lagos-docs')).toContain('Ask us again');
    expect(heard('lagos')).toBe('');
  });

  it('is another person where organisers name it, for a role and as a host', async () => {
    await write('prague', 'member role who:lagos role:organiser confirmed:true');
    given('lagos');
    await typed(
      'prague',
      '/ama create title:"Ask us" hosts:"lagos" opens:"2026-11-24 18:00" closes:"2026-11-26 20:00" confirmed:true',
    );
    await write('prague', 'member role who:lagos-docs role:none confirmed:true');
    await write('prague', 'member role who:lagos role:member confirmed:true');
    const roles = await fresh.database.account.findMany({
      where: { platform: 'discourse', accountId: { startsWith: 'lagos' } },
      select: { accountId: true, person: { select: { role: true } } },
      orderBy: { accountId: 'asc' },
    });
    expect(roles).toEqual([
      { accountId: 'lagos', person: { role: 'member' } },
      { accountId: 'lagos-docs', person: { role: 'none' } },
    ]);
  });

  it('brings nobody the answer, the reminder or the rest of what is known of who had it', async () => {
    await write('prague', 'member role who:lagos role:member confirmed:true');
    await write('lagos', 'member zone zone:Africa/Lagos');
    given('lagos');
    await write('lagos', 'member show, please');
    expect(heard('lagos')).not.toContain('Africa/Lagos');
    await write('lagos', 'member export');
    await write('lagos', 'member forget confirmed:true');
    expect(await fresh.database.person.findMany({ where: { zone: 'Africa/Lagos' } })).toMatchObject([
      { role: 'member' },
    ]);
  });

  it.each([
    ['mallory', '/member leave', 'You are not a member, so there is nothing to leave. `/member forget`'],
    ['mallory', '/member withdraw confirmed:true', 'You have no application here'],
    ['mallory', '/apply', ''],
    ['prague', '/member leave', 'You are not a member, so there is nothing to leave. `/member list`'],
    ['prague', '/member leave who:@lagos', 'They are not a member, so there is nothing to leave'],
  ])(
    '%s who only sends "%s" is told what is true, and nobody is written down',
    async (who, words, answer) => {
      const people = () => fresh.database.person.count({ where: { name: { in: ['mallory', 'lagos'] } } });
      expect((await typed(who, words)).text).toContain(answer);
      expect(await people()).toBe(0);
    },
  );
});

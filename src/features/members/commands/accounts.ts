// The roster's commands: who is who, where they sit, and which accounts are theirs.
import { randomBytes } from 'node:crypto';
import { type Account, isSameAccount, type PlatformName } from '../../../core/account.ts';
import { type Command, command, type Request } from '../../../core/command.ts';
import type { PersonFacts } from '../../../core/directory.ts';
import { type Block, code, doc, p, strong, time } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { asChoices, whisper } from '../../../core/reply.ts';
import { parseZone, suggestZones } from '../../../core/time.ts';
import { currentWords } from '../application-views.ts';
import type { Member } from '../membership-facts.ts';
import type { MemberStore } from '../store.ts';
import { memberCard } from '../views.ts';

/** What the commands work with. */
export interface AccountDeps {
  readonly store: MemberStore;
  /** The organisers of a group: those of the roster, and those who are so by configuration. */
  organisers(groupId: number): Promise<readonly PersonFacts[]>;
  /** A platform's name as people read it. */
  titleOf(platform: PlatformName): string;
  /** The platforms on which an account is known by a name that people can type. */
  readonly named: readonly NamedPlatform[];
  /** Whose a user name on a platform is now, as the platform tells; undefined where nobody has it or none can be told. */
  accountNamed(groupId: number, platform: PlatformName, name: string): Promise<Account | undefined>;
}

/** A platform with typed names. */
interface NamedPlatform {
  readonly name: PlatformName;
  readonly title: string;
}

/** Builds `/member …`. */
export function accountCommands(deps: AccountDeps): Command[] {
  const { store, organisers, titleOf, named } = deps;
  const self = (request: Request) => store.of(request.groupId, request.caller);
  return [
    command({
      name: 'member show',
      description: 'Shows what I know of you, of somebody else, or who is in the group',
      access: 'everyone',
      isReadOnly: true,
      options: { who: { type: 'person', description: 'Somebody else; leave it out for yourself' } },
      async run(request, { who }) {
        const shown = who
          ? await store.known(request.groupId, who)
          : await store.of(request.groupId, request.caller);
        if (!shown)
          throw new UserError(`I know nothing of ${who?.name}. \`/member list\` shows who is in the group.`);
        const isReader = shown.accounts.some((one) => isSameAccount(one, request.caller));
        const known = await organisers(request.groupId);
        const isOrganiser = isReader ? request.isOrganiser : known.some(({ id }) => id === shown.id);
        const membership = (await store.all(request.groupId)).find(({ person }) => person.id === shown.id);
        const current = isReader ? await store.applicationOf(request.groupId, shown.id) : undefined;
        const application = current && {
          number: current.number,
          status: currentWords[current.state] ?? current.state,
        };
        return whisper(
          memberCard(shown, {
            isReader,
            isStranger: !isReader && !request.isMember,
            isOrganiser,
            titleOf,
            membership,
            application,
            zone: request.zone,
          }),
        );
      },
    }),
    command({
      name: 'member zone',
      description: 'Says in which time zone you live, so that times are shown as you read them',
      access: 'everyone',
      options: {
        zone: {
          type: 'string',
          description: 'Such as Europe/Prague or America/New_York',
          required: true,
          isNeeded: true,
          suggest: async (typed) => asChoices(suggestZones(typed)),
        },
      },
      async run(request, { zone }) {
        const parsed = parseZone(zone);
        const who = await self(request);
        await store.changePerson(request.groupId, who.id, { zone: parsed });
        return whisper(
          p('Your time zone is now ', strong(parsed), '. There it is ', time(request.now, parsed), '.'),
        );
      },
    }),
    command({
      name: 'member role',
      description: 'Makes somebody a member or an organiser, or takes that back',
      access: 'organiser',
      options: {
        who: { type: 'person', description: 'Whose role', required: true },
        role: {
          type: 'string',
          description: 'The new role',
          required: true,
          choices: [
            { name: 'member', value: 'member' },
            { name: 'organiser', value: 'organiser' },
            { name: 'neither', value: 'none' },
          ],
        },
      },
      async confirm({ groupId }, { who, role }) {
        const known = await store.known(groupId, who);
        if (!known || known.role === 'none' || known.role === role) return undefined;
        const others = (await organisers(groupId)).filter(({ id }) => id !== known.id);
        const all = await store.all(groupId);
        const to =
          role === 'none' ? 'neither member nor organiser' : `${role === 'organiser' ? 'an' : 'a'} ${role}`;
        const isLast = known.role === 'organiser' && others.length === 0;
        return {
          document: doc(
            p(
              strong(known.name),
              ` is ${known.role === 'organiser' ? 'an organiser' : 'a member'} now, and becomes ${to}.`,
            ),
            isLast
              ? p(
                  'I know no other organiser: only those who manage the space could do organisers’ work then.',
                )
              : undefined,
          ),
          label: 'Change it',
          ...(known.role === 'organiser' && { style: 'danger' }),
          overwrites: roleOf(
            all.find(({ person }) => person.id === known.id),
            all,
          ),
        };
      },
      async run(request, { who, role }) {
        if (role !== 'member' && role !== 'organiser' && role !== 'none') {
          throw new UserError(`"${role}" is not a role. Choose member, organiser or neither.`);
        }
        const changed = await store.of(request.groupId, who);
        // A member takes a seat, by whichever command they become one.
        const how = {
          now: request.now,
          checked: (before: Member | undefined, all: readonly Member[]) =>
            request.refuseOther?.(roleOf(before, all)),
        };
        if (role === 'none') await store.takeRole(request.groupId, changed.id, how);
        else {
          const came = await store.put(request.groupId, changed.id, { role, ...how });
          if (came) throw new UserError(came.problem);
        }
        const isOrganiser = (await organisers(request.groupId)).some(({ id }) => id === changed.id);
        const membership = (await store.all(request.groupId)).find(({ person }) => person.id === changed.id);
        return whisper(
          memberCard(
            { ...changed, role },
            { isReader: false, isOrganiser, titleOf, membership, zone: request.zone },
          ),
        );
      },
    }),
    command({
      name: 'member link',
      description: 'Says that an account on the other platform is yours too; I send it a code',
      access: 'everyone',
      options: {
        username: { type: 'string', description: 'Your user name on the forum', required: true, max: 60 },
      },
      async run(request, { username }) {
        const { platform: other, id } = accountTyped(username, request.platform, named);
        const who = await self(request);
        if (!/^[\p{L}\p{N}_.-]{1,60}$/u.test(id)) {
          throw new UserError(
            `"${username}" cannot be a user name on ${other.title}. Copy it from your profile there.`,
          );
        }
        const account = await claimed(deps, request.groupId, { other, id });
        const came = await store.claimAccount(request.groupId, who.id, {
          account,
          code: randomBytes(5).toString('hex'),
          now: request.now,
        });
        if (came === 'yours') {
          throw new UserError(
            `${id} on ${other.title} is joined with this account already. \`/member show\` shows what I know of you.`,
          );
        }
        if (came === 'tooMany') {
          throw new UserError('I have sent enough codes for you today. Please try again tomorrow.');
        }
        return whisper(
          p(
            'I am sending a code to ',
            strong(id),
            ` on ${other.title}. When it is there, answer here with `,
            code('/member confirm code:…'),
            '.',
          ),
        );
      },
    }),
    command({
      name: 'member confirm',
      description: 'Joins the account that got the code with this one',
      access: 'everyone',
      options: { code: { type: 'string', description: 'The code I sent', required: true } },
      async run(request, { code: given }) {
        const who = await self(request);
        const joined = await store.confirmClaim(request.groupId, who.id, given.trim(), request.now);
        if (!joined && (await store.isSentTo(request.groupId, request.caller, given.trim()))) {
          throw new UserError(
            'That code is right, but nothing is joined here: send it from your other account, the one with which you asked for it. If you did not ask for it, leave it alone.',
          );
        }
        if (!joined) {
          throw new UserError(
            'That is not a code I sent you in the last day. Ask for a new one with `/member link`.',
          );
        }
        const { isOrganiser } = request;
        const card = memberCard(await self(request), { isReader: true, isOrganiser, titleOf });
        return whisper(doc(card.children, ...twiceBlocks(joined.votedTwice)));
      },
    }),
  ];
}

/**
 * The account that a name on another platform means now. Where the platform does not tell, the name has to do; unless the one
 * who is known by it is told apart by more: the code could go to somebody who has the name after them. Throws a UserError.
 */
async function claimed(
  { store, accountNamed }: AccountDeps,
  groupId: number,
  { other, id }: { other: NamedPlatform; id: string },
): Promise<Account> {
  const told = await accountNamed(groupId, other.name, id);
  if (told) return told;
  const byName = { platform: other.name, id, name: id };
  const known = (await store.known(groupId, byName))?.accounts.find((one) => isSameAccount(one, byName));
  if (known?.stableId === undefined) return byName;
  throw new UserError(
    `I cannot see at the moment whose account ${id} is on ${other.title}. Check the spelling, or try again later.`,
  );
}

/** That of two ballots one counts. */
function twiceBlocks(numbers: readonly number[]): Block[] {
  const [first] = numbers;
  if (first === undefined) return [];
  return [
    p(
      `In ${numbers.length === 1 ? 'vote' : 'votes'} ${numbers.join(', ')} you had voted with both accounts. One person has one ballot: the newer one counts. To change it, `,
      code(`/vote cast vote:${first}`),
      '.',
    ),
  ];
}

/** The account that is meant by a user name, or by `platform:name`, on a platform other than where it was typed. */
function accountTyped(typed: string, here: PlatformName, named: readonly NamedPlatform[]) {
  if (named.length === 0) {
    throw new UserError(
      'This group is on one platform only, so there is no second account of yours to join. You need do nothing: use the one you have.',
    );
  }
  const others = named.filter(({ name }) => name !== here);
  const chosen = others.find(({ name }) => typed.trim().toLowerCase().startsWith(`${name}:`));
  const platform = chosen ?? others[0];
  if (!platform)
    throw new UserError('Ask me for that where you chat: there you say which account here is yours.');
  if (!chosen && others.length > 1) {
    const ways = others.map(({ name, title }) => `\`${name}:${typed.trim()}\` on ${title}`).join(', ');
    throw new UserError(`On which platform is that? Write ${ways}.`);
  }
  const id = (chosen ? typed.trim().slice(chosen.name.length + 1) : typed).trim().replace(/^@/u, '');
  return { platform, id };
}

/** What a change of a role overwrites: the role, and whether anybody else is an organiser. */
function roleOf(before: Member | undefined, all: readonly Member[]): string {
  const others = all.filter(({ person }) => person.role === 'organiser' && person.id !== before?.person.id);
  return `${before?.person.role ?? 'none'} ${others.length > 0 ? 'of several' : 'alone'}`;
}

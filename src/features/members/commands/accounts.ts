// The roster's commands: who is who, in which zone they live, and what their role is.
import { type Account, isSameAccount, type PlatformName } from '../../../core/account.ts';
import { type Command, command, option } from '../../../core/command.ts';
import { doc, p, strong, time } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { whisper } from '../../../core/reply.ts';
import { parseZone, zoneOption } from '../../../core/time.ts';
import { currentWords } from '../application-views.ts';
import type { MembershipDeps } from '../member-deps.ts';
import { lastOrganiserWords, leftTold, untold } from '../member-readers.ts';
import type { Member } from '../membership-facts.ts';
import type { MemberStore } from '../store.ts';
import { memberCard } from '../views.ts';

/** What the commands work with. */
export interface AccountDeps extends Pick<MembershipDeps, 'groups' | 'organisers' | 'hasClosedCalendar'> {
  readonly store: MemberStore;
  /** A platform's name as people read it. */
  titleOf(platform: PlatformName): string;
  /** The platforms on which an account is known by a name that people can type. */
  readonly named: readonly NamedPlatform[];
  /** Whose a user name on a platform is now, as the platform tells; undefined where nobody has it or none can be told. */
  accountNamed(groupId: number, platform: PlatformName, name: string): Promise<Account | undefined>;
}

/** A platform with typed names. */
export interface NamedPlatform {
  readonly name: PlatformName;
  readonly title: string;
}

/** Builds `/member …`. */
export function accountCommands(deps: AccountDeps): Command[] {
  const { store, organisers, titleOf } = deps;
  return [
    command({
      name: 'member show',
      description: 'Shows what I know of you, of somebody else, or who is in the group',
      access: 'everyone',
      isReadOnly: true,
      options: { who: option.person('Somebody else; leave it out for yourself') },
      async run(request, { who }) {
        const shown = await (who
          ? store.known(request.groupId, who)
          : store.knownOrNew(request.groupId, request.caller));
        if (!shown)
          throw new UserError(`I know nothing of ${who?.name}. \`/member list\` shows who is in the group.`);
        const isReader = shown.accounts.some((one) => isSameAccount(one, request.caller));
        const known = await organisers(request.groupId);
        const isOrganiser = isReader ? request.isOrganiser : known.some(({ id }) => id === shown.id);
        const membership = await store.member(request.groupId, shown.id);
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
        zone: { ...zoneOption('Such as Europe/Prague or America/New_York'), required: true, isNeeded: true },
      },
      async run(request, { zone }) {
        const parsed = parseZone(zone);
        const who = await store.of(request.groupId, request.caller);
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
        who: option.person('Whose role', { required: true }),
        role: option.choice(
          'The new role',
          { member: 'member', organiser: 'organiser', none: 'neither' },
          { required: true },
        ),
      },
      async confirm({ groupId }, { who, role }) {
        const known = await store.known(groupId, who);
        if (!known || known.role === 'none' || known.role === role) return undefined;
        const to =
          role === 'none' ? 'neither member nor organiser' : `${role === 'organiser' ? 'an' : 'a'} ${role}`;
        return {
          document: doc(
            p`${strong(known.name)} is ${known.role === 'organiser' ? 'an organiser' : 'a member'} now, and
              becomes ${to}.`,
            await lastOrganiserWords(deps, groupId, known.id),
          ),
          label: 'Change it',
          ...(known.role === 'organiser' && { style: 'danger' }),
          overwrites: roleOf(known.id, await store.all(groupId)),
        };
      },
      async run(request, { who, role }) {
        const changed = await store.of(request.groupId, who);
        // A member takes a seat, by whichever command they become one.
        const how = {
          now: request.now,
          checked: (all: readonly Member[]) => request.refuseOther?.(roleOf(changed.id, all)),
        };
        const told =
          role === 'none'
            ? await leftTold(deps, request.groupId, { personId: changed.id, now: request.now })
            : undefined;
        if (role === 'none') {
          await store.memberLeaves(request.groupId, changed.id, { ...how, told, isRoleTaken: true });
        } else {
          const came = await store.put(request.groupId, changed.id, { role, ...how });
          if (came) throw new UserError(came.problem);
        }
        const isOrganiser = (await organisers(request.groupId)).some(({ id }) => id === changed.id);
        const membership = await store.member(request.groupId, changed.id);
        const { children } = memberCard(
          { ...changed, role },
          { isReader: false, isOrganiser, titleOf, membership, zone: request.zone },
        );
        const isOther = changed.role !== 'none' && !isSameAccount(who, request.caller);
        return whisper(doc(children, isOther ? untold(told, request) : undefined));
      },
    }),
  ];
}

/** What a change of a role overwrites: the role, and whether anybody else is an organiser. */
function roleOf(personId: number, all: readonly Member[]): string {
  const before = all.find(({ person }) => person.id === personId);
  const others = all.filter(({ person }) => person.role === 'organiser' && person.id !== personId);
  return `${before?.person.role ?? 'none'} ${others.length > 0 ? 'of several' : 'alone'}`;
}

// `/member list` and `/member add`: who is in the group, and as what.
import { asksToChange, overwrittenBy, type Setting } from '../../../core/command/changes.ts';
import { nameKey, sharedNames } from '../../../core/command/naming.ts';
import { type Command, command, option, type Values } from '../../../core/command.ts';
import { code, doc, p, person, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { whisper } from '../../../core/reply.ts';
import { readDay } from '../../../core/when.ts';
import type { MembershipDeps } from '../member-deps.ts';
import { memberListDocument } from '../member-views.ts';
import type { Member, MemberKind } from '../membership-facts.ts';
import { offeredOf, readTags } from '../membership-rules.ts';
import { leave } from './leaving.ts';

const kindWords: Readonly<Record<MemberKind, string>> = {
  voting: 'a member with a vote',
  observer: 'an observer, without a vote',
  alumni: 'one of the alumni',
};

const options = {
  who: option.person('Who', { required: true }),
  kind: option.choice('What they are; a member with a vote unless you say otherwise', {
    voting: 'member with a vote',
    observer: 'observer',
    alumni: 'alumni',
  }),
  tags: option.text('With commas: core team, translator; none takes them away', { max: 200 }),
  since: option.text('Since when, as 2026-01-31', { max: 40, isNeeded: true }),
  shown: option.yesOrNo('Whether they agreed to be named on the public pages'),
} as const;

/** Builds the commands. */
export function membershipCommands(deps: MembershipDeps): Command[] {
  const { store } = deps;
  return [
    command({
      name: 'member list',
      description: 'Lists the members and organisers of the group, and its seats',
      access: 'everyone',
      isReadOnly: true,
      async run({ groupId, zone, isMember }) {
        const [members, rules, organisers, applications] = await Promise.all([
          store.all(groupId),
          store.rules(groupId),
          deps.organisers(groupId),
          store.applications(groupId),
        ]);
        const offered = offeredOf(applications);
        return whisper(memberListDocument(members, { rules, offered, organisers, zone, isMember }));
      },
    }),
    command({
      name: 'member add',
      description: 'Makes somebody a member, or changes what they are',
      access: 'organiser',
      options,
      async confirm(request, { who, ...said }) {
        const person = await store.knownOrNew(request.groupId, who);
        const member = await deps.store.member(request.groupId, person.id);
        if (!member) return undefined;
        const settings = settingsWith(member, said, request.now);
        return asksToChange({ ...settings, usual: nothingKnown }, `That is about ${person.name}.`);
      },
      async run(request, { who, ...said }) {
        const { kind, tags, since, shown } = said;
        const one = await store.of(request.groupId, who);
        const was = await deps.store.member(request.groupId, one.id);
        const leaves = kind === 'alumni' && was !== undefined && was.kind !== 'alumni';
        const came = await store.put(request.groupId, one.id, {
          now: request.now,
          ...(kind && !leaves && { kind }),
          ...(tags !== undefined && { tags: readTags(tags) }),
          ...(since !== undefined && { sinceAt: pastDay(since, request.now) }),
          ...(shown !== undefined && { isShown: shown }),
          checked(all) {
            const before = all.find((member) => member.person.id === one.id);
            request.refuseOther?.(before ? overwrittenBy(settingsWith(before, said, request.now)) : '');
          },
        });
        if (came) throw new UserError(came.problem);
        if (leaves) return await leave(deps, request, one);
        const member = await deps.store.member(request.groupId, one.id);
        const members = (await store.all(request.groupId)).filter(({ kind }) => kind !== 'alumni');
        const isShared = sharedNames(members.map((one) => one.person)).some(
          (name) => nameKey(name) === nameKey(one.name),
        );
        return whisper(
          doc(
            p`${person(one.name, one.accounts)} is ${kindWords[member?.kind ?? 'voting']}${tagWords(member)}.`,
            isShared &&
              !was &&
              p`Another member is called ${strong(one.name)} as well. If that is one person, they join their accounts
                  with ${code('/member link')}, and have one seat and one vote.`,
          ),
        );
      },
    }),
  ];
}

/** A membership as it is, and as it would be with what was said. */
function settingsWith(
  member: Member,
  said: Omit<Values<typeof options>, 'who'>,
  now: Date,
): { before: Setting[]; after: Setting[] } {
  const after = settingsOf({
    kind: said.kind ?? member.kind,
    tags: said.tags === undefined ? member.tags : readTags(said.tags),
    sinceAt: said.since === undefined ? member.sinceAt : pastDay(said.since, now),
    isShown: said.shown ?? member.isShown,
  });
  return { before: settingsOf(member), after };
}

/** What is known of a membership, each by itself. */
function settingsOf(
  member: Pick<Member, 'kind' | 'tags' | 'isShown'> & { readonly sinceAt?: Date | undefined },
): Setting[] {
  const { kind, tags, sinceAt, isShown } = member;
  return [
    ['Is', kindWords[kind]],
    ['Tags', tags.length === 0 ? 'none' : tags.join(', ')],
    ['Since', sinceAt?.toISOString().slice(0, 10) ?? 'not known'],
    ['Named on public pages', isShown ? 'yes' : 'no'],
  ];
}

const nothingKnown: readonly Setting[] = settingsOf({ kind: 'voting', tags: [], isShown: false }).slice(1);

const tagWords = (member: Member | undefined) =>
  member && member.tags.length > 0 ? ` (${member.tags.join(', ')})` : '';

function pastDay(typed: string, now: Date): Date {
  const at = new Date(`${readDay(typed, { zone: 'UTC', now })}T12:00:00Z`);
  if (at <= new Date(now.getTime() + 86_400_000)) return at;
  throw new UserError(`"${typed}" is not a day in the past. Write it as 2026-01-31.`);
}

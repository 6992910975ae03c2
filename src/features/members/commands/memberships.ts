// `/member …` for who is in the group: adding, leaving, going on for a year, and seats.
import { asksToChange, type Setting } from '../../../core/changes.ts';
import {
  type Action,
  type Command,
  type Confirmation,
  command,
  type Reply,
  type Request,
  whisper,
} from '../../../core/command.ts';
import { code, doc, p, person } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import type { PlaceId, Wanted } from '../../../core/publication.ts';
import { workLinkOf } from '../../../core/work-link.ts';
import type { MembershipDeps } from '../member-deps.ts';
import { vacancyWanted } from '../member-publications.ts';
import { memberListDocument, ruleSettings, rulesDocument } from '../member-views.ts';
import { type Member, type MemberKind, type MemberRules, memberKinds } from '../membership-facts.ts';
import { readTags } from '../membership-rules.ts';
import { usualRules } from '../store-memberships.ts';

const kindWords: Readonly<Record<MemberKind, string>> = {
  voting: 'a member with a vote',
  observer: 'an observer, without a vote',
  alumni: 'one of the alumni',
};

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
        const [members, rules, organisers] = await Promise.all([
          store.all(groupId),
          store.rules(groupId),
          deps.organisers(groupId),
        ]);
        return whisper(memberListDocument(members, { rules, organisers, zone, isMember }));
      },
    }),
    command({
      name: 'member add',
      description: 'Makes somebody a member, or changes what they are',
      access: 'organiser',
      options: {
        who: { type: 'person', description: 'Who', required: true },
        kind: {
          type: 'string',
          description: 'What they are; a member with a vote unless you say otherwise',
          choices: [
            { name: 'member with a vote', value: 'voting' },
            { name: 'observer', value: 'observer' },
            { name: 'alumni', value: 'alumni' },
          ],
        },
        tags: {
          type: 'string',
          description: 'With commas: core team, translator; none takes them away',
          max: 200,
        },
        since: { type: 'string', description: 'Since when, as 2026-01-31', max: 10 },
        shown: { type: 'boolean', description: 'Whether they agreed to be named on the public pages' },
      },
      async confirm(request, { who, kind, tags, since, shown }) {
        const person = await store.of(request.groupId, who);
        const member = await memberOf(deps, request.groupId, person.id);
        if (!member) return undefined;
        const known = memberKinds.find((word) => word === kind);
        const { name } = person;
        const before = settingsOf(member);
        const after = settingsOf({
          kind: known ?? member.kind,
          tags: tags === undefined ? member.tags : readTags(tags),
          sinceAt: since === undefined ? member.sinceAt : readDay(since, request.now),
          isShown: shown ?? member.isShown,
        });
        return asksToChange({ before, after, usual: nothingKnown }, `That is about ${name}.`);
      },
      async run(request, { who, kind, tags, since, shown }) {
        const one = await store.of(request.groupId, who);
        const known = memberKinds.find((word) => word === kind);
        if (known === 'alumni') return await leave(deps, request, one.id);
        const came = await store.put(request.groupId, one.id, {
          now: request.now,
          ...(known && { kind: known }),
          ...(tags !== undefined && { tags: readTags(tags) }),
          ...(since !== undefined && { sinceAt: readDay(since, request.now) }),
          ...(shown !== undefined && { isShown: shown }),
        });
        if (came) throw new UserError(came.problem);
        const member = await memberOf(deps, request.groupId, one.id);
        return whisper(
          doc(
            p(
              person(one.name, one.accounts),
              ` is ${kindWords[member?.kind ?? 'voting']}`,
              tagWords(member),
              '.',
            ),
          ),
        );
      },
    }),
    command({
      name: 'member leave',
      description: 'Leaves the group; an organiser can say it of somebody else',
      access: 'member',
      options: { who: { type: 'person', description: 'Somebody else; for organisers' } },
      async confirm(request, { who }) {
        const one = await leaver(deps, request, who);
        return leaveQuestion(who && one.name);
      },
      run: async (request, { who }) => await leave(deps, request, (await leaver(deps, request, who)).id),
    }),
    command({
      name: 'member renew',
      description: 'Says that you go on as a member for another year',
      access: 'member',
      run: async (request) => await renew(deps, request),
    }),
    command({
      name: 'member settings',
      description: 'How many seats there are, and how people come in; without options it shows that',
      access: 'organiser',
      options: {
        seats: {
          type: 'integer',
          description: 'How many members with a vote; 0 for any number',
          min: 0,
          max: 1000,
        },
        outside: {
          type: 'integer',
          description: 'Per cent of them without the tag of the core team, at least',
          min: 0,
          max: 100,
        },
        tag: { type: 'string', description: 'What that tag is: core team', max: 30 },
        yearly: { type: 'boolean', description: 'Whether each member confirms once a year that they go on' },
        applications: { type: 'boolean', description: 'Whether people may apply' },
        rule: {
          type: 'string',
          description: 'How applications are voted on',
          choices: [
            { name: 'charter', value: 'charter' },
            { name: 'majority', value: 'majority' },
          ],
        },
        'keep-days': {
          type: 'integer',
          description: 'Days after which what applicants wrote is deleted',
          min: 1,
          max: 3650,
        },
        issue: {
          type: 'string',
          description: 'An issue on GitHub where members show which account is theirs; none for none',
          max: 200,
        },
        channel: {
          type: 'place',
          description: 'The channel where members read applications',
          places: ['text'],
        },
        remove: {
          type: 'string',
          description: 'What is to be as usual again',
          choices: [{ name: 'channel', value: 'channel' }],
        },
      },
      async confirm({ groupId }, values) {
        const rules = await store.rules(groupId);
        const { channel } = values;
        const nameOf = ({ id }: PlaceId) => (channel?.id === id ? `#${channel.name}` : 'another channel');
        return asksToChange({
          before: ruleSettings(rules, nameOf),
          after: ruleSettings({ ...rules, ...rulesWanted(values) }, nameOf),
          usual: ruleSettings(usualRules),
        });
      },
      async run(request, values) {
        const to = rulesWanted(values);
        if (Object.keys(to).length > 0) await store.changeRules(request.groupId, to);
        const [rules, members] = await Promise.all([
          store.rules(request.groupId),
          store.all(request.groupId),
        ]);
        return whisper(rulesDocument(rules, members));
      },
    }),
  ];
}

interface RulesSaid {
  readonly seats?: number | undefined;
  readonly outside?: number | undefined;
  readonly tag?: string | undefined;
  readonly yearly?: boolean | undefined;
  readonly applications?: boolean | undefined;
  readonly rule?: string | undefined;
  readonly 'keep-days'?: number | undefined;
  readonly issue?: string | undefined;
  readonly channel?: PlaceId | undefined;
  readonly remove?: string | undefined;
}

function rulesWanted(said: RulesSaid): Partial<MemberRules> {
  const { seats, outside, tag, yearly, applications, rule, issue, channel } = said;
  const keepDays = said['keep-days'];
  return {
    ...(seats !== undefined && { seats }),
    ...(outside !== undefined && { outsidePercent: outside }),
    ...(tag !== undefined && { insideTag: tag.trim().toLowerCase() }),
    ...(yearly !== undefined && { isYearly: yearly }),
    ...(applications !== undefined && { takesApplications: applications }),
    ...((rule === 'charter' || rule === 'majority') && { voteRule: rule }),
    ...(keepDays !== undefined && { keepDays }),
    ...(issue !== undefined && { githubIssue: readIssue(issue) }),
    ...(channel && { chosen: [{ platform: channel.platform, id: channel.id }] }),
    ...(said.remove === 'channel' && { chosen: [] }),
  };
}

/** Builds the buttons. */
export function membershipActions(deps: MembershipDeps): Action[] {
  return [
    { name: 'members/renew', args: [], access: 'member', run: async (request) => await renew(deps, request) },
    {
      name: 'members/leave',
      args: [],
      access: 'member',
      confirm: async () => leaveQuestion(undefined),
      async run(request) {
        const who = await deps.store.of(request.groupId, request.caller);
        return await leave(deps, request, who.id);
      },
    },
  ];
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

async function memberOf(
  deps: MembershipDeps,
  groupId: number,
  personId: number,
): Promise<Member | undefined> {
  return (await deps.store.all(groupId)).find(({ person: who }) => who.id === personId);
}

function readIssue(typed: string): string {
  const address = typed.trim();
  if (address === '' || address === 'none') return '';
  const link = workLinkOf(address);
  if (link && link.kind !== 'milestone') return address;
  throw new UserError(
    `"${address}" is no issue. Copy its address from GitHub: \`https://github.com/owner/name/issues/12\`.`,
  );
}

const tagWords = (member: Member | undefined) =>
  member && member.tags.length > 0 ? ` (${member.tags.join(', ')})` : '';

function readDay(typed: string, now: Date): Date {
  const at = new Date(`${typed}T12:00:00Z`);
  if (
    !/^\d{4}-\d{2}-\d{2}$/u.test(typed) ||
    Number.isNaN(at.getTime()) ||
    at > new Date(now.getTime() + 86_400_000)
  ) {
    throw new UserError(`"${typed}" is not a day in the past. Write it as 2026-01-31.`);
  }
  return at;
}

async function leaver(
  { store }: MembershipDeps,
  request: Request,
  who: Parameters<MembershipDeps['store']['of']>[1] | undefined,
) {
  const self = await store.of(request.groupId, request.caller);
  const one = who === undefined ? self : await store.of(request.groupId, who);
  if (one.id !== self.id && !request.isOrganiser) {
    throw new UserError('Only organisers can say that of somebody else. For yourself, leave `who` out.');
  }
  return one;
}

/** Where seats are counted, a free one is told to everybody, unless somebody waits for it. */
export async function vacancyOf(
  store: MembershipDeps['store'],
  { groupId, personId, now }: { readonly groupId: number; readonly personId: number; readonly now: Date },
): Promise<Wanted[]> {
  const [rules, applications, members] = await Promise.all([
    store.rules(groupId),
    store.applications(groupId),
    store.all(groupId),
  ]);
  const member = members.find(({ person: who }) => who.id === personId);
  const isWaitedFor = applications.some(({ state }) => state === 'listed' || state === 'offered');
  const isVacancy = rules.seats > 0 && member?.kind === 'voting' && !isWaitedFor;
  return isVacancy ? [vacancyWanted(groupId, personId, now)] : [];
}

/** What is asked before somebody leaves: `name`, or whoever asks. */
function leaveQuestion(name: string | undefined): Confirmation {
  return {
    document: doc(
      p(
        name === undefined ? 'Leave the group?' : `Shall ${name} leave the group?`,
        ' The seat goes to the next in line, votes that are open count on without ',
        name === undefined ? 'you' : 'them',
        ' unless the ballot is cast, and what was done stays.',
      ),
    ),
    label: name === undefined ? 'I leave' : 'They leave',
    style: 'danger',
  };
}

async function leave(deps: MembershipDeps, request: Request, personId: number): Promise<Reply> {
  const { groupId, now } = request;
  const member = await memberOf(deps, groupId, personId);
  const wanted = await vacancyOf(deps.store, { groupId, personId, now });
  if (!(await deps.store.memberLeaves(groupId, personId, { now, wanted }))) {
    throw new UserError(
      member
        ? `${member.person.name} has left already. \`/member list\` shows who is in the group.`
        : 'You are not a member, so there is nothing to leave. `/member forget` removes what else I know of you.',
    );
  }
  const self = await deps.store.of(groupId, request.caller);
  return whisper(
    doc(
      self.id === personId
        ? p('You have left the group. Thank you for all you did; ', code('/apply'), ' brings you back.')
        : p(`${member?.person.name ?? 'They'} has left the group.`),
      wanted.length > 0 ? p('That a seat is free is told where the group meets.') : undefined,
    ),
  );
}

async function renew({ store }: MembershipDeps, { groupId, caller, now }: Request): Promise<Reply> {
  const who = await store.of(groupId, caller);
  await store.renew(groupId, who.id, now);
  return whisper(doc(p('Good to have you: you go on as a member. I ask you again in a year.')));
}

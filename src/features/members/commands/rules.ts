// `/member settings`: how many seats there are, and how people come in.

import { asksToChange, overwrittenBy } from '../../../core/command/changes.ts';
import { type Command, command, option, type Values } from '../../../core/command.ts';
import { UserError } from '../../../core/errors.ts';
import type { GitHubSite } from '../../../core/github/site.ts';
import { given } from '../../../core/given.ts';
import type { PlaceId } from '../../../core/publication.ts';
import { whisper } from '../../../core/reply.ts';
import { isNone } from '../../../core/text/none.ts';
import { shortened } from '../../../core/text/shortened.ts';
import type { MembershipDeps } from '../member-deps.ts';
import { applicationPlaces } from '../member-publications.ts';
import { movingWords } from '../member-readers.ts';
import { offersOver, ruleSettings, rulesDocument } from '../member-views.ts';
import type { MemberRules } from '../membership-facts.ts';
import { offeredOf } from '../membership-rules.ts';
import { usualRules } from '../store/rows.ts';

const options = {
  seats: option.integer('How many members with a vote; 0 for any number', { min: 0, max: 1000 }),
  outside: option.integer('Per cent of them without the tag of the core team, at least', {
    min: 0,
    max: 100,
  }),
  tag: option.text('What that tag is; core team if you say none', { max: 30 }),
  yearly: option.yesOrNo('Whether each member confirms once a year that they go on'),
  applications: option.yesOrNo('Whether people may apply'),
  rule: option.choice('How applications are voted on', ['charter', 'majority']),
  'keep-days': option.integer('Days after which what applicants wrote is deleted', { min: 1, max: 3650 }),
  issue: option.text('An issue on GitHub where members show which account is theirs; none for none', {
    max: 200,
  }),
  conduct: option.text('The address of the code of conduct to which applicants agree; none for none', {
    max: 300,
  }),
  channel: option.place('The channel where members read applications', { places: ['text'] }),
  remove: option.choice('What is to be as usual again', ['channel']),
} as const;

/** Builds the command. */
export function ruleCommand(
  deps: Pick<MembershipDeps, 'store' | 'site' | 'groups' | 'isOpenPlace'>,
): Command {
  const { store, site } = deps;
  return command({
    name: 'member settings',
    description: 'How many seats there are, and how people come in; without options it shows that',
    access: 'organiser',
    options,
    async confirm({ groupId }, values) {
      const rules = await store.rules(groupId);
      const to = { ...rules, ...rulesWanted(values, site) };
      const offered = offeredOf(await store.applications(groupId));
      const group = await deps.groups.find(groupId);
      const places = { before: applicationPlaces(group, rules), after: applicationPlaces(group, to) };
      return asksToChange(
        settingsWith(rules, to, values),
        offersOver(to, await store.all(groupId), offered),
        await movingWords(deps, groupId, places),
      );
    },
    async run(request, values) {
      const to = rulesWanted(values, site);
      if (Object.keys(to).length > 0) {
        await store.changeRules(request.groupId, to, (before) =>
          request.refuseOther?.(overwrittenBy(settingsWith(before, { ...before, ...to }, values))),
        );
      }
      const [rules, members, applications] = await Promise.all([
        store.rules(request.groupId),
        store.all(request.groupId),
        store.applications(request.groupId),
      ]);
      return whisper(rulesDocument(rules, members, offeredOf(applications)));
    },
  });
}

/** The rules as they are, as they would be, and as they are usually. */
function settingsWith(before: MemberRules, after: MemberRules, { channel }: Values<typeof options>) {
  const nameOf = ({ id }: PlaceId) => (channel?.id === id ? `#${channel.name}` : 'another channel');
  return {
    before: ruleSettings(before, nameOf),
    after: ruleSettings(after, nameOf),
    usual: ruleSettings(usualRules),
  };
}

function rulesWanted(said: Values<typeof options>, site: GitHubSite): Partial<MemberRules> {
  const { seats, outside, tag, yearly, applications, rule, issue, conduct, channel } = said;
  return given({
    seats,
    outsidePercent: outside,
    insideTag: isNone(tag ?? '') ? usualRules.insideTag : tag?.trim().toLowerCase(),
    isYearly: yearly,
    takesApplications: applications,
    voteRule: rule,
    keepDays: said['keep-days'],
    githubIssue: issue && addressIn(issue, (address) => checkedIssue(address, site)),
    conduct: conduct && addressIn(conduct, checkedConduct),
    chosen: said.remove === 'channel' ? [] : channel && [{ platform: channel.platform, id: channel.id }],
  });
}

/** An address that was typed, as it is when it was checked; empty for none. */
const addressIn = (typed: string, checked: (address: string) => string): string =>
  typed.trim() === '' || isNone(typed) ? '' : checked(typed.trim());

function checkedIssue(address: string, site: GitHubSite): string {
  const link = site.workLinkOf(address);
  if (link && link.kind !== 'milestone') return address;
  throw new UserError(
    `"${address}" is no issue. Copy its address from GitHub: \`${site.url}/owner/name/issues/12\`.`,
  );
}

function checkedConduct(address: string): string {
  const url = URL.parse(address);
  if (url?.protocol === 'https:' && !/\s/u.test(address)) return url.href;
  throw new UserError(
    `"${shortened(address, 60)}" is no address. Copy that of your code of conduct from the browser: \`https://…\`.`,
  );
}

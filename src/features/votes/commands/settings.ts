// How the group votes unless a vote says otherwise.

import { asksToChange, overwrittenBy, type Setting, settingsCard } from '../../../core/command/changes.ts';
import { type Command, command, option, type Values } from '../../../core/command.ts';
import { UserError } from '../../../core/errors.ts';
import { checkedFolder } from '../../../core/github/checked-repository.ts';
import { folderIn, folderOption, folderTyped } from '../../../core/github/repository-typed.ts';
import { given } from '../../../core/given.ts';
import { whisper } from '../../../core/reply.ts';
import { counted } from '../../../core/text/counted.ts';
import { isNone } from '../../../core/text/none.ts';
import type { VotesDeps } from '../deps.ts';
import type { VoteSettings } from '../facts.ts';
import { usualSettings } from '../store/rows.ts';

const options = {
  days: option.integer('How many days votes are open at least; 0 for no such rule', { min: 0, max: 60 }),
  quorum: option.integer('Per cent of the voters who must vote', { min: 0, max: 100 }),
  secret: option.yesOrNo('Whether votes are secret'),
  proposers: option.choice('Who may open votes', { member: 'members', organiser: 'organisers' }),
  seconding: option.yesOrNo('Whether a vote needs a second before it opens'),
  folder: folderOption('Where decisions are written as files: owner/name/folder; none for nowhere'),
} as const;

/** Builds `/vote settings`. */
export function settingsCommand(deps: VotesDeps): Command {
  return command({
    name: 'vote settings',
    description: 'How the group votes unless a vote says otherwise; without options it shows that',
    access: 'organiser',
    options,
    async confirm(request, said) {
      const settings = settingsWith(await deps.store.settings(request.groupId), await wanted(deps, said));
      return asksToChange(settings, 'Votes that are open go on as they began.');
    },
    async run(request, said) {
      const to = await wanted(deps, said);
      if (Object.keys(to).length > 0) {
        await deps.store.changeSettings(request.groupId, to, (before) =>
          request.refuseOther?.(overwrittenBy(settingsWith(before, to))),
        );
      }
      const settings = await deps.store.settings(request.groupId);
      return whisper(settingsCard('How the group votes', settingsOf(settings)));
    },
  });
}

async function wanted(deps: VotesDeps, said: Values<typeof options>): Promise<Partial<VoteSettings>> {
  const { days, quorum, secret, proposers, seconding, folder } = said;
  return {
    ...given({ days, quorumPercent: quorum, isSecret: secret, proposers, needsSecond: seconding }),
    ...(folder !== undefined && { folder: await readFolder(deps, folder) }),
  };
}

async function readFolder(deps: VotesDeps, typed: string): Promise<string> {
  if (isNone(typed) || folderTyped(typed) === '') return '';
  const found = folderIn(typed);
  if (!found)
    throw new UserError(
      'A folder is written `owner/name/folder`, such as `python/docs-community/decisions`.',
    );
  await checkedFolder(found.folder, deps.findWritable);
  return found.folder;
}

/** The settings as they are, as they would be, and as they are usually. */
function settingsWith(before: VoteSettings, to: Partial<VoteSettings>) {
  const leastDays = to.days ?? before.leastDays;
  const after = { ...before, ...to, days: leastDays || usualSettings.days, leastDays };
  return { before: settingsOf(before), after: settingsOf(after), usual: settingsOf(usualSettings) };
}

function settingsOf(settings: VoteSettings): Setting[] {
  const { days, leastDays, quorumPercent, proposers, needsSecond, isSecret, folder } = settings;
  return [
    ['Open for', `${counted(days, 'day')}${leastDays > 0 ? ' at least' : ''}`],
    ['Quorum', quorumPercent === 0 ? 'none' : `${quorumPercent} %`],
    ['Secret', isSecret ? 'yes' : 'no'],
    ['Who may open votes', proposers === 'member' ? 'members' : 'organisers'],
    ['Seconding', needsSecond ? 'needed' : 'not needed'],
    ['Decisions as files', folder === '' ? 'nowhere' : folder],
  ];
}

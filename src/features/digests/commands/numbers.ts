// `/prs numbers`: how soon people are answered and how many pull requests wait, of a month.
import { type Command, command, option } from '../../../core/command.ts';
import { doc } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { monthAfter, readMonth } from '../../../core/month.ts';
import { say } from '../../../core/reply.ts';
import { monthOf } from '../numbers.ts';
import { numbersFiles } from '../presenters.ts';
import { readNumbers } from '../reading.ts';
import { scopeWords } from '../scope.ts';
import { noteBlocks } from '../views/line.ts';
import { numbersCard } from '../views/numbers.ts';
import type { Ask } from './asked.ts';
import { scopeNamed, scopeOptions } from './lookup.ts';
import { patiently } from './patience.ts';
import { isPrivateAnswer } from './readers.ts';

/** Builds the command. */
export function numberCommand(ask: Ask): Command {
  return command({
    name: 'prs numbers',
    description: 'Tells how soon people were answered in a month, and how many pull requests wait',
    access: 'everyone',
    isReadOnly: true,
    isPublic: true,
    options: {
      ...scopeOptions(ask),
      month: option.text('Such as 2026-11 or november; the last whole month if left out', { max: 20 }),
    },
    async run(request, values) {
      const asked = ask(request);
      const { groupId, now, isOwn } = asked;
      const scope = await scopeNamed(asked, values);
      const { zone } = await asked.group();
      const current = monthOf(now, zone);
      const last = monthAfter(current, -1);
      const month = values.month === undefined ? last : readMonth(values.month, { current, hasBeen: true });
      if (month > current)
        throw new UserError(`\`${month}\` is no month that has been. Write it like \`${last}\`.`);
      const { numbers, isPublic, notes } = await patiently(
        () => readNumbers(asked, { groupId, scope, month, now, zone, isPublicOnly: !isOwn }),
        asked.patienceMilliseconds,
      );
      const files = await numbersFiles(asked, numbers, scopeWords(scope));
      return say(doc(numbersCard(numbers, scopeWords(scope)).children, noteBlocks(notes)), {
        files,
        isPrivate: await isPrivateAnswer(asked, isPublic),
      });
    },
  });
}

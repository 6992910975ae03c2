// `/member link` and `/member confirm`: two accounts of one person are joined, by a code that is sent to one of them.
import { randomBytes } from 'node:crypto';
import { type Account, isSameAccount, type PlatformName } from '../../../core/account.ts';
import { type Command, command, option, type Request } from '../../../core/command.ts';
import { type Block, code, doc, p, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { whisper } from '../../../core/reply.ts';
import { memberCard } from '../views.ts';
import type { AccountDeps, NamedPlatform } from './accounts.ts';

/** Builds the commands. */
export function linkingCommands(deps: AccountDeps): Command[] {
  const { store, titleOf, named } = deps;
  const self = (request: Request) => store.of(request.groupId, request.caller);
  return [
    command({
      name: 'member link',
      description: 'Says that an account on the other platform is yours too; I send it a code',
      access: 'everyone',
      options: {
        username: option.text('Your user name on the forum', { required: true, max: 60 }),
      },
      async run(request, { username }) {
        const { platform: other, id } = accountTyped(username, request.platform, named);
        const who = await self(request);
        if (!/^[\p{L}\p{N}_.-]{1,60}$/u.test(id))
          throw new UserError(
            `"${username}" cannot be a user name on ${other.title}. Copy it from your profile there.`,
          );
        const account = await claimed(deps, request.groupId, { other, id });
        const came = await store.claimAccount(request.groupId, who.id, {
          account,
          code: randomBytes(5).toString('hex'),
          now: request.now,
        });
        if (came === 'yours')
          throw new UserError(
            `${id} on ${other.title} is joined with this account already. \`/member show\` shows what I know of you.`,
          );
        if (came === 'tooMany')
          throw new UserError('I have sent enough codes for you today. Please try again tomorrow.');
        return whisper(
          p`I am sending a code to ${strong(id)} on ${other.title}. When it is there, answer here with
            ${code('/member confirm code:…')}.`,
        );
      },
    }),
    command({
      name: 'member confirm',
      description: 'Joins the account that got the code with this one',
      access: 'everyone',
      options: { code: option.text('The code I sent', { required: true }) },
      async run(request, { code: given }) {
        const who = await store.knownOrNew(request.groupId, request.caller);
        const joined = await store.confirmClaim(request.groupId, who.id, given.trim(), request.now);
        if (!joined && (await store.isSentTo(request.groupId, request.caller, given.trim())))
          throw new UserError(
            'That code is right, but nothing is joined here: send it from your other account, the one with which you asked for it. If you did not ask for it, leave it alone.',
          );
        if (!joined)
          throw new UserError(
            'That is not a code I sent you in the last day. Ask for a new one with `/member link`.',
          );
        const { isOrganiser } = request;
        const card = memberCard(await self(request), { isReader: true, isOrganiser, titleOf });
        return whisper(doc(card.children, ...doubleBallotBlocks(joined.votedTwice)));
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
function doubleBallotBlocks(numbers: readonly number[]): Block[] {
  const [first] = numbers;
  if (first === undefined) return [];
  return [
    p`In ${numbers.length === 1 ? 'vote' : 'votes'} ${numbers.join(', ')} you had voted with both accounts.
      One person has one ballot: the newer one counts. To change it, ${code(`/vote cast vote:${first}`)}.`,
  ];
}

/** The account that is meant by a user name, or by `platform:name`, on a platform other than where it was typed. */
function accountTyped(typed: string, here: PlatformName, named: readonly NamedPlatform[]) {
  if (named.length === 0)
    throw new UserError(
      'This group is on one platform only, so there is no second account of yours to join. You need do nothing: use the one you have.',
    );
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

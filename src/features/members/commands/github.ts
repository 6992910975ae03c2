// `/member github`: which account on GitHub is whose, shown by a code that only they can publish there.
import { randomBytes } from 'node:crypto';
import { type Action, type Command, command, option, type Request } from '../../../core/command.ts';
import { code, doc, type Inline, link, list, p, sentence, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import type { GitHubSite } from '../../../core/github/site.ts';
import { type Reply, whisper } from '../../../core/reply.ts';
import { isNone } from '../../../core/text/none.ts';
import type { MembershipDeps } from '../member-deps.ts';
import type { Member } from '../membership-facts.ts';

const week = 7 * 24 * 60 * 60 * 1000;

/** Builds the command. */
export function githubCommand(deps: MembershipDeps): Command {
  return command({
    name: 'member github',
    description: 'Says which account on GitHub is yours; a gist or a comment of yours confirms it',
    access: 'member',
    options: {
      name: option.text('Your name on GitHub; "none" takes it away', { required: true, max: 40 }),
      comment: option.text('The address of the comment with the code', { max: 300 }),
    },
    async confirm(request, { name }) {
      const known = isNone(name) ? await ownName(deps, request) : undefined;
      if (known === undefined) return undefined;
      return {
        document: doc(
          p`Take ${strong(known)} on GitHub away from you? Minutes and digests no longer know you by it.`,
        ),
        label: 'Take it away',
        values: { name: 'none' },
      };
    },
    run: async (request, typed) =>
      isNone(typed.name) ? await takenAway(deps, request) : await github(deps, request, typed),
  });
}

/** Builds the button. */
export function githubAction(deps: MembershipDeps): Action {
  return {
    name: 'members/github',
    args: ['text'],
    access: 'member',
    run: async (request, [name = '']) => await github(deps, request, { name }),
  };
}

/** The caller's name on GitHub, confirmed or claimed. */
async function ownName({ store }: MembershipDeps, { groupId, caller }: Request): Promise<string | undefined> {
  const who = await store.of(groupId, caller);
  const claim = await store.githubClaim(groupId, who.id);
  return claim?.github ?? (await store.member(groupId, who.id))?.github;
}

async function takenAway(deps: MembershipDeps, request: Request): Promise<Reply> {
  const name = await ownName(deps, request);
  const who = await deps.store.of(request.groupId, request.caller);
  if (name === undefined || !(await deps.store.forgetGithub(request.groupId, who.id)))
    throw new UserError('No account on GitHub is yours here, so there is none to take away.');
  return whisper(
    p(strong(name), ' on GitHub is no longer yours here. ', code('/member github'), ' says which is.'),
  );
}

async function github(
  deps: MembershipDeps,
  request: Request,
  typed: { readonly name: string; readonly comment?: string | undefined },
): Promise<Reply> {
  const { groupId, now } = request;
  const name = typed.name.trim().replace(/^@/u, '');
  if (!/^[a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38}$/iu.test(name))
    throw new UserError(`"${typed.name}" cannot be a name on GitHub. Copy it from your profile there.`);
  const comment = typed.comment === undefined ? undefined : readComment(typed.comment, deps.site);
  const who = await deps.store.of(groupId, request.caller);
  const members = await deps.store.all(groupId);
  const self = members.find(({ person }) => person.id === who.id);
  if (self?.isGithubConfirmed && isCalled(self, name))
    return whisper(p(strong(name), ' on GitHub is yours already, and confirmed. There is nothing to do.'));
  await refuseTaken(deps, { members, selfId: who.id, name });
  const before = await deps.store.githubClaim(groupId, who.id);
  const isGood = before !== undefined && now.getTime() - before.askedAt.getTime() < week;
  const secret = isGood ? before.code : `docent-${randomBytes(8).toString('hex')}`;
  if (before?.code !== secret || before.github.toLowerCase() !== name.toLowerCase())
    await deps.store.claimGithub(groupId, who.id, { github: name, code: secret, now });
  const { githubIssue: issue } = await deps.store.rules(groupId);
  const said = { name, secret, issue, gists: deps.site.gists };
  if (!isGood) return asking(said, before ? ['The code that I gave you is older than a week. '] : []);
  const found = await deps.ownership.publishedBy(secret, {
    login: name,
    since: before.askedAt,
    ...(issue !== '' && { issue }),
    ...(comment !== undefined && { comment }),
  });
  if (!found)
    return asking(said, [
      comment === undefined ? 'I do not see the code yet. ' : 'The code is not in that comment. ',
    ]);
  if (found.login.toLowerCase() !== name.toLowerCase())
    return asking(
      said,
      sentence`The code is there, but ${strong(found.login)} wrote it. If that is your account now, send
        ${code(`/member github name:${found.login}`)}. `,
    );
  const taken = members.find(({ person, githubId }) => person.id !== who.id && githubId === found.id);
  if (taken) throw alreadyTaken(name, taken);
  await deps.store.confirmGithub(groupId, who.id, { ...found, now });
  return whisper(
    doc(
      p(strong(found.login), ' on GitHub is yours: confirmed. You can delete what you wrote there.'),
      p('From now on the roll call of the minutes names it beside you.'),
    ),
  );
}

const isCalled = ({ github: login }: Member, name: string) => login?.toLowerCase() === name.toLowerCase();

const alreadyTaken = (name: string, { person }: Member) =>
  new UserError(
    `${name} on GitHub is confirmed as ${person.name}'s. If both of you are one, join them with \`/member link\`.`,
  );

/** A confirmed account is somebody's until GitHub gave its name to another account. */
async function refuseTaken(
  { ownership }: MembershipDeps,
  { members, selfId, name }: { members: readonly Member[]; selfId: number; name: string },
): Promise<void> {
  const taken = members.find(
    (one) => one.isGithubConfirmed && one.person.id !== selfId && isCalled(one, name),
  );
  if (!taken) return;
  const now = taken.githubId === undefined ? undefined : await ownership.accountOf(name);
  if (!now || now.id === taken.githubId) throw alreadyTaken(name, taken);
}

function readComment(typed: string, site: GitHubSite): string {
  const address = typed.trim().replace(/^<|>$/gu, '');
  if (site.workLinkOf(address) && /#(?:issuecomment-|discussion_r)\d+$/u.test(address)) return address;
  throw new UserError(
    'That is not the address of a comment. On GitHub, open the three dots at the comment and choose "Copy link".',
  );
}

function asking(
  { name, secret, issue, gists }: Readonly<Record<'name' | 'secret' | 'issue' | 'gists', string>>,
  before: readonly Inline[],
): Reply {
  return whisper(
    doc(
      p(...before, 'To show that ', strong(name), ' is you, publish this on GitHub as ', strong(name), ':'),
      p(code(secret)),
      list(
        [`in a public gist (${gists}), as its text or description,`],
        ...(issue === '' ? [] : [['or as a comment, on a line of its own, on ', link(issue, issue), ',']]),
        sentence`or in a comment on ${issue === '' ? 'any' : 'another'} public issue or pull request; then
          send ${code(`/member github name:${name} comment:ADDRESS`)} with the address of the comment.`,
      ),
      p`Then press the button, or send ${code(`/member github name:${name}`)} again. The code is good for a
        week.`,
    ),
    { buttons: [{ label: 'It is there', action: 'members/github', args: [name], style: 'primary' }] },
  );
}

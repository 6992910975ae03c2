// `/celebrate`: notes what was achieved, takes it back, and shows it.

import { calledSo, choicesFor, nameKey } from '../../core/command/naming.ts';
import { keptAmongMembers, mayRead } from '../../core/command/request.ts';
import { type Command, command, option, type Request } from '../../core/command.ts';
import { code, doc, p, quote, strong, time } from '../../core/document.ts';
import { UserError } from '../../core/errors.ts';
import { say, whisper } from '../../core/reply.ts';
import { cleanedLine } from '../../core/text/cleaned.ts';
import { shortened } from '../../core/text/shortened.ts';
import type { CelebrationsDeps } from './deps.ts';
import type { Celebrated } from './facts.ts';
import { achievementsOf, month, namedNewcomers, sinceMeeting } from './presenters.ts';
import { isNamedIn, tellings } from './rules.ts';
import { achievementBlocks } from './views.ts';

const longest = 300;
/** So many celebrations of one person since the last meeting: an agenda shows 50. */
const mostOfOne = 20;

/** `/celebrate`. */
export function celebrateCommand(deps: CelebrationsDeps): Command {
  const { store, groups, people } = deps;
  return command({
    name: 'celebrate',
    description: 'Notes something worth celebrating; the next agenda shows it',
    access: 'everyone',
    isPublic: true,
    staysTrue: true,
    bare: 'what',
    options: {
      what: option.text('What was achieved, and by whom', { max: longest }),
      remove: option.text(
        'Words of one to take back, or the GitHub name of a newcomer who is not to be named',
        {
          max: longest,
          async suggest(typed, request) {
            if (!request.isMember) return [];
            const said = (await recent(deps, request)).map(({ id, text }) => [text, `#${id}`] as const);
            const authors = (await newcomers(deps, request)).map(({ author }) => author);
            const first = authors.map((one) => [`A first pull request of ${one}`, `@${one}`] as const);
            return choicesFor([...said, ...first], typed, ([name, value]) => ({ name, value })).slice(-25);
          },
        },
      ),
      monthly: option.yesOrNo('Organisers: tell achievements once a month by themselves'),
    },
    async confirm(request, { monthly, remove }) {
      const { groupId } = request;
      if (remove !== undefined) {
        const newcomer = await newcomerNamed(deps, request, remove);
        if (newcomer)
          return {
            document: doc(
              p`Leave out the first pull request of ${strong(newcomer.author)}? Neither agendas nor months
                name them as a newcomer then.`,
            ),
            label: 'Leave them out',
            style: 'danger',
            values: { remove: `@${newcomer.author}` },
          };
        const { id, text } = await removable(deps, request, remove);
        return {
          document: doc(p('Take this back? The next agenda does not show it then.'), quote(p(text))),
          label: 'Take it back',
          style: 'danger',
          values: { remove: `#${id}` },
        };
      }
      if (monthly !== false || !(await store.monthly(groupId))) return undefined;
      return {
        document: doc(p('What was achieved is told every month now. Tell it in agendas only?')),
        label: 'In agendas only',
      };
    },
    async run(request, { what, monthly, remove }) {
      const { groupId, now } = request;
      const newcomer = remove === undefined ? undefined : await newcomerNamed(deps, request, remove);
      if (newcomer) {
        await store.leaveOut(groupId, newcomer.author, now);
        return whisper(
          p(strong(newcomer.author), ' is not named as a newcomer any more. What was told stays as it was.'),
        );
      }
      if (remove !== undefined) {
        await store.remove(groupId, (await removable(deps, request, remove)).id);
        return whisper(p('It is taken back. What I answered here before stays until you delete it.'));
      }
      if (monthly !== undefined) {
        if (!request.isOrganiser)
          throw new UserError(
            'Only organisers decide whether achievements are told every month. Ask one of them; `/member list` says who they are.',
          );
        await store.setMonthly(groupId, monthly ? now : undefined);
      }
      const text = cleanedLine(what ?? '');
      if (text !== '') {
        if (!request.isMember)
          throw new UserError(
            'Members of the group do that, since it stands in the agenda. Tell one of them: `/member list` says who they are.',
          );
        const who = await people.of(groupId, request.caller);
        const since = await sinceMeeting(deps, groupId, now);
        const noted = await store.within(groupId, { since, until: now });
        if (noted.some((one) => nameKey(one.text) === nameKey(text)))
          throw new UserError('That is noted already: `/celebrate` shows what is.');
        if (!request.isOrganiser && noted.filter(({ byId }) => byId === who.id).length >= mostOfOne)
          throw new UserError(
            `You have noted ${mostOfOne} since the last meeting, which is the most for one person. \`/celebrate remove:…\` takes one back.`,
          );
        await store.add(groupId, { text, byId: who.id, now });
        return say(p('🎉 ', text));
      }
      if (monthly !== undefined) {
        const { zone } = await groups.find(groupId);
        return whisper(
          monthly
            ? p`What was achieved is told on the first day of each month at 09:00 (${zone}), where meetings
              are announced: next on ${time(tellings(now, zone).nextAt, request.zone)}.`
            : p('What was achieved is told in agendas only.'),
        );
      }
      if (!(await mayRead(deps, request))) throw keptAmongMembers('celebrations');
      const since = await sinceMeeting(deps, groupId, now);
      const span = { since, until: now, isGroup: request.isMember };
      const blocks = achievementBlocks(await achievementsOf(deps, groupId, span));
      return whisper(
        blocks.length > 0
          ? doc(p(strong('Since the last meeting')), blocks)
          : p`Nothing is noted since the last meeting. A member adds something: ${code('/celebrate what:"…"')}.`,
      );
    },
  });
}

/** What was celebrated in the last two months. */
async function recent({ store }: CelebrationsDeps, { groupId, now }: Request): Promise<Celebrated[]> {
  return await store.within(groupId, { since: new Date(now.getTime() - 2 * month), until: now });
}

/**
 * The one that is meant, if the caller may take it back: its author, a member whom it names, and organisers (anybody can call
 * themselves as somebody else is called). Throws a UserError otherwise.
 */
async function removable(deps: CelebrationsDeps, request: Request, typed: string): Promise<Celebrated> {
  const wanted = nameKey(typed);
  const who = await deps.people.known(request.groupId, request.caller);
  const names = who && request.isMember ? [who.name, ...who.accounts.map(({ name }) => name)] : [];
  const isTheirs = ({ byId, text }: Celebrated) =>
    request.isOrganiser || byId === who?.id || names.some((name) => isNamedIn(text, name));
  // Who may not read them learns nothing of those of others.
  const isAll = await mayRead(deps, request);
  const all = (await recent(deps, request)).filter((one) => isAll || isTheirs(one));
  const only =
    all.find(({ id }) => `#${id}` === wanted) ??
    calledSo(all, {
      typed,
      words: ({ text }) => text,
      shown: ({ id, text }) => `\`#${id}\` ("${shortened(text, 60)}")`,
    });
  if (!only)
    throw new UserError(
      `No celebration of the last two months has "${typed.trim()}" in it. \`/celebrate\` shows what is noted.`,
    );
  if (isTheirs(only)) return only;
  throw new UserError(
    'Whoever noted it takes it back, a member whom it names, or an organiser. Ask one of them.',
  );
}

/** Those who had a first pull request merged in the last two months, as far as they are named. */
async function newcomers(deps: CelebrationsDeps, { groupId, now, isMember }: Request) {
  const span = { since: new Date(now.getTime() - 2 * month), until: now, isGroup: isMember };
  return await namedNewcomers(deps, groupId, span);
}

/**
 * The newcomer on GitHub of this very name, if there is one, whom organisers and themselves may leave out. Throws a
 * UserError for others.
 */
async function newcomerNamed(deps: CelebrationsDeps, request: Request, typed: string) {
  const wanted = typed.trim().replace(/^@/u, '').toLowerCase();
  const found = (await newcomers(deps, request)).find(({ author }) => author.toLowerCase() === wanted);
  if (!found || request.isOrganiser) return found;
  const { id } = await deps.people.knownOrNew(request.groupId, request.caller);
  const own = (await deps.githubNames(request.groupId)).get(id);
  if (own?.toLowerCase() === wanted) return found;
  throw new UserError(
    `Organisers leave somebody out, or ${found.author} themselves, once \`/member github\` has shown that it is their account. Ask an organiser.`,
  );
}

// `/prs digest`, `/prs stale` and `/prs trend`, and the buttons to page through a digest.

import { commandText } from '../../../core/command/typed.ts';
import { type Action, type Command, command, option, type Request } from '../../../core/command.ts';
import { doc, heading, list, p } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { say, whisper } from '../../../core/reply.ts';
import { counted } from '../../../core/text/counted.ts';
import type { DigestsParts } from '../deps.ts';
import type { Digest, Run } from '../facts.ts';
import { trendFiles } from '../presenters.ts';
import { daysBetween, stuckDays } from '../rules.ts';
import { scopeWords } from '../scope.ts';
import { cutDigest, fullDigest, headline, shortDigest, sizeOf } from '../views/digest.ts';
import { noteBlocks, pullLine } from '../views/line.ts';
import { digestButtons, digestPage } from '../views/pages.ts';
import { trendWords } from '../views/trend.ts';
import { refuseUnknownLabels } from './existing.ts';
import { scopeNamed, scopeOptions } from './lookup.ts';
import { isOwn, isPrivateAnswer } from './readers.ts';

/** Characters of an answer in one post, with room for what escaping adds. */
const longestPost = 20_000;

/** Builds the commands. */
export function digestCommands(deps: DigestsParts): Command[] {
  const { store } = deps;
  const options = scopeOptions(deps);
  return [
    command({
      name: 'prs digest',
      description: 'Shows the open pull requests: what waits, since when, and on whom',
      access: 'everyone',
      isPublic: true,
      bare: 'repository',
      options,
      async run(request, values) {
        const asked = await scopeNamed(deps, request, values);
        const { runId, digest, scope } = await deps.current(request, asked);
        if (values.label !== undefined && digest.totals.open === 0 && digest.missing.length === 0)
          await refuseUnknownLabels(deps.source, scope.repositories, scope.anyOf);
        const claims = await store.claims(request.groupId, request.now);
        const shown = { digest, claims, title: scopeWords(scope) };
        const isPrivate = await isPrivateAnswer(deps, request, digest.isPublic);
        // Without buttons to page through, all of it; unless it would fill a channel of messages.
        if (!request.can.buttons && !request.can.messages) {
          const whole = fullDigest(shown, { hasTitle: true });
          // On a forum an answer is one post; the watches' topics hold any number.
          const isFit = !request.can.topics || sizeOf(whole) <= longestPost;
          const typed = commandText({ name: 'prs digest', options }, { ...values, label: undefined });
          return say(isFit ? whole : cutDigest(shown, longestPost, typed), { isPrivate });
        }
        return say(shortDigest(shown, scope.top), {
          isPrivate,
          buttons: digestButtons(runId, digest),
          files: await trendFiles(deps, { groupId: request.groupId, scope }, digest),
        });
      },
    }),
    command({
      name: 'prs stale',
      description: 'Shows the pull requests where no human has been for long',
      access: 'everyone',
      options: {
        ...options,
        days: option.integer('For how many days; 30 if left out', { min: 1, max: 3650 }),
      },
      async run(request, values) {
        const scope = await scopeNamed(deps, request, values);
        const { digest } = await deps.current(request, { ...scope, sections: [] });
        const days = values.days ?? stuckDays.stuck;
        const lines = digest.sections
          .flatMap(({ prs }) => prs)
          .filter(({ humanAt }) => daysBetween(humanAt, request.now) >= days)
          .sort((one, other) => one.humanAt.getTime() - other.humanAt.getTime());
        const style = {
          at: request.now,
          claims: await store.claims(request.groupId, request.now),
          hasRepository: scope.repositories.length > 1,
          longestTitle: 100,
        };
        const most = 20;
        return whisper(
          doc(
            heading(2, `No human for ${counted(days, 'day')} or more (${lines.length})`),
            lines.length === 0
              ? p('None that fits.')
              : list(...lines.slice(0, most).map((line) => pullLine(line, style))),
            lines.length > most ? p(`And ${lines.length - most} more.`) : undefined,
            noteBlocks(digest.missing),
          ),
        );
      },
    }),
    command({
      name: 'prs trend',
      description: 'Draws how many pull requests were open over the last half year',
      access: 'everyone',
      isReadOnly: true,
      isPublic: true,
      bare: 'repository',
      options,
      async run(request, values) {
        const scope = await scopeNamed(deps, request, values);
        const run = { groupId: request.groupId, scope };
        const files = await trendFiles(deps, run, { generatedAt: request.now });
        const newest = await store.newest(request.groupId, scope, new Date(0), { isOfAnyParts: true });
        if (files.length === 0 || !newest || !mayReadDigest(request, newest.digest)) {
          throw new UserError(
            'There is no trend yet: it begins with the second digest. `/prs digest` makes one now, `/prs watch add` one every week.',
          );
        }
        const counts = await store.counts(request.groupId, scope, new Date(0));
        return say(
          doc(
            heading(2, `Trend: ${scopeWords(scope)}`),
            p(...headline(newest.digest)),
            p(trendWords({ counts, at: request.now })),
          ),
          { files, isPrivate: await isPrivateAnswer(deps, request, newest.digest.isPublic) },
        );
      },
    }),
  ];
}

/** Builds the buttons' actions. */
export function digestActions(deps: DigestsParts): Action[] {
  const page = (name: string, replaces: boolean): Action => ({
    name,
    args: ['id', 'count', 'count?'],
    access: 'everyone',
    async run(request, [runId, section, number]) {
      const { run, digest } = await keptDigest(deps, request, runId);
      const shown = {
        digest,
        claims: await deps.store.claims(request.groupId, request.now),
        title: scopeWords(run.scope),
      };
      const where = { runId: run.id, section: Number(section), page: Number(number ?? 0) };
      const { document, buttons } = digestPage(shown, where);
      return whisper(document, { buttons, replaces });
    },
  });
  return [page('digests/open', false), page('digests/page', true)];
}

/** Whether the asker may read a digest that was made before. */
function mayReadDigest(request: Request, { isPublic }: Pick<Digest, 'isPublic'>): boolean {
  return isOwn(request) || isPublic !== false;
}

/** The digest of a button. Throws `UserError` when it is no longer kept. */
export async function keptDigest(
  deps: DigestsParts,
  request: Request,
  runId: string | undefined,
): Promise<{ run: Run; digest: Digest }> {
  const id = Number(runId);
  const run = Number.isSafeInteger(id) ? await deps.store.run(request.groupId, id) : undefined;
  const isReadable =
    run?.digest &&
    mayReadDigest(request, run.digest) &&
    (isOwn(request) || run.watchId === undefined || !(await deps.store.isPrivateNow(run.watchId)));
  if (!run?.digest || !isReadable) {
    throw new UserError('That digest is too old to page through. `/prs digest` makes a new one.');
  }
  return { run, digest: run.digest };
}

// `/prs digest`, `/prs stale` and `/prs trend`, and the buttons to page through a digest.

import { wholeNumber } from '../../../core/command/arguments.ts';
import { commandText } from '../../../core/command/typed.ts';
import { type Action, type Command, command, option } from '../../../core/command.ts';
import { doc, heading, list, p } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { say, whisper } from '../../../core/reply.ts';
import { counted } from '../../../core/text/counted.ts';
import type { Digest, Run } from '../facts.ts';
import { trendFiles } from '../presenters.ts';
import { daysBetween, stuckDays } from '../rules.ts';
import { scopeWords } from '../scope.ts';
import { cutDigest, fullDigest, headline, shortDigest, sizeOf } from '../views/digest.ts';
import { noteBlocks, pullLine } from '../views/line.ts';
import { digestButtons, digestPage } from '../views/pages.ts';
import { trendWords } from '../views/trend.ts';
import type { Ask, Asked } from './asked.ts';
import { refuseUnknownLabels } from './existing.ts';
import { scopeNamed, scopeOptions } from './lookup.ts';
import { isPrivateAnswer, mayRead } from './readers.ts';

/** Characters of an answer in one post, with room for what escaping adds. */
const longestPost = 20_000;
const mostStale = 20;

/** Builds the commands. */
export function digestCommands(ask: Ask): Command[] {
  const options = scopeOptions(ask);
  return [
    command({
      name: 'prs digest',
      description: 'Shows the open pull requests: what waits, since when, and on whom',
      access: 'everyone',
      isPublic: true,
      bare: 'repository',
      options,
      async run(request, values) {
        const asked = ask(request);
        const { runId, digest, scope } = await asked.current(await scopeNamed(asked, values));
        if (values.label !== undefined && digest.totals.open === 0 && digest.missing.length === 0)
          await refuseUnknownLabels(asked.source, scope.repositories, scope.anyOf);
        const shown = { digest, claims: await asked.claims(), title: scopeWords(scope) };
        const isPrivate = await isPrivateAnswer(asked, digest.isPublic);
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
          files: await trendFiles(asked, { groupId: asked.groupId, scope }, digest),
        });
      },
    }),
    command({
      name: 'prs stale',
      description: 'Shows the pull requests where no human has been for long',
      access: 'everyone',
      bare: 'days',
      options: {
        ...options,
        days: option.integer('For how many days; 30 if left out', { min: 1, max: 3650 }),
      },
      async run(request, { days = stuckDays.stuck, ...values }) {
        const asked = ask(request);
        const scope = await scopeNamed(asked, values);
        const { digest } = await asked.current({ ...scope, sections: [] });
        const at = request.now;
        const lines = digest.sections
          .flatMap(({ prs }) => prs)
          .filter(({ humanAt }) => daysBetween(humanAt, at) >= days)
          .sort((one, other) => one.humanAt.getTime() - other.humanAt.getTime());
        const hasRepository = scope.repositories.length > 1;
        const style = { at, claims: await asked.claims(), hasRepository, longestTitle: 100 };
        return whisper(
          doc(
            heading(2, `No human for ${counted(days, 'day')} or more (${lines.length})`),
            lines.length === 0
              ? p('None that fits.')
              : list(...lines.slice(0, mostStale).map((line) => pullLine(line, style))),
            lines.length > mostStale && p(`And ${lines.length - mostStale} more.`),
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
        const asked = ask(request);
        const { groupId, now, store } = asked;
        const scope = await scopeNamed(asked, values);
        const files = await trendFiles(asked, { groupId, scope }, { generatedAt: now });
        const newest = await store.newest(groupId, scope, new Date(0), { isOfAnyParts: true });
        if (files.length === 0 || !newest || !mayRead(asked, newest.digest))
          throw new UserError(
            'There is no trend yet: it begins with the second digest. `/prs digest` makes one now, `/prs watch add` one every week.',
          );
        const counts = await store.counts(groupId, scope, new Date(0));
        return say(
          doc(
            heading(2, `Trend: ${scopeWords(scope)}`),
            p(...headline(newest.digest)),
            p(trendWords({ counts, at: now })),
          ),
          { files, isPrivate: await isPrivateAnswer(asked, newest.digest.isPublic) },
        );
      },
    }),
  ];
}

/** Builds the buttons' actions. */
export function digestActions(ask: Ask): Action[] {
  const page = (name: string, replaces: boolean): Action => ({
    name,
    args: ['id', 'count', 'count?'],
    access: 'everyone',
    async run(request, [runId, section, number]) {
      const asked = ask(request);
      const { id, digest, scope } = await keptDigest(asked, runId);
      const shown = { digest, claims: await asked.claims(), title: scopeWords(scope) };
      const where = { runId: id, section: Number(section), page: Number(number ?? 0) };
      const { document, buttons } = digestPage(shown, where);
      return whisper(document, { buttons, replaces });
    },
  });
  return [page('digests/open', false), page('digests/page', true)];
}

/** The run of a button, with its digest. Throws `UserError` when it is no longer kept, or not for the asker. */
export async function keptDigest(
  asked: Asked,
  runId: string | undefined,
): Promise<Run & { readonly digest: Digest }> {
  const { store, groupId, isOwn } = asked;
  const run = await store.run(groupId, wholeNumber(runId) ?? 0);
  if (run?.digest && mayRead(asked, run.digest)) {
    const { digest, watchId } = run;
    if (isOwn || watchId === undefined || !(await store.isPrivateNow(watchId))) return { ...run, digest };
  }
  throw new UserError('That digest is too old to page through. `/prs digest` makes a new one.');
}

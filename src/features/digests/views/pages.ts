// What can be pressed below a digest: its parts page by page, and what may be claimed from it.

import { type Document, doc, em, heading, list, p } from '../../../core/document.ts';
import type { Button, LinkButton } from '../../../core/reply.ts';
import { type Digest, type Line, sectionNames } from '../facts.ts';
import { help, partsOf, type Shown, styleOf } from './digest.ts';
import { partTitle, pullLine } from './line.ts';

/** A button for each part that has something, one to claim, and one to each place where the whole digest stands. */
export function digestButtons(
  runId: number,
  digest: Digest,
  { recordUrl, webUrl }: { recordUrl?: string | undefined; webUrl?: string | undefined } = {},
): (Button | LinkButton)[] {
  const id = String(runId);
  const isClaimable = partsOf(digest).some(({ prs }) => prs.some(isForReviewer));
  return [
    ...partsOf(digest).map((part) => ({
      label: partTitle(part),
      action: 'digests/open',
      args: [id, String(sectionNames.indexOf(part.name))],
    })),
    ...(isClaimable ? [pickButton([id])] : []),
    { label: 'Something for me', action: 'digests/for-me' },
    ...(recordUrl ? [{ label: 'All of it', url: recordUrl }] : []),
    ...(webUrl ? [{ label: recordUrl ? 'On the web' : 'All of it', url: webUrl }] : []),
  ];
}

const pageSize = 8;

/** A page of one part; pages that do not exist become the nearest that does. */
export function digestPage(
  shown: Shown,
  where: { runId: number; section: number; page: number },
): { document: Document; buttons: Button[] } {
  const name = sectionNames[where.section] ?? sectionNames[0];
  const prs = shown.digest.sections.find((one) => one.name === name)?.prs ?? [];
  const last = Math.max(0, Math.ceil(prs.length / pageSize) - 1);
  const page = Math.min(Math.max(0, where.page), last);
  const lines = prs.slice(page * pageSize, (page + 1) * pageSize);
  const style = { ...styleOf(shown), longestTitle: 120 };
  const at = [String(where.runId), String(where.section)];
  const turn = (label: string, to: number): Button => ({
    label,
    action: 'digests/page',
    args: [...at, String(to)],
    disabled: to < 0 || to > last,
  });
  return {
    document: doc(
      heading(2, partTitle({ name, prs })),
      p(em(help[name])),
      lines.length === 0 ? p('Nothing here.') : list(...lines.map((line) => pullLine(line, style))),
      last !== 0 && p(`Page ${page + 1} of ${last + 1}`),
    ),
    buttons: [
      ...(last === 0 ? [] : [turn('◀ Back', page - 1), turn('More ▶', page + 1)]),
      ...(lines.some(isForReviewer) ? [pickButton([...at, String(page)])] : []),
    ],
  };
}

/** The pull requests that can be claimed from a digest, or from a page of it; at most 25. */
export function claimable(
  digest: Digest,
  where: { section: number; page: number } | undefined,
  isFree: (line: Line) => boolean,
): Line[] {
  const name = where && sectionNames[where.section];
  const lines = digest.sections
    .filter((one) => name === undefined || one.name === name)
    .flatMap(({ prs }) => (where ? prs.slice(where.page * pageSize, (where.page + 1) * pageSize) : prs));
  return lines.filter((line) => isForReviewer(line) && isFree(line)).slice(0, 25);
}

const isForReviewer = ({ waitingOn }: Line) => waitingOn === 'reviewer';

function pickButton(args: readonly string[]): Button {
  return { label: "I'll review", action: 'digests/pick', args, style: 'primary' };
}

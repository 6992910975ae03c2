// What is told of what refuses the bot: parts of platforms, people who are gone.
import { code, type Document, doc, p, withCode } from '../../core/document.ts';

/** What refused the bot, and why while it does. */
export interface ToldRefusal {
  readonly title: string;
  readonly kind: 'platform' | 'part' | 'member';
  readonly why: string | undefined;
  /** What the person is called whom it is about. */
  readonly person: string | undefined;
}

/** Several at once are people who are gone; anything else is told of alone. */
export type Told = readonly [ToldRefusal, ...ToldRefusal[]];

/** The notice in a line. */
export function refusalSummary(told: Told): string {
  const [{ title, kind, why }] = told;
  if (kind === 'member') {
    const standing = told.filter((one) => one.why !== undefined).length;
    if (standing > 1) return `${standing} people are gone.`;
    return standing === 1 ? 'Somebody is gone.' : 'Somebody is back.';
  }
  if (kind === 'part')
    return why === undefined ? `${title} is no trouble any more.` : `I cannot read ${title}.`;
  return why === undefined ? `${title} lets me in again.` : `${title} does not let me in.`;
}

/** The notice to organisers of what refuses the bot, and why, below that line; without `why` that it is over. */
export function refusalNotice(told: Told): Document {
  const [{ title, kind, why }] = told;
  if (kind === 'part') return partNotice(why);
  if (kind === 'member') return membersNotice(told);
  if (why === undefined)
    return doc(
      p('It had refused me for a while. What waited for it is being published now; nothing is left to do.'),
    );
  return doc(
    p(why),
    p`Whoever runs me has to mend that: please pass it on to them. Until then I may not answer on ${title}, and
      what I would show there waits; nothing is lost. I keep trying by myself, and ${code('/docent retry')} makes
      me try at once.`,
  );
}

function membersNotice(told: Told): Document {
  return doc(
    ...told.map(({ person = 'Somebody', why }) =>
      why === undefined
        ? p(person, ' is back, or has nothing to do here any more. Nothing is left to do.')
        : p(person, ' ', ...withCode(why)),
    ),
  );
}

function partNotice(why: string | undefined): Document {
  if (why === undefined)
    return doc(
      p('I can read it again, or no watch asks for it. Nothing is left to do; the next digest is whole.'),
    );
  return doc(
    p(why),
    p(
      ...withCode(
        'Digests go on without it and say so. If it has another name now, or is gone, `/prs watch edit` corrects the watch; if my token may not read it any more, whoever runs me has to mend that. I look again by myself.',
      ),
    ),
  );
}

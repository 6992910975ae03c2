// What is said of calls to partners; wording first.

import {
  code,
  type Document,
  doc,
  em,
  heading,
  type Inline,
  link,
  list,
  p,
  questionMark,
  quote,
  sentence,
  strong,
  time,
} from '../../core/document.ts';
import { formatted } from '../../core/markdown.ts';
import type { Button } from '../../core/reply.ts';
import { counted } from '../../core/text/counted.ts';
import { languageOf } from '../../core/text/language.ts';
import type { Call, Partner } from './facts.ts';
import { mayPost, textFor, unread } from './rules.ts';
import { wayTo } from './views.ts';

/** A call as a partner sees it. */
export function callDocument(
  call: Call,
  partner: Partner,
  shown: {
    group: { readonly name: string; readonly url: string | undefined };
    /** What became of its AMA since it was written, as Markdown. */
    news: string | undefined;
  },
): Document {
  const { group, news } = shown;
  return doc(
    heading(2, call.title),
    news !== undefined && formatted(news),
    ...formatted(textFor(call, partner)),
    p(em('From ', group.url === undefined ? group.name : link(group.url, group.name))),
  );
}

/** The button by which a partner's organiser ends it. */
export function stopButtons({ id }: Partner): Button[] {
  return [{ label: 'No more calls here', action: 'outreach/refuse', args: [String(id)], style: 'secondary' }];
}

/** A call before it is published: the text, and where it goes. */
export function previewDocument(call: Call, partners: readonly Partner[], hasButtons: boolean): Document {
  const idle = unread(call, partners);
  return doc(
    p(`Call ${call.id}, not published yet:`),
    quote(p(strong(call.title)), ...formatted(call.text)),
    ...Object.entries(call.translations).flatMap(([language, text]) => [
      p(`In ${languageWords(language)}:`),
      quote(...formatted(text)),
    ]),
    p('It goes to:'),
    list(
      ...partners.map(
        (partner): Inline[] => sentence`${strong(partner.name)} · ${partner.language} · ${wayTo(partner)}`,
      ),
    ),
    idle.length > 0 && p(`None of them gets the text in ${idle.map(languageWords).join(', ')}.`),
    !hasButtons && p('Publish it with ', code(`/partner call publish:${call.id}`), '.'),
  );
}

const languageWords = (code: string) => languageOf(code)?.name ?? code;

/** The buttons below that. */
export function previewButtons({ id }: Call): Button[] {
  const args = [String(id)];
  return [
    { label: 'Publish', action: 'outreach/publish', args, style: 'success' },
    { label: 'Edit', action: 'outreach/edit', args, style: 'secondary' },
    { label: 'Discard', action: 'outreach/discard', args, style: 'danger' },
  ];
}

/** A call to be passed on by hand. */
export function byHandDocument(call: Call, partner: Partner): Document {
  return doc(
    p`Could you pass this on to
      ${strong(partner.name)}${partner.contact === '' ? '?' : ` (${partner.contact})?`}`,
    quote(p(strong(call.title)), ...formatted(textFor(call, partner))),
    p('When that is done: ', code(`/partner told call:${call.id} partner:"${partner.name}"`), '.'),
  );
}

/** What became of the AMA of a call that is passed on by hand. */
export function changedDocument(call: Call, partner: Partner, news: string | undefined): Document {
  const whom = partner.contact === '' ? '' : ` (${partner.contact})`;
  return doc(
    p`The call ${strong(call.title)}, which goes by hand to ${strong(partner.name)}${whom}, has changed:`,
    ...(news === undefined ? [p('It takes place as the call says, after all.')] : formatted(news)),
    p('Please tell them, if they have it already.'),
  );
}

/** Where a published call does not stand; that it does, when it came late. */
export function unpostedDocument(call: Call, partners: readonly Partner[]): Document {
  if (partners.length === 0) return doc(p(strong(call.title), ' stands now wherever it was to be posted.'));
  return doc(
    p(strong(call.title), ' could not be posted yet for:'),
    list(
      ...partners.map(
        ({ name, placeName }): Inline[] => sentence`${strong(name)} · ${placeName ?? 'their place'} · by hand:
          ${code(`/partner told call:${call.id} partner:"${name}"`)}`,
      ),
    ),
    p(code('/docent status'), ' says why; when that is mended, ', code('/docent retry'), ' posts it.'),
  );
}

/** The question what came back. */
export function followUpDocument(call: Call, partners: readonly Partner[]): Document {
  const [first] = partners;
  return doc(
    p`Did something come back of ${strong(call.title)}${questionMark(call.title)} Nothing is noted from:`,
    list(...partners.map(({ name }): Inline[] => [name])),
    p`Note it, even if it was nothing:
      ${code(`/partner answer call:${call.id} partner:"${first?.name ?? ''}" text:"…"`)}.`,
  );
}

/** So many calls stand in a list. */
const mostListed = 30;

/** Calls, newest first. */
export function callList(calls: readonly Call[], zone: string): Document {
  const [earlier] = calls.slice(mostListed);
  if (calls.length === 0)
    return doc(p`No call yet. An organiser writes the first: ${code('/partner call')}.`);
  return doc(
    heading(2, 'Calls to partners'),
    list(
      ...calls.slice(0, mostListed).map((call): Inline[] => {
        const answers = call.told.filter(({ answer }) => answer !== undefined).length;
        return [
          `${call.id}: `,
          strong(call.title),
          ...(call.publishedAt ? [' · ', time(call.publishedAt, zone, 'date')] : [' · not published']),
          ` · ${counted(call.told.length, 'partner')}, ${counted(answers, 'answer')}`,
        ];
      }),
    ),
    earlier && p('Earlier ones by their numbers: ', code(`/partner calls call:${earlier.id}`), '.'),
  );
}

/** One call: who was told how, and what came back. */
export function callReport(
  call: Call,
  rows: readonly {
    readonly partner: Partner;
    readonly isRemoved: boolean;
    readonly url: string | undefined;
  }[],
): Document {
  return doc(
    heading(2, `Call ${call.id}: ${call.title}`),
    !call.publishedAt &&
      p`It is not published yet; an organiser does that with ${code(`/partner call publish:${call.id}`)}.`,
    list(
      ...rows.map(({ partner, isRemoved, url }): Inline[] => {
        if (!call.publishedAt) return [strong(partner.name), isRemoved ? ' (no partner any more)' : ''];
        const told = call.told.find(({ partnerId }) => partnerId === partner.id);
        const untold = mayPost(partner)
          ? 'not posted; organisers see why with /docent status'
          : 'not told yet';
        const byHand = told?.toldAt ? 'told by hand' : untold;
        const how = url === undefined ? byHand : link(url, 'posted');
        return sentence`${strong(partner.name)}${isRemoved ? ' (no partner any more): ' : ': '}${how} ·
          ${told?.answer ?? 'nothing came back yet'}`;
      }),
    ),
  );
}

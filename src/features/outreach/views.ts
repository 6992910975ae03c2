// What is said of partners; wording first.

import type { PersonFacts } from '../../core/directory.ts';
import {
  code,
  type Document,
  doc,
  heading,
  type Inline,
  list,
  p,
  strong,
  time,
} from '../../core/document.ts';
import type { Button } from '../../core/reply.ts';
import type { Partner } from './facts.ts';
import { mayPost } from './rules.ts';

/** Where calls to a partner go. */
export function wayTo(partner: Partner): string {
  if (mayPost(partner)) return `posted in ${partner.placeName ?? 'their place'}`;
  if (partner.refusedAt) return 'passed on by hand; they want no posts';
  return partner.place ? 'passed on by hand until their organiser agrees' : 'passed on by hand';
}

/** The partners as a list. */
export function partnerList(
  partners: readonly Partner[],
  keepers: readonly PersonFacts[],
  zone: string,
): Document {
  if (partners.length === 0)
    return doc(p`No partner community yet. An organiser adds the first: ${code('/partner add')}.`);
  return doc(
    heading(2, 'Partner communities'),
    list(
      ...partners.map((partner): Inline[] => {
        const owner = keepers.find(({ id }) => id === partner.ownerId);
        return [
          strong(partner.name),
          ` · ${partner.language}`,
          ...(partner.zone === undefined ? [] : [` · ${partner.zone}`]),
          ` · ${wayTo(partner)}`,
          ...(partner.contact === '' ? [] : [` · contact: ${partner.contact}`]),
          owner ? ` · in touch: ${owner.name}` : ' · nobody keeps in touch',
          ...(partner.lastAt ? [' · last ', time(partner.lastAt, zone, 'date')] : []),
        ];
      }),
    ),
  );
}

/** What was noted of a new partner, and what comes next. */
export function addedDocument(partner: Partner, asked: PersonFacts | undefined): Document {
  const how = asked
    ? p`I ask ${asked.name} in private whether calls may be posted in ${partner.placeName ?? 'that place'}.
      Until they agree, nothing is posted there.`
    : p(
        // How a command is written there may differ from here.
        'Calls to them are passed on by hand. To have them posted, their own organiser gives the command “partner agree” with this code in the place where they want them: ',
        code(partner.code),
        '. I must be there.',
      );
  return doc(p(strong(partner.name), ' is among the partners.'), how);
}

/** The question to a partner's organiser. */
export function askDocument(partner: Partner, groupName: string, hasButtons: boolean): Document {
  return doc(
    p`${strong(groupName)} would like to post now and then in ${partner.placeName ?? 'your place'}: when
      members or help are wanted, or questions can be asked. You are named as who decides that for
      ${partner.name}.`,
    p('Nothing is posted unless you agree, and you can take it back at any time.'),
    !hasButtons &&
      p`If you agree, answer with ${code(`/partner agree code:${partner.code}`)}; else you need do nothing.
        ${code(`/partner stop code:${partner.code}`)} ends it.`,
  );
}

/** The buttons below that question. */
export function askButtons({ id }: Partner): Button[] {
  const args = [String(id)];
  return [
    { label: 'Agree', action: 'outreach/agree', args, style: 'success' },
    { label: 'No', action: 'outreach/refuse', args, style: 'secondary' },
  ];
}

/** That a partner's organiser wants no more calls posted; told to whoever keeps in touch, else to the organisers. */
export function withdrawnDocument(partner: Partner, hasKeeper: boolean): Document {
  const { name, placeName } = partner;
  return doc(
    p`The organiser of ${strong(name)} wants no more calls in ${placeName ?? 'their place'}. Nothing is posted
      there from now on; what was posted stays.`,
    hasKeeper
      ? p('You keep in touch with them: later calls to them come to you, to be passed on by hand.')
      : p`Later calls to them are passed on by hand, and nobody keeps in touch with them: name somebody with
          ${code(`/partner edit partner:"${name}" keeper:@…`)}.`,
  );
}

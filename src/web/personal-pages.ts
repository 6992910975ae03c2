// Pages behind a personal link: what one person sees and fills in, without an account on the web.
import { refuseLong } from '../core/command/values.ts';
import { doc, p, time } from '../core/document.ts';
import { UserError } from '../core/errors.ts';
import type { FeaturePages, PageAnswer, PageField, PageValues, PersonalRequest } from '../core/page.ts';
import { type Found, type PagesParts, pageOf, requestOf, type WebRequest, waysOf } from './found.ts';
import { readPersonal } from './personal-link.ts';

/** Why a personal page is not shown. */
const troubles = {
  expired: {
    status: 410,
    title: 'This link is too old',
    why: 'Personal links work for a while only. Ask for a new one in chat, where this one came from.',
  },
  earlier: {
    status: 410,
    title: 'This link no longer works',
    why: 'It is from before the bot was restored from a backup, and may mean something else now. Ask for a new one in chat, where this one came from.',
  },
  forged: {
    status: 404,
    title: 'This link does not work',
    why: 'Perhaps a part of it is missing: copy the whole of it. Else ask for a new one in chat, where this one came from.',
  },
  gone: {
    status: 410,
    title: 'There is nothing here any more',
    why: 'What this link was for is over or was removed. Nothing that you filled in before is lost.',
  },
  foreign: {
    status: 403,
    title: 'Not sent',
    why: 'The form was sent from another page than this one. Open your link again and send it from there.',
  },
} as const;

const wording = {
  until: 'This page is for ',
  others: ' alone: do not pass its address on. It works until ',
};

/** Says why a personal page is not shown. */
export function troublePage(trouble: keyof typeof troubles, base: string): Found {
  const { title, why, status } = troubles[trouble];
  return pageOf({ title, document: doc(p(why)), href: base || '/' }, { status, isPersonal: true });
}

/** Builds what finds personal pages, and takes in their forms when there are values. */
export function personalPages(parts: PagesParts, base: string) {
  return async ({ path, query }: WebRequest, values?: PageValues): Promise<Found> => {
    const link = readPersonal(path.slice(1), parts, parts.now());
    if (typeof link === 'string') return troublePage(link, base);
    const [name, ...more] = link.subject.split('/');
    const feature = parts.pages.find((one) => one.name === name);
    const groups = await parts.groups();
    const group = groups.find(({ id }) => id === link.groupId);
    const person = group && (await parts.person(group.id, link.personId));
    if (!feature?.personal || !group || !person) return troublePage('gone', base);
    const prefix = groups.length === 1 ? base : `${base}/groups/${group.id}`;
    const of = requestOf({ group, prefix }, { query, path: more.join('/'), now: parts.now() });
    const request: PersonalRequest = { ...of, person };
    const before = await feature.personal(request);
    if (!before) return troublePage('gone', base);
    const answer = values && (await sent(feature, request, { values, fields: before.form?.fields ?? [] }));
    const page = values ? ((await feature.personal(request)) ?? before) : before;
    const shown = await page.document();
    return pageOf(
      {
        title: page.title,
        document: doc(
          ...shown.children,
          p(wording.until, person.name, wording.others, time(link.expiresAt, group.zone), '.'),
        ),
        href: `${base}${path}`,
        isPersonal: true,
        ...waysOf(parts.pages, { group, prefix }),
        ...(page.form && { form: page.form }),
        ...(answer && { answer: { said: answer.said, isRefused: answer.isRefused ?? false } }),
        ...(values && answer?.isRefused && { typed: values }),
      },
      { status: answer?.isRefused ? 400 : 200, isPersonal: true },
    );
  };
}

async function sent(
  { submit }: FeaturePages,
  request: PersonalRequest,
  { values, fields }: { readonly values: PageValues; readonly fields: readonly PageField[] },
): Promise<PageAnswer> {
  if (!submit) return { said: 'There is nothing to send here.', isRefused: true };
  try {
    // The browser holds to these, but not whoever sends without one.
    for (const field of fields)
      if ('maxLength' in field) refuseLong(field.label, values.get(field.name)?.[0], field.maxLength);
    return await submit(request, values);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { said: error.message, isRefused: true };
  }
}

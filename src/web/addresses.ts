// Where what is served is found from outside.
import type { GroupFacts } from '../core/directory.ts';
import type { PersonalLink } from '../core/page.ts';
import { type LinkKey, personalPath, type Sign } from './personal-link.ts';

/** What of a group its addresses and ids are made with. */
type Signed = Pick<GroupFacts, 'id' | 'createdAt'>;

/** What a group's calendar is asked for with where it is not for all: nobody can guess it. Another one once it is renewed. */
export function calendarToken(sign: Sign, group: Signed, renewal: string | undefined): string {
  return sign('calendar of a group', ...lifeOf(group), ...(renewal === undefined ? [] : [renewal]));
}

/**
 * Parts of a signature that belong to this group alone: its number is given anew after a restore, perhaps to another group,
 * whose private calendar must not open to who was in the one before.
 */
export function lifeOf({ id, createdAt }: Signed): string[] {
  return [String(id), createdAt?.toISOString() ?? ''];
}

/** The address of a group's calendar: all public series, or one; undefined when Docent has no address of its own. */
export function calendarUrl(
  publicUrl: string | undefined,
  { groupId, slug, token }: { readonly groupId: number; readonly slug?: string; readonly token?: string },
): string | undefined {
  if (publicUrl === undefined) return undefined;
  const asked = new URLSearchParams({ group: String(groupId), ...(token !== undefined && { token }) });
  const file = slug === undefined ? 'calendar.ics' : `calendar/${encodeURIComponent(slug)}.ics`;
  return `${publicUrl}/${file}?${asked}`;
}

/** The address of a public page: `projects/3`; undefined when Docent has no address of its own. */
export function pageUrl(publicUrl: string | undefined, path: string): string | undefined {
  return publicUrl === undefined ? undefined : `${publicUrl}/${path}`;
}

/** Builds what makes personal links. */
export function personalLinks(publicUrl: string | undefined, key: LinkKey): PersonalLink {
  return (link) => pageUrl(publicUrl, personalPath(link, key));
}

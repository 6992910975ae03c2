// Addresses that say who reads: signed with the database's secret, for one person, one page and a time. They hold numbers of
// rows, which after a restore may be another's: so each says as well since which restore it is.
import type { Personal } from '../core/page.ts';
import { isSameSecret } from '../core/same-secret.ts';

/** What makes and reads the links of one database; `restoredAt` is when it was restored the last time, if it ever was. */
export interface LinkKey {
  readonly sign: Sign;
  readonly restoredAt?: Date | undefined;
}

/** A keyed hash of some parts, in characters that addresses may have: `identityOf` with the database's secret. */
export type Sign = (...parts: readonly string[]) => string;

/** The path of a personal link: `my/polls/12/1.7.t8qgc0.k3J…`; `my/polls/12/1.7.t8qgc0.t7zz01.k3J…` after a restore. */
export function personalPath(link: Personal, { sign, restoredAt }: LinkKey): string {
  const expires = Math.ceil(link.expiresAt.getTime() / 1000).toString(36);
  const parts = [link.groupId, link.personId, expires, ...(restoredAt ? [sinceOf(restoredAt)] : [])].join(
    '.',
  );
  return `my/${link.subject}/${parts}.${signature(parts, link.subject, sign)}`;
}

/**
 * What a path is for; `forged` when nobody of ours made it so, `earlier` when it was made before the database was restored,
 * `expired` when its time is over.
 */
export function readPersonal(
  path: string,
  { sign, restoredAt }: LinkKey,
  now: Date,
): Personal | 'expired' | 'earlier' | 'forged' {
  const read =
    /^my\/([\w/-]{1,100})\/((\d{1,9})\.(\d{1,9})\.([0-9a-z]{1,9})(?:\.([0-9a-z]{1,12}))?)\.([\w-]{22})$/u.exec(
      path,
    );
  if (!read) return 'forged';
  const [, subject = '', parts = '', groupId, personId, expires = '', since, given = ''] = read;
  if (!isSameSecret(given, signature(parts, subject, sign))) return 'forged';
  if (since !== (restoredAt && sinceOf(restoredAt))) return 'earlier';
  const expiresAt = new Date(Number.parseInt(expires, 36) * 1000);
  if (expiresAt <= now) return 'expired';
  return { groupId: Number(groupId), personId: Number(personId), subject, expiresAt };
}

function sinceOf(restoredAt: Date): string {
  return restoredAt.getTime().toString(36);
}

function signature(parts: string, subject: string, sign: Sign): string {
  return sign('personal link', subject, parts);
}

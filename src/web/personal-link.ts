// Addresses that say who reads: signed with the database's secret, for one person, one page and a time.
import { timingSafeEqual } from 'node:crypto';

/** What a personal link is for. */
interface Personal {
  readonly groupId: number;
  readonly personId: number;
  /** The page: `polls/12`. */
  readonly subject: string;
  readonly expiresAt: Date;
}

/** A keyed hash of some parts, in characters that addresses may have: `identityOf` with the database's secret. */
export type Sign = (...parts: readonly string[]) => string;

/** The path of a personal link: `my/polls/12/1.7.t8qgc0.k3J…`. */
export function personalPath(link: Personal, sign: Sign): string {
  const expires = Math.ceil(link.expiresAt.getTime() / 1000);
  const parts = [link.groupId, link.personId, expires.toString(36)].join('.');
  return `my/${link.subject}/${parts}.${signature(parts, link.subject, sign)}`;
}

/** What a path is for; `forged` when nobody of ours made it so, `expired` when its time is over. */
export function readPersonal(path: string, sign: Sign, now: Date): Personal | 'expired' | 'forged' {
  const read = /^my\/([\w/-]{1,100})\/((\d{1,9})\.(\d{1,9})\.([0-9a-z]{1,9}))\.([\w-]{22})$/u.exec(path);
  if (!read) return 'forged';
  const [, subject = '', parts = '', groupId, personId, expires = '', given = ''] = read;
  const made = signature(parts, subject, sign);
  if (!timingSafeEqual(Buffer.from(made), Buffer.from(given))) return 'forged';
  const expiresAt = new Date(Number.parseInt(expires, 36) * 1000);
  if (expiresAt <= now) return 'expired';
  return { groupId: Number(groupId), personId: Number(personId), subject, expiresAt };
}

function signature(parts: string, subject: string, sign: Sign): string {
  return sign('personal link', subject, parts).slice(0, 22).padEnd(22, '_');
}

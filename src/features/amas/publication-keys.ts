// The keys under which an AMA is published, and by which its publications are found.
import { idAbout } from '../../core/publication.ts';
import type { AmaFacts } from './facts.ts';
import type { NoticeKind } from './notice-publications.ts';

type Uid = { readonly uid: string };

/** A key of what is published of an AMA. */
export const keyOf = ({ uid }: Uid, ...path: (string | number)[]) => ['ama', uid, ...path].join('/');

/** The keys under which others find what is published of an AMA. */
export const keys = {
  /** Where questions and answers appear: a thread, a topic. */
  thread: (ama: Uid) => keyOf(ama, 'thread'),
  summary: (ama: Uid) => keyOf(ama, 'summary'),
  question: (ama: Uid, { uid }: Uid) => keyOf(ama, 'question', uid),
  answer: (ama: Uid, { uid }: Uid) => keyOf(ama, 'answer', uid),
  notice: (ama: Uid, { uid }: Uid, kind: NoticeKind) => keyOf(ama, 'notice', uid, kind),
  /** The issue of a question that stayed open. */
  issue: (ama: Uid, { uid }: Uid) => keyOf(ama, 'issue', uid),
  /** The question to a host whether a reply still answers what it says. */
  held: (ama: Uid, { uid }: Uid, { platform, sourceId }: { platform: string; sourceId: string }) =>
    keyOf(ama, 'held', uid, platform, sourceId),
};

/** By which a question is known that was put on the agenda of a meeting; what shows that topic asks for it. */
export const topicKey = ({ amaId, id }: { amaId: number; id: number }) => `ama/${amaId}/question/${id}`;

/** The question that a topic on an agenda asks; undefined when it asks something else. */
export function topicOf(key: string): { amaId: number; id: number } | undefined {
  const [, amaId, id] = /^ama\/(\d+)\/question\/(\d+)$/u.exec(key) ?? [];
  return id === undefined ? undefined : { amaId: Number(amaId), id: Number(id) };
}

/** By which all publications of an AMA are found. */
export const aboutAma = (amaId: number): string => `ama/${amaId}`;

/** The AMA that a publication is about; undefined when it is about something else. */
export const amaIdOf = (about: string): number | undefined => idAbout('ama', about);

/** What the files of an AMA's answers are about. */
export const aboutFile = ({ id }: Pick<AmaFacts, 'id'>) => `ama-file/${id}`;

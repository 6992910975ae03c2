// The keys under which an AMA is published, and by which its publications are found.
import { idAbout } from '../../core/publication.ts';
import type { AmaFacts, HostFacts } from './facts.ts';
import type { NoticeKind } from './notice-publications.ts';

type Uid = { readonly uid: string };

/** The keys under which an AMA is published. */
export const keys = {
  /** The message with the button, where there are buttons. */
  prompt: ({ uid }: Uid) => `ama/${uid}/prompt`,
  /** Where questions and answers appear: a thread, a topic. */
  thread: ({ uid }: Uid) => `ama/${uid}/thread`,
  summary: ({ uid }: Uid) => `ama/${uid}/summary`,
  question: (ama: Uid, { uid }: Uid) => `ama/${ama.uid}/question/${uid}`,
  answer: (ama: Uid, { uid }: Uid) => `ama/${ama.uid}/answer/${uid}`,
  card: (ama: Uid, { uid }: Uid) => `ama/${ama.uid}/card/${uid}`,
  notice: (ama: Uid, { uid }: Uid, kind: NoticeKind) => `ama/${ama.uid}/notice/${uid}/${kind}`,
  /** The issue of a question that stayed open, and what is said below it once it is answered. */
  issue: (ama: Uid, { uid }: Uid) => `ama/${ama.uid}/issue/${uid}`,
  issueAnswer: (ama: Uid, { uid }: Uid) => `ama/${ama.uid}/issue-answer/${uid}`,
  /** The question to a host whether a reply still answers what it says. */
  held: (ama: Uid, { uid }: Uid, { platform, sourceId }: { platform: string; sourceId: string }) =>
    `ama/${ama.uid}/held/${uid}/${platform}/${sourceId}`,
  /** Once for each time that they leave. */
  hostLeft: ({ uid }: Uid, { id, leftAt }: Pick<HostFacts, 'id' | 'leftAt'>) =>
    `ama/${uid}/host-left/${id}${leftAt ? `/${leftAt.getTime() / 1000}` : ''}`,
};

/** By which a question is known that was put on the agenda of a meeting; what shows that topic asks for it. */
export const topicKey = ({ amaId, id }: { amaId: number; id: number }) => `ama/${amaId}/question/${id}`;

/** The question that a topic on an agenda asks; undefined when it asks something else. */
export function topicOf(key: string): { amaId: number; id: number } | undefined {
  const [, amaId, id] = /^ama\/(\d+)\/question\/(\d+)$/u.exec(key) ?? [];
  return id === undefined ? undefined : { amaId: Number(amaId), id: Number(id) };
}

/** By which all publications of an AMA are found. */
export function aboutAma(amaId: number): string {
  return `ama/${amaId}`;
}

/** The AMA that a publication is about; undefined when it is about something else. */
export const amaIdOf = (about: string): number | undefined => idAbout('ama', about);

/** What the files of an AMA's answers are about. */
export const aboutFile = ({ id }: Pick<AmaFacts, 'id'>) => `ama-file/${id}`;

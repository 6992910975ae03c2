// What an AMA and its questions want to have visible, and where, repositories too: destinations only, never text.

import { folderIn } from '../../core/github/repository-typed.ts';
import { type Destination, type PlaceId, type Wanted, wantedOf } from '../../core/publication.ts';
import { slugOf } from '../../core/text/slug.ts';
import type { AmaFacts, QuestionFacts } from './facts.ts';
import { hostWanted } from './notice-publications.ts';
import { aboutFile, keyOf, keys } from './publication-keys.ts';
import { isAtWork, presentHosts } from './rules.ts';

type Which = Pick<AmaFacts, 'id' | 'uid' | 'groupId'>;

const ofAma = wantedOf('amas', 'ama');

/** What is published of an AMA and is about something in it, such as a question. */
const within = (ama: Which, view: string, key: string, subject: number | string) => ({
  ...ofAma(ama, view, { key }),
  subject: String(subject),
});

/** What shows the AMA itself. */
export function amaWanted(ama: AmaFacts): Wanted[] {
  const to: Destination = { kind: 'purpose', purpose: 'amas', chosen: ama.chosen };
  const hosts = ama.state === 'announced' || isAtWork(ama) ? presentHosts(ama) : [];
  return [
    { ...ofAma(ama, 'prompt'), to },
    { ...ofAma(ama, 'thread'), to },
    { ...ofAma(ama, 'event'), to: { kind: 'spaces' } },
    ...hosts.map((host) => hostWanted(ama, host)),
    ...(ama.state === 'closed' ? summaryWanted(ama) : []),
  ];
}

/** What an AMA came to, where it was held. */
export function summaryWanted(ama: Which): Wanted[] {
  return [{ ...ofAma(ama, 'summary'), to: { kind: 'inside', key: keys.thread(ama) } }];
}

/** The call to ask, in another place than those in which an AMA is held. */
export function callWanted(ama: AmaFacts, place: PlaceId): Wanted {
  const key = `call/${place.platform}/${place.id}`;
  return { ...ofAma(ama, 'call', { key }), to: { kind: 'places', places: [place] } };
}

/** What shows a question: its card, itself, and its answer. */
export function questionWanted(ama: AmaFacts, question: QuestionFacts): Wanted[] {
  const { id, uid } = question;
  const made = [...cardWanted(ama, question), ...(ama.state === 'closed' ? summaryWanted(ama) : [])];
  // One that was changed after it had been approved is shown to be looked at again.
  if (question.state === 'waiting' && question.moderatedById === undefined) return made;
  const thread = keys.thread(ama);
  const besideOn = ama.postsOn !== undefined && { besideOn: ama.postsOn };
  const shown = within(ama, 'question', `question/${uid}`, id);
  made.push({ ...shown, to: { kind: 'inside', key: thread, ...besideOn } });
  // An answer that was taken back is still to be said so where it stood.
  if (question.answerVersion > 0) {
    const to = { kind: 'inside', key: shown.key, otherwise: thread } as const;
    made.push({ ...within(ama, 'answer', `answer/${uid}`, id), to });
  }
  return made;
}

/** The moderators' card of a question. */
export function cardWanted(ama: AmaFacts, question: QuestionFacts): Wanted[] {
  const isLookedAt = ama.isModerated || question.state === 'waiting' || question.moderatedById !== undefined;
  if (!isLookedAt) return [];
  const wanted = within(ama, 'card', `card/${question.uid}`, question.id);
  return [{ ...wanted, to: { kind: 'purpose', purpose: 'moderation', chosen: ama.moderators } }];
}

/** The repository, and the path within it, of an AMA's file in a folder; undefined for what is no folder. */
export function folderFile(
  folder: string,
  ama: Pick<AmaFacts, 'title' | 'opensAt' | 'id'>,
): { repository: string; path: string } | undefined {
  const found = folderIn(folder);
  if (!found) return undefined;
  const stem = slugOf(ama.title) || `ama-${ama.id}`;
  const file = `${ama.opensAt.toISOString().slice(0, 10)}-${stem}.md`;
  return { repository: found.repository, path: [...found.path, file].join('/') };
}

/** The file of a closed AMA, by pull request; once for each path. */
export function fileWanted(
  ama: AmaFacts,
  { repository, path, hasFrontMatter }: { repository: string; path: string; hasFrontMatter: boolean },
): Wanted {
  const subject = `${ama.id}/${hasFrontMatter ? 'front' : 'plain'}/${repository}/${path}`;
  const wanted = within(ama, 'file', `file/${repository}/${path}`, subject);
  // It is kept true for as long as the pull request is open.
  return { ...wanted, about: aboutFile(ama), to: { kind: 'file', repository } };
}

/** The issue of a question that stayed open; a question has one at most, wherever that is. */
export function issueWanted(
  ama: Which,
  { id, uid }: Pick<QuestionFacts, 'id' | 'uid'>,
  repository: string,
): Wanted {
  const wanted = within(ama, 'issue', `issue/${uid}`, `${id}/${repository}`);
  return { ...wanted, about: `ama-issue/${ama.id}`, to: { kind: 'file', repository }, isOnce: true };
}

/** What is said below the issue of a question once it is answered in another AMA. */
export function issueAnswerWanted(...asked: Parameters<typeof issueWanted>): Wanted {
  const [ama, question] = asked;
  const key = keyOf(ama, 'issue-answer', question.uid);
  return { ...issueWanted(...asked), key, view: 'amas/issueAnswer', isOnce: false };
}

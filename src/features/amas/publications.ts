// What an AMA and its questions want to have visible, and where, repositories too: destinations only, never text.

import { folderIn } from '../../core/github/repository-typed.ts';
import type { Destination, PlaceId, Wanted } from '../../core/publication.ts';
import { slugOf } from '../../core/text/slug.ts';
import type { AmaFacts, QuestionFacts } from './facts.ts';
import { hostWanted } from './notice-publications.ts';
import { aboutAma, aboutFile, keyOf, keys } from './publication-keys.ts';
import { isAtWork, presentHosts } from './rules.ts';

/** What shows the AMA itself. */
export function amaWanted(ama: AmaFacts): Wanted[] {
  const wanted = { groupId: ama.groupId, about: aboutAma(ama.id), subject: String(ama.id) };
  const to: Destination = { kind: 'purpose', purpose: 'amas', chosen: ama.chosen };
  const hosts = ama.state === 'announced' || isAtWork(ama) ? presentHosts(ama) : [];
  return [
    { ...wanted, key: keyOf(ama, 'prompt'), to, view: 'amas/prompt' },
    { ...wanted, key: keys.thread(ama), to, view: 'amas/thread' },
    { ...wanted, key: keyOf(ama, 'event'), to: { kind: 'spaces' }, view: 'amas/event' },
    ...hosts.map((host) => hostWanted(ama, host)),
    ...(ama.state === 'closed' ? summaryWanted(ama) : []),
  ];
}

/** What an AMA came to, where it was held. */
export function summaryWanted({ groupId, id, uid }: AmaFacts): Wanted[] {
  const to = { kind: 'inside', key: keys.thread({ uid }) } as const;
  const key = keys.summary({ uid });
  return [{ groupId, about: aboutAma(id), subject: String(id), key, to, view: 'amas/summary' }];
}

/** The call to ask, in another place than those in which an AMA is held. */
export function callWanted(ama: AmaFacts, place: PlaceId): Wanted {
  return {
    groupId: ama.groupId,
    key: keyOf(ama, 'call', place.platform, place.id),
    about: aboutAma(ama.id),
    to: { kind: 'places', places: [place] },
    view: 'amas/call',
    subject: String(ama.id),
  };
}

/** What shows a question: its card, itself, and its answer. */
export function questionWanted(ama: AmaFacts, question: QuestionFacts): Wanted[] {
  const wanted = { groupId: ama.groupId, about: aboutAma(ama.id), subject: String(question.id) };
  const made = [...cardWanted(ama, question), ...(ama.state === 'closed' ? summaryWanted(ama) : [])];
  // One that was changed after it had been approved is shown to be looked at again.
  if (question.state === 'waiting' && question.moderatedById === undefined) return made;
  const key = keys.question(ama, question);
  const thread = keys.thread(ama);
  const besideOn = ama.postsOn !== undefined && { besideOn: ama.postsOn };
  made.push({ ...wanted, key, to: { kind: 'inside', key: thread, ...besideOn }, view: 'amas/question' });
  // An answer that was taken back is still to be said so where it stood.
  if (question.answerVersion > 0) {
    const to = { kind: 'inside', key, otherwise: thread } as const;
    made.push({ ...wanted, key: keys.answer(ama, question), to, view: 'amas/answer' });
  }
  return made;
}

/** The moderators' card of a question. */
export function cardWanted(ama: AmaFacts, question: QuestionFacts): Wanted[] {
  const isLookedAt = ama.isModerated || question.state === 'waiting' || question.moderatedById !== undefined;
  if (!isLookedAt) return [];
  return [
    {
      groupId: ama.groupId,
      key: keyOf(ama, 'card', question.uid),
      about: aboutAma(ama.id),
      to: { kind: 'purpose', purpose: 'moderation', chosen: ama.moderators },
      view: 'amas/card',
      subject: String(question.id),
    },
  ];
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
  return {
    groupId: ama.groupId,
    key: keyOf(ama, 'file', repository, path),
    // It is kept true for as long as the pull request is open.
    about: aboutFile(ama),
    to: { kind: 'file', repository },
    view: 'amas/file',
    subject: `${ama.id}/${hasFrontMatter ? 'front' : 'plain'}/${repository}/${path}`,
  };
}

/** The issue of a question that stayed open; a question has one at most, wherever that is. */
export function issueWanted(
  ama: Pick<AmaFacts, 'id' | 'uid' | 'groupId'>,
  question: Pick<QuestionFacts, 'id' | 'uid'>,
  repository: string,
): Wanted {
  return {
    groupId: ama.groupId,
    key: keys.issue(ama, question),
    about: `ama-issue/${ama.id}`,
    to: { kind: 'file', repository },
    view: 'amas/issue',
    subject: `${question.id}/${repository}`,
    isOnce: true,
  };
}

/** What is said below the issue of a question once it is answered in another AMA. */
export function issueAnswerWanted(...asked: Parameters<typeof issueWanted>): Wanted {
  const [ama, question] = asked;
  const key = keyOf(ama, 'issue-answer', question.uid);
  return { ...issueWanted(...asked), key, view: 'amas/issueAnswer', isOnce: false };
}

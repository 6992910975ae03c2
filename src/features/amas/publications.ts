// What an AMA and its questions want to have visible, and where: keys and places only, never text.
import type { PlatformName } from '../../core/account.ts';
import type { GroupFacts } from '../../core/directory.ts';
import type { Place, Wanted } from '../../core/publication.ts';
import type { AmaFacts, HostFacts, QuestionFacts } from './facts.ts';

/** The keys under which an AMA is published. */
export const keys = {
  prompt: (amaId: number) => `ama/${amaId}/prompt`,
  thread: (amaId: number) => `ama/${amaId}/thread`,
  topic: (amaId: number) => `ama/${amaId}/topic`,
  summary: (amaId: number, platform: PlatformName) => `ama/${amaId}/summary/${platform}`,
  question: (amaId: number, id: number, platform: PlatformName) => `ama/${amaId}/question/${id}/${platform}`,
  questions: (amaId: number) => `ama/${amaId}/question/`,
  answer: (amaId: number, id: number, platform: PlatformName) => `ama/${amaId}/answer/${id}/${platform}`,
  card: (amaId: number, id: number) => `ama/${amaId}/card/${id}`,
  cards: (amaId: number) => `ama/${amaId}/card/`,
  notice: (amaId: number, id: number, kind: NoticeKind) => `ama/${amaId}/notice/${id}/${kind}`,
  hostLeft: (amaId: number, hostId: number) => `ama/${amaId}/host-left/${hostId}`,
};

/** What an asker is told in private. */
export type NoticeKind = 'answered' | 'declined';

/** The AMA that a key belongs to. */
export function amaIdOf(key: string): number | undefined {
  const id = /^ama\/(\d+)\//u.exec(key)?.[1];
  return id === undefined ? undefined : Number(id);
}

/** The question that the key of a question or its answer belongs to. */
export function questionIdOf(key: string): number | undefined {
  const id = /^ama\/\d+\/(?:question|answer|card)\/(\d+)/u.exec(key)?.[1];
  return id === undefined ? undefined : Number(id);
}

/** Where an AMA is visible: each place only where the group has it. */
export interface AmaPlaces {
  /** The Discord channel of the prompt and the thread, or the forum instead of it. */
  readonly channel?: string;
  readonly forum?: string;
  readonly category?: string;
  readonly moderators?: string;
}

/** The places of an AMA: its own, else the group's. */
export function placesOf(ama: AmaFacts, group: GroupFacts): AmaPlaces {
  const channel = ama.channel ?? group.amaChannel;
  const category = ama.category ?? group.discourseCategory;
  const moderators = ama.moderatorsChannel ?? group.moderatorsChannel;
  return {
    ...(ama.forum !== undefined ? { forum: ama.forum } : channel !== undefined && { channel }),
    ...(category !== undefined && { category }),
    ...(moderators !== undefined && { moderators }),
  };
}

const to = (id: string): Place => ({ kind: 'channel', id });
const inside = (key: string): Place => ({ kind: 'inside', key });

/** What shows the AMA itself. A draft shows nothing, unless it had been announced before. */
export function amaWanted(ama: AmaFacts, group: GroupFacts): Wanted[] {
  const places = placesOf(ama, group);
  const wanted = { groupId: ama.groupId, subject: String(ama.id) };
  const made: Wanted[] = [];
  const lookup = places.forum ?? places.channel;
  if (places.channel !== undefined) {
    made.push({
      ...wanted,
      key: keys.prompt(ama.id),
      platform: 'discord',
      place: to(places.channel),
      view: 'amas/prompt',
    });
  }
  if (lookup !== undefined) {
    made.push({
      ...wanted,
      key: keys.thread(ama.id),
      platform: 'discord',
      place: to(lookup),
      view: 'amas/thread',
    });
  }
  if (places.category !== undefined) {
    made.push({
      ...wanted,
      key: keys.topic(ama.id),
      platform: 'discourse',
      place: to(places.category),
      view: 'amas/topic',
    });
  }
  return ama.state === 'closed' ? [...made, ...summariesWanted(ama, places)] : made;
}

function summariesWanted(ama: AmaFacts, places: AmaPlaces): Wanted[] {
  const wanted = { groupId: ama.groupId, subject: String(ama.id), view: 'amas/summary' };
  const destinations: [PlatformName, string | undefined, string][] = [
    ['discord', places.forum ?? places.channel, keys.thread(ama.id)],
    ['discourse', places.category, keys.topic(ama.id)],
  ];
  return destinations.flatMap(([platform, place, key]) =>
    place === undefined
      ? []
      : [{ ...wanted, key: keys.summary(ama.id, platform), platform, place: inside(key) }],
  );
}

/** What shows a question: its card, itself on both platforms, and its answer where it was not given. */
export function questionWanted(ama: AmaFacts, group: GroupFacts, question: QuestionFacts): Wanted[] {
  const places = placesOf(ama, group);
  const wanted = { groupId: ama.groupId, subject: String(question.id) };
  const made: Wanted[] = cardWanted(ama, group, question);
  if (ama.state === 'closed') made.push(...summariesWanted(ama, places));
  // One that was changed after it had been approved is shown to be looked at again.
  if (question.state === 'waiting' && question.moderatedById === undefined) return made;
  if (places.channel !== undefined || places.forum !== undefined) {
    const key = keys.question(ama.id, question.id, 'discord');
    made.push({
      ...wanted,
      key,
      platform: 'discord',
      place: places.forum !== undefined ? to(places.forum) : inside(keys.thread(ama.id)),
      view: 'amas/question',
    });
    if (hadAnswer(question)) {
      made.push({
        ...wanted,
        key: keys.answer(ama.id, question.id, 'discord'),
        platform: 'discord',
        place: inside(places.forum !== undefined ? key : keys.thread(ama.id)),
        view: 'amas/answer',
      });
    }
  }
  if (places.category !== undefined) {
    const topic = inside(keys.topic(ama.id));
    if (question.platform !== 'discourse' || question.sourceNumber === undefined) {
      made.push({
        ...wanted,
        key: keys.question(ama.id, question.id, 'discourse'),
        platform: 'discourse',
        place: topic,
        view: 'amas/question',
      });
    }
    if (hadAnswer(question)) {
      made.push({
        ...wanted,
        key: keys.answer(ama.id, question.id, 'discourse'),
        platform: 'discourse',
        place: topic,
        view: 'amas/answer',
      });
    }
  }
  return made;
}

/** An answer that was taken back is still to be said so where it stood. */
const hadAnswer = (question: QuestionFacts) => question.answerVersion > 0;

/** The moderators' card of a question. */
export function cardWanted(ama: AmaFacts, group: GroupFacts, question: QuestionFacts): Wanted[] {
  const { moderators } = placesOf(ama, group);
  const isLookedAt = ama.isModerated || question.state === 'waiting' || question.moderatedById !== undefined;
  if (!isLookedAt || moderators === undefined) return [];
  return [
    {
      groupId: ama.groupId,
      key: keys.card(ama.id, question.id),
      platform: 'discord',
      place: to(moderators),
      view: 'amas/card',
      subject: String(question.id),
    },
  ];
}

/** A private message to an asker; the account is in its place only, so that no key or subject tells who asked. */
export function noticeWanted(
  ama: Pick<AmaFacts, 'id' | 'groupId'>,
  question: { id: number; platform: PlatformName; accountId: string },
  kind: NoticeKind,
): Wanted[] {
  if (question.platform === 'terminal') return [];
  return [
    {
      groupId: ama.groupId,
      key: keys.notice(ama.id, question.id, kind),
      platform: question.platform,
      place: { kind: 'person', id: question.accountId },
      view: `amas/${kind}`,
      subject: String(question.id),
      isOnce: true,
    },
  ];
}

/** Tells the organisers that a host stepped down. */
export function hostLeftWanted(ama: AmaFacts, group: GroupFacts, host: HostFacts): Wanted[] {
  const channel = group.organisersChannel ?? placesOf(ama, group).moderators;
  if (channel === undefined) return [];
  return [
    {
      groupId: ama.groupId,
      key: keys.hostLeft(ama.id, host.id),
      platform: 'discord',
      place: to(channel),
      view: 'amas/hostLeft',
      subject: `${ama.id}/${host.id}`,
      isOnce: true,
    },
  ];
}

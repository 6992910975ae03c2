// What an AMA does as time passes: its timed steps, moving with the group's places, linking and closing its own.
import type { AmaFacts } from './facts.ts';
import { linksOf } from './life.ts';
import type { AmaLookup } from './lookup.ts';
import { amaWanted, keys, placesOf, questionWanted } from './publications.ts';
import { dueState, nextStepAt } from './rules.ts';

/** How often it is looked whether what was published lately is there. */
const lookAgainMilliseconds = 60_000;

/** The feature's clock. */
export function clock({ store, groups }: Pick<AmaLookup, 'store' | 'groups'>) {
  async function step(ama: AmaFacts, now: Date): Promise<AmaFacts> {
    const to = dueState(ama, now);
    if (!to) return ama;
    const group = await groups.find(ama.groupId);
    await store.move(ama, to, { now, isByHand: false, marks: (after) => amaWanted(after, group) });
    return (await store.ama(ama.id)) ?? ama;
  }

  /** Has the places show links to each other once both are there. */
  async function link(ama: AmaFacts): Promise<boolean> {
    if (ama.isLinked || ama.state === 'draft') return false;
    const group = await groups.find(ama.groupId);
    const places = placesOf(ama, group);
    if ((places.channel ?? places.forum) === undefined || places.category === undefined) return false;
    const links = await linksOf({ store }, ama.id);
    if (!links.discord || !links.discourse) return true;
    await store.change(ama.id, { isLinked: true }, (after) => amaWanted(after, group));
    return false;
  }

  /** Archives the thread and closes the topic once everything else of a closed AMA is there. */
  async function file(ama: AmaFacts): Promise<boolean> {
    if (ama.state !== 'closed' || ama.isFiled) return false;
    const published = await store.published(`ama/${ama.id}/`);
    const [thread, topic] = [keys.thread(ama.id), keys.topic(ama.id)];
    if (published.some(({ key, isMarked }) => isMarked && key !== thread && key !== topic)) return true;
    const group = await groups.find(ama.groupId);
    const filed = await store.change(ama.id, { isFiled: true }, (after) => amaWanted(after, group));
    // In a forum each question is a thread too.
    if (ama.forum !== undefined) {
      await store.markQuestions(filed, (question) => questionWanted(filed, group, question));
    }
    return false;
  }

  /** Has everything made anew where the group's places are other ones now. */
  async function moveHouse(ama: AmaFacts): Promise<void> {
    if (ama.state === 'closed') return;
    const { channel, forum, category, moderators } = placesOf(ama, await groups.find(ama.groupId));
    const moves: [key: string, place: string | undefined][] = [
      [keys.prompt(ama.id), channel],
      [keys.thread(ama.id), forum ?? channel],
      [keys.topic(ama.id), category],
      [keys.cards(ama.id), moderators],
    ];
    for (const [key, place] of moves) if (place !== undefined) await store.moveAll(key, place);
  }

  return {
    /** Does what is due; answers when something is due next. */
    async tick(now: Date): Promise<Date | undefined> {
      const next: Date[] = [];
      for (const before of await store.unfinished()) {
        const ama = await step(before, now);
        await moveHouse(ama);
        const isWaiting = [await link(ama), await file(ama)].includes(true);
        const at = nextStepAt(ama, now);
        if (at) next.push(at);
        if (isWaiting) next.push(new Date(now.getTime() + lookAgainMilliseconds));
      }
      return next.toSorted((a, b) => a.getTime() - b.getTime())[0];
    },
  };
}

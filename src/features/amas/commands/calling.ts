// The call to ask, carried to other places of the group: which may carry it, and what is asked before.
import { type Confirmation, type Option, option, type Values } from '../../../core/command.ts';
import { code, doc, p, questionMark, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { placeCalled } from '../../../core/listed-places.ts';
import { type Reply, whisper } from '../../../core/reply.ts';
import { amaPlaces } from '../places.ts';
import { keys } from '../publication-keys.ts';
import type { AmaStore } from '../store.ts';
import { callWords, newsWords } from '../views/call.ts';
import { notAtWork, notCalled } from '../wording.ts';
import type { Scope } from './lookup.ts';

/** The options of `/ama announce` that name another place. */
export const callOptions = {
  channel: option.place('Another channel, which then carries the call to ask', { places: ['text'] }),
  category: option.text('Another category, which then carries the call in a topic'),
} as const satisfies Record<string, Option>;

type CallValues = Partial<Values<typeof callOptions>>;

/** What is asked before another place carries the call. */
export async function callPreview(scope: Scope, values: CallValues): Promise<Confirmation> {
  const { ama } = scope;
  const place = await called(scope, values);
  return {
    document: doc(
      p`Shall ${strong(place.name)} carry the call to ask in ${strong(ama.title)}${questionMark(ama.title)}`,
      p('It names the hosts, says when and where, follows every change, and pings nobody.'),
    ),
    label: 'Yes, carry it',
    values: { ama: String(ama.id) },
  };
}

/** Has another place carry the call, from here on as it is. */
export async function carryCall(scope: Scope, values: CallValues): Promise<Reply> {
  const { lookup, ama } = scope;
  const { platform, id, name } = await called(scope, values);
  await lookup.store.call(ama, { platform, id });
  return whisper(
    doc(
      p(strong(name), ' carries the call to ', strong(ama.title), ' now.'),
      p('Partner communities are asked by ', code(`/partner call ama:${ama.id}`), '.'),
    ),
  );
}

/** The place that is to carry the call. Throws where that makes no sense. */
async function called({ lookup, ama, group }: Scope, { channel, category }: CallValues) {
  if (ama.state === 'closed') throw new UserError(notAtWork(ama));
  if (ama.state === 'draft') throw new UserError(notCalled(ama));
  if (channel && category !== undefined)
    throw new UserError('One place at a time: give `channel` or `category`, then the other.');
  const place =
    category === undefined ? channel : placeCalled(await lookup.listedPlaces(ama.groupId), category);
  if (!place) throw new UserError('Where? Give a `channel` or a `category`.');
  if (amaPlaces(ama, group).some(({ platform, id }) => platform === place.platform && id === place.id))
    throw new UserError(`"${ama.title}" is held there already. Choose another place.`);
  return place;
}

/** A call to ask in an AMA; `text` is Markdown whose times every reader sees in their own zone. */
interface AmaCall {
  readonly id: number;
  readonly title: string;
  readonly text: string;
  readonly opensAt: Date;
  readonly closesAt: Date;
}

/** The calls to ask in the AMAs of a group that are announced and not over. */
export async function amaCalls(
  deps: {
    readonly store: Pick<AmaStore, 'unfinished' | 'places'>;
    titleOf(platform: string): string | undefined;
    pageUrl(id: number): string | undefined;
  },
  groupId: number,
): Promise<AmaCall[]> {
  const amas = (await deps.store.unfinished(groupId)).filter(({ state }) => state !== 'draft');
  return await Promise.all(
    amas.map(async (ama): Promise<AmaCall> => {
      const places = (await deps.store.places(ama)).flatMap(({ platform, url }) => {
        const title = deps.titleOf(platform);
        return title === undefined ? [] : [{ title: `Ask and read on ${title}`, url }];
      });
      const page = deps.pageUrl(ama.id);
      const links =
        page === undefined ? places : [...places, { title: 'All questions and answers', url: page }];
      const { id, title, opensAt, closesAt } = ama;
      return { id, title, text: callWords(ama, links), opensAt, closesAt };
    }),
  );
}

/**
 * What became of an AMA since a call to it was written, as Markdown, and the key under which it is published: what asks
 * where that stands is made again when the AMA is moved or called off. Undefined when it is not there any more.
 */
export async function amaNews(
  { store }: { readonly store: Pick<AmaStore, 'ama'> },
  groupId: number,
  call: Pick<AmaCall, 'id' | 'opensAt' | 'closesAt'>,
): Promise<{ key: string; text: string | undefined; isOff: boolean } | undefined> {
  const ama = await store.ama(call.id, groupId);
  return ama && { key: keys.thread(ama), text: newsWords(ama, call), isOff: ama.isCalledOff };
}

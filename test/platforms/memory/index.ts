// The platform in memory: the board of the tests as a platform, with whatever it is said to be able to do.
import type { Account } from '../../../src/core/account.ts';
import { customId } from '../../../src/core/command/custom-id.ts';
import type { Invocation } from '../../../src/core/command/invocation.ts';
import { fieldsWanted, isLikeCommand, readCommand, readFields } from '../../../src/core/command/typed.ts';
import type { Content, MessageContent, PostContent, TopicContent } from '../../../src/core/content.ts';
import type { Dispatcher } from '../../../src/core/dispatcher.ts';
import { doc, link, p, plain } from '../../../src/core/document.ts';
import { OutsideError, UserError } from '../../../src/core/errors.ts';
import type { Followed, Platform, TopicPost } from '../../../src/core/platform.ts';
import type { Capabilities, Order, Remote, ResolvedPlace } from '../../../src/core/publication.ts';
import type { Button, FormReply, LinkButton, Reply, Said } from '../../../src/core/reply.ts';
import {
  type Board,
  type BoardButton,
  BoardError,
  type Entry,
  type EntryWords,
  type Where,
} from './board.ts';
import { escaped, longestEntry, render } from './render.ts';

/** A third mix of capabilities: topics without events, buttons without forms. */
export const topicsWithButtons: Capabilities = {
  messages: false,
  threads: false,
  topics: true,
  events: false,
  buttons: true,
  forms: false,
  privateMessages: true,
  invitations: true,
  files: false,
};

/** A fourth: messages and nothing else, in public and in private. */
export const bareMessages: Capabilities = {
  ...topicsWithButtons,
  messages: true,
  topics: false,
  buttons: false,
};

const space = 'the-board';

/** Builds the platform over a board, as a line among the platforms does. */
export function memoryPlatform(
  board: Board,
  { name = 'board', can = topicsWithButtons }: { name?: string; can?: Capabilities } = {},
): Platform {
  let dispatcher: Dispatcher | undefined;
  /** The forms that somebody was asked to answer, in words. */
  const asked = new Map<
    string,
    { readonly form: FormReply; readonly invocation: Invocation; readonly where: Where }
  >();
  const accountOf = (id: string): Account => ({ platform: name, id, name: id });
  const urlOf = ({ id }: Entry) => `https://${name}.example/${id}`;
  /** Whether answers in a topic can be for the asker alone. */
  const answersApart = can.buttons;
  const placeOf = (id: string) => (id in board.places ? { platform: name, id, name: id } : undefined);

  function invocationOf(who: string, entry: Entry, more: Partial<Invocation> = {}): Invocation {
    const place = placeOf(board.placeOf(entry) ?? '');
    // What stands in a topic is about that topic, as a thread is a place of its own.
    const where = 'topic' in entry.where && place ? { ...place, id: entry.where.topic } : place;
    return {
      id: `${name}/${entry.id}`,
      platform: name,
      can,
      caller: accountOf(who),
      roles: [],
      isManager: board.managers.has(who),
      isPublicPlace: !('box' in entry.where) && !answersApart,
      ...(!('box' in entry.where) && { space }),
      ...(where && { place: where }),
      ...more,
    };
  }

  /** Says an answer: to the asker alone where that is wanted and can be done there, else in their box. */
  function answer(reply: Reply, { invocation, where }: { invocation: Invocation; where: Where }): void {
    const who = invocation.caller.id;
    if (reply.kind === 'form') {
      asked.set(who, { form: reply, invocation, where });
      answer(wordsOnly(fieldsWanted(reply)), { invocation, where });
      return;
    }
    const isApart = reply.isPrivate && !('box' in where);
    const at: Where = isApart && !answersApart ? { box: who } : where;
    const buttons = can.buttons ? buttonsOf(reply.buttons) : [];
    const texts = render(reply.document);
    for (const [i, text] of texts.entries())
      board.write(at, {
        text,
        ...(i === texts.length - 1 && { buttons }),
        ...(isApart && answersApart && { onlyFor: who }),
      });
  }

  async function guarded(
    at: { invocation: Invocation; where: Where },
    work: (entrance: Dispatcher) => Promise<Reply>,
  ): Promise<void> {
    if (!dispatcher) return;
    try {
      answer(await work(dispatcher), at);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      answer(wordsOnly(error.message), at);
    }
  }

  async function run(entrance: Dispatcher, invocation: Invocation, typed: string): Promise<Reply> {
    const { command, values, fields } = await readCommand(typed, entrance.commands, {
      person: async (who) => (board.people.includes(who) ? accountOf(who) : undefined),
      place: async (id) => placeOf(id),
      suggest: (of, option) => entrance.suggest(invocation, of.name, option),
    });
    const reply = await entrance.run(invocation, command.name, values);
    if (reply.kind === 'said' || Object.keys(fields).length === 0) return reply;
    return await entrance.submit(invocation, customId(reply.form, reply.args), readFields(reply, fields));
  }

  const listener = {
    async wrote(entry: Entry) {
      const typed = /^(?:\/|@docent\s+)(.*)$/su.exec(entry.text)?.[1];
      const isBox = 'box' in entry.where;
      const words = typed ?? (isBox ? entry.text : undefined);
      // The feature whose topic it is reads `topic: …`.
      if (words === undefined || entry.author === undefined || /^topic\s*:/iu.test(words)) return;
      const invocation = invocationOf(entry.author, entry);
      await guarded({ invocation, where: entry.where }, async (entrance) => {
        if (isLikeCommand(words, entrance.commands)) return await run(entrance, invocation, words);
        const spoken = await entrance.commandFromWords(invocation, words);
        return spoken
          ? await entrance.run(invocation, spoken.name, spoken.values)
          : wordsOnly('I do not know what you mean. `/docent help` lists what you can ask.');
      });
    },
    async pressed(who: string, entry: Entry, id: string) {
      presses += 1;
      const invocation = invocationOf(who, entry, { id: `${name}/press/${presses}`, messageId: entry.id });
      const where =
        entry.onlyFor === undefined && 'place' in entry.where && entry.title !== undefined
          ? { topic: entry.id }
          : entry.where;
      await guarded({ invocation, where }, async (entrance) => {
        const reply = await entrance.press(invocation, id);
        if (reply.kind === 'form' || !reply.replaces) return reply;
        const [text = ''] = render(reply.document);
        board.edit(entry.id, { text, buttons: buttonsOf(reply.buttons) });
        return { ...reply, isPrivate: true };
      });
    },
    async answered(who: string, values: Readonly<Record<string, string>>) {
      const open = asked.get(who);
      asked.delete(who);
      if (!open) throw new Error(`Nothing was asked of ${who}`);
      const { form, invocation } = open;
      presses += 1;
      await guarded(open, async (entrance) => {
        const id = customId(form.form, form.args);
        return await entrance.submit(
          { ...invocation, id: `${name}/answer/${presses}` },
          id,
          readFields(form, values),
        );
      });
    },
    async removed(entry: Entry) {
      await dispatcher?.ingest({ kind: 'removed', platform: name, remoteId: entry.id });
    },
  };
  let presses = 0;

  return {
    name,
    title: 'The board',
    can,
    hasTypedNames: true,
    async start(entrance, changed) {
      dispatcher = entrance;
      board.listeners.add(listener);
      changed?.({ isReady: true, since: new Date(0) });
    },
    async stop() {
      dispatcher = undefined;
      board.listeners.delete(listener);
    },
    isReady: () => dispatcher !== undefined,
    publish: async (order) => refusing(() => publish(board, { order, can, name, urlOf })),
    remove: async ({ parts = [] }) =>
      refusing(() => {
        for (const { id } of parts) if (board.standing((one) => one.id === id).length > 0) board.remove(id);
      }),
    async poll(follows) {
      for (const followed of follows) await dispatcher?.ingest(topicOf(followed));
    },
    accountNamed: async (_, typed) => (board.people.includes(typed) ? accountOf(typed) : undefined),
    isOpenPlace: (id) => board.places[id] === 'open',
    placeName: (id) => placeOf(id)?.name,
    placeUrl: (id) => `https://${name}.example/places/${id}`,
    check: async () => [{ what: 'The board', isOk: true, saw: `${Object.keys(board.places).length} places` }],
  };

  function topicOf({ groupId, key, about, remote }: Followed) {
    const posts = board.topic(remote.id).map(
      (entry): TopicPost => ({
        id: entry.id,
        number: entry.number,
        version: entry.version,
        author: accountOf(entry.author ?? 'docent'),
        isStaff: board.managers.has(entry.author ?? ''),
        isOurs: entry.author === undefined,
        isToBot: /^(?:\/|@docent\b)/u.test(entry.text),
        raw: entry.text,
        // A slash speaks to the bot here, as its name does elsewhere.
        lines: entry.text
          .split('\n')
          .map((line) => ({ text: line.replace(/^\//u, ''), isToBot: line.startsWith('/') })),
        url: urlOf(entry),
        place: remote.id,
        reference: entry.id,
        likes: entry.likers.size,
        likers: [...entry.likers].map(accountOf),
        createdAt: entry.createdAt,
      }),
    );
    return { kind: 'topic', groupId, key, about, platform: name, posts } as const;
  }
}

interface Publishing {
  readonly order: Order;
  readonly can: Capabilities;
  readonly name: string;
  urlOf(entry: Entry): string;
}

/** Makes what is ordered so: edits what stands, makes what is missing, removes what is too much. */
function publish(board: Board, { order, can, name, urlOf }: Publishing): Remote {
  const { content, identity, remote, mayExist } = order;
  const where = whereOf(board, order.place);
  const wanted = wordsOf(content, { can, where, name });
  const known = remote
    ? (remote.parts ?? []).flatMap(({ id }) => board.standing((one) => one.id === id))
    : board.standing(({ mark }) => mayExist && mark?.split('/')[0] === identity);
  if (remote && order.isOver && known.length === 0)
    throw new OutsideError('It was removed from the board.', { isPermanent: true, isPlaceGone: true });
  const isThere = JSON.stringify(known[0]?.where) === JSON.stringify(where);
  const isWhole = !remote || known[0]?.id === remote.id;
  // What goes elsewhere leaves the place where it was; what lost its beginning is made again as a whole.
  const kept = isThere && isWhole ? known.slice(0, wanted.length) : [];
  for (const one of known) if (!kept.includes(one)) board.remove(one.id);
  let first: Entry | undefined;
  const parts = wanted.map((words, i) => {
    const at = first?.title === undefined ? where : { topic: first.id };
    const entry = kept[i] ?? board.write(at, { ...words, mark: `${identity}/${i}` });
    if (!says(entry, words)) board.edit(entry.id, words);
    first ??= entry;
    return { id: entry.id, hash: '' };
  });
  if (!first) throw new Error('Nothing was to be said');
  const { id, number } = first;
  return { id, url: urlOf(first), number, parts, ...(can.topics && { reference: id }) };
}

function says(entry: Entry, words: EntryWords): boolean {
  return JSON.stringify({ ...entry, ...words }) === JSON.stringify(entry);
}

function whereOf(board: Board, place: ResolvedPlace): Where {
  if (place.kind === 'channel') return { place: place.id };
  if (place.kind === 'person') return { box: place.id };
  if (place.kind === 'inside') {
    const home = board.entryOf(place.remote.id);
    return home.title === undefined ? home.where : { topic: home.id };
  }
  throw new Error(`Nobody can publish to a ${place.kind} on the board`);
}

/** The entries that a content becomes. Throws for what the platform never said that it could do. */
function wordsOf(
  content: Content,
  { can, where, name }: { can: Capabilities; where: Where; name: string },
): EntryWords[] {
  const isAble =
    (content.kind === 'message' && (can.messages || !('place' in where) || can.topics)) ||
    ((content.kind === 'topic' || content.kind === 'post') && can.topics);
  if (!isAble) throw new Error(`The board cannot show a ${content.kind}`);
  const given = buttonsOf(content.buttons);
  const links = given.flatMap(({ label, url }) => (can.buttons || !url ? [] : [p(link(url, label))]));
  const above = content.kind === 'message' ? [escaped(content.summary ?? ''), ...calls(content, name)] : [];
  const head = above.filter((part) => part !== '').join(' ');
  const texts = render(doc(content.document.children, links), longestEntry - head.length - 1);
  return texts.map((text, i) => ({
    text: i === 0 && head !== '' ? `${head}\n${text}` : text,
    buttons: can.buttons && i === texts.length - 1 ? given : [],
    ...(i === 0 && can.topics && 'place' in where && { title: titleOf(content) }),
    ...(i === 0 && content.kind === 'topic' && { isClosed: content.isClosed ?? false }),
  }));
}

/** The accounts here that asked to be pinged, so that they are. */
function calls({ pings = [] }: MessageContent, name: string): string[] {
  return pings.filter(({ platform }) => platform === name).map(({ id }) => `@${id}`);
}

/** Among topics a message is a topic of its own, called by its first words. */
function titleOf(content: TopicContent | PostContent | MessageContent): string {
  if (content.kind === 'topic') return content.title;
  const summary = content.kind === 'message' ? content.summary : undefined;
  return (summary ?? plain(content.document.children[0] ?? content.document)).slice(0, 80);
}

function buttonsOf(buttons: readonly (Button | LinkButton)[] = []): BoardButton[] {
  return buttons.map((button) =>
    'url' in button
      ? { label: button.label, url: button.url }
      : {
          label: button.label,
          id: customId(button.action, button.args),
          ...(button.disabled && { isOff: true }),
        },
  );
}

function wordsOnly(words: string): Said {
  return { kind: 'said', document: doc(p(words)), isPrivate: true, isError: true };
}

/** What the board refuses, in the reconciler's words. */
function refusing<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof BoardError)) throw error;
    throw new OutsideError(
      error.status === 500
        ? 'The board fails at the moment.'
        : error.status === 403
          ? 'The board does not let me write there. Make me a member of that place.'
          : 'That place of the board is gone. Choose another with /docent setup.',
      { isPermanent: error.status !== 500, isPlaceGone: error.status === 404, cause: error },
    );
  }
}

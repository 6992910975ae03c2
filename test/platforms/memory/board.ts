// The board of the tests: places, people and entries in memory, with a board's own limits, refusals and notifications.
import { longestEntry, shown } from './render.ts';

/** Where an entry stands: in a place, in the topic that another entry began, or in somebody's own box. */
export type Where = { readonly place: string } | { readonly topic: string } | { readonly box: string };

/** A button below an entry. */
export interface BoardButton {
  readonly label: string;
  readonly id?: string;
  readonly url?: string;
  readonly isOff?: boolean;
}

/** What somebody, or the bot, wrote. */
export interface Entry {
  readonly id: string;
  readonly where: Where;
  /** The bot when absent. */
  readonly author: string | undefined;
  /** Its number within its topic; the entry that began the topic is 1. */
  readonly number: number;
  readonly createdAt: Date;
  /** What its writer finds it by again. */
  readonly mark: string | undefined;
  /** Who alone sees it, if not everybody. */
  readonly onlyFor: string | undefined;
  version: number;
  text: string;
  /** That of the topic it begins. */
  title?: string;
  buttons: readonly BoardButton[];
  isClosed: boolean;
  isPinned: boolean;
  isRemoved: boolean;
  readonly likers: Set<string>;
}

/** What an entry says. */
export type EntryWords = Partial<
  Pick<Entry, 'text' | 'title' | 'buttons' | 'isClosed' | 'isPinned' | 'mark' | 'onlyFor' | 'author'>
>;

/** The board refuses: as a web server does, by a status. */
export class BoardError extends Error {
  readonly status: 403 | 404 | 500;

  constructor(status: 403 | 404 | 500) {
    super(`The board answered ${status}`);
    this.status = status;
  }
}

/** What somebody did there, for the bot to hear. */
export interface BoardListener {
  /** Somebody wrote something. */
  wrote(entry: Entry): Promise<void>;
  /** Somebody pressed a button below an entry. */
  pressed(who: string, entry: Entry, id: string): Promise<void>;
  /** Somebody answered the bot's questions, by their names. */
  answered(who: string, values: Readonly<Record<string, string>>): Promise<void>;
  /** A moderator removed something. */
  removed(entry: Entry): Promise<void>;
}

/** Opens a board with these places; who is in `closed` ones is known to the board alone. */
export function openBoard(
  now: () => Date,
  { places, people }: { places: Readonly<Record<string, 'open' | 'closed'>>; people: readonly string[] },
) {
  const entries: Entry[] = [];
  const forbidden = new Set<string>();
  const managers = new Set<string>();
  const listeners = new Set<BoardListener>();
  let failing = 0;

  function admit(where: Where): void {
    if (failing > 0) {
      failing -= 1;
      throw new BoardError(500);
    }
    if ('box' in where) {
      if (!people.includes(where.box)) throw new BoardError(404);
      if (forbidden.has(where.box)) throw new BoardError(403);
    }
    if ('topic' in where) admitPlace(placeOf(entryOf(where.topic)));
    if ('place' in where) admitPlace(where.place);
  }

  function admitPlace(place: string | undefined): void {
    if (place === undefined) return;
    if (!(place in places)) throw new BoardError(404);
    if (forbidden.has(place)) throw new BoardError(403);
  }

  function entryOf(id: string): Entry {
    const found = entries.find((one) => one.id === id && !one.isRemoved);
    if (!found) throw new BoardError(404);
    return found;
  }

  /** The place that an entry is in, whether in a topic or not; undefined in somebody's box. */
  function placeOf({ where }: Entry): string | undefined {
    if ('place' in where) return where.place;
    return 'topic' in where ? placeOf(entryOf(where.topic)) : undefined;
  }

  function fits({ text = '', title = '', buttons = [] }: EntryWords): void {
    if (text.length > longestEntry || title.length > 200 || buttons.length > 10)
      throw new Error(`An entry of ${text.length}, ${title.length} and ${buttons.length} is too much`);
  }

  const board = {
    places,
    people,
    managers,
    /** The bot, while it is connected. */
    listeners,
    placeOf,
    entryOf,
    /** Writes an entry. Throws `BoardError`. */
    write(where: Where, words: EntryWords): Entry {
      admit(where);
      fits(words);
      const siblings = entries.filter((one) => 'topic' in where && inTopic(one, where.topic));
      const entry: Entry = {
        id: `e${entries.length + 1}`,
        where,
        author: words.author,
        number: siblings.length + 1,
        createdAt: now(),
        mark: words.mark,
        onlyFor: words.onlyFor,
        version: 1,
        text: words.text ?? '',
        ...(words.title !== undefined && { title: words.title }),
        buttons: words.buttons ?? [],
        isClosed: words.isClosed ?? false,
        isPinned: words.isPinned ?? false,
        isRemoved: false,
        likers: new Set(),
      };
      entries.push(entry);
      return entry;
    },
    /** Changes an entry. Throws `BoardError`. */
    edit(id: string, words: EntryWords): void {
      const entry = entryOf(id);
      admit(entry.where);
      fits(words);
      Object.assign(entry, words, { version: entry.version + 1 });
    },
    /** Takes an entry away, and with one that begins a topic the rest of it. Throws `BoardError`. */
    remove(id: string): void {
      const entry = entryOf(id);
      for (const one of entries) if (one === entry || inTopic(one, id)) one.isRemoved = true;
    },
    /** The entries that stand there, oldest first. */
    standing: (isWanted: (entry: Entry) => boolean = () => true) =>
      entries.filter((one) => !one.isRemoved && isWanted(one)),
    /** The entries of a topic, with the one that began it. */
    topic: (id: string) => entries.filter((one) => !one.isRemoved && inTopic(one, id)),
    /** Whom an entry notified: the owner of the box, and who is named with an @ that means it. */
    notified({ where, text }: Entry): string[] {
      const named = [...text.matchAll(/(?<!\\)(?:\\\\)*@([\w-]+)/gu)].map(([, name = '']) => name);
      const own = 'box' in where ? [where.box] : [];
      return [...own, ...named.filter((name) => name === 'all' || people.includes(name))];
    },
    /** From now on nobody may write in a place, or in somebody's box, until they may again. */
    forbid: (placeOrPerson: string) => void forbidden.add(placeOrPerson),
    allow: (placeOrPerson: string) => void forbidden.delete(placeOrPerson),
    /** So many of the next requests fail. */
    failNext(count: number): void {
      failing = count;
    },
    /** A moderator removes something, and the bot is told. */
    async removeByHand(id: string): Promise<void> {
      const entry = entryOf(id);
      board.remove(id);
      for (const one of listeners) await one.removed(entry);
    },
    /** What somebody can do and read there. */
    person(name: string) {
      const sees = ({ where, onlyFor }: Entry) =>
        (onlyFor === undefined || onlyFor === name) && (!('box' in where) || where.box === name);
      const last = () => board.standing((one) => one.author === undefined && sees(one)).at(-1);
      const seen = (isWanted: (entry: Entry) => boolean) =>
        board.standing((one) => sees(one) && isWanted(one)).map(({ title, text }) => lineOf({ title, text }));
      return {
        /** Writes something; answers what the bot said to it, if it said anything. */
        async writes(where: Where, text: string): Promise<string> {
          const before = last();
          const entry = board.write(where, { text, author: name });
          for (const one of listeners) await one.wrote(entry);
          const after = last();
          return after && after !== before ? shown(after.text) : '';
        },
        /** Presses the newest button of that label that they see; answers what the bot said. */
        async presses(label: string): Promise<string> {
          const has = (entry: Entry) => entry.buttons.find((one) => one.label === label && !one.isOff);
          const entry = board.standing((one) => sees(one) && has(one) !== undefined).at(-1);
          const id = entry && has(entry)?.id;
          if (!entry || id === undefined) throw new Error(`There is no button "${label}"`);
          const before = last();
          for (const one of listeners) await one.pressed(name, entry, id);
          const after = last();
          return after && after !== before ? shown(after.text) : shown(entry.text);
        },
        /** Answers the questions that the bot asked last. */
        async answers(values: Readonly<Record<string, string>>): Promise<string> {
          for (const one of listeners) await one.answered(name, values);
          return shown(last()?.text ?? '');
        },
        /** What they read in a place, its topics included. */
        reads: (place: string) => seen((one) => placeOf(one) === place),
        /** What they read in their own box. */
        box: () => seen(({ where }) => 'box' in where),
      };
    },
  };
  return board;
}

/** The board. */
export type Board = ReturnType<typeof openBoard>;

const inTopic = ({ id, where }: Entry, topic: string) =>
  id === topic || ('topic' in where && where.topic === topic);

const lineOf = ({ title, text }: { title?: string | undefined; text: string }) =>
  [title, shown(text)].filter((part) => part !== undefined && part !== '').join('\n');

// Marks that people type where one platform alone reads them, as what they mean: times, hidden and folded words, notes.
import type { BlockContent, Code, ListItem, Paragraph, PhrasingContent, RootContent } from 'mdast';
import { dayWords, instantWords } from '../time-words.ts';
import { withListsJoined } from './lists.ts';
import { paragraph } from './paragraph.ts';
import { lineEnd, lineOf, type Piece, piecesOf } from './runs.ts';
import { timesGiven, unixTime } from './times.ts';

/**
 * Blocks in which `<t:…>` and `[date=…]` are times, `||…||` and `[spoiler]` hidden words, `[details=…]` a title above its
 * content; notes are numbers in brackets, emoji of a server their names, and mentions by number words. What is not
 * ended, or makes no sense, stays as it was typed; so does code.
 */
export function withMarksRead(blocks: BlockContent[]): BlockContent[] {
  // Code is a line without words here: it is hidden, or not.
  const lines = linesIn(blocks).map((node) =>
    node.type === 'code' ? [] : piecesOf(lineOf(piecesOf(node.children))),
  );
  const read = linesRead(lines);
  return read ? rebuilt(blocks, read.values()) : blocks;
}

function linesIn(nodes: readonly RootContent[]): (Paragraph | Code)[] {
  return nodes.flatMap((node): (Paragraph | Code)[] => {
    if (node.type === 'paragraph' || node.type === 'code') return [node];
    return node.type === 'blockquote' || node.type === 'list' || node.type === 'listItem'
      ? linesIn(node.children)
      : [];
  });
}

/** A line with its marks read, and whether it began as hidden. */
interface Line {
  readonly pieces: readonly Piece[];
  readonly isHidden: boolean;
}

function rebuilt(nodes: readonly RootContent[], lines: Iterator<Line, undefined>): BlockContent[] {
  return withListsJoined(
    nodes.flatMap((node): BlockContent[] => {
      switch (node.type) {
        case 'paragraph':
          return paragraph(lineOf(lines.next().value?.pieces ?? []));
        case 'blockquote': {
          const children = rebuilt(node.children, lines);
          return children.length === 0 ? [] : [{ ...node, children }];
        }
        case 'list': {
          const children = node.children.flatMap((item): ListItem[] => {
            const inner = rebuilt(item.children, lines);
            return inner.length === 0 ? [] : [{ ...item, children: inner }];
          });
          return children.length === 0 ? [] : [{ ...node, children }];
        }
        case 'code':
          return [lines.next().value?.isHidden ? { ...node, data: { isHidden: true } } : node];
        case 'thematicBreak':
          return [node];
        default:
          return [];
      }
    }),
  );
}

type Folding = 'spoiler' | 'details';

/** A piece, or a mark that begins or ends something if the other end of it is there. */
interface Token {
  readonly piece: Piece;
  readonly mark?: { readonly of: Folding | 'bars'; readonly isEnd?: boolean; readonly title?: string };
}

const marks =
  /<t:(?<unix>-?\d{1,12})(?::(?<style>[tTdDfFRsS]))?>|\[date(?<range>-range)?(?<given>[= ][^\]\n]{1,200})\]|(?<!\|)(?<bars>\|\|)(?!\|)|\[(?<end>\/)?(?<tag>spoiler|details)(?:=(?<title>[^\]\n]{0,200}))?\]|\[\^(?<note>[\w-]{1,30})\]|<a?(?<emoji>:\w{1,40}:)\d{1,20}>|<(?<who>@[!&]?|#)\d{1,20}>|<(?<command>\/[\w -]{1,100}):\d{1,20}>/gu;

/** The lines with their marks read; undefined when there are none. */
function linesRead(lines: readonly Piece[][]): Line[] | undefined {
  const isMarked = lines.some((line) =>
    line.some(({ node }) => node.type === 'text' && node.value.search(marks) >= 0),
  );
  if (!isMarked) return undefined;
  const notes = notesDefined(lines);
  const tokens = lines.map((line) => line.flatMap((piece) => tokensOf(piece, notes)));
  const bars = tokens.flatMap(pairedBars);
  const known = new Set(bars.map(([token]) => token));
  const paired = new Map([...pairedTags(tokens.flat()), ...bars, ...pairedAcross(tokens, known)]);
  let depth = 0;
  return tokens.map((line) => ({
    isHidden: depth > 0,
    pieces: line.flatMap((token): Piece[] => {
      const { piece, mark } = token;
      const shown = depth > 0 ? { ...piece, marks: { ...piece.marks, spoiler: true } } : piece;
      const isEnd = paired.get(token);
      if (!mark || isEnd === undefined) return [shown];
      if (mark.of === 'details') return isEnd ? [lineEnd] : titled(mark.title, shown);
      depth += isEnd ? -1 : 1;
      return [];
    }),
  }));
}

function titled(title: string | undefined, { marks: around }: Piece): Piece[] {
  const words = title?.replaceAll(/^\s*["“”]?|["“”]?\s*$/gu, '').trim() || 'Details';
  return [lineEnd, { node: { type: 'text', value: words }, marks: { ...around, strong: true } }, lineEnd];
}

/** Names of notes that stand at the beginning of a line. */
function notesDefined(lines: readonly Piece[][]): ReadonlySet<string> {
  return new Set(
    lines.flatMap((line) =>
      line.flatMap(({ node }, i) => {
        const isAtStart = i === 0 || line[i - 1]?.node.type === 'break';
        const [, name] =
          (node.type === 'text' && isAtStart && /^\[\^([\w-]{1,30})\]:/u.exec(node.value)) || [];
        return name === undefined ? [] : [name];
      }),
    ),
  );
}

/** The words of a piece, and the marks in them. */
function tokensOf(piece: Piece, notes: ReadonlySet<string>): Token[] {
  const { node, marks: around } = piece;
  if (node.type !== 'text') return [{ piece }];
  const made: Token[] = [];
  let from = 0;
  const text = (value: string): Piece => ({ node: { type: 'text', value }, marks: around });
  for (const found of node.value.matchAll(marks)) {
    const { 0: source, index, groups = {} } = found;
    const token = tokenOf({ source, groups, notes, isInLink: around.link !== undefined });
    if (token === undefined) continue;
    if (index > from) made.push({ piece: text(node.value.slice(from, index)) });
    if (Array.isArray(token)) made.push(...token.map((one) => ({ piece: { node: one, marks: around } })));
    else made.push({ piece: text(source), mark: token });
    from = index + source.length;
  }
  if (from < node.value.length || made.length === 0) made.push({ piece: text(node.value.slice(from)) });
  return made;
}

interface Found {
  readonly source: string;
  readonly groups: Readonly<Record<string, string | undefined>>;
  readonly notes: ReadonlySet<string>;
  readonly isInLink: boolean;
}

/** What a mark means, or that it needs another end; undefined where it is words. */
function tokenOf({ groups, notes, isInLink }: Found): PhrasingContent[] | Token['mark'] | undefined {
  const { unix, given, bars, tag, note, emoji, who, command } = groups;
  const text = (value: string): PhrasingContent[] => [{ type: 'text', value }];
  if (emoji !== undefined) return text(emoji);
  if (who !== undefined) return text(who === '#' ? '#channel' : who === '@&' ? '@role' : '@somebody');
  if (command !== undefined) return text(command);
  if (note !== undefined) return notes.has(note) ? text(`[${note}]`) : undefined;
  if (unix !== undefined || given !== undefined) {
    const times =
      unix === undefined
        ? timesGiven(given ?? '', groups.range !== undefined)
        : [unixTime(unix, groups.style ?? 'f')];
    if (times.some((one) => one === undefined)) return undefined;
    return times.flatMap((one, i) => {
      if (one === undefined) return [];
      const joint = i === 0 ? [] : text(' – ');
      return [
        ...joint,
        ...(isInLink ? text((one.style === 'date' ? dayWords : instantWords)(one.at, one.zone)) : [one]),
      ];
    });
  }
  if (isInLink) return undefined;
  if (bars !== undefined) return { of: 'bars' };
  const isEnd = groups.end !== undefined;
  return {
    of: tag === 'details' ? 'details' : 'spoiler',
    isEnd,
    ...(groups.title !== undefined && { title: groups.title }),
  };
}

/** A mark whose other end is there, and whether it is the end. */
type End = readonly [Token, boolean];

function pairedTags(tokens: readonly Token[]): End[] {
  const open: Record<Folding, Token[]> = { spoiler: [], details: [] };
  return tokens.flatMap((token): End[] => {
    const { mark } = token;
    if (!mark || mark.of === 'bars') return [];
    if (!mark.isEnd) {
      open[mark.of].push(token);
      return [];
    }
    const begin = open[mark.of].pop();
    return begin
      ? [
          [begin, false],
          [token, true],
        ]
      : [];
  });
}

/** The bars in a line that touch the words between them, two and two. */
function pairedBars(line: readonly Token[]): End[] {
  const made: End[] = [];
  let begin: Token | undefined;
  for (const [i, token] of line.entries()) {
    if (token.mark?.of !== 'bars') continue;
    if (begin === undefined) {
      if (!isGap(line[i + 1], /^\s/u)) begin = token;
    } else if (!isGap(line[i - 1], /\s$/u)) {
      made.push([begin, false], [token, true]);
      begin = undefined;
    }
  }
  return made;
}

/** Bars that hide several paragraphs or code: the first touches what comes behind it or is alone, the last what is before. */
function pairedAcross(lines: readonly (readonly Token[])[], known: ReadonlySet<Token>): End[] {
  const made: End[] = [];
  let begin: { readonly token: Token; readonly line: number } | undefined;
  for (const [n, line] of lines.entries()) {
    for (const [i, token] of line.entries()) {
      if (token.mark?.of !== 'bars' || known.has(token)) continue;
      const isAlone = [line[i - 1], line[i + 1]].every(
        (one) => (one?.piece.node.type ?? 'break') === 'break',
      );
      if (begin === undefined || begin.line === n) {
        if (isAlone || !isGap(line[i + 1], /^\s/u)) begin = { token, line: n };
      } else if (isAlone || !isGap(line[i - 1], /\s$/u)) {
        made.push([begin.token, false], [token, true]);
        begin = undefined;
      }
    }
  }
  return made;
}

function isGap(token: Token | undefined, space: RegExp): boolean {
  if (token === undefined || token.piece.node.type === 'break') return true;
  return (
    token.piece.node.type === 'text' && (token.piece.node.value === '' || space.test(token.piece.node.value))
  );
}

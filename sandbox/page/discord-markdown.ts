// Discord's Markdown as HTML: code blocks, quotes, headings, lists and paragraphs.
import { inline, type Surroundings } from './discord-inline.ts';
import { el, type Html } from './html.ts';

/** Deeper than this, lists and quotes are shown as they were typed. */
const deepest = 10;

const fence = /```(?:([\w+#-]+)\n)?([\s\S]+?)```/u;

/** A text as HTML. */
export function markdown(text: string, around: Surroundings): Html[] {
  const match = fence.exec(text);
  if (!match) return blocks(text.split('\n'), around, 0);
  const [whole, , code = ''] = match;
  const before = text.slice(0, match.index).replace(/\n$/u, '');
  const after = text.slice(match.index + whole.length).replace(/^\n/u, '');
  return [
    ...blocks(before.split('\n'), around, 0),
    el('pre', {}, el('code', {}, code.replace(/^\n|\n$/gu, ''))),
    ...markdown(after, around),
  ];
}

const item = /^( *)([-*]|\d{1,9}\.) +(?=\S)/u;

function blocks(lines: readonly string[], around: Surroundings, depth: number): Html[] {
  const made: Html[] = [];
  let paragraph: string[] = [];
  const flush = () => {
    if (paragraph.length > 0) made.push(el('p', {}, ...inline(paragraph.join('\n'), around)));
    paragraph = [];
  };
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const taken = depth < deepest ? block(lines.slice(at), around, depth) : undefined;
    if (taken) {
      flush();
      made.push(taken.shown);
      at += taken.lines;
      continue;
    }
    if (line.trim() === '') flush();
    else paragraph.push(line);
    at += 1;
  }
  flush();
  return made;
}

interface Taken {
  readonly shown: Html;
  readonly lines: number;
}

function block(lines: readonly string[], around: Surroundings, depth: number): Taken | undefined {
  const [line = ''] = lines;
  const heading = /^(#{1,3}) +(\S.*)$/u.exec(line);
  if (heading) {
    const [, signs = '', words = ''] = heading;
    return { shown: el(`h${signs.length + 2}`, {}, ...inline(words, around)), lines: 1 };
  }
  const small = /^-# +(\S.*)$/u.exec(line);
  if (small) return { shown: el('p', { className: ['small'] }, ...inline(small[1] ?? '', around)), lines: 1 };
  if (line.startsWith('>>> ')) {
    const rest = [line.slice(4), ...lines.slice(1)];
    return { shown: el('blockquote', {}, ...blocks(rest, around, depth + 1)), lines: lines.length };
  }
  if (/^> /u.test(line)) {
    const count = countWhile(lines, (one) => /^> ?/u.test(one));
    const inner = lines.slice(0, count).map((one) => one.replace(/^> ?/u, ''));
    return { shown: el('blockquote', {}, ...blocks(inner, around, depth + 1)), lines: count };
  }
  return item.test(line) ? list(lines, around, depth) : undefined;
}

/** A list: items at one depth; what is indented below an item belongs to it. */
function list(lines: readonly string[], around: Surroundings, depth: number): Taken {
  const [, indent = '', sign = ''] = item.exec(lines[0] ?? '') ?? [];
  const isOrdered = /\d/u.test(sign);
  const items: Html[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const [mark, ownIndent = '', ownSign = ''] = item.exec(line) ?? [];
    if (mark === undefined || ownIndent.length > indent.length + 1 || /\d/u.test(ownSign) !== isOrdered)
      break;
    const below = countWhile(lines.slice(at + 1), (one) => {
      const spaces = one.length - one.trimStart().length;
      return one.trim() !== '' && spaces > ownIndent.length + (item.test(one) ? 1 : 0);
    });
    const inner = [
      line.slice(mark.length),
      ...lines.slice(at + 1, at + 1 + below).map((one) => dedented(one, mark.length)),
    ];
    items.push(el('li', {}, ...withoutOnlyParagraph(blocks(inner, around, depth + 1))));
    at += 1 + below;
  }
  const start = Number.parseInt(sign, 10);
  return { shown: isOrdered ? el('ol', { start }, ...items) : el('ul', {}, ...items), lines: at };
}

function dedented(line: string, by: number): string {
  const spaces = line.length - line.trimStart().length;
  return line.slice(Math.min(spaces, by));
}

function withoutOnlyParagraph(made: readonly Html[]): Html[] {
  return made.flatMap((one, i) =>
    i === 0 && one.type === 'element' && one.tagName === 'p' ? one.children : [one],
  );
}

function countWhile(lines: readonly string[], isSo: (line: string) => boolean): number {
  const end = lines.findIndex((line) => !isSo(line));
  return end === -1 ? lines.length : end;
}

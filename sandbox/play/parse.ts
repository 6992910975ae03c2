// Reads stories: one step a line, `#` at the start of a line comments it out.
import { minutesOf, SandboxError } from '../words.ts';
import { faultOf } from './faults.ts';
import {
  type AccountState,
  type Act,
  type Line,
  type Step,
  StoryError,
  type Target,
  type Wish,
} from './step.ts';

const quoted = /"((?:[^"\\]|\\.)*)"/u.source;
const pattern = (source: string) => new RegExp(`^${source.replaceAll('QUOTED', quoted)}$`, 'su');
const texts = (source: string) => (line: string) => pattern(source).exec(line)?.slice(1);

const acting = pattern('([\\w.-]+)@(discord|discourse)\\s+(.+)');
const attached = '(?:\\s+with\\s+([\\w.-]+(?:\\s*,\\s*[\\w.-]+)*))?';
const saying = texts(`(#[^\\s:]+|dm|thread\\s+QUOTED)${attached}\\s*:\\s*(.*)`);
const pressing = texts('presses\\s+QUOTED\\s+on\\s+QUOTED');
const beginning = texts('begins\\s+(?:the\\s+)?thread\\s+QUOTED\\s+on\\s+QUOTED');
const replying = texts(`replies\\s+to\\s+QUOTED${attached}\\s*:\\s*(.*)`);
const writing = texts('writes\\s+to\\s+@?docent\\s*:\\s*(.*)');
const posting = texts('posts\\s+QUOTED\\s+in\\s+([^:]+?)\\s*:\\s*(.*)');
const editing = texts(`edits\\s+QUOTED${attached}\\s*:\\s*(.*)`);
const deleting = texts('deletes\\s+QUOTED');
const liking = texts('likes\\s+QUOTED');
const hiding = texts('hides\\s+QUOTED');
const opening = texts('makes\\s+QUOTED\\s+a\\s+wiki');
const whispering = texts('whispers\\s+to\\s+QUOTED\\s*:\\s*(.*)');
const moving = texts('moves\\s+QUOTED\\s+to\\s+QUOTED');
const slowing = texts('slows\\s+QUOTED\\s+down\\s+to\\s+(\\d+)\\s+seconds');
const becoming = texts('is\\s+(suspended|silenced|staged|unreachable|well)(?:\\s+again)?');
const renaming = texts('is\\s+renamed\\s+to\\s+([\\w.-]+)');
const merging = texts('is\\s+merged\\s+into\\s+([\\w.-]+)');
const anonymising = texts('is\\s+anonymi[sz]ed');
const removing = texts('is\\s+deleted');
const signingUp = texts('signs\\s+up');
const joining = texts('joins\\s+QUOTED');
const expecting = pattern(
  'expect\\s+(not\\s+)?(#\\S+|dm\\s+[\\w.-]+|reply|(?:thread|discourse|event)\\s+QUOTED)\\s+(contains|count|at)\\s+(.+)',
);
const counting = texts('QUOTED\\s*=\\s*(\\d+)');
const quotation = texts('QUOTED');

/** The lines of a story. Throws `StoryError` that names the first line that cannot be read, and what would be right. */
export function parseStory(text: string): Line[] {
  return text.split(/\r?\n/u).flatMap((raw, i) => {
    const line = raw.trim();
    if (line === '' || raw.startsWith('#')) return [];
    try {
      return [{ number: i + 1, text: line, step: stepOf(line) }];
    } catch (error) {
      if (error instanceof SandboxError) {
        throw new StoryError(`Line ${i + 1}: ${line}\n  ${error.message}`);
      }
      throw error;
    }
  });
}

function stepOf(line: string): Step {
  const [word = '', rest = ''] = split(line);
  switch (word) {
    case 'at':
      return { kind: 'at', at: instant(rest) };
    case 'advance':
      return { kind: 'advance', minutes: minutesOf(rest) };
    case 'restart':
      return restart(rest);
    case 'leap':
      return { kind: 'leap', minutes: minutesOf(rest) };
    case 'faults':
      return { kind: 'faults', fault: faultOf(rest) };
    case 'expect':
      return expectation(line);
    default: {
      const [, who, platform, act] = acting.exec(line) ?? [];
      if (who === undefined || act === undefined)
        throw new StoryError(
          'That is no step. There are: at, advance, leap, restart, faults, expect, NAME@discord … and NAME@discourse …',
        );
      return platform === 'discord'
        ? { kind: 'act', who, platform, act: onDiscord(act) }
        : { kind: 'act', who, platform: 'discourse', act: onDiscourse(act) };
    }
  }
}

function restart(rest: string): Step {
  if (rest === '') return { kind: 'restart' };
  const [after, long] = split(rest);
  if (after !== 'after') throw new StoryError('Write `restart`, or `restart after 8d`.');
  return { kind: 'restart', minutes: minutesOf(long) };
}

function onDiscord(act: string): Act {
  const [place, thread, files, text = ''] = saying(act) ?? [];
  if (place !== undefined) {
    const where = thread === undefined ? place : `thread ${unquoted(thread)}`;
    return { kind: 'says', place: where, text, ...filesIn(files) };
  }
  const reply = replyIn(act);
  if (reply) return reply;
  const [label, on] = pressing(act) ?? [];
  if (label !== undefined && on !== undefined)
    return { kind: 'presses', label: unquoted(label), on: unquoted(on) };
  const [title, start] = beginning(act) ?? [];
  if (title !== undefined && start !== undefined)
    return { kind: 'begins', thread: unquoted(title), on: unquoted(start) };
  const [channel] = joining(act) ?? [];
  if (channel !== undefined) return { kind: 'joins', channel: unquoted(channel) };
  if (act === 'leaves') return { kind: 'leaves' };
  if (act === 'leaves the server') return { kind: 'quits' };
  if (act === 'comes back') return { kind: 'returns' };
  if (/^fills\s/u.test(act)) return { kind: 'fills', values: filled(act.slice('fills'.length)) };
  throw new StoryError(
    'On Discord people write `#channel: text`, `replies to "text": …`, `presses "Button" on "text"`, `begins thread "Title" on "text"`, `fills field:"…"`, `joins "Meeting room"`, `leaves`, `leaves the server` or `comes back`.',
  );
}

function replyIn(act: string): Act | undefined {
  const [to, files, text] = replying(act) ?? [];
  if (to === undefined || text === undefined) return undefined;
  return { kind: 'replies', to: unquoted(to), text, ...filesIn(files) };
}

function filesIn(names: string | undefined): { files?: readonly string[] } {
  return names === undefined ? {} : { files: names.split(',').map((name) => name.trim()) };
}

function onDiscourse(act: string): Act {
  const reply = replyIn(act);
  if (reply) return reply;
  const [letter] = writing(act) ?? [];
  if (letter !== undefined) return { kind: 'writes', text: letter };
  const [title, category, text] = posting(act) ?? [];
  if (title !== undefined && category !== undefined && text !== undefined) {
    return { kind: 'posts', title: unquoted(title), category, text };
  }
  const [edited, files, now] = editing(act) ?? [];
  if (edited !== undefined && now !== undefined)
    return { kind: 'edits', post: unquoted(edited), text: now, ...filesIn(files) };
  const [deleted] = deleting(act) ?? [];
  if (deleted !== undefined) return { kind: 'deletes', post: unquoted(deleted) };
  const [liked] = liking(act) ?? [];
  if (liked !== undefined) return { kind: 'likes', post: unquoted(liked) };
  const [hidden] = hiding(act) ?? [];
  if (hidden !== undefined) return { kind: 'hides', post: unquoted(hidden) };
  const [shared] = opening(act) ?? [];
  if (shared !== undefined) return { kind: 'opens', post: unquoted(shared) };
  const [below, whispered] = whispering(act) ?? [];
  if (below !== undefined && whispered !== undefined)
    return { kind: 'whispers', to: unquoted(below), text: whispered };
  const [moved, target] = moving(act) ?? [];
  if (moved !== undefined && target !== undefined)
    return { kind: 'moves', post: unquoted(moved), to: unquoted(target) };
  const [slow, seconds] = slowing(act) ?? [];
  if (slow !== undefined) return { kind: 'slows', topic: unquoted(slow), seconds: Number(seconds) };
  const [state] = becoming(act) ?? [];
  if (isAccountState(state)) return { kind: 'becomes', what: state };
  const [name] = renaming(act) ?? [];
  if (name !== undefined) return { kind: 'renamed', to: name };
  const [into] = merging(act) ?? [];
  if (into !== undefined) return { kind: 'merged', into };
  if (anonymising(act)) return { kind: 'anonymised' };
  if (removing(act)) return { kind: 'deleted' };
  if (signingUp(act)) return { kind: 'signsUp' };
  throw new StoryError(
    'On Discourse people write `replies to "text": …`, `writes to docent: …`, `likes "text"`, `posts "Title" in Category: …`, `edits "text": …`, `deletes "text"`, `hides "text"`, `whispers to "text": …`, `makes "text" a wiki`, `moves "text" to "Title"`, `slows "Title" down to N seconds`, `is suspended|silenced|staged|unreachable|well`, `is renamed to NAME`, `is merged into NAME`, `is anonymised`, `is deleted` or `signs up`.',
  );
}

const states: readonly string[] = [
  'suspended',
  'silenced',
  'staged',
  'unreachable',
  'well',
] satisfies AccountState[];

function isAccountState(word: string | undefined): word is AccountState {
  return word !== undefined && states.includes(word);
}

function filled(text: string): Record<string, string> {
  const field = new RegExp(`\\s+([\\w-]+|${quoted}):(?:${quoted}|(\\S*))`, 'uy');
  const values: Record<string, string> = {};
  while (field.lastIndex < text.trimEnd().length) {
    const at = field.lastIndex;
    const [, name, label, value, word] = field.exec(text) ?? [];
    if (name === undefined)
      throw new StoryError(`Fields are written \`name:"value"\`; this is none: ${text.slice(at)}`);
    values[unquoted(label ?? name)] = unquoted(value ?? word ?? '');
  }
  return values;
}

function expectation(line: string): Step {
  const found = expecting.exec(line);
  const [, not, target = '', name, verb = '', rest = ''] = found ?? [];
  if (!found)
    throw new StoryError(
      'Expectations are: expect [not] #channel | thread "…" | discourse "…" | dm NAME | reply, then contains "…" or count "…" = N; or expect event "…" at INSTANT.',
    );
  const looked = targetOf(target, unquoted(name ?? ''));
  if ((looked.kind === 'event') !== (verb === 'at')) {
    throw new StoryError(
      'Events are looked at by their time, and only they are: expect event "…" at INSTANT.',
    );
  }
  return { kind: 'expect', isNot: not !== undefined, target: looked, wish: wishOf(verb, rest) };
}

function targetOf(target: string, name: string): Target {
  if (target.startsWith('#')) return { kind: 'channel', name: target };
  if (target.startsWith('thread')) return { kind: 'thread', name };
  if (target.startsWith('discourse')) return { kind: 'discourse', title: name };
  if (target.startsWith('event')) return { kind: 'event', name };
  const person = /^dm\s+(\S+)/u.exec(target)?.[1];
  return person === undefined ? { kind: 'reply' } : { kind: 'dm', person };
}

function wishOf(verb: string, rest: string): Wish {
  if (verb === 'at') return { kind: 'at', at: instant(rest) };
  if (verb === 'count') {
    const [text, number] = counting(rest) ?? [];
    if (text === undefined) throw new StoryError('A count is written: count "text" = 2.');
    return { kind: 'count', text: unquoted(text), number: Number(number) };
  }
  const [text] = quotation(rest) ?? [];
  if (text === undefined) throw new StoryError('What it contains stands in quotes: contains "text".');
  return { kind: 'contains', text: unquoted(text) };
}

/** An instant such as `2026-12-01T20:00Z`. */
function instant(text: string): Date {
  const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/u.test(text);
  const at = new Date(text);
  if (!isInstant || Number.isNaN(at.getTime())) {
    throw new StoryError(`"${text}" is no instant. Write it like 2026-12-01T20:00Z.`);
  }
  return at;
}

function split(line: string): [string, string] {
  const at = line.search(/\s/u);
  return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at).trim()];
}

/** Takes the backslashes off `\"` and `\\`. */
function unquoted(text: string): string {
  return text.replaceAll(/\\(["\\])/gu, '$1');
}

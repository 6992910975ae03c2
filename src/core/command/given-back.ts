// Gives somebody back what they typed, where it could not be kept: as text to copy, or as a file when there is much.

import { codeBlock, type Document, doc, p, strong } from '../document.ts';
import { type Said, whisper } from '../reply.ts';

/** What is shorter than this is typed again faster than it is copied. */
const worthCopying = 60;
/** More than this in all comes as a file. */
const mostShown = 1_500;

/** Of a command's values those that took somebody time to type. */
export function longTexts(values: Readonly<Record<string, unknown>>): Record<string, string> {
  const texts = Object.entries(values).filter(
    (one): one is [string, string] => typeof one[1] === 'string' && one[1].length >= worthCopying,
  );
  return Object.fromEntries(texts);
}

/** Words that say what went wrong, with what was typed below them, by the fields' names; for whoever typed it alone. */
export function givenBack(words: Document, typed: Readonly<Record<string, string>>): Said {
  const texts = Object.entries(typed).filter(([, text]) => text.trim() !== '');
  if (texts.length === 0) return whisper(words, { isError: true });
  const named = (name: string) => name.replaceAll('-', ' ');
  const length = texts.reduce((sum, [, text]) => sum + text.length, 0);
  if (length <= mostShown) {
    const shown = texts.flatMap(([name, text]) => [
      ...(texts.length > 1 ? [p(strong(`${named(name)}:`))] : []),
      codeBlock(text),
    ]);
    return whisper(doc(words.children, p(wording.shown), shown), { isError: true });
  }
  const content = texts.map(([name, text]) => `${named(name)}:\n\n${text}\n`).join('\n\n');
  const file = { name: 'what-you-wrote.txt', content: Buffer.from(content), description: 'What you wrote' };
  return whisper(doc(words.children, p(wording.attached)), { isError: true, files: [file] });
}

const wording = {
  shown: 'Here is what you wrote, so that you can copy it and send it again:',
  attached: 'What you wrote is in the file below, so that you can copy it and send it again.',
};

// What `docent meeting --help` says: the commands that begin so, with their options.
import type { Command } from '../../core/command.ts';
import { code, type Document, doc, heading, list, p, strong } from '../../core/document.ts';

/** The commands whose names begin with these words; with their options when they are few. */
export function usage(commands: readonly Command[], words: readonly string[]): Document {
  const beginning = words.join(' ');
  const found = commands.filter(
    ({ name }) => beginning === '' || name === beginning || name.startsWith(`${beginning} `),
  );
  const shown = found.length > 0 ? found : commands;
  return doc(
    heading(2, found.length > 0 && beginning !== '' ? `docent ${beginning}` : 'What you can ask of me'),
    shown.length > 6
      ? list(...shown.map((one) => [code(`docent ${one.name}`), ` ${one.description}`]))
      : shown.flatMap((one) => [p(code(`docent ${one.name}`), ` ${one.description}`), ...options(one)]),
    p`Write options as ${code('name:value')}, in quotes if there are spaces: ${code('name:"two words"')}.`,
  );
}

function options(command: Command) {
  const lines = Object.entries(command.options).map(([name, option]) => [
    strong(name),
    option.required ? ' (needed)' : '',
    `: ${option.description}`,
    option.choices ? ` (${option.choices.map((choice) => choice.name).join(', ')})` : '',
  ]);
  return lines.length === 0 ? [] : [list(...lines)];
}

// `/docent help`: all that somebody can ask, or what there is about one thing, with what each takes.
import { type Command, command, confirmedOption, option, type Request } from '../../core/command.ts';
import { code, doc, heading, list, p, strong } from '../../core/document.ts';
import { whisper } from '../../core/reply.ts';

/** Builds the command from all that there are. */
export function helpCommand(allCommands: () => readonly Command[]): Command {
  return command({
    name: 'docent help',
    description: 'Lists what you can ask of me, or what there is about one thing',
    access: 'everyone',
    isReadOnly: true,
    options: {
      about: option.text('What about: vote, project, meeting …; all if left out', {
        max: 100,
        suggest: async (typed, request) =>
          subjectsOf(mayAsk(allCommands(), request))
            .filter((name) => name.startsWith(typed.trim().toLowerCase()))
            .slice(0, 25)
            .map((name) => ({ name, value: name })),
      }),
    },
    async run(request, { about }) {
      const mine = mayAsk(allCommands(), request);
      const found = about === undefined ? [] : matching(mine, about);
      const [only, ...others] = found;
      if (!only) return whisper(everything(mine, about));
      if (others.length === 0) return whisper(oneCommand(only));
      return whisper(
        doc(
          heading(2, `What you can ask about “${about}”`),
          list(...found.map((one) => [code(`/${one.name}`), ` ${one.description}`])),
        ),
      );
    },
  });
}

function mayAsk(commands: readonly Command[], { isOrganiser, isMember }: Request): Command[] {
  return commands.filter(
    ({ access }) => access === 'everyone' || isOrganiser || (access === 'member' && isMember),
  );
}

/** `vote`, `project`: what the commands begin with, each once. */
function subjectsOf(commands: readonly Command[]): string[] {
  return [...new Set(commands.map(({ name }) => name.split(' ')[0] ?? name))].toSorted();
}

/** All commands by what they begin with, so short that a telephone shows them at once. */
function everything(commands: readonly Command[], unknown: string | undefined) {
  return doc(
    heading(2, 'What you can ask of me'),
    unknown !== undefined && p(`I know nothing about “${unknown}”. There is:`),
    list(
      ...subjectsOf(commands).map((subject) => {
        const ways = commands.filter(({ name }) => name.startsWith(`${subject} `));
        const alone = commands.find(({ name }) => name === subject);
        return [
          strong(subject),
          `: ${[...(alone ? [alone.description] : []), ...ways.map(({ name }) => name.slice(subject.length + 1))].join(', ')}`,
        ];
      }),
    ),
    p(
      code('/docent help about:meeting'),
      ' says what each is for, ',
      code('about:"meeting next"'),
      ' what it takes.',
    ),
  );
}

/** The commands that are called so, or begin so; else those of which the description speaks of it. */
export function matching<C extends Pick<Command, 'name' | 'description'>>(
  commands: readonly C[],
  about: string,
): C[] {
  const wanted = about.trim().toLowerCase().replace(/^\//u, '').replaceAll(/\s+/gu, ' ');
  if (wanted === '') return [];
  const exact = commands.filter(({ name }) => name === wanted);
  if (exact.length > 0) return exact;
  const singular = wanted.length > 3 ? wanted.replace(/s$/u, '') : wanted;
  const begins = commands.filter(({ name }) => ` ${name}`.includes(` ${singular}`));
  return begins.length > 0
    ? begins
    : commands.filter(({ description }) => description.toLowerCase().includes(singular));
}

function oneCommand({ name, description, options }: Command) {
  const named = Object.entries(options).filter(([option]) => option !== confirmedOption);
  return doc(
    heading(2, code(`/${name}`)),
    p(`${description}.`),
    named.length > 0 &&
      list(
        ...named.map(([option, { description: words, required, choices }]) => [
          code(`${option}:`),
          ` ${words}${required ? ' (needed)' : ''}`,
          ...(choices ? [`: ${choices.map((choice) => choice.name).join(', ')}`] : []),
        ]),
      ),
  );
}

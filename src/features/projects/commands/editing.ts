// Changing what is written of a project: by command, which asks first, or in a form.
import { asksToChange, overwrittenBy, type Setting } from '../../../core/command/changes.ts';
import type { Form } from '../../../core/command/form.ts';
import { nameKey } from '../../../core/command/naming.ts';
import { changedByAuthor, marksOf } from '../../../core/command/seen.ts';
import { type Command, command, option } from '../../../core/command.ts';
import { code, doc, p, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { type Field, field, openForm, type Reply, whisper } from '../../../core/reply.ts';
import { cleanedLine } from '../../../core/text/cleaned.ts';
import { isNone } from '../../../core/text/none.ts';
import { beginning, shortened } from '../../../core/text/shortened.ts';
import type { ProjectsDeps } from '../deps.ts';
import type { Project, ProjectWords } from '../facts.ts';
import { labels, most, readLinks, wordNames } from '../rules.ts';
import { type Asked, changer, isOpen, meant, projectById, projectOption } from './lookup.ts';

/** `/project edit`. */
export function editingCommand(deps: ProjectsDeps): Command {
  return command({
    name: 'project edit',
    description: 'Changes what is written of a project; `none` takes a part away',
    access: 'everyone',
    bare: 'project',
    options: {
      project: projectOption(deps, isOpen),
      name: option.text('Another name', { max: most.name, isNeeded: true }),
      ...wordOptions,
    },
    async confirm(request, { project: typed, links, ...words }) {
      const asked = await meant(deps, request, typed, isOpen);
      await changer(asked);
      const { project } = asked;
      const settings = settingsWith(project, given(words), links);
      const usual = settings.before.map(([what]): Setting => [what, 'nothing']);
      const question = asksToChange({ ...settings, usual });
      return (
        question && {
          ...question,
          document: doc(p(strong(project.name)), question.document.children),
          values: { project: String(project.number) },
        }
      );
    },
    async run(request, { project: typed, links, ...said }) {
      const asked = await meant(deps, request, typed, isOpen);
      const changes = given(said);
      if (Object.keys(changes).length === 0 && links === undefined)
        throw new UserError(
          'What shall change? Give `name`, `summary`, `why`, `challenges`, `help` or `links`.',
        );
      const words = (current: Project) => {
        request.refuseOther?.(overwrittenBy(settingsWith(current, changes, links)));
        return changes;
      };
      return await edit(asked, words, links);
    },
  });
}

/** The form behind it. */
export function editingForm(deps: ProjectsDeps): Form {
  return {
    name: 'projects/edit',
    args: ['id', 'text?'],
    access: 'everyone',
    async open(request, [id, seen], typed) {
      const asked = await projectById(deps, request, id);
      await changer(asked);
      return editForm(asked.project, typed, seen);
    },
    async run(request, [id, seen], written) {
      const asked = await projectById(deps, request, id);
      await changer(asked);
      const { project } = asked;
      const args = [String(project.id)];
      const words = (current: Project) =>
        changedByAuthor({ labels, now: wordsOf(current), written, seen, args });
      if (Object.keys(words(project)).length === 0)
        return whisper(p('Nothing is new in it, so ', strong(project.name), ' stays as it is.'));
      return await edit(asked, words);
    },
  };
}

/** The parts that were typed; `none`, or a single -, makes one empty. A name it has always. */
function given(words: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(words).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, name !== 'name' && isNone(value) ? '' : value]],
    ),
  );
}

/** How much of a part a question shows. */
const shownLength = 300;

function settingsOf(words: Readonly<Record<string, string>>): Setting[] {
  return wordNames.map((name) => {
    const text = words[name]?.trim() ?? '';
    const shown = shortened(text, shownLength);
    return [labels[name], shown === '' ? 'nothing' : shown];
  });
}

/** A project's words and links as they are, and as they would be. */
function settingsWith(project: Project, words: Readonly<Record<string, string>>, links: string | undefined) {
  return {
    before: [...settingsOf(wordsOf(project)), linkSetting(project.links)],
    after: [
      ...settingsOf({ ...wordsOf(project), ...words }),
      linkSetting(links === undefined ? project.links : linksOf(links)),
    ],
  };
}

const linkSetting = (links: readonly string[]): Setting => [
  'Links',
  links.length === 0 ? 'nothing' : links.join(' '),
];

function editForm(
  project: Project,
  values: Readonly<Record<string, string>>,
  seen = marksOf(wordNames, wordsOf(project)),
) {
  return openForm('projects/edit', {
    title: shortened(project.name, 45),
    args: [String(project.id), seen],
    fields: fields({ ...wordsOf(project), ...values }),
  });
}

const wordsOf = (project: Project): Record<string, string> =>
  Object.fromEntries(wordNames.map((name) => [name, project[name]]));

/** `words` are compared with what is there at the moment of writing, so that of two who save at once neither is lost. */
async function edit(
  asked: Asked,
  words: (current: Project) => Partial<Record<string, string>>,
  links?: string,
): Promise<Reply> {
  const { deps, request, project } = asked;
  await changer(asked);
  const all = await deps.store.list(request.groupId);
  const after = await deps.store.edit(
    project,
    (current) => {
      const changed = words(current);
      return {
        ...checked(changed),
        ...(changed.name !== undefined && { name: nameOf(changed.name, all, project.id) }),
        ...(links !== undefined && { links: linksOf(links) }),
        // Words of somebody from outside are looked at again before everybody reads them.
        isVouched: request.isMember,
      };
    },
    request.now,
  );
  return whisper(
    doc(
      p(strong(after.name), ' is changed. ', code(`/project show project:${after.number}`), ' shows it.'),
      !after.isVouched &&
        p(
          after.vouched
            ? 'The web and the agenda show what was there before, until a member accepts it with '
            : 'The web and the agenda show it once a member accepts it with ',
          code(`/project accept project:${after.number}`),
          '.',
        ),
    ),
  );
}

/** The parts of a project as options. */
export const wordOptions = {
  summary: option.text('What it is, in a few sentences', { max: most.words }),
  why: option.text('Why it matters', { max: most.words }),
  challenges: option.text('Challenges and risks', { max: most.words }),
  help: option.text('How others can help', { max: most.words }),
  links: option.text('Addresses, with spaces between: issues, pull requests, milestones, documents', {
    max: most.words,
  }),
} as const;

/** The fields of a form with these values. */
export function fields(values: Readonly<Partial<Record<string, string>>>): Field[] {
  return wordNames.map((name) => {
    const maxLength = name === 'name' ? most.name : most.words;
    const required = name === 'name' || name === 'summary';
    const kind = name === 'name' ? field.line : field.paragraph;
    return kind(name, labels[name], beginning(values[name] ?? '', maxLength), { required, maxLength });
  });
}

/** The parts that were given, each within its length. */
export function checked(typed: Partial<Record<string, string | undefined>>): Partial<ProjectWords> {
  const part = (name: 'summary' | 'why' | 'challenges' | 'help'): Partial<ProjectWords> => {
    if (typed[name] === undefined) return {};
    const value = typed[name].trim();
    if (value.length <= most.words) return { [name]: value };
    throw new UserError(
      `${labels[name]} has ${value.length} characters; ${most.words} is the most. Please shorten it.`,
    );
  };
  return { ...part('summary'), ...part('why'), ...part('challenges'), ...part('help') };
}

/** A name as it was typed. Throws a UserError when it is none, too long, or another project's. */
export function nameOf(typed: string | undefined, all: readonly Project[], ownId?: number): string {
  const name = cleanedLine(typed ?? '');
  if (name === '') throw new UserError('The project needs a name.');
  if (name.length > most.name)
    throw new UserError(`The name is longer than ${most.name} characters. Please shorten it.`);
  const same = all.find((one) => one.id !== ownId && nameKey(one.name) === nameKey(name));
  if (same)
    throw new UserError(
      `"${same.name}" is there already: \`/project show project:${same.number}\`. Give yours another name.`,
    );
  return name;
}

/** Links as they were typed. Throws a UserError for what is no address. */
export function linksOf(typed: string): string[] {
  const { links, wrong } = readLinks(isNone(typed) ? '' : typed);
  const [first] = wrong;
  if (first !== undefined)
    throw new UserError(`\`${first}\` is no address. Write whole ones: \`https://…\`.`);
  if (links.length > most.links)
    throw new UserError(`That is more than ${most.links} links. Give the most important.`);
  return links;
}

// Proposing a project, and changing what is written of it: by command, or in a form.
import { asksToChange, overwrittenBy, type Setting } from '../../../core/changes.ts';
import {
  type Action,
  type Command,
  command,
  type Field,
  type Form,
  openForm,
  type Reply,
  type Request,
  whisper,
} from '../../../core/command.ts';
import { code, doc, p, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { changedByAuthor, marksOf } from '../../../core/seen.ts';
import type { ProjectsDeps } from '../deps.ts';
import type { Project, ProjectWords } from '../facts.ts';
import { most, readLinks, statusNames } from '../rules.ts';
import { projectButtons } from '../views.ts';
import { changer, isOpen, meant, projectById, projectOption } from './lookup.ts';

const wordOptions = {
  summary: { type: 'string', description: 'What it is, in a few sentences', max: most.words },
  why: { type: 'string', description: 'Why it matters', max: most.words },
  challenges: { type: 'string', description: 'Challenges and risks', max: most.words },
  help: { type: 'string', description: 'How others can help', max: most.words },
  links: {
    type: 'string',
    description: 'Addresses, with spaces between: issues, pull requests, milestones, documents',
    max: most.words,
  },
} as const;

const labels: Readonly<Record<keyof ProjectWords, string>> = {
  name: 'Name',
  summary: 'Summary',
  why: 'Why it matters',
  challenges: 'Challenges and risks',
  help: 'How to help',
};

const wordNames = ['name', 'summary', 'why', 'challenges', 'help'] as const satisfies (keyof ProjectWords)[];

function fields(values: Readonly<Partial<Record<string, string>>>): Field[] {
  const field = (name: keyof ProjectWords, kind: Field['kind'] & ('line' | 'paragraph')): Field => ({
    kind,
    name,
    label: labels[name],
    required: name === 'name' || name === 'summary',
    maxLength: name === 'name' ? most.name : most.words,
    ...(values[name] && { value: values[name].slice(0, name === 'name' ? most.name : most.words) }),
  });
  return [
    field('name', 'line'),
    field('summary', 'paragraph'),
    field('why', 'paragraph'),
    field('challenges', 'paragraph'),
    field('help', 'paragraph'),
  ];
}

/** `/project propose` and `/project edit`. */
export function proposingCommands(deps: ProjectsDeps): Command[] {
  return [
    command({
      name: 'project propose',
      description: 'Proposes a project, or puts an idea into the parking lot',
      access: 'everyone',
      bare: 'name',
      opensForm: { unless: 'name' },
      options: {
        name: {
          type: 'string',
          description: 'Its name; leave it out for a form',
          max: most.name,
          isNeeded: true,
        },
        ...wordOptions,
        parked: { type: 'boolean', description: 'Only an idea, for the parking lot' },
      },
      async run(request, { name, links, parked = false, ...words }) {
        if (name === undefined) return proposalForm(parked ? 'parked' : 'proposed', {});
        return await propose(deps, request, { typed: { ...words, name }, links, parked });
      },
    }),
    command({
      name: 'project edit',
      description: 'Changes what is written of a project; `none` takes a part away',
      access: 'everyone',
      bare: 'project',
      options: {
        project: projectOption(deps, isOpen),
        name: { type: 'string', description: 'Another name', max: most.name, isNeeded: true },
        ...wordOptions,
      },
      async confirm(request, { project: typed, links, ...words }) {
        const { project } = await meant(deps, request, { typed, fits: isOpen });
        await changer(deps, request, project);
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
      async run(request, { project: typed, links, ...words }) {
        const { project } = await meant(deps, request, { typed, fits: isOpen });
        const changes = given(words);
        if (Object.keys(changes).length === 0 && links === undefined) {
          throw new UserError(
            'What shall change? Give `name`, `summary`, `why`, `challenges`, `help` or `links`.',
          );
        }
        const checkedWords = (current: Project) => {
          request.refuseOther?.(overwrittenBy(settingsWith(current, changes, links)));
          return changes;
        };
        return await edit(deps, request, { project, words: checkedWords, links });
      },
    }),
  ];
}

const isNone = (value: string) => /^\s*(?:-|none)\s*$/iu.test(value);

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
    const shown = text.length > shownLength ? `${text.slice(0, shownLength)}…` : text;
    return [labels[name], shown === '' ? 'nothing' : shown];
  });
}

/** A project's words and links as they are, and as they would be. */
function settingsWith(
  project: Project,
  words: Readonly<Record<string, string>>,
  links: string | undefined,
): { before: Setting[]; after: Setting[] } {
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

function proposalForm(as: string, values: Readonly<Record<string, string>>) {
  return openForm('projects/propose', {
    title: as === 'parked' ? 'An idea for the parking lot' : 'A project to propose',
    args: [as],
    fields: fields(values),
  });
}

function editForm(
  project: Project,
  values: Readonly<Record<string, string>>,
  seen = marksOf(wordNames, wordsOf(project)),
) {
  return openForm('projects/edit', {
    title: project.name.slice(0, 45),
    args: [String(project.id), seen],
    fields: fields({ ...wordsOf(project), ...values }),
  });
}

const wordsOf = ({ name, summary, why, challenges, help }: Project): Record<string, string> => ({
  name,
  summary,
  why,
  challenges,
  help,
});

/** The forms behind both. */
export function proposingForms(deps: ProjectsDeps): Form[] {
  return [
    {
      name: 'projects/propose',
      args: [['proposed', 'parked']],
      access: 'everyone',
      open: async (_, [as = 'proposed'], typed) => proposalForm(as, typed),
      run: async (request, [as], values) =>
        await propose(deps, request, { typed: values, links: undefined, parked: as === 'parked' }),
    },
    {
      name: 'projects/edit',
      args: ['id', 'text?'],
      access: 'everyone',
      open: async (request, [id, seen], typed) => editForm(await projectById(deps, request, id), typed, seen),
      async run(request, [id, seen], written) {
        const project = await projectById(deps, request, id);
        await changer(deps, request, project);
        const args = [String(project.id)];
        const words = (current: Project) =>
          changedByAuthor({ labels, now: wordsOf(current), written, seen, args });
        if (Object.keys(words(project)).length === 0)
          return whisper(doc(p('Nothing is new in it, so ', strong(project.name), ' stays as it is.')));
        return await edit(deps, request, { project, words, links: undefined });
      },
    },
  ];
}

/** The button that opens the form. */
export function proposingActions(deps: ProjectsDeps): Action[] {
  return [
    {
      name: 'projects/edit',
      args: ['id'],
      access: 'everyone',
      opensForm: true,
      async run(request, [id]) {
        const project = await projectById(deps, request, id);
        await changer(deps, request, project);
        return editForm(project, {});
      },
    },
  ];
}

async function propose(
  deps: ProjectsDeps,
  request: Request,
  {
    typed,
    links,
    parked,
  }: { typed: Partial<Record<string, string | undefined>>; links: string | undefined; parked: boolean },
): Promise<Reply> {
  const { groupId, now, isMember } = request;
  const who = await deps.people.of(groupId, request.caller);
  const all = await deps.store.list(groupId);
  const words = {
    ...{ summary: '', why: '', challenges: '', help: '' },
    ...checked(typed),
    name: nameOf(typed.name, all),
  };
  const waiting = all.filter((one) => one.proposedById === who.id && !one.isVouched && one.status !== 'done');
  if (!isMember && waiting.length >= most.openByGuest) {
    throw new UserError(
      `You have proposed ${waiting.length} projects that nobody of the group has taken up yet. Ask about those first.`,
    );
  }
  const made = await deps.store.propose({
    ...words,
    groupId,
    status: parked ? 'parked' : 'proposed',
    links: linksOf(links ?? ''),
    proposedById: who.id,
    isVouched: isMember,
    now,
  });
  if (made === 'tooMany')
    throw new UserError(
      `The group has ${most.inGroup} projects, which is the most. Withdraw an idea that nobody takes up: \`/project withdraw\`.`,
    );
  const { number, name, status } = made;
  const next = parked
    ? [' Whoever wants to begin with it takes the lead: ', code(`/project lead project:${number}`), '.']
    : [' It becomes active when it has a lead: ', code(`/project lead project:${number}`), '.'];
  const unseen = isMember
    ? undefined
    : p(
        'The web and the agenda show it once a member stands behind it with ',
        code(`/project accept project:${number}`),
        '.',
      );
  return whisper(
    doc(p(strong(name), ` is project ${number} now: ${statusNames[status]}.`, ...next), unseen),
    {
      buttons: [
        ...(isMember ? projectButtons(made) : []),
        { label: 'Edit', action: 'projects/edit', args: [String(made.id)], style: 'secondary' },
      ],
    },
  );
}

async function edit(
  deps: ProjectsDeps,
  request: Request,
  {
    project,
    words,
    links,
  }: {
    project: Project;
    /** Compared with what is there at the moment of writing, so that of two who save at once neither is lost. */
    words: (current: Project) => Partial<Record<string, string>>;
    links: string | undefined;
  },
): Promise<Reply> {
  await changer(deps, request, project);
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
      after.isVouched
        ? undefined
        : p(
            after.vouched
              ? 'The web and the agenda show what was there before, until a member accepts it with '
              : 'The web and the agenda show it once a member accepts it with ',
            code(`/project accept project:${after.number}`),
            '.',
          ),
    ),
  );
}

/** The parts that were given, each within its length. */
function checked(typed: Partial<Record<string, string | undefined>>): Partial<ProjectWords> {
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

function nameOf(typed: string | undefined, all: readonly Project[], ownId?: number): string {
  const name = (typed ?? '').trim().replaceAll(/\s+/gu, ' ');
  if (name === '') throw new UserError('The project needs a name.');
  if (name.length > most.name)
    throw new UserError(`The name is longer than ${most.name} characters. Please shorten it.`);
  const same = all.find((one) => one.id !== ownId && one.name.toLowerCase() === name.toLowerCase());
  if (same) {
    throw new UserError(
      `"${same.name}" is there already: \`/project show project:${same.number}\`. Give yours another name.`,
    );
  }
  return name;
}

function linksOf(typed: string): string[] {
  const { links, wrong } = readLinks(isNone(typed) ? '' : typed);
  const [first] = wrong;
  if (first !== undefined)
    throw new UserError(`\`${first}\` is no address. Write whole ones: \`https://…\`.`);
  if (links.length > most.links)
    throw new UserError(`That is more than ${most.links} links. Give the most important.`);
  return links;
}

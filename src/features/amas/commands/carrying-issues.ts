// After an AMA: questions that stayed open become issues of a repository, each once.

import { type Form, filled } from '../../../core/command/form.ts';
import type { Confirmation, Request } from '../../../core/command.ts';
import { type GroupFacts, refuseStrangeRepository } from '../../../core/directory.ts';
import { code, doc, link, list, p, questionMark, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { checkedForIssues } from '../../../core/github/checked-repository.ts';
import { repositoriesTyped } from '../../../core/github/repository-typed.ts';
import {
  asChoices,
  type Button,
  type FormReply,
  field,
  openForm,
  type Reply,
  whisper,
} from '../../../core/reply.ts';
import { type AmaFacts, labelOf, type QuestionFacts, type QuestionState } from '../facts.ts';
import { lineOf, questionList } from '../views/question.ts';
import type { AmaLookup, Scope } from './lookup.ts';

/** The most that become issues at once: nobody reads more of a preview, and maintainers get mail of each. */
const mostIssues = 20;

/** The button that begins it, once a repository may be written to. */
export function issueButtons({ findWritable }: AmaLookup, { ama, group }: Scope, open: number): Button[] {
  const mayAny = group.grants === 'everything' || repositoriesOf(group).length > 0;
  if (!findWritable || !mayAny) return [];
  const label = `Open ${open === 1 ? 'an issue' : 'issues'}`;
  return [{ label, action: 'amas/issues', args: [String(ama.id)], style: 'secondary' }];
}

/** The whole repositories that were granted to a group; folders of others have no issues of their own. */
function repositoriesOf({ grants }: Pick<GroupFacts, 'grants'>): readonly string[] {
  return grants === 'everything' ? [] : grants.repositories.filter((one) => one.split('/').length === 2);
}

/** What is asked before issues are opened: which, where, and who sees them. */
export async function issuesPreview(
  lookup: AmaLookup,
  request: Request,
  asked: IssuesAsked,
): Promise<Confirmation> {
  const { ama } = asked.scope;
  const { chosen, where } = await wanted(lookup, request, asked);
  const words = chosen.length === 1 ? 'an issue' : `${chosen.length} issues`;
  return {
    document: doc(
      p`Shall I open ${words} in ${code(where)} of what stayed open in
        ${strong(ama.title)}${questionMark(ama.title)}`,
      questionList(chosen, mostIssues),
      p`Each holds the question and where it was asked, and names nobody. Everybody who reads that repository
        sees it.`,
    ),
    label: chosen.length === 1 ? 'Open it' : 'Open them',
    values: { ama: String(ama.id), repository: where, questions: chosen.map(labelOf).join(', ') },
  };
}

/** What somebody wants issues of. */
interface IssuesAsked {
  readonly scope: Scope;
  readonly repository: string;
  readonly questions: string | undefined;
}

/** Opens them, and says where they are. */
export async function openIssues(lookup: AmaLookup, request: Request, asked: IssuesAsked): Promise<Reply> {
  const { ama } = asked.scope;
  const { chosen, where } = await wanted(lookup, request, asked);
  const keys = await lookup.store.openIssues(ama, chosen, where);
  const made = await Promise.all(keys.map(lookup.opened));
  const lines = chosen.map((one, i) => {
    const url = made[i];
    const words = lineOf(one);
    return url === undefined ? [words] : [link(url, words)];
  });
  const isAll = made.every((url) => url !== undefined);
  return whisper(
    doc(
      p`${chosen.length === 1 ? 'The issue is' : `${chosen.length} issues are`}
        ${isAll ? 'open' : 'being opened'} in ${code(where)}:`,
      list(...lines),
    ),
  );
}

/** The questions that are meant, and where their issues go. Throws when it cannot be, or is not the caller's to do. */
async function wanted(
  lookup: AmaLookup,
  request: Request,
  { scope, repository, questions: typed }: IssuesAsked,
): Promise<{ chosen: readonly QuestionFacts[]; where: string }> {
  const { ama, group } = scope;
  await lookup.host(request, scope);
  if (!lookup.findWritable) {
    throw new UserError(
      'I have no token with which I could open issues. `/ama carry` puts the questions on the next agenda instead.',
    );
  }
  const [where = '', ...others] = repositoriesTyped(repository);
  if (
    others.length > 0 ||
    !/^[\w.-]{1,100}\/[\w.-]{1,100}$/u.test(where) ||
    /(?:^|\/)\.+(?:\/|$)/u.test(where)
  )
    throw new UserError(`"${repository}" is not a repository. Give it as \`owner/name\`.`);
  refuseStrangeRepository(group, where);
  const chosen = await stayedOpen(lookup, ama, { typed, states: ['approved'] });
  if (chosen.length > mostIssues) {
    throw new UserError(
      `${chosen.length} questions stayed open; I open ${mostIssues} issues at most at a time. Choose some: \`questions:"${chosen.slice(0, 3).map(labelOf).join(', ')}"\`.`,
    );
  }
  const elsewhere = await lookup.store.issuesElsewhere(ama, chosen, where);
  const [first] = elsewhere;
  if (first) {
    throw new UserError(
      `Question ${labelOf(first.question)} has an issue in \`${first.repository}\` already. Leave it out of \`questions\`.`,
    );
  }
  await checkedForIssues(where, lookup.findWritable);
  return { chosen, where };
}

/** The questions of a closed AMA that stayed open, or those of them that are named by number. Throws for any other. */
export async function stayedOpen(
  { store }: AmaLookup,
  ama: AmaFacts,
  { typed, states }: { readonly typed: string | undefined; readonly states: readonly QuestionState[] },
): Promise<QuestionFacts[]> {
  if (ama.state !== 'closed') {
    throw new UserError(
      `"${ama.title}" goes on, so that its questions may still be answered. Close it first.`,
    );
  }
  const all = (await store.questions(ama.id)).filter(({ state }) => states.includes(state));
  if (all.length === 0) throw new UserError(`No question of "${ama.title}" stayed open.`);
  if (typed === undefined) return all;
  const labels = [...new Set(typed.split(/[\s,;#]+/u).filter((one) => one !== ''))];
  return labels.map((label) => {
    const found = all.find((one) => labelOf(one) === label);
    if (found) return found;
    throw new UserError(
      `"${label}" is no question that stayed open in "${ama.title}". These did: ${all.slice(0, 30).map(labelOf).join(', ')}.`,
    );
  });
}

/** The form in which a repository and questions are chosen; what is filled in is asked about like the command. */
export function issueForm(lookup: AmaLookup): Form {
  return {
    name: 'amas/issues',
    args: ['id'],
    access: 'everyone',
    async open(request, [id], typed) {
      const scope = await lookup.scope(request, id);
      await lookup.host(request, scope);
      return await issuesForm(lookup, scope, typed);
    },
    run: async (_request, [id], values) => filled('ama carry', values, { ama: id ?? '' }),
  };
}

async function issuesForm(
  lookup: AmaLookup,
  { ama, group }: Scope,
  typed: Readonly<Record<string, string>>,
): Promise<FormReply> {
  const open = await stayedOpen(lookup, ama, { typed: undefined, states: ['approved'] });
  const granted = repositoriesOf(group).slice(0, 25);
  const value = typed.repository ?? granted[0];
  const label = 'Repository';
  const questions = typed.questions ?? open.slice(0, mostIssues).map(labelOf).join(', ');
  const repository =
    value !== undefined && granted.length > 0
      ? field.select('repository', label, { choices: asChoices(granted), value })
      : field.line('repository', label, value, { hint: 'owner/name', maxLength: 140 });
  return openForm('amas/issues', {
    title: 'Open issues',
    args: [String(ama.id)],
    fields: [
      repository,
      field.line('questions', 'Which questions, by number', questions, { maxLength: 1000 }),
    ],
  });
}

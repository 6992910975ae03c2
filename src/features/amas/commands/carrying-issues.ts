// After an AMA: questions that stayed open become issues of a repository, each once.

import { type Form, filled } from '../../../core/command/form.ts';
import type { Confirmation } from '../../../core/command.ts';
import { type GroupFacts, refuseStrangeRepository } from '../../../core/directory.ts';
import { code, doc, link, list, p, questionMark, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { checkedForIssues } from '../../../core/github/checked-repository.ts';
import { repositoriesTyped } from '../../../core/github/repository-typed.ts';
import { asChoices, type Button, field, openForm, type Reply, whisper } from '../../../core/reply.ts';
import { labelOf, type QuestionFacts, type QuestionState } from '../facts.ts';
import { buttonOn, lineOf, questionList } from '../views/question.ts';
import { type AmaLookup, asHost, type Scope } from './lookup.ts';

/** The most that become issues at once: nobody reads more of a preview, and maintainers get mail of each. */
const mostIssues = 20;

/** The button that begins it, once a repository may be written to. */
export function issueButtons(scope: Pick<Scope, 'lookup' | 'ama' | 'group'>, open: number): Button[] {
  const { lookup, ama, group } = scope;
  const mayAny = group.grants === 'everything' || repositoriesOf(group).length > 0;
  if (!lookup.findWritable || !mayAny) return [];
  return [buttonOn(ama, `Open ${open === 1 ? 'an issue' : 'issues'}`, 'issues')];
}

/** The whole repositories that were granted to a group; folders of others have no issues of their own. */
function repositoriesOf({ grants }: Pick<GroupFacts, 'grants'>): readonly string[] {
  return grants === 'everything' ? [] : grants.repositories.filter((one) => one.split('/').length === 2);
}

/** What somebody wants issues of. */
interface IssuesAsked {
  readonly repository: string;
  readonly questions: string | undefined;
}

/** What is asked before issues are opened: which, where, and who sees them. */
export async function issuesPreview(scope: Scope, asked: IssuesAsked): Promise<Confirmation> {
  const { ama } = scope;
  const { chosen, where } = await wanted(scope, asked);
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

/** Opens them, and says where they are. */
export async function openIssues(scope: Scope, asked: IssuesAsked): Promise<Reply> {
  const { lookup, ama } = scope;
  const { chosen, where } = await wanted(scope, asked);
  const keys = await lookup.store.openIssues(ama, chosen, where);
  const made = await Promise.all(keys.map(lookup.opened));
  const lines = chosen.map((one, i) => {
    const url = made[i]?.url;
    return [url === undefined ? lineOf(one) : link(url, lineOf(one))];
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
async function wanted(scope: Scope, { repository, questions: typed }: IssuesAsked) {
  const { lookup, ama, group } = scope;
  await asHost(scope);
  if (!lookup.findWritable)
    throw new UserError(
      'I have no token with which I could open issues. `/ama carry` puts the questions on the next agenda instead.',
    );
  const [where = '', ...others] = repositoriesTyped(repository);
  if (others.length > 0 || !/^(?!\.+\/)[\w.-]{1,100}\/(?!\.+$)[\w.-]{1,100}$/u.test(where))
    throw new UserError(`"${repository}" is not a repository. Give it as \`owner/name\`.`);
  refuseStrangeRepository(group, where);
  const chosen = await stayedOpen(scope, ['approved'], typed);
  if (chosen.length > mostIssues)
    throw new UserError(
      `${chosen.length} questions stayed open; I open ${mostIssues} issues at most at a time. Choose some: \`questions:"${chosen.slice(0, 3).map(labelOf).join(', ')}"\`.`,
    );
  const elsewhere = await lookup.store.issuesElsewhere(ama, chosen, where);
  const [first] = elsewhere;
  if (first)
    throw new UserError(
      `Question ${labelOf(first.question)} has an issue in \`${first.repository}\` already. Leave it out of \`questions\`.`,
    );
  await checkedForIssues(where, lookup.findWritable);
  return { chosen, where };
}

/** The questions of a closed AMA that stayed open, or those of them that are named by number. Throws for any other. */
export async function stayedOpen(
  { lookup, ama }: Scope,
  states: readonly QuestionState[],
  typed?: string,
): Promise<QuestionFacts[]> {
  if (ama.state !== 'closed')
    throw new UserError(
      `"${ama.title}" goes on, so that its questions may still be answered. Close it first.`,
    );
  const all = (await lookup.store.questions(ama.id)).filter(({ state }) => states.includes(state));
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
      await asHost(scope);
      const open = await stayedOpen(scope, ['approved']);
      const granted = repositoriesOf(scope.group).slice(0, 25);
      const value = typed.repository ?? granted[0];
      const label = 'Repository';
      const questions = typed.questions ?? open.slice(0, mostIssues).map(labelOf).join(', ');
      const repository =
        value !== undefined && granted.length > 0
          ? field.select('repository', label, { choices: asChoices(granted), value })
          : field.line('repository', label, value, { hint: 'owner/name', maxLength: 140 });
      return openForm('amas/issues', {
        title: 'Open issues',
        args: [String(scope.ama.id)],
        fields: [
          repository,
          field.line('questions', 'Which questions, by number', questions, { maxLength: 1000 }),
        ],
      });
    },
    run: async (_request, [id], values) => filled('ama carry', values, { ama: id ?? '' }),
  };
}

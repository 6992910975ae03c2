// The record of decisions on the web, for everybody; and a ballot on a page of one's own, behind a personal link.

import { wholeNumber } from '../../core/command/arguments.ts';
import type { GroupFacts } from '../../core/directory.ts';
import { doc, type Inline, link, list, p, strong, time, typed } from '../../core/document.ts';
import type { FeaturePages, Page, PageField, PersonalRequest } from '../../core/page.ts';
import { field } from '../../core/reply.ts';
import { choicesOf, choiceWords, hasOptions, numbersOn, optionsIn, readChoice, recuse } from './choices.ts';
import { keepBallot, longestReason } from './commands/ballots.ts';
import type { VotesDeps } from './deps.ts';
import type { Decision, Vote } from './facts.ts';
import { decisionDocument } from './record.ts';
import { isOpen } from './rules.ts';
import { ballotWords, voteCard } from './views.ts';

/** Offers `/decisions`, `/decisions/3`, what is new, and the page of a ballot. */
export function decisionPages({ store, isForAll }: VotesDeps): FeaturePages {
  const open = async (group: GroupFacts, newest?: number): Promise<Decision[]> =>
    (await isForAll(group)) ? await store.decisions(group.id, newest) : [];
  const line = (decision: Decision, href: (path: string) => string, zone: string): Inline[] => [
    link(href(`decisions/${decision.number}`), `${decision.number}. ${decision.title}`),
    ' · ',
    time(decision.decidedAt, zone, 'date'),
  ];

  return {
    name: 'decisions',
    title: 'Decisions',
    async find({ path, group, href, query }) {
      if (path === '') {
        const all = await open(group);
        const words = (query('q') ?? '').trim().toLowerCase();
        const found = all.filter(({ title, text }) => `${title} ${text}`.toLowerCase().includes(words));
        const nothing =
          words === '' ? 'Nothing is recorded yet.' : 'No decision has these words. Try fewer of them.';
        return {
          title: 'Decisions',
          search: { label: 'Search decisions', value: query('q') ?? '' },
          document: async () =>
            doc(found.length > 0 ? list(...found.map((one) => line(one, href, group.zone))) : p(nothing)),
        };
      }
      const number = wholeNumber(path);
      if (number === undefined || String(number) !== path || !(await isForAll(group))) return undefined;
      const decision = await store.decision(group.id, number);
      return (
        decision && {
          title: `Decision ${decision.number}: ${decision.title}`,
          // The page has the title as its heading already.
          document: async () => doc(...decisionDocument(decision, group.zone).children.slice(1)),
        }
      );
    },
    async front({ group, href }) {
      const newest = await open(group, 3);
      if (newest.length === 0) return undefined;
      return {
        order: 'record',
        title: 'Latest decisions',
        blocks: [list(...newest.map((one) => line(one, href, group.zone)))],
      };
    },
    async feed({ group, href }) {
      return (await open(group, 50)).map((one) => ({
        path: `decisions/${one.number}`,
        title: `Decision ${one.number}: ${one.title}`,
        at: one.amendedAt ?? one.decidedAt,
        document: doc(...typed(one.text), p(link(href(`decisions/${one.number}`), 'The decision'))),
      }));
    },
    personal: (request) => ballotPage(request),
    async submit(request, values) {
      const vote = await voteOf(request);
      if (!vote) return { said: 'That vote is not there any more.', isRefused: true };
      const given = (values.get('choice') ?? []).join(vote.rule === 'ranked' ? '' : ',');
      const { choice } = readChoice(given, vote);
      const reason = values.get('reason')?.[0];
      const ballot = { personId: request.person.id, choice, reason, now: request.now };
      const came = await keepBallot({ store }, vote, ballot);
      return { said: came.isClosed ? `${came.said} Everybody has voted, so the vote is closed.` : came.said };
    },
  };

  async function voteOf({ path, group }: PersonalRequest): Promise<Vote | undefined> {
    const id = /^vote\/(\d+)$/u.exec(path)?.[1];
    return id === undefined ? undefined : await store.vote(group.id, Number(id));
  }

  async function ballotPage(request: PersonalRequest): Promise<Page | undefined> {
    const vote = await voteOf(request);
    const elector = vote?.electors.find(({ personId }) => personId === request.person.id);
    if (!vote || !elector) return undefined;
    const shown = { zone: request.group.zone, now: request.now };
    const own = vote.ballots.find(({ personId }) => personId === request.person.id);
    const mayVote = isOpen(vote, request.now) && !elector.leftAt;
    return {
      title: `Your vote: ${vote.question}`,
      document: async () =>
        doc(
          // Its buttons and commands are those of chat; here is a form.
          ...voteCard(vote, shown, { buttons: true }).children,
          own && p(strong('You voted:'), ' ', ballotWords(vote, own.choice)),
        ),
      ...(mayVote && { form: { fields: fieldsOf(vote, own), submit: own ? 'Change my vote' : 'Vote' } }),
    };
  }
}

function fieldsOf(vote: Vote, own: { choice: string; reason?: string } | undefined): PageField[] {
  if (vote.rule === 'ranked') {
    const label = 'Your order by number, best first: 2 > 1 > 3';
    return [field.line('choice', label, own?.choice, { maxLength: 200 })];
  }
  const isApproval = hasOptions(vote.rule);
  const choices = isApproval
    ? optionsIn(vote.options).map(({ number, name }) => ({ value: String(number), label: [name] }))
    : [...choicesOf(vote.rule), recuse].map((choice) => ({ value: choice, label: [choiceWords(choice)] }));
  const choice: PageField = {
    kind: isApproval ? 'several' : 'one',
    name: 'choice',
    label: isApproval ? 'Those that you approve' : 'Your vote',
    required: !isApproval,
    choices,
    ticked: !own ? [] : isApproval ? numbersOn(own.choice).map(String) : [own.choice],
  };
  if (isApproval) return [choice];
  const label = vote.isSecret ? 'Why? Shown without your name' : 'Why? Shown with your vote';
  const hint = 'A -1 and an objection need a reason.';
  const more = { hint, required: false, maxLength: longestReason };
  return [choice, field.paragraph('reason', label, own?.reason, more)];
}

// `/prs labels`: what labels mean to whom a pull request waits on, and who is a bot.
import { z } from 'zod';
import { asksToChange, overwrittenBy, type Setting } from '../../../core/command/changes.ts';
import { choicesFor } from '../../../core/command/naming.ts';
import { type Command, command, option, type Request } from '../../../core/command.ts';
import { insteadOf, OutsideError, UserError } from '../../../core/errors.ts';
import { whisper } from '../../../core/reply.ts';
import { isNone } from '../../../core/text/none.ts';
import { isLabel } from '../label-patterns.ts';
import { haveWords, unknownLabels } from '../lost-labels.ts';
import { readList } from '../scope.ts';
import { didYouMean } from '../spelling.ts';
import { type Labelled, labelsCard, meaningWords } from '../views/labels.ts';
import { presets } from '../vocabulary/presets.ts';
import { meanings, type SaidVocabulary } from '../vocabulary/shape.ts';
import type { Ask, Asked } from './asked.ts';
import { knownRepositories } from './lookup.ts';
import { patiently } from './patience.ts';
import { readable } from './readers.ts';

const defaultValue = 'usual';
const most = { rules: 100, bots: 100 };

/** Builds the command. */
export function labelCommand(ask: Ask): Command {
  return command({
    name: 'prs labels',
    description: 'Shows what labels mean and who is a bot; organisers change it',
    access: 'everyone',
    options: {
      label: option.text('The label that means something, as it is written there', {
        max: 100,
        async suggest(typed, request) {
          const known = await labelled(ask(request)).catch(insteadOf(OutsideError, []));
          const all = [...new Set(known.flatMap(({ labels }) => labels))].filter((one) => one.length <= 100);
          return choicesFor(all, typed, (label) => ({ name: label, value: label }));
        },
      }),
      means: option.text('On whom a pull request with that label waits', {
        choices: [
          ...meanings.map((meaning) => ({ name: meaningWords[meaning], value: meaning })),
          { name: 'as usual: take back what the group said', value: defaultValue },
        ],
      }),
      why: option.text('Why it waits, in a few words', { max: 80, mayBeNone: true }),
      bots: option.text('Names of bots, with commas; "none" for none', { max: 1000 }),
      preset: option.text('Whose words to use, with commas: cpython, prow, rust …; "usual" recognises them', {
        max: 100,
      }),
    },
    async confirm(request, values) {
      refuseUnclear(request, values);
      const before = (await ask(request).said()) ?? nothingSaid;
      const usual = settingsOf(nothingSaid);
      const settings = { ...settingsFrom(before, vocabularyWith(before, values)), usual };
      return asksToChange(settings, undefined, await unknownWords(ask(request), values));
    },
    async run(request, values) {
      refuseUnclear(request, values);
      const asked = ask(request);
      const said = isChange(values)
        ? await asked.store.say(asked.groupId, asked.now, (before) => {
            const after = vocabularyWith(before, values);
            request.refuseOther?.(overwrittenBy(settingsFrom(before, after)));
            return after;
          })
        : await asked.said();
      return whisper(labelsCard(await labelled(asked), said ?? nothingSaid));
    },
  });
}

/** The labels of the repositories that the asker may know of. */
async function labelled(asked: Asked): Promise<Labelled[]> {
  const repositories = await readable(asked, await knownRepositories(asked));
  const memory = asked.store.memory(asked.groupId);
  return await Promise.all(
    repositories.map(async (repository) => ({
      repository,
      labels: [...new Set((await memory.known(repository)).flatMap(({ labels }) => labels))].toSorted(),
    })),
  );
}

/** That no repository of the group has a label which is to mean something; undefined while nobody can tell. */
async function unknownWords(asked: Asked, { label, means }: Change): Promise<string | undefined> {
  if (label === undefined || means === defaultValue) return undefined;
  const repositories = await knownRepositories(asked);
  const all = patiently(() => unknownLabels(asked.source, repositories, [label]), 8000);
  const { known } = await all.catch(insteadOf(OutsideError, { known: [] }));
  if (known.length === 0 || known.some((one) => isLabel(one, label))) return undefined;
  const meant = didYouMean(label, known).replaceAll('`', '"');
  return `${haveWords(repositories)} no label "${label}". ${meant || 'Is it spelled so?'}`;
}

/** What was typed. */
type Change = Partial<Record<'label' | 'means' | 'why' | 'bots' | 'preset', string | undefined>>;

const nothingSaid: SaidVocabulary = { labels: [], bots: [] };

const isChange = ({ label, means, why, bots, preset }: Change) =>
  [label, means, why, bots, preset].some((value) => value !== undefined);

function refuseUnclear({ isOrganiser }: Request, values: Change): void {
  if (isChange(values) && !isOrganiser)
    throw new UserError(
      'Only organisers change what labels mean. Ask one of them; `/member list` says who they are.',
    );
  if ((values.label === undefined) !== (values.means === undefined))
    throw new UserError('A label needs a meaning: `/prs labels label:"needs docs" means:reviewer`.');
  if (values.why !== undefined && values.label === undefined)
    throw new UserError('Say which `label` that is about.');
}

function vocabularyWith(before: SaidVocabulary, { label, means = '', why, bots, preset }: Change) {
  const { presets: _, ...others } = before;
  const wanted = preset === undefined ? before.presets : presetsFrom(preset);
  return {
    ...others,
    labels: label === undefined ? before.labels : withRule(before, { label, means, why }),
    bots: bots === undefined ? before.bots : botsFrom(bots),
    ...(wanted && { presets: wanted }),
  };
}

const settingsFrom = (before: SaidVocabulary, after: SaidVocabulary) => ({
  before: settingsOf(before),
  after: settingsOf(after),
});

/** What the group said, each by itself. */
function settingsOf({ labels, bots, presets }: SaidVocabulary): Setting[] {
  const words = (rule: SaidVocabulary['labels'][number]) =>
    `${meaningWords[rule.means]}${rule.why === undefined ? '' : ` (${rule.why})`}`;
  return [
    ...labels.map((rule): Setting => [rule.labels.join(', '), words(rule)]),
    ['Bots', bots.length === 0 ? 'none' : bots.join(', ')],
    ['Words', presets === undefined ? 'recognised' : presets.length === 0 ? 'none' : presets.join(', ')],
  ];
}

function withRule(
  { labels }: SaidVocabulary,
  { label, means, why }: { label: string; means: string; why: string | undefined },
): SaidVocabulary['labels'] {
  const wanted = label.trim();
  if (wanted === '') throw new UserError('Which label? Write it as it is written there.');
  const others = labels.filter((rule) => rule.labels.length !== 1 || !isLabel(rule.labels[0] ?? '', wanted));
  if (means === defaultValue) return others;
  if (others.length >= most.rules)
    throw new UserError(`${most.rules} labels are enough. Take one back with \`means:${defaultValue}\`.`);
  return [{ labels: [wanted], means: z.enum(meanings).parse(means), ...(why && { why }) }, ...others];
}

function botsFrom(typed: string): string[] {
  if (isNone(typed)) return [];
  const names = readList(typed).map((name) => name.replace(/^@/u, ''));
  const odd = names.find((name) => !/^[\w.-]+(?:\[bot\])?$/u.test(name));
  if (odd !== undefined)
    throw new UserError(`\`${odd}\` is no name on GitHub. Copy it from the bot's profile there.`);
  if (names.length > most.bots) throw new UserError(`At most ${most.bots} bots can be named.`);
  return names;
}

/** Undefined where they are to be recognised. */
function presetsFrom(typed: string): string[] | undefined {
  const names = readList(typed.toLowerCase());
  if (names.includes(defaultValue)) return undefined;
  if (names.some(isNone)) return [];
  for (const name of names) {
    if (!presets.some((one) => one.name === name))
      throw new UserError(
        `I do not know the words of "${name}". Choose among: ${presets.map((one) => one.name).join(', ')}.`,
      );
  }
  return names;
}

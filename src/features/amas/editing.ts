// Planning an AMA: its title, hosts, times, places and rules, when it is made and whenever they change.
import {
  type Choice,
  type Command,
  command,
  type Option,
  type PlaceRef,
  type Reply,
  type Request,
  whisper,
} from '../../core/command.ts';
import { code, doc, list, p, strong, time } from '../../core/document.ts';
import { UserError } from '../../core/errors.ts';
import type { PlaceId } from '../../core/publication.ts';
import { readWhen, suggestWhens } from '../../core/when.ts';
import type { AmaFacts, AmaState } from './facts.ts';
import { hostsFrom } from './hosts.ts';
import type { AmaLookup } from './lookup.ts';
import { amaPlaces, moderatorPlaces } from './publications.ts';
import { questionLength } from './question-views.ts';
import { dueState, timesOf } from './rules.ts';
import { amaStateWords } from './views.ts';
import { refusedMove } from './wording.ts';

const placeOptions = {
  channel: { type: 'place', description: 'The channel; the group’s if left out', places: ['text'] },
  forum: {
    type: 'place',
    description: 'A forum of threads instead: one post per question',
    places: ['forum'],
  },
  category: { type: 'string', description: 'The category for the topic; the group’s if left out' },
  moderators: {
    type: 'place',
    description: 'The moderators’ channel; the group’s if left out',
    places: ['text'],
  },
} as const satisfies Record<string, Option>;

/** Offers the instants that a half-typed text may mean. */
async function suggestTimes(typed: string, { zone, now }: Request): Promise<Choice[]> {
  return suggestWhens(typed, { zone, now }).map(({ words, localDate, localTime }) => ({
    name: words.slice(0, 100),
    value: `${localDate} ${localTime}`,
  }));
}

const ruleOptions = {
  rules: { type: 'string', description: 'What askers should know', max: questionLength },
  limit: {
    type: 'integer',
    description: 'How many questions one person may ask; 0 for any number',
    min: 0,
    max: 100,
  },
  moderated: { type: 'boolean', description: 'Whether moderators look at each question first' },
  anonymous: { type: 'boolean', description: 'Whether anonymous questions are allowed' },
  collects: {
    type: 'string',
    description: 'When questions open; a week before it opens if left out',
    suggest: suggestTimes,
  },
  wrapup: {
    type: 'integer',
    description: 'Minutes before the end without new questions',
    min: 0,
    max: 10_080,
  },
} as const satisfies Record<string, Option>;

/** `/ama create` and `/ama edit`. */
export function planningCommands(lookup: AmaLookup): Command[] {
  const amaOption = {
    type: 'string',
    description: 'Which AMA, if several go on',
    suggest: lookup.suggestAma,
  } as const;
  return [
    command({
      name: 'ama create',
      description: 'Plans an AMA and announces it',
      access: 'organiser',
      options: {
        title: { type: 'string', description: 'What it is called', required: true, max: 90 },
        hosts: { type: 'string', description: 'Who answers, separated by commas', required: true },
        opens: {
          type: 'string',
          description: 'When it goes live, such as 2026-12-01 18:00',
          required: true,
          suggest: suggestTimes,
        },
        closes: { type: 'string', description: 'When it ends', required: true, suggest: suggestTimes },
        ...ruleOptions,
        ...placeOptions,
        draft: { type: 'boolean', description: 'Keep it to yourselves until /ama announce' },
        carry: {
          type: 'string',
          description: 'An AMA whose open questions go on here',
          suggest: lookup.suggestAma,
        },
      },
      async run(request, values) {
        const group = await lookup.groups.find(request.groupId);
        const carried = values.carry === undefined ? undefined : await lookup.meant(request, values.carry);
        const times = checkedTimes(request, values);
        const members = await lookup.people.members(request.groupId);
        const created = {
          groupId: request.groupId,
          title: checkedTitle(values.title),
          ...times,
          state: values.draft ? ('draft' as const) : stateAt(times, request.now),
          zone: request.zone,
          rules: values.rules ?? '',
          limitPerPerson: values.limit ?? 0,
          isModerated: values.moderated ?? false,
          allowsAnonymous: values.anonymous ?? true,
          hosts: hostsFrom(values.hosts, { members, mentionedOn: request.platform, namedOn: lookup.namedOn }),
          now: request.now,
          ...(await placesFrom(lookup, request.groupId, { values })),
        };
        const moderators = moderatorPlaces({ moderators: created.moderators ?? [] }, group);
        if (created.isModerated && moderators.length === 0) {
          throw new UserError(
            'A moderated AMA needs a place for the moderators: give the option `moderators`, or set one with `/docent setup`.',
          );
        }
        const made = await lookup.store.create(created, carried?.ama);
        const places = amaPlaces(made.ama, group).map(({ platform }) => platform);
        const missing = lookup.platforms().filter(({ name }) => !places.includes(name));
        return whisper(
          createdDocument(
            made,
            missing.map(({ title }) => title),
          ),
        );
      },
    }),
    command({
      name: 'ama edit',
      description: 'Changes an AMA; what is left out stays',
      access: 'organiser',
      options: {
        ama: amaOption,
        title: { type: 'string', description: 'What it is called', max: 90 },
        opens: { type: 'string', description: 'When it goes live', suggest: suggestTimes },
        closes: { type: 'string', description: 'When it ends', suggest: suggestTimes },
        ...ruleOptions,
        ...placeOptions,
      },
      run: (request, values) => editAma(lookup, request, values),
    }),
  ];
}

async function editAma(lookup: AmaLookup, request: Request, values: EditValues): Promise<Reply> {
  const scope = await lookup.meant(request, values.ama);
  const before = scope.ama;
  if (before.state === 'closed') throw new UserError(refusedMove(before, 'reopen'));
  const isRetimed = [values.opens, values.closes, values.collects, values.wrapup].some(
    (one) => one !== undefined,
  );
  const places = await placesFrom(lookup, request.groupId, { values, before });
  const change = {
    ...(values.title !== undefined && { title: checkedTitle(values.title) }),
    ...(isRetimed && { ...checkedTimes(request, values, before), movedAt: null }),
    ...(values.rules !== undefined && { rules: values.rules }),
    ...(values.limit !== undefined && { limitPerPerson: values.limit }),
    ...(values.moderated !== undefined && { isModerated: values.moderated }),
    ...(values.anonymous !== undefined && { allowsAnonymous: values.anonymous }),
    ...places,
  };
  if (Object.keys(change).length === 0) {
    throw new UserError('What should change? Give at least one of the options, such as `title` or `closes`.');
  }
  const moderators = moderatorPlaces({ ...before, ...places }, scope.group);
  if ((values.moderated ?? before.isModerated) && moderators.length === 0) {
    throw new UserError(
      'A moderated AMA needs a place for the moderators: give the option `moderators` too.',
    );
  }
  const isMoved = Object.keys(places).length > 0 || values.moderated !== undefined;
  const ama = await lookup.store.change(before, change, isMoved);
  return whisper(doc(p(strong(ama.title), ' is changed, and every place that shows it follows.')));
}

interface TimeValues {
  readonly opens?: string | undefined;
  readonly closes?: string | undefined;
  readonly collects?: string | undefined;
  readonly wrapup?: number | undefined;
}

type PlaceValues = {
  readonly [K in 'channel' | 'forum' | 'moderators']?: PlaceRef | undefined;
} & { readonly category?: string | undefined };

interface EditValues extends TimeValues, PlaceValues {
  readonly ama?: string | undefined;
  readonly title?: string | undefined;
  readonly rules?: string | undefined;
  readonly limit?: number | undefined;
  readonly moderated?: boolean | undefined;
  readonly anonymous?: boolean | undefined;
}

/** The places that were chosen, each instead of those chosen before on its platform. Throws for an unknown category. */
async function placesFrom(
  lookup: AmaLookup,
  groupId: number,
  { values, before }: { values: PlaceValues; before?: AmaFacts },
) {
  const held = values.forum ?? values.channel;
  const category =
    values.category === undefined ? undefined : await categoryOf(lookup, groupId, values.category);
  const chosen = [held, category].filter((one) => one !== undefined).map(placeId);
  const kept = (before?.chosen ?? []).filter(
    ({ platform }) => !chosen.some((one) => one.platform === platform),
  );
  return {
    ...(chosen.length > 0 && { chosen: [...kept, ...chosen] }),
    ...(held && { postsOn: values.forum ? held.platform : null }),
    ...(values.moderators && { moderators: [placeId(values.moderators)] }),
  };
}

const placeId = ({ platform, id }: PlaceId): PlaceId => ({ platform, id });

async function categoryOf(lookup: AmaLookup, groupId: number, typed: string): Promise<PlaceId> {
  const listed = await lookup.listedPlaces(groupId);
  const wanted = typed.trim().toLowerCase();
  const found = listed.find(({ id, name }) => id === wanted || name.toLowerCase() === wanted);
  if (found) return found;
  const names = listed.map(({ name }) => name).join(', ') || 'none that I can see';
  throw new UserError(`There is no category "${typed}". There are: ${names}.`);
}

function checkedTitle(typed: string): string {
  const title = typed.trim().replaceAll(/\s+/gu, ' ');
  if (title === '')
    throw new UserError('The title is empty. Call it, for example, `AMA with the docs team`.');
  if ([...title].length > 90)
    throw new UserError('The title is longer than 90 characters. Please shorten it.');
  return title;
}

/** The instants that were typed, or those that were there before. Throws when they make no sense. */
function checkedTimes(request: Request, values: TimeValues, before?: AmaFacts) {
  const read = (typed: string | undefined, otherwise: Date | undefined) =>
    typed === undefined ? otherwise : readWhen(typed, { zone: request.zone, now: request.now }).at;
  const opensAt = read(values.opens, before?.opensAt) ?? request.now;
  const closesAt = read(values.closes, before?.closesAt) ?? request.now;
  if (closesAt <= opensAt)
    throw new UserError('It would close before it opens. Please give a later `closes`.');
  if (closesAt <= request.now) {
    throw new UserError('It would be over already. Please give a `closes` that lies ahead.');
  }
  const isShifted = values.opens !== undefined;
  const collectsAt = read(values.collects, isShifted ? undefined : before?.collectsAt);
  const kept = before && (before.closesAt.getTime() - before.wrapsAt.getTime()) / 60_000;
  const times = timesOf({ opensAt, closesAt, collectsAt, wrapMinutes: values.wrapup ?? kept });
  if (times.collectsAt > times.opensAt) {
    throw new UserError('Questions would open after it goes live. Please give an earlier `collects`.');
  }
  return times;
}

/** Where an AMA stands from the beginning, if its time has come already. */
function stateAt(
  times: Pick<AmaFacts, 'collectsAt' | 'opensAt' | 'wrapsAt' | 'closesAt'>,
  now: Date,
): AmaState {
  return dueState({ ...times, state: 'announced' }, now) ?? 'announced';
}

function createdDocument(
  { ama, carried }: { readonly ama: AmaFacts; readonly carried: number },
  missing: readonly string[],
) {
  return doc(
    p(strong(ama.title), ` is ${amaStateWords(ama)}.`),
    list(
      ['Questions open ', time(ama.collectsAt, ama.zone)],
      ['Live from ', time(ama.opensAt, ama.zone)],
      ['No new questions from ', time(ama.wrapsAt, ama.zone)],
      ['Closes ', time(ama.closesAt, ama.zone)],
    ),
    carried > 0
      ? p(`${carried} open ${carried === 1 ? 'question was' : 'questions were'} carried over.`)
      : undefined,
    ama.state === 'draft' ? p('Announce it with ', code('/ama announce'), '.') : undefined,
    missing.length > 0
      ? p(
          `The group has no place for AMAs on ${missing.join(' and ')}, so it does not appear there: `,
          code('/docent setup'),
          '.',
        )
      : undefined,
  );
}

// Planning an AMA: made after a preview, and changed after the change was shown.

import { type Command, type Confirmation, command, option, type Request } from '../../../core/command.ts';
import { p, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { given } from '../../../core/given.ts';
import type { PlaceId } from '../../../core/publication.ts';
import { whisper } from '../../../core/reply.ts';
import type { AmaFacts } from '../facts.ts';
import { amaPlaces, moderatorPlaces } from '../places.ts';
import { announcedState, takenBackTo } from '../rules.ts';
import type { AmaChange, NewAma } from '../store/planning.ts';
import { holdsCards } from '../views/card.ts';
import { changeDocument, createdDocument, previewDocument } from '../views/planning.ts';
import { notOver, refusedMove } from '../wording.ts';
import type { AmaLookup } from './lookup.ts';
import { amaOption, hostsOption } from './options.ts';
import {
  checkedTimes,
  checkedTitle,
  type PlanValues,
  placeOptions,
  placesFrom,
  ruleOptions,
  suggestTimes,
  wordsOrNone,
} from './planning-options.ts';

type CreateValues = PlanValues &
  Readonly<{ title: string; hosts: string; draft: boolean | undefined; carry: string | undefined }>;
type EditValues = PlanValues & Readonly<Record<'ama' | 'title', string | undefined>>;

/** `/ama create` and `/ama edit`. */
export function planningCommands(lookup: AmaLookup): Command[] {
  return [
    command({
      name: 'ama create',
      description: 'Plans an AMA and announces it',
      access: 'organiser',
      options: {
        title: option.text('What it is called', { required: true, max: 90, isNeeded: true }),
        hosts: hostsOption(lookup, 'Who answers, separated by commas'),
        opens: option.text('When it goes live, such as 2026-12-01 18:00', {
          required: true,
          isNeeded: true,
          suggest: suggestTimes,
        }),
        closes: option.text('When it ends', { required: true, isNeeded: true, suggest: suggestTimes }),
        ...ruleOptions,
        ...placeOptions,
        draft: option.yesOrNo('Keep it to yourselves until /ama announce'),
        carry: amaOption(lookup, 'An AMA whose open questions go on here'),
      },
      async confirm(request, values) {
        const { created, carried, missing } = await plan(lookup, request, values);
        // A draft is seen by nobody else, and announcing it asks.
        if (created.state === 'draft') return undefined;
        return {
          document: previewDocument(created, { missing, carried: carried?.title }),
          label: 'Announce it',
          style: 'success',
          values: pinnedTimes(values, created),
        };
      },
      async run(request, values) {
        const { created, carried, missing } = await plan(lookup, request, values);
        return whisper(createdDocument(await lookup.store.create(created, carried), missing, request.now));
      },
    }),
    command({
      name: 'ama edit',
      description: 'Changes an AMA; what is left out stays',
      access: 'organiser',
      options: {
        ama: amaOption(lookup),
        title: option.text('What it is called', { max: 90, isNeeded: true }),
        opens: option.text('When it goes live', { isNeeded: true, suggest: suggestTimes }),
        closes: option.text('When it ends', { isNeeded: true, suggest: suggestTimes }),
        ...ruleOptions,
        ...placeOptions,
        remove: option.choice(
          'Which place of its own it shall have no longer: then it is where the group’s are',
          ['channel', 'forum', 'moderators'],
        ),
      },
      async confirm(request, values): Promise<Confirmation | undefined> {
        const { before, change } = await editing(lookup, request, values);
        if (before.state === 'draft') return undefined;
        return {
          document: changeDocument(before, change, request.now),
          label: 'Change it',
          values: { ama: String(before.id), ...pinnedTimes(values, { ...before, ...change }) },
          overwrites: overwritten(before, change),
        };
      },
      async run(request, values) {
        const { before, change, isMoved } = await editing(lookup, request, values);
        const ama = await lookup.store.change(
          before,
          { ...change, changedAt: request.now },
          { isMoved, checked: (current) => request.refuseOther?.(overwritten(current, change)) },
        );
        return whisper(p(strong(ama.title), ' is changed, and every place that shows it follows.'));
      },
    }),
  ];
}

/** What a change writes over, as it is. */
function overwritten(ama: AmaFacts, change: AmaChange): string {
  return JSON.stringify(Object.entries(ama).filter(([part]) => part in change));
}

/** The AMA that is to be made. Throws a `UserError` for what makes no sense. */
async function plan(lookup: AmaLookup, request: Request, values: CreateValues) {
  const group = await lookup.groups.find(request.groupId);
  const carried = values.carry === undefined ? undefined : await lookup.meant(request, values.carry);
  if (carried && carried.ama.state !== 'closed') throw new UserError(notOver(carried.ama));
  const who = await lookup.people.of(request.groupId, request.caller);
  const times = checkedTimes(request, values);
  const created: NewAma = {
    groupId: request.groupId,
    title: checkedTitle(values.title),
    ...times,
    state: values.draft ? 'draft' : announcedState(times, request.now),
    zone: request.zone,
    rules: wordsOrNone(values.rules) ?? '',
    limitPerPerson: values.limit ?? 0,
    isModerated: values.moderated ?? false,
    allowsAnonymous: values.anonymous ?? true,
    hosts: await lookup.hosts(request, values.hosts),
    createdById: who.id,
    now: request.now,
    ...(await placesFrom(lookup, request.groupId, { values })),
  };
  const moderators = moderatorPlaces({ moderators: created.moderators ?? [] }, group);
  if (created.isModerated) refuseWithoutCards(lookup, moderators);
  const places = amaPlaces({ chosen: created.chosen ?? [] }, group).map(({ platform }) => platform);
  const missing = lookup.platforms().filter(({ name }) => !places.includes(name));
  return { created, carried: carried?.ama, missing: missing.map(({ title }) => title) };
}

/** What is to change of which AMA. Throws a `UserError` for what makes no sense. */
async function editing(lookup: AmaLookup, request: Request, values: EditValues) {
  const { ama: before, group } = await lookup.meant(request, values.ama);
  if (before.state === 'closed') throw new UserError(refusedMove(before, 'reopen'));
  const isRetimed = [values.opens, values.closes, values.collects, values.wrapup].some(
    (one) => one !== undefined,
  );
  const times = isRetimed ? checkedTimes(request, values, before) : undefined;
  const state = times && takenBackTo(before, times, request.now);
  const places = await placesFrom(lookup, request.groupId, { values, before });
  const rules = wordsOrNone(values.rules);
  const change: AmaChange = {
    ...(values.title !== undefined && { title: checkedTitle(values.title) }),
    ...(times && { ...times, movedAt: null }),
    ...(state && { state }),
    ...given({
      rules,
      limitPerPerson: values.limit,
      isModerated: values.moderated,
      allowsAnonymous: values.anonymous,
    }),
    ...places,
  };
  if (Object.keys(change).length === 0)
    throw new UserError('What should change? Give at least one of the options, such as `title` or `closes`.');
  const moderators = moderatorPlaces({ ...before, ...places }, group);
  if (values.moderated ?? before.isModerated) refuseWithoutCards(lookup, moderators);
  return { before, change, isMoved: Object.keys(places).length > 0 || values.moderated !== undefined };
}

/** Throws a `UserError` when no place of the moderators can show a question's card with its buttons. */
function refuseWithoutCards(lookup: AmaLookup, places: readonly PlaceId[]): void {
  const isAble = ({ platform }: PlaceId) => {
    const { can } = lookup.platforms().find(({ name }) => name === platform) ?? {};
    return can === undefined || holdsCards(can);
  };
  if (places.some(isAble)) return;
  const what = places.length > 0 ? ' in which there are buttons to press' : '';
  throw new UserError(
    `A moderated AMA needs a place for the moderators${what}: give the option \`moderators\`, or set one with \`/docent setup\`.`,
  );
}

/** The instants that typed times meant, so that they mean the same when the answer comes. */
function pinnedTimes(values: PlanValues, times: Pick<AmaFacts, 'opensAt' | 'closesAt' | 'collectsAt'>) {
  const exact = (at: Date) => `${at.toISOString().slice(0, 16)}Z`;
  return {
    ...(values.opens !== undefined && { opens: exact(times.opensAt) }),
    ...(values.closes !== undefined && { closes: exact(times.closesAt) }),
    ...(values.collects !== undefined && { collects: exact(times.collectsAt) }),
  };
}

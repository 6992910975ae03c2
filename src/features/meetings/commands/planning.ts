// `/meeting plan`: proposes the fairest times for the coming months, and makes them so when an organiser accepts.
import { type Action, type Command, command, option, type Request } from '../../../core/command.ts';
import type { PersonFacts } from '../../../core/directory.ts';
import { p, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { monthAfter, readMonth } from '../../../core/month.ts';
import { type Attachment, type Reply, whisper } from '../../../core/reply.ts';
import type { MeetingsDeps } from '../deps.ts';
import type { Meeting, Series } from '../facts.ts';
import { heatmapWords, planHeatmap } from '../heatmap.ts';
import { monthOf } from '../months.ts';
import { sharesOf } from '../rotation/words.ts';
import type { Plan, PlanMember, PlanRequest } from '../rotation.ts';
import { isMonthly } from '../series-dates.ts';
import { planCard } from '../views/plan.ts';
import { oneSeries, seriesOption } from './series-lookup.ts';

/** People meet at full and half hours. */
const gridMinutes = 30;

/** Builds the command. */
export function planningCommand(deps: MeetingsDeps): Command {
  return command({
    name: 'meeting plan',
    description: 'Proposes the fairest times for the next 12 months, and what they mean to each member',
    access: 'organiser',
    options: {
      series: seriesOption(deps),
      slots: option.integer('At most how many start times over the year; 3 if left out', { min: 1, max: 4 }),
      from: option.text('The first month: 2027-01, january', { mayBeNone: true }),
      months: option.integer('How many; 12 if left out, 3 where there are several meetings a month', {
        min: 1,
        max: 12,
      }),
      accept: option.integer('The number of a proposal, to accept it without its button'),
    },
    async run(request, values) {
      if (values.accept !== undefined) return await accept(deps, request, values.accept);
      const series = await oneSeries(deps, request, values.series);
      const people = await deps.people.members(request.groupId);
      if (people.length === 0)
        throw new UserError(
          'The group has no members yet, so there is nobody to plan for. An organiser adds them with `/member add`.',
        );
      const { members, without } = planMembers(people);
      if (members.length === 0)
        throw new UserError(
          'No member has told me their time zone yet. Each member does it with `/availability set`, or `/member zone`.',
        );
      const coming = (await deps.store.coming(request.groupId, request.now, { seriesId: series.id })).map(
        ({ meeting }) => meeting,
      );
      const wanted: PlanRequest = {
        members,
        rule: series.rule,
        starts: series.starts,
        from: values.from
          ? monthToCome(values.from, request.now)
          : firstOpenMonth(coming, series, request.now),
        months: values.months ?? (isMonthly(series) ? 12 : 3),
        slots: values.slots ?? 3,
        durationMinutes: series.durationMinutes,
        grid: gridMinutes,
        // Days on which the series is not held.
        except: coming.flatMap(({ status, occurrence }) =>
          status === 'cancelled' && occurrence !== null ? [occurrence] : [],
        ),
      };
      const plan = await deps.plan(wanted);
      const id = await deps.store.proposePlan(request.groupId, {
        seriesId: series.id,
        plan,
        now: request.now,
      });
      const shares = sharesOf(
        plan.months.map(({ startsAt }) => new Date(startsAt)),
        wanted,
      );
      const now = startsNow(coming, plan);
      const picture: Attachment = {
        name: `${series.slug}-plan.png`,
        content: await deps.drawPicture((text) => planHeatmap({ ...wanted, plan }, text)),
        description: heatmapWords(plan, shares),
      };
      // A proposal is for the one who asked; what is accepted is seen by all.
      return whisper(
        planCard({
          series,
          plan,
          shares,
          worstNow: now.length > 0 ? sharesOf(now, wanted)[0] : undefined,
          without,
          zone: request.zone,
          ...(!request.can.buttons && { acceptAs: id }),
        }),
        {
          buttons: [
            {
              label: 'Accept these times',
              action: 'meetings/accept',
              args: [String(id)],
              style: 'success',
            },
          ],
          files: [picture],
        },
      );
    },
  });
}

/** The month after those that people have been told of already. */
function firstOpenMonth(coming: readonly Meeting[], series: Series, now: Date): string {
  const open = coming.find(({ announcedAt, occurrence }) => announcedAt === null && occurrence !== null);
  const first = open?.occurrence ?? monthAfter(monthOf(now), 1);
  return isMonthly(series) ? first.slice(0, 7) : first;
}

/** When the planned months' meetings start as things are. */
function startsNow(coming: readonly Meeting[], plan: Plan): Date[] {
  const planned = new Set(plan.months.map(({ startsAt }) => startsAt.slice(0, 10)));
  return coming.flatMap(({ occurrence, startsAt }) => (planned.has(occurrence ?? '') ? [startsAt] : []));
}

/** Builds the button's action. */
export function planningAction(deps: MeetingsDeps): Action {
  return {
    name: 'meetings/accept',
    args: ['id'],
    access: 'organiser',
    run: (request, [id]) => accept(deps, request, Number(id)),
  };
}

async function accept(deps: MeetingsDeps, request: Request, id: number): Promise<Reply> {
  const proposal = await deps.store.proposal(request.groupId, id);
  const series = proposal && (await deps.store.findSeries(request.groupId, proposal.seriesId));
  if (!proposal || !series)
    throw new UserError('That proposal is no longer there. Make another with `/meeting plan`.');
  if (series.state === 'ended')
    throw new UserError(
      `"${series.name}" has ended, so nothing is planned for it any more. \`/meeting series create\` makes another.`,
    );
  const changed = await deps.store.acceptPlan(request.groupId, proposal.id, request.now);
  if (changed === 'outdated')
    throw new UserError(
      `"${series.name}" has other dates than when these times were proposed. Make another proposal with \`/meeting plan\`.`,
    );
  if (changed === 'accepted')
    throw new UserError('These times have been accepted already. `/meeting next` shows what is coming.');
  return whisper(
    p(
      strong(series.name),
      ` has its times. ${changed === 1 ? 'One meeting' : `${changed} meetings`} changed; `,
      'they keep them until somebody plans again.',
    ),
  );
}

/** Those who gave a zone, under names that differ, and the names of those who did not. */
function planMembers(people: readonly PersonFacts[]): { members: PlanMember[]; without: string[] } {
  const taken = new Set<string>();
  const members: PlanMember[] = [];
  for (const one of people) {
    if (one.zone === undefined) continue;
    let name = one.name;
    for (let n = 2; taken.has(name); n++) name = `${one.name} (${n})`;
    taken.add(name);
    members.push({ name, zone: one.zone, never: one.never });
  }
  return { members, without: people.filter((one) => one.zone === undefined).map(({ name }) => name) };
}

function monthToCome(typed: string, now: Date): string {
  const month = readMonth(typed, { current: monthOf(now) });
  if (month >= monthOf(now)) return month;
  throw new UserError(`${month} is past. Plan from a month that is still to come.`);
}

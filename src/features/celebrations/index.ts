// The feature of the celebrations: what was achieved since the last meeting, in the agenda and once a month by itself.
import { command, say, whisper } from '../../core/command.ts';
import type { Groups, People } from '../../core/directory.ts';
import { type Block, code, doc, p, strong } from '../../core/document.ts';
import { UserError } from '../../core/errors.ts';
import type { Feature } from '../../core/feature.ts';
import type { Achievements, DoneProject, FirstMerged } from './facts.ts';
import { dueMonth, monthBounds, monthWords, nextToldAt, toldAt } from './rules.ts';
import type { CelebrationsStore } from './store.ts';
import { achievementBlocks, monthDocument } from './views.ts';

/** What the feature works with; `app.ts` gives it. */
export interface CelebrationsDeps {
  readonly store: CelebrationsStore;
  readonly groups: Groups;
  readonly people: People;
  /** When the group met last, before an instant. */
  lastMeetingAt(groupId: number, now: Date): Promise<Date | undefined>;
  /** The projects that were done since an instant. */
  doneProjects(groupId: number, since: Date): Promise<readonly DoneProject[]>;
  /** The first pull requests that were merged since an instant. */
  firstMerged(groupId: number, since: Date): Promise<readonly FirstMerged[]>;
  /** What the digests know as merged lately. */
  merged(groupId: number, now: Date): Promise<Achievements['merged']>;
}

const longest = 300;
const month = 31 * 86_400_000;

/** Builds the feature. */
export function celebrations(deps: CelebrationsDeps): Feature {
  const { store, groups, people } = deps;
  return {
    name: 'celebrations',
    commands: [
      command({
        name: 'celebrate',
        description: 'Notes something worth celebrating; the next agenda shows it',
        access: 'everyone',
        isPublic: true,
        options: {
          what: { type: 'string', description: 'What was achieved, and by whom', max: longest },
          monthly: {
            type: 'boolean',
            description: 'Organisers: tell achievements once a month by themselves',
          },
        },
        async confirm({ groupId }, { monthly }) {
          if (monthly !== false || !(await store.monthly(groupId))) return undefined;
          return {
            document: doc(p('What was achieved is told every month now. Tell it in agendas only?')),
            label: 'In agendas only',
          };
        },
        async run(request, { what, monthly }) {
          const { groupId, now } = request;
          if (monthly !== undefined) {
            if (!request.isOrganiser) {
              throw new UserError(
                'Only organisers decide whether achievements are told every month. Ask one of them; `/member list` says who they are.',
              );
            }
            await store.setMonthly(groupId, monthly ? now : undefined);
          }
          const text = what?.trim() ?? '';
          if (text !== '') {
            if (!request.isMember) {
              throw new UserError(
                'Members of the group do that, since it stands in the agenda. Tell one of them: `/member list` says who they are.',
              );
            }
            const who = await people.of(groupId, request.caller);
            await store.add(groupId, { text: text.replaceAll(/\s+/gu, ' '), byId: who.id, now });
            return say(doc(p('🎉 ', text)));
          }
          if (monthly !== undefined) {
            const { zone } = await groups.find(groupId);
            return whisper(
              doc(
                p(
                  monthly
                    ? `What was achieved is told on the first day of each month at 09:00 (${zone}), where meetings are announced.`
                    : 'What was achieved is told in agendas only.',
                ),
              ),
            );
          }
          const since = await sinceMeeting(deps, groupId, now);
          const blocks = achievementBlocks(await achievementsOf(deps, groupId, { since, now }));
          return whisper(
            blocks.length > 0
              ? doc(p(strong('Since the last meeting')), blocks)
              : doc(
                  p(
                    'Nothing is noted since the last meeting. Add something: ',
                    code('/celebrate what:"…"'),
                    '.',
                  ),
                ),
          );
        },
      }),
    ],
    actions: [],
    forms: [],
    views: {
      async month(subject, { groupId, can }) {
        const { zone } = await groups.find(groupId);
        const { from, to } = monthBounds(subject, zone);
        const words = monthWords(subject);
        const document = monthDocument(words, await achievementsOf(deps, groupId, { since: from, now: to }));
        if (!document) return undefined;
        if (can.topics) return { kind: 'topic', title: `Celebrations of ${words}`, document };
        return can.messages ? { kind: 'message', document } : undefined;
      },
    },
    async advance(groupId, now) {
      const celebrating = await store.monthly(groupId);
      if (!celebrating) return undefined;
      const { zone } = await groups.find(groupId);
      const due = dueMonth(now, zone);
      if (toldAt(due, zone) > celebrating.since) await store.tell(groupId, celebrating, due);
      return nextToldAt(now, zone);
    },
  };
}

/** "Celebrations" for an agenda; undefined when nothing was achieved that is known of. */
export function celebrationsAgenda(deps: CelebrationsDeps) {
  return async (
    groupId: number,
    now: Date,
  ): Promise<{ readonly title: string; readonly blocks: readonly Block[] } | undefined> => {
    const since = await sinceMeeting(deps, groupId, now);
    const blocks = achievementBlocks(await achievementsOf(deps, groupId, { since, now }));
    return blocks.length === 0 ? undefined : { title: 'Celebrations', blocks };
  };
}

async function sinceMeeting(deps: CelebrationsDeps, groupId: number, now: Date): Promise<Date> {
  return (await deps.lastMeetingAt(groupId, now)) ?? new Date(now.getTime() - month);
}

async function achievementsOf(
  { store, people, ...deps }: CelebrationsDeps,
  groupId: number,
  { since, now }: { since: Date; now: Date },
): Promise<Achievements> {
  const [celebrated, done, firstMerged, merged] = await Promise.all([
    store.since(groupId, since),
    deps.doneProjects(groupId, since),
    deps.firstMerged(groupId, since),
    deps.merged(groupId, now),
  ]);
  const known = await people.byIds(groupId, [...new Set(celebrated.flatMap(({ byId }) => byId ?? []))]);
  const nameOf = (id: number | undefined) => known.find((one) => one.id === id)?.name;
  return {
    celebrated: celebrated
      .filter(({ at }) => at <= now)
      .map((one) => {
        const by = nameOf(one.byId);
        return by === undefined ? one : { ...one, by };
      }),
    done,
    firstMerged,
    merged,
  };
}

// The feature's public pages: meetings of public series, with agendas and published minutes.
import type { GroupFacts } from '../../core/directory.ts';
import { doc } from '../../core/document.ts';
import type { FeaturePages, Page } from '../../core/page.ts';
import { owned, ownersOf } from './agenda.ts';
import type { MeetingsDeps } from './deps.ts';
import type { Found } from './facts.ts';
import { minutesDocument } from './minutes.ts';
import { closedSeries, isOpenSeries } from './readers.ts';
import { phaseAt } from './rules.ts';
import { followUpsOf, minutesFacts, whereabouts } from './shown.ts';
import { comingPage, feedMeeting, meetingsPage, nextBlocks, type OpenMeeting } from './views/page.ts';

/** So many meetings before and after an instant are listed; the web shows long lists in parts. */
const listed = 500;
/** So many are looked at for the front page and the feed. */
const few = 30;

/** Offers `/meetings`, `/meetings/before/2026-11-20T19:00:00.000Z` and `/meetings/12`, the next meeting on the front page, and what is new. */
export function meetingPages(deps: MeetingsDeps): FeaturePages {
  const { store } = deps;

  async function open(group: GroupFacts, now: Date, { count, before }: { count: number; before?: Date }) {
    if (!(await deps.isForAll(group))) return { coming: [], held: [] };
    const exceptSeries = (await closedSeries(deps, group)).map(({ id }) => id);
    const found = await store.around(group.id, now, { count: count + 1, exceptSeries, before });
    const past = found.filter(({ meeting }) => meeting.endsAt <= now);
    // Those that began with the first one too many are listed with it.
    const [beyond] = past.length > count ? past : [];
    const shown = past.filter(({ meeting }) => !beyond || meeting.startsAt > beyond.meeting.startsAt);
    return {
      coming: found.filter(({ meeting }) => meeting.endsAt > now),
      held: shown.filter(({ meeting }) => meeting.status === 'scheduled').toReversed(),
      ...(beyond && shown[0] && { earlierThan: shown[0].meeting.startsAt }),
    };
  }

  const links = (key: string) => store.links(key);

  async function withWay({ meeting, series }: Found): Promise<OpenMeeting> {
    const { groupId } = meeting;
    const calendarUrl = deps.calendarUrl(series ? { groupId, slug: series.slug } : { groupId });
    return { meeting, calendarUrl, ...(await whereabouts(deps, meeting, { platform: 'web', links })) };
  }

  async function one(found: Found, now: Date): Promise<Page> {
    const { meeting } = found;
    if (meeting.minutesAt && meeting.startsAt <= now) {
      const facts = await minutesFacts(deps, found, { platform: 'web', links });
      // Names stand in the minutes as the group publishes them; accounts are for those who are there.
      const present = facts.present.map((who) => ({ ...who, accounts: [] }));
      const [, ...blocks] = minutesDocument({ ...facts, present }).children;
      return { title: `Minutes: ${meeting.name}`, document: async () => doc(blocks) };
    }
    const [topics, followUps] = await Promise.all([store.topics(meeting), followUpsOf(deps, meeting)]);
    const people = await deps.people.byIds(meeting.groupId, ownersOf(topics, followUps));
    const way = await withWay(found);
    const agenda = { topics: owned(topics, people), followUps: owned(followUps, people) };
    const isOver = phaseAt(meeting, now) === 'over';
    return { title: meeting.name, document: async () => comingPage(way, agenda, isOver) };
  }

  return {
    name: 'meetings',
    title: 'Meetings',
    async find({ path, group, now, href }) {
      const calendarUrl = deps.calendarUrl({ groupId: group.id });
      if (path === '') {
        const all = await open(group, now, { count: listed });
        return { title: 'Meetings', document: async () => meetingsPage(all, { href, calendarUrl }) };
      }
      const before = new Date(/^before\/([\d.:TZ-]+)$/u.exec(path)?.[1] ?? Number.NaN);
      if (before < now) {
        const { coming, ...past } = await open(group, now, { count: listed, before });
        return { title: 'Earlier meetings', document: async () => meetingsPage(past, { href, calendarUrl }) };
      }
      if (!/^[1-9]\d{0,8}$/u.test(path) || !(await deps.isForAll(group))) return undefined;
      const found = await store.find(group.id, Number(path));
      const isHidden =
        !found ||
        (found.series && !(await isOpenSeries(deps, group, found.series))) ||
        (found.series?.state === 'paused' && !found.meeting.announcedAt);
      return isHidden ? undefined : await one(found, now);
    },
    async front({ group, now, href }) {
      const { coming } = await open(group, now, { count: few });
      const next = coming.find(({ meeting }) => meeting.status === 'scheduled');
      if (!next) return undefined;
      return { order: 'next', title: 'Next meeting', blocks: nextBlocks(await withWay(next), href) };
    },
    async feed({ group, now, href }) {
      const { coming, held } = await open(group, now, { count: few });
      return [...coming, ...held].flatMap(({ meeting }) => {
        const at = meeting.minutesAt ?? (meeting.endsAt > now ? meeting.announcedAt : undefined);
        if (!at) return [];
        const path = `meetings/${meeting.id}`;
        return [
          {
            path: meeting.minutesAt ? `${path}#minutes` : path,
            title: meeting.minutesAt ? `Minutes: ${meeting.name}` : meeting.name,
            at,
            document: feedMeeting(meeting, href(path)),
          },
        ];
      });
    },
  };
}

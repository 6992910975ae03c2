// The feature's public pages: the archive of AMAs with search, each AMA, and each answer at an address of its own.
import { setImmediate } from 'node:timers/promises';
import type { CalendarEntry } from '../../core/calendar-entry.ts';
import type { GroupFacts, People } from '../../core/directory.ts';
import { doc, link, p } from '../../core/document.ts';
import type { FeaturePages, Page } from '../../core/page.ts';
import type { PlaceId } from '../../core/publication.ts';
import { type AmaFacts, labelOf } from './facts.ts';
import { amaPlaces } from './places.ts';
import { isKeptBack } from './rules.ts';
import type { Answered, ArchiveStore } from './store/archive.ts';
import type { AmaStore } from './store.ts';
import { amaPage, answerPage, archivePage, foundAnswers, openAmas, searchPage } from './views/page.ts';
import { inOneLine } from './views/question.ts';
import { fileTitle } from './views/summary.ts';

/** What the pages are made with. */
interface AmaPagesDeps {
  readonly store: Pick<AmaStore, 'ama' | 'list' | 'places' | 'files'>;
  readonly archive: ArchiveStore;
  readonly people: People;
  /** A platform's name as people read it. */
  titleOf(platform: string): string;
  /** Whether everybody may read what stands in a place. */
  isOpenPlace(place: PlaceId): Promise<boolean>;
}

/** So many AMAs stand on a page of the archive, and are searched: one each week for ten years. */
const mostInArchive = 500;
/** So many answers stand in the feed. */
const mostInFeed = 20;

/** Builds what a group's calendar shows of its AMAs that everybody may know of; `pageUrl` is an AMA's own page, if any. */
export function amaCalendar(
  deps: Pick<AmaPagesDeps, 'isOpenPlace'> & { readonly store: Pick<AmaStore, 'list' | 'places'> },
  pageUrl: (amaId: number) => string | undefined,
) {
  return async (group: GroupFacts): Promise<CalendarEntry[]> => {
    const amas = await openOf(deps, group, await deps.store.list(group.id));
    return await Promise.all(
      amas.slice(0, 12).map(async (ama) => ({
        uid: ama.uid,
        name: ama.title,
        startsAt: ama.opensAt,
        endsAt: ama.closesAt,
        changedAt: ama.changedAt,
        sequence: ama.sequence,
        isCancelled: ama.isCalledOff,
        description: calendarWords(ama),
        url: (await deps.store.places(ama))[0]?.url ?? pageUrl(ama.id),
      })),
    );
  };
}

/** What a calendar says of an AMA as it stands: of what has happened nothing as if it lay ahead. */
function calendarWords({ state, isCalledOff, collectsAt }: AmaFacts): string {
  if (isCalledOff) return 'This AMA is called off: it does not take place.';
  switch (state) {
    case 'draft':
      return 'This AMA is being prepared again; its times will follow.';
    case 'announced':
      return `Ask us anything: questions are taken from ${collectsAt.toISOString().slice(0, 16).replace('T', ' ')} UTC on.`;
    case 'collecting':
    case 'live':
      return 'Ask us anything: questions are open.';
    case 'wrapping':
      return 'No new questions: the hosts answer the last ones.';
    case 'closed':
      return 'This AMA has ended; its questions and answers can be read.';
    default:
      return state satisfies never;
  }
}

/** Those of some AMAs that everybody may know of. */
async function openOf(
  { isOpenPlace }: Pick<AmaPagesDeps, 'isOpenPlace'>,
  group: GroupFacts,
  amas: readonly AmaFacts[],
): Promise<AmaFacts[]> {
  const found: AmaFacts[] = [];
  for (const ama of amas) {
    if (isKeptBack(ama)) continue;
    const places = await Promise.all(amaPlaces(ama, group).map((place) => isOpenPlace(place)));
    if (places.includes(true)) found.push(ama);
  }
  return found;
}

/** So many answers are looked through before others have their turn: whoever searches an archive of years stops nobody. */
const searchedAtOnce = 50;
/** More than anybody looks through. */
const mostFound = 50;

/** The first answers that have all the words of a search. */
export async function foundIn(all: readonly Answered[], searched: string): Promise<Answered[]> {
  const found: Answered[] = [];
  for (let at = 0; at < all.length && found.length < mostFound; at += searchedAtOnce) {
    if (at > 0) await setImmediate();
    found.push(...foundAnswers(all.slice(at, at + searchedAtOnce), searched));
  }
  return found.slice(0, mostFound);
}

/** Offers `/amas`, `/amas/before/3`, `/amas/3` and `/amas/3/12`, what goes on, and what was answered last. */
export function amaPages(deps: AmaPagesDeps): FeaturePages {
  const open = async (group: GroupFacts) => await openOf(deps, group, await deps.store.list(group.id));

  /** Hosts and who answered: those who asked are not named on the web. */
  async function peopleOf(group: GroupFacts, amas: readonly AmaFacts[], answered: readonly Answered[] = []) {
    const hosts = amas.flatMap(({ hosts }) => hosts.flatMap(({ personId }) => personId ?? []));
    const ids = new Set([
      ...hosts,
      ...answered.flatMap(({ answeredById, additions }) => [
        answeredById,
        ...additions.map(({ byId }) => byId),
      ]),
    ]);
    return await deps.people.byIds(group.id, [...ids]);
  }

  const linksOf = async (ama: AmaFacts) =>
    (await deps.store.places(ama)).map(({ platform, url }) => ({ title: deps.titleOf(platform), url }));

  return {
    name: 'amas',
    title: 'AMAs',
    async find({ path, group, href, query }): Promise<Page | undefined> {
      const [, before] = /^before\/([1-9]\d{0,8})$/u.exec(path) ?? [];
      const [, id, number] = /^([1-9]\d{0,8})(?:\/([1-9]\d{0,8}(?:\.[1-9]\d{0,3})?))?$/u.exec(path) ?? [];
      if (path === '' || before !== undefined) {
        const listed = await deps.store.list(
          group.id,
          mostInArchive,
          before === undefined ? undefined : Number(before),
        );
        const amas = await openOf(deps, group, listed);
        const last = listed[mostInArchive - 1];
        const searched = (query('q') ?? '').trim();
        const onward = searched && `?q=${encodeURIComponent(searched)}`;
        const older = last && p(link(`${href(`amas/before/${last.id}`)}${onward}`, 'Older AMAs'));
        const search = { label: 'Search questions and answers', value: searched };
        const titles = new Map(amas.map(({ id, title }) => [id, title]));
        const all = searched === '' ? [] : await deps.archive.answered([...titles.keys()]);
        const shown =
          searched === ''
            ? archivePage(amas, await peopleOf(group, amas), href)
            : searchPage(await foundIn(all, searched), { searched, titles, href });
        return { title: 'AMAs', search, document: async () => doc(...shown.children, older) };
      }
      const asked = id === undefined ? undefined : await deps.store.ama(Number(id), group.id);
      const [ama] = await openOf(deps, group, asked ? [asked] : []);
      if (!ama) return undefined;
      const answered = await deps.archive.answered([ama.id]);
      const people = await peopleOf(group, [ama], answered);
      if (number !== undefined) {
        const one = answered.find((answer) => labelOf(answer) === number);
        if (!one) return undefined;
        const title = one.isSourceGone ? `Question ${labelOf(one)}` : inOneLine(one.text, 120);
        return { title, document: async () => answerPage(one, { ama, people, href }) };
      }
      const links = await linksOf(ama);
      const files = (await deps.store.files(ama)).flatMap((file) =>
        file.url === undefined ? [] : [{ title: fileTitle(file), url: file.url }],
      );
      return {
        title: ama.title,
        // Hundreds of answers take long to make a document of.
        version: JSON.stringify([ama, answered, people, links, files]),
        document: async () => amaPage(ama, { answered, people, links, files, href }),
      };
    },
    async front({ group, href }) {
      const going = (await open(group)).filter(({ state }) => state !== 'closed');
      if (going.length === 0) return undefined;
      const people = await peopleOf(group, going);
      const shown = await Promise.all(going.map(async (ama) => ({ ama, links: await linksOf(ama) })));
      return { order: 'open', title: 'Ask me anything', blocks: openAmas(shown, people, href) };
    },
    async feed({ group, href }) {
      const amas = (await open(group)).slice(0, 5);
      const all = await deps.archive.answered(amas.map(({ id }) => id));
      const newest = (a: Answered, b: Answered) => b.answeredAt.getTime() - a.answeredAt.getTime();
      const answered = all.toSorted(newest).slice(0, mostInFeed);
      const people = await peopleOf(group, amas, answered);
      return answered.flatMap((one) => {
        const ama = amas.find(({ id }) => id === one.amaId);
        if (!ama) return [];
        return [
          {
            path: `amas/${one.amaId}/${labelOf(one)}`,
            title: one.isSourceGone ? ama.title : inOneLine(one.text, 120),
            at: one.answeredAt,
            document: answerPage(one, { ama, people, href }),
          },
        ];
      });
    },
  };
}

// Builds the features with their stores, and hands each what it needs of the others.
import { randomBytes } from 'node:crypto';
import type { Account } from '../core/account.ts';
import type { Command } from '../core/command.ts';
import { type GroupFacts, mayUsePlace, type PersonFacts } from '../core/directory.ts';
import type { Feature } from '../core/feature.ts';
import { githubSite } from '../core/github/site.ts';
import type { Finding } from '../core/platform.ts';
import { amaCalls, amaNews } from '../features/amas/commands/calling.ts';
import { type AmasDeps, amas, answeredTopic } from '../features/amas/index.ts';
import type { CelebrationsDeps } from '../features/celebrations/deps.ts';
import { celebrations } from '../features/celebrations/index.ts';
import { celebrationsAgenda } from '../features/celebrations/presenters.ts';
import { agendaParts, type DigestsDeps, digests, mergedPart } from '../features/digests/index.ts';
import { firstMerged } from '../features/digests/store/newcomers.ts';
import { unreadable } from '../features/digests/unreadable.ts';
import {
  hasClosedCalendar as hasClosed,
  lastOpenMeeting,
  meetings,
  nextOpenMeeting,
  topicsForNextMeeting,
} from '../features/meetings/index.ts';
import { polls } from '../features/meetings/polls/index.ts';
import { pollStore } from '../features/meetings/polls/store.ts';
import { planInWorker } from '../features/meetings/rotation/thread.ts';
import { goneWatch } from '../features/members/gone-watch.ts';
import { members } from '../features/members/index.ts';
import { applicationPlaces } from '../features/members/member-publications.ts';
import { movingWords } from '../features/members/member-readers.ts';
import { votingMembers } from '../features/members/membership-rules.ts';
import { defaultName } from '../features/members/store/served.ts';
import { outreach } from '../features/outreach/index.ts';
import { outreachStore } from '../features/outreach/store.ts';
import {
  doneProjects,
  type ProjectsDeps,
  projects,
  projectsAgenda,
  projectsFile,
} from '../features/projects/index.ts';
import { setup } from '../features/setup/index.ts';
import { refusalWatch } from '../features/setup/refusals.ts';
import { refusalStore } from '../features/setup/store.ts';
import { decisionsFile, rankings, type VotesDeps, votes, votesAbout } from '../features/votes/index.ts';
import type { Log } from '../log.ts';
import { pictureDrawer } from '../pictures/png.ts';
import { showAnew } from '../publishing/remaking.ts';
import { whenPublished } from '../publishing/shown-soon.ts';
import { githubSource } from '../sources/github/index.ts';
import { ownershipSource } from '../sources/github/ownership.ts';
import { workSource } from '../sources/github/progress.ts';
import { writingSource } from '../sources/github/writing.ts';
import { calendarToken, calendarUrl, pageUrl, personalLinks } from '../web/addresses.ts';
import { watchedIn, watchedName } from './duties.ts';
import { type PageParts, pagesOf } from './pages.ts';
import { readersOf } from './readers.ts';
import { refusersOf } from './refusers.ts';

/** What the features are made of. */
interface FeatureParts extends PageParts {
  now(): Date;
  readonly log: Log;
  readonly github: Parameters<typeof githubSource>[0];
  organisers(groupId: number): Promise<PersonFacts[]>;
  /** Tries the whole set-up. */
  check(): Promise<Finding[]>;
  allCommands(): readonly Command[];
}

/** Builds the features, and what else of them is shown on pages and at the terminal. */
export function featuresOf(parts: FeatureParts) {
  const { config, database, sign, restoredAt, now, stores, organisers, platforms } = parts;
  const { github, check, allCommands } = parts;
  const { all, titleOf, isOpenPlace, hasFiles } = platforms;
  const githubNames = async (groupId: number) => {
    const known = (await stores.roster.all(groupId)).filter((one) => one.isGithubConfirmed);
    return new Map(known.flatMap(({ person, github }) => (github ? [[person.id, github] as const] : [])));
  };
  const findWritable = hasFiles ? writingSource(github) : undefined;
  const listedPlaces = async (groupId: number) => {
    const [group, listed] = await Promise.all([stores.roster.find(groupId), platforms.listedPlaces()]);
    return listed.filter((place) => mayUsePlace(group, place));
  };
  const drawPicture = pictureDrawer();
  const readers = readersOf(platforms);
  const { isForAll, isMeetingForAll, isWatchForAll, areVotesForAll } = readers;
  const source = githubSource(github);
  const site = githubSite(github.apiUrl);
  const repositories = all.find(({ can }) => can.files);
  const isRefusedWhole = () => repositories?.isAccepted?.() === false;
  const watches = async () => {
    const groups = await stores.roster.list();
    return (await Promise.all(groups.map(({ id }) => stores.digests.watches(id)))).flat();
  };
  const unread = unreadable({ source, now, isRefusedWhole, watches });
  const known = { groups: stores.roster, people: stores.roster };
  const carrying = { store: stores.meetings, groups: stores.roster, isForAll: isMeetingForAll };
  const opened = (key: string) => whenPublished(database, key, () => repositories?.state?.().why);
  const writing = { findWritable, opened };
  const personalLink = personalLinks(config.publicUrl, { sign, restoredAt });
  const pageOf = (path: string) => pageUrl(config.publicUrl, path);
  const digesting: DigestsDeps = {
    ...known,
    organisers,
    unreadable: unread,
    store: stores.digests,
    source,
    drawPicture,
    web: {
      publicUrl: config.publicUrl,
      // Where topics hold all of a digest, no page needs to complete it.
      isOpenPlace: async (place) =>
        platforms.canOf(place.platform)?.messages === true && (await isOpenPlace(place)),
    },
    isForAll: (group) => isForAll(group, 'meetings'),
    isWatchForAll,
  };
  const deciding: VotesDeps = {
    store: stores.votes,
    ...known,
    async electorate(groupId, tag) {
      const voting = votingMembers(await stores.roster.all(groupId));
      return voting.filter(({ tags }) => tag === '' || tags.includes(tag)).map(({ person }) => person);
    },
    isForAll: (group) => isForAll(group, 'decisions', 'meetings'),
    readUntil: (group) => platforms.readUntil(group),
    personalLink,
    ...writing,
  };
  const asking: AmasDeps = {
    store: stores.amas,
    fileUrl: (path) => pageOf(`files/${path}`),
    isOpenPlace,
    ...known,
    platforms: () => platforms.places,
    organisers,
    async accountsNamed(groupId, name) {
      const { spaces } = await stores.roster.find(groupId);
      return await platforms.accountsNamed(spaces, name);
    },
    listedPlaces,
    topicsForNextMeeting: topicsForNextMeeting(carrying),
    ...writing,
  };
  const projecting: ProjectsDeps = {
    store: stores.projects,
    ...known,
    work: workSource(github),
    site,
    ...writing,
    nextMeeting: nextOpenMeeting(carrying),
    pageUrl: pageOf,
    isForAll: (group) => isForAll(group, 'projects', 'meetings'),
    isVoteForAll: (group) => deciding.isForAll(group),
    ...rankings(deciding, 'projects'),
  };
  const agenda = agendaParts(digesting);
  const celebrating: CelebrationsDeps = {
    store: stores.celebrations,
    ...known,
    lastMeetingAt: async (groupId, now) => (await lastOpenMeeting(carrying)(groupId, now))?.startsAt,
    doneProjects: doneProjects(projecting),
    firstMerged: firstMerged(database),
    githubNames,
    merged: mergedPart(digesting),
    isForAll: (group) => isForAll(group, 'meetings'),
  };
  const isThere = async (account: Account, group: GroupFacts): Promise<boolean | undefined> => {
    const wasAbsent = platforms.isAbsent(account, group.id);
    const found = await platforms.isThere(account, group);
    // Who is gone, or back, is named in another way.
    if (platforms.isAbsent(account, group.id) !== wasAbsent) await showAnew(database, group.id);
    return found;
  };
  const partners = outreachStore(database);
  const hasClosedCalendar = async (groupId: number) =>
    await hasClosed({ store: stores.meetings, isForAll: isMeetingForAll }, await stores.roster.find(groupId));
  const nameOf = (groupId: number, who: string) => watchedName(stores, groupId, who);
  const gone = goneWatch({
    groups: () => stores.roster.list(),
    watched: (groupId) => watchedIn({ ...stores, partners, organisers, hasClosedCalendar }, groupId, now()),
    nameOf,
    isThere,
    now,
    warn: (group, why) => parts.log.warn({ group: group.name }, why),
  });
  const refusing = {
    refusals: refusalStore(database),
    ...refusersOf({
      platforms: all,
      unread,
      watches: (id) => stores.digests.watches(id),
      groups: () => stores.roster.list(),
      gone,
      nameOf,
    }),
  };
  const toldRefusals = refusalWatch(refusing, stores.roster, now);
  const features: Feature[] = [
    setup({
      ...refusing,
      store: stores.setup,
      group: (groupId) => stores.roster.find(groupId),
      changeGroup: stores.roster.changeGroup,
      check,
      platformTitle: titleOf,
      placeName: platforms.placeName,
      listedPlaces,
      isForAll: (group, purpose) => isForAll(group, purpose, 'meetings'),
      areVotesForAll,
      async movingWords(before, after) {
        const rules = await stores.roster.rules(before.id);
        const [from, to] = [applicationPlaces(before, rules), applicationPlaces(after, rules)];
        return await movingWords({ store: stores.roster, isOpenPlace }, before.id, {
          before: from,
          after: to,
        });
      },
      hasLists: all.some((platform) => platform.listedPlaces !== undefined),
      usual: { name: defaultName, zone: 'UTC' },
      lookAgain: () => {
        for (const platform of all) platform.lookAgain?.();
      },
      allCommands,
      organisers: async (groupId) =>
        (await organisers(groupId)).filter(({ id }) => !gone.isGone(groupId, String(id))),
    }),
    members({
      store: stores.roster,
      groups: stores.roster,
      ...votesAbout(deciding, 'members'),
      ownership: ownershipSource(github),
      site,
      organisers,
      hasClosedCalendar,
      isOpenPlace,
      titleOf,
      placeUrl: platforms.placeUrl,
      named: all.filter(({ hasTypedNames }) => hasTypedNames),
      async accountNamed(groupId, platform, name) {
        const { spaces } = await stores.roster.find(groupId);
        return await platforms.accountNamed({ spaces }, platform, name);
      },
    }),
    meetings({
      now,
      site,
      githubNames,
      store: stores.meetings,
      ...known,
      agendaParts: {
        ...agenda,
        projects: projectsAgenda({
          ...projecting,
          isAgendaForAll: (group) => isForAll(group, 'meetings'),
        }),
        achievements: celebrationsAgenda(celebrating),
      },
      answeredTopic: answeredTopic(asking),
      plan: (request) => planInWorker(request),
      drawPicture,
      ...writing,
      isForAll: isMeetingForAll,
      calendarToken: async (group) =>
        calendarToken(sign, group, await stores.meetings.calendarRenewal(group.id)),
      setAvailability: (groupId, personId, change) => stores.roster.changePerson(groupId, personId, change),
      calendarUrl: (of) => calendarUrl(config.publicUrl, of),
      platforms: all,
      placeUrl: platforms.placeUrl,
    }),
    polls({
      store: pollStore(database),
      ...known,
      isForAll: (group) => isForAll(group, 'meetings'),
      async tagged(groupId, tag) {
        const all = await stores.roster.all(groupId);
        return all
          .filter(({ kind, tags }) => kind !== 'alumni' && tags.includes(tag))
          .map(({ person }) => person);
      },
      meeting: async (groupId, id) => (await stores.meetings.find(groupId, id))?.meeting,
      links: (key) => stores.meetings.links(key),
      drawPicture,
      personalLink,
    }),
    digests(digesting),
    projects(projecting),
    celebrations(celebrating),
    outreach({
      store: partners,
      ...known,
      pageUrl: pageOf,
      newCode: () => randomBytes(10).toString('hex'),
      amaNews: (groupId, ama) => amaNews({ store: stores.amas }, groupId, ama),
      amaCalls: (groupId) =>
        amaCalls(
          {
            store: stores.amas,
            titleOf: (platform) => platforms.places.find(({ name }) => name === platform)?.title,
            pageUrl: (id) => pageOf(`amas/${id}`),
          },
          groupId,
        ),
    }),
    amas(asking),
    votes(deciding),
  ];

  return {
    features,
    ...pagesOf(parts, readers),
    isOpen: readers.isOpen,
    organisersFound: gone.findings,
    async eachTick() {
      await gone.look();
      await unread.look();
      await toldRefusals();
    },
    records: { projects: projectsFile(projecting), decisions: decisionsFile(deciding) },
  };
}

// What may become of a project, who may say so, what is stale, and when leads are asked for two lines.
import type { ComingMeeting, Project, ProjectWords, Status, Update } from './facts.ts';

const day = 86_400_000;

/** So long before a meeting leads are asked for two lines: two days before its agenda stands. */
const askedBeforeDays = 5;
/** An active project of which nothing was heard for so long is stale. */
const staleDays = 45;
/** How often the work behind the links is looked at. */
export const progressHours = 6;
/** So many addresses, and so long texts. */
export const most = { links: 12, name: 80, words: 1_500, update: 600, openByGuest: 3, inGroup: 500 } as const;

/** What stands in the way of a project that nobody leads. */
export const nobodyLeads = 'Nobody leads it.';

/** Statuses as people read them. */
export const statusNames: Readonly<Record<Status, string>> = {
  parked: 'Parking lot',
  proposed: 'Proposed',
  active: 'Active',
  blocked: 'Blocked',
  done: 'Done',
};

/** In which order pages and files have them. */
export const order: readonly Status[] = ['active', 'blocked', 'proposed', 'done', 'parked'];

/** What the parts of a project are called that people write, in their order. */
export const labels: Readonly<Record<keyof ProjectWords, string>> = {
  name: 'Name',
  summary: 'Summary',
  why: 'Why it matters',
  challenges: 'Challenges and risks',
  help: 'How to help',
};

/** These parts, in their order. */
export const wordNames = [
  'name',
  'summary',
  'why',
  'challenges',
  'help',
] as const satisfies (keyof ProjectWords)[];

/** Why a project cannot become something; undefined when it can. */
export function refusedStatus(project: Project, to: Status, why: string | undefined): string | undefined {
  const { name, number, status } = project;
  if (status === to && to !== 'blocked') return `"${name}" is ${statusNames[to].toLowerCase()} already.`;
  if (to === 'active' && project.leadId === undefined)
    return `"${name}" has no lead, and without one it is not active. Whoever leads it says so with \`/project lead project:${number}\`.`;
  if (to === 'blocked' && !why?.trim())
    return `What is in the way of "${name}"? Add it with \`why\`: \`/project status project:${number} status:Blocked why:"…"\`.`;
  return undefined;
}

/** What a project is when somebody took the lead: what was blocked only for want of one goes on. */
export function statusWithLead({ status, blockedWhy }: Project): Status {
  return status === 'blocked' && blockedWhy === nobodyLeads ? 'active' : status;
}

/** What a project is when its lead is gone: without one it is not active. */
export function statusWithoutLead(status: Status): Status {
  return status === 'active' ? 'blocked' : status;
}

/** Whether somebody may change a project: its lead, who proposed it as long as nobody leads it, and organisers. */
export function mayChange(
  { leadId, proposedById }: Project,
  who: { readonly id: number; readonly isOrganiser: boolean },
): boolean {
  return who.isOrganiser || who.id === (leadId ?? proposedById);
}

/** When a project was last heard of. */
export function heardAt({ createdAt, updates }: Pick<Project, 'createdAt' | 'updates'>): Date {
  return updates[0]?.at ?? createdAt;
}

/** Whether nothing was heard of an active project for long. */
export function isStale(project: Project, now: Date): boolean {
  return project.status === 'active' && now.getTime() - heardAt(project).getTime() > staleDays * day;
}

/** The newest words of a project that are not older than a month and a bit, for the next agenda. */
export function newsOf({ updates }: Pick<Project, 'updates'>, now: Date): Update | undefined {
  return updates.find(({ kind, at }) => kind === 'update' && now.getTime() - at.getTime() < 35 * day);
}

/** When the leads are asked before a meeting. */
export function askedAt({ startsAt }: Pick<ComingMeeting, 'startsAt'>): Date {
  return new Date(startsAt.getTime() - askedBeforeDays * day);
}

/** The projects whose lead is asked before a meeting: those that go on and of which nothing was said in the last week. */
export function askedOf(projects: readonly Project[], meeting: ComingMeeting): Project[] {
  const since = askedAt(meeting).getTime() - 7 * day;
  return projects.filter(
    (project) =>
      project.leadId !== undefined &&
      (project.status === 'active' || project.status === 'blocked') &&
      !project.updates.some(({ kind, at }) => kind === 'update' && at.getTime() >= since),
  );
}

/** Priorities first, then in the order of their numbers. */
export function inOrder<T extends Pick<Project, 'rank' | 'number'>>(projects: readonly T[]): T[] {
  return projects.toSorted(
    (a, b) =>
      (a.rank ?? Number.POSITIVE_INFINITY) - (b.rank ?? Number.POSITIVE_INFINITY) || a.number - b.number,
  );
}

/** A project as an option of a vote: `Tutorial (project 3)`. */
export function optionOf({ number, name }: Pick<Project, 'number' | 'name'>): string {
  return `${name} (project ${number})`;
}

/** The project of an option. */
export function projectOf(option: string, projects: readonly Project[]): Project | undefined {
  const number = /\(project (\d+)\)$/u.exec(option)?.[1];
  return projects.find((one) => String(one.number) === number);
}

/** Whether a project has a place in the order of priorities: an idea of the parking lot has none, nor what is done. */
export function isRanked({ status }: Pick<Project, 'status'>): boolean {
  return status !== 'parked' && status !== 'done';
}

/** Which place a project has among the priorities; several share one. */
export interface Rank {
  readonly id: number;
  readonly rank: number;
}

/** The places of the projects in the order of a vote's options: those of one tier share theirs. What was done or parked meanwhile is left out. */
export function ranksOf(projects: readonly Project[], tiers: readonly (readonly string[])[]): Rank[] {
  const ranks: Rank[] = [];
  for (const tier of tiers) {
    const rank = ranks.length + 1;
    for (const option of tier) {
      const found = projectOf(option, projects);
      if (found && isRanked(found)) ranks.push({ id: found.id, rank });
    }
  }
  return ranks;
}

/** The order as it is, as tiers of options. */
export function tiersOf(projects: readonly Project[]): string[][] {
  const ranked = inOrder(projects).filter(({ rank }) => rank !== undefined);
  return [...Map.groupBy(ranked, ({ rank }) => rank).values()].map((tier) => tier.map(optionOf));
}

/** Addresses between spaces, commas or lines; those that are none are answered as `wrong`. */
export function readLinks(typed: string): { readonly links: string[]; readonly wrong: string[] } {
  const words = typed.split(/[\s,]+/u).filter((word) => word !== '' && word !== '-');
  const isLink = (word: string) => /^https?:\/\/[^\s<>"]{3,300}$/iu.test(word) && URL.canParse(word);
  return { links: [...new Set(words.filter(isLink))], wrong: words.filter((word) => !isLink(word)) };
}

/** The title of a project's topic: forums take none of less than 15 letters, so short ones say more; dots would not count. */
export function topicTitle({ number, name }: Pick<Project, 'number' | 'name'>, groupName: string): string {
  const title = `Project ${number}: ${name}`;
  return title.length < 15 ? `${title} (${groupName})` : title;
}

// What refuses the bot until a person mends something: noticed, told once, and said to be over.
import type { GroupFacts, GroupPlace, Groups, PersonFacts } from '../../core/directory.ts';
import type { Destination, View } from '../../core/publication.ts';
import { refusalNotice, refusalSummary, type Told, type ToldRefusal } from './refusal-views.ts';
import type { Fault, Refusal, RefusalStore } from './store.ts';

/** Something outside that may refuse the bot: a platform, or one repository. */
export interface Refuser {
  /** Its own for ever: a platform's name, or one that begins with it. */
  readonly name: string;
  /** What people call it. */
  readonly title: string;
  /**
   * `part`: the platform lets the bot in, but shows this one thing no more. `member`: nothing is refused, but somebody
   * is gone who organises, is a member, or has something to do here.
   */
  readonly kind: 'platform' | 'part' | 'member';
  /** Whether it lets the bot in: false while a person must mend something, undefined while that is not known. */
  isAccepted(): boolean | undefined;
  /** What has to be mended, in words. */
  trouble(): string | undefined;
  /** Whether a group has something there. */
  isConcerned(group: GroupFacts): Promise<boolean>;
}

/** What is worked with. */
export interface RefusalDeps {
  readonly refusals: RefusalStore;
  /** All that is known by now. */
  refusers(): readonly Refuser[];
  /** Has one looked at of which nothing is known but that it refused the bot before the start. */
  recall(name: string): void;
  /** What one is that is not listed now: whose refusal is over, or not looked at since the start. */
  unlisted(name: string): Pick<Refuser, 'title' | 'kind'> | undefined;
  /** What the person is called now whom one is about, if it is about one. */
  personIn(name: string): Promise<string | undefined>;
}

/** A refusal may be chance; one that lasts so long is told. */
const patienceMilliseconds = 60_000;

/**
 * Builds what is to be called each minute: it writes down what refuses the bot, and that it does no more. While all is
 * well it asks the database nothing, but the first time.
 */
export function refusalWatch(
  deps: RefusalDeps,
  groups: Pick<Groups, 'list'>,
  now: () => Date,
): () => Promise<void> {
  const { refusals } = deps;
  /** Of what it is known that no refusal of it stands. */
  const well = new Set<string>();
  let hasRecalled = false;
  const all = async () => (await groups.list()).map(({ id }) => id);
  async function concernedBy({ isConcerned }: Refuser): Promise<number[]> {
    const concerned: number[] = [];
    for (const group of await groups.list()) if (await isConcerned(group)) concerned.push(group.id);
    return concerned;
  }

  return async () => {
    if (!hasRecalled) {
      const current = await refusals.current();
      for (const name of current) deps.recall(name);
      hasRecalled = true;
      const listed = new Set(deps.refusers().map(({ name }) => name));
      for (const name of current) {
        // What an older version looked at, and nothing does any more.
        const known = listed.has(name) ? undefined : await refusals.of(name);
        if (known) await refusals.isOver(known, await all(), now());
      }
    }
    for (const refuser of deps.refusers()) {
      const { name } = refuser;
      const isAccepted = refuser.isAccepted();
      if (isAccepted === undefined || (isAccepted && well.has(name))) continue;
      const known = await refusals.of(name);
      if (isAccepted) {
        if (known) await refusals.isOver(known, await concernedBy(refuser), now());
        well.add(name);
        continue;
      }
      well.delete(name);
      const why = refuser.trouble() ?? '';
      const concerned = await concernedBy(refuser);
      // What nobody needs any more refuses nobody.
      if (known && concerned.length === 0) await refusals.isOver(known, await all(), now());
      if (known?.why === why || concerned.length === 0) continue;
      await refusals.stands({ ...(known ?? { name, since: now() }), why }, concerned);
    }
  };
}

/** Tells a group of what refuses the bot, as far as it has something there; answers when to look again. */
export async function tellRefusals(
  { refusals, refusers }: RefusalDeps,
  to: { group(): Promise<GroupFacts>; organisers(): Promise<readonly PersonFacts[]> },
  now: Date,
): Promise<{ readonly told: readonly Refusal[]; readonly next?: Date }> {
  const told: Refusal[] = [];
  const gone: Refusal[] = [];
  let next: Date | undefined;
  for (const { name, kind, isAccepted, isConcerned } of refusers()) {
    // What is well, or tells nothing of it, costs nothing.
    if (isAccepted() !== false) continue;
    const refusal = await refusals.of(name);
    if (!refusal) continue;
    const group = await to.group();
    if (!(await isConcerned(group))) continue;
    const at = new Date(refusal.since.getTime() + patienceMilliseconds);
    if (at > now) {
      next = next && next < at ? next : at;
      continue;
    }
    told.push(refusal);
    if (await refusals.isTold(group.id, refusal)) continue;
    // Several who went at once are told of in one message.
    if (kind === 'member') gone.push(refusal);
    else await tell([refusal]);
  }
  const [first, ...others] = gone;
  if (first) await tell([first, ...others]);
  return { told, ...(next && { next }) };

  async function tell(those: readonly [Refusal, ...Refusal[]]): Promise<void> {
    const group = await to.group();
    const failing = { platform: those[0].name, isRetried: true, destination: undefined };
    await refusals.tell(group.id, those, noticesFor(failing, group, await to.organisers()));
  }
}

/** The notice, while something refuses the bot and after. */
export function refusalView({ refusals, refusers, unlisted, personIn }: RefusalDeps): View {
  async function toldIn(subject: string): Promise<ToldRefusal | undefined> {
    const cut = subject.lastIndexOf('/');
    const name = subject.slice(0, cut);
    const found = await refusals.of(name);
    const stands = found && String(found.since.getTime()) === subject.slice(cut + 1) ? found : undefined;
    const listed = refusers().find((one) => one.name === name);
    const is = listed ?? unlisted(name);
    return is && { title: is.title, kind: is.kind, why: stands?.why, person: await personIn(name) };
  }

  return async (subjects, { isPublished }) => {
    const found = await Promise.all(subjects.split(' ').map(toldIn));
    const [first, ...others] = found.flatMap((one) => one ?? []);
    // What was told of something that is looked at no more stays as it is.
    if (!first) return undefined;
    const told: Told = [first, ...others];
    // Whoever was not told while it lasted need not be.
    if (!isPublished && told.every(({ why }) => why === undefined)) return undefined;
    return { kind: 'message', summary: refusalSummary(told), document: refusalNotice(told) };
  };
}

/**
 * Where a fault is told: in the organisers' place, else the moderators', if that is on a platform that works and is not
 * the one that fails; else to each organiser in private, on another platform if they have an account there.
 */
export function noticesFor(
  fault: Pick<Fault, 'platform' | 'isRetried' | 'destination'>,
  group: Pick<GroupFacts, 'places'>,
  organisers: readonly PersonFacts[],
): Destination[] {
  const failing = fault.destination?.kind === 'purpose' ? fault.destination.purpose : undefined;
  const isWell = ({ platform, purpose }: GroupPlace) =>
    platform !== fault.platform || !(fault.isRetried || [failing].flat().includes(purpose));
  const place = (['organisers', 'moderation'] as const)
    .flatMap((purpose) => group.places.filter((one) => one.purpose === purpose))
    .find(isWell);
  if (place) return [{ kind: 'places', places: [{ platform: place.platform, id: place.id }] }];
  return organisers.map((person): Destination => {
    const elsewhere = person.accounts.find(({ platform }) => platform !== fault.platform);
    return fault.isRetried && elsewhere
      ? { kind: 'account', account: { platform: elsewhere.platform, id: elsewhere.id } }
      : { kind: 'person', personId: person.id };
  });
}

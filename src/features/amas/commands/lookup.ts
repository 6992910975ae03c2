// What the feature's commands share: which AMA and question is meant, who may do what, and what depends on a change.

import type { PlatformName } from '../../../core/account.ts';
import { wholeNumber } from '../../../core/command/arguments.ts';
import { calledSo, nameKey } from '../../../core/command/naming.ts';
import { noneYet } from '../../../core/command/none-yet.ts';
import type { Request } from '../../../core/command.ts';
import { type GroupFacts, isIn, type PersonFacts } from '../../../core/directory.ts';
import { UserError } from '../../../core/errors.ts';
import { idsAbout } from '../../../core/publication.ts';
import { shortened } from '../../../core/text/shortened.ts';
import type { AmasDeps } from '../deps.ts';
import { isAnswerable } from '../draft-fit.ts';
import { type AmaFacts, type HostFacts, labelOf, type QuestionFacts } from '../facts.ts';
import { hostsFrom, nearestFirst } from '../hosts.ts';
import { likenesses } from '../likeness.ts';
import { amaPlaces, moderatorPlaces } from '../places.ts';
import { holdsQuestions, hostOf, isBeforeLive, isFollowed, isKeptBack } from '../rules.ts';
import type { NewHost } from '../store/hosts.ts';

/** An AMA and its group, as somebody asks about them. */
export interface Scope {
  readonly lookup: AmaLookup;
  readonly request: Request;
  readonly ama: AmaFacts;
  readonly group: GroupFacts;
}

/** A question with its AMA, as somebody asks about it. */
export interface Found extends Scope {
  readonly question: QuestionFacts;
}

/** The shared parts of the feature's commands. */
export type AmaLookup = ReturnType<typeof amaLookup>;

/** Builds the shared parts. */
export function amaLookup(deps: AmasDeps) {
  const { store, groups, people } = deps;

  const caller = (request: Request): Promise<PersonFacts> => people.of(request.groupId, request.caller);

  async function scopeOf(request: Request, ama: AmaFacts): Promise<Scope> {
    return { lookup, request, ama, group: await groups.find(ama.groupId) };
  }

  /**
   * Whether somebody is shown that an AMA exists: a draft is for organisers, moderators and those who will host it; what
   * stands where only some read, for the group's members and who asks there.
   */
  async function isShown(request: Request, ama: AmaFacts): Promise<boolean> {
    if (request.isOrganiser) return true;
    const isDraft = isKeptBack(ama);
    if (!isDraft && (request.isMember || idsAbout('ama', await request.about()).includes(ama.id)))
      return true;
    const group = await groups.recent(ama.groupId);
    // Cards of what was carried into a draft stand among the moderators.
    const moderators = moderatorPlaces(ama, group);
    const places = isDraft ? moderators : [...amaPlaces(ama, group), ...moderators];
    if (isIn(request.place, places)) return true;
    if (!isDraft && (await isForAll(ama, group))) return true;
    return await isHosting(request, ama);
  }

  /** Whether the caller hosts an AMA; who only looks is not written down. */
  async function isHosting(request: Request, ama: AmaFacts): Promise<boolean> {
    const who = await people.knownOrNew(request.groupId, request.caller);
    return hostOf(ama, request.caller, who) !== undefined;
  }

  /** Whether everybody may read an AMA. */
  async function isForAll(ama: AmaFacts, group: GroupFacts): Promise<boolean> {
    const places = amaPlaces(ama, group);
    if (places.length === 0) return true;
    for (const place of places) if (await deps.isOpenPlace(place)) return true;
    return false;
  }

  /** The AMAs of the group that the caller may know of, newest first. */
  async function shownTo(request: Request): Promise<AmaFacts[]> {
    const found: AmaFacts[] = [];
    for (const ama of await store.list(request.groupId)) if (await isShown(request, ama)) found.push(ama);
    return found;
  }

  /** The AMA that the place, or the message, of a request is about. */
  async function here(request: Request): Promise<AmaFacts | undefined> {
    for (const id of idsAbout('ama', await request.about())) {
      const ama = await store.ama(id, request.groupId);
      if (ama && (await isShown(request, ama))) return ama;
    }
    return undefined;
  }

  const likeness = likenesses();

  /** The questions that one that waits perhaps repeats. */
  async function alike(ama: AmaFacts, question: QuestionFacts): Promise<QuestionFacts[]> {
    if (question.state !== 'waiting' || !holdsQuestions(ama)) return [];
    const ids = likeness(ama.id, question, await store.comparable(ama.id));
    const found = await Promise.all(ids.map((id) => store.question(id, ama.id)));
    return found.filter((one) => one !== undefined);
  }

  /** A platform's name as people read it; undefined when it shows nothing to others. */
  const titleOf = (platform: PlatformName) => deps.platforms().find(({ name }) => name === platform)?.title;

  const lookup = {
    ...deps,
    /** The person who asks. */
    caller,
    /** What a question's card says of others: which it perhaps repeats, where it went on, and who has begun an answer. */
    async cardFacts({ ama, question }: { readonly ama: AmaFacts; readonly question: QuestionFacts }) {
      const holders = new Set((await store.draftsOf(question.id)).map(({ heldById }) => heldById));
      const carriedTo = await store.carriedTo(question);
      const target = await store.question(question.mergedIntoId);
      return {
        alike: await alike(ama, question),
        draftedBy: holders.size === 0 ? [] : await people.byIds(ama.groupId, [...holders]),
        ...(carriedTo && { carriedTo }),
        ...(target && { mergedInto: labelOf(target) }),
      };
    },
    /** The questions to which a host holds drafts of answers that can be published. */
    async draftedBy(ama: AmaFacts, { personId }: HostFacts): Promise<QuestionFacts[]> {
      const drafts = (await store.draftsIn(ama.id)).filter(({ heldById }) => heldById === personId);
      const ids = new Set(drafts.map(({ questionId }) => questionId));
      const questions = ids.size === 0 ? [] : await store.questions(ama.id);
      return questions.filter((one) => ids.has(one.id) && isAnswerable(one));
    },
    isForAll,
    isHosting,
    shownTo,
    titleOf,
    /** Where an AMA stands, as people call that place. */
    amaLink: ({ platform, url }: { readonly platform: PlatformName; readonly url: string }) => ({
      title: titleOf(platform) ?? platform,
      url,
    }),
    /** An AMA by the number in a button or form. Throws when it is not this group's. */
    async scope(request: Request, amaId: string | undefined): Promise<Scope> {
      const ama = await store.ama(wholeNumber(amaId) ?? 0, request.groupId);
      if (!ama || !(await isShown(request, ama)))
        throw new UserError('That AMA is not there any more. `/ama list` shows those that are.');
      return await scopeOf(request, ama);
    },
    /**
     * The AMA that is meant: by its number or title, by the place, or the only one that goes on; of several the only one for
     * which it `isPossible`.
     */
    async meant(
      request: Request,
      typed: string | undefined,
      isPossible?: (ama: AmaFacts) => boolean,
    ): Promise<Scope> {
      const amas = await shownTo(request);
      if (typed !== undefined) {
        const id = wholeNumber(nameKey(typed));
        const numbered = id === undefined ? undefined : await store.ama(id, request.groupId);
        const found =
          (numbered && (await isShown(request, numbered)) ? numbered : undefined) ??
          calledSo(amas, {
            typed,
            words: ({ title }) => title,
            shown: ({ id, title, state }) => `\`ama:${id}\` ("${title}", ${state})`,
            isLikely: ({ state }) => state !== 'closed',
          });
        if (!found && amas.length === 0) throw noAma(request);
        if (!found) throw new UserError(`There is no AMA "${typed}". \`/ama list\` shows those that are.`);
        return await scopeOf(request, found);
      }
      const near = await here(request);
      if (near) return await scopeOf(request, near);
      const current = amas.filter((ama) => ama.state !== 'closed');
      const only =
        alone(current) ??
        (isPossible && alone(current.filter(isPossible))) ??
        (current.length === 0 ? alone(amas) : undefined);
      if (only) return await scopeOf(request, only);
      if (amas.length === 0) throw noAma(request);
      if (current.length === 0) {
        throw new UserError(
          isPossible
            ? 'No AMA goes on: questions are neither taken nor answered. `/ama list` shows all.'
            : `No AMA goes on. Which of those that were? Say it once more with ${titlesOf(amas)}.`,
        );
      }
      throw new UserError(`Which AMA? Several go on. Say it once more with ${titlesOf(current)}.`);
    },
    /** The same of what is done afterwards: one that ended in the last day comes before those that are not live yet. */
    async meantAfter(request: Request, typed: string | undefined): Promise<Scope> {
      const amas = typed === undefined && !(await here(request)) ? await shownTo(request) : [];
      const ended = amas.filter(
        (ama) => ama.state === 'closed' && !ama.isCalledOff && isFollowed(ama, request.now),
      );
      const isAhead = amas.every((ama) => ama.state === 'closed' || isBeforeLive(ama));
      return await lookup.meant(request, isAhead ? (alone(ended)?.id.toString() ?? typed) : typed);
    },
    /** A question and its AMA by the number in a button or form. */
    async asked(request: Request, id: string | undefined): Promise<Found> {
      const question = await store.question(wholeNumber(id) ?? 0);
      const ama = question && (await store.ama(question.amaId, request.groupId));
      if (!question || !ama || !(await isShown(request, ama)))
        throw new UserError('That question is not there any more. `/ama queue` lists those that are.');
      return { ...(await scopeOf(request, ama)), question };
    },
    /** The hosts that a text names. Throws a `UserError` for a name that nobody bears. */
    async hosts(request: Request, typed: string): Promise<NewHost[]> {
      const members = await people.members(request.groupId);
      return await hostsFrom(typed, {
        members,
        ...(lookup.titleOf(request.platform) && { caller: request.caller }),
        accounts: async (name) =>
          nearestFirst(await deps.accountsNamed(request.groupId, name), request.platform),
      });
    },
  };
  return lookup;
}

/** The question that is meant within an AMA: by its number, or by words in it. */
export async function pick(scope: Scope, typed: string): Promise<Found> {
  const { lookup, ama } = scope;
  const questions = await lookup.store.questions(ama.id);
  const number = /^#?(\d+(?:\.\d+)?)$/u.exec(nameKey(typed))?.[1];
  const question =
    questions.find((one) => labelOf(one) === number) ??
    calledSo(questions, {
      typed,
      words: ({ text }) => text,
      shown: (one) => `${labelOf(one)} ("${shortened(one.text, 60)}")`,
      isLikely: ({ state }) => state === 'approved',
    });
  if (question) return { ...scope, question };
  const [, first] = /^#?(\d+(?:\.\d+)?)\s/u.exec(typed) ?? [];
  const isFirst = questions.some((one) => labelOf(one) === first);
  throw new UserError(
    questions.length === 0
      ? `"${ama.title}" has no question yet. \`/ama ask\` asks the first.`
      : `"${ama.title}" has no question "${typed}". ${isFirst ? `For question ${first} give the number alone, and your other words by their option, such as \`question:${first} text:"…"\`.` : '`/ama queue` lists them by number.'}`,
  );
}

/** The caller, if they may moderate. Throws otherwise. */
export async function asModerator(scope: Scope): Promise<PersonFacts> {
  if (scope.request.isOrganiser || (await isAmongModerators(scope)))
    return await scope.lookup.caller(scope.request);
  throw new UserError(
    'Only organisers and those in the moderators’ channel can do that. Ask one of them; `/member list` says who the organisers are.',
  );
}

/** Whether somebody asks where an AMA is moderated; in a thread or topic of an open place everybody might. */
async function isAmongModerators({ lookup, request: { place }, ama, group }: Scope): Promise<boolean> {
  if (!place || !isIn(place, moderatorPlaces(ama, group))) return false;
  const { platform, within } = place;
  return within === undefined || !(await lookup.isOpenPlace({ platform, id: within }));
}

/** The caller, if they may answer: a host or an organiser. Throws otherwise. */
export async function asHost({ lookup, request, ama }: Scope): Promise<PersonFacts> {
  const seen = await lookup.people.knownOrNew(request.groupId, request.caller);
  const host = hostOf(ama, request.caller, seen);
  if (!host && !request.isOrganiser)
    throw new UserError(
      `Only the hosts of "${ama.title}" can do that. An organiser adds you with \`/ama host add\`.`,
    );
  const who = await lookup.caller(request);
  if (host && host.personId === undefined) await lookup.store.hostSeen(host, who);
  return who;
}

/** The caller, if they host this AMA or may moderate it. Throws otherwise. */
export async function hostOrModerator(scope: Scope): Promise<PersonFacts> {
  const { lookup, request, ama } = scope;
  return (await lookup.isHosting(request, ama)) ? await lookup.caller(request) : await asModerator(scope);
}

const noAma = (request: Request) =>
  noneYet('no AMA', { command: '/ama create', access: 'organiser' }, request);

const alone = <T>(some: readonly T[]): T | undefined => (some.length === 1 ? some[0] : undefined);

/** AMAs as they are named in a command; those of the same title by their numbers. */
function titlesOf(amas: readonly AmaFacts[]): string {
  const few = amas.slice(0, 5).map(({ id, title }) => {
    const isAlone = amas.filter((one) => one.title === title).length === 1;
    return isAlone ? `\`ama:"${title}"\`` : `\`ama:${id}\` ("${title}")`;
  });
  return few.join(' or ');
}

/** Everybody who is named with these questions: who asked, voted, moderated, took and answered. */
export function peopleIn(questions: readonly QuestionFacts[], hosts: readonly HostFacts[] = []): number[] {
  const ids = questions.flatMap((one) => [
    one.askerId,
    one.moderatedById,
    one.takenById,
    one.answer?.byId,
    ...(one.additions ?? []).map(({ byId }) => byId),
    ...one.voters.map((voter) => voter.personId),
  ]);
  const all = [...ids, ...hosts.map((host) => host.personId)];
  return [...new Set(all.filter((id) => id !== undefined))];
}

// Finds the partners and calls that people name, and offers them while they type.

import { thingMeant } from '../../../core/command/meant.ts';
import { calledSo, choicesFor, nameKey } from '../../../core/command/naming.ts';
import { noneYet } from '../../../core/command/none-yet.ts';
import { option, type Request } from '../../../core/command.ts';
import { UserError } from '../../../core/errors.ts';
import type { OutreachDeps } from '../deps.ts';
import type { Call, CalledAma, Partner } from '../facts.ts';

/** The option that names a partner. */
export function partnerOption(deps: OutreachDeps) {
  return option.text('Which partner', {
    required: true,
    max: 100,
    suggest: async (typed, request) =>
      request.isMember
        ? choicesFor(await deps.store.partners(request.groupId), typed, ({ name }) => ({ name, value: name }))
        : [],
  });
}

/** A partner by name. Throws a UserError that says what there is. */
export async function partnerNamed(deps: OutreachDeps, request: Request, typed: string): Promise<Partner> {
  const all = await deps.store.partners(request.groupId);
  const found = calledSo(all, { typed, words: ({ name }) => name, shown: ({ name }) => `"${name}"` });
  if (found) return found;
  if (all.length === 0) throw noPartner(request);
  throw new UserError(`There is no partner "${typed.trim()}". \`/partner list\` shows those that are.`);
}

/** That the group knows no partner yet. */
export const noPartner = (request: Request) =>
  noneYet('no partner', { command: '/partner add', access: 'organiser' }, request);

/** Partners by names with semicolons or commas between; all when none are given. */
export async function partnersNamed(
  deps: OutreachDeps,
  request: Request,
  typed: string | undefined,
): Promise<Partner[]> {
  const all = await deps.store.partners(request.groupId);
  const named = all.find(({ name }) => nameKey(name) === nameKey(typed ?? ''));
  if (named) return [named];
  const names = (typed ?? '').split(/[;,]/u).filter((name) => name.trim() !== '');
  if (names.length === 0) return all;
  const found: Partner[] = [];
  for (const name of names) found.push(await partnerNamed(deps, request, name));
  return [...new Map(found.map((one) => [one.id, one])).values()];
}

/** A call, as somebody asks about it. */
export interface Asked {
  readonly deps: OutreachDeps;
  readonly request: Request;
  readonly call: Call;
}

/** The option that names a call. */
export function callOption(deps: OutreachDeps) {
  return option.integer('Which call, by its number; left out, that of the place, or the only one', {
    min: 1,
    max: 1_000_000_000,
    suggest: async (typed, request) =>
      request.isMember
        ? choicesFor(await deps.store.calls(request.groupId), typed, ({ id, title }) => ({
            name: `${id}: ${title}`,
            value: String(id),
          }))
        : [],
  });
}

/** A call by its number. Throws a UserError when there is none. */
export async function callNumbered(deps: OutreachDeps, request: Request, id: number): Promise<Asked> {
  const call = await deps.store.call(request.groupId, id);
  if (call) return { deps, request, call };
  await refuseNoCall(deps, request);
  throw new UserError('There is no such call. `/partner calls` shows those that are.');
}

async function refuseNoCall(deps: OutreachDeps, request: Request): Promise<void> {
  if ((await deps.store.calls(request.groupId)).length > 0) return;
  throw noneYet('no call', { command: '/partner call', access: 'organiser' }, request);
}

/** The published call that is meant: by its number, by the place, or the only one. Throws a UserError that lists them. */
export async function meantCall(deps: OutreachDeps, request: Request, id: number | undefined): Promise<Call> {
  if (id !== undefined) return (await callNumbered(deps, request, id)).call;
  const all = (await deps.store.calls(request.groupId)).map((call) => ({ ...call, number: call.id }));
  const found = await thingMeant(request, undefined, {
    ...{ kind: 'call', all },
    words: ({ title }) => title,
    fits: ({ publishedAt }) => publishedAt !== undefined,
  });
  if (found) return found;
  await refuseNoCall(deps, request);
  throw new UserError('No call is published yet. `/partner calls` shows those that are written.');
}

/** The option that names an AMA whose call fills the form. */
export function amaOption(deps: OutreachDeps) {
  return option.text('An AMA: its hosts, time and links fill the form', {
    max: 200,
    suggest: async (typed, request) =>
      request.isOrganiser
        ? choicesFor(await deps.amaCalls(request.groupId), typed, ({ id, title }) => ({
            name: title,
            value: String(id),
          }))
        : [],
  });
}

/** The title and text of an AMA's call. Throws a UserError when none that goes on is called so. */
export async function amaCallNamed(
  deps: OutreachDeps,
  request: Request,
  typed: string,
): Promise<CalledAma & { readonly title: string; readonly text: string }> {
  const all = (await deps.amaCalls(request.groupId)).map((ama) => ({ ...ama, number: ama.id }));
  const words = ({ title }: (typeof all)[number]) => title;
  const found = await thingMeant(request, typed, { kind: 'ama', all, words, fits: () => false });
  if (found) return found;
  throw new UserError(
    `No AMA "${typed.trim()}" is announced and still to come or going on. \`/ama list\` shows all.`,
  );
}

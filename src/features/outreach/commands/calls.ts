// Calls to partners: written once, shown for approval, and published.
import { wholeNumber } from '../../../core/command/arguments.ts';
import type { Form } from '../../../core/command/form.ts';
import { changedByAuthor } from '../../../core/command/seen.ts';
import { type Action, type Command, command, option, type Request } from '../../../core/command.ts';
import { code, doc, p, questionMark, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { type Reply, whisper } from '../../../core/reply.ts';
import { previewButtons, previewDocument } from '../call-views.ts';
import type { OutreachDeps } from '../deps.ts';
import type { Call, CalledAma } from '../facts.ts';
import { most, spreadTranslations } from '../rules.ts';
import { amaIn, callForm, callLabels, checked, type Typed, textsOf } from './call-form.ts';
import { amaCallNamed, amaOption, callNumbered, noPartner, partnersNamed } from './lookup.ts';

/** `/partner call`. */
export function callCommand(deps: OutreachDeps): Command {
  return command({
    name: 'partner call',
    description: 'Writes a call to partners: shown to you first, then published where they agreed',
    access: 'organiser',
    bare: 'title',
    opensForm: { unless: 'text' },
    options: {
      title: option.text('What it is about', { max: most.title, isNeeded: true }),
      text: option.text('The call; leave it out for a form', { max: most.text, isNeeded: true }),
      partners: option.text('To whom, with ; between; all partners if left out', { max: 500 }),
      translations: option.text('The text in other languages: "pl: …"', { max: most.translations }),
      ama: amaOption(deps),
      publish: option.integer('Publishes a call that was shown, by its number', {
        min: 1,
        max: 1_000_000_000,
      }),
    },
    async run(request, { title, text, partners, translations, ama, publish: number }) {
      if (number !== undefined)
        return await publish(deps, request, await callNumbered(deps, request, number));
      const chosen = (await partnersNamed(deps, request, partners)).map(({ id }) => id);
      if (chosen.length === 0) throw noPartner(request);
      const words = ama === undefined ? undefined : await amaCallNamed(deps, request, ama);
      if (text === undefined) {
        const typed = {
          ...(words && { title: words.title, text: words.text }),
          ...(title !== undefined && { title }),
          ...(translations !== undefined && { translations }),
        };
        return callForm(chosen, typed, { ama: words?.ama });
      }
      const spread = spreadTranslations(translations ?? '');
      return await draft(deps, request, {
        partnerIds: chosen,
        typed: { title: title ?? words?.title ?? '', text, translations: spread },
        ama: words?.ama,
      });
    },
  });
}

/** The form of a call. */
export function callForms(deps: OutreachDeps): Form[] {
  const targetOf = async (request: Request, [kind, ids = '', all = '']: readonly string[]) => {
    if (kind === 'edit') return await callNumbered(deps, request, wholeNumber(ids) ?? 0);
    if (all !== '') return (await deps.store.partners(request.groupId)).map(({ id }) => id);
    return ids.split('.').flatMap((id) => wholeNumber(id) ?? []);
  };
  return [
    {
      name: 'outreach/call',
      args: [['new', 'edit'], 'text', 'text?', 'text?'],
      access: 'organiser',
      open: async (request, args, typed) =>
        callForm(
          await targetOf(request, args),
          typed,
          args[0] === 'edit' ? { seen: args[2] } : { ama: amaIn(args[3]) },
        ),
      async run(request, args, values) {
        const target = await targetOf(request, args);
        if ('length' in target)
          return await draft(deps, request, { partnerIds: target, typed: values, ama: amaIn(args[3]) });
        const typedOver = (current: Call): Typed => {
          const now = textsOf(current);
          const form = { labels: callLabels, now, written: values, seen: args[2], args: args.slice(0, 2) };
          return { ...now, ...changedByAuthor(form) };
        };
        return await rewrite(deps, request, { call: target, typedOver });
      },
    },
  ];
}

/** The buttons below a call that is shown for approval. */
export function callActions(deps: OutreachDeps): Action[] {
  const { store } = deps;
  const unpublished = async (request: Request, id: string | undefined) => {
    const call = await callNumbered(deps, request, Number(id));
    if (!call.publishedAt) return call;
    throw new UserError(`"${call.title}" is published already: \`/partner calls\` shows what came of it.`);
  };
  return [
    {
      name: 'outreach/publish',
      args: ['id'],
      access: 'organiser',
      run: async (request, [id]) =>
        await publish(deps, request, await callNumbered(deps, request, Number(id))),
    },
    {
      name: 'outreach/edit',
      args: ['id'],
      access: 'organiser',
      opensForm: true,
      async run(request, [id]) {
        const call = await callNumbered(deps, request, Number(id));
        if (call.publishedAt)
          throw new UserError(
            `"${call.title}" is published; it cannot be changed any more. Make another with \`/partner call\`.`,
          );
        return callForm(call, {});
      },
    },
    {
      name: 'outreach/discard',
      args: ['id'],
      access: 'organiser',
      async confirm(request, [id]) {
        const { title } = await unpublished(request, id);
        return {
          document: doc(
            p`Discard the call ${strong(title)}${questionMark(title)} Its text is gone then; nobody is told.`,
          ),
          label: 'Discard it',
          style: 'danger',
        };
      },
      async run(request, [id]) {
        await store.discard(await unpublished(request, id));
        return whisper(p('Discarded. Nobody was told.'), { replaces: true });
      },
    },
  ];
}

async function draft(
  deps: OutreachDeps,
  request: Request,
  { partnerIds, typed, ama }: { partnerIds: readonly number[]; typed: Typed; ama: CalledAma | undefined },
): Promise<Reply> {
  const words = checked(typed);
  const who = await deps.people.of(request.groupId, request.caller);
  const known = new Set((await deps.store.partners(request.groupId)).map(({ id }) => id));
  const call = await deps.store.draft({
    ...words,
    groupId: request.groupId,
    createdById: who.id,
    createdAt: request.now,
    ...(ama && { ama }),
    partnerIds: partnerIds.filter((id) => known.has(id)),
  });
  return await preview(deps, request, call);
}

async function rewrite(
  deps: OutreachDeps,
  request: Request,
  { call, typedOver }: { call: Call; typedOver: (current: Call) => Typed },
): Promise<Reply> {
  const after = await deps.store.rewrite(call, (current) => checked(typedOver(current)));
  if (after) return await preview(deps, request, after);
  throw new UserError(
    `"${call.title}" was published or discarded meanwhile, so what you wrote is not in it. Make another with \`/partner call\`.`,
  );
}

async function preview(deps: OutreachDeps, request: Request, call: Call): Promise<Reply> {
  const told = new Set(call.told.map(({ partnerId }) => partnerId));
  const partners = (await deps.store.partners(request.groupId)).filter(({ id }) => told.has(id));
  const buttons = request.can.buttons ? { buttons: previewButtons(call) } : {};
  return whisper(previewDocument(call, partners, request.can.buttons), buttons);
}

async function publish(deps: OutreachDeps, request: Request, call: Call): Promise<Reply> {
  const who = await deps.people.of(request.groupId, request.caller);
  const done = await deps.store.publish(call, { byId: who.id, now: request.now });
  if (done === 'nobody')
    throw new UserError(
      `Nobody to whom "${call.title}" was to go is a partner any more, so it stays unpublished. Write another: \`/partner call\`.`,
    );
  if (!done) throw new UserError(`"${call.title}" was published before: \`/partner calls call:${call.id}\`.`);
  const names = (partners: readonly { name: string }[]) => partners.map(({ name }) => name).join(', ');
  return whisper(
    doc(
      p(strong(call.title), ' is published.'),
      done.posted.length > 0
        ? p(`It is being posted for: ${names(done.posted)}. Where that fails, I tell you in private.`)
        : undefined,
      done.byHand.length > 0
        ? p(`By hand, and whoever keeps in touch is told so in private: ${names(done.byHand)}.`)
        : undefined,
      p('Who was told and what came back: ', code(`/partner calls call:${call.id}`), '.'),
    ),
  );
}

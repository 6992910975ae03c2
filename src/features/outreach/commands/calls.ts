// Calls to partners: written once, shown for approval, and published.
import { wholeNumber } from '../../../core/command/arguments.ts';
import { buttonsOn } from '../../../core/command/buttons.ts';
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
import { amaIn, callLabels, checked, editCallForm, newCallForm, type Typed, textsOf } from './call-form.ts';
import { type Asked, amaCallNamed, amaOption, callNumbered, noPartner, partnersNamed } from './lookup.ts';

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
      if (number !== undefined) return await publish(await callNumbered(deps, request, number));
      const chosen = (await partnersNamed(deps, request, partners)).map(({ id }) => id);
      if (chosen.length === 0) throw noPartner(request);
      const words = ama === undefined ? undefined : await amaCallNamed(deps, request, ama);
      if (text === undefined) {
        const typed = {
          ...(words && { title: words.title, text: words.text }),
          ...(title !== undefined && { title }),
          ...(translations !== undefined && { translations }),
        };
        return newCallForm(chosen, typed, words);
      }
      const spread = spreadTranslations(translations ?? '');
      return await draft(deps, request, {
        partnerIds: chosen,
        typed: { title: title ?? words?.title ?? '', text, translations: spread },
        ama: words,
      });
    },
  });
}

/** The form of a call. */
export function callForms(deps: OutreachDeps): Form[] {
  const edited = (request: Request, id: string | undefined) =>
    callNumbered(deps, request, wholeNumber(id) ?? 0);
  const partnersOf = async (request: Request, [, ids = '', all = '']: readonly string[]) => {
    if (all !== '') return (await deps.store.partners(request.groupId)).map(({ id }) => id);
    return ids.split('.').flatMap((id) => wholeNumber(id) ?? []);
  };
  return [
    {
      name: 'outreach/call',
      args: [['new', 'edit'], 'text', 'text?', 'text?'],
      access: 'organiser',
      async open(request, args, typed) {
        const [kind, id, seen, ama] = args;
        return kind === 'edit'
          ? editCallForm((await edited(request, id)).call, typed, seen)
          : newCallForm(await partnersOf(request, args), typed, amaIn(ama));
      },
      async run(request, args, written) {
        const [kind, id, seen, ama] = args;
        if (kind !== 'edit') {
          const partnerIds = await partnersOf(request, args);
          return await draft(deps, request, { partnerIds, typed: written, ama: amaIn(ama) });
        }
        return await rewrite(await edited(request, id), (current) => {
          const now = textsOf(current);
          const form = { labels: callLabels, now, written, seen, args: args.slice(0, 2) };
          return { ...now, ...changedByAuthor(form) };
        });
      },
    },
  ];
}

/** The buttons below a call that is shown for approval. */
export function callActions(deps: OutreachDeps): Action[] {
  const find = (request: Request, id: string | undefined) => callNumbered(deps, request, Number(id));
  const unpublished = async (request: Request, id: string | undefined) => {
    const asked = await find(request, id);
    if (!asked.call.publishedAt) return asked;
    throw new UserError(
      `"${asked.call.title}" is published, so it is neither changed nor discarded any more: \`/partner calls call:${asked.call.id}\` shows what came of it. \`/partner call\` writes another.`,
    );
  };
  return [
    buttonsOn(find, 'organiser')('outreach/publish', [], publish),
    {
      ...buttonsOn(unpublished, 'organiser')('outreach/edit', [], async ({ call }) => editCallForm(call, {})),
      opensForm: true,
    },
    {
      ...buttonsOn(unpublished, 'organiser')('outreach/discard', [], async ({ call }) => {
        await deps.store.discard(call);
        return whisper(p('Discarded. Nobody was told.'), { replaces: true });
      }),
      async confirm(request, [id]) {
        const { title } = (await unpublished(request, id)).call;
        return {
          document: doc(
            p`Discard the call ${strong(title)}${questionMark(title)} Its text is gone then; nobody is told.`,
          ),
          label: 'Discard it',
          style: 'danger',
        };
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
  return await preview({ deps, request, call });
}

async function rewrite({ deps, request, call }: Asked, typedOver: (current: Call) => Typed): Promise<Reply> {
  const after = await deps.store.rewrite(call, (current) => checked(typedOver(current)));
  if (after) return await preview({ deps, request, call: after });
  throw new UserError(
    `"${call.title}" was published or discarded meanwhile, so what you wrote is not in it. Make another with \`/partner call\`.`,
  );
}

async function preview({ deps, request, call }: Asked): Promise<Reply> {
  const told = new Set(call.told.map(({ partnerId }) => partnerId));
  const partners = (await deps.store.partners(request.groupId)).filter(({ id }) => told.has(id));
  const buttons = request.can.buttons ? { buttons: previewButtons(call) } : {};
  return whisper(previewDocument(call, partners, request.can.buttons), buttons);
}

async function publish({ deps, request, call }: Asked): Promise<Reply> {
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
      done.posted.length > 0 &&
        p(`It is being posted for: ${names(done.posted)}. Where that fails, I tell you in private.`),
      done.byHand.length > 0 &&
        p(`By hand, and whoever keeps in touch is told so in private: ${names(done.byHand)}.`),
      p('Who was told and what came back: ', code(`/partner calls call:${call.id}`), '.'),
    ),
  );
}

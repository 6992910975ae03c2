// Calls to partners: written once, shown for approval, published, and followed up.
import { wholeNumber } from '../../../core/arguments.ts';
import {
  type Action,
  type Command,
  command,
  type Field,
  type Form,
  openForm,
  type Reply,
  type Request,
  whisper,
} from '../../../core/command.ts';
import { code, doc, p, questionMark, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { changedByAuthor, marksOf } from '../../../core/seen.ts';
import type { OutreachDeps } from '../deps.ts';
import type { Call } from '../facts.ts';
import { most, readTranslations, spreadTranslations, translationsText } from '../rules.ts';
import { callList, callReport, previewButtons, previewDocument } from '../views.ts';
import {
  amaCallNamed,
  amaOption,
  callNumbered,
  callOption,
  meantCall,
  partnerNamed,
  partnerOption,
  partnersNamed,
} from './lookup.ts';

/** `/partner call`, `calls`, `told` and `answer`. */
export function callCommands(deps: OutreachDeps): Command[] {
  const { store } = deps;
  return [
    command({
      name: 'partner call',
      description: 'Writes a call to partners: shown to you first, then published where they agreed',
      access: 'organiser',
      bare: 'title',
      opensForm: { unless: 'text' },
      options: {
        title: { type: 'string', description: 'What it is about', max: most.title, isNeeded: true },
        text: { type: 'string', description: 'The call; leave it out for a form', max: most.text },
        partners: {
          type: 'string',
          description: 'To whom, with ; between; all partners if left out',
          max: 500,
        },
        translations: {
          type: 'string',
          description: 'The text in other languages: "pl: …"',
          max: most.translations,
        },
        ama: amaOption(deps),
        publish: {
          type: 'integer',
          description: 'Publishes a call that was shown, by its number',
          min: 1,
          max: 1_000_000_000,
        },
      },
      async run(request, { title, text, partners, translations, ama, publish: number }) {
        if (number !== undefined)
          return await publish(deps, request, await callNumbered(deps, request, number));
        const chosen = (await partnersNamed(deps, request, partners)).map(({ id }) => id);
        if (chosen.length === 0)
          throw new UserError('There is no partner yet. `/partner add` notes the first.');
        const words = ama === undefined ? undefined : await amaCallNamed(deps, request, ama);
        if (text === undefined) {
          return callForm(chosen, {
            ...words,
            ...(title !== undefined && { title }),
            ...(translations !== undefined && { translations }),
          });
        }
        const spread = spreadTranslations(translations ?? '');
        return await draft(deps, request, {
          partnerIds: chosen,
          typed: { title: title ?? words?.title ?? '', text, translations: spread },
        });
      },
    }),
    command({
      name: 'partner calls',
      description: 'Lists the calls; of one, who was told and what came back',
      access: 'member',
      isReadOnly: true,
      options: { call: callOption(deps) },
      async run(request, { call: id }) {
        if (id === undefined) return whisper(callList(await store.calls(request.groupId), request.zone));
        const call = await callNumbered(deps, request, id);
        const rows = await Promise.all(
          (await store.told(call)).map(async (one) => ({ ...one, url: await store.url(call, one.partner) })),
        );
        return whisper(callReport(call, rows));
      },
    }),
    command({
      name: 'partner told',
      description: 'Notes that you passed a call on by hand',
      access: 'member',
      options: { partner: partnerOption(deps), call: callOption(deps) },
      async run(request, values) {
        const [partner, call] = [
          await partnerNamed(deps, request, values.partner),
          await published(deps, request, values.call),
        ];
        await store.note(call, partner, { now: request.now });
        return whisper(
          doc(
            p(
              'Noted. When something comes back: ',
              code(`/partner answer call:${call.id} partner:"${partner.name}" text:"…"`),
              '.',
            ),
          ),
        );
      },
    }),
    command({
      name: 'partner answer',
      description: 'Notes what came back of a call',
      access: 'member',
      options: {
        partner: partnerOption(deps),
        text: {
          type: 'string',
          description: 'What came back: answers, people, nothing',
          required: true,
          max: most.answer,
        },
        call: callOption(deps),
      },
      async run(request, values) {
        const partner = await partnerNamed(deps, request, values.partner);
        const call = await published(deps, request, values.call);
        const answer = values.text.trim().replaceAll(/\s+/gu, ' ');
        if (answer === '')
          throw new UserError('What came back? Write it in `text`; even "nothing" is an answer.');
        await store.note(call, partner, { answer, now: request.now });
        return whisper(doc(p('Noted for ', strong(call.title), ': ', strong(partner.name), ` · ${answer}`)));
      },
    }),
  ];
}

async function published(deps: OutreachDeps, request: Request, id: number | undefined): Promise<Call> {
  const call = await meantCall(deps, request, id);
  if (call.publishedAt) return call;
  throw new UserError(
    `"${call.title}" is not published yet. Publish it first, by the button under its preview.`,
  );
}

const textsOf = ({ title, text, translations }: Call): Record<string, string> => ({
  title,
  text,
  translations: translationsText(translations),
});

const callLabels = { title: 'What it is about', text: 'The call', translations: 'In other languages' };

function callForm(target: readonly number[] | Call, typed: Readonly<Record<string, string>>, seen?: string) {
  const isNew = 'length' in target;
  const known: Record<string, string> = isNew ? {} : textsOf(target);
  const values = { ...known, ...typed };
  const value = (name: string, length: number) =>
    values[name] ? { value: values[name].slice(0, length) } : {};
  const fields: Field[] = [
    {
      kind: 'line',
      name: 'title',
      label: 'What it is about',
      required: true,
      maxLength: most.title,
      ...value('title', most.title),
    },
    {
      kind: 'paragraph',
      name: 'text',
      label: 'The call',
      required: true,
      maxLength: most.text,
      ...value('text', most.text),
    },
    {
      kind: 'paragraph',
      name: 'translations',
      label: 'In other languages, if you have them',
      hint: 'Each begins with its language on a line of its own: pl:',
      required: false,
      maxLength: most.translations,
      ...value('translations', most.translations),
    },
  ];
  return openForm('outreach/call', {
    title: 'A call to partners',
    args: isNew
      ? ['new', target.slice(0, 12).join('.'), target.length > 12 ? 'all' : '']
      : ['edit', String(target.id), seen ?? marksOf(Object.keys(callLabels), known)],
    fields,
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
      args: [['new', 'edit'], 'text', 'text?'],
      access: 'organiser',
      open: async (request, args, typed) =>
        callForm(await targetOf(request, args), typed, args[0] === 'edit' ? args[2] : undefined),
      async run(request, args, values) {
        const target = await targetOf(request, args);
        if ('length' in target) return await draft(deps, request, { partnerIds: target, typed: values });
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
            p(
              'Discard the call ',
              strong(title),
              `${questionMark(title)} Its text is gone then; nobody is told.`,
            ),
          ),
          label: 'Discard it',
          style: 'danger',
        };
      },
      async run(request, [id]) {
        await store.discard(await unpublished(request, id));
        return whisper(doc(p('Discarded. Nobody was told.')), { replaces: true });
      },
    },
  ];
}

type Typed = Readonly<Record<string, string>>;

function checked({
  title = '',
  text = '',
  translations = '',
}: Typed): Pick<Call, 'title' | 'text' | 'translations'> {
  const name = title.trim().replaceAll(/\s+/gu, ' ');
  if (name === '') throw new UserError('The call needs a `title` that says what it is about.');
  if (text.trim() === '') throw new UserError('The call is empty. Write what you would like to ask for.');
  const written = readTranslations(translations);
  // In a form too a language may stand before its text on the same line.
  const { texts, wrong } =
    written.wrong === undefined ? written : readTranslations(spreadTranslations(translations));
  if (wrong !== undefined) {
    throw new UserError(
      `Before "${wrong.slice(0, 40)}" no language is named. Begin each text with a line such as \`pl:\`.`,
    );
  }
  return { title: name.slice(0, most.title), text: text.trim().slice(0, most.text), translations: texts };
}

async function draft(
  deps: OutreachDeps,
  request: Request,
  { partnerIds, typed }: { partnerIds: readonly number[]; typed: Typed },
): Promise<Reply> {
  const words = checked(typed);
  const who = await deps.people.of(request.groupId, request.caller);
  const known = new Set((await deps.store.partners(request.groupId)).map(({ id }) => id));
  const call = await deps.store.draft({
    ...words,
    groupId: request.groupId,
    createdById: who.id,
    createdAt: request.now,
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

// Changing what is noted of a partner: its language, zone, contact, and who keeps in touch. What its organiser agreed to stays.
import { asksToChange, overwrittenBy, type Setting } from '../../../core/command/changes.ts';
import { type Command, command, option, type Request, type Values } from '../../../core/command.ts';
import { code, p, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { whisper } from '../../../core/reply.ts';
import { cleanedLine } from '../../../core/text/cleaned.ts';
import { isNone } from '../../../core/text/none.ts';
import { parseZone, zoneOption } from '../../../core/time.ts';
import { callList, callReport } from '../call-views.ts';
import type { OutreachDeps } from '../deps.ts';
import type { Call, Partner, PartnerWords } from '../facts.ts';
import { languageTyped, most } from '../rules.ts';
import { partnerList } from '../views.ts';
import { callNumbered, callOption, meantCall, partnerNamed, partnerOption } from './lookup.ts';

const options = {
  language: option.text('Its language: en, pl, pt-br', { max: 20, isNeeded: true }),
  zone: zoneOption('Where it is: Europe/Warsaw; or none'),
  contact: option.text('Whom to write to by hand; or none', { max: most.contact }),
  keeper: option.person('Who keeps in touch from now on'),
} as const;

/** `/partner edit`. */
export function editingCommand(deps: OutreachDeps): Command {
  const { store, people } = deps;
  const wanted = async (
    { groupId }: Request,
    { language, zone, contact, keeper }: Values<typeof options>,
  ) => {
    if ([language, zone, contact, keeper].every((one) => one === undefined))
      throw new UserError('What shall change? Give its `language`, `zone`, `contact` or `keeper`.');
    return {
      ...(language !== undefined && { language: languageTyped(language) }),
      ...(zone !== undefined && { zone: isNone(zone) ? null : parseZone(zone) }),
      ...(contact !== undefined && { contact: isNone(contact) ? '' : cleanedLine(contact) }),
      ...(keeper && { ownerId: (await people.of(groupId, keeper)).id }),
    };
  };
  const namesIn = async (groupId: number, partners: readonly Pick<PartnerWords, 'ownerId'>[]) => {
    const known = await people.byIds(
      groupId,
      partners.flatMap(({ ownerId }) => ownerId ?? []),
    );
    return (id: number | undefined) => known.find((one) => one.id === id)?.name ?? '';
  };

  return command({
    name: 'partner edit',
    description: 'Changes what is noted of a partner; what they agreed to stays',
    access: 'organiser',
    options: { partner: partnerOption(deps), ...options },
    async confirm(request, { partner: typed, ...values }) {
      const partner = await partnerNamed(deps, request, typed);
      const to = { ...partner, ...(await wanted(request, values)) };
      const nameOf = await namesIn(request.groupId, [partner, to]);
      return asksToChange({
        before: settingsOf(partner, nameOf),
        after: settingsOf(to, nameOf),
        usual: settingsOf({ language: '', contact: '' }, nameOf),
      });
    },
    async run(request, { partner: typed, ...values }) {
      const partner = await partnerNamed(deps, request, typed);
      const to = await wanted(request, values);
      const nameOf = await namesIn(request.groupId, [partner, { ...partner, ...to }]);
      const after = await store.edit(partner, to, (current: Partner) =>
        request.refuseOther?.(
          overwrittenBy({
            before: settingsOf(current, nameOf),
            after: settingsOf({ ...current, ...to }, nameOf),
          }),
        ),
      );
      const owners = await people.byIds(request.groupId, after.ownerId === undefined ? [] : [after.ownerId]);
      return whisper(partnerList([after], owners, request.zone));
    },
  });
}

function settingsOf(
  { language, zone, contact, ownerId }: Omit<PartnerWords, 'zone'> & { readonly zone?: string | null },
  nameOf: (id: number | undefined) => string,
): Setting[] {
  return [
    ['Language', language],
    ['Zone', zone ?? ''],
    ['Contact', contact],
    ['In touch', nameOf(ownerId)],
  ];
}

/** `/partner calls`, `told` and `answer`. */
export function outcomeCommands(deps: OutreachDeps): Command[] {
  const { store } = deps;
  return [
    command({
      name: 'partner calls',
      description: 'Lists the calls; of one, who was told and what came back',
      access: 'member',
      isReadOnly: true,
      options: { call: callOption(deps) },
      async run(request, { call: id }) {
        if (id === undefined) return whisper(callList(await store.calls(request.groupId), request.zone));
        const { call } = await callNumbered(deps, request, id);
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
        const partner = await partnerNamed(deps, request, values.partner);
        const call = await published(deps, request, values.call);
        await store.note(call, partner, { now: request.now });
        return whisper(
          p`Noted. When something comes back:
            ${code(`/partner answer call:${call.id} partner:"${partner.name}" text:"…"`)}.`,
        );
      },
    }),
    command({
      name: 'partner answer',
      description: 'Notes what came back of a call',
      access: 'member',
      options: {
        partner: partnerOption(deps),
        text: option.text('What came back: answers, people, nothing', { required: true, max: most.answer }),
        call: callOption(deps),
      },
      async run(request, values) {
        const partner = await partnerNamed(deps, request, values.partner);
        const call = await published(deps, request, values.call);
        const answer = cleanedLine(values.text);
        if (answer === '')
          throw new UserError('What came back? Write it in `text`; even "nothing" is an answer.');
        await store.note(call, partner, { answer, now: request.now });
        return whisper(p('Noted for ', strong(call.title), ': ', strong(partner.name), ` · ${answer}`));
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

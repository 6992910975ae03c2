// Changing what is noted of a partner: its language, zone, contact, and who keeps in touch. What its organiser agreed to stays.
import { asksToChange, overwrittenBy, type Setting } from '../../../core/command/changes.ts';
import { type Command, command, option, type Request, type Values } from '../../../core/command.ts';
import { UserError } from '../../../core/errors.ts';
import { whisper } from '../../../core/reply.ts';
import { cleanedLine } from '../../../core/text/cleaned.ts';
import { isNone } from '../../../core/text/none.ts';
import { parseZone, zoneOption } from '../../../core/time.ts';
import type { OutreachDeps } from '../deps.ts';
import type { Partner, PartnerWords } from '../facts.ts';
import { languageTyped, most } from '../rules.ts';
import { partnerList } from '../views.ts';
import { partnerNamed, partnerOption } from './lookup.ts';

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
    const ids = partners.flatMap(({ ownerId }) => ownerId ?? []);
    const known = await people.byIds(groupId, ids);
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

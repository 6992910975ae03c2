// Changing what is noted of a partner: its language, zone, contact, and who keeps in touch. What its organiser agreed to stays.
import { asksToChange, overwrittenBy, type Setting } from '../../../core/command/changes.ts';
import { type Command, command, option, type Request, type Values } from '../../../core/command.ts';
import { UserError } from '../../../core/errors.ts';
import { whisper } from '../../../core/reply.ts';
import { cleanedLine } from '../../../core/text/cleaned.ts';
import { isNone } from '../../../core/text/none.ts';
import { parseZone, zoneOption } from '../../../core/time.ts';
import type { OutreachDeps } from '../deps.ts';
import type { Partner, PartnerChange } from '../facts.ts';
import { keepersOf } from '../keeping.ts';
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
  ): Promise<PartnerChange> => {
    if ([language, zone, contact, keeper].every((one) => one === undefined))
      throw new UserError('What shall change? Give its `language`, `zone`, `contact` or `keeper`.');
    return {
      ...(language !== undefined && { language: languageTyped(language) }),
      ...(zone !== undefined && { zone: isNone(zone) ? null : parseZone(zone) }),
      ...(contact !== undefined && { contact: isNone(contact) ? '' : cleanedLine(contact) }),
      ...(keeper && { ownerId: (await people.of(groupId, keeper)).id }),
    };
  };
  /** Builds what is noted of a partner as it is, and as it would be. */
  const settingsWith = async ({ groupId }: Request, partner: Partner, to: PartnerChange) => {
    const known = await people.byIds(
      groupId,
      [partner, to].flatMap(({ ownerId }) => ownerId ?? []),
    );
    const settingsOf = ({ language, zone, contact, ownerId }: PartnerChange): Setting[] => [
      ['Language', language ?? ''],
      ['Zone', zone ?? ''],
      ['Contact', contact ?? ''],
      ['In touch', known.find(({ id }) => id === ownerId)?.name ?? ''],
    ];
    return (current: Partner) => ({
      before: settingsOf(current),
      after: settingsOf({ ...current, ...to }),
      usual: settingsOf({}),
    });
  };

  return command({
    name: 'partner edit',
    description: 'Changes what is noted of a partner; what they agreed to stays',
    access: 'organiser',
    options: { partner: partnerOption(deps), ...options },
    async confirm(request, { partner: typed, ...values }) {
      const partner = await partnerNamed(deps, request, typed);
      const settings = await settingsWith(request, partner, await wanted(request, values));
      return asksToChange(settings(partner));
    },
    async run(request, { partner: typed, ...values }) {
      const partner = await partnerNamed(deps, request, typed);
      const to = await wanted(request, values);
      const settings = await settingsWith(request, partner, to);
      const after = await store.edit(partner, to, (current) =>
        request.refuseOther?.(overwrittenBy(settings(current))),
      );
      const keepers = await keepersOf(deps, request.groupId, [after]);
      return whisper(partnerList([after], keepers, request.zone));
    },
  });
}

// Partner communities: added, listed, removed; and their own organisers, who agree or do not.

import { buttonsOn } from '../../../core/command/buttons.ts';
import { nameKey } from '../../../core/command/naming.ts';
import { type Action, type Command, command, option, type Request } from '../../../core/command.ts';
import { spaceOn } from '../../../core/directory.ts';
import { code, type Document, doc, p, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import type { PlaceId } from '../../../core/publication.ts';
import { whisper } from '../../../core/reply.ts';
import { cleanedLine } from '../../../core/text/cleaned.ts';
import { parseZone, zoneOption } from '../../../core/time.ts';
import type { OutreachDeps } from '../deps.ts';
import type { Partner } from '../facts.ts';
import { keepersOf } from '../keeping.ts';
import { languageTyped, most } from '../rules.ts';
import { addedDocument, partnerList } from '../views.ts';
import { partnerNamed, partnerOption } from './lookup.ts';

const codeOption = option.text('The code that the other group gave you', { required: true, max: 60 });

/** `/partner add`, `list`, `remove`, `agree` and `stop`. */
export function partnerCommands(deps: OutreachDeps): Command[] {
  const { store, people, groups } = deps;
  return [
    command({
      name: 'partner add',
      description: 'Notes a partner community: a chapter, a translation team, another docs group',
      access: 'organiser',
      options: {
        name: option.text('What it is called', { required: true, max: most.name, isNeeded: true }),
        language: option.text('Its language: en, pl, pt-br; en if left out', { max: 20 }),
        zone: zoneOption('Where it is: Europe/Warsaw'),
        contact: option.text('Whom to write to by hand', { max: most.contact, mayBeNone: true }),
        place: option.place('A channel of theirs here, for calls', { places: ['text'] }),
        organiser: option.person('Their own organiser, who is asked whether calls may be posted'),
        keeper: option.person('Who keeps in touch; you if left out'),
      },
      async run(request, values) {
        const { groupId, now } = request;
        const name = cleanedLine(values.name);
        if (name === '') throw new UserError('The partner needs a name.');
        if (values.place && !values.organiser)
          throw new UserError(
            'Who speaks for them there? Name their own `organiser`: nothing is posted unless they agree.',
          );
        const language = languageTyped(values.language ?? 'en');
        const caller = await people.of(groupId, request.caller);
        const asked = values.organiser && (await people.of(groupId, values.organiser));
        const keeper = values.keeper ? await people.of(groupId, values.keeper) : caller;
        if (asked && asked.id === caller.id)
          throw new UserError('Their own organiser agrees, not you. Name theirs, or leave out the `place`.');
        const made = await store.add(
          {
            ...{ groupId, name, language, ownerId: keeper.id, code: deps.newCode(), now },
            contact: cleanedLine(values.contact ?? ''),
            ...(values.zone !== undefined && { zone: parseZone(values.zone) }),
            ...(values.place && {
              place: { platform: values.place.platform, id: values.place.id },
              placeName: `#${values.place.name}`,
              ...(asked && { askedId: asked.id }),
            }),
          },
          (all) => {
            const same = all.find((one) => nameKey(one.name) === nameKey(name));
            if (same) throw new UserError(`"${same.name}" is among the partners already: \`/partner list\`.`);
            if (values.place) refuseTakenPlace(all, values.place);
            if (all.length >= most.partners)
              throw new UserError(
                `The group has ${most.partners} partners; that is the most. \`/partner remove\` makes room.`,
              );
          },
        );
        return whisper(addedDocument(made, values.place ? asked : undefined));
      },
    }),
    command({
      name: 'partner list',
      description: 'Lists the partner communities, who keeps in touch, and when last',
      access: 'member',
      isReadOnly: true,
      async run(request) {
        const partners = await store.partners(request.groupId);
        const keepers = await keepersOf(deps, request.groupId, partners);
        return whisper(partnerList(partners, keepers, request.zone));
      },
    }),
    command({
      name: 'partner remove',
      description: 'Takes a community off the list; calls to it that were posted stay',
      access: 'organiser',
      options: { partner: partnerOption(deps) },
      async confirm(request, { partner }) {
        const found = await partnerNamed(deps, request, partner);
        return {
          document: doc(p('Take ', strong(found.name), ' off the list of partners?')),
          label: 'Remove',
          style: 'danger',
          values: { partner: found.name },
        };
      },
      async run(request, { partner }) {
        const found = await partnerNamed(deps, request, partner);
        await store.remove(found, request.now);
        return whisper(p(strong(found.name), ' is no longer among the partners.'));
      },
    }),
    command({
      name: 'partner agree',
      description: 'Lets another group post calls in this place; for organisers of this space',
      access: 'everyone',
      options: { code: codeOption },
      async run(request, { code }) {
        const partner = await ofCode(deps, request, code);
        // Who was asked here in private agrees to the place that was named.
        const isHere = partner.groupId === request.groupId;
        if (isHere) await store.decide(partner, { isAgreed: true, now: request.now });
        if (isHere) return whisper(agreedDocument(partner));
        const place = await placeOf(request);
        await store.decide(partner, { isAgreed: true, place, now: request.now }, (all) =>
          refuseTakenPlace(all, place, partner.id),
        );
        const { name } = await groups.find(partner.groupId);
        return whisper(
          p`${strong(name)} may post calls in ${place.name} now. \`/partner stop\` with the same code ends
            that at any time.`,
        );
      },
    }),
    command({
      name: 'partner stop',
      description: 'Ends that another group posts calls here; for organisers of this space',
      access: 'everyone',
      options: { code: codeOption },
      async confirm(request, { code }) {
        const partner = await ofCode(deps, request, code);
        const { name } = await groups.find(partner.groupId);
        return {
          document: doc(p('Shall ', strong(name), ' post no more calls here? What was posted stays.')),
          label: 'No more calls',
          style: 'danger',
        };
      },
      async run(request, { code }) {
        const partner = await ofCode(deps, request, code);
        await store.decide(partner, { isAgreed: false, now: request.now });
        return whisper(p('No more calls are posted. What was posted stays until you delete it.'));
      },
    }),
  ];

  /** Where calls are to be posted: this channel; where there are topics, the category of the group. */
  async function placeOf(request: Request) {
    const { platform, place, groupId, can } = request;
    if (can.topics) {
      const id = spaceOn(await groups.find(groupId), platform);
      if (id !== undefined) return { platform, id, name: 'your category' };
    } else if (place) {
      return { platform, id: place.id, name: `#${place.name.replace(/^#/u, '')}` };
    }
    throw new UserError('Type that in the place where calls may be posted, not in private.');
  }
}

/** Throws a UserError when calls to another partner go to the same place: the same call would stand there twice. */
function refuseTakenPlace(all: readonly Partner[], { platform, id }: PlaceId, ownId?: number): void {
  const other = all.find(
    (one) => one.id !== ownId && one.place?.platform === platform && one.place.id === id,
  );
  if (other)
    throw new UserError(
      `Calls to ${other.name} go to that place already, and each would stand there twice. Choose another place, or leave it out.`,
    );
}

/** The partner of a code that an organiser of another space gives, or whom the group itself asked. */
async function ofCode(deps: OutreachDeps, request: Request, code: string): Promise<Partner> {
  const partner = await deps.store.byCode(code.trim());
  if (!partner) throw new UserError('I know no such code. Copy it whole, or ask for it once more.');
  if (partner.groupId !== request.groupId && !request.isOrganiser)
    throw new UserError('Organisers of this space decide that. Ask one of them to type it.');
  const isAsked =
    partner.askedId !== undefined &&
    partner.askedId === (await deps.people.knownOrNew(request.groupId, request.caller)).id;
  if (partner.groupId === request.groupId && !isAsked)
    throw new UserError(
      `That code is for the organiser of ${partner.name}, in their own space. If they are here, name them: \`/partner add … place:#channel organiser:@name\`.`,
    );
  return partner;
}

/** Thanks whoever agreed, and says how that ends. */
function agreedDocument({ placeName, code: own }: Partner): Document {
  return doc(
    p`Thank you. Calls may be posted in ${placeName ?? 'your place'} now. ${code(`/partner stop code:${own}`)}
      ends that at any time, and so does the button below each where there are buttons.`,
  );
}

/** The buttons of a partner's organiser. */
export function partnerActions(deps: OutreachDeps): Action[] {
  const on = buttonsOn(async (request, id) => {
    const partner = await deps.store.partner(request.groupId, Number(id));
    if (!partner)
      throw new UserError(
        'That is over: the group no longer lists you as a partner. You need do nothing; nothing is posted in your place.',
      );
    const who = await deps.people.knownOrNew(request.groupId, request.caller);
    if (who.id === partner.askedId) return { partner, now: request.now };
    throw new UserError(
      'Only the organiser whom I asked decides that. Ask whoever leads that community to press it.',
    );
  });
  return [
    on('outreach/agree', [], async ({ partner, now }) => {
      await deps.store.decide(partner, { isAgreed: true, now });
      return whisper(agreedDocument(partner));
    }),
    on('outreach/refuse', [], async ({ partner, now }) => {
      await deps.store.decide(partner, { isAgreed: false, now });
      return whisper(p('No calls are posted. If you change your mind, press Agree in my first message.'));
    }),
  ];
}

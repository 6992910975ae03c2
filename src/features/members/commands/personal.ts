// `/member export` and `/member forget`: what I know of somebody, handed to them or forgotten.

import { isSameAccount } from '../../../core/account.ts';
import { type Command, command, option, type Request, type Values } from '../../../core/command.ts';
import type { GroupFacts, GroupPlace, PersonFacts } from '../../../core/directory.ts';
import { doc, p, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { whisper } from '../../../core/reply.ts';
import { jsonFile } from '../../../core/text/cleaned.ts';
import { forgettingDocument, forgottenDocument } from '../forgotten-views.ts';
import type { PersonalDeps } from '../member-deps.ts';
import { lastOrganiserWords, leftTold, untold } from '../member-readers.ts';

const options = {
  who: option.person('Somebody else, for organisers; leave it out for yourself'),
} as const;

/** Builds the two commands. */
export function personalCommands(deps: PersonalDeps): Command[] {
  const { store, groups, placeUrl } = deps;
  /** Who is meant. Throws a UserError when the caller asks for another and is no organiser. */
  async function meant(request: Request, { who }: Values<typeof options>): Promise<PersonFacts> {
    const self = await store.knownOrNew(request.groupId, request.caller);
    if (!who || isSameAccount(who, request.caller)) return self;
    const other = await store.known(request.groupId, who);
    if (other?.id === self.id) return self;
    if (!request.isOrganiser)
      throw new UserError(
        'Only organisers do that for somebody else. Leave `who` out to do it for yourself.',
      );
    if (!other)
      throw new UserError(
        `I know nothing of ${who.name}. Check the name; \`/member list\` shows whom I know.`,
      );
    return other;
  }

  return [
    command({
      name: 'member export',
      description: 'Hands you everything that I know of you, as a file (JSON)',
      access: 'everyone',
      isReadOnly: true,
      options,
      async run(request, values) {
        const { groupId, isOrganiser, caller } = request;
        const person = await meant(request, values);
        const isAnother = (await store.knownOrNew(groupId, caller)).id !== person.id;
        // To organisers with what others wrote of them, to others without what was anonymous.
        const known = await store.personalData(groupId, person, { isOrganiser, isAnother });
        const files = [{ name: 'docent-person.json', content: Buffer.from(jsonFile(known)) }];
        return whisper(p('Here is everything that I know of ', strong(person.name), '.'), { files });
      },
    }),
    command({
      name: 'member forget',
      description: 'Forgets everything about you; what others need stays without your name',
      access: 'everyone',
      options,
      async confirm(request, values) {
        const person = await meant(request, values);
        const account = person.accounts.find(({ platform }) => platform === request.platform);
        return {
          document: doc(
            forgettingDocument(person.name, extentFor(request)).children,
            await lastOrganiserWords(deps, request.groupId, person.id),
          ),
          label: 'Forget it all',
          style: 'danger',
          ...(values.who && account && { values: { who: account } }),
        };
      },
      async run(request, values) {
        const person = await meant(request, values);
        // Of whoever was never seen goes what stands under their account.
        const personId = person.id || (await store.of(request.groupId, request.caller)).id;
        const group = await groups.find(request.groupId);
        const told = await leftTold(deps, group.id, { personId, now: request.now });
        const staying = await store.forget(group.id, personId, { extent: extentFor(request), told });
        const places = placesOf(group, request.isOrganiser).flatMap((place) => {
          const url = placeUrl(place, group);
          return url === undefined ? [] : [{ purpose: place.purpose, url }];
        });
        const { children } = forgottenDocument(person.name, { staying, places });
        const wasMember = person.role !== 'none';
        return whisper(doc(children, values.who && wasMember && untold(told, request)));
      },
    }),
  ];
}

/** How far names go for whoever asks: only organisers judge what is a name in what others wrote. */
const extentFor = ({ isOrganiser, isMember }: Request) =>
  isOrganiser ? 'words' : isMember ? 'names' : 'marks';

/** Where the group speaks: what is for moderators and organisers is named to organisers alone. */
function placesOf({ places }: GroupFacts, isOrganiser: boolean): readonly GroupPlace[] {
  const hidden = ['moderation', 'organisers'];
  return places.filter(({ purpose }) => isOrganiser || !hidden.includes(purpose));
}

// `/member export` and `/member forget`: what I know of somebody, handed to them or forgotten.
import { type Command, command, type Request, type Values, whisper } from '../../../core/command.ts';
import type { PersonFacts } from '../../../core/directory.ts';
import { doc, list, p, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import type { MemberStore } from '../store.ts';

const options = {
  who: { type: 'person', description: 'Somebody else, for organisers; leave it out for yourself' },
} as const;

/** Builds the two commands. */
export function personalCommands({ store }: { store: MemberStore }): Command[] {
  /** Who is meant. Throws a UserError when the caller asks for another and is no organiser. */
  async function meant(request: Request, { who }: Values<typeof options>): Promise<PersonFacts> {
    const self = await store.of(request.groupId, request.caller);
    if (!who) return self;
    const other = await store.known(request.groupId, who);
    if (other?.id === self.id) return self;
    if (!request.isOrganiser) {
      throw new UserError(
        'Only organisers do that for somebody else. Leave `who` out to do it for yourself.',
      );
    }
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
        const person = await meant(request, values);
        return whisper(doc(p('Here is everything that I know of ', strong(person.name), '.')), {
          files: [await exported(store, request.groupId, person)],
        });
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
            p('Forget everything about ', strong(person.name), '? It cannot be undone.'),
            list(
              ['Accounts, time zone, hours, RSVPs, reminders and open questions are removed.'],
              ['Answers, minutes and results of votes stay, without the name.'],
              ['What was posted by hand, outside of me, stays where it is.'],
            ),
          ),
          label: 'Forget it all',
          style: 'danger',
          ...(values.who && account && { values: { who: account } }),
        };
      },
      async run(request, values) {
        const person = await meant(request, values);
        await store.forget(request.groupId, person.id);
        return whisper(doc(p('Done: I have forgotten ', strong(person.name), '.')));
      },
    }),
  ];
}

/** A person's data as a file to hand over. */
async function exported(
  store: Pick<MemberStore, 'personalData'>,
  groupId: number,
  person: Pick<PersonFacts, 'id'>,
): Promise<{ name: string; content: Buffer }> {
  const known = await store.personalData(groupId, person.id);
  return {
    name: `docent-person-${person.id}.json`,
    content: Buffer.from(`${JSON.stringify(known, undefined, 2)}\n`),
  };
}

// `/prs rota` and `/prs wrangler …`: whose week it is to look after the pull requests.
import { type Command, command, option, type Request } from '../../../core/command.ts';
import { doc, p, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { whisper } from '../../../core/reply.ts';
import { localReading } from '../../../core/time.ts';
import type { DigestsParts } from '../deps.ts';
import type { Rota } from '../store/people.ts';
import { fromNow, mondayOf, rotaCard } from '../views/notes.ts';

const mostPlaces = 52;

/** Builds the commands. */
export function rotaCommands(deps: DigestsParts): Command[] {
  const { store } = deps;

  /** The Monday of this week, on the group's calendar. */
  async function thisMonday(request: Request): Promise<string> {
    const { zone } = await deps.groups.find(request.groupId);
    return mondayOf(localReading(request.now, zone).localDate);
  }

  async function changed(request: Request, change: (rota: Rota, monday: string) => Rota) {
    const monday = await thisMonday(request);
    const before = (await store.rota(request.groupId)) ?? { startsOn: monday, places: [] };
    const after = change(before, monday);
    await store.setRota(request.groupId, after);
    return whisper(rotaCard(after, monday));
  }

  const person = option.person('Who looks after the pull requests', { required: true });
  return [
    command({
      name: 'prs rota',
      description: 'Says whose week it is to look after the pull requests',
      access: 'everyone',
      isReadOnly: true,
      async run(request) {
        return whisper(rotaCard(await store.rota(request.groupId), await thisMonday(request)));
      },
    }),
    command({
      name: 'prs wrangler add',
      description: 'Puts somebody on the rota, behind all others',
      access: 'organiser',
      options: { person },
      async run(request, values) {
        const who = await deps.people.of(request.groupId, values.person);
        return await changed(request, (rota, monday) => {
          if (rota.places.some(({ personId }) => personId === who.id)) {
            throw new UserError(`${who.name} is on the rota already: \`/prs rota\` shows when.`);
          }
          if (rota.places.length >= mostPlaces)
            throw new UserError(
              'A rota of a whole year is full. Take somebody off first with `/prs wrangler remove`.',
            );
          const turned = fromNow(rota, monday);
          return { ...turned, places: [...turned.places, { personId: who.id, name: who.name }] };
        });
      },
    }),
    command({
      name: 'prs wrangler remove',
      description: 'Takes somebody off the rota',
      access: 'organiser',
      options: { person },
      async confirm(request, values) {
        const who = await deps.people.of(request.groupId, values.person);
        return { document: doc(p('Take ', strong(who.name), ' off the rota?')), label: 'Take off' };
      },
      async run(request, values) {
        const who = await deps.people.of(request.groupId, values.person);
        return await changed(request, (rota, monday) => {
          if (!rota.places.some(({ personId }) => personId === who.id)) {
            throw new UserError(`${who.name} is not on the rota. \`/prs rota\` shows who is.`);
          }
          const turned = fromNow(rota, monday);
          return { ...turned, places: turned.places.filter(({ personId }) => personId !== who.id) };
        });
      },
    }),
  ];
}

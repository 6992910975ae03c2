// `/prs rota` and `/prs wrangler …`: whose week it is to look after the pull requests.
import { type Command, command, option } from '../../../core/command.ts';
import { doc, p, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { whisper } from '../../../core/reply.ts';
import { localReading } from '../../../core/time.ts';
import { weekOf } from '../../../core/week.ts';
import type { Rota } from '../store/people.ts';
import { fromNow, rotaCard } from '../views/notes.ts';
import type { Ask, Asked } from './asked.ts';

const mostPlaces = 52;

/** Builds the commands. */
export function rotaCommands(ask: Ask): Command[] {
  /** The Monday of this week, on the group's calendar. */
  async function thisMonday({ group, now }: Asked): Promise<string> {
    return weekOf(localReading(now, (await group()).zone).localDate);
  }

  /** Changes the places of the rota, of which the first is this week's. */
  async function changed(asked: Asked, change: (places: Rota['places']) => Rota['places']) {
    const monday = await thisMonday(asked);
    const before = (await asked.store.rota(asked.groupId)) ?? { startsOn: monday, places: [] };
    const after = { startsOn: monday, places: change(fromNow(before, monday).places) };
    await asked.store.setRota(asked.groupId, after);
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
        const asked = ask(request);
        return whisper(rotaCard(await asked.store.rota(asked.groupId), await thisMonday(asked)));
      },
    }),
    command({
      name: 'prs wrangler add',
      description: 'Puts somebody on the rota, behind all others',
      access: 'organiser',
      options: { person },
      async run(request, values) {
        const asked = ask(request);
        const { id, name } = await asked.people.of(asked.groupId, values.person);
        return await changed(asked, (places) => {
          if (places.some(({ personId }) => personId === id))
            throw new UserError(`${name} is on the rota already: \`/prs rota\` shows when.`);
          if (places.length >= mostPlaces)
            throw new UserError(
              'A rota of a whole year is full. Take somebody off first with `/prs wrangler remove`.',
            );
          return [...places, { personId: id, name }];
        });
      },
    }),
    command({
      name: 'prs wrangler remove',
      description: 'Takes somebody off the rota',
      access: 'organiser',
      options: { person },
      async confirm(request, values) {
        const { name } = await ask(request).people.knownOrNew(request.groupId, values.person);
        return { document: doc(p('Take ', strong(name), ' off the rota?')), label: 'Take off' };
      },
      async run(request, values) {
        const asked = ask(request);
        const { id, name } = await asked.people.knownOrNew(asked.groupId, values.person);
        return await changed(asked, (places) => {
          const others = places.filter(({ personId }) => personId !== id);
          if (others.length === places.length)
            throw new UserError(`${name} is not on the rota. \`/prs rota\` shows who is.`);
          return others;
        });
      },
    }),
  ];
}

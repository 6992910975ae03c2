// The life of an AMA: announced, opened, taken live, wrapped up, closed; by command, each refused by name.
import { type Command, type Confirmation, command } from '../../../core/command.ts';
import { code, doc, list, p, strong, time } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { type Reply, whisper } from '../../../core/reply.ts';
import { type AmaMove, amaMoves, atClock, isPast, meantMove } from '../rules.ts';
import { amaStateWords } from '../views/ama.ts';
import { moveDocument, moveLabels, statusDocument } from '../views/life.ts';
import { numbersOf, paceWords } from '../views/summary.ts';
import { pastMove, refusedMove } from '../wording.ts';
import { afterwardsButtons } from './afterwards.ts';
import { callOptions, callPreview, carryCall } from './calling.ts';
import type { AmaLookup, Scope } from './lookup.ts';
import { amaOption } from './options.ts';

/** `/ama announce`, `open`, `live`, `wrap`, `close`, `reopen`, `status` and `list`. */
export function lifeCommands(lookup: AmaLookup): Command[] {
  const asked = async ({ ama, request }: Scope, name: AmaMove): Promise<Confirmation> => {
    if (!amaMoves[name][ama.state]) throw new UserError(refusedMove(ama, name));
    if (isPast(ama, name, request.now)) throw new UserError(pastMove(ama));
    const move = meantMove(ama, name, request.now);
    const numbers = numbersOf(name === 'close' ? await lookup.store.questions(ama.id) : []);
    const isUnknown = ama.state === 'draft' && (await lookup.store.places(ama)).length === 0;
    return {
      document: moveDocument(ama, move, { ...numbers, isUnknown }, request.now),
      label: moveLabels[move],
      style: name === 'close' ? 'danger' : 'primary',
      values: { ama: String(ama.id) },
    };
  };

  const mover = (name: AmaMove, description: string): Command =>
    command({
      name: `ama ${name}`,
      description,
      access: 'organiser',
      options: { ama: amaOption(lookup) },
      confirm: async (request, { ama }) => asked(await lookup.meant(request, ama), name),
      run: async (request, { ama }) => moveAma(await lookup.meant(request, ama), name),
    });

  return [
    command({
      name: 'ama announce',
      description: 'Announces an AMA that was a draft, or has another place carry the call to one',
      access: 'organiser',
      options: { ama: amaOption(lookup), ...callOptions },
      async confirm(request, { ama, ...place }) {
        const scope = await lookup.meant(request, ama);
        return isCall(place) ? await callPreview(scope, place) : await asked(scope, 'announce');
      },
      async run(request, { ama, ...place }) {
        const scope = await lookup.meant(request, ama);
        return isCall(place) ? await carryCall(scope, place) : await moveAma(scope, 'announce');
      },
    }),
    mover('open', 'Opens an AMA for questions now'),
    mover('live', 'Takes an AMA live now'),
    mover('wrap', 'Takes no more questions; the hosts answer those that are there'),
    mover('close', 'Closes an AMA and publishes its summary'),
    mover('reopen', 'Takes an AMA one step back, as long as it is not closed'),
    command({
      name: 'ama status',
      description: 'Shows where an AMA stands',
      access: 'everyone',
      isReadOnly: true,
      options: { ama: amaOption(lookup) },
      async run(request, { ama: which }) {
        const scope = await lookup.meant(request, which);
        const { ama } = scope;
        const questions = await lookup.store.questions(ama.id);
        const numbers = numbersOf(questions);
        const ids = ama.hosts.flatMap(({ personId }) => personId ?? []);
        const people = await lookup.people.byIds(ama.groupId, ids);
        const offered = request.can.buttons ? afterwardsButtons(scope, numbers.open) : [];
        const mayCarry =
          offered.length > 0 && (request.isOrganiser || (await lookup.isHosting(request, ama)));
        return whisper(
          statusDocument(
            atClock(ama, request.now),
            { people, links: (await lookup.store.places(ama)).map(lookup.amaLink) },
            { ...numbers, pace: paceWords(questions, lookup.titleOf) },
            request.now,
          ),
          { buttons: mayCarry ? offered : [] },
        );
      },
    }),
    command({
      name: 'ama list',
      description: 'Lists the AMAs, newest first',
      access: 'everyone',
      isReadOnly: true,
      async run(request) {
        const amas = await lookup.shownTo(request);
        if (amas.length === 0)
          return whisper(p('There is no AMA yet. An organiser plans one with ', code('/ama create'), '.'));
        const lines = amas
          .slice(0, 20)
          .map((ama) => atClock(ama, request.now))
          .map((ama) => [strong(ama.title), ` (${amaStateWords(ama)}), `, time(ama.opensAt, ama.zone)]);
        return whisper(doc(list(...lines)));
      },
    }),
  ];
}

const isCall = ({ channel, category }: { channel?: unknown; category?: unknown }) =>
  channel !== undefined || category !== undefined;

async function moveAma(scope: Scope, asked: AmaMove): Promise<Reply> {
  const { lookup, request, ama } = scope;
  const { now } = request;
  if (amaMoves[asked][ama.state] && isPast(ama, asked, now)) throw new UserError(pastMove(ama));
  const move = meantMove(ama, asked, now);
  const to = amaMoves[move][ama.state];
  const who = to === 'closed' ? await lookup.caller(request) : undefined;
  const isMoved = to && (await lookup.store.move(ama, to, { now, isByHand: true, byId: who?.id }));
  const after = (await lookup.store.ama(ama.id)) ?? ama;
  if (!isMoved) throw new UserError(refusedMove(after, move));
  const { open } = numbersOf(move === 'close' ? await lookup.store.questions(after.id) : []);
  return whisper(p(strong(after.title), ` is now ${amaStateWords(after)}.`), {
    buttons: request.can.buttons ? afterwardsButtons({ ...scope, ama: after }, open) : [],
  });
}

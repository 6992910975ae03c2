// The life of an AMA: announced, opened, taken live, wrapped up, closed; by command, each refused by name.
import { type Command, type Confirmation, command, type Request } from '../../../core/command.ts';
import { code, doc, list, p, strong, time } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { type Reply, whisper } from '../../../core/reply.ts';
import type { AmaFacts } from '../facts.ts';
import { type AmaMove, amaMoves, atClock, hostOf, isPast, meantMove } from '../rules.ts';
import { type AmaLink, amaStateWords } from '../views/ama.ts';
import { moveDocument, moveLabels, statusDocument } from '../views/life.ts';
import { numbersOf, paceWords } from '../views/summary.ts';
import { pastMove, refusedMove } from '../wording.ts';
import { afterwardsButtons } from './afterwards.ts';
import { callOptions, callPreview, carryCall } from './calling.ts';
import type { AmaLookup, Scope } from './lookup.ts';
import { amaOption } from './options.ts';

/** `/ama announce`, `open`, `live`, `wrap`, `close`, `reopen`, `status` and `list`. */
export function lifeCommands(lookup: AmaLookup): Command[] {
  const asked = async (request: Request, name: AmaMove, which: string | undefined): Promise<Confirmation> => {
    const { ama } = await lookup.meant(request, which);
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

  const moved = async (request: Request, move: AmaMove, which: string | undefined) =>
    moveAma(lookup, request, { scope: await lookup.meant(request, which), move });

  const mover = (name: AmaMove, description: string): Command =>
    command({
      name: `ama ${name}`,
      description,
      access: 'organiser',
      options: { ama: amaOption(lookup) },
      confirm: (request, { ama }) => asked(request, name, ama),
      run: (request, { ama }) => moved(request, name, ama),
    });

  return [
    command({
      name: 'ama announce',
      description: 'Announces an AMA that was a draft, or has another place carry the call to one',
      access: 'organiser',
      options: { ama: amaOption(lookup), ...callOptions },
      confirm: (request, values) =>
        isCall(values) ? callPreview(lookup, request, values) : asked(request, 'announce', values.ama),
      run: (request, values) =>
        isCall(values) ? carryCall(lookup, request, values) : moved(request, 'announce', values.ama),
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
        const offered = request.can.buttons ? afterwardsButtons(lookup, scope, numbers.open) : [];
        const mayCarry =
          offered.length > 0 &&
          (request.isOrganiser ||
            hostOf(ama, request.caller, await lookup.people.of(request.groupId, request.caller)) !==
              undefined);
        return whisper(
          statusDocument(
            atClock(ama, request.now),
            { people, links: await linksOf(lookup, ama) },
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

/** Where an AMA is found, as far as it is there. */
async function linksOf({ store, titleOf }: AmaLookup, ama: AmaFacts): Promise<AmaLink[]> {
  return (await store.places(ama)).map(({ platform, url }) => ({
    title: titleOf(platform) ?? platform,
    url,
  }));
}

async function moveAma(
  lookup: AmaLookup,
  request: Request,
  how: { scope: Scope; move: AmaMove },
): Promise<Reply> {
  const { scope } = how;
  if (amaMoves[how.move][scope.ama.state] && isPast(scope.ama, how.move, request.now))
    throw new UserError(pastMove(scope.ama));
  const move = meantMove(scope.ama, how.move, request.now);
  const to = amaMoves[move][scope.ama.state];
  const who = to === 'closed' ? await lookup.people.of(request.groupId, request.caller) : undefined;
  const isMoved =
    to !== undefined &&
    (await lookup.store.move(scope.ama, to, { now: request.now, isByHand: true, byId: who?.id }));
  const after = (await lookup.store.ama(scope.ama.id)) ?? scope.ama;
  if (!isMoved) throw new UserError(refusedMove(after, move));
  const { open } = numbersOf(move === 'close' ? await lookup.store.questions(after.id) : []);
  return whisper(p(strong(after.title), ` is now ${amaStateWords(after)}.`), {
    buttons: request.can.buttons ? afterwardsButtons(lookup, { ...scope, ama: after }, open) : [],
  });
}

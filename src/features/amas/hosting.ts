// Who hosts an AMA: added, or gone; what a host had taken is free again when they leave.
import { type Command, command, type Reply, type Request, whisper } from '../../core/command.ts';
import { doc, p, strong } from '../../core/document.ts';
import { UserError } from '../../core/errors.ts';
import type { HostFacts } from './facts.ts';
import { hostBy } from './hosts.ts';
import type { AmaLookup, Scope } from './lookup.ts';
import { hostOf, presentHosts } from './rules.ts';
import { notAtWork } from './wording.ts';

/** `/ama host add`, `remove` and `leave`. */
export function hostingCommands(lookup: AmaLookup): Command[] {
  const amaOption = {
    type: 'string',
    description: 'Which AMA, if several go on',
    suggest: lookup.suggestAma,
  } as const;
  return [
    command({
      name: 'ama host add',
      description: 'Adds a host to an AMA',
      access: 'organiser',
      options: { who: { type: 'person', description: 'Who answers too', required: true }, ama: amaOption },
      async run(request, { who, ama: which }) {
        const scope = await changeable(lookup, request, which);
        const person = await lookup.people.of(request.groupId, who);
        if (hostOf(scope.ama, who, person)) {
          throw new UserError(`${person.name} hosts "${scope.ama.title}" already.`);
        }
        const host = hostBy(who, [person]);
        const after = await lookup.store.addHosts(scope.ama, [host]);
        const names = presentHosts(after).map(({ name }) => name);
        return whisper(doc(p(strong(after.title), ` is hosted by ${names.join(', ')} now.`)));
      },
    }),
    command({
      name: 'ama host remove',
      description: 'Takes a host out of an AMA; what they had taken is free again',
      access: 'organiser',
      options: {
        who: {
          type: 'string',
          description: 'Which host, by name',
          required: true,
          async suggest(typed, request, { ama }) {
            const scope = await lookup.meant(request, typeof ama === 'string' ? ama : undefined);
            return presentHosts(scope.ama)
              .filter(({ name }) => name.toLowerCase().includes(typed.toLowerCase()))
              .map(({ name }) => ({ name, value: name }));
          },
        },
        ama: amaOption,
      },
      async run(request, { who, ama: which }) {
        const scope = await changeable(lookup, request, which);
        const name = who.replace(/^@/u, '').trim().toLowerCase();
        const host = presentHosts(scope.ama).find((one) => one.name.toLowerCase() === name);
        if (!host)
          throw new UserError(`"${who}" does not host "${scope.ama.title}". \`/ama status\` lists who does.`);
        return await leave(lookup, request, { scope, host });
      },
    }),
    command({
      name: 'ama host leave',
      description: 'Stops hosting an AMA; the organisers are told',
      access: 'everyone',
      options: { ama: amaOption },
      async run(request, { ama: which }) {
        const scope = await changeable(lookup, request, which);
        const host = hostOf(
          scope.ama,
          request.caller,
          await lookup.people.of(request.groupId, request.caller),
        );
        if (!host) throw new UserError(`You do not host "${scope.ama.title}".`);
        return await leave(lookup, request, { scope, host });
      },
    }),
  ];
}

async function changeable(lookup: AmaLookup, request: Request, which: string | undefined): Promise<Scope> {
  const scope = await lookup.meant(request, which);
  if (scope.ama.state === 'closed') throw new UserError(notAtWork(scope.ama));
  return scope;
}

async function leave(
  lookup: AmaLookup,
  request: Request,
  { scope, host }: { scope: Scope; host: HostFacts },
): Promise<Reply> {
  const isNew = await lookup.store.hostLeaves(scope.ama, host, request.now);
  if (!isNew) throw new UserError(`${host.name} had left already.`);
  return whisper(
    doc(
      p(
        `${host.name} no longer hosts `,
        strong(scope.ama.title),
        '. What they had taken is in the queue again.',
      ),
    ),
  );
}

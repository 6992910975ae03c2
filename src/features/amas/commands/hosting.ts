// Who hosts an AMA: added, or gone; what a host had taken is free again when they leave.
import { type Command, type Confirmation, command, type Request } from '../../../core/command.ts';
import { type Block, code, doc, p, questionMark, strong, text } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { whisper } from '../../../core/reply.ts';
import { type AmaFacts, type HostFacts, labelOf } from '../facts.ts';
import { isSame, namesIn } from '../hosts.ts';
import { hostOf, isAtWork, presentHosts } from '../rules.ts';
import type { NewHost } from '../store/hosts.ts';
import { listed } from '../views/ama.ts';
import { notAtWork } from '../wording.ts';
import type { AmaLookup, Scope } from './lookup.ts';
import { amaOption, hostOption, hostsOption } from './options.ts';

/** `/ama host add`, `remove` and `leave`. */
export function hostingCommands(lookup: AmaLookup): Command[] {
  return [
    command({
      name: 'ama host add',
      description: 'Adds hosts to an AMA',
      access: 'organiser',
      options: { hosts: hostsOption(lookup, 'Who answers too, separated by commas'), ama: amaOption(lookup) },
      async confirm(request, { hosts: typed, ama: which }) {
        const scope = await changeable(lookup, request, which);
        const hosts = await newHosts(scope, typed);
        const { ama } = scope;
        // A draft is seen by nobody else.
        if (ama.state === 'draft') return undefined;
        return {
          document: doc(
            p('Shall ', ...listed(hosts.map(({ name }) => text(name))), ' host ', strong(ama.title), ' too?'),
            p('They are told in private what is expected of them and when, and named wherever it is shown.'),
            isAtWork(ama) && p('What they have replied to open questions so far counts as their answers.'),
          ),
          label: 'Yes, add them',
          values: { ama: String(ama.id) },
        };
      },
      async run(request, { hosts: typed, ama: which }) {
        const scope = await changeable(lookup, request, which);
        const hosts = await newHosts(scope, typed);
        const after = await lookup.store.addHosts(scope.ama, hosts, request.now);
        const names = presentHosts(after).map(({ name }) => name);
        return whisper(p(strong(after.title), ' is hosted by ', ...listed(names), ' now.'));
      },
    }),
    command({
      name: 'ama host remove',
      description: 'Takes hosts out of an AMA; what they had taken is free again',
      access: 'organiser',
      options: {
        hosts: { ...hostOption(lookup, 'Which hosts, by name'), required: true },
        ama: amaOption(lookup),
      },
      async confirm(request, { hosts: typed, ama: which }) {
        const scope = await changeable(lookup, request, which);
        const hosts = await namedHosts(scope, typed);
        const { title } = scope.ama;
        const names = listed(hosts.map(({ name }) => text(name)));
        const asked = p('Shall ', ...names, ' no longer host ', strong(title), questionMark(title));
        return await leavingPreview(scope, hosts, { asked, whose: 'they have', label: 'Yes, take them out' });
      },
      async run(request, { hosts: typed, ama: which }) {
        const scope = await changeable(lookup, request, which);
        const hosts = await namedHosts(scope, typed);
        await leave(scope, hosts);
        return whisper(
          p`${listed(hosts.map(({ name }) => name))}${hosts.length === 1 ? ' no longer hosts ' : ' no longer host '}${strong(scope.ama.title)}.
            What they had taken is in the queue again: ${code('/ama queue')}.`,
        );
      },
    }),
    command({
      name: 'ama host leave',
      description: 'Stops hosting an AMA; the organisers are told',
      access: 'everyone',
      options: { ama: amaOption(lookup) },
      async confirm(request, { ama: which }) {
        const scope = await changeable(lookup, request, which);
        const asked = p('Do you want to host ', strong(scope.ama.title), ' no longer?');
        return await leavingPreview(scope, [await ownHost(scope)], {
          asked,
          whose: 'you have',
          label: 'Yes, I step down',
        });
      },
      async run(request, { ama: which }) {
        const scope = await changeable(lookup, request, which);
        await leave(scope, [await ownHost(scope)]);
        return whisper(
          p`You no longer host ${strong(scope.ama.title)}. What you had taken is in the queue again, and the
            organisers are told.`,
        );
      },
    }),
  ];
}

/** Those named who do not host it yet. Throws when there are none. */
async function newHosts({ lookup, request, ama }: Scope, typed: string): Promise<NewHost[]> {
  const before = presentHosts(ama);
  const hosts = (await lookup.hosts(request, typed)).filter(
    (host) => !before.some((one) => isSame(one, host)),
  );
  if (hosts.length === 0)
    throw new UserError(`They host "${ama.title}" already: \`/ama status\` lists all hosts.`);
  return hosts;
}

async function changeable(lookup: AmaLookup, request: Request, which: string | undefined): Promise<Scope> {
  const scope = await lookup.meant(request, which);
  if (scope.ama.state === 'closed') throw new UserError(notAtWork(scope.ama));
  return scope;
}

/** The hosts of an AMA that a text names, by the names that they have there or as people are named elsewhere. */
export async function namedHosts({ lookup, request, ama }: Scope, typed: string): Promise<HostFacts[]> {
  const present = presentHosts(ama);
  const members = await lookup.people.members(request.groupId);
  const found: HostFacts[] = [];
  const called = (name: string) =>
    present.find((one) => one.name.toLowerCase() === name.replace(/^@/u, '').toLowerCase());
  for (const name of called(typed) ? [typed] : namesIn(typed, members)) {
    const known = called(name) ? [] : await lookup.hosts(request, name);
    const host = called(name) ?? present.find((one) => known.some((other) => isSame(one, other)));
    if (!host) {
      throw new UserError(`"${name}" does not host "${ama.title}". \`/ama status\` lists who does.`);
    }
    if (!found.includes(host)) found.push(host);
  }
  if (found.length === 0) throw new UserError('Which hosts? Name them, separated by commas.');
  return found;
}

async function ownHost({ lookup, request, ama }: Scope): Promise<HostFacts> {
  const host = hostOf(ama, request.caller, await lookup.people.knownOrNew(request.groupId, request.caller));
  if (!host) throw new UserError(`You do not host "${ama.title}". \`/ama status\` lists who does.`);
  return host;
}

/** Refuses to leave an AMA without a host. */
function refuseAsLast({ ama }: Scope, hosts: readonly HostFacts[]): void {
  if (presentHosts(ama).every((host) => hosts.includes(host))) throw lastHost(ama);
}

const lastHost = ({ title }: AmaFacts) =>
  new UserError(
    `"${title}" would be left without a host. Add another one first with \`/ama host add\`, or end it with \`/ama close\`.`,
  );

/** What is asked before hosts leave: whether they shall, what becomes of what they had, and which drafts the others keep. */
async function leavingPreview(
  scope: Scope,
  hosts: readonly HostFacts[],
  { asked, whose, label }: { readonly asked: Block; readonly whose: string; readonly label: string },
): Promise<Confirmation> {
  refuseAsLast(scope, hosts);
  const drafted = await Promise.all(hosts.map((host) => scope.lookup.draftedBy(scope.ama, host)));
  const labels = [...new Set(drafted.flat().map(labelOf))];
  const [drafts, are] =
    labels.length === 1
      ? ['draft of an answer to question', 'is']
      : ['drafts of answers to questions', 'are'];
  return {
    document: doc(
      asked,
      p`What ${whose} taken goes back into the queue, and the organisers are told.`,
      labels.length > 0 && p`The ${drafts} ${listed(labels)} ${are} kept for the other hosts.`,
    ),
    label,
    style: 'danger',
  };
}

async function leave(scope: Scope, hosts: readonly HostFacts[]): Promise<void> {
  refuseAsLast(scope, hosts);
  const { lookup, request, ama } = scope;
  for (const host of hosts) {
    const came = await lookup.store.hostLeaves(ama, host, request.now);
    if (came === 'gone')
      throw new UserError(`${host.name} had left already. \`/ama status\` lists who hosts.`);
    if (came === 'last') throw lastHost(ama);
  }
}

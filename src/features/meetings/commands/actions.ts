// `/meeting action …`: who promised what.

import { type Command, command, option, type Request } from '../../../core/command.ts';
import { code, doc, p, questionMark, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { whisper } from '../../../core/reply.ts';
import { cleanedLine } from '../../../core/text/cleaned.ts';
import { localReading } from '../../../core/time.ts';
import { readDay } from '../../../core/when.ts';
import { owned, ownersOf } from '../agenda.ts';
import type { MeetingsDeps } from '../deps.ts';
import type { ActionItem } from '../facts.ts';
import { actionList } from '../views/agenda.ts';
import { heldNamed, heldOption, lastHeld } from './lookup.ts';
import { choicesOf, named } from './numbered.ts';
import { refuseStranger, seen } from './sight.ts';

/** Builds the commands. */
export function actionCommands(deps: MeetingsDeps): Command[] {
  return [
    command({
      name: 'meeting action add',
      description: 'Records what somebody promised to do',
      access: 'member',
      options: {
        text: option.text('What is to be done', { required: true, max: 500, isNeeded: true }),
        owner: option.person('Who does it; you if left out'),
        due: option.text('By when: 2026-12-15, next friday', { max: 40, mayBeNone: true }),
        meeting: heldOption(deps),
      },
      async run(request, values) {
        const text = cleanedLine(values.text);
        if (text === '') throw new UserError('Say what is to be done.');
        const { groupId, now, zone } = request;
        const by = await deps.people.of(groupId, request.caller);
        const owner = values.owner ? await deps.people.of(groupId, values.owner) : by;
        const { meeting: typed } = values;
        const held = await (typed ? heldNamed(deps, request, typed) : lastHeld(deps, request));
        const dueOn = values.due === undefined ? undefined : readDay(values.due, request);
        const today = localReading(now, zone).localDate;
        if (dueOn !== undefined && dueOn < today)
          throw new UserError(`${dueOn} is in the past. Give a day from ${today} on, or leave \`due\` out.`);
        const action = { meeting: held?.meeting, text, ownerId: owner.id, byId: by.id, dueOn, now };
        await deps.store.addAction(groupId, action);
        return whisper(
          p(
            strong(owner.name),
            `: ${text}${dueOn ? ` (by ${dueOn})` : ''}. It comes back in each agenda until `,
            code('/meeting action done'),
            owner.id === by.id ? '.' : `. I tell ${owner.name} in private.`,
          ),
        );
      },
    }),
    command({
      name: 'meeting action done',
      description: 'Ticks an action off',
      access: 'member',
      options: {
        action: option.text('Which action', {
          required: true,
          suggest: async (typed, request) => choicesOf(await openActions(request), typed, textOf),
        }),
      },
      async confirm(request, values) {
        const found = named(await openActions(request), values.action, textOf);
        const who = await deps.people.of(request.groupId, request.caller);
        if (!found || found.ownerId === who.id) return undefined;
        return {
          document: doc(p('Tick off ', strong(found.text), questionMark(found.text))),
          label: 'It is done',
          values: { action: `#${found.id}` },
        };
      },
      async run(request, values) {
        const open = await openActions(request);
        const found = named(open, values.action, textOf);
        const done = found && (await deps.store.finishAction(request.groupId, found.id, request.now));
        if (!done && open.length === 0)
          throw new UserError('No action is open. `/meeting action add` notes one.');
        if (!done)
          throw new UserError(`No open action "${values.action}". \`/meeting action list\` shows them.`);
        return whisper(p('Done: ', strong(done.text), '. Thank you!'));
      },
    }),
    command({
      name: 'meeting action list',
      description: 'Lists the actions that are open',
      access: 'everyone',
      isReadOnly: true,
      async run(request) {
        const open = await openActions(request);
        if (open.length === 0) await refuseStranger(deps, request);
        return whisper(actionList(owned(open, await deps.people.byIds(request.groupId, ownersOf(open)))));
      },
    }),
  ];

  /** Open actions of the series that the caller may see. */
  async function openActions(request: Request): Promise<ActionItem[]> {
    const series = await deps.store.series(request.groupId);
    return await seen(deps, request, {
      things: await deps.store.openActions(request.groupId),
      seriesOf: ({ seriesId }) => series.find(({ id }) => id === seriesId),
    });
  }
}

const textOf = ({ text }: ActionItem) => text;

// What came of calls to partners: who was told, and what came back.
import { type Command, command, option, type Request } from '../../../core/command.ts';
import { code, p, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { whisper } from '../../../core/reply.ts';
import { cleanedLine } from '../../../core/text/cleaned.ts';
import { callList, callReport } from '../call-views.ts';
import type { OutreachDeps } from '../deps.ts';
import type { Call } from '../facts.ts';
import { most } from '../rules.ts';
import { callNumbered, callOption, meantCall, partnerNamed, partnerOption } from './lookup.ts';

/** `/partner calls`, `told` and `answer`. */
export function outcomeCommands(deps: OutreachDeps): Command[] {
  const { store } = deps;
  return [
    command({
      name: 'partner calls',
      description: 'Lists the calls; of one, who was told and what came back',
      access: 'member',
      isReadOnly: true,
      options: { call: callOption(deps) },
      async run(request, { call: id }) {
        if (id === undefined) return whisper(callList(await store.calls(request.groupId), request.zone));
        const { call } = await callNumbered(deps, request, id);
        const rows = await Promise.all(
          (await store.told(call)).map(async (one) => ({ ...one, url: await store.url(call, one.partner) })),
        );
        return whisper(callReport(call, rows));
      },
    }),
    command({
      name: 'partner told',
      description: 'Notes that you passed a call on by hand',
      access: 'member',
      options: { partner: partnerOption(deps), call: callOption(deps) },
      async run(request, values) {
        const partner = await partnerNamed(deps, request, values.partner);
        const call = await published(deps, request, values.call);
        await store.note(call, partner, { now: request.now });
        return whisper(
          p`Noted. When something comes back:
            ${code(`/partner answer call:${call.id} partner:"${partner.name}" text:"…"`)}.`,
        );
      },
    }),
    command({
      name: 'partner answer',
      description: 'Notes what came back of a call',
      access: 'member',
      options: {
        partner: partnerOption(deps),
        text: option.text('What came back: answers, people, nothing', { required: true, max: most.answer }),
        call: callOption(deps),
      },
      async run(request, values) {
        const partner = await partnerNamed(deps, request, values.partner);
        const call = await published(deps, request, values.call);
        const answer = cleanedLine(values.text);
        if (answer === '')
          throw new UserError('What came back? Write it in `text`; even "nothing" is an answer.');
        await store.note(call, partner, { answer, now: request.now });
        return whisper(p('Noted for ', strong(call.title), ': ', strong(partner.name), ` · ${answer}`));
      },
    }),
  ];
}

async function published(deps: OutreachDeps, request: Request, id: number | undefined): Promise<Call> {
  const call = await meantCall(deps, request, id);
  if (call.publishedAt) return call;
  throw new UserError(
    `"${call.title}" is not published yet. Publish it first, by the button under its preview.`,
  );
}

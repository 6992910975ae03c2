// Answering interactions: the first answer, and what follows through the interaction's webhook.
import { MessageFlags } from 'discord.js';
import { z } from 'zod';
import { maybe, oneOf, text } from '../check/fields.ts';
import { demandContent, messageBody, messageChangeBody } from '../check/message.ts';
import { modalBody } from '../check/modal.ts';
import { changeOf, draftOf } from '../drafts.ts';
import { invalidForm, parse, refusal } from '../errors.ts';
import type { Answered, Asked, Host, Route, Upload } from '../host.ts';
import type { Interaction } from '../interactions.ts';
import { messageShape } from '../message-shapes.ts';
import type { Message } from '../model.ts';

const callback = z.object({ type: oneOf(1, 4, 5, 6, 7, 8, 9, 10, 12), data: z.unknown().optional() });
const deferral = z.object({ flags: maybe(z.int()) });
const choices = z.object({
  choices: z
    .array(z.object({ name: text(1, 100), value: z.union([z.string().min(1).max(100), z.number()]) }))
    .max(25),
});

const isComponent = ({ type, source }: Interaction): boolean =>
  type === 3 || (type === 5 && source !== undefined);

function answer({ world, interactions }: Host, interaction: Interaction, asked: Asked): void {
  const { type, data } = parse(callback, asked.body);
  const wrong = (): Error =>
    invalidForm([
      {
        path: ['type'],
        code: 'INTERACTION_TYPE_INVALID',
        message: `Callback type ${type} does not fit this interaction.`,
      },
    ]);
  const isCompletion = interaction.type === 4;
  if (isCompletion !== (type === 8)) throw wrong();
  switch (type) {
    case 4: {
      const draft = checkedDraft(world, data, asked.uploads);
      interaction.state = 'answered';
      interactions.say(interaction, draft, 'original');
      return;
    }
    case 5: {
      const flags = (parse(deferral, data).flags ?? 0) & MessageFlags.Ephemeral;
      interaction.state = 'answered';
      interactions.say(interaction, { flags: flags | MessageFlags.Loading }, 'original');
      return;
    }
    case 6:
      if (!isComponent(interaction)) throw wrong();
      interaction.state = 'answered';
      interaction.original = interaction.source;
      return;
    case 7: {
      const { source } = interaction;
      if (!isComponent(interaction) || !source) throw wrong();
      const change = changeOf(world, source, parse(messageChangeBody, data), asked.uploads);
      interaction.state = 'answered';
      interaction.original = source;
      interactions.fill(interaction, source, change);
      return;
    }
    case 8:
      interaction.state = 'answered';
      interaction.resolve({ kind: 'choices', choices: parse(choices, data).choices });
      return;
    case 9: {
      if (interaction.type === 5) throw wrong();
      const form = parse(modalBody, data);
      interaction.state = 'answered';
      world.happen({ place: 'reply', who: world.bot.name, kind: 'form', text: form.title });
      interaction.resolve({ kind: 'form', form });
      return;
    }
    default:
      throw wrong();
  }
}

function checkedDraft(world: Host['world'], data: unknown, uploads: readonly Upload[]) {
  const body = parse(messageBody, data);
  demandContent(body, new Set(uploads.map(({ number }) => number)));
  return draftOf(world, body, uploads);
}

function messageOf(interaction: Interaction, id: string): Message {
  const { original, channel, token } = interaction;
  const message = id === '@original' ? original : channel.messages.get(id);
  const isOwn = message === interaction.original || message?.interaction?.token === token;
  if (!message || !isOwn || !channel.messages.has(message.id)) throw refusal('unknownMessage');
  return message;
}

const at = ({ interactions }: Host, { param }: Asked): Interaction =>
  interactions.byToken(param('application'), param('token'));

function messageRoute(method: Route['method'], handle: (host: Host, asked: Asked) => Answered): Route {
  const path = '/webhooks/:application/:token/messages/:message';
  return { method, path, limit: [5, 2], isInteraction: true, handle };
}

/** Builds them. */
export const interactionRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/interactions/:interaction/:token/callback',
    isInteraction: true,
    handle: (host, asked) => {
      const interaction = host.interactions.toAnswer(asked.param('interaction'), asked.param('token'));
      answer(host, interaction, asked);
      if (asked.query('with_response') !== 'true') return {};
      const { type } = parse(callback, asked.body);
      const message = interaction.original;
      return {
        status: 200,
        body: {
          interaction: {
            id: interaction.id,
            type: interaction.type,
            ...(message && {
              response_message_id: message.id,
              response_message_loading: (message.flags & MessageFlags.Loading) !== 0,
              response_message_ephemeral: message.onlyFor !== undefined,
            }),
            channel_id: interaction.channel.id,
            ...(interaction.channel.guild && { guild_id: interaction.channel.guild.id }),
          },
          ...(message &&
            [4, 5, 7].includes(type) && {
              resource: { type: type === 7 ? 7 : 4, message: messageShape(host.world, message, true) },
            }),
        },
      };
    },
  },
  {
    method: 'POST',
    path: '/webhooks/:application/:token',
    limit: [5, 2],
    isInteraction: true,
    handle: (host, asked) => {
      const draft = checkedDraft(host.world, asked.body, asked.uploads);
      const message = host.interactions.say(at(host, asked), draft, 'followup');
      return { body: messageShape(host.world, message, true) };
    },
  },
  messageRoute('GET', (host, asked) => ({
    body: messageShape(host.world, messageOf(at(host, asked), asked.param('message')), true),
  })),
  messageRoute('PATCH', (host, asked) => {
    const interaction = at(host, asked);
    const message = messageOf(interaction, asked.param('message'));
    const change = changeOf(host.world, message, parse(messageChangeBody, asked.body), asked.uploads);
    host.interactions.fill(interaction, message, change);
    return { body: messageShape(host.world, message, true) };
  }),
  messageRoute('DELETE', (host, asked) => {
    const interaction = at(host, asked);
    host.interactions.erase(interaction, messageOf(interaction, asked.param('message')));
    return {};
  }),
];

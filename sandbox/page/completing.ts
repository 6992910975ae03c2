// Completion with the world's help: people, channels and roles by name, and what the bot itself proposes.
import type { CommandOption } from '../discord/check/commands.ts';
import type { Channel } from '../discord/index.ts';
import { type Proposal, type Stage, type Typing, typing, valueProposals } from './completion.ts';
import { channelsOf } from './places.ts';
import type { Playground, Reader } from './playground.ts';

/** What the page shows below the box. */
export interface Completed {
  readonly proposals: readonly Proposal[];
  readonly hint: string;
  readonly isComplete: boolean;
}

type ValueStage = Extract<Stage, { kind: 'value' }>;

/** The completion of a command that somebody types in a channel. */
export async function completed(
  ground: Playground,
  reader: Reader,
  { channel, text }: { channel: Channel; text: string },
): Promise<Completed> {
  const { stage, hint, isComplete }: Typing = typing(
    ground.discord.people.commands(reader.name, channel.id),
    text,
  );
  if (stage.kind === 'proposals') return { proposals: stage.proposals, hint, isComplete };
  return { proposals: await proposalsOf(ground, reader, { channel, text, stage }), hint, isComplete };
}

async function proposalsOf(
  ground: Playground,
  reader: Reader,
  { channel, text, stage }: { channel: Channel; text: string; stage: ValueStage },
): Promise<Proposal[]> {
  const { option } = stage;
  if (option.choices?.length) return valueProposals(stage, option.choices);
  if (option.autocomplete) {
    const choices = await ground.discord.people.autocomplete(reader.name, channel.id, text);
    // The bot has chosen already what fits.
    return valueProposals({ ...stage, typed: '' }, choices);
  }
  const names = namesFor(ground, reader, { channel, option });
  return valueProposals(
    { ...stage, typed: stage.typed.replace(/^[@#]/u, '') },
    names.map(([name, value]) => ({ name, value })),
  );
}

function namesFor(
  ground: Playground,
  reader: Reader,
  { channel, option }: { channel: Channel; option: CommandOption },
): (readonly [string, string])[] {
  const people = () =>
    [...ground.discord.world.users.values()]
      .filter(({ isBot }) => !isBot)
      .map(({ name }) => [name, `@${name}`] as const);
  const roles = () =>
    [...(channel.guild?.roles.values() ?? [])].map(({ name }) => [name.replace(/^@/u, ''), name] as const);
  switch (option.type) {
    case 5:
      return [
        ['yes', 'yes'],
        ['no', 'no'],
      ];
    case 6:
      return people();
    case 7:
      return channelsOf(ground, reader)
        .filter(({ type }) => !option.channel_types?.length || option.channel_types.includes(type))
        .map(({ name }) => [name, `#${name}`] as const);
    case 8:
      return roles();
    case 9:
      return [...people(), ...roles()];
    default:
      return [];
  }
}

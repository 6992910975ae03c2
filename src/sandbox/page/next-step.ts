// One clear next step for somebody who does not know the sandbox yet.
import { textOf } from '../discord/text.ts';
import { el, type Html } from './html.ts';
import { addressOf, channelKey } from './places.ts';
import { isOrganiser, type Playground, type Reader } from './playground.ts';

interface Step {
  readonly channel: string;
  /** Text for the box, or a button to press there. */
  readonly command?: string;
  readonly words: string;
  readonly forOrganisers?: true;
  isDone(said: (channel: string) => readonly string[], reader: Reader): boolean;
}

const steps: readonly Step[] = [
  {
    channel: 'meetings',
    command:
      '/meeting series create name:"Monthly meeting" rule:"first tuesday" times:"18:00, 21:00" zone:Europe/Prague',
    words: 'start a monthly meeting',
    forOrganisers: true,
    isDone: (said) => said('meetings').some((text) => text.includes('[Going]')),
  },
  {
    channel: 'meetings',
    words: 'press Going below the announcement',
    isDone: (said) => said('meetings').some((text) => /Going \([1-9]/u.test(text)),
  },
  {
    channel: 'pull-requests',
    command: '/prs digest',
    words: 'see which pull requests wait',
    isDone: (said) => said('pull-requests').length > 0,
  },
  {
    channel: 'ama',
    command: '/ama create title:"Ask the docs team" ',
    words: 'open a round of questions',
    forOrganisers: true,
    isDone: (said) => said('ama').length > 0,
  },
];

/** The line that says what to try. */
export function nextStep(ground: Playground, reader: Reader, hasMoved: boolean): Html[] {
  if (!reader.discord) return ['Choose somebody who is on Discord too, to type commands.'].map(text);
  const { discord } = ground;
  const said = (name: string): string[] => {
    const channel = discord.channels().find((one) => one.name === name);
    return channel
      ? discord
          .messages(channel.id)
          .filter(({ author, onlyFor }) => author.isBot && !onlyFor)
          .map(textOf)
      : [];
  };
  const step = steps.find((one) => {
    const channel = discord.channels(reader.name).find(({ name }) => name === one.channel);
    return channel && !one.isDone(said, reader) && isKnown(ground, reader, one);
  });
  if (!step) {
    return hasMoved
      ? [text('Type / in any channel to see all that Docent can do.')]
      : [text('Now press '), el('b', {}, '+1 week'), text(' and watch the reminders come.')];
  }
  const channel = discord.channels(reader.name).find(({ name }) => name === step.channel);
  const link = el('a', { href: channel && addressOf(reader, channelKey(channel)) }, `#${step.channel}`);
  if (step.forOrganisers && !isOrganiser(discord, reader.name)) {
    return [text(`Be an organiser (choose one under “You are”) to ${step.words} in `), link, text('.')];
  }
  if (step.command === undefined) return [text('In '), link, text(`: ${step.words}.`)];
  const button = el(
    'button',
    {
      type: 'button',
      className: ['plain'],
      'data-fill': step.command,
      'data-go': channel && channelKey(channel),
    },
    el('code', {}, step.command.trim()),
  );
  return [text('In '), link, text(`, ${step.words}: `), button];
}

/** Whether the command of a step is there, so that nobody is told to type what does not exist. */
function isKnown({ discord }: Playground, reader: Reader, { command, channel }: Step): boolean {
  if (command === undefined) return true;
  return discord.people
    .commands(reader.name, `#${channel}`)
    .some(({ path }) => `${command} `.startsWith(`/${path.join(' ')} `));
}

function text(value: string): Html {
  return { type: 'text', value };
}

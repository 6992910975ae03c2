// One clear next step for somebody who does not know the sandbox yet.
import { textOf } from '../discord/text.ts';
import { el, type Html, nodesOf } from './html.ts';
import { addressOf, channelKey } from './places.ts';
import { type Playground, type Reader, roleOf } from './playground.ts';

interface Step {
  /** The channel where it is done; the step is left out for those who do not see it. */
  readonly channel: string;
  /** Ends "In #channel, …". */
  readonly words: string;
  /** What to type there. */
  readonly command?: string;
  readonly forOrganisers?: true;
  /** `said` is what everybody sees in the channel, `answered` what the bot told people there in private. */
  isDone(
    said: readonly string[],
    facts: { readonly hasMoved: boolean; readonly answered: readonly string[] },
  ): boolean;
}

/** In the order in which they make sense. */
const steps: readonly Step[] = [
  {
    channel: 'meetings',
    words: 'start a monthly meeting',
    command:
      '/meeting series create name:"Monthly meeting" rule:"first tuesday" times:"21:00, 18:00" zone:Europe/Prague',
    forOrganisers: true,
    isDone: (said) => said.some((text) => text.includes('[Going]')),
  },
  {
    channel: 'meetings',
    words: 'press Going below the announcement',
    isDone: (said, { hasMoved }) => hasMoved || said.some((text) => /Going \([1-9]/u.test(text)),
  },
  {
    channel: 'meetings',
    words: 'watch the reminders come: press +1 week at the top',
    isDone: (_, { hasMoved }) => hasMoved,
  },
  {
    channel: 'meetings',
    words: 'ask when people can come to a single meeting',
    command: '/meeting poll name:"Docs sprint" week:"next week"',
    forOrganisers: true,
    isDone: (said) => said.some((text) => text.includes('when is')),
  },
  {
    channel: 'pull-requests',
    words: 'see which pull requests wait, and on whom',
    command: '/prs digest',
    isDone: (said) => said.length > 0,
  },
  {
    channel: 'ama',
    words: 'invite everybody to ask anything',
    command:
      '/ama create title:"Ask the docs team" hosts:@prague opens:"tomorrow 18:00" closes:"tomorrow 19:00"',
    forOrganisers: true,
    isDone: (said) => said.length > 0,
  },
  {
    channel: 'meetings',
    words: 'put something to the vote',
    command: '/vote open question:"Give the glossary a page of its own?" rule:lazy days:3',
    isDone: (said) => said.some((text) => /\bVote \d+:/u.test(text)),
  },
  {
    channel: 'meetings',
    words: 'propose a project that somebody may lead',
    command: '/project propose name:"Tutorial for newcomers" summary:"A first pull request in one evening"',
    // Without a place for projects only the answer tells of it.
    isDone: (_, { answered }) => answered.some((text) => text.includes('[I lead it]')),
  },
];

/** The line that says what to try. `hasMoved` says whether the clock has ever been moved on the page. */
export function nextStep(ground: Playground, reader: Reader, hasMoved: boolean): Html[] {
  if (!reader.discord)
    return nodesOf(['Open a topic and reply to it; “@docent help” says what Docent can do.']);
  const { discord } = ground;
  const channels = discord.channels(reader.name);
  const channelOf = (step: Step) => channels.find(({ name }) => name === step.channel);
  const told = (step: Step, isPrivate: boolean): string[] =>
    discord
      .messages(channelOf(step)?.id ?? '', isPrivate ? reader.name : undefined)
      .filter(({ author, onlyFor }) => author.isBot && (onlyFor !== undefined) === isPrivate)
      .map(textOf);
  const isDone = (step: Step) => step.isDone(told(step, false), { hasMoved, answered: told(step, true) });
  const open = steps.filter((step) => channelOf(step) && isKnown(ground, reader, step) && !isDone(step));
  const mayDo = ({ forOrganisers }: Step) => !forOrganisers || roleOf(reader.name) === 'organiser';
  // What others must do first is said only when it is the very first step.
  const step = open[0]?.words === steps[0]?.words ? open[0] : (open.find(mayDo) ?? open[0]);
  const channel = step && channelOf(step);
  if (!step || !channel) {
    const pages = el(
      'a',
      { href: ground.app.webUrl, target: '_blank', rel: ['noopener'] },
      'pages of the group',
    );
    return nodesOf([
      'Read the ',
      pages,
      ', which anybody may see; or type / in any channel for all that Docent can do.',
    ]);
  }
  const place = channelKey(channel);
  const link = el('a', { href: addressOf(reader, place) }, `#${step.channel}`);
  if (!mayDo(step)) {
    return nodesOf(['Choose an organiser under “You are”, to ', step.words, ' in ', link, '.']);
  }
  if (step.command === undefined) return nodesOf(['In ', link, `, ${step.words}.`]);
  return nodesOf([
    'In ',
    link,
    `, ${step.words}: `,
    el(
      'button',
      { type: 'button', className: ['plain'], 'data-fill': step.command, 'data-go': place },
      el('code', {}, step.command),
    ),
  ]);
}

/** Whether the command of a step is there, so that nobody is told to type what does not exist. */
function isKnown({ discord }: Playground, reader: Reader, { command, channel }: Step): boolean {
  if (command === undefined) return true;
  return discord.people
    .commands(reader.name, `#${channel}`)
    .some(({ path }) => `${command} `.startsWith(`/${path.join(' ')} `));
}

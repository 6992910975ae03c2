// What goes wrong outside in a story: the lines that say so, and doing it.
import { setTimeout } from 'node:timers/promises';
import { breaks } from '../broken-answer.ts';
import type { Sandbox } from '../index.ts';
import { beginRunningTime } from '../running-time.ts';
import { minutesOf } from '../words.ts';
import { type Fault, type LastingFault, type Outside, StoryError } from './step.ts';

/** A client that was thrown out comes back after some seconds. */
const reconnectMilliseconds = 30_000;

const known = [
  'faults discord|discourse|github down|up',
  'faults discord delete #channel',
  'faults discord gateway refuse|vanish|close CODE|up',
  'faults discord gateway reconnect|invalidate|invalidate resumable',
  'faults discord rest html STATUS|wait SECONDS|cut|half|token refused|up',
  'faults discourse events installed|refusing|absent',
  'faults discourse html STATUS|wait SECONDS|slow SECONDS|cut|half|read-only|key refused',
  'faults github hang|html STATUS|cut|half|token refused|hides OWNER/NAME',
];

/** What stands after `faults`. Throws `StoryError` that names all there are. */
export function faultOf(text: string): Fault {
  const { what = '', time } = /^(?<what>.*?)(?:\s+for\s+(?<time>.+))?$/su.exec(text)?.groups ?? {};
  const lasting = lastingOf(what);
  if (lasting) return { ...lasting, ...(time !== undefined && { minutes: minutesOf(time) }) };
  const momentary = momentaryOf(what);
  if (momentary && time === undefined) return momentary;
  throw new StoryError(`Faults are: ${known.join(', ')}. Those that last may end by themselves: … for 10m.`);
}

function lastingOf(what: string): LastingFault | undefined {
  const number = (pattern: RegExp): number | undefined => {
    const digits = pattern.exec(what)?.[1];
    return digits === undefined ? undefined : Number(digits);
  };
  const code = number(/^discord gateway close (4\d{3})$/u);
  if (code !== undefined) return { kind: 'gateway-close', code };
  const status = number(/^discord rest html ([245]\d\d)$/u);
  if (status !== undefined) return { kind: 'rest-html', status };
  const page = number(/^discourse html ([245]\d\d)$/u);
  if (page !== undefined) return { kind: 'discourse-html', status: page };
  const proxied = number(/^github html ([245]\d\d)$/u);
  if (proxied !== undefined) return { kind: 'github-html', status: proxied };
  const seconds = number(/^discourse wait (\d{1,6})$/u);
  if (seconds !== undefined) return { kind: 'discourse-wait', seconds };
  const late = number(/^discourse slow (\d{1,2})$/u);
  if (late !== undefined) return { kind: 'discourse-slow', seconds: late };
  const slowed = number(/^discord rest wait (\d{1,6})$/u);
  if (slowed !== undefined) return { kind: 'rest-wait', seconds: slowed };
  for (const how of breaks) {
    if (what === `discord rest ${how}`) return { kind: 'rest-broken', how };
    if (what === `discourse ${how}`) return { kind: 'discourse-broken', how };
    if (what === `github ${how}`) return { kind: 'github-broken', how };
  }
  switch (what) {
    case 'discord gateway refuse':
      return { kind: 'gateway-refuse' };
    case 'discord gateway vanish':
      return { kind: 'gateway-vanish' };
    case 'discord rest token refused':
      return { kind: 'rest-token' };
    case 'github token refused':
      return { kind: 'github-token' };
    case 'github hang':
      return { kind: 'github-hang' };
    default:
      return undefined;
  }
}

function momentaryOf(what: string): Fault | undefined {
  const [, whole, way] = /^(discord|discourse|github) (down|up)$/u.exec(what) ?? [];
  if (whole === 'discord' || whole === 'discourse' || whole === 'github')
    return way === 'up' ? { kind: 'up', outside: whole } : { kind: 'down', outside: whole };
  const part = /^discord (gateway|rest) up$/u.exec(what)?.[1];
  if (part === 'gateway' || part === 'rest') return { kind: 'up', outside: part };
  const repository = /^github hides (\S+\/\S+)$/u.exec(what)?.[1];
  if (repository !== undefined) return { kind: 'github-hides', repository };
  const channel = /^discord delete (#\S+)$/u.exec(what)?.[1];
  if (channel !== undefined) return { kind: 'delete-channel', channel };
  const plugin = /^discourse events (installed|refusing|absent)$/u.exec(what)?.[1];
  if (plugin === 'installed' || plugin === 'refusing' || plugin === 'absent')
    return { kind: 'discourse-events', plugin };
  switch (what) {
    case 'discord gateway reconnect':
      return { kind: 'gateway-reconnect' };
    case 'discord gateway invalidate':
      return { kind: 'gateway-invalidate', canResume: false };
    case 'discord gateway invalidate resumable':
      return { kind: 'gateway-invalidate', canResume: true };
    case 'discourse read-only':
      return { kind: 'discourse-read-only' };
    case 'discourse key refused':
      return { kind: 'discourse-key' };
    default:
      return undefined;
  }
}

/** Does it, and waits until a bot whose connection was cut is back where it can be. */
export async function begin(sandbox: Sandbox, fault: Fault): Promise<void> {
  const { discord, discourse, github, now } = sandbox;
  const until =
    'minutes' in fault && fault.minutes !== undefined
      ? { until: new Date(now().getTime() + fault.minutes * 60_000) }
      : {};
  switch (fault.kind) {
    case 'up':
      return await end(sandbox, fault.outside);
    case 'down':
      if (fault.outside === 'discord') discord.down(true);
      else if (fault.outside === 'discourse') discourse.down(true);
      else github.fail({ kind: 'down' });
      return;
    case 'delete-channel':
      return discord.deleteChannel(fault.channel);
    case 'gateway-refuse':
      return discord.failGateway({ kind: 'refuse', ...until });
    case 'gateway-vanish':
      return discord.failGateway({ kind: 'vanish', ...until });
    case 'gateway-close':
      discord.failGateway({ kind: 'close', code: fault.code, ...until });
      // After the others a client does not come back.
      if (fault.minutes === undefined && fault.code < 4010 && fault.code !== 4004) await reconnected(sandbox);
      return;
    case 'gateway-reconnect':
      discord.failGateway({ kind: 'reconnect' });
      return await reconnected(sandbox);
    case 'gateway-invalidate':
      discord.failGateway({ kind: 'invalidate', canResume: fault.canResume });
      return await reconnected(sandbox);
    case 'rest-html':
      return discord.failRest({ kind: 'html', status: fault.status, ...until });
    case 'rest-wait':
      return discord.failRest({ kind: 'wait', seconds: fault.seconds, ...until });
    case 'rest-broken':
      return discord.failRest({ kind: 'broken', how: fault.how, ...until });
    case 'discourse-broken':
      return discourse.fail({ kind: 'broken', how: fault.how, ...until });
    case 'github-broken':
      return github.fail({ kind: 'broken', how: fault.how, ...until });
    case 'rest-token':
      return discord.failRest({ kind: 'token', ...until });
    case 'discourse-html':
      return discourse.fail({ kind: 'html', status: fault.status, ...until });
    case 'discourse-wait':
      return discourse.fail({ kind: 'wait', seconds: fault.seconds, ...until });
    case 'discourse-slow':
      return discourse.fail({ kind: 'slow', seconds: fault.seconds, ...until });
    case 'discourse-read-only':
      return discourse.readOnly(true);
    case 'discourse-events':
      return discourse.haveEvents(fault.plugin);
    case 'discourse-key':
      return discourse.revokeKey(discourse.apiKey);
    case 'github-hang':
      return github.fail({ kind: 'hang', ...until });
    case 'github-html':
      return github.fail({ kind: 'html', status: fault.status, ...until });
    case 'github-token':
      return github.fail({ kind: 'token', ...until });
    case 'github-hides':
      return github.hideRepository(fault.repository);
    default:
      return fault satisfies never;
  }
}

async function end(sandbox: Sandbox, outside: Outside): Promise<void> {
  const { discord, discourse, github } = sandbox;
  if (outside === 'github') github.restore();
  if (outside === 'discourse') {
    discourse.down(false);
    discourse.readOnly(false);
    discourse.restoreKey(discourse.apiKey);
    discourse.restore();
  }
  if (outside === 'discord') discord.down(false);
  if (outside === 'discord' || outside === 'rest') discord.restoreRest();
  if (outside === 'discord' || outside === 'gateway') discord.restoreGateway();
  if (outside !== 'github' && outside !== 'discourse') await reconnected(sandbox);
}

async function reconnected({ discord }: Sandbox): Promise<void> {
  const ran = beginRunningTime();
  while (!discord.isConnected && ran() < reconnectMilliseconds) await setTimeout(50);
}

// The places on the page: channels, threads, the conversation with the bot, events and topics; how they are named and listed.
import type { Channel } from '../discord/index.ts';
import type { Topic } from '../discourse/index.ts';
import { githubAddress } from './github-pages.ts';
import { el, type Html } from './html.ts';
import { PageError, type Playground, type Reader } from './playground.ts';

/** A place that somebody can look at. */
export type Place =
  | { readonly kind: 'channel'; readonly key: string; readonly channel: Channel }
  | { readonly kind: 'events'; readonly key: 'events' }
  | { readonly kind: 'forum'; readonly key: 'forum' }
  | { readonly kind: 'topic'; readonly key: string; readonly topic: Topic };

/** As many topics are listed; the rest is found under "All topics". */
const listedTopics = 12;

const voiceKinds: readonly number[] = [2, 13];
const category = 4;

/** The place that a key names, as this person may see it; without a key, where one looks first. Throws `PageError`. */
export function placeOf(ground: Playground, reader: Reader, key: string): Place {
  if (key === '') return firstPlace(ground, reader);
  if (key === 'events') return { kind: key, key };
  if (key === 'forum') return { kind: key, key };
  if (key === 'dm' && reader.discord) {
    return { kind: 'channel', key, channel: ground.discord.world.conversation(reader.discord) };
  }
  const [, kind, id = ''] = /^(channel|topic)-(\d+)$/u.exec(key) ?? [];
  const channel = kind === 'channel' ? channelsOf(ground, reader).find((one) => one.id === id) : undefined;
  if (channel) return { kind: 'channel', key, channel };
  const topic = kind === 'topic' ? topicsOf(ground, reader).find((one) => one.id === Number(id)) : undefined;
  if (topic) return { kind: 'topic', key, topic };
  throw new PageError(`${reader.name} does not see this place. Choose another one in the list.`);
}

/** The key of a channel for this page. */
export function channelKey(channel: Channel): string {
  return channel.recipient ? 'dm' : `channel-${channel.id}`;
}

/** Whether people talk in a channel by voice. */
export function isVoice({ type }: Channel): boolean {
  return voiceKinds.includes(type);
}

/** A link's address on the page. */
export function addressOf(reader: Reader, key: string): string {
  return `#${encodeURIComponent(reader.name)}/${key}`;
}

/** Where an address leads inside the sandbox: to a place on this page, to the bot's own pages, or to those of its GitHub. */
export function innerAddress(ground: Playground, reader: Reader, url: string): string | undefined {
  const [, channel] = /^https:\/\/discord\.com\/channels\/\d+\/(\d+)/u.exec(url) ?? [];
  if (channel !== undefined) {
    const found = channelsOf(ground, reader).find(({ id }) => id === channel);
    return found && addressOf(reader, channelKey(found));
  }
  if (/^https:\/\/discord\.com\/events\//u.test(url)) return addressOf(reader, 'events');
  const { PUBLIC_URL: publicUrl = '' } = ground.env;
  if (publicUrl !== '' && url.startsWith(`${publicUrl}/`))
    return ground.app.webUrl + url.slice(publicUrl.length);
  if (url.startsWith('https://github.com/')) return githubAddress(ground.github, url);
  const { forum, url: base } = ground.discourse;
  const path = url.startsWith(`${base}/`)
    ? url.slice(base.length)
    : url.startsWith(forum.base) && `/${url.slice(forum.base.length)}`;
  const [, post] = /^\/p\/(\d+)/u.exec(path || '') ?? [];
  const topic = post
    ? forum.posts.get(Number(post))?.topic.id
    : /^\/t\/(?:[^/]+\/)?(\d+)/u.exec(path || '')?.[1];
  return topic === undefined ? undefined : addressOf(reader, `topic-${topic}`);
}

/** The same for whoever reads a page of its own, who is nobody yet: the place is shown to who is chosen there. */
export function addressForAnybody(ground: Playground, url: string): string | undefined {
  const [, channel] = /^https:\/\/discord\.com\/channels\/\d+\/(\d+)/u.exec(url) ?? [];
  if (channel !== undefined) return `/#/channel-${channel}`;
  const found = innerAddress(ground, { name: '', zone: 'UTC', discord: undefined, forum: undefined }, url);
  return found?.startsWith('#') ? `/${found}` : found;
}

/** Channels and threads that somebody sees. */
export function channelsOf({ discord }: Playground, reader: Reader): Channel[] {
  if (!reader.discord) return [];
  const { name } = reader;
  return [...discord.channels(name).filter(({ type }) => type !== category), ...discord.threads(name)];
}

/** Topics and private messages that somebody sees, the ones with the newest posts first. */
export function topicsOf({ discourse }: Playground, reader: Reader): Topic[] {
  if (!reader.forum) return [];
  return discourse
    .topicsFor(reader.forum.username)
    .sort((a, b) => b.bumpedAt.getTime() - a.bumpedAt.getTime() || b.id - a.id);
}

/** The list of all places, with a mark of what is newest in each. */
export function placeList(ground: Playground, reader: Reader, current: string): Html[] {
  const link = (key: string, label: string, newest: string | number, extra: readonly string[] = []) =>
    el(
      'li',
      { className: extra.length > 0 ? [...extra] : undefined },
      el(
        'a',
        {
          href: addressOf(reader, key),
          'data-place': key,
          'data-newest': String(newest),
          ariaCurrent: key === current ? 'page' : undefined,
        },
        label,
      ),
    );
  const channels = channelsOf(ground, reader);
  const threadsOf = (channel: Channel) =>
    channels
      .filter((one) => one.thread && one.parentId === channel.id)
      .map((one) => {
        const isOld = one.thread?.archived === true;
        const label = `${one.name}${isOld ? ' (archived)' : ''}`;
        return link(channelKey(one), label, one.lastMessageId ?? '', isOld ? ['thread', 'old'] : ['thread']);
      });
  const topics = topicsOf(ground, reader);
  const isListed = (topic: Topic) => topic.recipients === undefined;
  const listed = topics.filter(isListed).slice(0, listedTopics);
  const shownTopics = topics.filter(
    (topic) => `topic-${topic.id}` === current && isListed(topic) && !listed.includes(topic),
  );
  const topicLink = (topic: Topic) => link(`topic-${topic.id}`, topic.title, topic.posts.length);
  const messages = topics.filter((topic) => !isListed(topic)).slice(0, listedTopics);
  const open = ground.discord.events().filter(({ status }) => status <= 2);
  return [
    ...(reader.discord
      ? [
          el('h2', {}, 'Discord'),
          el(
            'ul',
            {},
            ...channels
              .filter((one) => !one.thread)
              .flatMap((one) => [
                link(channelKey(one), nameOf(one), one.lastMessageId ?? ''),
                ...threadsOf(one),
              ]),
            link(
              'dm',
              nameOf(ground.discord.world.conversation(reader.discord)),
              ground.discord.world.conversation(reader.discord).lastMessageId ?? '',
            ),
            link(
              'events',
              open.length > 0 ? `Events (${open.length})` : 'Events',
              ground.discord.events().at(-1)?.id ?? '',
            ),
          ),
        ]
      : []),
    ...(reader.forum
      ? [
          el('h2', {}, 'Discourse'),
          el('ul', {}, link('forum', 'All topics', ''), ...[...listed, ...shownTopics].map(topicLink)),
          messages.length > 0 && el('h3', {}, 'Messages'),
          messages.length > 0 && el('ul', {}, ...messages.map(topicLink)),
        ].filter((one) => one !== false)
      : []),
  ];
}

/** How people name a channel. */
export function nameOf(channel: Channel): string {
  if (channel.recipient) return 'Direct messages with Docent';
  if (channel.thread) return channel.name;
  return isVoice(channel) ? `${channel.name} (voice)` : `#${channel.name}`;
}

function firstPlace(ground: Playground, reader: Reader): Place {
  const channels = channelsOf(ground, reader);
  const channel = channels.find(({ name }) => name === 'meetings') ?? channels.find(({ type }) => type === 0);
  return channel ? { kind: 'channel', key: channelKey(channel), channel } : { kind: 'forum', key: 'forum' };
}

// Tries the set-up of Discourse and says what to fix.

import { messageOf, OutsideError } from '../../core/errors.ts';
import { type Finding, faultFinding, okFinding } from '../../core/platform.ts';
import { counted } from '../../core/text/counted.ts';
import { type Api, api as apiOn } from './api.ts';
import type { Client } from './client.ts';
import { DiscourseError, isGone, isKeyRefused, isUnserved } from './refusal.ts';

/** What `docent doctor` finds, as far as the forum takes requests; every cure says what to change and where. */
export async function check(client: Client, now: () => Date): Promise<Finding[]> {
  const findings: Finding[] = [];
  await look(client, now, findings).catch((error: unknown) => {
    const stopped = slowdown(error);
    if (!stopped) throw error;
    findings.push(stopped);
  });
  return findings;
}

/** Adds what it finds. Throws where no more requests go to the forum for now (`slowdown`). */
async function look(client: Client, now: () => Date, findings: Finding[]): Promise<void> {
  const { username } = client;
  const api = apiOn(client, now);
  const account = await tried(() => api.user(username));
  if (isGone(account.error) && isGone((await tried(() => api.categories())).error))
    return void findings.push(noForum(api.base));
  findings.push(reached(api.base, account.error));
  if (account.error && !isAnswer(account.error)) return;
  if (isKeyRefused(account.error)) return void findings.push(refused(username, account.error));
  const wrong = wrongClock(client.lastHeard());
  if (wrong) findings.push(wrong);
  const isStaff = account.value?.admin === true || account.value?.moderator === true;
  const letters = await readable(api);
  findings.push(
    okFinding(
      'Discourse: key',
      `it is accepted for ${username}${letters.error ? '' : ', and private messages to it can be read'}`,
    ),
  );
  if (letters.error) {
    findings.push(
      faultFinding(
        'Discourse: private messages',
        `private messages to ${username} cannot be read, so nobody can ask it anything in private`,
        `Give the API key of ${username} the scope \`posts: list\`, or make one for that account without scopes.`,
      ),
    );
  }
  const closed = await closedHistory(api);
  if (closed) {
    findings.push(
      faultFinding(
        'Discourse: edited posts',
        `${username} may not read who edited a post, so it leaves edited posts alone`,
        closed === 'key'
          ? `Give the API key of ${username} the scope \`revisions: read\`, or make one for that account without scopes.`
          : `Make ${username} a moderator, or switch on the setting "edit history visible to public" of the forum.`,
      ),
    );
  }
  findings.push(
    account.error
      ? faultFinding(
          'Discourse: account',
          'the key may not read who its account is, nor the groups of others',
          'Give the API key the scope `users: show`.',
        )
      : isStaff
        ? okFinding('Discourse: account', `${username} is staff`)
        : faultFinding(
            'Discourse: account',
            `${username} is not staff, so it may post every 5 seconds and reply three times in a row only`,
            `Make ${username} a moderator; then it can also pin and close its topics.`,
          ),
  );
  const categories = await tried(() => api.categories());
  if (categories.error) {
    findings.push(
      faultFinding(
        'Discourse: categories',
        messageOf(categories.error),
        'Give the API key the scope to list categories.',
      ),
    );
    return;
  }
  const writable = (categories.value ?? []).filter(
    ({ permission }) => permission === undefined || permission === 1,
  );
  const cure = `Let ${username} create topics in the group's category.`;
  const what = 'Discourse: categories';
  findings.push(
    writable.length > 0
      ? okFinding(what, `topics can be made in ${writable.map(({ name }) => name).join(', ')}`)
      : faultFinding(what, 'topics cannot be made in any category', cure),
  );
}

/** That no more requests go to the forum for now, and whose limit that is; undefined where that is not what went wrong. */
function slowdown(error: unknown): Finding | undefined {
  if (!(error instanceof OutsideError) || error.retryAfterSeconds === undefined || isKeyRefused(error))
    return undefined;
  const what = 'Discourse: requests';
  const lasting = counted(error.retryAfterSeconds, 'second');
  if (!(error instanceof DiscourseError))
    return okFinding(what, `I send as many requests as it allows, and look no further for ${lasting}`);
  return faultFinding(
    what,
    `it takes no more requests from me for ${lasting}: there were too many`,
    'I wait and go on by myself. If it happens often, see what else sends requests with this key or from this address, or have the forum allow more of them.',
  );
}

/** So far two clocks may be apart: less than a minute, and a slow answer. */
const mostApartSeconds = 120;

/** That the clock here and the forum's differ; undefined where they agree, or the forum tells no time. */
function wrongClock(heard: ReturnType<Client['lastHeard']>): Finding | undefined {
  if (!heard) return undefined;
  const seconds = (heard.here.getTime() - heard.there.getTime()) / 1000;
  if (Math.abs(seconds) <= mostApartSeconds) return undefined;
  const minutes = counted(Math.round(Math.abs(seconds) / 60), 'minute');
  return faultFinding(
    'Discourse: clock',
    `my clock is ${minutes} ${seconds > 0 ? 'ahead of' : 'behind'} the forum's`,
    'Have the computer on which I run set its clock by the network (NTP). With a wrong one I remind at the wrong time.',
  );
}

function reached(base: string, error: unknown): Finding {
  const what = 'Discourse: address';
  if (error === undefined || isAnswer(error)) return okFinding(what, `${base} answers`);
  return faultFinding(
    what,
    `${messageOf(error)}${why(error)}`,
    'Check DISCOURSE_URL, and that the forum is up.',
  );
}

/** What kept the forum from answering, as the network tells it; nothing when it does not. */
function why(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = 'code' in cause ? String(cause.code) : '';
    if (/^(?:ENOTFOUND|EAI_AGAIN)$/u.test(code)) return ' No computer of that name is found.';
    if (code === 'ECONNREFUSED') return ' Nothing listens at that address and port.';
    if (/^(?:EPROTO|ERR_SSL)/u.test(code)) return ' It does not speak https there.';
    if (cause.name === 'TimeoutError') return ' It took too long.';
  }
  return '';
}

function noForum(base: string): Finding {
  return faultFinding(
    'Discourse: address',
    `${base} answers, but no forum is there`,
    'Check DISCOURSE_URL: with its folder if the forum is in one (https://example.org/forum), without if it is not.',
  );
}

function refused(username: string, error: unknown): Finding {
  return faultFinding(
    'Discourse: key',
    messageOf(error),
    `Make an API key for ${username} under Admin → API, with the scopes that .env.example names, and put it into DISCOURSE_API_KEY.`,
  );
}

/** Whether the forum itself said no, rather than being out of reach. */
function isAnswer(error: unknown): boolean {
  return error instanceof DiscourseError && error.status >= 400 && error.status < 500;
}

async function tried<T>(work: () => Promise<T>): Promise<{ value?: T; error?: unknown }> {
  try {
    return { value: await work() };
  } catch (error) {
    if (slowdown(error)) throw error;
    return { error };
  }
}

/** What may not read who edited posts; undefined when both may. Of a post that nobody edited is said that it has no revision. */
async function closedHistory(api: Api): Promise<'account' | 'key' | undefined> {
  const latest = (await tried(() => api.latestPosts())).value ?? [];
  const post = latest.find((one) => one.can_view_edit_history !== false);
  if (!post) return latest.length > 0 ? 'account' : undefined;
  const { error } = await tried(() => api.revision(post.id, 'latest'));
  const isClosed = error instanceof DiscourseError && error.status === 403 && !error.isKeyRefused;
  return isClosed ? 'key' : undefined;
}

/** Whether private messages can be read, in either of two ways. */
async function readable(api: Api): Promise<{ error?: unknown }> {
  const stream = await tried(() => api.latestPrivatePosts());
  if (!isUnserved(stream.error)) return stream;
  return await tried(() => api.privateTopics());
}

// What people of a story do on Discourse, and what they are answered.
import { type Post, shown, type Topic } from '../discourse/index.ts';
import type { Sandbox } from '../index.ts';
import { madeUpFile } from './made-up-file.ts';
import { postText } from './seen.ts';
import { type Act, type Answer, StoryError } from './step.ts';

/** Does it. Throws `StoryError` for what cannot be done, and the forum's `Refusal` for what it refuses. */
export function actOnDiscourse(sandbox: Sandbox, who: string, act: Act): Answer {
  const { discourse } = sandbox;
  switch (act.kind) {
    case 'replies': {
      const found = topicOrPost(sandbox, who, act.to);
      const made = discourse.reply(who, found.topic, {
        raw: withFiles(sandbox, who, act),
        ...(found.post && { replyTo: found.post.number }),
      });
      return answerTo(sandbox, who, made);
    }
    case 'writes':
      return answerTo(sandbox, who, written(sandbox, who, act.text));
    case 'posts':
      return answerTo(
        sandbox,
        who,
        discourse.createTopic(who, act.category, { title: act.title, raw: act.text }),
      );
    case 'edits':
      return answerTo(
        sandbox,
        who,
        discourse.edit(who, editable(sandbox, who, act.post), withFiles(sandbox, who, act)),
      );
    case 'deletes':
      discourse.remove(who, postOf(sandbox, who, act.post, true));
      return () => [];
    case 'likes':
      discourse.like(who, postOf(sandbox, who, act.post, false));
      return () => [];
    case 'hides':
      discourse.hide(postOf(sandbox, who, act.post, false));
      return () => [];
    case 'opens':
      discourse.makeWiki(anyPostOf(sandbox, who, act.post));
      return () => [];
    case 'whispers':
      return answerTo(
        sandbox,
        who,
        discourse.whisper(who, topicOrPost(sandbox, who, act.to).topic, act.text),
      );
    case 'moves':
      discourse.move(anyPostOf(sandbox, who, act.post), topicOrPost(sandbox, who, act.to).topic, who);
      return () => [];
    case 'slows':
      discourse.slowMode(topicOrPost(sandbox, who, act.topic).topic, act.seconds);
      return () => [];
    case 'becomes':
      discourse.suspend(who, act.what === 'suspended');
      discourse.silence(who, act.what === 'silenced');
      discourse.stage(who, act.what === 'staged');
      discourse.closeMessages(who, act.what === 'unreachable');
      return () => [];
    case 'renamed':
      discourse.renameUser(who, act.to);
      return () => [];
    case 'anonymised':
      discourse.anonymise(who);
      return () => [];
    case 'deleted':
      discourse.deleteUser(who);
      return () => [];
    case 'signsUp':
      discourse.addUser(who);
      return () => [];
    case 'merged':
      discourse.mergeUsers(who, act.into);
      return () => [];
    default:
      throw new StoryError('That is done on Discord.');
  }
}

/** The text of a post with the files that are attached to it below. */
function withFiles(
  { discourse }: Sandbox,
  who: string,
  { text, files = [] }: { text: string; files?: readonly string[] },
): string {
  return [text, ...files.map((name) => discourse.upload(who, madeUpFile(name)))].join('\n\n');
}

/** A topic by its title, else the newest post with this text. */
function topicOrPost({ discourse }: Sandbox, who: string, text: string): { topic: Topic; post?: Post } {
  // A private message bears the title of what it is about: it is not what people mean by that title.
  const topic = discourse
    .topicsFor(who)
    .findLast(({ title, recipients }) => recipients === undefined && title.includes(text));
  if (topic) return { topic };
  const posts = [...discourse.forum.posts.values()].filter(
    (one) =>
      one.deletedAt === undefined &&
      discourse.forum.canSee(discourse.forum.user(who), one.topic) &&
      shown(one.raw).includes(text),
  );
  // What the bot quotes in private is not the post that it quotes.
  const post = posts.findLast((one) => one.topic.recipients === undefined) ?? posts.at(-1);
  if (!post) throw new StoryError(`${who} sees no topic or post on Discourse that contains "${text}".`);
  return { topic: post.topic, post };
}

/** One's own newest post with a text, or one that everybody may edit; staff's also anybody's. */
function editable(sandbox: Sandbox, who: string, text: string): Post {
  const shared = sandbox.discourse.findPost(text, who);
  const { forum } = sandbox.discourse;
  const isTheirs =
    shared?.isWiki === true || (forum.user(who).isStaff && shared?.by !== forum.user('docent'));
  return shared && isTheirs ? shared : postOf(sandbox, who, text, true);
}

function anyPostOf({ discourse }: Sandbox, who: string, text: string): Post {
  const found = discourse.findPost(text, who);
  if (found) return found;
  throw new StoryError(`${who} sees no post on Discourse that contains "${text}".`);
}

function postOf({ discourse }: Sandbox, who: string, text: string, isOwn: boolean): Post {
  const { forum } = discourse;
  const user = forum.user(who);
  const found = [...forum.posts.values()].findLast(
    (post) =>
      post.deletedAt === undefined &&
      (post.by === user) === isOwn &&
      forum.canSee(user, post.topic) &&
      shown(post.raw).includes(text),
  );
  if (found) return found;
  const whose = isOwn ? 'has written no post' : 'sees no post of others on Discourse';
  throw new StoryError(`${who} ${whose} that contains "${text}".`);
}

/** Goes on in the newest conversation between somebody and the bot, as a person does who answers there, or begins one. */
function written({ discourse }: Sandbox, who: string, raw: string): Post {
  const bot = discourse.forum.user(discourse.apiUsername);
  const between = discourse
    .messagesOf(who)
    .filter(({ recipients, deletedAt }) => recipients?.includes(bot) && recipients.length === 2 && !deletedAt)
    .toSorted((a, b) => a.bumpedAt.getTime() - b.bumpedAt.getTime() || a.id - b.id)
    .at(-1);
  if (!between) return discourse.message(who, [discourse.apiUsername], { title: 'To the bot', raw });
  const made = discourse.reply(who, between, { raw });
  if ('draft' in made) throw new StoryError('Private messages never wait for approval.');
  return made;
}

/** The bot's newest answer to a post, or to its author in private since then. */
function answerTo({ discourse }: Sandbox, who: string, made: object): Answer {
  return () => {
    if (!('number' in made) || !('topic' in made)) return ['It waits for approval.'];
    const since = Number('id' in made ? made.id : 0);
    const answer = [...discourse.forum.posts.values()].findLast(
      ({ id, by, topic, replyTo }) =>
        by.username === discourse.apiUsername &&
        id > since &&
        ((topic === made.topic && replyTo === made.number) ||
          topic.recipients?.some(({ username }) => username === who) === true),
    );
    return answer ? [postText(answer)] : [];
  };
}

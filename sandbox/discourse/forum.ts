// The forum itself: who may see and do what, and what follows from it (notifications, events, the transcript).
import { Bell } from './bell.ts';
import { type Cooked, cook } from './cook.ts';
import { checkDraft } from './draft-check.ts';
import { type EditOptions, type EditParts, edit, isNewVersion, remove, settle } from './editing.ts';
import { canSee, canSeePost, mayLike } from './guard.ts';
import { Listeners } from './listeners.ts';
import { applyStatus, newPost, newTopic, newUser } from './making.ts';
import {
  type Category,
  type Draft,
  type ForumEvent,
  type Happening,
  invalid,
  invalidAccess,
  type MembersMay,
  type Notification,
  notFound,
  type Pending,
  type Post,
  Refusal,
  shown,
  type Topic,
  type Upload,
  type User,
} from './model.ts';
import { type EventsPlugin, eventFaults, takeEvent } from './native-events.ts';
import { slugOf, tagFaults, titleFaults } from './rules.ts';
import { keptBody, keptTitle } from './texts.ts';

/** The forum's memory and its rules. All times come from `clock`; rate limits stand before it, in the routes. */
export class Forum {
  readonly users = new Map<string, User>();
  readonly categories = new Map<number, Category>();
  readonly topics = new Map<number, Topic>();
  readonly posts = new Map<number, Post>();
  readonly uploads = new Map<string, Upload>();
  readonly #bell = new Bell(this);
  readonly #parts: EditParts = {
    now: () => this.clock(),
    cook: (raw) => this.#cook(raw),
    eventFaults: (raw, isFirst) => eventFaults(this.events, raw, isFirst),
    ring: (username, kind, post, by) => this.#bell.ring(username, kind, post, by),
    happened: (topic, by, kind, text) => this.#happened(topic, by, kind, text),
    tell: (event) => this.#events.tell(event),
    lastOf: (topic) => this.visiblePosts(topic).at(-1),
  };
  readonly pending: Pending[] = [];
  /** Whether the site has the events plugin. */
  events: EventsPlugin = 'absent';
  readonly clock: () => Date;
  readonly base: string;
  /** Whether who is not logged in reads nothing but what the forum is called. */
  isLoginRequired = false;
  readonly #happenings = new Listeners<Happening>();
  readonly #events = new Listeners<ForumEvent>();
  #nextPending = 1;

  /** `base` is the subfolder with slashes at both ends. */
  constructor(clock: () => Date, base: string) {
    this.clock = clock;
    this.base = base;
    const uncategorized = {
      name: 'Uncategorized',
      slug: 'uncategorized',
      isPrivate: false,
      needsApproval: false,
      membersMay: 'start' as const,
    };
    this.categories.set(1, { id: 1, ...uncategorized });
  }

  /** Everything that stands here, for `goOnFrom` in another process. */
  kept() {
    const { users, categories, topics, notifications } = this;
    return { users, categories, topics, notifications };
  }

  /** Puts what was kept in the place of all that stands here. */
  goOnFrom(kept: ReturnType<Forum['kept']>): void {
    for (const map of [this.users, this.categories, this.topics, this.posts]) map.clear();
    for (const [name, user] of kept.users) this.users.set(name, user);
    for (const [id, category] of kept.categories) this.categories.set(id, category);
    for (const [id, topic] of kept.topics) this.topics.set(id, topic);
    const posts = [...kept.topics.values()].flatMap((topic) => topic.posts);
    for (const post of posts.toSorted((a, b) => a.id - b.id)) this.posts.set(post.id, post);
    this.#bell.notifications.splice(0, Number.POSITIVE_INFINITY, ...kept.notifications);
  }

  /** Everything that anybody was told. */
  get notifications(): readonly Notification[] {
    return this.#bell.notifications;
  }

  /** 1 is whoever set the forum up. */
  #lastUserId = 1;

  onHappening(listener: (happening: Happening) => void): () => void {
    return this.#happenings.add(listener);
  }

  onEvent(listener: (event: ForumEvent) => void): void {
    this.#events.add(listener);
  }

  addUser(
    username: string,
    options: { staff?: boolean; needsApproval?: boolean; name?: string; id?: number } = {},
  ): User {
    const known = this.users.get(username.toLowerCase());
    const user = known ?? newUser(options.id ?? this.#newUserId(), username, options.name);
    user.isStaff = options.staff ?? user.isStaff;
    user.needsApproval = options.needsApproval ?? user.needsApproval;
    this.users.set(username.toLowerCase(), user);
    return user;
  }

  /** Gives an account another name: the old one is nobody's, and mentions of it in posts become the new one. */
  rename(username: string, to: string): User {
    const user = this.user(username);
    if (this.users.has(to.toLowerCase())) throw invalid(['Username must be unique']);
    this.users.delete(user.username.toLowerCase());
    this.#rewrite(user.username, to);
    user.username = to;
    this.users.set(to.toLowerCase(), user);
    return user;
  }

  /**
   * Makes one account of two, as `UserMerger` does: posts, topics, messages, likes and notifications of the first are the
   * second's, mentions name it, and the first is gone with its number.
   */
  merge(username: string, into: string): User {
    const [gone, kept] = [this.user(username), this.user(into)];
    if (gone === kept) throw invalid(['An account cannot be merged into itself']);
    const theirs = (user: User) => (user === gone ? kept : user);
    for (const topic of this.topics.values()) {
      topic.by = theirs(topic.by);
      if (topic.recipients) topic.recipients = [...new Set(topic.recipients.map(theirs))];
    }
    for (const post of this.posts.values()) {
      post.by = theirs(post.by);
      post.lastEditor = theirs(post.lastEditor);
      if (post.likes.delete(gone)) post.likes.add(kept);
    }
    this.users.delete(gone.username.toLowerCase());
    this.#rewrite(gone.username, kept.username);
    return kept;
  }

  /**
   * Takes from an account all that tells whose it is, as `UserAnonymizer` does: it gets a made-up name, and its number and posts
   * stay. Staff are not anonymised (`UserGuardian#can_anonymize_user?`).
   */
  anonymise(username: string): User {
    const user = this.user(username);
    if (user.isStaff) throw invalidAccess();
    const made = `anon${10_000_000 + user.id}`;
    user.name = '';
    return this.rename(username, made);
  }

  /** Deletes an account with all its posts, as `UserDestroyer` does; its name is free, and nobody gets its number. */
  deleteUser(username: string): void {
    const user = this.user(username);
    if (user.isStaff) throw invalidAccess();
    for (const post of this.posts.values()) {
      post.likes.delete(user);
      if (post.by !== user) continue;
      if (post.deletedAt === undefined) this.remove(this.user('system'), post);
      post.isNobodys = true;
    }
    this.users.delete(user.username.toLowerCase());
  }

  /** Puts a name in the place of another in notifications and mentions. */
  #rewrite(from: string, to: string): void {
    this.#bell.rename(from, to);
    const mention = new RegExp(`(?<![\\w@])@${from}(?![\\w.-]*\\w)`, 'giu');
    for (const post of this.posts.values()) {
      const raw = post.raw.replace(mention, `@${to}`);
      if (raw === post.raw) continue;
      post.raw = raw;
      post.cooked = this.#cook(raw).html;
    }
  }

  /** A number that no account has, nor had. */
  #newUserId(): number {
    const posts = [...this.posts.values()].map(({ by }) => by.id);
    const all = [this.#lastUserId, ...posts, ...[...this.users.values()].map(({ id }) => id)];
    this.#lastUserId = Math.max(...all) + 1;
    return this.#lastUserId;
  }

  addCategory(
    name: string,
    options: { private?: boolean; needsApproval?: boolean; membersMay?: MembersMay } = {},
  ): Category {
    const id = this.categories.size + 5;
    const category = {
      id,
      name,
      slug: slugOf(name),
      isPrivate: options.private ?? false,
      needsApproval: options.needsApproval ?? false,
      membersMay: options.membersMay ?? 'start',
    };
    this.categories.set(id, category);
    return category;
  }

  user(username: string): User {
    const user = this.users.get(username.toLowerCase());
    if (user === undefined) throw notFound();
    return user;
  }

  canSee(user: User, topic: Topic): boolean {
    return canSee(user, topic);
  }

  topicFor(user: User, id: number): Topic {
    const topic = this.topics.get(id);
    if (topic === undefined || (topic.deletedAt !== undefined && !user.isStaff)) throw notFound();
    if (!this.canSee(user, topic)) throw invalidAccess();
    return topic;
  }

  postFor(user: User, id: number): Post {
    const post = this.posts.get(id);
    if (post === undefined || (post.deletedAt !== undefined && !user.isStaff)) throw notFound();
    this.topicFor(user, post.topic.id);
    if (!canSeePost(user, post)) throw invalidAccess();
    return post;
  }

  /**
   * What anybody reads there; with a user what they do: whispers, and for staff the first post although it was deleted
   * (`TopicView#setup_filtered_posts`).
   */
  visiblePosts(topic: Topic, user?: User): Post[] {
    const isShown = ({ deletedAt, number }: Post) =>
      deletedAt === undefined || (user?.isStaff === true && number === 1);
    return topic.posts.filter((post) => isShown(post) && (user ? canSeePost(user, post) : post.type !== 4));
  }

  /** Says something among staff, below a topic that everybody reads. */
  whisper(user: User, topic: Topic, raw: string): Post {
    if (!user.isStaff) throw invalidAccess();
    const post = newPost(topic, user, {
      id: this.posts.size + 21,
      at: this.clock(),
      raw,
      cooked: this.#cook(raw),
    });
    post.type = 4;
    topic.posts.push(post);
    this.posts.set(post.id, post);
    this.#events.tell({ type: 'post', name: 'post_created', post });
    return post;
  }

  /**
   * Moves posts of a topic to the end of another, as staff does, and says so; their numbers stay empty where they were. Of a
   * topic's first post a copy is made there, of the same time (`PostMover#create_first_post`).
   */
  move(user: User, posts: readonly Post[], to: Topic): void {
    const from = posts[0]?.topic;
    for (const post of posts) this.#moveOne(post, to);
    if (from) this.#smallAction(user, from, 'split_topic');
  }

  #moveOne(post: Post, to: Topic): void {
    const from = post.topic;
    if (post.number === 1) {
      const { by, createdAt: at, raw } = post;
      const copy = newPost(to, by, { id: this.posts.size + 21, at, raw, cooked: this.#cook(raw) });
      to.posts.push(copy);
      this.posts.set(copy.id, copy);
      this.#events.tell({ type: 'post', name: 'post_created', post: copy });
      return;
    }
    from.posts[from.posts.indexOf(post)] = { ...post, deletedAt: this.clock() };
    post.topic = to;
    post.number = to.posts.length + 1;
    to.posts.push(post);
    this.#events.tell({ type: 'post', name: 'post_edited', post });
  }

  /** Moves all posts of a topic to another, as staff does: what is left says so, and is closed (`PostMover`). */
  mergeTopic(user: User, from: Topic, to: Topic): void {
    if (!user.isStaff) throw invalidAccess();
    const posts = this.visiblePosts(from).filter(({ type }) => type === 1);
    this.move(user, posts, to);
    this.setStatus(user, from, { status: 'closed', isEnabled: true });
  }

  /** Makes what is drafted, or puts it into the queue of what awaits approval. */
  create(user: User, wanted: Draft): Post | Pending {
    const draft = { ...wanted, raw: keptBody(wanted.raw) };
    const topic = draft.topicId === undefined ? undefined : this.topics.get(draft.topicId);
    const category = draft.category === undefined ? undefined : this.categories.get(draft.category);
    const isPrivateMessage = draft.recipients !== undefined || topic?.recipients !== undefined;
    checkDraft(this, user, { draft, topic, category });
    const wantsApproval = user.needsApproval || (category ?? topic?.category)?.needsApproval === true;
    if (wantsApproval && !user.isStaff && !isPrivateMessage) {
      // Of a topic's external id nothing is kept (`NewPostManager#enqueue`).
      const kept = { ...draft, externalId: undefined };
      const pending = { id: this.#nextPending, by: user, draft: kept, at: this.clock() };
      this.#nextPending += 1;
      this.pending.push(pending);
      return pending;
    }
    return this.#make(user, draft, topic, category);
  }

  /** Lets a queued draft through. */
  approve(id: number): Post {
    const at = this.pending.findIndex((pending) => pending.id === id);
    const pending = this.pending[at];
    if (pending === undefined) throw notFound();
    this.pending.splice(at, 1);
    const { draft } = pending;
    const topic = draft.topicId === undefined ? undefined : this.topics.get(draft.topicId);
    const category = draft.category === undefined ? undefined : this.categories.get(draft.category);
    return this.#make(pending.by, draft, topic, category);
  }

  /** Keeps a queued draft from being seen, for good (`ReviewableQueuedPost#perform_reject_post`). */
  turnDown(id: number): void {
    const at = this.pending.findIndex((pending) => pending.id === id);
    if (at < 0) throw notFound();
    this.pending.splice(at, 1);
  }

  isNewVersion(user: User, post: Post, raw: string, reason?: string): boolean {
    return isNewVersion(this.clock(), user, post, { raw, reason });
  }

  edit(user: User, post: Post, raw: string, options: EditOptions = {}): Post {
    return edit(this.#parts, user, post, { raw, ...options });
  }

  /** Deletes a post; one that a member takes back says so for a day before it is gone. */
  remove(user: User, post: Post): void {
    remove(this.#parts, user, post);
  }

  /** Deletes what was taken back a day ago. */
  settle(): void {
    settle(this.posts.values(), this.clock());
  }

  like(user: User, post: Post): void {
    if (!mayLike(user, post)) throw invalidAccess();
    if (post.likes.has(user))
      throw new Refusal(403, { errors: ['You already did that.'], error_type: 'invalid_access' });
    post.likes.add(user);
    this.#bell.ring(post.by.username, 'liked', post, user);
  }

  unlike(user: User, post: Post): void {
    if (!post.likes.delete(user)) throw notFound();
  }

  retitle(
    user: User,
    topic: Topic,
    change: {
      title?: string | undefined;
      category?: number | undefined;
      tags?: readonly string[] | undefined;
    },
  ): void {
    const isTheirs = topic.by === user && !topic.isArchived && !user.isSilenced;
    if (!isTheirs && !user.isStaff) throw invalidAccess();
    const title = change.title === undefined ? undefined : keptTitle(change.title);
    const faults = [
      ...(title === undefined ? [] : titleFaults(title, topic.recipients !== undefined)),
      ...(change.tags === undefined ? [] : tagFaults(change.tags)),
    ];
    if (title !== undefined && title !== topic.title && this.hasTitle(title))
      faults.push('Title has already been used');
    if (faults.length > 0) throw invalid(faults);
    if (change.category !== undefined) {
      const category = this.categories.get(change.category);
      if (category === undefined) throw notFound();
      topic.category = category;
    }
    if (title !== undefined && title !== topic.title) {
      topic.title = title;
      topic.slug = slugOf(title);
      this.#happened(topic, user, 'edit', title);
    }
    if (change.tags !== undefined) topic.tags = [...change.tags];
    this.#events.tell({ type: 'topic', name: 'topic_edited', topic });
  }

  setStatus(
    user: User,
    topic: Topic,
    change: { status: string; isEnabled: boolean; until?: Date | undefined },
  ): void {
    if (!user.isStaff) throw invalidAccess();
    const { status, isEnabled } = change;
    const isClosing = status === 'closed' || status === 'autoclosed';
    if (isClosing && topic.isClosed !== isEnabled)
      this.#smallAction(user, topic, isEnabled ? 'closed' : 'opened');
    applyStatus(topic, change, this.clock());
    const name = status.startsWith('pinned') ? 'pinned' : status === 'visible' ? 'visible' : 'closed';
    this.#events.tell({ type: 'topic', name: `topic_${name}_status_updated`, topic });
  }

  byExternalId(id: string): Topic | undefined {
    return [...this.topics.values()].find((topic) => topic.externalId === id);
  }

  /** Tells the transcript that something went wrong. */
  failed(who: string, text: string): void {
    this.#happenings.tell({
      at: this.clock(),
      platform: 'discourse',
      place: 'discourse',
      who,
      kind: 'error',
      text,
    });
  }

  #cook(raw: string): Cooked {
    const { html, rest } = takeEvent(this.events, raw);
    const cooked = cook(rest, this.base, (name) => this.users.has(name.toLowerCase()));
    return html === '' ? cooked : { ...cooked, html: html + cooked.html };
  }

  /** Whether a public topic has that title already. */
  hasTitle(title: string): boolean {
    const wanted = keptTitle(title).toLowerCase();
    return [...this.topics.values()].some(
      (topic) =>
        topic.recipients === undefined &&
        topic.deletedAt === undefined &&
        topic.title.toLowerCase() === wanted,
    );
  }

  #make(user: User, draft: Draft, existing: Topic | undefined, category: Category | undefined): Post {
    const at = this.clock();
    const topic = existing ?? this.#open(user, draft, category);
    const post = this.#append(user, topic, draft.raw, draft.replyTo);
    topic.bumpedAt = at;
    const kind = topic.recipients !== undefined ? 'dm' : existing === undefined ? 'topic' : 'post';
    this.#happened(topic, user, kind, shown(draft.raw));
    if (existing === undefined) this.#events.tell({ type: 'topic', name: 'topic_created', topic });
    this.#events.tell({ type: 'post', name: 'post_created', post });
    return post;
  }

  #open(user: User, draft: Draft, category: Category | undefined): Topic {
    const names = draft.recipients;
    const recipients = names && [
      user,
      ...names.map((name) => this.user(name)).filter((other) => other !== user),
    ];
    const uncategorized = this.categories.get(1);
    const topic = newTopic(user, draft, {
      id: this.topics.size + 11,
      at: this.clock(),
      category: category ?? uncategorized,
      recipients,
    });
    this.topics.set(topic.id, topic);
    return topic;
  }

  #append(user: User, topic: Topic, raw: string, replyTo: number | undefined): Post {
    const cooked = this.#cook(raw);
    const answered = topic.posts.find((other) => other.number === replyTo);
    const post = newPost(topic, user, {
      id: this.posts.size + 21,
      at: this.clock(),
      raw,
      cooked,
      replyTo: answered?.number,
    });
    topic.posts.push(post);
    this.posts.set(post.id, post);
    for (const name of cooked.mentions) this.#bell.ring(name, 'mentioned', post, user);
    for (const quote of cooked.quotes) this.#bell.ring(quote.username, 'quoted', post, user);
    if (topic.recipients !== undefined)
      for (const other of topic.recipients) this.#bell.ring(other.username, 'private_message', post, user);
    const answeredUser = answered?.by ?? (post.number > 1 ? topic.by : undefined);
    if (answeredUser !== undefined && topic.recipients === undefined)
      this.#bell.ring(answeredUser.username, 'replied', post, user);
    return post;
  }

  #smallAction(user: User, topic: Topic, code: string): void {
    const post = newPost(topic, user, { id: this.posts.size + 21, at: this.clock(), action: code });
    topic.posts.push(post);
    this.posts.set(post.id, post);
    this.#happened(topic, user, 'edit', code);
  }

  #happened(topic: Topic, by: User, kind: Happening['kind'], text: string): void {
    const place = `discourse: ${topic.title}`;
    this.#happenings.tell({ at: this.clock(), platform: 'discourse', place, who: by.username, kind, text });
  }
}

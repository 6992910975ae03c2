// The forum itself: who may see and do what, and what follows from it (notifications, events, the transcript).
import { Bell } from './bell.ts';
import { type Cooked, cook } from './cook.ts';
import { checkDraft } from './draft-check.ts';
import { Listeners } from './listeners.ts';
import { applyStatus, newPost, newTopic } from './making.ts';
import {
  type Category,
  type Draft,
  type ForumEvent,
  type Happening,
  invalid,
  invalidAccess,
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
import { bodyFaults, slugOf, tagFaults, titleFaults } from './rules.ts';

/** The forum's memory and its rules. All times come from `clock`; rate limits stand before it, in the routes. */
export class Forum {
  readonly users = new Map<string, User>();
  readonly categories = new Map<number, Category>();
  readonly topics = new Map<number, Topic>();
  readonly posts = new Map<number, Post>();
  readonly uploads = new Map<string, Upload>();
  readonly #bell = new Bell(this);
  readonly pending: Pending[] = [];
  readonly clock: () => Date;
  readonly base: string;
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
    };
    this.categories.set(1, { id: 1, ...uncategorized });
  }

  /** Everything that anybody was told. */
  get notifications(): readonly Notification[] {
    return this.#bell.notifications;
  }

  onHappening(listener: (happening: Happening) => void): () => void {
    return this.#happenings.add(listener);
  }

  onEvent(listener: (event: ForumEvent) => void): void {
    this.#events.add(listener);
  }

  addUser(username: string, options: { staff?: boolean; needsApproval?: boolean; name?: string } = {}): User {
    const known = this.users.get(username.toLowerCase());
    const user = known ?? {
      id: this.users.size + 1,
      username,
      name: options.name ?? username,
      isStaff: false,
      needsApproval: false,
    };
    user.isStaff = options.staff ?? user.isStaff;
    user.needsApproval = options.needsApproval ?? user.needsApproval;
    this.users.set(username.toLowerCase(), user);
    return user;
  }

  addCategory(name: string, options: { private?: boolean; needsApproval?: boolean } = {}): Category {
    const id = this.categories.size + 5;
    const category = {
      id,
      name,
      slug: slugOf(name),
      isPrivate: options.private ?? false,
      needsApproval: options.needsApproval ?? false,
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
    if (topic.deletedAt !== undefined && !user.isStaff) return false;
    if (topic.recipients !== undefined) return topic.recipients.includes(user) || topic.by === user;
    return !topic.category?.isPrivate || user.isStaff;
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
    return post;
  }

  visiblePosts(topic: Topic): Post[] {
    return topic.posts.filter((post) => post.deletedAt === undefined);
  }

  /** Makes what is drafted, or puts it into the queue of what awaits approval. */
  create(user: User, draft: Draft): Post | Pending {
    const topic = draft.topicId === undefined ? undefined : this.topics.get(draft.topicId);
    const category = draft.category === undefined ? undefined : this.categories.get(draft.category);
    const isPrivateMessage = draft.recipients !== undefined || topic?.recipients !== undefined;
    checkDraft(this, user, { draft, topic, category });
    const wantsApproval = user.needsApproval || (category ?? topic?.category)?.needsApproval === true;
    if (wantsApproval && !user.isStaff && !isPrivateMessage) {
      const pending = { id: this.#nextPending, by: user, draft, at: this.clock() };
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

  edit(
    user: User,
    post: Post,
    raw: string,
    options: { reason?: string | undefined; keepsBump?: boolean } = {},
  ): Post {
    if (post.by !== user && !user.isStaff) throw invalidAccess();
    const faults = bodyFaults(raw, post.topic.recipients !== undefined);
    if (faults.length > 0) throw invalid(faults);
    if (raw === post.raw) return post;
    const before = this.#cook(post.raw);
    const cooked = this.#cook(raw);
    post.raw = raw;
    post.cooked = cooked.html;
    post.quoteCount = cooked.quotes.length;
    post.version += 1;
    post.updatedAt = this.clock();
    post.editReason = options.reason;
    const isLast = this.visiblePosts(post.topic).at(-1) === post;
    if (isLast && options.keepsBump !== true) post.topic.bumpedAt = this.clock();
    const known = new Set(before.mentions);
    for (const name of cooked.mentions) if (!known.has(name)) this.#bell.ring(name, 'mentioned', post, user);
    if (post.by !== user) this.#bell.ring(post.by.username, 'edited', post, user);
    this.#happened(post.topic, user, 'edit', shown(raw));
    this.#events.tell({ type: 'post', name: 'post_edited', post });
    return post;
  }

  remove(user: User, post: Post): void {
    if (post.by !== user && !user.isStaff) throw invalidAccess();
    if (post.number === 1) {
      if (!user.isStaff && this.visiblePosts(post.topic).length > 1) throw invalidAccess();
      post.topic.deletedAt = this.clock();
    }
    post.deletedAt = this.clock();
    this.#happened(post.topic, user, 'delete', shown(post.raw));
    this.#events.tell({ type: 'post', name: 'post_destroyed', post });
    if (post.number === 1) this.#events.tell({ type: 'topic', name: 'topic_destroyed', topic: post.topic });
  }

  like(user: User, post: Post): void {
    if (post.by === user) throw invalidAccess();
    if (post.likes.has(user.username))
      throw new Refusal(403, { errors: ['You already did that.'], error_type: 'invalid_access' });
    post.likes.add(user.username);
    this.#bell.ring(post.by.username, 'liked', post, user);
  }

  unlike(user: User, post: Post): void {
    if (!post.likes.delete(user.username)) throw notFound();
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
    if (topic.by !== user && !user.isStaff) throw invalidAccess();
    const title = change.title?.trim();
    const faults = [
      ...(title === undefined ? [] : titleFaults(title)),
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
    return cook(raw, this.base, (name) => this.users.has(name.toLowerCase()));
  }

  /** Whether a public topic has that title already. */
  hasTitle(title: string): boolean {
    const wanted = title.trim().toLowerCase();
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

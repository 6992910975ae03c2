// Whose words an edited post has: who edits another's post, or gives it another owner, leaves a revision under their own name.
import { BoundedMap } from '../../core/bounded-map.ts';
import type { Log } from '../../core/log.ts';
import type { Editor } from '../../core/platform.ts';
import type { Api } from './api.ts';
import { isBy } from './posts.ts';
import { DiscourseError } from './refusal.ts';
import type { Post, Revision } from './shapes.ts';

/** Posts of which it is remembered whose words they have. */
const mostRemembered = 2_000;
/** So many revisions that change no words are passed over. */
const mostLooks = 5;
/** A key that may not read revisions is tried again so often, since somebody may have mended it. */
const retryMilliseconds = 30 * 60_000;

/** Knows whose words edited posts have. */
export type Edits = ReturnType<typeof edits>;

/** Builds what knows it; what it has learnt of a version it does not ask again. */
export function edits(how: { readonly api: Pick<Api, 'revision'>; readonly log: Log; now(): Date }) {
  const { api, log, now } = how;
  const known = new BoundedMap<number, { readonly version: number; readonly whose: Editor }>(mostRemembered);
  let refusedAt: Date | undefined;

  return {
    /**
     * Who wrote, or saved, last what a post says; anybody where nobody can tell. An edit within minutes by whoever wrote last
     * makes no revision, one by anybody else always does (`PostRevisor#should_create_new_version?`).
     */
    async lastEditor(post: Post) {
      if (post.version <= 1) return 'author';
      const last = known.get(post.id);
      if (last?.version === post.version) return last.whose;
      if (post.can_view_edit_history === false) return 'anybody';
      if (refusedAt && now().getTime() - refusedAt.getTime() < retryMilliseconds) return 'anybody';
      try {
        const latest = await api.revision(post.id, 'latest');
        const whose = await savedBy(post, latest);
        refusedAt = undefined;
        // Whoever made a version may put words into it for some minutes: without words by another it is not settled.
        if (whose !== 'author' || isBy(latest, post.username) || latest.username === 'system')
          known.set(post.id, { version: post.version, whose });
        return whose;
      } catch (error) {
        if (!(error instanceof DiscourseError) || !error.isPermanent || error.isForAll) throw error;
        if (error.status === 403) refuse();
        if (error.status !== 404) return 'anybody';
        // A forum that keeps no revisions, or shows none: what everybody may edit is nobody's.
        const whose = post.wiki === true ? 'anybody' : 'author';
        known.set(post.id, { version: post.version, whose });
        return whose;
      }
    },
  };

  function refuse(): void {
    if (!refusedAt) {
      log.warn(
        {},
        'Who edited a post cannot be read, so edited posts are left alone: give the API key the scope `revisions: read`, or a key without scopes',
      );
    }
    refusedAt = now();
  }

  async function savedBy(post: Post, latest: Revision): Promise<Editor> {
    // Only who may edit what others wrote edits what is no wiki; whose a post was made is another matter.
    let isByStaff = post.wiki !== true;
    let revision = latest;
    for (let looks = 1; !isBy(revision, post.username); looks += 1) {
      if (revision.user_changes !== undefined || revision.wiki_changes !== undefined) isByStaff = false;
      if (!isWordless(revision)) return isByStaff ? 'staff' : 'anybody';
      // The first revision follows what the author had written.
      if (revision.previous_revision === undefined) return 'author';
      if (looks === mostLooks) return 'anybody';
      revision = await api.revision(post.id, revision.previous_revision);
    }
    return 'author';
  }
}

/**
 * Whether a revision put no words into anybody's mouth: it changed the title, the category or the wiki mark, or the forum
 * itself made it, as where it keeps a copy of a picture.
 */
function isWordless({ username, body_changes: body, user_changes: owner }: Revision): boolean {
  if (owner !== undefined) return false;
  return (
    username === 'system' || (body !== undefined && !/diff-(?:ins|del)/u.test(body.side_by_side_markdown))
  );
}

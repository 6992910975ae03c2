// Where users are whose names are theirs no longer, asked by what stays: the number of a user, the id of a post.
import { insteadIf } from '../../core/errors.ts';
import { accountOf, authorOf } from './accounts.ts';
import type { Api } from './api.ts';
import { isGone, isUnserved } from './refusal.ts';

/** Answers what somebody is called now. */
export type Whereabouts = ReturnType<typeof whereaboutsOn>;

/**
 * Builds the answers. Only a key without granular scopes may ask for a user by number; with any other, who is not called so any
 * more counts as gone.
 */
export function whereaboutsOn(forum: Pick<Api, 'user' | 'usersByIds' | 'postAnywhere'>) {
  return {
    /** The user with a number, who was called so; undefined when they are gone. */
    async of({ id, name }: { readonly id: number; readonly name: string }) {
      const called = await forum.user(name).catch(insteadIf(isGone, undefined));
      if (called?.id === id) return accountOf(called);
      const found = await forum.usersByIds([id]).catch(insteadIf(isUnserved, []));
      const there = found.find((one) => one.id === id);
      return there && accountOf(there);
    },
    /** Whose a post is; undefined when it is not there. */
    async author(postId: string) {
      const post = await forum.postAnywhere(postId).catch(insteadIf(isUnserved, undefined));
      return post && authorOf(post);
    },
  };
}

// What GraphQL's objects have in common: addresses of pages, actors and labels.
import type { Actor, Label, Repository, Team } from './model.ts';

/** Where the pages of what is served here would be. */
export const site = 'https://github.com';

/** A repository's page. */
export const urlOf = (repository: Repository) => `${site}/${repository.owner}/${repository.name}`;

/** An actor; nothing for a deleted account. */
export function actorNode(actor: Actor | Team | undefined) {
  if (actor === undefined || (actor.kind !== 'Team' && actor.login === 'ghost')) return null;
  if (actor.kind === 'Team')
    return {
      __typename: 'Team',
      id: `T_${actor.slug}`,
      slug: actor.slug,
      name: actor.name,
      combinedSlug: `org/${actor.slug}`,
      url: `${site}/orgs/org/teams/${actor.slug}`,
    };
  return {
    __typename: actor.kind,
    id: `U_${actor.login}`,
    login: actor.login,
    name: actor.login,
    url: `${site}/${actor.kind === 'Bot' ? 'apps/' : ''}${actor.login}`,
    avatarUrl: `https://avatars.githubusercontent.com/${actor.login}`,
    resourcePath: `/${actor.login}`,
    email: '',
  };
}

/** A label. */
export function labelNode(label: Label, repository: Repository) {
  return {
    __typename: 'Label',
    id: `LA_${label.name}`,
    name: label.name,
    color: label.color,
    description: null,
    isDefault: false,
    url: `${urlOf(repository)}/labels/${encodeURIComponent(label.name)}`,
  };
}

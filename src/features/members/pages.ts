// Members on the web: those who agreed to be shown, by name.
import type { GroupFacts } from '../../core/directory.ts';
import { type Document, doc, heading, type Inline, link, list, p } from '../../core/document.ts';
import type { GitHubSite } from '../../core/github/site.ts';
import type { FeaturePages } from '../../core/page.ts';
import type { Member, MemberKind } from './membership-facts.ts';

/** What the page is made with. */
interface MemberPagesDeps {
  all(groupId: number): Promise<readonly Member[]>;
  /** Where people find GitHub. */
  readonly site: Pick<GitHubSite, 'profile'>;
}

const titles: Readonly<Record<MemberKind, string>> = {
  voting: 'Members',
  observer: 'Observers',
  alumni: 'Alumni',
};

/** Offers `/members`. */
export function memberPages({ all, site }: MemberPagesDeps): FeaturePages {
  const shown = async (group: GroupFacts) => (await all(group.id)).filter(({ isShown }) => isShown);
  return {
    name: 'members',
    title: 'Members',
    async find({ path, group }) {
      if (path !== '') return undefined;
      const found = await shown(group);
      return { title: 'Members', document: async () => membersPage(found, site) };
    },
  };
}

function membersPage(shown: readonly Member[], site: MemberPagesDeps['site']): Document {
  const line = ({ person, tags, github, isGithubConfirmed }: Member): Inline[] => [
    person.name,
    ...(tags.length > 0 ? [` · ${tags.join(', ')}`] : []),
    ...(github !== undefined && isGithubConfirmed
      ? [' · ', link(site.profile(github), `${github} on GitHub`)]
      : []),
  ];
  const kinds: readonly MemberKind[] = ['voting', 'observer', 'alumni'];
  return doc(
    shown.length === 0 &&
      p('Nobody has asked to be shown here. Members who would like to be tell an organiser.'),
    kinds.flatMap((kind) => {
      const those = shown.filter((member) => member.kind === kind);
      return those.length === 0 ? [] : [heading(2, titles[kind]), list(...those.map(line))];
    }),
    p('Shown are those who agreed to it.'),
  );
}

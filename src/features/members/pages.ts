// Members on the web: those who agreed to be shown, by name.
import type { GroupFacts } from '../../core/directory.ts';
import { type Document, doc, heading, type Inline, link, list, p } from '../../core/document.ts';
import type { FeaturePages } from '../../core/page.ts';
import type { Member, MemberKind } from './membership-facts.ts';

/** What the page is made with. */
interface MemberPagesDeps {
  all(groupId: number): Promise<readonly Member[]>;
}

const titles: Readonly<Record<MemberKind, string>> = {
  voting: 'Members',
  observer: 'Observers',
  alumni: 'Alumni',
};

/** Offers `/members`. */
export function memberPages({ all }: MemberPagesDeps): FeaturePages {
  const shown = async (group: GroupFacts) => (await all(group.id)).filter(({ isShown }) => isShown);
  return {
    name: 'members',
    title: 'Members',
    async find({ path, group }) {
      if (path !== '') return undefined;
      const found = await shown(group);
      return { title: 'Members', document: async () => membersPage(found) };
    },
  };
}

function membersPage(shown: readonly Member[]): Document {
  const line = ({ person, tags, github, isGithubConfirmed }: Member): Inline[] => [
    person.name,
    ...(tags.length > 0 ? [` · ${tags.join(', ')}`] : []),
    ...(github !== undefined && isGithubConfirmed
      ? [' · ', link(`https://github.com/${encodeURIComponent(github)}`, `${github} on GitHub`)]
      : []),
  ];
  const kinds: readonly MemberKind[] = ['voting', 'observer', 'alumni'];
  return doc(
    shown.length === 0
      ? p('Nobody has asked to be shown here. Members who would like to be tell an organiser.')
      : undefined,
    kinds.flatMap((kind) => {
      const those = shown.filter((member) => member.kind === kind);
      return those.length === 0 ? [] : [heading(2, titles[kind]), list(...those.map(line))];
    }),
    p('Shown are those who agreed to it.'),
  );
}

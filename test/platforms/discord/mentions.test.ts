// Mentions in what people type become names: of whom and what they are known to be, and of nothing else.
import { expect, test } from 'vitest';
import { named } from '../../../src/platforms/discord/mentions.ts';

const names = {
  person: async (id: string) =>
    ({ '1': 'Prague', '2': 'snake_case', '3': '[x](https://evil.example) **b**', '4': '`' })[id],
  channel: (id: string) => ({ '5': 'general' })[id],
  role: (id: string) => ({ '6': 'Editors' })[id],
};

test.each([
  ['Ask <@1>, <@!1> or <@2>.', 'Ask @Prague, @Prague or @snake_case.'],
  ['In <#5>, not in <#55>', 'In #general, not in #channel'],
  ['<@&6> and <@&66>', '@Editors and @role'],
  ['<@999> and <@4>', '@somebody and @somebody'],
  // A name is anybody's own words.
  ['<@3>', '@x(https://evil.example) b'],
  ['<:wave:123> <a:spin:4> </ama ask:77>', ':wave: :spin: /ama ask'],
  // Code and what is marked as words stay as they are.
  ['`<@1>` ``<#5> ` `` <@1>', '`<@1>` ``<#5> ` `` @Prague'],
  ['```py\nprint("<@1>")\n```\n<@1>', '```py\nprint("<@1>")\n```\n@Prague'],
  [String.raw`\<@1> < @1> <@> <#x> <t:1795194000:F>`, String.raw`\<@1> < @1> <@> <#x> <t:1795194000:F>`],
  ['a ` b <@1>', 'a ` b @Prague'],
  ['', ''],
])('%j is %j', async (typed, said) => {
  expect(await named(typed, names)).toBe(said);
});

test('of many people who are mentioned the first twenty are asked for', async () => {
  const asked: string[] = [];
  const person = async (id: string) => {
    asked.push(id);
    return `p${id}`;
  };
  const typed = Array.from({ length: 40 }, (_, i) => `<@${i}>`).join(' ');
  const said = await named(`${typed} ${typed}`, { ...names, person });
  expect(asked).toHaveLength(20);
  expect(said).toContain('@p19 @somebody');
});

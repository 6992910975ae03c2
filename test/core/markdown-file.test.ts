// Documents as Markdown for files: what was hidden stays folded, and front matter is YAML that its readers take.
import { describe, expect, test } from 'vitest';
import { doc } from '../../src/core/document.ts';
import { markdownFile, quotedYaml } from '../../src/core/markdown/file.ts';
import { formatted } from '../../src/core/markdown.ts';

describe('Markdown files', () => {
  test('hidden code is folded, also in a list', () => {
    const file = markdownFile(doc(...formatted('||\n```py\nsecret = 1\n```\n||\n\n```py\nopen = 1\n```')));
    expect(file).toBe(
      '<details><summary>Spoiler</summary>\n\n```py\nsecret = 1\n```\n\n</details>\n\n```py\nopen = 1\n```',
    );
    const hidden = { type: 'code', lang: 'py', value: 'x', data: { isHidden: true } } as const;
    const item = { type: 'listItem', children: [hidden] } as const;
    expect(
      markdownFile({
        type: 'root',
        children: [{ type: 'list', children: [{ ...item, children: [hidden] }] }],
      }),
    ).toBe('- <details><summary>Spoiler</summary>\n\n  ```py\n  x\n  ```\n\n  </details>');
  });

  test.each([
    ['Yes: no # - [x] *a !tag', '"Yes: no # - [x] *a !tag"'],
    ['"q" \'it\' \\n', '"\\"q\\" \'it\' \\\\n"'],
    ['a\u007f\u0085b\ufffe\u2028---\nc', '"a b --- c"'],
  ])('front matter quotes %j', (text, expected) => {
    expect(quotedYaml(text)).toBe(expected);
  });
});

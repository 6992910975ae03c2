// What people of a documentation group copy out of texts: it must come out as it went in, on every platform.

/** Names, types, addresses and options as they stand in running text. */
export const copied: readonly string[] = [
  '@dataclass',
  '@app.route',
  '@hereditary',
  '@functools.cache',
  'dict[str, int]',
  'tuple[int, ...]',
  'Callable[[date], quote]',
  'list[date]',
  'x[/quote]',
  'docs@python.org',
  'docs_team+news@here.example.org',
  'https://docs.python.org/3/library/__future__.html#module-x_y',
  'https://en.wikipedia.org/wiki/Python_(language)?a=1&b=[2]',
  'www.example.org/a_b',
  '__init__.py',
  'snake_case_name',
  'std::vector::size',
  '--no-cache-dir',
  'a--b',
  'def f(x: int) -> int',
  '#include',
  '#1234',
  'C#',
  'a < b > c && d',
  '&lt;b&gt;',
  '10:30:45',
  'C:\\Users\\docs',
  '*args, **kwargs',
  '~/.config',
  '$HOME/bin',
  '<T extends U>',
  '||x||',
];

/** Blocks of code that are hard to carry: marks of every dialect, fences, quotes, white space. */
export const blocksOfCode: readonly string[] = [
  '@dataclass\nclass A:\n    x: dict[str, int] = {}',
  'a\n[/quote]\nb',
  '[quote="x"]\n[date=2026-12-01]\n[/quote]',
  '.. code-block:: python\n\n   ``literal`` and `role`',
  'if x:\n\treturn 1  \n\n\n    y = 2',
  '# comment\n- a\n> b\n1. c\n***',
  '<xsl:template match="a:b"> <@1> <#2> <t:1:R> @everyone',
  ':smile: #cat ~~x~~ || y ||',
  '| a | b |\n| - | - |',
  '~~~\ntilde\n~~~',
  '    indented at the start',
  '</code></pre><script>x</script> &lt;',
  '<!-- -->',
  'x',
];

/** Code as documentation groups paste it, by its language: what white space, marks and quotes mean there. */
export const languages: Readonly<Record<string, string>> = {
  Python:
    '@app.route("/<name>")\ndef f(x: dict[str, int], *args, **kwargs) -> str:\n\n    """Says *x*."""\n    return f"{x!r:>10}" if x else r"\\d+\\n"  # ~~no~~',
  YAML: 'on:\n  push: {branches: ["main", "v*"]}\nenv: &env\n  A: |\n    one\n\n      two\n  B: *env\n---\n- "@docs/team"  # @everyone',
  shell:
    '#!/bin/sh\nset -eu\n[ -n "$1" ] && echo "$1" | sed \'s/\\(a\\)*/\\1/g\' >> ~/log || exit 1\ncat <<EOF\n\t$HOME `date` $(id) \\\n\n> EOF\nEOF',
  'a diff':
    '--- a/docs/index.rst\n+++ b/docs/index.rst\n@@ -1,4 +1,4 @@ class A:\n \n-* old_name\n+* new_name\n \\ No newline at end of file',
  reStructuredText:
    '=====\nTitle\n=====\n\n.. code-block:: python\n   :linenos:\n\n   print(1)\n\nSee ``x`` and :ref:`a <b>`__, |name|_, *a*\\ s.\n\n| a\n|  b',
  'a Makefile':
    '.PHONY: html\nSRC := $(wildcard *.rst)\nhtml: $(SRC)\n\t@echo "$$HOME" $< $@\n\t-$(MAKE) -C $* \\\n\t\t$(if $^,a,b)',
  'regular expressions':
    '^(?:\\[x\\]|\\*{1,2}|_+)(?<a>[^`~|<>&]*?)\\\\(?=\\s|$)\n/(https?:\\/\\/[\\w.-]+)(?!#\\d)/gu',
  'Windows paths':
    'C:\\Users\\docs\\_build\\*.html\n\\\\server\\share$\\<name>\ncd "%USERPROFILE%\\.docs" & dir ^| more',
  'Markdown in Markdown':
    '# Title\n\n```py\n@x\n```\n\n> - [ ] *a*\n>   ~~~\n>   b\n>   ~~~\n\n| a | b |\n| - | - |\n\n[r]: <https://e.org/_x_> "t"',
  JSON: '{\n  "name": "@docs/guide",\n  "a": ["*.md", "<a>", "&lt;", "\\\\d\\u0041\\n"],\n  "b": {"c": -1.5e3, "d": null}\n}',
};

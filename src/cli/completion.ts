// `docent completion bash`: a script for the shell that completes commands, without asking any bot.
import { UserError } from '../core/errors.ts';

const shells = ['bash', 'zsh', 'fish'] as const;

/** The script for a shell, from the names of all commands. Throws `UserError` for another shell. */
export function completionScript(shell: string, names: readonly string[]): string {
  const known = shells.find((one) => one === shell);
  if (!known) throw new UserError(`There is no completion for "${shell}". There is: ${shells.join(', ')}.`);
  if (known === 'fish') return fish(names);
  const compatible = known === 'zsh' ? 'autoload -U +X bashcompinit && bashcompinit\n' : '';
  return `# docent completion ${known} >> ~/.${known}rc\n${compatible}${bash(names)}`;
}

function bash(names: readonly string[]): string {
  return `_docent() {
  local typed="\${COMP_WORDS[*]:1:COMP_CWORD-1}" word="\${COMP_WORDS[COMP_CWORD]}" name rest next=""
  while IFS= read -r name; do
    if [ -z "$typed" ]; then rest="$name"
    elif [ "\${name#"$typed "}" != "$name" ]; then rest="\${name#"$typed "}"
    else continue; fi
    next="$next \${rest%% *}"
  done <<'COMMANDS'
${names.toSorted().join('\n')}
COMMANDS
  COMPREPLY=($(compgen -W "$next" -- "$word" | sort -u))
}
complete -o default -F _docent docent
`;
}

function fish(names: readonly string[]): string {
  const lines = names.toSorted().map((name) => {
    const words = name.split(' ');
    const last = words.at(-1) ?? '';
    const before = words.slice(0, -1);
    const condition =
      before.length === 0
        ? '__fish_use_subcommand'
        : before.map((word) => `__fish_seen_subcommand_from ${word}`).join('; and ');
    return `complete -c docent -f -n '${condition}' -a '${last}'`;
  });
  const first = [...new Set(names.map((name) => name.split(' ')[0] ?? ''))].toSorted();
  return `# docent completion fish > ~/.config/fish/completions/docent.fish
complete -c docent -f -n '__fish_use_subcommand' -a '${first.join(' ')}'
${[...new Set(lines)].join('\n')}
`;
}

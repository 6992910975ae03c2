// Bots by name: ordinary accounts that GitHub does not call bots, and apps whose commits carry nothing but a name.

/** Logins in lower case, without `[bot]`. */
export const botNames: ReadonlySet<string> = new Set([
  // Python
  'bedevere-app', 'blurb-it', 'cpython-cla-bot', 'miss-islington', 'the-knights-who-say-ni',
  // Kubernetes and other users of prow
  'fejta-bot', 'k8s-ci-robot', 'k8s-infra-cherrypick-robot', 'k8s-triage-robot', 'linux-foundation-easycla', 'openshift-ci',
  'openshift-merge-robot', 'tide',
  // Rust
  'bors', 'craterbot', 'homu', 'rfcbot', 'rust-bors', 'rust-highfive', 'rust-log-analyzer', 'rust-timer', 'rustbot', 'triagebot',
  // mathlib
  'bors-staging', 'leanprover-bot', 'leanprover-community-bot', 'leanprover-community-bot-assistant',
  'leanprover-community-mathlib4-bot', 'mathlib-bors', 'mathlib-merge-conflicts', 'mathlib-nightly-testing',
  'mathlib-splicebot', 'mathlib-triage', 'mathlib4-dependent-issues-bot', 'mathlib4-merge-conflict-bot',
  // DefinitelyTyped
  'dangerbotosaurus', 'dt-bot', 'typescript-automation', 'typescript-bot',
  // documentation and its translations
  'crowdin-bot', 'docs-bot', 'mdn-bot', 'octomerger', 'transifex-integration', 'weblate',
  // updates, merging, checks and what GitHub itself does
  'allcontributors', 'claassistantio', 'codecov', 'codecov-commenter', 'codecov-io', 'copilot-swe-agent', 'dependabot',
  'dependabot-preview', 'dosubot', 'github-actions', 'github-merge-queue', 'github-project-automation', 'google-cla', 'googlebot',
  'greenkeeper', 'imgbot', 'kodiakhq', 'mergify', 'pre-commit-ci', 'pyup-bot', 'renovate', 'sonarcloud', 'sonarqubecloud',
  'web-flow',
  // reviewers that are programs
  'amazon-q-developer', 'chatgpt-codex-connector', 'codiumai-pr-agent', 'coderabbitai', 'copilot', 'copilot-pull-request-reviewer',
  'cubic-dev-ai', 'devin-ai-integration', 'ellipsis-dev', 'gemini-code-assist', 'graphite-app', 'greptile-apps',
  'korbit-ai', 'qodo-merge-pro', 'qodo-code-review', 'sourcery-ai', 'sweep-ai',
]); // biome-ignore format: a list to read

// Which pull requests and issues are meant by their labels.

/** Open ones with at least one label of the first list and all of the second. */
export interface IssueLabels {
  readonly anyOf: readonly string[];
  readonly allOf: readonly string[];
}

/** The same, without any label of the third list, and with drafts or not. */
export interface PullLabels extends IssueLabels {
  readonly noneOf: readonly string[];
  readonly hasDrafts: boolean;
}

/** Whether a pull request is meant. Upper and lower case are alike, as on GitHub. */
export function isAmong(
  pull: { readonly labels: readonly string[]; readonly isDraft: boolean },
  { anyOf, allOf, noneOf, hasDrafts }: PullLabels,
): boolean {
  const labels = new Set(pull.labels.map((label) => label.toLowerCase()));
  const has = (label: string) => labels.has(label.toLowerCase());
  return (
    (anyOf.length === 0 || anyOf.some(has)) &&
    allOf.every(has) &&
    !noneOf.some(has) &&
    (hasDrafts || !pull.isDraft)
  );
}

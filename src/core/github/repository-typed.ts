// Repositories and folders of them as people type them: what is read here is also what is compared with what a group may use.
import { option } from '../command.ts';

/**
 * `owner/name`, several with commas or spaces, or addresses on GitHub, whatever stands behind the name in them. What is no
 * such name is there as it was typed.
 */
export function repositoriesTyped(typed: string): string[] {
  return typed.split(/[\s,]+/u).flatMap((one) => (one === '' ? [] : [namedBy(one)]));
}

/** `owner/name/folder` of what was typed, which may be an address; what is none of these stays as it is. */
export function folderTyped(typed: string): string {
  const bare = typed.trim().replaceAll(/^<|>$/gu, '');
  const path = bare.replace(host, '');
  // Only in an address is a branch named, and are letters encoded.
  const isAddress = path !== bare;
  const folder = isAddress ? path.replace(/^([^/]+\/[^/]+)\/(?:tree|blob)\/[^/]+(?=\/|$)/u, '$1') : path;
  return (isAddress ? decoded(folder) : folder).replaceAll(/^\/+|\/+$/gu, '');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // Nobody's address is encoded so.
    return path;
  }
}

/** The repository in what was typed, and the path in it; undefined for what names none, or goes up or beside it. */
export function folderIn(typed: string) {
  const folder = folderTyped(typed);
  const [owner, name, ...path] = folder.split('/');
  const isNamed = [owner, name].every((part) => /^(?!\.+$)[\w.-]{1,100}$/u.test(part ?? ''));
  const isPath = path.every((part) => /^(?!\.+$)[\p{L}\p{M}\p{N}_.-]{1,100}$/u.test(part));
  return isNamed && isPath ? { folder, repository: `${owner}/${name}`, path } : undefined;
}

/** The option that says in which folder of a repository something is written. */
export function folderOption(description: string) {
  return option.text(description, { repositoriesIn: (typed) => [folderTyped(typed)], max: 200 });
}

/** Where an address begins: nobody's name on GitHub has a dot in it. */
const host = /^(?:https?:\/\/[^/\s,]+\/|(?:[\w-]+\.)+[a-z]{2,}\/(?=[\w.-]+\/[\w.-]))/iu;

/** `https://github.com/x/y/pulls?q=z`, `git@github.com:x/y.git`, `github.com/x/y`, `@x/y` and `<x/y>` all name `x/y`; so they do on another host. */
function namedBy(typed: string): string {
  const bare = typed.replaceAll(/^[<`"'(]+|[>`"')]+$/gu, '');
  const address = /^(?:https?:\/\/|git@|ssh:\/\/git@|(?:[\w-]+\.)+[a-z]{2,}[/:][\w.-]+\/[\w.-])/iu.exec(bare);
  if (!address) return bare.replace(/^@/u, '').replace(/\/+$/u, '');
  const path = bare
    .replace(/^(?:https?:\/\/|(?:ssh:\/\/)?git@)/iu, '')
    .replace(/^[^/:]+(?::\d+(?=\/))?[/:]/u, '')
    .replace(/[?#].*$/u, '');
  const [owner = '', name = ''] = path.split('/').filter((one) => one !== '');
  return name === '' ? bare : `${owner}/${name.replace(/\.git$/u, '')}`;
}

// `/ama export`: all of an AMA as a file, or as a pull request that adds it to a folder.

import { type Command, command, option } from '../../../core/command.ts';
import { code, doc, p, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { checkedFolder } from '../../../core/github/checked-repository.ts';
import { proposedWords } from '../../../core/github/proposed.ts';
import { folderOption } from '../../../core/github/repository-typed.ts';
import { whisper } from '../../../core/reply.ts';
import { type ExportFormat, exported, exportFormats } from '../exporting.ts';
import type { AmaFacts } from '../facts.ts';
import { presentedFacts } from '../presented-facts.ts';
import { folderFile } from '../publications.ts';
import type { AmaLookup } from './lookup.ts';
import { amaOrLast } from './options.ts';

/** Builds the command. */
export function exportCommand(lookup: AmaLookup): Command {
  return command({
    name: 'ama export',
    description: 'Gives you all questions and answers as a file',
    access: 'organiser',
    options: {
      format: option.choice('Markdown if left out', exportFormats),
      frontmatter: option.yesOrNo('Whether Markdown begins with title, date and hosts, for a blog'),
      folder: folderOption('A folder, as owner/name/docs/amas: a pull request adds the Markdown to it'),
      ama: amaOrLast(lookup),
    },
    async confirm(request, { folder, ama: which, format }) {
      if (folder === undefined) return undefined;
      const { ama } = await lookup.meantAfter(request, which);
      const { repository, path, isPrivate } = await toFolder(lookup, ama, folder, format);
      return {
        document: doc(
          p`Shall I open a pull request in ${code(repository)} that adds ${strong(ama.title)} as
              ${code(path)}?`,
          p('Everybody who reads that repository sees it. The summary of the AMA and its page link to it.'),
          // Not everybody can open what is linked there.
          isPrivate &&
            p`${code(repository)} is private on GitHub. Whoever sees a link to it reads its name there, and not
                everybody can open it.`,
        ),
        label: 'Open it',
        values: { ama: String(ama.id) },
      };
    },
    async run(request, { format, frontmatter, folder, ama: which }) {
      const { ama } = await lookup.meantAfter(request, which);
      if (folder !== undefined) {
        const { repository, path } = await toFolder(lookup, ama, folder, format);
        const hasFrontMatter = frontmatter ?? false;
        const opened = await lookup.opened(
          await lookup.store.exportTo(ama, { repository, path, hasFrontMatter }),
        );
        const opening = [
          'I am opening a pull request that adds ',
          strong(ama.title),
          ' to ',
          code(repository),
        ];
        return whisper(proposedWords(opened, opening, 'The summary links to it in a minute.'));
      }
      const summary = await presentedFacts(lookup).summaryFacts(ama);
      const { length } = summary.questions;
      const { name, content } = await exported(summary, format, frontmatter);
      const files = [{ name, content: Buffer.from(content) }];
      const words = length === 1 ? 'one question; it is' : `${length} questions; they are`;
      return whisper(p`${strong(ama.title)} has ${words} in the file.`, { files });
    },
  });
}

/** Where a pull request adds an AMA, once it is closed. Throws when it cannot. */
async function toFolder(lookup: AmaLookup, ama: AmaFacts, folder: string, format: ExportFormat = 'markdown') {
  if (!lookup.findWritable)
    throw new UserError(
      'I have no token with which I could open pull requests. Leave `folder` out, and you get the file.',
    );
  if (format !== 'markdown') throw new UserError('Into a folder goes Markdown; leave `format` out.');
  const file = folderFile(folder, ama);
  if (!file)
    throw new UserError(
      'Give the folder as `owner/name/docs/amas`: a repository, and a path in it without dots.',
    );
  if (ama.state !== 'closed')
    throw new UserError(`"${ama.title}" goes on. Close it first: a pull request shows what stays.`);
  const found = await checkedFolder(file.repository, lookup.findWritable);
  return { ...file, isPrivate: found?.isPrivate === true };
}

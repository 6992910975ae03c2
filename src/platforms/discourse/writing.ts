// What a publication becomes on Discourse: the raw texts of its posts, and a title where it begins a topic.

import type { Content } from '../../core/content.ts';
import { type Block, type Document, doc, type Inline, link, p, plain } from '../../core/document.ts';
import { OutsideError } from '../../core/errors.ts';
import { inTurns } from '../../core/outside/in-turns.ts';
import type { Attachment, Button, LinkButton } from '../../core/reply.ts';
import { shortened } from '../../core/text/shortened.ts';
import type { Api, Upload } from './api.ts';
import { fileWords, render, titleOf, topicTitle } from './render.ts';

/** The texts of a publication, without marks. */
export interface Writing {
  readonly title: string;
  /** One for each post. */
  readonly raws: readonly string[];
  readonly isClosed?: boolean | undefined;
  readonly isPinned?: boolean | undefined;
  readonly replyTo?: number | undefined;
}

/** Writes a publication down; files are uploaded. Throws a permanent `OutsideError` for what Discourse has not. */
export async function writingOf(content: Content, api: Api): Promise<Writing> {
  const rawsOf = async (document: Document, files?: readonly Attachment[]) =>
    withFiles(await inTurns(render(document, api)), await uploaded(files, api));
  switch (content.kind) {
    case 'topic': {
      const { title, document, files, isClosed, isPinned } = content;
      return { title: topicTitle(title), raws: await rawsOf(document, files), isClosed, isPinned };
    }
    case 'thread': {
      const { name, document, buttons, isArchived: isClosed, isPinned } = content;
      const raws = await rawsOf(withLinks(document, buttons));
      return { title: topicTitle(name), raws, isClosed, isPinned };
    }
    case 'post': {
      const { document, files, replyTo } = content;
      return { title: titleFor(document), raws: await rawsOf(document, files), replyTo };
    }
    case 'message': {
      const { summary, document, buttons, pings, files, isPinned } = content;
      const whole = withLinks(doc(summary !== undefined && p(summary), document.children), buttons);
      const called = (pings ?? []).filter(({ platform, id }) => platform === 'discourse' && isUsername(id));
      const raws = await rawsOf(whole, files);
      return {
        title: titleFor(document, summary),
        raws: called.length === 0 ? raws : withEnd(raws, called.map(({ id }) => `@${id}`).join(', ')),
        isPinned,
      };
    }
    default:
      throw new OutsideError(`Discourse has nothing of the kind "${content.kind}".`, { isPermanent: true });
  }
}

function titleFor(document: Document, summary = titleOf(document)): string {
  return topicTitle(summary ?? shortened(plain(document), 80));
}

/** Buttons cannot be pressed on Discourse; those that open an address become links. */
export function withLinks(document: Document, buttons: readonly (Button | LinkButton)[] = []): Document {
  const links = buttons.flatMap((button): Inline[] =>
    'url' in button ? [' · ', link(button.url, button.label)] : [],
  );
  const line: Block[] = links.length === 0 ? [] : [p(...links.slice(1))];
  return doc(document.children, line);
}

function isUsername(id: string): boolean {
  return /^[\p{L}\p{N}_.-]{1,60}$/u.test(id);
}

interface Sent {
  readonly file: Attachment;
  readonly upload: Upload;
}

async function uploaded(files: readonly Attachment[] | undefined, api: Api): Promise<Sent[]> {
  const sent: Sent[] = [];
  for (const file of files ?? []) sent.push({ file, upload: await api.upload(file) });
  return sent;
}

function withFiles(raws: readonly string[], files: readonly Sent[]): readonly string[] {
  return files.length === 0 ? raws : withEnd(raws, files.map(fileLink).join('\n\n'));
}

function withEnd(raws: readonly string[], end: string): readonly string[] {
  return [...raws.slice(0, -1), `${raws.at(-1) ?? ''}\n\n${end}`];
}

function fileLink({ file, upload }: Sent): string {
  const address = upload.short_url ?? upload.url;
  if (!upload.width || !upload.height) return `[${fileWords(file.name)}|attachment](${address})`;
  return `![${fileWords(file.description ?? file.name)}|${upload.width}x${upload.height}](${address})`;
}

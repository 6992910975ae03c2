// Which posts of a topic somebody else made: asked only where it may be so, and marked as what it is.
import { expect, test } from 'vitest';
import { markedShared } from '../../../src/core/command/own-words.ts';
import type { Editor, TopicPost } from '../../../src/core/platform.ts';

const edited: TopicPost = {
  ...{ id: '7', number: 1, version: 1, author: { platform: 'memory', id: 'ann', name: 'ann' } },
  ...{ isStaff: false, isOurs: false, isToBot: false, isEdited: true, raw: '', lines: [], likes: 0 },
  ...{ url: 'https://example.org/7', place: '5', reference: '', createdAt: new Date(0) },
};

/** What becomes of one edited post, and of whom it was asked. */
async function marked(more: Partial<TopicPost>, whose: Editor = 'anybody', isKnown = false) {
  const asked: string[] = [];
  const lastEditor = async (id: string) => {
    asked.push(id);
    return whose;
  };
  const [one] = await markedShared({ posts: [{ ...edited, ...more }], lastEditor }, () => isKnown);
  return { asked: asked.length, isShared: one?.isShared === true, isMended: one?.isMended === true };
}

test('an edited post that somebody else changed last is shared; what staff changed is mended', async () => {
  expect(await marked({}, 'author')).toEqual({ asked: 1, isShared: false, isMended: false });
  expect(await marked({}, 'anybody')).toEqual({ asked: 1, isShared: true, isMended: false });
  expect(await marked({}, 'staff')).toEqual({ asked: 1, isShared: true, isMended: true });
});

test('of a post that was never edited, is ours, or is known as it is, nobody is asked', async () => {
  const nothing = { asked: 0, isShared: false, isMended: false };
  expect(await marked({ isEdited: false })).toEqual(nothing);
  expect(await marked({ isOurs: true })).toEqual(nothing);
  expect(await marked({}, 'anybody', true)).toEqual(nothing);
});

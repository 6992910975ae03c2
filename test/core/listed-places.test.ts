// Which place of a list is meant, of one platform's list and of several.
import { expect, test } from 'vitest';
import { placeCalled, placeChoices } from '../../src/core/listed-places.ts';

const place = (platform: string, id: string, name: string) => ({ platform, id, name });
const forum = [place('forum', '4', 'Documentation'), place('forum', '5', 'Translations')];
const both = [...forum, place('board', '4', 'Documentation'), place('board', '6', '5')];
const titleOf = (name: string) => `The ${name}`;

test.each([
  [forum, '5', 'forum:5'],
  [forum, ' documentation ', 'forum:4'],
  [both, 'board:4', 'board:4'],
  [both, 'FORUM:4', 'forum:4'],
  [both, 'translations', 'forum:5'],
  // An id goes before a name that looks like one.
  [both, '5', 'forum:5'],
])('%#: %s is %s', (listed, typed, expected) => {
  const { platform, id } = placeCalled(listed, typed);
  expect(`${platform}:${id}`).toBe(expected);
});

test('what several places are called is asked, and what none is called lists those that there are', () => {
  expect(() => placeCalled(both, 'Documentation')).toThrow('Write `forum:4` or `board:4`.');
  expect(() => placeCalled(both, '4')).toThrow('Several places');
  expect(() => placeCalled(forum, 'Nowhere')).toThrow('There are: Documentation, Translations.');
  expect(() => placeCalled([], 'Nowhere')).toThrow('none that this group may use');
});

test('choices of several platforms say where they are, and mean one place', () => {
  expect(placeChoices(forum, 'doc', titleOf)).toEqual([{ name: 'Documentation', value: '4' }]);
  const choices = placeChoices(both, 'doc', titleOf);
  expect(choices.map(({ name }) => name)).toEqual(['Documentation (The forum)', 'Documentation (The board)']);
  expect(choices.map(({ value }) => placeCalled(both, value).platform)).toEqual(['forum', 'board']);
});

// Watches in words: one, all of a group, and the topic that a watch's digests go into.

import type { GroupFacts } from '../../../core/directory.ts';
import {
  type Block,
  code,
  type Document,
  doc,
  heading,
  list,
  p,
  strong,
  time,
} from '../../../core/document.ts';
import type { Watch } from '../facts.ts';
import { watchPlaces } from '../publications.ts';
import { scopeWords } from '../scope.ts';

const places = {
  each: ', and complete as a topic of its own on a forum',
  one: ', and complete in one topic that grows on a forum',
  none: '',
} as const;

/** A watch with what was done to it. */
export function watchCard(
  watch: Watch,
  { verb, ...spec }: { verb: string; group: GroupFacts; zone: string; at: Date },
): Document {
  return doc(p(strong(watch.name), ` ${verb}.`), list(...watchLines(watch, spec)));
}

/** All watches of a group. */
export function watchList(
  watches: readonly Watch[],
  spec: { group: GroupFacts; zone: string; at: (watch: Watch) => Date },
): Document {
  if (watches.length === 0)
    return doc(p('Nothing is watched yet. An organiser begins with ', code('/prs watch add'), '.'));
  return doc(
    heading(2, 'Watched'),
    watches.flatMap((watch): Block[] => [
      p(strong(watch.name), ...(watch.isPaused ? [' (paused)'] : [])),
      list(...watchLines(watch, { ...spec, at: spec.at(watch) })),
    ]),
  );
}

/** The title of a digest's topic, or of the one topic that grows. */
export function watchTopicTitle(name: string, localDate?: string): string {
  return localDate === undefined ? `Pull requests: ${name}` : `Pull requests: ${name}, ${localDate}`;
}

/** The first post of a topic that grows. */
export function watchSeries(watch: Watch): Document {
  return doc(
    p(`Here I tell of the open pull requests of ${scopeWords(watch.scope)}: ${watch.schedule}.`),
    p('Each digest is a reply below. Nobody is mentioned in it; answers and questions are welcome.'),
  );
}

function watchLines(watch: Watch, { group, zone, at }: { group: GroupFacts; zone: string; at: Date }) {
  const isSomewhere = watchPlaces(watch, group).length > 0;
  return [
    [scopeWords(watch.scope)],
    [code(watch.schedule), ...(watch.isPaused ? [] : [', next on ', time(at, zone, 'full')])],
    [
      isSomewhere
        ? `It goes out short among messages${places[watch.topics]}.`
        : 'It goes nowhere yet: choose a channel or a category with `/docent setup`.',
    ],
    ...(watch.scope.sections.length > 0 ? [[`Parts: ${watch.scope.sections.join(', ')}`]] : []),
  ];
}

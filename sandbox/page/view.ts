// The whole page as one person sees it at one place, as data for the browser.
import type { Clock } from './clock.ts';
import { type Conversation, conversation } from './conversation.ts';
import { type FormView, formView } from './form-view.ts';
import { htmlOf } from './html.ts';
import { hour, shortly, zoneWords } from './moments.ts';
import { nextStep } from './next-step.ts';
import { placeList, placeOf } from './places.ts';
import { type Playground, readerOf } from './playground.ts';

/** What the browser shows; every `…Html` is safe to put in as it is. */
export interface View {
  readonly as: string;
  readonly clock: ClockView;
  readonly stepHtml: string;
  readonly placesHtml: string;
  readonly conversation: Conversation;
  readonly form: FormView | undefined;
}

/** The clock for somebody; `progress` (0 to 1) is there while it is being moved. */
export interface ClockView {
  readonly words: string;
  readonly zone: string;
  readonly utc: string;
  readonly progress: number | undefined;
  /** Whether the page can move it. */
  readonly isMovable: boolean;
}

/** What somebody sees at a place. Throws `PageError` when there is no such person or they do not see the place. */
export function view(ground: Playground, clock: Clock, { as, at }: { as: string; at: string }): View {
  const reader = readerOf(ground, as);
  const place = placeOf(ground, reader, at);
  const form = reader.discord && ground.discord.people.openForm(reader.name);
  return {
    as: reader.name,
    clock: clockView(ground, clock, reader.zone),
    stepHtml: htmlOf(...nextStep(ground, reader, clock.hasMoved || ground.isLent === true)),
    placesHtml: htmlOf(...placeList(ground, reader, place.key)),
    conversation: conversation(ground, reader, place),
    form: form && formView(form),
  };
}

/** The clock in a zone. */
export function clockView(ground: Playground, clock: Clock, zone: string): ClockView {
  const now = ground.now();
  return {
    words: shortly(now, { zone }),
    zone: zoneWords(zone),
    utc: zone === 'UTC' ? '' : `(${hour(now, { zone: 'UTC' })} UTC)`,
    progress: clock.move?.progress,
    isMovable: ground.isLent !== true,
  };
}

// What the feature wants to have visible: a month's achievements, told once.
import type { Wanted } from '../../core/publication.ts';
import type { Celebrating } from './facts.ts';

/** A month (`2026-12`) told where meetings are announced. */
export function monthWanted(groupId: number, { uid }: Celebrating, month: string): Wanted {
  return {
    groupId,
    about: `celebrations/${month}`,
    key: `celebrations/${uid}/${month}`,
    to: { kind: 'purpose', purpose: 'meetings' },
    view: 'celebrations/month',
    subject: month,
    isOnce: true,
  };
}

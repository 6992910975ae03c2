// What the feature wants to have visible, and where: keys and destinations only, never text.
import { noticeTo, type Wanted, wantedOf } from '../../core/publication.ts';
import type { Call, Partner } from './facts.ts';

type CallId = Pick<Call, 'id' | 'uid' | 'groupId'>;
type PartnerId = Pick<Partner, 'id' | 'uid' | 'groupId'>;

const ofCall = wantedOf('outreach', 'call');
const ofPartner = wantedOf('outreach', 'partner');

/** The key of a call in a partner's place. */
export function callKey(call: Pick<Call, 'uid'>, partner: Pick<Partner, 'uid'>): string {
  return `call/${call.uid}/partner/${partner.uid}`;
}

/** A call in a partner's place. */
export function callWanted(call: CallId, partner: Partner): Wanted[] {
  if (!partner.place) return [];
  const wanted = ofCall(call, 'call', { key: `partner/${partner.uid}`, more: [partner.id] });
  return [{ ...wanted, to: { kind: 'places', places: [partner.place] } }];
}

/** A call to be passed on by hand, told to whoever keeps in touch. */
export function byHandWanted(call: CallId, partner: Partner, personId: number): Wanted {
  return noticeTo(personId, ofCall(call, 'byHand', { key: `by-hand/${partner.uid}`, more: [partner.id] }));
}

/** Told to whoever keeps in touch: the AMA of a call that is passed on by hand was moved, and that it was called off. */
export function changedWanted(call: CallId, partner: Partner, personId: number): Wanted[] {
  return ['moved', 'off'].map((kind) => ({
    ...ofCall(call, 'changed', { key: `changed/${partner.uid}/${kind}`, more: [partner.id, kind] }),
    to: { kind: 'person', personId },
  }));
}

/** To whoever published a call: where it does not stand after a while. */
export function unpostedWanted(call: CallId, personId: number): Wanted {
  return { ...ofCall(call, 'unposted'), to: { kind: 'person', personId } };
}

/** To whoever keeps in touch: a partner's organiser has taken back that calls may be posted. */
export function withdrawnWanted(partner: PartnerId, keeperId: number | undefined, at: Date): Wanted {
  const notice = ofPartner(partner, 'withdrawn', { key: `withdrawn/${at.getTime()}` });
  return keeperId === undefined
    ? { ...notice, to: { kind: 'purpose', purpose: ['organisers', 'moderation'] }, isOnce: true }
    : noticeTo(keeperId, notice);
}

/** The question what came back: one to each who keeps in touch. */
export function followUpWanted(call: CallId, personId: number): Wanted {
  return noticeTo(personId, ofCall(call, 'followUp', { key: `follow-up/${personId}`, more: [personId] }));
}

/** The question to a partner's organiser whether calls may be posted. */
export function askWanted(partner: PartnerId, personId: number, at: Date): Wanted {
  return noticeTo(personId, ofPartner(partner, 'ask', { key: `asked/${at.getTime()}`, more: [personId] }));
}

// What the feature wants to have visible, and where: keys and destinations only, never text.
import { noticeTo, type Wanted } from '../../core/publication.ts';
import type { Call, Partner } from './facts.ts';

type CallId = Pick<Call, 'id' | 'uid' | 'groupId'>;
type PartnerId = Pick<Partner, 'id' | 'uid' | 'groupId'>;

/** The key of a call in a partner's place. */
export function callKey(call: Pick<Call, 'uid'>, partner: Pick<Partner, 'uid'>): string {
  return `call/${call.uid}/partner/${partner.uid}`;
}

/** A call in a partner's place. */
export function callWanted(call: CallId, partner: Partner): Wanted[] {
  if (!partner.place) return [];
  return [
    {
      ...ofCall(call),
      key: callKey(call, partner),
      to: { kind: 'places', places: [partner.place] },
      view: 'outreach/call',
      subject: `${call.id}/${partner.id}`,
    },
  ];
}

/** A call to be passed on by hand, told to whoever keeps in touch. */
export function byHandWanted(call: CallId, partner: Partner, personId: number): Wanted {
  return noticeTo(personId, {
    ...ofCall(call),
    key: `call/${call.uid}/by-hand/${partner.uid}`,
    view: 'outreach/byHand',
    subject: `${call.id}/${partner.id}`,
  });
}

/** Told to whoever keeps in touch: the AMA of a call that is passed on by hand was moved, and that it was called off. */
export function changedWanted(call: CallId, partner: Partner, personId: number): Wanted[] {
  return ['moved', 'off'].map((kind) => ({
    ...ofCall(call),
    to: { kind: 'person', personId },
    key: `call/${call.uid}/changed/${partner.uid}/${kind}`,
    view: 'outreach/changed',
    subject: `${call.id}/${partner.id}/${kind}`,
  }));
}

/** To whoever published a call: where it does not stand after a while. */
export function unpostedWanted(call: CallId, personId: number): Wanted {
  return {
    ...ofCall(call),
    to: { kind: 'person', personId },
    key: `call/${call.uid}/unposted`,
    view: 'outreach/unposted',
    subject: String(call.id),
  };
}

/** To whoever keeps in touch: a partner's organiser has taken back that calls may be posted. */
export function withdrawnWanted(partner: PartnerId, keeperId: number | undefined, at: Date): Wanted {
  const notice = {
    ...ofPartner(partner),
    key: `partner/${partner.uid}/withdrawn/${at.getTime()}`,
    view: 'outreach/withdrawn',
    subject: String(partner.id),
  };
  return keeperId === undefined
    ? { ...notice, to: { kind: 'purpose', purpose: ['organisers', 'moderation'] }, isOnce: true }
    : noticeTo(keeperId, notice);
}

/** The question what came back: one to each who keeps in touch. */
export function followUpWanted(call: CallId, personId: number): Wanted {
  return noticeTo(personId, {
    ...ofCall(call),
    key: `call/${call.uid}/follow-up/${personId}`,
    view: 'outreach/followUp',
    subject: `${call.id}/${personId}`,
  });
}

/** The question to a partner's organiser whether calls may be posted. */
export function askWanted(partner: PartnerId, personId: number, at: Date): Wanted {
  return noticeTo(personId, {
    ...ofPartner(partner),
    key: `partner/${partner.uid}/asked/${at.getTime()}`,
    view: 'outreach/ask',
    subject: `${partner.id}/${personId}`,
  });
}

const ofCall = ({ id, groupId }: CallId) => ({ groupId, about: `call/${id}` });

const ofPartner = ({ id, groupId }: PartnerId) => ({ groupId, about: `partner/${id}` });

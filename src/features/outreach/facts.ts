// What the feature knows of partner communities and of calls to them.
import type { PlaceId } from '../../core/publication.ts';
import type { Facts } from '../../storage/rows.ts';

/** A community that the group keeps in touch with. */
export interface Partner extends Omit<Facts<'partner'>, 'place' | 'createdAt' | 'removedAt'> {
  /** Where calls may be posted once their organiser agreed. */
  readonly place?: PlaceId;
}

/** What is to change of what is noted of a partner; null takes a zone away. */
export type PartnerChange = Partial<Pick<Partner, 'language' | 'contact' | 'ownerId'>> & {
  readonly zone?: string | null;
};

/** The AMA that a call asks to, and when it was to be live as the call was written. */
export interface CalledAma {
  readonly id: number;
  readonly opensAt: Date;
  readonly closesAt: Date;
}

/** A call to partners. */
export interface Call
  extends Omit<Facts<'partnerCall'>, 'translations' | 'amaId' | 'amaOpensAt' | 'amaClosesAt'> {
  /** The text in other languages, by their tags. */
  readonly translations: Readonly<Record<string, string>>;
  readonly ama?: CalledAma;
  readonly told: readonly Told[];
}

/** To whom a call goes, and what came back. */
export type Told = Pick<Facts<'partnerTold'>, 'partnerId' | 'toldAt' | 'answer' | 'answerAt'>;

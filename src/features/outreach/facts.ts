// What the feature knows of partner communities and of calls to them.
import type { PlaceId } from '../../core/publication.ts';

/** A community that the group keeps in touch with. */
export interface Partner {
  readonly id: number;
  readonly uid: string;
  readonly groupId: number;
  readonly name: string;
  /** A language tag in lower case: `en`, `pt-br`. */
  readonly language: string;
  readonly zone?: string;
  readonly contact: string;
  /** Where calls may be posted once their organiser agreed. */
  readonly place?: PlaceId;
  readonly placeName?: string;
  /** By which their organiser agrees in the place itself. */
  readonly code: string;
  /** Their organiser in the group's own space. */
  readonly askedId?: number;
  readonly agreedAt?: Date;
  readonly refusedAt?: Date;
  /** Who keeps in touch. */
  readonly ownerId?: number;
  readonly lastAt?: Date;
}

/** What is noted of a partner and may change. */
export type PartnerWords = Pick<Partner, 'language' | 'zone' | 'contact' | 'ownerId'>;

/** What is to change of it; null takes a zone away. */
export type PartnerChange = Partial<Omit<PartnerWords, 'zone'>> & { readonly zone?: string | null };

/** The AMA that a call asks to, and when it was to be live as the call was written. */
export interface CalledAma {
  readonly id: number;
  readonly opensAt: Date;
  readonly closesAt: Date;
}

/** A call to partners. */
export interface Call {
  readonly id: number;
  readonly uid: string;
  readonly groupId: number;
  readonly title: string;
  readonly text: string;
  /** The text in other languages, by their tags. */
  readonly translations: Readonly<Record<string, string>>;
  readonly ama?: CalledAma;
  readonly createdById?: number;
  readonly createdAt: Date;
  readonly publishedAt?: Date;
  readonly told: readonly Told[];
}

/** To whom a call goes, and what came back. */
export interface Told {
  readonly partnerId: number;
  /** When somebody passed it on by hand. */
  readonly toldAt?: Date;
  readonly answer?: string;
  readonly answerAt?: Date;
}

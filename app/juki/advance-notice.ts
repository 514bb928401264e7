import type { CertificateMover, MovingOutCertificate } from '#app/messages/contracts/moving.ts';
import type { ForeignStatus, Qualifications } from '#app/vocabulary/persons.ts';

/** 転出証明書情報の一人（番号を除く）: what may be seen before the card is shown. */
export interface AdvanceMover extends Pick<CertificateMover, 'name' | 'bornOn' | 'sex' | 'relationship' | 'card'> {
  foreignStatus?: Omit<ForeignStatus, 'cardNumber'>;
  qualifications: Omit<Qualifications, 'basicPensionNumber'>;
}

/** 転入予定者の事前通知（番号を除く） (住民基本台帳法第24条の2第3項): for preparing the visit; the codes come with the card. */
export interface AdvanceNotice extends Omit<MovingOutCertificate, 'movers'> {
  movers: AdvanceMover[];
}

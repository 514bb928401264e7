import type { Facts } from './decision.ts';
import type { AcceptMovingInNotice } from './moving-in-notice.ts';
import { findByCode, movingOutOf, type RegisterSlice, type Resident } from './register.ts';

/** Characters that a broken conversion leaves behind: replacement character, 〓, private use (外字 without a table). */
const GARBLED = /[\uFFFD〓\uE000-\uF8FF]/u;

/**
 * 転入通知情報の取込エラー (標準仕様書 4.1.3.1.2): why a notice cannot be processed by itself, for the error list; an officer
 * corrects it. Undefined = usable.
 */
export function unusable(
  { notice, from }: AcceptMovingInNotice,
  slice: RegisterSlice,
  facts: Facts,
): string | undefined {
  const texts = [notice.householder, ...notice.movers.map((mover) => mover.name), ...Object.values(notice.newAddress)];
  if (notice.toMunicipality !== from) return '送信した市区町村と、通知の転入地が違います。';
  if (texts.some((text) => GARBLED.test(text ?? '')))
    return '通知に文字化けがあります。正しい文字を転入地に確認してください。';
  if (notice.movers.some((mover) => mover.name.trim() === '')) return '通知に氏名のない方がいます。';
  if (notice.newAddress.municipalityCode !== notice.toMunicipality) return '新しい住所が転入地の中ではありません。';
  if (notice.movedInOn > facts.today) return '転入日が今日より後です。';
  const codes = notice.movers.map((mover) => mover.residentRecordCode);
  if (new Set(codes).size < codes.length) return '同じ方が二度書かれています。';
  for (const mover of notice.movers) {
    const resident = findByCode(slice, mover.residentRecordCode);
    if (resident && !isSamePerson(resident, mover)) return '住民票コードの方と、生年月日または性別が合いません。';
    if (resident && notice.movedInOn < earliestMove(resident, notice.movingOutId, slice)) {
      return '転入日が当市区町村の住民となった日より前です。';
    }
  }
  return undefined;
}

function isSamePerson(resident: Resident, mover: AcceptMovingInNotice['notice']['movers'][number]): boolean {
  const sameBirth = resident.bornOn.on && mover.bornOn.on ? resident.bornOn.on === mover.bornOn.on : true;
  return sameBirth && (resident.sex === mover.sex || mover.sex === '0');
}

/** A notice about an earlier 転出 of somebody who has come back is judged by that 転出, not by the new residence. */
function earliestMove(resident: Resident, movingOutId: string | undefined, slice: RegisterSlice): string {
  const movingOut = movingOutOf(slice, resident);
  const isAboutAnother = movingOutId !== undefined && movingOut?.movingOutId !== movingOutId;
  return movingOut && !isAboutAnother ? (resident.becameResidentOn.on ?? '') : '';
}

import { ResidentRecordCode } from '#app/vocabulary/identifiers.ts';
import type { FollowUp } from './decision.ts';
import type { Resident } from './register.ts';

type Work = Extract<FollowUp, { kind: 'work' }>;

/**
 * 引継ぎの要対応事項 (住民記録システム標準仕様書 1.2.1): what one household of a 基本データリスト leaves for an officer. A code that J-LIS cannot be told
 * of stops every act that names it; a 転出 without a destination will remove the person on its day without a word to any town.
 */
export function workOfTakenOver(newest: readonly Resident[]): Work[] {
  const present = newest.filter((resident) => resident.status === 'resident');
  const unusable = present.filter(
    ({ residentRecordCode }) => residentRecordCode && !ResidentRecordCode.safeParse(residentRecordCode).success,
  );
  const leaving = present.filter(({ movingOut }) => movingOut);
  return [
    ...forFirst(
      unusable,
      'codeNotUsable',
      '住民票コードの検査数字が合いません。このままでは住基ネットに通知する異動ができません。移行元の記録とJ-LISで正しいコードを確かめ、住民票コードの職権記載をしてください。',
    ),
    ...forFirst(
      leaving,
      'movingOutTakenOver',
      '移行元で転出届を受けた方です。転出先が基本データリストにないため、転出予定日に通知先のないまま消除されます。届出書を確かめ、転出取消をして転出を登録し直してください。',
    ),
  ];
}

/** One piece of work for the household, under the first of those whom it is about. */
function forFirst([first, ...others]: readonly Resident[], work: Work['work'], text: string): Work[] {
  if (!first) return [];
  const sentence = others.length > 0 ? `同じ世帯のほか${others.length}人も同じです。${text}` : text;
  return [{ kind: 'work', work, sentence, addresseeNumber: first.addresseeNumber }];
}

import type { Alert } from '#app/vocabulary/refusals.ts';

/** アラート (標準仕様書 11.1): possible but remarkable; says what to do, and the act goes on. */
const ALERTS = {
  removedLookAlike: [
    'A01',
    '氏名・生年月日・性別が同じ除票があります。',
    '同じ方なら再転入として処理してください。',
    '住民基本台帳法施行令第8条',
  ],
  movingInLate: [
    'A02',
    '転入から14日を過ぎた届出です。',
    '理由を聞き取ってください。末日が閉庁日のため特例は使えます。',
    '住民基本台帳法第22条、第52条',
  ],
  headLeaves: [
    'A03',
    '世帯主が抜け、二人以上が世帯に残ります。',
    '世帯主変更届を案内してください。届出がなければ世帯主のいない世帯になります。',
    '住民基本台帳法第25条',
  ],
  movingOutLate: [
    'A04',
    '異動日から14日を過ぎた転出の届出です。',
    '職権消除と転出証明書に準ずる証明書の交付を検討してください。',
    '住民基本台帳法第24条',
  ],
  moversDiffer: [
    'A06',
    '転入する方が転出証明書情報と違います。',
    '来ない方について、転出地での転出取消を案内してください。',
    '住民基本台帳法第24条の2',
  ],
  dateDiffers: [
    'A06',
    '転入日が転出予定日と違います。',
    '実際に住み始めた日を聞き取ってください。',
    '住民基本台帳法第22条',
  ],
  addressDiffers: ['A06', '住所が予定と違います。', '届け出られた住所で登録します。', '住民基本台帳法第22条'],
  townDiffers: [
    'A06',
    '転出証明書情報の転入予定地は他の市区町村です。',
    '当市区町村で最初の転入届かを確かめてください。',
    '住民基本台帳法第24条の2第4項',
  ],
  kanaUnconfirmed: [
    'A07',
    '氏名の振り仮名が確認されていません。',
    '本人に確認してください。',
    '住民基本台帳法第7条第1号の2',
  ],
  movedInBeforePlanned: [
    'A08',
    '転入日が転出地の転出予定日より前です。',
    '転入日を確かめてください。転出地の消除日は転入日になります。',
    '住民基本台帳法施行令第13条',
  ],
  permitExpired: [
    'A09',
    '在留期間の満了日を過ぎています。',
    '在留カードを確かめ、更新の申請中かを聞き取ってください。',
    '住民基本台帳法第30条の45',
  ],
  protectionEnding: [
    'A10',
    '支援措置の期間があと1か月以内に終わるか、終わっています。',
    '延長の申出を案内してください。期間が過ぎても制限は続きます。',
    '住民基本台帳事務処理要領第5-10',
  ],
  freshnessUnconfirmed: [
    'A11',
    '転出地に確認できないまま、事前通知で処理します。',
    '後で転出地の回答を確かめてください。',
    '住民基本台帳法第24条の2第3項',
  ],
  domicileWithoutCode: [
    'A12',
    '本籍地の団体コードがないため、戸籍の附票の通知を送れません。',
    '本籍地を確かめて通知してください。',
    '住民基本台帳法第19条第1項',
  ],
  relationshipsDerived: [
    'A13',
    '残る方の続柄を新しい世帯主から付け直します。',
    '付け直した続柄を本人に確認してください。',
    '住民基本台帳法第25条',
  ],
  nameDiffersFromRemoved: [
    'A14',
    '再転入の方です。氏名の字形が除票と違います。',
    '当市区町村の除票の字形で登録します。本人に確認してください。',
    '住民基本台帳法施行令第8条',
  ],
  standingNotRestorable: [
    'A15',
    '転出の後に世帯が変わったため、続柄を元に戻せません。',
    '「縁故者」で戻します。続柄を確認して修正してください。',
    '住民基本台帳法第25条',
  ],
} as const satisfies Record<string, readonly [code: string, sentence: string, remedy: string, article: string]>;

/** アラートの名前. */
export type AlertName = keyof typeof ALERTS;

/** アラート by its name. */
export function alert(name: AlertName): Alert {
  const [code, sentence, remedy, article] = ALERTS[name];
  return { code, sentence, remedy, article };
}

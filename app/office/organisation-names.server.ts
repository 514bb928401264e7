import { findMunicipality } from '#app/vocabulary/municipalities.server.ts';

/** 相手の機関: those that are no towns. */
const NATIONAL: Readonly<Record<string, string>> = {
  portal: '引越しポータル',
  jlis: '住基ネット（J-LIS）',
  cardTerminal: '統合端末（カードの読み書き）',
  interlink: '中間サーバー',
  immigration: '出入国在留管理庁',
  ocsp: '証明書の有効性確認（OCSP）',
  'auth-app': 'デジタル認証アプリ',
};

/** 機関の名 of a code on the line; an unknown code stands for itself. */
export function organisationName(code: string): string {
  return NATIONAL[code] ?? findMunicipality(code)?.name ?? code;
}

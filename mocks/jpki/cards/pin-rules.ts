/** 暗証番号 of a 個人番号カード: four, each with its own limit of wrong entries in a row. */
export const PIN_RULES = {
  authentication: {
    title: '利用者証明用電子証明書の暗証番号',
    shape: '数字4桁',
    pattern: /^\d{4}$/,
    tries: 3,
    remedy:
      '住民票のある市区町村の窓口で再設定できます。署名用のパスワードが分かる方は、コンビニの端末でも再設定できます。',
  },
  signature: {
    title: '署名用電子証明書のパスワード',
    shape: '英大文字と数字を両方使った6文字から16文字',
    pattern: /^(?=.*[A-Z])(?=.*\d)[A-Z\d]{6,16}$/,
    tries: 5,
    remedy:
      '住民票のある市区町村の窓口で再設定できます。利用者証明用の暗証番号が分かる方は、コンビニの端末でも再設定できます。',
  },
  cardSurface: {
    title: '券面事項入力補助用の暗証番号',
    shape: '数字4桁',
    pattern: /^\d{4}$/,
    tries: 3,
    remedy: '住民票のある市区町村の窓口で再設定できます。',
  },
  residentRegister: {
    title: '住民基本台帳用の暗証番号',
    shape: '数字4桁',
    pattern: /^\d{4}$/,
    tries: 3,
    remedy: 'この窓口で、本人確認のあとに再設定できます。職員に声をかけてください。',
  },
} as const;

export type PinKind = keyof typeof PIN_RULES;

export const PIN_KINDS = Object.keys(PIN_RULES) as PinKind[];

/** Entries as people type them: full width is narrowed, letters become capitals, spaces go. */
export function normalisePin(entry: string): string {
  return entry.normalize('NFKC').replace(/\s/g, '').toUpperCase();
}

export function isWellFormedPin(kind: PinKind, entry: string): boolean {
  return PIN_RULES[kind].pattern.test(entry);
}

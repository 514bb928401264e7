/** 情報提供等記録の文言 in やさしい日本語. */
export const provisions = {
  'provisions.lead': 'だれが、いつ、何のために、あなたの情報を聞いたかがわかります。',
  'provisions.law': '法律の名前は「情報提供等記録」です（番号法第23条）。',
  'provisions.source': '記録は国のシステムにあります。このサイトには残りません。',
  'provisions.noneHint': 'あなたの情報を聞いたところは、まだありません。',
  'provisions.silentHint': '記録はなくなっていません。少し待って、もう一度開いてください。',
  'provisions.unidentifiedHint': 'ログアウトしてください。それから、マイナンバーカードでもう一度ログインします。',
  'provisions.wrong': '知らない記録があるときは、住んでいる市区町村に聞いてください。',
} as const;

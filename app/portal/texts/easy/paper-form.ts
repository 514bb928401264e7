/** 郵送の転出届を作るページの文言 in やさしい日本語. */
export const paperForm = {
  'paperForm.lead': '書いたことで、転出届のPDFを作ります。市区町村に郵送する紙です。',
  'paperForm.private': '書いたことは残りません。市区町村にも送りません。',
  'paperForm.byHand': '書かなかった欄は、印刷してから手で書きます。署名も手で書きます。',
  'paperForm.others.hint': 'ひとりずつ、行を変えて書きます。',
  'paperForm.municipality.empty': '市区町村の名前を書いてください。',
  'paperForm.oldAddress.empty': '今の住所を書いてください。',
  'paperForm.newAddress.empty': '新しい住所を書いてください。',
  'paperForm.unprintable': '印刷できない文字があります：{characters}。その欄は、手で書いてください。',
  'paperForm.ready': 'PDFができました。下のボタンを押してください。',
} as const;

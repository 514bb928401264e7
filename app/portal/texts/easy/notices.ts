/** お知らせの文言 in やさしい日本語. */
export const notices = {
  'notices.lead': '届出に変わったことがあると、ここに知らせが来ます。',
  'notices.mailed': 'メールでも知らせてあります。',
  'notices.visitReminder': '{date}に、{to}の窓口に行きます。',
  'notices.noneHint': '届出の後に変わったことがあると、ここに来ます。',
  'notices.marked': '全部を「既読」にしました。',
  'notices.mailLead': '新しいお知らせが来たことを、メールでも知らせます。',
  'notices.mailUsual': 'ここに書かないときは、届出に書いたメールアドレスに送ります。',
  'notices.mailOff': '今は、メールを送りません。',
  'notices.mailHint': '何も書かないで保存すると、メールを送りません。',
  'notices.mailSaved': 'メールを送るところを保存しました。',
  'notices.mailStopped': 'これからは、メールを送りません。',
  'mail.lead': '引越しの手続きに、新しいお知らせがあります。サイトにログインして読んでください。',
  'mail.care': 'このメールには、届出の内容も個人の情報もありません。',
  'mail.simulation': 'これは練習です。本当の手続きではありません。',
} as const;

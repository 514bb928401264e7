/** 転居予約の文言 in やさしい日本語. */
export const relocations = {
  'relocation.lead': '{town}の中の引越しです。転出届も署名もいりません。',
  'relocation.counter': '転居届は、引っ越した後に窓口で出します。ここでは、行く日だけを知らせます。',
  'relocation.movingOnHint': '今日から30日後までの日を書いてください。',
  'relocation.townHint': '{town}の後の、町の名前を書いてください。',
  'relocation.visitOnHint': '引っ越してから14日以内で、窓口が開いている日です。',
  'relocation.checkLead': 'この内容を、{town}に知らせます。',
  'relocation.next1': '{town}が、窓口で準備をします。',
  'relocation.next2': '引っ越した後、{date}に{office}で転居届を出します。',
  'relocation.slotWithdrawn': '{to}の窓口の都合で、{date}の予約がなくなりました。行く日をもう一度知らせてください。',
  'relocation.arrived': '{town}に届いています（{at}）。',
  'relocation.latestWhy': '引っ越した日から14日です。窓口が休みのときは、次に開く日までです。',
  'relocation.notYet': '転居届は、まだ出ていません。窓口で出すと、手続きが終わります。',
  'relocation.cancelLead': '予約をやめても、転居届は出してください。最後の日までに出します。',
} as const;

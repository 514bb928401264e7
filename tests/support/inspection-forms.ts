/** 閲覧の申出 of a research institute, as an officer would type it. */
export const RESEARCH = {
  ground: 'research',
  applicantName: '多摩世論調査研究所',
  representative: '調査　一郎',
  address: '東京都三鷹市下連雀一丁目1番1号',
  purpose: '暮らしの世論調査の対象となる方の抽出',
  outline: '暮らしの世論調査',
  readers: '調査　花子、東京都三鷹市下連雀一丁目1番1号\n調査　次郎、東京都武蔵野市吉祥寺本町1丁目',
  towns: '布田 飛田給 上石原',
  every: '1',
  most: '50',
  plannedFrom: '令和8年11月24日',
  plannedUntil: '令和8年12月24日',
  management: '鍵のかかる書庫に置き、抽出のあと消去する',
  handlers: '調査部の3人',
  results: '集計した結果を報告書で公表する',
  pledged: 'yes',
};

/** 閲覧の請求 of a state organ. */
export const ORGAN = {
  ground: 'organ',
  applicantName: '総務省統計局',
  representative: '調査官　統計　太郎',
  purpose: '社会生活基本調査の調査世帯の抽出',
  outline: '社会生活基本調査',
  readers: '統計　次郎、係長',
  towns: '布田',
  every: '1',
  most: '20',
  plannedFrom: '令和8年11月24日',
  plannedUntil: '令和8年12月24日',
};

import type { Suspension, SuspensionGround, SuspensionItems, SuspensionProposal } from '#app/juki/door.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';

/** 選挙権を有しない事由の言葉, with the article. */
export const SUSPENSION_GROUNDS: Readonly<Record<SuspensionGround, { word: string; article: string }>> = {
  serving: { word: '拘禁刑以上の刑の執行を終わるまで', article: '公職選挙法第11条第1項第2号' },
  unserved: { word: '拘禁刑以上の刑の執行を受けることがなくなるまで', article: '公職選挙法第11条第1項第3号' },
  bribery: { word: '公職にある間に犯した収賄などの罪', article: '公職選挙法第11条第1項第4号' },
  electionOffence: { word: '選挙などに関する犯罪の刑の執行猶予中', article: '公職選挙法第11条第1項第5号' },
  electionLaw: { word: '公職選挙法に定める罪', article: '公職選挙法第252条' },
  politicalFunds: { word: '政治資金規正法に定める罪', article: '政治資金規正法第28条' },
};

/** 選挙権の停止の状態の言葉. */
export const SUSPENSION_STATES: Readonly<Record<Suspension['state'], string>> = {
  proposed: '確認待ち',
  standing: '停止中',
  ended: '終了',
};

/** 確認を待つものの言葉. */
export const SUSPENSION_PROPOSALS: Readonly<Record<SuspensionProposal['kind'], string>> = {
  enter: '新しい入力',
  change: '内容の変更',
  withdraw: '誤りによる取消し',
};

/** 転出した方などの言葉. */
export const WHEREABOUTS: Readonly<Record<Suspension['whereabouts'], string>> = {
  here: '住民',
  left: '転出',
  gone: '除票',
};

/** 停止の期間 in words. */
export function termOf({ from, until }: SuspensionItems): string {
  return `${formatJapaneseDate(from)}から${until ? `${formatJapaneseDate(until)}まで` : '（終わりは未定）'}`;
}

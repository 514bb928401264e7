import type { InspectionRange } from '#app/juki/door.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';

/** 閲覧の申出の根拠. */
export const GROUNDS = {
  organ: '国・地方公共団体の機関の事務（法11条）',
  research: '統計調査・世論調査・学術研究（法11条の2第1項1号）',
  publicActivity: '公共的団体の公益性の高い活動（法11条の2第1項2号）',
  residence: '営利以外の居住関係の確認（法11条の2第1項3号）',
} as const;

/** 閲覧の申出の状態の言葉. */
export const STATES = {
  filed: '審査待ち',
  reviewed: '決裁待ち',
  approved: '承認（閲覧できる）',
  refused: '認めない',
  withdrawn: '取下げ',
  finished: '完了',
} as const;

/** 次にすること, for the list. */
export const NEXT_STEPS: Readonly<Record<keyof typeof STATES, string>> = {
  filed: '審査する',
  reviewed: '決裁する',
  approved: '閲覧の日に、閲覧者を確かめて一覧を作る',
  refused: '',
  withdrawn: '',
  finished: '',
};

/** 閲覧者の本人確認の書類. */
export const READER_DOCUMENTS = [
  '個人番号カード',
  '運転免許証',
  '旅券',
  '在留カード',
  '国・地方公共団体の職員の身分証明書',
] as const;

const SEXES = { '1': '男', '2': '女' } as const;

function birthWords({ bornFrom, bornUntil }: InspectionRange): string {
  if (!bornFrom && !bornUntil) return '';
  const from = bornFrom ? `${formatJapaneseDate(bornFrom)}${bornUntil ? 'から' : '以後'}` : '';
  const until = bornUntil ? `${formatJapaneseDate(bornUntil)}まで` : '';
  return `${from}${until}に生まれた方`;
}

/** 閲覧に係る住民の範囲 as one line: what is published, and what stands above the list. */
export function rangeWords(range: InspectionRange): string {
  const parts = [
    range.towns.join('、'),
    birthWords(range),
    range.sex ? SEXES[range.sex] : '',
    range.every > 1 ? `${range.every}人に1人` : '',
    `${range.most}人まで`,
  ];
  return parts.filter(Boolean).join('／');
}

/** 男女の別 as the list says it. */
export function sexWord(sex: string): string {
  return sex === '1' || sex === '2' ? SEXES[sex] : '不明';
}

/** 不服の申立ての教示 (行政不服審査法第82条, 行政事件訴訟法第46条); organs that ask as such have none (行政不服審査法第7条第2項). */
export function appealWords(ground: keyof typeof GROUNDS, town: { name: string }): string {
  if (ground === 'organ') {
    return '国・地方公共団体の機関が、その固有の資格で求めたものには、審査請求の手続はありません（行政不服審査法第7条第2項）。';
  }
  return `この決定に不服があるときは、決定を知った日の翌日から3か月以内に、${town.name}長に審査請求ができます（行政不服審査法第18条）。裁判所への取消しの訴えは、決定を知った日の翌日から6か月以内に、${town.name}を被告として起こせます（行政事件訴訟法第14条）。`;
}

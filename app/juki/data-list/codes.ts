import type { ForeignStatus } from '#app/vocabulary/persons.ts';
import type { ChangeReason } from '../core/change-reasons.ts';
import type { ResidentStatus } from '../door.ts';

/**
 * 異動事由: no official table is published and the systems in use have several. These are the codes of one widespread set where it
 * has one, and our own above 80; 99 = その他, as in the official sample.
 */
const REASON_CODES: Partial<Record<ChangeReason, string>> = {
  domesticMovingIn: '10',
  movingInFromAbroad: '11',
  birth: '13',
  exOfficioEntry: '15',
  exOfficioRestoration: '63',
  domesticMovingOut: '20',
  movingInNoticeAccepted: '64',
  movingAbroad: '25',
  death: '22',
  disappearance: '23',
  exOfficioRemoval: '24',
  naturalisationRemoval: '31',
  nationalityLossRemoval: '33',
  relocation: '30',
  headChange: '40',
  householdSplit: '41',
  householdMerger: '42',
  householdTransfer: '43',
  exOfficioCorrection: '60',
  codeEntered: '65',
  individualNumberEntered: '67',
  aliasEntered: '71',
  aliasRemoved: '72',
  minorCorrection: '81',
  clericalCorrection: '82',
  formerSurnameEntered: '83',
  formerSurnameChanged: '84',
  formerSurnameRemoved: '85',
  cancellationAdding: '91',
  cancellationReducing: '92',
  cancellationCorrecting: '93',
};

/** その他. */
export const OTHER_REASON = '99';

const REASONS = new Map(Object.entries(REASON_CODES).map(([reason, code]) => [code, reason as ChangeReason]));

export function reasonCode(reason: ChangeReason): string {
  return REASON_CODES[reason] ?? OTHER_REASON;
}

export function reasonOf(code: string): ChangeReason | undefined {
  return REASONS.get(code);
}

/** 住民状態. */
export const STATUS_CODES = {
  resident: '1',
  movedOut: '2',
  deceased: '3',
  removed: '9',
} as const satisfies Record<ResidentStatus, string>;

export function statusOf(code: string): ResidentStatus | undefined {
  return (Object.keys(STATUS_CODES) as ResidentStatus[]).find((status) => STATUS_CODES[status] === code);
}

/** 生年月日_元号. */
export const ERA_CODES: Readonly<Record<string, string>> = { 明治: '1', 大正: '2', 昭和: '3', 平成: '4', 令和: '5' };

/** 第30条45規定区分: in the order of the article; the numbers are an assumption but for 1. */
export const CATEGORY_CODES = {
  midToLongTerm: '1',
  specialPermanent: '2',
  temporaryRefuge: '3',
  provisionalStay: '4',
  transitional: '5',
} as const satisfies Record<ForeignStatus['category'], string>;

export function categoryOf(code: string): ForeignStatus['category'] | undefined {
  const categories = Object.keys(CATEGORY_CODES) as ForeignStatus['category'][];
  return categories.find((category) => CATEGORY_CODES[category] === code);
}

/** 在留資格等コード: the published list of 在留資格 in the order of the 入管法 別表, numbered by us. */
const RESIDENCE_STATUSES = [
  '外交',
  '公用',
  '教授',
  '芸術',
  '宗教',
  '報道',
  '高度専門職',
  '経営・管理',
  '法律・会計業務',
  '医療',
  '研究',
  '教育',
  '技術・人文知識・国際業務',
  '企業内転勤',
  '介護',
  '興行',
  '技能',
  '特定技能',
  '技能実習',
  '文化活動',
  '短期滞在',
  '留学',
  '研修',
  '家族滞在',
  '特定活動',
  '永住者',
  '日本人の配偶者等',
  '永住者の配偶者等',
  '定住者',
];

export function residenceStatusCode(status: string): string {
  const place = RESIDENCE_STATUSES.indexOf(status);
  return place < 0 ? '' : String(place + 1).padStart(3, '0');
}

export function residenceStatusOf(code: string): string | undefined {
  return /^\d{3}$/.test(code) ? RESIDENCE_STATUSES[Number(code) - 1] : undefined;
}

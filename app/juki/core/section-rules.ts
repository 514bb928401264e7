import { addDays, addMonths } from '#app/vocabulary/dates.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import { isAged, isAgedOnBirthday, isChildOfAllowance, isOfSchoolAge } from '#app/vocabulary/section-ages.ts';
import type { Section } from '#app/vocabulary/sections.ts';
import type { Movement, SectionEffect } from '../sections.ts';
import type { Resident } from './register.ts';

/** 対象者: what the rules may look at. */
export interface Concerned extends Pick<Resident, 'kind' | 'bornOn' | 'qualifications'> {
  /** Somebody of the household is insured by the town. */
  insuredHousehold: boolean;
  /** The section itself has put the person on its list: what no register knows (生活保護). */
  served: boolean;
}

/** 異動の日 as a rule reads it. */
export interface MovementDays {
  /** 異動日: of a 転出 the day of 消除, never the day of filing. */
  on: CalendarDate;
  notifiedOn?: CalendarDate;
  /** 都道府県内: old and new place lie in one prefecture. */
  samePrefecture: boolean;
}

/** 関係課の決まり: whom a section hears of, and what a move means there. A movement without an entry is not its business. */
export interface SectionRule {
  concerns(person: Concerned, on: CalendarDate): boolean;
  /** 転出先: told only where the act of the section needs it; of a person under 支援措置 never. */
  destination: boolean;
  effects: Partial<Record<Movement, (days: MovementDays) => SectionEffect>>;
}

const say =
  (effect: string, article: string, due?: (days: MovementDays) => CalendarDate) =>
  (days: MovementDays): SectionEffect => ({ effect, article, ...(due ? { dueOn: due(days) } : {}) });

/** 14 days, the first not counted: 届出 of the insurances and of the pension. */
const within14 = ({ on }: MovementDays) => addDays(on, 14);
/** 15日特例 (児童手当法第8条第3項): claimed until then the month is kept. */
const within15 = ({ on }: MovementDays) => addDays(on, 15);

/** Every address and name that a section keeps follows the register. */
function followed(article: string): SectionRule['effects'] {
  return {
    relocation: say('住所の変更', article),
    wardEntry: say('区間異動による住所の変更（受入れ）', article),
    wardLeaving: say('区間異動による住所の変更（引継ぎ）', article),
    notation: say('住所の表示の変更', article),
    identity: say('氏名等の変更', article),
  };
}

/** 関係課への通知の決まり, one place for all ten uses. */
export const SECTION_RULES: Readonly<Record<Section, SectionRule>> = {
  electoralRoll: {
    concerns: ({ kind, bornOn }, on) => kind === 'japanese' && isAged(bornOn, on, 18),
    destination: false,
    effects: {
      ...followed('公職選挙法第27条、施行令第16条'),
      entry: say('登録資格は三か月の記録の後', '公職選挙法第21条第1項', ({ on, notifiedOn }) =>
        addMonths(notifiedOn ?? on, 3),
      ),
      wardEntry: say('次の登録の日に登録の調査（三か月は市の区域で数える）', '公職選挙法第21条第1項、第22条、第269条'),
      leaving: say('転出の表示、四か月の後に抹消', '公職選挙法第27条第1項、第28条第2号', ({ on }) => addMonths(on, 4)),
      wardLeaving: say('転出の表示、四か月の後に抹消', '公職選挙法第27条第1項、第28条第2号、第269条', ({ on }) =>
        addMonths(on, 4),
      ),
      abroad: say('転出の表示、四か月の後に抹消', '公職選挙法第27条第1項、第28条第2号', ({ on }) => addMonths(on, 4)),
      death: say('直ちに抹消', '公職選挙法第28条第1号'),
      removal: say('登録の調査', '公職選挙法第28条'),
    },
  },
  nationalHealthInsurance: {
    concerns: ({ qualifications, insuredHousehold, bornOn }, on) =>
      (qualifications.nationalHealthInsurance || insuredHousehold) &&
      (bornOn.on === undefined || !isAgedOnBirthday(bornOn, on, 75)),
    destination: true,
    effects: {
      ...followed('国民健康保険法第9条'),
      entry: say('資格の取得', '国民健康保険法第7条、第9条', within14),
      birth: say('資格の取得（出生）', '国民健康保険法第7条、第9条', within14),
      leaving: say('資格の喪失', '国民健康保険法第8条、第9条', within14),
      abroad: say('資格の喪失', '国民健康保険法第8条、第9条', within14),
      death: say('資格の喪失（死亡）、葬祭費', '国民健康保険法第8条、第58条'),
      removal: say('資格の調査', '国民健康保険法第8条'),
      household: say('世帯主・世帯の変更', '国民健康保険法第9条', within14),
    },
  },
  lateElderlyInsurance: {
    concerns: ({ qualifications, bornOn }, on) =>
      qualifications.lateElderlyInsurance || (bornOn.on !== undefined && isAgedOnBirthday(bornOn, on, 75)),
    destination: true,
    effects: {
      ...followed('高齢者の医療の確保に関する法律第54条'),
      entry: (days) =>
        days.samePrefecture
          ? {
              effect: '住所の変更（同じ広域連合）',
              article: '高齢者の医療の確保に関する法律第54条',
              dueOn: within14(days),
            }
          : {
              effect: '資格の取得、負担区分等証明書',
              article: '高齢者の医療の確保に関する法律第52条',
              dueOn: within14(days),
            },
      leaving: (days) =>
        days.samePrefecture
          ? { effect: '住所の変更（同じ広域連合）', article: '高齢者の医療の確保に関する法律第54条' }
          : { effect: '資格の喪失、負担区分等証明書の交付', article: '高齢者の医療の確保に関する法律第53条' },
      abroad: say('資格の喪失', '高齢者の医療の確保に関する法律第53条'),
      death: say('資格の喪失（死亡）、葬祭費', '高齢者の医療の確保に関する法律第53条、第86条'),
      removal: say('資格の調査', '高齢者の医療の確保に関する法律第53条'),
    },
  },
  longTermCareInsurance: {
    concerns: ({ qualifications, bornOn }, on) =>
      qualifications.longTermCareInsurance || (bornOn.on !== undefined && isAged(bornOn, on, 65)),
    destination: true,
    effects: {
      ...followed('介護保険法第12条'),
      entry: say('資格の取得、受給資格証明書の確認', '介護保険法第10条、第36条', within14),
      leaving: say('資格の喪失、受給資格証明書の交付、住所地特例の確認', '介護保険法第11条、第13条、第36条'),
      abroad: say('資格の喪失', '介護保険法第11条'),
      death: say('資格の喪失（死亡）', '介護保険法第11条'),
      removal: say('資格の調査', '介護保険法第11条'),
    },
  },
  nationalPension: {
    concerns: ({ qualifications, bornOn }, on) =>
      qualifications.pensionClass === '1' || (!qualifications.pensionClass && isAged(bornOn, on, 20, 60)),
    destination: false,
    effects: {
      ...followed('国民年金法第12条'),
      entry: say('住所の変更または種別の確認', '国民年金法第7条、第12条', within14),
      leaving: say('住所の変更', '国民年金法第12条'),
      abroad: say('資格の喪失（任意加入の案内）', '国民年金法第9条、附則第5条'),
      death: say('資格の喪失（死亡）', '国民年金法第9条'),
      removal: say('資格の調査', '国民年金法第9条'),
    },
  },
  childAllowance: {
    concerns: ({ qualifications, bornOn }, on) =>
      qualifications.childAllowance || (bornOn.on !== undefined && isChildOfAllowance(bornOn, on)),
    destination: true,
    effects: {
      ...followed('児童手当法施行規則第5条、第6条'),
      entry: say('認定の請求（15日特例の期限まで）', '児童手当法第7条、第8条第3項', within15),
      birth: say('認定または額の改定の請求（15日特例の期限まで）', '児童手当法第7条、第8条第3項、第9条', within15),
      leaving: say('受給事由の消滅（転入地での請求は15日以内）', '児童手当法第4条、第8条第3項', within15),
      abroad: say('受給事由の消滅', '児童手当法第4条'),
      death: say('受給事由の消滅または額の改定', '児童手当法第4条、第9条'),
      removal: say('受給資格の調査', '児童手当法第4条'),
      household: say('監護・生計の関係の確認', '児童手当法第4条'),
    },
  },
  schoolRegister: {
    concerns: ({ bornOn }, on) => bornOn.on !== undefined && isOfSchoolAge(bornOn, on),
    destination: true,
    effects: {
      ...followed('学校教育法施行令第3条、第4条'),
      entry: say('学齢簿の編製、入学期日の通知', '学校教育法施行令第1条、第4条、第6条'),
      relocation: say('住所の変更、就学すべき学校の確認', '学校教育法施行令第3条、第4条、第6条'),
      wardEntry: say('就学すべき学校の確認（区間異動）', '学校教育法施行令第3条、第6条'),
      leaving: say('学齢簿の消除、在学証明書と教科書給与証明書', '学校教育法施行令第3条、施行規則第30条'),
      abroad: say('学齢簿の消除', '学校教育法施行令第3条'),
      death: say('学齢簿の消除（死亡）', '学校教育法施行令第3条'),
      removal: say('居所の調査', '学校教育法施行令第3条'),
    },
  },
  publicAssistance: {
    concerns: ({ served }) => served,
    destination: true,
    effects: {
      ...followed('生活保護法第61条'),
      leaving: say('実施機関の変更（移管）', '生活保護法第19条、第26条'),
      abroad: say('保護の廃止', '生活保護法第26条'),
      death: say('保護の廃止、葬祭扶助', '生活保護法第18条、第26条'),
      removal: say('居所の調査', '生活保護法第19条'),
      household: say('世帯の変更', '生活保護法第10条、第61条'),
    },
  },
  vaccination: {
    concerns: ({ bornOn }, on) => isAged(bornOn, on, 0, 17) || isAged(bornOn, on, 65),
    destination: false,
    effects: {
      ...followed('予防接種法第5条、施行令第6条'),
      entry: say('対象者の登録、予診票の交付', '予防接種法第5条、施行令第6条'),
      birth: say('対象者の登録、予診票の送付', '予防接種法第5条、施行令第6条'),
      leaving: say('対象からの除外', '予防接種法第5条'),
      abroad: say('対象からの除外', '予防接種法第5条'),
      death: say('対象からの除外（死亡）', '予防接種法第5条'),
      removal: say('対象からの除外', '予防接種法第5条'),
    },
  },
  sealRegistration: {
    concerns: ({ bornOn }, on) => isAged(bornOn, on, 15),
    destination: false,
    effects: {
      leaving: say('登録の廃止', '印鑑登録証明事務処理要領第5'),
      abroad: say('登録の廃止', '印鑑登録証明事務処理要領第5'),
      wardLeaving: say('登録の廃止または引継ぎ（市の条例）', '印鑑登録証明事務処理要領第5'),
      death: say('登録の廃止（死亡）', '印鑑登録証明事務処理要領第5'),
      removal: say('登録の廃止', '印鑑登録証明事務処理要領第5'),
      relocation: say('住所の変更', '印鑑登録証明事務処理要領第3'),
      notation: say('住所の表示の変更', '印鑑登録証明事務処理要領第3'),
      identity: say('氏名の変更（印影と合わないときは廃止）', '印鑑登録証明事務処理要領第2、第5'),
    },
  },
};

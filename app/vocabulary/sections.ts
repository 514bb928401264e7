import { z } from 'zod';

/** 関係課 (住民基本台帳法第1条, 第7条第9号–第11号の2): the ten uses that the register of a town serves. */
export const Section = z.enum([
  'electoralRoll',
  'nationalHealthInsurance',
  'lateElderlyInsurance',
  'longTermCareInsurance',
  'nationalPension',
  'childAllowance',
  'schoolRegister',
  'publicAssistance',
  'vaccination',
  'sealRegistration',
]);
export type Section = z.infer<typeof Section>;

/** 業務ID of a section at the 団体内統合宛名 (共通機能標準仕様書, X3): no table is published, the numbers behind 001 (住民基本台帳) are ours. */
export const BUSINESS_IDS: Readonly<Record<Section, string>> = {
  electoralRoll: '002',
  nationalHealthInsurance: '003',
  lateElderlyInsurance: '004',
  longTermCareInsurance: '005',
  nationalPension: '006',
  childAllowance: '007',
  schoolRegister: '008',
  publicAssistance: '009',
  vaccination: '010',
  sealRegistration: '011',
};

/** 関係課の事務の名. */
export const SECTION_TITLES: Readonly<Record<Section, string>> = {
  electoralRoll: '選挙人名簿',
  nationalHealthInsurance: '国民健康保険',
  lateElderlyInsurance: '後期高齢者医療',
  longTermCareInsurance: '介護保険',
  nationalPension: '国民年金',
  childAllowance: '児童手当',
  schoolRegister: '学齢簿',
  publicAssistance: '生活保護',
  vaccination: '予防接種',
  sealRegistration: '印鑑登録',
};

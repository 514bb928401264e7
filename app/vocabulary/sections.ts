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

import type { MovingForm } from '#app/messages/contracts/application.ts';

/** 補正の項目: names of the form's fields as the resident's answers have them, with a ready sentence for each. */
export const CORRECTABLE_FIELDS = {
  movers: { label: '異動者', sentence: '異動する方の氏名・生年月日を、住民票のとおりに直してください。' },
  scope: { label: '全部・一部転出', sentence: '世帯の全員が引っ越すか、一部の方かを確かめて、直してください。' },
  movingOn: { label: '異動日', sentence: '新しい住所に住み始める日を確かめて、直してください。' },
  newAddress: { label: '新しい住所', sentence: '新しい住所を、番地と建物名まで確かめて、直してください。' },
  newHousehold: { label: '新しい世帯', sentence: '新しい世帯を作るか、今ある世帯に入るかを確かめて、直してください。' },
  newHouseholder: { label: '新しい世帯主', sentence: '新しい住所での世帯主を確かめて、直してください。' },
  remainingHouseholder: {
    label: '残る世帯の世帯主',
    sentence: '残る方のうち、どなたが世帯主になるかを確かめて、直してください。',
  },
  visit: { label: '来庁予定', sentence: '来庁する日と人を選び直してください。' },
  filer: { label: '連絡先', sentence: '日中に連絡がつく電話番号に直してください。' },
} as const satisfies Partial<Record<keyof MovingForm, { label: string; sentence: string }>>;

/** 補正の項目. */
export type CorrectableField = keyof typeof CORRECTABLE_FIELDS;

/** Whether a text of a form names a field that can be mended. */
export function isCorrectableField(text: string): text is CorrectableField {
  return text in CORRECTABLE_FIELDS;
}

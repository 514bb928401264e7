import { z } from 'zod';
import type { MeasureCommand, ProtectionView } from '#app/juki/door.ts';
import { AddresseeNumber, MunicipalityCode } from '#app/vocabulary/identifiers.ts';
import { parseDate } from '#app/vocabulary/japanese-calendar.ts';
import { notLongerThan } from '#app/vocabulary/text-items.ts';

/** 処理の入力欄. */
export interface ActField {
  name: string;
  label: string;
  kind: 'day' | 'text' | 'minutes';
}

/** 支援措置の画面の処理の一つ. */
export interface ProtectionForm {
  act: MeasureCommand['kind'];
  title: string;
  button: string;
  fields: ActField[];
}

const reason: ActField = { name: 'reason', label: '理由', kind: 'text' };

const FORMS = {
  ConfirmProtection: {
    title: '支援の必要性の確認',
    button: '支援措置を始める',
    fields: [
      { name: 'on', label: '確認した日', kind: 'day' },
      { name: 'opinion', label: '相談機関の意見', kind: 'text' },
    ],
  },
  ExtendProtection: {
    title: '期間の延長',
    button: '延長する',
    fields: [{ name: 'on', label: '延長の申出の日', kind: 'day' }],
  },
  ForwardProtection: {
    title: '他の市区町村への転送',
    button: '転送する',
    fields: [{ name: 'municipalityCode', label: '転送先の団体コード（6桁）', kind: 'text' }],
  },
  TakeProtection: {
    title: '転送された支援措置の実施',
    button: '確かめたので実施する',
    fields: [
      { name: 'applicant', label: '申出者の宛名番号', kind: 'text' },
      { name: 'coApplicants', label: '併せて支援を求める者の宛名番号（空白で区切る）', kind: 'text' },
    ],
  },
  DeclineProtection: { title: '実施しない', button: '実施しないことにする', fields: [reason] },
  NoteProtectionNews: { title: '転送元の知らせ', button: '確かめた', fields: [] },
  RequestRelease: {
    title: '一時解除の申請',
    button: '一時解除を申請する',
    fields: [{ name: 'minutes', label: '解除する時間', kind: 'minutes' }, reason],
  },
  ApproveRelease: { title: '一時解除の承認', button: '一時解除を承認する', fields: [] },
  EndRelease: { title: '一時解除の取りやめ', button: '一時解除をやめる', fields: [] },
  EndProtection: {
    title: '支援措置の終了',
    button: '終了する',
    fields: [{ name: 'on', label: '終了した日', kind: 'day' }, reason],
  },
} as const satisfies Record<MeasureCommand['kind'], Omit<ProtectionForm, 'act'>>;

/** Forms that fit the measure as it is; the engine has the last word. */
export function formsFor(measure: ProtectionView, officerId: string, today: string): ProtectionForm[] {
  const { state, release, released, origin, extensionOpensOn } = measure;
  const stands = state === 'provisional' || state === 'full';
  const asked = release !== undefined && !release.approvedBy;
  const possible: Record<MeasureCommand['kind'], boolean> = {
    ConfirmProtection: state === 'provisional',
    ExtendProtection: extensionOpensOn !== undefined && today >= extensionOpensOn,
    ForwardProtection: stands && !origin,
    TakeProtection: state === 'received',
    DeclineProtection: state === 'received',
    NoteProtectionNews: stands && origin?.unseen === true,
    RequestRelease: stands && !asked && !released,
    ApproveRelease: stands && asked && release.requestedBy.id !== officerId,
    EndRelease: stands && (asked || released),
    EndProtection: stands,
  };
  return (Object.keys(FORMS) as MeasureCommand['kind'][])
    .filter((act) => possible[act])
    .map((act) => ({ act, ...FORMS[act], fields: [...FORMS[act].fields] }));
}

function text(message: string, longest = 200) {
  return z
    .string({ error: message })
    .trim()
    .min(1, message)
    .check(notLongerThan(longest, `${longest}文字以内で書いてください。`));
}

const day = z.string({ error: '日付を入れてください。' }).transform((typed, context) => {
  const read = parseDate(typed.trim());
  if (read) return read;
  context.addIssue({ code: 'custom', message: '日付は、令和8年11月24日のように入れてください。' });
  return z.NEVER;
});

const numbers = z
  .string()
  .default('')
  .transform((typed) => typed.split(/[\s　]+/).filter(Boolean))
  .pipe(z.array(AddresseeNumber, { error: '宛名番号を確かめてください。' }).max(20));

const version = z.coerce.number({ error: '画面を開き直してください。' }).int();
const because = text('理由を書いてください。');

/** 支援措置の処理の入力. */
export const ProtectionAct = z.discriminatedUnion(
  'act',
  [
    z.object({
      act: z.literal('ConfirmProtection'),
      version,
      on: day,
      opinion: text('相談機関の意見を書いてください。', 500),
    }),
    z.object({ act: z.literal('ExtendProtection'), version, on: day }),
    z.object({ act: z.literal('EndProtection'), version, on: day, reason: because }),
    z.object({
      act: z.literal('ForwardProtection'),
      version,
      municipalityCode: MunicipalityCode.or(
        z.string().refine(() => false, '団体コードは、検査数字を含む6桁で入れてください。'),
      ),
    }),
    z.object({
      act: z.literal('TakeProtection'),
      version,
      applicant: AddresseeNumber.or(z.string().refine(() => false, '宛名番号を確かめてください。')),
      coApplicants: numbers,
    }),
    z.object({ act: z.literal('DeclineProtection'), version, reason: because }),
    z.object({ act: z.literal('NoteProtectionNews'), version }),
    z.object({
      act: z.literal('RequestRelease'),
      version,
      minutes: z.coerce.number({ error: '時間を選んでください。' }).int().min(1, '時間を選んでください。'),
      reason: because,
    }),
    z.object({ act: z.literal('ApproveRelease'), version }),
    z.object({ act: z.literal('EndRelease'), version }),
  ],
  { error: '処理を選び直してください。' },
);
export type ProtectionAct = z.infer<typeof ProtectionAct>;

/** The engine's command for what was pressed. */
export function commandOf(act: ProtectionAct): MeasureCommand {
  switch (act.act) {
    case 'ConfirmProtection':
      return { kind: act.act, confirmedOn: act.on, opinion: act.opinion };
    case 'ExtendProtection':
      return { kind: act.act, requestedOn: act.on };
    case 'EndProtection':
      return { kind: act.act, endedOn: act.on, reason: act.reason };
    case 'ForwardProtection':
      return { kind: act.act, municipalityCode: act.municipalityCode };
    case 'TakeProtection':
      return { kind: act.act, applicant: act.applicant, coApplicants: act.coApplicants };
    case 'DeclineProtection':
      return { kind: act.act, reason: act.reason };
    case 'RequestRelease':
      return { kind: act.act, minutes: act.minutes, reason: act.reason };
    case 'NoteProtectionNews':
    case 'ApproveRelease':
    case 'EndRelease':
      return { kind: act.act };
  }
}

/** 支援措置の申出の入力. */
export const ProtectionEntry = z.object({
  receivedOn: day,
  applicant: AddresseeNumber,
  coApplicants: z.array(AddresseeNumber).default([]),
  ground: z.enum(['domesticViolence', 'stalking', 'childAbuse', 'other'], { error: '申出の理由を選んでください。' }),
  abuserName: z.string().trim().check(notLongerThan(100)).default(''),
  abuserAddress: z.string().trim().check(notLongerThan(200)).default(''),
  abuserRelation: z.string().trim().check(notLongerThan(40)).default(''),
  papers: z
    .array(z.enum(['inspection', 'currentAddress', 'formerAddress', 'familyRegister']))
    .min(1, '支援措置を求める事務を選んでください。'),
  formerAddress: z.string().trim().check(notLongerThan(200)).default(''),
  registeredDomicile: z.string().trim().check(notLongerThan(200)).default(''),
  consulted: text('相談した機関を書いてください。', 100),
});
export type ProtectionEntry = z.infer<typeof ProtectionEntry>;

import { z } from 'zod';
import type { SuspensionGround, SuspensionItems } from '#app/juki/door.ts';
import { notLongerThan } from '#app/vocabulary/text-items.ts';
import { perhapsWrittenDay, sentence, writtenDay } from '../drafts/forms.server.ts';
import { SUSPENSION_GROUNDS } from './suspension-words.ts';

const DAY = '日付は、令和8年11月24日のように入れてください。';

const perhapsDay = perhapsWrittenDay(DAY);

/** 対象の方の検索の入力. */
export const ElectorSearch = z.object({
  name: sentence('氏名を、姓と名の両方で入れてください。', 100),
  bornOn: writtenDay(DAY),
});

const items = {
  ground: z.enum(Object.keys(SUSPENSION_GROUNDS) as [SuspensionGround, ...SuspensionGround[]], {
    error: '根拠を選んでください。',
  }),
  from: writtenDay(DAY),
  until: perhapsDay,
  note: z.string().trim().check(notLongerThan(200, '200文字以内で書いてください。')).default(''),
};

/** 停止の入力. */
export const SuspensionEntry = ElectorSearch.extend({
  ...items,
  suspensionId: z.uuid({ error: '画面を開き直してください。' }),
  addresseeNumber: z.string({ error: '対象の方を選んでください。' }).min(1, '対象の方を選んでください。').max(15),
});

/** 停止の変更と取消し. */
export const SuspensionStep = z.discriminatedUnion(
  'act',
  [
    z.object({ act: z.literal('change'), ...items }),
    z.object({ act: z.literal('withdraw'), why: sentence('取り消す理由を書いてください。', 200) }),
    z.object({ act: z.literal('confirm') }),
    z.object({ act: z.literal('discard') }),
  ],
  { error: '処理を選んでください。' },
);
export type SuspensionStep = z.infer<typeof SuspensionStep>;

/** 入力から停止の内容へ. */
export function itemsOf({
  ground,
  from,
  until,
  note,
}: Pick<SuspensionItems, 'ground' | 'from' | 'note'> & {
  until?: string | undefined;
}): SuspensionItems {
  return { ground, from, note, ...(until ? { until } : {}) };
}

/** 選挙時登録の日程の入力. */
export const ElectionEntry = z.object({
  name: sentence('選挙の名称を書いてください。', 60),
  asOf: writtenDay(DAY),
  announcedOn: writtenDay(DAY),
  pollingOn: writtenDay(DAY),
});

/** 停止の入力の画面のボタン. */
export const SuspensionAct = z.object({ act: z.enum(['find', 'enter'], { error: '処理を選んでください。' }) });

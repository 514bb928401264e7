import { z } from 'zod';
import { firstGraphemes } from '#app/vocabulary/characters.ts';
import { notLongerThan } from '#app/vocabulary/text-items.ts';
import type { VisitorRecord } from '../counter/counter-record.ts';
import { sentence } from '../drafts/forms.server.ts';
import { VISITOR_KINDS } from '../screens/visitor-fields.tsx';

/** 本人確認の入力 (住民基本台帳法第27条): a proxy without a letter of attorney has no right to file. */
export const VisitorForm = z
  .object({
    kind: z.enum(['filer', 'householdMember', 'proxy'], { error: '来庁した人を選んでください。' }),
    name: sentence('来庁した人の氏名を入れてください。', 100),
    document: sentence('提示された書類を選んでください。', 100),
    letter: z.string().trim().check(notLongerThan(80, '80文字以内で書いてください。')).default(''),
  })
  .refine((form) => form.kind !== 'proxy' || form.letter !== '', {
    path: ['letter'],
    message: '代理人の場合は、委任状を確かめて日付などを書いてください。',
  });

/** What the counter records of the visitor. */
export function visitorOf(form: z.infer<typeof VisitorForm>): Omit<VisitorRecord, 'at'> {
  const { kind, name, document, letter } = form;
  const { authority } = VISITOR_KINDS[kind];
  return {
    kind,
    name,
    document,
    authority: kind === 'proxy' ? firstGraphemes(`${authority}（${letter}）`, 100) : authority,
  };
}

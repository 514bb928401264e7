import { z } from 'zod';
import { notLongerThan } from '#app/vocabulary/text-items.ts';
import { sentence } from '../drafts/forms.server.ts';
import { COPY_ITEMS, DELIVERIES, ON_REQUEST, PERSON_PAPERS, REQUESTERS, WITH_ITEMS } from './paper-words.ts';

const keysOf = <K extends string>(words: Readonly<Record<K, string>>) => Object.keys(words) as K[];

/** 交付請求書: what the officer records of a request. */
export const PaperRequest = z
  .object({
    kind: z.enum(PERSON_PAPERS, { error: '帳票を選んでください。' }),
    requestId: z.uuid({ error: '画面を開き直してください。' }),
    lookup: z.string().max(40),
    members: z.array(z.string().max(15)).max(40),
    items: z.array(z.enum(keysOf(COPY_ITEMS))).max(10),
    requester: z.enum(keysOf(REQUESTERS), { error: '請求した方の区分を選んでください。' }).default('self'),
    requesterName: z.string().trim().check(notLongerThan(100, '100文字以内で書いてください。')).default(''),
    document: z.string().trim().check(notLongerThan(100, '100文字以内で書いてください。')).default(''),
    delivery: z.enum(keysOf(DELIVERIES), { error: '交付の方法を選んでください。' }).default('counter'),
    reason: sentence('使いみち・提出先を書いてください。', 200),
  })
  .superRefine(({ kind, requesterName, document, members }, context) => {
    const missing = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (WITH_ITEMS.has(kind) && members.length === 0) missing('members', '載せる人を選んでください。');
    if (!ON_REQUEST.has(kind)) return;
    if (requesterName === '') missing('requesterName', '請求した方の氏名（機関名）を書いてください。');
    if (document === '') missing('document', '本人確認の書類を選んでください。');
  });
export type PaperRequest = z.infer<typeof PaperRequest>;

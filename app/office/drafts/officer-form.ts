import { z } from 'zod';
import { Role } from '#app/vocabulary/roles.ts';
import { Section } from '#app/vocabulary/sections.ts';
import { notLongerThan } from '#app/vocabulary/text-items.ts';

const Posting = z.object({
  name: z
    .string({ error: '氏名を入力してください。' })
    .trim()
    .min(1, '氏名を入力してください。')
    .check(notLongerThan(60, '60文字以内で入力してください。')),
  officeCode: z.string({ error: '所属を選んでください。' }).min(1, '所属を選んでください。').max(10),
  roles: z.array(Role, { error: '役割を選んでください。' }).min(1, '役割を1つ以上選んでください。'),
  sections: z.array(Section).default([]),
});

const needsSections = ({ roles, sections }: { roles: readonly string[]; sections: readonly string[] }) =>
  !roles.includes('section') || sections.length > 0;
const SECTIONS_MISSING = { path: ['sections'], message: '関係課の職員には、担当する事務を選んでください。' };

/** 職員の役割と所属. */
export const OfficerPosting = Posting.extend({
  // Another form of the same page has its own 理由.
  why: z
    .string({ error: '変える理由を入力してください。' })
    .trim()
    .min(1, '変える理由を入力してください。')
    .check(notLongerThan(200, '200文字以内で入力してください。')),
}).refine(needsSections, SECTIONS_MISSING);

/** 職員の登録. */
export const NewOfficer = Posting.extend({
  id: z
    .string({ error: '職員番号を入力してください。' })
    .trim()
    .regex(/^[A-Za-z0-9._-]{2,40}$/, '半角の英数字と . _ - で、2文字以上40文字以内にしてください。'),
}).refine(needsSections, SECTIONS_MISSING);

/** Fields of these forms that may come several times. */
export const OFFICER_LISTS = ['roles', 'sections'] as const;

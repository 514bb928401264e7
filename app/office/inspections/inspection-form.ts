import { z } from 'zod';
import { notLongerThan } from '#app/vocabulary/text-items.ts';
import { perhapsWrittenDay, ScreenVersion, sentence, writtenDay } from '../drafts/forms.server.ts';
import { type InspectionApplication, InspectionGround } from './inspection-record.ts';
import { READER_DOCUMENTS } from './inspection-words.ts';

/** More lines than a reader copies in a day. */
const MOST_ON_A_LIST = 1000;
const MOST_TOWNS = 5;
const MOST_READERS = 5;
const LAW_DAY = '日付は、令和8年11月24日のように入れてください。';

const optional = (longest: number) =>
  z
    .string()
    .trim()
    .check(notLongerThan(longest, `${longest}文字以内で書いてください。`))
    .default('');

const perhapsDay = perhapsWrittenDay(LAW_DAY);

const count = (message: string, most: number) =>
  z.coerce.number({ error: message }).int(message).min(1, message).max(most, message);

const towns = sentence('町字を書いてください。', 200).transform((text, context) => {
  const names = [...new Set(text.split(/[\s　、,]+/).filter(Boolean))];
  if (names.length <= MOST_TOWNS && names.every((name) => name.length >= 2)) return names;
  context.addIssue({
    code: 'custom',
    message: `町字は${MOST_TOWNS}つまで、住民票のとおりに、空白で区切って書いてください。`,
  });
  return z.NEVER;
});

const readers = sentence('閲覧する方を書いてください。', 600).transform((text, context) => {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const read = lines.filter(Boolean).map((line) => {
    const [name = '', ...of] = line.split(/[、,／]/);
    return { name: name.trim(), of: of.join('、').trim() };
  });
  const names = new Set(read.map((one) => one.name));
  const complete = read.every((one) => one.name !== '' && one.of !== '');
  if (complete && names.size === read.length && read.length <= MOST_READERS) return read;
  context.addIssue({
    code: 'custom',
    message: `1行に一人、「氏名、職名（または住所）」の形で、${MOST_READERS}人まで書いてください。`,
  });
  return z.NEVER;
});

/** 閲覧の申出の入力: what the ground asks for is checked as soon as everything else can be read. */
export const InspectionEntry = z
  .object({
    inspectionId: z.uuid({ error: '画面を開き直してください。' }),
    ground: z.enum(InspectionGround.options, { error: '申出の根拠を選んでください。' }),
    applicantName: sentence('機関の名称、または申出者の氏名・名称を書いてください。', 100),
    representative: optional(100),
    address: optional(200),
    purpose: optional(500),
    outline: optional(100),
    secret: z.literal('yes').optional(),
    law: optional(100),
    why: optional(300),
    readers,
    towns,
    bornFrom: perhapsDay,
    bornUntil: perhapsDay,
    sex: z.enum(['1', '2', '']).default(''),
    every: count('1から1,000までの数を入れてください。', 1000).default(1),
    most: count(`1から${MOST_ON_A_LIST.toLocaleString('ja-JP')}までの数を入れてください。`, MOST_ON_A_LIST),
    plannedFrom: writtenDay(LAW_DAY),
    plannedUntil: writtenDay(LAW_DAY),
    management: optional(500),
    handlers: optional(300),
    results: optional(300),
    pledged: z.literal('yes').optional(),
  })
  .superRefine((typed, context) => {
    const missing = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    const need = (path: keyof typeof typed, message: string) => {
      if (!typed[path]) missing(path, message);
    };
    const { bornFrom, bornUntil, plannedFrom, plannedUntil, ground, secret } = typed;
    if (bornFrom && bornUntil && bornFrom > bornUntil) missing('bornUntil', '始まりの日より後の日にしてください。');
    if (plannedFrom > plannedUntil) missing('plannedUntil', '始まりの日より後の日にしてください。');
    if (secret && ground !== 'organ') missing('secret', '国・地方公共団体の機関だけが選べます。');
    if (secret) {
      need('law', '根拠の法令の名称を書いてください（法11条2項2号）。');
      need('why', '明らかにすることが困難な理由を書いてください。');
    } else {
      need('purpose', '請求の事由・利用の目的を書いてください。');
      need('outline', '公表する目的の概要を書いてください。');
    }
    if (ground === 'organ') return need('representative', '事務の責任者の職名と氏名を書いてください。');
    need('address', '申出者の住所・所在地を書いてください。');
    need('management', '閲覧した事項の管理の方法を書いてください。');
    need('pledged', '誓約書を受け取ってから、印を付けてください。');
    if (typed.representative) need('handlers', '閲覧した事項を取り扱う方の範囲を書いてください。');
    if (ground === 'research') need('results', '調査研究の成果の取扱い（公表の方法など）を書いてください。');
    return undefined;
  });
type InspectionEntry = z.infer<typeof InspectionEntry>;

/** 申出の内容 from what was typed. */
export function applicationOf(typed: InspectionEntry): InspectionApplication {
  const {
    inspectionId: _,
    ground,
    secret,
    law,
    why,
    towns: names,
    bornFrom,
    bornUntil,
    sex,
    every,
    most,
    ...rest
  } = typed;
  const { pledged, ...texts } = rest;
  return {
    ...texts,
    ground,
    ...(secret ? { secret: { law, why } } : {}),
    range: {
      towns: names,
      ...(bornFrom ? { bornFrom } : {}),
      ...(bornUntil ? { bornUntil } : {}),
      ...(sex ? { sex } : {}),
      every,
      most,
    },
    pledged: pledged === 'yes',
  };
}

const version = ScreenVersion;

/** 閲覧の申出の処理の入力. */
export const InspectionPress = z.discriminatedUnion(
  'act',
  [
    z.object({ act: z.literal('review'), version, opinion: sentence('審査の意見を書いてください。') }),
    z.object({ act: z.literal('approve'), version }),
    z.object({ act: z.literal('refuse'), version, reason: sentence('認めない理由を書いてください。') }),
    z.object({ act: z.literal('withdraw'), version, reason: sentence('取下げの理由を書いてください。', 200) }),
    z.object({ act: z.literal('finish'), version }),
    z.object({
      act: z.literal('read'),
      version,
      readingId: z.uuid({ error: '画面を開き直してください。' }),
      reader: sentence('閲覧する方を選んでください。', 100),
      document: z.enum(READER_DOCUMENTS, { error: '本人確認の書類を選んでください。' }),
    }),
  ],
  { error: '処理を選び直してください。' },
);

/** 閲覧の終了の入力. */
export const ReadingEnd = z.object({
  copied: z.coerce
    .number({ error: '転記した人数を数字で入れてください。' })
    .int('転記した人数を数字で入れてください。')
    .min(0, '転記した人数を数字で入れてください。')
    .max(MOST_ON_A_LIST, '一覧の人数より多くはできません。'),
});

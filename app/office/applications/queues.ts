import { z } from 'zod';
import { isCalendarDate } from '#app/vocabulary/dates.ts';
import { parseDate } from '#app/vocabulary/japanese-calendar.ts';
import { APPLICATION_STAGES, type ApplicationStage, isApplicationStage } from './application-stages.ts';

/** 申請管理の受付簿の区分: what waits, for whom, and why. */
export const QUEUES = {
  open: { label: '処理が必要', about: '終わっていない申請のすべてです。' },
  new: { label: '新着', about: 'まだだれも審査を始めていない申請です。' },
  mine: { label: '自分の担当', about: 'あなたが担当している申請です。' },
  visit: { label: 'あすまでに来庁', about: '届出人があすまでに新しい市の窓口へ行くのに、転出の処理が済んでいません。' },
  unidentified: { label: '届出人が未特定', about: '住民票の人と結び付いていない申請です。' },
  review: { label: '審査待ち', about: '別の職員の審査を待つ仮登録です。' },
  decision: { label: '決裁待ち', about: '決裁者を待つ仮登録です。' },
  withdrawal: { label: '取下げ・取消の申出', about: '届出人が取下げか転出の取消しを申し出ています。' },
  correction: { label: '補正待ち', about: '届出人の再申請を待っています。' },
  overdue: { label: '転入通知が未着', about: '転出予定日から30日を過ぎても、転入通知が届いていません。' },
} as const satisfies Record<string, { label: string; about: string }>;

/** 受付簿の区分. */
export type Queue = keyof typeof QUEUES;

/** Days after the planned day on which a 転入通知 is late. */
export const NOTICE_DAYS = 30;

const isQueue = (text: string): text is Queue => text in QUEUES;

/** 絞り込み as the address of the page carries it. */
export interface InboxFilter {
  queue: Queue;
  stage?: ApplicationStage;
  receipt: string;
  assignee?: 'me' | 'nobody' | 'colleague';
  visitUntil?: string;
  page: number;
}

const Assignee = z.enum(['me', 'nobody', 'colleague']);

/** Reads the filter; what cannot be read is left out and named. */
export function readFilter(search: URLSearchParams): { filter: InboxFilter; unreadable: boolean } {
  const queue = search.get('queue') ?? '';
  const stage = search.get('stage') ?? '';
  const assignee = Assignee.safeParse(search.get('assignee'));
  const typedDay = search.get('visitUntil')?.trim().slice(0, 40) ?? '';
  const day = isCalendarDate(typedDay) ? typedDay : parseDate(typedDay);
  const page = Number(search.get('page') ?? '1');
  return {
    filter: {
      queue: isQueue(queue) ? queue : 'open',
      ...(isApplicationStage(stage) ? { stage } : {}),
      receipt: search.get('receipt')?.trim().slice(0, 40) ?? '',
      ...(assignee.success ? { assignee: assignee.data } : {}),
      ...(day ? { visitUntil: day } : {}),
      page: Number.isInteger(page) && page > 0 && page < 10_000 ? page : 1,
    },
    unreadable: typedDay !== '' && !day,
  };
}

/** The same filter as a query; `changes` over it. Without a page: the first. */
export function queryOf(filter: InboxFilter, changes: Partial<Record<keyof InboxFilter, string>> = {}): string {
  const { page: _, ...rest } = filter;
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...rest, ...changes })) {
    if (value && !(name === 'queue' && value === 'open')) query.set(name, String(value));
  }
  const text = query.toString();
  return text ? `?${text}` : '';
}

/** Stages that the list of stages offers, open ones first. */
export const STAGE_OPTIONS = (Object.keys(APPLICATION_STAGES) as ApplicationStage[]).map((value) => ({
  value,
  label: APPLICATION_STAGES[value].label,
}));

import type { Instant } from '#app/vocabulary/clock.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { TextKey } from '../texts/text.ts';

/** お知らせ as its reader sees it. */
export interface NoticeView {
  id: string;
  sentence: TextKey;
  /** The municipalities that the sentence names. */
  names: { from: string; to: string };
  date?: CalendarDate;
  reason?: string;
  receiptNumber?: string;
  /** 本人への知らせ that it opens. */
  personNotice?: string;
  at: Instant;
  isNew: boolean;
  isMailed: boolean;
}

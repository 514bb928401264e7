import type { PersonMail } from '#app/juki/door.ts';
import type { BadgeTone } from '#app/ui/index.ts';

/** 電文の状態の言葉. */
export const MAIL_STATES: Record<PersonMail['state'], { word: string; tone: BadgeTone }> = {
  pending: { word: '送信待ち', tone: 'info' },
  held: { word: '受取り待ち', tone: 'info' },
  sent: { word: '送信済み', tone: 'success' },
  dead: { word: '送信不可', tone: 'error' },
  waiting: { word: '前の電文を待っています', tone: 'warning' },
  failed: { word: '処理に失敗', tone: 'error' },
  applied: { word: '処理済み', tone: 'success' },
};

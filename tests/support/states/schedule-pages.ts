import { NEVER_EMPTY, type StateRegistry } from './page-states.ts';
import { FUJISAWA } from './prepared.ts';

const DESK = `office:${FUJISAWA}`;
const SLOTS = `/office/${FUJISAWA}/visits`;
const CHECK_IN = `/office/${FUJISAWA}/check-in`;

/** 来庁の時間枠 and the reception by QR code. */
export const SCHEDULE_PAGES: StateRegistry = {
  'routes/office.$town.visits': {
    success: [{ name: 'day', as: DESK, path: `${SLOTS}?on=2026-12-01`, says: '公開中' }],
    empty: [{ name: 'closed-day', as: DESK, path: `${SLOTS}?on=2026-11-28`, says: '公開している時間枠はありません' }],
    error: [
      {
        name: 'no-reason',
        as: DESK,
        path: `${SLOTS}?on=2026-12-01`,
        send: { form: 'name="reason"', fields: { on: '2026-12-01', office: 'honcho', startsAt: '10:00' } },
        status: 400,
        says: '取り消す理由を書いてください',
      },
      {
        name: 'no-slot',
        as: DESK,
        path: `${SLOTS}?on=2026-12-01`,
        post: {
          path: SLOTS,
          fields: { on: '2026-12-01', office: 'honcho', startsAt: '03:00', reason: '点検のため。' },
        },
        status: 409,
        says: 'この時間枠はありません',
      },
    ],
  },
  'routes/office.$town.check-in': {
    success: [{ name: 'scan', as: DESK, path: CHECK_IN, says: 'その方の予約を開きます' }],
    empty: NEVER_EMPTY,
    error: [
      {
        name: 'nothing-read',
        as: DESK,
        path: CHECK_IN,
        send: { form: 'name="token"' },
        status: 400,
        says: 'QRコードを読み取ってください',
      },
      {
        name: 'other-code',
        as: DESK,
        path: CHECK_IN,
        send: { form: 'name="token"', fields: { token: 'https://example.jp/' } },
        status: 409,
        says: '来庁予約のものではありません',
      },
    ],
  },
};

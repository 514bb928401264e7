import { expect, test } from 'vitest';
import { beginJourney } from '#tests/support/journey.ts';
import { moveTheSatoFamily, readsOnStatus } from '#tests/support/sato-move.ts';

test('JavaScriptなしでも、届出から転入通知まで同じ画面で終わる（住民基本台帳法第24条の2）', async () => {
  await using journey = await beginJourney({ javaScript: false });
  const { receiptNumber, resident, fujisawa } = await moveTheSatoFamily(journey);
  const status = await readsOnStatus(resident, journey.server.origin, receiptNumber, '転入の知らせが届きました');
  expect(status).toContain('引越しの手続きは終わりました。');
  expect(fujisawa.typed).toEqual([]);
});

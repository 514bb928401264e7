import { describe, expect, test } from 'vitest';
import { DESK, expectAccessible } from '#tests/support/browser.ts';
import { beginJourney } from '#tests/support/journey.ts';
import { numberingOf, openResident } from '#tests/support/resident-records.ts';
import { moveTheSatoFamily, readsOnStatus } from '#tests/support/sato-move.ts';
import { readableNumbers, storedSecrets } from '#tests/support/stored-numbers.ts';

const HOPS = [
  ['署名して届け出ました', '2026年11月24日（火）'],
  ['調布市に届出を送りました', '2026年11月24日（火）'],
  ['藤沢市に来庁の予定を送りました', '2026年11月24日（火）'],
  ['調布市が届出を受け付けました', '2026年11月24日（火）'],
  ['藤沢市に来庁の予定が届きました', '2026年11月24日（火）'],
  ['調布市が審査を始めました', '2026年11月24日（火）'],
  ['調布市で転出の手続きが完了しました', '2026年11月24日（火）'],
  ['藤沢市の窓口の準備ができました', '2026年11月24日（火）'],
  ['調布市の住民票が消除されました', '2026年11月28日（土）0時'],
  ['藤沢市の窓口で受け付けました', '2026年11月30日（月）9時'],
  ['藤沢市で転入の手続きが完了しました', '2026年11月30日（月）9時'],
  ['調布市に転入の知らせが届きました', '2026年11月30日（月）9時'],
] as const;

/** 電文 that cross the line in every move with cards. */
const MESSAGES = [
  '転出届（申請データ）',
  '来庁予定の連絡（転入予約）',
  '申請処理状況',
  '転出証明書情報（事前通知）',
  '転出証明書情報の請求',
  '転出証明書情報（回答）',
  '転入通知',
  '本人確認情報の通知',
  '団体内統合宛名番号の通知',
  '符号取得依頼',
  'カード継続利用の通知',
  '戸籍の附票記載事項通知',
];

describe('佐藤家4人が調布市から藤沢市へ引っ越す（住民基本台帳法第24条の2、第22条、第9条）', () => {
  test('スマートフォンで届け出て、カードだけで転入し、番号はどのファイルにも読める形で残らない', async () => {
    await using journey = await beginJourney();
    const { server } = journey;
    const secrets = await storedSecrets(server.dataDir);
    expect(secrets.length).toBeGreaterThan(240);

    const { receiptNumber, resident, fujisawa } = await moveTheSatoFamily(journey, expectAccessible);

    const status = await readsOnStatus(resident, server.origin, receiptNumber, '調布市に転入の知らせが届きました');
    for (const [hop, at] of HOPS) expect(status, hop).toMatch(new RegExp(`${hop}[^知]*${at}`));
    expect(status).toContain('引越しの手続きは終わりました。');
    expect(status).not.toContain('進行中');

    // Prepared overnight: from the list of the day to the end without a typed letter.
    expect(fujisawa.typed).toEqual([]);
    expect(fujisawa.screens.length, fujisawa.screens.join(' ')).toBeLessThanOrEqual(8);

    // 宛名, 団番, 符号: each of them went through.
    await openResident(fujisawa, '佐藤　健司');
    const numbering = await numberingOf(fujisawa);
    expect(numbering).toContain('済み');
    expect(numbering).not.toMatch(/待っています|止まっています/);

    await resident.setViewportSize(DESK);
    await resident.goto(`${server.origin}/demo/messages`);
    const messages = await resident.locator('main').textContent();
    for (const message of MESSAGES) expect(messages).toContain(message);
    await expectAccessible(resident);

    const { files, leaks } = await readableNumbers(server.dataDir, server.log(), secrets);
    expect(files).toEqual(expect.arrayContaining(['portal.db', 'town-132080.db', 'national.db', 'portal.db-wal']));
    expect(leaks).toEqual([]);
  });
});

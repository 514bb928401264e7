import { describe, expect, it } from 'vitest';
import {
  refuseAbroad,
  refuseMovingDay,
  refuseOnline,
  refuseOwnTown,
  refusePlace,
  refuseSecondApplication,
  refuseVisitDay,
  refuseWithoutCard,
  refuseYoungHolder,
} from '#app/portal/drafts/eligibility.ts';
import { refuseCertificate, refuseSignature } from '#app/portal/filing/signature-refusals.ts';
import { TODAY } from './answers.ts';

describe('受付期間（住民基本台帳法第24条・第24条の2）', () => {
  it.each([
    ['30日後の引越し', '2026-12-24', false],
    ['31日後の引越し', '2026-12-25', true],
    ['10日前の引越し', '2026-11-14', false],
    ['11日前の引越し', '2026-11-13', true],
  ])('%s（%s）を断る: %s', (_, movingOn, refused) => {
    expect(refuseMovingDay(movingOn, TODAY) !== undefined).toBe(refused);
  });

  it('断るときは、受け付ける最初の日と最後の日を両方の暦で示す', () => {
    const refusal = refuseMovingDay('2027-03-30', TODAY);
    expect(refusal?.sentence).toContain('2027年2月28日（令和9年）日曜日');
    expect(refusal?.sentence).toContain('2027年4月9日（令和9年）金曜日');
    expect(refusal?.article).toContain('第24条');
  });
});

describe('オンラインで受け付けない届出', () => {
  it('国外への引越し（住民基本台帳法第24条）', () => {
    expect(refuseAbroad()).toMatchObject({ code: 'destinationAbroad', article: '住民基本台帳法第24条' });
  });

  it('同じ市区町村の中の引越しは転居なので、転出届はいらない（住民基本台帳法第23条）', () => {
    expect(refuseOwnTown('132080', '132080', '調布市')).toMatchObject({
      code: 'destinationIsOwnTown',
      article: '住民基本台帳法第23条',
    });
    expect(refuseOwnTown('132080', '142051', '藤沢市')).toBeUndefined();
  });

  it('同じ市の別の区は転出先にならず、今の区は転居、ほかの市の区は転出先になる（住民基本台帳法第38条・第23条）', () => {
    const wards = ['141097', '141186'];
    const refuse = (municipalityCode: string) =>
      refusePlace('141097', { municipalityCode, municipality: '横浜市の区' }, wards)?.code;
    expect(['141097', '141186', '141313'].map(refuse)).toEqual([
      'destinationIsOwnTown',
      'destinationIsOtherWard',
      undefined,
    ]);
  });

  it('15歳未満の方のカード（公的個人認証法第3条）: 年齢は誕生日の前日に加わる', () => {
    expect(refuseYoungHolder('2011-11-26', TODAY)?.code).toBe('cardHolderUnder15');
    expect(refuseYoungHolder('2011-11-25', TODAY)).toBeUndefined();
  });

  it('カードを持つ人がだれも引っ越さない転出（住民基本台帳法第24条の2第1項・第2項）', () => {
    expect(refuseWithoutCard()).toMatchObject({ code: 'noCardAmongMovers' });
  });

  it('届出の途中のものがある間の二つ目の届出（住民基本台帳法第24条）', () => {
    expect(refuseSecondApplication(undefined)).toBeUndefined();
    expect(refuseSecondApplication('2026112409000012345')?.sentence).toContain('2026112409000012345');
  });

  it('理由を示さない断りは、どの理由でも同じ一つの文になる（支援措置を含む）', () => {
    expect(refuseOnline()).toEqual(refuseOnline());
    expect(JSON.stringify(refuseOnline())).not.toMatch(/支援|措置|提供/);
  });
});

describe('来庁予定日（住民基本台帳法第22条, 第24条の2, 施行令第24条の2）', () => {
  const dates = { filedOn: TODAY, movingOn: '2026-11-28' };
  it.each([
    ['引越しの前の日', '2026-11-27', 'visitBeforeMove', '住民基本台帳法第22条第1項'],
    ['閉庁日', '2026-12-05', 'visitOnClosedDay', '地方自治法第4条の2'],
    ['期限の次の開庁日', '2026-12-15', 'visitAfterLimit', '住民基本台帳法施行令第24条の2'],
  ])('%s（%s）は選べない', (_, visitOn, code, article) => {
    expect(refuseVisitDay(visitOn, dates)).toMatchObject({ code, article });
  });

  it('届出の日から1開庁日は空ける（住民基本台帳法第24条の2第3項）', () => {
    const moved = { filedOn: TODAY, movingOn: '2026-11-20' };
    expect(refuseVisitDay(TODAY, moved)).toMatchObject({ code: 'visitTooEarly' });
    expect(refuseVisitDay('2026-11-25', moved)).toBeUndefined();
  });

  it('最後の日が閉庁日なら次の開庁日まで選べる（地方自治法第4条の2第4項）', () => {
    expect(refuseVisitDay('2026-12-14', dates)).toBeUndefined();
  });

  it('期限までに行ける日がなければ、そう言う', () => {
    expect(refuseVisitDay('2026-12-01', { filedOn: '2027-01-15', movingOn: '2026-11-20' })?.code).toBe('noVisitDay');
  });
});

describe('署名用電子証明書（公的個人認証法第17条・第18条）', () => {
  const validation = {
    signedAt: '2026-11-24T00:00:00.000Z',
    checkedAt: '2026-11-24T00:00:00.000Z',
    source: 'ocsp',
  } as const;
  it.each([
    ['expired', 'certificateExpired', '公的個人認証法第5条'],
    ['revokedBeforeSigning', 'certificateRevoked', '公的個人認証法第15条・第18条'],
    ['untrusted', 'certificateUntrusted', '公的個人認証法第17条'],
    ['unknown', 'certificateUntrusted', '公的個人認証法第17条'],
  ] as const)('%s は %s（%s）', (status, code, article) => {
    expect(refuseCertificate({ ...validation, status })).toMatchObject({ code, article });
  });

  it('署名の後に失効した証明書は有効のまま', () => {
    expect(
      refuseCertificate({ ...validation, status: 'valid', revokedAt: '2026-11-29T00:00:00.000Z' }),
    ).toBeUndefined();
  });

  it('別のカードによる署名と、1バイトでも違う内容は断る（公的個人認証法第2条第1項）', () => {
    expect(refuseSignature('signedByOther').article).toBe('公的個人認証法第2条第1項');
    expect(refuseSignature('signatureBroken').article).toBe('公的個人認証法第2条第1項');
  });
});

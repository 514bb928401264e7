import { randomUUID } from 'node:crypto';
import type { MessageContent } from '#app/messages/contracts/catalogue.ts';
import { HOUSEHOLD_INFORMATION } from '#app/vocabulary/number-purposes.ts';
import type { AdoptedPerson } from '#mocks/jlis/register.ts';
import { CHOFU, type Organisation, SAPPORO } from './nation-world.ts';

/** 住民票コード with valid check digits (specimens of public documents). */
export const HANAKO_CODE = '24727059608';
export const TARO_CODE = '24846016224';

export const CHOFU_ADDRESS = {
  municipalityCode: CHOFU,
  prefecture: '東京都',
  municipality: '調布市',
  town: '小島町二丁目',
  lot: '35番地1',
};
export const SAPPORO_ADDRESS = {
  municipalityCode: SAPPORO,
  prefecture: '北海道',
  municipality: '札幌市中央区',
  town: '北一条西二丁目',
  lot: '1番地',
};

export const HANAKO: AdoptedPerson = {
  residentRecordCode: HANAKO_CODE,
  name: { full: '調布　花子', kana: 'チョウフ　ハナコ' },
  bornOn: { text: '1988-04-05', on: '1988-04-05', kind: 'exact' },
  sex: '2',
  address: CHOFU_ADDRESS,
  municipalityCode: CHOFU,
  since: '2015-06-01',
};

type Notice = MessageContent<'IdentityInformationNotice'>;

/** 本人確認情報の通知 about 花子. */
export function noticeOf(
  event: Notice['event'],
  municipalityCode: string,
  effectiveOn: string,
  more: Partial<Notice> = {},
): Notice {
  return {
    event,
    reason: event === 'entered' ? 'movingIn' : event === 'removed' ? 'movingOut' : 'minorCorrection',
    effectiveOn,
    municipalityCode,
    residentRecordCode: HANAKO_CODE,
    name: HANAKO.name,
    bornOn: HANAKO.bornOn,
    sex: HANAKO.sex,
    address: { ...HANAKO.address, municipalityCode, lot: `${municipalityCode}の1番地` },
    ...more,
  };
}

/** 転出証明書情報 of 花子, from 調布市. */
export function certificateOf(
  movingOutId: string,
  more: Partial<MessageContent<'MovingOutCertificate'>> = {},
): MessageContent<'MovingOutCertificate'> {
  return {
    kind: 'advance',
    movingOutId,
    revision: 1,
    fromMunicipality: CHOFU,
    toMunicipality: SAPPORO,
    notifiedOn: '2026-11-24',
    plannedOn: '2026-12-01',
    oldAddress: CHOFU_ADDRESS,
    oldHouseholder: '調布　花子',
    plannedAddress: SAPPORO_ADDRESS,
    movers: [
      {
        residentRecordCode: HANAKO_CODE,
        name: { ...HANAKO.name, kanaConfirmed: true },
        bornOn: HANAKO.bornOn,
        sex: '2',
        relationship: '世帯主',
        qualifications: {
          nationalHealthInsurance: true,
          lateElderlyInsurance: false,
          longTermCareInsurance: false,
          childAllowance: false,
        },
        card: { cardId: 'card-hanako', issuedOn: '2022-04-01', expiresOn: '2032-04-05' },
      },
    ],
    ...more,
  };
}

/** 情報照会 of 世帯情報, then its result as soon as it is there; without the 処理通番. */
export async function askHousehold(asker: Organisation, more: Record<string, unknown>) {
  const receipt = await asker.mailroom.inquire<{ processingNumber: string }>('interlink', 'InformationInquiry', {
    purpose: 'selfInformation',
    informationName: HOUSEHOLD_INFORMATION.code,
    consentId: randomUUID(),
    ...more,
  });
  return fetchResult(asker, receipt.content.processingNumber);
}

/** 結果の取得, again and again until the network has answered. */
export async function fetchResult(asker: Organisation, processingNumber: string) {
  for (let tries = 0; tries < 200; tries += 1) {
    const { content } = await asker.mailroom.inquire<MessageContent<'InquiryResult'>>(
      'interlink',
      'InquiryResultRequest',
      { processingNumber },
    );
    const { processingNumber: answered, ...result } = content;
    if (answered !== processingNumber) throw new Error('the result of another inquiry');
    if (result.state !== 'processing') return result;
  }
  throw new Error('the network does not answer');
}

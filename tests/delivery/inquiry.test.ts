import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MessageContent } from '#app/messages/contracts/catalogue.ts';
import { HOUSEHOLD_INFORMATION } from '#app/vocabulary/number-purposes.ts';
import { askHousehold, CHOFU_ADDRESS, fetchResult, HANAKO, HANAKO_CODE, TARO_CODE } from './nation-messages.ts';
import { CHOFU, createNationWorld, FUJISAWA, type NationWorld, type Organisation } from './nation-world.ts';

const SERIAL = '1A2B3C4D';
const HANAKO_UNIFIED = '000000000000019';
const HOUSEHOLD = {
  address: CHOFU_ADDRESS,
  members: [
    { name: '調布　花子', bornOn: HANAKO.bornOn, sex: '2' as const, relationship: '世帯主', householder: true },
  ],
};

let world: NationWorld;
let portal: Organisation;
let fujisawa: Organisation;
let number: string;

beforeEach(async () => {
  world = await createNationWorld();
  [number = ''] = await world.nation.adoptPersons([HANAKO]);
  world.nation.cards.holders.set(SERIAL, HANAKO_CODE);
  portal = await world.organisation('portal');
  fujisawa = await world.organisation(FUJISAWA);
  await world.nation.seedCopies([seeded(CHOFU, HANAKO_UNIFIED)]);
});
afterEach(() => world.close());

type Flags = { version: number; undisclosed: boolean; selfInformationDenied: boolean };

function seeded(municipalityCode: string, unifiedAddresseeNumber: string, flags: Partial<Flags> = {}) {
  return {
    municipalityCode,
    unifiedAddresseeNumber,
    residentRecordCode: HANAKO_CODE,
    individualNumber: number,
    version: 1,
    undisclosed: false,
    selfInformationDenied: false,
    publishedOn: '2026-11-01',
    household: HOUSEHOLD,
    ...flags,
  };
}

function inquire(asker: Organisation, content: Record<string, unknown>) {
  return asker.mailroom.inquire<{ processingNumber: string }>('interlink', 'InformationInquiry', {
    purpose: 'selfInformation',
    informationName: HOUSEHOLD_INFORMATION.code,
    consentId: randomUUID(),
    ...content,
  });
}

const ofTown = (more: Record<string, unknown> = {}) => ({
  purpose: 'childAllowance',
  consentId: undefined,
  unifiedAddresseeNumber: '000000000000108',
  provider: CHOFU,
  ...more,
});

async function records(serial = SERIAL) {
  const { content } = await portal.mailroom.inquire<MessageContent<'ProvisionRecords'>>(
    'interlink',
    'ProvisionRecordInquiry',
    { serial },
  );
  return content.records;
}

describe('情報照会（番号法第19条第8号）: 受付と結果の取得は別の電文', () => {
  test('受付は処理通番だけを答え、結果は照会した者が二度目の照会で取得する', async () => {
    const { content } = await inquire(portal, { serial: SERIAL });
    expect(content).toEqual({ processingNumber: '99999920261124000001' });
    const result = await fetchResult(portal, content.processingNumber);
    expect(result).toEqual({ state: 'provided', municipalityCode: CHOFU, household: HOUSEHOLD });
    expect(await fetchResult(portal, content.processingNumber)).toEqual(result);
    expect((await inquire(portal, { serial: SERIAL })).content.processingNumber).toBe('99999920261124000002');
  });

  test('ほかの機関は、処理通番を知っていても結果を取得できない', async () => {
    const { content } = await inquire(portal, { serial: SERIAL });
    await expect(fetchResult(fujisawa, content.processingNumber)).rejects.toThrow('unknownInquiry');
    await expect(fetchResult(portal, '99999920261124000099')).rejects.toThrow('unknownInquiry');
  });

  test('処理の途中で止まっても、動き出せば同じ処理通番で結果が出る', async () => {
    const { content } = await inquire(portal, { serial: SERIAL });
    await world.restart();
    await world.nation.advance();
    expect(await fetchResult(portal, content.processingNumber)).toMatchObject({ state: 'provided' });
    expect(await records()).toHaveLength(1);
  });

  test('提供した情報は一日で消え、記録は残る', async () => {
    const { content } = await inquire(portal, { serial: SERIAL });
    await fetchResult(portal, content.processingNumber);
    world.clock.set('2026-11-25T01:00:00.000Z');
    await world.nation.advance();
    expect(await fetchResult(portal, content.processingNumber)).toEqual({ state: 'provided' });
    expect(await records()).toHaveLength(1);
  });

  test('市区町村は自分の符号を持つ者について、利用事務を示して照会できる', async () => {
    await world.nation.seedCopies([seeded(FUJISAWA, '000000000000108')]);
    const { content } = await inquire(fujisawa, ofTown());
    expect(content.processingNumber).toBe(`${FUJISAWA}20261124000001`);
    expect(await fetchResult(fujisawa, content.processingNumber)).toMatchObject({
      state: 'provided',
      municipalityCode: CHOFU,
    });
  });

  test('照会者の符号が未取得なら「…は符号が未取得です。」', async () => {
    const { content } = await inquire(fujisawa, ofTown());
    expect(await fetchResult(fujisawa, content.processingNumber)).toEqual({
      state: 'symbolMissing',
      error: '団体内統合宛名番号「００００００００００００１０８」は符号が未取得です。',
    });
  });

  test('提供者の符号が未取得なら、未取得と答える。つながっていない市区町村は提供しない', async () => {
    await world.nation.adoptPersons([{ ...HANAKO, residentRecordCode: TARO_CODE }]);
    world.nation.cards.holders.set('AB', TARO_CODE);
    expect(await askHousehold(portal, { serial: 'AB' })).toEqual({
      state: 'symbolMissing',
      error: '照会対象者は符号が未取得です。',
    });
    expect(await askHousehold(portal, { serial: 'AB', provider: '011011' })).toEqual({ state: 'notProvided' });
  });
});

describe('照会の拒否', () => {
  test('番号法第9条の利用事務を示さない照会は、受け付けない', async () => {
    await expect(inquire(portal, { serial: SERIAL, purpose: 'curiosity' })).rejects.toThrow('purposeMissing');
    await expect(inquire(fujisawa, ofTown({ purpose: '' }))).rejects.toThrow('purposeMissing');
  });

  test('事務に許されていない特定個人情報名は、その名を示して断る', async () => {
    const refused = inquire(fujisawa, ofTown({ informationName: 'TM99' }));
    await expect(refused).rejects.toThrow(/inquiryNotAllowed/);
    await expect(refused).rejects.toMatchObject({
      problem: { status: 403, detail: '指定された特定個人情報名「TM99」の照会は許可されていません。' },
    });
    await expect(inquire(fujisawa, ofTown({ purpose: 'residentRecord' }))).rejects.toThrow('inquiryNotAllowed');
    await expect(inquire(portal, { serial: SERIAL, purpose: 'childAllowance' })).rejects.toThrow('inquiryNotAllowed');
  });

  test('本人の同意のない自己情報の照会は、受け付けない', async () => {
    await expect(inquire(portal, { serial: SERIAL, consentId: undefined })).rejects.toThrow('consentMissing');
  });

  test('断った照会は、提供の記録を残さない', async () => {
    await expect(inquire(portal, { serial: SERIAL, purpose: 'curiosity' })).rejects.toThrow();
    expect(await records()).toEqual([]);
  });
});

describe('情報提供等記録（番号法第23条）', () => {
  test('本人は、だれがどの事務で照会し、提供されたかを見られる。ほかの者のものは見られない', async () => {
    await askHousehold(portal, { serial: SERIAL });
    await world.nation.seedCopies([seeded(FUJISAWA, '000000000000108')]);
    await fetchResult(fujisawa, (await inquire(fujisawa, ofTown())).content.processingNumber);
    expect(await records()).toMatchObject([
      { inquirer: 'portal', provider: CHOFU, purpose: 'selfInformation', provided: true },
      { inquirer: FUJISAWA, provider: CHOFU, purpose: 'childAllowance', provided: true },
    ]);
    expect(await records('FFFF')).toEqual([]);
    await expect(fujisawa.mailroom.inquire('interlink', 'ProvisionRecordInquiry', { serial: SERIAL })).rejects.toThrow(
      'inquiryNotAllowed',
    );
  });

  const flags: [string, Partial<Flags>][] = [
    ['不開示', { undisclosed: true }],
    ['自己情報提供不可', { selfInformationDenied: true }],
  ];
  test.each(flags)('%sなら、ほかの機関の照会に自動では提供されない', async (_, changes) => {
    await world.nation.seedCopies([
      seeded(FUJISAWA, '000000000000108'),
      seeded(CHOFU, HANAKO_UNIFIED, { version: 2, ...changes }),
    ]);
    const { content } = await inquire(fujisawa, ofTown());
    expect(await fetchResult(fujisawa, content.processingNumber)).toEqual({ state: 'notProvided' });
  });

  test('不開示の者の記録は、だれも照会しなかったのと同じになる。自己情報提供不可だけなら見られる', async () => {
    await askHousehold(portal, { serial: SERIAL });
    await world.nation.seedCopies([seeded(CHOFU, HANAKO_UNIFIED, { version: 2, selfInformationDenied: true })]);
    expect(await records()).toHaveLength(1);
    await world.nation.seedCopies([seeded(CHOFU, HANAKO_UNIFIED, { version: 3, undisclosed: true })]);
    expect(await records()).toEqual(await records('FFFF'));
    await world.nation.seedCopies([seeded(CHOFU, HANAKO_UNIFIED, { version: 4 })]);
    expect(await records()).toHaveLength(1);
  });

  test('国の側のどの行にも、符号と個人番号は平文でない', async () => {
    await askHousehold(portal, { serial: SERIAL });
    const { readFileSync, readdirSync } = await import('node:fs');
    const bytes = readdirSync(world.folder)
      .filter((name) => name.startsWith('national'))
      .map((name) => readFileSync(`${world.folder}/${name}`, 'latin1'))
      .join('');
    expect(bytes).not.toContain(number);
    expect(bytes).not.toContain(HANAKO_CODE);
  });
});

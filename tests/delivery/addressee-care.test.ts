import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AddresseeTown, HANAKO_HOUSEHOLD, openHanako } from './addressee-world.ts';
import { askHousehold, HANAKO_CODE } from './nation-messages.ts';
import { CHOFU, type NationWorld, type Organisation } from './nation-world.ts';

const PERSON = '000000000000019';
const MOVED_OUT_ON = '2026-11-30';

let world: NationWorld;
let juki: Organisation;
let portal: Organisation;
let number: string;
let town: AddresseeTown;
let close: () => Promise<void>;

beforeEach(async () => {
  ({ world, number, juki, portal, town, close } = await openHanako());
});
afterEach(() => close());

const process = (serial: number) => `${CHOFU}20261124${String(serial).padStart(6, '0')}`;
const request = (serial: number, more: { addresseeNumber?: string; businessId?: string } = {}) =>
  town.addressee.requestNumber({
    processingNumber: process(serial),
    addresseeNumber: PERSON,
    individualNumber: number,
    ...more,
  });

/** 付番, 符号の取得 and 副本登録 of version `version`. */
async function numbered(serial = 1, version = 1) {
  await request(serial);
  const content = { processingNumber: process(serial), residentRecordCode: HANAKO_CODE };
  await juki.send({ type: 'SymbolRequest', to: 'jlis', subject: 'numbering', content });
  await town.mailroom.deliver();
  await juki.settle();
  await town.addressee.registerHousehold(copy(PERSON, version));
  await town.mailroom.deliver();
}

const copy = (addresseeNumber: string, version: number) => ({
  addresseeNumber,
  version,
  undisclosed: false,
  selfInformationDenied: false,
  publishedOn: '2026-11-24',
  household: HANAKO_HOUSEHOLD,
});
const sent = async (type: string) =>
  (await town.store.read(({ db, t }) => db.select().from(t.outbox))).filter((row) => row.type === type);
const ask = () => askHousehold(portal, { serial: '1A2B', provider: CHOFU });

describe('団番の削除（共通機能標準仕様書）: 届出のときでも転出の日の前でもなく、業務が終わってから', () => {
  test('転出の日の前は断る', async () => {
    await numbered();
    expect(await town.addressee.deleteNumber(PERSON, MOVED_OUT_ON)).toMatchObject({
      accepted: false,
      refusal: { code: 'beforeMovingOut' },
    });
    expect(await sent('UnifiedAddresseeDeletion')).toEqual([]);
  });

  test('継続中の事案がある業務が一つでもあれば断り、その業務を示す。宛名番号の違う業務でも同じ', async () => {
    await numbered();
    await request(2, { addresseeNumber: '000000000000108', businessId: '010' });
    await town.addressee.openCase(PERSON, '003');
    await town.addressee.openCase('000000000000108', '010');
    world.clock.set('2026-12-01T00:00:00.000Z');
    expect(await town.addressee.deleteNumber(PERSON, MOVED_OUT_ON)).toMatchObject({
      refusal: { code: 'openCase', sentence: expect.stringContaining('003、010') },
    });
    await town.addressee.closeCase(PERSON, '003');
    expect(await town.addressee.deleteNumber(PERSON, MOVED_OUT_ON)).toMatchObject({ refusal: { code: 'openCase' } });
    await town.addressee.closeCase('000000000000108', '010');
    expect(await town.addressee.deleteNumber(PERSON, MOVED_OUT_ON)).toEqual({ accepted: true, value: 'deleted' });
  });

  test('削除は中間サーバーに一度だけ通知され、副本は閉じる。再転入すれば同じ団番で、符号は取り直す', async () => {
    await numbered();
    expect(await ask()).toMatchObject({ state: 'provided' });
    const masked = await town.addressee.maskedNumber(PERSON);
    world.clock.set('2026-12-01T00:00:00.000Z');
    for (let times = 0; times < 2; times += 1) await town.addressee.deleteNumber(PERSON, MOVED_OUT_ON);
    await town.mailroom.deliver();
    expect(await sent('UnifiedAddresseeDeletion')).toHaveLength(1);
    expect(await ask()).toEqual({ state: 'notProvided' });
    await numbered(3, 2);
    expect(await town.addressee.maskedNumber(PERSON)).toBe(masked);
    expect(juki.received.map(({ content }) => (content as { state: string }).state).at(-1)).toBe('obtained');
    expect(await ask()).toMatchObject({ state: 'provided' });
    expect(await town.mailroom.deadLetters()).toEqual([]);
  });

  test('付番のない宛名番号は断る', async () => {
    expect(await town.addressee.deleteNumber('nobody', '2026-11-01')).toMatchObject({
      refusal: { code: 'notNumbered' },
    });
  });
});

describe('個人番号の変更（番号法第7条第2項）', () => {
  test('団番は変わらず、新しい番号で見つかる。中間サーバーには知らせない', async () => {
    await request(1);
    await town.addressee.changeNumber({ addresseeNumber: PERSON, individualNumber: '123456789018' });
    await town.addressee.requestNumber({
      processingNumber: process(2),
      addresseeNumber: '000000000000108',
      individualNumber: '123456789018',
      businessId: '010',
    });
    expect(await town.addressee.maskedNumber('000000000000108')).toBe('***********0019');
    expect(await sent('UnifiedAddresseeRegistration')).toHaveLength(2);
  });
});

describe('一括処理: 誤った宛名番号は一覧に残り、ほかは済む', () => {
  test('一括の付番依頼', async () => {
    await request(1);
    const result = await town.addressee.requestNumbers([
      { processingNumber: process(11), addresseeNumber: 'a1', individualNumber: '123456789018', businessId: '010' },
      { processingNumber: process(12), addresseeNumber: PERSON, individualNumber: '983205673214', businessId: '010' },
      { processingNumber: process(13), addresseeNumber: 'a3', individualNumber: '379474484458', businessId: '010' },
    ]);
    expect(result.done).toEqual(['a1', 'a3']);
    expect(result.wrong).toMatchObject([{ addresseeNumber: PERSON, businessId: '010' }]);
    expect(await town.addressee.errors(10)).toEqual(result.wrong);
    expect(await sent('UnifiedAddresseeRegistration')).toHaveLength(3);
  });

  test('一括の副本登録', async () => {
    await numbered();
    const result = await town.addressee.registerHouseholds([copy('unknown', 1), copy(PERSON, 2)]);
    expect(result).toMatchObject({ done: [PERSON], wrong: [{ addresseeNumber: 'unknown' }] });
    expect(await sent('CopyRegistration')).toHaveLength(2);
  });

  test('誤りのない一括処理は、一覧に何も残さない', async () => {
    await numbered();
    await town.addressee.registerHouseholds([copy(PERSON, 2)]);
    expect(await town.addressee.errors(10)).toEqual([]);
  });
});

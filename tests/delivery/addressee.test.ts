import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AddresseeTown, HANAKO_HOUSEHOLD, openHanako } from './addressee-world.ts';
import { askHousehold, HANAKO_CODE } from './nation-messages.ts';
import { CHOFU, type NationWorld, type Organisation } from './nation-world.ts';

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

const PROCESS = `${CHOFU}20261124000001`;
const sentMessages = () => town.store.read(({ db, t }) => db.select().from(t.outbox));
const unifiedNumbers = () => town.store.read(({ db, t }) => db.select().from(t.unifiedAddressees));

function request(more: { processingNumber?: string; addresseeNumber?: string; individualNumber?: string } = {}) {
  return town.addressee.requestNumber({
    processingNumber: PROCESS,
    addresseeNumber: '000000000000019',
    individualNumber: number,
    ...more,
  });
}

function publish(version: number, more: { undisclosed?: boolean; selfInformationDenied?: boolean } = {}) {
  return town.addressee.registerHousehold({
    addresseeNumber: '000000000000019',
    version,
    undisclosed: false,
    selfInformationDenied: false,
    publishedOn: '2026-11-24',
    household: HANAKO_HOUSEHOLD,
    ...more,
  });
}

async function ask() {
  return askHousehold(portal, { serial: '1A2B' });
}

describe('団体内統合宛名番号の付番（共通機能標準仕様書）', () => {
  test('個人番号がなければ付番し、中間サーバーに通知する。繰り返しても一度だけ', async () => {
    await request();
    await request();
    expect(await unifiedNumbers()).toMatchObject([{ unifiedAddresseeNumber: '000000000000019' }]);
    expect(await sentMessages()).toMatchObject([{ type: 'UnifiedAddresseeRegistration', receiver: 'interlink' }]);
    expect(await town.addressee.maskedNumber('000000000000019')).toBe('***********0019');
    expect(await town.addressee.maskedNumber('nobody')).toBeUndefined();
  });

  test('同じ個人番号の別の宛名番号は、同じ団番に紐付く', async () => {
    await request();
    await request({ processingNumber: `${CHOFU}20261124000002`, addresseeNumber: '000000000000108' });
    expect(await unifiedNumbers()).toHaveLength(1);
    expect(await town.addressee.maskedNumber('000000000000108')).toBe('***********0019');
  });

  test('団番は15桁の通番と検査数字で、二人に同じ番号はない', async () => {
    const numbers = ['123456789018', '983205673214', '379474484458'];
    await Promise.all(
      numbers.map((individualNumber, index) =>
        request({
          processingNumber: `${CHOFU}2026112400001${index}`,
          addresseeNumber: `a${index}`,
          individualNumber,
        }),
      ),
    );
    const made = (await unifiedNumbers()).map(({ unifiedAddresseeNumber }) => unifiedAddresseeNumber);
    expect(new Set(made).size).toBe(3);
    expect(made.every((one) => /^\d{15}$/.test(one))).toBe(true);
  });

  test('一つの宛名番号は二人のものにならない', async () => {
    await request();
    await expect(
      request({ processingNumber: `${CHOFU}20261124000002`, individualNumber: '123456789018' }),
    ).rejects.toThrow('another person');
    expect(await sentMessages()).toHaveLength(1);
  });

  test('個人番号は保存されたどの行にも平文で現れない', async () => {
    await request();
    const rows = [await unifiedNumbers(), await sentMessages()];
    expect(JSON.stringify(rows)).not.toContain(number);
  });

  test('付番から符号の取得まで、二つの経路の電文が中間サーバーで突き合う', async () => {
    await request();
    const content = { processingNumber: PROCESS, residentRecordCode: HANAKO_CODE };
    await juki.send({ type: 'SymbolRequest', to: 'jlis', subject: 'numbering', content });
    await juki.settle();
    await town.mailroom.deliver();
    await juki.settle();
    expect(juki.received.map((message) => (message.content as { state: string }).state)).toEqual([
      'requested',
      'obtained',
    ]);
  });
});

describe('副本登録', () => {
  async function numbered() {
    await request();
    const content = { processingNumber: PROCESS, residentRecordCode: HANAKO_CODE };
    await juki.send({ type: 'SymbolRequest', to: 'jlis', subject: 'numbering', content });
    await juki.settle();
  }

  test('世帯情報は版ごとに一度送られ、本人の照会に提供される', async () => {
    await numbered();
    await publish(1);
    await publish(1);
    await town.mailroom.deliver();
    expect(await ask()).toEqual({ state: 'provided', municipalityCode: CHOFU, household: HANAKO_HOUSEHOLD });
    await publish(2, { selfInformationDenied: true });
    await publish(1);
    await town.mailroom.deliver();
    expect(await ask()).toEqual({ state: 'notProvided' });
    expect(await town.mailroom.deadLetters()).toEqual([]);
  });

  test('消除の日に公開を終え、より早い日にだけ改められる。再転入すれば新しい版で公開される', async () => {
    await numbered();
    await publish(1);
    await town.addressee.closeCopies('000000000000019', '2026-12-10');
    await town.addressee.closeCopies('000000000000019', '2026-12-05');
    await town.addressee.closeCopies('000000000000019', '2026-12-05');
    await town.addressee.closeCopies('000000000000019', '2026-12-10');
    await town.addressee.closeCopies('nobody', '2026-12-10');
    await town.mailroom.deliver();
    world.clock.set('2026-12-05T00:00:00.000Z');
    expect(await ask()).toEqual({ state: 'notProvided' });
    expect((await sentMessages()).filter(({ type }) => type === 'CopyRegistration')).toHaveLength(3);
    await publish(2);
    await town.mailroom.deliver();
    expect(await ask()).toMatchObject({ state: 'provided' });
  });

  test('付番されていない者の副本は登録できない', async () => {
    await expect(publish(1)).rejects.toThrow('副本登録');
  });

  test('移行した者は電文なしで付番され、あとの版から送られる', async () => {
    const copy = {
      version: 1,
      undisclosed: false,
      selfInformationDenied: false,
      publishedOn: '2026-11-01',
      household: HANAKO_HOUSEHOLD,
    };
    const person = { addresseeNumber: '000000000000019', individualNumber: number, ...copy };
    const [unifiedAddresseeNumber = ''] = await town.addressee.migrate([person]);
    expect(await town.addressee.migrate([person])).toEqual([unifiedAddresseeNumber]);
    expect(await sentMessages()).toEqual([]);
    await world.nation.seedCopies([
      {
        municipalityCode: CHOFU,
        unifiedAddresseeNumber,
        residentRecordCode: HANAKO_CODE,
        individualNumber: number,
        ...copy,
      },
    ]);
    expect(await ask()).toMatchObject({ state: 'provided' });
    await town.addressee.closeCopies('000000000000019', '2026-11-24');
    await town.mailroom.deliver();
    expect(await town.mailroom.deadLetters()).toEqual([]);
    expect(await ask()).toEqual({ state: 'notProvided' });
  });

  test('中間サーバーが止まっていても失われず、順に届く', async () => {
    await numbered();
    world.nation.faults.set('interlink', { down: true });
    await publish(1);
    await publish(2);
    await town.mailroom.deliver();
    world.nation.faults.clear();
    await town.mailroom.deliver();
    expect(await ask()).toMatchObject({ state: 'provided' });
    expect((await sentMessages()).every(({ state }) => state === 'sent')).toBe(true);
  });
});

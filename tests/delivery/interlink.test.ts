import { randomUUID, X509Certificate } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { seal } from '#app/messages/seal.server.ts';
import { askHousehold, CHOFU_ADDRESS, certificateOf, HANAKO, HANAKO_CODE, TARO_CODE } from './nation-messages.ts';
import { CHOFU, createNationWorld, FUJISAWA, NATIONAL, type NationWorld, type Organisation } from './nation-world.ts';

const PROCESS = `${CHOFU}20261124000001`;
const SERIAL = '1A2B3C4D';
const HANAKO_UNIFIED = '000000000000019';
const HOUSEHOLD = {
  address: CHOFU_ADDRESS,
  members: [
    { name: '調布　花子', bornOn: HANAKO.bornOn, sex: '2' as const, relationship: '世帯主', householder: true },
  ],
};

let world: NationWorld;
let chofu: Organisation;
let portal: Organisation;
let number: string;

beforeEach(async () => {
  world = await createNationWorld();
  [number = ''] = await world.nation.adoptPersons([HANAKO]);
  world.nation.cards.holders.set(SERIAL, HANAKO_CODE);
  chofu = await world.organisation(CHOFU);
  portal = await world.organisation('portal');
});
afterEach(() => world.close());

/** 符号取得依頼 over 住基ネット. */
function requestSymbol(processingNumber = PROCESS, residentRecordCode = HANAKO_CODE) {
  const content = { processingNumber, residentRecordCode };
  return chofu.send({ type: 'SymbolRequest', to: 'jlis', subject: 'numbering-1', content });
}

/** 団番の通知 over LGWAN. */
function register(processingNumber = PROCESS, unifiedAddresseeNumber = HANAKO_UNIFIED, individualNumber = number) {
  const content = { processingNumber, unifiedAddresseeNumber, individualNumber };
  return chofu.send({ type: 'UnifiedAddresseeRegistration', to: 'interlink', subject: 'addressee-1', content });
}

function copy(
  version: number,
  more: { undisclosed?: boolean; selfInformationDenied?: boolean; closedOn?: string; publishedOn?: string } = {},
) {
  const content = {
    unifiedAddresseeNumber: HANAKO_UNIFIED,
    version,
    undisclosed: false,
    selfInformationDenied: false,
    publishedOn: '2026-11-24',
    household: HOUSEHOLD,
    ...more,
  };
  return chofu.send({ type: 'CopyRegistration', to: 'interlink', subject: 'addressee-1', content });
}

async function ask(who: { serial?: string; fourItems?: object } = { serial: SERIAL }) {
  return askHousehold(portal, who);
}

const states = () => chofu.received.map(({ content }) => (content as { state: string }).state);

describe('符号の取得（番号法施行令第20条）: 処理通番で突き合わせる', () => {
  test('団番が先、符号取得依頼が後', async () => {
    await register();
    await chofu.settle();
    expect(states()).toEqual([]);
    await requestSymbol();
    await chofu.settle();
    expect(states()).toEqual(['obtained']);
  });

  test('符号取得依頼が先、団番が後', async () => {
    await requestSymbol();
    await chofu.settle();
    expect(states()).toEqual(['requested']);
    await register();
    await chofu.settle();
    expect(states()).toEqual(['requested', 'obtained']);
  });

  test('ほかの者の個人番号と突き合えば取得できない', async () => {
    const [other = ''] = await world.nation.adoptPersons([{ ...HANAKO, residentRecordCode: TARO_CODE }]);
    await register(PROCESS, HANAKO_UNIFIED, other);
    await requestSymbol();
    await chofu.settle();
    expect(states().at(-1)).toBe('failed');
    expect(states()).not.toContain('obtained');
  });

  test('再び転入した者は、同じ団番と新しい処理通番で取得できる', async () => {
    const again = `${CHOFU}20270101000001`;
    for (const processingNumber of [PROCESS, again]) {
      await register(processingNumber);
      await requestSymbol(processingNumber);
      await chofu.settle();
    }
    expect(states().filter((state) => state === 'obtained')).toHaveLength(2);
    expect(states().at(-1)).toBe('obtained');
  });

  test('団番と個人番号は一対一で、半分だけ同じ組は拒否する', async () => {
    await register();
    await register(`${CHOFU}20261124000002`, '000000000000108');
    await chofu.settle();
    expect(await chofu.mailroom.deadLetters()).toMatchObject([{ error: expect.stringContaining('recordExists') }]);
  });

  test('ほかの団体の処理通番は使えない', async () => {
    await requestSymbol(`${FUJISAWA}20261124000001`);
    await register(`${FUJISAWA}20261124000001`);
    await chofu.settle();
    const codes = (await chofu.mailroom.deadLetters()).map(({ error }) => error);
    expect(codes).toEqual([expect.stringContaining('otherTownsNumber'), expect.stringContaining('otherTownsNumber')]);
  });

  test('中間サーバーが止まっている間の依頼は、動き出してから届く。再起動しても失われない', async () => {
    await register();
    await chofu.settle();
    world.nation.faults.set('interlink', { down: true });
    await requestSymbol();
    await chofu.settle();
    expect(states()).toEqual([]);
    world.nation.faults.clear();
    await world.restart();
    await world.nation.advance();
    await world.nation.advance();
    await chofu.settle();
    expect(states()).toEqual(['obtained']);
  });

  test('市が知るのは状態だけで、符号はどの電文にもない', async () => {
    await register();
    await requestSymbol();
    await chofu.settle();
    // 取得要求中 is told as well when the request was worked on before the 団番.
    const told = chofu.received.map(({ content }) => Object.keys(content as object).sort());
    expect(told.at(-1)).toEqual(['processingNumber', 'state']);
    for (const items of told) expect(items).toEqual(['processingNumber', 'state']);
  });
});

describe('副本と自己情報（番号法第19条, 第26条）', () => {
  async function published() {
    await register();
    await requestSymbol();
    await copy(1);
    await chofu.settle();
  }

  test('本人の利用者証明用証明書の発行番号で、世帯情報が提供される', async () => {
    await published();
    expect(await ask()).toEqual({ state: 'provided', municipalityCode: CHOFU, household: HOUSEHOLD });
  });

  test('発行番号がなくても四情報で定まる', async () => {
    await published();
    const fourItems = {
      name: '調布　花子',
      bornOn: '1988-04-05',
      sex: '2',
      address: '東京都調布市小島町二丁目35番地1',
    };
    expect(await ask({ fourItems })).toMatchObject({ state: 'provided' });
    expect(await ask({ fourItems: { ...fourItems, name: '調布　次郎' } })).toEqual({ state: 'notProvided' });
  });

  test('符号が未取得なら、未取得と答える', async () => {
    await register();
    await copy(1);
    await chofu.settle();
    expect(await ask()).toEqual({ state: 'symbolMissing', error: '照会対象者は符号が未取得です。' });
  });

  test('自己情報提供不可（支援措置）と、いない者への答えは同じである', async () => {
    await published();
    await copy(2, { selfInformationDenied: true });
    await chofu.settle();
    const refused = await ask();
    expect(refused).toEqual({ state: 'notProvided' });
    expect(await ask({ serial: 'FFFF' })).toEqual(refused);
  });

  test('不開示だけの者の自己情報は、本人には提供される', async () => {
    await published();
    await copy(2, { undisclosed: true });
    await chofu.settle();
    expect(await ask()).toMatchObject({ state: 'provided' });
  });

  test('公開終了日から先は提供されず、新しい版があればそれが提供される', async () => {
    await published();
    await copy(1, { closedOn: '2026-12-01' });
    await chofu.settle();
    expect(await ask()).toMatchObject({ state: 'provided' });
    world.clock.set('2026-11-30T15:00:00.000Z');
    expect(await ask()).toEqual({ state: 'notProvided' });
    await copy(2, { publishedOn: '2026-12-01' });
    await chofu.settle();
    expect(await ask()).toMatchObject({ state: 'provided' });
  });

  test('同じ版は二度登録できない。団番のない副本は受け付けない', async () => {
    await published();
    await copy(1);
    await chofu.settle();
    const content = {
      unifiedAddresseeNumber: '000000000000108',
      version: 1,
      undisclosed: false,
      selfInformationDenied: false,
      publishedOn: '2026-11-24',
      household: HOUSEHOLD,
    };
    await chofu.send({ type: 'CopyRegistration', to: 'interlink', subject: 'other', content });
    await chofu.settle();
    const codes = (await chofu.mailroom.deadLetters()).map(({ error }) => error);
    expect(codes.map((code) => code?.split(':')[0]).sort()).toEqual(['recordExists', 'unknownAddressee']);
  });

  test('市からの自己情報の照会、ほかの組織あての電文は受け付けない', async () => {
    await expect(askHousehold(chofu, { serial: SERIAL })).rejects.toThrow('inquiryNotAllowed');
    const keys = await world.nation.organisationKeys(CHOFU);
    const [certificate = ''] = keys.signing.chain;
    const receiver = {
      code: FUJISAWA,
      name: '',
      signingCertificate: certificate,
      signingKey: new X509Certificate(Buffer.from(certificate, 'base64')).publicKey,
      encryptionKey: new X509Certificate(Buffer.from(keys.encryption.chain[0] ?? '', 'base64')).publicKey,
    };
    const envelope = {
      id: randomUUID(),
      type: 'MovingOutCertificate' as const,
      version: 1,
      from: CHOFU,
      to: FUJISAWA,
      subject: 'case',
      sequence: 1,
      sentAt: world.clock.now(),
    };
    const body = await seal({ envelope, content: certificateOf(randomUUID()) }, keys, receiver);
    const response = await world.fetch(`${NATIONAL}/interlink/messages`, { method: 'POST', body });
    expect(await response.json()).toMatchObject({ status: 403, code: 'wrongAddressee' });
  });

  test('移行した者には、電文なしで符号と副本がある。二度移行しても変わらない', async () => {
    const person = {
      municipalityCode: CHOFU,
      unifiedAddresseeNumber: HANAKO_UNIFIED,
      residentRecordCode: HANAKO_CODE,
      individualNumber: number,
      version: 1,
      undisclosed: false,
      selfInformationDenied: false,
      publishedOn: '2026-11-01',
      household: HOUSEHOLD,
    };
    await world.nation.seedCopies([person]);
    await world.nation.seedCopies([person]);
    await world.restart();
    expect(await ask()).toMatchObject({ state: 'provided' });
    await copy(2, { selfInformationDenied: true });
    await chofu.settle();
    expect(await ask()).toEqual({ state: 'notProvided' });
  });

  test('停止中は障害であって、拒否ではない', async () => {
    world.nation.faults.set('interlink', { down: true });
    await expect(ask()).rejects.toMatchObject({ system: 'interlink' });
    world.nation.faults.set('interlink', { malformed: true });
    await expect(ask()).rejects.toMatchObject({ system: 'interlink' });
    world.nation.faults.clear();
    const response = await world.fetch(`${NATIONAL}/interlink/nothing`, { method: 'POST', body: 'x' });
    expect(response.status).toBe(404);
  });
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { characterCodes } from '#app/juki/core/notices.ts';
import type { CharacterCodes } from '#app/messages/contracts/identity.ts';
import { IndividualNumber, ResidentRecordCode } from '#app/vocabulary/identifiers.ts';
import { jukiNetCodes } from '#app/vocabulary/juki-net-characters.ts';
import type { NationDeps } from '#mocks/nation.ts';
import { createDoorCaller } from './nation-door.ts';
import { HANAKO, HANAKO_CODE, noticeOf, TARO_CODE } from './nation-messages.ts';
import { CHOFU, createNationWorld, FUJISAWA, NATIONAL, type NationWorld } from './nation-world.ts';

let world: NationWorld;
let caller: ReturnType<typeof createDoorCaller>;

async function start(options: Partial<NationDeps> = {}) {
  world = await createNationWorld(options);
  caller = createDoorCaller(world);
}

beforeEach(() => start());
afterEach(() => world.close());

describe('全国サーバ', () => {
  test('個人番号は住民票コードから作られ、検査数字が合い、登録を繰り返しても変わらない', async () => {
    const [number = ''] = await world.nation.adoptPersons([HANAKO]);
    expect(IndividualNumber.safeParse(number).success).toBe(true);
    expect(number).not.toContain(HANAKO_CODE.slice(0, 6));
    expect(await world.nation.adoptPersons([HANAKO])).toEqual([number]);
    await world.restart();
    expect(await world.nation.jlis.individualNumberOf(HANAKO_CODE)).toBe(number);
  });

  test('住民票コードの払出しは市の間で重ならず、検査数字が合う（施行規則第14条）', async () => {
    const chofu = await world.organisation(CHOFU);
    const fujisawa = await world.organisation(FUJISAWA);
    for (const town of [chofu, fujisawa, chofu]) {
      await town.send({ type: 'CodeBlockRequest', to: 'jlis', subject: 'pool', content: { count: 250 } });
      await town.settle();
    }
    await world.nation.advance();
    const codes = [chofu, fujisawa].flatMap(({ received }) =>
      received.flatMap(({ content }) => (content as { codes: string[] }).codes),
    );
    expect(codes).toHaveLength(750);
    expect(new Set(codes).size).toBe(750);
    expect(codes.every((code) => ResidentRecordCode.safeParse(code).success)).toBe(true);
  });

  test('乱数が同じ値を返しても、同じ住民票コードを二度払い出さない', async () => {
    await world.close();
    let draws = 0;
    await start({
      randomBytes: (size) => {
        draws += 1;
        return Buffer.alloc(size, draws % 3 === 0 ? draws % 251 : 1);
      },
    });
    const codes = await world.nation.jlis.allotBlock(CHOFU, 20);
    const more = await world.nation.jlis.allotBlock(FUJISAWA, 20);
    expect(new Set([...codes, ...more]).size).toBe(40);
  });

  test('住基ネット統一文字コードは、一緒に送られた文字のものでなければ受け付けない（標準仕様書7.1.1.1）', async () => {
    await world.nation.adoptPersons([HANAKO]);
    const chofu = await world.organisation(CHOFU);
    const tell = async (full: string, subject: string) => {
      const name = { full, kana: 'チョウフ　ハナコ' };
      const notice = noticeOf('corrected', CHOFU, '2026-11-24', { name });
      const characters = { ...characterCodes(notice), full: jukiNetCodes('髙橋　花子') };
      const content = { ...notice, characters };
      await chofu.send({ type: 'IdentityInformationNotice', to: 'jlis', subject, content });
      await chofu.settle();
    };
    await tell('高橋　花子', 'wrong');
    expect((await chofu.mailroom.deadLetters()).map(({ error }) => error?.split(':')[0])).toEqual(['characterCodes']);
    expect((await world.nation.jlis.personOf(HANAKO_CODE))?.name.full).toBe('調布　花子');
    await tell('髙橋　花子', 'right');
    expect((await world.nation.jlis.personOf(HANAKO_CODE))?.name.full).toBe('髙橋　花子');
  });

  test('個人番号の指定の請求でも、符号が氏名と合わなければ番号を作らない（標準仕様書7.1.1.1）', async () => {
    const [residentRecordCode = ''] = await world.nation.jlis.allotBlock(CHOFU, 1);
    const chofu = await world.organisation(CHOFU);
    const { name, bornOn, sex, address } = noticeOf('entered', CHOFU, '2026-11-24', {});
    const ask = async (characters: CharacterCodes, subject: string) => {
      const content = { residentRecordCode, name, bornOn, sex, address, characters };
      await chofu.send({ type: 'IndividualNumberRequest', to: 'jlis', subject, content });
      await chofu.settle();
    };
    const codes = characterCodes({ name, address });
    await ask({ ...codes, address: codes.address.slice(1) }, 'wrong');
    expect((await chofu.mailroom.deadLetters()).map(({ error }) => error?.split(':')[0])).toEqual(['characterCodes']);
    expect(await world.nation.jlis.personOf(residentRecordCode)).toBeUndefined();
    await ask(codes, 'right');
    expect((await world.nation.jlis.personOf(residentRecordCode))?.name.full).toBe(name.full);
  });

  test('払い出されたコードの最初の記載で、新しい個人番号が作られる（番号法第8条）', async () => {
    const [code = ''] = await world.nation.jlis.allotBlock(CHOFU, 1);
    const chofu = await world.organisation(CHOFU);
    const born = noticeOf('entered', CHOFU, '2026-11-20', { reason: 'birth', residentRecordCode: code });
    await chofu.send({ type: 'IdentityInformationNotice', to: 'jlis', subject: 'baby', content: born });
    await chofu.settle();
    expect(IndividualNumber.safeParse(await world.nation.jlis.individualNumberOf(code)).success).toBe(true);
    expect(await chofu.mailroom.deadLetters()).toEqual([]);
  });

  test.each([
    ['otherTown', { municipalityCode: FUJISAWA }],
    ['numberMismatch', { individualNumber: '123456789018' }],
    ['unknownPerson', { residentRecordCode: '25208017643', event: 'removed' as const }],
    ['unknownCode', { residentRecordCode: '25208017643', event: 'entered' as const }],
  ])('誤った本人確認情報の通知は拒否する（%s）', async (code, change) => {
    await world.nation.adoptPersons([HANAKO]);
    const content = { ...noticeOf('corrected', CHOFU, '2026-11-24'), ...change };
    const envelope = caller.envelopeOf({ to: 'jlis', type: 'IdentityInformationNotice' });
    expect((await caller.post(await caller.sealed({ envelope, content }))).code).toBe(code);
    expect(await world.nation.traffic(1)).toMatchObject([{ state: 'refused', code }]);
  });

  test('転入の記載と旧市の遅れた消除のあと、住所は新市にあり、失効は記載の一度だけ伝わる', async () => {
    await world.nation.adoptPersons([HANAKO]);
    const chofu = await world.organisation(CHOFU);
    const fujisawa = await world.organisation(FUJISAWA);
    const entered = noticeOf('entered', FUJISAWA, '2026-12-05');
    await fujisawa.send({ type: 'IdentityInformationNotice', to: 'jlis', subject: 'p', content: entered });
    await fujisawa.settle();
    const removed = noticeOf('removed', CHOFU, '2026-12-10');
    await chofu.send({ type: 'IdentityInformationNotice', to: 'jlis', subject: 'p', content: removed });
    await chofu.settle();
    expect(await world.nation.jlis.personOf(HANAKO_CODE)).toMatchObject({
      municipalityCode: FUJISAWA,
      since: '2026-12-05',
      address: { lot: `${FUJISAWA}の1番地` },
    });
    expect(world.nation.cards.changes).toMatchObject([{ event: 'entered', municipalityCode: FUJISAWA }]);
  });

  test('消除のあと次の記載まで、どの台帳にも載っていない', async () => {
    await world.nation.adoptPersons([HANAKO]);
    const chofu = await world.organisation(CHOFU);
    const content = noticeOf('removed', CHOFU, '2026-12-10');
    await chofu.send({ type: 'IdentityInformationNotice', to: 'jlis', subject: 'p', content });
    await chofu.settle();
    const person = await world.nation.jlis.personOf(HANAKO_CODE);
    expect(person?.municipalityCode).toBeUndefined();
    expect(person?.removedOn).toBe('2026-12-10');
    expect(world.nation.cards.changes).toMatchObject([{ event: 'removed', reason: 'movingOut' }]);
  });

  test('失効の連絡の前に止まっても、再起動のあとに伝わる', async () => {
    await world.nation.adoptPersons([HANAKO]);
    const envelope = caller.envelopeOf({ to: 'jlis', type: 'IdentityInformationNotice' });
    const announce = world.nation.cards.onIdentityChanged;
    world.nation.cards.onIdentityChanged = () => Promise.reject(new Error('power cut'));
    await world.restart();
    const body = await caller.sealed({ envelope, content: noticeOf('removed', CHOFU, '2026-12-10') });
    await expect(caller.post(body)).rejects.toThrow('power cut');
    world.nation.cards.onIdentityChanged = announce;
    await world.restart();
    expect((await caller.post(body)).status).toBe(202);
    await world.nation.advance();
    await world.nation.advance();
    expect(world.nation.cards.changes).toHaveLength(1);
  });

  test('証明書の発行番号の照会は市区町村にだけ答える', async () => {
    world.nation.cards.holders.set('1A2B3C4D', HANAKO_CODE);
    const chofu = await world.organisation(CHOFU);
    const known = await chofu.mailroom.inquire('jlis', 'CertificateHolderInquiry', { serial: '1A2B3C4D' });
    expect(known.content).toEqual({ residentRecordCode: HANAKO_CODE });
    const unknown = await chofu.mailroom.inquire('jlis', 'CertificateHolderInquiry', { serial: 'FFFF' });
    expect(unknown.content).toEqual({});
    const portal = await world.organisation('portal');
    await expect(portal.mailroom.inquire('jlis', 'CertificateHolderInquiry', { serial: '1A2B3C4D' })).rejects.toThrow(
      'notATown',
    );
  });

  test('四情報は、字の幅や空白の違いがあっても一人に定まる', async () => {
    await world.nation.adoptPersons([HANAKO]);
    const items = { name: '調布 花子', bornOn: '1988-04-05', sex: '2' as const };
    const address = '東京都調布市小島町二丁目３５番地１';
    expect(await world.nation.jlis.findByFourItems({ ...items, address })).toBe(HANAKO_CODE);
    expect(await world.nation.jlis.findByFourItems({ ...items, address: `${address}0` })).toBeUndefined();
  });

  test('四情報は、証明書の代替文字でも定まり、二人に当てはまれば誰とも定めない', async () => {
    const takahashi = { ...HANAKO, name: { full: '髙橋　﨑子' } };
    await world.nation.adoptPersons([takahashi]);
    const items = {
      name: '高橋　崎子',
      bornOn: '1988-04-05',
      sex: '2' as const,
      address: '東京都調布市小島町二丁目35番地1',
    };
    expect(await world.nation.jlis.findByFourItems(items)).toBe(HANAKO_CODE);
    await world.nation.adoptPersons([{ ...takahashi, residentRecordCode: TARO_CODE }]);
    expect(await world.nation.jlis.findByFourItems(items)).toBeUndefined();
  });

  test('名簿は、まだ使われていない市区町村の鍵も求めに応じて作り、ない団体は載せない', async () => {
    const ask = async (query: string) => (await world.fetch(`${NATIONAL}/jlis/directory${query}`)).json();
    expect((await ask('?code=011011')).organisations).toMatchObject([{ code: '011011', name: '札幌市中央区' }]);
    expect((await ask('?code=011002')).organisations).toEqual([]);
    expect((await ask('?code=nobody')).organisations).toEqual([]);
    const first = (await ask('?code=473821')).organisations;
    await world.restart();
    expect((await ask('?code=473821')).organisations).toEqual(first);
  });
});

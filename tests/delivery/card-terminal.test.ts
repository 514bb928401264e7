import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fourItemsOf } from '#app/national/certificates.server.ts';
import { OutageError } from '#app/national/outage.ts';
import { DEMO_PINS, type NewCard, REMARK_LINES } from '#mocks/jpki/index.ts';
import { browserOf, codeOf, type JpkiWorld, jpkiWorld, TARO, TOWN } from './jpki-world.ts';

const RETURN_URL = 'http://localhost:3000/office/142051/arrivals/1/card';
const REWRITING = { address: '神奈川県藤沢市朝日町１番地の１', municipalityCode: TOWN, on: '2026-11-24' };
let serial = 0;
let world: JpkiWorld;
beforeAll(async () => {
  world = await jpkiWorld([TARO]);
});

afterAll(() => world.close());

/** Every test has a card of its own. */
let card: NewCard;

beforeEach(async () => {
  serial += 1;
  card = { ...TARO, cardId: `CARD-${serial}`, residentRecordCode: codeOf(2_000_000_000 + serial) };
});

async function issue(more: Partial<NewCard> = {}): Promise<void> {
  card = { ...card, ...more };
  await world.jpki.issueCard(card);
}

async function atPad(terminal = world.terminal) {
  const { sessionId, url } = await terminal.openSession({ returnUrl: RETURN_URL });
  const browser = browserOf(world);
  await browser.go(url);
  await browser.choose(card.cardId);
  return { sessionId, browser };
}

async function readCard(terminal = world.terminal): Promise<string> {
  const { sessionId, browser } = await atPad(terminal);
  await browser.enterPin(DEMO_PINS.residentRegister);
  return sessionId;
}

describe('カードの読取り（住民基本台帳法第24条の2）', () => {
  it('住民基本台帳用の暗証番号を入れると、窓口の画面に戻り、住民票コードと四情報が読める', async () => {
    await issue();
    const { sessionId, browser } = await atPad();
    expect(browser.page).toContain('住民基本台帳用の暗証番号');
    expect(browser.page).toContain('残り3回');
    expect(await world.terminal.read(sessionId)).toEqual({ state: 'waiting' });
    await browser.enterPin(DEMO_PINS.residentRegister);
    expect(browser.url.href).toBe(`${RETURN_URL}?terminalSession=${sessionId}`);
    expect(await world.terminal.read(sessionId)).toEqual({
      state: 'read',
      card: {
        cardId: card.cardId,
        residentRecordCode: card.residentRecordCode,
        fourItems: {
          name: '高橋　太郎',
          bornOn: card.holder.bornOn,
          sex: card.holder.sex,
          address: card.holder.address,
        },
        municipalityCode: card.municipalityCode,
        issuedOn: '2024-05-01',
        expiresOn: '2034-04-10',
        lapsed: false,
        remarkLinesLeft: REMARK_LINES,
      },
    });
  });

  it('3回間違えるとロックされ、窓口には locked と伝わる', async () => {
    await issue();
    const { sessionId, browser } = await atPad();
    for (let tries = 0; tries < 3; tries += 1) await browser.enterPin('0000');
    expect(browser.page).toContain('この窓口で、本人確認のあとに再設定できます');
    expect(await world.terminal.read(sessionId)).toEqual({ state: 'locked', cardId: card.cardId });
    await browser.submit('cancel');
    expect(browser.url.href).toContain(RETURN_URL);
    expect(await world.terminal.read(sessionId)).toEqual({ state: 'locked', cardId: card.cardId });
  });

  it('やめると cancelled になり、カードの情報は渡らない', async () => {
    await issue();
    const { sessionId, browser } = await atPad();
    await browser.submit('cancel');
    expect(await world.terminal.read(sessionId)).toEqual({ state: 'cancelled' });
  });

  it('失効したカードは、理由と一緒に読める', async () => {
    await issue({ lapsed: { reason: 'notMovedIn', on: '2026-06-01' } });
    const reading = await world.terminal.read(await readCard());
    expect(reading).toMatchObject({ card: { lapsed: true, lapseReason: 'notMovedIn' } });
  });

  it('ほかの市区町村は、読取りの結果を見られない', async () => {
    await issue();
    const sessionId = await readCard();
    await expect(world.otherTerminal.read(sessionId)).rejects.toThrow('404');
  });
});

describe('暗証番号の再設定（本人確認のあと）', () => {
  it('ロックを解き、本人が決めた番号で読み取れる', async () => {
    await issue();
    const { sessionId, browser } = await atPad();
    for (let tries = 0; tries < 3; tries += 1) await browser.enterPin('0000');
    const reset = await world.terminal.resetPin(sessionId, { pin: 'residentRegister', identifiedBy: '運転免許証' });
    if (!reset.accepted) throw new Error(reset.refusal.code);
    await browser.go(reset.value.url);
    expect(browser.page).toContain('新しい暗証番号を決めてください');
    await browser.submit('new-pin', { attempt: browser.hiddenField('attempt'), pin: '4826', again: '4862' });
    expect(browser.page).toContain('二回の入力が違います');
    await browser.submit('new-pin', { attempt: browser.hiddenField('attempt'), pin: '4826', again: '4826' });
    expect(browser.page).toContain('新しい暗証番号を設定しました');
    await browser.enterPin('4826');
    expect(await world.terminal.read(sessionId)).toMatchObject({ state: 'read' });
  });

  it('カードが置かれていなければ断る', async () => {
    const { sessionId } = await world.terminal.openSession({ returnUrl: RETURN_URL });
    expect(
      await world.terminal.resetPin(sessionId, { pin: 'residentRegister', identifiedBy: '運転免許証' }),
    ).toMatchObject({ accepted: false, refusal: { code: 'cardNotPresented' } });
  });
});

describe('券面の書換え', () => {
  it('新しい住所を書き、追記欄を一行使い、確認で終わる', async () => {
    await issue();
    const sessionId = await readCard();
    const operationId = randomUUID();
    expect(await world.terminal.operation(operationId)).toEqual({ operationId, state: 'notReceived' });
    const outcome = await world.terminal.rewrite(sessionId, { operationId, ...REWRITING });
    expect(outcome).toMatchObject({ accepted: true, value: { state: 'written', remarkLinesLeft: REMARK_LINES - 1 } });
    expect(await world.terminal.confirmRewrite(operationId)).toMatchObject({ state: 'confirmed' });
    expect(await world.terminal.read(sessionId)).toMatchObject({
      card: { municipalityCode: TOWN, fourItems: { address: REWRITING.address } },
    });
  });

  it('同じ番号の要求が二度来ても、書くのは一度である', async () => {
    await issue();
    const sessionId = await readCard();
    const operation = { operationId: randomUUID(), ...REWRITING };
    const [first, second] = await Promise.all([
      world.terminal.rewrite(sessionId, operation),
      world.terminal.rewrite(sessionId, operation),
    ]);
    expect(first).toEqual(second);
    await world.terminal.confirmRewrite(operation.operationId);
    expect(await world.terminal.rewrite(sessionId, operation)).toMatchObject({ value: { state: 'confirmed' } });
    expect(await world.terminal.read(sessionId)).toMatchObject({ card: { remarkLinesLeft: REMARK_LINES - 1 } });
  });

  it('同じ番号で中身が違えば断る', async () => {
    await issue();
    const sessionId = await readCard();
    const operationId = randomUUID();
    await world.terminal.rewrite(sessionId, { operationId, ...REWRITING });
    expect(await world.terminal.rewrite(sessionId, { operationId, ...REWRITING, address: '別の住所' })).toMatchObject({
      accepted: false,
      refusal: { code: 'otherOperation' },
    });
  });

  it('書いたあと、確認の前に止まっても、操作の状態とカードから続きができる', async () => {
    await issue();
    const sessionId = await readCard();
    const operationId = randomUUID();
    world.faults.set('card-terminal', { lost: true, times: 1 });
    await expect(world.terminal.rewrite(sessionId, { operationId, ...REWRITING })).rejects.toBeInstanceOf(OutageError);
    await world.restart();
    expect(await world.terminal.operation(operationId)).toMatchObject({ state: 'written', cardId: card.cardId });
    const again = await readCard();
    expect(await world.terminal.read(again)).toMatchObject({ card: { unconfirmedOperationId: operationId } });
    expect(await world.terminal.rewrite(again, { operationId: randomUUID(), ...REWRITING })).toMatchObject({
      refusal: { code: 'unconfirmedOperation' },
    });
    await world.terminal.confirmRewrite(operationId);
    const reading = await world.terminal.read(again);
    expect(reading).toMatchObject({ card: { remarkLinesLeft: REMARK_LINES - 1 } });
    expect(JSON.stringify(reading)).not.toContain('unconfirmedOperationId');
  });

  it('追記欄に空きがなければ、継続して使えないと断る（施行令第30条の20）', async () => {
    await issue({ remarkLinesLeft: 0 });
    const outcome = await world.terminal.rewrite(await readCard(), { operationId: randomUUID(), ...REWRITING });
    expect(outcome).toMatchObject({ accepted: false, refusal: { code: 'remarkLinesFull' } });
  });

  it('失効したカード、暗証番号の入っていないカードには書かない', async () => {
    await issue({ lapsed: { reason: 'notContinued', on: '2026-06-01' } });
    expect(await world.terminal.rewrite(await readCard(), { operationId: randomUUID(), ...REWRITING })).toMatchObject({
      refusal: { code: 'cardLapsed' },
    });
    const { sessionId } = await atPad();
    expect(await world.terminal.rewrite(sessionId, { operationId: randomUUID(), ...REWRITING })).toMatchObject({
      refusal: { code: 'pinNotEntered' },
    });
  });

  it('ほかの市区町村の住所は書けない', async () => {
    await issue();
    const sessionId = await readCard(world.otherTerminal);
    await expect(world.otherTerminal.rewrite(sessionId, { operationId: randomUUID(), ...REWRITING })).rejects.toThrow(
      '403',
    );
  });
});

describe('継続利用（施行令第30条の20）', () => {
  it('券面を書き換えたあとに処理すると、期限がなくなる', async () => {
    await issue();
    await world.jpki.onIdentityChanged({
      event: 'removed',
      reason: 'movingOut',
      effectiveOn: '2026-11-20',
      municipalityCode: TARO.municipalityCode,
      residentRecordCode: card.residentRecordCode,
      name: { full: card.holder.name },
      bornOn: { text: card.holder.bornOn, on: card.holder.bornOn, kind: 'exact' },
      sex: card.holder.sex,
      address: { municipality: '藤沢市', municipalityCode: TOWN },
    });
    const sessionId = await readCard();
    const continuation = { operationId: randomUUID(), on: '2026-11-24' };
    const rewriting = { operationId: randomUUID(), ...REWRITING };
    const otherMunicipality = { accepted: false, refusal: { code: 'otherMunicipality' } };
    expect(await world.terminal.continueUse(rewriting.operationId, continuation)).toMatchObject(otherMunicipality);
    await world.terminal.rewrite(sessionId, rewriting);
    await world.terminal.confirmRewrite(rewriting.operationId);
    expect(await world.otherTerminal.continueUse(rewriting.operationId, continuation)).toMatchObject(otherMunicipality);
    const first = await world.terminal.continueUse(rewriting.operationId, continuation);
    expect(first).toMatchObject({ accepted: true });
    expect(await world.terminal.continueUse(rewriting.operationId, continuation)).toEqual(first);
    world.clock.set('2027-12-01T00:00:00.000Z');
    expect(await world.terminal.read(sessionId)).toMatchObject({ card: { lapsed: false } });
    world.clock.set('2026-11-24T00:00:00.000Z');
  });

  it('転入届のないまま30日が過ぎると失効する', async () => {
    await issue();
    await world.jpki.onIdentityChanged({
      event: 'removed',
      reason: 'movingOut',
      effectiveOn: '2026-11-24',
      municipalityCode: TARO.municipalityCode,
      residentRecordCode: card.residentRecordCode,
      name: { full: card.holder.name },
      bornOn: { text: card.holder.bornOn, on: card.holder.bornOn, kind: 'exact' },
      sex: card.holder.sex,
      address: { municipality: '藤沢市', municipalityCode: TOWN },
    });
    const sessionId = await readCard();
    world.clock.set('2026-12-24T00:00:00.000Z');
    expect(await world.terminal.read(sessionId)).toMatchObject({ card: { lapsed: false } });
    world.clock.set('2026-12-24T15:00:00.000Z');
    expect(await world.terminal.read(sessionId)).toMatchObject({ card: { lapsed: true, lapseReason: 'notMovedIn' } });
    world.clock.set('2026-11-24T00:00:00.000Z');
  });
});

describe('署名用電子証明書の発行（公的個人認証法第3条）', () => {
  const issuing = () => ({ operationId: randomUUID(), on: '2026-11-24' });

  it('書き換えたあとに発行すると、新しい住所の証明書になり、古いものは失効する', async () => {
    await issue();
    const sessionId = await readCard();
    expect(await world.terminal.issueSigningCertificate(sessionId, issuing())).toMatchObject({
      refusal: { code: 'otherMunicipality' },
    });
    const rewriting = { operationId: randomUUID(), ...REWRITING };
    await world.terminal.rewrite(sessionId, rewriting);
    await world.terminal.confirmRewrite(rewriting.operationId);
    const before = await world.jpki.issueCard(card);
    expect(await world.terminal.issueSigningCertificate(sessionId, issuing())).toMatchObject({ accepted: true });
    const after = await world.jpki.issueCard(card);
    expect(after.signatureSerial).not.toBe(before.signatureSerial);
    expect(after.authenticationSerial).toBe(before.authenticationSerial);
    const { url, state } = await world.auth.beginSigning({ digest: `${'A'.repeat(43)}=`, title: '転居届' });
    const browser = browserOf(world);
    await browser.go(url);
    await browser.choose(card.cardId);
    await browser.enterPin(DEMO_PINS.signature);
    const signed = await world.auth.finishSigning(browser.url, state);
    const [leaf = ''] = signed.ok ? signed.value.certificateChain : [];
    expect(fourItemsOf(leaf)?.address).toBe(REWRITING.address);
  });

  it('15歳未満には発行しない', async () => {
    await issue({ holder: { ...TARO.holder, bornOn: '2014-06-01' }, municipalityCode: TOWN });
    expect(await world.terminal.issueSigningCertificate(await readCard(), issuing())).toMatchObject({
      accepted: false,
      refusal: { code: 'underFifteen' },
    });
  });
});

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as list from '#app/routes/office.$town.applications._index.tsx';
import * as one from '#app/routes/office.$town.applications.$receipt.tsx';
import * as correction from '#app/routes/office.$town.applications.$receipt_.correction.tsx';
import * as refusal from '#app/routes/office.$town.applications.$receipt_.refusal.tsx';
import { addDays } from '#app/vocabulary/dates.ts';
import {
  file,
  movingForm,
  officeBrowser,
  postFromPortal,
  reportsTo,
  signedApplication,
} from '#tests/support/office-story.ts';
import { CHOFU, PLAIN_FAMILIES, today } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

// A whole story each, and the machine may have other things to do.
vi.setConfig({ testTimeout: 60_000 });

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

/** Who files for a family about which there is nothing special. */
const plain = (place: number): string => {
  const families = PLAIN_FAMILIES.filter(({ persons: [head] }) => head?.card && !head.card.note);
  const key = families.at(-place)?.persons[0]?.key;
  if (!key) throw new Error('no family is left');
  return key;
};
const params = (receipt: string) => ({ town: CHOFU, receipt });
const path = (receipt: string) => `/office/${CHOFU}/applications/${receipt}`;
const desk = () => officeBrowser(world, world.officer(CHOFU));
const statuses = async (receipt: string) => (await reportsTo(world, CHOFU, receipt)).map(({ status }) => status);

async function open(receipt: string) {
  const { data } = await desk().load(one, path(receipt), params(receipt));
  return data.page;
}

async function press(receipt: string, act: string, more: Record<string, string | readonly string[]> = {}) {
  const { version } = await open(receipt);
  return desk().press(one, path(receipt), params(receipt), { act, version, ...more });
}

const matched = (page: { movers: { match?: { addresseeNumber: string } }[] }) =>
  page.movers.flatMap(({ match }) => match?.addresseeNumber ?? []);

async function accept(receipt: string, more: Record<string, string> = {}) {
  await press(receipt, 'start');
  return press(receipt, 'accept', { movers: matched(await open(receipt)), ...more });
}

const failedChecks = (page: { work: { checks: { code: string; state: string }[] } }) =>
  page.work.checks.filter(({ state }) => state === 'failed').map(({ code }) => code);

describe('申請管理', () => {
  it('届いた申請は、名寄せと証明書の確認が済んだ状態で一覧に並び、住民に「到達」が伝わる', async () => {
    const { receiptNumber } = await file(world, 'sato-kenji');
    const { data } = await desk().load(list, `/office/${CHOFU}/applications`, { town: CHOFU });
    expect(data.inbox.rows.map((row: { receiptNumber: string }) => row.receiptNumber)).toContain(receiptNumber);
    const page = await open(receiptNumber);
    expect(page.work.checks.map((check: { code: string; state: string }) => [check.code, check.state])).toEqual([
      ['form', 'passed'],
      ['signature', 'passed'],
      ['certificate', 'passed'],
      ['signer', 'passed'],
      ['resident', 'passed'],
      ['fourItems', 'passed'],
      ['window', 'passed'],
      ['destination', 'passed'],
      ['filerAge', 'passed'],
    ]);
    expect(matched(page)).toHaveLength(4);
    expect(await statuses(receiptNumber)).toEqual(['arrived']);
  });

  it('専決の市では、受理の一押しで転出が本登録され、「完了」が伝わり、事前通知が転入地に届く（住民基本台帳法第24条の2）', async () => {
    const { receiptNumber } = await file(world, 'watanabe-naoki');
    expect(await accept(receiptNumber)).toMatchObject({ status: 302 });
    expect(await open(receiptNumber)).toMatchObject({ stage: 'completed' });
    await world.settle();
    expect(await statuses(receiptNumber)).toEqual(['arrived', 'underReview', 'completed']);
  });

  it('世帯主だけの転出では、残る世帯の世帯主を決められる（住民基本台帳法第25条）', async () => {
    const form = movingForm(world, 'tanaka-hiroshi');
    const { receiptNumber } = await file(world, 'tanaka-hiroshi', {
      ...form,
      scope: 'partOfHousehold',
      movers: form.movers.slice(0, 1),
      remainingHouseholder: '田中　由美',
    });
    const page = await open(receiptNumber);
    const wife = page.household.members.find((member: { name: { full: string } }) => member.name.full.endsWith('由美'));
    expect(await accept(receiptNumber, { remainingHead: wife.addresseeNumber })).toMatchObject({ status: 302 });
    expect(await open(receiptNumber)).toMatchObject({ stage: 'completed' });
  });

  it('異動日が過ぎた届出は、本登録と同時に消除され、「完了」のあとに「転出済」が伝わる', async () => {
    const movingOn = addDays(today(world), -3);
    const { receiptNumber } = await file(world, 'ito-mayu', {
      movingOn,
      visit: { on: addDays(today(world), 1), office: 'honcho', visitor: 'filer' },
    });
    await accept(receiptNumber);
    expect(await open(receiptNumber)).toMatchObject({ stage: 'completed', movedOutOn: movingOn });
    expect(await statuses(receiptNumber)).toEqual(['arrived', 'underReview', 'completed', 'movedOut']);
  });

  it('補正の依頼は、項目と説明を付けて「要訂正」として伝わり、再申請が届くと元の申請は閉じる', async () => {
    const { receiptNumber } = await file(world, 'takahashi-hideki');
    await press(receiptNumber, 'start');
    const at = (form: Record<string, string | number | readonly string[]>) =>
      desk().press(correction, `${path(receiptNumber)}/correction`, params(receiptNumber), form);
    const { version } = await open(receiptNumber);
    expect(await at({ version, sentence: '' })).toMatchObject({
      status: 400,
      data: { errors: { fields: [expect.any(String)] } },
    });
    const sentence = '新しい住所の番地を直してください。';
    expect(await at({ version, fields: ['newAddress'], sentence })).toMatchObject({ status: 302 });
    expect((await reportsTo(world, CHOFU, receiptNumber)).at(-1)).toMatchObject({
      status: 'correctionRequested',
      reason: sentence,
      fields: ['newAddress'],
    });
    const again = await file(world, 'takahashi-hideki', { corrects: receiptNumber });
    expect(await open(receiptNumber)).toMatchObject({ stage: 'corrected', correctedBy: again.receiptNumber });
    expect(await open(again.receiptNumber)).toMatchObject({ stage: 'arrived', corrects: receiptNumber });
  });

  it('補正の説明を書かなければ、選んだ項目の文例がそのまま伝わる', async () => {
    const { receiptNumber } = await file(world, 'ito-mayu');
    await press(receiptNumber, 'start');
    const { version } = await open(receiptNumber);
    const form = { version, fields: ['movingOn', 'visit'], sentence: ' ' };
    await desk().press(correction, `${path(receiptNumber)}/correction`, params(receiptNumber), form);
    expect((await reportsTo(world, CHOFU, receiptNumber)).at(-1)).toMatchObject({
      status: 'correctionRequested',
      reason: '新しい住所に住み始める日を確かめて、直してください。\n来庁する日と人を選び直してください。',
    });
  });

  it('却下は理由とともに伝わり、そのあとの処理はできない', async () => {
    const { receiptNumber } = await file(world, 'kim-minji');
    await press(receiptNumber, 'start');
    const { version } = await open(receiptNumber);
    const form = { version, reason: '転出届は窓口で受理済みです。' };
    const at = `${path(receiptNumber)}/refusal`;
    expect(await desk().press(refusal, at, params(receiptNumber), form)).toMatchObject({ status: 302 });
    expect((await reportsTo(world, CHOFU, receiptNumber)).at(-1)).toMatchObject({
      status: 'refused',
      reason: form.reason,
    });
    expect(await press(receiptNumber, 'accept', { movers: ['1'] })).toMatchObject({
      status: 409,
      data: { refusal: { code: 'wrongStage' } },
    });
  });
});

describe('証拠の確認（公的個人認証法）', () => {
  async function pageOf(filer: string, form = {}, evidence = {}) {
    const { receiptNumber } = await file(world, filer, form, evidence);
    return open(receiptNumber);
  }

  it('1バイトでも変わった届書は、署名が合わず受理できない', async () => {
    const form = movingForm(world, 'sato-misaki');
    const application = await signedApplication(world, 'sato-misaki', form);
    const bytes = Buffer.from(application.formBytes, 'base64').toString('utf8').replace('042-000-1234', '042-000-1235');
    await postFromPortal(world, CHOFU, 'MovingOutApplication', {
      ...application,
      formBytes: Buffer.from(bytes).toString('base64'),
    });
    expect(failedChecks(await open(form.receiptNumber))).toEqual(['signature']);
    await press(form.receiptNumber, 'start');
    const page = await open(form.receiptNumber);
    expect(page.acceptable).toBe(false);
    expect(await press(form.receiptNumber, 'accept', { movers: matched(page) })).toMatchObject({
      status: 409,
      data: { refusal: { code: 'evidenceIncomplete' } },
    });
  });

  it('ほかの人のカードの署名は、届出人と違うので受理できない（住民基本台帳法第27条）', async () => {
    const form = movingForm(world, 'tanaka-yumi');
    const application = await signedApplication(world, 'tanaka-hiroshi', form);
    await postFromPortal(world, CHOFU, 'MovingOutApplication', application);
    expect(failedChecks(await open(form.receiptNumber))).toContain('signer');
  });

  it('有効期限の切れた証明書は、署名の時点で無効なので受理できない', async () => {
    expect(failedChecks(await pageOf('inoue-osamu'))).toContain('certificate');
  });

  it('受付期間の外の届出は受理できない（異動日の30日前から10日後まで）', async () => {
    expect(failedChecks(await pageOf('sato-kenji', { movingOn: addDays(today(world), 31) }))).toEqual(['window']);
  });

  it('転出先が同じ市なら、転居届なので受理できない（住民基本台帳法第23条）', async () => {
    expect(failedChecks(await pageOf('sato-kenji', { toMunicipality: CHOFU }))).toEqual(['destination']);
  });

  it('署名の前に失効した証明書は断り、署名のあとで失効した証明書は受け付ける', async () => {
    expect(failedChecks(await pageOf('hayashi-nanami'))).toContain('certificate');
    const signedAt = '2026-10-01T01:00:00.000Z';
    const validation = { status: 'valid' as const, signedAt, checkedAt: signedAt, source: 'ocsp' as const };
    expect(failedChecks(await pageOf('hayashi-nanami', {}, { validation }))).toEqual([]);
  });

  it('失効情報の応答がない間は待ち、応答が戻ると自動で確かめ直す', async () => {
    world.nation?.faults.set('ocsp', { down: true });
    const { receiptNumber } = await file(world, 'sato-misaki');
    const waiting = await open(receiptNumber);
    expect(waiting.work.checks.find(({ code }: { code: string }) => code === 'certificate').state).toBe('waiting');
    world.nation?.faults.clear('ocsp');
    world.clock.set('2026-11-24T00:30:00.000Z');
    await world.settle();
    expect(failedChecks(await open(receiptNumber))).toEqual([]);
    expect((await open(receiptNumber)).work.checks.map(({ state }: { state: string }) => state)).not.toContain(
      'waiting',
    );
  });
});

describe('取下げと転出取消（標準仕様書 4.6.0.1）', () => {
  const withdraw = (receiptNumber: string) =>
    postFromPortal(world, CHOFU, 'WithdrawalRequest', { receiptNumber, requestedAt: world.clock.now() });

  it('処理の前の取下げは、申請を終わらせるだけで、住民票に何も残さない', async () => {
    const { receiptNumber } = await file(world, 'ikeda-yuji');
    await withdraw(receiptNumber);
    expect(await open(receiptNumber)).toMatchObject({ stage: 'withdrawn' });
    expect(await statuses(receiptNumber)).toEqual(['arrived', 'withdrawn']);
  });

  it('転出の処理のあとの取下げは転出取消になり、職員の一押しで転出が取り消される', async () => {
    const { receiptNumber } = await file(world, plain(1));
    await accept(receiptNumber);
    await withdraw(receiptNumber);
    expect(await open(receiptNumber)).toMatchObject({ stage: 'cancelRequested' });
    expect(await press(receiptNumber, 'cancelMovingOut')).toMatchObject({ status: 302 });
    expect(await open(receiptNumber)).toMatchObject({ stage: 'cancelled' });
    expect(await statuses(receiptNumber)).toEqual(['arrived', 'underReview', 'completed', 'cancelled']);
  });

  it('取消に応じないときは、理由が伝わり、転出はそのまま残る', async () => {
    const { receiptNumber } = await file(world, 'mori-yuto');
    await accept(receiptNumber);
    await withdraw(receiptNumber);
    const { version } = await open(receiptNumber);
    const form = { version, reason: '新しい住所地で転入の手続が済んでいます。' };
    expect(await desk().press(refusal, `${path(receiptNumber)}/refusal`, params(receiptNumber), form)).toMatchObject({
      status: 302,
    });
    expect(await open(receiptNumber)).toMatchObject({ stage: 'completed' });
    expect((await reportsTo(world, CHOFU, receiptNumber)).at(-1)).toMatchObject({ status: 'withdrawalRefused' });
  });
});

describe('同時の処理（標準仕様書 10.3）', () => {
  it('同じ押下の繰返しは一度だけ効き、古い画面には誰が何をしたかを伝える', async () => {
    const { receiptNumber } = await file(world, 'aoki-akio');
    const { version } = await open(receiptNumber);
    const first = { act: 'start', version };
    expect(await desk().press(one, path(receiptNumber), params(receiptNumber), first)).toMatchObject({ status: 302 });
    expect(await desk().press(one, path(receiptNumber), params(receiptNumber), first)).toMatchObject({ status: 302 });
    const colleague = officeBrowser(world, world.officer(CHOFU, 'reviewer'));
    const stale = await colleague.press(one, path(receiptNumber), params(receiptNumber), first);
    expect(stale).toMatchObject({ status: 409, data: { refusal: { code: 'staleCase' } } });
    expect(stale.data.refusal.sentence).toContain('窪田　直子さんが「審査を始める」');
    expect(await statuses(receiptNumber)).toEqual(['arrived', 'underReview']);
  });

  it('受理を二度押しても、転出は一度だけ登録される', async () => {
    const { receiptNumber } = await file(world, plain(2));
    await press(receiptNumber, 'start');
    const page = await open(receiptNumber);
    const form = { act: 'accept', version: page.version, movers: matched(page) };
    const answers = await Promise.all([
      desk().press(one, path(receiptNumber), params(receiptNumber), form),
      desk().press(one, path(receiptNumber), params(receiptNumber), form),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([302, 302]);
    expect(await statuses(receiptNumber)).toEqual(['arrived', 'underReview', 'completed']);
  });
});

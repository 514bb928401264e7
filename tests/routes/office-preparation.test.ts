import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as application from '#app/routes/office.$town.applications.$receipt.tsx';
import * as arrival from '#app/routes/office.$town.arrivals.$case.tsx';
import * as guide from '#app/routes/office.$town.arrivals.$case_.visit-guide.ts';
import * as preparation from '#app/routes/office.$town.preparation.tsx';
import { getPerson } from '#db/fixtures/families.ts';
import { caseOf, counterOf, movedOut } from '#tests/support/counter-story.ts';
import { file, officeBrowser } from '#tests/support/office-story.ts';
import { CHOFU, codesOf, FUJISAWA, townOf } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

vi.setConfig({ testTimeout: 90_000 });

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

const ON = '2026-12-01';
const path = `/office/${FUJISAWA}/preparation?on=${ON}`;
const params = { town: FUJISAWA };
const desk = (slug = 'desk') => officeBrowser(world, world.officer(FUJISAWA, slug));
const sheets = async () => (await desk().load(preparation, path, params)).data.visits;
const sheetOf = async (caseId: string) => (await sheets()).find((visit: { caseId: string }) => visit.caseId === caseId);

/** The old town lets only the first movers go, so that the announcement and the 事前通知 differ. */
async function movedOutPartly(filer: string, count: number) {
  const form = await file(world, filer, { visit: { on: ON, office: 'honcho', visitor: 'filer' } });
  const chofu = officeBrowser(world, world.officer(CHOFU));
  const at = `/office/${CHOFU}/applications/${form.receiptNumber}`;
  const of = { town: CHOFU, receipt: form.receiptNumber };
  const page = async () => (await chofu.load(application, at, of)).data.page;
  await chofu.press(application, at, of, { act: 'start', version: (await page()).version });
  const { movers, version } = await page();
  const numbers = movers.map(({ match }: { match: { addresseeNumber: string } }) => match.addresseeNumber);
  await chofu.press(application, at, of, { act: 'accept', version, movers: numbers.slice(0, count) });
  await world.settle();
  return form;
}

describe('来庁の準備（住民基本台帳法第24条の2第3項の事前通知による）', () => {
  it('一押しで、世帯・転入届・持ち物・手続が人ごとにそろう。番号はどこにもない', async () => {
    const { receiptNumber } = await movedOut(world, 'sato-kenji', {
      visit: { on: ON, office: 'honcho', visitor: 'filer' },
    });
    const caseId = await caseOf(world, receiptNumber);
    const sheet = await sheetOf(caseId);
    expect(sheet.ready).toBe(true);
    expect(sheet.members.map((member: { relationship: string }) => member.relationship)).toEqual([
      '世帯主',
      '妻',
      '子',
      '母',
    ]);
    expect(sheet.filing).toMatchObject({ householder: '佐藤　健司', filedOn: ON, movedInOn: '2026-11-28' });
    expect(sheet.filing.movers).toHaveLength(4);
    expect(sheet.bring[0]).toMatch(/^マイナンバーカード \d枚/);
    expect(sheet.handouts.map(({ title }: { title: string }) => title)).toContain('印鑑登録');
    expect(sheet.alerts).toEqual([]);
    for (const code of codesOf(getPerson('sato-kenji').family)) expect(JSON.stringify(sheet)).not.toContain(code);
    expect(JSON.stringify(sheet)).not.toMatch(/individualNumber|residentRecordCode|basicPensionNumber|cardNumber/);
  });

  it('確認事項は前の日に済ませられ、窓口では済みとして出る', async () => {
    const { receiptNumber } = await movedOutPartly('nakamura-1', 1);
    const caseId = await caseOf(world, receiptNumber);
    const { alerts, version } = await sheetOf(caseId);
    expect(alerts).toMatchObject([{ code: 'A06' }]);
    const { code, sentence } = alerts[0];
    const press = (fields: object, slug?: string) =>
      desk(slug).press(preparation, path, params, { caseId, version, code, sentence, ...fields });
    const empty = await press({ note: ' ' });
    expect(empty).toMatchObject({
      status: 400,
      data: { errors: { [`note-${caseId}-A06`]: ['確認の結果を書いてください。'] } },
    });
    expect(await press({ note: '電話で確かめた。' }, 'auditor')).toMatchObject({ status: 403 });
    expect(await press({ note: '電話で確かめた。' })).toMatchObject({ status: 302 });
    expect(await press({ note: '電話で確かめた。' })).toMatchObject({ status: 302 });
    expect((await sheetOf(caseId)).alerts[0].cleared).toMatchObject({ note: '電話で確かめた。' });
    expect(await press({ note: '別の結果' }, 'counter')).toMatchObject({ status: 409 });
    expect(await press({ sentence: 'ない', note: 'x' })).toMatchObject({
      status: 409,
      data: { refusal: { code: 'alertGone' } },
    });

    const counter = counterOf(world, caseId);
    await counter.checkIn('中村　義雄');
    await counter.readCard('nakamura-1');
    await counter.confirm();
    const { data } = await desk().load(arrival, `/office/${FUJISAWA}/arrivals/${caseId}`, {
      town: FUJISAWA,
      case: caseId,
    });
    expect(data.page.alerts).toMatchObject([{ code: 'A06', cleared: { note: '電話で確かめた。' } }]);
    expect(data.page.events.map(({ act }: { act: string }) => act)).toContain('来庁の準備で確認する');
  });

  it('来庁のご案内は一件ずつPDFになり、日時・持ち物・手続が載り、番号は載らない。来庁の後はない', async () => {
    const { receiptNumber } = await movedOut(world, 'ito-tsuyoshi', {
      visit: { on: ON, office: 'honcho', visitor: 'filer' },
    });
    const caseId = await caseOf(world, receiptNumber);
    const guideParams = { town: FUJISAWA, case: caseId };
    const at = `/office/${FUJISAWA}/arrivals/${caseId}/visit-guide`;
    expect((await desk().load(guide, at, guideParams)).data).toMatch(/^%PDF-/);
    expect(await desk('auditor').load(guide, at, guideParams)).toMatchObject({ status: 403 });
    const office = townOf(world, FUJISAWA).office;
    const made = await office.papers.visitGuide(world.officer(FUJISAWA), caseId);
    if (!('file' in made)) throw new Error(made.missing.join(''));
    const document = await getDocumentProxy(new Uint8Array(made.file), { verbosity: 0 });
    const text = (await extractText(document, { mergePages: true })).text.replace(/\s/g, '');
    for (const said of ['来庁のご案内', '令和8年12月1日', 'マイナンバーカード', '印鑑登録', receiptNumber])
      expect(text).toContain(said);
    for (const code of codesOf(getPerson('ito-tsuyoshi').family)) expect(text).not.toContain(code);
    await counterOf(world, caseId).checkIn('だれか');
    expect(await desk().load(guide, at, guideParams)).toMatchObject({ status: 404 });
  });

  it('読んだことは操作ログに残り、権限のない職員は開けない', async () => {
    await sheets();
    const [store] = townOf(world, FUJISAWA).stores;
    const entries = await store?.read(({ db, t }) => db.select().from(t.auditEntries));
    const acts = (entries ?? []).map(({ act }) => act);
    expect(acts).toContain('prepareVisits');
    expect(acts).toContain('advanceNotices');
    expect(acts).toContain('printVisitGuide');
    expect(await desk('auditor').load(preparation, path, params)).toMatchObject({ status: 403 });
  });
});

import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RefusalNotice } from '#app/portal/screens/refusal-notice.tsx';
import { RelocationPage } from '#app/portal/screens/relocation-pages.tsx';
import { RelocationReceiptPage } from '#app/portal/screens/relocation-receipt-page.tsx';
import { CHOFU } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';
import { type Fields, type Visitor, visitorOf, WHOLE_FAMILY } from './portal-visitor.ts';

const date = (name: string, on: string): Fields => {
  const [year = '', month = '', day = ''] = on.split('-');
  return { [`${name}.era`]: 'western', [`${name}.year`]: year, [`${name}.month`]: month, [`${name}.day`]: day };
};

const FORM: Fields = {
  ...date('movingOn', '2026-11-28'),
  ...date('visitOn', '2026-12-01'),
  town: '小島町二丁目',
  lot: '35番地1',
  building: '',
  visitSlot: '2026-12-01/honcho/10:00',
  visitor: 'filer',
  phone: '090-1234-5678',
};

/** Answers until the postcode of the own town, which is refused. */
async function refusedAtOwnTown(visitor: Visitor): Promise<string> {
  await visitor.signIn();
  const draft = await visitor.startDraft();
  await visitor.readProfile(draft);
  for (const question of ['household', 'movers', 'cards', 'moving-date', 'destination']) {
    await visitor.post(`/moving/drafts/${draft}/${question}`, WHOLE_FAMILY[question]);
  }
  const refused = await visitor.post(`/moving/drafts/${draft}/postcode`, { postcode: '182-0026' });
  expect(refused).toMatchObject({ status: 409, data: { refusal: { code: 'destinationIsOwnTown' } } });
  const page = `/moving/relocations/new?draft=${draft}&postcode=182-0026`;
  const notice = renderToStaticMarkup(RefusalNotice({ refusal: refused.data.refusal, relocation: page }));
  expect(notice).toContain('/moving/relocations/new?draft=');
  return page;
}

describe('転居予約（住民基本台帳法第23条）', () => {
  let world: World;
  let kenji: Visitor;
  let page: string;
  let form: Fields;
  let receipt: string;
  const office = () => world.services.towns.get(CHOFU)?.office;
  const visitors = async (on: string) => {
    const desk = office();
    if (!desk) throw new Error('no office');
    return (await desk.arrivals.visitorsOn(world.officer(CHOFU), on)).expected;
  };

  beforeAll(async () => {
    world = await openWorld();
    // The night's run publishes the times.
    await world.runDaily();
    kenji = visitorOf(world, 'sato-kenji');
    page = await refusedAtOwnTown(kenji);
  });
  afterAll(async () => {
    await world[Symbol.asyncDispose]();
  });

  it('断りから進むと、引っ越す人・日・町名は書きかけの届出から入っている', async () => {
    const { data } = await kenji.get(page);
    expect(data).toMatchObject({
      town: { code: CHOFU },
      movers: ['佐藤　健司', '佐藤　美咲', '佐藤　陽菜', '佐藤　ハル'],
      stored: { movingOn: '2026-11-28', town: expect.any(String) },
      range: { earliest: '2026-11-30', latest: '2026-12-14' },
    });
    form = { ...FORM, formKey: data.formKey, visitOffice: data.offices[0]?.code ?? '' };
  });

  it('誰が引っ越すかをまだ答えていなければ、質問に戻り、他人の下書きはない', async () => {
    const tanaka = visitorOf(world, 'tanaka-hiroshi');
    await tanaka.signIn();
    const draft = await tanaka.startDraft();
    expect((await tanaka.get(`/moving/relocations/new?draft=${draft}`)).location).toContain(`${draft}/profile`);
    expect((await tanaka.get(page)).status).toBe(404);
    expect((await tanaka.get('/moving/relocations/new')).status).toBe(404);
  });

  it('空の欄は400で、欄ごとに文が出る', async () => {
    const answer = await kenji.post(page, { formKey: form.formKey ?? '', intent: 'check' });
    expect(answer.status).toBe(400);
    expect(Object.keys(answer.data.errors)).toEqual(
      expect.arrayContaining(['movingOn', 'town', 'lot', 'visitOn', 'visitor', 'phone']),
    );
  });

  it.each([
    ['引越しより前', '2026-11-28', '2026-11-27', 'relocationVisitDay'],
    ['閉まっている日', '2026-11-28', '2026-11-29', 'relocationVisitDay'],
    ['14日を過ぎた日', '2026-11-28', '2026-12-15', 'relocationVisitDay'],
    ['31日より先の引越し', '2026-12-25', '2026-12-28', 'relocationTooEarly'],
    ['14日より前の引越し', '2026-11-05', '2026-11-25', 'relocationTooLate'],
  ])('%sは409で断る', async (_, movingOn, visitOn, code) => {
    const fields = { ...form, ...date('movingOn', movingOn), ...date('visitOn', visitOn), intent: 'check' };
    expect(await kenji.post(page, fields)).toMatchObject({ status: 409, data: { refusal: { code } } });
  });

  it('確かめるだけでは何も送られず、直すこともできる', async () => {
    const checked = await kenji.post(page, { ...form, intent: 'check' });
    expect(checked).toMatchObject({ status: 200, data: { plan: { fromMunicipality: CHOFU, toMunicipality: CHOFU } } });
    const { data: view } = await kenji.get(page);
    const shown = renderToStaticMarkup(RelocationPage({ view, reply: checked.data }));
    expect(shown).toContain('小島町二丁目35番地1');
    const back = await kenji.post(page, { ...form, intent: 'change' });
    expect(back.data.plan).toBeUndefined();
    expect(renderToStaticMarkup(RelocationPage({ view, reply: back.data }))).toContain('value="35番地1"');
    expect((await kenji.get('/moving')).data.relocations).toEqual([]);
    expect(await world.portal.mailroom.waiting()).toEqual([]);
  });

  it('送ると、番号と最後の日が出て、二度押しても一つだけ', async () => {
    const sent = await kenji.post(page, { ...form, intent: 'send' });
    expect(sent.location).toMatch(/^\/moving\/relocations\/\d{19}$/);
    receipt = sent.location;
    expect((await kenji.post(page, { ...form, intent: 'send' })).location).toBe(receipt);
    expect((await kenji.get('/moving')).data.relocations).toHaveLength(1);
    const { data } = await kenji.get(receipt);
    expect(data.view).toMatchObject({ state: 'announced', latestDay: '2026-12-14', mayCancel: true });
    const shown = renderToStaticMarkup(RelocationReceiptPage({ view: data.view, reply: {} }));
    expect(shown).toContain(receipt.slice(-19));
    expect(shown).toContain('住民基本台帳用の暗証番号');
  });

  it('時間を選んでいなければ、すいている時間から選ぶページになり、選ばずに進むと400', async () => {
    const { data } = await kenji.get(page);
    const untimed = { ...form, formKey: data.formKey, visitSlot: '' };
    const offered = await kenji.post(page, { ...untimed, intent: 'check' });
    expect(offered).toMatchObject({ status: 200, data: { times: { lost: false, minutes: expect.any(Number) } } });
    const starts = offered.data.times.times.map(({ startsAt }: { startsAt: string }) => startsAt);
    expect(starts).toContain('10:30');
    const asked = await kenji.post(page, { ...untimed, intent: 'time' });
    expect(asked).toMatchObject({ status: 400, data: { errors: { visitSlot: expect.any(String) } } });
    const shown = renderToStaticMarkup(RelocationPage({ view: data, reply: asked.data }));
    expect(shown).toContain('name="visitSlot"');
    expect(shown).toContain('value="35番地1"');
    const unknown = await kenji.post(page, { ...untimed, visitSlot: '2026-12-01/honcho/03:00', intent: 'send' });
    expect(unknown).toMatchObject({ status: 200, data: { times: { lost: true } } });
  });

  it('先に取られた時間は409で、もう一度選べて、入力は残る', async () => {
    const slot = {
      municipality: CHOFU,
      procedure: 'relocation' as const,
      office: 'honcho',
      visitOn: '2026-12-01',
      startsAt: '11:00',
    };
    await world.portal.store.write(({ db, t }) =>
      db
        .insert(t.portalVisitPlaces)
        .values([1, 2, 3].map((place) => ({ id: `full-${place}`, ...slot, place, holder: `receipt:full-${place}` }))),
    );
    const hideki = visitorOf(world, 'takahashi-hideki');
    const own = await refusedAtOwnTown(hideki);
    const { data } = await hideki.get(own);
    const fields = { ...form, formKey: data.formKey, visitSlot: '2026-12-01/honcho/11:00', intent: 'send' };
    const late = await hideki.post(own, fields);
    expect(late).toMatchObject({ status: 409, data: { refusal: { code: 'slotTaken' }, values: { lot: ['35番地1'] } } });
    expect(late.data.times.times.length).toBeGreaterThan(0);
    expect((await hideki.get('/moving')).data.relocations).toEqual([]);
  });

  it('別の予約は、先のものを取り消すまで409', async () => {
    const { data } = await kenji.get(page);
    const second = await kenji.post(page, { ...form, formKey: data.formKey, intent: 'send' });
    expect(second).toMatchObject({ status: 409, data: { refusal: { code: 'relocationOpen' } } });
  });

  it('他人の予約は見えず、取り消せない', async () => {
    const tanaka = visitorOf(world, 'tanaka-hiroshi');
    await tanaka.signIn();
    expect((await tanaka.get(receipt)).status).toBe(404);
    expect((await tanaka.post(receipt, { intent: 'cancel' })).status).toBe(404);
  });

  it('市に届くと来庁予定に「転居の届出」と並び、事前通知を待たず、届いたことが返る', async () => {
    await world.settle();
    const [row] = await visitors('2026-12-01');
    expect(row).toMatchObject({ stage: 'relocation', ready: true, missing: '', lastDay: '2026-12-14', movers: 4 });
    const officer = world.officer(CHOFU);
    const arrival = await office()?.arrivals.page(officer, row?.caseId ?? '');
    // 特例転入 cannot be started from it.
    expect(arrival?.acts.map(({ act }) => act)).toEqual(['takeRelocation']);
    expect((await kenji.get(receipt)).data.view.arrivedAt).toBeDefined();
    expect(await world.portal.mailroom.unreadable()).toEqual([]);
  });

  it('取り消すと市の一覧から消え、もう一度予約できる', async () => {
    expect((await kenji.post(receipt, { intent: 'cancel' })).location).toBe(receipt);
    expect((await kenji.post(receipt, { intent: 'cancel' })).location).toBe(receipt);
    await world.settle();
    expect(await visitors('2026-12-01')).toEqual([]);
    expect((await kenji.get(receipt)).data.view).toMatchObject({ state: 'cancelled', mayCancel: false });
    const { data } = await kenji.get(page);
    receipt = (await kenji.post(page, { ...form, formKey: data.formKey, intent: 'send' })).location;
    await world.settle();
    expect(await visitors('2026-12-01')).toMatchObject([{ stage: 'relocation' }]);
  });

  it('窓口で転居届を受け付けると、住民のページも来庁済みになる', async () => {
    const [row] = await visitors('2026-12-01');
    const desk = office();
    const officer = world.officer(CHOFU);
    if (!desk || !row) throw new Error('nobody is expected');
    const { version } = await desk.arrivals.page(officer, row.caseId);
    const taken = await desk.arrivals.takeRelocation({ caseId: row.caseId, version, officer });
    expect(taken).toMatchObject({ accepted: true, value: { stage: 'relocated' } });
    await world.settle();
    expect((await kenji.get(receipt)).data.view).toMatchObject({ state: 'visited', mayCancel: false });
    expect(await kenji.post(receipt, { intent: 'cancel' })).toMatchObject({
      status: 409,
      data: { refusal: { code: 'notNow' } },
    });
  });

  it('市が時間枠を取り消すと、予約は市でも終わり、理由とともに知らされ、また予約できる', async () => {
    const { data } = await kenji.get(page);
    const lost = (await kenji.post(page, { ...form, formKey: data.formKey, intent: 'send' })).location;
    await world.settle();
    const officer = world.officer(CHOFU);
    const closing = { office: 'honcho', on: '2026-12-01', startsAt: '10:00', reason: '研修のため' };
    expect(await office()?.visits.close(officer, closing)).toMatchObject({ accepted: true });
    await world.settle();
    expect((await kenji.get(lost)).data.view).toMatchObject({ state: 'cancelled' });
    expect((await visitors('2026-12-01')).filter(({ stage }) => stage === 'relocation')).toEqual([]);
    const { notices } = (await kenji.get('/moving/notices')).data;
    expect(notices).toContainEqual(
      expect.objectContaining({ sentence: 'relocation.slotWithdrawn', reason: '研修のため' }),
    );
    form = { ...form, visitSlot: '2026-12-01/honcho/10:30' };
  });

  it('来ないまま期限が過ぎると、期限切れと知らせる', async () => {
    const { data } = await kenji.get(page);
    receipt = (await kenji.post(page, { ...form, formKey: data.formKey, intent: 'send' })).location;
    await world.settle();
    await world.travelTo('2026-12-15T00:00:00.000Z');
    await world.settle();
    expect((await kenji.get(receipt)).data.view).toMatchObject({ state: 'expired', mayCancel: false });
  });
});

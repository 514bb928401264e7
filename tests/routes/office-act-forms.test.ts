import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { movingOut } from '#app/office/acts/moving-out.server.ts';
import { wardMove } from '#app/office/acts/ward-move.server.ts';
import * as drafts from '#app/routes/office.$town.drafts._index.tsx';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { CHOFU as CHOFU_TOWN } from '#db/fixtures/towns.ts';
import { codeOf } from '#tests/engine/juki/family.ts';
import { formClerk, numberOf, standing } from '#tests/support/act-forms.ts';
import { CHOFU } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

vi.setConfig({ testTimeout: 60_000 });

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

const DAY = '令和8年11月20日';
const text = (value: unknown) => JSON.stringify(value);

describe('書式の途中のボタン', () => {
  it('双子は「加える」で増え、取り除くと後ろの子が前に来る', async () => {
    const clerk = formClerk(world);
    const form = await clerk.open('birth', numberOf('watanabe-2'));
    const two = await form.send({ 'children.0.full': '渡辺　一' }, 'add:children');
    expect(two.status).toBe(200);
    const both = { ...standing(two.data.screen.specs), 'children.1.full': '渡辺　二' };
    const one = await form.send(both, 'remove:children:0', two.data.screen);
    expect(standing(one.data.screen.specs)).toMatchObject({ 'children.count': '1', 'children.0.full': '渡辺　二' });
  });

  it('郵便番号から町名が入り、ほかの市区町村の番号は断る', async () => {
    const clerk = formClerk(world);
    const here = await clerk.open('relocation', numberOf('watanabe-naoki'));
    const filled = await here.send({ 'newAddress.postcode': '182-0024' }, 'postcode:newAddress');
    expect(standing(filled.data.screen.specs)).toMatchObject({ 'newAddress.town': '布田' });
    const other = await here.send({ 'newAddress.postcode': '251-0052' }, 'postcode:newAddress');
    expect([other.status, other.data.errors['newAddress.postcode'][0]]).toEqual([
      400,
      expect.stringContaining('藤沢市'),
    ]);
    const away = await clerk.open('moving-out', numberOf('watanabe-naoki'));
    const destination = await away.send({ 'destination.postcode': '251-0052' }, 'postcode:destination');
    expect(standing(destination.data.screen.specs)).toMatchObject({
      'destination.municipality': '神奈川県藤沢市',
      'destination.town': '藤沢',
    });
  });

  it('入る世帯は宛名番号で見つかり、支援措置の世帯は誰の世帯か言わない', async () => {
    const clerk = formClerk(world);
    const form = await clerk.open('relocation', numberOf('watanabe-nagi'));
    const found = await form.send({ 'household.search': numberOf('ikeda-yuji') }, 'households:household');
    expect(text(found.data.screen.specs)).toContain('池田');
    const hidden = await form.send({ 'household.search': numberOf('nishimura-rika') }, 'households:household');
    expect(text(hidden.data.screen.specs)).toContain('支援措置の世帯');
    expect(text(hidden.data.screen.specs)).not.toContain('西村');
  });

  it('その書式にないボタンは何もせず、仮登録として確かめるだけ', async () => {
    const form = await formClerk(world).open('birth', numberOf('watanabe-2'));
    expect((await form.send({}, 'postcode:__proto__')).status).toBe(400);
  });
});

describe('番号は画面に戻らない', () => {
  it('入力した住民票コードは封をして運ばれ、次に送ると仮登録に入る', async () => {
    const clerk = formClerk(world);
    const form = await clerk.open('moving-in');
    const code = codeOf(991);
    const typing = {
      'persons.0.full': '和田　瞳',
      'persons.0.bornOn': '平成2年1月2日',
      'persons.0.sex': '2',
      'persons.0.standing.chosen': '世帯主',
      'persons.0.domicile': '長野県松本市丸の内３番',
      'persons.0.headOfRegister': '和田　瞳',
      'persons.0.code': code,
      'newAddress.town': '小島町二丁目',
      'newAddress.lot': '35番地8',
      'origin.previousAddress.municipality': '神奈川県藤沢市',
      'identification.document': '運転免許証',
    };
    const wrong = await form.send(typing);
    expect(Object.keys(wrong.data.errors)).toEqual(['movedInOn']);
    expect(text(wrong.data)).not.toContain(code);
    const sent = await form.send(
      { ...standing(wrong.data.screen.specs), movedInOn: DAY, 'persons.0.code': '' },
      'draft',
      wrong.data.screen,
    );
    expect(sent.status).toBe(302);
    const page = await clerk.page(sent.location ?? '');
    expect(text(page)).toContain(code.slice(-4));
    expect(text(page)).not.toContain(code);
  });

  it('国外転入では以前のコードが見つかり、選ぶまで仮登録できない', async () => {
    const clerk = formClerk(world);
    const away = await clerk.file('moving-abroad', numberOf('hayashi-nanami'), {
      plannedOn: '令和8年11月24日',
      destination: 'カナダ',
    });
    await clerk.press(away, 'decide');
    await world.settle();
    const { office } = world.towns.find(({ town }) => town.code === CHOFU) ?? {};
    const page = await office?.people.page(world.officer(CHOFU), numberOf('hayashi-nanami'), '確認');
    const person = page?.resident;
    const form = await clerk.open('moving-in-from-abroad');
    const typing = {
      'persons.0.full': person?.name.full ?? '',
      'persons.0.bornOn': person?.bornOn.text ?? '',
      'persons.0.sex': person?.sex ?? '',
      'persons.0.standing.chosen': '世帯主',
      'newAddress.town': '小島町二丁目',
      'newAddress.lot': '35番地7',
      movedInOn: '令和8年11月24日',
      'origin.previousAddress': 'カナダ',
      'identification.document': '旅券（パスポート）',
    };
    const asked = await form.send(typing, 'former:persons.0');
    expect(asked.status).toBe(200);
    const again = { ...standing(asked.data.screen.specs) };
    const unchosen = await form.send(again, 'draft', asked.data.screen);
    expect(Object.keys(unchosen.data.errors)).toEqual(['persons.0.former.chosen']);
    const chosen = await form.send({ ...again, 'persons.0.former.chosen': '0' }, 'draft', asked.data.screen);
    expect(chosen.status).toBe(302);
    expect(await clerk.press(chosen.location ?? '', 'decide')).toMatchObject({ status: 302 });
    const done = await clerk.page(chosen.location ?? '');
    expect(done.registered.persons.map((one: { number: string }) => one.number)).toEqual([numberOf('hayashi-nanami')]);
  });
});

describe('断られるとき', () => {
  it('業務上の拒否は409で、理由と直し方と条文が上に出て、入力は残る', async () => {
    const clerk = formClerk(world);
    const form = await clerk.open('relocation', numberOf('takahashi-hideki'));
    const refused = await form.send({
      movedOn: '令和8年12月24日',
      'newAddress.town': '布田',
      'newAddress.lot': '1番地2',
      'household.kind': 'same',
    });
    expect(refused).toMatchObject({ status: 409, data: { refusal: { code: 'E02', article: expect.any(String) } } });
    expect(standing(refused.data.screen.specs)).toMatchObject({ 'newAddress.lot': '1番地2' });
  });

  it('支援措置の世帯は担当職員だけが始められ、転出先は仮登録のどこにも出ない', async () => {
    const counter = await formClerk(world, 'counter').open('moving-out', numberOf('nishimura-rika'));
    expect(counter.screen).toMatchObject({ isProtected: true, obstacle: expect.stringContaining('担当職員') });
    expect(counter.screen.specs).toBeUndefined();

    const clerk = formClerk(world, 'protection');
    const typing = {
      plannedOn: '令和8年12月1日',
      'destination.municipality': '大阪府堺市堺区',
      'destination.town': '南瓦町',
    };
    const location = await clerk.file('moving-out', numberOf('nishimura-rika'), typing);
    const page = await clerk.page(location);
    expect(page.isProtected).toBe(true);
    expect(text(page)).not.toMatch(/堺|南瓦町/);
    expect(await clerk.press(location, 'decide')).toMatchObject({ status: 302 });
    expect(text(await clerk.page(location))).not.toMatch(/堺|南瓦町/);
    const list = await clerk.browser.load(drafts, `/office/${CHOFU}/drafts?state=registered`, { town: CHOFU });
    expect(text(list.data)).not.toMatch(/堺|南瓦町/);
  });

  it('同じ書式を二度送っても仮登録は一つで、別の書式からは始められない', async () => {
    const clerk = formClerk(world);
    const typing = { happenedOn: DAY, ground: '死亡届 第1号' };
    const form = await clerk.open('death', numberOf('inoue-osamu'));
    const first = await form.send(typing);
    expect(await form.send(typing)).toEqual(first);
    const other = await clerk.open('death', numberOf('inoue-osamu'));
    expect(await other.send(typing)).toMatchObject({ status: 409, data: { refusal: { code: 'E09' } } });
    const ofPerson = await clerk.browser.load(drafts, `/office/${CHOFU}/drafts?person=${numberOf('inoue-osamu')}`, {
      town: CHOFU,
    });
    expect(ofPerson.data.drafts).toMatchObject([{ title: '死亡', state: 'provisional' }]);
    expect(await clerk.press(first.location ?? '', 'discard')).toMatchObject({ status: 302 });
    expect(await clerk.page(first.location ?? '')).toMatchObject({ state: 'discarded', acts: [] });
  });

  it('画面を開いた後に登録された異動は上書きせず、何が変わったかを言う（標準仕様書10.3）', async () => {
    const clerk = formClerk(world);
    const person = numberOf('kato-1');
    const old = await clerk.open('correction-ex-officio', person);
    const typing = { 'items.domicile': '岩手県盛岡市内丸１番', correctedOn: DAY, ground: '転籍届' };
    await clerk.press(await clerk.file('correction-ex-officio', person, typing), 'decide');
    const stale = await old.send({ ...typing, 'items.domicile': '岩手県盛岡市内丸２番' });
    expect(stale).toMatchObject({ status: 409, data: { refusal: { code: 'E41' } } });
    expect(standing(stale.data.screen.specs)).toMatchObject({ 'items.domicile': '岩手県盛岡市内丸２番' });
  });

  it('役割にない異動は開けず、送っても403', async () => {
    expect((await formClerk(world, 'counter').open('change-cancellation')).status).toBe(403);
    expect((await formClerk(world, 'auditor').open('birth')).status).toBe(403);
    const page = formClerk(world, 'auditor').browser;
    expect((await page.load(drafts, `/office/${CHOFU}/drafts`, { town: CHOFU })).status).toBe(403);
    expect((await formClerk(world).open('no-such-act')).status).toBe(404);
    expect((await formClerk(world).open('moving-in-by-card')).status).toBe(404);
  });
});

describe('二人の職員（専決のない市、標準仕様書 4.0.8）', () => {
  it('入力した職員は審査できず、審査・決裁・本登録は決まった役割が順に行う', async () => {
    // The office and the engine of this world read the rule of the town at every step.
    const rules = townRules();
    rules.soleDecision = false;
    try {
      const reviewer = formClerk(world, 'reviewer');
      const location = await reviewer.file('death', numberOf('abe-akiko'), { happenedOn: DAY, ground: '死亡届 第2号' });
      expect(await reviewer.page(location)).toMatchObject({ acts: [{ act: 'discard' }], waitsFor: expect.any(String) });
      expect(await reviewer.press(location, 'review')).toMatchObject({ status: 409 });
      expect(await reviewer.press(location, 'decide')).toMatchObject({ status: 403 });
      expect(await formClerk(world, 'counter').press(location, 'review')).toMatchObject({ status: 403 });
      const registry = formClerk(world, 'registry');
      expect(await registry.press(location, 'review')).toMatchObject({ status: 302 });
      expect(await registry.press(location, 'approve')).toMatchObject({ status: 403 });
      expect(await formClerk(world, 'approver').press(location, 'approve')).toMatchObject({ status: 302 });
      expect((await reviewer.page(location)).acts.map(({ act }: { act: string }) => act)).toEqual([
        'register',
        'discard',
      ]);
      expect(await reviewer.press(location, 'register')).toMatchObject({ status: 302 });
      expect(await reviewer.page(location)).toMatchObject({ state: 'registered' });
    } finally {
      rules.soleDecision = true;
    }
  });
});

function townRules() {
  const own = world.towns.find(({ town }) => town.code === CHOFU);
  if (!own) throw new Error('調布市 is not running');
  return own.town.rules;
}

describe('区間異動（住民基本台帳法第38条）', () => {
  const NAKA = { ...CHOFU_TOWN, code: '141046', name: '横浜市中区', prefecture: '神奈川県' };
  const tools = {
    town: NAKA,
    today: '2026-11-24',
    seal: (value: unknown) => text(value),
    open: (sealed: string) => JSON.parse(sealed),
  };
  const context = { town: NAKA, today: '2026-11-24', changes: [], companions: [], neighbours: [] };
  const resident = {
    addresseeNumber: numberOf('sato-kenji'),
    residentRecordCode: codeOf(992),
    individualNumber: '123456789018',
    kind: 'japanese',
    name: { full: '浜　波', kanaConfirmed: true },
    bornOn: exactDate('1990-01-02'),
    sex: '2',
    relationship: '世帯主',
    householder: true,
    becameResidentOn: exactDate('2015-04-01'),
    qualifications: {
      nationalHealthInsurance: false,
      lateElderlyInsurance: false,
      longTermCareInsurance: false,
      childAllowance: false,
    },
  };
  const record = { fromWard: '141038', oldAddress: { municipality: '横浜市西区' }, residents: [resident] };

  it('区にだけあり、前の区の世帯から移る方を選んで仮登録になる', () => {
    expect(wardMove.offered?.(NAKA)).toBe(true);
    expect(wardMove.offered?.(CHOFU_TOWN)).toBe(false);
    const typed = {
      ...wardMove.initial(context),
      'from.found': tools.seal(record),
      [`from.standings.${resident.addresseeNumber}.chosen`]: '世帯主',
      movedOn: DAY,
      'newAddress.town': '本町',
      'newAddress.lot': '6番地50',
      'identification.document': '運転免許証',
    };
    expect(wardMove.read(context, typed, tools)).toMatchObject({
      command: { kind: 'RegisterWardMove', movers: [{ addresseeNumber: resident.addresseeNumber, householder: true }] },
    });
    expect(wardMove.read(context, { ...typed, 'from.found': '' }, tools)).toMatchObject({
      errors: { 'from.number': [expect.stringContaining('照会')] },
    });
    expect(movingOut.offered).toBeUndefined();
  });
});

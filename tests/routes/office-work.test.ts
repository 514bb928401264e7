import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as home from '#app/routes/office.$town._index.tsx';
import * as newAct from '#app/routes/office.$town.acts.new.$kind.tsx';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { addressOf } from '#db/fixtures/records.ts';
import { formClerk, numberOf, standing } from '#tests/support/act-forms.ts';
import { CHOFU, FUJISAWA, familyOf, perform, townOf } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

vi.setConfig({ testTimeout: 60_000 });

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

const AN = numberOf('nguyen-van-an');
const MISAKI = numberOf('sato-misaki');

interface Item {
  kind: string;
  workId: string;
  sentence: string;
  addresseeNumber?: string;
  acts: { title: string; href: string }[];
}

async function work(kind: string, slug = 'desk'): Promise<Item[]> {
  const { data } = await formClerk(world, slug).browser.load(home, `/office/${CHOFU}`, { town: CHOFU });
  return data.work.items.filter((one: Item) => one.kind === kind);
}

const formOf = (item: Item | undefined, act: string) =>
  `/office/${CHOFU}/${item?.acts.find(({ href }) => href.includes(`/${act}?`))?.href ?? 'acts/new/none'}`;

describe('要対応事項から異動の書式を開く', () => {
  it('在留カードの提示がなかった方の住居地の届出は、書式が開いて、本登録で済みになる', async () => {
    const clerk = formClerk(world);
    const wife = numberOf('nguyen-2');
    const location = await clerk.file('relocation', AN, {
      movedOn: '令和8年11月20日',
      'newAddress.town': '布田三丁目',
      'newAddress.lot': '1番地2',
      'household.kind': 'same',
      [`cards.${AN}`]: 'endorsed',
      [`cards.${wife}`]: 'notPresented',
    });
    await clerk.press(location, 'decide');
    const [item] = await work('residenceNotificationDue');
    expect(item).toMatchObject({ addresseeNumber: wife, acts: [{ title: '在留カードの裏書（住居地の届出）' }] });
    const form = await clerk.openAt(formOf(item, 'residence-card'));
    expect(form.screen).toMatchObject({ person: { number: wife }, work: item?.sentence });
    const sent = await form.send({});
    expect(sent).toMatchObject({ status: 302 });
    expect(await clerk.press(sent.location ?? '', 'decide')).toMatchObject({ status: 302 });
    expect(await work('residenceNotificationDue')).toEqual([]);
    // Done: neither the form nor another press leads anywhere.
    expect((await clerk.openAt(formOf(item, 'residence-card'))).status).toBe(404);
    await world.settle();
  });

  it('入管の通知の内容が入った職権修正の書式が開き、カードの番号は画面に出ない', async () => {
    const person = { name: { full: 'NGUYEN VAN AN' }, bornOn: exactDate('1996-03-08'), sex: '1' as const };
    const address = addressOf(CHOFU, familyOf('nguyen').address);
    const record = { ...person, cardNumber: 'UH27480931EA', nationality: 'ベトナム', address };
    await world.nation?.immigration.decide(record, {
      kind: 'correction',
      reason: 'renewal',
      effectiveOn: '2026-11-24',
      items: { foreignStatus: { expiresOn: '2029-05-31', periodOfStay: '3年', cardNumber: 'UH55555555EA' } },
    });
    await world.settle();
    const [item] = await work('immigrationNotice');
    const clerk = formClerk(world);
    const form = await clerk.openAt(formOf(item, 'correction-ex-officio'));
    expect(standing(form.screen.specs)).toMatchObject({
      'items.expiresOn': '2029年5月31日',
      'items.periodOfStay': '3年',
      correctedOn: '令和8年11月24日',
      ground: '出入国在留管理庁長官通知（在留期間の更新）',
    });
    expect(JSON.stringify(form.data)).not.toContain('UH55555555EA');
    const sent = await form.send({});
    expect(sent).toMatchObject({ status: 302 });
    expect(await clerk.press(sent.location ?? '', 'decide')).toMatchObject({ status: 302 });
    const { juki } = townOf(world, CHOFU);
    const after = await juki.findResident(AN, world.access(CHOFU, '確認'));
    expect(after?.foreignStatus).toMatchObject({ expiresOn: '2029-05-31', residenceStatus: '特定技能1号' });
    expect(await work('immigrationNotice')).toEqual([]);
    await world.settle();
    expect(await townOf(world, CHOFU).mailroom.deadLetters()).toEqual([]);
  });

  it('ほかの市の出生届の通知では、親を選ぶと、通知の子が入った書式が開く', async () => {
    const registeredDomicile = familyOf('sato').registeredDomicile ?? {
      address: '東京都調布市',
      headOfRegister: '佐藤',
    };
    await perform(world, FUJISAWA, {
      kind: 'ForwardFamilyFiling',
      filing: 'birth',
      person: {
        name: { full: '佐藤　新', kana: 'サトウ　アラタ', kanaConfirmed: true },
        bornOn: exactDate('2026-11-18'),
        sex: '1',
        registeredDomicile,
      },
      address: addressOf(CHOFU, familyOf('sato').address),
      relationship: '子',
      happenedOn: exactDate('2026-11-18'),
      notifiedOn: '2026-11-20',
    });
    await world.settle();
    const [item] = await work('residentFiling');
    const clerk = formClerk(world);
    const path = formOf(item, 'birth');
    const asking = await clerk.openAt(path);
    expect(asking.screen).toMatchObject({ work: item?.sentence });
    expect(asking.screen.person).toBeUndefined();
    const params = { town: CHOFU, kind: 'birth' };
    const begun = await clerk.browser.press(newAct, path, params, {
      press: 'begin',
      person: MISAKI,
      reason: '9条2項通知',
    });
    expect(begun.location).toContain(`work=${item?.workId}`);
    const form = await clerk.openAt(begun.location ?? '');
    expect(standing(form.screen.specs)).toMatchObject({
      'children.0.full': '佐藤　新',
      'children.0.kana': 'サトウ　アラタ',
      'children.0.bornOn': '令和8年11月18日',
      'children.0.standing.chosen': '子',
      notifiedOn: '令和8年11月20日',
      source: 'notified',
    });
    const sent = await form.send({});
    expect(sent).toMatchObject({ status: 302 });
    expect(await clerk.press(sent.location ?? '', 'decide')).toMatchObject({ status: 302 });
    expect(await work('residentFiling')).toEqual([]);
  });

  it('世帯主が抜けた世帯は、世帯主変更の書式で済む', async () => {
    const clerk = formClerk(world);
    const left = numberOf('watanabe-naoki');
    const location = await clerk.file('death', left, { happenedOn: '令和8年11月20日', ground: '死亡届 第1号' });
    await clerk.press(location, 'decide');
    const [item] = await work('headlessHousehold');
    expect(item?.addresseeNumber).toBe(left);
    const form = await clerk.openAt(formOf(item, 'head-change'));
    const household = await townOf(world, CHOFU).juki.findHousehold(
      form.screen.person.householdNumber,
      world.access(CHOFU, '確認'),
    );
    const [next] = household?.members ?? [];
    const sent = await form.send({ head: [next?.addresseeNumber ?? ''], changedOn: '令和8年11月20日' });
    expect(sent).toMatchObject({ status: 302 });
    expect(await clerk.press(sent.location ?? '', 'decide')).toMatchObject({ status: 302 });
    expect(await work('headlessHousehold')).toEqual([]);
  });

  it('その要対応事項の異動でない書式や、権限のない役割では開けない', async () => {
    const clerk = formClerk(world);
    const location = await clerk.file('relocation', numberOf('kim-minji'), {
      movedOn: '令和8年11月20日',
      'newAddress.town': '布田三丁目',
      'newAddress.lot': '1番地2',
      'household.kind': 'same',
      [`cards.${numberOf('kim-minji')}`]: 'notPresented',
    });
    await clerk.press(location, 'decide');
    const [item] = await work('residenceNotificationDue');
    const path = formOf(item, 'residence-card');
    expect((await clerk.openAt(path.replace('residence-card', 'death'))).status).toBe(404);
    expect((await formClerk(world, 'counter').openAt(path)).status).toBe(403);
  });
});

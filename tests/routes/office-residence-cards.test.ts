import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as certificate from '#app/routes/office.$town.arrivals.$case_.certificate.tsx';
import * as filing from '#app/routes/office.$town.arrivals.$case_.filing.tsx';
import * as household from '#app/routes/office.$town.arrivals.$case_.household.tsx';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { codeOf } from '#tests/engine/juki/family.ts';
import { formClerk, numberOf } from '#tests/support/act-forms.ts';
import { caseOf, counterOf, movedOut, relationships, saidOf } from '#tests/support/counter-story.ts';
import { CHOFU, FUJISAWA, townOf, travelDays } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

vi.setConfig({ testTimeout: 90_000 });

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

const AN = numberOf('nguyen-van-an');
const WIFE = numberOf('nguyen-2');
const agency = (cardNumber: string, name: string, bornOn: string, sex: '1' | '2') => {
  const person = { name: { full: name }, bornOn: exactDate(bornOn), sex, cardNumber, nationality: '' };
  return world.nation?.immigration.personOf({ ...person, address: { municipality: '' } });
};
const dueIn = async (town: string) => {
  const items = await townOf(world, town).juki.workItems(world.access(town, '確認'));
  return items.filter(({ kind }) => kind === 'residenceNotificationDue').map((one) => one.addresseeNumber);
};

describe('転居届と在留カード（入管法第19条の9）', () => {
  it('外国人の家族では一人ずつカードの提示を選び、示さなかった方だけが要対応になり、入管に知らせる', async () => {
    const clerk = formClerk(world);
    const form = await clerk.open('relocation', AN);
    const typing = {
      movedOn: '令和8年11月20日',
      'newAddress.town': '布田三丁目',
      'newAddress.lot': '1番地2',
      'household.kind': 'same',
      [`cards.${AN}`]: 'endorsed',
    };
    const unsaid = await form.send(typing);
    expect([unsaid.status, Object.keys(unsaid.data.errors)]).toEqual([400, [`cards.${WIFE}`]]);
    const location = await clerk.file('relocation', AN, { ...typing, [`cards.${WIFE}`]: 'notPresented' });
    const page = await clerk.page(location);
    expect(page.rows.map(({ value }: { value: string }) => value)).toEqual(
      expect.arrayContaining([expect.stringContaining('裏書した'), expect.stringContaining('提示なし')]),
    );
    expect(await clerk.press(location, 'decide')).toMatchObject({ status: 302 });
    await world.settle();
    expect(await dueIn(CHOFU)).toEqual([WIFE]);
    expect(await agency('UH27480931EA', 'NGUYEN VAN AN', '1996-03-08', '1')).toMatchObject({ residenceNotified: true });
  });

  it('日本人だけの世帯の転居届には、カードの項目がない', async () => {
    const form = await formClerk(world).open('relocation', numberOf('watanabe-nagi'));
    expect(JSON.stringify(form.screen.specs)).not.toContain('在留カード');
  });
});

describe('転入届と在留カード（入管法第19条の8）', () => {
  it('転出証明書で来た中長期在留者は、カードの提示を選ぶまで仮登録できず、番号は画面に出ない', async () => {
    const clerk = formClerk(world);
    const typing = {
      'persons.0.kind': 'foreign',
      'persons.0.full': 'GARCIA MARIA',
      'persons.0.bornOn': '1990-01-02',
      'persons.0.sex': '2',
      'persons.0.standing.chosen': '世帯主',
      'persons.0.nationality': 'フィリピン',
      'persons.0.category': 'midToLongTerm',
      'persons.0.residenceStatus': '定住者',
      'persons.0.periodOfStay': '3年',
      'persons.0.expiresOn': '2028-03-31',
      'persons.0.cardNumber': 'UH44444444EA',
      'persons.0.code': codeOf(988),
      'newAddress.town': '小島町二丁目',
      'newAddress.lot': '35番地5',
      movedInOn: '令和8年11月20日',
      'origin.previousAddress.municipality': '神奈川県藤沢市',
      'identification.document': '運転免許証',
    };
    const form = await clerk.open('moving-in');
    const unsaid = await form.send(typing);
    expect([unsaid.status, Object.keys(unsaid.data.errors)]).toEqual([400, ['persons.0.shown']]);
    const location = await clerk.file('moving-in', undefined, { ...typing, 'persons.0.shown': 'endorsed' });
    const words = JSON.stringify(await clerk.page(location));
    expect(words).toContain('2028年3月31日');
    expect(words).toContain('裏書した');
    expect(words).not.toContain('UH44444444EA');
    expect(await clerk.press(location, 'decide')).toMatchObject({ status: 302 });
    await world.settle();
    expect(await agency('UH44444444EA', 'GARCIA MARIA', '1990-01-02', '2')).toMatchObject({
      municipalityCode: CHOFU,
      residenceNotified: true,
    });
  });
});

describe('特例転入の窓口と在留カード', () => {
  it('世帯の画面でカードの提示を選び、示さなければ住居地の届出が要対応に残る', async () => {
    const { receiptNumber } = await movedOut(world, 'kim-minji');
    await travelDays(world, 6, '10:00');
    const desk = counterOf(world, await caseOf(world, receiptNumber));
    await desk.checkIn('KIM MINJI');
    await desk.readCard('kim-minji');
    await desk.confirm();
    const { data } = await desk.load(certificate, 'certificate');
    await desk.press(certificate, 'certificate', saidOf(data.page));
    const choice = { act: 'choose', kind: 'new', ...relationships(await desk.page()) };
    const unsaid = await desk.press(household, 'household', choice);
    expect([unsaid.status, unsaid.data.errors]).toEqual([400, { 'card-0': [expect.stringContaining('在留カード')] }]);
    expect(unsaid.data.typed).toMatchObject({ 'relationship-0': '世帯主' });
    const said = await desk.press(household, 'household', { ...choice, 'card-0': 'notPresented' });
    expect(said).toMatchObject({ status: 302 });
    const { digest } = (await desk.load(filing, 'filing')).data.paper;
    await desk.press(filing, 'filing', { act: 'sign', method: 'pad', signedBy: 'KIM MINJI', digest });
    await world.settle();
    expect(await dueIn(FUJISAWA)).toEqual((await desk.page()).registered);
    const told = await agency('UH83920154LA', 'KIM MINJI', '1990-01-20', '2');
    expect(told).toMatchObject({ municipalityCode: FUJISAWA, residenceNotified: false });
  });
});

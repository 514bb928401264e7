import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ToDoItem } from '#app/messages/contracts/to-do.ts';
import * as arrival from '#app/routes/office.$town.arrivals.$case.tsx';
import * as arrivalToDo from '#app/routes/office.$town.arrivals.$case_.to-do.tsx';
import { caseOf } from '#tests/support/counter-story.ts';
import { officeBrowser } from '#tests/support/office-story.ts';
import { FUJISAWA } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';
import { type Fields, signInAndFile, type Visitor, visitorOf } from './portal-visitor.ts';

interface Shown {
  key: string;
  perhaps: boolean;
  persons: number[];
  dueOn?: string;
  tick?: { done: boolean; by: string };
  counter?: { name: string };
}

describe('引越しの手続きの一覧', () => {
  let world: World;
  let kenji: Visitor;
  let list = '';
  let receipt = '';
  let caseId = '';
  beforeAll(async () => {
    world = await openWorld();
    kenji = visitorOf(world, 'sato-kenji');
    receipt = await signInAndFile(kenji);
    list = `/moving/applications/${receipt}/to-do`;
    await world.settle();
    caseId = await caseOf(world, receipt);
  }, 60_000);
  afterAll(() => world[Symbol.asyncDispose]());

  const items = async (): Promise<Shown[]> => (await kenji.get(list)).data.view.items;
  const item = async (key: string) => (await items()).find((one) => one.key === key);
  const officer = (slug = 'desk', town = FUJISAWA) => officeBrowser(world, world.officer(town, slug));
  const base = () => `/office/${FUJISAWA}/arrivals/${caseId}`;
  const params = () => ({ town: FUJISAWA, case: caseId });
  async function atCounter(): Promise<ToDoItem[]> {
    return (await officer().load(arrival, base(), params())).data.toDos.items;
  }
  const seen = async (key: string) => (await atCounter()).find((one) => one.key === key);
  const press = (key: string, done: string, slug = 'desk') =>
    officer(slug).press(arrivalToDo, `${base()}/to-do`, params(), { key, done });

  it('家族の年齢と引越しの日から並び、市の定めた窓口が出る（児童手当法第8条第3項）', async () => {
    expect(await item('childAllowance.new')).toMatchObject({
      perhaps: false,
      dueOn: '2026-12-14',
      counter: { name: '子育て給付課' },
    });
    expect(await item('schoolRegister.new')).toMatchObject({ persons: [2] });
    expect(await item('longTermCareInsurance.new')).toMatchObject({ persons: [3] });
    expect(await item('dog.new')).toMatchObject({ perhaps: true });
  });

  it('窓口の職員に、同じ一覧が同じ言葉で届く。家族だけのことは届かない', async () => {
    expect(await seen('childAllowance.new')).toMatchObject({
      title: '児童手当を請求する',
      dueOn: '2026-12-14',
      phase: 'planned',
    });
    expect(await seen('schoolRegister.new')).toMatchObject({ persons: ['佐藤　陽菜'] });
    expect(await seen('drivingLicence.other')).toBeUndefined();
    expect(await world.portal.mailroom.deadLetters()).toEqual([]);
  });

  it('住民が済みにすると職員に見え、職員が戻すと住民に見える', async () => {
    expect(await kenji.post(list, { key: 'waste.old', done: 'yes' })).toMatchObject({
      status: 302,
      location: `${list}#waste.old`,
    });
    await world.settle();
    expect((await seen('waste.old'))?.tick).toMatchObject({ done: true, by: 'resident' });
    expect(await press('waste.old', 'no')).toMatchObject({ status: 302 });
    await world.settle();
    expect((await item('waste.old'))?.tick).toMatchObject({ done: false, by: 'town' });
    await kenji.post(list, { key: 'waste.old', done: 'yes' });
    await world.settle();
    expect((await seen('waste.old'))?.tick).toMatchObject({ done: true, by: 'resident' });
    expect((await item('waste.old'))?.tick).toMatchObject({ done: true, by: 'resident' });
  });

  it('職員の済みは住民に見え、処理経過に残る。同じボタンを2回押しても一度だけ', async () => {
    await press('schoolRegister.new', 'yes');
    await press('schoolRegister.new', 'yes');
    await world.settle();
    expect((await item('schoolRegister.new'))?.tick).toMatchObject({ done: true, by: 'town' });
    const { data } = await officer().load(arrival, base(), params());
    const notes = data.page.events.filter(({ act }: { act: string }) => act === '手続を済みにした');
    expect(notes).toHaveLength(1);
    expect(notes[0].note).toBe('新しい学校に入る手続き');
  });

  it('同時に押されても、どちらの側でも同じ答えになる（職員の側が残る）', async () => {
    await kenji.post(list, { key: 'card.new', done: 'yes' });
    await press('card.new', 'yes');
    await world.settle();
    expect((await item('card.new'))?.tick).toMatchObject({ done: true, by: 'town' });
    expect((await seen('card.new'))?.tick).toMatchObject({ done: true, by: 'town' });
  });

  it('質問に答えると一覧が変わる。見せると言わなければ、職員の一覧は変わらない', async () => {
    const answer = { dog: 'yes', publicAssistance: 'no', nationalInsurance: ['0', '1'], disability: 'nobody' };
    expect(await kenji.post(`${list}/questions`, answer)).toMatchObject({ status: 302, location: list });
    await world.settle();
    expect(await item('dog.new')).toMatchObject({ perhaps: false, dueOn: '2026-12-28' });
    expect(await item('publicAssistance.new')).toBeUndefined();
    expect(await item('disabilityHandbook.new')).toBeUndefined();
    expect(await item('nationalHealthInsurance.new')).toMatchObject({ persons: [0, 1], perhaps: false });
    expect(await seen('dog.new')).toMatchObject({ perhaps: true });
    expect(await seen('publicAssistance.new')).toMatchObject({ perhaps: true });
    await kenji.post(`${list}/questions`, { ...answer, shared: 'yes' });
    await world.settle();
    expect(await seen('dog.new')).toMatchObject({ perhaps: false });
    expect(await seen('publicAssistance.new')).toBeUndefined();
    const { data } = await kenji.get(`${list}/questions`);
    expect(data.view.answers).toMatchObject({ household: { dog: true }, persons: { disability: [] }, shared: true });
  });

  it('「だれもいない」と人を同時に選ぶと、打った答えを残して直すところを示す', async () => {
    const reply = await kenji.post(`${list}/questions`, { disability: ['nobody', '1'], dog: 'no' });
    expect(reply).toMatchObject({ status: 400, data: { values: { dog: ['no'] } } });
    expect(reply.data.errors.disability).toContain('だれもいない');
    expect((await kenji.get(list)).data.view.answers.household.dog).toBe(true);
  });

  it('一覧にない手続と、読めない押し方は、何も変えずに断る', async () => {
    const wrong: Fields[] = [
      { key: 'nothing', done: 'yes' },
      { key: 'waste.old' },
      { key: 'sealRegistration.old', done: 'yes' },
    ];
    for (const fields of wrong) {
      expect(await kenji.post(list, fields), JSON.stringify(fields)).toMatchObject({ status: 400 });
    }
    expect(await press('nothing', 'yes')).toMatchObject({ status: 409, data: { refusal: { code: 'toDoUnknown' } } });
    expect(await press('waste.old', 'perhaps')).toMatchObject({ status: 400 });
  });

  describe('見てよい人', () => {
    it('ほかの人には、一覧があることもわからない', async () => {
      const other = visitorOf(world, 'takahashi-hideki');
      await other.signIn();
      expect(await other.get(list)).toMatchObject({ status: 404 });
      expect(await other.post(list, { key: 'waste.old', done: 'no' })).toMatchObject({ status: 404 });
      expect(await other.post(`${list}/questions`, { dog: 'no' })).toMatchObject({ status: 404 });
      expect((await visitorOf(world, 'sato-kenji').get(list)).location).toContain('/sign-in');
    });

    it('ほかの市区町村の職員と、窓口に関わらない職員は見られない', async () => {
      expect(await officer('desk', '132080').load(arrivalToDo, base(), params())).toMatchObject({ status: 403 });
      expect(await officer('auditor').load(arrivalToDo, base(), params())).toMatchObject({ status: 403 });
      expect(await press('waste.old', 'no', 'auditor')).toMatchObject({ status: 403 });
    });
  });

  it('取り下げると、一覧はなくなり、何も変えられない', async () => {
    await kenji.post(`/moving/applications/${receipt}/withdrawal`, { confirm: 'yes' });
    await world.settle();
    const { data } = await kenji.get(list);
    expect(data.view.calledOff).toBe(true);
    expect(data.view.items.every(({ phase }: { phase: string }) => phase === 'cancelled')).toBe(true);
    expect(await kenji.post(list, { key: 'waste.old', done: 'no' })).toMatchObject({
      status: 409,
      data: { refusal: { code: 'toDoCalledOff' } },
    });
    expect(await kenji.post(`${list}/questions`, { dog: 'no' })).toMatchObject({ status: 409 });
    expect((await kenji.get(`${list}/questions`)).location).toBe(list);
  });
});

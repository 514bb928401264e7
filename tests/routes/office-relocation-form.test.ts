import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as newAct from '#app/routes/office.$town.acts.new.$kind.tsx';
import * as arrival from '#app/routes/office.$town.arrivals.$case.tsx';
import { formClerk, numberOf, standing } from '#tests/support/act-forms.ts';
import { movingForm, postFromPortal, visitNoticeOf } from '#tests/support/office-story.ts';
import { CHOFU, today, townOf } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

vi.setConfig({ testTimeout: 60_000 });

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

describe('来庁予定からの転居届（住民基本台帳法第23条）', () => {
  it('予約の住所が入った書式が届出人で始まり、仮登録すると来庁済みになる', async () => {
    const newAddress = {
      municipalityCode: CHOFU,
      prefecture: '東京都',
      municipality: '調布市',
      town: '布田三丁目',
      lot: '1番地2',
    };
    const form = movingForm(world, 'ikeda-yuji', { toMunicipality: CHOFU, newAddress, movingOn: today(world) });
    await postFromPortal(world, CHOFU, 'VisitNotice', visitNoticeOf(form));
    const { office } = townOf(world, CHOFU);
    const officer = world.officer(CHOFU);
    const { expected } = await office.arrivals.visitorsOn(officer, form.visit.on);
    const caseId = expected[0]?.caseId ?? '';
    const params = { town: CHOFU, case: caseId };
    const path = `/office/${CHOFU}/arrivals/${caseId}`;
    const { browser } = formClerk(world);
    const { version } = (await browser.load(arrival, path, params)).data.page;
    const begun = await browser.press(arrival, path, params, { act: 'fileRelocation', version });
    expect(begun.location).toContain(`person=${numberOf('ikeda-yuji')}&arrival=${caseId}`);

    const at = { town: CHOFU, kind: 'relocation' };
    const { data } = await browser.load(newAct, begun.location ?? '', at);
    const typing = { ...standing(data.screen.specs), form: data.screen.form, press: 'draft' };
    expect(typing).toMatchObject({
      'newAddress.town': '布田三丁目',
      'newAddress.lot': '1番地2',
      movedOn: '令和8年11月24日',
    });
    const filed = await browser.press(newAct, begun.location ?? '', at, { ...typing, 'household.kind': 'same' });
    expect(filed).toMatchObject({ status: 302, location: expect.stringContaining('/drafts/') });
    expect(await office.arrivals.page(officer, caseId)).toMatchObject({ stage: 'relocated' });
  });
});

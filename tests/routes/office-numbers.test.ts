import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as audit from '#app/routes/office.$town.audit.tsx';
import * as gauge from '#app/routes/office.$town.numbers.tsx';
import * as reconciliation from '#app/routes/office.$town.reconciliation.tsx';
import * as residents from '#app/routes/office.$town.residents._index.tsx';
import * as person from '#app/routes/office.$town.residents.$number.tsx';
import * as numbers from '#app/routes/office.$town.residents.$number_.numbers.tsx';
import { formerNumberOf, residentRecordCodeOf } from '#db/fixtures/records.ts';
import { officeBrowser } from '#tests/support/office-story.ts';
import { CHOFU, FUJISAWA } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

vi.setConfig({ testTimeout: 60_000 });

const number = formerNumberOf('sato-kenji');
const params = { town: CHOFU, number };
const base = `/office/${CHOFU}/residents`;
let world: World;
let lookup: string;
const as = (slug: string, town = CHOFU) => officeBrowser(world, world.officer(town, slug));

beforeAll(async () => {
  world = await openWorld();
  const search = { name: '佐藤', reason: 'コードの通知', detail: '本人の申出' };
  const { location = '' } = await as('desk').press(residents, base, { town: CHOFU }, search);
  lookup = location.split('=')[1] ?? '';
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

const press = (fields: Record<string, string>, slug = 'desk') =>
  as(slug).press(numbers, `${base}/${number}/numbers`, params, { lookup, ...fields });

describe('番号の表示（番号法第9条）', () => {
  it('住民の画面には末尾だけがあり、全桁は事務を選んで押した答えにだけある', async () => {
    const page = await as('desk').load(person, `${base}/${number}?lookup=${lookup}`, params);
    expect(page.data.purposes.map(({ id }: { id: string }) => id)).toContain('codeNotice');
    expect(JSON.stringify(page.data)).not.toContain(residentRecordCodeOf('sato-kenji'));
    const shown = await press({ number: 'residentRecordCode', purpose: 'codeNotice' });
    expect(shown).toMatchObject({ status: 200, data: { shown: { value: residentRecordCodeOf('sato-kenji') } } });
    const again = await as('desk').load(numbers, `${base}/${number}/numbers`, params);
    expect(JSON.stringify(again.data)).not.toContain(residentRecordCodeOf('sato-kenji'));
    const log = await as('auditor').load(audit, `/office/${CHOFU}/audit?subject=${number}`, { town: CHOFU });
    expect(log.data.entries).toContainEqual(
      expect.objectContaining({
        act: 'revealResidentRecordCode',
        numberAccessed: true,
        reason: '住民票コードの通知・変更：コードの通知（本人の申出）',
      }),
    );
  });

  it('番号か事務を選ばなければ、欄のそばで言う', async () => {
    const answer = await press({ number: '', purpose: '' });
    expect(answer).toMatchObject({
      status: 400,
      data: { errors: { number: ['表示する番号を選んでください。'], purpose: ['利用する事務を選んでください。'] } },
    });
  });

  it('自分の役割にない事務は断られ、番号はどこにもない', async () => {
    const answer = await press({ number: 'individualNumber', purpose: 'childAllowance' });
    expect(answer).toMatchObject({ status: 409, data: { refusal: { code: 'purposeNotAllowed' } } });
    expect(JSON.stringify(answer.data)).not.toMatch(/\d{12}/);
  });

  it('同僚の照会の理由では見られず、先に理由を尋ねられる。照会の権限がなければ頁もない', async () => {
    expect(await press({ number: 'residentRecordCode', purpose: 'codeNotice' }, 'registry')).toMatchObject({
      status: 302,
      location: `${base}/${number}`,
    });
    expect((await press({ number: 'residentRecordCode', purpose: 'codeNotice' }, 'auditor')).status).toBe(403);
    expect((await as('auditor').load(numbers, `${base}/${number}/numbers`, params)).status).toBe(403);
  });
});

describe('番号の手続の経過', () => {
  it('どの番号も末尾だけで、どこから来たかと、済んだかが分かる。符号は状態だけ', async () => {
    const page = await as('desk').load(person, `${base}/${number}?lookup=${lookup}`, params);
    const { steps } = page.data.person.numbering;
    expect(steps.map(({ name, state }: { name: string; state: string }) => `${name} ${state}`)).toEqual([
      '宛名番号の付番 done',
      '住民票コードの記載 done',
      '個人番号の記載 done',
      '本人確認情報の通知 done',
      '団体内統合宛名番号の付番 done',
      '団体内統合宛名番号の通知 done',
      '符号の取得 done',
      '世帯情報の副本登録 done',
    ]);
    expect(steps.map(({ masked }: { masked?: string }) => masked?.replace(/\d{4}$/, '0000'))).toEqual([
      expect.any(String),
      '***-****-0000',
      '****-****-0000',
      undefined,
      '***********0000',
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('住民票コードの残数（規則第14条）', () => {
  it('残り・目安・待っている人を、番号の管理の職員だけが見る', async () => {
    for (const slug of ['desk', 'registry', 'administrator', 'protection']) {
      const page = await as(slug).load(gauge, `/office/${CHOFU}/numbers`, { town: CHOFU });
      expect(page).toMatchObject({ status: 200, data: { gauge: { left: 500, lowMark: 100, waiting: 0 } } });
    }
    for (const slug of ['reception', 'counter', 'auditor']) {
      expect((await as(slug).load(gauge, `/office/${CHOFU}/numbers`, { town: CHOFU })).status).toBe(403);
    }
    expect((await as('desk', FUJISAWA).load(gauge, `/office/${CHOFU}/numbers`, { town: CHOFU })).status).toBe(403);
  });
});

describe('整合性確認の画面', () => {
  const path = `/office/${CHOFU}/reconciliation`;
  const at = (slug: string, fields?: Record<string, string>) =>
    fields
      ? as(slug).press(reconciliation, path, { town: CHOFU }, fields)
      : as(slug).load(reconciliation, path, { town: CHOFU });

  it('まだ確認していなければ空で、始めれば結果が出る', async () => {
    expect((await at('registry')).data.view).toEqual({ differences: [] });
    expect(await at('registry', { act: 'start' })).toMatchObject({ status: 302, location: path });
    await world.settle();
    expect((await at('desk')).data.view).toMatchObject({ run: { found: 0, finishedAt: expect.any(String) } });
  });

  it('読めない押し方・もうない差異・権限のない職員は、それぞれに断る', async () => {
    expect((await at('registry', { act: 'erase' })).status).toBe(400);
    expect((await at('registry', { act: 'mend', difference: 'x' })).status).toBe(400);
    const gone = { act: 'close', difference: '01990000-0000-7000-8000-000000000000' };
    expect(await at('registry', gone)).toMatchObject({ status: 409, data: { refusal: { code: 'gone' } } });
    for (const slug of ['reception', 'counter', 'auditor', 'administrator']) {
      expect((await at(slug)).status).toBe(403);
      expect((await at(slug, { act: 'start' })).status).toBe(403);
    }
  });
});

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as audit from '#app/routes/office.$town.audit.tsx';
import * as residents from '#app/routes/office.$town.residents._index.tsx';
import * as person from '#app/routes/office.$town.residents.$number.tsx';
import * as certificate from '#app/routes/office.$town.residents.$number_.certificate.tsx';
import { cardIdOf, formerNumberOf, residentRecordCodeOf } from '#db/fixtures/records.ts';
import { officeBrowser } from '#tests/support/office-story.ts';
import { CHOFU } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

vi.setConfig({ testTimeout: 60_000 });

const KEY = 'sato-kenji';
const number = formerNumberOf(KEY);
const params = { town: CHOFU, number };
const base = `/office/${CHOFU}/residents`;
let world: World;
let lookup: string;
const as = (slug: string) => officeBrowser(world, world.officer(CHOFU, slug));
const load = (slug = 'desk', id = lookup) =>
  as(slug).load(certificate, `${base}/${number}/certificate?lookup=${id}`, params);
const press = (fields: Record<string, string>, slug = 'desk') =>
  as(slug).press(certificate, `${base}/${number}/certificate?lookup=${lookup}`, params, { lookup, ...fields });

beforeAll(async () => {
  world = await openWorld();
  const search = { name: '佐藤', reason: '証明書の更新', detail: '本人の申出' };
  const { location = '' } = await as('desk').press(residents, base, { town: CHOFU }, search);
  lookup = location.split('=')[1] ?? '';
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

describe('電子証明書の更新の画面（住民記録システム標準仕様書 7.1.2.4）', () => {
  it('住民の画面から開き、照会すると今の証明書に紐付き、発行番号はどこにも出ない', async () => {
    const page = await as('desk').load(person, `${base}/${number}?lookup=${lookup}`, params);
    expect(page.data.certificate).toBe(`${base}/${number}/certificate?lookup=${lookup}`);
    const renewed = await world.nation?.cards.renewAuthentication(cardIdOf(KEY));
    expect(await press({ reason: '窓口で証明書を更新した' })).toMatchObject({ status: 200, data: { renewed: true } });
    const { data } = await load();
    expect(data).toMatchObject({
      number,
      isResident: true,
      link: { state: 'linked', confirmedAt: expect.any(String) },
    });
    const shown = JSON.stringify(data);
    expect(shown).not.toContain(renewed?.authenticationSerial);
    expect(shown).not.toContain(residentRecordCodeOf(KEY));
  });

  it('理由がなければ断り、理由は操作ログに残る', async () => {
    expect(await press({ reason: ' ' })).toMatchObject({
      status: 400,
      data: { errors: { reason: ['照会の理由を書いてください。'] } },
    });
    const log = await as('auditor').load(audit, `/office/${CHOFU}/audit?subject=${number}`, { town: CHOFU });
    expect(log.data.entries).toContainEqual(
      expect.objectContaining({
        act: 'renewCertificateLink',
        numberAccessed: true,
        reason: '証明書の更新：窓口で証明書を更新した',
      }),
    );
  });

  it('照会の理由が切れていれば住民の画面に戻り、監査の職員には開かない', async () => {
    expect(await load('desk', 'gone')).toMatchObject({ status: 302, location: `${base}/${number}` });
    expect(await load('auditor')).toMatchObject({ status: 403 });
    expect(await press({ reason: '試し' }, 'auditor')).toMatchObject({ status: 403 });
  });
});

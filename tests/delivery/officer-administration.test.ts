import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Officer } from '#app/vocabulary/roles.ts';
import { equipped, type OfficerWorld, openOfficerWorld, PASSWORD } from '#tests/support/officer-world.ts';
import { CHOFU, FUJISAWA } from '#tests/support/story.ts';

vi.setConfig({ testTimeout: 60_000 });

let one: OfficerWorld;
let administrator: Officer;
let second: Officer;
let registry: Officer;
beforeAll(async () => {
  one = await openOfficerWorld();
  administrator = one.world.officer(CHOFU, 'administrator');
  second = one.world.officer(CHOFU, 'administrator2');
  registry = one.world.officer(CHOFU, 'registry');
});
afterAll(() => one.close());

const FRESH = { id: 'yamane', name: '山根　ひかり', officeCode: 'jindai', roles: ['counter'] as Officer['roles'] };

async function requestOf(id: string): Promise<string> {
  const { request } = await one.office.officers.page(administrator, id);
  if (!request) throw new Error('no request');
  return request.id;
}

/** Presses the confirmation of what waits, as the page showed it. */
async function confirmed(id: string, by: Officer) {
  const { posting, version } = await one.office.officers.page(by, id);
  return one.office.officers.confirmPosting(by, { id, version, request: posting?.id ?? '' });
}

describe('職員の管理', () => {
  it('登録した職員は、別の職員が発行を承認するまで入れない。承認した職員だけが仮のパスワードを一度見る', async () => {
    expect((await one.office.officers.create(administrator, FRESH)).accepted).toBe(true);
    expect((await one.office.officers.create(administrator, FRESH)).accepted).toBe(false);
    const request = await requestOf('yamane');
    expect(await one.office.officers.approvePassword(administrator, { id: 'yamane', request })).toMatchObject({
      accepted: false,
      refusal: { code: 'twoPeople' },
    });
    const approved = await one.office.officers.approvePassword(registry, { id: 'yamane', request });
    if (!approved.accepted) throw new Error(approved.refusal.sentence);
    const { password } = approved.value;
    expect(await one.office.officers.approvePassword(registry, { id: 'yamane', request })).toMatchObject({
      accepted: false,
      refusal: { code: 'requestGone' },
    });
    expect(await one.office.access.signIn({ id: 'yamane', password, code: '' })).toMatchObject({
      signedIn: { stage: 'setup' },
    });
  });

  it('本人は、自分の発行を承認できない', async () => {
    const asked = await one.office.officers.requestPassword(administrator, { id: registry.id, reason: '故障' });
    expect(asked.accepted).toBe(true);
    const request = await requestOf(registry.id);
    expect(await one.office.officers.approvePassword(registry, { id: registry.id, request })).toMatchObject({
      refusal: { code: 'twoPeople' },
    });
    await one.office.officers.dropRequest(administrator, { id: registry.id, request });
  });

  it('自分の役割・停止・発行は、自分では変えられない', async () => {
    const { id } = administrator;
    const screen = { id, version: 1 };
    const desk = one.office.officers;
    for (const answer of [
      await desk.requestPosting(administrator, screen, {
        posting: { ...administrator, roles: ['administrator', 'registryManager'] },
        reason: '兼ねる',
      }),
      await desk.setActive(administrator, screen, false),
      await desk.requestPassword(administrator, { id, reason: '忘れた' }),
    ]) {
      expect(answer).toMatchObject({ accepted: false, refusal: { code: 'notOneself' } });
    }
  });

  it('再発行は、前のパスワード・認証アプリ・セッションをすべて無効にする', async () => {
    const target = one.world.officer(CHOFU, 'approver');
    const { token } = await equipped(one, target);
    await one.office.officers.requestPassword(administrator, { id: target.id, reason: '紛失' });
    const request = await requestOf(target.id);
    const approved = await one.office.officers.approvePassword(registry, { id: target.id, request });
    expect(approved.accepted).toBe(true);
    expect(await one.office.access.find({ officerId: target.id, token })).toBeUndefined();
    expect(await one.office.access.signIn({ id: target.id, password: PASSWORD, code: '' })).toMatchObject({
      refused: true,
    });
    expect((await one.office.officers.page(administrator, target.id)).authenticator).toBe(false);
  });

  it('登録した職員には、二人目が確認するまで役割がない', async () => {
    const { officer, posting } = await one.office.officers.page(second, 'yamane');
    expect(officer.roles).toEqual([]);
    expect(posting).toMatchObject({ posting: { roles: ['counter'] }, mayConfirm: true, confirmers: [second.name] });
    await confirmed('yamane', second);
    expect((await one.office.officers.page(second, 'yamane')).officer.roles).toEqual(['counter']);
  });

  it('ほかの役割の職員とほかの市の職員は、名簿に触れられない', async () => {
    for (const slug of ['desk', 'reviewer', 'auditor', 'counter'] as const) {
      const officer = one.world.officer(CHOFU, slug === 'desk' ? 'children' : slug);
      await expect(one.office.officers.list(officer)).rejects.toThrow('may not approveOfficers');
      await expect(one.office.officers.create(officer, FRESH)).rejects.toThrow('may not manageOfficers');
    }
    await expect(one.office.officers.create(registry, FRESH)).rejects.toThrow('may not manageOfficers');
    await expect(one.office.officers.list(one.world.officer(FUJISAWA, 'administrator'))).rejects.toThrow('may not');
  });

  it('町の名簿のファイルは最初だけ取り込み、管理の職員が変えた内容を元に戻さない', async () => {
    const target = one.world.officer(CHOFU, 'reception');
    const change = {
      posting: { name: target.name, officeCode: 'jindai', roles: ['auditor' as const] },
      reason: '異動',
    };
    await one.office.officers.requestPosting(administrator, { id: target.id, version: 1 }, change);
    await confirmed(target.id, second);
    const before = await one.office.officers.page(administrator, target.id);
    await one.office.roll.fill([target]);
    const after = await one.office.officers.page(administrator, target.id);
    expect(after).toEqual(before);
    expect(after.officer.roles).toEqual(['auditor']);
  });
});

describe('役割・所属の変更は二人で', () => {
  const asked = (target: Officer, roles: Officer['roles'], by = administrator, version = 1) =>
    one.office.officers.requestPosting(
      by,
      { id: target.id, version },
      { posting: { name: target.name, officeCode: 'jindai', roles }, reason: '人事異動' },
    );
  const rolesOf = async (id: string) => (await one.office.officers.page(administrator, id)).officer.roles;

  it('申請だけでは変わらず、申請した職員も本人も確認できない。二人目が確認すると、次の操作から効く', async () => {
    const target = one.world.officer(CHOFU, 'counter');
    const inside = await one.office.access.signInByPress(target.id);
    if (!inside) throw new Error('not inside');
    expect((await asked(target, ['auditor'])).accepted).toBe(true);
    expect(await rolesOf(target.id)).toEqual(['counter']);
    const { lines, administrators } = await one.office.officers.list(second);
    expect(lines.filter(({ posting }) => posting).map(({ officer }) => officer.id)).toContain(target.id);
    expect(administrators).toBe(2);
    expect(await asked(target, ['reviewer'])).toMatchObject({ refusal: { code: 'postingWaits' } });
    expect(await confirmed(target.id, administrator)).toMatchObject({ refusal: { code: 'twoPeople' } });
    await expect(confirmed(target.id, registry)).rejects.toThrow('may not manageOfficers');
    expect(await rolesOf(target.id)).toEqual(['counter']);
    expect((await confirmed(target.id, second)).accepted).toBe(true);
    expect(await one.office.access.find(inside)).toMatchObject({
      officer: { roles: ['auditor'], officeCode: 'jindai' },
    });
    expect(await confirmed(target.id, second)).toMatchObject({ refusal: { code: 'requestGone' } });
    expect(await asked(target, ['reviewer'])).toMatchObject({ refusal: { code: 'staleOfficer' } });
  });

  it('だれが申請し、だれが確認し、何から何に変わったかが操作ログに残る', async () => {
    const auditor = one.world.officer(CHOFU, 'auditor');
    const entries = await one.office.audit(auditor, { limit: 200 });
    const target = one.world.officer(CHOFU, 'counter').id;
    const told = entries
      .filter(({ reason }) => reason.endsWith(target))
      .map(({ act, officerName }) => [act, officerName]);
    expect(told).toContainEqual(['requestPosting', administrator.name]);
    expect(told).toContainEqual(['changeOfficer', second.name]);
    const { reason = '' } = entries.find(({ act, reason }) => act === 'changeOfficer' && reason.endsWith(target)) ?? {};
    expect(reason).toContain('窓口／jindai → 監査／jindai');
    expect(reason).toContain(`申請 ${administrator.name}：人事異動`);
  });

  it('画面のあとで変わった職員には確認できず、やめた申請は残らない', async () => {
    const target = one.world.officer(CHOFU, 'election');
    expect((await asked(target, ['auditor'])).accepted).toBe(true);
    const { posting, version } = await one.office.officers.page(second, target.id);
    const press = { id: target.id, version, request: posting?.id ?? '' };
    await one.office.officers.setActive(administrator, { id: target.id, version }, false);
    expect(await one.office.officers.confirmPosting(second, press)).toMatchObject({
      refusal: { code: 'staleOfficer' },
    });
    expect((await one.office.officers.dropPosting(second, press)).accepted).toBe(true);
    expect((await one.office.officers.page(second, target.id)).posting).toBeUndefined();
    expect(await one.office.officers.confirmPosting(second, press)).toMatchObject({ refusal: { code: 'requestGone' } });
    expect(await rolesOf(target.id)).toEqual(['section']);
  });

  it('氏名だけならすぐに変わり、同じ内容の申請は断る', async () => {
    const target = one.world.officer(CHOFU, 'reviewer');
    const screen = { id: target.id, version: 1 };
    const { name, officeCode, roles } = target;
    const press = (posting: typeof target | Pick<Officer, 'name' | 'officeCode' | 'roles'>, version: number) =>
      one.office.officers.requestPosting(administrator, { ...screen, version }, { posting, reason: '婚姻' });
    expect(await press({ name, officeCode, roles }, 1)).toMatchObject({ refusal: { code: 'nothingChanged' } });
    expect((await press({ name: '長井　綾', officeCode, roles }, 1)).accepted).toBe(true);
    expect(await one.office.officers.page(second, target.id)).toMatchObject({ officer: { name: '長井　綾', roles } });
    expect((await one.office.officers.page(second, target.id)).posting).toBeUndefined();
  });

  it('システム管理の職員が二人だけなら、その二人の役割は確認できる人がいないと分かる', async () => {
    expect((await asked(second, ['auditor'])).accepted).toBe(true);
    const { posting } = await one.office.officers.page(administrator, second.id);
    expect(posting).toMatchObject({ mayConfirm: false, confirmers: [] });
    // The operator's command brings a third one, who can.
    await one.office.officers.issueByCommand({ id: 'unyo', name: '運用　守', roles: ['administrator'] });
    const third = (await one.office.roll.list()).find(({ id }) => id === 'unyo');
    if (!third) throw new Error('no third administrator');
    expect((await one.office.officers.page(administrator, second.id)).posting?.confirmers).toEqual(['運用　守']);
    expect((await confirmed(second.id, third)).accepted).toBe(true);
    expect((await one.office.officers.list(administrator)).administrators).toBe(2);
  });
});

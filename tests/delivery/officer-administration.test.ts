import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Officer } from '#app/vocabulary/roles.ts';
import { equipped, type OfficerWorld, openOfficerWorld, PASSWORD } from '#tests/support/officer-world.ts';
import { CHOFU, FUJISAWA } from '#tests/support/story.ts';

vi.setConfig({ testTimeout: 60_000 });

let one: OfficerWorld;
let administrator: Officer;
let registry: Officer;
beforeAll(async () => {
  one = await openOfficerWorld();
  administrator = one.world.officer(CHOFU, 'administrator');
  registry = one.world.officer(CHOFU, 'registry');
});
afterAll(() => one.close());

const FRESH = { id: 'yamane', name: '山根　ひかり', officeCode: 'jindai', roles: ['counter'] as Officer['roles'] };

async function requestOf(id: string): Promise<string> {
  const { request } = await one.office.officers.page(administrator, id);
  if (!request) throw new Error('no request');
  return request.id;
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
      await desk.change(administrator, screen, { ...administrator, roles: ['administrator', 'registryManager'] }),
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

  it('役割の変更は次の操作から効き、古い画面からの変更は断る', async () => {
    const target = one.world.officer(CHOFU, 'reception');
    const inside = await one.office.access.signInByPress(target.id);
    if (!inside) throw new Error('not inside');
    const screen = { id: target.id, version: 1 };
    const change = { name: target.name, officeCode: 'jindai', roles: ['auditor' as const] };
    expect((await one.office.officers.change(administrator, screen, change)).accepted).toBe(true);
    expect(await one.office.access.find(inside)).toMatchObject({
      officer: { roles: ['auditor'], officeCode: 'jindai' },
    });
    expect(await one.office.officers.change(administrator, screen, change)).toMatchObject({
      refusal: { code: 'staleOfficer' },
    });
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
    const before = await one.office.officers.page(administrator, one.world.officer(CHOFU, 'reception').id);
    await one.office.roll.fill([one.world.officer(CHOFU, 'reception')]);
    const after = await one.office.officers.page(administrator, one.world.officer(CHOFU, 'reception').id);
    expect(after).toEqual(before);
    expect(after.officer.roles).toEqual(['auditor']);
  });
});

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { townTables } from '#db/schema/index.ts';
import {
  codeAt,
  DAY,
  equipped,
  HOUR,
  MINUTE,
  type OfficerWorld,
  openOfficerWorld,
  PASSWORD,
  SECOND,
} from '#tests/support/officer-world.ts';
import { CHOFU, townOf } from '#tests/support/story.ts';

vi.setConfig({ testTimeout: 60_000 });

let shared: OfficerWorld;
beforeAll(async () => {
  shared = await openOfficerWorld();
});
afterAll(() => shared.close());
const opened = async () => shared;

const reviewer = (one: OfficerWorld) => one.world.officer(CHOFU, 'reviewer');

async function actsOf({ world }: OfficerWorld) {
  const [store] = townOf(world, CHOFU).stores;
  if (!store) throw new Error('no store');
  const rows = await store.read(({ db, t }) => db.select().from(t.auditEntries));
  return rows.map(({ officerId, act }) => `${officerId} ${act}`);
}

describe('職員のサインイン', () => {
  it('パスワードと認証アプリの確認コードで入り、操作ログに残る', async () => {
    const one = await opened();
    const { id, secret } = await equipped(one, reviewer(one));
    const answer = await one.office.access.signIn({ id, password: PASSWORD, code: codeAt(secret, one.now()) });
    expect(answer).toMatchObject({ signedIn: { officerId: id, stage: 'full' } });
    expect(await actsOf(one)).toEqual(
      expect.arrayContaining([
        `${id} signIn`,
        `${id} changePassword`,
        `${id} enrolAuthenticator`,
        'system issuePassword',
      ]),
    );
  });

  it('パスワードはargon2id（OWASPの値）で、認証アプリの秘密は暗号化して、予備のコードはハッシュで保存する', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'officers-'));
    const one = await openOfficerWorld({ dataDir });
    const { id, secret, recoveryCodes } = await equipped(one, reviewer(one));
    const [store] = townOf(one.world, CHOFU).stores;
    const rows = await store?.read(({ db, t }) => db.select().from((t as unknown as typeof townTables).officers));
    const row = rows?.find((each) => each.id === id);
    expect(row?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(recoveryCodes).toHaveLength(10);
    await one.close();
    const bytes = readdirSync(dataDir)
      .filter((name) => name.startsWith(`town-${CHOFU}`))
      .map((name) => readFileSync(join(dataDir, name), 'utf8'))
      .join('');
    expect(bytes).toContain(id);
    for (const hidden of [secret, PASSWORD, ...recoveryCodes]) expect(bytes).not.toContain(hidden);
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('どれを間違えても、名簿にない番号でも、同じ答えになる', async () => {
    const one = await opened();
    const { id, secret } = await equipped(one, reviewer(one));
    const right = { id, password: PASSWORD, code: codeAt(secret, one.now()) };
    const wrong = [
      { ...right, password: `${PASSWORD}x` },
      { ...right, code: '000000' === right.code ? '111111' : '000000' },
      { ...right, code: '' },
      { ...right, id: 'nobody-at-all' },
    ];
    for (const typed of wrong) {
      expect(await one.office.access.signIn(typed)).toEqual({ waitSeconds: expect.any(Number), refused: true });
      one.wait(15 * MINUTE);
    }
    expect(await actsOf(one)).toEqual(expect.arrayContaining([`${id} signInRefused`, 'unknown signInRefused']));
  });

  it('確認コードは一度しか使えず、二つの窓から同時に送っても一人しか入れない', async () => {
    const one = await opened();
    const { id, secret } = await equipped(one, reviewer(one));
    const typed = { id, password: PASSWORD, code: codeAt(secret, one.now()) };
    const answers = await Promise.all([one.office.access.signIn(typed), one.office.access.signIn(typed)]);
    expect(answers.filter((answer) => 'signedIn' in answer)).toHaveLength(1);
    one.wait(30 * MINUTE);
    expect(await one.office.access.signIn({ ...typed, code: codeAt(secret, one.now()) })).toHaveProperty('signedIn');
    expect(await one.office.access.signIn(typed)).toMatchObject({ refused: true });
  });

  it('時計のずれは前後1つ（30秒）まで認める', async () => {
    const one = await opened();
    const { id, secret } = await equipped(one, reviewer(one));
    const at = (drift: number) => ({ id, password: PASSWORD, code: codeAt(secret, one.now() + drift * SECOND) });
    expect(await one.office.access.signIn(at(-60))).toMatchObject({ refused: true });
    expect(await one.office.access.signIn(at(-30))).toHaveProperty('signedIn');
    one.wait(5 * MINUTE);
    expect(await one.office.access.signIn(at(60))).toMatchObject({ refused: true });
    expect(await one.office.access.signIn(at(30))).toHaveProperty('signedIn');
  });

  it('予備のコードは1つにつき一度だけ使える', async () => {
    const one = await opened();
    const { id, recoveryCodes } = await equipped(one, reviewer(one));
    const typed = { id, password: PASSWORD, code: (recoveryCodes[3] ?? '').toUpperCase() };
    expect(await one.office.access.signIn(typed)).toMatchObject({ signedIn: { recoveryCodesLeft: 9 } });
    expect(await one.office.access.signIn(typed)).toMatchObject({ refused: true });
  });

  it('間違えるほど待ち時間が延び、待つ間は正しくても入れず、再起動しても続く', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'officers-'));
    const first = await openOfficerWorld({ dataDir });
    const { id, secret } = await equipped(first, reviewer(first));
    const wrong = { id, password: 'まちがい', code: '123456' };
    const waits: number[] = [];
    for (let round = 0; round < 7; round += 1) {
      const answer = await first.office.access.signIn(wrong);
      if (!('waitSeconds' in answer)) throw new Error('let in');
      waits.push(answer.waitSeconds);
      if (round < 6) first.wait(answer.waitSeconds * SECOND);
    }
    expect(waits).toEqual([0, 0, 30, 60, 300, 900, 900]);
    await first.close();
    const second = await openOfficerWorld({ dataDir, start: first.now() + 14 * MINUTE });
    const right = () => ({ id, password: PASSWORD, code: codeAt(secret, second.now()) });
    expect(await second.office.access.signIn(right())).toEqual({ waitSeconds: 60, refused: false });
    second.wait(MINUTE);
    expect(await second.office.access.signIn(right())).toHaveProperty('signedIn');
    await second.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
});

describe('職員のセッション', () => {
  it('30分の無操作と、10時間で終わる。画面の自動更新では延びない', async () => {
    const one = await opened();
    const { id } = await equipped(one, reviewer(one));
    const inside = await one.office.access.signInByPress(id);
    if (!inside) throw new Error('not inside');
    one.wait(29 * MINUTE);
    expect(await one.office.access.find(inside)).toMatchObject({ officer: { id }, stage: 'full' });
    one.wait(29 * MINUTE);
    expect(await one.office.access.find(inside, { background: true })).toBeDefined();
    one.wait(2 * MINUTE);
    expect(await one.office.access.find(inside)).toBeUndefined();
    const long = await one.office.access.signInByPress(id);
    if (!long) throw new Error('not inside');
    for (let passed = 0; passed < 10 * HOUR; passed += 20 * MINUTE) {
      expect(await one.office.access.find(long)).toBeDefined();
      one.wait(20 * MINUTE);
    }
    one.wait(MINUTE);
    expect(await one.office.access.find(long)).toBeUndefined();
  });

  it('停止した職員は、その次の操作から、どの端末でも使えない', async () => {
    const one = await opened();
    const target = reviewer(one);
    const sessions = [
      await one.office.access.signInByPress(target.id),
      await one.office.access.signInByPress(target.id),
    ];
    const administrator = one.world.officer(CHOFU, 'administrator');
    const { version } = await one.office.officers.page(administrator, target.id);
    const stopped = await one.office.officers.setActive(administrator, { id: target.id, version }, false);
    expect(stopped.accepted).toBe(true);
    for (const session of sessions) expect(session && (await one.office.access.find(session))).toBeUndefined();
    expect(await one.office.access.signInByPress(target.id)).toBeUndefined();
    const back = await one.office.officers.setActive(administrator, { id: target.id, version: version + 1 }, true);
    expect(back.accepted).toBe(true);
    // The old sessions are gone for good.
    for (const session of sessions) expect(session && (await one.office.access.find(session))).toBeUndefined();
  });

  it('パスワードを変えるとほかの端末が終わり、「すべての端末」ではこの端末も終わる', async () => {
    const one = await opened();
    const target = reviewer(one);
    const { secret } = await equipped(one, target);
    const here = await one.office.access.signInByPress(target.id);
    const there = await one.office.access.signInByPress(target.id);
    if (!here || !there) throw new Error('not inside');
    const next = '別の言葉-四つ葉-くじら-時計';
    const change = { current: PASSWORD, next };
    expect((await one.office.account.changePassword(target, here.token, change)).accepted).toBe(true);
    expect(await one.office.access.find(here)).toBeDefined();
    expect(await one.office.access.find(there)).toBeUndefined();
    expect(
      await one.office.access.signIn({ id: target.id, password: next, code: codeAt(secret, one.now()) }),
    ).toHaveProperty('signedIn');
    await one.office.account.signOutEverywhere(target);
    expect(await one.office.access.find(here)).toBeUndefined();
  });

  it('仮のパスワードでは設定しかできず、3日を過ぎると入れない', async () => {
    const one = await opened();
    const { id } = reviewer(one);
    const { password } = await one.office.officers.issueByCommand({ id });
    expect(await one.office.access.signIn({ id, password, code: '' })).toMatchObject({ signedIn: { stage: 'setup' } });
    one.wait(3 * DAY + SECOND);
    expect(await one.office.access.signIn({ id, password, code: '' })).toMatchObject({ refused: true });
  });

  it('今のパスワードを知らない人・弱いパスワード・同じパスワードへの変更は受け付けない', async () => {
    const one = await opened();
    const target = reviewer(one);
    const { token } = await equipped(one, target);
    const change = async (current: string, next: string) => {
      const answer = await one.office.account.changePassword(target, token, { current, next });
      one.wait(15 * MINUTE);
      return answer.accepted ? 'accepted' : answer.refusal.code;
    };
    expect(await change('ちがう', '別の言葉-四つ葉-くじら-時計')).toBe('wrongPassword');
    expect(await change(PASSWORD, 'みじかい')).toBe('weakPassword');
    expect(await change(PASSWORD, `${target.id}-に-四つ葉-くじら`)).toBe('weakPassword');
    expect(await change(PASSWORD, PASSWORD)).toBe('samePassword');
  });
});

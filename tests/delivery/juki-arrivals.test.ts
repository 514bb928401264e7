import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MovingOutCertificate } from '#app/messages/contracts/moving.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';
import {
  CHOFU,
  certificateFrom,
  codeOf,
  familyOfFour,
  movingIn,
  movingOut,
  RECEIPT,
  Register,
} from '#tests/engine/juki/family.ts';
import { carryThrough, createJukiWorld, type JukiWorld, settle } from './juki-world.ts';

let world: JukiWorld;
beforeEach(async () => {
  world = await createJukiWorld();
});
afterEach(() => world.close());

function certificate(changes: Partial<MovingOutCertificate> = {}): MovingOutCertificate {
  const chofu = new Register(CHOFU).migrate(familyOfFour());
  return { ...certificateFrom(chofu.do(movingOut(chofu, [1, 2, 3, 4]))), ...changes };
}

let sent = 0;
async function receive(type: 'MovingOutCertificate' | 'MovingOutCertificateWithdrawn', content: unknown) {
  sent += 1;
  const id = `01990000-0000-7000-8000-ffff${String(sent).padStart(8, '0')}`;
  const envelope = { id, type, version: 1, from: '132080', to: '142051', subject: 's', sequence: sent, sentAt: '' };
  const { fujisawa } = world;
  await fujisawa.store.write((session) => fujisawa.juki.receive({ envelope, content }, session));
}

function withdrawn(serials: number[]) {
  return { movingOutId: certificate().movingOutId, reason: 'cancelled', residentRecordCodes: serials.map(codeOf) };
}

async function open(serial: number) {
  return world.fujisawa.juki.openAdvanceNotice(codeOf(serial), world.fujisawa.as('counter'));
}

async function states() {
  return (await world.fujisawa.juki.expectedArrivals(world.fujisawa.as('counter'))).map((one) => one.state);
}

describe('事前通知の受理（住民基本台帳法第24条の2第3項）', () => {
  test('一覧には名前と予定だけが載り、カードの住民票コードで開く', async () => {
    await receive('MovingOutCertificate', certificate());
    const list = await world.fujisawa.juki.expectedArrivals(world.fujisawa.as('counter'));
    expect(list).toMatchObject([
      { fromMunicipality: '132080', receiptNumber: RECEIPT, plannedOn: '2026-12-01', state: 'expected' },
    ]);
    expect(list[0]?.names).toEqual(['試験　太郎1', '試験　花子', '試験　一', '試験　松']);
    expect(JSON.stringify(list)).not.toContain(codeOf(1));
    expect(await open(2)).toEqual(certificate());
    expect(await open(9)).toBeUndefined();
  });

  test('一番新しい版を残し、古い版と二度目は何も変えない', async () => {
    await receive('MovingOutCertificate', certificate({ revision: 2, plannedOn: '2026-12-05' }));
    await receive('MovingOutCertificate', certificate());
    await receive('MovingOutCertificate', certificate({ revision: 2 }));
    expect((await open(1))?.plannedOn).toBe('2026-12-05');
    expect(world.fujisawa.heardByOffice).toEqual(['arrival expected']);
  });

  test('取り消された方は消え、全員なら事前通知そのものが消える', async () => {
    await receive('MovingOutCertificate', certificate());
    await receive('MovingOutCertificateWithdrawn', withdrawn([4]));
    expect((await open(1))?.movers).toHaveLength(3);
    expect(await open(4)).toBeUndefined();
    await receive('MovingOutCertificateWithdrawn', withdrawn([]));
    expect(await open(1)).toBeUndefined();
    expect(await states()).toEqual(['withdrawn']);
    const rows = await world.fujisawa.store.read(({ db, t }) => db.select().from(t.expectedArrivals));
    expect(rows[0]?.body).toBeNull();
  });

  test('取消しが先に届いても、後から来た事前通知は使えない', async () => {
    await receive('MovingOutCertificateWithdrawn', withdrawn([2]));
    await receive('MovingOutCertificate', certificate());
    expect((await open(1))?.movers).toHaveLength(3);
    expect(await open(2)).toBeUndefined();
    await receive('MovingOutCertificateWithdrawn', withdrawn([]));
    await receive('MovingOutCertificate', certificate({ revision: 3 }));
    expect(await states()).toEqual(['withdrawn']);
  });

  test('施行令第24条の2 期限の翌日に失効し、個人の情報は消える', async () => {
    await receive('MovingOutCertificate', certificate());
    const { fujisawa } = world;
    // 2026-12-31 is closed, the last day is Monday, 4 January.
    world.clock.today = '2027-01-04';
    expect(await fujisawa.juki.runDaily()).toEqual({ removed: 0, lapsed: 0 });
    world.clock.today = '2027-01-05';
    expect(await fujisawa.juki.runDaily()).toEqual({ removed: 0, lapsed: 1 });
    expect(await fujisawa.juki.runDaily()).toEqual({ removed: 0, lapsed: 0 });
    expect(await open(1)).toBeUndefined();
    expect(await states()).toEqual(['lapsed']);
    expect(fujisawa.heardByOffice).toEqual(['arrival expected', 'arrival lapsed']);
  });

  test('他の市区町村を名乗る事前通知は受け付けない', async () => {
    await expect(receive('MovingOutCertificate', certificate({ fromMunicipality: '141046' }))).rejects.toThrow();
  });
});

describe('転出証明書情報の請求（住民基本台帳法第24条の2第4項）', () => {
  async function movedOut() {
    const family = await settle(world);
    const { chofu } = world;
    await carryThrough(chofu, {
      kind: 'RegisterMovingOut',
      householdNumber: family.householdNumber,
      movers: family.all,
      notifiedOn: tokyoDate(world.clock.now()),
      plannedOn: '2026-12-01',
      destination: certificate().plannedAddress,
      channel: 'online',
      special: true,
      receiptNumber: RECEIPT,
      cardHolders: [family.head],
    });
    return family;
  }
  const ask = () => world.fujisawa.juki.requestCertificate(codeOf(1), '132080', world.fujisawa.as('counter'));

  test('転出地の機械が自動で回答する', async () => {
    await movedOut();
    expect(await ask()).toMatchObject({
      result: 'answered',
      certificate: { kind: 'answer', movers: [{}, {}, {}, {}] },
    });
  });

  test('転出届がなければ、どうすればよいかを返す', async () => {
    await settle(world);
    const answer = await ask();
    expect(answer).toMatchObject({ result: 'unavailable' });
    expect(answer).toHaveProperty('reason', expect.stringContaining('先に転出届'));
  });

  test('転出地が黙っていれば、決めた時間で事前通知による道を示す（標準仕様の18.3）', async () => {
    await movedOut();
    await world.carry();
    world.line.down = true;
    const answer = await ask();
    expect(answer).toMatchObject({ result: 'silent', certificate: { kind: 'advance' } });
  });

  test('黙っていて事前通知もなければ、手元には何もない', async () => {
    world.line.down = true;
    expect(await ask()).toEqual({ result: 'silent' });
  });

  test('事前通知で登録した後に「取消し」の回答が届けば、要対応に載る', async () => {
    const { chofu, fujisawa } = world;
    const family = await movedOut();
    await world.carry();
    world.clock.today = '2026-12-02';
    world.line.down = true;
    const answer = await ask();
    if (answer.result !== 'silent' || !answer.certificate) throw new Error('the other town answered');
    await carryThrough(fujisawa, movingIn(answer.certificate, { freshnessConfirmed: false }));
    const movingOutId = answer.certificate.movingOutId;
    await carryThrough(chofu, { kind: 'CancelMovingOut', movingOutId, movers: family.all, reason: '申出' });
    world.line.down = false;
    await world.carry();
    const work = await fujisawa.juki.workItems(fujisawa.as('registryManager'));
    expect(work.map((one) => one.kind)).toContain('certificateContradicted');
    const old = await chofu.juki.workItems(chofu.as('registryManager'));
    expect(new Set(old.map((one) => one.kind))).toEqual(new Set(['cancelledMovingOut']));
  });

  test('回答は、開示として転出地の操作ログに残る', async () => {
    const family = await movedOut();
    await ask();
    const rows = await world.chofu.store.read(({ db, t }) => db.select().from(t.auditEntries));
    const entry = rows.find((row) => row.act === 'answerCertificateRequest');
    expect(entry).toMatchObject({ officerId: 'system', subjects: JSON.stringify([family.head]), numberAccessed: true });
  });
});

import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CertificateChanged } from '#app/messages/contracts/identity.ts';
import { OutageError } from '#app/national/outage.ts';
import { findAudit } from '#db/audit.server.ts';
import { codeOf, createJukiWorld, type JukiWorld, settle } from './juki-world.ts';

let world: JukiWorld;
let head: string;
beforeEach(async () => {
  world = await createJukiWorld();
  ({ head } = await settle(world));
  world.line.serials.set('AA01', codeOf(1));
});
afterEach(() => world.close());

const identify = (serial: string) => world.chofu.juki.identifyBySerial(serial, world.chofu.as('reviewer'));
const links = async () =>
  (await world.chofu.store.read(({ db, t }) => db.select().from(t.certificateLinks))).map((link) => link.expiredOn);

describe('証明書の再発行（申請管理標準仕様書 ②-1, ③-1）', () => {
  test('新しい発行番号が前のものに代わり、前の番号ではだれも特定されない', async () => {
    world.line.current.set(codeOf(1), 'AA01');
    expect(await identify('AA01')).toMatchObject({ addresseeNumber: head });
    world.line.serials.set('BB02', codeOf(1));
    world.line.current.set(codeOf(1), 'BB02');
    expect(await identify('AA01')).toBeUndefined();
    expect(await links()).toEqual(['2026-11-24', null]);
    expect(await identify('BB02')).toMatchObject({ addresseeNumber: head });
    expect(await links()).toEqual(['2026-11-24', null]);
  });

  test('紐付けていなかった前の番号でも、特定されない', async () => {
    world.line.current.set(codeOf(1), 'BB02');
    expect(await identify('AA01')).toBeUndefined();
    expect(await links()).toEqual([null]);
  });
});

describe('夜間の最新化', () => {
  beforeEach(async () => {
    world.line.current.set(codeOf(1), 'AA01');
    await identify('AA01');
    world.line.current.set(codeOf(1), 'BB02');
  });

  test('30日たった紐付だけをJ-LISに照会し、新しい番号に改める', async () => {
    world.clock.today = '2026-12-23';
    await world.chofu.juki.runDaily();
    expect(await links()).toEqual([null]);
    world.clock.today = '2026-12-24';
    await world.chofu.juki.runDaily();
    expect(await links()).toEqual(['2026-12-24', null]);
    await world.chofu.juki.runDaily();
    expect(await links()).toEqual(['2026-12-24', null]);
  });

  test('有効な証明書がなくなった人の紐付は失効する', async () => {
    world.line.current.clear();
    world.clock.today = '2026-12-24';
    await world.chofu.juki.runDaily();
    expect(await links()).toEqual(['2026-12-24']);
  });

  test('J-LISが止まっていれば、そのままにして次の夜に照会する', async () => {
    world.clock.today = '2026-12-24';
    world.line.down = true;
    await world.chofu.juki.runDaily();
    expect(await links()).toEqual([null]);
    world.line.down = false;
    world.clock.today = '2026-12-25';
    await world.chofu.juki.runDaily();
    expect(await links()).toEqual(['2026-12-25', null]);
  });
});

describe('証明書の更新の通知（住民記録システム標準仕様書 7.1.2.4）', () => {
  const tell = (content: Partial<CertificateChanged>, from = 'jlis') =>
    world.chofu.store.write((session) =>
      world.chofu.juki.receive(
        {
          envelope: {
            id: randomUUID(),
            type: 'CertificateChanged',
            version: 1,
            from,
            to: '132080',
            subject: 'certificate:1',
            sequence: 1,
            sentAt: world.clock.now(),
          },
          content: { residentRecordCode: codeOf(1), changedAt: world.clock.now(), ...content },
        },
        session,
      ),
    );

  test('夜を待たずに紐付が改まり、有効な証明書がなくなれば失効する。繰り返しは何も変えない', async () => {
    await identify('AA01');
    await tell({ serial: 'BB02' });
    expect(await links()).toEqual(['2026-11-24', null]);
    await tell({ serial: 'BB02' });
    expect(await links()).toEqual(['2026-11-24', null]);
    await tell({});
    expect(await links()).toEqual(['2026-11-24', '2026-11-24']);
  });

  test('紐付のなかった住民にも付き、住民でない方には付かない', async () => {
    await tell({ serial: 'CC03' });
    expect(await links()).toEqual([null]);
    await tell({ residentRecordCode: codeOf(99), serial: 'DD04' });
    expect(await links()).toEqual([null]);
  });

  test('後から照会した結果は、遅れて届いた通知で戻らない', async () => {
    await identify('AA01');
    await tell({ serial: 'BB02', changedAt: '2026-11-23T00:00:00.000Z' });
    await tell({ changedAt: '2026-11-23T00:00:00.000Z' });
    expect(await links()).toEqual([null]);
    expect(await identify('AA01')).toMatchObject({ addresseeNumber: head });
  });

  test('J-LISでない者の通知は、だれの紐付も変えない', async () => {
    await identify('AA01');
    await expect(tell({ serial: 'BB02' }, '142051')).rejects.toThrow('in the name of jlis');
    expect(await links()).toEqual([null]);
  });
});

describe('窓口での証明書の更新（住民記録システム標準仕様書 7.1.2.4）', () => {
  const access = () => ({ ...world.chofu.as('reviewer'), reason: '証明書の更新' });
  const renew = (addresseeNumber = head) => world.chofu.juki.renewCertificateLink(addresseeNumber, access());
  const linkOf = () => world.chofu.juki.certificateLinkOf(head, access());
  const acts = async () => {
    const entries = await world.chofu.store.read((session) => findAudit(session, { subject: head, limit: 3 }));
    return entries.map(({ act, reason, numberAccessed }) => ({ act, reason, numberAccessed }));
  };

  test('照会すると今の証明書に改まり、前の証明書ではだれも特定されない。照会は理由とともに残る', async () => {
    world.line.current.set(codeOf(1), 'AA01');
    await identify('AA01');
    world.line.current.set(codeOf(1), 'BB02');
    expect(await renew()).toEqual({ accepted: true, value: { state: 'linked', confirmedAt: world.clock.now() } });
    expect(await links()).toEqual(['2026-11-24', null]);
    expect(await acts()).toContainEqual({ act: 'renewCertificateLink', reason: '証明書の更新', numberAccessed: true });
    // Pressed twice, nothing else happens.
    expect(await renew()).toMatchObject({ accepted: true });
    expect(await links()).toEqual(['2026-11-24', null]);
  });

  test('状態は、紐付なし、紐付あり、失効の順に変わり、見たことも操作ログに残る', async () => {
    expect(await linkOf()).toEqual({ state: 'none' });
    expect((await acts())[0]).toMatchObject({ act: 'certificateLinkOf', numberAccessed: false });
    world.line.current.set(codeOf(1), 'AA01');
    await renew();
    expect(await linkOf()).toMatchObject({ state: 'linked' });
    world.line.current.clear();
    expect(await renew()).toEqual({ accepted: true, value: { state: 'expired', expiredOn: '2026-11-24' } });
    expect(await linkOf()).toEqual({ state: 'expired', expiredOn: '2026-11-24' });
  });

  test('J-LISが止まっていれば何も変わらず、だれの記録にもならない', async () => {
    world.line.current.set(codeOf(1), 'AA01');
    await renew();
    world.line.down = true;
    await expect(renew()).rejects.toThrow(OutageError);
    expect(await linkOf()).toMatchObject({ state: 'linked' });
  });

  test('この台帳の住民でない方と、ほかの市区町村の職員には断る', async () => {
    expect(await renew('000000000000000')).toMatchObject({ accepted: false, refusal: { code: 'notResident' } });
    const stranger = { ...access(), officer: { ...access().officer, townCode: '142051' } };
    await expect(world.chofu.juki.renewCertificateLink(head, stranger)).rejects.toThrow('does not belong');
  });
});

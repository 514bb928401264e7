import { describe, expect, test } from 'vitest';
import type { EngineMessage } from '#app/juki/core/decision.ts';
import type { RegisterCorrection } from '#app/juki/door.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { CHOFU, familyOfFour, MOVING_OUT_ID, movingOut, numberOf, Register, TODAY } from './family.ts';

const certificates = (messages: readonly EngineMessage[]) =>
  messages.flatMap((one) => (one.type === 'MovingOutCertificate' ? [one] : []));

function correcting(register: Register, serial: number, items: RegisterCorrection['corrections'][number]['items']) {
  const person = register.person(serial);
  return {
    kind: 'RegisterCorrection' as const,
    basis: 'exOfficio' as const,
    householdNumber: person.householdNumber,
    corrections: [{ addresseeNumber: person.addresseeNumber, items }],
    correctedOn: TODAY,
    notifiedOn: TODAY,
    ground: '戸籍の届出',
  };
}

const RIGHTS = { roles: ['registryManager' as const] };

describe('転出証明書情報の改版（住民基本台帳法第24条の2第3項）', () => {
  test('転出予定の方の氏名を直すと、次の版の事前通知が転出予定地に届く', () => {
    const register = new Register(CHOFU).migrate(familyOfFour());
    register.do(movingOut(register, [1, 2]));
    const name = { full: '試験　華子', kana: 'シケン　ハナコ' };
    const { messages } = register.do(correcting(register, 2, { name }), RIGHTS);
    const [renewed, ...others] = certificates(messages);
    expect(others).toEqual([]);
    expect(renewed).toMatchObject({
      to: '142051',
      about: { movingOutId: MOVING_OUT_ID },
      content: { kind: 'advance', revision: 2, movers: [{}, { name }] },
    });
    expect(register.slice.movingOuts.get(MOVING_OUT_ID)?.revision).toBe(2);
  });

  test('転入地で役に立つ番号の変更も知らせる（番号法第7条第2項）', () => {
    const register = new Register(CHOFU).migrate(familyOfFour());
    register.do(movingOut(register, [1]));
    const { addresseeNumber, residentRecordCode = '' } = register.person(1);
    const asked = { addresseeNumber, basis: 'request' as const, requestedOn: TODAY };
    const requested = register.do({ kind: 'RegisterIndividualNumberChange', ...asked, ground: '漏えい' }, RIGHTS);
    expect(certificates(requested.messages)).toEqual([]);
    const individualNumber = numberOf(77);
    const { messages } = register.do({
      kind: 'EnterNewIndividualNumber',
      basis: 'request',
      requestedOn: TODAY,
      residentRecordCode,
      individualNumber,
    });
    expect(certificates(messages)[0]?.content).toMatchObject({ revision: 2, movers: [{ individualNumber }] });
  });

  test('残る方や、事前通知にない項目の修正では送らない', () => {
    const register = new Register(CHOFU).migrate(familyOfFour());
    register.do(movingOut(register, [1, 2]));
    const other = correcting(register, 3, { name: { full: '試験　壱' } });
    expect(certificates(register.do(other, RIGHTS).messages)).toEqual([]);
    const order = correcting(register, 2, { becameResidentOn: exactDate('2015-04-02') });
    expect(certificates(register.do(order, RIGHTS).messages)).toEqual([]);
    expect(register.slice.movingOuts.get(MOVING_OUT_ID)?.revision).toBe(1);
  });

  test('紙の転出証明書による転出では送らない（施行令第24条）', () => {
    const register = new Register(CHOFU).migrate(familyOfFour());
    register.do(movingOut(register, [1, 2], { special: false, channel: 'counter' }));
    const { messages } = register.do(correcting(register, 2, { name: { full: '試験　華子' } }), RIGHTS);
    expect(certificates(messages)).toEqual([]);
  });

  test('転出の届出そのものや一部の方の取消しは、版を二度上げない', () => {
    const register = new Register(CHOFU).migrate(familyOfFour());
    const filed = register.do(movingOut(register, [1, 2]));
    expect(certificates(filed.messages).map(({ content }) => content.revision)).toEqual([1]);
    const [wife = ''] = register.numbers(2);
    register.do({ kind: 'CancelMovingOut', movingOutId: MOVING_OUT_ID, movers: [wife], reason: '申出による' });
    expect(register.slice.movingOuts.get(MOVING_OUT_ID)?.revision).toBe(2);
  });
});

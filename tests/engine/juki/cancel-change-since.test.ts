import { describe, expect, test } from 'vitest';
import type { CancelChange } from '#app/juki/acts.ts';
import { refusal } from '#app/juki/core/checks.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { birth, changingHousehold, NEARBY, newborn, relocating } from './acts.ts';
import {
  CHOFU,
  codeOf,
  familyOfFour,
  MOVING_OUT_ID,
  movingOut,
  numberOf,
  OLD_ADDRESS,
  protectedFamily,
  Register,
  TODAY,
} from './family.ts';
import { APPLICATION } from './protection-desk.ts';

const OFFICER = { roles: ['protectionOfficer' as const] };

function town(): Register {
  return new Register(CHOFU).migrate(familyOfFour());
}

function cancelling(register: Register, serial: number, historyNumber?: number): CancelChange {
  const person = register.person(serial);
  return {
    kind: 'CancelChange',
    addresseeNumber: person.addresseeNumber,
    historyNumber: historyNumber ?? person.historyNumber,
    reason: '誤って登録したため',
  };
}

function dying(register: Register, serial: number, remainingHead?: number) {
  return {
    kind: 'RegisterRemoval' as const,
    cause: 'death' as const,
    householdNumber: register.person(serial).householdNumber,
    persons: register.numbers(serial),
    happenedOn: exactDate('2026-11-22'),
    notifiedOn: TODAY,
    source: 'filed' as const,
    ground: '死亡届',
    ...(remainingHead ? { remainingHead: register.numbers(remainingHead)[0] } : {}),
  };
}

function correcting(register: Register, serial: number, items: object) {
  const { householdNumber, addresseeNumber } = register.person(serial);
  return {
    kind: 'RegisterCorrection' as const,
    basis: 'exOfficio' as const,
    householdNumber,
    corrections: [{ addresseeNumber, items }],
    correctedOn: TODAY,
    notifiedOn: TODAY,
    ground: '調査',
  };
}

function protecting(register: Register, serial: number) {
  const [applicant = ''] = register.numbers(serial);
  const command = { kind: 'EnterProtection' as const, receivedOn: TODAY, applicant, coApplicants: [] };
  return register.do({ ...command, application: APPLICATION }, OFFICER);
}

describe('異動の取消し：後に起きたことと合わないとき（標準仕様書4.6.0.1）', () => {
  test('消除で世帯主になった方の行からも、ほかの方の転出は取り消せない（E25）', () => {
    const register = town();
    register.do(movingOut(register, [1, 3, 4], { plannedOn: TODAY }));
    expect(register.person(2).lastChange.reason).toBe('headChange');
    expect(register.try(cancelling(register, 2))).toMatchObject({ refusal: refusal('useOtherCancellation') });
  });

  test('その間に別の方が世帯主になっていれば、二人の世帯主にはしない', () => {
    const register = town();
    register.do(dying(register, 1));
    register.do(changingHousehold(register, 'head', { 2: '世帯主' }));
    expect(register.try(cancelling(register, 1))).toMatchObject({ refusal: refusal('householdChangedSince') });
  });

  test('その間に世帯が転居していれば、元の住所の世帯には戻さない', () => {
    const register = town();
    register.do(dying(register, 3));
    register.do(relocating(register, [1, 2, 4]));
    expect(register.try(cancelling(register, 3))).toMatchObject({ refusal: refusal('householdChangedSince') });
  });

  test('一人にだけ後の異動があっても、全員の異動は取り消せない。理由は空白では足りない', () => {
    const register = town();
    register.do(relocating(register, [1, 2, 3, 4]));
    register.do(correcting(register, 3, { bornOn: exactDate('2015-06-02') }));
    expect(register.try(cancelling(register, 1))).toMatchObject({ refusal: refusal('laterChange') });
    expect(register.try({ ...cancelling(register, 3), reason: '　' })).toMatchObject({
      refusal: refusal('missingGround'),
    });
  });

  test('取り消された転居は、後でもう一度転居していても、二度は取り消せない（E25）', () => {
    const register = town();
    register.do(relocating(register, [1, 2, 3, 4]));
    register.do(cancelling(register, 1));
    register.do(relocating(register, [1, 2, 3, 4]));
    expect(register.try(cancelling(register, 1, 2))).toMatchObject({ refusal: refusal('laterChange') });
  });

  test('取消しは、異動のあった全員と世帯を結果として言う', () => {
    const register = town();
    register.do(relocating(register, [1, 2, 3, 4]));
    expect(register.do(cancelling(register, 3)).result).toEqual({
      householdNumber: register.person(1).householdNumber,
      addresseeNumbers: register.numbers(1, 2, 3, 4),
    });
  });
});

describe('異動の取消し：番号と支援措置は今のまま（標準仕様書 1.1.16、4.6.0.1）', () => {
  test('個人番号を待つ子の修正を取り消しても、待っていることは変わらない。届いた後なら待たない', () => {
    const register = town();
    register.do(birth(register, [newborn()]), { codes: [codeOf(501)] });
    const waiting = register.person(501).awaitsNumber;
    const correction = () => correcting(register, 501, { bornOn: exactDate('2026-11-17') });
    register.do(correction());
    register.do(cancelling(register, 501));
    expect(register.person(501).awaitsNumber).toEqual(waiting);
    register.do(correction());
    const historyNumber = register.person(501).historyNumber;
    register.do({ kind: 'EnterIndividualNumber', residentRecordCode: codeOf(501), individualNumber: numberOf(501) });
    register.do(cancelling(register, 501, historyNumber));
    expect(register.person(501)).toMatchObject({ individualNumber: numberOf(501), bornOn: { on: '2026-11-18' } });
    expect(register.person(501).awaitsNumber).toBeUndefined();
  });

  test('転居の後に始まった支援措置は、転居の取消しで消えない', () => {
    const register = town();
    register.do(relocating(register, [1, 2, 3, 4]));
    protecting(register, 2);
    register.do(cancelling(register, 1), OFFICER);
    expect(register.person(2)).toMatchObject({ address: OLD_ADDRESS, protection: { kind: 'provisional' } });
    expect(register.person(1).protection).toBeUndefined();
  });

  test('死亡の取消しで戻る方の支援措置は、前住所地の仮支援措置ではなく元のとおりになる', () => {
    const register = new Register(CHOFU).migrate(protectedFamily());
    register.do(dying(register, 2), OFFICER);
    expect(register.person(2).protection?.kind).toBe('provisional');
    register.do(cancelling(register, 2), OFFICER);
    expect(register.person(2)).toMatchObject({ status: 'resident', protection: { kind: 'full', until: '2027-03-31' } });
  });

  test('転出届の後に始まった支援措置は、その後の修正を取り消しても転出先を隠したままにする', () => {
    const register = town();
    register.do(movingOut(register, [2, 3]));
    register.do(correcting(register, 2, { bornOn: exactDate('1985-04-13') }));
    protecting(register, 3);
    register.do(cancelling(register, 2), OFFICER);
    expect(register.person(2)).toMatchObject({
      bornOn: { on: '1985-04-12' },
      movingOut: { movingOutId: MOVING_OUT_ID, destinationHidden: true },
    });
    const open = town();
    open.do(movingOut(open, [2, 3]));
    open.do(correcting(open, 2, { bornOn: exactDate('1985-04-13') }));
    open.do(cancelling(open, 2));
    expect(open.person(2).movingOut).not.toHaveProperty('destinationHidden');
  });

  test('職権回復の取消しは減で、J-LISに消除を知らせる', () => {
    const register = town();
    register.do({ ...dying(register, 4), cause: 'exOfficio', source: 'exOfficio', ground: '居住の実態がない' });
    register.do({
      kind: 'RegisterRestoration',
      persons: register.numbers(4),
      household: { kind: 'existing', householdNumber: register.person(1).householdNumber },
      standings: [{ addresseeNumber: register.numbers(4)[0] ?? '', relationship: '母', householder: false }],
      ground: '居住が確かめられた',
    });
    const { messages } = register.do(cancelling(register, 4));
    expect(register.person(4)).toMatchObject({
      status: 'removed',
      removed: { reason: 'exOfficioRemoval', on: '2026-11-22' },
      lastChange: { reason: 'cancellationReducing' },
    });
    expect(messages).toMatchObject([{ content: { event: 'removed', reason: 'exOfficioRemoval' } }]);
  });

  test('転居の取消しは、全員の元の住所を今日からとしてJ-LISに知らせる', () => {
    const register = town();
    register.do(relocating(register, [1, 2, 3, 4], { newAddress: NEARBY }));
    const told = register.do(cancelling(register, 1)).messages;
    expect(told.map((one) => one.type)).toEqual(Array(4).fill('IdentityInformationNotice'));
    expect(told).toMatchObject(Array(4).fill({ content: { effectiveOn: TODAY, address: OLD_ADDRESS } }));
  });
});

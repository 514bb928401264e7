import { describe, expect, test } from 'vitest';
import type { CancelChange } from '#app/juki/acts.ts';
import type { Resident } from '#app/juki/core/register.ts';
import { birth, changingHousehold, filed, newborn, relocating } from './acts.ts';
import {
  CHOFU,
  cancelling as cancellingMovingOut,
  certificateFrom,
  codeOf,
  FUJISAWA,
  familyOfFour,
  movingIn,
  movingOut,
  noticeOf,
  numberOf,
  protectedFamily,
  Register,
  TODAY,
} from './family.ts';

function town(): Register {
  return new Register(CHOFU).migrate(familyOfFour());
}

/** What a cancellation has to restore. */
function state(register: Register, serials = [1, 2, 3, 4]) {
  return serials.map((serial) => {
    const { historyNumber: _, lastChange: __, ...resident }: Resident = register.person(serial);
    return resident;
  });
}

function cancelling(register: Register, serial: number): CancelChange {
  const { addresseeNumber, historyNumber } = register.person(serial);
  return { kind: 'CancelChange', addresseeNumber, historyNumber, reason: '誤って登録したため' };
}

describe('異動の取消し（標準仕様書4.6.0.1）', () => {
  test('転居の取消しは全員と世帯を元の住所に戻し、履歴に修正の行を加える', () => {
    const register = town();
    const before = state(register);
    const households = [...register.slice.households.values()];
    register.do(relocating(register, [1, 2, 3, 4]));
    const { messages } = register.do(cancelling(register, 2));
    expect(state(register)).toEqual(before);
    expect([...register.slice.households.values()]).toEqual(households);
    expect(register.person(1)).toMatchObject({ historyNumber: 3, lastChange: { reason: 'cancellationCorrecting' } });
    expect(messages).toHaveLength(4);
    expect(messages[0]).toMatchObject({ content: { event: 'corrected', reason: 'exOfficioCorrection' } });
  });

  test('世帯分離の取消しで、新しい世帯は終わり元の世帯に戻る。J-LISには知らせない', () => {
    const register = town();
    const before = state(register);
    register.do(changingHousehold(register, 'split', { 1: '世帯主' }, { remainingHead: register.numbers(2)[0] }));
    const formed = register.person(1).householdNumber;
    expect(register.do(cancelling(register, 1)).messages).toEqual([]);
    expect(state(register)).toEqual(before);
    expect(register.slice.households.get(formed)?.endedOn).toBe(TODAY);
  });

  test('一部転居で終わった世帯も、取消しで続く', () => {
    const register = town();
    const before = state(register);
    register.do(
      relocating(register, [1, 2, 3, 4], {
        household: { kind: 'new' },
        standings: filed(register, { 1: '世帯主', 2: '妻', 3: '子', 4: '母' }),
      }),
    );
    register.do(cancelling(register, 4));
    expect(state(register)).toEqual(before);
    expect(register.slice.households.get(register.person(1).householdNumber)?.endedOn).toBeUndefined();
  });

  test('出生の取消しは減。付いた番号は残り、J-LISに消除を知らせる', () => {
    const register = town();
    const { result } = register.do(birth(register, [newborn()]), { codes: [codeOf(501)] });
    register.do({ kind: 'EnterIndividualNumber', residentRecordCode: codeOf(501), individualNumber: numberOf(501) });
    const [addresseeNumber = ''] = result.addresseeNumbers;
    const { messages } = register.do({ kind: 'CancelChange', addresseeNumber, historyNumber: 1, reason: '重複' });
    expect(register.person(501)).toMatchObject({
      status: 'removed',
      individualNumber: numberOf(501),
      removed: { reason: 'cancellationReducing', on: '2026-11-18' },
      historyNumber: 3,
    });
    expect(messages).toMatchObject([
      { content: { event: 'removed', reason: 'exOfficioRemoval', effectiveOn: '2026-11-18' } },
    ]);
  });

  test('死亡の取消しは増。消除の日からの記載を知らせ、世帯主も戻る', () => {
    const register = town();
    const before = state(register);
    register.do({
      kind: 'RegisterRemoval',
      cause: 'death',
      householdNumber: register.person(1).householdNumber,
      persons: register.numbers(1),
      happenedOn: { text: '令和８年１１月２２日', on: '2026-11-22', kind: 'exact' },
      notifiedOn: TODAY,
      source: 'filed',
      ground: '死亡届',
      remainingHead: register.numbers(2)[0],
    });
    const { messages } = register.do(cancelling(register, 1));
    expect(state(register)).toEqual(before);
    expect(register.person(1).lastChange.reason).toBe('cancellationAdding');
    expect(messages).toMatchObject([{ content: { event: 'entered', effectiveOn: '2026-11-22' } }]);
  });

  test('後に別の異動があれば、新しい異動から順に取り消す（E25）', () => {
    const register = town();
    const before = register.person(1).address;
    register.do(relocating(register, [1, 2, 3, 4]));
    const first = cancelling(register, 1);
    register.do(changingHousehold(register, 'head', { 2: '世帯主' }));
    expect(register.try(first)).toMatchObject({ refusal: { code: 'E25' } });
    register.do(cancelling(register, 1));
    // What was cancelled stays in the history and is not cancelled once more.
    expect(register.try(cancelling(register, 1))).toMatchObject({ refusal: { code: 'E25' } });
    expect(register.do(first).result.addresseeNumbers).toHaveLength(4);
    expect(register.try(first)).toMatchObject({ refusal: { code: 'E25' } });
    expect(register.person(1).address).toEqual(before);
  });

  test('転出は転出取消で（E25）。知らない履歴（E25）、理由のない取消し（E01）、支援措置（E08）', () => {
    const register = town();
    register.do(movingOut(register, [3]));
    expect(register.try(cancelling(register, 3))).toMatchObject({ refusal: { code: 'E25' } });
    expect(register.try({ ...cancelling(register, 1), historyNumber: 9 })).toMatchObject({ refusal: { code: 'E25' } });
    const other = new Register(CHOFU).migrate(protectedFamily());
    other.do(relocating(other, [1, 2, 3, 4]), { roles: ['protectionOfficer'] });
    expect(other.try(cancelling(other, 1))).toMatchObject({ refusal: { code: 'E08' } });
    const officer = { roles: ['protectionOfficer' as const] };
    expect(other.try({ ...cancelling(other, 1), reason: '' }, officer)).toMatchObject({ refusal: { code: 'E01' } });
  });

  test('転入を取り消すと転入地が転出地に知らせ、管理者だけが転出取消をできる（E19）', () => {
    const chofu = town();
    const certificate = certificateFrom(chofu.do(movingOut(chofu, [3], { plannedOn: '2026-11-20' })));
    const fujisawa = new Register(FUJISAWA);
    const standing = { relationship: '世帯主', householder: true };
    const movers = [{ residentRecordCode: codeOf(3), ...standing }];
    const arrival = { movers, movedInOn: '2026-11-22', notifiedOn: TODAY };
    fujisawa.do(movingIn(certificate, arrival));
    chofu.do(noticeOf(chofu, [3], { movedInOn: '2026-11-22', notifiedOn: TODAY }));
    const registryManager = { roles: ['registryManager' as const] };
    expect(chofu.try(cancellingMovingOut(chofu, [3]), registryManager)).toMatchObject({ refusal: { code: 'E19' } });

    const { messages } = fujisawa.do(cancelling(fujisawa, 3));
    expect(fujisawa.person(3)).toMatchObject({ status: 'removed', removed: { reason: 'cancellationReducing' } });
    const told = messages.find((one) => one.type === 'MovingInNoticeWithdrawn');
    expect(told).toMatchObject({ to: '132080', content: { residentRecordCodes: [codeOf(3)] } });

    const withdrawn = { toMunicipality: '142051', residentRecordCodes: [codeOf(3)] };
    const stranger = chofu.do({ kind: 'AcceptNoticeWithdrawal', withdrawn, from: '141046' });
    expect(stranger.events).toEqual([]);
    const accepted = chofu.do({ kind: 'AcceptNoticeWithdrawal', withdrawn, from: '142051' });
    expect(accepted.followUps).toMatchObject([{ work: 'noticeWithdrawn' }]);
    expect(chofu.do({ kind: 'AcceptNoticeWithdrawal', withdrawn, from: '142051' }).events).toEqual([]);
    expect(chofu.person(3).movingOut?.confirmed).toBeUndefined();
    expect(chofu.try(cancellingMovingOut(chofu, [3]))).toMatchObject({ refusal: { code: 'E19' } });
    chofu.do(cancellingMovingOut(chofu, [3]), registryManager);
    expect(chofu.person(3)).toMatchObject({ status: 'resident', relationship: '子' });
  });
});

import { describe, expect, test } from 'vitest';
import type { MeasureCommand } from '#app/juki/protection.ts';
import type { ProtectionForwarded } from '#app/messages/contracts/protection.ts';
import { CHOFU, TODAY } from './family.ts';
import { APPLICATION, confirmedMeasure, Desk, done, MEASURE_ID, received, refusedWith } from './protection-desk.ts';

function taking(desk: Desk, serials = [2, 3]): MeasureCommand {
  const [applicant = '', ...coApplicants] = desk.register.numbers(...serials);
  return { kind: 'TakeProtection', applicant, coApplicants };
}

describe('支援措置の転送', () => {
  const forward = (municipalityCode: string): MeasureCommand => ({ kind: 'ForwardProtection', municipalityCode });

  test('転送するのは氏名と生年月日と申出の内容で、番号も今の住所も含まない', () => {
    const desk = new Desk();
    desk.enter();
    const decision = done(desk.act(forward('142051')));
    expect(decision.events).toEqual([]);
    expect(decision.messages).toEqual([
      {
        type: 'ProtectionForwarded',
        to: '142051',
        about: { measureId: MEASURE_ID },
        content: {
          forwardId: MEASURE_ID,
          revision: 1,
          fromMunicipality: CHOFU.code,
          said: 'provisional',
          receivedOn: TODAY,
          from: TODAY,
          until: '2027-11-23',
          applicant: { name: '試験　花子', kana: 'シケン　ハナコ', bornOn: desk.register.person(2).bornOn },
          coApplicants: [{ name: '試験　一', kana: 'シケン　ハジメ', bornOn: desk.register.person(3).bornOn }],
          application: APPLICATION,
        },
      },
    ]);
  });

  test('転送先ごとに、知らせるたびに版が進む', () => {
    const desk = new Desk();
    desk.enter();
    desk.act(forward('142051'));
    desk.register.today = '2026-11-25';
    const second = done(desk.act(forward('112089')));
    expect(second.messages).toMatchObject([{ to: '112089', content: { revision: 1 } }]);
    const again = done(desk.act(forward('142051')));
    expect(again.messages).toMatchObject([{ to: '142051', content: { revision: 2 } }]);
    expect(desk.measure?.forwardedTo).toEqual([
      { municipalityCode: '142051', revision: 2, on: '2026-11-25' },
      { municipalityCode: '112089', revision: 1, on: '2026-11-25' },
    ]);
    desk.register.today = '2026-11-26';
    const confirmed = done(desk.act({ kind: 'ConfirmProtection', confirmedOn: '2026-11-26', opinion: '支援が必要' }));
    expect(confirmed.messages).toMatchObject([
      { to: '142051', content: { revision: 3, said: 'full', from: '2026-11-26', until: '2027-11-25' } },
      { to: '112089', content: { revision: 2, said: 'full' } },
    ]);
    expect(done(desk.act(forward('011002'))).messages).toMatchObject([{ to: '011002', content: { said: 'full' } }]);
    expect(desk.measure?.forwardedTo).toMatchObject([
      { revision: 3, on: '2026-11-26' },
      { revision: 2, on: '2026-11-26' },
      { revision: 1, on: '2026-11-26' },
    ]);
  });

  test('延長と終了も、転送した先に知らせる', () => {
    const desk = confirmedMeasure();
    desk.act(forward('142051'));
    desk.register.today = '2027-11-01';
    const extended = done(desk.act({ kind: 'ExtendProtection', requestedOn: '2027-11-01' }));
    expect(extended.messages).toMatchObject([{ content: { said: 'extended', revision: 2, until: '2028-11-23' } }]);
    const ended = done(desk.act({ kind: 'EndProtection', endedOn: '2027-11-01', reason: '本人の申出' }));
    expect(ended.messages).toMatchObject([{ content: { said: 'ended', revision: 3 } }]);
  });

  test('振り仮名のない方は、振り仮名なしで転送する', () => {
    const desk = new Desk();
    const wife = desk.register.person(2);
    const { kana: _, ...name } = wife.name;
    const residents = new Map(desk.register.slice.residents).set(wife.addresseeNumber, { ...wife, name });
    desk.register.slice = { ...desk.register.slice, residents };
    desk.enter();
    const [message] = done(desk.act(forward('142051'))).messages;
    expect(message).toMatchObject({ content: { applicant: { name: '試験　花子' } } });
    expect(JSON.stringify(message)).not.toContain('シケン　ハナコ');
  });

  test('断る：当市区町村への転送、転送されたものの転送', () => {
    expect(confirmedMeasure().act(forward(CHOFU.code))).toMatchObject(refusedWith('当市区町村には'));
    const desk = received('full', { from: '2026-10-01', until: '2027-09-30' });
    expect(desk.act(forward('112089'))).toMatchObject(refusedWith('いまの状態では'));
    desk.act(taking(desk));
    expect(desk.act(forward('112089'))).toMatchObject(refusedWith('転送されたもの'));
  });
});

describe('転送された支援措置', () => {
  test('転送元が必要性を確認していれば、その期間で支援措置になる', () => {
    const desk = received('full', { from: '2026-10-01', until: '2027-09-30' });
    const decision = done(desk.act(taking(desk)));
    expect(decision.result.addresseeNumbers).toEqual(desk.register.numbers(2, 3));
    expect(desk.measure).toMatchObject({ version: 2, state: 'full', from: '2026-10-01', until: '2027-09-30' });
    expect(desk.register.person(3).protection).toMatchObject({ kind: 'full', until: '2027-09-30' });
  });

  test.each<[string, ProtectionForwarded['said'], Pick<ProtectionForwarded, 'from' | 'until'>]>([
    ['確認中の転送', 'provisional', { from: '2026-10-01', until: '2027-09-30' }],
    ['期間の終わりのない転送', 'full', { from: '2026-10-01' }],
    ['期間の初めのない転送', 'extended', { until: '2027-09-30' }],
  ])('%sは、今日から1年の仮支援措置になる', (_, said, term) => {
    const desk = received(said, term);
    desk.act(taking(desk));
    expect(desk.measure).toMatchObject({ state: 'provisional', from: TODAY, until: '2027-11-23' });
  });

  test('断る：知らない方、二度選ばれた方、実施の後の実施と不実施', () => {
    const desk = received('provisional');
    const stranger: MeasureCommand = { kind: 'TakeProtection', applicant: '9', coApplicants: [] };
    expect(desk.act(stranger)).toMatchObject(refusedWith('見つかりません'));
    expect(desk.act(taking(desk, [2, 2]))).toMatchObject(refusedWith('二度'));
    expect(desk.act({ kind: 'DeclineProtection', reason: ' ' })).toMatchObject(refusedWith('理由'));
    expect(desk.act({ kind: 'NoteProtectionNews' })).toMatchObject(refusedWith('いまの状態では'));
    expect(desk.act({ kind: 'EndProtection', endedOn: TODAY, reason: '申出' })).toMatchObject(
      refusedWith('いまの状態では'),
    );
    desk.act(taking(desk));
    expect(desk.act(taking(desk, [4]))).toMatchObject(refusedWith('いまの状態では'));
    expect(desk.act({ kind: 'DeclineProtection', reason: '対象者がいない' })).toMatchObject(
      refusedWith('いまの状態では'),
    );
  });

  test('実施しないときは理由とともに終わり、住民票は何も変わらない', () => {
    const desk = received('full');
    const decision = done(desk.act({ kind: 'DeclineProtection', reason: '対象者がいない' }));
    expect(decision).toMatchObject({ events: [], messages: [], result: { addresseeNumbers: [] } });
    expect(desk.measure).toMatchObject({ state: 'declined', ended: { on: TODAY, reason: '対象者がいない' } });
  });

  test('転送元の知らせを確かめると、その期間に変わる。期間を言わない知らせでは今の期間のまま', () => {
    const desk = received('provisional');
    desk.act(taking(desk));
    const tell = (said: ProtectionForwarded['said'], term: Pick<ProtectionForwarded, 'from' | 'until'> = {}) => {
      const { measure } = desk;
      if (!measure?.origin) throw new Error('nothing was forwarded');
      const forwarded = { ...measure.origin.forwarded, said, ...term };
      desk.measure = { ...measure, origin: { forwarded, unseen: true } };
      return done(desk.act({ kind: 'NoteProtectionNews' }));
    };
    expect(tell('ended').events).toEqual([]);
    expect(desk.measure).toMatchObject({ state: 'provisional', from: TODAY, until: '2027-11-23' });
    expect(desk.measure?.origin?.unseen).toBe(false);
    expect(desk.act({ kind: 'NoteProtectionNews' })).toMatchObject(refusedWith('いまの状態では'));
    expect(tell('extended', { from: '2026-12-01', until: '2027-11-30' }).events).toHaveLength(1);
    expect(desk.measure).toMatchObject({ state: 'full', from: '2026-12-01', until: '2027-11-30' });
    expect(desk.register.person(2).protection).toMatchObject({ kind: 'full', until: '2027-11-30' });
  });

  test('自分で受け付けた支援措置に、転送元の知らせはない', () => {
    expect(confirmedMeasure().act({ kind: 'NoteProtectionNews' })).toMatchObject(refusedWith('いまの状態では'));
  });
});

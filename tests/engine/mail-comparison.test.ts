import { describe, expect, it, test } from 'vitest';
import { compareMail, type MailTotal, type MailVerdict } from '#app/messages/mail-comparison.ts';

const OUT: MailTotal = { direction: 'out', peer: '142051', type: 'MovingInNotice', passed: 5, applied: 0, open: 0 };
const IN: MailTotal = { ...OUT, direction: 'in', applied: 5 };
const said = (own: MailTotal, taken: number, delivered: number) => {
  const { direction, peer, type } = own;
  return { direction, peer, type, taken, delivered };
};

describe('電文の突合（送信＝受付＝受領＝処理）', () => {
  test.each<[MailVerdict, MailTotal, number, number]>([
    ['even', OUT, 5, 5],
    ['notFetched', OUT, 5, 4],
    ['lostOnLine', OUT, 4, 4],
    ['unknownHere', OUT, 6, 5],
    ['notSent', { ...OUT, open: 1 }, 5, 5],
    ['notSent', { ...OUT, open: 1 }, 6, 5],
    ['unknownHere', { ...OUT, open: 1 }, 7, 5],
    ['even', IN, 5, 5],
    ['notReceived', IN, 6, 5],
    ['unknownHere', IN, 6, 6],
    ['lostOnLine', IN, 4, 4],
    ['notAcknowledged', IN, 5, 4],
    ['notApplied', { ...IN, applied: 4 }, 5, 5],
  ])('%s', (verdict, own, taken, delivered) => {
    expect(compareMail([own], [own], [said(own, taken, delivered)])).toEqual([{ ...own, taken, delivered, verdict }]);
  });

  it('どちらかの記録にしかない電文も、差異として出る', () => {
    expect(compareMail([], [], [said(OUT, 1, 1)])).toMatchObject([{ passed: 0, taken: 1, verdict: 'unknownHere' }]);
    expect(compareMail([OUT], [OUT], [])).toMatchObject([{ passed: 5, taken: 0, verdict: 'lostOnLine' }]);
  });

  it('数えている間に動いた電文は、差異にしない', () => {
    const before = { ...OUT, passed: 4 };
    expect(compareMail([before], [OUT], [said(OUT, 4, 4)])).toMatchObject([{ verdict: 'moving' }]);
    expect(compareMail([], [OUT], [])).toMatchObject([{ verdict: 'moving' }]);
  });

  it('差異のあるものが先に並ぶ', () => {
    const rows = compareMail([OUT, IN], [OUT, IN], [said(OUT, 5, 4), said(IN, 5, 5)]);
    expect(rows.map(({ verdict }) => verdict)).toEqual(['notFetched', 'even']);
  });
});

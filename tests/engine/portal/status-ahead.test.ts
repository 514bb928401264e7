import { describe, expect, it } from 'vitest';
import type { ApplicationView } from '#app/portal/applications/applications.ts';
import { stepsAhead } from '#app/portal/screens/status-ahead.ts';
import { goLight, visitReminder } from '#app/portal/screens/status-words.ts';
import { tokyoInstant } from '#app/vocabulary/tokyo.ts';

const TODAY = '2026-11-27';

/** What the pages of a filing look at; the rest of a view does not matter here. */
function viewWith(given: Partial<ApplicationView>): ApplicationView {
  return {
    state: 'sent',
    visitState: 'announced',
    from: { code: '132080', name: '調布市' },
    to: { code: '142051', name: '藤沢市' },
    movingOn: '2026-12-01',
    latestVisitDay: '2026-12-15',
    visit: { on: '2026-12-02', startsAt: '09:30', office: 'main', visitor: 'filer' },
    ...given,
  } as ApplicationView;
}

const titles = (given: Partial<ApplicationView>, today = TODAY) =>
  stepsAhead(viewWith(given), today).map(({ title }) => title);

describe('これからの流れ', () => {
  it('送った後は、受付から転入の知らせまでが順に並ぶ', () => {
    expect(titles({})).toEqual([
      '調布市が届出を受け付けます',
      '調布市の職員が確認し、転出の手続きを終えます',
      '藤沢市の窓口が準備をします',
      '引っ越します',
      '藤沢市の窓口に行きます',
      '藤沢市で転入の手続きが終わります',
      '調布市に転入の知らせが届きます',
    ]);
  });

  it('閉まっている間に送れば、職員が見る時刻を添え、予約した時刻も出る（地方自治法第4条の2）', () => {
    const steps = stepsAhead(viewWith({ handledFrom: tokyoInstant('2026-11-30', '08:30') }), TODAY);
    expect(steps[1]?.when).toBe('2026年11月30日（月）8時30分から');
    expect(steps[4]?.when).toMatch(/12月2日.* 09:30$/);
  });

  it('審査が始まれば、職員が見る時刻はもう出ない', () => {
    const steps = stepsAhead(
      viewWith({ state: 'underReview', handledFrom: tokyoInstant('2026-11-30', '08:30') }),
      TODAY,
    );
    expect(steps[0]).toEqual({ title: '調布市の職員が確認し、転出の手続きを終えます' });
  });

  it('引っ越した後は引越しが、窓口で受け付けた後は窓口が、もう並ばない', () => {
    expect(titles({ state: 'completed', visitState: 'prepared' }, '2026-12-01')[0]).toBe('藤沢市の窓口に行きます');
    expect(titles({ state: 'completed', visitState: 'visited' }, '2026-12-02')).toEqual([
      '藤沢市で転入の手続きが終わります',
      '調布市に転入の知らせが届きます',
    ]);
    expect(titles({ state: 'movedOut', visitState: 'registered' }, '2026-12-02')).toEqual([
      '調布市に転入の知らせが届きます',
    ]);
  });

  it.each(['slotWithdrawn', 'sentBack', 'cancelled', 'expired'] as const)(
    '窓口に行く日がなければ（%s）、決め直すことが次に来る',
    (visitState) => {
      const steps = stepsAhead(viewWith({ state: 'completed', visitState }), '2026-12-03');
      expect(steps[0]).toEqual({ title: '窓口に行く日を決め直します' });
    },
  );

  it.each(['refused', 'withdrawn', 'cancelled', 'resubmitted', 'movedIn'] as const)(
    '終わった届出（%s）には、もう何も来ない',
    (state) => {
      expect(titles({ state })).toEqual([]);
    },
  );
});

describe('来庁の日の知らせ', () => {
  it('転出が完了していれば来るように、まだなら完了を待つように言う（住民基本台帳法第24条）', () => {
    const today = '2026-12-02';
    const ready = visitReminder(viewWith({ state: 'completed', visitState: 'prepared' }), today);
    expect(ready?.sentence).toContain('来てください');
    const waiting = visitReminder(viewWith({ state: 'underReview', visitState: 'announced' }), today);
    expect(waiting?.sentence).not.toContain('来てください');
    expect(waiting?.sentence).toContain('まだ「完了」になっていません');
  });
});

describe('窓口に行けるかの表示', () => {
  const ready = { state: 'completed', visitState: 'prepared' } as const;

  it('引っ越した後で窓口が開いていれば、行ける', () => {
    expect(goLight(viewWith(ready), '2026-12-02')).toMatchObject({ kind: 'success', title: '窓口に行けます' });
    expect(goLight(viewWith(ready), '2026-12-02').sentence).not.toContain('閉まっています');
  });

  it('夜と休みの日は、次に開く時刻が先に出る（地方自治法第4条の2）', () => {
    const light = goLight(viewWith({ ...ready, counterOpensAt: tokyoInstant('2026-12-07', '08:30') }), '2026-12-05');
    expect(light.sentence).toMatch(/^今は窓口が閉まっています。次に開くのは2026年12月7日（月）8時30分です。/);
  });

  it('引越しの前と、転出が完了する前は、まだ行けない（住民基本台帳法第22条）', () => {
    expect(goLight(viewWith(ready), TODAY).title).toBe('まだ窓口に行けません');
    expect(goLight(viewWith({ state: 'underReview' }), '2026-12-02').title).toBe('まだ窓口に行けません');
  });
});

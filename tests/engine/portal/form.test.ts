import { describe, expect, it } from 'vitest';
import { canonicalText } from '#app/portal/filing/canonical.ts';
import { formBytes, formFromBytes, movingForm, visitNotice } from '#app/portal/filing/form.ts';
import { receiptNumberAt } from '#app/portal/filing/receipt-numbers.ts';
import { COMPLETE, TODAY, without } from './answers.ts';

const FACTS = { receiptNumber: '2026112409000012345', filedOn: TODAY, office: 'main' };

describe('届書の正規形（RFC 8785）', () => {
  it('鍵はUTF-16の順、空白なし、undefinedは書かない', () => {
    expect(canonicalText({ b: 1, a: ['é', null, true], ｦ: 'x', '😀': 'y', c: undefined })).toBe(
      '{"a":["é",null,true],"b":1,"😀":"y","ｦ":"x"}',
    );
  });

  it('RFC 8785 の文字列の例', () => {
    expect(canonicalText('€$\u000f\nA\'B"\\\\"/')).toBe('"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"');
  });

  it('対にならないサロゲートと小数は署名できない', () => {
    expect(() => canonicalText('\ud800')).toThrow();
    expect(() => canonicalText(0.5)).toThrow();
  });
});

describe('転出届・転入予約（住民基本台帳法第24条, 第24条の2）', () => {
  it('回答から届書を作り、バイト列から同じ届書を読み戻す', () => {
    const form = movingForm(COMPLETE, FACTS);
    expect(form).toMatchObject({
      scope: 'wholeHousehold',
      oldHouseholder: '佐藤　健司',
      newHouseholder: '佐藤　健司',
      fromMunicipality: '132080',
      toMunicipality: '142051',
    });
    expect(form?.movers.map(({ name, hasCard, newRelationship }) => [name, hasCard, newRelationship])).toEqual([
      ['佐藤　健司', true, '世帯主'],
      ['佐藤　美咲', true, '妻'],
      ['佐藤　陽菜', false, '子'],
      ['佐藤　ハル', false, '母'],
    ]);
    expect(form && formFromBytes(formBytes(form))).toEqual(form);
  });

  it('一部転出: 世帯主だけが出るとき、残る世帯の世帯主を伝える（住民基本台帳法第25条）', () => {
    const answers = { ...COMPLETE, picked: ['h0'], newHeadKey: undefined, remainingHead: '佐藤　美咲' };
    expect(movingForm(answers, FACTS)).toMatchObject({
      scope: 'partOfHousehold',
      remainingHouseholder: '佐藤　美咲',
      newHouseholder: '佐藤　健司',
    });
  });

  it('番地が未定なら市区町村と町だけで足りる（住民記録システム標準仕様書 4.1.3.0.2）', () => {
    const form = movingForm({ ...COMPLETE, lot: { decided: 'no' } }, FACTS);
    expect(form?.newAddress).toMatchObject({ municipality: '藤沢市', town: '辻堂西海岸' });
    expect(form?.newAddress.lot).toBeUndefined();
  });

  it.each(['profile', 'movingOn', 'destination', 'contact', 'visitOn', 'visitor', 'newHousehold'] as const)(
    '%s がなければ届書にならない',
    (name) => {
      expect(movingForm(without(name), FACTS)).toBeUndefined();
    },
  );

  it('来庁予定の連絡に、今の続柄と今の住所は入らない', () => {
    const form = movingForm(COMPLETE, FACTS);
    const notice = form && visitNotice(form);
    expect(JSON.stringify(notice)).not.toMatch(/布田|"relationship"/);
  });
});

describe('受付番号', () => {
  it('日本時間の年月日時分秒と5桁の乱数、19桁', () => {
    expect(receiptNumberAt('2026-11-24T00:01:02.999Z', () => 42)).toBe('2026112409010200042');
    expect(receiptNumberAt('2026-12-31T15:00:00.000Z', () => 99_999)).toBe('2027010100000099999');
  });
});

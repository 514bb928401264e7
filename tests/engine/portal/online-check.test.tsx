import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { formValues } from '#app/portal/answering/form-values.ts';
import { CHECK_CHOICES, CHECK_QUESTIONS, carriedAnswers, checkOnline } from '#app/portal/check/online-check.ts';
import { OnlineCheckPage } from '#app/portal/screens/online-check-page.tsx';

const TODAY = '2026-11-24';
const FINE = {
  to: 'otherTown',
  who: 'withMe',
  residency: 'japanese',
  card: 'valid',
  age: 'adult',
  pins: 'known',
  'movingOn.era': 'reiwa',
  'movingOn.year': '8',
  'movingOn.month': '11',
  'movingOn.day': '30',
};

const day = (year: string, month: string, of: string) => ({
  'movingOn.era': 'western',
  'movingOn.year': year,
  'movingOn.month': month,
  'movingOn.day': of,
});
const check = (answers: Record<string, string>) => checkOnline(formValues(Object.entries(answers)), TODAY);

function pageOf(answers: Record<string, string>): string {
  const values = formValues(Object.entries(answers));
  return renderToStaticMarkup(<OnlineCheckPage values={values} result={checkOnline(values, TODAY)} />);
}

describe('オンライン届出の事前確認（住民基本台帳法第24条・第24条の2）', () => {
  it('すべて当てはまれば届け出られ、窓口に行ける最後の日も分かる（施行令第24条の2）', () => {
    expect(check(FINE)).toEqual({ kind: 'yes', movingOn: '2026-11-30', latestVisit: '2026-12-14', hints: [] });
    expect(check({ ...FINE, ...day('', '', ''), day: 'undecided' })).toEqual({ kind: 'yes', hints: [] });
  });

  it.each([
    ['同じ市区町村の中は転居届（第23条）', { to: 'sameTown' }, 'sameTown'],
    ['指定都市の区の間は新しい区だけ（第38条）', { to: 'otherWard' }, 'otherWard'],
    ['国外転出はオンラインではできない（第24条）', { to: 'abroad' }, 'abroad'],
    ['国外からの転入は窓口で（第22条）', { to: 'fromAbroad' }, 'fromAbroad'],
    ['世帯の外の人の代わりはできない（第26条）', { who: 'others' }, 'others'],
    ['住民票のない外国人は、まず住居地の届出（第30条の46）', { residency: 'notRegistered' }, 'notRegistered'],
    ['有効期間の切れたカードは使えない（公的個人認証法第15条）', { card: 'ended' }, 'ended'],
    ['カードがなければ署名できない（第24条の2）', { card: 'none' }, 'none'],
    ['15歳未満のカードには署名用がない（公的個人認証法第3条）', { age: 'child' }, 'child'],
    ['引越しの31日前はまだ早い', day('2026', '12', '25'), 'tooEarly'],
    ['引越しの11日後はもう遅い', day('2026', '11', '13'), 'tooLate'],
  ])('%s', (_name, changes, obstacle) => {
    expect(check({ ...FINE, ...changes })).toMatchObject({ kind: 'no', obstacle });
    expect(pageOf({ ...FINE, ...changes })).toContain('次のようにしてください</h2><ul');
  });

  it('30日前と10日後は、まだ届け出られる', () => {
    expect(check({ ...FINE, ...day('2026', '12', '24') }).kind).toBe('yes');
    expect(check({ ...FINE, ...day('2026', '11', '14') }).kind).toBe('yes');
  });

  it('早すぎれば始まる日を、遅すぎれば終わった日を言う', () => {
    expect(pageOf({ ...FINE, ...day('2026', '12', '25') })).toContain('2026年11月25日');
    expect(pageOf({ ...FINE, ...day('2026', '11', '13') })).toContain('2026年11月23日');
  });

  it('気を付けることは「できる」といっしょに言う', () => {
    const result = check({ ...FINE, who: 'householdOnly', residency: 'foreign', card: 'unsure', pins: 'unsure' });
    expect(result).toMatchObject({ hints: ['householdOnly', 'foreign', 'cardUnsure', 'pinsUnsure'] });
    expect(pageOf({ ...FINE, residency: 'foreign' })).toContain('在留カード');
  });

  it('一度に一つの質問を、決まった順に聞く', () => {
    const asked: string[] = [];
    const given: Record<string, string> = {};
    for (let result = check(given); result.kind === 'question'; result = check(given)) {
      asked.push(result.question);
      if (result.question === 'movingOn') Object.assign(given, day('2026', '11', '30'));
      else given[result.question] = CHECK_CHOICES[result.question][0];
    }
    expect(asked).toEqual([...CHECK_QUESTIONS]);
  });

  it('選ばずに進むと、その質問の横で言い、ほかの答えはそのまま残る', () => {
    const sent = { to: 'otherTown', sent: 'who' };
    expect(check(sent)).toEqual({ kind: 'question', question: 'who', errors: { who: 'どれか1つを選んでください。' } });
    expect(check({ to: 'otherTown' })).toEqual({ kind: 'question', question: 'who' });
    expect(pageOf(sent)).toContain('name="to" value="otherTown"');
    const wrong = { ...FINE, ...day('2026', '2', '30'), sent: 'movingOn' };
    expect(check(wrong)).toMatchObject({ kind: 'question', question: 'movingOn', errors: {} });
    expect(pageOf(wrong)).toContain('value="30"');
  });

  it('答えを一つ変えるとき、ほかの答えは持って行く', () => {
    const values = formValues(Object.entries({ ...FINE, ask: 'card' }));
    expect(checkOnline(values, TODAY)).toEqual({ kind: 'question', question: 'card' });
    expect(Object.fromEntries(carriedAnswers(values, 'card'))).not.toHaveProperty('card');
    expect(Object.fromEntries(carriedAnswers(values, 'card'))).toMatchObject({ to: 'otherTown', pins: 'known' });
    expect(pageOf(FINE)).toContain('ask=card');
  });

  it('知らない答えや余分な項目は、答えとして扱わない', () => {
    expect(check({ ...FINE, to: 'moon' })).toEqual({ kind: 'question', question: 'to' });
    expect(pageOf({ ...FINE, evil: 'x' })).not.toContain('evil');
  });

  it('支援措置については何も聞かない（答えがアドレスに残るため）', () => {
    const asked = CHECK_QUESTIONS.map((ask) => pageOf({ ...FINE, ask })).join('');
    expect(asked).not.toMatch(/支援措置|暴力|ストーカー/);
  });
});

import { describe, expect, it } from 'vitest';
import type { ResidentView } from '#app/juki/door.ts';
import type { MovingForm } from '#app/messages/contracts/application.ts';
import { adultCoMovers } from '#app/office/applications/co-movers.server.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import type { Sex } from '#app/vocabulary/persons.ts';

const FILED_ON = '2026-11-24';

const member = (name: string, on: string, sex: Sex, more: Partial<ResidentView> = {}) =>
  ({
    addresseeNumber: name,
    name: { full: name, kanaConfirmed: true },
    bornOn: exactDate(on),
    sex,
    relationship: '',
    status: 'resident',
    protectedPerson: false,
    ...more,
  }) as ResidentView;

const FILER = member('佐藤　健司', '1984-05-16', '1');
const SPOUSE = member('佐藤　美咲', '1986-09-30', '2');
const CHILD = member('佐藤　陽菜', '2016-10-03', '2');

const form = (movers: readonly ResidentView[]) =>
  ({
    form: {
      filedOn: FILED_ON,
      movers: movers.map(({ name, bornOn, sex }) => ({ name: name.full, bornOn, sex })),
    } as MovingForm,
  }) as const;

const told = (movers: readonly ResidentView[], members: readonly ResidentView[], protectedHousehold = false) =>
  adultCoMovers(form(movers), { protectedHousehold, members }, FILER).map(({ addresseeNumber }) => addresseeNumber);

describe('知らせる異動者（住民基本台帳法第26条・第27条）', () => {
  const everybody = [FILER, SPOUSE, CHILD];

  it('成年の異動者に知らせ、届出人と子どもには知らせない', () => {
    expect(told(everybody, everybody)).toEqual(['佐藤　美咲']);
  });

  it('引っ越さない世帯員と、住民票にいない人には知らせない', () => {
    expect(told([FILER, CHILD], everybody)).toEqual([]);
    expect(told([FILER, SPOUSE], [FILER, CHILD])).toEqual([]);
  });

  it('生年月日か性別の違う人は、同じ人と決めつけない', () => {
    expect(told([FILER, { ...SPOUSE, bornOn: exactDate('1986-10-01') }], everybody)).toEqual([]);
    expect(told([FILER, { ...SPOUSE, sex: '1' }], everybody)).toEqual([]);
  });

  it.each([
    ['2008-11-25', '誕生日の前日に18歳になる（民法第4条）', ['若い人']],
    ['2008-11-26', '届け出た日に17歳', []],
  ])('%s 生まれ：%s', (on, _, expected) => {
    const young = member('若い人', on, '2');
    expect(told([FILER, young], [FILER, young])).toEqual(expected);
  });

  it.each([
    ['世帯', true, SPOUSE],
    ['知らせる人', false, { ...SPOUSE, protectedPerson: true }],
  ])('支援措置の%sには、だれにも知らせない', (_, protectedHousehold, spouse) => {
    const members = [FILER, spouse, CHILD];
    expect(told(members, members, protectedHousehold)).toEqual([]);
  });

  it('届け出た人だけが支援措置でも、家族に知らせない', () => {
    expect(told(everybody, [{ ...FILER, protectedPerson: true }, SPOUSE, CHILD])).toEqual([]);
  });
});

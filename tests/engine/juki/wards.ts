import type { RegisterWardMove } from '#app/juki/ward-acts.ts';
import type { WardRecord } from '#app/messages/contracts/wards.ts';
import type { Address } from '#app/vocabulary/addresses.ts';
import type { Town } from '#app/vocabulary/towns.ts';
import { CHOFU, TODAY } from './family.ts';

const WARDS = ['141038', '141046'];

function ward(code: string, name: string): Town {
  const first = Number(`${code.slice(0, 5)}000000001`);
  const city = { code: '141003', name: '横浜市', wards: WARDS, serials: { first, last: first + 999_999_998 } };
  return { ...CHOFU, code, name: `横浜市${name}`, prefecture: '神奈川県', mayor: `横浜市${name}長`, city };
}

export const NISHI = ward('141038', '西区');
export const NAKA = ward('141046', '中区');

export const AT_NISHI: Address = {
  municipalityCode: NISHI.code,
  prefecture: '神奈川県',
  municipality: '横浜市西区',
  town: '戸部本町',
  lot: '10番1号',
};
export const AT_NAKA: Address = {
  municipalityCode: NAKA.code,
  prefecture: '神奈川県',
  municipality: '横浜市中区',
  town: '本町',
  lot: '6丁目50番地の10',
};

/** 区間異動 to 中区, of some or all of the household as it was at 西区. */
export function wardMove(
  record: WardRecord,
  movers: readonly number[] = record.residents.map((_, index) => index),
  changes: Partial<RegisterWardMove> = {},
): RegisterWardMove {
  return {
    kind: 'RegisterWardMove',
    record,
    movers: movers.flatMap((index) => {
      const one = record.residents[index];
      return one
        ? [{ addresseeNumber: one.addresseeNumber, relationship: one.relationship, householder: one.householder }]
        : [];
    }),
    household: { kind: 'new' },
    movedOn: TODAY,
    notifiedOn: TODAY,
    newAddress: AT_NAKA,
    identification: { visitor: 'filer', document: '個人番号カード', authority: '本人' },
    ...changes,
  };
}

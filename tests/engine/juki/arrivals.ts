import type { NewPerson, RegisterMovingIn } from '#app/juki/acts.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { newborn } from './acts.ts';
import { codeOf, NEW_ADDRESS, numberOf, OLD_ADDRESS, TODAY } from './family.ts';

export const KOREA = { municipality: '大韓民国' };

export function person(changes: Partial<NewPerson> = {}): NewPerson {
  return newborn({
    name: { full: '試験　太郎1', kana: 'シケン　タロウ', kanaConfirmed: true },
    bornOn: exactDate('1985-04-12'),
    sex: '1',
    relationship: '世帯主',
    householder: true,
    ...changes,
  });
}

export function arriving(changes: Partial<RegisterMovingIn> = {}): RegisterMovingIn {
  return {
    kind: 'RegisterMovingIn',
    from: 'paperCertificate',
    persons: [person({ residentRecordCode: codeOf(1), individualNumber: numberOf(1) })],
    household: { kind: 'new' },
    movedInOn: '2026-11-20',
    notifiedOn: TODAY,
    newAddress: NEW_ADDRESS,
    previousAddress: OLD_ADDRESS,
    identification: { visitor: 'filer', document: '運転免許証', authority: '本人' },
    ...changes,
  };
}

export const abroad = (changes: Partial<RegisterMovingIn> = {}) =>
  arriving({ from: 'abroad', persons: [person()], previousAddress: KOREA, ...changes });

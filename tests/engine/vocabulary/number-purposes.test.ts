import { describe, expect, test } from 'vitest';
import {
  findPurpose,
  HOUSEHOLD_INFORMATION,
  mayInquire,
  NUMBER_PURPOSES,
  purposesOf,
} from '#app/vocabulary/number-purposes.ts';
import { Role } from '#app/vocabulary/roles.ts';

const ids = (purposes: readonly { id: string }[]) => purposes.map(({ id }) => id);

describe('個人番号の利用事務（番号法第9条）', () => {
  test('事務には一つずつの番号と、根拠の条文がある', () => {
    expect(new Set(ids(NUMBER_PURPOSES)).size).toBe(NUMBER_PURPOSES.length);
    for (const { title, article } of NUMBER_PURPOSES) {
      expect(title).not.toBe('');
      expect(article).toMatch(/^(番号法|住民基本台帳法)/);
    }
  });

  test.each([
    ['reception', []],
    ['counter', ['codeNotice', 'cardIssue', 'paperIssue']],
    ['reviewer', ['residentRecord']],
    ['approver', ['residentRecord']],
    ['auditor', []],
    ['administrator', []],
    [
      'registryManager',
      ['residentRecord', 'numberAssignment', 'identityInformation', 'codeNotice', 'cardIssue', 'paperIssue'],
    ],
  ] as const)('%s が使える事務', (role, expected) => {
    expect(ids(purposesOf([role]))).toEqual(expected);
  });

  test('カードの事務では住民票コードを、コードの通知では個人番号を使えない', () => {
    expect(ids(purposesOf(['counter'], 'individualNumber'))).toEqual(['cardIssue', 'paperIssue']);
    expect(ids(purposesOf(['counter'], 'residentRecordCode'))).toEqual(['codeNotice', 'paperIssue']);
  });

  test('ほかの課の事務は、住民記録のどの役割にもない', () => {
    const ours = new Set(ids(purposesOf(Role.options)));
    for (const id of ['localTax', 'childAllowance', 'publicAssistance', 'selfInformation']) {
      expect(findPurpose(id)).toBeDefined();
      expect(ours.has(id)).toBe(false);
    }
  });
});

describe('情報照会の可否（番号法第19条第8号）', () => {
  const may = (id: string, inquirer: 'municipality' | 'portal', name: string = HOUSEHOLD_INFORMATION.code) => {
    const purpose = findPurpose(id);
    return purpose !== undefined && mayInquire(purpose, inquirer, name);
  };

  test('児童手当の事務で世帯情報を照会できる。ほかの特定個人情報はできない', () => {
    expect(may('childAllowance', 'municipality')).toBe(true);
    expect(may('childAllowance', 'municipality', 'TM00000000000001')).toBe(false);
  });

  test('自己情報はマイナポータルだけ、市区町村の事務は市区町村だけ', () => {
    expect(may('selfInformation', 'portal')).toBe(true);
    expect(may('selfInformation', 'municipality')).toBe(false);
    expect(may('childAllowance', 'portal')).toBe(false);
  });

  test('住民票の記載の事務では、何も照会できない', () => {
    expect(may('residentRecord', 'municipality')).toBe(false);
    expect(may('unknown', 'municipality')).toBe(false);
  });
});

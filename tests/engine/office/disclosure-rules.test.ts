import { describe, expect, it } from 'vitest';
import { AccessRecord } from '#app/messages/contracts/access-records.ts';
import { ACTS } from '#app/office/audit-words.ts';
import {
  DISCLOSURE_REASON,
  DISCLOSURE_RULES,
  discloseEntry,
  type EntryToDisclose,
} from '#app/office/people/disclosure-rules.ts';

const ME = '000000000000017';
const SPOUSE = '000000000000025';
const STRANGER = '000000000000033';
const MY_CASE = '2026112409000000001';
const SPOUSES_CASE = '2026112409000000002';

const entry = (changes: Partial<EntryToDisclose> = {}): EntryToDisclose => ({
  act: 'findResident',
  subjects: [ME],
  reason: '窓口の届出のため',
  byMachine: false,
  ...changes,
});

const disclose = (changes: Partial<EntryToDisclose> = {}) =>
  discloseEntry(entry(changes), {
    addresseeNumber: ME,
    partiesOf: new Map([
      [MY_CASE, new Set([ME, SPOUSE])],
      [SPOUSES_CASE, new Set([SPOUSE])],
    ]),
  });

describe('開示の規則（個人情報の保護に関する法律第76条・第78条）', () => {
  it('操作ログの操作には、どれも規則がある', () => {
    expect(Object.keys(DISCLOSURE_RULES).sort()).toEqual(Object.keys(ACTS).sort());
  });

  it('本人だけの記録を見たことは、種類と目的で知らせる', () => {
    expect(disclose()).toEqual({ act: 'read', purpose: 'counter', byMachine: false });
    expect(AccessRecord.omit({ at: true, receipt: true }).parse(disclose())).toEqual(disclose());
  });

  it.each([
    ['支援措置の記録を開いた', { act: 'findProtection' }],
    ['支援措置の申出を受け付けた', { act: 'enterProtection' }],
    ['一時解除した', { act: 'approveRelease' }],
    ['理由に支援措置とある', { reason: '支援措置の必要性の確認' }],
    ['理由にＤＶとある', { reason: '窓口の届出のため（ＤＶの相談）' }],
    ['理由に避難とある', { reason: '電話での問合せのため（避難先）' }],
  ])('支援措置：%s ことは知らせない', (_, changes) => {
    expect(disclose(changes)).toEqual({ withheld: 'protection' });
  });

  it('自分の届出の中でも、支援措置の仕事は知らせない', () => {
    expect(disclose({ act: 'findProtection', caseId: MY_CASE })).toEqual({ withheld: 'protection' });
  });

  it.each([
    ['世帯を見た', { act: 'findHousehold', subjects: [ME, SPOUSE] }],
    ['検索の一覧に一緒に出た', { act: 'findResidents', subjects: [ME, STRANGER] }],
    ['家族の届出で世帯を見た', { act: 'findHousehold', subjects: [ME, SPOUSE], caseId: SPOUSES_CASE }],
    ['家族の届出で本人だけを見た', { caseId: SPOUSES_CASE }],
    ['家族の異動で記録が変わった', { act: 'registerRegisterMovingOut', subjects: [ME, SPOUSE] }],
    ['番号を家族と一緒に使った', { act: 'findCurrentSerials', subjects: [ME, SPOUSE] }],
  ])('ほかの世帯員の：%s ことは知らせない', (_, changes) => {
    expect(disclose(changes)).toEqual({ withheld: 'otherMember' });
  });

  it('自分も当事者の届出なら、家族と一緒に見たことも知らせる', () => {
    const changes = { act: 'findHousehold', subjects: [ME, SPOUSE], caseId: MY_CASE, reason: '転出届の審査' };
    expect(disclose({ ...changes, byMachine: true })).toEqual({ act: 'read', purpose: 'movingOut', byMachine: true });
  });

  it.each([
    '捜査関係事項照会',
    '調布警察署の照会',
    '検察庁からの照会',
    '滞納処分の調査',
    '国税の査察',
    '公用請求（弁護士会）',
  ])('国の機関などの事務：%s は知らせない', (reason) => {
    expect(disclose({ reason })).toEqual({ withheld: 'stateOrgan' });
    expect(disclose({ reason, caseId: MY_CASE })).toEqual({ withheld: 'stateOrgan' });
  });

  it.each(['inspectByOrgan', 'openOrganList'])(
    '国・地方公共団体の機関の閲覧（法11条）：%s は、本人だけが載っても知らせない',
    (act) => {
      expect(disclose({ act, reason: '台帳の閲覧' })).toEqual({ withheld: 'stateOrgan' });
    },
  );

  it.each(['readElectorCase', 'writeElectorCase', 'followElectorCases'])(
    '刑の執行に係る選挙管理委員会の事務（個人情報の保護に関する法律第124条）：%s は知らせない',
    (act) => {
      expect(disclose({ act, reason: '選挙人名簿の事務' })).toEqual({ withheld: 'stateOrgan' });
    },
  );

  it('個人・法人の閲覧（法11条の2）は、ほかの人と一緒に載っても知らせ、一覧を開き直したことは重ねて知らせない', () => {
    const together = { subjects: [STRANGER, ME], reason: '台帳の閲覧', caseId: 'inspection' };
    const told = disclose({ ...together, act: 'inspectByApplicant' });
    expect(told).toEqual({ act: 'inspection', purpose: 'inspection', byMachine: false });
    expect(AccessRecord.omit({ at: true, receipt: true }).parse(told)).toEqual(told);
    expect(disclose({ ...together, act: 'openApplicantList' })).toEqual({ withheld: 'otherMember' });
    expect(disclose({ ...together, act: 'inspectByApplicant', subjects: [STRANGER] })).toEqual({
      withheld: 'otherPerson',
    });
  });

  it('職員を見張る監査と、この求めのための照会は知らせない', () => {
    expect(disclose({ act: 'readAudit' })).toEqual({ withheld: 'oversight' });
    expect(disclose({ act: 'identifyHolder', reason: DISCLOSURE_REASON, byMachine: true })).toEqual({
      withheld: 'ownRequest',
    });
    expect(disclose({ act: 'actOfTomorrow' })).toEqual({ withheld: 'oversight' });
  });

  it('ほかの人の記録は、だれのものでも知らせない', () => {
    expect(disclose({ subjects: [SPOUSE] })).toEqual({ withheld: 'otherPerson' });
    expect(disclose({ subjects: [], act: 'findProtection' })).toEqual({ withheld: 'otherPerson' });
  });

  it('番号を見たこと、仮登録、大勢の処理は、それぞれの言葉になる', () => {
    expect(disclose({ act: 'revealIndividualNumber' })).toMatchObject({ act: 'number' });
    expect(disclose({ act: 'draftRegisterRelocation' })).toMatchObject({ act: 'change' });
    expect(disclose({ act: 'migrateHousehold', subjects: [ME, SPOUSE], reason: 'データ移行' })).toMatchObject({
      act: 'batch',
      purpose: 'automatic',
    });
  });

  it('職員が打った理由の言葉は、一つも外に出ない', () => {
    const told = disclose({ reason: '窓口の届出のため（妻の離婚の相談）' });
    expect(told).toEqual({ act: 'read', purpose: 'counter', byMachine: false });
    expect(disclose({ reason: '隣の家の佐藤さんから' })).toMatchObject({ purpose: 'other' });
  });
});

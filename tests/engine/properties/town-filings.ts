import type { Command } from '#app/juki/core/decide.ts';
import { membersOf, type Resident } from '#app/juki/core/register.ts';
import type { CorrectedItems, NewPerson } from '#app/juki/door.ts';
import { addDays } from '#app/vocabulary/dates.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { newborn } from '../juki/acts.ts';
import { NEW_ADDRESS, numberOf, type Register } from '../juki/family.ts';

/** 異動 of every kind, with numbers that point at whoever is there when its turn comes. */
export interface Step {
  act: Act;
  who: number;
  /** How many of the household. */
  together: number;
  other: number;
  days: number;
  choice: number;
}

export const ACTS = [
  'moveOut',
  'cancelMovingOut',
  'night',
  'notice',
  'withdrawNotice',
  'relocate',
  'household',
  'birth',
  'remove',
  'restore',
  'correct',
  'comeIn',
  'cancelChange',
  'enterNumbers',
  'changeNumber',
  'changeCode',
  'rewrite',
  'nationality',
] as const;
export type Act = (typeof ACTS)[number];

/** Who stands at the counter, with whom, and what was drawn for them. */
export interface Filing {
  register: Register;
  step: Step;
  first: Resident;
  everybody: Resident[];
  joined?: Resident;
}

export function at<T>(list: readonly T[], place: number): T | undefined {
  return list[place % Math.max(1, list.length)];
}

/** 転入通知 of the town where somebody really went. */
export function noticeOfArrival({ register, first, step }: Filing): Command | undefined {
  const { movingOut, residentRecordCode, name, bornOn, sex } = first;
  if (!movingOut || !residentRecordCode) return undefined;
  const notice = {
    movingOutId: movingOut.movingOutId,
    revision: 1 + (step.choice % 3),
    toMunicipality: '142051',
    movedInOn: addDays(register.today, -step.days),
    notifiedOn: register.today,
    newAddress: NEW_ADDRESS,
    oldAddress: first.address,
    householder: name.full,
    movers: [{ residentRecordCode, name: name.full, bornOn, sex }],
  };
  return { kind: 'AcceptMovingInNotice', notice, from: '142051' };
}

/** 転入通知の取消し. */
export function withdrawalOfNotice({ first: { movingOut, residentRecordCode } }: Filing): Command | undefined {
  if (!movingOut || !residentRecordCode) return undefined;
  const withdrawn = { toMunicipality: '142051', residentRecordCodes: [residentRecordCode] };
  return { kind: 'AcceptNoticeWithdrawal', withdrawn, from: '142051' };
}

/** 世帯変更届 of one of the four kinds. */
export function householdChange({ register, first, everybody, joined, step }: Filing): Command | undefined {
  if (!joined) return undefined;
  const change = at(['split', 'merger', 'transfer', 'head'] as const, step.choice) ?? 'split';
  const members = change === 'merger' ? membersOf(register.slice, first.householdNumber) : everybody;
  const named = change === 'head' ? [first] : members;
  const leads = change === 'split' || change === 'head';
  return {
    kind: 'RegisterHouseholdChange',
    change,
    householdNumber: first.householdNumber,
    members: named.map((one) => one.addresseeNumber),
    ...(change === 'merger' || change === 'transfer' ? { into: joined.householdNumber } : {}),
    standings: named.map(({ addresseeNumber }, index) => ({
      addresseeNumber,
      relationship: leads && index === 0 ? '世帯主' : '同居人',
      householder: leads && index === 0,
    })),
    changedOn: addDays(register.today, -step.days),
    notifiedOn: register.today,
  };
}

/** 出生: one child or two, with a name or without. */
export function children({ register, step }: Filing): NewPerson[] {
  const born = newborn({ bornOn: exactDate(addDays(register.today, -step.days)), relationship: '同居人' });
  const nameless = { ...born, name: { full: '', kana: '', kanaConfirmed: false } };
  return step.choice % 3 === 0 ? [born, nameless] : [step.choice % 2 === 0 ? born : nameless];
}

/** Somebody who was never here, or the one who left, with the former code. */
export function newcomers({ first, step }: Filing, leads: boolean): NewPerson[] {
  const standing = { relationship: leads ? '世帯主' : '同居人', householder: leads };
  const former = step.choice % 3 === 0 ? first : undefined;
  return [
    newborn({
      name: { full: '帰国　さくら', kana: 'キコク　サクラ', kanaConfirmed: true },
      bornOn: exactDate('1990-02-03'),
      ...(former?.residentRecordCode ? { residentRecordCode: former.residentRecordCode } : {}),
      ...(former?.individualNumber ? { individualNumber: former.individualNumber } : {}),
      ...standing,
    }),
  ];
}

/** Items that are corrected. */
export function correctedItems({ step }: Filing): CorrectedItems {
  const items = [
    { name: { full: `訂正　次郎${step.choice}`, kana: 'テイセイ　ジロウ' } },
    { bornOn: exactDate('1984-04-12') },
    { sex: '2' as const },
    { becameResidentOn: exactDate('2015-04-02') },
  ];
  return at(items, step.choice) ?? {};
}

/** 改製・再製. */
export function rewritten({ register, first, everybody, step }: Filing): Command {
  return {
    kind: 'RegisterRewriting',
    manner: step.choice % 2 === 0 ? 'renewal' : 'reconstruction',
    householdNumber: first.householdNumber,
    persons: everybody.map((one) => one.addresseeNumber),
    rewrittenOn: register.today,
    ground: '記載が多くなった',
  };
}

/** 国籍の変更: Japanese become foreigners, and the other way round. */
export function changedNationality({ register, first, step }: Filing): Command {
  const { addresseeNumber, name } = first;
  const becomesJapanese = first.kind === 'foreign';
  const domicile = { address: '長野県松本市丸の内３番', municipalityCode: '202029', headOfRegister: name.full };
  const record = becomesJapanese
    ? { registeredDomicile: domicile }
    : { foreignStatus: { nationality: 'ブラジル', category: 'transitional' as const } };
  return {
    kind: 'RegisterNationalityChange',
    change: becomesJapanese ? 'naturalisation' : 'loss',
    householdNumber: first.householdNumber,
    persons: [{ addresseeNumber, name, ...record }],
    happenedOn: addDays(register.today, -step.days),
    notifiedOn: register.today,
    ground: '告示・届出',
  };
}

/** 住民票コード and 個人番号 that come instead of the former ones. */
export function changedNumber({ register, first, step }: Filing): Command | undefined {
  const { addresseeNumber, awaitsNewNumber, residentRecordCode } = first;
  if (awaitsNewNumber && residentRecordCode) {
    const individualNumber = numberOf(9_000 + register.ledger.length * 100 + (step.other % 100));
    return { kind: 'EnterNewIndividualNumber', ...awaitsNewNumber, residentRecordCode, individualNumber };
  }
  const requested = { addresseeNumber, basis: 'request' as const, requestedOn: register.today };
  if (step.act === 'changeCode') return { kind: 'RegisterCodeChange', ...requested };
  return { kind: 'RegisterIndividualNumberChange', ...requested, ground: '漏えい' };
}

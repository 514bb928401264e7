import { z } from 'zod';
import { HouseholdMember } from '#app/messages/contracts/identity.ts';
import { type CertificateSerial, MunicipalityCode, type ReceiptNumber } from '#app/vocabulary/identifiers.ts';
import { CalendarDate, DateOfRecord, FourItems, Sex } from '#app/vocabulary/persons.ts';
import { textItem } from '#app/vocabulary/text-items.ts';
import { TimeOfDay, type VisitSlot } from '#app/vocabulary/visit-slots.ts';

/** 異動者の候補: a person who may move, from the household or typed; `key` stays the same while the draft lives. */
export const Person = z.object({
  key: z.string().max(10),
  name: textItem(100).min(1),
  kana: textItem(100).optional(),
  bornOn: DateOfRecord,
  sex: Sex,
  /** 続柄 to the present householder. */
  relationship: z.string().max(40),
});
export type Person = z.infer<typeof Person>;

/** 世帯の情報 (自己情報): the answer about consent and what came of it. */
export const HouseholdAnswer = z.object({
  consent: z.enum(['yes', 'no']),
  /** provided, or why the movers are typed: without consent, not obtained. */
  outcome: z.enum(['provided', 'declined', 'notObtained']),
  municipalityCode: MunicipalityCode.optional(),
  members: z.array(HouseholdMember).max(40).optional(),
});
export type HouseholdAnswer = z.infer<typeof HouseholdAnswer>;

/** 転出先: the register that will receive, with what the postcode told. */
export const Destination = z.object({
  municipalityCode: MunicipalityCode,
  prefecture: z.string().max(4),
  municipality: textItem(24),
  town: textItem(120).optional(),
  postcode: z
    .string()
    .regex(/^\d{7}$/)
    .optional(),
});
export type Destination = z.infer<typeof Destination>;

/** 下書きの回答: everything the resident has said so far; all of it may still be missing. */
export const Answers = z.object({
  /** 券面の4情報 as read with the 券面事項入力補助用 PIN, and where the person lives by it. */
  profile: FourItems.extend({ readAt: z.iso.datetime(), municipalityCode: MunicipalityCode.optional() }).optional(),
  household: HouseholdAnswer.optional(),
  scope: z.enum(['wholeHousehold', 'partOfHousehold']).optional(),
  /** Keys of the household members who move. */
  picked: z.array(z.string()).max(20).optional(),
  /** Typed movers. */
  typed: z.array(Person).max(20).optional(),
  typedDone: z.boolean().optional(),
  oldHouseholder: textItem(100).optional(),
  /** Keys of the movers who hold a card. */
  cards: z.array(z.string()).max(20).optional(),
  movingOn: CalendarDate.optional(),
  destinationKind: z.enum(['japan', 'abroad']).optional(),
  /** Looked up, not chosen yet. */
  postcode: z
    .string()
    .regex(/^\d{7}$/)
    .optional(),
  destination: Destination.optional(),
  lot: z
    .object({
      decided: z.enum(['yes', 'no']),
      town: textItem(120).optional(),
      lot: textItem(50).optional(),
      building: textItem(300).optional(),
    })
    .optional(),
  newHousehold: z.enum(['new', 'join']).optional(),
  /** Key of a mover (new household) or nothing. */
  newHeadKey: z.string().max(10).optional(),
  /** Name of the head of the household that is joined. */
  joinedHeadName: textItem(100).optional(),
  /** 続柄 to the new head by mover key. */
  newRelationships: z.record(z.string().max(10), z.string().max(40)).optional(),
  /** Name of who becomes head of those who stay; empty = one person stays, or not known yet. */
  remainingHead: textItem(100).optional(),
  contact: z.object({ phone: z.string().max(20), email: z.string().max(254).optional() }).optional(),
  visitOn: CalendarDate.optional(),
  visitOffice: z.string().max(40).optional(),
  visitTime: TimeOfDay.optional(),
  visitor: z.enum(['filer', 'householdMember', 'proxy']).optional(),
});
export type Answers = z.infer<typeof Answers>;

/** 来庁の時間枠 as a draft sees it. */
export interface VisitFacts {
  /** What the new town has published from today on; empty = it gives no times, a day alone is enough. */
  days: readonly { office: string; on: CalendarDate }[];
  /** 仮押さえ of this draft, or 予約 of the filing that it corrects. */
  held?: VisitSlot;
}

/** 下書き: one application that is being written. */
export interface Draft {
  id: string;
  subject: string;
  state: 'open' | 'filed' | 'discarded';
  answers: Answers;
  /** 再申請: the application that this one corrects and the only questions that are open. */
  corrects?: { receiptNumber: ReceiptNumber; questions: string[] };
  /** Of a correction: the day of the first filing, from which the filing window is counted. */
  firstFiledOn?: CalendarDate;
  /** Read along with the draft. */
  visits?: VisitFacts;
  /** Of a filed draft. */
  receiptNumber?: ReceiptNumber;
  createdAt: string;
  updatedAt: string;
}

/** ログイン中の利用者. */
export interface Resident {
  subject: string;
  serial?: CertificateSerial;
}

/** 異動者の候補の鍵: the n-th member of the fetched household. */
export function memberKey(index: number): string {
  return `h${index}`;
}

/** 世帯員の一覧: the fetched household as persons with keys. */
export function householdPersons(answers: Answers): Person[] {
  return (answers.household?.members ?? []).map((member, index) => ({
    key: memberKey(index),
    name: member.name,
    ...(member.kana === undefined ? {} : { kana: member.kana }),
    bornOn: member.bornOn,
    sex: member.sex,
    relationship: member.relationship,
  }));
}

/** Whether the household was fetched, so that movers are picked and not typed. */
export function isPicked(answers: Answers): boolean {
  return answers.household?.outcome === 'provided' && (answers.household.members?.length ?? 0) > 0;
}

/** 異動者: everybody who moves, in the order of the household. */
export function movers(answers: Answers): Person[] {
  if (!isPicked(answers)) return answers.typed ?? [];
  const picked = new Set(answers.picked ?? []);
  return householdPersons(answers).filter((person) => picked.has(person.key));
}

/** 残る人: members who stay, known only where the household was fetched. */
export function remaining(answers: Answers): Person[] {
  if (!isPicked(answers)) return [];
  const picked = new Set(answers.picked ?? []);
  return householdPersons(answers).filter((person) => !picked.has(person.key));
}

/** 全部転出・一部転出: said by the picks, or by the person who types. */
export function scopeOf(answers: Answers): 'wholeHousehold' | 'partOfHousehold' | undefined {
  if (!isPicked(answers)) return answers.scope;
  return remaining(answers).length === 0 ? 'wholeHousehold' : 'partOfHousehold';
}

/** 世帯主が転出するか. */
export function headLeaves(answers: Answers): boolean {
  return movers(answers).some((person) => person.relationship === HEAD);
}

/** 続柄「世帯主」 (住民基本台帳法第7条第4号). */
export const HEAD = '世帯主';

/** 現在の世帯主の氏名. */
export function oldHouseholderOf(answers: Answers): string | undefined {
  const head = [...movers(answers), ...remaining(answers)].find((person) => person.relationship === HEAD);
  return head?.name ?? answers.oldHouseholder;
}

/** 届出人である異動者: the person of the card, found by birth date and sex and, where two match, by name. */
export function filerAmong(persons: readonly Person[], answers: Answers): Person | undefined {
  const { profile } = answers;
  if (!profile) return undefined;
  const same = persons.filter((person) => person.bornOn.on === profile.bornOn && person.sex === profile.sex);
  return same.length === 1 ? same[0] : same.find((person) => person.name === profile.name);
}

/** カードを持つ異動者: as said; a person who moves alone with the card that was read has one. */
export function cardHolders(answers: Answers): Person[] {
  const everybody = movers(answers);
  const filer = filerAmong(everybody, answers);
  const keys = new Set(answers.cards ?? (everybody.length === 1 && filer ? [filer.key] : []));
  return everybody.filter((person) => keys.has(person.key));
}

/** 新しい世帯の世帯主の氏名 (予定): a preparation, decided at the counter. */
export function newHeadOf(answers: Answers): string | undefined {
  if (answers.newHousehold === 'join') return answers.joinedHeadName;
  if (answers.newHousehold !== 'new') return undefined;
  const everybody = movers(answers);
  const head = everybody.length === 1 ? everybody[0] : everybody.find((person) => person.key === answers.newHeadKey);
  return head?.name;
}

/** 新しい世帯での続柄 (予定) of a mover. */
export function newRelationshipOf(person: Person, answers: Answers): string | undefined {
  const isHead = answers.newHousehold === 'new' && (movers(answers).length === 1 || person.key === answers.newHeadKey);
  return isHead ? HEAD : answers.newRelationships?.[person.key];
}

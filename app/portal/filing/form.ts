import { ApplicationMover, MovingForm, type VisitNotice } from '#app/messages/contracts/application.ts';
import type { Address } from '#app/vocabulary/addresses.ts';
import type { ReceiptNumber } from '#app/vocabulary/identifiers.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { TimeOfDay } from '#app/vocabulary/visit-slots.ts';
import {
  type Answers,
  cardHolders,
  HEAD,
  movers,
  newHeadOf,
  newRelationshipOf,
  oldHouseholderOf,
  type Person,
  scopeOf,
} from '../drafts/answers.ts';
import { canonicalBytes } from './canonical.ts';

/** 新しい住所: what was said of it; without a lot the municipality alone (住民記録システム標準仕様書 4.1.3.0.2). */
export function newAddress(answers: Answers): Address | undefined {
  const { destination, lot } = answers;
  if (!destination) return undefined;
  const town = lot?.decided === 'yes' ? `${destination.town ?? ''}${lot.town ?? ''}` : destination.town;
  return {
    ...(destination.postcode === undefined ? {} : { postcode: destination.postcode }),
    municipalityCode: destination.municipalityCode,
    prefecture: destination.prefecture,
    municipality: destination.municipality,
    ...(town ? { town } : {}),
    ...(lot?.decided === 'yes' && lot.lot ? { lot: lot.lot } : {}),
    ...(lot?.decided === 'yes' && lot.building ? { building: lot.building } : {}),
  };
}

/** 異動者 as the towns are told of one. */
export function applicationMover(person: Person, answers: Answers): ApplicationMover {
  const newRelationship = newRelationshipOf(person, answers);
  return ApplicationMover.parse({
    name: person.name,
    ...(person.kana ? { kana: person.kana } : {}),
    bornOn: person.bornOn,
    sex: person.sex,
    relationship: person.relationship,
    hasCard: cardHolders(answers).some(({ key }) => key === person.key),
    ...(newRelationship ? { newRelationship } : {}),
  });
}

/**
 * 転出届・転入予約 (住民基本台帳法第24条, 第24条の2) from a finished draft. undefined = something is still missing.
 */
export function movingForm(
  answers: Answers,
  facts: {
    receiptNumber: ReceiptNumber;
    corrects?: ReceiptNumber;
    filedOn: CalendarDate;
    /** The counter of the destination: chosen, or its only one. */
    office: string;
    /** The time that is held, where the destination gives times. */
    startsAt?: TimeOfDay;
  },
): MovingForm | undefined {
  const { profile, contact, destination } = answers;
  const address = newAddress(answers);
  if (!profile?.municipalityCode || !contact || !destination || !address) return undefined;
  const remaining = answers.remainingHead;
  const form = MovingForm.safeParse({
    procedure: 'movingOutAndVisit',
    receiptNumber: facts.receiptNumber,
    ...(facts.corrects ? { corrects: facts.corrects } : {}),
    filedOn: facts.filedOn,
    filer: {
      name: profile.name,
      bornOn: profile.bornOn,
      sex: profile.sex,
      address: profile.address,
      phone: contact.phone,
      ...(contact.email ? { email: contact.email } : {}),
    },
    fromMunicipality: profile.municipalityCode,
    oldAddress: profile.address,
    oldHouseholder: oldHouseholderOf(answers),
    scope: scopeOf(answers),
    movers: movers(answers).map((person) => applicationMover(person, answers)),
    movingOn: answers.movingOn,
    toMunicipality: destination.municipalityCode,
    newAddress: address,
    newHousehold: answers.newHousehold,
    newHouseholder: newHeadOf(answers),
    ...(remaining ? { remainingHouseholder: remaining } : {}),
    visit: {
      on: answers.visitOn,
      office: facts.office,
      ...(facts.startsAt ? { startsAt: facts.startsAt } : {}),
      visitor: answers.visitor,
    },
  });
  return form.success ? form.data : undefined;
}

/** 署名対象のバイト列 (RFC 8785): exactly these are shown, signed, sent and kept. */
export function formBytes(form: MovingForm): Uint8Array {
  return canonicalBytes(form);
}

/** 届書 read from the signed bytes, and from nothing else. */
export function formFromBytes(bytes: Uint8Array): MovingForm {
  return MovingForm.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
}

/** 来庁予定の連絡 (転入予約) of a form: what the counter needs to prepare and no more. */
export function visitNotice(form: MovingForm, visit: MovingForm['visit'] = form.visit, checkIn?: string): VisitNotice {
  return {
    receiptNumber: form.receiptNumber,
    fromMunicipality: form.fromMunicipality,
    toMunicipality: form.toMunicipality,
    filerName: form.filer.name,
    phone: form.filer.phone,
    movingOn: form.movingOn,
    newAddress: form.newAddress,
    newHousehold: form.newHousehold,
    newHouseholder: form.newHouseholder,
    movers: form.movers.map(({ relationship, ...mover }) => mover),
    visit,
    ...(checkIn ? { checkIn } : {}),
  };
}

/** 世帯主が転出するか, by the form. */
export function headMoves(form: MovingForm): boolean {
  return form.movers.some((mover) => mover.relationship === HEAD);
}

import type { ApplicationMover, VisitNotice } from '#app/messages/contracts/application.ts';
import type { ReceiptNumber } from '#app/vocabulary/identifiers.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Refusal } from '#app/vocabulary/refusals.ts';
import type { Office } from '#app/vocabulary/towns.ts';
import { normalizePhone } from '#app/vocabulary/width.ts';
import { typedDate } from '../answering/date-input.ts';
import { type FieldErrors, type FormValues, line, raw } from '../answering/form-values.ts';
import type { VisitState } from '../applications/status.ts';
import { type Answers, type Destination, headLeaves, movers, oldHouseholderOf } from '../drafts/answers.ts';
import { refuseRelocationDays } from '../drafts/eligibility.ts';
import { applicationMover } from '../filing/form.ts';
import { text } from '../texts/text.ts';

/** 転居予約の内容: the notice before it has a receipt number. */
export type RelocationPlan = Omit<VisitNotice, 'receiptNumber'>;

/** 転居予約 as its page shows it. */
export interface RelocationView {
  receiptNumber: ReceiptNumber;
  state: VisitState;
  announcedAt: string;
  arrivedAt?: string;
  town: { code: string; name: string };
  office?: Office;
  latestDay: CalendarDate;
  notice: VisitNotice;
  mayCancel: boolean;
}

/** What the form is read with: the draft it started from, the own town, its counters, the day. */
export interface RelocationFacts {
  answers: Answers;
  town: Destination;
  offices: readonly Office[];
  today: CalendarDate;
}

/** 読み取った転居予約. */
export type ReadRelocation =
  | { kind: 'read'; plan: RelocationPlan }
  | { kind: 'malformed'; errors: FieldErrors }
  | { kind: 'refused'; refusal: Refusal };

const VISITORS = ['filer', 'householdMember', 'proxy'] as const;
const LONGEST = { town: 120, lot: 50, building: 300 } as const;

/** 転居予約 (住民基本台帳法第23条) from the posted form; who moves is taken from the draft. */
export function readRelocation(values: FormValues, facts: RelocationFacts): ReadRelocation {
  const { answers, town, offices, today } = facts;
  const errors: Record<string, string> = {};
  const moving = typedDate(values, 'movingOn', { usualEra: '令和' });
  const visit = typedDate(values, 'visitOn', { usualEra: '令和' });
  const address = { town: line(values, 'town'), lot: line(values, 'lot'), building: line(values, 'building') };
  const phone = normalizePhone(raw(values, 'phone'));
  const office = offices.length > 1 ? offices.find(({ code }) => code === raw(values, 'visitOffice')) : offices[0];
  const visitor = VISITORS.find((one) => one === raw(values, 'visitor'));
  if ('error' in moving) errors.movingOn = moving.error;
  if (address.town === '') errors.town = text('error.town.empty');
  if (address.lot === '') errors.lot = text('error.lot.empty');
  for (const part of ['town', 'lot', 'building'] as const) {
    if (address[part].length > LONGEST[part]) errors[part] = text('error.text.long', { length: LONGEST[part] });
  }
  if ('error' in visit) errors.visitOn = visit.error;
  if (offices.length > 1 && !office) errors.visitOffice = text('error.choose');
  if (!visitor) errors.visitor = text('error.choose');
  if (raw(values, 'phone').trim() === '') errors.phone = text('error.phone.empty');
  else if (phone === undefined) errors.phone = text('error.phone.form');
  if (Object.keys(errors).length > 0 || 'error' in moving || 'error' in visit || !visitor || phone === undefined) {
    return { kind: 'malformed', errors };
  }
  const refusal = refuseRelocationDays({ movingOn: moving.on, visitOn: visit.on }, today);
  if (refusal) return { kind: 'refused', refusal };
  return {
    kind: 'read',
    plan: {
      fromMunicipality: town.municipalityCode,
      toMunicipality: town.municipalityCode,
      filerName: answers.profile?.name ?? '',
      phone,
      movingOn: moving.on,
      newAddress: {
        municipalityCode: town.municipalityCode,
        prefecture: town.prefecture,
        municipality: town.municipality,
        town: address.town,
        lot: address.lot,
        ...(address.building === '' ? {} : { building: address.building }),
      },
      // Who heads the new household is said at the counter; a head who moves stays one.
      newHousehold: 'new',
      newHouseholder: headLeaves(answers) ? (oldHouseholderOf(answers) ?? '') : '',
      movers: relocationMovers(answers),
      visit: { on: visit.on, office: office?.code ?? 'main', visitor },
    },
  };
}

/** 異動者 of the draft, without the 続柄 that the own town knows. */
export function relocationMovers(answers: Answers): Omit<ApplicationMover, 'relationship'>[] {
  return movers(answers).map((person) => {
    const { relationship: _, newRelationship: __, ...mover } = applicationMover(person, answers);
    return mover;
  });
}

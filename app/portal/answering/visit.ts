import { z } from 'zod';
import { CalendarDate } from '#app/vocabulary/persons.ts';
import { slotOfText } from '#app/vocabulary/visit-slots.ts';
import { normalizePhone } from '#app/vocabulary/width.ts';
import type { Answers } from '../drafts/answers.ts';
import { refuseVisitDay } from '../drafts/eligibility.ts';
import type { DraftFacts } from '../drafts/questions.ts';
import { text } from '../texts/text.ts';
import { type Answered, emailLine, type FormValues, raw } from './form-values.ts';

const Visitor = z.enum(['filer', 'householdMember', 'proxy']);

/** 連絡先. */
export function answerContact(answers: Answers, values: FormValues): Answered {
  const phone = normalizePhone(raw(values, 'phone'));
  const email = emailLine(values, 'email');
  const errors: Record<string, string> = {};
  if (raw(values, 'phone').trim() === '') errors.phone = text('error.phone.empty');
  else if (phone === undefined) errors.phone = text('error.phone.form');
  if (email === undefined) errors.email = text('error.email.form');
  if (phone === undefined || email === undefined || errors.phone) return { kind: 'malformed', errors };
  return { kind: 'kept', answers: { ...answers, contact: { phone, ...(email === '' ? {} : { email }) } } };
}

/** 来庁予定日. */
export function answerVisitDay(answers: Answers, values: FormValues, facts: DraftFacts): Answered {
  const { movingOn } = answers;
  const day = CalendarDate.safeParse(raw(values, 'visitOn'));
  if (movingOn === undefined || !day.success) {
    return { kind: 'malformed', errors: { visitOn: text('error.visitDay.none') } };
  }
  const refusal = refuseVisitDay(day.data, { filedOn: facts.today, movingOn });
  if (refusal) return { kind: 'refused', refusal };
  const { days } = facts.visits;
  if (days.length > 0 && !days.some(({ on }) => on === day.data)) {
    return { kind: 'malformed', errors: { visitOn: text('error.visitDay.notOffered') } };
  }
  return { kind: 'kept', answers: sameOrWithoutTime(answers, { visitOn: day.data }) };
}

/** 来庁する窓口. */
export function answerVisitOffice(answers: Answers, values: FormValues, facts: DraftFacts): Answered {
  const office = facts.offices.find(({ code }) => code === raw(values, 'visitOffice'));
  if (!office) return { kind: 'malformed', errors: { visitOffice: text('error.choose') } };
  const { days } = facts.visits;
  if (days.length > 0 && !days.some(({ on, office: code }) => on === answers.visitOn && code === office.code)) {
    return { kind: 'malformed', errors: { visitOffice: text('error.visitOffice.notOffered') } };
  }
  return { kind: 'kept', answers: sameOrWithoutTime(answers, { visitOffice: office.code }) };
}

/** Another day or counter takes the chosen time away. */
function sameOrWithoutTime(answers: Answers, change: Pick<Answers, 'visitOn' | 'visitOffice'>): Answers {
  const after = { ...answers, ...change };
  if (after.visitOn === answers.visitOn && after.visitOffice === answers.visitOffice) return after;
  const { visitTime, ...rest } = after;
  return rest;
}

/** 来庁の時間枠: a start on any day and at any counter that is offered; whether a place is free, the store decides. */
export function answerVisitTime(answers: Answers, values: FormValues, facts: DraftFacts): Answered {
  const slot = slotOfText(raw(values, 'visitSlot'));
  const { movingOn } = answers;
  if (!slot || movingOn === undefined || !facts.offices.some(({ code }) => code === slot.office)) {
    return { kind: 'malformed', errors: { visitSlot: text('error.visitTime.none') } };
  }
  const refusal = refuseVisitDay(slot.on, { filedOn: facts.today, movingOn });
  if (refusal) return { kind: 'refused', refusal };
  return {
    kind: 'kept',
    answers: { ...answers, visitOn: slot.on, visitOffice: slot.office, visitTime: slot.startsAt },
  };
}

/** 来庁する人. */
export function answerVisitor(answers: Answers, values: FormValues): Answered {
  const visitor = Visitor.safeParse(raw(values, 'visitor'));
  if (!visitor.success) return { kind: 'malformed', errors: { visitor: text('error.choose') } };
  return { kind: 'kept', answers: { ...answers, visitor: visitor.data } };
}

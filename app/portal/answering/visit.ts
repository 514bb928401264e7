import { z } from 'zod';
import { CalendarDate } from '#app/vocabulary/persons.ts';
import { normalizePhone, toHalfWidth } from '#app/vocabulary/width.ts';
import type { Answers } from '../answers.ts';
import { refuseVisitDay } from '../eligibility.ts';
import type { DraftFacts } from '../questions.ts';
import { text } from '../texts/text.ts';
import { type Answered, type FormValues, line, raw } from './form-values.ts';

const Visitor = z.enum(['filer', 'householdMember', 'proxy']);
const Email = z.email().max(254);

/** 連絡先. */
export function answerContact(answers: Answers, values: FormValues): Answered {
  const phone = normalizePhone(raw(values, 'phone'));
  const email = toHalfWidth(line(values, 'email')).replace(/\s/g, '');
  const errors: Record<string, string> = {};
  if (raw(values, 'phone').trim() === '') errors.phone = text('error.phone.empty');
  else if (phone === undefined) errors.phone = text('error.phone.form');
  if (email !== '' && !Email.safeParse(email).success) errors.email = text('error.email.form');
  if (Object.keys(errors).length > 0 || phone === undefined) return { kind: 'malformed', errors };
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
  return refusal ? { kind: 'refused', refusal } : { kind: 'kept', answers: { ...answers, visitOn: day.data } };
}

/** 来庁する窓口. */
export function answerVisitOffice(answers: Answers, values: FormValues, facts: DraftFacts): Answered {
  const office = facts.offices.find(({ code }) => code === raw(values, 'visitOffice'));
  if (!office) return { kind: 'malformed', errors: { visitOffice: text('error.choose') } };
  return { kind: 'kept', answers: { ...answers, visitOffice: office.code } };
}

/** 来庁する人. */
export function answerVisitor(answers: Answers, values: FormValues): Answered {
  const visitor = Visitor.safeParse(raw(values, 'visitor'));
  if (!visitor.success) return { kind: 'malformed', errors: { visitor: text('error.choose') } };
  return { kind: 'kept', answers: { ...answers, visitor: visitor.data } };
}

import type { MovingForm } from '#app/messages/contracts/application.ts';
import { LifelineCompany, LifelineRequest } from '#app/national/contracts/lifelines.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import { toHalfWidth } from '#app/vocabulary/width.ts';
import { typedDate } from '../answering/date-input.ts';
import { type FieldErrors, type FormValues, line, raw } from '../answering/form-values.ts';
import { text } from '../texts/text.ts';

/** 事業者に聞かれること: which days, and whether there is a number of the contract. */
export const LIFELINE_QUESTIONS = {
  power: { days: ['stopOn', 'startOn'], customerNumber: true },
  gas: { days: ['stopOn', 'startOn'], customerNumber: true },
  water: { days: ['stopOn', 'startOn'], customerNumber: true },
  broadcasting: { days: ['movedOn'], customerNumber: true },
  post: { days: ['forwardFrom'], customerNumber: false },
  internet: { days: ['startOn'], customerNumber: true },
} as const satisfies Record<LifelineCompany, { days: readonly string[]; customerNumber: boolean }>;

/** 日の質問. */
export type LifelineDay = (typeof LIFELINE_QUESTIONS)[LifelineCompany]['days'][number];

/** 申込みの内容 before the consent: everything that will be sent, and nothing else. */
export type LifelinePlan = LifelineRequest extends infer R
  ? R extends unknown
    ? Omit<R, 'requestId' | 'consent'>
    : never
  : never;

/** The company of an address, or undefined. */
export function findCompany(name: string | undefined): LifelineCompany | undefined {
  const company = LifelineCompany.safeParse(name);
  return company.success ? company.data : undefined;
}

/** 新しい住所, where the filing has one with a lot; else it has to be typed. */
export function knownAddress({ newAddress }: MovingForm): string | undefined {
  return newAddress.lot ? formatAddress(newAddress) : undefined;
}

const LONGEST_ADDRESS = 300;

/** What was typed for one company, with what the signed form says: a plan, or what is wrong beside each field. */
export function readPlan(
  company: LifelineCompany,
  form: MovingForm,
  values: FormValues,
): { plan: LifelinePlan } | { errors: FieldErrors } {
  const { days, customerNumber } = LIFELINE_QUESTIONS[company];
  const errors: Record<string, string> = {};
  const typed: Partial<Record<LifelineDay, CalendarDate>> = {};
  for (const day of days) {
    const read = typedDate(values, day);
    if ('error' in read) errors[day] = read.error;
    else typed[day] = read.on;
  }
  const address = knownAddress(form) ?? line(values, 'newAddress');
  if (address === '') errors.newAddress = text('error.lifeline.address');
  if (address.length > LONGEST_ADDRESS) errors.newAddress = text('error.text.long', { length: LONGEST_ADDRESS });
  const number = customerNumber ? toHalfWidth(raw(values, 'customerNumber').slice(0, 40)).replace(/[\s-]/g, '') : '';
  if (number !== '' && !/^\d{6,13}$/.test(number)) errors.customerNumber = text('error.lifeline.customerNumber');
  if (Object.keys(errors).length > 0) return { errors };
  return {
    plan: planOf(company, form, { ...typed, newAddress: address, ...(number ? { customerNumber: number } : {}) }),
  };
}

interface Said extends Partial<Record<LifelineDay, CalendarDate>> {
  newAddress: string;
  customerNumber?: string;
}

/** The closed list of each company, filled. Days that the company asks for are there: they were read before. */
function planOf(company: LifelineCompany, form: MovingForm, said: Said): LifelinePlan {
  const { filer, oldAddress, movers, movingOn } = form;
  const { newAddress, customerNumber, stopOn = movingOn, startOn = movingOn } = said;
  const { movedOn = movingOn, forwardFrom = movingOn } = said;
  const same = movers.filter(({ bornOn, sex }) => bornOn.on === filer.bornOn && sex === filer.sex);
  const kana = same.length === 1 ? same[0]?.kana : undefined;
  const common = { name: filer.name, phone: filer.phone, oldAddress, newAddress };
  const number = customerNumber ? { customerNumber } : {};
  switch (company) {
    case 'power':
    case 'gas':
      return { company, ...common, ...(kana ? { kana } : {}), stopOn, startOn, ...number };
    case 'water':
      return { company, ...common, stopOn, startOn, ...number };
    case 'broadcasting':
      return { company, ...common, movedOn, ...number };
    case 'post':
      return { company, ...common, members: movers.map(({ name }) => name), forwardFrom };
    case 'internet':
      return { company, ...common, startOn, ...number };
  }
}

/** 申込み: the plan with the consent to it. */
export function requestOf(plan: LifelinePlan, requestId: string, consent: LifelineRequest['consent']): LifelineRequest {
  return LifelineRequest.parse({ ...plan, requestId, consent });
}

import { expect } from 'vitest';
import type { Accepted } from '#app/juki/core/decision.ts';
import type { MeasureCommand, ProtectionApplication, ProtectionMeasure } from '#app/juki/protection.ts';
import type { ProtectionForwarded } from '#app/messages/contracts/protection.ts';
import { CHOFU, familyOfFour, Register, TODAY } from './family.ts';

export const MEASURE_ID = '01990000-0000-7000-8000-00000000aaaa';

export const APPLICATION: ProtectionApplication = {
  ground: 'domesticViolence',
  abusers: [{ name: '加害　者', address: '東京都調布市', relation: '夫' }],
  papers: ['inspection', 'currentAddress'],
  formerAddress: '',
  registeredDomicile: '',
  consulted: '調布警察署',
  opinion: '',
};

/** The measure as its own database would keep it between two acts. */
export class Desk {
  measure: ProtectionMeasure | undefined;

  constructor(readonly register = new Register(CHOFU).migrate(familyOfFour())) {}

  enter(serials = [2, 3], receivedOn = this.register.today, officer = 'p1') {
    const [applicant = '', ...coApplicants] = this.register.numbers(...serials);
    const command = { kind: 'EnterProtection' as const, receivedOn, applicant, coApplicants, application: APPLICATION };
    return this.keep(this.register.try(command, { ...this.as(officer), movingOutId: MEASURE_ID }));
  }

  act(command: MeasureCommand, officer = 'p1', now?: string) {
    const { measureId = '', version = 0 } = this.measure ?? {};
    const facts = { ...this.as(officer), measure: this.measure, ...(now ? { now } : {}) };
    return this.keep(this.register.try({ ...command, measureId, version }, facts));
  }

  as(id: string) {
    const roles = ['protectionOfficer' as const];
    return { officer: { id, name: id, townCode: CHOFU.code, officeCode: 'honcho', roles } };
  }

  private keep(decision: ReturnType<Register['try']>) {
    if (decision.accepted && decision.measure) this.measure = decision.measure;
    return decision;
  }
}

/** A desk with a measure for the wife and the child whose need was confirmed today. */
export function confirmedMeasure(): Desk {
  const desk = new Desk();
  desk.enter();
  desk.act({ kind: 'ConfirmProtection', confirmedOn: TODAY, opinion: '支援が必要' });
  return desk;
}

/** The refusal E40 with a sentence. */
export const refusedWith = (sentence: string) => ({
  accepted: false,
  refusal: { code: 'E40', sentence: expect.stringContaining(sentence) },
});

/** The decision of an act that was accepted. */
export function done(decision: ReturnType<Desk['act']>): Accepted {
  if (!decision.accepted) throw new Error(decision.refusal.sentence);
  return decision;
}

/** What another town told of a measure of its own. */
export function received(
  said: ProtectionForwarded['said'],
  term: Pick<ProtectionForwarded, 'from' | 'until'> = {},
): Desk {
  const desk = new Desk();
  const forwarded: ProtectionForwarded = {
    forwardId: MEASURE_ID,
    revision: 1,
    fromMunicipality: '142051',
    said,
    receivedOn: '2026-11-01',
    ...term,
    applicant: { name: '試験　花子', bornOn: desk.register.person(2).bornOn },
    coApplicants: [],
    application: APPLICATION,
  };
  desk.measure = {
    measureId: MEASURE_ID,
    version: 1,
    state: 'received',
    receivedOn: TODAY,
    applicant: '',
    coApplicants: [],
    application: APPLICATION,
    forwardedTo: [],
    origin: { forwarded, unseen: true },
  };
  return desk;
}

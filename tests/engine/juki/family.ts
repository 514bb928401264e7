import { type Command, decide } from '#app/juki/core/decide.ts';
import type { Accepted, Decision, Facts } from '#app/juki/core/decision.ts';
import type { Change } from '#app/juki/core/events.ts';
import { evolveInSteps, historyRows } from '#app/juki/core/evolve.ts';
import { EMPTY_SLICE, type RegisterSlice, type Resident } from '#app/juki/core/register.ts';
import type { CancelMovingOut, RegisterMovingInByCard, RegisterMovingOut } from '#app/juki/door.ts';
import type { MigratedHousehold, MigratedMember } from '#app/juki/migration.ts';
import type { MovingInNotice, MovingOutCertificate } from '#app/messages/contracts/moving.ts';
import type { Address } from '#app/vocabulary/addresses.ts';
import {
  individualNumberCheckDigit,
  numberWithCheckDigit,
  residentRecordCodeCheckDigit,
} from '#app/vocabulary/identifiers.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import type { Role } from '#app/vocabulary/roles.ts';
import type { Town } from '#app/vocabulary/towns.ts';
import { changedRowsOf, type HistoryRow } from './history.ts';
import { expectSound } from './soundness.ts';

/** Tuesday, a working day. */
export const TODAY = '2026-11-24';
export const MOVING_OUT_ID = '01990000-0000-7000-8000-000000000001';
export const RECEIPT = '2026112409000000001';

const OFFICE = { code: 'honcho', name: '本庁', address: '', phone: '', opensAt: '08:30', closesAt: '17:00' };
const RULES = { soleDecision: false, certificateTimeoutMs: 300, cardlessMoversWithAnyCard: true };

export const CHOFU: Town = {
  code: '132080',
  name: '調布市',
  prefecture: '東京都',
  mayor: '調布市長',
  offices: [OFFICE],
  rules: RULES,
};
export const FUJISAWA: Town = { ...CHOFU, code: '142051', name: '藤沢市', prefecture: '神奈川県', mayor: '藤沢市長' };

export const OLD_ADDRESS: Address = {
  postcode: '1820026',
  municipalityCode: '132080',
  prefecture: '東京都',
  municipality: '調布市',
  town: '小島町二丁目',
  lot: '35番地1',
};
export const NEW_ADDRESS: Address = {
  postcode: '2510052',
  municipalityCode: '142051',
  prefecture: '神奈川県',
  municipality: '藤沢市',
  town: '藤沢',
  lot: '109番地の1',
};
export const YOKOHAMA_NAKA: Address = {
  municipalityCode: '141046',
  prefecture: '神奈川県',
  municipality: '横浜市中区',
  town: '本町',
  lot: '1番',
};

export function codeOf(serial: number): string {
  const body = String(3141590000 + serial);
  return body + residentRecordCodeCheckDigit(body);
}

export function numberOf(serial: number): string {
  const body = String(27182810000 + serial);
  return body + individualNumberCheckDigit(body);
}

/** 宛名番号 or 世帯番号 of a serial. */
export const no = numberWithCheckDigit;

export function member(serial: number, changes: Partial<MigratedMember> = {}): MigratedMember {
  return {
    name: { full: `試験　太郎${serial}`, kana: 'シケン　タロウ', kanaConfirmed: true },
    bornOn: exactDate('1985-04-12'),
    sex: '1',
    relationship: '世帯主',
    householder: true,
    kind: 'japanese',
    residentRecordCode: codeOf(serial),
    individualNumber: numberOf(serial),
    registeredDomicile: { address: '長野県松本市丸の内３番', municipalityCode: '202029', headOfRegister: '試験　太郎' },
    qualifications: {
      nationalHealthInsurance: true,
      lateElderlyInsurance: false,
      longTermCareInsurance: false,
      childAllowance: false,
    },
    ...changes,
  };
}

/** Two adults, a child, a grandparent: 1 head, 2 wife, 3 child, 4 mother of the head. */
export function familyOfFour(first = 1): MigratedHousehold {
  return {
    address: OLD_ADDRESS,
    becameResidentOn: exactDate('2015-04-01'),
    members: [
      member(first),
      member(first + 1, {
        name: { full: '試験　花子', kana: 'シケン　ハナコ', kanaConfirmed: true },
        sex: '2',
        relationship: '妻',
        householder: false,
      }),
      member(first + 2, {
        name: { full: '試験　一', kana: 'シケン　ハジメ', kanaConfirmed: true },
        bornOn: exactDate('2015-06-01'),
        relationship: '子',
        householder: false,
      }),
      member(first + 3, {
        name: { full: '試験　松', kana: 'シケン　マツ', kanaConfirmed: true },
        bornOn: exactDate('1955-02-03'),
        sex: '2',
        relationship: '母',
        householder: false,
      }),
    ],
  };
}

export function protectedFamily(first = 1): MigratedHousehold {
  const family = familyOfFour(first);
  const [head, wife, ...others] = family.members;
  if (!head || !wife) throw new Error('no family');
  const measured = { ...wife, protectiveMeasure: { from: '2026-04-01', until: '2027-03-31' } };
  return { ...family, members: [head, measured, ...others] };
}

export function factsOf(town: Town, changes: Partial<Facts> & { roles?: Role[]; from?: number } = {}): Facts {
  const { roles = ['reviewer'], from = 101, ...rest } = changes;
  return {
    now: `${rest.today ?? TODAY}T00:00:00.000Z`,
    today: TODAY,
    officer: { id: 'o1', name: '職員', townCode: town.code, officeCode: 'honcho', roles },
    town,
    numbers: {
      addressee: Array.from({ length: 8 }, (_, index) => no(from + index)),
      household: [no(from)],
    },
    movingOutId: MOVING_OUT_ID,
    threeItemMatches: [],
    codes: [],
    changedRows: [],
    codePoolLow: false,
    ...rest,
  };
}

/** One town in the hand: applies accepted commands to its slice and keeps the ledger. */
export class Register {
  slice: RegisterSlice = EMPTY_SLICE;
  ledger: Change[] = [];
  private next = 1;
  rows: HistoryRow[] = [];

  constructor(
    readonly town: Town,
    public today = TODAY,
  ) {}

  try(command: Command, changes: Partial<Facts> & { roles?: Role[] } = {}): Decision {
    const changedRows = command.kind === 'CancelChange' ? changedRowsOf(this.rows, command) : [];
    const facts = factsOf(this.town, { today: this.today, from: this.next, changedRows, ...changes });
    const decision = decide(command, this.slice, facts);
    if (!decision.accepted) return decision;
    const former = this.slice;
    this.next += decision.used.addressee + decision.used.household;
    if (decision.events.length > 0) {
      const change: Change = {
        changeId: `c${this.ledger.length + 1}`,
        at: facts.now,
        on: facts.today,
        operatorId: facts.officer.id,
        events: decision.events,
      };
      this.ledger.push(change);
      const steps = evolveInSteps(former, change);
      this.slice = steps.at(-1) ?? former;
      for (const row of historyRows(former, steps)) this.rows.push({ changeId: change.changeId, row });
    }
    expectSound(former, decision, this.slice, facts);
    return decision;
  }

  do(command: Command, changes: Partial<Facts> & { roles?: Role[] } = {}): Accepted {
    const decision = this.try(command, changes);
    if (!decision.accepted) throw new Error(`${decision.refusal.code}: ${decision.refusal.sentence}`);
    return decision;
  }

  migrate(...households: MigratedHousehold[]): this {
    for (const household of households) this.do({ kind: 'MigrateHousehold', household });
    return this;
  }

  person(serial: number): Resident {
    const found = [...this.slice.residents.values()].find((one) => one.residentRecordCode === codeOf(serial));
    if (!found) throw new Error(`nobody with code ${serial}`);
    return found;
  }

  numbers(...serials: number[]): string[] {
    return serials.map((serial) => this.person(serial).addresseeNumber);
  }
}

export function movingOut(
  register: Register,
  serials: number[],
  changes: Partial<RegisterMovingOut> = {},
): RegisterMovingOut {
  const movers = register.numbers(...serials);
  return {
    kind: 'RegisterMovingOut',
    householdNumber: register.person(serials[0] ?? 1).householdNumber,
    movers,
    notifiedOn: TODAY,
    plannedOn: '2026-12-01',
    destination: NEW_ADDRESS,
    channel: 'online',
    special: true,
    receiptNumber: RECEIPT,
    cardHolders: movers.slice(0, 1),
    ...changes,
  };
}

export function cancelling(register: Register, serials: number[], movingOutId = MOVING_OUT_ID): CancelMovingOut {
  return { kind: 'CancelMovingOut', movingOutId, movers: register.numbers(...serials), reason: '申出による' };
}

export function noticeOf(
  register: Register,
  serials: number[],
  changes: Partial<MovingInNotice> = {},
): { kind: 'AcceptMovingInNotice'; notice: MovingInNotice; from: string } {
  const movers = serials.map((serial) => {
    const { residentRecordCode = '', name, bornOn, sex } = register.person(serial);
    return { residentRecordCode, name: name.full, bornOn, sex };
  });
  const notice: MovingInNotice = {
    movingOutId: MOVING_OUT_ID,
    revision: 1,
    toMunicipality: '142051',
    movedInOn: '2026-12-01',
    notifiedOn: '2026-12-02',
    newAddress: NEW_ADDRESS,
    oldAddress: OLD_ADDRESS,
    householder: '試験　太郎1',
    movers,
    ...changes,
  };
  return { kind: 'AcceptMovingInNotice', notice, from: notice.toMunicipality };
}

/** The 転出証明書情報 that a decision sends. */
export function certificateFrom(decision: Accepted): MovingOutCertificate {
  const message = decision.messages.find((one) => one.type === 'MovingOutCertificate');
  if (message?.type !== 'MovingOutCertificate') throw new Error('no certificate was sent');
  return message.content;
}

export function movingIn(
  certificate: MovingOutCertificate,
  changes: Partial<RegisterMovingInByCard> = {},
): RegisterMovingInByCard {
  return {
    kind: 'RegisterMovingInByCard',
    certificate,
    freshnessConfirmed: true,
    movers: certificate.movers.map((mover) => ({
      residentRecordCode: mover.residentRecordCode,
      relationship: mover.relationship,
      householder: mover.relationship === '世帯主',
    })),
    household: { kind: 'new' },
    movedInOn: '2026-12-01',
    notifiedOn: '2026-12-02',
    newAddress: NEW_ADDRESS,
    cardPresented: true,
    identification: { visitor: 'filer', document: '個人番号カード', authority: '本人' },
    ...changes,
  };
}

import type { RegisterCommand } from '#app/juki/door.ts';
import type { MigratedHousehold } from '#app/juki/migration.ts';
import type { Message } from '#app/messages/envelope.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import type { BenchTown } from './bench-town.ts';
import { NEIGHBOUR, poolCodes, TOWN } from './bench-town.ts';
import { householdOf, TODAY } from './families.ts';

/** A household as the register has it, with what it was made from. */
export interface Settled {
  householdNumber: string;
  addresseeNumbers: string[];
  from: MigratedHousehold;
}

/** One act that is ready to be done: 本登録 of an approved 仮登録, or a message that takes effect. */
export type ReadyAct = (town: BenchTown) => Promise<void>;

/** 異動 whose speed is promised. */
export interface HotAct {
  id: string;
  what: string;
  /** Persons of the households that it needs. */
  size: number;
  prepare(town: BenchTown, household: Settled, serial: number): Promise<ReadyAct>;
}

/** 仮登録, 審査 and 決裁 of a command; 本登録 is what remains. */
export async function approved(town: BenchTown, command: RegisterCommand): Promise<ReadyAct> {
  const draft = await town.juki.draft(command, town.as());
  if (!draft.accepted) throw new Error(`${command.kind} ${draft.refusal.code}: ${draft.refusal.sentence}`);
  const { draftId } = draft.value;
  await town.juki.review(draftId, town.as());
  await town.juki.approve(draftId, town.as('approver'));
  return async (where) => {
    const done = await where.juki.register(draftId, where.as());
    if (!done.accepted) throw new Error(`${command.kind} ${done.refusal.code}: ${done.refusal.sentence}`);
  };
}

const DESTINATION = {
  municipalityCode: NEIGHBOUR.code,
  prefecture: NEIGHBOUR.prefecture,
  municipality: NEIGHBOUR.name,
  town: '藤沢',
  lot: '109番地の1',
};

export function movingOutOf({ householdNumber, addresseeNumbers }: Settled, plannedOn: string): RegisterCommand {
  return {
    kind: 'RegisterMovingOut',
    householdNumber,
    movers: addresseeNumbers,
    notifiedOn: TODAY,
    plannedOn,
    destination: DESTINATION,
    channel: 'counter',
    special: true,
    cardHolders: addresseeNumbers.slice(0, 1),
  };
}

const movingOut: HotAct = {
  id: 'moving-out',
  what: '転出 本登録',
  size: 1,
  prepare: (town, household) => approved(town, movingOutOf(household, '2026-12-01')),
};

/** A family of four with a 転出証明書情報 of the neighbour; its codes belong to nobody in this register. */
const movingInByCard: HotAct = {
  id: 'moving-in-by-card',
  what: '特例転入 本登録、四人世帯',
  size: 1,
  prepare: (town, _, serial) => {
    const { members, address } = householdOf(TOWN, 100_000_000 + serial, 4);
    return approved(town, {
      kind: 'RegisterMovingInByCard',
      certificate: {
        kind: 'answer',
        movingOutId: movingOutId(serial),
        revision: 1,
        fromMunicipality: NEIGHBOUR.code,
        toMunicipality: TOWN.code,
        notifiedOn: '2026-11-16',
        plannedOn: '2026-11-20',
        oldAddress: DESTINATION,
        oldHouseholder: members[0]?.name.full ?? '',
        plannedAddress: address,
        movers: members.map(({ residentRecordCode, name, bornOn, sex, relationship, ...rest }) => ({
          residentRecordCode,
          individualNumber: rest.individualNumber,
          name,
          bornOn,
          sex,
          relationship,
          registeredDomicile: rest.registeredDomicile,
          qualifications: rest.qualifications,
        })),
      },
      freshnessConfirmed: true,
      movers: members.map(({ residentRecordCode, relationship, householder }) => ({
        residentRecordCode,
        relationship,
        householder,
      })),
      household: { kind: 'new' },
      movedInOn: '2026-11-20',
      notifiedOn: TODAY,
      newAddress: address,
      cardPresented: true,
      identification: { visitor: 'filer', document: '個人番号カード', authority: '本人' },
    });
  },
};

function movingOutId(serial: number): string {
  return `01990000-0000-7000-8000-${serial.toString(16).padStart(12, '0')}`;
}

const relocation: HotAct = {
  id: 'relocation',
  what: '転居 本登録',
  size: 1,
  prepare: (town, { householdNumber, addresseeNumbers, from }) =>
    approved(town, {
      kind: 'RegisterRelocation',
      householdNumber,
      movers: addresseeNumbers,
      movedOn: '2026-11-20',
      notifiedOn: TODAY,
      newAddress: { ...from.address, town: '多摩川一丁目', lot: '7番地2', building: '多摩川荘　201号' },
      household: { kind: 'same' },
      standings: [],
    }),
};

export function birthIn({ householdNumber, from }: Settled, serial: number): RegisterCommand {
  const [head] = from.members;
  return {
    kind: 'RegisterBirth',
    householdNumber,
    children: [
      {
        name: { full: `計測　葵${serial}`, kana: 'ケイソク　アオイ', kanaConfirmed: true },
        bornOn: exactDate('2026-11-18'),
        sex: '2',
        kind: 'japanese',
        relationship: '子',
        householder: false,
        registeredDomicile: head?.registeredDomicile,
      },
    ],
    notifiedOn: TODAY,
    source: 'filed',
  };
}

const birth: HotAct = {
  id: 'birth',
  what: '出生 本登録',
  size: 2,
  prepare: (town, household, serial) => approved(town, birthIn(household, serial)),
};

/** The person has left on the planned day; the notice brings the confirmed values. */
const movingInNotice: HotAct = {
  id: 'moving-in-notice',
  what: '転入通知の受理',
  size: 1,
  prepare: async (town, household, serial) => {
    const draft = await town.juki.draft(movingOutOf(household, '2026-11-20'), town.as());
    if (!draft.accepted) throw new Error(draft.refusal.sentence);
    await town.juki.review(draft.value.draftId, town.as());
    await town.juki.approve(draft.value.draftId, town.as('approver'));
    const left = await town.juki.register(draft.value.draftId, town.as());
    if (!left.accepted) throw new Error(left.refusal.sentence);
    const message = noticeOf(household, left.value.movingOutId ?? '', serial);
    return (where) => where.store.write((session) => where.juki.receive(message, session));
  },
};

function noticeOf({ from }: Settled, movingOutId: string, serial: number): Message {
  const { members, address } = from;
  return {
    envelope: {
      id: `01980000-0000-7000-8000-${serial.toString(16).padStart(12, '0')}`,
      type: 'MovingInNotice',
      version: 1,
      from: NEIGHBOUR.code,
      to: TOWN.code,
      subject: movingOutId,
      sequence: 1,
      sentAt: '2026-11-24T00:00:00.000Z',
    },
    content: {
      movingOutId,
      revision: 1,
      toMunicipality: NEIGHBOUR.code,
      movedInOn: '2026-11-21',
      notifiedOn: TODAY,
      newAddress: DESTINATION,
      oldAddress: address,
      householder: members[0]?.name.full ?? '',
      movers: members.map(({ residentRecordCode, name, bornOn, sex }) => ({
        residentRecordCode,
        name: name.full,
        bornOn,
        sex,
      })),
    },
  };
}

const minorCorrection: HotAct = {
  id: 'minor-correction',
  what: '軽微な修正 本登録',
  size: 1,
  prepare: (town, { householdNumber, addresseeNumbers, from }) =>
    approved(town, {
      kind: 'RegisterCorrection',
      basis: 'minor',
      minorGround: 'commonCharacter',
      householdNumber,
      corrections: addresseeNumbers.map((addresseeNumber) => ({
        addresseeNumber,
        items: { name: { full: `${from.members[0]?.name.full ?? ''}郎` } },
      })),
      correctedOn: TODAY,
      notifiedOn: TODAY,
      ground: '常用漢字への修正の申出',
    }),
};

export const HOT_ACTS: readonly HotAct[] = [
  movingOut,
  movingInByCard,
  relocation,
  birth,
  movingInNotice,
  minorCorrection,
];

/** Households with the wanted number of persons, in the register of the town. */
export async function settleHouseholds(town: BenchTown, sizes: readonly number[], first: number): Promise<Settled[]> {
  const households = sizes.map((size, at) => householdOf(town.town, first + at, size));
  const migrated = await town.juki.migrate(households, { alreadyNumbered: true });
  return migrated.households.map((one, at) => {
    const from = households[at];
    if (!from) throw new Error('a household was not migrated');
    return { ...one, from };
  });
}

/** Enough unused 住民票コード for the births that are measured. */
export function adoptPool(town: BenchTown, count: number): Promise<void> {
  return town.juki.adoptCodes(poolCodes(count));
}

import type { CorrectedItems, RegisterCorrection } from '#app/juki/acts.ts';
import { CHOFU, familyOfFour, member, Register, TODAY } from './family.ts';

/** The family of four with a foreign housemate, 5. */
export function townWithHousemate(): Register {
  const family = familyOfFour();
  const housemate = member(5, {
    kind: 'foreign',
    relationship: '同居人',
    householder: false,
    registeredDomicile: undefined,
    foreignStatus: { nationality: 'ベトナム', category: 'midToLongTerm' },
  });
  return new Register(CHOFU).migrate({ ...family, members: [...family.members, housemate] });
}

/** 職権修正 of members by their serial. */
export function correcting(
  register: Register,
  items: Record<number, CorrectedItems>,
  changes: Partial<RegisterCorrection> = {},
): RegisterCorrection {
  return {
    kind: 'RegisterCorrection',
    basis: 'exOfficio',
    householdNumber: register.person(1).householdNumber,
    corrections: Object.entries(items).map(([serial, own]) => ({
      addresseeNumber: register.person(Number(serial)).addresseeNumber,
      items: own,
    })),
    correctedOn: TODAY,
    notifiedOn: TODAY,
    ground: '職権記録書',
    ...changes,
  };
}

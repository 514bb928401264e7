import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Access } from '#app/vocabulary/roles.ts';
import { refusal } from '../core/checks.ts';
import { mayActOnProtected } from '../core/permissions.ts';
import { extensionOpensOn, isReleased, protectionDue } from '../core/protection-terms.ts';
import type { Resident } from '../core/register.ts';
import type { ProtectionCommand, ProtectionDesk, ProtectionMeasure, ProtectionView } from '../protection.ts';
import { recordAccess } from './audited.server.ts';
import { findMeasure, openMeasures, personsOfMeasure } from './measures.server.ts';
import { residentFrom } from './register-rows.server.ts';
import { recordsOfNumbers } from './removed-records.server.ts';
import type { Room, TownSession } from './room.server.ts';
import { perform } from './unit-of-work.server.ts';

/** 操作の名前 in the audit: enterProtection, confirmProtection … */
function actOf({ kind }: ProtectionCommand): string {
  return kind.charAt(0).toLowerCase() + kind.slice(1);
}

/**
 * 支援措置の担当 (標準仕様書 1.1.16, 3.1): whoever is not the responsible officer gets the answer of every blocked act, before
 * anything is looked up.
 */
export function createProtectionDesk(room: Room): ProtectionDesk {
  async function viewsOf(session: TownSession, measures: readonly ProtectionMeasure[]): Promise<ProtectionView[]> {
    const residents = await findResidents(session, measures.flatMap(personsOfMeasure));
    return measures.map((measure) => viewOf(measure, residents));
  }

  async function findResidents(session: TownSession, numbers: readonly string[]): Promise<Map<string, Resident>> {
    const rows = await recordsOfNumbers(session, numbers);
    return new Map(rows.map((row) => [row.addresseeNumber, residentFrom(row, room.cipher)]));
  }

  function viewOf(measure: ProtectionMeasure, residents: ReadonlyMap<string, Resident>): ProtectionView {
    const { state, until, release, applicant } = measure;
    const persons = personsOfMeasure(measure).map((addresseeNumber) => ({
      addresseeNumber,
      name: residents.get(addresseeNumber)?.name.full ?? '',
      status: residents.get(addresseeNumber)?.status === 'resident' ? ('resident' as const) : ('removed' as const),
      role: addresseeNumber === applicant ? ('applicant' as const) : ('coApplicant' as const),
    }));
    return {
      ...measure,
      persons,
      due: protectionDue(measure, room.today()),
      formerAddress: persons.length > 0 && persons.every((one) => one.status === 'removed'),
      released: release?.until !== undefined && isReleased({ releasedUntil: release.until }, room.clock.now()),
      ...(state === 'full' && until ? { extensionOpensOn: extensionOpensOn(until) } : {}),
    };
  }

  async function read<T>(
    act: string,
    access: Access,
    find: (session: TownSession) => Promise<{ value: T; measures: readonly ProtectionMeasure[] }>,
  ): Promise<Outcome<T>> {
    room.admit(access);
    if (!mayActOnProtected(access)) return { accepted: false, refusal: refusal('protectedPerson') };
    const { value, measures } = await room.store.read(find);
    await room.store.write((session) => note(session, access, act, measures.flatMap(personsOfMeasure)));
    return { accepted: true, value };
  }

  async function note(session: TownSession, access: Access, act: string, subjects: string[]) {
    await recordAccess(room, session, access, { act, subjects: [...new Set(subjects)] });
  }

  return {
    protections: (access) =>
      read('protections', access, async (session) => {
        const measures = await openMeasures(room, session);
        const views = await viewsOf(session, measures);
        const dueFirst = [...views.filter((one) => one.due.length > 0), ...views.filter((one) => one.due.length === 0)];
        return { value: dueFirst, measures };
      }),

    findProtection: (measureId, access) =>
      read('findProtection', { ...access, caseId: measureId }, async (session) => {
        const measure = await findMeasure(room, session, measureId);
        const [value] = measure ? await viewsOf(session, [measure]) : [];
        return { value, measures: measure ? [measure] : [] };
      }),

    async protect(command, access) {
      room.admit(access);
      if (!mayActOnProtected(access)) return { accepted: false, refusal: refusal('protectedPerson') };
      return room.store.write(async (session) => {
        const occasion = { access, act: actOf(command) };
        const decision = await perform(room, session, command, occasion);
        if (!decision.accepted) return decision;
        const { measure, result } = decision;
        if (!measure) throw new Error(`${command.kind} left no measure`);
        // An act about nobody of this register leaves no other trace.
        if (result.addresseeNumbers.length === 0) await note(session, access, actOf(command), []);
        return { accepted: true, value: { measureId: measure.measureId, version: measure.version } };
      });
    },
  };
}

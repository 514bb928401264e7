import { eq } from 'drizzle-orm';
import type { ForeignResidentNotice, ImmigrationNotice } from '#app/messages/contracts/immigration.ts';
import { createDoor, type NationalDeps } from '../door/door.ts';
import { keepsRegister } from '../door/line.ts';
import { refused } from '../door/refusal.ts';
import {
  applyForeignResidentNotice,
  type ForeignPerson,
  findForeigner,
  type ImmigrationRecord,
  personKeyOf,
  saveForeigner,
} from './persons.ts';

/** A foreign resident who was registered before this system began. */
export interface AdoptedForeigner extends ImmigrationRecord {
  municipalityCode: string;
}

/** What the agency decided about a person: a permission, a new card, an error that it found. */
export type AgencyDecision = Pick<ImmigrationNotice, 'kind' | 'reason' | 'effectiveOn' | 'items'>;

/** 出入国在留管理庁, simulated: takes 市町村通知 and sends 長官通知 to the town of the 住民票. */
export interface Immigration {
  handler(request: Request): Promise<Response>;
  adopt(persons: readonly AdoptedForeigner[]): Promise<void>;
  personOf(record: ImmigrationRecord): Promise<Omit<ForeignPerson, 'personKey'> | undefined>;
  /** 長官通知 (住民基本台帳法第30条の50); throws for who is in no 住民票. */
  decide(record: ImmigrationRecord, decision: AgencyDecision): Promise<void>;
}

export function createImmigration(deps: NationalDeps): Immigration {
  const { store, cipher, clock, newId } = deps;
  const door = createDoor(deps, {
    self: 'immigration',
    system: 'immigration',
    hasMailbox: keepsRegister,
    carry: () => {
      throw refused(403, 'wrongAddressee', '出入国在留管理庁は他の組織宛ての電文を中継しません。');
    },
    handlers: {
      ForeignResidentNotice: async ({ envelope, content }, session) => {
        const notice = content as ForeignResidentNotice;
        if (!keepsRegister(envelope.from)) throw refused(403, 'notATown', '市区町村だけが送れる電文です。');
        if (notice.municipalityCode !== envelope.from) {
          throw refused(403, 'otherTown', 'ほかの市区町村の住民についての通知は受け付けられません。');
        }
        await applyForeignResidentNotice(session, { cipher, now: clock.now() }, envelope.id, notice);
      },
    },
    inquiries: {},
  });

  async function decide(record: ImmigrationRecord, decision: AgencyDecision): Promise<void> {
    await store.write(async (session) => {
      const personKey = personKeyOf(cipher, record);
      const known = await findForeigner(session, cipher, personKey);
      if (!known?.municipalityCode) throw new Error('長官通知 about somebody who is in no 住民票');
      const { cardNumber, name, bornOn, sex } = known.record;
      await door.post(session, {
        type: 'ImmigrationNotice',
        to: known.municipalityCode,
        subject: personKey.slice(0, 60),
        content: {
          ...decision,
          noticeId: newId(),
          municipalityCode: known.municipalityCode,
          person: { ...(cardNumber ? { cardNumber } : {}), name: name.full, bornOn, sex },
        },
      });
      const { name: newName, foreignStatus } = decision.items ?? {};
      const next: ImmigrationRecord = {
        ...known.record,
        ...(newName ? { name: { ...name, full: newName } } : {}),
        ...(foreignStatus?.cardNumber ? { cardNumber: foreignStatus.cardNumber } : {}),
        ...(foreignStatus?.nationality ? { nationality: foreignStatus.nationality } : {}),
      };
      const nextKey = personKeyOf(cipher, next);
      if (nextKey !== personKey) {
        const { db, t } = session;
        await db.delete(t.immigrationPersons).where(eq(t.immigrationPersons.personKey, personKey));
        await db
          .update(t.immigrationNotices)
          .set({ personKey: nextKey })
          .where(eq(t.immigrationNotices.personKey, personKey));
      }
      await saveForeigner(session, cipher, { ...known, personKey: nextKey, record: next }, clock.now());
    });
  }

  return {
    handler: door.handler,
    decide,
    adopt: (persons) =>
      store.write(async (session) => {
        for (const { municipalityCode, ...record } of persons) {
          const personKey = personKeyOf(cipher, record);
          if (await findForeigner(session, cipher, personKey)) continue;
          const person = { personKey, municipalityCode, residenceNotified: true, record };
          await saveForeigner(session, cipher, person, clock.now());
        }
      }),
    personOf: async (record) => {
      const found = await store.read((session) => findForeigner(session, cipher, personKeyOf(cipher, record)));
      if (!found) return undefined;
      const { personKey: _, ...person } = found;
      return person;
    },
  };
}

import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { Address } from '#app/vocabulary/addresses.ts';
import { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { type ArrivalScreen, actOnArrival, admitToArrival } from '../arrivals/arrival-acts.server.ts';
import { type ArrivalCase, getArrival } from '../arrivals/arrivals.server.ts';
import { birthOf } from '../office-dates.ts';
import type { OfficeRoom, OfficeSession } from '../room.server.ts';
import { filingDay } from './counter-record.ts';
import { driveArrival } from './moving-in-draft.server.ts';

/** 転入届 (住民基本台帳法第22条第1項): the prefilled paper as it was shown, signed and kept. No numbers stand on it. */
export const MovingInFiling = z.object({
  filedOn: CalendarDate,
  town: z.string(),
  movedInOn: CalendarDate,
  newAddress: Address,
  oldAddress: Address,
  oldHouseholder: z.string(),
  householder: z.string(),
  movers: z.array(
    z.object({ name: z.string(), kana: z.string().optional(), bornOn: z.string(), relationship: z.string() }),
  ),
  filer: z.object({ name: z.string(), kind: z.string(), document: z.string(), authority: z.string() }),
});
export type MovingInFiling = z.infer<typeof MovingInFiling>;

/** The signed paper with who signed it how. */
export const SignedMovingIn = z.object({
  filing: MovingInFiling,
  signedBy: z.string(),
  method: z.enum(['pad', 'paper']),
  signedAt: z.string(),
});
export type SignedMovingIn = z.infer<typeof SignedMovingIn>;

/** The paper as it follows from what the counter recorded; undefined while a step is missing. */
export function prefilledFiling(
  room: OfficeRoom,
  found: ArrivalCase,
  headOfExisting?: string,
): MovingInFiling | undefined {
  const { visitor, certificate, said, household } = found.counter;
  if (!visitor || !certificate || !said || !household) return undefined;
  const { movers, oldAddress, oldHouseholder } = certificate.certificate;
  const rows = household.members.flatMap(({ mover, relationship }) => {
    const data = movers[mover];
    if (!data) return [];
    const { full, kana } = data.name;
    return [
      {
        name: full,
        ...(kana ? { kana } : {}),
        bornOn: birthOf(data.bornOn, data.foreignStatus ? 'foreign' : 'japanese'),
        relationship,
      },
    ];
  });
  return {
    filedOn: filingDay(found.counter) ?? room.today(),
    town: room.town.name,
    movedInOn: said.movedInOn,
    newAddress: said.newAddress,
    oldAddress,
    oldHouseholder,
    householder: rows.find((row) => row.relationship === '世帯主')?.name ?? headOfExisting ?? '',
    movers: rows,
    filer: { name: visitor.name, kind: visitor.kind, document: visitor.document, authority: visitor.authority },
  };
}

/** 転入届の署名: keeps the paper that was shown, then drives the engine's draft as far as this officer may. */
export async function signFiling(
  room: OfficeRoom,
  screen: ArrivalScreen,
  signature: { signedBy: string; method: 'pad' | 'paper'; digest: string },
): Promise<Outcome<void>> {
  admitToArrival(room, screen.officer, 'counter');
  const shown = await filingOf(room, screen.caseId, screen.officer);
  const signedAt = room.clock.now();
  const signed = await actOnArrival(room, screen, 'counter', '転入届の署名', ({ counter }) => {
    if (!shown || shown.digest !== signature.digest) {
      return {
        refusal: {
          code: 'paperChanged',
          sentence: '署名した届書と、いまの内容が違います。届書をもう一度確かめて、署名をもらってください。',
          article: '住民基本台帳法第27条',
        },
      };
    }
    const { engineRefusal: _, ...rest } = counter;
    return {
      change: { stage: 'provisional', counter: { ...rest, filedAt: signedAt } },
      first: (session) =>
        keepPaper(room, session, screen.caseId, shown.digest, {
          filing: shown.filing,
          signedBy: signature.signedBy,
          method: signature.method,
          signedAt,
        }),
    };
  });
  if (!signed.accepted) return signed;
  return driveArrival(room, screen.caseId, screen.officer);
}

/** The paper of a case and its digest, as the screen shows it. */
export async function filingOf(
  room: OfficeRoom,
  caseId: string,
  officer: Officer,
): Promise<{ filing: MovingInFiling; digest: string } | undefined> {
  const found = await room.store.read((session) => getArrival(room, session, caseId));
  const { household } = found.counter;
  const joined = household?.householdNumber
    ? await room.juki.findHousehold(household.householdNumber, room.access(officer, '特例転入：転入届の作成', caseId))
    : undefined;
  const filing = prefilledFiling(room, found, joined?.headName);
  if (!filing) return undefined;
  return { filing, digest: createHash('sha256').update(JSON.stringify(filing)).digest('hex') };
}

async function keepPaper(
  room: OfficeRoom,
  session: OfficeSession,
  caseId: string,
  digest: string,
  signed: SignedMovingIn,
): Promise<void> {
  const t = session.t.movingInFilings;
  // Signed again after a correction: the last signed paper is the filing.
  await session.db.delete(t).where(eq(t.caseId, caseId));
  await session.db.insert(t).values({ caseId, signedAt: signed.signedAt, digest, sealed: room.seal(signed) });
}

/** 転入届の控え, as it was signed. */
export async function findSignedFiling(room: OfficeRoom, caseId: string): Promise<SignedMovingIn | undefined> {
  return room.store.read(async (session) => {
    const t = session.t.movingInFilings;
    const [row] = await session.db.select().from(t).where(eq(t.caseId, caseId)).limit(1);
    return row ? room.open(SignedMovingIn, row.sealed) : undefined;
  });
}

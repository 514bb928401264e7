import type { NationalTables } from '#db/schema/index.ts';
import type { Session } from '#db/store.ts';
import { makeResidentRecordCode } from './numbers.ts';
import type { PersonKeys } from './persons.ts';

/**
 * 住民票コードの払出し (住民基本台帳法第30条の2, 施行規則第14条): random unused codes. A code that was handed out to any
 * town or belongs to any person is never handed out again, so blocks cannot overlap.
 */
export async function allotCodes(
  { db, t }: Session<NationalTables>,
  { cipher, randomBytes, now }: PersonKeys & { randomBytes: (size: number) => Uint8Array; now: string },
  municipalityCode: string,
  count: number,
): Promise<string[]> {
  const codes: string[] = [];
  while (codes.length < count) {
    const candidates = Array.from({ length: Math.min(count - codes.length, 200) }, () =>
      makeResidentRecordCode(randomBytes),
    );
    const byHash = new Map(candidates.map((code) => [cipher.lookup(code), code]));
    const added = await db
      .insert(t.jlisCodes)
      .values(
        [...byHash].map(([codeHash, code]) => ({
          codeHash,
          sealed: cipher.encrypt(code),
          allottedTo: municipalityCode,
          recordedAt: now,
        })),
      )
      .onConflictDoNothing()
      .returning({ codeHash: t.jlisCodes.codeHash });
    for (const { codeHash } of added) {
      const code = byHash.get(codeHash);
      if (code) codes.push(code);
    }
  }
  return codes;
}

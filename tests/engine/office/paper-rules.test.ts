import { describe, expect, it } from 'vitest';
import type { ResidentView } from '#app/juki/door.ts';
import { whyNotOffered } from '#app/office/papers/paper-rules.ts';
import type { Role } from '#app/vocabulary/roles.ts';

/** A 転出 within the country that was filed, of somebody whose code is entered. */
const resident = {
  status: 'resident',
  protectedPerson: false,
  maskedResidentRecordCode: '*******1234',
  movingOut: { plannedAddress: { municipalityCode: '142051' } },
} as unknown as ResidentView;
const offered = (kind: Parameters<typeof whyNotOffered>[0], role: Role) =>
  whyNotOffered(kind, { resident, household: undefined, roles: [role] });

describe('番号が必ず載る帳票（番号法第9条・第12条）', () => {
  it.each(['movingOutCertificate', 'residentRecordCodeNotice'] as const)(
    '%s は、番号を扱える職員にだけ示し、受付の職員には初めから理由を言う',
    (kind) => {
      expect(offered(kind, 'counter')).toBeUndefined();
      expect(offered(kind, 'registryManager')).toBeUndefined();
      expect(offered(kind, 'reception')).toMatchObject({ code: 'numberRole', article: '番号法第9条・第12条' });
    },
  );

  it('番号の載らない帳票は、受付の職員にも示す', () => {
    expect(offered('residentRecordCopy', 'reception')).toBeUndefined();
    expect(offered('filingReceivedNotice', 'reception')).toBeUndefined();
  });
});

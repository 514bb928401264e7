import { z } from 'zod';
import type { CertificateLink, ResidentView } from '#app/juki/door.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { sentence } from '../drafts/forms.server.ts';
import { findLookup } from '../people/people.server.ts';
import type { OfficeRoom } from '../room.server.ts';

/** 証明書の更新の入力. */
export const Renewal = z.object({
  lookup: z.string().max(60),
  reason: sentence('照会の理由を書いてください。', 200),
});

/** 証明書の更新の画面: whose certificate it is, and by which state the person is found. */
export interface RenewalPage {
  resident: ResidentView;
  link: CertificateLink;
}

/** Read with the reason of the officer's search; undefined when that search is over or nobody has the number. */
export async function renewalPage(
  room: OfficeRoom,
  officer: Officer,
  lookupId: string,
  addresseeNumber: string,
): Promise<RenewalPage | undefined> {
  room.permit(officer, 'renewCertificateLinks');
  const lookup = await findLookup(room, officer, lookupId);
  if (!lookup) return undefined;
  const access = room.access(officer, lookup.reason);
  const resident = await room.juki.findResident(addresseeNumber, access);
  return resident && { resident, link: await room.juki.certificateLinkOf(addresseeNumber, access) };
}

/** 証明書の更新: asks J-LIS now; throws OutageError while it is silent. */
export async function renewCertificate(
  room: OfficeRoom,
  officer: Officer,
  addresseeNumber: string,
  reason: string,
): Promise<Outcome<CertificateLink>> {
  room.permit(officer, 'renewCertificateLinks');
  return room.juki.renewCertificateLink(addresseeNumber, room.access(officer, `証明書の更新：${reason}`));
}

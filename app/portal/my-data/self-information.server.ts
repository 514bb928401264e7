import { setTimeout as pause } from 'node:timers/promises';
import { InquiryReceipt, InquiryResult, type InquirySubject } from '#app/messages/contracts/inquiry.ts';
import { HOUSEHOLD_INFORMATION } from '#app/vocabulary/number-purposes.ts';
import type { PortalContext } from '../context.server.ts';

/** Milliseconds before each look for the result; the person waits a second at most. */
const PAUSES = [15, 30, 60, 120, 200, 275, 300];

/**
 * 自己情報の照会 (番号法附則第6条第3項): 世帯情報 for マイナポータル, with the person's consent. The inquiry is given a 処理通番; the
 * result is fetched by a second call. Undefined = the network has not answered in time.
 */
export async function inquireHousehold(
  context: Pick<PortalContext, 'mailroom' | 'newId'>,
  subject: Pick<InquirySubject, 'serial' | 'fourItems'> & { provider?: string },
): Promise<InquiryResult | undefined> {
  const receipt = await context.mailroom.inquire('interlink', 'InformationInquiry', {
    ...subject,
    purpose: 'selfInformation',
    informationName: HOUSEHOLD_INFORMATION.code,
    consentId: context.newId(),
  });
  const { processingNumber } = InquiryReceipt.parse(receipt.content);
  for (const milliseconds of PAUSES) {
    await pause(milliseconds);
    const answer = await context.mailroom.inquire('interlink', 'InquiryResultRequest', { processingNumber });
    const result = InquiryResult.parse(answer.content);
    if (result.state !== 'processing') return result;
  }
  return undefined;
}

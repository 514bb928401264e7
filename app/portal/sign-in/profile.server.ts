import type { Profile } from '#app/national/digital-auth.server.ts';
import { municipalityOfAddress } from '#app/vocabulary/municipalities.server.ts';
import type { Refusal } from '#app/vocabulary/refusals.ts';
import type { PortalContext } from '../context.server.ts';
import type { Answers, Resident } from '../drafts/answers.ts';
import type { Drafts } from '../drafts/drafts.server.ts';
import { refuseOnline, refuseYoungHolder } from '../drafts/eligibility.ts';
import { refuseSignature } from '../filing/signature-refusals.ts';

/**
 * 券面事項入力補助: the four items of the card go into the draft. A card of somebody else, of a person under 15, or with
 * an address in no municipality is refused and changes nothing.
 */
export async function acceptProfile(
  context: PortalContext,
  drafts: Drafts,
  resident: Resident,
  draftId: string,
  profile: Profile,
): Promise<Refusal | undefined> {
  const { fourItems } = profile;
  if (profile.subject !== resident.subject) return refuseSignature('readFromOther');
  const young = refuseYoungHolder(fourItems.bornOn, context.today());
  if (young) return young;
  const municipality = municipalityOfAddress(fourItems.address);
  // The ward keeps the register; a card that names only its city cannot be assigned.
  if (!municipality || municipality.isDesignatedCity) return refuseOnline();
  const answered = await drafts.change(resident.subject, draftId, (draft) => {
    const { household, picked, ...rest } = draft.answers;
    const isSamePerson =
      draft.answers.profile?.name === fourItems.name && draft.answers.profile.address === fourItems.address;
    const before: Answers = isSamePerson ? draft.answers : rest;
    return {
      kind: 'kept',
      answers: {
        ...before,
        profile: { ...fourItems, readAt: context.clock.now(), municipalityCode: municipality.code },
      },
    };
  });
  return answered === undefined ? refuseSignature('notNow') : undefined;
}

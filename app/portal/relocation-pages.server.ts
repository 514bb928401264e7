import { redirect } from '@remix-run/node';
import { relocationVisitRange } from '#app/vocabulary/deadlines.ts';
import { normalizePostcode } from '#app/vocabulary/width.ts';
import type { Answers, Draft, Resident } from './answers.ts';
import { getDraft, nextPath } from './draft-pages.server.ts';
import type { Portal } from './index.server.ts';
import { findDestination, townsOf } from './places.server.ts';
import { type RelocationFacts, type RelocationView, relocationMovers } from './relocation.ts';
import { notFound } from './signed-in.server.ts';

/** Draft, own town and movers of a 転居予約; who has not said yet who moves is led back to the questions. */
export async function relocationFacts(
  portal: Portal,
  resident: Resident,
  draftId: string | null,
): Promise<{ draft: Draft; facts: RelocationFacts }> {
  const draft = await getDraft(portal, resident, draftId ?? undefined);
  const { answers } = draft;
  const town = findDestination(answers.profile?.municipalityCode ?? '');
  if (!town || relocationMovers(answers).length === 0) throw redirect(nextPath(portal, draft));
  const { today } = portal.drafts.facts(draft);
  return { draft, facts: { answers, town, offices: portal.offices(town.municipalityCode), today } };
}

/** The 町名 behind the postcode that was answered, where it is one and in the own town. */
function townBehind(postcode: string | undefined, own: string): string | undefined {
  const found = townsOf(postcode ?? '').filter(({ municipalityCode }) => municipalityCode === own);
  return found.length === 1 ? found[0]?.town : undefined;
}

/** 転居予約の入力: with everything that the draft has said already. */
export async function relocationFormView(portal: Portal, resident: Resident, url: URL) {
  const { draft, facts } = await relocationFacts(portal, resident, url.searchParams.get('draft'));
  const { answers, town, offices, today } = facts;
  const { movingOn, contact, visitor } = answers;
  const asked = normalizePostcode(url.searchParams.get('postcode') ?? '') ?? answers.postcode;
  const range = movingOn && relocationVisitRange({ today, movingOn });
  return {
    draftId: draft.id,
    formKey: portal.relocations.newFormKey(),
    town: { code: town.municipalityCode, name: town.municipality },
    offices,
    movers: relocationMovers(answers).map(({ name }) => name),
    stored: {
      ...(movingOn ? { movingOn } : {}),
      ...(contact ? { phone: contact.phone } : {}),
      ...(visitor ? { visitor } : {}),
      ...prefixed(townBehind(asked, town.municipalityCode)),
    } satisfies Stored,
    ...(range ? { range } : {}),
  };
}

interface Stored extends Pick<Answers, 'movingOn' | 'visitor'> {
  phone?: string;
  town?: string;
}

function prefixed(town: string | undefined): { town?: string } {
  return town ? { town } : {};
}

/** The visit of this account; another account's does not exist. */
export async function getRelocation(
  portal: Portal,
  resident: Resident,
  receiptNumber: string | undefined,
): Promise<RelocationView> {
  const view = receiptNumber ? await portal.relocations.find(resident, receiptNumber) : undefined;
  if (!view) throw notFound();
  return view;
}

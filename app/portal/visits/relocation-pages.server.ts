import { redirect } from '@remix-run/node';
import { openDaysBetween } from '#app/vocabulary/business-days.ts';
import { relocationVisitRange } from '#app/vocabulary/deadlines.ts';
import { slotOfText } from '#app/vocabulary/visit-slots.ts';
import { normalizePostcode } from '#app/vocabulary/width.ts';
import type { Answers, Draft, Resident } from '../drafts/answers.ts';
import { getDraft, nextPath } from '../drafts/draft-pages.server.ts';
import type { Portal } from '../index.server.ts';
import { findDestination, townsOf } from '../places.server.ts';
import { notFound } from '../sign-in/signed-in.server.ts';
import { type RelocationFacts, type RelocationPlan, type RelocationView, relocationMovers } from './relocation.ts';
import { familyMinutes, type VisitTimes } from './visit-choice.ts';
import { offeredTimes, visitOffer } from './visit-pages.server.ts';

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

/** 時間枠の選択 of a 転居予約: the plan with its time, or what there is to choose from. */
export type RelocationTime = { plan: RelocationPlan } | { times: VisitTimes };

/** The slot that was chosen, where the town gives times for a 転居; another day than the typed one may be near. */
export async function relocationTime(
  portal: Portal,
  facts: RelocationFacts,
  plan: RelocationPlan,
  chosen: string,
): Promise<RelocationTime> {
  const { toMunicipality: municipality, movingOn, movers, visit } = plan;
  const range = relocationVisitRange({ today: facts.today, movingOn });
  const days = range ? openDaysBetween(range.earliest, range.latest).map((on) => ({ on, hasty: false })) : [];
  const offer = await visitOffer(portal, { municipality, procedure: 'relocation' }, days);
  if (offer.board.length === 0) return { plan };
  const slot = slotOfText(chosen);
  const isOffered = offer.board.some(
    ({ on, office, slots }) =>
      on === slot?.on && office === slot.office && slots.some(({ startsAt }) => startsAt === slot.startsAt),
  );
  if (slot && isOffered) return { plan: { ...plan, visit: { ...visit, ...slot } } };
  const lengths = await portal.visits.lengths(municipality);
  const minutes = familyMinutes(lengths, 'relocation', { movers, on: visit.on });
  return { times: { ...offeredTimes(offer, visit), ...(minutes ? { minutes } : {}), lost: chosen !== '' } };
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

import { type InquiryResult, OnlineFilingAnswer } from '#app/messages/contracts/inquiry.ts';
import { ProblemError } from '#app/messages/problems.ts';
import { OutageError } from '#app/national/outage.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import type { FourItems } from '#app/vocabulary/persons.ts';
import type { Answered } from '../answering/form-values.ts';
import type { PortalContext } from '../context.server.ts';
import { inquireHousehold } from '../my-data/self-information.server.ts';
import type { Answers, Draft, HouseholdAnswer, Resident } from './answers.ts';
import type { Drafts } from './drafts.server.ts';
import { refuseOnline } from './eligibility.ts';

/** 自己情報の照会の結果. */
type Fetched = { kind: 'household'; answer: HouseholdAnswer } | { kind: 'counterOnly' };

const NOT_OBTAINED: HouseholdAnswer = { consent: 'yes', outcome: 'notObtained' };

/** The filer as the national side knows him: by the certificate's serial, else by four items. */
function whoFiles({ serial }: Resident, { name, bornOn, sex, address }: FourItems) {
  return serial ? { serial } : { fourItems: { name, bornOn, sex, address } };
}

/**
 * 同意のない届出: nothing is fetched, but whether one may file online at all is asked for everybody. Silence lets the
 * person go on: the old town checks again.
 */
async function declineHousehold(context: PortalContext, resident: Resident, draft: Draft): Promise<Fetched> {
  const typed: Fetched = { kind: 'household', answer: { consent: 'no', outcome: 'declined' } };
  const { profile } = draft.answers;
  if (!profile) return typed;
  try {
    const answer = await context.mailroom.inquire('interlink', 'OnlineFilingInquiry', whoFiles(resident, profile));
    return OnlineFilingAnswer.parse(answer.content).possible ? typed : { kind: 'counterOnly' };
  } catch (error) {
    if (error instanceof OutageError || error instanceof ProblemError) return typed;
    throw error;
  }
}

async function fetchHousehold(context: PortalContext, resident: Resident, draft: Draft): Promise<Fetched> {
  const { profile } = draft.answers;
  if (!profile) return { kind: 'household', answer: NOT_OBTAINED };
  let information: InquiryResult | undefined;
  try {
    information = await inquireHousehold(context, {
      ...whoFiles(resident, profile),
      ...(profile.municipalityCode ? { provider: profile.municipalityCode } : {}),
    });
  } catch (error) {
    // Silence and a refusal of the carrier only mean that the movers are typed.
    if (error instanceof OutageError || error instanceof ProblemError) {
      return { kind: 'household', answer: NOT_OBTAINED };
    }
    throw error;
  }
  if (!information || information.state === 'symbolMissing') return { kind: 'household', answer: NOT_OBTAINED };
  const { state, household, municipalityCode } = information;
  // Not provided, whatever the ground, and a register that is not that of the card: one and the same answer.
  if (state !== 'provided' || !household || household.members.length === 0) return { kind: 'counterOnly' };
  if (municipalityCode !== undefined && municipalityCode !== profile.municipalityCode) return { kind: 'counterOnly' };
  return {
    kind: 'household',
    answer: {
      consent: 'yes',
      outcome: 'provided',
      members: household.members,
      ...(municipalityCode ? { municipalityCode } : {}),
    },
  };
}

/** 本人 as the first typed mover: already known from the card, so that nobody types what was read. */
function withFiler(answers: Answers): Answers {
  const { profile } = answers;
  if (!profile || answers.typed) return answers;
  const filer = { key: 'p1', name: profile.name, bornOn: exactDate(profile.bornOn), sex: profile.sex };
  return { ...answers, typed: [{ ...filer, relationship: '' }] };
}

/**
 * 世帯の情報の取込み (自己情報, 番号法第19条第8号): only with consent; without it, or where it cannot be had, the movers
 * are typed.
 */
export async function answerHousehold(
  context: PortalContext,
  drafts: Drafts,
  resident: Resident,
  draft: Draft,
  consent: 'yes' | 'no',
): Promise<Answered | undefined> {
  const ask = consent === 'yes' ? fetchHousehold : declineHousehold;
  const fetched = await ask(context, resident, draft);
  return drafts.change(resident.subject, draft.id, ({ answers }): Answered => {
    if (fetched.kind === 'counterOnly') return { kind: 'refused', refusal: refuseOnline() };
    const { picked, ...rest } = answers;
    const household = fetched.answer;
    if (household.outcome !== 'provided') return { kind: 'kept', answers: withFiler({ ...rest, household }) };
    return { kind: 'kept', answers: { ...rest, household, ...(picked ? { picked } : {}) } };
  });
}

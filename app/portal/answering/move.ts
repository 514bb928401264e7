import { normalizePostcode } from '#app/vocabulary/width.ts';
import type { Answers, Destination } from '../drafts/answers.ts';
import { refuseAbroad, refuseMovingDay, refusePlace } from '../drafts/eligibility.ts';
import type { DraftFacts } from '../drafts/questions.ts';
import { text } from '../texts/text.ts';
import { typedDate } from './date-input.ts';
import { type Answered, type FormValues, line, raw } from './form-values.ts';

/** What is known of places besides the answers. */
type PlaceFacts = Pick<DraftFacts, 'cityWards'> & {
  /** Towns behind a postcode. */
  townsOf(postcode: string): readonly Destination[];
};

/** 異動日. */
export function answerMovingDate(answers: Answers, values: FormValues, facts: DraftFacts): Answered {
  const moving = typedDate(values, 'movingOn', { usualEra: '令和' });
  if ('error' in moving) return { kind: 'malformed', errors: { movingOn: moving.error } };
  const refusal = refuseMovingDay(moving.on, facts.filingDay);
  return refusal ? { kind: 'refused', refusal } : { kind: 'kept', answers: { ...answers, movingOn: moving.on } };
}

/** 国内・国外. */
export function answerDestinationKind(answers: Answers, values: FormValues): Answered {
  const kind = raw(values, 'destinationKind');
  if (kind === 'abroad') return { kind: 'refused', refusal: refuseAbroad() };
  if (kind !== 'japan') return { kind: 'malformed', errors: { destinationKind: text('error.choose') } };
  return { kind: 'kept', answers: { ...answers, destinationKind: 'japan' } };
}

/** 郵便番号: a single town behind it needs no choice. */
export function answerPostcode(answers: Answers, values: FormValues, { townsOf, cityWards }: PlaceFacts): Answered {
  const typed = raw(values, 'postcode');
  const found = townsOf(typed);
  const postcode = normalizePostcode(typed);
  if (typed.trim() === '') return malformedPostcode(text('error.postcode.empty'));
  if (postcode === undefined) return malformedPostcode(text('error.postcode.form'));
  if (found.length === 0) return malformedPostcode(text('error.postcode.unknown'));
  const { destination: before, ...rest } = answers;
  const [only, ...others] = found;
  if (only && others.length === 0) return chooseDestination({ ...rest, postcode }, only, cityWards, before);
  return { kind: 'kept', answers: { ...rest, postcode } };
}

function malformedPostcode(sentence: string): Answered {
  return { kind: 'malformed', errors: { postcode: sentence } };
}

/** 転出先の町: one of those that the postcode stands for, by its position in the list. */
export function answerTown(answers: Answers, values: FormValues, { townsOf, cityWards }: PlaceFacts): Answered {
  const found = townsOf(answers.postcode ?? '');
  const position = raw(values, 'town');
  const chosen = /^\d{1,3}$/.test(position) ? found[Number(position)] : undefined;
  if (!chosen) return { kind: 'malformed', errors: { town: text('error.choose') } };
  return chooseDestination(answers, chosen, cityWards, answers.destination);
}

/** 転出先の市区町村 is fixed; another town takes away what was said about the old one. */
export function chooseDestination(
  answers: Answers,
  destination: Destination,
  cityWards: readonly string[],
  before?: Destination,
): Answered {
  const refusal = refusePlace(answers.profile?.municipalityCode ?? '', destination, cityWards);
  if (refusal) return { kind: 'refused', refusal };
  const isSame = before?.municipalityCode === destination.municipalityCode && before.town === destination.town;
  const { lot, visitOffice, visitTime, ...rest } = answers;
  return {
    kind: 'kept',
    answers: isSame
      ? { ...answers, destinationKind: 'japan', destination }
      : { ...rest, destinationKind: 'japan', destination },
  };
}

/** 番地・方書: may still be undecided, the municipality alone is enough (住民記録システム標準仕様書 4.1.3.0.2). */
export function answerLot(answers: Answers, values: FormValues): Answered {
  const decided = raw(values, 'decided');
  if (decided === 'no') return { kind: 'kept', answers: { ...answers, lot: { decided } } };
  const lot = { town: line(values, 'town'), lot: line(values, 'lot'), building: line(values, 'building') };
  const errors: Record<string, string> = {};
  if (decided !== 'yes') errors.decided = text('error.choose');
  else if (lot.town === '' && !answers.destination?.town) errors.town = text('error.town.empty');
  if (decided === 'yes' && lot.lot === '') errors.lot = text('error.lot.empty');
  if (lot.town.length > 120) errors.town = text('error.text.long', { length: 120 });
  if (lot.lot.length > 50) errors.lot = text('error.text.long', { length: 50 });
  if (lot.building.length > 300) errors.building = text('error.text.long', { length: 300 });
  if (Object.keys(errors).length > 0) return { kind: 'malformed', errors };
  return {
    kind: 'kept',
    answers: {
      ...answers,
      lot: {
        decided: 'yes',
        lot: lot.lot,
        ...(lot.town === '' ? {} : { town: lot.town }),
        ...(lot.building === '' ? {} : { building: lot.building }),
      },
    },
  };
}

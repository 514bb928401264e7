import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { Sex } from '#app/vocabulary/persons.ts';
import { readRelationship } from '#app/vocabulary/relationships.ts';
import { type Answers, HEAD, householdPersons, movers, type Person } from '../drafts/answers.ts';
import { refuseWithoutCard } from '../drafts/eligibility.ts';
import { text } from '../texts/text.ts';
import { typedDate } from './date-input.ts';
import { type Answered, type FieldErrors, type FormValues, kanaLine, line, nameLine, raw } from './form-values.ts';

/** Picks that belong to people who do not move any more are forgotten. */
function onlyMovers(answers: Answers): Answers {
  const keys = new Set(movers(answers).map((person) => person.key));
  const { cards, newHeadKey, newRelationships, ...rest } = answers;
  return {
    ...rest,
    ...(cards ? { cards: cards.filter((key) => keys.has(key)) } : {}),
    ...(newHeadKey && keys.has(newHeadKey) ? { newHeadKey } : {}),
    ...(newRelationships
      ? { newRelationships: Object.fromEntries(Object.entries(newRelationships).filter(([key]) => keys.has(key))) }
      : {}),
  };
}

/** 異動者を世帯から選ぶ. */
export function answerMovers(answers: Answers, values: FormValues): Answered {
  const known = new Set(householdPersons(answers).map((person) => person.key));
  const picked = (values.movers ?? []).filter((key) => known.has(key));
  if (picked.length === 0) return { kind: 'malformed', errors: { movers: text('error.movers.none') } };
  return { kind: 'kept', answers: onlyMovers({ ...answers, picked }) };
}

/** 異動者の一覧を終える (typed). */
export function answerPeople(answers: Answers): Answered {
  if ((answers.typed ?? []).length === 0) {
    return { kind: 'malformed', errors: { people: text('error.people.none') } };
  }
  // The filer is there from the start, with the 続柄 still to be said.
  const unfinished = answers.typed?.find((person) => person.relationship === '');
  if (unfinished) return malformed({ people: text('error.relationship.of', { name: unfinished.name }) });
  return { kind: 'kept', answers: { ...answers, typedDone: true } };
}

function nextKey(typed: readonly Person[]): string {
  const numbers = typed.map((person) => Number(person.key.slice(1)));
  return `p${Math.max(0, ...numbers) + 1}`;
}

/** 異動者を書く (typed): adds a person, or replaces the one with this key. */
export function answerPerson(answers: Answers, values: FormValues, today: string): Answered {
  const typed = answers.typed ?? [];
  const name = nameLine(values, 'name');
  const kana = kanaLine(values, 'kana');
  const born = typedDate(values, 'bornOn');
  const sex = Sex.safeParse(raw(values, 'sex'));
  const relationship = readRelationship(line(values, 'relationship'));
  const existing = typed.find((person) => person.key === raw(values, 'key'));
  const otherHead = typed.some((person) => person.relationship === HEAD && person.key !== existing?.key);
  const errors: Record<string, string> = {};
  if (name === '') errors.name = text('error.name.empty');
  if (name.length > 100) errors.name = text('error.name.long');
  if (kana !== '' && !/^[\u30A1-\u30FA\u30FC\u3000・]{1,100}$/.test(kana)) errors.kana = text('error.kana.form');
  if ('error' in born) errors.bornOn = born.error;
  else if (born.on > today) errors.bornOn = text('error.bornOn.future');
  if (!sex.success) errors.sex = text('error.sex.none');
  if (!relationship.valid) errors.relationship = text('error.relationship.none');
  else if (relationship.value.text === HEAD && otherHead) errors.relationship = text('error.relationship.twoHeads');
  if (!existing && typed.length >= 20) errors.name = text('error.people.many');
  if (Object.keys(errors).length > 0 || 'error' in born || !sex.success || !relationship.valid) {
    return { kind: 'malformed', errors };
  }
  const person: Person = {
    key: existing?.key ?? nextKey(typed),
    name,
    ...(kana === '' ? {} : { kana }),
    bornOn: exactDate(born.on),
    sex: sex.data,
    relationship: relationship.value.text,
  };
  const changed = existing ? typed.map((one) => (one === existing ? person : one)) : [...typed, person];
  return { kind: 'kept', answers: onlyMovers({ ...answers, typed: changed }) };
}

/** 異動者を消す (typed). */
export function removePerson(answers: Answers, key: string): Answers {
  const typed = (answers.typed ?? []).filter((person) => person.key !== key);
  return onlyMovers({ ...answers, typed, typedDone: false });
}

/** 全部転出・一部転出 (typed). */
export function answerScope(answers: Answers, values: FormValues): Answered {
  const scope = raw(values, 'scope');
  if (scope !== 'wholeHousehold' && scope !== 'partOfHousehold') return malformed({ scope: text('error.choose') });
  return { kind: 'kept', answers: { ...answers, scope } };
}

/** 現在の世帯主 (typed). */
export function answerOldHouseholder(answers: Answers, values: FormValues): Answered {
  const oldHouseholder = nameLine(values, 'oldHouseholder');
  if (oldHouseholder === '') return malformed({ oldHouseholder: text('error.name.empty') });
  if (oldHouseholder.length > 100) return malformed({ oldHouseholder: text('error.name.long') });
  return { kind: 'kept', answers: { ...answers, oldHouseholder } };
}

/** カードを持つ異動者: without a single one the 特例転入 has no card to be presented. */
export function answerCards(answers: Answers, values: FormValues): Answered {
  const known = new Set(movers(answers).map((person) => person.key));
  const cards = (values.cards ?? []).filter((key) => known.has(key));
  if (cards.length === 0 && raw(values, 'nobody') === '') return malformed({ cards: text('error.cards.none') });
  if (cards.length === 0) return { kind: 'refused', refusal: refuseWithoutCard() };
  return { kind: 'kept', answers: { ...answers, cards } };
}

function malformed(errors: FieldErrors): Answered {
  return { kind: 'malformed', errors };
}

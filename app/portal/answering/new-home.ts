import { readRelationship } from '#app/vocabulary/relationships.ts';
import { type Answers, HEAD, isPicked, movers, remaining } from '../drafts/answers.ts';
import { text } from '../texts/text.ts';
import { type Answered, type FieldErrors, type FormValues, line, nameLine, raw } from './form-values.ts';

function malformed(errors: FieldErrors): Answered {
  return { kind: 'malformed', errors };
}

/** 新しい世帯を作るか、今ある世帯に入るか. */
export function answerNewHousehold(answers: Answers, values: FormValues): Answered {
  const newHousehold = raw(values, 'newHousehold');
  if (newHousehold !== 'new' && newHousehold !== 'join') return malformed({ newHousehold: text('error.choose') });
  if (newHousehold === answers.newHousehold) return { kind: 'kept', answers };
  const { newHeadKey, joinedHeadName, newRelationships, ...rest } = answers;
  return { kind: 'kept', answers: { ...rest, newHousehold } };
}

/** 新しい世帯主 (予定): one of the movers, or the head of the household that is joined. */
export function answerNewHouseholder(answers: Answers, values: FormValues): Answered {
  if (answers.newHousehold === 'join') {
    const joinedHeadName = nameLine(values, 'joinedHeadName');
    if (joinedHeadName === '') return malformed({ joinedHeadName: text('error.name.empty') });
    if (joinedHeadName.length > 100) return malformed({ joinedHeadName: text('error.name.long') });
    return { kind: 'kept', answers: { ...answers, joinedHeadName } };
  }
  const head = movers(answers).find((person) => person.key === raw(values, 'newHeadKey'));
  if (!head) return malformed({ newHeadKey: text('error.choose') });
  if (head.key === answers.newHeadKey) return { kind: 'kept', answers };
  const { newRelationships, ...rest } = answers;
  return { kind: 'kept', answers: { ...rest, newHeadKey: head.key } };
}

/** 新しい世帯での続柄 (予定): for every mover but the new head. */
export function answerRelationships(answers: Answers, values: FormValues): Answered {
  const errors: Record<string, string> = {};
  const newRelationships: Record<string, string> = {};
  for (const person of movers(answers)) {
    if (answers.newHousehold === 'new' && person.key === answers.newHeadKey) continue;
    const field = `relationship.${person.key}`;
    const relationship = readRelationship(line(values, field));
    if (!relationship.valid) errors[field] = text('error.relationship.of', { name: person.name });
    else if (relationship.value.text === HEAD) errors[field] = text('error.relationship.head', { name: person.name });
    else newRelationships[person.key] = relationship.value.text;
  }
  if (Object.keys(errors).length > 0) return malformed(errors);
  return { kind: 'kept', answers: { ...answers, newRelationships } };
}

/** 残る世帯の世帯主 (住民基本台帳法第25条): named by the mover, filed by those who stay. */
export function answerRemainingHouseholder(answers: Answers, values: FormValues): Answered {
  const choice = raw(values, 'remainingChoice');
  if (choice === 'unknown' || choice === 'alone') return { kind: 'kept', answers: { ...answers, remainingHead: '' } };
  if (isPicked(answers)) {
    const head = remaining(answers).find((person) => person.key === choice);
    if (!head) return malformed({ remainingChoice: text('error.choose') });
    return { kind: 'kept', answers: { ...answers, remainingHead: head.name } };
  }
  if (choice !== 'named') return malformed({ remainingChoice: text('error.choose') });
  const remainingHead = nameLine(values, 'remainingHead');
  if (remainingHead === '') return malformed({ remainingHead: text('error.name.empty') });
  if (remainingHead.length > 100) return malformed({ remainingHead: text('error.name.long') });
  return { kind: 'kept', answers: { ...answers, remainingHead } };
}

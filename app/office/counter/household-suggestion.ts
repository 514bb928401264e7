import type { AdvanceMover } from '#app/juki/door.ts';
import type { VisitNotice } from '#app/messages/contracts/application.ts';
import type { Sex } from '#app/vocabulary/persons.ts';
import { announcedMover } from '../arrivals/arrival-comparison.ts';

/** 世帯の提案: who is head and each 続柄; an empty 続柄 is for the officer to ask. */
export interface SuggestedMember {
  mover: number;
  relationship: string;
  householder: boolean;
}

const bySex = (sex: Sex, male: string, female: string): string => (sex === '1' ? male : sex === '2' ? female : '');

function siblingWord(person: AdvanceMover, head: AdvanceMover): string {
  const older = (person.bornOn.on ?? '') < (head.bornOn.on ?? '');
  return older ? bySex(person.sex, '兄', '姉') : bySex(person.sex, '弟', '妹');
}

/**
 * 続柄の読替え (標準仕様書 1.1.11): the 続柄 to a new head from both persons' 続柄 to the old head. Empty where the old
 * 続柄 do not decide it (a child of one parent only, 縁故者): then it is asked.
 */
export function relationshipToNewHead(person: AdvanceMover, head: AdvanceMover): string {
  const was = (mover: AdvanceMover, ...words: string[]): boolean => words.includes(mover.relationship);
  if (was(head, '世帯主')) return person.relationship;
  if (was(head, '夫', '妻')) {
    if (was(person, '世帯主')) return bySex(person.sex, '夫', '妻');
    if (was(person, '子')) return '子';
    return was(person, '父', '母', '兄', '姉', '弟', '妹')
      ? `${head.relationship === '妻' ? '夫' : '妻'}の${person.relationship}`
      : '';
  }
  if (was(head, '子')) {
    if (was(person, '世帯主', '夫', '妻')) return bySex(person.sex, '父', '母');
    if (was(person, '子')) return siblingWord(person, head);
    return was(person, '子の妻', '子の夫') ? bySex(person.sex, '夫', '妻') : '';
  }
  if (was(head, '父', '母')) {
    if (was(person, '世帯主')) return '子';
    if (was(person, '父', '母')) return bySex(person.sex, '夫', '妻');
    if (was(person, '夫', '妻')) return bySex(person.sex, '子の夫', '子の妻');
    return was(person, '子') ? '子の子' : '';
  }
  return '';
}

function suggestedHead(movers: { index: number; mover: AdvanceMover; announced?: string }[], wanted?: string): number {
  const head =
    movers.find(({ announced }) => announced === '世帯主') ??
    movers.find(({ mover }) => wanted !== undefined && mover.name.full === wanted) ??
    movers.find(({ mover }) => mover.relationship === '世帯主') ??
    [...movers].sort((a, b) => (a.mover.bornOn.on ?? '').localeCompare(b.mover.bornOn.on ?? ''))[0];
  return head?.index ?? 0;
}

/**
 * 世帯主と続柄の提案: what was announced at the portal first, else what the old household tells. It is a preparation:
 * the counter decides (住民基本台帳法第22条).
 */
export function suggestHousehold(
  chosen: readonly number[],
  movers: readonly AdvanceMover[],
  notice: VisitNotice | undefined,
  kind: 'new' | 'existing',
): SuggestedMember[] {
  const known = chosen.flatMap((index) => {
    const mover = movers[index];
    if (!mover) return [];
    const announced = announcedMover(mover, notice)?.newRelationship;
    return [{ index, mover, ...(announced ? { announced } : {}) }];
  });
  if (kind === 'existing') {
    return known.map(({ index, announced }) => ({
      mover: index,
      relationship: announced && announced !== '世帯主' ? announced : '',
      householder: false,
    }));
  }
  const headIndex = suggestedHead(known, notice?.newHouseholder);
  const head = movers[headIndex];
  return known.map(({ index, mover, announced }) => {
    if (index === headIndex) return { mover: index, relationship: '世帯主', householder: true };
    const relationship =
      announced && announced !== '世帯主' ? announced : head ? relationshipToNewHead(mover, head) : '';
    return { mover: index, relationship, householder: false };
  });
}

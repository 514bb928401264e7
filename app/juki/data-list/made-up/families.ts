import type { Sex } from '#app/vocabulary/persons.ts';
import { type Chance, weightedPick } from './chance.ts';

/** 世帯員 before names: age, 性別, 続柄; `blood` false = married into the family. */
export interface Member {
  age: number;
  sex: Exclude<Sex, '0'>;
  relationship: string;
  /** Another surname than the family's (姉の子, 同居人 …). */
  ownSurname?: boolean;
  /** 戸籍: the head is the 筆頭者 unless the member has a register of his own. */
  ownRegister?: boolean;
}

/** 世帯の型 by share of all households (close to 国勢調査 2020). */
const pickType = weightedPick<
  | 'single'
  | 'elderlySingle'
  | 'couple'
  | 'elderlyCouple'
  | 'children'
  | 'oneParent'
  | 'threeGenerations'
  | 'siblings'
  | 'others'
>([
  ['single', 22],
  ['elderlySingle', 18],
  ['couple', 8],
  ['elderlyCouple', 16],
  ['children', 21],
  ['oneParent', 8],
  ['threeGenerations', 6],
  ['siblings', 2],
  ['others', 1],
]);

/** 年齢 of grown-ups between 18 and 64, more of them between 40 and 55. */
const pickWorkingAge = weightedPick([
  [18, 1],
  [20, 5],
  [25, 9],
  [30, 9],
  [35, 10],
  [40, 11],
  [45, 13],
  [50, 13],
  [55, 11],
  [60, 10],
]);

const pickElderlyAge = weightedPick([
  [65, 22],
  [70, 25],
  [75, 22],
  [80, 15],
  [85, 10],
  [90, 4],
  [95, 1.2],
  [100, 0.2],
  [105, 0.02],
]);

const workingAge = (chance: Chance) => pickWorkingAge(chance) + chance.below(5);
const elderlyAge = (chance: Chance) => pickElderlyAge(chance) + chance.below(5);
const sexOf = (chance: Chance): Member['sex'] => (chance.happens(0.5) ? '1' : '2');

/** A household as it might stand in any register: 1 to 6 persons, in the order of the register. */
export function familyOf(chance: Chance): Member[] {
  switch (pickType(chance)) {
    case 'single':
      return [head(workingAge(chance), sexOf(chance))];
    case 'elderlySingle':
      return [head(elderlyAge(chance), chance.happens(0.65) ? '2' : '1')];
    case 'couple':
      return couple(chance, workingAge(chance));
    case 'elderlyCouple':
      return couple(chance, elderlyAge(chance));
    case 'children': {
      const parents = couple(chance, chance.between(26, 62));
      return [...parents, ...children(chance, parents[1]?.age ?? 40)];
    }
    case 'oneParent': {
      const parent = head(chance.between(24, 68), chance.happens(0.8) ? '2' : '1');
      return [parent, ...children(chance, parent.age)];
    }
    case 'threeGenerations':
      return threeGenerations(chance);
    case 'siblings': {
      const first = head(chance.between(30, 80), sexOf(chance));
      const sex = sexOf(chance);
      const relationship = sex === '1' ? '弟' : '妹';
      return [first, { age: first.age - chance.between(1, 6), sex, relationship, ownRegister: true }];
    }
    case 'others': {
      const first = head(workingAge(chance), sexOf(chance));
      const relationship = chance.happens(0.6) ? '同居人' : '縁故者';
      return [
        first,
        { age: workingAge(chance), sex: sexOf(chance), relationship, ownSurname: true, ownRegister: true },
      ];
    }
  }
}

function head(age: number, sex: Member['sex']): Member {
  return { age, sex, relationship: '世帯主' };
}

function couple(chance: Chance, age: number): Member[] {
  const sex = chance.happens(0.93) ? '1' : '2';
  const spouse: Member['sex'] = sex === '1' ? '2' : '1';
  const word = spouse === '2' ? '妻' : '夫';
  const isFiled = !chance.happens(0.02);
  return [
    head(age, sex),
    {
      age: Math.max(18, age - chance.between(-3, 7)),
      sex: spouse,
      relationship: isFiled ? word : `${word}（未届）`,
      ...(isFiled ? {} : { ownSurname: true, ownRegister: true }),
    },
  ];
}

const pickChildren = weightedPick([
  [1, 46],
  [2, 41],
  [3, 11],
  [4, 2],
]);

/** 子, the oldest first; sometimes two of one day. */
function children(chance: Chance, parentAge: number): Member[] {
  const ages: number[] = [];
  let age = parentAge - chance.between(21, 36);
  for (let left = pickChildren(chance); left > 0 && age >= 0; left -= 1) {
    ages.push(age);
    if (!chance.happens(0.01)) age -= chance.between(1, 5);
  }
  return ages.map((own) => ({ age: own, sex: sexOf(chance), relationship: '子' }));
}

function threeGenerations(chance: Chance): Member[] {
  const [first, spouse] = couple(chance, chance.between(35, 58));
  if (!first || !spouse) return [];
  const young = children(chance, spouse.age).slice(0, 3);
  const mother: Member = { age: first.age + chance.between(22, 34), sex: '2', relationship: '母', ownRegister: true };
  if (!chance.happens(0.35)) return [first, spouse, ...young, mother];
  const father: Member = { age: mother.age + chance.between(0, 6), sex: '1', relationship: '父', ownRegister: true };
  return [first, spouse, ...young, father, { ...mother, ownRegister: false }].slice(0, 6);
}

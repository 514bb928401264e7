import { readRelationship } from '#app/vocabulary/relationships.ts';
import type { Resident } from './register.ts';

/** 続柄 as a path of links, as the register writes it: 子の子 is two links. */
type Path = readonly string[];

const LONGEST = 4;
const SIBLINGS = ['兄', '姉', '弟', '妹'];

/** 続柄 that stay what they are under any head. */
const UNRELATED = ['縁故者', '同居人'];

/** The pairs that have a shorter name of their own; siblings are named by age and sex. */
const SHORTER: Readonly<Record<string, string>> = {
  父の妻: '母',
  母の夫: '父',
  子の父: '夫',
  子の母: '妻',
  夫の子: '子',
  妻の子: '子',
  兄の父: '父',
  姉の父: '父',
  弟の父: '父',
  妹の父: '父',
  兄の母: '母',
  姉の母: '母',
  弟の母: '母',
  妹の母: '母',
  子の兄: '子',
  子の姉: '子',
  子の弟: '子',
  子の妹: '子',
};

/**
 * 続柄の付け直し (標準仕様書 1.1.11, 4.0.5): what a member is to the new head, from what both were to the old one. Children
 * are taken as common, so an officer confirms the result; without a name in the table a member becomes 縁故者.
 */
export function relationshipUnder(newHead: Resident, oldHead: Resident, member: Resident): string {
  if (UNRELATED.includes(member.relationship)) return member.relationship;
  const back = fromNewHeadToOld(newHead, oldHead);
  if (!back) return '縁故者';
  if (member === oldHead) return back;
  const reading = readRelationship(member.relationship);
  if (!reading.valid) return '縁故者';
  const path = shorten([back, ...reading.value.links], newHead, member);
  return path.length <= LONGEST && !isAmbiguous(path) ? path.join('の') : '縁故者';
}

/** 父の子の子 may be a nephew or an own child, 父の子の妻 a sister-in-law or the own wife: only the family knows. */
function isAmbiguous(path: Path): boolean {
  return path.some((link, index) => (link === '父' || link === '母') && path[index + 1] === '子');
}

/** What the old head is to the new one. */
function fromNewHeadToOld(newHead: Resident, oldHead: Resident): string | undefined {
  const male = oldHead.sex === '1';
  switch (newHead.relationship) {
    case '夫':
      return '妻';
    case '妻':
      return '夫';
    case '夫（未届）':
      return '妻（未届）';
    case '妻（未届）':
      return '夫（未届）';
    case '子':
      return male ? '父' : '母';
    case '父':
    case '母':
      return '子';
    case '兄':
    case '姉':
      return male ? '弟' : '妹';
    case '弟':
    case '妹':
      return male ? '兄' : '姉';
    default:
      return undefined;
  }
}

function shorten(path: Path, newHead: Resident, member: Resident): Path {
  const [first, second, ...rest] = path;
  if (first === undefined || second === undefined) return path;
  const pair = `${first}の${second}`;
  const sibling =
    ((first === '父' || first === '母') && second === '子') || (SIBLINGS.includes(first) && SIBLINGS.includes(second));
  const shorter = sibling ? siblingName(newHead, member, rest.length > 0) : SHORTER[pair];
  return shorter ? shorten([shorter, ...rest], newHead, member) : path;
}

/** Age decides between 兄 and 弟; further along a path only the sibling's own age is unknown, so 弟 and 妹 are not guessed. */
function siblingName(newHead: Resident, member: Resident, onTheWay: boolean): string | undefined {
  if (onTheWay) return undefined;
  const older = (member.bornOn.on ?? '') < (newHead.bornOn.on ?? '');
  if (member.sex === '1') return older ? '兄' : '弟';
  return older ? '姉' : '妹';
}

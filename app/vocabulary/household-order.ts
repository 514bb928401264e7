import { readRelationship } from './relationships.ts';

/** What the order of a household looks at. */
export interface OrderedMember {
  relationship: string;
  /** YYYY-MM-DD where known; members without stand last among their equals. */
  bornOn?: string;
  addresseeNumber?: string;
  /** 戸籍の筆頭者: the first of the parents. */
  headOfRegister?: boolean;
}

const SPOUSE = /^[夫妻](?:（未届）)?$/;
const CHILD = /^子/;
const PARENT = /^[父母]$/;
const SIBLING = /^[兄姉弟妹]$/;

/** 1 世帯主, 2 spouse, 3 children, 4 their families, 5 parents, 6 siblings, 7 grandparents, 8 other relatives, 9 縁故者, 10 同居人. */
function rank(links: readonly string[]): number {
  const [first = '', second] = links;
  if (first === '世帯主') return 1;
  if (first === '縁故者') return 9;
  if (first === '同居人') return 10;
  if (second === undefined) return SPOUSE.test(first) ? 2 : CHILD.test(first) ? 3 : PARENT.test(first) ? 5 : 6;
  if (CHILD.test(first)) return 4;
  const single = links.length === 2;
  if (single && SPOUSE.test(first) && CHILD.test(second)) return 3;
  if (single && SPOUSE.test(first) && PARENT.test(second)) return 5;
  if (single && SPOUSE.test(first) && SIBLING.test(second)) return 6;
  return single && PARENT.test(first) && PARENT.test(second) ? 7 : 8;
}

/** Own before in-law, father before mother, spouse before child; then the older one. */
function detail(links: readonly string[]): string {
  const order = [
    '夫',
    '妻',
    '夫（未届）',
    '妻（未届）',
    '子',
    '子（子の夫）',
    '子（子の妻）',
    '父',
    '母',
    '兄',
    '姉',
    '弟',
    '妹',
  ];
  return `${links.length}${links.map((link) => String(order.indexOf(link) + 1).padStart(2, '0')).join('')}`;
}

function key(member: OrderedMember): string[] {
  const reading = readRelationship(member.relationship);
  const links = reading.valid ? reading.value.links : ['縁故者'];
  const place = rank(links);
  const bySeniority = place === 3 || place === 6 || place >= 8;
  return [
    String(place).padStart(2, '0'),
    place === 5 && member.headOfRegister ? '0' : '1',
    bySeniority ? '' : detail(links),
    member.bornOn ?? '9999-99-99',
    bySeniority ? detail(links) : '',
    (member.addresseeNumber ?? '').padStart(15, '0'),
  ];
}

/**
 * 世帯内の記載順位 (住民記録システム標準仕様書 5.2): head, spouse, children by birth, their families, parents, siblings,
 * grandparents, other relatives, 縁故者, 同居人; ties by 宛名番号.
 */
export function inHouseholdOrder<T extends OrderedMember>(members: readonly T[]): T[] {
  const keyed = members.map((member) => ({ member, order: key(member) }));
  return keyed.sort((a, b) => compareKeys(a.order, b.order)).map(({ member }) => member);
}

function compareKeys(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((part, index) => part !== b[index]);
  return at < 0 ? 0 : (a[at] ?? '') < (b[at] ?? '') ? -1 : 1;
}

/** The member of highest rank: who is written to when nobody was named head (標準仕様書 4.0.5). */
export function highestRanked<T extends OrderedMember>(members: readonly T[]): T | undefined {
  return inHouseholdOrder(members)[0];
}

import type { Answers } from '#app/portal/drafts/answers.ts';
import type { DraftFacts } from '#app/portal/drafts/questions.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';

/** 2026-11-24 is a Tuesday and an open day. */
export const TODAY = '2026-11-24';

export const FACTS: DraftFacts = { today: TODAY, filingDay: TODAY, offices: [], cityWards: [], visits: { days: [] } };

const member = (name: string, bornOn: string, sex: '1' | '2', relationship: string) => ({
  name,
  kana: 'カナ',
  bornOn: exactDate(bornOn),
  sex,
  relationship,
  householder: relationship === '世帯主',
});

/** 佐藤家: two adults, a child, a grandparent. */
export const SATO_HOUSEHOLD = [
  member('佐藤　健司', '1984-05-17', '1', '世帯主'),
  member('佐藤　美咲', '1986-09-30', '2', '妻'),
  member('佐藤　陽菜', '2016-10-03', '2', '子'),
  member('佐藤　ハル', '1952-02-11', '2', '母'),
];

/** Every answer of a move of the whole 佐藤家 from 調布市 to 藤沢市. */
export const COMPLETE: Answers = {
  profile: {
    name: '佐藤　健司',
    bornOn: '1984-05-17',
    sex: '1',
    address: '東京都調布市布田２丁目３３番地１',
    readAt: '2026-11-24T00:00:00.000Z',
    municipalityCode: '132080',
  },
  household: { consent: 'yes', outcome: 'provided', municipalityCode: '132080', members: SATO_HOUSEHOLD },
  picked: ['h0', 'h1', 'h2', 'h3'],
  cards: ['h0', 'h1'],
  movingOn: '2026-11-28',
  destinationKind: 'japan',
  postcode: '2510046',
  destination: {
    municipalityCode: '142051',
    prefecture: '神奈川県',
    municipality: '藤沢市',
    town: '辻堂西海岸',
    postcode: '2510046',
  },
  lot: { decided: 'yes', lot: '5番6号' },
  newHousehold: 'new',
  newHeadKey: 'h0',
  newRelationships: { h1: '妻', h2: '子', h3: '母' },
  contact: { phone: '090-1234-5678' },
  visitOn: '2026-12-01',
  visitor: 'filer',
};

/** The complete answers without some of them. */
export function without(...names: (keyof Answers)[]): Answers {
  return Object.fromEntries(Object.entries(COMPLETE).filter(([name]) => !names.includes(name as keyof Answers)));
}

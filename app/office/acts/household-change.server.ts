import type { RegisterHouseholdChange } from '#app/juki/door.ts';
import {
  type ActContext,
  type ActDefinition,
  defineAct,
  householdNumberOf,
  membersIn,
  personChoice,
  wrong,
} from './definition.server.ts';
import { day, several } from './fields.server.ts';
import { filedStandings, isWrong, members, notifiedOn, remainingHead, standings } from './filing-fields.server.ts';
import { joinedHousehold } from './household-fields.server.ts';

type Change = RegisterHouseholdChange['change'];

function words(command: RegisterHouseholdChange, book: Parameters<ActDefinition['words']>[1]) {
  return [
    { term: command.change === 'head' ? '新しい世帯主' : '移る方', value: book.names(command.members) },
    { term: '変更の日', value: book.day(command.changedOn) },
    { term: '届出日', value: book.day(command.notifiedOn) },
    { term: '元の世帯', value: `世帯番号 ${command.householdNumber}` },
    ...(command.into ? [{ term: '入る世帯', value: `世帯番号 ${command.into}` }] : []),
    ...command.standings.map((one) => ({ term: book.name(one.addresseeNumber), value: one.relationship })),
    ...(command.remainingHead ? [{ term: '残る世帯の世帯主', value: book.name(command.remainingHead) }] : []),
  ];
}

type Head = Pick<ActDefinition, 'name' | 'title' | 'about'>;
const COMMON = {
  kind: 'RegisterHouseholdChange',
  group: 'inside',
  article: '住民基本台帳法第25条',
  begins: 'person',
} as const;

/** 世帯分離・世帯合併・世帯変更 (住民基本台帳法第25条): the address stays. */
function leavingHousehold(change: Exclude<Change, 'head'>, head: Head): ActDefinition {
  const joins = change !== 'split';
  return defineAct({
    ...COMMON,
    ...head,
    ...(joins ? { needs: ['neighbours' as const] } : {}),
    fields: (context: ActContext) => ({
      members: members(
        context,
        '移る方',
        change === 'merger' ? membersIn(context).map((one) => one.addresseeNumber) : undefined,
      ),
      changedOn: day({ label: '変更の日' }),
      notifiedOn: notifiedOn(context),
      household: joinedHousehold({
        label: joins ? '入る世帯（同じ住所の世帯）' : '新しい世帯',
        kinds: joins ? ['existing'] : ['new'],
        offered: context.neighbours,
      }),
      standings: standings(context, '移る方だけ選びます。'),
      ...(change === 'merger' ? {} : { remainingHead: remainingHead(context) }),
    }),
    command: ({ household, standings: said, ...values }, context) => {
      const filed = filedStandings(values.members, said);
      if (isWrong(filed)) return filed;
      const { remainingHead: next, ...rest } = values;
      return {
        kind: 'RegisterHouseholdChange',
        change,
        householdNumber: householdNumberOf(context),
        ...rest,
        ...(household.kind === 'existing' ? { into: household.householdNumber } : {}),
        standings: filed,
        ...(next ? { remainingHead: next } : {}),
      };
    },
    is: (command) => command.change === change,
    words,
  });
}

const householdSplit = leavingHousehold('split', {
  name: 'household-split',
  title: '世帯分離',
  about: '同じ住所のまま、世帯の一部の方が新しい世帯を作ります。',
});

const householdMerger = leavingHousehold('merger', {
  name: 'household-merger',
  title: '世帯合併',
  about: '同じ住所の二つの世帯が、一つになります。',
});

const householdTransfer = leavingHousehold('transfer', {
  name: 'household-transfer',
  title: '世帯変更',
  about: '世帯の一部の方が、同じ住所の別の世帯に移ります。',
});

/** 世帯主変更 (住民基本台帳法第25条): 続柄 that the family does not name are derived. */
const headChange = defineAct({
  ...COMMON,
  name: 'head-change',
  title: '世帯主変更',
  about: '世帯主を替えます。続柄は、届け出られたもの以外は新しい世帯主から付け直します。',
  fields: (context) => ({
    head: several({
      label: '新しい世帯主',
      support: 'ひとりだけ選びます。',
      missing: '新しい世帯主を選んでください。',
      options: membersIn(context).map(personChoice),
      initial: context.person && !context.person.householder ? [context.person.addresseeNumber] : [],
    }),
    changedOn: day({ label: '変更の日' }),
    notifiedOn: notifiedOn(context),
    standings: standings(context, '届出のあった方だけ選びます。空の方は、新しい世帯主から付け直します。'),
  }),
  command: ({ head, standings: said, ...values }, context) => {
    const [next = '', ...others] = head;
    if (others.length > 0) return wrong('head', '新しい世帯主は、ひとりだけ選んでください。');
    const filed = Object.entries(said).flatMap(([addresseeNumber, relationship]) =>
      relationship && addresseeNumber !== next
        ? [{ addresseeNumber, relationship, householder: relationship === '世帯主' }]
        : [],
    );
    return {
      kind: 'RegisterHouseholdChange',
      change: 'head',
      householdNumber: householdNumberOf(context),
      members: [next],
      standings: filed,
      ...values,
    };
  },
  is: (command) => command.change === 'head',
  words,
});

/** 世帯の変更の四つの届出. */
export const householdChanges: readonly ActDefinition[] = [
  householdSplit,
  householdMerger,
  householdTransfer,
  headChange,
];

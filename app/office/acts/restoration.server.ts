import { defineAct, wrong } from './definition.server.ts';
import { relationship } from './fields.server.ts';
import { ground } from './filing-fields.server.ts';
import { joinedHousehold } from './household-fields.server.ts';

/** 職権回復 (住民基本台帳法施行令第12条): a 除票 that should not have been one lives again, one person at a time. */
export const restoration = defineAct({
  name: 'restoration',
  kind: 'RegisterRestoration',
  group: 'entering',
  title: '職権回復',
  about: '誤って消除した方の住民票を、職権で元に戻します。転出の取消しではありません。',
  article: '住民基本台帳法施行令第12条',
  begins: 'person',
  needs: ['neighbours'],
  fields: (context) => ({
    household: joinedHousehold({ label: '世帯', kinds: ['new', 'existing'], offered: context.neighbours }),
    standing: relationship({ label: '世帯での続柄', withHead: true }),
    ground: ground('職権記録書の記録', '誤りと分かった経緯'),
  }),
  command: ({ household, standing, ground: basis }, { person }) => {
    if (!standing) return wrong('standing.chosen', '続柄を選んでください。');
    const addresseeNumber = person?.addresseeNumber ?? '';
    return {
      kind: 'RegisterRestoration',
      persons: [addresseeNumber],
      household: household.kind === 'existing' ? household : { kind: 'new' },
      standings: [{ addresseeNumber, relationship: standing, householder: standing === '世帯主' }],
      ground: basis,
    };
  },
  words: (command, book) => [
    { term: '回復する方', value: book.names(command.persons) },
    {
      term: '世帯',
      value: command.household.kind === 'new' ? '新しい世帯' : `世帯番号 ${command.household.householdNumber} に入る`,
    },
    ...command.standings.map((one) => ({ term: book.name(one.addresseeNumber), value: one.relationship })),
    { term: '根拠', value: command.ground },
  ],
});

import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import { defineAct, personChoice, wrong } from './definition.server.ts';
import { optionalChoice, several } from './fields.server.ts';
import { ground } from './filing-fields.server.ts';

/** 転出取消 (標準仕様書 4.6.0.1): of all or some of a 転出. */
export const movingOutCancellation = defineAct({
  name: 'moving-out-cancellation',
  kind: 'CancelMovingOut',
  group: 'cancelling',
  title: '転出取消',
  about: '引っ越さないことになった方の転出を取り消します。消除した後でも、転入通知が来る前なら取り消せます。',
  article: '標準仕様書4.6.0.1',
  begins: 'person',
  needs: ['companions'],
  whyNot: ({ person }) => (person?.movingOut ? undefined : 'この方には転出の届出がありません。'),
  fields: ({ companions }) => ({
    movers: several({
      label: '転出を取り消す方',
      missing: '転出を取り消す方を選んでください。',
      options: companions.map(personChoice),
      initial: companions.map((one) => one.addresseeNumber),
    }),
    reason: ground('取消しの理由', '届出人の申出など'),
  }),
  command: (values, { person }) => ({
    kind: 'CancelMovingOut',
    movingOutId: person?.movingOut?.movingOutId ?? '',
    ...values,
  }),
  words: (command, book) => [
    { term: '転出を取り消す方', value: book.names(command.movers) },
    { term: '取消しの理由', value: command.reason },
  ],
});

/** 異動の取消し (標準仕様書 4.6.0.1): the newest change of a person with everybody whom it touched. */
export const changeCancellation = defineAct({
  name: 'change-cancellation',
  kind: 'CancelChange',
  group: 'cancelling',
  title: '異動の取消し',
  about: '誤って登録した異動を取り消し、前の状態に戻します。履歴は消えず、取消しの行が加わります。',
  article: '標準仕様書4.6.0.1',
  begins: 'person',
  needs: ['changes'],
  fields: ({ changes, person }) => {
    const newestFirst = changes.toReversed();
    return {
      historyNumber: optionalChoice({
        label: '取り消す異動',
        support: '新しいものから順に取り消します。',
        initial: String(person?.historyNumber ?? ''),
        options: newestFirst.map(({ historyNumber, reason, changedOn }) => ({
          value: String(historyNumber),
          label: `${historyNumber}　${reason}${changedOn ? `（${formatJapaneseDate(changedOn)}）` : ''}`,
        })),
      }),
      reason: ground('取消しの理由', '誤りの内容と、分かった経緯'),
    };
  },
  command: ({ historyNumber, reason }, { person }) => {
    if (!historyNumber) return wrong('historyNumber', '取り消す異動を選んでください。');
    return {
      kind: 'CancelChange',
      addresseeNumber: person?.addresseeNumber ?? '',
      historyNumber: Number(historyNumber),
      reason,
    };
  },
  words: (command, book) => [
    { term: '取り消す異動', value: `${book.name(command.addresseeNumber)}　履歴番号 ${command.historyNumber}` },
    { term: '取消しの理由', value: command.reason },
  ],
});

import { defineAct } from './definition.server.ts';
import { day } from './fields.server.ts';

/** 住居地の届出 (入管法第19条の7–第19条の9): the card that was not shown with the 転入届 or 転居届 is endorsed. */
export const residenceCard = defineAct({
  name: 'residence-card',
  kind: 'RegisterResidenceCard',
  group: 'inside',
  title: '在留カードの裏書（住居地の届出）',
  about: '転入届や転居届のときに在留カードの提示がなかった方が、後からカードを示したときに登録します。',
  article: '住民基本台帳法第30条の46、入管法第19条の9',
  begins: 'person',
  fields: ({ today }) => ({ presentedOn: day({ label: 'カードが提示された日', initial: today }) }),
  command: (values, { person }) => ({
    kind: 'RegisterResidenceCard',
    addresseeNumber: person?.addresseeNumber ?? '',
    ...values,
  }),
  words: (command, book) => [
    { term: 'カードを示した方', value: book.name(command.addresseeNumber) },
    { term: '提示の日', value: book.day(command.presentedOn) },
  ],
});

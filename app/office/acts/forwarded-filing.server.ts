import type { ForwardFamilyFiling } from '#app/juki/door.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import { addressInJapan } from './address-fields.server.ts';
import { type ActDefinition, defineAct } from './definition.server.ts';
import { choice, recordDay, text } from './fields.server.ts';
import { notifiedOn } from './filing-fields.server.ts';
import { SEXES } from './person-fields.server.ts';

/** 9条2項通知 (住民基本台帳法第9条第2項): filed here, and the 住民票 is in another town, which draws up the act. */
function forwarded(
  filing: ForwardFamilyFiling['filing'],
  head: Pick<ActDefinition, 'name' | 'title' | 'about' | 'article'>,
): ActDefinition {
  const isBirth = filing === 'birth';
  return defineAct({
    ...head,
    kind: 'ForwardFamilyFiling',
    group: isBirth ? 'entering' : 'leaving',
    begins: 'nobody',
    fields: (context) => ({
      full: text({
        label: isBirth ? '生まれた子の氏名' : '亡くなった方の氏名',
        longest: 100,
        ...(isBirth ? { support: '名前がまだなければ、空のままにします。' } : { missing: '氏名を入れてください。' }),
      }),
      kana: text({ label: '振り仮名', longest: 100 }),
      bornOn: recordDay({ label: '生年月日' }),
      sex: choice({ label: '性別', options: SEXES, initial: '1' }),
      address: addressInJapan({ label: '住所（住民票のある市区町村）' }),
      householder: text({ label: '世帯主の氏名', longest: 100 }),
      happenedOn: recordDay({ label: isBirth ? '出生の日' : '死亡の日' }),
      notifiedOn: notifiedOn(context),
    }),
    command: ({ full, kana, bornOn, sex, householder, ...values }) => ({
      kind: 'ForwardFamilyFiling',
      filing,
      person: { name: { full, ...(kana ? { kana } : {}), kanaConfirmed: false }, bornOn, sex },
      ...(householder ? { householder } : {}),
      ...values,
    }),
    is: (command) => command.filing === filing,
    words: ({ person, address, happenedOn, ...command }, book) => [
      { term: isBirth ? '生まれた子' : '亡くなった方', value: person.name.full || '（氏名未定）' },
      { term: '住所', value: formatAddress(address) },
      { term: isBirth ? '出生の日' : '死亡の日', value: happenedOn.text },
      { term: '届出日', value: book.day(command.notifiedOn) },
    ],
  });
}

/** 他市区町村の住民の届出. */
export const forwardedFilings: readonly ActDefinition[] = [
  forwarded('birth', {
    name: 'birth-forwarded',
    title: '他市区町村の住民の出生（9条2項通知）',
    about: '当市区町村で受理した出生届の子の住所がほかの市区町村にあるとき、その市区町村に通知します。',
    article: '住民基本台帳法第9条第2項',
  }),
  forwarded('death', {
    name: 'death-forwarded',
    title: '他市区町村の住民の死亡（9条2項通知）',
    about: '当市区町村で受理した死亡届の方の住所がほかの市区町村にあるとき、その市区町村に通知します。',
    article: '住民基本台帳法第9条第2項',
  }),
];

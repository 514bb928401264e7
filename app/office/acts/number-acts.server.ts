import type { RegisterCodeChange, RegisterIndividualNumberChange } from '#app/juki/door.ts';
import { ResidentRecordCode } from '#app/vocabulary/identifiers.ts';
import { type ActDefinition, defineAct } from './definition.server.ts';
import { day, secret } from './fields.server.ts';
import { ground } from './filing-fields.server.ts';

type Head = Pick<ActDefinition, 'name' | 'title' | 'about' | 'article'>;

const requestedOn = (basis: 'request' | 'exOfficio', today: string) =>
  day({ label: basis === 'request' ? '請求日' : '職権の決定日', initial: today });

/** 個人番号の変更請求・職権修正 (番号法第7条第2項): J-LIS makes the new number. */
function individualNumberChange(basis: RegisterIndividualNumberChange['basis'], head: Head): ActDefinition {
  return defineAct({
    ...head,
    kind: 'RegisterIndividualNumberChange',
    group: 'numbers',
    begins: 'person',
    fields: ({ today }) => ({
      requestedOn: requestedOn(basis, today),
      ground: ground('変更の理由', '漏えいし、不正に使われるおそれがあると分かった経緯'),
    }),
    command: (values, { person }) => ({
      kind: 'RegisterIndividualNumberChange',
      addresseeNumber: person?.addresseeNumber ?? '',
      basis,
      ...values,
    }),
    is: (command) => command.basis === basis,
    words: (command, book) => [
      { term: '番号を変更する方', value: book.name(command.addresseeNumber) },
      { term: '請求日・決定日', value: book.day(command.requestedOn) },
      { term: '変更の理由', value: command.ground },
    ],
  });
}

/** 住民票コードの変更請求・職権記載 (住民基本台帳法第30条の4): a request needs no ground. */
function codeChange(basis: RegisterCodeChange['basis'], head: Head): ActDefinition {
  return defineAct({
    ...head,
    kind: 'RegisterCodeChange',
    group: 'numbers',
    begins: 'person',
    fields: ({ today }) => ({
      requestedOn: requestedOn(basis, today),
      ...(basis === 'exOfficio'
        ? {
            ground: ground('根拠', '職権記録書の記録'),
            residentRecordCode: secret({
              label: '正しい住民票コード',
              support:
                '移行した住民票コードの検査数字が合わないときだけ、J-LISで確かめた11桁を入れます。空ならば未使用のコードが付きます。',
              check: ResidentRecordCode,
            }),
          }
        : {}),
    }),
    command: (values, { person }) => ({
      kind: 'RegisterCodeChange',
      addresseeNumber: person?.addresseeNumber ?? '',
      basis,
      ...values,
    }),
    is: (command) => command.basis === basis,
    words: (command, book) => [
      { term: '番号を変更する方', value: book.name(command.addresseeNumber) },
      { term: '請求日・決定日', value: book.day(command.requestedOn) },
      ...(command.ground ? [{ term: '根拠', value: command.ground }] : []),
      ...(command.residentRecordCode
        ? [{ term: '正しい住民票コード', value: `末尾${command.residentRecordCode.slice(-4)}` }]
        : []),
    ],
  });
}

/** 番号の変更の四つの事由. */
export const numberActs: readonly ActDefinition[] = [
  individualNumberChange('request', {
    name: 'individual-number-change',
    title: '個人番号の変更請求',
    about: '番号が漏れて不正に使われるおそれがある方の請求です。新しい番号は J-LIS から届きます。',
    article: '番号法第7条第2項、施行令第3条',
  }),
  individualNumberChange('exOfficio', {
    name: 'individual-number-correction',
    title: '個人番号の職権修正',
    about: '請求がなくても、番号が不正に使われるおそれがあるときに変更します。',
    article: '番号法第7条第2項、施行令第4条',
  }),
  codeChange('request', {
    name: 'code-change',
    title: '住民票コードの変更請求',
    about: '本人の請求で、住民票コードを変更します。理由は要りません。',
    article: '住民基本台帳法第30条の4',
  }),
  codeChange('exOfficio', {
    name: 'code-entry',
    title: '住民票コードの職権記載',
    about: '誤りなどのために、別の住民票コードを職権で記載します。',
    article: '住民基本台帳法第30条の3、施行令第12条',
  }),
];

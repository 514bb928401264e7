import { type ActExample, numberOf } from './act-forms.ts';

const DAY = '令和8年11月20日';
const n = numberOf;
const noDay = (field: string) => ({ typing: { [field]: 'あした' }, field });

/** Acts on nationality, on whole records and on numbers. */
export const FURTHER_EXAMPLES: readonly ActExample[] = [
  {
    act: 'residence-card',
    person: n('kim-minji'),
    typing: {},
    mistake: noDay('presentedOn'),
  },
  {
    act: 'naturalisation',
    person: n('kim-minji'),
    typing: {
      full: '金沢　美知',
      kana: 'カナザワ　ミチ',
      kanaConfirmed: ['yes'],
      domicile: '東京都調布市小島町二丁目３５番',
      headOfRegister: '金沢　美知',
      happenedOn: DAY,
      ground: '帰化届 第9号',
    },
    mistake: { typing: { domicile: '' }, field: 'domicile' },
  },
  {
    act: 'nationality-acquisition',
    person: n('nguyen-2'),
    typing: {
      full: '阮田　花',
      domicile: '東京都調布市小島町二丁目３５番',
      headOfRegister: '阮田　花',
      happenedOn: DAY,
      ground: '国籍取得届 第4号',
    },
    mistake: noDay('happenedOn'),
  },
  {
    act: 'nationality-loss',
    person: n('kobayashi-c-1'),
    typing: { full: 'KOBAYASHI TEST', nationality: 'カナダ', happenedOn: DAY, ground: '国籍喪失届 第5号' },
    mistake: { typing: { nationality: '' }, field: 'nationality' },
  },
  {
    act: 'birth-forwarded',
    typing: {
      full: '試験　葵',
      bornOn: DAY,
      'address.municipality': '神奈川県藤沢市',
      happenedOn: DAY,
    },
    mistake: noDay('happenedOn'),
  },
  {
    act: 'death-forwarded',
    typing: {
      full: '試験　松',
      bornOn: '昭和30年2月3日',
      sex: '2',
      'address.municipality': '神奈川県藤沢市',
      happenedOn: DAY,
    },
    mistake: { typing: { full: '' }, field: 'full' },
  },
  {
    act: 'renewal',
    person: n('hasegawa-1'),
    typing: { ground: '記載が多く読みにくいため' },
    mistake: { typing: { persons: [] }, field: 'persons' },
  },
  {
    act: 'reconstruction',
    person: n('hasegawa-2'),
    typing: { ground: '毀損したため' },
    mistake: { typing: { ground: '' }, field: 'ground' },
  },
  {
    act: 'individual-number-change',
    person: n('sasaki-1'),
    typing: { ground: '通知書を紛失し、悪用のおそれがあるため' },
    mistake: { typing: { ground: '' }, field: 'ground' },
  },
  {
    act: 'individual-number-correction',
    person: n('sasaki-2'),
    typing: { ground: '漏えいの事故があったため' },
    mistake: noDay('requestedOn'),
  },
  {
    act: 'code-change',
    person: n('nakamura-1'),
    typing: {},
    mistake: noDay('requestedOn'),
  },
  {
    act: 'code-entry',
    person: n('nakamura-2'),
    typing: { ground: '誤って付けたコードのため' },
    mistake: { typing: { ground: '' }, field: 'ground' },
  },
];

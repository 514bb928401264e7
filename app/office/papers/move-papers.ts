import type { HouseholdView, ResidentView } from '#app/juki/door.ts';
import { type PaperBlock, type PaperContent, type PaperItem, paperOfKind } from '#app/papers/content.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import { addDays } from '#app/vocabulary/dates.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Town } from '#app/vocabulary/towns.ts';
import { sexWord } from '../applications/evidence.ts';
import { birthOf } from '../office-dates.ts';
import { nameOf, type RevealedNumbers } from './record-papers.ts';

type Issuer = Pick<Town, 'code' | 'name' | 'mayor' | 'offices'>;

/** お問い合わせ先: on everything that comes by post. */
function contactOf({ name, offices }: Issuer): PaperBlock {
  const [main] = offices;
  return { block: 'lines', lines: [`お問い合わせ：${main?.name ?? name}　電話 ${main?.phone ?? ''}`] };
}

/** A 転出届 later than this is none any more: 職権で消除し、準ずる証明書を出す (標準仕様書 4.1.3.0.3). */
const LATE_AFTER_DAYS = 14;

/** 転出証明書 of everybody who moves together. */
export interface MovingOutPaper {
  town: Issuer;
  on: CalendarDate;
  movers: readonly ResidentView[];
  headName: string | undefined;
  numbers: ReadonlyMap<string, RevealedNumbers>;
}

/** 届出が14日を過ぎた転出か: then it is a 転出証明書に準ずる証明書. */
export function isLateMovingOut({ movingOut, removed }: Pick<ResidentView, 'movingOut' | 'removed'>): boolean {
  if (!movingOut) return removed !== undefined;
  return movingOut.notifiedOn > addDays(movingOut.plannedOn, LATE_AFTER_DAYS);
}

/** 転出証明書 (住民基本台帳法施行令第23条) and 転出証明書に準ずる証明書: the items of the order, and no others. */
export function movingOutPaper({ town, on, movers, headName, numbers }: MovingOutPaper): PaperContent {
  const [first] = movers;
  const movingOut = first?.movingOut;
  const isLate = first !== undefined && isLateMovingOut(first);
  const kind = isLate ? 'movingOutEquivalent' : 'movingOutCertificate';
  const moving = movingOut
    ? [
        [{ label: '転出先', value: formatAddress(movingOut.plannedAddress) }],
        [
          { label: isLate ? '転出の日' : '転出予定日', value: formatJapaneseDate(movingOut.plannedOn) },
          { label: '届出日', value: formatJapaneseDate(movingOut.notifiedOn) },
        ],
      ]
    : [];
  return {
    ...paperOfKind(kind),
    issuer: { code: town.code, name: town.name },
    blocks: [
      {
        block: 'form',
        rows: [
          [{ label: '住所', value: first ? formatAddress(first.address) : '' }],
          [{ label: '世帯主', value: headName ?? '' }],
          ...moving,
        ],
      },
      ...movers.map((mover): PaperBlock => ({ block: 'form', rows: moverRows(mover, numbers) })),
      // 標準仕様書 4.1.3.0.4: on demand only, and it says so.
      ...(movingOut?.special
        ? [{ block: 'lines' as const, lines: ['特例による転出処理済'], align: 'right' as const }]
        : []),
      {
        block: 'points',
        points: [
          isLate
            ? 'この証明書を持って、できるだけ早く、新しい住所の市区町村に転入届をしてください。期限は住み始めた日から14日です。'
            : '新しい住所に住み始めた日から14日以内に、この証明書を持って新しい住所の市区町村に転入届をしてください。',
          '転入届には、本人確認の書類と、個人番号カードをお持ちの方はそのカードが要ります。',
        ],
      },
    ],
    attestation: {
      words:
        kind === 'movingOutCertificate'
          ? '上記のとおり転出の届出があったことを証明する。'
          : '上記のとおり住民票の記載があり、転出したことを証明する。',
      on,
      mayor: town.mayor,
    },
  };
}

const PENSION = { '1': '第1号', '2': '第2号', '3': '第3号' } as const;

function moverRows(mover: ResidentView, numbers: MovingOutPaper['numbers']): PaperItem[][] {
  const own = numbers.get(mover.addresseeNumber);
  const { registeredDomicile: domicile, foreignStatus: foreign, qualifications } = mover;
  const yes = (value: boolean) => (value ? '有' : '無');
  return [
    [{ label: '氏名', value: nameOf(mover, true) }],
    [
      { label: '生年月日', value: birthOf(mover.bornOn, mover.kind) },
      { label: '性別', value: sexWord(mover.sex) },
      { label: '続柄', value: mover.relationship },
    ],
    ...(domicile ? [[{ label: '本籍・筆頭者', value: `${domicile.address}　${domicile.headOfRegister}` }]] : []),
    ...(foreign
      ? [[{ label: '国籍・在留資格', value: `${foreign.nationality}　${foreign.residenceStatus ?? ''}` }]]
      : []),
    [
      { label: '住民票コード', value: own?.residentRecordCode ?? '' },
      { label: '個人番号', value: own?.individualNumber ?? '' },
    ],
    [
      { label: '国民健康保険', value: yes(qualifications.nationalHealthInsurance) },
      { label: '介護保険', value: yes(qualifications.longTermCareInsurance) },
      { label: '児童手当', value: yes(qualifications.childAllowance) },
    ],
    [
      { label: '後期高齢者医療', value: yes(qualifications.lateElderlyInsurance) },
      { label: '国民年金', value: qualifications.pensionClass ? PENSION[qualifications.pensionClass] : '無' },
    ],
  ];
}

/** 住民異動届受理通知 (標準仕様書 4.1.0.3): to the old address, so that a false filing is found; it names no new address and no filer. */
export function filingReceivedNotice(paper: {
  town: Issuer;
  on: CalendarDate;
  person: ResidentView;
  /** Where the person lived before the filing. */
  address: string;
  change: { reason: string; processedOn: CalendarDate };
}): PaperContent {
  const { town, on, person, address, change } = paper;
  return {
    ...paperOfKind('filingReceivedNotice'),
    issuer: { code: town.code, name: town.name },
    to: [address, `${nameOf(person, false)}　様`],
    blocks: [
      { block: 'lines', lines: ['次のとおり、あなたに関する住民異動の届出を受理しましたので、お知らせします。'] },
      {
        block: 'form',
        rows: [
          [{ label: '届出の種類', value: change.reason }],
          [{ label: '異動した方', value: nameOf(person, false) }],
          [{ label: '受理年月日', value: formatJapaneseDate(change.processedOn) }],
        ],
      },
      {
        block: 'points',
        points: [
          'この届出に心当たりがないときは、すぐに下の窓口へご連絡ください。',
          '届け出た方の氏名や新しい住所は、この通知には記載していません。',
        ],
      },
      contactOf(town),
    ],
    attestation: { words: '', on, mayor: town.mayor },
  };
}

/** 世帯主変更依頼通知書・世帯主変更通知書 (住民基本台帳法第25条, 標準仕様書 4.1.4): to those who stay, without where the former head went. */
export function headChangePaper(paper: {
  town: Issuer;
  on: CalendarDate;
  household: HouseholdView;
  kind: 'headChangeRequest' | 'headChangeNotice';
  /** Until when the household files (14 days). */
  until: CalendarDate;
}): PaperContent {
  const { town, on, household, kind, until } = paper;
  const asks = kind === 'headChangeRequest';
  const members = household.members.map((member) => nameOf(member, false));
  return {
    ...paperOfKind(kind),
    issuer: { code: town.code, name: town.name },
    to: [formatAddress(household.address), asks ? '世帯の皆様' : `${household.headName ?? ''}　様`],
    blocks: [
      {
        block: 'lines',
        lines: [
          asks
            ? 'あなたの世帯には、いま世帯主がいません。新しい世帯主を決めて、届け出てください。'
            : 'あなたの世帯の世帯主が、次のとおり変わりましたので、お知らせします。',
        ],
      },
      {
        block: 'form',
        rows: [
          [{ label: '住所', value: formatAddress(household.address) }],
          [{ label: '世帯の方', value: members.join('、') }],
          asks
            ? [{ label: '届出の期限', value: formatJapaneseDate(until) }]
            : [{ label: '新しい世帯主', value: household.headName ?? '' }],
        ],
      },
      {
        block: 'points',
        points: asks
          ? [
              '世帯主になる方を世帯の皆様で決め、住民異動届（世帯変更届）を出してください。',
              '届出の根拠は、住民基本台帳法第25条です。届出がないときは、お話を聞いて職権で記載することがあります。',
              '15歳以上の方が一人だけのときは、届出は要りません。',
            ]
          : ['記載が事実と違うときは、この通知を持って窓口へお申し出ください。'],
      },
      contactOf(town),
    ],
    attestation: { words: '', on, mayor: town.mayor },
  };
}

/** 住民票コード通知票 (住民基本台帳法第30条の3第3項). */
export function codeNotice(paper: {
  town: Issuer;
  on: CalendarDate;
  person: ResidentView;
  code: string;
}): PaperContent {
  const { town, on, person, code } = paper;
  return {
    ...paperOfKind('residentRecordCodeNotice'),
    issuer: { code: town.code, name: town.name },
    to: [formatAddress(person.address), `${nameOf(person, false)}　様`],
    blocks: [
      { block: 'lines', lines: ['住民基本台帳法第30条の3第3項により、あなたの住民票コードをお知らせします。'] },
      {
        block: 'form',
        rows: [
          [{ label: '氏名', value: nameOf(person, true) }],
          [
            { label: '生年月日', value: birthOf(person.bornOn, person.kind) },
            { label: '性別', value: sexWord(person.sex) },
          ],
          [{ label: '住民票コード', value: code }],
        ],
      },
      {
        block: 'points',
        points: [
          '住民票コードは、行政の手続のほかに使われることはありません。大切に保管してください。',
          '行政機関など法律で認められたもの以外が、住民票コードを尋ねることは禁じられています（法第30条の38）。',
          '住民票コードは、請求によりいつでも変えられます（法第30条の4）。',
        ],
      },
      contactOf(town),
    ],
    attestation: { words: '', on, mayor: town.mayor },
  };
}

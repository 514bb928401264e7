import type { AdvanceMover } from '#app/juki/door.ts';
import { addDays, ageOn } from '#app/vocabulary/dates.ts';
import { cardContinuationDeadline } from '#app/vocabulary/deadlines.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';

/** 転入後の案内: one paper that is handed over, with whom it concerns and until when. */
export interface Handout {
  title: string;
  text: string;
}

function people(movers: readonly AdvanceMover[]): string {
  return movers.map((mover) => `${mover.name.full}さん`).join('、');
}

/**
 * 転入後の案内 (関係課): which sections the family has to see, from the qualifications that the 転出証明書情報 carries
 * (住民基本台帳法第7条第10号–第11号の2) and the ages on the day of moving in.
 */
export function handoutsFor(
  movers: readonly AdvanceMover[],
  days: { movedInOn: CalendarDate; notifiedOn: CalendarDate; openCards: boolean },
): Handout[] {
  const until = formatJapaneseDate(addDays(days.movedInOn, 14));
  const age = (mover: AdvanceMover) => (mover.bornOn.on ? ageOn(mover.bornOn.on, days.movedInOn) : undefined);
  const between = (first: number, last: number) =>
    movers.filter((mover) => {
      const years = age(mover);
      return years !== undefined && years >= first && years <= last;
    });
  const offers: { title: string; who: readonly AdvanceMover[]; text: string }[] = [
    {
      title: '国民健康保険',
      who: movers.filter((mover) => mover.qualifications.nationalHealthInsurance),
      text: `加入の届出を${until}までにしてください。`,
    },
    {
      title: '後期高齢者医療',
      who: movers.filter((mover) => mover.qualifications.lateElderlyInsurance),
      text: `負担区分等証明書を持って、${until}までに届け出てください。`,
    },
    {
      title: '介護保険',
      who: movers.filter((mover) => mover.qualifications.longTermCareInsurance),
      text: `要介護認定を引き継ぐ方は、受給資格証明書を持って、${until}までに届け出てください。`,
    },
    {
      title: '国民年金',
      who: movers.filter((mover) => mover.qualifications.pensionClass === '1'),
      text: '住所の変更は住民票から伝わります。種別が変わる方は窓口へお越しください。',
    },
    {
      title: '児童手当',
      who: movers.filter((mover) => mover.qualifications.childAllowance),
      text: `転出予定日の翌日から15日以内に、認定の請求をしてください。`,
    },
    {
      title: '小・中学校',
      who: between(6, 14),
      text: '在学証明書と教科書給与証明書を持って、転入学の手続をしてください。',
    },
    { title: '予防接種', who: between(0, 6), text: '新しい予診票をお渡しします。母子健康手帳をお持ちください。' },
    {
      title: '在留カード',
      who: movers.filter((mover) => mover.foreignStatus !== undefined),
      text: '在留カードの裏面に新しい住所を記載します。カードをお出しください。',
    },
  ];
  return [
    ...offers
      .filter(({ who }) => who.length > 0)
      .map(({ title, who, text }) => ({ title, text: `${people(who)}。${text}` })),
    { title: '印鑑登録', text: '転出地の登録は廃止されました。必要な方は、新しく登録してください。' },
    {
      title: '署名用電子証明書',
      text: '住所が変わったため失効しました。必要な方は、この窓口で新しく発行できます。',
    },
    ...(days.openCards
      ? [
          {
            title: 'カードの継続利用',
            text: `きょう書き換えなかったカードは、${formatJapaneseDate(cardContinuationDeadline(days.notifiedOn))}までに窓口へお持ちください。過ぎると失効します。`,
          },
        ]
      : []),
  ];
}
